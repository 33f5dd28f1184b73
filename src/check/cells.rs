//! The table that a row of the record came from: which of its cells were left empty.

use super::View;
use super::text;
use crate::model::{Cell, CellRef, Concept, Field, Grid, Span, Table};

/// The table row of a record row, from the first field that stands in a table.
pub(super) fn row_of<'f, T: 'f>(fields: impl IntoIterator<Item = &'f Field<T>>) -> Option<CellRef> {
    fields.into_iter().filter_map(Field::evidence).find_map(|by| by.cell)
}

/// The columns of a table that have one of the meanings.
pub(super) fn columns(table: &Table, concepts: &[Concept]) -> Vec<usize> {
    let meant = |c: &Option<Concept>| c.is_some_and(|c| concepts.contains(&c));
    table.columns.iter().enumerate().filter(|(_, c)| meant(c)).map(|(i, _)| i).collect()
}

/// A cell that its table has for a value, and that holds none.
pub(super) struct Blank {
    /// Where its dash stands; empty when it holds nothing at all.
    pub(super) at: Vec<Span>,
}

/// The blank cell of a row under one of the meanings. A cell that is empty below a filled one carries the value from
/// above; a dash is a real blank.
pub(super) fn blank(view: &View, cell: CellRef, concepts: &[Concept]) -> Option<Blank> {
    let grid = view.grid(cell.table)?;
    let columns = columns(grid.table, concepts);
    let row = cell.row as usize;
    if columns.is_empty() || !columns.iter().all(|&col| text::is_blank(grid.text(row, col))) {
        return None;
    }
    let dash = columns.iter().find_map(|&col| grid.cell(row, col).filter(|c| !c.text.as_str().trim().is_empty()));
    if let Some(dash) = dash {
        return Some(Blank { at: dash.text.trim().spans() });
    }
    let carried = columns.iter().any(|&col| !above(grid, row, col).is_empty());
    (!carried).then(|| Blank { at: Vec::new() })
}

/// Whether a row has something under one of the meanings, understood or not.
pub(super) fn filled(view: &View, cell: CellRef, concepts: &[Concept]) -> bool {
    view.grid(cell.table).is_some_and(|grid| {
        columns(grid.table, concepts).into_iter().any(|col| !text::is_blank(grid.text(cell.row as usize, col)))
    })
}

/// Rows that an empty cell may lie below the one whose value it carries.
const CARRIED: usize = 200;
/// Rows that a heading may take.
const HEADING: u32 = 8;

/// The nearest text above a cell that is no heading.
fn above<'t>(grid: &Grid<'t>, row: usize, col: usize) -> &'t str {
    (0..row)
        .rev()
        .take(CARRIED)
        .filter_map(|r| grid.cell(r, col))
        .take_while(|c| !c.header)
        .map(|c| c.text.as_str().trim())
        .find(|t| !t.is_empty())
        .unwrap_or_default()
}

/// The heading texts over a column.
pub(super) fn headings<'a>(view: &View<'a>, cell: CellRef) -> Vec<&'a str> {
    let Some(grid) = view.grid(cell.table) else { return Vec::new() };
    heads(grid.table)
        .filter(|c| c.col <= cell.col && cell.col < c.col + c.col_span.max(1))
        .map(|c| c.text.as_str().trim())
        .collect()
}

/// The cells of the heading rows.
pub(super) fn heads(table: &Table) -> impl Iterator<Item = &Cell> {
    table.cells.iter().take_while(|c| c.row < HEADING).filter(|c| c.header)
}
