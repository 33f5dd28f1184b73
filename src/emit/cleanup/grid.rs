//! A table as the report shows it: whole, or the rows around the cells that matter.

use super::mask::Mask;
use crate::model::layout::Grid as Slots;
use serde::ser::{Serialize, SerializeTuple, Serializer};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Rows before and after a marked one.
const AROUND: usize = 1;
/// Rows of heads that are repeated above an excerpt.
const HEADS: usize = 3;
/// Columns of a table that are shown; of a wider one those around the marked cells.
const COLUMNS: usize = 24;
/// Marked rows of an excerpt; of more the first ones.
const MARKED: usize = 6;

/// Why a cell stands out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mark {
    #[default]
    None,
    /// A finding points here.
    Here,
    /// It contradicts or proves the finding.
    Against,
    /// The value was recovered.
    Repaired,
    /// Said, but not understood.
    Unparsed,
}

impl Mark {
    fn number(self) -> u8 {
        match self {
            Mark::None => 0,
            Mark::Here => 1,
            Mark::Against => 2,
            Mark::Repaired => 3,
            Mark::Unparsed => 4,
        }
    }
}

/// A cell with its spans clipped to what is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    pub text: String,
    pub row_span: usize,
    pub col_span: usize,
    pub head: bool,
    pub mark: Mark,
    /// What is said beside the text: what stood there before.
    pub note: String,
}

impl Cell {
    /// A cell of one slot.
    #[must_use]
    pub fn of(text: impl Into<String>) -> Self {
        Cell { text: text.into(), row_span: 1, col_span: 1, ..Cell::default() }
    }

    /// A head of one slot.
    #[must_use]
    pub fn head(text: impl Into<String>) -> Self {
        Cell { head: true, ..Cell::of(text) }
    }
}

/// A text alone, or `[text, rows, columns, head, mark, note]`: most cells are only a text.
impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let plain = (self.row_span, self.col_span) == (1, 1) && !self.head && self.mark == Mark::None;
        if plain && self.note.is_empty() {
            return to.serialize_str(&self.text);
        }
        let mut all = to.serialize_tuple(6)?;
        all.serialize_element(&self.text)?;
        all.serialize_element(&self.row_span)?;
        all.serialize_element(&self.col_span)?;
        all.serialize_element(&u8::from(self.head))?;
        all.serialize_element(&self.mark.number())?;
        all.serialize_element(&self.note)?;
        all.end()
    }
}

/// A table to be shown. An empty row stands for rows that are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Grid {
    #[serde(rename = "c", skip_serializing_if = "String::is_empty")]
    pub caption: String,
    #[serde(rename = "r")]
    pub rows: Vec<Vec<Cell>>,
}

impl Grid {
    /// Bytes that it takes, roughly.
    pub(super) fn weight(&self) -> usize {
        self.rows.iter().flatten().map(|c| c.text.len() + c.note.len() + 8).sum::<usize>() + self.caption.len()
    }
}

/// Which cells of a table stand out, by their index.
pub(super) type Marks = BTreeMap<usize, Mark>;

/// The rows around the marked cells, below the heads of the table.
#[must_use]
pub(super) fn excerpt(slots: &Slots, marks: &Marks, mask: &Mask) -> Grid {
    let heads = slots.table.cells.iter().take_while(|c| (c.row as usize) < HEADS).filter(|c| c.header);
    let mut rows: BTreeSet<usize> = heads.map(|c| c.row as usize).collect();
    let mut marked: Vec<usize> =
        marks.keys().filter_map(|i| slots.table.cells.get(*i)).map(|c| c.row as usize).collect();
    marked.dedup();
    for row in marked.into_iter().take(MARKED) {
        rows.extend(row.saturating_sub(AROUND)..(row + AROUND + 1).min(slots.rows()));
    }
    shown(slots, &rows, marks, mask, 120)
}

/// The first rows of a table.
#[must_use]
pub(super) fn whole(slots: &Slots, most: usize, marks: &Marks, mask: &Mask) -> Grid {
    let rows: BTreeSet<usize> = (0..slots.rows().min(most)).collect();
    let mut grid = shown(slots, &rows, marks, mask, 400);
    if slots.rows() > most {
        grid.rows.push(Vec::new());
    }
    grid
}

fn shown(slots: &Slots, rows: &BTreeSet<usize>, marks: &Marks, mask: &Mask, most: usize) -> Grid {
    let cols = columns(slots, marks);
    let mut grid = Grid { caption: caption(slots, mask), rows: Vec::new() };
    let mut last = None;
    for segment in segments(rows) {
        if last.is_some_and(|end| segment.start > end) || last.is_none() && segment.start > 0 {
            grid.rows.push(Vec::new());
        }
        last = Some(segment.end);
        let mut seen = BTreeSet::new();
        for row in segment.clone() {
            let mut cells = Vec::new();
            for col in cols.clone() {
                let Some(index) = slots.index(row, col) else {
                    cells.push(Cell::of(""));
                    continue;
                };
                if !seen.insert(index) {
                    continue;
                }
                let cell = &slots.table.cells[index];
                let below = (cell.row as usize + cell.row_span.max(1) as usize).min(segment.end);
                let right = (cell.col as usize + cell.col_span.max(1) as usize).min(cols.end);
                cells.push(Cell {
                    text: cut(&mask.text(cell.text.as_str().trim()), most),
                    row_span: below.saturating_sub(row).max(1),
                    col_span: right.saturating_sub(col).max(1),
                    head: cell.header,
                    mark: marks.get(&index).copied().unwrap_or_default(),
                    note: String::new(),
                });
            }
            grid.rows.push(cells);
        }
    }
    if last.is_some_and(|end| end < slots.rows()) && rows.len() < slots.rows() && most < 400 {
        grid.rows.push(Vec::new());
    }
    grid
}

fn caption(slots: &Slots, mask: &Mask) -> String {
    slots.table.caption.as_ref().map(|c| cut(&mask.text(c.as_str().trim()), 120)).unwrap_or_default()
}

/// All columns, or those around the first marked cell of a wide table.
fn columns(slots: &Slots, marks: &Marks) -> Range<usize> {
    if slots.cols() <= COLUMNS {
        return 0..slots.cols();
    }
    let first = marks.keys().find_map(|i| slots.table.cells.get(*i)).map_or(0, |c| c.col as usize);
    let start = first.saturating_sub(COLUMNS / 2).min(slots.cols() - COLUMNS);
    start..start + COLUMNS
}

/// Runs of rows that follow each other.
fn segments(rows: &BTreeSet<usize>) -> Vec<Range<usize>> {
    let mut all: Vec<Range<usize>> = Vec::new();
    for &row in rows {
        match all.last_mut() {
            Some(last) if last.end == row => last.end += 1,
            _ => all.push(row..row + 1),
        }
    }
    all
}

/// The first characters of a text.
#[must_use]
pub(super) fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Table, Text};

    fn cell(row: u32, col: u32, rows: u32, cols: u32, text: &str) -> crate::model::Cell {
        let text = Text::identity(0, 0, text);
        crate::model::Cell { row, col, row_span: rows, col_span: cols, header: row == 0, text }
    }

    fn texts(grid: &Grid) -> Vec<String> {
        let show =
            |c: &Cell| format!("{}{}", c.text, if c.row_span > 1 { format!("/{}", c.row_span) } else { String::new() });
        grid.rows.iter().map(|r| r.iter().map(show).collect::<Vec<_>>().join(" ")).collect()
    }

    #[test]
    fn an_excerpt_has_the_heads_and_the_rows_around() {
        let mut cells = vec![cell(0, 0, 1, 1, "부서"), cell(0, 1, 1, 1, "대수"), cell(1, 0, 9, 1, "총무")];
        cells.extend((1..10).map(|r| cell(r, 1, 1, 1, &r.to_string())));
        let table = Table { rows: 10, cols: 2, cells, ..Table::default() };
        let marks = Marks::from([(8, Mark::Here)]); // the cell "6"
        let grid = excerpt(&table.grid(), &marks, &Mask::none());
        assert_eq!(texts(&grid), ["부서 대수", "", "총무/3 5", "6", "7", ""]);
        assert_eq!(grid.rows[3][0].mark, Mark::Here);
        assert_eq!(texts(&whole(&table.grid(), 3, &marks, &Mask::none())), ["부서 대수", "총무/2 1", "2", ""]);
    }

    #[test]
    fn a_wide_table_is_cut_around_the_mark() {
        let cells = (0..100).map(|c| cell(0, c, 1, 1, &c.to_string())).collect();
        let table = Table { rows: 1, cols: 100, cells, ..Table::default() };
        let grid = excerpt(&table.grid(), &Marks::from([(50, Mark::Here)]), &Mask::none());
        assert_eq!(grid.rows[0].len(), COLUMNS);
        assert!(grid.rows[0].iter().any(|c| c.mark == Mark::Here && c.text == "50"));
    }
}
