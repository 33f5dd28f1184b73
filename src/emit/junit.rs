//! JUnit XML: a suite for each file, a case for each finding, as build servers show them.

use super::json::FindingView;
use super::place;
use super::report::{InputView, ReportView};
use crate::model::Lang;
use std::fmt::Write as _;

/// A report as JUnit XML. A finding below the gate is a case that passed, with its words as output.
#[must_use]
pub fn junit(report: &ReportView, lang: Lang, fails: impl Fn(&FindingView) -> bool) -> String {
    let suites: Vec<(String, u64, u64)> = report.inputs.iter().map(|i| suite(i, lang, &fails)).collect();
    let tests: u64 = suites.iter().map(|s| s.1).sum();
    let failures: u64 = suites.iter().map(|s| s.2).sum();
    let errors = report.inputs.iter().filter(|i| i.error.is_some()).count();
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let _ =
        writeln!(out, "<testsuites name=\"bangchim\" tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\">");
    suites.iter().for_each(|(xml, ..)| out.push_str(xml));
    out.push_str("</testsuites>\n");
    out
}

/// The suite of a file with the number of its cases and failures.
fn suite(input: &InputView, lang: Lang, fails: &impl Fn(&FindingView) -> bool) -> (String, u64, u64) {
    let name = escaped(&input.source.name);
    let mut cases = String::new();
    let mut failures = 0;
    for f in &input.findings {
        let _ = write!(cases, "    <testcase classname=\"{name}\" name=\"{} {}\">", f.code, escaped(&f.rule));
        let place = f.location.as_ref().map(|p| place::words(p).get(lang).clone()).unwrap_or_default();
        let words = escaped(&format!("{place} {}", f.message));
        if fails(f) {
            failures += 1;
            let _ =
                write!(cases, "<failure type=\"{}\" message=\"{}\">{words}</failure>", f.severity, escaped(&f.message));
        } else {
            let _ = write!(cases, "<system-out>{words}</system-out>");
        }
        cases.push_str("</testcase>\n");
    }
    if let Some(e) = &input.error {
        let (message, advice) = (escaped(&e.message), escaped(&e.advice));
        let _ = writeln!(
            cases,
            "    <testcase classname=\"{name}\" name=\"{0}\"><error type=\"{0}\" message=\"{message}\">{advice}</error></testcase>",
            e.code
        );
    }
    let mut tests = input.findings.len() as u64 + u64::from(input.error.is_some());
    if tests == 0 {
        tests = 1;
        let _ = writeln!(cases, "    <testcase classname=\"{name}\" name=\"check\"/>");
    }
    let errors = u8::from(input.error.is_some());
    let xml = format!(
        "  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\">\n{cases}  </testsuite>\n"
    );
    (xml, tests, failures)
}

/// Text inside XML; characters that XML 1.0 does not have become U+FFFD.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.trim().chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' => out.push(' '),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => out.push(c),
        }
    }
    out
}
