//! The unit cells of the tables of a notice: rows as printed, and the groups of rows that belong to one unit.

use super::reading::{self, Reading};
use crate::lexicon::columns::{self, TableKind};
use crate::lexicon::words;
use crate::model::{Block, Concept, Drawn, Layout, Notice, Role, Source, Table, Text};
use std::ops::Range;

/// A table with its unit columns.
#[derive(Debug)]
pub(super) struct UnitTable<'t> {
    /// Index of the table in the document.
    pub index: u32,
    pub kind: TableKind,
    /// The first unit column of the table; the columns below count from it.
    pub start: usize,
    /// The first column that belongs to the name of the unit; a bureau stands before it.
    pub first: usize,
    /// The last one.
    pub last: usize,
    pub rows: Vec<UnitRow<'t>>,
    pub groups: Vec<Group>,
}

/// The unit cells printed on one row; merged cells stand on the row that shows their text.
#[derive(Clone, Debug)]
pub(super) struct UnitRow<'t> {
    /// Row of the table.
    pub row: u32,
    pub cells: Vec<Option<&'t Text>>,
    manager: bool,
    /// The purpose printed here goes on in the next row, or came from the one before.
    pub shares_purpose: bool,
}

/// Rows of one unit.
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// Rows of [`UnitTable::rows`].
    pub rows: Range<usize>,
    /// The unit as each row and the whole group read it.
    pub readings: Vec<Reading>,
    /// What stands in the last unit column alone.
    pub leaves: Vec<Reading>,
}

impl UnitTable<'_> {
    /// Whether the name of a unit stands in several columns.
    pub(super) fn is_split(&self) -> bool {
        self.first < self.last
    }
}

impl<'t> UnitRow<'t> {
    /// The cells of the unit's name that hold text.
    pub(super) fn printed(&self, table: &UnitTable<'_>) -> Vec<&'t Text> {
        self.cells[table.first..=table.last].iter().flatten().copied().collect()
    }

    /// The unit as the row reads it; empty when the row shows none.
    pub(super) fn reading(&self, table: &UnitTable<'_>) -> String {
        let cells: Vec<&str> = self.printed(table).iter().map(|t| t.as_str()).collect();
        reading::joined(&cells).into_iter().next().unwrap_or_default()
    }
}

/// More rows than any roster has; such a table is data of another sort.
const TOO_MANY_ROWS: u32 = 1000;

/// The unit columns of a table: those headed so, and the ones beside them that have no heading of their own.
fn unit_columns(table: &Table) -> Option<Range<usize>> {
    let is_unit = |c: &Option<Concept>| *c == Some(Concept::Department);
    let start = table.columns.iter().position(is_unit)?;
    let headed =
        |col: usize| table.cells.iter().take_while(|c| c.header).any(|c| c.col as usize == col && !c.text.is_empty());
    let bare = |col: usize| table.columns[col].is_none() && !headed(col);
    let before = (0..start).rev().take_while(|&col| bare(col)).count();
    let after = (start..table.columns.len()).take_while(|&col| is_unit(&table.columns[col]) || bare(col)).count();
    Some(start - before..start + after)
}

/// Whether a table of the notice has names of units in several columns: the sign of torn cells.
pub(super) fn any_split(layout: &Layout, notice: &Notice) -> bool {
    layout.blocks[notice.blocks.clone()].iter().any(|b| match b {
        Block::Table(t) => t.drawn != Drawn::Native && unit_columns(t).is_some_and(|c| c.len() > 1),
        Block::Paragraph(_) => false,
    })
}

/// The tables of the notice that list units, in document order.
pub(super) fn tables<'t>(source: &Source, layout: &'t Layout, notice: &Notice, first_table: u32) -> Vec<UnitTable<'t>> {
    let blocks = layout.blocks[notice.blocks.clone()].iter();
    blocks
        .filter_map(|b| if let Block::Table(t) = b { Some(t) } else { None })
        .enumerate()
        .filter(|(_, t)| t.rows <= TOO_MANY_ROWS && t.drawn != Drawn::Native)
        .filter_map(|(i, t)| unit_table(source, t, first_table + i as u32))
        .collect()
}

fn unit_table<'t>(source: &Source, table: &'t Table, index: u32) -> Option<UnitTable<'t>> {
    let (kind, _) = columns::resolve(&table.columns);
    if !matches!(kind, TableKind::Cameras | TableKind::People | TableKind::Retention | TableKind::Contractors) {
        return None;
    }
    let units = unit_columns(table)?;
    if kind == TableKind::Contractors && units.len() == 1 {
        return None; // some of the units, in any order: read as other text
    }
    let role = table.columns.iter().position(|c| *c == Some(Concept::Role));
    let purpose = table.columns.iter().position(|c| *c == Some(Concept::Purpose));
    let mut rows = printed_rows(table, units.clone(), role, purpose);
    let first = first_of_name(&rows, units.len());
    for row in &mut rows {
        unit_in_the_bureau_column(source, table, row, first);
    }
    let rows = rows.into_iter().map(|r| r.0).collect();
    let mut out = UnitTable { index, kind, start: units.start, first, last: units.len() - 1, rows, groups: Vec::new() };
    out.groups = groups(&out);
    Some(out)
}

/// A row, and the first cell after its unit columns.
type Printed<'t> = (UnitRow<'t>, Option<&'t Text>);

fn printed_rows<'t>(
    table: &'t Table,
    units: Range<usize>,
    role: Option<usize>,
    purpose: Option<usize>,
) -> Vec<Printed<'t>> {
    let empty = UnitRow { row: 0, cells: vec![None; units.len()], manager: false, shares_purpose: false };
    let mut rows: Vec<Printed<'t>> = (0..table.rows).map(|row| (UnitRow { row, ..empty.clone() }, None)).collect();
    let mut skipped = vec![false; rows.len()];
    let mut open_purpose = false;
    for cell in &table.cells {
        let Some((row, next)) = rows.get_mut(cell.row as usize) else { continue };
        let col = cell.col as usize;
        skipped[cell.row as usize] |= cell.header || words::is_total_label(cell.text.as_str());
        if cell.text.is_empty() {
            continue;
        }
        if units.contains(&col) {
            row.cells[col - units.start] = Some(&cell.text);
            continue;
        }
        if next.is_none() && col >= units.end {
            *next = Some(&cell.text);
        }
        if Some(col) == role {
            row.manager = words::role_of(cell.text.as_str()) == Some(Role::Manager);
        }
        if Some(col) == purpose {
            row.shares_purpose = open_purpose;
            open_purpose = cell.text.as_str().trim_end().ends_with('및');
        }
    }
    rows.into_iter().zip(skipped).filter(|(_, skip)| !skip).map(|(row, _)| row).collect()
}

/// The first column of the name: behind the bureau when there are three, or when the first of two is mostly empty
/// and the second holds whole names.
fn first_of_name(rows: &[Printed<'_>], columns: usize) -> usize {
    match columns {
        0 | 1 => 0,
        2 => {
            let second = || rows.iter().filter_map(|r| r.0.cells[1].map(|t| (r, t)));
            let all = second().count();
            let whole = second().filter(|(_, t)| reading::is_intact(&reading::clean(t.as_str()))).count();
            let beside = second().filter(|(r, _)| r.0.cells[0].is_some()).count();
            usize::from(whole * 2 >= all && beside * 10 <= all * 7)
        }
        _ => columns - 2,
    }
}

/// On a page where the unit columns melted into one, the unit stands where bureaus stand on the others: right before
/// the first cell that is no unit.
fn unit_in_the_bureau_column(source: &Source, table: &Table, (row, next): &mut Printed<'_>, first: usize) {
    if first == 0 || row.cells[first..].iter().any(Option::is_some) || table.rows == 0 {
        return;
    }
    let (Some(bureau), Some(next)) = (row.cells[first - 1], next) else { return };
    let (Some(from), Some(to)) = (bureau.spans().last().copied(), next.spans().first().copied()) else { return };
    let between = source.unit(from.unit).get(from.end as usize..to.start as usize).unwrap_or("");
    if from.unit == to.unit && between.matches('\t').count() == 1 {
        row.cells[first] = row.cells[first - 1].take();
    }
}

fn groups(table: &UnitTable<'_>) -> Vec<Group> {
    let by_manager = table.kind == TableKind::People && table.rows.iter().filter(|r| r.manager).count() > 1;
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut last_reading = String::new();
    for (i, row) in table.rows.iter().enumerate() {
        let reading = row.reading(table);
        let goes_on = if by_manager {
            !row.manager
        } else if table.kind == TableKind::Retention {
            false
        } else {
            reading.is_empty() || reading == last_reading
        };
        match out.last_mut() {
            Some(group) if goes_on => group.end = i + 1,
            _ => out.push(i..i + 1),
        }
        if !reading.is_empty() {
            last_reading = reading;
        }
    }
    out.into_iter().map(|rows| group(table, rows)).collect()
}

fn group(table: &UnitTable<'_>, rows: Range<usize>) -> Group {
    let mut texts: Vec<String> = Vec::new();
    let mut leaves: Vec<String> = Vec::new();
    let mut all: Vec<&str> = Vec::new();
    for row in &table.rows[rows.clone()] {
        let cells: Vec<&str> = row.printed(table).iter().map(|t| t.as_str()).collect();
        texts.extend(reading::joined(&cells));
        all.extend(cells);
        if let Some(leaf) = row.cells[table.last].filter(|_| table.is_split()) {
            leaves.push(reading::clean(leaf.as_str()));
        }
    }
    if texts.len() > 1 {
        // the first half on one row, the second on the next
        texts.extend(reading::joined(&all).into_iter().take(1));
    }
    Group { rows, readings: readings(texts), leaves: readings(leaves) }
}

fn readings(texts: Vec<String>) -> Vec<Reading> {
    let mut out: Vec<Reading> = Vec::new();
    for text in texts {
        if !text.is_empty() && out.iter().all(|r| r.text != text) {
            out.push(Reading::new(text));
        }
    }
    out
}
