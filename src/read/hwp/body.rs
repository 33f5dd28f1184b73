//! Records to paragraphs and tables.

use super::characters::Units;
use super::records::{self, Record};
use crate::model::{Aside, ReadError};
use crate::read::drawn::{Cell, Count, DEPTH, Node, Nodes, Table};
use smallvec::SmallVec;
use std::ops::Range;

/// Bytes of text that room is made for before it is read.
const MOST_AHEAD: usize = 1 << 20;

/// The blocks of a section; the text of its paragraphs is added to `text`.
pub(super) fn nodes(data: &[u8], records: &[Record], count: &mut Count, text: &mut String) -> Result<Nodes, ReadError> {
    // a syllable takes two bytes there and three here
    let written = records.iter().filter(|r| r.tag == records::PARA_TEXT).map(|r| r.of(data).len() / 2 * 3);
    text.reserve(written.sum::<usize>().min(MOST_AHEAD));
    let mut out = Nodes::new();
    Body { data, records, count, text, depth: 0 }.paragraphs(0..records.len(), &mut out)?;
    Ok(out)
}

struct Body<'d> {
    data: &'d [u8],
    records: &'d [Record],
    count: &'d mut Count,
    text: &'d mut String,
    /// Objects inside each other.
    depth: usize,
}

/// A little-endian number at an offset; 0 past the end.
fn short(data: &[u8], at: usize) -> u32 {
    data.get(at..at + 2).map_or(0, |b| u32::from(u16::from_le_bytes([b[0], b[1]])))
}

fn long(data: &[u8], at: usize) -> u32 {
    short(data, at) | short(data, at + 2) << 16
}

impl<'d> Body<'d> {
    fn bytes(&self, index: usize) -> &'d [u8] {
        self.records[index].of(self.data)
    }

    fn end(&self, index: usize) -> usize {
        self.records[index].end as usize
    }

    /// All paragraphs in a range, whatever lists they stand in. Memos, which stand behind the last paragraph, stay out.
    fn paragraphs(&mut self, range: Range<usize>, out: &mut Nodes) -> Result<(), ReadError> {
        let mut at = range.start;
        while at < range.end {
            at = match self.records[at].tag {
                records::PARA_HEADER => {
                    self.paragraph(at, out)?;
                    self.end(at)
                }
                records::MEMO_LIST => return Ok(()),
                _ => at + 1,
            };
        }
        Ok(())
    }

    fn paragraph(&mut self, index: usize, out: &mut Nodes) -> Result<(), ReadError> {
        self.count.one()?;
        let mut text_of = &[][..];
        let mut controls: SmallVec<[usize; 4]> = SmallVec::new();
        let mut at = index + 1;
        while at < self.end(index) {
            match self.records[at].tag {
                records::PARA_TEXT if text_of.is_empty() => text_of = self.bytes(at),
                records::CTRL_HEADER => controls.push(at),
                records::MEMO_LIST => break,
                _ => {}
            }
            at = self.end(at);
        }
        let mut controls = controls.into_iter();
        let before = out.len();
        let mut start = self.text.len();
        let mut below: SmallVec<[usize; 4]> = SmallVec::new();
        let mut units = Units(text_of);
        while units.until_control(self.text) {
            let Some(control) = controls.next() else { continue };
            if self.is_table(control) && !self.hangs_below(control) {
                if start < self.text.len() {
                    out.push(Node::Paragraph(start..self.text.len()));
                }
                self.control(control, out)?;
                start = self.text.len();
            } else {
                below.push(control);
            }
        }
        if start < self.text.len() {
            out.push(Node::Paragraph(start..self.text.len()));
        }
        for control in below.into_iter().chain(controls) {
            self.control(control, out)?;
        }
        if out.len() == before {
            out.push(Node::Paragraph(start..start));
        }
        Ok(())
    }

    fn is_table(&self, control: usize) -> bool {
        self.bytes(control).starts_with(b" lbt")
    }

    /// Whether an object that is no character of the line stands some way below the top of its paragraph (table 68).
    fn hangs_below(&self, control: usize) -> bool {
        let data = self.bytes(control);
        let attributes = long(data, 4);
        let (as_character, from_paragraph) = (attributes & 1 == 1, attributes >> 3 & 3 == 2);
        !as_character && from_paragraph && long(data, 8).cast_signed() > 0
    }

    /// What an object holds; its kind stands in the first four bytes, the last letter first.
    fn control(&mut self, index: usize, out: &mut Nodes) -> Result<(), ReadError> {
        let inside = index + 1..self.end(index);
        if inside.is_empty() {
            return Ok(());
        }
        if self.depth == DEPTH {
            return Err(ReadError::TooDeep { limit: DEPTH as u64 });
        }
        self.depth += 1;
        let kind = match self.bytes(index).get(..4) {
            Some(b" lbt") => None,
            // 숨은 설명, memo
            Some(b"tmct" | b"em%%") => {
                self.depth -= 1;
                return Ok(());
            }
            Some(b"daeh" | b"toof" | b"dces") => Some(Aside::Furniture),
            Some(b"  nf" | b"  ne") => Some(Aside::Note),
            _ => Some(Aside::Box),
        };
        match kind {
            None => {
                let table = self.table(inside)?;
                out.push(Node::Table(Box::new(table)));
            }
            Some(kind) => {
                let mut content = Nodes::new();
                self.paragraphs(inside, &mut content)?;
                if !content.is_empty() {
                    out.push(Node::Aside(kind, Box::new(content)));
                }
            }
        }
        self.depth -= 1;
        Ok(())
    }

    /// A table: its caption stands before the TABLE record, each cell is a list after it (tables 74 to 80).
    fn table(&mut self, inside: Range<usize>) -> Result<Table, ReadError> {
        let mut table = Table::default();
        let mut at = inside.start;
        while at < inside.end {
            let data = self.bytes(at);
            match self.records[at].tag {
                records::TABLE if table.stated.is_none() => {
                    let (rows, cols) = (short(data, 4), short(data, 6));
                    // how many cells begin in each row; called the size of the row in print
                    let sizes = data.get(18..18 + 2 * rows as usize);
                    table.stated_cells = sizes.map(|s| (0..rows as usize).map(|row| short(s, 2 * row)).sum());
                    table.stated = Some((rows, cols));
                    at += 1;
                }
                records::LIST_HEADER if table.stated.is_some() => {
                    self.count.one()?;
                    table.cells.push(cell(data));
                    at += 1;
                }
                records::PARA_HEADER => {
                    let into = table.cells.last_mut().map_or(&mut table.caption, |cell| &mut cell.content);
                    self.paragraph(at, into)?;
                    at = self.end(at);
                }
                _ => at += 1,
            }
        }
        Ok(table)
    }
}

/// A cell from its list header. The head of a list takes eight bytes in files, six in print (table 65).
fn cell(data: &[u8]) -> Cell {
    Cell {
        col: Some(short(data, 8)),
        row: short(data, 10),
        col_span: short(data, 12),
        row_span: short(data, 14),
        header: long(data, 4) >> 18 & 1 == 1,
        content: Nodes::new(),
    }
}
