//! The program as a user has it: exit codes, streams, languages, folders.

use crate::support::{NOTICE, tree};
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

/// Runs the program in a clean environment.
pub(crate) fn run(folder: &Path, args: &[&str]) -> Output {
    run_with(folder, args, &[], b"")
}

fn run_with(folder: &Path, args: &[&str], env: &[(&str, &str)], stdin: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_bangchim"))
        .args(args)
        .current_dir(folder)
        .env_clear()
        .envs(env.iter().copied())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut pipe = child.stdin.take().unwrap();
    let _ = pipe.write_all(stdin); // a program that does not read its input closes the pipe
    drop(pipe);
    child.wait_with_output().unwrap()
}

pub(crate) fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

pub(crate) fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

pub(crate) fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

pub(crate) fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|e| panic!("{e}: {}\n{}", out(output), err(output)))
}

/// A folder with a notice, another in a folder below, and files that are none.
fn folder() -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    let put = |name: &str, bytes: &[u8]| {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    };
    put("notice.txt", NOTICE.as_bytes());
    put("below/깊은 곳/other.md", NOTICE.replace("달빛", "별빛").as_bytes());
    put("below/.hidden.txt", NOTICE.as_bytes());
    put("below/picture.png", b"\x89PNG\r\n\x1a\n");
    put("empty.txt", b"");
    dir
}

#[test]
fn exit_codes() {
    let dir = folder();
    let at = |args: &[&str]| code(&run(dir.path(), args));
    assert_eq!(at(&["check", "--fail-on", "never", "notice.txt"]), 0);
    assert_eq!(at(&["check", "notice.txt"]), 1);
    assert_eq!(at(&["check", "--format", "json", "notice.txt"]), 1, "no format changes the code");
    assert_eq!(at(&["check", "--format", "ndjson", "notice.txt"]), 1);
    assert_eq!(at(&["check"]), 2);
    assert_eq!(at(&["check", "--format", "xml", "notice.txt"]), 2);
    assert_eq!(at(&["check", "--select", "no-such-rule", "notice.txt"]), 2);
    assert_eq!(at(&["explain", "no-such-rule"]), 2);
    // a family is no rule
    assert_eq!(at(&["explain", "TEL"]), 2);
    assert_eq!(at(&["check", "none/*.txt"]), 2, "no input is wrong usage");
    assert_eq!(at(&["check", "empty.txt"]), 3);
    assert_eq!(at(&["check", "missing.txt"]), 3);
    assert_eq!(at(&["check", "notice.txt", "empty.txt"]), 3, "the worst wins");
    assert_eq!(at(&["check", "--fail-on", "never", "empty.txt"]), 3);
    assert_eq!(at(&["extract", "notice.txt"]), 0, "findings fail the gate alone");
    assert_eq!(at(&["extract", "notice.txt", "empty.txt"]), 3);
    assert_eq!(at(&["tables", "notice.txt"]), 0);
    assert_eq!(at(&["tables", "empty.txt"]), 3);
    assert_eq!(at(&["--version"]), 0);
    assert_eq!(at(&["check", "--help"]), 0);
    assert_eq!(at(&[]), 2);
}

#[test]
fn a_clean_notice_passes() {
    let dir = tempfile::tempdir().unwrap();
    let clean = NOTICE.replace("총 8대", "총 7대").replace("60일", "30일").replace("033-", "042-");
    fs::write(dir.path().join("clean.txt"), clean).unwrap();
    let output = run(dir.path(), &["check", "--today", "2026-11-22", "clean.txt"]);
    assert_eq!(code(&output), 0, "{}{}", out(&output), err(&output));
    assert!(out(&output).contains("통과"), "{}", out(&output));
}

#[test]
fn check_quotes_the_line() {
    let dir = folder();
    let output = run(dir.path(), &["check", "notice.txt"]);
    let text = out(&output);
    assert!(text.contains("phone-area-code-mismatch"), "{text}");
    assert!(text.contains("033-555-0102"), "{text}");
    assert!(text.contains("--> notice.txt:1"), "{text}");
    assert!(text.contains("^^^^"), "{text}");
    assert!(text.contains("지적사항 있음"), "{text}");
    assert!(!text.contains('\u{1b}'), "a pipe gets no colours");
    for line in text.lines() {
        let width = bangchim::emit::width::width(line);
        assert!(width <= 80, "{width} columns: {line}");
    }
    let colored = run_with(dir.path(), &["check", "--color", "always", "notice.txt"], &[], b"");
    assert!(out(&colored).contains("\u{1b}["));
    let quiet = run(dir.path(), &["check", "--quiet", "notice.txt"]);
    assert!(!out(&quiet).contains("지적사항 있음"));
}

#[test]
fn languages() {
    let dir = folder();
    let ask = |args: &[&str], env: &[(&str, &str)]| {
        let output = run_with(dir.path(), args, env, b"");
        out(&output) + &err(&output)
    };
    assert!(ask(&["check", "notice.txt"], &[]).contains("오류["));
    assert!(ask(&["check", "notice.txt"], &[("LANG", "C.UTF-8")]).contains("오류["));
    assert!(ask(&["check", "notice.txt"], &[("LANG", "en_US.UTF-8")]).contains("error["));
    assert!(ask(&["check", "notice.txt", "--lang", "en"], &[]).contains("error["));
    assert!(ask(&["check", "notice.txt"], &[("LANG", "en_US.UTF-8"), ("BANGCHIM_LANG", "ko")]).contains("오류["));
    assert!(ask(&["--help"], &[]).contains("사용법"));
    assert!(ask(&["--help", "--lang=en"], &[]).contains("Usage"));
    let korean = ask(&["check", "--formt", "x"], &[]);
    assert!(korean.contains("알 수 없는 인자") && !korean.contains("error"), "{korean}");
    assert!(ask(&["check", "empty.txt"], &[]).contains("비어 있습니다"));
    assert!(ask(&["check", "empty.txt", "--lang", "en"], &[]).contains("the file is empty"));
}

#[test]
fn one_input_is_an_object_and_several_are_an_array() {
    let dir = folder();
    let one = json(&run(dir.path(), &["extract", "notice.txt"]));
    assert_eq!(one["source"]["name"], "notice.txt");
    assert_eq!(one["notices"].as_array().unwrap().len(), 1);
    let two = json(&run(dir.path(), &["extract", "notice.txt", "below"]));
    let names: Vec<_> =
        two.as_array().unwrap().iter().map(|d| d["source"]["name"].as_str().unwrap().to_owned()).collect();
    assert_eq!(names, ["notice.txt", "below/깊은 곳/other.md"], "hidden files and other formats are left out");
    let tables = json(&run(dir.path(), &["tables", "--format", "json", "notice.txt"]));
    assert!(tables[0]["cells"][0]["text"].is_string(), "{tables}");
    assert_eq!(tables[0]["page"], Value::Null);
    let several = json(&run(dir.path(), &["tables", "--format", "json", "notice.txt", "below"]));
    assert_eq!(several[1]["source"], "below/깊은 곳/other.md");
}

#[test]
fn a_failed_input_is_still_an_object() {
    let dir = folder();
    let output = run(dir.path(), &["extract", "empty.txt"]);
    assert_eq!(json(&output)["error"]["code"], "empty");
    assert!(err(&output).contains("판정 불가[empty]"), "{}", err(&output));
    assert!(err(&output).contains("empty.txt"));
}

#[test]
fn standard_input_and_patterns() {
    let dir = folder();
    let output = run_with(dir.path(), &["extract", "-"], &[], NOTICE.as_bytes());
    assert_eq!(json(&output)["source"]["name"], "<stdin>");
    let output = run(dir.path(), &["extract", "--format", "ndjson", "**/*.md"]);
    assert_eq!(out(&output).lines().count(), 1, "{}", err(&output));
    let output = run(dir.path(), &["extract", "--format", "ndjson", "*.txt", "notice.txt"]);
    assert_eq!(out(&output).lines().count(), 2, "an input that is named twice is read once");
}

#[test]
fn formats_of_extract_and_tables() {
    let dir = folder();
    let csv = run(dir.path(), &["extract", "--format", "csv", "notice.txt"]).stdout;
    assert!(csv.starts_with(b"\xEF\xBB\xBFfile,notice,pointer,value"), "a mark, so that Hangul opens right");
    assert!(String::from_utf8_lossy(&csv).contains("042-555-0101"));
    assert!(out(&run(dir.path(), &["tables", "notice.txt"])).contains("| 관리책임자 | 김가람 |"));
    assert!(out(&run(dir.path(), &["tables", "--format", "csv", "notice.txt"])).contains("관리책임자,김가람"));
}

#[test]
fn dump_shows_each_stage() {
    let dir = folder();
    for stage in ["raw", "layout", "notice"] {
        let output = run(dir.path(), &["dump", "--stage", stage, "notice.txt"]);
        assert_eq!(code(&output), 0);
        assert!(json(&output).to_string().contains("033-555-0102"), "{stage}");
    }
}

#[test]
fn rules_explain_themselves() {
    let dir = folder();
    let rules = json(&run(dir.path(), &["rules", "--format", "json"]));
    let written = fs::read_to_string(crate::support::root().join("schemas/rules.json")).unwrap();
    for lang in ["ko", "en"] {
        assert_eq!(out(&run(dir.path(), &["rules", "--format", "json", "--lang", lang])), written);
    }
    let rules = rules.as_array().unwrap();
    assert!(rules.len() >= 64);
    for rule in rules {
        let (code_, name) = (rule["code"].as_str().unwrap(), rule["name"].as_str().unwrap());
        for lang in ["ko", "en"] {
            let by_code = run(dir.path(), &["explain", code_, "--lang", lang]);
            let by_name = run(dir.path(), &["explain", name, "--lang", lang]);
            assert_eq!(by_code.stdout, by_name.stdout);
            let text = out(&by_name);
            for line in text.lines().filter(|l| !l.starts_with("  |")) {
                assert!(bangchim::emit::width::width(line) <= 80, "{line}");
            }
        }
    }
    let near = run(dir.path(), &["explain", "phone-area-code-mismach"]);
    assert_eq!(code(&near), 2);
    assert!(err(&near).contains("phone-area-code-mismatch"), "{}", err(&near));
    assert!(out(&run(dir.path(), &["rules", "--format", "markdown"])).contains("## phone-area-code-mismatch"));
}

#[test]
fn schemas_are_printed() {
    let dir = folder();
    assert_eq!(out(&run(dir.path(), &["schema", "notice"])), bangchim::NOTICE_SCHEMA);
    assert_eq!(out(&run(dir.path(), &["schema", "report"])), bangchim::REPORT_SCHEMA);
}

#[test]
fn select_and_ignore() {
    let dir = folder();
    let rules = |args: &[&str]| {
        let mut all = vec!["check", "--format", "json", "notice.txt"];
        all.extend(args);
        let report = json(&run(dir.path(), &all));
        let found = report["inputs"][0]["findings"].as_array().unwrap();
        found.iter().map(|f| f["rule"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(rules(&["--select", "phone-area-code-mismatch"]), ["phone-area-code-mismatch"]);
    let rest = rules(&["--ignore", "phone-area-code-mismatch"]);
    assert!(!rest.is_empty() && !rest.iter().any(|r| r == "phone-area-code-mismatch"));
}

/// The lines of a file of JSON lines.
fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// A run without the times in its log.
fn timeless(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut all = tree(folder);
    if let Some(bytes) = all.get_mut("run.jsonl") {
        let mut entries = lines(std::str::from_utf8(bytes).unwrap());
        entries.iter_mut().for_each(|e| e["ms"] = Value::Null);
        *bytes = entries.iter().flat_map(|e| e.to_string().into_bytes()).collect();
    }
    all
}

#[test]
fn migrate_leaves_everything_behind() {
    let dir = folder();
    let output = run(dir.path(), &["migrate", ".", "--out", "out", "--today", "2026-11-22"]);
    assert_eq!(code(&output), 3, "an empty file cannot be judged: {}", err(&output));
    let names: Vec<_> = tree(&dir.path().join("out")).into_keys().collect();
    assert_eq!(
        names,
        [
            "cameras.csv",
            "cameras.parquet",
            "contacts.csv",
            "contacts.parquet",
            "contractors.csv",
            "contractors.parquet",
            "failed/README.ko.txt",
            "failed/list.jsonl",
            "findings.csv",
            "findings.parquet",
            "records.ndjson",
            "records/below/깊은 곳/other.md.json",
            "records/notice.txt.json",
            "report.html",
            "report.md",
            "report.xlsx",
            "retention.csv",
            "retention.parquet",
            "run.jsonl",
            "state/keys.jsonl",
            "state/lock",
            "summary.json",
            "전국CCTV표준데이터-열.csv",
            "전국CCTV표준데이터.csv",
        ]
    );
    let read = |name: &str| fs::read_to_string(dir.path().join("out").join(name)).unwrap();
    let status =
        |entry: &Value| (entry["path"].as_str().unwrap().to_owned(), entry["status"].as_str().unwrap().to_owned());
    let entries: Vec<_> = lines(&read("run.jsonl")).iter().map(status).collect();
    let expected = [
        ("below/picture.png", "skipped"),
        ("below/깊은 곳/other.md", "ok"),
        ("empty.txt", "empty"),
        ("notice.txt", "ok"),
    ];
    assert_eq!(entries, expected.map(|(a, b)| (a.to_owned(), b.to_owned())));
    assert_eq!(read("records.ndjson").lines().count(), 2);
    assert!(read("report.md").contains("## notice.txt"));
    assert!(read("cameras.csv").starts_with('\u{feff}'));
    let summary: Value = serde_json::from_str(&read("summary.json")).unwrap();
    assert_eq!((&summary["inputs"], &summary["notices"]), (&4.into(), &2.into()));
    assert!(out(&output).contains("입력 4"), "{}", out(&output));
}

#[test]
fn migrate_gives_the_same_bytes_on_any_number_of_cores() {
    let dir = folder();
    for i in 0..60 {
        fs::write(dir.path().join(format!("below/{i}.txt")), NOTICE.replace("4대", &format!("{i}대"))).unwrap();
    }
    let once = |jobs: &str, out: &str| {
        run(dir.path(), &["migrate", "below", "--out", out, "--jobs", jobs, "--today", "2026-11-22"]);
        timeless(&dir.path().join(out))
    };
    let one = once("1", "one");
    assert!(one.len() > 60);
    assert!(one == once("4", "four"), "one core and four differ");
    assert!(one == once("1", "one"), "a second run into the same folder differs");
}

#[test]
fn the_output_is_not_read_as_input() {
    let dir = folder();
    let run_once = || {
        run(dir.path(), &["migrate", ".", "--out", "./out", "--today", "2026-11-22"]);
        tree(&dir.path().join("out"))
    };
    let names = |files: BTreeMap<String, Vec<u8>>| files.into_keys().collect::<Vec<_>>();
    let first = names(run_once());
    fs::write(dir.path().join("out/stray.txt"), NOTICE).unwrap();
    run_once();
    fs::remove_file(dir.path().join("out/stray.txt")).unwrap();
    assert_eq!(first, names(tree(&dir.path().join("out"))));
}

#[test]
fn a_line_of_five_megabytes_is_refused() {
    let dir = folder();
    fs::write(dir.path().join("long.txt"), format!("{NOTICE}\n{}", "가나다 ".repeat(500_000))).unwrap();
    let output = run(dir.path(), &["check", "long.txt", "notice.txt"]);
    assert_eq!(code(&output), 3);
    let text = err(&output);
    assert!(text.contains("too-large") && text.contains("long.txt") && text.contains("행"), "{text}");
    assert!(out(&output).contains("notice.txt:"), "the other file goes on");
}

#[cfg(unix)]
#[test]
fn a_file_of_200_megabytes_is_not_even_read() {
    let dir = folder();
    let file = fs::File::create(dir.path().join("huge.txt")).unwrap();
    file.set_len(200 << 20).unwrap();
    let begun = std::time::Instant::now();
    let output = run(dir.path(), &["check", "huge.txt"]);
    assert_eq!(code(&output), 3);
    assert!(err(&output).contains("too-large"), "{}", err(&output));
    assert!(begun.elapsed().as_secs() < 5);
}

#[cfg(unix)]
#[test]
fn links_do_not_loop() {
    let dir = folder();
    std::os::unix::fs::symlink("..", dir.path().join("below/loop")).unwrap();
    std::os::unix::fs::symlink("../notice.txt", dir.path().join("below/link.txt")).unwrap();
    let output = run(dir.path(), &["extract", "--format", "ndjson", "below"]);
    assert_eq!(out(&output).lines().count(), 1);
    run(dir.path(), &["migrate", "below", "--out", "out"]);
    let entries = lines(&fs::read_to_string(dir.path().join("out/run.jsonl")).unwrap());
    let link = entries.iter().find(|e| e["path"] == "link.txt").unwrap();
    assert_eq!((&link["status"], &link["error"]["code"]), (&"skipped".into(), &"symbolic-link".into()));
    std::os::unix::fs::symlink("self.txt", dir.path().join("self.txt")).unwrap();
    assert_eq!(code(&run(dir.path(), &["check", "self.txt"])), 3);
}

#[cfg(unix)]
#[test]
fn an_unreadable_file_is_told_and_the_others_go_on() {
    use std::os::unix::fs::PermissionsExt;
    let dir = folder();
    let path = dir.path().join("closed.txt");
    fs::write(&path, NOTICE).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    if fs::read(&path).is_ok() {
        return; // the superuser reads everything
    }
    let output = run(dir.path(), &["check", "closed.txt", "notice.txt"]);
    assert_eq!(code(&output), 3);
    assert!(err(&output).contains("closed.txt"));
    assert!(out(&output).contains("notice.txt:"));
}

#[test]
fn a_folder_in_place_of_a_file_and_a_file_in_place_of_a_folder() {
    let dir = folder();
    let output = run(dir.path(), &["migrate", "below", "--out", "notice.txt"]);
    assert_eq!(code(&output), 2, "{}", err(&output));
    fs::create_dir(dir.path().join("folder.txt")).unwrap();
    assert_eq!(code(&run(dir.path(), &["check", "folder.txt"])), 2, "an empty folder holds no input");
}

#[test]
fn nothing_half_is_left_behind() {
    let dir = folder();
    run(dir.path(), &["migrate", ".", "--out", "out"]);
    assert!(tree(dir.path()).keys().all(|name| !name.contains(".tmp")));
}

/// A finding that two notices lead to stands with the file it belongs to, in every format, and counts for the gate.
#[test]
fn the_notices_of_a_run_are_compared() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.txt"), NOTICE).unwrap();
    fs::write(dir.path().join("b.txt"), NOTICE.replace("촬영일로부터 60일", "촬영일로부터 90일")).unwrap();
    let rule = ["check", "--select", "retention-disagreement", "--select", "notice-duplicate"];
    let at = |more: &[&str]| run(dir.path(), &[&rule[..], more].concat());

    let report = json(&at(&["--format", "json", "a.txt", "b.txt"]));
    assert_eq!(report["inputs"][0]["findings"], serde_json::json!([]));
    let finding = &report["inputs"][1]["findings"][0];
    assert_eq!(
        (finding["rule"].as_str(), finding["location"]["text"].as_str()),
        (Some("retention-disagreement"), Some("촬영일로부터 90일"))
    );
    assert_eq!(
        (report["verdict"].as_str(), report["inputs"][1]["verdict"].as_str()),
        (Some("findings"), Some("findings"))
    );
    assert_eq!(report["counts"]["warning"], 1);

    let text = at(&["--lang", "en", "a.txt", "b.txt"]);
    assert_eq!(code(&text), 1);
    assert!(out(&text).contains("warning[BAT002]") && out(&text).contains("--> b.txt:"), "{}", out(&text));
    let lines = out(&at(&["--format", "ndjson", "a.txt", "b.txt"]));
    assert!(lines.lines().next().unwrap().contains(r#""file":"b.txt""#), "{lines}");

    let alone = json(&at(&["--format", "json", "a.txt"]));
    assert_eq!(alone["inputs"][0]["not_evaluated"].as_array().unwrap().len(), 2, "silence is no pass: {alone}");
    fs::write(dir.path().join("b.txt"), NOTICE).unwrap();
    assert_eq!(json(&at(&["--format", "json", "."]))["inputs"][1]["findings"][0]["rule"], "notice-duplicate");
}

#[test]
fn what_an_ignore_file_names_is_left_out() {
    let dir = folder();
    fs::write(dir.path().join(".bangchimignore"), "below/\nempty*\n").unwrap();
    let output = run(dir.path(), &["migrate", ".", "--out", "out", "--no-report", "--lang", "en"]);
    assert!(out(&output).starts_with("inputs 1: ok 1"), "{}", out(&output));
}
