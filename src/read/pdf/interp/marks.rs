//! Marked content: text that says what it really reads, and layers that are turned off.

use super::{Interpreter, SAVED};
use crate::read::pdf::ink::{Glyph, Ink, Letter};
use crate::read::pdf::lex::Token;
use crate::read::pdf::object::as_dict;
use lopdf::{Dictionary, Object};

/// Marked content that is open: what it really says, and what stood on the page before it.
#[derive(Debug)]
pub(super) struct Mark {
    actual: Option<String>,
    /// It is on a layer that is turned off.
    hidden: bool,
    before: Before,
}

/// How much of each kind there was.
#[derive(Clone, Copy, Debug)]
struct Before {
    glyphs: usize,
    strokes: usize,
    fills: usize,
    images: usize,
    dots: usize,
}

impl<'f> Interpreter<'f, '_> {
    pub(super) fn mark(&mut self, operands: &[Token], resources: Option<&'f Dictionary>) {
        if self.marks.len() >= SAVED {
            return;
        }
        let ink = &self.ink;
        let before = Before {
            glyphs: ink.glyphs.len(),
            strokes: ink.strokes.len(),
            fills: ink.fills.len(),
            images: ink.images.len(),
            dots: ink.dots.len(),
        };
        let named = match operands {
            [_, Token::Name(name), ..] => self.resource(resources, b"Properties", name),
            _ => None,
        };
        let is_layer = operands.first() == Some(&Token::Name(b"OC"));
        let hidden = is_layer && named.is_some_and(|layer| self.file.hides(layer));
        let actual = self.actual_text(operands, named);
        self.marks.push(Mark { actual, hidden, before });
    }

    pub(super) fn unmark(&mut self) {
        let Some(Mark { actual, hidden, before }) = self.marks.pop() else { return };
        if hidden {
            self.ink.glyphs.truncate(before.glyphs);
            self.ink.strokes.truncate(before.strokes);
            self.ink.fills.truncate(before.fills);
            self.ink.images.truncate(before.images);
            self.ink.dots.truncate(before.dots);
        } else if let Some(actual) = actual {
            self.reads(before.glyphs, &actual);
        }
    }

    /// Where marked content says what it really reads, that is its text; only on one line, as its box must stay true.
    fn reads(&mut self, from: usize, actual: &str) {
        let glyphs = self.ink.glyphs.get(from..).unwrap_or_default();
        let (Some(first), Some(last)) = (glyphs.first().copied(), glyphs.last().copied()) else { return };
        let level = |g: &Glyph| (g.start.1 - first.start.1).abs() < 0.3 * g.size && g.direction == first.direction;
        if glyphs.iter().all(level) && !same_text(glyphs, actual) {
            let glyph = replaced(first, last, actual, self.ink);
            self.ink.glyphs.truncate(from);
            self.ink.glyphs.extend(glyph);
        }
    }

    fn actual_text(&mut self, operands: &[Token], named: Option<&'f Object>) -> Option<String> {
        let key = operands.iter().position(|t| *t == Token::Name(b"ActualText"));
        if let Some(Token::String(string)) = key.and_then(|at| operands.get(at + 1)) {
            string.decode(&mut self.bytes);
            return Some(text_string(&self.bytes));
        }
        let dict = as_dict(self.file.get(named?)?)?;
        Some(text_string(self.file.entry(dict, b"ActualText")?.as_str().ok()?))
    }
}

fn same_text(glyphs: &[Glyph], actual: &str) -> bool {
    let shown = glyphs.iter().filter_map(|g| match g.letter {
        Letter::One(c) => Some(c),
        Letter::Several(_) | Letter::Unknown => Some('\0'),
        Letter::Blank | Letter::Control(_) => None,
    });
    shown.eq(actual.chars().filter(|c| !c.is_whitespace()))
}

/// One glyph in place of several.
fn replaced(first: Glyph, last: Glyph, actual: &str, ink: &mut Ink) -> Option<Glyph> {
    let mut letters = actual.chars();
    let letter = match (letters.next(), letters.next()) {
        (None, _) => return None,
        (Some(c), None) if c.is_whitespace() => Letter::Blank,
        (Some(c), None) => Letter::One(c),
        _ => {
            ink.texts.push(actual.into());
            Letter::Several(ink.texts.len() as u32 - 1)
        }
    };
    Some(Glyph { letter, end: last.end, ..first })
}

/// A text string of the document: UTF-16 with its mark, UTF-8 with its mark, else taken for Latin.
fn text_string(bytes: &[u8]) -> String {
    match bytes {
        [0xFE, 0xFF, rest @ ..] => {
            let units = rest.chunks_exact(2).map(|p| u16::from_be_bytes([p[0], p[1]]));
            char::decode_utf16(units).flatten().collect()
        }
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        latin => latin.iter().map(|b| char::from(*b)).collect(),
    }
}
