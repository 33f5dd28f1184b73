//! `migrate` and `merge`: nothing is lost, whatever the files are and whenever the run is ended.

use crate::cli::{code, err, json, out, run};
use crate::formats::every_format;
use crate::make;
use crate::support::{self, NOTICE, judge, root};
use bangchim::RUN_SCHEMA;
use bangchim::emit::bulk::{Line, Status};
use bangchim::emit::json::Document;
use bangchim::model::Lang;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;
use tempfile::TempDir;

/// Larger runs where `.ci/run` asks for them.
pub(crate) fn heavy() -> bool {
    std::env::var_os("BANGCHIM_HEAVY").is_some()
}

const DAY: &str = "2026-11-22";

/// A run in a folder; `more` are further arguments.
fn migrate(folder: &Path, more: &[&str]) -> std::process::Output {
    run(folder, &[&["migrate", "in", "--today", DAY, "--quiet"], more].concat())
}

/// The program, with documents that break it allowed to.
fn program(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bangchim"));
    command.args(args).current_dir(folder).env_clear().env("BANGCHIM_TEST_POISON", folder.join("pid"));
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn put(folder: &Path, name: &str, bytes: &[u8]) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// A folder `in` with `count` notices, no two alike, in folders of ten.
fn notices(count: usize) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    for n in 0..count {
        put(dir.path(), &format!("in/{:02}/방침 {n}.txt", n / 10), notice(n).as_bytes());
    }
    dir
}

/// A small notice; every third one is of the same institution.
fn notice(n: usize) -> String {
    let body = ["달빛", "별빛", "노을"][n % 3];
    NOTICE.replace("달빛", body).replace("60일", &format!("{}일", 30 + n)).replace("0101", &format!("{:04}", 100 + n))
}

fn lines(folder: &Path) -> BTreeMap<String, Line> {
    let text = fs::read_to_string(folder.join("run.jsonl")).unwrap();
    text.lines().map(|l| serde_json::from_str::<Line>(l).unwrap()).map(|l| (l.path.clone(), l)).collect()
}

/// Every file of a run with its bytes; of `run.jsonl` without what differs from run to run (time, attempts).
fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut all = support::tree(folder);
    if let Some(log) = all.get_mut("run.jsonl") {
        let plain = String::from_utf8(std::mem::take(log)).unwrap();
        *log = plain.lines().flat_map(|l| without_time(l).into_bytes()).collect();
    }
    all
}

fn without_time(line: &str) -> String {
    let mut line: Line = serde_json::from_str(line).unwrap();
    (line.ms, line.attempts) = (0, 0);
    serde_json::to_string(&line).unwrap() + "\n"
}

fn assert_same(a: &BTreeMap<String, Vec<u8>>, b: &BTreeMap<String, Vec<u8>>, what: &str) {
    let names = |t: &BTreeMap<String, Vec<u8>>| t.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(a), names(b), "{what}");
    let other: Vec<&String> = a.iter().filter(|(name, bytes)| b[*name] != **bytes).map(|(name, _)| name).collect();
    assert!(other.is_empty(), "{what}: {other:?} differ");
}

/// Notices in every format and files that break readers in every way: each has the status that it should have, and the
/// good ones are what they are alone.
#[test]
fn every_file_has_its_status() {
    let dir = tempfile::tempdir().unwrap();
    let mut formats = every_format(&make::notice());
    for name in ["model-form-hwp.hwp", "model-form-hwpx.hwpx", "model-form-hml.hml", "pdf/model-form-clean.typst.pdf"] {
        let bytes = fs::read(root().join("samples").join(name)).unwrap();
        formats.push((name.rsplit('/').next().unwrap(), bytes));
    }
    let mut expected: BTreeMap<String, Status> = BTreeMap::new();
    let mut good = Vec::new();
    let count = if heavy() { 1940 } else { 60 };
    for n in 0..count {
        let (name, bytes) = &formats[n % formats.len()];
        let name = format!("{:03}/{n}-{name}", n / 50);
        put(dir.path(), &format!("in/{name}"), bytes);
        expected.insert(name.clone(), Status::Ok);
        good.push((name, bytes.clone()));
    }
    let docx = make::docx(&make::notice());
    let bomb = make::bomb("word/document.xml", "<w:document>", 300, "</w:document>");
    let junk: Vec<u8> = (0u32..4000).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let rounds = if heavy() { 5 } else { 1 };
    for round in 0..rounds {
        let poison: [(String, &[u8], Status); 14] = [
            ("truncated.docx".into(), &docx[..docx.len() / 2], Status::Rejected),
            ("bomb.docx".into(), &bomb, Status::Rejected),
            ("loop.txt".into(), b"poison:loop", Status::Timeout),
            ("abort.txt".into(), b"poison:abort", Status::Crash),
            ("stack.txt".into(), b"poison:stack", Status::Crash),
            ("storm.txt".into(), b"poison:memory", Status::Oom),
            ("junk.hwp".into(), &junk, Status::Unsupported),
            ("locked.hwp".into(), b"SCDSA004\x01\x02\x03", Status::Encrypted),
            ("empty.pdf".into(), b"", Status::Empty),
            ("no notice.txt".into(), "오늘은 날씨가 맑습니다.\n".as_bytes(), Status::Rejected),
            ("picture.png".into(), b"\x89PNG\r\n\x1a\n", Status::Skipped),
            (format!("{}.txt", "긴".repeat(80)), NOTICE.as_bytes(), Status::Ok),
            ("줄\n바꿈 \u{202e}txt.\"quoted\" 'x' $(y).txt".into(), NOTICE.as_bytes(), Status::Ok),
            ("=cmd.txt".into(), NOTICE.as_bytes(), Status::Ok),
        ];
        for (name, bytes, status) in poison {
            let name = format!("poison {round}/{name}");
            put(dir.path(), &format!("in/{name}"), bytes);
            if status == Status::Ok {
                good.push((name.clone(), bytes.to_vec()));
            }
            expected.insert(name, status);
        }
    }
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt;
        let name = std::ffi::OsStr::from_bytes(b"\xff\xfe.txt");
        fs::write(dir.path().join("in").join(name), NOTICE).unwrap();
        expected.insert("\u{fffd}\u{fffd}.txt".into(), Status::Ok);
    }
    let args = ["migrate", "in", "--out", "out", "--today", DAY, "--timeout", "10s", "--memory", "400MiB", "--quiet"];
    let output = program(dir.path(), &args).output().unwrap();
    assert_eq!(code(&output), 3, "{}", err(&output));

    let lines = lines(&dir.path().join("out"));
    let found: BTreeMap<String, Status> = lines.iter().map(|(path, line)| (path.clone(), line.status)).collect();
    assert_eq!(found, expected);
    for (name, bytes) in good {
        let alone = Document::of(&judge(&name, bytes), Lang::Ko);
        let record = lines[&name].output.clone().unwrap();
        let record = fs::read(dir.path().join("out").join(record)).unwrap();
        assert!(serde_json::to_string_pretty(&alone).unwrap() + "\n" == String::from_utf8(record).unwrap(), "{name}");
    }
    assert_valid(&dir.path().join("out"));
    let letter = fs::read_to_string(dir.path().join("out/failed/README.ko.txt")).unwrap();
    assert!(letter.contains("storm.txt") && letter.contains("--memory") && !letter.contains("줄\n바꿈"), "{letter}");
}

/// The files of a run follow their schema, and say the same.
fn assert_valid(folder: &Path) {
    let schema: Value = serde_json::from_str(RUN_SCHEMA).unwrap();
    jsonschema::meta::validate(&schema).unwrap();
    let validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    let valid = |value: &Value| {
        let errors: Vec<String> = validator.iter_errors(value).map(|e| e.to_string()).collect();
        assert!(errors.is_empty(), "{value}: {errors:#?}");
    };
    let summary: Value = serde_json::from_slice(&fs::read(folder.join("summary.json")).unwrap()).unwrap();
    valid(&summary);
    let mut failed = Vec::new();
    let mut done = 0;
    let text = fs::read_to_string(folder.join("run.jsonl")).unwrap();
    for line in text.lines() {
        let value: Value = serde_json::from_str(line).unwrap();
        valid(&value);
        let line: Line = serde_json::from_str(line).unwrap();
        done += usize::from(line.status.is_done());
        failed.extend(line.status.is_failed().then_some(line.path));
    }
    assert_eq!(summary["inputs"], text.lines().count());
    let records = fs::read_to_string(folder.join("records.ndjson")).unwrap();
    assert_eq!(records.lines().count(), done);
    let listed: Vec<Value> = fs::read_to_string(folder.join("failed/list.jsonl"))
        .unwrap_or_default()
        .lines()
        .map(|l| serde_json::from_str(l).unwrap())
        .collect();
    listed.iter().for_each(valid);
    assert_eq!(listed.iter().map(|v| v["path"].as_str().unwrap()).collect::<Vec<_>>(), failed);
}

/// Ended by force at any moment, and run again: the same as if nothing had happened.
#[test]
fn killed_and_run_again() {
    let dir = notices(if heavy() { 60 } else { 24 });
    put(dir.path(), "in/00/empty.txt", b"");
    put(dir.path(), "in/00/abort.txt", b"poison:abort");
    let args = |out: &'static str| ["migrate", "in", "--out", out, "--today", DAY, "--quiet", "--jobs", "2"];
    program(dir.path(), &args("whole")).output().unwrap();
    let whole = tree(&dir.path().join("whole"));
    assert!(whole.len() > 30);
    let mut seed = 7u64;
    for round in 0..if heavy() { 20 } else { 4 } {
        let _ = fs::remove_dir_all(dir.path().join("out"));
        let mut killed = 0;
        for _ in 0..3 {
            let mut child = program(dir.path(), &args("out")).spawn().unwrap();
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            std::thread::sleep(Duration::from_millis(20 + (seed >> 33) % 600));
            child.kill().unwrap();
            let status = child.wait().unwrap();
            killed += usize::from(status.code().is_none());
        }
        let output = program(dir.path(), &args("out")).output().unwrap();
        assert_eq!(code(&output), 3, "{}", err(&output));
        assert_same(&whole, &tree(&dir.path().join("out")), &format!("round {round}, killed {killed} times"));
    }
}

#[test]
fn only_what_changed_is_done_again() {
    let dir = notices(6);
    migrate(dir.path(), &["--out", "out", "--lang", "en"]);
    let out = dir.path().join("out");
    let first = lines(&out);
    let name = |n: usize| format!("00/방침 {n}.txt");
    let record = |n: usize| out.join(first[&name(n)].output.as_ref().unwrap());
    let age = |n: usize| fs::metadata(record(n)).unwrap().modified().unwrap();
    let before: Vec<_> = (0..6).map(age).collect();

    put(dir.path(), "in/00/방침 1.txt", notice(77).as_bytes());
    fs::write(record(2), "changed by hand").unwrap();
    fs::remove_file(record(3)).unwrap();
    fs::remove_file(dir.path().join("in/00/방침 4.txt")).unwrap();
    put(dir.path(), "in/00/방침 5.txt", b"");
    put(dir.path(), "in/00/새 방침.txt", notice(88).as_bytes());
    let output = run(dir.path(), &["migrate", "in", "--out", "out", "--today", DAY, "--lang", "en"]);
    assert_eq!(code(&output), 3, "one is empty now: {}", err(&output));
    assert!(crate::cli::out(&output).contains("1 were done before"), "{}", crate::cli::out(&output));
    assert_eq!(age(0), before[0], "untouched");
    assert!(!record(4).exists() && !record(5).exists(), "no record of what is gone");

    migrate(dir.path(), &["--out", "fresh", "--lang", "en"]);
    assert_same(&tree(&dir.path().join("fresh")), &tree(&out), "resumed, and done afresh");
    assert_eq!(lines(&out)[&name(1)].attempts, 1, "other content, counted anew");
}

#[test]
fn other_settings_are_another_run() {
    let dir = notices(3);
    migrate(dir.path(), &["--out", "out"]);
    migrate(dir.path(), &["--out", "out", "--ignore", "retention-over-30-days"]);
    migrate(dir.path(), &["--out", "fresh", "--ignore", "retention-over-30-days"]);
    assert_same(&tree(&dir.path().join("fresh")), &tree(&dir.path().join("out")), "with a rule less");
    put(dir.path(), "in/bangchim.toml", b"[severity]\nRES = \"error\"\nRET = \"error\"\n");
    migrate(dir.path(), &["--out", "out"]);
    migrate(dir.path(), &["--out", "fresh", "--force"]);
    assert_same(&tree(&dir.path().join("fresh")), &tree(&dir.path().join("out")), "with a settings file");
}

/// What costs time or memory is only tried again when asked; what was merely refused always is.
#[test]
fn what_was_accepted_is_counted_by_itself() {
    let dir = notices(2);
    let summary = |out: &str| -> Value {
        migrate(dir.path(), &["--out", out, "--select", "retention-over-30-days"]);
        serde_json::from_str(&fs::read_to_string(dir.path().join(out).join("summary.json")).unwrap()).unwrap()
    };
    let open = summary("open");
    assert_eq!(
        (open["findings_by_rule"]["retention-over-30-days"].as_u64(), open["accepted"].as_u64()),
        (Some(1), Some(0))
    );
    put(dir.path(), "in/bangchim.toml", "[[accept]]\nrule = \"RET001\"\nreason = \"보안 시설\"\n".as_bytes());
    let accepted = summary("accepted");
    assert_eq!(accepted["findings_by_rule"].as_object().unwrap().len(), 0);
    assert_eq!(accepted["accepted"], 1);
    assert!(!fs::read_to_string(dir.path().join("accepted/report.md")).unwrap().contains("RET001"));
}

#[test]
fn failures_are_tried_again_when_asked() {
    let dir = tempfile::tempdir().unwrap();
    for (name, bytes) in [("abort", "poison:abort"), ("loop", "poison:loop"), ("none", "오늘은 맑음")] {
        put(dir.path(), &format!("in/{name}.txt"), bytes.as_bytes());
    }
    let attempts = |more: &[&str]| {
        let args = [&["migrate", "in", "--out", "out", "--today", DAY, "--timeout", "3s", "--quiet"], more].concat();
        let output = program(dir.path(), &args).output().unwrap();
        assert_eq!(code(&output), 3, "a failure is never done: {}", err(&output));
        let lines = lines(&dir.path().join("out"));
        ["abort.txt", "loop.txt", "none.txt"].map(|name| lines[name].attempts)
    };
    assert_eq!(attempts(&["--jobs", "1"]), [1, 1, 1]);
    assert_eq!(attempts(&["--jobs", "1"]), [1, 1, 2]);
    assert_eq!(attempts(&["--jobs", "1", "--retry", "failed"]), [2, 1, 3]);
    assert_eq!(attempts(&["--jobs", "1", "--retry", "timeout"]), [2, 2, 4]);
    assert_eq!(attempts(&["--jobs", "1", "--retry", "all"]), [3, 3, 5]);
}

/// A child that is ended takes with it what it started.
#[cfg(target_os = "linux")]
#[test]
fn the_whole_tree_is_ended() {
    let dir = tempfile::tempdir().unwrap();
    put(dir.path(), "in/tree.txt", b"poison:tree");
    let args = ["migrate", "in", "--out", "out", "--timeout", "5s", "--quiet"];
    let mut command = program(dir.path(), &args);
    command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
    command.output().unwrap();
    let pid = fs::read_to_string(dir.path().join("pid")).unwrap();
    let alive = || {
        let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
        stat.contains("sleep") && !stat.contains(") Z ")
    };
    for _ in 0..100 {
        if !alive() {
            return;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    panic!("process {pid} goes on");
}

/// A supervisor that is killed leaves no child behind, even one that hangs.
#[cfg(target_os = "linux")]
#[test]
fn children_do_not_outlive_their_supervisor() {
    let dir = tempfile::tempdir().unwrap();
    put(dir.path(), "in/loop.txt", b"poison:loop");
    let mut child = program(dir.path(), &["migrate", "in", "--out", "out", "--quiet"]).spawn().unwrap();
    let of_parent = |pid: u32| {
        let all = fs::read_dir("/proc").unwrap().flatten();
        let mut stats = all.filter_map(|e| fs::read_to_string(e.path().join("stat")).ok());
        stats.find_map(|stat| {
            let (id, rest) = stat.split_once(" (")?;
            let rest = rest.rsplit_once(") ")?.1;
            (rest.split(' ').nth(1)? == pid.to_string()).then(|| id.to_owned())
        })
    };
    let wait = |what: &str, until: &dyn Fn() -> bool| {
        for _ in 0..500 {
            if until() {
                return;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        panic!("{what}");
    };
    wait("no child was started", &|| of_parent(child.id()).is_some());
    let grandchild = of_parent(child.id()).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    wait("the child goes on", &|| {
        let stat = fs::read_to_string(format!("/proc/{grandchild}/stat")).unwrap_or_default();
        !stat.contains("bangchim") || stat.contains(") Z ")
    });
}

/// Ctrl-C: what is in hand is finished and everything is written; the next run does the rest.
#[cfg(unix)]
#[test]
fn an_interrupt_ends_the_run_in_order() {
    let dir = tempfile::tempdir().unwrap();
    for n in 0..200 {
        put(dir.path(), &format!("in/{n:03}.txt"), format!("poison:slow {n}").as_bytes());
    }
    let args = ["migrate", "in", "--out", "out", "--today", DAY, "--jobs", "1"];
    let child = program(dir.path(), &args).spawn().unwrap();
    let log = dir.path().join("out/run.jsonl");
    while fs::metadata(&log).map_or(0, |m| m.len()) == 0 {
        std::thread::sleep(Duration::from_millis(10));
    }
    let pid = rustix::process::Pid::from_raw(i32::try_from(child.id()).unwrap()).unwrap();
    rustix::process::kill_process(pid, rustix::process::Signal::INT).unwrap();
    let output = child.wait_with_output().unwrap();
    assert_eq!(code(&output), 3, "{}", err(&output));
    assert!(err(&output).contains("이어서") && out(&output).contains("남은 입력"), "{}", out(&output));
    let summary: Value = serde_json::from_slice(&fs::read(dir.path().join("out/summary.json")).unwrap()).unwrap();
    let inputs = summary["inputs"].as_u64().unwrap();
    assert_eq!(summary["complete"], false);
    assert!(0 < inputs && inputs < 200, "{inputs}");
    // another day, were it not the same run
    let output = program(dir.path(), &["migrate", "in", "--out", "out"]).output().unwrap();
    assert!(err(&output).contains(DAY), "{}", err(&output));
    assert_eq!(lines(&dir.path().join("out")).len(), 200);
    program(dir.path(), &["migrate", "in", "--out", "whole", "--today", DAY]).output().unwrap();
    assert_same(&tree(&dir.path().join("whole")), &tree(&dir.path().join("out")), "interrupted");

    // what an earlier run said under other settings is not taken for this one's
    let child = program(dir.path(), &[&args[..], &["--ignore", "TEL"]].concat()).spawn().unwrap();
    let size = fs::metadata(&log).unwrap().len();
    while fs::metadata(&log).unwrap().len() == size {
        std::thread::sleep(Duration::from_millis(10));
    }
    let pid = rustix::process::Pid::from_raw(i32::try_from(child.id()).unwrap()).unwrap();
    rustix::process::kill_process(pid, rustix::process::Signal::INT).unwrap();
    child.wait_with_output().unwrap();
    let summary: Value = serde_json::from_slice(&fs::read(dir.path().join("out/summary.json")).unwrap()).unwrap();
    assert_eq!(summary["complete"], false);
    assert!(summary["inputs"].as_u64().unwrap() < 200);
}

/// Three shards put together are what a single run is.
#[test]
fn shards_are_merged() {
    let dir = notices(if heavy() { 300 } else { 30 });
    put(dir.path(), "in/empty.txt", b"");
    put(dir.path(), "in/copy.txt", notice(3).as_bytes());
    put(dir.path(), "in/picture.png", b"\x89PNG");
    // the cleanup report needs the files, which are not at hand when shards are merged
    assert_eq!(code(&migrate(dir.path(), &["--out", "whole", "--no-report"])), 3);
    for i in ["1/3", "2/3", "3/3"] {
        migrate(dir.path(), &["--out", &format!("s{}", &i[..1]), "--shard", i]);
    }
    let merge = |more: &[&str]| run(dir.path(), &[&["merge", "--out", "merged", "--quiet"], more].concat());
    let output = merge(&["s2", "s3", "s1"]);
    assert_eq!(code(&output), 3, "{}", err(&output));
    let whole = tree(&dir.path().join("whole"));
    assert_same(&whole, &tree(&dir.path().join("merged")), "merged");
    assert!(String::from_utf8_lossy(&whole["findings.csv"]).contains("notice-duplicate"), "notices were compared");

    let output = merge(&["s1", "s2"]);
    assert!(code(&output) == 2 && err(&output).contains("3개 부분"), "{}", err(&output));
    let output = merge(&["s1", "s2", "s2"]);
    assert_eq!(code(&output), 2, "one twice: {}", err(&output));
    let output = merge(&["s1", "s2", "whole"]);
    assert!(code(&output) == 2 && err(&output).contains("whole"), "{}", err(&output));
    migrate(dir.path(), &["--out", "s3", "--shard", "3/3", "--ignore", "TEL"]);
    let output = merge(&["s1", "s2", "s3"]);
    assert!(code(&output) == 2 && err(&output).contains("s3"), "other settings: {}", err(&output));
}

/// A run finds between its notices what `check` finds, in whatever parts they are compared.
#[test]
fn notices_are_compared_over_the_whole_run() {
    let dir = notices(12);
    put(dir.path(), "in/copy.txt", notice(3).as_bytes());
    let checked = json(&run(dir.path(), &["check", "in", "--select", "BAT", "--format", "json", "--today", DAY]));
    let count = |v: &Value| v.as_u64().unwrap();
    migrate(dir.path(), &["--out", "out", "--select", "BAT"]);
    let summary: Value = serde_json::from_slice(&fs::read(dir.path().join("out/summary.json")).unwrap()).unwrap();
    assert!(count(&checked["counts"]["warning"]) > 0);
    for severity in ["error", "warning", "info"] {
        assert_eq!(summary["findings"][severity], checked["counts"][severity], "{severity}");
    }
}

/// Results that cannot be written end the run at once, with the file and the reason.
#[test]
fn a_folder_that_cannot_be_written() {
    let dir = notices(20);
    put(dir.path(), "out/records", b"a file where a folder should be");
    let output = run(dir.path(), &["migrate", "in", "--out", "out"]);
    assert_eq!(code(&output), 4);
    assert!(err(&output).contains("결과를 쓸 수 없습니다: out/records/"), "{}", err(&output));
    assert_eq!(err(&output).matches("쓸 수 없습니다").count(), 1, "told once: {}", err(&output));
}

#[test]
fn two_runs_do_not_share_a_folder() {
    let dir = notices(2);
    put(dir.path(), "out/state/lock", b"");
    let lock = fs::File::open(dir.path().join("out/state/lock")).unwrap();
    lock.lock().unwrap();
    let output = run(dir.path(), &["migrate", "in", "--out", "out"]);
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("다른 실행"), "{}", err(&output));
    drop(lock);
    assert_eq!(code(&run(dir.path(), &["migrate", "in", "--out", "out"])), 0);
}

#[test]
fn the_national_open_data() {
    let dir = tempfile::tempdir().unwrap();
    put(dir.path(), "in/a.txt", NOTICE.as_bytes());
    migrate(dir.path(), &["--out", "out"]);
    let read = |name: &str| fs::read(dir.path().join("out").join(name)).unwrap();
    let text = String::from_utf8(read("전국CCTV표준데이터.csv")).unwrap();
    let rows: Vec<&str> = text.trim_start_matches('\u{feff}').lines().collect();
    assert!(rows[0].starts_with("개방자치단체코드,관리번호,관리기관명,"), "{text}");
    // two places of a row have counts of their own, the other row has none
    assert_eq!(rows.len(), 4, "{text}");
    assert!(rows[1].contains(",다목적,2,,출입구 및 열람실 전체,60,,042-555-0101,"), "{text}");
    assert!(rows[3].contains(",3,"), "{text}");
    let columns = String::from_utf8(read("전국CCTV표준데이터-열.csv")).unwrap();
    assert!(columns.contains("WGS84위도,0,3,채울 수 없음"), "{columns}");
    migrate(dir.path(), &["--out", "out", "--open-data-encoding", "cp949"]);
    let bytes = read("전국CCTV표준데이터.csv");
    let (decoded, _, wrong) = encoding_rs::EUC_KR.decode(&bytes);
    assert!(!wrong);
    assert_eq!(decoded, text.trim_start_matches('\u{feff}'));
}

#[test]
fn progress_for_a_program() {
    let dir = notices(4);
    let output = run(dir.path(), &["migrate", "in", "--out", "out", "--progress", "json"]);
    let last: Value = serde_json::from_str(err(&output).lines().last().unwrap()).unwrap();
    assert_eq!((&last["event"], &last["done"], &last["total"]), (&"read".into(), &4.into(), &4.into()));
}
