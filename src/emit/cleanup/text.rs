//! The report as Markdown, to read and to paste, and its findings as CSV.

use super::mask::plain;
use super::{Counts, Report, Status};
use crate::emit::csv::Sheet;
use crate::emit::flat::Rows;
use crate::emit::markdown::{finding, plain as escaped};
use crate::emit::place;
use crate::model::{Bi, Severity};
use std::fmt::Write as _;
use std::io::{self, Write};

/// Findings that are listed for each file; of more, the number is told.
const MOST: usize = 200;

/// The report as Markdown: verdict and counts, then by institution and by rule, then the findings file by file.
#[must_use]
pub fn markdown(report: &Report) -> String {
    let lang = report.lang;
    let s = &report.summary;
    let t = |ko: &'static str, en: &'static str| *Bi::new(ko, en).get(lang);
    let mut out = format!("# {}\n\n", t("방침 정리 보고서", "Cleanup report"));
    let _ = writeln!(out, "**{}** · {} {}\n", report.verdict_words(), t("기준일", "as of"), report.today);
    let f = s.findings;
    let facts = [
        (Severity::Error.label(lang), f.error.to_string()),
        (Severity::Warning.label(lang), f.warning.to_string()),
        (Severity::Info.label(lang), f.info.to_string()),
        (t("받아들임", "accepted"), f.accepted.to_string()),
        (t("파일", "files"), s.inputs.to_string()),
        (Status::Rejected.label(lang), s.status(Status::Rejected).to_string()),
        (t("방침", "notices"), s.notices.to_string()),
        (t("카메라(대)", "cameras"), s.cameras.to_string()),
        (t("복구한 칸", "repaired"), s.repairs.to_string()),
    ];
    let _ = writeln!(out, "| {} |", facts.iter().map(|f| f.0).collect::<Vec<_>>().join(" | "));
    let _ = writeln!(out, "|{}", "---:|".repeat(facts.len()));
    let _ = writeln!(out, "| {} |", facts.iter().map(|f| f.1.as_str()).collect::<Vec<_>>().join(" | "));

    let levels = [Severity::Error, Severity::Warning, Severity::Info].map(|l| l.label(lang)).join(" | ");
    let numbers = |c: &Counts| format!("{} | {} | {} | {}", c.error, c.warning, c.info, c.accepted);
    let _ = writeln!(out, "\n## {}\n", t("기관별", "By institution"));
    let (name, notices, cameras) = (t("기관", "institution"), t("방침", "notices"), t("카메라", "cameras"));
    let _ = writeln!(out, "| {name} | {notices} | {cameras} | {levels} | {} |\n|---|{}", facts[3].0, "---:|".repeat(6));
    for i in &s.by_institution {
        let _ = writeln!(out, "| {} | {} | {} | {} |", line(&i.name), i.notices, i.cameras, numbers(&i.findings));
    }
    let _ = writeln!(out, "\n## {}\n", t("규칙별", "By rule"));
    let (rule, what, files) = (t("규칙", "rule"), t("내용", "what"), t("파일", "files"));
    let _ = writeln!(out, "| {rule} | {what} | {files} | {levels} | {} |\n|---|---|{}", facts[3].0, "---:|".repeat(5));
    for r in &s.by_rule {
        let summary = report.rule(r.code).map_or("", |rule| *rule.summary.get(lang));
        let _ = writeln!(out, "| {} | {} | {} | {} |", r.code, line(summary), r.files, numbers(&r.findings));
    }
    for file in &report.files {
        section(&mut out, file, report);
    }
    out
}

fn section(out: &mut String, file: &super::File, report: &Report) {
    let document = &file.document;
    let open: Vec<_> = document.findings.iter().filter(|f| f.is_open()).collect();
    if open.is_empty() && document.error.is_none() {
        return;
    }
    let _ = writeln!(out, "\n## {}\n", escaped(&plain(file.name())));
    if let Some(error) = &document.error {
        let label = file.status.label(report.lang);
        let _ = writeln!(out, "- **{label} `{}`** {} {}", error.code, escaped(&error.message), error.advice);
    }
    open.iter().take(MOST).for_each(|f| finding(out, f, report.lang));
    if open.len() > MOST {
        let more = crate::bi!("- … {}건 더", "- … {} more", open.len() - MOST);
        let _ = writeln!(out, "{}", more.get(report.lang));
    }
}

/// A text as a cell of a table.
fn line(text: &str) -> String {
    escaped(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Heading of the CSV: a line for each finding, in the order of the report.
const HEADS: [&str; 15] = [
    "number",
    "severity",
    "code",
    "rule",
    "institution",
    "file",
    "notice",
    "place",
    "subject",
    "message",
    "quote",
    "suggestion",
    "help",
    "accepted",
    "fingerprint",
];

/// The findings as CSV.
///
/// # Errors
/// The output cannot be written.
pub fn csv(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let mut sheet = Sheet::begin(out, &HEADS)?;
    for (number, item) in (1..).zip(report.items()) {
        let f = item.finding;
        let file = &report.files[item.file];
        let place = f.location.as_ref().map(|p| place::words(p).get(report.lang).clone()).unwrap_or_default();
        let quote =
            file.evidence.get(item.index).map(|e| e.quote.concat().replace('\u{2003}', " ")).unwrap_or_default();
        sheet.row([
            number.to_string().into(),
            f.severity.as_ref().into(),
            f.code.as_ref().into(),
            f.rule.as_ref().into(),
            item.institution.into(),
            plain(file.name()).into(),
            f.notice.to_string().into(),
            place.into(),
            f.subject.as_str().into(),
            f.message.as_str().into(),
            quote.into(),
            f.suggestion.as_deref().unwrap_or_default().into(),
            f.help.as_deref().unwrap_or_default().into(),
            f.accepted.as_deref().unwrap_or_default().into(),
            f.fingerprint.as_str().into(),
        ])?;
    }
    sheet.end()?.flush()
}
