//! The gate as a publisher uses it: settings file, accepted findings, baseline, fixes, formats for other tools.

use crate::support::{NOTICE, documents, judge, root, settings};
use bangchim::fix::{self, Level};
use bangchim::model::report::Judged;
use bangchim::model::{Finding, InputOutcome};
use bangchim::pipeline;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

fn run(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_bangchim")).args(args).current_dir(folder).env_clear().output().unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn json(output: &Output) -> Value {
    serde_json::from_slice(&output.stdout).unwrap_or_else(|e| {
        panic!("{e}: {}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
    })
}

/// A folder with the notice that has three errors, and a settings file.
fn folder(settings: &str) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("old")).unwrap();
    fs::write(dir.path().join("notice.txt"), NOTICE).unwrap();
    fs::write(dir.path().join("old/notice.txt"), NOTICE).unwrap();
    if !settings.is_empty() {
        fs::write(dir.path().join("bangchim.toml"), settings).unwrap();
    }
    dir
}

/// Rule, severity and whether it is let pass, of all findings of a file.
fn findings(dir: &TempDir, more: &[&str], file: &str) -> Vec<(String, String, bool)> {
    let mut args = vec!["check", "--today", "2026-11-22", "--format", "json", file];
    args.extend(more);
    let report = json(&run(dir.path(), &args));
    let found = report["inputs"][0]["findings"].as_array().unwrap().clone();
    let text = |v: &Value| v.as_str().unwrap().to_owned();
    found.iter().map(|f| (text(&f["rule"]), text(&f["severity"]), f["accepted"].is_string())).collect()
}

fn has(found: &[(String, String, bool)], rule: &str) -> bool {
    found.iter().any(|(r, ..)| r == rule)
}

#[test]
fn the_settings_file_is_found_upwards() {
    let dir = folder("ignore = [\"phone-area-code-mismatch\"]\n[severity]\nCAM = \"info\"\n");
    let below = findings(&dir, &[], "old/notice.txt");
    assert!(!has(&below, "phone-area-code-mismatch"));
    assert!(below.iter().any(|(r, s, _)| r == "camera-total-mismatch" && s == "info"), "{below:?}");
    assert!(has(&findings(&dir, &["--no-config"], "old/notice.txt"), "phone-area-code-mismatch"));
    fs::write(dir.path().join("other.toml"), "select = [\"RET\"]\n").unwrap();
    let other = findings(&dir, &["--config", "other.toml"], "notice.txt");
    assert!(!other.is_empty() && other.iter().all(|(r, ..)| r.starts_with("retention")), "{other:?}");
}

#[test]
fn paths_have_rules_of_their_own() {
    let dir = folder("[[paths]]\nfiles = [\"old/**\"]\nignore = [\"TEL\"]\n");
    assert!(has(&findings(&dir, &[], "notice.txt"), "phone-area-code-mismatch"));
    assert!(!has(&findings(&dir, &[], "old/notice.txt"), "phone-area-code-mismatch"));
}

#[test]
fn the_institution_says_what_is_right_for_it() {
    let both = folder("");
    let facts = folder("[institution]\narea-codes = [\"033\"]\nretention-days = 60\n");
    for rule in ["phone-area-code-mismatch", "retention-over-30-days"] {
        assert!(has(&findings(&both, &[], "notice.txt"), rule), "{rule}");
        assert!(!has(&findings(&facts, &[], "notice.txt"), rule), "{rule}");
    }
}

#[test]
fn mistakes_in_settings_are_wrong_usage_and_name_the_place() {
    for (settings, word) in [
        ("ignor = []\n", "`ignore`"),
        ("ignore = [\n", "bangchim.toml"),
        ("\nignore = [\"phone-is-fx\"]\n", "bangchim.toml:2"),
        ("fail-on = \"sometimes\"\n", "bangchim.toml:1"),
        ("[[accept]]\nrule = \"TEL001\"\nreason = \"\"\n", "reason"),
        ("[[accept]]\nrule = \"TEL001\"\nreason = \"x\"\nuntil = \"soon\"\n", "soon"),
    ] {
        let dir = folder(settings);
        let output = run(dir.path(), &["check", "notice.txt"]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(code(&output), 2, "{settings}: {said}");
        assert!(said.contains(word), "{settings}: {said}");
    }
}

#[test]
fn an_accepted_finding_passes_until_its_day() {
    let accept = |until: &str| {
        format!("fail-on = \"error\"\n[[accept]]\nrule = \"TEL001\"\nreason = \"본청 번호\"\nuntil = {until}\n")
    };
    let select = ["--select", "phone-area-code-mismatch"];
    let dir = folder(&accept("2026-11-22"));
    assert!(findings(&dir, &select, "notice.txt").iter().all(|(.., passes)| *passes));
    let mut args = vec!["check", "--today", "2026-11-22", "notice.txt"];
    args.extend(select);
    assert_eq!(code(&run(dir.path(), &args)), 0);
    let dir = folder(&accept("\"2026-11-21\""));
    assert!(findings(&dir, &select, "notice.txt").iter().all(|(.., passes)| !*passes));
    assert_eq!(code(&run(dir.path(), &args)), 1);
}

#[test]
fn a_baseline_lets_old_findings_pass_and_no_new_ones() {
    let dir = folder("");
    assert_eq!(code(&run(dir.path(), &["check", "notice.txt", "--write-baseline", "known.jsonl"])), 1);
    let check = ["check", "notice.txt", "--baseline", "known.jsonl"];
    assert_eq!(code(&run(dir.path(), &check)), 0);
    // lines put in above change nothing
    let moved = NOTICE.replacen('\n', "\n\n이 방침은 누구나 볼 수 있습니다.\n\n", 1);
    fs::write(dir.path().join("notice.txt"), moved).unwrap();
    assert_eq!(code(&run(dir.path(), &check)), 0);
    fs::write(dir.path().join("notice.txt"), NOTICE.replace("60일", "90일")).unwrap();
    assert_eq!(code(&run(dir.path(), &check)), 1, "another value is another finding");
    fs::write(dir.path().join("known.jsonl"), "{}\n").unwrap();
    assert_eq!(code(&run(dir.path(), &check)), 2);
}

#[test]
fn config_show_tells_where_each_setting_comes_from() {
    let dir = folder("ignore = [\"TEL\"]\n");
    let shown =
        String::from_utf8(run(dir.path(), &["config", "show", "notice.txt", "--select", "RET"]).stdout).unwrap();
    let line = |key: &str| shown.lines().find(|l| l.starts_with(key)).unwrap().to_owned();
    assert!(line("ignore").ends_with("bangchim.toml"), "{shown}");
    assert!(line("select").ends_with("명령줄"), "{shown}");
    assert!(line("fail-on").ends_with("기본값"), "{shown}");
}

#[test]
fn fix_shows_and_then_writes_with_a_backup() {
    let dir = tempfile::tempdir().unwrap();
    let text = NOTICE.replacen('\n', "\n\n(위탁한 경우에만 작성)\n", 1);
    let path = dir.path().join("notice.txt");
    fs::write(&path, &text).unwrap();
    let shown = run(dir.path(), &["fix", "--all", "notice.txt"]);
    assert!(String::from_utf8_lossy(&shown.stdout).contains("-(위탁한 경우에만 작성)"));
    assert_eq!(fs::read_to_string(&path).unwrap(), text, "shown, not written");
    run(dir.path(), &["fix", "--all", "--write", "notice.txt"]);
    assert!(!fs::read_to_string(&path).unwrap().contains("위탁한 경우에만"));
    assert_eq!(fs::read_to_string(dir.path().join("notice.txt.bak")).unwrap(), text);
    let again = fs::read(&path).unwrap();
    run(dir.path(), &["fix", "--all", "--write", "--no-backup", "notice.txt"]);
    assert_eq!(fs::read(&path).unwrap(), again, "the second time nothing changes");
}

/// Judges a document that must be a notice.
fn judged(name: &str, bytes: &[u8]) -> Box<Judged> {
    match judge(name, bytes) {
        InputOutcome::Done(judged) => judged,
        InputOutcome::Failed { error, .. } => panic!("{name}: {error}"),
    }
}

#[test]
fn what_is_mended_no_longer_fires_and_nothing_is_mended_twice() {
    let (mut rewritten, mut listed) = (0, 0);
    let spoilt = crate::formats::every_format(&spoilt()).into_iter().map(|(name, bytes)| (name.to_owned(), bytes));
    for (name, bytes) in documents().into_iter().chain(spoilt) {
        let InputOutcome::Done(before) = judge(&name, bytes.clone()) else { continue };
        let edits = fix::edits(&before.source, &before.findings, Level::All).0;
        let mended = pipeline::mend(&before, &bytes, &settings(), Level::All);
        assert_eq!(mended.record.is_some(), !edits.is_empty(), "{name}");
        let Some(record) = mended.record else { continue };
        for finding in edits.iter().map(|e| &before.findings[e.finding]) {
            let same = |f: &&Finding| f.rule.name == finding.rule.name && f.subject == finding.subject;
            let (again, was) = (record.findings.iter().filter(same), before.findings.iter().filter(same));
            assert!(again.count() < was.count(), "{name}: {} {}", finding.rule.name, finding.subject);
        }
        assert!(fix::edits(&record.source, &record.findings, Level::All).0.is_empty(), "{name}: not mended to the end");
        listed += mended.list.len();
        let Some(file) = mended.file else { continue };
        rewritten += 1;
        // the file that is written says what the record says
        let after = judged(&name, &file.bytes);
        if mended.list.is_empty() {
            assert_eq!(prints(&after), prints(&record), "{name}");
        }
        let again = pipeline::mend(&after, &file.bytes, &settings(), Level::All);
        assert!(again.file.is_none(), "{name} is mended once");
    }
    assert!(rewritten >= 5 && listed >= 5, "files rewritten: {rewritten}, edits listed: {listed}");
}

fn prints(judged: &Judged) -> Vec<&str> {
    judged.findings.iter().map(|f| f.fingerprint.as_str()).collect()
}

/// A page with a piece to be mended that also stands where it must stay: in an attribute, in a script, in a comment.
const PAGE: &str = "<!DOCTYPE html>\r
<html><head><title>달빛도서관</title><script>var n = '(위탁한 경우에만 작성)';</script></head>\r
<body data-note=\"(위탁한 경우에만 작성)\"><!-- (위탁한 경우에만 작성) -->\r
<h1>달빛도서관 고정형 영상정보처리기기 운영&middot;관리 방침</h1>\r
<h2>4. 촬영시간, 보관기간, 보관장소 및 처리방법</h2>\r
<table><tr><th>촬영시간</th><th>보관기간</th><th>보관장소</th></tr>\r
<tr><td>24시간</td><td>촬영일로부터   30일</td><td>1층 &amp; 전산실</td></tr></table>\r
<h2>5. 설치 및 관리 등의 위탁에 관한 사항\r
   (위탁한   경우에만 작성)</h2>\r
<p>수탁업체: 가온시스템 02-555-0143</p>\r
<p>영상정보처리기기를 설치?운영하며 <b>촬영벙</b>위를 알립니다.</p>\r
</body></html>\r
";

#[test]
fn a_page_is_rewritten_in_the_named_piece_alone() {
    let before = judged("page.html", PAGE.as_bytes());
    let mended = pipeline::mend(&before, PAGE.as_bytes(), &settings(), Level::All);
    let file = mended.file.unwrap();
    let wanted =
        PAGE.replace("사항\r\n   (위탁한   경우에만 작성)</h2>", "사항\r\n   </h2>").replace("설치?운영", "설치·운영");
    assert_eq!(file.after, wanted);
    assert_eq!(file.bytes, wanted.as_bytes());
    // a word that is cut by a tag cannot be told from others
    let left: Vec<(&str, &str)> = mended.list.iter().map(|w| (w.place.text.as_str(), w.to.as_str())).collect();
    assert_eq!(left, [("촬영벙위", "촬영범위")]);
}

#[test]
fn other_formats_get_a_record_and_a_list() {
    let dir = tempfile::tempdir().unwrap();
    let (path, record) = (dir.path().join("notice.docx"), dir.path().join("notice.docx.fixed.json"));
    let docx = crate::make::docx(&spoilt());
    fs::write(&path, &docx).unwrap();
    let shown = run(dir.path(), &["fix", "--all", "notice.docx"]);
    let said = String::from_utf8_lossy(&shown.stdout).into_owned();
    assert!(said.contains("설치?운영 → 설치·운영"), "{said}");
    assert!(!record.exists(), "shown, not written");
    run(dir.path(), &["fix", "--all", "--write", "notice.docx"]);
    assert_eq!(fs::read(&path).unwrap(), docx, "the document stays as it is");
    let record: Value = serde_json::from_slice(&fs::read(record).unwrap()).unwrap();
    let schema: Value = serde_json::from_str(bangchim::NOTICE_SCHEMA).unwrap();
    assert!(jsonschema::validator_for(&schema).unwrap().is_valid(&record));
    let rules: Vec<&str> = record["findings"].as_array().unwrap().iter().map(|f| f["rule"].as_str().unwrap()).collect();
    assert!(!rules.contains(&"garbled-text") && !rules.contains(&"template-residue"), "{rules:?}");
    // neither the record nor a backup is taken for a notice
    let checked = run(dir.path(), &["check", "--quiet", "."]);
    assert!(!String::from_utf8_lossy(&checked.stderr).contains("fixed.json"));
}

/// The clean notice with an instruction of the form left in it, and a dot that a conversion lost.
fn spoilt() -> Vec<crate::make::Piece> {
    use crate::make::Piece::Text;
    let mut pieces = crate::make::notice();
    pieces.insert(1, Text("(위탁한 경우에만 작성)"));
    pieces.insert(2, Text("달빛도서관은 다음과 같이 영상정보처리기기를 설치?운영합니다."));
    pieces
}

#[test]
fn sarif_fits_the_schema_of_the_standard() {
    // the pattern of languages has a stray bracket in the schema itself
    let schema = include_str!("../data/sarif-2.1.0.schema.json").replace("[a-zA-Z]{2}]?$", "[a-zA-Z]{2}?$");
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let dir = folder("");
    fs::write(dir.path().join("empty.txt"), "").unwrap();
    let output = run(dir.path(), &["check", "--format", "sarif", "notice.txt", "empty.txt"]);
    assert_eq!(code(&output), 3);
    let sarif = json(&output);
    let errors: Vec<String> = validator.iter_errors(&sarif).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let run = &sarif["runs"][0];
    assert_eq!(run["tool"]["driver"]["rules"].as_array().unwrap().len(), bangchim::catalogue::rules().count());
    assert_eq!(run["invocations"][0]["toolExecutionNotifications"][0]["descriptor"]["id"], "empty");
    for result in run["results"].as_array().unwrap() {
        let index = result["ruleIndex"].as_u64().unwrap() as usize;
        assert_eq!(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
        assert!(result["locations"][0]["physicalLocation"]["region"]["startLine"].as_u64().unwrap() >= 1);
    }
}

#[test]
fn every_format_has_every_finding_and_the_same_code() {
    let dir = folder("");
    let report = json(&run(dir.path(), &["check", "--format", "json", "notice.txt"]));
    let all = report["inputs"][0]["findings"].as_array().unwrap().len();
    assert!(all > 2);
    let count = |format: &str, mark: &str| {
        let output = run(dir.path(), &["check", "--format", format, "notice.txt"]);
        assert_eq!(code(&output), 1, "{format}");
        String::from_utf8(output.stdout).unwrap().matches(mark).count()
    };
    assert_eq!(count("ndjson", "\"type\":\"finding\""), all);
    assert_eq!(count("sarif", "\"ruleId\""), all);
    assert_eq!(count("junit", "<testcase"), all);
    assert_eq!(count("github", "::error") + count("github", "::warning") + count("github", "::notice"), all);
    assert_eq!(count("gitlab", "\"check_name\""), all);
    assert_eq!(count("csv", "\r\n"), all + 1);
    assert_eq!(count("markdown", "\n- **"), all);
}

#[test]
fn several_formats_come_from_one_run() {
    let dir = folder("");
    let args = ["check", "notice.txt", "--output", "out.txt", "--also", "sarif=a.sarif", "--also", "junit=b.xml"];
    assert_eq!(code(&run(dir.path(), &args)), 1);
    let read = |name: &str| fs::read_to_string(dir.path().join(name)).unwrap();
    assert!(read("out.txt").contains("phone-area-code-mismatch") && !read("out.txt").contains('\u{1b}'));
    assert!(read("a.sarif").contains("\"2.1.0\""));
    assert!(read("b.xml").starts_with("<?xml"));
    assert_eq!(code(&run(dir.path(), &["check", "notice.txt", "--also", "sarif"])), 2);
}

#[test]
fn junit_is_xml_whatever_the_notice_says() {
    let dir = tempfile::tempdir().unwrap();
    let hostile = NOTICE.replace("달빛", "달<b>&\u{1}\"빛");
    fs::write(dir.path().join("notice.txt"), hostile).unwrap();
    let xml = String::from_utf8(run(dir.path(), &["check", "--format", "junit", "notice.txt"]).stdout).unwrap();
    let mut open = Vec::new();
    for tag in xml.split('<').skip(2).map(|t| t.split('>').next().unwrap()) {
        assert!(!tag.contains('&') || tag.contains("&amp;") || tag.contains("&lt;") || tag.contains("&gt;"), "{tag}");
        match tag.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop(), Some(name.to_owned())),
            None if tag.ends_with('/') => {}
            None => open.push(tag.split(' ').next().unwrap().to_owned()),
        }
    }
    assert!(open.is_empty() && !xml.contains('\u{1}'));
}

/// A folder with findings of every severity, a file that cannot be judged, one that is clean, and findings on several
/// notices.
fn mixed() -> TempDir {
    let dir = folder("[[accept]]\nrule = \"TEL001\"\nfile = \"notice.txt\"\nreason = \"본청 <번호>\"\n");
    fs::write(dir.path().join("empty.txt"), "").unwrap();
    fs::write(dir.path().join("clean.txt"), crate::make::text(&crate::make::notice())).unwrap();
    for sample in ["four-notices-in-one-file.md", "tab-table-page-break.txt", "model-form-hwp.hwp"] {
        fs::copy(root().join("samples").join(sample), dir.path().join(sample)).unwrap();
    }
    dir
}

#[test]
fn junit_fits_its_schema() {
    let dir = mixed();
    run(dir.path(), &["check", ".", "--format", "junit", "--output", "out.xml"]);
    let schema = root().join("tests/data/junit-10.xsd");
    let mut lint = Command::new("xmllint");
    lint.args(["--noout", "--schema"]).arg(schema).arg("out.xml").current_dir(dir.path());
    match lint.output() {
        Ok(output) => assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr)),
        // `.ci/run` says so where it is missing
        Err(error) => assert_eq!(error.kind(), std::io::ErrorKind::NotFound),
    }
}

/// What GitLab reads of the format of Code Climate (docs.gitlab.com, "Code Quality report format").
#[test]
fn gitlab_gets_the_shape_that_it_reads() {
    let schema = serde_json::json!({
        "type": "array",
        "items": {
            "type": "object",
            "required": ["description", "check_name", "fingerprint", "severity", "location"],
            "properties": {
                "type": {"const": "issue"},
                "description": {"type": "string", "minLength": 1},
                "check_name": {"type": "string", "minLength": 1},
                "fingerprint": {"type": "string", "minLength": 1},
                "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
                "location": {
                    "type": "object",
                    "required": ["path", "lines"],
                    "properties": {
                        "path": {"type": "string", "pattern": "^[^/.]"},
                        "lines": {"type": "object", "required": ["begin"], "properties": {"begin": {"type": "integer", "minimum": 1}}}
                    }
                }
            }
        }
    });
    let report = json(&run(mixed().path(), &["check", ".", "--format", "gitlab"]));
    let validator = jsonschema::validator_for(&schema).unwrap();
    let errors: Vec<String> = validator.iter_errors(&report).map(|e| format!("{}: {e}", e.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    let issues = report.as_array().unwrap();
    let prints: BTreeSet<&str> = issues.iter().map(|i| i["fingerprint"].as_str().unwrap()).collect();
    assert!(issues.len() > 10);
    assert_eq!(prints.len(), issues.len(), "an issue is known by its fingerprint alone");
}

#[test]
fn an_acceptance_that_nobody_needs_is_a_finding() {
    let stale = |settings: &str, args: &[&str]| {
        let dir = folder(settings);
        let args = [&["check", "--today", "2026-11-22", "--format", "json"], args].concat();
        let report = json(&run(dir.path(), &args));
        let of = |input: &Value| {
            assert!(input["source"]["name"] != "bangchim.toml" || input["notices"].as_array().unwrap().is_empty());
            input["source"]["name"] == "bangchim.toml"
        };
        let inputs: Vec<Value> = report["inputs"].as_array().unwrap().iter().filter(|i| of(i)).cloned().collect();
        let findings = inputs.iter().flat_map(|i| i["findings"].as_array().unwrap().clone());
        findings
            .map(|f| (f["subject"].as_str().unwrap().to_owned(), f["location"]["line"].as_u64().unwrap()))
            .collect::<Vec<_>>()
    };
    let found = |subject: &str, line| vec![(subject.to_owned(), line)];
    let nobody = "\n[[accept]]\nrule = \"TEL001\"\nsubject = \"055-555-0000\"\nreason = \"옛 번호\"\n";
    assert_eq!(stale(nobody, &["."]), found("TEL001", 3));
    assert_eq!(stale(nobody, &["notice.txt", "old"]), found("TEL001", 3));
    assert_eq!(stale(nobody, &["notice.txt"]), [], "what it names may be in the file that was not judged");
    assert_eq!(stale(nobody, &[".", "--ignore", "TEL"]), [], "the rule was off");
    assert_eq!(stale(nobody, &[".", "--ignore", "SET"]), []);
    let one = nobody.replace("reason", "file = \"notice.txt\"\nreason");
    assert_eq!(stale(&one, &["notice.txt"]), found("TEL001", 3), "the only file that it names was judged");
    assert_eq!(stale(&one, &["old"]), []);
    let over = "[[accept]]\nrule = \"RET\"\nreason = \"새 녹화기\"\nuntil = 2026-11-21\n";
    assert_eq!(stale(over, &["notice.txt"]), found("RET", 2), "expired, wherever it would fit");
    assert_eq!(stale(&over.replace("21", "22"), &["."]), []);
    let ledger = "[[accept]]\nrule = \"LED\"\nreason = \"대장이 옛것\"\n";
    assert_eq!(stale(ledger, &["."]), [], "nothing can be said without a ledger");
    let batch = "[[accept]]\nrule = \"BAT005\"\nreason = \"같은 것\"\n";
    assert_eq!(stale(batch, &["."]), [], "it fits");
    assert_eq!(stale(&format!("{batch}file = \"notice.txt\"\n"), &["notice.txt"]), [], "there was nothing to compare");
}

#[test]
fn findings_on_several_notices_obey_settings_and_baseline() {
    let batch = |dir: &TempDir, more: &[&str]| {
        let report = json(&run(dir.path(), &[&["check", ".", "--format", "json", "--select", "BAT"], more].concat()));
        let findings = report["inputs"].as_array().unwrap().iter().flat_map(|i| i["findings"].as_array().unwrap());
        let told = |f: &Value| format!("{} {}", f["rule"].as_str().unwrap(), f["accepted"].as_str().unwrap_or("-"));
        (findings.map(told).collect::<Vec<_>>(), report["verdict"].as_str().unwrap().to_owned())
    };
    let own = |settings: &str| batch(&folder(settings), &[]);
    let found = |words: &str, verdict: &str| (vec![words.to_owned()], verdict.to_owned());
    assert_eq!(own(""), found("notice-duplicate -", "findings"));
    let accept = "[[accept]]\nrule = \"BAT\"\nfile = \"old/*\"\nreason = \"보관본\"\n";
    assert_eq!(own(accept), found("notice-duplicate 보관본", "clean"));
    assert_eq!(own("[severity]\nBAT005 = \"info\"\n"), found("notice-duplicate -", "clean"));
    let off = "[[paths]]\nfiles = [\"old/**\"]\nignore = [\"BAT\"]\n";
    assert_eq!(own(off), (vec![], "clean".to_owned()), "a file without the rule is not compared");
    let dir = folder("");
    run(dir.path(), &["check", ".", "--write-baseline", "known.jsonl"]);
    assert!(fs::read_to_string(dir.path().join("known.jsonl")).unwrap().contains("notice-duplicate"));
    assert_eq!(batch(&dir, &["--baseline", "known.jsonl"]), found("notice-duplicate baseline", "clean"));
}

#[test]
fn limits_of_rules_are_settings() {
    let limit = |line: &str| format!("[thresholds]\n{line}\n");
    let has_rule = |settings: &str, rule: &str| {
        let dir = folder(settings);
        let late =
            NOTICE.replace("신청해야 합니다.", "신청해야 하며, 열람 요구를 받은 날부터 7일 이내에 결과를 통지합니다.");
        fs::write(dir.path().join("notice.txt"), late).unwrap();
        has(&findings(&dir, &[], "notice.txt"), rule)
    };
    assert!(!has_rule("", "viewing-deadline-wrong"));
    assert!(has_rule(&limit("viewing-days = 5"), "viewing-deadline-wrong"));
    assert!(!has_rule("", "notice-period-too-short"));
    let dir = folder("");
    let first = fs::read_to_string(dir.path().join("notice.txt")).unwrap();
    let changed = first.replace("제정되었으며", "개정되었으며");
    for (settings, fires) in [("", false), ("[thresholds]\nnotice-days = 14\n", true)] {
        let dir = folder(settings);
        fs::write(dir.path().join("notice.txt"), &changed).unwrap();
        assert_eq!(has(&findings(&dir, &[], "notice.txt"), "notice-period-too-short"), fires, "{settings}");
    }
    let dir = folder(&limit("duplicate-letters = 100000"));
    let all = String::from_utf8(run(dir.path(), &["check", "."]).stdout).unwrap();
    assert!(!all.contains("BAT005"), "{all}");
    let shown = String::from_utf8(run(dir.path(), &["config", "show", "notice.txt"]).stdout).unwrap();
    assert!(shown.contains("duplicate-letters = 100000 }  # ") && shown.contains("viewing-days = 10"), "{shown}");
    let wrong = folder(&limit("viewing-day = 5"));
    let said = String::from_utf8_lossy(&run(wrong.path(), &["check", "."]).stderr).into_owned();
    assert!(said.contains("`viewing-days`"), "{said}");
}

#[test]
fn a_rule_that_is_off_runs_where_it_is_named() {
    let cites = NOTICE.replace("시설안전 및 화재 예방", "시설안전 및 화재 예방 (개인정보보호법 제25조 제1항)");
    for (settings, args, runs) in [
        ("", &[][..], false),
        ("", &["--select", "LAW003"], true),
        ("", &["--select", "LAW"], true),
        ("[severity]\ncitation-format = \"info\"\n", &[], true),
        ("[severity]\nLAW = \"info\"\n", &[], false),
        ("ignore = [\"LAW\"]\n[severity]\nLAW003 = \"info\"\n", &[], false),
    ] {
        let dir = folder(settings);
        fs::write(dir.path().join("notice.txt"), &cites).unwrap();
        assert_eq!(has(&findings(&dir, args, "notice.txt"), "citation-format"), runs, "{settings} {args:?}");
    }
}

#[test]
fn rules_that_could_not_be_judged_are_told_with_the_reason() {
    let dir = folder("");
    let cut = NOTICE.split("4. 영상정보").next().unwrap().to_owned()
        + "4. 영상정보의 촬영시간, 보관기간, 보관장소 및 처리방법\n이 기관은 촬영한 영상정보를 다음과 같이 보관하고 있으며 보관하는 동안에는 누구나";
    fs::write(dir.path().join("notice.txt"), cut).unwrap();
    let said = String::from_utf8(run(dir.path(), &["check", "notice.txt"]).stdout).unwrap();
    let (_, told) = said.split_once("판정하지 못한 규칙\n").unwrap_or_else(|| panic!("{said}"));
    assert!(told.contains("contact-missing") && !told.contains("ledger"), "{told}");
    assert!(told.lines().all(|l| bangchim::emit::width::width(l) <= 80), "{told}");
}

#[test]
#[cfg(unix)]
fn the_script_of_the_action_annotates_and_keeps_the_code() {
    let dir = folder("");
    let program = Path::new(env!("CARGO_BIN_EXE_bangchim")).parent().unwrap().to_owned();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
    let run = |paths: &str| {
        Command::new("bash")
            .arg(crate::support::root().join(".github/actions/check/check.sh"))
            .current_dir(dir.path())
            .env_clear()
            .envs([("PATH", path.as_str()), ("INPUT_PATHS", paths), ("INPUT_SARIF", "out.sarif")])
            .envs([("GITHUB_STEP_SUMMARY", "summary.md"), ("GITHUB_OUTPUT", "output")])
            .output()
            .unwrap()
    };
    let output = run("notice.txt old/*.txt");
    assert_eq!(code(&output), 1, "{}", String::from_utf8_lossy(&output.stderr));
    assert!(String::from_utf8_lossy(&output.stdout).contains("::error file=old/notice.txt,line="));
    let read = |name: &str| fs::read_to_string(dir.path().join(name)).unwrap();
    assert!(read("summary.md").contains("phone-area-code-mismatch"));
    assert!(read("out.sarif").contains("2.1.0"));
    assert_eq!(read("output"), "exit-code=1\n");
    assert_eq!(code(&run("missing.txt")), 3);
}
