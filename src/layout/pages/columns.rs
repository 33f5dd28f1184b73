//! Columns that only the text shows: upright stripes of a page that hardly any line crosses.

use super::cells::TextLine;
use super::sheet::{Sheet, SheetCell};
use crate::model::Drawn;
use crate::model::page::{Bbox, Page};

/// Of so many lines one may cross a border between columns.
const CROSSING: usize = 12;
/// Narrower stripes between columns are blanks.
const CORRIDOR: f32 = 4.0;
/// How far text may reach into the next column without being joined to it.
const OVERHANG: f32 = 3.0;

/// Borders of the columns that lines have in common, the outer ones at `left` and `right`; fewer than three when there
/// is but one column.
pub(super) fn borders(page: &Page, lines: &[TextLine], left: f32, right: f32) -> Vec<f32> {
    let mut ends: Vec<(f32, i32)> = Vec::new();
    for run in lines.iter().flat_map(|l| &l.runs) {
        let bbox = page.runs[*run].bbox;
        ends.extend([(bbox[0], 1), (bbox[2], -1)]);
    }
    ends.sort_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
    let allowed = (lines.len() / CROSSING) as i32;
    let mut out = vec![left];
    let (mut over, mut free_from) = (0, None);
    for (x, step) in ends {
        over += step;
        if step < 0 && over <= allowed && free_from.is_none() {
            free_from = Some(x);
        } else if step > 0
            && over > allowed
            && let Some(from) = free_from.take().filter(|from| x - from >= CORRIDOR)
        {
            out.push((from + x) / 2.0);
        }
    }
    out.push(right);
    out
}

/// A table of rows of lines, by the borders of its columns.
pub(super) fn sheet(
    page: &Page,
    bbox: Bbox,
    xs: Vec<f32>,
    rows: &[Vec<TextLine>],
    ys: Vec<f32>,
    drawn: Drawn,
) -> Sheet {
    let mut out = Sheet { page: page.number, bbox, xs, ys, cells: Vec::new(), drawn };
    for (row, lines) in rows.iter().enumerate() {
        row_cells(page, &mut out, row as u32, lines);
    }
    out
}

fn row_cells(page: &Page, sheet: &mut Sheet, row: u32, lines: &[TextLine]) {
    let cols = sheet.cols();
    let mut spans: Vec<(u32, u32, usize)> = Vec::new();
    for &run in lines.iter().flat_map(|l| &l.runs) {
        let bbox = page.runs[run].bbox;
        let at = |x: f32| (sheet.xs.partition_point(|v| *v <= x).clamp(1, cols as usize) - 1) as u32;
        let middle = at((bbox[0] + bbox[2]) / 2.0);
        let (first, last) = (at(bbox[0] + OVERHANG).min(middle), at(bbox[2] - OVERHANG).max(middle));
        spans.push((first, last, run));
    }
    spans.sort();
    let mut open: Option<(u32, u32)> = None;
    let (top, bottom) = (sheet.ys[row as usize], sheet.ys[row as usize + 1]);
    let mut next = 0;
    let push = |sheet: &mut Sheet, first: u32, last: u32, runs: Vec<usize>| {
        let bbox = [sheet.xs[first as usize], top, sheet.xs[last as usize + 1], bottom];
        sheet.cells.push(SheetCell {
            row,
            col: first,
            row_span: 1,
            col_span: last - first + 1,
            bbox,
            runs,
            inner: Vec::new(),
        });
    };
    let mut runs = Vec::new();
    for (first, last, run) in spans {
        match &mut open {
            Some((_, end)) if first <= *end => {
                *end = last.max(*end);
                runs.push(run);
            }
            _ => {
                if let Some((a, b)) = open.take() {
                    push(sheet, a, b, std::mem::take(&mut runs));
                    next = b + 1;
                }
                for col in next..first {
                    push(sheet, col, col, Vec::new());
                }
                open = Some((first, last));
                runs = vec![run];
            }
        }
    }
    if let Some((a, b)) = open {
        push(sheet, a, b, runs);
        next = b + 1;
    }
    for col in next..cols {
        push(sheet, col, col, Vec::new());
    }
}

/// Joins lines that go on with the row above: nothing in the first column, and text only below text.
pub(super) fn logical_rows(page: &Page, xs: &[f32], lines: Vec<TextLine>) -> Vec<Vec<TextLine>> {
    let col = |run: usize| xs.partition_point(|v| *v <= page.runs[run].centre().0).clamp(1, xs.len() - 1) - 1;
    let filled = |lines: &[TextLine]| -> Vec<bool> {
        let mut out = vec![false; xs.len() - 1];
        lines.iter().flat_map(|l| &l.runs).for_each(|r| out[col(*r)] = true);
        out
    };
    let mut out: Vec<Vec<TextLine>> = Vec::new();
    for line in lines {
        let own = filled(std::slice::from_ref(&line));
        let goes_on = out.last().is_some_and(|row| {
            let above = filled(row);
            let near = row[row.len() - 1].bbox[3] + 0.9 * line.size > line.bbox[1];
            near && !own[0]
                && own.iter().filter(|f| **f).count() * 2 < above.iter().filter(|f| **f).count()
                && own.iter().zip(&above).all(|(o, a)| !o || *a)
        });
        match out.last_mut() {
            Some(row) if goes_on => row.push(line),
            _ => out.push(vec![line]),
        }
    }
    out
}
