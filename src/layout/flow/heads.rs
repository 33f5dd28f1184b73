//! The heading rows of a drawn table, and what its columns mean.

use super::cells_in;
use crate::layout::build;
use crate::layout::delimited::WrittenRow;
use crate::layout::pair;
use crate::lexicon::columns::{self, TableKind};
use crate::lexicon::{fold, heads};
use crate::model::{Cell, Concept, Grid, Table, Text};

/// The heading rows of a table.
#[derive(Debug)]
pub(super) struct Heads {
    /// The row after them.
    pub rows: u32,
    /// What each column announces by itself.
    pub meanings: Vec<Option<Concept>>,
}

/// The heading rows that begin at a row; none when no row of heads stands there or nothing stands below it.
pub(super) fn find(grid: &Grid<'_>, first: u32) -> Option<Heads> {
    let table = grid.table;
    if is_form(grid, first) {
        return None;
    }
    let begin = |row: u32| table.cells[cells_in(table, &(row..row + 1))].iter();
    let mut rows = first + begin(first).map(|c| c.row_span).max()?;
    // `관리책임자` over three columns: the heads of these stand in the next row
    let wide = begin(first).any(|c| c.col_span > 1 && !c.text.is_empty());
    if wide && rows == first + 1 && begin(rows).filter(|c| !c.text.is_empty()).count() > 1 {
        let lower = || begin(rows).filter(|c| !c.text.is_empty());
        let known = lower().filter(|c| heads::head(c.text.as_str()).is_some()).count();
        if known >= 2 && known * 3 >= lower().count() * 2 {
            rows = rows.max(begin(rows).map(|c| c.row + c.row_span).max().unwrap_or(rows));
        }
    }
    if rows >= table.rows {
        return None;
    }
    let cols = grid.cols();
    let meanings: Vec<Option<Concept>> = (0..cols).map(|col| meaning(grid, first, rows, col)).collect();
    let filled = (0..cols).filter(|&c| (first..rows).any(|r| !grid.text(r as usize, c).is_empty())).count();
    let known = meanings.iter().flatten().count();
    // one cell over several columns announces one thing
    let distinct = {
        let mut cells: Vec<_> =
            (0..cols).filter(|&c| meanings[c].is_some()).map(|c| grid.index(rows as usize - 1, c)).collect();
        cells.dedup();
        cells.len()
    };
    (distinct >= 2 && known * 2 >= filled).then(|| Heads { rows, meanings: parted(grid, first, rows, meanings) })
}

/// What the heads above a column announce together.
fn meaning(grid: &Grid<'_>, first: u32, end: u32, col: usize) -> Option<Concept> {
    let mut stack: Vec<(usize, &str)> = Vec::new();
    for row in first as usize..end as usize {
        if let Some(index) = grid.index(row, col).filter(|i| stack.last().is_none_or(|(last, _)| last != i)) {
            stack.push((index, grid.text(row, col)));
        }
    }
    let texts: Vec<&str> = stack.iter().map(|(_, t)| *t).filter(|t| !t.is_empty()).collect();
    let (lower, upper) = texts.split_last()?;
    let lower_head = heads::head(lower).or_else(|| heads::misspelt(lower));
    let Some(above) = upper.last() else { return lower_head };
    let above_head = heads::head(above);
    if above_head.is_some_and(pair::is_role) {
        return lower_head.or(above_head);
    }
    // `보관` over `기간`, `녹화기` over `위치`
    heads::head(&format!("{above}{lower}")).or(lower_head).or(above_head)
}

/// One head over several columns that names as many things (`설치 위치 및 촬영 범위`): each column gets its own.
fn parted(grid: &Grid<'_>, first: u32, end: u32, mut meanings: Vec<Option<Concept>>) -> Vec<Option<Concept>> {
    let row = end as usize - 1;
    let mut col = 0;
    while col < meanings.len() {
        let same = (col..meanings.len()).take_while(|&c| grid.index(row, c) == grid.index(row, col)).count().max(1);
        if same > 1 && grid.index(first as usize, col) == grid.index(row, col) {
            let text = grid.text(row, col);
            let named: Option<Vec<Concept>> = text
                .split(['·', ',', '/', '&', '\n'])
                .flat_map(|t| t.split(" 및 "))
                .map(|t| heads::head(t.trim()))
                .collect();
            if let Some(named) = named.filter(|n| n.len() == same) {
                for (meaning, concept) in meanings[col..col + same].iter_mut().zip(named) {
                    *meaning = Some(concept);
                }
            }
        }
        col += same;
    }
    meanings
}

/// Rows that tell a form from a table of records.
const LOOKED_AT: usize = 40;

/// Whether the rows are labels with values side by side (`담당부서 | 총무과 | 책임관 | 과장`), not heads over records.
fn is_form(grid: &Grid<'_>, first: u32) -> bool {
    let mut forms = 0;
    let mut rows = 0;
    for row in (first as usize..grid.rows()).take(LOOKED_AT) {
        let mut cells: Vec<(usize, &str)> = Vec::new();
        for col in 0..grid.cols() {
            if let Some(index) = grid.index(row, col).filter(|i| cells.last().is_none_or(|(last, _)| last != i)) {
                cells.push((index, grid.text(row, col)));
            }
        }
        if cells.len() < 2 {
            continue;
        }
        rows += 1;
        let labels = cells.iter().step_by(2).filter(|(_, t)| heads::head(t).is_some()).count();
        let values = cells.iter().skip(1).step_by(2).filter(|(_, t)| heads::head(t).is_none()).count();
        forms += usize::from(labels == cells.len().div_ceil(2) && values == cells.len() / 2);
    }
    // a lone row of pairs is one as well; two cells may be a head and its neighbour
    forms * 2 > rows && (rows > 1 || grid.cols() > 2)
}

/// Leaves out the rows that repeat the heads, as they are printed again on each page.
pub(super) fn drop_repeated(table: &mut Table, heads: &Heads) {
    let key = |table: &Table, row: u32| -> Vec<(u32, String)> {
        table.cells[cells_in(table, &(row..row + 1))].iter().map(|c| (c.col, fold(c.text.as_str()))).collect()
    };
    let first: Vec<Vec<(u32, String)>> = (0..heads.rows).map(|r| key(table, r)).collect();
    let mut again = vec![false; table.rows as usize];
    let mut row = heads.rows;
    while row + heads.rows <= table.rows {
        // the first cell alone tells most rows from it
        let begins = |r: u32| table.cells[cells_in(table, &(r..r + 1))].first().map(|c| c.text.as_str());
        if begins(row) == begins(0) && (0..heads.rows).all(|r| key(table, row + r) == first[r as usize]) {
            again[row as usize..(row + heads.rows) as usize].fill(true);
            row += heads.rows;
        } else {
            row += 1;
        }
    }
    if again.contains(&true) {
        remove_rows(table, &again);
    }
}

fn remove_rows(table: &mut Table, gone: &[bool]) {
    // how many rows are left before each
    let mut left = vec![0; gone.len() + 1];
    for (row, gone) in gone.iter().enumerate() {
        left[row + 1] = left[row] + u32::from(!gone);
    }
    let at = |row: u32| left[(row as usize).min(gone.len())];
    table.cells.retain(|c| !gone[c.row as usize]);
    for cell in &mut table.cells {
        let end = at(cell.row + cell.row_span);
        cell.row = at(cell.row);
        cell.row_span = end - cell.row;
    }
    table.rows = at(table.rows);
}

/// Sets the heads of a table and the meaning of its columns among each other.
pub(super) fn set(table: &mut Table, found: Heads) {
    table.cells.iter_mut().for_each(|c| c.header = c.row < found.rows);
    let (kind, mut meanings) = columns::resolve(&found.meanings);
    build::by_content(kind, &mut meanings, &written(table, found.rows));
    if kind == TableKind::Unknown && meanings.iter().all(Option::is_none) {
        return;
    }
    table.columns = meanings;
}

/// The rows below the heads; a cell stands where it begins.
fn written(table: &Table, from: u32) -> Vec<WrittenRow> {
    let empty = || WrittenRow { cells: vec![Text::default(); table.cols as usize], ruled: false };
    let mut rows: Vec<WrittenRow> = (from..table.rows).map(|_| empty()).collect();
    for Cell { row, col, text, .. } in table.cells.iter().filter(|c| c.row >= from) {
        if let Some(slot) = rows.get_mut((row - from) as usize).and_then(|r| r.cells.get_mut(*col as usize)) {
            *slot = text.clone();
        }
    }
    rows
}
