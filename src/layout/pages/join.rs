//! Tables that go on on the next page.
//!
//! The last table of a page and the first of the next belong together when nothing but page furniture stands between
//! them, they are equally wide, and the second repeats the heading of the first or has none of its own. Columns are
//! matched by where they stand: a part in which joined cells never end has lost inner borders.

use super::prose::{self, PageLine};
use super::sheet::{Sheet, SheetCell};
use super::{PageParts, Part, content, flow_table};
use crate::lexicon::heads;
use crate::model::page::Page;
use crate::model::{Flow, FlowCell, FlowTable, Source};

/// Borders this near each other are the same.
const SAME: f32 = 3.5;

/// Whether a page begins with the rest of a table, and how many heading rows it repeats.
pub(super) type Continued = Option<u32>;

/// For each page, whether its first part goes on with the last part of the page before.
fn continued(source: &Source, pages: &[PageParts]) -> Vec<Continued> {
    let mut out = vec![None; pages.len()];
    for at in 1..pages.len() {
        let (before, page) = (&pages[at - 1], &pages[at]);
        if let (Some(Part::Table(a)), Some(Part::Table(b))) = (before.parts.last(), page.parts.first()) {
            out[at] = goes_on(source, (before.page, a), (page.page, b));
        }
    }
    out
}

fn goes_on(source: &Source, (page_a, a): (&Page, &Sheet), (page_b, b): (&Page, &Sheet)) -> Continued {
    let ends = |s: &Sheet| (s.xs[0], s.xs[s.xs.len() - 1]);
    let ((l0, r0), (l1, r1)) = (ends(a), ends(b));
    if (l0 - l1).abs() > SAME || (r0 - r1).abs() > SAME {
        return None;
    }
    let (head_a, head_b) = (head_rows(a), head_rows(b));
    let texts = |page: &Page, sheet: &Sheet, rows: u32| -> Vec<String> {
        sheet.cells.iter().filter(|c| c.row < rows).map(|c| squashed(source, page, c)).collect()
    };
    let (first, second) = (texts(page_a, a, head_a), texts(page_b, b, head_b));
    if first == second && first.iter().any(|t| !t.is_empty()) && head_b < b.rows() {
        return Some(head_b);
    }
    let known = second.iter().filter(|t| heads::head(t).is_some()).count();
    let has_heading = known >= 2 && known * 2 >= second.len();
    // where both have as many columns, single borders may lie a little further apart
    let near = if a.xs.len() == b.xs.len() { 2.0 * SAME } else { SAME };
    let shared = b.xs.iter().filter(|x| a.xs.iter().any(|o| (*o - **x).abs() <= near)).count();
    let fits = shared == a.xs.len().min(b.xs.len()) && shared >= 2;
    (fits && !has_heading).then_some(0)
}

/// Rows that the cells of the first row reach over.
fn head_rows(sheet: &Sheet) -> u32 {
    sheet.cells.iter().filter(|c| c.row == 0).map(|c| c.row_span).max().unwrap_or(0)
}

fn squashed(source: &Source, page: &Page, cell: &SheetCell) -> String {
    let mut runs = cell.runs.clone();
    runs.sort_unstable();
    let texts = runs.iter().map(|r| source.unit(page.runs[*r].unit));
    texts.flat_map(str::chars).filter(|c| !c.is_whitespace()).collect()
}

/// Gives the parts of each table the columns that all of them have together.
pub(super) fn align(source: &Source, pages: &mut [PageParts]) -> Vec<Continued> {
    let continued = continued(source, pages);
    let mut at = 0;
    while at < pages.len() {
        let mut end = at + 1;
        // a chain goes on while the table that goes on is also the last on its page
        while end < pages.len() && continued[end].is_some() && (end == at + 1 || pages[end - 1].parts.len() == 1) {
            end += 1;
        }
        if end > at + 1 {
            let mut xs: Vec<f32> = Vec::new();
            for page in at..end {
                let sheet = if page == at { last_table(&mut pages[page]) } else { first_table(&mut pages[page]) };
                for x in sheet.map(|s| s.xs.clone()).unwrap_or_default() {
                    if xs.iter().all(|o| (o - x).abs() > SAME) {
                        xs.push(x);
                    }
                }
            }
            xs.sort_by(f32::total_cmp);
            let columns = |page: &mut PageParts, first: bool| {
                if first { last_table(page) } else { first_table(page) }.map_or(0, |s| s.xs.len())
            };
            let counts: Vec<usize> = (at..end).map(|page| columns(&mut pages[page], page == at)).collect();
            // as many columns everywhere: their borders need not agree to the point
            let from = if counts.iter().all(|c| *c == counts[0]) { end } else { at };
            for page in from..end {
                let sheet = if page == at { last_table(&mut pages[page]) } else { first_table(&mut pages[page]) };
                sheet.into_iter().for_each(|s| widen(s, &xs));
            }
        }
        // the last page of a chain may begin another one with its last table
        at = (end - 1).max(at + 1);
    }
    continued
}

fn last_table<'a>(page: &'a mut PageParts) -> Option<&'a mut Sheet> {
    page.parts.last_mut().and_then(|p| if let Part::Table(s) = p { Some(s) } else { None })
}

fn first_table<'a>(page: &'a mut PageParts) -> Option<&'a mut Sheet> {
    page.parts.first_mut().and_then(|p| if let Part::Table(s) = p { Some(s) } else { None })
}

/// Puts a table on other borders, of which its own are some.
fn widen(sheet: &mut Sheet, xs: &[f32]) {
    let place = |x: f32| xs.iter().position(|o| (o - x).abs() <= SAME);
    let places: Vec<Option<usize>> = sheet.xs.iter().map(|x| place(*x)).collect();
    let known = |at: u32| places.get(at as usize).copied().flatten();
    let fits = places.iter().all(Option::is_some) && places.windows(2).all(|w| w[0] < w[1]);
    if !fits {
        return;
    }
    for cell in &mut sheet.cells {
        if let (Some(from), Some(to)) = (known(cell.col), known(cell.col + cell.col_span)) {
            (cell.col, cell.col_span) = (from as u32, (to - from) as u32);
        }
    }
    sheet.xs = xs.to_vec();
}

/// The paragraphs and tables of all pages, parts of a table in one.
pub(super) fn join(source: &Source, pages: &[PageParts], continued: &[Continued]) -> Vec<Flow> {
    let mut out: Vec<Flow> = Vec::new();
    let mut open: Vec<PageLine> = Vec::new();
    for (at, page) in pages.iter().enumerate() {
        for (i, part) in page.parts.iter().enumerate() {
            match part {
                Part::Text(runs) => open.extend(prose::lines(page.page, runs)),
                Part::Table(sheet) => {
                    out.extend(prose::paragraphs(source, &std::mem::take(&mut open)));
                    let repeated = continued[at].filter(|_| i == 0);
                    match (repeated, out.last_mut()) {
                        (Some(heading), Some(Flow::Table(table))) => append(source, page.page, table, sheet, heading),
                        _ => out.push(Flow::Table(Box::new(flow_table(source, page.page, sheet)))),
                    }
                }
            }
        }
    }
    out.extend(prose::paragraphs(source, &open));
    out
}

/// Adds a part below a table, without the heading rows that it repeats.
fn append(source: &Source, page: &Page, table: &mut FlowTable, sheet: &Sheet, heading: u32) {
    let mut added: Vec<FlowCell> = Vec::new();
    for cell in sheet.cells.iter().filter(|c| c.row >= heading) {
        added.push(FlowCell {
            row: cell.row - heading,
            col: cell.col,
            row_span: cell.row_span,
            col_span: cell.col_span,
            header: false,
            content: content(source, page, cell),
        });
    }
    let mut rows = sheet.rows() - heading.min(sheet.rows());
    if is_rest_of_row(table, &added) {
        let last = table.rows;
        added.retain(|cell| {
            let above = table.cells.iter_mut().find(|c| c.row + c.row_span == last && c.col == cell.col);
            match above {
                Some(above) if cell.row == 0 => {
                    above.content.extend(cell.content.iter().cloned());
                    false
                }
                _ => cell.row > 0,
            }
        });
        added.iter_mut().for_each(|c| c.row -= 1);
        rows -= 1;
    }
    let base = table.rows;
    let first_text = added.iter().filter(|c| c.row == 0 && !c.content.is_empty()).map(|c| c.col).min().unwrap_or(0);
    for mut cell in added {
        // a joined cell that goes on over the page end stands empty at the top of the next part
        if cell.row == 0 && cell.content.is_empty() && (cell.row_span > 1 || cell.col < first_text) {
            let above = table
                .cells
                .iter_mut()
                .find(|c| c.row + c.row_span == base && c.col == cell.col && c.col_span == cell.col_span);
            if let Some(above) = above {
                above.row_span += cell.row_span;
                continue;
            }
        }
        cell.row += base;
        table.cells.push(cell);
    }
    table.rows += rows;
    table.cols = table.cols.max(sheet.cols());
    table.cells.sort_by_key(|c| (c.row, c.col));
}

/// Whether the first row of a part is the rest of the row that the page end cut: text in one cell alone, below text.
fn is_rest_of_row(table: &FlowTable, added: &[FlowCell]) -> bool {
    let first: Vec<&FlowCell> = added.iter().filter(|c| c.row == 0).collect();
    let filled: Vec<&&FlowCell> = first.iter().filter(|c| !c.content.is_empty()).collect();
    let [one] = filled[..] else { return false };
    first.len() >= 3
        && first.iter().all(|c| c.row_span == 1)
        && table.cells.iter().any(|c| {
            c.row + c.row_span == table.rows && c.col == one.col && c.col_span == one.col_span && !c.content.is_empty()
        })
}
