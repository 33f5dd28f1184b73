//! Findings as code hosts show them beside a change: GitHub's workflow commands and GitLab's code quality report.

use super::report::ReportView;
use crate::model::Lang;
use serde_json::{Value, json};
use std::fmt::Write as _;

/// A line for each finding, as a GitHub workflow turns it into an annotation.
#[must_use]
pub fn github(report: &ReportView, lang: Lang) -> String {
    let mut out = String::new();
    for input in &report.inputs {
        let file = property(&input.source.name);
        for f in input.findings.iter().filter(|f| f.is_open()) {
            let command = match f.severity.as_ref() {
                "error" => "error",
                "warning" => "warning",
                _ => "notice",
            };
            let place = f.location.as_ref().and_then(|p| p.line.map(|line| (line, p)));
            let place = place.map(|(line, p)| format!(",line={line},col={},endColumn={}", p.start, p.end));
            let title = property(&format!("{} {}", f.code, f.rule));
            let _ = writeln!(
                out,
                "::{command} file={file}{},title={title}::{}",
                place.unwrap_or_default(),
                data(&f.message_with_place(lang))
            );
        }
        if let Some(e) = &input.error {
            let _ =
                writeln!(out, "::error file={file},title={}::{}", e.code, data(&format!("{} {}", e.message, e.advice)));
        }
    }
    out
}

/// GitLab's code quality report: its subset of the Code Climate issue.
#[must_use]
pub fn gitlab(report: &ReportView, lang: Lang) -> Value {
    let issue = |file: &str, name: &str, severity: &str, print: String, line: u32, text: String| {
        json!({
            "type": "issue",
            "check_name": name,
            "description": text,
            "severity": severity,
            "fingerprint": print,
            "location": {"path": file, "lines": {"begin": line}},
        })
    };
    let mut out = Vec::new();
    for input in &report.inputs {
        let file = input.source.name.as_str();
        for f in input.findings.iter().filter(|f| f.is_open()) {
            let severity = match f.severity.as_ref() {
                "error" => "critical",
                "warning" => "minor",
                _ => "info",
            };
            let line = f.location.as_ref().and_then(|p| p.line).unwrap_or(1);
            out.push(issue(
                file,
                &f.rule,
                severity,
                format!("{}:{file}", f.fingerprint),
                line,
                f.message_with_place(lang),
            ));
        }
        if let Some(e) = &input.error {
            out.push(issue(file, &e.code, "blocker", format!("{}:{file}", e.code), 1, e.message.clone()));
        }
    }
    out.into()
}

/// The text of a workflow command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property of a workflow command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
