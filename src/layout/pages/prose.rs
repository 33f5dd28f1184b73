//! Running text to paragraphs: lines that go on, lists of terms, paragraphs over a page end.

use super::cells::{self, TextLine};
use crate::lexicon::heads;
use crate::model::page::Page;
use crate::model::{Flow, Joint, Run, Runs, Source};

/// Lines further apart than this many font sizes (baseline to baseline) are different paragraphs.
const LEADING: f32 = 2.4;
/// How far what is said about a term is set in, in font sizes.
const INDENT: f32 = 1.2;
/// The longest term in letters.
const TERM: usize = 22;

/// A line, and the page that it stands on.
#[derive(Debug)]
pub(super) struct PageLine<'p> {
    pub(super) page: &'p Page,
    pub(super) line: TextLine,
    /// Where full lines end on that page.
    right: f32,
}

/// The lines of runs of a page that stand in no table.
pub(super) fn lines<'p>(page: &'p Page, runs: &[usize]) -> Vec<PageLine<'p>> {
    let lines = cells::lines(page, runs);
    // text that is centred or short all over says nothing about where lines end
    let right = lines.iter().map(|l| l.bbox[2]).fold(page.width * 0.75, f32::max);
    lines.into_iter().map(|line| PageLine { page, line, right }).collect()
}

/// The paragraphs of lines, in their order.
pub(super) fn paragraphs(source: &Source, lines: &[PageLine]) -> Vec<Flow> {
    // paragraphs first, each as a range of lines
    let mut ranges = Vec::new();
    let mut start = 0;
    for end in 1..=lines.len() {
        if end == lines.len() || !follows(source, &lines[end - 1], &lines[end]) {
            ranges.push(start..end);
            start = end;
        }
    }
    let runs = |range: &std::ops::Range<usize>| -> Runs {
        let mut out = Runs::new();
        for at in range.clone() {
            let here = &lines[at];
            let mut own = cells::joined(source, here.page, std::slice::from_ref(&here.line), here.right);
            if let (Some(first), true) = (own.first_mut(), at > range.start) {
                first.after = joint(source, &lines[at - 1], here);
            }
            out.extend(own);
        }
        out
    };
    let is_term = |at: usize| -> bool { at + 1 < ranges.len() && is_pair(source, lines, &ranges[at], &ranges[at + 1]) };
    let mut out = Vec::new();
    let mut at = 0;
    while at < ranges.len() {
        let own = runs(&ranges[at]);
        let chained = is_term(at + 2) || (at >= 2 && is_term(at - 2));
        if is_term(at) && (chained || is_label(source, &own)) {
            let mut said = runs(&ranges[at + 1]);
            if let Some(first) = said.first_mut() {
                first.after = Joint::Label;
            }
            out.push(Flow::Paragraph(own.into_iter().chain(said).collect()));
            at += 2;
        } else {
            out.push(Flow::Paragraph(own));
            at += 1;
        }
    }
    out
}

/// Whether a line goes on with the paragraph of the line before.
fn follows(source: &Source, before: &PageLine, here: &PageLine) -> bool {
    let size = before.line.size.max(here.line.size);
    let apart = here.line.bbox[3] - before.line.bbox[3];
    let near = before.page.number != here.page.number || (apart < LEADING * size && apart > 0.5 * size);
    // set back to the left after a full stop: what was set in is over
    let set_back =
        before.line.bbox[0] - here.line.bbox[0] > 0.8 * size && last_text(source, before).trim_end().ends_with('.');
    near && !set_back
        && (before.line.size - here.line.size).abs() < 0.15 * size
        && !begins(first_text(source, here))
        && joint(source, before, here) != Joint::Line
}

fn last_text<'s>(source: &'s Source, here: &PageLine) -> &'s str {
    source.unit(here.page.runs[here.line.runs[here.line.runs.len() - 1]].unit)
}

fn joint(source: &Source, before: &PageLine, here: &PageLine) -> Joint {
    cells::line_joint(source, (before.page, &before.line), (here.page, &here.line), before.right)
}

fn first_text<'s>(source: &'s Source, here: &PageLine) -> &'s str {
    source.unit(here.page.runs[here.line.runs[0]].unit)
}

/// Whether two paragraphs are a term and what is said about it: a short line, and below it text that is set in.
fn is_pair(source: &Source, lines: &[PageLine], term: &std::ops::Range<usize>, said: &std::ops::Range<usize>) -> bool {
    let (a, b) = (&lines[term.start], &lines[said.start]);
    let letters: usize = a.line.runs.iter().map(|r| source.unit(a.page.runs[*r].unit).chars().count()).sum();
    let (text, below) = (first_text(source, a), first_text(source, b));
    let ends = last_text(source, a);
    let indent = b.line.bbox[0] - a.line.bbox[0];
    let apart = b.line.bbox[3] - a.line.bbox[3];
    let size = a.line.size.max(b.line.size);
    term.len() == 1
        && letters <= TERM
        && !begins(text)
        && !begins(below)
        && !ends.ends_with(['.', ':', '다', '?'])
        && (INDENT..8.0).contains(&(indent / size))
        && (a.line.size - b.line.size).abs() < 0.15 * size
        && (a.page.number != b.page.number || apart < LEADING * size)
}

/// Whether a text is a label of notices (`보관장소`).
fn is_label(source: &Source, runs: &[Run]) -> bool {
    let text: Vec<&str> = runs.iter().map(|r| source.unit(r.unit)).collect();
    heads::label(&text.join(" ")).is_some()
}

/// Whether a text begins with a bullet or a number of a list.
fn begins(text: &str) -> bool {
    const BULLETS: &str = "-–•·○●◦□■▪▫◆◇▶▷※*☞➤❍ㅇ‣⁃►◎✓✔";
    let mut letters = text.trim_start().chars();
    let Some(first) = letters.next() else { return false };
    let rest = letters.as_str();
    match first {
        _ if BULLETS.contains(first) => true,
        '①'..='⑳' | '㉠'..='㉻' | 'Ⅰ'..='ⅻ' => true,
        '제' => {
            let after = rest.trim_start();
            let number = after.trim_start_matches(|c: char| c.is_ascii_digit());
            let article = number.trim_start().strip_prefix(['조', '장']);
            number.len() < after.len() && article.is_some_and(|a| a.is_empty() || a.starts_with([' ', '(', '.']))
        }
        '0'..='9' => {
            let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
            let digits = rest.len() - after.len() + 1;
            digits <= 2 && after.starts_with(['.', ')']) && !after[1..].starts_with(|c: char| c.is_ascii_digit())
        }
        '가'..='힣' => rest.starts_with(['.', ')']),
        '<' | '[' | '【' | '〔' => rest.trim_end().ends_with(['>', ']', '】', '〕']),
        '(' => {
            let inner = rest.split(')').next().unwrap_or(rest);
            inner.chars().count() <= 2
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_a_paragraph() {
        for text in [
            "- 시설안전",
            "• 시설안전",
            "1. 목적",
            "2) 기간",
            "가. 목적",
            "① 목적",
            "제3조(목적)",
            "(1) 목적",
            "【방침】",
        ] {
            assert!(begins(text), "{text}");
        }
        for text in
            ["2024. 5. 1.", "30일간 보관", "제25조제1항에 따라", "(출력물은 파쇄)", "개인정보", "3.5m", "10 일 이내에"]
        {
            assert!(!begins(text) || text == "2024. 5. 1.", "{text}");
        }
    }
}
