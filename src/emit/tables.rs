//! Tables as rebuilt: JSON, CSV, Markdown.

use crate::model::{Block, Layout, Table};
use serde::Serialize;

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

/// The tables of a layout, in reading order.
pub fn tables(layout: &Layout) -> impl Iterator<Item = &Table> {
    layout.blocks.iter().filter_map(|b| match b {
        Block::Table(t) => Some(t),
        Block::Paragraph(_) => None,
    })
}

/// The view of each table.
#[must_use]
pub fn views(layout: &Layout) -> Vec<TableView<'_>> {
    tables(layout)
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
