//! How the units of a source stand to each other, as far as the file itself says so.

use super::layout::Drawn;
use super::page::Page;
use smallvec::SmallVec;

/// What a reader knows about the units of its source.
#[derive(Clone, Debug, Default)]
pub enum Content {
    /// Lines of text in their order; whatever is a table has to be recognised.
    #[default]
    Lines,
    /// Paragraphs and tables in reading order, as the file draws them (HWP, HWPX, HTML, DOCX, spreadsheets).
    Flow(Vec<Flow>),
    /// Pages with pieces of text at their places (PDF); lines, paragraphs and tables have to be rebuilt.
    Pages(Vec<Page>),
}

/// A block as the file draws it.
#[derive(Clone, Debug)]
pub enum Flow {
    Paragraph(Runs),
    Table(Box<FlowTable>),
    /// What stands beside the running text: no text of the cell that it is anchored in.
    Aside(Aside, Vec<Flow>),
}

/// The blocks of a cell; most have one.
pub type Flows = SmallVec<[Flow; 1]>;

/// What stands beside the running text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aside {
    /// A text box.
    Box,
    /// A footnote or endnote.
    Note,
    /// What is printed on every page: head, foot, background.
    Furniture,
}

/// The units of a paragraph; most have one.
pub type Runs = SmallVec<[Run; 2]>;

/// A unit in a paragraph, and how it follows the unit before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    pub unit: u32,
    pub after: Joint,
}

/// What stands between two units of one paragraph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Joint {
    /// Nothing: a word goes on (a line end inside a word, a run of other letters).
    Direct,
    Space,
    /// The unit before is a label, this one what is said about it.
    Label,
    /// A line end that the author set.
    #[default]
    Line,
}

/// A table as the file draws it; a merged cell is stored once with its spans.
#[derive(Clone, Debug, Default)]
pub struct FlowTable {
    /// From 1; none where the format has no pages.
    pub page: Option<u32>,
    pub caption: Vec<Run>,
    pub rows: u32,
    pub cols: u32,
    pub drawn: Drawn,
    /// In row order, then column order.
    pub cells: Vec<FlowCell>,
}

/// A cell and what stands in it.
#[derive(Clone, Debug, Default)]
pub struct FlowCell {
    pub row: u32,
    pub col: u32,
    pub row_span: u32,
    pub col_span: u32,
    /// The file calls it a heading.
    pub header: bool,
    pub content: Flows,
}
