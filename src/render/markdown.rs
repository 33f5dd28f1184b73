//! Markdown (GFM): tables of pipes, aligned as they look in a terminal or an editor.

use super::document::{Block, Document, Table};
use super::text;
use unicode_width::UnicodeWidthStr;

pub(super) fn write(document: &Document) -> String {
    let mut out = format!("# {}\n", escaped(&document.title));
    let mut before: Option<&Block> = None;
    for block in &document.blocks {
        let list = matches!((before, block), (Some(Block::Item(_)), Block::Item(_)));
        if !list {
            out.push('\n');
        }
        match block {
            Block::Heading(text) => out += &format!("## {}\n", escaped(text)),
            // a mark of a block at the beginning of a line
            Block::Paragraph(text) if text.starts_with(['#', '+', '-', '=']) => {
                out += &format!("\\{}\n", escaped(text));
            }
            Block::Paragraph(text) => out += &format!("{}\n", escaped(text)),
            Block::Item(text) => out += &format!("- {}\n", escaped(text)),
            Block::Table(table) => out += &rows(table),
        }
        before = Some(block);
    }
    out
}

/// A text in which nothing is markup.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if matches!(c, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

fn rows(table: &Table) -> String {
    let cells: Vec<Vec<String>> =
        text::cells(table).into_iter().map(|row| row.into_iter().map(escaped).collect()).collect();
    // a column of long texts is not padded to the longest
    const WIDEST: usize = 32;
    let width =
        |col: usize| cells.iter().filter_map(|row| row.get(col)).map(|c| c.width()).max().unwrap_or(0).clamp(3, WIDEST);
    let widths: Vec<usize> = (0..table.cols).map(width).collect();
    let mut out = String::new();
    for (number, row) in cells.iter().enumerate() {
        for (cell, width) in row.iter().zip(&widths) {
            out += &format!("| {cell}{} ", " ".repeat(width.saturating_sub(cell.width())));
        }
        out += "|\n";
        if number == 0 {
            for width in &widths {
                out += &format!("| {} ", "-".repeat(*width));
            }
            out += "|\n";
        }
    }
    out
}
