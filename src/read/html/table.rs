//! Rows and cells of an HTML table to a grid with true spans.

use super::tree::{Id, Tree};
use crate::model::ReadError;
use crate::model::report::TooLarge;
use crate::settings::Limits;

/// Columns of a table; a browser stops at as many.
const COLUMNS: u32 = 1000;

/// A cell and where it stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slot {
    pub(super) id: Id,
    pub(super) row: u32,
    pub(super) col: u32,
    pub(super) row_span: u32,
    pub(super) col_span: u32,
    /// Of a `thead`, or of a row of headings alone.
    pub(super) header: bool,
}

/// A table with the place of each cell.
#[derive(Debug, Default)]
pub(super) struct Placed {
    pub(super) caption: Option<Id>,
    pub(super) rows: u32,
    pub(super) cols: u32,
    pub(super) cells: Vec<Slot>,
}

/// A group of rows: `thead`, `tbody`, `tfoot`. A cell does not reach out of its group.
struct Group {
    head: bool,
    rows: Vec<Id>,
}

/// Places the cells of a table.
pub(super) fn place(tree: &Tree, table: Id, limits: &Limits) -> Result<Placed, ReadError> {
    let (caption, groups) = parts(tree, table);
    let rows: u64 = groups.iter().map(|g| g.rows.len() as u64).sum();
    if rows > limits.lines {
        return Err(ReadError::TooLarge { what: TooLarge::Lines, found: rows, limit: limits.lines, line: None });
    }
    let mut placed = Placed { caption, ..Placed::default() };
    // for each column, the row from which it is free
    let mut free: Vec<u32> = Vec::new();
    let mut row = 0;
    for group in groups {
        let end = row + group.rows.len() as u32;
        for &tr in &group.rows {
            let cells: Vec<Id> = tree.children(tr).filter(|&c| matches!(tree.name(c), "td" | "th")).collect();
            let heads = group.head || cells.len() > 1 && cells.iter().all(|&c| tree.name(c) == "th");
            let mut col = 0;
            for id in cells {
                while free.get(col).is_some_and(|&from| from > row) {
                    col += 1;
                }
                if col as u32 >= COLUMNS {
                    let found = col as u64 + 1;
                    return Err(ReadError::TooLarge {
                        what: TooLarge::Columns,
                        found,
                        limit: u64::from(COLUMNS),
                        line: None,
                    });
                }
                let down = match span(tree, id, "rowspan") {
                    0 => end - row, // to the end of its group
                    n => n.min(end - row),
                };
                let room = (col..COLUMNS as usize).take_while(|&c| free.get(c).is_none_or(|&from| from <= row)).count();
                let across = span(tree, id, "colspan").clamp(1, room.max(1) as u32);
                let after = col + across as usize;
                if free.len() < after {
                    free.resize(after, 0);
                }
                free[col..after].fill(row + down);
                placed.cells.push(Slot { id, row, col: col as u32, row_span: down, col_span: across, header: heads });
                col = after;
            }
            row += 1;
        }
        free.fill(row);
    }
    placed.rows = row;
    placed.cols = free.len() as u32;
    Ok(placed)
}

/// The caption and the groups of rows of a table, what a browser shows last at the end.
fn parts(tree: &Tree, table: Id) -> (Option<Id>, Vec<Group>) {
    let mut caption = None;
    let (mut groups, mut foot): (Vec<Group>, Vec<Group>) = (Vec::new(), Vec::new());
    for part in tree.children(table) {
        let name = tree.name(part);
        match name {
            "caption" => caption = caption.or(Some(part)),
            "thead" | "tbody" | "tfoot" => {
                let rows = tree.children(part).filter(|&r| tree.name(r) == "tr").collect();
                let group = Group { head: name == "thead", rows };
                if name == "tfoot" { foot.push(group) } else { groups.push(group) }
            }
            _ => {}
        }
    }
    groups.append(&mut foot);
    (caption, groups)
}

fn span(tree: &Tree, cell: Id, name: &str) -> u32 {
    let Some(value) = tree.attribute(cell, name) else { return 1 };
    let digits: String = value.trim().chars().take_while(char::is_ascii_digit).take(9).collect();
    digits.parse().unwrap_or(1)
}
