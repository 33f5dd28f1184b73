//! A file as read: its raw text cut into units, and what the reader had to say.

use super::anchor::{Anchor, NativeCell, Span};
use super::content::Content;
use super::page::TextLayer;
use std::ops::Range;

/// Which file a source came from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// Path or name as given by the caller.
    pub name: String,
    /// `text/plain`, `text/markdown`, …
    pub media_type: &'static str,
    /// Encoding found, by its usual name (`UTF-8`, `CP949`, `UTF-16LE`, …).
    pub encoding: &'static str,
    /// Size in bytes.
    pub size: u64,
    /// SHA-256 of the bytes, in lower-case hexadecimal digits; empty where only tables were asked for.
    pub sha256: String,
}

/// Something the reader noticed that is no reason to stop. Data; rules turn it into findings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReaderNote {
    /// Bytes that the encoding cannot explain; they stand in the text as U+FFFD.
    Undecodable { span: Span, bytes: Vec<u8> },
    /// The text was in Unicode NFD, as macOS writes it.
    Decomposed,
    /// The table of objects of the file was damaged and has been rebuilt; parts may be missing.
    Repaired,
    /// A page was longer than the limits allow; what follows on it is missing. Pages count from 1.
    PageCut { page: u32 },
    /// How far the text of a page can be trusted. Pages count from 1.
    TextLayer { page: u32, layer: TextLayer },
    /// The cells of a table do not fit its stated size; all of them were kept. Where its text begins.
    TableMisfit { at: Option<Span> },
    /// A stream ends inside a record; what stood before was read.
    Truncated,
    /// The name ends like that of another format than the content is.
    Mismatch { extension: String, found: &'static str },
    /// A sheet of a workbook that the program does not show; not read where another one is shown.
    HiddenSheet { sheet: String },
    /// Rows of a sheet that the program does not show; read.
    HiddenRows { sheet: String, rows: u32 },
}

/// A line, a paragraph, a cell: the smallest thing that has a place in the file.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unit {
    pub anchor: Anchor,
    start: usize,
    end: usize,
}

/// A file as read.
#[derive(Clone, Debug, Default)]
pub struct Source {
    pub origin: Origin,
    pub notes: Vec<ReaderNote>,
    /// How the units stand to each other.
    pub content: Content,
    text: String,
    units: Vec<Unit>,
}

impl Source {
    /// A source of text lines; line ends (LF, CR LF, CR) are not part of a unit.
    #[must_use]
    pub fn from_lines(origin: Origin, text: String) -> Self {
        let mut units = Vec::with_capacity(text.len() / 48 + 1);
        let bytes = text.as_bytes();
        let mut start = 0;
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            if at < start {
                continue; // the LF of a CR LF
            }
            units.push(Unit { anchor: Anchor::Line { line: units.len() as u32 + 1 }, start, end: at });
            start = if bytes[at] == b'\r' && bytes.get(at + 1) == Some(&b'\n') { at + 2 } else { at + 1 };
        }
        if start < bytes.len() {
            units.push(Unit { anchor: Anchor::Line { line: units.len() as u32 + 1 }, start, end: bytes.len() });
        }
        Source { origin, notes: Vec::new(), content: Content::Lines, text, units }
    }

    /// A source without units, for [`push`](Source::push).
    #[must_use]
    pub fn of(origin: Origin) -> Self {
        Source { origin, ..Source::default() }
    }

    /// A source without units for [`add`](Source::add), which cuts them out of a text.
    #[must_use]
    pub fn with_text(self, text: String) -> Self {
        Source { text, ..self }
    }

    /// Adds a unit that is a part of the text, in bytes; units need not stand there in their own order.
    pub fn add(&mut self, anchor: Anchor, part: Range<usize>) -> u32 {
        self.units.push(Unit { anchor, start: part.start, end: part.end });
        self.units.len() as u32 - 1
    }

    /// Adds a unit with its own text; for readers of formats that have no lines.
    pub fn push(&mut self, anchor: Anchor, raw: &str) -> u32 {
        let start = self.text.len();
        self.text.push_str(raw);
        self.add(anchor, start..self.text.len())
    }

    /// The same source with pieces replaced, given in order; a piece that lies outside or overlaps the one before stays.
    #[must_use]
    pub fn edited(&self, edits: &[(Span, &str)]) -> Source {
        let mut text = String::with_capacity(self.text.len());
        // the ends of lines stand between units; elsewhere nothing that counts does
        let between = match self.content {
            Content::Lines => self.text.as_str(),
            Content::Flow(_) | Content::Pages(_) => "",
        };
        let (mut done, mut edits) = (0, edits.iter().peekable());
        let mut units = Vec::with_capacity(self.units.len());
        for (index, unit) in self.units.iter().enumerate() {
            text.push_str(between.get(done..unit.start).unwrap_or_default());
            let start = text.len();
            done = unit.start;
            while let Some((at, to)) = edits.next_if(|(at, _)| at.unit as usize <= index) {
                let (from, end) = (unit.start + at.start as usize, unit.start + at.end as usize);
                let Some(before) = self.text.get(done..from).filter(|_| at.unit as usize == index) else { continue };
                text.push_str(before);
                text.push_str(to);
                done = end.min(unit.end);
            }
            text.push_str(self.text.get(done..unit.end).unwrap_or_default());
            done = unit.end;
            units.push(Unit { anchor: unit.anchor, start, end: text.len() });
        }
        text.push_str(between.get(done..).unwrap_or_default());
        let (origin, notes) = (self.origin.clone(), self.notes.clone());
        match self.content {
            // lines may have come or gone
            Content::Lines => Source { notes, ..Source::from_lines(origin, text) },
            _ => Source { origin, notes, content: self.content.clone(), text, units },
        }
    }

    /// The raw text of a unit; empty when there is no such unit.
    #[must_use]
    pub fn unit(&self, index: u32) -> &str {
        self.units.get(index as usize).map_or("", |u| &self.text[u.start..u.end])
    }

    /// Number of units.
    #[must_use]
    pub fn len(&self) -> usize {
        self.units.len()
    }

    /// Whether there is nothing to read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.units.is_empty()
    }

    /// Where a unit stands in the file.
    #[must_use]
    pub fn anchor(&self, index: u32) -> Option<Anchor> {
        self.units.get(index as usize).map(|u| u.anchor)
    }

    /// Says of units of pages in which cells they stand.
    pub(crate) fn set_cells(&mut self, cells: &[(u32, NativeCell)]) {
        for (unit, found) in cells {
            if let Some(Unit { anchor: Anchor::Region { cell, .. }, .. }) = self.units.get_mut(*unit as usize) {
                *cell = Some(*found);
            }
        }
    }

    /// The raw text under a span; empty when the span lies outside.
    #[must_use]
    pub fn raw(&self, span: Span) -> &str {
        self.unit(span.unit).get(span.start as usize..span.end as usize).unwrap_or("")
    }

    /// Where a unit begins in the whole decoded text. Units of lines stand there in their order.
    #[must_use]
    pub fn offset(&self, index: u32) -> Option<usize> {
        self.units.get(index as usize).map(|u| u.start)
    }

    /// The whole decoded text; parts of what has no lines may stand in another order than their units.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}
