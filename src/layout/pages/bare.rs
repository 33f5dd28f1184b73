//! Tables without any ruling: lines whose pieces stand below each other, far apart.
//!
//! Looked for only on pages without ruled tables, and never in running text: it is the one way to invent a table.

use super::cells::{self, TextLine};
use super::columns;
use super::sheet::Sheet;
use super::stripes::is_prose;
use crate::model::Drawn;
use crate::model::page::Page;

/// Gap between pieces of a line, in font sizes.
const GAP: f32 = 1.6;
/// Part of the lines that must have several pieces.
const SHARE: f32 = 0.6;
/// Lines further apart than this many font sizes end a table.
const LEADING: f32 = 3.2;

/// Finds such tables among runs that are in no other one.
pub(super) fn tables(page: &Page, used: &[bool]) -> Vec<Sheet> {
    let runs: Vec<usize> = (0..page.runs.len()).filter(|r| !used[*r]).collect();
    let lines = cells::lines(page, &runs);
    let mut out = Vec::new();
    let mut start = 0;
    while start < lines.len() {
        if !is_row(page, &lines[start]) {
            start += 1;
            continue;
        }
        let mut end = start + 1;
        while end < lines.len() && near(&lines[end - 1], &lines[end]) && belongs(page, &lines, start, end) {
            end += 1;
        }
        while end > start
            && !is_row(page, &lines[end - 1])
            && lines[end - 1].runs.len() < 2
            && !is_tail(&lines[start..end])
        {
            end -= 1;
        }
        out.extend(table(page, &lines[start..end]));
        start = end.max(start + 1);
    }
    out
}

/// Whether the last line can be the rest of a cell: it does not begin where the rows do.
fn is_tail(lines: &[TextLine]) -> bool {
    let left = lines.iter().map(|l| l.bbox[0]).fold(f32::MAX, f32::min);
    lines.last().is_some_and(|l| l.bbox[0] > left + 2.0 * l.size)
}

/// Several short pieces far apart.
fn is_row(page: &Page, line: &TextLine) -> bool {
    let gaps = line.runs.windows(2).filter(|w| page.runs[w[1]].bbox[0] - page.runs[w[0]].bbox[2] > GAP * line.size);
    let long = line.runs.iter().any(|r| page.runs[*r].bbox[2] - page.runs[*r].bbox[0] > page.width / 2.0);
    gaps.count() >= 1 && !long
}

fn near(before: &TextLine, line: &TextLine) -> bool {
    line.bbox[3] - before.bbox[3] < LEADING * line.size.max(before.size)
}

fn belongs(page: &Page, lines: &[TextLine], start: usize, at: usize) -> bool {
    let rows = lines[start..=at].iter().filter(|l| is_row(page, l)).count();
    let long = lines[at].bbox[2] - lines[at].bbox[0] > page.width / 2.0 && lines[at].runs.len() == 1;
    !long && rows as f32 >= SHARE * (at + 1 - start) as f32
}

fn table(page: &Page, lines: &[TextLine]) -> Option<Sheet> {
    let rows: Vec<TextLine> = lines.iter().filter(|l| is_row(page, l)).cloned().collect();
    if rows.len() < 2 || is_prose(page, &rows) {
        return None;
    }
    let left = lines.iter().map(|l| l.bbox[0]).fold(f32::MAX, f32::min);
    let right = lines.iter().map(|l| l.bbox[2]).fold(f32::MIN, f32::max);
    let xs = columns::borders(page, &rows, left, right);
    if xs.len() < 3 {
        return None;
    }
    let grouped = columns::logical_rows(page, &xs, lines.to_vec());
    if grouped.len() < 2 {
        return None;
    }
    let mut ys: Vec<f32> = grouped.iter().map(|row| row[0].bbox[1]).collect();
    let bottom = lines.iter().map(|l| l.bbox[3]).fold(f32::MIN, f32::max);
    ys.push(bottom);
    let bbox = [left, ys[0], right, bottom];
    let sheet = columns::sheet(page, bbox, xs, &grouped, ys, Drawn::Fitted);
    let (cells, filled) = (sheet.cells.len(), sheet.cells.iter().filter(|c| !c.runs.is_empty()).count());
    (sheet.is_filled() && sheet.rows() >= 3 && filled * 20 >= cells * 11).then_some(sheet)
}
