//! Blocks of a document in reading order: paragraphs, and tables with true spans.

use super::anchor::NativeCell;
use super::concept::Concept;
use super::text::Text;

/// A document as blocks in reading order.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    pub blocks: Vec<Block>,
    /// Units of pages that stand in cells of the tables drawn there.
    pub cells: Vec<(u32, NativeCell)>,
}

#[derive(Clone, Debug)]
pub enum Block {
    Paragraph(Paragraph),
    Table(Table),
}

/// A line or a paragraph of running text.
#[derive(Clone, Debug, Default)]
pub struct Paragraph {
    /// The text without bullet, number and markup of a heading.
    pub text: Text,
    /// The whole line as normalised.
    pub line: Text,
    /// How it is introduced.
    pub marker: Marker,
    /// Leading white space in columns.
    pub indent: u16,
}

/// The mark before a paragraph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Marker {
    #[default]
    None,
    /// `-`, `○`, `•`, `※` …
    Bullet(char),
    /// `1.`, `1)`, `제1조`, `①`, `가.`, `Ⅰ.`; the value is the number, the level a rough depth.
    Number { value: u16, level: u8 },
    /// `#`, `##` of Markdown
    Heading(u8),
    /// 【 … 】, [ … ], < … > around the whole line
    Bracket,
}

/// How a table was recognised.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Drawn {
    /// The file itself says that it is a table.
    Native,
    /// From ruling lines on a page.
    Ruled,
    /// Tabs, pipes or other separators in text.
    #[default]
    Delimited,
    /// No separators: cells recognised by the heading and by what they hold.
    Fitted,
}

/// A table; a merged cell is stored once with its spans.
#[derive(Clone, Debug, Default)]
pub struct Table {
    pub caption: Option<Text>,
    /// From 1; none where the format has no pages.
    pub page: Option<u32>,
    pub rows: u32,
    pub cols: u32,
    pub drawn: Drawn,
    /// What each column means; empty when the layout could not tell.
    pub columns: Vec<Option<Concept>>,
    /// In row order, then column order.
    pub cells: Vec<Cell>,
}

/// A cell of a table.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    pub row: u32,
    pub col: u32,
    pub row_span: u32,
    pub col_span: u32,
    /// Part of a heading row.
    pub header: bool,
    pub text: Text,
}

/// A table with its merged cells resolved: one slot for each row and column.
#[derive(Debug)]
pub struct Grid<'t> {
    pub table: &'t Table,
    slots: Vec<u32>,
}

impl Table {
    /// The table with merged cells resolved. Cells outside the stated size are ignored.
    #[must_use]
    pub fn grid(&self) -> Grid<'_> {
        let (rows, cols) = (self.rows as usize, self.cols as usize);
        let mut slots = vec![u32::MAX; rows.saturating_mul(cols)];
        for (index, cell) in self.cells.iter().enumerate() {
            let last_row = (cell.row as usize + cell.row_span.max(1) as usize).min(rows);
            let last_col = (cell.col as usize + cell.col_span.max(1) as usize).min(cols);
            for row in cell.row as usize..last_row {
                for col in cell.col as usize..last_col {
                    slots[row * cols + col] = index as u32;
                }
            }
        }
        Grid { table: self, slots }
    }

    /// First unit of the source that the table stands in.
    #[must_use]
    pub fn unit(&self) -> Option<u32> {
        self.cells.iter().find_map(|c| c.text.unit())
    }
}

impl<'t> Grid<'t> {
    /// Index of the cell that covers a slot.
    #[must_use]
    pub fn index(&self, row: usize, col: usize) -> Option<usize> {
        if col >= self.table.cols as usize {
            return None;
        }
        let slot = *self.slots.get(row * self.table.cols as usize + col)?;
        (slot != u32::MAX).then_some(slot as usize)
    }

    /// The cell that covers a slot.
    #[must_use]
    pub fn cell(&self, row: usize, col: usize) -> Option<&'t Cell> {
        self.index(row, col).map(|i| &self.table.cells[i])
    }

    /// The text of the cell that covers a slot, trimmed; empty when there is none.
    #[must_use]
    pub fn text(&self, row: usize, col: usize) -> &'t str {
        self.cell(row, col).map_or("", |c| c.text.as_str().trim())
    }

    #[must_use]
    pub fn rows(&self) -> usize {
        self.table.rows as usize
    }

    #[must_use]
    pub fn cols(&self) -> usize {
        self.table.cols as usize
    }
}

impl Block {
    /// First unit of the source that the block stands in.
    #[must_use]
    pub fn unit(&self) -> Option<u32> {
        match self {
            Block::Paragraph(p) => p.line.unit(),
            Block::Table(t) => t.unit(),
        }
    }
}
