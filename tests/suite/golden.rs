//! Each sample as it comes out today, against `golden/`: `<id>.record.json`, `<id>.findings.txt`, `<id>.tables.md`.
//!
//! `UPDATE=1 cargo test --release --test suite` writes them anew. Read the difference before you commit it: a golden says
//! what the tool does, the labels of the samples (`labels.rs`) what it ought to do.

use crate::labels::is_gap;
use crate::support::{judge, root, updating};
use bangchim::emit::json::Document;
use bangchim::emit::{human, tables};
use bangchim::layout;
use bangchim::model::report::Judged;
use bangchim::model::{InputOutcome, Lang, Severity};
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

/// A sample as the manifest lists it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sample {
    pub(crate) id: String,
    file: String,
    /// The difficulties that it shows; `ko` says it in a sentence.
    shows: Vec<String>,
    ko: String,
    notices: usize,
    /// The rules that fire.
    findings: BTreeSet<String>,
}

pub(crate) fn samples() -> Vec<Sample> {
    let text = fs::read_to_string(root().join("samples/manifest.json")).unwrap();
    serde_json::from_str(&text).unwrap_or_else(|e| panic!("samples/manifest.json: {e}"))
}

impl Sample {
    pub(crate) fn judged(&self) -> Judged {
        let bytes = fs::read(root().join("samples").join(&self.file)).unwrap();
        match judge(&format!("samples/{}", self.file), bytes) {
            InputOutcome::Done(judged) => *judged,
            InputOutcome::Failed { error, .. } => panic!("{}: {error}", self.id),
        }
    }
}

fn folder() -> PathBuf {
    root().join("tests/suite/golden")
}

/// The golden files of a sample: how their names end, and what they hold.
fn goldens(judged: Judged) -> [(&'static str, String); 3] {
    let findings = anstream::adapter::strip_str(&human::findings(&judged, Lang::Ko)).to_string();
    let tables = tables::markdown(&layout::drawn(&judged.source));
    let or = |text: String, none: &str| if text.is_empty() { none.to_owned() } else { text };
    let (findings, tables) = (or(findings, "지적사항 없음\n"), or(tables, "표 없음\n"));
    let document = Document::of(&InputOutcome::Done(Box::new(judged)), Lang::Ko);
    let mut record = serde_json::to_value(&document).unwrap();
    record.as_object_mut().unwrap().remove("findings"); // they have a file of their own
    shorten(&mut record);
    [("record.json", print(&record, 0) + "\n"), ("findings.txt", findings), ("tables.md", tables)]
}

/// What a value rests on, in one string: its place, how it was found, and the table, row and column.
fn shorten(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(shorten),
        Value::Object(members) => {
            for (name, value) in members {
                match value {
                    Value::Object(sources) if name == "source" && !sources.contains_key("sha256") => {
                        sources.values_mut().for_each(|s| *s = in_short(s).into());
                    }
                    value => shorten(value),
                }
            }
        }
        _ => {}
    }
}

fn in_short(source: &Value) -> String {
    let place = |p: &Value| format!("{}:{}-{}", p["line"], p["start"], p["end"]);
    let mut out = if source["line"].is_null() { String::new() } else { place(source) };
    for also in source["also"].as_array().into_iter().flatten() {
        out.push_str(&format!(" + {}", place(also)));
    }
    out.push_str(&format!(" {}", source["how"].as_str().unwrap()));
    if !source["table"].is_null() {
        out.push_str(&format!(" table {} row {} col {}", source["table"], source["row"], source["col"]));
    }
    match source["unparsed"].as_str() {
        Some(text) => format!("{out} unparsed: {text}"),
        None => out,
    }
}

/// JSON of few lines: small members share one, so that a changed row is a changed line or two.
fn print(value: &Value, indent: usize) -> String {
    let members: Vec<String> = match value {
        Value::Array(items) => items.iter().map(|v| print(v, indent + 1)).collect(),
        Value::Object(members) => {
            members.iter().map(|(k, v)| format!("{}: {}", Value::from(k.as_str()), print(v, indent + 1))).collect()
        }
        other => return other.to_string(),
    };
    let (open, close) = if value.is_array() { ('[', ']') } else { ('{', '}') };
    let short = format!("{open}{}{close}", members.join(", "));
    if members.is_empty() || indent > 0 && fits(&short) {
        return short;
    }
    let pad = format!("\n{}", " ".repeat(indent + 1));
    let mut lines: Vec<String> = Vec::new();
    for member in members {
        match lines.last_mut() {
            Some(line) if value.is_object() && fits(&format!("{line}, {member}")) => *line += &format!(", {member}"),
            _ => lines.push(member),
        }
    }
    format!("{open}{pad}{}\n{}{close}", lines.join(&format!(",{pad}")), " ".repeat(indent))
}

fn fits(line: &str) -> bool {
    !line.contains('\n') && line.chars().count() <= 110
}

#[test]
fn samples_come_out_as_their_goldens() {
    let mut wrong = Vec::new();
    for sample in samples() {
        for (kind, now) in goldens(sample.judged()) {
            let path = folder().join(format!("{}.{kind}", sample.id));
            let before = fs::read_to_string(&path).unwrap_or_default();
            if before == now {
                continue;
            }
            if updating() {
                fs::create_dir_all(folder()).unwrap();
                fs::write(&path, now).unwrap();
            } else {
                wrong.push(format!("{}.{kind}{}", sample.id, first_difference(&before, &now)));
            }
        }
    }
    assert!(wrong.is_empty(), "UPDATE=1 writes the goldens anew when this is meant:\n{}", wrong.join("\n"));
}

fn first_difference(before: &str, now: &str) -> String {
    if before.is_empty() {
        return " is missing".to_owned();
    }
    let number = before.lines().zip(now.lines()).take_while(|(a, b)| a == b).count();
    let line = |text: &str| text.lines().nth(number).unwrap_or("(the end)").to_owned();
    format!(":{}\n  - {}\n  + {}", number + 1, line(before), line(now))
}

#[test]
fn every_golden_has_its_sample() {
    let ids: BTreeSet<String> = samples().into_iter().map(|s| s.id).collect();
    let mut orphans = Vec::new();
    for entry in fs::read_dir(folder()).into_iter().flatten() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if !name.split_once('.').is_some_and(|(id, _)| ids.contains(id)) {
            orphans.push(name);
        }
    }
    assert!(orphans.is_empty(), "no such sample: {orphans:?}");
}

#[test]
fn the_manifest_lists_every_sample() {
    let samples = samples();
    let files: BTreeSet<String> = fs::read_dir(root().join("samples"))
        .unwrap()
        .map(|e| e.unwrap())
        .filter(|e| e.file_type().unwrap().is_file() && e.file_name() != "manifest.json")
        .map(|e| e.file_name().into_string().unwrap())
        .collect();
    let listed: BTreeSet<String> = samples.iter().map(|s| s.file.clone()).collect();
    assert_eq!(listed, files);
    let ids: BTreeSet<&str> = samples.iter().map(|s| s.id.as_str()).collect();
    assert_eq!(ids.len(), samples.len(), "ids are unique");
    for sample in &samples {
        assert!(!sample.shows.is_empty() && !sample.ko.is_empty(), "{} shows something", sample.id);
        assert!(sample.file.starts_with(&sample.id), "{} is named after its file", sample.id);
    }
}

#[test]
fn what_the_manifest_says_fires() {
    let mut wrong = Vec::new();
    for sample in samples() {
        let judged = sample.judged();
        let fired = |from: Severity| -> BTreeSet<String> {
            let findings = judged.findings.iter().filter(|f| f.severity >= from);
            findings.map(|f| f.rule.name.to_owned()).collect()
        };
        let unknown = |sign: &str, rule: &String| !is_gap(&sample.id, &format!("{sign} {rule}"));
        let (all, grave) = (fired(Severity::Info), fired(Severity::Warning));
        let silent: Vec<_> = sample.findings.difference(&all).filter(|r| unknown("-", r)).collect();
        let unlisted: Vec<_> = grave.difference(&sample.findings).filter(|r| unknown("+", r)).collect();
        if !silent.is_empty() || !unlisted.is_empty() {
            wrong.push(format!("{}: silent {silent:?}, not listed {unlisted:?}", sample.id));
        }
        if judged.notices.len() != sample.notices {
            wrong.push(format!("{}: {} notices, not {}", sample.id, judged.notices.len(), sample.notices));
        }
    }
    assert!(wrong.is_empty(), "samples/manifest.json: {wrong:#?}");
}
