//! Plain text: a line for each paragraph and row, cells parted by tabs, as word processors and spreadsheets take them.

use super::document::{Block, Cell, Document, Table};

pub(super) fn write(document: &Document) -> String {
    let mut out = format!("{}\n\n", document.title);
    for block in &document.blocks {
        match block {
            Block::Heading(text) => out += &format!("\n{text}\n"),
            Block::Paragraph(text) => out += &format!("{text}\n"),
            Block::Item(text) => out += &format!("- {text}\n"),
            Block::Table(table) => out += &rows(table),
        }
    }
    out
}

/// The sign for what stands in the cell above.
const DITTO: &str = "〃";

/// The rows of a table. A cell of names that covers several rows is written in each, another one once.
pub(super) fn cells(table: &Table) -> Vec<Vec<&str>> {
    let shown = |row: usize, cell: &Cell| cell.row == row || cell.names_row;
    let rows = table.grid().into_iter().enumerate();
    rows.map(|(row, cells)| cells.into_iter().map(|c| if shown(row, c) { c.text.as_str() } else { DITTO }).collect())
        .collect()
}

fn rows(table: &Table) -> String {
    cells(table).iter().map(|row| row.join("\t") + "\n").collect()
}
