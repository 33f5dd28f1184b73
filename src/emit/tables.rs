//! Tables as rebuilt: JSON, CSV, Markdown.

use super::csv::guarded;
use crate::model::Table;
use serde::Serialize;
use std::io::{self, Write};

/// A table; rows and columns count from 0.
#[derive(Debug, Serialize)]
pub struct TableView<'t> {
    pub page: Option<u32>,
    pub rows: u32,
    pub cols: u32,
    pub cells: Vec<CellView<'t>>,
}

#[derive(Debug, Serialize)]
pub struct CellView<'t> {
    pub row: u32,
    pub col: u32,
    pub rowspan: u32,
    pub colspan: u32,
    pub text: &'t str,
}

/// The view of each table.
#[must_use]
pub fn views(tables: &[Table]) -> Vec<TableView<'_>> {
    tables
        .iter()
        .map(|t| TableView {
            page: t.page,
            rows: t.rows,
            cols: t.cols,
            cells: t
                .cells
                .iter()
                .map(|c| CellView {
                    row: c.row,
                    col: c.col,
                    rowspan: c.row_span.max(1),
                    colspan: c.col_span.max(1),
                    text: c.text.as_str().trim(),
                })
                .collect(),
        })
        .collect()
}

/// Tables as CSV: merged cells repeated on every slot that they cover, an empty line between tables.
///
/// # Errors
/// The output cannot be written.
pub fn csv(tables: &[Table], out: &mut dyn Write) -> io::Result<()> {
    for (i, table) in tables.iter().enumerate() {
        if i > 0 {
            out.write_all(b"\r\n")?;
        }
        let mut rows =
            csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).flexible(true).from_writer(&mut *out);
        let grid = table.grid();
        for row in 0..grid.rows() {
            for col in 0..grid.cols() {
                rows.write_field(guarded(grid.text(row, col)).as_bytes())?;
            }
            rows.write_record(None::<&[u8]>)?;
        }
        rows.flush()?;
    }
    Ok(())
}

/// Tables as Markdown: a merged cell stands in its first slot.
#[must_use]
pub fn markdown(tables: &[Table]) -> String {
    let mut out = String::new();
    for table in tables {
        if let Some(caption) = &table.caption {
            out.push_str(&format!("**{}**\n\n", escaped(caption.as_str())));
        }
        let grid = table.grid();
        let mut seen = std::collections::BTreeSet::new();
        for row in 0..grid.rows() {
            out.push('|');
            for col in 0..grid.cols() {
                let first = grid.index(row, col).is_some_and(|i| seen.insert(i));
                let text = if first { escaped(grid.text(row, col)) } else { String::new() };
                out.push_str(&format!(" {text} |"));
            }
            out.push('\n');
            if row == 0 {
                out.push_str(&format!("|{}\n", "---|".repeat(grid.cols())));
            }
        }
        out.push('\n');
    }
    out
}

fn escaped(text: &str) -> String {
    let text: Vec<&str> = text.lines().map(str::trim).collect();
    text.join("<br>").replace('|', "\\|")
}
