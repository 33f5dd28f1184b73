//! Tables whose heads do not stand in one row above the records: heads down the first column, people under their roles.

use super::heads::{self, Heads};
use crate::layout::delimited::WrittenRow;
use crate::layout::pair;
use crate::lexicon::columns::{self, TableKind};
use crate::lexicon::heads::head;
use crate::lexicon::words;
use crate::model::{Cell, Concept, Table, Text};
use crate::value::count;

/// The table with its records below each other, when its heads stand in the first column and a record in each other
/// one (`성명 | 홍길순 | 김가람`).
pub(super) fn on_its_side(table: &Table) -> Option<Table> {
    let grid = table.grid();
    let (rows, cols) = (grid.rows(), grid.cols());
    if cols < 3 || rows < 2 {
        return None;
    }
    let begins = |row: usize, col: usize| row == 0 || grid.index(row, col) != grid.index(row - 1, col);
    let first: Vec<Option<Concept>> = (0..rows).filter(|&r| begins(r, 0)).map(|r| head(grid.text(r, 0))).collect();
    let corner = is_corner(grid.text(0, 0));
    let below = &first[usize::from(corner)..];
    let mut distinct: Vec<Concept> = below.iter().flatten().copied().collect();
    distinct.sort_unstable();
    distinct.dedup();
    if below.iter().any(Option::is_none) || distinct.len() < 2 || distinct.len() < below.len() {
        return None;
    }
    // what stands in the other columns are values, one of which may be worded like a head (`담당` for a post), or several
    // like their own (`관리팀`); roles may head the records
    let of_values = |c: &&Cell| {
        let role = |h| c.row == 0 && corner && pair::is_role(h);
        let own = |h| head(grid.text(c.row as usize, 0)) == Some(h);
        c.col > 0 && head(c.text.as_str()).is_some_and(|h| !role(h) && !own(h))
    };
    let strays: Vec<&Cell> = table.cells.iter().filter(of_values).collect();
    let stray = strays.len() > 1 || strays.iter().any(|c| c.row == 0);
    let several = (0..rows).filter(|&r| {
        let filled =
            (1..cols).filter(|&c| !grid.text(r, c).is_empty() && (c == 1 || grid.index(r, c) != grid.index(r, c - 1)));
        filled.count() > 1
    });
    let (named, several) = (several.clone().next() == Some(0) && corner, several.count());
    // a first row that names the records is enough; what holds for all of them stands in a merged cell
    if stray || !(named && several > 1) && several * 3 < rows * 2 {
        return None;
    }
    let mut cells: Vec<Cell> = table
        .cells
        .iter()
        .map(|c| Cell {
            row: c.col,
            col: c.row,
            row_span: c.col_span,
            col_span: c.row_span,
            header: false,
            text: c.text.clone(),
        })
        .collect();
    cells.sort_by_key(|c| (c.row, c.col));
    Some(Table { rows: table.cols, cols: table.rows, cells, caption: None, columns: Vec::new(), ..*table })
}

/// Whether a cell above the heads of the first column is none of them.
fn is_corner(text: &str) -> bool {
    text.is_empty() || matches!(head(text), Some(Concept::Category | Concept::Role))
}

/// The same for rows with separators. A third column may as well hold remarks: what proves that it is a record is a
/// corner, or a count in each.
pub(super) fn rows_on_their_side(rows: &[WrittenRow]) -> Option<Table> {
    let cols = rows.first()?.cells.len();
    if cols < 3 || rows.len() < 2 || rows.iter().any(|r| r.cells.len() != cols) {
        return None;
    }
    let counted = || {
        let counts = rows.iter().find(|r| head(r.cells[0].as_str()) == Some(Concept::Count));
        counts.is_some_and(|row| row.cells[1..].iter().all(|c| count::cell(c.as_str()).is_some()))
    };
    if !is_corner(rows[0].cells[0].as_str()) && !counted() {
        return None;
    }
    let mut cells = Vec::with_capacity(rows.len() * cols);
    for (row, written) in (0..).zip(rows) {
        cells.extend((0..).zip(&written.cells).map(|(col, text)| Cell {
            row,
            col,
            row_span: 1,
            col_span: 1,
            header: false,
            text: text.clone(),
        }));
    }
    on_its_side(&Table { rows: rows.len() as u32, cols: cols as u32, cells, ..Table::default() })
}

/// Columns under one role.
struct Group {
    role: Text,
    /// Column and what it means.
    columns: Vec<(u32, Concept)>,
}

/// Tables in which a role stands over the heads of its people (`관리책임자` over `성명 | 직위 | 연락처`): each person gets
/// a row, with the role before it. What else the rows tell stays in a table of its own.
pub(super) fn people_under_roles(table: &Table, found: &Heads) -> Option<Vec<Table>> {
    let groups = groups(table, found);
    if groups.is_empty() {
        return None;
    }
    let grouped = |col: u32| groups.iter().any(|g| g.columns.iter().any(|(c, _)| *c == col));
    let others: Vec<u32> = (0..table.cols).filter(|c| !grouped(*c)).collect();
    let meaning = |col: &u32| found.meanings[*col as usize];
    let (kind, _) = columns::resolve(&others.iter().map(meaning).collect::<Vec<_>>());
    let mut out = Vec::new();
    let beside = matches!(kind, TableKind::Cameras | TableKind::Retention);
    if beside {
        let mut rest = Table {
            rows: table.rows,
            cols: others.len() as u32,
            cells: columns_of(table, &others),
            drawn: table.drawn,
            page: table.page,
            ..Table::default()
        };
        heads::set(&mut rest, Heads { rows: found.rows, meanings: others.iter().map(meaning).collect() });
        out.push(rest);
    }
    let is_unit = |c: &&u32| {
        matches!(meaning(c), Some(Concept::Department | Concept::Affiliation | Concept::Facility | Concept::Category))
    };
    let shared: Vec<u32> = others.iter().filter(|c| !beside || is_unit(c)).copied().collect();
    out.push(people(table, found, &groups, &shared));
    Some(out)
}

fn groups(table: &Table, found: &Heads) -> Vec<Group> {
    let grid = table.grid();
    let last = found.rows as usize - 1;
    let mut out = Vec::new();
    for cell in table.cells.iter().filter(|c| c.row < found.rows && c.col_span > 1) {
        let role = words::role_of(cell.text.as_str()).is_some() && head(cell.text.as_str()).is_some_and(pair::is_role);
        let ends_above = ((cell.row + cell.row_span) as usize) <= last;
        if !role || !ends_above {
            continue;
        }
        let own =
            (cell.col..cell.col + cell.col_span).filter_map(|col| Some((col, head(grid.text(last, col as usize))?)));
        let columns: Vec<(u32, Concept)> = own.collect();
        if columns.len() > 1 {
            out.push(Group { role: cell.text.clone(), columns });
        }
    }
    out
}

/// The cells of some columns, moved together; a cell over several of them keeps what is left of its span.
fn columns_of(table: &Table, columns: &[u32]) -> Vec<Cell> {
    let place = |c: &Cell| {
        let covered = || columns.iter().enumerate().filter(|(_, col)| (c.col..c.col + c.col_span).contains(col));
        Some((covered().next()?.0 as u32, covered().count() as u32))
    };
    table.cells.iter().filter_map(|c| place(c).map(|(col, col_span)| Cell { col, col_span, ..c.clone() })).collect()
}

/// A row for each person: shared cells, the role, and what is said of the person.
fn people(table: &Table, found: &Heads, groups: &[Group], shared: &[u32]) -> Table {
    let mut concepts: Vec<Concept> = Vec::new();
    for (_, concept) in groups.iter().flat_map(|g| &g.columns) {
        if !concepts.contains(concept) {
            concepts.push(*concept);
        }
    }
    let grid = table.grid();
    let width = shared.len() as u32;
    let many = groups.len() as u32;
    let mut cells: Vec<Cell> = Vec::new();
    let one = |row: u32, col: u32, text: Text, header: bool| Cell { row, col, row_span: 1, col_span: 1, header, text };
    // one row of heads: the lowest of each column
    for (at, col) in (0u32..).zip(shared) {
        let text = grid.cell(found.rows as usize - 1, *col as usize).map(|c| c.text.clone()).unwrap_or_default();
        cells.push(one(0, at, text, true));
    }
    cells.push(one(0, width, Text::default(), true));
    for (at, concept) in (0u32..).zip(&concepts) {
        let of = groups.iter().flat_map(|g| &g.columns).find(|(_, c)| c == concept);
        let text = of.and_then(|(col, _)| grid.cell(found.rows as usize - 1, *col as usize)).map(|c| c.text.clone());
        cells.push(one(0, width + 1 + at, text.unwrap_or_default(), true));
    }
    for cell in columns_of(table, shared).into_iter().filter(|c| c.row >= found.rows) {
        let row = 1 + (cell.row - found.rows) * many;
        cells.push(Cell { row, row_span: cell.row_span * many, ..cell });
    }
    for from in found.rows..table.rows {
        for (nth, group) in (0u32..).zip(groups) {
            let row = 1 + (from - found.rows) * many + nth;
            let own: Vec<(u32, &Text)> = group
                .columns
                .iter()
                .filter_map(|(col, concept)| {
                    let cell = grid.cell(from as usize, *col as usize)?;
                    let at = concepts.iter().position(|c| c == concept)? as u32;
                    // a person in a merged cell is told once
                    (cell.row == from && !cell.text.is_empty()).then_some((at, &cell.text))
                })
                .collect();
            if own.is_empty() {
                continue;
            }
            cells.push(one(row, width, group.role.clone(), false));
            cells.extend(own.into_iter().map(|(at, text)| one(row, width + 1 + at, text.clone(), false)));
        }
    }
    cells.sort_by_key(|c| (c.row, c.col));
    let meanings = shared.iter().map(|c| found.meanings[*c as usize]).chain([Some(Concept::Role)]);
    let meanings: Vec<Option<Concept>> = meanings.chain(concepts.iter().map(|c| Some(*c))).collect();
    Table {
        rows: 1 + (table.rows - found.rows) * many,
        cols: width + 1 + concepts.len() as u32,
        columns: columns::resolve(&meanings).1,
        cells,
        drawn: table.drawn,
        page: table.page,
        caption: None,
    }
}
