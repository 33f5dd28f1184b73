//! Each rule on invented notices: `cases/<family>/<rule>.md` holds notices and what the rule must say about each.
//!
//! A fenced `notice` goes through the whole pipeline with that rule alone; the fenced `findings` after it hold one
//! `slug subject` a line, in any order, and nothing for a near miss. A fenced `ledger` between them is CSV, a fenced
//! `settings` is a settings file that the run was made under. `UPDATE=1` rewrites the findings.

use crate::support::{judge_with, root, settings, updating};
use bangchim::check::rules::registry;
use bangchim::gate;
use bangchim::model::InputOutcome;
use bangchim::pipeline::{self, Acceptance, Entry, Input, Use, compare};
use bangchim::settings::file::SettingsFile;
use std::fs;
use std::path::PathBuf;

/// A notice of a case file with its expected findings.
struct Case {
    /// Line of the file that the notice starts in, from 1.
    line: usize,
    notice: String,
    /// CSV; empty without a ledger.
    ledger: String,
    /// TOML; empty without a settings file.
    settings: String,
    findings: Vec<String>,
    /// Lines of the file between the fences of the findings.
    between: std::ops::Range<usize>,
}

fn case_file(name: &str, family: &str) -> PathBuf {
    root().join("tests/suite/cases").join(family).join(format!("{}.md", name.replace('-', "_")))
}

/// The folder that the rule's source file stands in.
fn family(file: &str) -> String {
    let parts: Vec<&str> = file.split(['/', '\\']).collect();
    parts[parts.len() - 2].to_owned()
}

fn read(text: &str) -> Vec<Case> {
    let lines: Vec<&str> = text.lines().collect();
    let fence = |from: usize, mark: &str| (from..lines.len()).find(|i| lines[*i] == mark);
    let (mut out, mut at) = (Vec::new(), 0);
    while let Some(start) = fence(at, "```notice") {
        let end = fence(start, "```").expect("a notice without end");
        let open = fence(end, "```findings").expect("a notice without findings");
        let between = |mark: &str| {
            let from = fence(end, mark).filter(|l| *l < open);
            from.map(|l| lines[l + 1..fence(l, "```").expect("a fence without end")].join("\n")).unwrap_or_default()
        };
        let close = fence(open + 1, "```").expect("findings without end");
        out.push(Case {
            line: start + 1,
            notice: lines[start + 1..end].join("\n"),
            ledger: between("```ledger"),
            settings: between("```settings"),
            findings: lines[open + 1..close].iter().map(ToString::to_string).collect(),
            between: open + 1..close,
        });
        at = close + 1;
    }
    out
}

/// What a rule says of a settings file, when everything that it names was judged.
fn of_settings(rule: &str, notice: &str, text: &str) -> Vec<String> {
    let mut settings = settings();
    let InputOutcome::Done(judged) = judge_with("notice.txt", notice, &settings) else { panic!("no notice: {notice}") };
    settings.select = vec![rule.to_owned()];
    let file = SettingsFile::parse(text).unwrap();
    let all: Vec<Acceptance> = file
        .accept
        .iter()
        .map(|a| {
            let (accepted, at) = (a.as_ref(), a.span().start);
            let fits = judged.findings.iter().any(|f| gate::names(accepted, f.rule, &f.subject, &f.fingerprint));
            Acceptance { accepted, at, used: if fits { Use::Fits } else { Use::FitsNothing } }
        })
        .collect();
    let InputOutcome::Done(judged) = pipeline::judge_accepted("bangchim.toml", text, &all, &settings) else {
        panic!("settings are always judged")
    };
    let mut out: Vec<String> = judged.findings.iter().map(|f| format!("{} {}", f.rule.name, f.subject)).collect();
    assert!(judged.findings.iter().all(|f| f.at.iter().all(|at| judged.source.raw(*at) == f.subject)));
    out.sort();
    out
}

/// What a rule says of a notice; of several files, parted by a line of `=====`, what it says when it compares them.
fn findings(rule: &str, name: &str, notice: &str, ledger: &str) -> Vec<String> {
    let mut settings = settings();
    settings.select = vec![rule.to_owned()];
    let input = |name: &str, text: &str| Input {
        name: name.to_owned(),
        bytes: Ok(text.into()),
        password: None,
        recognised: Vec::new(),
    };
    let ledger =
        (!ledger.is_empty()).then(|| pipeline::ledger(input("ledger.csv", ledger), &[], &settings.limits).unwrap());
    let (mut out, mut run) = (Vec::new(), Vec::new());
    for (i, file) in notice.split("\n=====\n").enumerate() {
        let name = format!("{i}-{name}");
        match pipeline::judge_against(input(&name, file), ledger.as_ref(), &settings) {
            InputOutcome::Done(judged) => {
                out.extend(judged.findings.iter().map(|f| format!("{} {}", f.rule.name, f.subject)));
                run.push(Entry { name, keys: judged.keys });
            }
            InputOutcome::Failed { error, .. } => panic!("{name}: {error}"),
        }
    }
    out.extend(compare(&run, &settings).iter().map(|f| format!("{} {}", f.rule.name, f.subject)));
    out.sort();
    out
}

#[test]
fn every_case_gives_its_findings() {
    let update = updating();
    let mut wrong = Vec::new();
    for rule in registry() {
        let (name, path) = (rule.info.name, case_file(rule.info.name, &family(rule.info.file)));
        let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
        let cases = read(&text);
        assert!(cases.iter().any(|c| !c.findings.is_empty()) || update, "{name}: no case fires");
        assert!(cases.iter().any(|c| c.findings.is_empty()) || update, "{name}: no near miss");
        for case in cases.into_iter().rev() {
            let found = match case.settings.as_str() {
                "" => findings(name, &format!("{name}.txt"), &case.notice, &case.ledger),
                text => of_settings(name, &case.notice, text),
            };
            let mut wanted = case.findings;
            wanted.sort();
            if found != wanted {
                wrong.push(format!("{}:{}: wanted {wanted:?}, found {found:?}", path.display(), case.line));
                lines.splice(case.between, found);
            }
        }
        if update {
            fs::write(&path, lines.join("\n") + "\n").unwrap();
        }
    }
    assert!(update || wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_example_of_each_page_is_in_korean_and_short() {
    for rule in registry() {
        let example = rule.info.page.example;
        assert!(example.chars().any(|c| ('가'..='힣').contains(&c)), "{}", rule.info.name);
        assert!(example.lines().count() <= 6, "{}", rule.info.name);
    }
}
