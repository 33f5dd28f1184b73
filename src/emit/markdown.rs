//! A report as Markdown, for a comment on a change or a ticket.

use super::json::FindingView;
use super::place;
use super::report::ReportView;
use super::width;
use crate::model::{Bi, Lang, Severity};
use std::fmt::Write as _;

/// Findings that are listed for each file; of more, the number is told.
const MOST: usize = 200;

/// A report as Markdown: counts first, then the findings file by file.
#[must_use]
pub fn markdown(report: &ReportView, lang: Lang) -> String {
    let c = &report.counts;
    let mut out = String::new();
    let title = Bi::new("점검 결과", "Findings");
    let _ = writeln!(out, "# {}\n", title.get(lang));
    let counts = crate::bi!(
        "파일 {}개, 방침 {}건: 오류 {}, 경고 {}, 참고 {}, 판정 불가 {}, 건너뜀 {}, 받아들임 {}",
        "files {}, notices {}: errors {}, warnings {}, infos {}, not judged {}, left out {}, accepted {}",
        c.inputs,
        c.notices,
        c.error,
        c.warning,
        c.info,
        c.not_judged,
        c.skipped,
        c.accepted
    );
    let _ = writeln!(out, "{}", counts.get(lang));
    for input in &report.inputs {
        let open: Vec<&FindingView> = input.findings.iter().filter(|f| f.is_open()).collect();
        if open.is_empty() && input.error.is_none() {
            continue;
        }
        let _ = writeln!(out, "\n## {}\n", plain(&input.source.name));
        if let Some(e) = &input.error {
            let label = Bi::new("판정 불가", "not judged");
            let _ = writeln!(out, "- **{} `{}`** {} {}", label.get(lang), e.code, plain(&e.message), e.advice);
        }
        for f in open.iter().take(MOST) {
            finding(&mut out, f, lang);
        }
        if open.len() > MOST {
            let more = crate::bi!("- … {}건 더", "- … {} more", open.len() - MOST);
            let _ = writeln!(out, "{}", more.get(lang));
        }
    }
    out
}

/// One finding: what, where, the quoted piece, how to mend it.
pub(super) fn finding(out: &mut String, f: &FindingView, lang: Lang) {
    let severity = Severity::named(&f.severity).map_or("", |s| s.label(lang));
    let place = f.location.as_ref().map(|p| place::words(p).get(lang).clone()).filter(|p| !p.is_empty());
    let place = place.map(|p| format!(" · {p}")).unwrap_or_default();
    let _ = writeln!(out, "- **{severity} {}** `{}`{place}: {}", f.code, f.rule, plain(&f.message));
    if let Some(location) = f.location.as_ref().filter(|p| !p.text.is_empty()) {
        let _ = writeln!(out, "  > {}", plain(&location.text));
    }
    if let Some(help) = &f.help {
        let _ = writeln!(out, "  {}", plain(help));
    }
}

/// Text of a document as plain words in Markdown.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in width::safe(text).chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '~') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
