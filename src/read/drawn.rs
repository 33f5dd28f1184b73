//! What a reader of a drawn document hands on: paragraphs and tables as nodes, put together into a [`Source`].
//!
//! Nothing is allocated from the sizes that a file states. A table gets the size that its cells need, what the file
//! states is a check; a table that does not fit it keeps its text and is noted ([`ReaderNote::TableMisfit`]).

use crate::model::report::TooLarge;
use crate::model::{
    Anchor, Aside, Content, Drawn, Flow, FlowCell, FlowTable, Flows, Joint, ReadError, ReaderNote, Run, Runs, Source,
    Span,
};
use crate::settings::Limits;
use smallvec::SmallVec;
use std::ops::Range;

/// Tables, text boxes and notes inside each other.
pub(super) const DEPTH: usize = 64;
/// Slots of a table: rows times columns.
const SLOTS: u64 = 1 << 20;

/// A block of a document.
#[derive(Debug)]
pub(super) enum Node {
    /// Where its text stands in that of all paragraphs. Lines that the author ended are separated by U+000A.
    Paragraph(Range<usize>),
    Table(Box<Table>),
    Aside(Aside, Box<Nodes>),
}

/// Blocks in reading order; most cells hold one.
pub(super) type Nodes = SmallVec<[Node; 1]>;

/// What a reader gathers: the blocks of each section, and the text of all their paragraphs one behind the other, so that
/// a paragraph owns nothing.
#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub text: String,
    pub sections: Vec<Nodes>,
}

/// A table as it stands in the file.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// Rows and columns that the file states.
    pub stated: Option<(u32, u32)>,
    /// The number of cells that the file states.
    pub stated_cells: Option<u32>,
    pub caption: Nodes,
    pub cells: Vec<Cell>,
}

/// A cell as it stands in the file.
#[derive(Debug, Default)]
pub(super) struct Cell {
    pub row: u32,
    /// None where the file does not say it: the next free one of the row.
    pub col: Option<u32>,
    pub row_span: u32,
    pub col_span: u32,
    pub header: bool,
    pub content: Nodes,
}

/// Counts paragraphs and cells, so that a small file cannot ask for much memory.
#[derive(Debug)]
pub(super) struct Count {
    left: u64,
    limit: u64,
}

impl Count {
    pub(super) fn new(limits: &Limits) -> Self {
        Count { left: limits.lines, limit: limits.lines }
    }

    /// Counts one paragraph or cell.
    pub(super) fn one(&mut self) -> Result<(), ReadError> {
        self.left = self.left.checked_sub(1).ok_or(ReadError::TooLarge {
            what: TooLarge::Lines,
            found: self.limit + 1,
            limit: self.limit,
            line: None,
        })?;
        Ok(())
    }
}

/// Puts the nodes of all sections into a source, which has no units yet.
pub(super) fn assemble(source: Source, gathered: Gathered, limits: &Limits) -> Result<Source, ReadError> {
    let Gathered { text, sections } = gathered;
    let mut source = source.with_text(text);
    let mut blocks = Vec::new();
    let mut tables = 0;
    for (section, nodes) in (0u32..).zip(sections) {
        let mut assembly = Assembly { source: &mut source, limits, section, paragraphs: 0, tables };
        blocks.extend(assembly.flows(nodes, None)?);
        tables = assembly.tables;
    }
    source.content = Content::Flow(blocks);
    Ok(source)
}

struct Assembly<'s> {
    source: &'s mut Source,
    limits: &'s Limits,
    section: u32,
    /// Paragraphs of the body so far.
    paragraphs: u32,
    /// Tables of the file so far.
    tables: u32,
}

impl Assembly<'_> {
    fn flows(&mut self, nodes: Nodes, cell: Option<Anchor>) -> Result<Flows, ReadError> {
        let mut out = Flows::with_capacity(nodes.len());
        for node in nodes {
            match node {
                Node::Paragraph(range) => {
                    let anchor = self.anchor(cell);
                    // an empty line separates what is typed in the body, and says nothing in a cell
                    if cell.is_none() || !self.is_blank(&range) {
                        out.push(Flow::Paragraph(self.runs(range, anchor)?));
                    }
                }
                Node::Table(table) => self.table(*table, cell, &mut out)?,
                Node::Aside(kind, nodes) => {
                    let content = self.flows(*nodes, cell)?;
                    out.push(Flow::Aside(kind, content.into_vec()));
                }
            }
        }
        Ok(out)
    }

    fn anchor(&mut self, cell: Option<Anchor>) -> Anchor {
        cell.unwrap_or_else(|| {
            self.paragraphs += 1;
            Anchor::HwpParagraph { section: self.section, paragraph: self.paragraphs - 1 }
        })
    }

    fn is_blank(&self, range: &Range<usize>) -> bool {
        self.source.text()[range.clone()].chars().all(char::is_whitespace)
    }

    /// The lines of a paragraph.
    fn runs(&mut self, range: Range<usize>, anchor: Anchor) -> Result<Runs, ReadError> {
        let mut runs = Runs::new();
        let mut start = range.start;
        loop {
            let rest = &self.source.text().as_bytes()[start..range.end];
            let end = start + memchr::memchr(b'\n', rest).unwrap_or(rest.len());
            let found = (end - start) as u64;
            if found > self.limits.line_bytes {
                let limit = self.limits.line_bytes;
                return Err(ReadError::TooLarge { what: TooLarge::LineBytes, found, limit, line: None });
            }
            if self.source.len() as u64 >= self.limits.lines {
                let limit = self.limits.lines;
                return Err(ReadError::TooLarge { what: TooLarge::Lines, found: limit + 1, limit, line: None });
            }
            runs.push(Run { unit: self.source.add(anchor, start..end), after: Joint::Line });
            if end == range.end {
                return Ok(runs);
            }
            start = end + 1;
        }
    }

    fn table(&mut self, mut table: Table, outer: Option<Anchor>, out: &mut Flows) -> Result<(), ReadError> {
        let (rows, cols, fits) = settle(&mut table);
        let index = self.tables;
        self.tables += 1;
        let first_unit = self.source.len() as u32;
        let mut caption = Vec::new();
        let mut beside = Nodes::new();
        let caption_anchor =
            outer.unwrap_or(Anchor::HwpParagraph { section: self.section, paragraph: self.paragraphs });
        for node in table.caption {
            match node {
                Node::Paragraph(range) if self.is_blank(&range) => {}
                Node::Paragraph(range) => caption.extend(self.runs(range, caption_anchor)?),
                other => beside.push(other),
            }
        }
        let mut cells = Vec::with_capacity(table.cells.len());
        for cell in table.cells {
            let (row, col) = (cell.row, cell.col.unwrap_or_default());
            let anchor = Anchor::HwpCell { section: self.section, table: index, row, col };
            let content = self.flows(cell.content, Some(anchor))?;
            let (row_span, col_span) = (cell.row_span, cell.col_span);
            cells.push(FlowCell { row, col, row_span, col_span, header: cell.header, content });
        }
        if !fits {
            let at = (first_unit < self.source.len() as u32).then(|| Span {
                unit: first_unit,
                start: 0,
                end: self.source.unit(first_unit).len() as u32,
            });
            self.source.notes.push(ReaderNote::TableMisfit { at });
        }
        out.push(Flow::Table(Box::new(FlowTable { page: None, caption, rows, cols, drawn: Drawn::Native, cells })));
        out.extend(self.flows(beside, outer)?);
        Ok(())
    }
}

/// Gives every cell its place and its span; rows, columns, and whether all is as the file states it.
fn settle(table: &mut Table) -> (u32, u32, bool) {
    let mut fits = table.stated_cells.is_none_or(|n| n as usize == table.cells.len());
    if table.cells.iter().any(|c| c.col.is_none()) {
        occupy(table);
    }
    let cells = &mut table.cells;
    for cell in cells.iter_mut() {
        fits &= cell.row_span > 0 && cell.col_span > 0;
        (cell.row_span, cell.col_span) = (cell.row_span.max(1), cell.col_span.max(1));
    }
    if !cells.is_sorted_by_key(|c| (c.row, c.col)) {
        cells.sort_by_key(|c| (c.row, c.col));
    }
    let begin = |f: fn(&Cell) -> u32| cells.iter().map(f).max().map_or(0, |last| last.saturating_add(1));
    let least = (begin(|c| c.row), begin(|c| c.col.unwrap_or(0)));
    let reach = |f: fn(&Cell) -> u32| cells.iter().map(f).max().unwrap_or(0);
    let most = (reach(|c| c.row.saturating_add(c.row_span)), reach(|c| c.col.unwrap_or(0).saturating_add(c.col_span)));
    let (mut rows, mut cols) = match table.stated {
        None => most,
        Some((rows, cols)) => {
            fits &= (rows, cols) == most;
            (rows.clamp(least.0, most.0), cols.clamp(least.1, most.1))
        }
    };
    if u64::from(rows) * u64::from(cols) > SLOTS {
        fits = false;
        (rows, cols) = least;
    }
    if u64::from(rows) * u64::from(cols) > SLOTS {
        // places that no table has: the cells stay in their order, one below the other
        for (row, cell) in (0u32..).zip(cells.iter_mut()) {
            (cell.row, cell.col, cell.row_span, cell.col_span) = (row, Some(0), 1, 1);
        }
        return (cells.len() as u32, 1, false);
    }
    let mut covered = vec![false; rows as usize * cols as usize];
    for cell in cells.iter_mut() {
        let col = cell.col.unwrap_or(0);
        cell.row_span = cell.row_span.min(rows - cell.row);
        cell.col_span = cell.col_span.min(cols - col);
        for row in cell.row..cell.row + cell.row_span {
            let start = row as usize * cols as usize + col as usize;
            for slot in &mut covered[start..start + cell.col_span as usize] {
                fits &= !std::mem::replace(slot, true);
            }
        }
    }
    (rows, cols, fits && covered.iter().all(|c| *c))
}

/// Places the cells of files that give rows alone: each cell in the first column that no cell from above covers.
fn occupy(table: &mut Table) {
    const WIDEST: u32 = 1024;
    // for each column the first row that is free
    let mut free: Vec<u32> = Vec::new();
    let mut row = 0;
    let mut next = 0u32;
    for cell in &mut table.cells {
        if cell.row != row {
            (row, next) = (cell.row, 0);
        }
        if cell.col.is_none() {
            while free.get(next as usize).is_some_and(|until| *until > row) {
                next += 1;
            }
            cell.col = Some(next);
        }
        let col = cell.col.unwrap_or(0);
        cell.col_span = cell.col_span.clamp(1, WIDEST);
        let end = col.saturating_add(cell.col_span);
        if end <= WIDEST * 16 {
            if free.len() < end as usize {
                free.resize(end as usize, 0);
            }
            let until = row.saturating_add(cell.row_span.max(1));
            free[col as usize..end as usize].iter_mut().for_each(|f| *f = (*f).max(until));
        }
        next = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(row: u32, col: Option<u32>, row_span: u32, col_span: u32) -> Cell {
        Cell { row, col, row_span, col_span, ..Cell::default() }
    }

    #[allow(clippy::type_complexity, reason = "a row of a test")]
    fn settled(stated: Option<(u32, u32)>, cells: Vec<Cell>) -> (u32, u32, bool, Vec<(u32, u32, u32, u32)>) {
        let mut table = Table { stated, cells, ..Table::default() };
        let (rows, cols, fits) = settle(&mut table);
        let cells = table.cells.iter().map(|c| (c.row, c.col.unwrap(), c.row_span, c.col_span)).collect();
        (rows, cols, fits, cells)
    }

    #[test]
    fn a_table_that_is_as_stated() {
        let cells = || vec![cell(0, Some(0), 2, 1), cell(0, Some(1), 1, 1), cell(1, Some(1), 1, 1)];
        let (rows, cols, fits, _) = settled(Some((2, 2)), cells());
        assert_eq!((rows, cols, fits), (2, 2, true));
        let mut short = Table { stated: Some((2, 2)), stated_cells: Some(4), cells: cells(), ..Table::default() };
        assert!(!settle(&mut short).2, "a cell is missing");
    }

    #[test]
    fn claims_are_cut_to_what_the_cells_need() {
        let (rows, cols, fits, _) = settled(Some((65535, 65535)), vec![cell(0, Some(0), 1, 1), cell(0, Some(1), 1, 1)]);
        assert_eq!((rows, cols, fits), (1, 2, false));
        let (rows, cols, fits, cells) = settled(Some((1, 2)), vec![cell(0, Some(0), 65535, 65535)]);
        assert_eq!((rows, cols, fits), (1, 2, false));
        assert_eq!(cells, [(0, 0, 1, 2)]);
        let (rows, cols, fits, _) = settled(Some((1, 1)), vec![cell(0, Some(0), 1, 1), cell(3, Some(2), 1, 1)]);
        assert_eq!((rows, cols, fits), (4, 3, false), "a cell outside the grid widens it");
        let (rows, cols, fits, _) =
            settled(Some((65535, 65535)), vec![cell(0, Some(0), 1, 1), cell(65534, Some(65534), 9, 9)]);
        assert_eq!((rows, cols, fits), (2, 1, false), "the text is kept");
    }

    #[test]
    fn cells_without_a_place_fill_what_is_free() {
        let cells = vec![cell(0, None, 2, 1), cell(0, None, 1, 2), cell(1, None, 1, 1), cell(1, None, 1, 1)];
        let (rows, cols, fits, cells) = settled(None, cells);
        assert_eq!((rows, cols, fits), (2, 3, true));
        assert_eq!(cells, [(0, 0, 2, 1), (0, 1, 1, 2), (1, 1, 1, 1), (1, 2, 1, 1)]);
    }
}
