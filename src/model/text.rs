//! Text that knows where it came from: a normalised string and the way back to the raw units.

use super::anchor::Span;
use smallvec::SmallVec;
use std::ops::Range;

/// A run of a text that came from one run of one unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    norm_start: u32,
    norm_len: u32,
    unit: u32,
    raw_start: u32,
    raw_len: u32,
}

/// A normalised text with the way back to the raw text of its source.
///
/// Rules and extractors read [`as_str`](Text::as_str); people are shown the raw text under [`spans`](Text::spans).
/// A text joined from several cells or lines has several pieces; joiners between them belong to no piece.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    norm: String,
    pieces: SmallVec<[Piece; 1]>,
}

impl Text {
    /// A text that is the same, byte for byte, as `raw` at `raw_start` of `unit`.
    #[must_use]
    pub fn identity(unit: u32, raw_start: usize, raw: &str) -> Self {
        let mut text = Text { norm: String::with_capacity(raw.len()), pieces: SmallVec::new() };
        text.push(raw, unit, raw_start, raw.len());
        text
    }

    /// Appends `norm`, which stands for `raw_len` bytes from `raw_start` of `unit`.
    ///
    /// Runs of equal length continue each other when they touch, so that an unchanged line is one piece.
    pub fn push(&mut self, norm: &str, unit: u32, raw_start: usize, raw_len: usize) {
        let norm_start = self.norm.len() as u32;
        if self.norm.capacity() == 0 {
            // most texts are pushed at once: half the cost of growing to it
            self.norm = String::with_capacity(norm.len());
        }
        self.norm.push_str(norm);
        if raw_len == 0 && norm.is_empty() {
            return;
        }
        if let Some(last) = self.pieces.last_mut() {
            let touches = last.unit == unit
                && last.raw_start + last.raw_len == raw_start as u32
                && last.norm_start + last.norm_len == norm_start;
            if touches && last.norm_len == last.raw_len && norm.len() == raw_len {
                last.norm_len += norm.len() as u32;
                last.raw_len += raw_len as u32;
                return;
            }
        }
        self.pieces.push(Piece {
            norm_start,
            norm_len: norm.len() as u32,
            unit,
            raw_start: raw_start as u32,
            raw_len: raw_len as u32,
        });
    }

    /// Appends text that stands nowhere in the source, such as the space between two joined lines.
    pub fn push_joiner(&mut self, joiner: &str) {
        self.norm.push_str(joiner);
    }

    /// The normalised text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.norm
    }

    #[must_use]
    pub fn len(&self) -> usize {
        self.norm.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.norm.is_empty()
    }

    /// The part of this text in a byte range of the normalised string, with its own way back.
    #[must_use]
    pub fn slice(&self, range: Range<usize>) -> Text {
        let start = range.start.min(self.norm.len());
        let end = range.end.clamp(start, self.norm.len());
        let mut out = Text { norm: self.norm[start..end].to_owned(), pieces: SmallVec::new() };
        for p in &self.pieces {
            if let Some(cut) = p.cut(start as u32, end as u32) {
                out.pieces.push(Piece { norm_start: cut.norm_start - start as u32, ..cut });
            }
        }
        out
    }

    /// The part of this text that `sub`, a slice of [`as_str`](Text::as_str), covers.
    ///
    /// A string from elsewhere gives an empty text.
    #[must_use]
    pub fn of(&self, sub: &str) -> Text {
        self.range_of(sub).map_or_else(Text::default, |r| self.slice(r))
    }

    /// The byte range of `sub` inside this text, when `sub` is a slice of it.
    #[must_use]
    pub fn range_of(&self, sub: &str) -> Option<Range<usize>> {
        let start = (sub.as_ptr() as usize).checked_sub(self.norm.as_ptr() as usize)?;
        let end = start + sub.len();
        (end <= self.norm.len()).then_some(start..end)
    }

    /// This text without white space at its ends.
    #[must_use]
    pub fn trim(&self) -> Text {
        self.of(self.norm.trim())
    }

    /// The same for a text that is not needed otherwise: most have nothing to take away.
    #[must_use]
    pub fn trimmed(self) -> Text {
        let is_space = |c: Option<char>| c.is_some_and(char::is_whitespace);
        let (first, last) = (self.norm.chars().next(), self.norm.chars().next_back());
        if is_space(first) || is_space(last) { self.trim() } else { self }
    }

    /// Several texts as one, with `joiner` between them.
    #[must_use]
    pub fn join<'a>(texts: impl IntoIterator<Item = &'a Text>, joiner: &str) -> Text {
        let mut out = Text::default();
        for (i, t) in texts.into_iter().enumerate() {
            if i > 0 {
                out.push_joiner(joiner);
            }
            out.append(t);
        }
        out
    }

    /// Appends another text as it is.
    pub fn append(&mut self, other: &Text) {
        let shift = self.norm.len() as u32;
        self.norm.push_str(&other.norm);
        self.pieces.extend(other.pieces.iter().map(|p| Piece { norm_start: p.norm_start + shift, ..*p }));
    }

    /// Where the whole text stands in the raw units, one span for each run of a unit.
    #[must_use]
    pub fn spans(&self) -> Vec<Span> {
        self.spans_of(0..self.norm.len())
    }

    /// Where a byte range of the normalised text stands in the raw units.
    #[must_use]
    pub fn spans_of(&self, range: Range<usize>) -> Vec<Span> {
        let mut out: Vec<Span> = Vec::new();
        for p in &self.pieces {
            let Some(cut) = p.cut(range.start as u32, range.end as u32) else { continue };
            let span = Span { unit: cut.unit, start: cut.raw_start, end: cut.raw_start + cut.raw_len };
            match out.last_mut() {
                // what the normaliser dropped between two runs belongs to the quotation
                Some(last) if last.unit == span.unit && last.end <= span.start && span.start - last.end <= 8 => {
                    last.end = span.end;
                }
                _ => out.push(span),
            }
        }
        out
    }

    /// The first unit that this text stands in.
    #[must_use]
    pub fn unit(&self) -> Option<u32> {
        self.pieces.first().map(|p| p.unit)
    }

    /// The last unit that this text stands in.
    #[must_use]
    pub fn last_unit(&self) -> Option<u32> {
        self.pieces.last().map(|p| p.unit)
    }
}

impl Piece {
    /// The part of this piece inside a range of the normalised text.
    fn cut(&self, start: u32, end: u32) -> Option<Piece> {
        let (from, to) = (self.norm_start.max(start), (self.norm_start + self.norm_len).min(end));
        if from >= to {
            return None;
        }
        if self.norm_len == self.raw_len {
            let raw_start = self.raw_start + (from - self.norm_start);
            return Some(Piece { norm_start: from, norm_len: to - from, raw_start, raw_len: to - from, ..*self });
        }
        Some(Piece { norm_start: from, norm_len: to - from, ..*self })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slice_keeps_the_way_back() {
        let mut t = Text::identity(3, 10, "설치");
        t.push("·", 3, 16, 3);
        t.push("운영", 3, 19, 6);
        let part = t.of(&t.as_str()["설치·".len()..]);
        assert_eq!(part.as_str(), "운영");
        assert_eq!(part.spans(), vec![Span { unit: 3, start: 19, end: 25 }]);
    }

    #[test]
    fn a_piece_that_changed_length_is_quoted_whole() {
        let mut t = Text::default();
        t.push("1", 0, 0, 3);
        t.push("층", 0, 3, 3);
        assert_eq!(t.spans(), vec![Span { unit: 0, start: 0, end: 6 }]);
        assert_eq!(t.slice(0..1).spans(), vec![Span { unit: 0, start: 0, end: 3 }]);
    }

    #[test]
    fn a_joined_text_has_a_span_for_each_unit() {
        let (a, b) = (Text::identity(0, 0, "가나"), Text::identity(1, 2, "다"));
        let joined = Text::join([&a, &b], " ");
        assert_eq!(joined.as_str(), "가나 다");
        assert_eq!(joined.spans(), vec![Span { unit: 0, start: 0, end: 6 }, Span { unit: 1, start: 2, end: 5 }]);
    }
}
