//! Paragraphs and tables that the file itself draws.
//!
//! Running paragraphs go the way of text lines, since a document also holds tables that were only typed. A table of
//! one cell is a frame around running text. The heads of a table may stand in several rows; the lowest that is known
//! says what a column means.

use super::Piece;
use super::lines::{self, Line};
use crate::lexicon::{columns, heads};
use crate::model::{Cell, Concept, Flow, FlowTable, Joint, Run, Source, Table, Text};
use crate::normalise;

/// The paragraphs and tables of a flow, in reading order.
pub(super) fn pieces(source: &Source, blocks: &[Flow]) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut open: Vec<Line> = Vec::new();
    flow(source, blocks, &mut open, &mut out);
    close(&mut open, &mut out);
    out
}

fn flow(source: &Source, blocks: &[Flow], open: &mut Vec<Line>, out: &mut Vec<Piece>) {
    for block in blocks {
        match block {
            Flow::Paragraph(runs) => {
                for line in set_lines(runs) {
                    let raw = line.first().map_or("", |r| source.unit(r.unit));
                    lines::push(open, text_of(source, line), raw);
                }
            }
            Flow::Table(table) => {
                let filled: Vec<_> = table.cells.iter().filter(|c| !c.content.is_empty()).collect();
                match filled[..] {
                    [] => {}
                    [frame] => flow(source, &frame.content, open, out),
                    _ => {
                        close(open, out);
                        out.push(Piece::Native(native(source, table)));
                    }
                }
            }
        }
    }
}

fn close(open: &mut Vec<Line>, out: &mut Vec<Piece>) {
    out.extend(super::pieces(open));
    open.clear();
}

/// The runs of a paragraph cut where the author ended a line.
fn set_lines(runs: &[Run]) -> impl Iterator<Item = &[Run]> {
    runs.chunk_by(|_, next| next.after != Joint::Line)
}

fn text_of(source: &Source, runs: &[Run]) -> Text {
    let mut text = Text::default();
    for (i, run) in runs.iter().enumerate() {
        match run.after {
            Joint::Space if i > 0 => text.push_joiner(" "),
            Joint::Line if i > 0 => text.push_joiner("\n"),
            _ => {}
        }
        text.append(&normalise::unit(run.unit, source.unit(run.unit)));
    }
    text
}

/// All text of a cell, a line for each paragraph; what stands in inner tables too, row by row.
fn cell_text(source: &Source, content: &[Flow], out: &mut Vec<Text>) {
    for block in content {
        match block {
            Flow::Paragraph(runs) => out.push(text_of(source, runs).trim()),
            Flow::Table(inner) => inner.cells.iter().for_each(|c| cell_text(source, &c.content, out)),
        }
    }
}

fn native(source: &Source, table: &FlowTable) -> Table {
    let cells: Vec<Cell> = table
        .cells
        .iter()
        .map(|c| {
            let mut lines = Vec::new();
            cell_text(source, &c.content, &mut lines);
            lines.retain(|l| !l.is_empty());
            Cell {
                row: c.row,
                col: c.col,
                row_span: c.row_span.max(1),
                col_span: c.col_span.max(1),
                header: c.header,
                text: Text::join(&lines, "\n"),
            }
        })
        .collect();
    let caption = text_of(source, &table.caption).trim();
    let mut out = Table {
        caption: (!caption.is_empty()).then_some(caption),
        page: table.page,
        rows: table.rows,
        cols: table.cols,
        drawn: table.drawn,
        columns: Vec::new(),
        cells,
    };
    if let Some((rows, columns)) = columns_of(&out) {
        out.columns = columns;
        out.cells.iter_mut().filter(|c| c.row < rows).for_each(|c| c.header = true);
    }
    out
}

/// The number of heading rows, and what each column means.
fn columns_of(table: &Table) -> Option<(u32, Vec<Option<Concept>>)> {
    let grid = table.grid();
    // a row in one cell above the heads is a title
    let first = (0..grid.rows()).find(|&row| grid.index(row, 0) != grid.index(row, grid.cols().saturating_sub(1)))?;
    let of_row =
        |row: usize| -> Vec<Option<Concept>> { (0..grid.cols()).map(|c| heads::head(grid.text(row, c))).collect() };
    let known = of_row(first);
    let filled = (0..grid.cols()).filter(|&c| !grid.text(first, c).is_empty()).count();
    let found = known.iter().flatten().count();
    if found < 2 || found * 2 < filled {
        return None;
    }
    let rows = table.cells.iter().filter(|c| c.row as usize == first).map(|c| c.row + c.row_span).max()? as usize;
    let mut meanings = known;
    for row in first + 1..rows {
        for (meaning, lower) in meanings.iter_mut().zip(of_row(row)) {
            *meaning = lower.or(*meaning);
        }
    }
    (rows < grid.rows()).then(|| (rows as u32, columns::resolve(&meanings).1))
}
