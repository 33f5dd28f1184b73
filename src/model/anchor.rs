//! Where a piece of text stands in a file.

use serde::{Deserialize, Serialize};

/// The unit of a file that a text came from. Every reader fills its own kind.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Anchor {
    /// A line of a text file, from 1.
    Line { line: u32 },
    /// A box on a page, in points from the top left corner; pages from 1. The cell is known once the tables of the page
    /// are found.
    Region { page: u32, bbox: [f32; 4], cell: Option<NativeCell> },
    /// A paragraph of an HWP body, both from 0.
    HwpParagraph { section: u32, paragraph: u32 },
    /// A cell of an HWP table, all from 0; tables count over the file, one inside a cell after the one that holds it.
    HwpCell { section: u32, table: u32, row: u32, col: u32 },
    /// A cell of a spreadsheet, all from 0.
    SheetCell { sheet: u32, row: u32, col: u32 },
}

/// A cell of a table or sheet that the file or its page draws, all from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NativeCell {
    /// Counted over the file, one inside a cell after the one that holds it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub table: Option<u32>,
    pub row: u32,
    pub col: u32,
}

/// A byte range in the raw text of one unit of the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Index into the units of the source, from 0.
    pub unit: u32,
    /// First byte in the raw text of the unit.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// Whether both spans share at least one byte.
    #[must_use]
    pub fn overlaps(&self, other: &Span) -> bool {
        self.unit == other.unit && self.start < other.end && other.start < self.end
    }
}
