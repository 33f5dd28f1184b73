//! A sheet to paragraphs and tables.
//!
//! Blank rows part what stands above from what stands below; blank columns part two tables that stand side by side. In
//! a region, a row of one cell at the top is a title, at the bottom a note, and between rows of cells it is a heading
//! when it reaches over the whole width or is worded like one. What is left is a table.

use crate::model::sheet::{Merged, Sheet};
use crate::model::{Anchor, Drawn, Flow, FlowCell, FlowTable, Flows, Joint, ReadError, Run, Runs, Source};
use crate::read::grid;
use crate::settings::Limits;
use std::collections::BTreeMap;

/// A cell that holds something, with the region that it covers.
#[derive(Clone, Copy, Debug)]
struct Cell<'s> {
    rows: (u32, u32),
    cols: (u32, u32),
    text: &'s str,
}

/// The blocks of a sheet; their units go into `source`.
pub(super) fn blocks(sheet: &Sheet, source: &mut Source, limits: &Limits) -> Result<Vec<Flow>, ReadError> {
    let merged: BTreeMap<(u32, u32), &Merged> = sheet.merged.iter().map(|m| ((m.rows.0, m.cols.0), m)).collect();
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    for row in sheet.rows() {
        let at = row.number();
        let cell = |(col, text)| match merged.get(&(at, col)) {
            Some(m) => Cell { rows: m.rows, cols: m.cols, text },
            None => Cell { rows: (at, at), cols: (col, col), text },
        };
        rows.push(row.cells().map(cell).collect());
    }
    let mut out = Vec::new();
    let mut writer = Writer { sheet: sheet.number, source, limits };
    let mut band: Vec<Vec<Cell>> = Vec::new();
    let mut last = 0;
    for row in rows {
        let Some(first) = row.first() else { continue };
        if !band.is_empty() && first.rows.0 > last + 1 {
            writer.band(std::mem::take(&mut band), &mut out)?;
        }
        // a title over many rows holds no table together
        let reach = row.iter().map(|c| c.rows.1).max().unwrap_or(0);
        last = last.max(if row.len() > 1 || !band.is_empty() { reach } else { first.rows.0 });
        band.push(row);
    }
    writer.band(band, &mut out)?;
    Ok(out)
}

struct Writer<'s> {
    sheet: u32,
    source: &'s mut Source,
    limits: &'s Limits,
}

impl Writer<'_> {
    /// Rows without a blank row between them.
    fn band(&mut self, rows: Vec<Vec<Cell>>, out: &mut Vec<Flow>) -> Result<(), ReadError> {
        match side_by_side(&rows) {
            Some(col) => {
                let part = |keep: &dyn Fn(&Cell) -> bool| -> Vec<Vec<Cell>> {
                    let parts = rows.iter().map(|r| r.iter().filter(|c| keep(c)).copied().collect::<Vec<_>>());
                    parts.filter(|r| !r.is_empty()).collect()
                };
                let (left, right) = (part(&|c| c.cols.0 < col), part(&|c| c.cols.0 >= col));
                self.region(&left, out)?;
                self.band(right, out)
            }
            None => self.region(&rows, out),
        }
    }

    fn region(&mut self, rows: &[Vec<Cell>], out: &mut Vec<Flow>) -> Result<(), ReadError> {
        let left = rows.iter().flatten().map(|c| c.cols.0).min().unwrap_or(0);
        let right = rows.iter().flatten().map(|c| c.cols.1).max().unwrap_or(0);
        let mut covered = 0; // first row that no cell from above reaches into
        let mut kinds = Vec::with_capacity(rows.len());
        for row in rows {
            let at = row.first().map_or(0, |c| c.rows.0);
            let alone = row.len() == 1 && at >= covered;
            let wide = row.first().is_some_and(|c| c.cols == (left, right) && right > left);
            kinds.push((alone, alone && (wide || row.first().is_some_and(|c| is_worded_alone(c.text)))));
            // a lone cell over several rows covers nothing beside it
            covered = covered.max(row.iter().filter(|_| row.len() > 1).map(|c| c.rows.1 + 1).max().unwrap_or(0));
        }
        let first = kinds.iter().position(|(alone, _)| !alone).unwrap_or(rows.len());
        let last = kinds.iter().rposition(|(alone, _)| !alone).map_or(rows.len(), |i| i + 1);
        let mut table: Vec<&Vec<Cell>> = Vec::new();
        for (i, row) in rows.iter().enumerate() {
            let paragraph = i < first || kinds[i].1 || i >= last && table.is_empty();
            if paragraph {
                self.table(&std::mem::take(&mut table), out)?;
                for cell in row {
                    let runs = self.runs(*cell);
                    out.push(Flow::Paragraph(runs));
                }
            } else {
                table.push(row);
            }
        }
        self.table(&table, out)
    }

    fn table(&mut self, rows: &[&Vec<Cell>], out: &mut Vec<Flow>) -> Result<(), ReadError> {
        let Some(top) = rows.first().and_then(|r| r.first()).map(|c| c.rows.0) else { return Ok(()) };
        let bottom = rows.last().and_then(|r| r.first()).map_or(top, |c| c.rows.0);
        let cells = || rows.iter().flat_map(|r| r.iter());
        let left = cells().map(|c| c.cols.0).min().unwrap_or(0);
        let right = cells().map(|c| c.cols.1).max().unwrap_or(0);
        let mut built = Vec::new();
        for cell in cells() {
            let content = Flows::from([Flow::Paragraph(self.runs(*cell))]);
            built.push(FlowCell {
                row: cell.rows.0 - top,
                col: cell.cols.0 - left,
                row_span: cell.rows.1.min(bottom) - cell.rows.0 + 1,
                col_span: cell.cols.1 - cell.cols.0 + 1,
                header: false,
                content,
            });
        }
        let (rows, cols) = grid::squeeze(&mut built, bottom - top + 1, right - left + 1);
        grid::check_size(rows, cols, self.limits)?;
        let table = FlowTable { rows, cols, drawn: Drawn::Native, cells: built, ..FlowTable::default() };
        out.push(Flow::Table(Box::new(table)));
        Ok(())
    }

    /// The lines of a cell, each a unit at the place of the cell.
    fn runs(&mut self, cell: Cell) -> Runs {
        let anchor = Anchor::SheetCell { sheet: self.sheet, row: cell.rows.0, col: cell.cols.0 };
        let lines = cell.text.lines().filter(|l| !l.trim().is_empty());
        lines.map(|l| Run { unit: self.source.push(anchor, l.trim_end()), after: Joint::Line }).collect()
    }
}

/// The column at which a second table begins beside the first: after a blank column, both of them of two columns or more
/// in two rows or more.
fn side_by_side(rows: &[Vec<Cell>]) -> Option<u32> {
    let mut spans: Vec<(u32, u32)> = rows.iter().flatten().map(|c| c.cols).collect();
    spans.sort_unstable();
    let mut reach = spans.first()?.1;
    for (start, end) in spans {
        if start > reach + 1 {
            let is_table = |keep: &dyn Fn(&Cell) -> bool| {
                rows.iter().filter(|r| r.iter().filter(|c| keep(c)).count() >= 2).count() >= 2
            };
            if is_table(&|c| c.cols.0 < start) && is_table(&|c| c.cols.0 >= start) {
                return Some(start);
            }
        }
        reach = reach.max(end);
    }
    None
}

/// Whether a text that stands alone in its row is a heading or a sentence rather than a value: it has a number or a mark
/// before it, or is long.
fn is_worded_alone(text: &str) -> bool {
    let text = text.trim();
    let marked =
        text.starts_with(['○', '●', '■', '□', '▣', '※', '◎', '◇', '◆', '▶', '▷', '*', '-', '【', '[', '<', '①']);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let numbered = (1..=2).contains(&digits) && text[digits..].starts_with(['.', ')']) && text.len() > digits + 1;
    let article = text.starts_with('제') && text.chars().take(8).any(|c| c == '조');
    marked || numbered || article || text.chars().count() > 30
}
