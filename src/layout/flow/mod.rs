//! Paragraphs and tables that the file itself draws.
//!
//! Running paragraphs go the way of text lines, since a document also holds tables that were only typed. What a file
//! draws as one table is often several things: a frame around text, a title above the heads, a form with a table inside.
//! [`frames`] takes these apart; [`heads`] finds what the columns of a true table mean, [`turned`] brings tables whose
//! heads stand elsewhere into that shape, and [`labels`] lays out what has no heading row at all. [`mod@drawn`] leaves all
//! as it stands in the file.

mod drawn;
mod frames;
mod heads;
mod labels;
#[cfg(test)]
mod tests;
mod turned;

use super::Piece;
use super::delimited::WrittenRow;
use super::lines::{self, Line};
use super::sided;
use crate::model::layout::Marker;
use crate::model::{Aside, Cell, Flow, FlowTable, Joint, Run, Source, Table, Text};
use crate::normalise;
pub(super) use drawn::drawn;
use std::ops::Range;

/// The paragraphs and tables of a flow, in reading order.
pub(super) fn pieces(source: &Source, blocks: &[Flow]) -> Vec<Piece> {
    let mut walk = Walk { source, open: Vec::new(), out: Vec::new() };
    walk.flow(blocks);
    walk.close();
    walk.out
}

struct Walk<'s> {
    source: &'s Source,
    /// Lines since the last table.
    open: Vec<Line>,
    out: Vec<Piece>,
}

impl Walk<'_> {
    fn flow(&mut self, blocks: &[Flow]) {
        for block in blocks {
            match block {
                Flow::Paragraph(runs) => self.paragraph(runs),
                // printed on every page, said once elsewhere
                Flow::Aside(Aside::Furniture, _) => {}
                Flow::Aside(Aside::Box | Aside::Note, content) => self.flow(content),
                Flow::Table(table) => self.table(table),
            }
        }
    }

    fn paragraph(&mut self, runs: &[Run]) {
        for line in set_lines(runs) {
            let raw = line.first().map_or("", |r| self.source.unit(r.unit));
            lines::push(&mut self.open, text_of(self.source, line), raw);
        }
    }

    fn table(&mut self, table: &FlowTable) {
        if !table.caption.is_empty() {
            self.paragraph(&table.caption);
        }
        let whole = whole(self.source, table);
        for part in frames::parts(&whole, table) {
            match part {
                frames::Part::Running(cell) => self.flow(&table.cells[cell].content),
                frames::Part::Band(cell) => {
                    let before = self.open.len();
                    self.flow(&table.cells[cell].content);
                    // a line in a frame, as in 【 … 】
                    for line in self.open.iter_mut().skip(before).filter(|l| l.marker == Marker::None) {
                        line.marker = Marker::Bracket;
                    }
                }
                frames::Part::Rows { heads, body } => {
                    self.close();
                    let tables = finish(rows_of(&whole, heads, body));
                    self.out.extend(tables.into_iter().map(Piece::Native));
                }
            }
        }
        // a note is anchored in a cell and stands below the table
        table.cells.iter().for_each(|c| self.notes(&c.content));
    }

    fn notes(&mut self, content: &[Flow]) {
        for block in content {
            if let Flow::Aside(Aside::Note, inner) = block {
                self.flow(inner);
            }
        }
    }

    fn close(&mut self) {
        self.out.extend(super::pieces(&self.open));
        self.open.clear();
    }
}

/// The runs of a paragraph cut where the author ended a line.
fn set_lines(runs: &[Run]) -> impl Iterator<Item = &[Run]> {
    runs.chunk_by(|_, next| next.after != Joint::Line)
}

fn text_of(source: &Source, runs: &[Run]) -> Text {
    let mut text = Text::default();
    join(&mut text, runs, |text, run| text.append(&normalise::unit(run.unit, source.unit(run.unit))));
    text
}

/// Adds the raw text of runs with what stands between them.
pub(super) fn join_raw(text: &mut Text, source: &Source, runs: &[Run]) {
    join(text, runs, |text, run| {
        let raw = source.unit(run.unit);
        text.push(raw, run.unit, 0, raw.len());
    });
}

fn join(text: &mut Text, runs: &[Run], add: impl Fn(&mut Text, &Run)) {
    for (i, run) in runs.iter().enumerate() {
        match run.after {
            Joint::Space if i > 0 => text.push_joiner(" "),
            Joint::Label if i > 0 => text.push_joiner(" : "),
            Joint::Line if i > 0 => text.push_joiner("\n"),
            _ => {}
        }
        add(text, run);
    }
}

/// All text of a cell, a line for each paragraph; of a table inside it a line for each row.
fn cell_text(source: &Source, content: &[Flow], out: &mut Vec<Text>) {
    for block in content {
        match block {
            Flow::Paragraph(runs) => out.push(text_of(source, runs).trim()),
            Flow::Aside(Aside::Box, content) => cell_text(source, content, out),
            Flow::Aside(..) => {}
            Flow::Table(inner) => {
                for row in inner.cells.chunk_by(|a, b| a.row == b.row) {
                    let mut texts = Vec::new();
                    row.iter().for_each(|c| cell_text(source, &c.content, &mut texts));
                    texts.retain(|t| !t.is_empty());
                    out.push(Text::join(&texts, " "));
                }
            }
        }
    }
}

/// The table with all text of its cells.
fn whole(source: &Source, table: &FlowTable) -> Table {
    let cells = table.cells.iter().map(|c| {
        let mut lines = Vec::new();
        cell_text(source, &c.content, &mut lines);
        lines.retain(|l| !l.is_empty());
        let (row_span, col_span) = (c.row_span.max(1), c.col_span.max(1));
        let text = if let [only] = &mut lines[..] { std::mem::take(only) } else { Text::join(&lines, "\n") };
        Cell { row: c.row, col: c.col, row_span, col_span, header: c.header, text }
    });
    Table {
        page: table.page,
        rows: table.rows,
        cols: table.cols,
        drawn: table.drawn,
        cells: cells.collect(),
        ..Table::default()
    }
}

/// The cells that begin in some rows; cells stand in the order of their rows.
fn cells_in(table: &Table, rows: &Range<u32>) -> Range<usize> {
    let at = |row: u32| table.cells.partition_point(|c| c.row < row);
    at(rows.start)..at(rows.end)
}

/// Some rows of a table as a table of its own, under heads that may stand further up.
fn rows_of(whole: &Table, heads: Range<u32>, body: Range<u32>) -> Table {
    let begin = heads.end - heads.start;
    let from = |rows: &Range<u32>, first: u32| {
        let moved = |c: &Cell| Cell { row: c.row - rows.start + first, ..c.clone() };
        whole.cells[cells_in(whole, rows)].iter().map(moved).collect::<Vec<_>>()
    };
    let cells = [from(&heads, 0), from(&body, begin)].concat();
    Table { rows: begin + (body.end - body.start), cells, caption: None, columns: Vec::new(), ..*whole }
}

/// A table with the meaning of its columns, in the shape that extraction reads: heads above, records below, or labels
/// before values.
fn finish(table: Table) -> Vec<Table> {
    if let Some(people) = sided::of_drawn(&table) {
        return vec![people];
    }
    if let Some(table) = turned::on_its_side(&table) {
        return finish_rows(table);
    }
    finish_rows(table)
}

/// The tables of rows with separators whose heads stand in the first column, a record in each other one.
pub(super) fn on_its_side(rows: &[WrittenRow]) -> Option<Vec<Table>> {
    turned::rows_on_their_side(rows).map(finish_rows)
}

pub(super) fn finish_rows(mut table: Table) -> Vec<Table> {
    if labels::is_grouped(&table) {
        return labels::lay_out(table);
    }
    let Some(found) = heads::find(&table.grid(), 0) else { return labels::lay_out(table) };
    heads::drop_repeated(&mut table, &found);
    if let Some(tables) = turned::people_under_roles(&table, &found) {
        return tables;
    }
    heads::set(&mut table, found);
    vec![table]
}
