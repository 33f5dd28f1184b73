//! A document to be written: a title, headings, paragraphs and tables, the same for every format.

use crate::lexicon::gap;

/// What a cell says where there is nothing to say.
pub(super) const NONE: &str = "-";

/// A document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Document {
    pub title: String,
    pub blocks: Vec<Block>,
}

impl Document {
    /// Number of places that are still to be filled in.
    #[must_use]
    pub fn gaps(&self) -> usize {
        let of = |text: &str| gap::pieces(text).iter().filter(|(_, is_gap)| *is_gap).count();
        let in_block = |block: &Block| match block {
            Block::Heading(text) | Block::Paragraph(text) | Block::Item(text) => of(text),
            Block::Table(table) => table.cells.iter().map(|c| of(&c.text)).sum(),
        };
        self.blocks.iter().map(in_block).sum()
    }
}

/// A block of a document. A text is one line; it may hold the mark of a gap.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// The heading of a part, with its number.
    Heading(String),
    Paragraph(String),
    /// An item of a list.
    Item(String),
    Table(Table),
}

/// A table whose first row holds the headings of its columns; each slot is covered by one cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// What it is about, for those who do not see the heading above it.
    pub caption: String,
    /// The heading row included.
    pub rows: usize,
    pub cols: usize,
    /// In row order, then column order.
    pub cells: Vec<Cell>,
}

/// A cell; a merged one is there once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cell {
    pub row: usize,
    pub col: usize,
    /// Rows and columns that it covers.
    pub down: usize,
    pub across: usize,
    /// Part of the heading row.
    pub header: bool,
    /// Names the row: of what the others in it are said.
    pub names_row: bool,
    pub text: String,
}

/// A column on the way to a table.
#[derive(Clone, Debug, Default)]
pub(super) struct Column {
    pub head: &'static str,
    /// Its cells name their rows: what is the same in rows below each other is one cell.
    pub names_rows: bool,
    /// The text of each row; none where the row goes on with the cell above.
    pub cells: Vec<Option<String>>,
}

impl Column {
    pub(super) fn new(head: &'static str, cells: Vec<Option<String>>) -> Self {
        Column { head, names_rows: false, cells }
    }

    pub(super) fn of_names(head: &'static str, cells: Vec<Option<String>>) -> Self {
        Column { head, names_rows: true, cells }
    }
}

impl Table {
    /// A table of columns that are all of one length. A merged cell of names lies inside one of the column of names
    /// before it.
    pub(super) fn of(caption: &str, columns: &[Column]) -> Self {
        let rows = columns.iter().map(|c| c.cells.len()).max().unwrap_or(0);
        let mut cells = Vec::new();
        // rows that go on with the row above in every column of names so far
        let mut goes_on: Vec<bool> = vec![true; rows];
        for (col, column) in columns.iter().enumerate() {
            let head = column.head.to_owned();
            cells.push(Cell { col, down: 1, across: 1, header: true, text: head, ..Cell::default() });
            let mut above: Option<&str> = None;
            for row in 0..rows {
                let text = column.cells.get(row).and_then(Option::as_deref);
                let again = column.names_rows && goes_on[row] && above.is_some() && text == above && text != Some(NONE);
                let same = row > 0 && (again || text.is_none());
                if column.names_rows {
                    goes_on[row] = same;
                }
                above = text.or(above);
                match cells.last_mut().filter(|_| same) {
                    Some(cell) => cell.down += 1,
                    None => cells.push(Cell {
                        row: row + 1,
                        col,
                        down: 1,
                        across: 1,
                        header: false,
                        names_row: column.names_rows,
                        text: text.unwrap_or_default().to_owned(),
                    }),
                }
            }
        }
        cells.sort_by_key(|c| (c.row, c.col));
        Table { caption: caption.to_owned(), rows: rows + 1, cols: columns.len(), cells }
    }

    /// The cell over each slot, row by row.
    pub(super) fn grid(&self) -> Vec<Vec<&Cell>> {
        let mut slots: Vec<Vec<Option<&Cell>>> = vec![vec![None; self.cols]; self.rows];
        for cell in &self.cells {
            for row in slots.iter_mut().skip(cell.row).take(cell.down) {
                row.iter_mut().skip(cell.col).take(cell.across).for_each(|slot| *slot = Some(cell));
            }
        }
        slots.into_iter().map(|row| row.into_iter().flatten().collect()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_repeat_are_one_cell_inside_the_one_before() {
        let of = |texts: [&str; 4]| texts.map(|t| (!t.is_empty()).then(|| t.to_owned())).to_vec();
        let columns = [
            Column::of_names("부서", of(["가", "가", "나", "나"])),
            Column::of_names("시설", of(["다", "라", "라", "라"])),
            Column::new("대수", of(["1", "1", "", "1"])),
        ];
        let table = Table::of("표", &columns);
        let spans: Vec<(usize, usize, usize)> =
            table.cells.iter().filter(|c| !c.header).map(|c| (c.row, c.col, c.down)).collect();
        assert_eq!(spans, [(1, 0, 2), (1, 1, 1), (1, 2, 1), (2, 1, 1), (2, 2, 2), (3, 0, 2), (3, 1, 2), (4, 2, 1)]);
        assert!(table.grid().iter().all(|row| row.len() == 3));
    }
}
