//! Findings for people, like the diagnostics of a compiler: severity, code and slug, the quoted line with the piece
//! marked, what contradicts it, how to mend it.

use super::width::{self, COLUMNS};
use crate::model::report::Judged;
use crate::model::{BatchFinding, Bi, Finding, Label, Lang, Place, ReadError, Severity, Source, Span, Verdict};
use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::fmt::Write as _;
use std::ops::Range;

/// Related places that are quoted; of more, only the number is told.
const QUOTED: usize = 4;

/// The findings of one input, in their order, each with an empty line after it. Colours are in the text; `anstream`
/// takes them out where they are not wanted.
#[must_use]
pub fn findings(judged: &Judged, lang: Lang) -> String {
    judged.findings.iter().filter(|f| f.accepted.is_none()).map(|f| finding(&judged.source, f, lang) + "\n").collect()
}

/// One finding.
#[must_use]
pub fn finding(source: &Source, finding: &Finding, lang: Lang) -> String {
    let mut quotes = Quotes { source, name: width::safe(&source.origin.name), moved: Vec::new() };
    let mut apart: Vec<Label> = Vec::new();
    let level = level(finding.severity);
    let group = Group::with_level(level);
    let mut main = match finding.at.split_first() {
        Some((first, others)) => {
            let (near, far): (Vec<Span>, Vec<Span>) = others.iter().partition(|s| s.unit == first.unit);
            apart.extend(far.into_iter().map(|at| Label { at, message: crate::bi!("또한 여기", "also here") }));
            let (inline, rest): (Vec<&Label>, Vec<&Label>) =
                finding.related.iter().partition(|l| l.at.unit == first.unit && !l.at.overlaps(first));
            let (snippet, left) = quotes.main(*first, &near, &inline, lang);
            apart.extend(left.into_iter().chain(rest).cloned());
            group.element(snippet)
        }
        None => {
            apart.extend(finding.related.iter().cloned());
            group.element(Origin::path(format!("{}{}", quotes.name, which_notice(finding.notice, lang))))
        }
    };
    let room = COLUMNS - 20;
    for (label, text) in notes(finding, apart.len(), lang) {
        let text = width::wrap(&width::safe(&text), room).join("\n");
        main = main.element(Level::HELP.with_name(label).message(text));
    }
    let mut groups = vec![main];
    for label in apart.iter().take(QUOTED) {
        let title = width::wrap(&width::safe(label.message.get(lang)), room).join("\n");
        let title = Level::NOTE.with_name(RELATED.get(lang).to_owned()).secondary_title(title);
        groups.push(title.element(quotes.snippet(label.at, &[]).0));
    }
    let renderer = Renderer::styled().term_width(COLUMNS * 2).decor_style(DecorStyle::Ascii);
    format!("{}{}\n", heading(finding, lang), quotes.put_right(renderer.render(&groups)))
}

/// What stands in place of a piece that has to go.
const DELETE: Bi<&str> = Bi::new("(삭제)", "(delete)");

const RELATED: Bi<&str> = Bi::new("관련", "related");

/// A finding that another notice of the run led to: its file is no longer at hand to be quoted.
#[must_use]
pub fn batch(name: &str, finding: &BatchFinding, lang: Lang) -> String {
    let name = width::safe(name);
    let place = match &finding.at {
        Some(Place { line: Some(line), start, .. }) => format!("{name}:{line}:{start}"),
        Some(place) if !fragment(place).is_empty() => format!("{name}{}", fragment(place)),
        _ => format!("{name}{}", which_notice(finding.notice, lang)),
    };
    format!("{}  --> {place}\n\n", heading(&finding.to_finding(), lang))
}

/// `#page=2,table=1,row=3,col=2`, all from 1: where a place stands in a file that has no lines.
fn fragment(place: &Place) -> String {
    let mut parts = Vec::new();
    let mut part = |name: &str, number: Option<u32>| parts.extend(number.map(|n| format!("{name}={n}")));
    part("page", place.page);
    part("sheet", place.sheet.map(|s| s + 1));
    part("section", place.section.filter(|s| *s > 0).map(|s| s + 1));
    part("paragraph", place.paragraph.map(|p| p + 1));
    part("table", place.cell.and_then(|c| c.table).map(|t| t + 1));
    part("row", place.cell.map(|c| c.row + 1));
    part("col", place.cell.map(|c| c.col + 1));
    if parts.is_empty() { String::new() } else { format!("#{}", parts.join(",")) }
}

/// What to do, and what the rendering leaves out.
fn notes(finding: &Finding, apart: usize, lang: Lang) -> Vec<(&'static str, String)> {
    let mut notes = Vec::new();
    if let Some(help) = &finding.help {
        notes.push((*Bi::new("도움말", "help").get(lang), help.get(lang).clone()));
    }
    if let Some(suggestion) = &finding.suggestion {
        let to = if suggestion.is_empty() { *DELETE.get(lang) } else { suggestion };
        notes.push((*Bi::new("제안", "suggestion").get(lang), format!("{} → {to}", finding.subject)));
    }
    if apart > QUOTED {
        let more = crate::bi!("관련된 곳이 {}곳 더 있습니다", "{} more related places", apart - QUOTED);
        notes.push((*Bi::new("참고", "note").get(lang), more.get(lang).clone()));
    }
    notes
}

/// `오류[TEL001] phone-area-code-mismatch: …`, wrapped.
fn heading(finding: &Finding, lang: Lang) -> String {
    let color = match finding.severity {
        Severity::Error => "\u{1b}[1;91m",
        Severity::Warning => "\u{1b}[1;33m",
        Severity::Info => "\u{1b}[1;96m",
    };
    let (label, code, slug) = (finding.severity.label(lang), finding.rule.code, finding.rule.name);
    let message = width::safe(finding.message.get(lang));
    let tag = format!("{label}[{code}]");
    let mut lines = width::wrap(&format!("{tag}\u{a0}{slug}: {message}"), COLUMNS).into_iter();
    let first = lines.next().unwrap_or_default().replacen('\u{a0}', " ", 1);
    let rest = first.strip_prefix(&tag).unwrap_or(&first).to_owned();
    let mut out = format!("{color}{tag}\u{1b}[0m\u{1b}[1m{rest}\n");
    let more: Vec<String> = lines.collect();
    if !more.is_empty() {
        out.push_str(&width::indented(&more.join(" "), 4));
    }
    out.push_str("\u{1b}[0m");
    out
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    }
}

fn which_notice(notice: u32, lang: Lang) -> String {
    crate::bi!(" (방침 {notice})", " (notice {notice})").get(lang).clone()
}

/// Quotes lines of a source. A long line is quoted in part; the renderer then counts columns from the cut, which is
/// put right afterwards.
struct Quotes<'s> {
    source: &'s Source,
    name: String,
    moved: Vec<(String, String)>,
}

impl<'s> Quotes<'s> {
    /// The line of the finding with related pieces that stand on it; labels that do not fit are handed back.
    fn main<'l>(
        &mut self,
        first: Span,
        near: &[Span],
        inline: &[&'l Label],
        lang: Lang,
    ) -> (Snippet<'static, Annotation<'static>>, Vec<&'l Label>) {
        let others: Vec<Span> = near.iter().copied().chain(inline.iter().map(|l| l.at)).collect();
        let (mut snippet, pieces, columns) = self.snippet(first, &others);
        for piece in pieces.iter().take(near.len()).flatten() {
            snippet = snippet.annotation(AnnotationKind::Primary.span(piece.0.clone()));
        }
        let mut left = Vec::new();
        for (label, piece) in inline.iter().zip(pieces.into_iter().skip(near.len())) {
            let text = width::safe(label.message.get(lang));
            match piece {
                Some((range, column)) if column + width::width(&text) < columns => {
                    snippet = snippet.annotation(AnnotationKind::Context.span(range).label(text));
                }
                _ => left.push(*label),
            }
        }
        (snippet, left)
    }

    /// A line with one piece marked, where other pieces of it stand (bytes and column), and the columns it may take.
    #[allow(clippy::type_complexity, reason = "used once, in the function above")]
    fn snippet(
        &mut self,
        at: Span,
        others: &[Span],
    ) -> (Snippet<'static, Annotation<'static>>, Vec<Option<(Range<usize>, usize)>>, usize) {
        let line = self.source.unit(at.unit);
        let place = Place::of(self.source, at);
        let number = place.line.unwrap_or(at.unit + 1) as usize;
        let place = fragment(&place);
        let columns = COLUMNS - 8;
        let spans: Vec<Range<usize>> = others.iter().copied().map(bytes).collect();
        let window = width::window(line, bytes(at), &spans, columns);
        let (marked, pieces) = (window.piece, window.others.into_iter());
        let path = format!("{}{place}", self.name);
        let printed = window.text[..marked.start].chars().count() + 1;
        let true_column = line.get(..at.start as usize).map_or(0, |t| t.chars().count()) + 1;
        if printed != true_column {
            self.moved.push((format!("{path}:{number}:{printed}"), format!("{path}:{number}:{true_column}")));
        }
        let pieces = pieces.map(|p| p.map(|p| (p.clone(), width::width(&window.text[..p.start])))).collect::<Vec<_>>();
        let snippet = Snippet::source(window.text)
            .path(path)
            .line_start(number)
            .fold(false)
            .annotation(AnnotationKind::Primary.span(marked));
        (snippet, pieces, columns)
    }

    fn put_right(&self, mut text: String) -> String {
        let mut from = 0;
        for (printed, right) in &self.moved {
            if let Some(at) = text[from..].find(printed.as_str()).map(|at| from + at) {
                text.replace_range(at..at + printed.len(), right);
                from = at + right.len();
            }
        }
        text
    }
}

fn bytes(span: Span) -> Range<usize> {
    span.start as usize..span.end as usize
}

/// An input that could not be judged: name, place, code and advice.
#[must_use]
pub fn failure(name: &str, error: &ReadError, lang: Lang) -> String {
    let label = Bi::new("판정 불가", "not judged").get(lang).to_owned();
    let color = "\u{1b}[1;91m";
    let (name, message) = (width::safe(name), width::safe(error.message().get(lang)));
    let help = Bi::new("도움말", "help").get(lang).to_owned();
    let mut out = format!("{color}{label}[{}]\u{1b}[0m \u{1b}[1m{message}\u{1b}[0m\n  --> {name}\n", error.code());
    let _ = writeln!(out, "   = {help}: {}", error.advice(lang));
    out
}

/// Counts of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    pub inputs: u64,
    pub notices: u64,
    pub errors: u64,
    pub warnings: u64,
    pub infos: u64,
    pub failed: u64,
    /// Left out of a folder: of a format that is not read, or links.
    pub skipped: u64,
    /// Let pass by the settings or the baseline; in no other count.
    pub accepted: u64,
}

impl Totals {
    pub fn add(&mut self, judged: &Judged) {
        self.notices += judged.notices.len() as u64;
        judged.findings.iter().for_each(|f| match f.accepted {
            Some(_) => self.accepted += 1,
            None => self.count(f.severity),
        });
    }

    /// Counts one finding.
    pub fn count(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Info => self.infos += 1,
        }
    }
}

/// The last line of a check.
#[must_use]
pub fn summary(totals: Totals, verdict: Verdict, lang: Lang) -> String {
    let Totals { inputs, notices, errors, warnings, infos, failed, skipped, accepted } = totals;
    let counts = crate::bi!(
        "파일 {inputs}개, 방침 {notices}건: 오류 {errors}, 경고 {warnings}, 참고 {infos}, 판정 불가 {failed}",
        "files {inputs}, notices {notices}: errors {errors}, warnings {warnings}, infos {infos}, not judged {failed}"
    );
    let (color, word) = match verdict {
        Verdict::Clean => ("\u{1b}[1;32m", Bi::new("통과", "passed")),
        Verdict::Findings => ("\u{1b}[1;91m", Bi::new("지적사항 있음", "findings")),
        Verdict::NotJudged => ("\u{1b}[1;91m", Bi::new("판정하지 못한 파일 있음", "inputs not judged")),
        Verdict::Usage => ("\u{1b}[1;91m", Bi::new("잘못된 사용", "wrong usage")),
        Verdict::Internal => ("\u{1b}[1;91m", Bi::new("내부 오류", "internal error")),
    };
    let more = [
        (skipped, crate::bi!(", 건너뜀 {skipped}", ", left out {skipped}")),
        (accepted, crate::bi!(", 받아들임 {accepted}", ", accepted {accepted}")),
    ];
    let more: String = more.iter().filter(|(n, _)| *n > 0).map(|(_, text)| text.get(lang).as_str()).collect();
    format!("{}{more} → {color}{}\u{1b}[0m\n", counts.get(lang), word.get(lang))
}

/// What a comparison with a ledger came to.
#[must_use]
pub fn reconciled(totals: &super::reconcile::Totals, out: &str, lang: Lang) -> String {
    let super::reconcile::Totals { same, different, not_in_ledger, not_in_notice, ambiguous } = totals;
    let text = crate::bi!(
        "일치 {same}, 다름 {different}, 대장에 없음 {not_in_ledger}, 방침에 없음 {not_in_notice}, 애매함 {ambiguous} → {out}",
        "same {same}, different {different}, not in the ledger {not_in_ledger}, not in a notice {not_in_notice}, ambiguous {ambiguous} → {out}"
    );
    text.get(lang).clone()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::rule::{Fix, Page};
    use crate::model::{Family, Origin as File, RuleInfo};

    static RULE: RuleInfo = RuleInfo {
        code: "TEL001",
        name: "phone-area-code-mismatch",
        family: Family::Phone,
        severity: Severity::Error,
        fix: Fix::Propose,
        basis: None,
        since: "0.1.0",
        summary: Bi::new("지역번호가 다름", "area code differs"),
        page: Page {
            checks: Bi::new("", ""),
            why: Bi::new("", ""),
            example: "",
            fix: Bi::new("", ""),
            exceptions: &[],
        },
        file: "",
        line: 0,
    };

    fn source() -> Source {
        let long = "가나다라마바사 ".repeat(40);
        let text = format!("첫 줄\n민원과장\t홍길동\t033-555-0143\t(032)\n{long}032-555-0141 {long}\n");
        Source::from_lines(File { name: "고시.txt".into(), ..File::default() }, text)
    }

    fn span(source: &Source, unit: u32, piece: &str) -> Span {
        let start = source.unit(unit).find(piece).unwrap() as u32;
        Span { unit, start, end: start + piece.len() as u32 }
    }

    fn example(source: &Source) -> Finding {
        Finding {
            rule: &RULE,
            severity: Severity::Error,
            notice: 1,
            subject: "033-555-0143".into(),
            message: crate::bi!(
                "지역번호 033은 미추홀구의 것이 아닙니다. 같은 국번 555가 이 방침의 다른 곳에서는 지역번호 032와 함께 쓰였습니다",
                "033 is not the area code of the place"
            ),
            at: vec![span(source, 1, "033-555-0143")],
            pointer: "/contacts/0/phone".into(),
            related: vec![
                Label { at: span(source, 1, "(032)"), message: crate::bi!("머리글", "heading") },
                Label { at: span(source, 2, "032-555-0141"), message: crate::bi!("같은 국번", "same exchange") },
            ],
            ledger: Vec::new(),
            help: Some(crate::bi!("담당 부서에 확인해 고치십시오", "ask the unit and mend it")),
            suggestion: Some("032-555-0143".into()),
            fingerprint: String::new(),
            accepted: None,
        }
    }

    /// As a pipe gets it.
    fn plain(text: &str) -> String {
        anstream::adapter::strip_str(text).to_string()
    }

    #[test]
    fn a_finding_reads_like_a_diagnostic() {
        let source = source();
        let text = plain(&finding(&source, &example(&source), Lang::Ko));
        let expected = "\
오류[TEL001] phone-area-code-mismatch: 지역번호 033은 미추홀구의 것이 아닙니다.
    같은 국번 555가 이 방침의 다른 곳에서는 지역번호 032와 함께 쓰였습니다
 --> 고시.txt:2:10
  |
2 | 민원과장    홍길동    033-555-0143    (032)
  |                       ^^^^^^^^^^^^    ----- 머리글
  |
  = 도움말: 담당 부서에 확인해 고치십시오
  = 제안: 033-555-0143 → 032-555-0143
관련: 같은 국번
 --> 고시.txt:3:321
  |
3 | …나다라마바사 가나다라마바사 032-555-0141 가나다라마바사 가나다라마바사…
  |                              ^^^^^^^^^^^^
";
        assert_eq!(text, expected, "\n{text}");
    }

    #[test]
    fn no_line_is_wider_than_the_screen() {
        let source = source();
        let mut long = example(&source);
        long.help = Some(Bi { ko: "길게 설명합니다 ".repeat(30), en: String::new() });
        long.related[0].message.ko = "아주 긴 설명이 붙은 곳입니다 ".repeat(8);
        for line in plain(&finding(&source, &long, Lang::Ko)).lines() {
            assert!(width::width(line) <= COLUMNS, "{} columns: {line}", width::width(line));
        }
    }

    #[test]
    fn what_is_missing_has_no_line() {
        let source = source();
        let missing = Finding { at: Vec::new(), related: Vec::new(), suggestion: None, ..example(&source) };
        let text = plain(&finding(&source, &missing, Lang::En));
        assert!(text.contains("--> 고시.txt (notice 1)"), "{text}");
    }
}
