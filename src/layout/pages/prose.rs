//! Running text of a page to paragraphs.

use super::cells::{self, TextLine};
use crate::model::page::Page;
use crate::model::{Flow, Joint, Source};

/// Lines further apart than this many font sizes (baseline to baseline) are different paragraphs.
const LEADING: f32 = 2.4;

/// The paragraphs of runs that stand in no table.
pub(super) fn paragraphs(source: &Source, page: &Page, runs: &[usize]) -> Vec<Flow> {
    let lines = cells::lines(page, runs);
    let right = lines.iter().map(|l| l.bbox[2]).fold(0.0, f32::max);
    // text that is centred or short all over says nothing about where lines end
    let full = right.max(page.width * 0.75);
    let mut out = Vec::new();
    let mut start = 0;
    for end in 1..=lines.len() {
        let goes_on = end < lines.len() && follows(source, page, &lines[end - 1], &lines[end], full);
        if !goes_on {
            out.push(Flow::Paragraph(cells::joined(source, page, &lines[start..end], full)));
            start = end;
        }
    }
    out
}

/// Whether a line goes on with the paragraph of the line before.
fn follows(source: &Source, page: &Page, before: &TextLine, line: &TextLine, right: f32) -> bool {
    let apart = line.bbox[3] - before.bbox[3];
    let size = before.size.max(line.size);
    (before.size - line.size).abs() < 0.15 * size
        && apart < LEADING * size
        && apart > 0.5 * size
        && !begins(source.unit(page.runs[line.runs[0]].unit))
        && cells::line_joint(source, page, before, line, right) != Joint::Line
}

/// Whether a text begins with a bullet or a number of a list.
fn begins(text: &str) -> bool {
    let mut letters = text.trim_start().chars();
    let Some(first) = letters.next() else { return false };
    let rest = letters.as_str();
    match first {
        '-' | '–' | '•' | '·' | '○' | '●' | '◦' | '□' | '■' | '◆' | '◇' | '▶' | '▷' | '※' | '*' | '☞' | '➤' | '❍' | 'ㅇ' => true,
        '①'..='⑳' | '㉠'..='㉻' | 'Ⅰ'..='ⅻ' => true,
        '제' => rest.trim_start_matches(|c: char| c.is_ascii_digit()).starts_with(['조', '장', '항', '호']),
        '0'..='9' => {
            let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
            let digits = rest.len() - after.len() + 1;
            digits <= 2 && after.starts_with(['.', ')']) && !after[1..].starts_with(|c: char| c.is_ascii_digit())
        }
        '가'..='힣' => rest.starts_with(['.', ')']),
        '(' | '<' | '[' | '【' | '〔' => rest.chars().take(4).any(|c| matches!(c, ')' | '>' | ']' | '】' | '〕')),
        _ => false,
    }
}
