//! Fonts: how the bytes of a string make glyphs, how wide each is, and which letters it stands for.
//!
//! Letters are looked for in this order: the font's ToUnicode; a Unicode encoding, whose codes are the text; the CID
//! in Adobe's collection; the embedded font program; glyph names. What none of them knows is unknown, never guessed.

mod composite;
pub(super) mod names;
mod program;
mod simple;
mod standard;

use super::cmap::{Code, Embedded};
use super::matrix::Matrix;
use super::object::File;
use composite::Composite;
use lopdf::{Dictionary, Object};
use simple::Simple;

/// What a glyph stands for; its text is in the string that was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    Text,
    Blank,
    /// A control character, which is mostly a blank too.
    Control,
    Unknown,
}

impl Meaning {
    fn of(text: &str) -> Self {
        if text.chars().all(|c| c.is_whitespace() || c == '\u{200B}') {
            Meaning::Blank
        } else if text.chars().all(char::is_control) {
            Meaning::Control
        } else {
            Meaning::Text
        }
    }
}

/// Whether a map says something at all.
fn is_text(text: &str) -> bool {
    !text.is_empty() && !text.contains(['\0', char::REPLACEMENT_CHARACTER])
}

/// A glyph of a string.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shown {
    /// Advance for font size 1: to the right, or upwards (negative) in vertical writing.
    pub(super) advance: f32,
    /// Where the baseline begins, seen from the point that is written at, for font size 1.
    pub(super) origin: (f32, f32),
    pub(super) meaning: Meaning,
    /// A single byte 32, to which word spacing applies.
    pub(super) word_space: bool,
}

/// The origin of vertical writing is the middle of the letter; taken for text turned to the right, its baseline lies
/// this much to the left.
const BESIDE: f32 = -0.3;

/// A font of a file.
#[derive(Debug)]
pub(super) struct Font<'f> {
    kind: Kind<'f>,
    /// From glyph space to text space, for font size 1.
    matrix: Matrix,
    /// Height of the letters for font size 1; 1 but for fonts drawn by hand.
    pub(super) em: f32,
}

#[derive(Debug)]
enum Kind<'f> {
    Simple(Simple),
    Composite(Box<Composite<'f>>),
}

impl<'f> Font<'f> {
    pub(super) fn load(file: &'f File, font: &'f Dictionary) -> Option<Self> {
        let mut matrix = Matrix([0.001, 0.0, 0.0, 0.001, 0.0, 0.0]);
        let mut em = 1.0;
        let kind = match file.name(font, b"Subtype") {
            Some(b"Type0") => Kind::Composite(Box::new(Composite::load(file, font)?)),
            subtype => {
                if subtype == Some(b"Type3") {
                    matrix = file.numbers(font, b"FontMatrix").map_or(matrix, Matrix);
                    em = drawn_height(file, font, matrix);
                }
                Kind::Simple(Simple::load(file, font, file.dict(font, b"FontDescriptor")))
            }
        };
        matrix.is_sane().then_some(Font { kind, matrix, em })
    }

    pub(super) fn is_vertical(&self) -> bool {
        matches!(&self.kind, Kind::Composite(font) if font.is_vertical())
    }

    /// The first code of a string; none at its end.
    pub(super) fn code(&self, bytes: &[u8]) -> Option<Code> {
        match &self.kind {
            Kind::Simple(_) => bytes.first().map(|b| Code { value: u32::from(*b), len: 1 }),
            Kind::Composite(font) => font.code(bytes),
        }
    }

    /// The glyph of a code; its text is written over what `text` held.
    pub(super) fn show(&self, code: Code, text: &mut String) -> Shown {
        let word_space = code.len == 1 && code.value == 32;
        match &self.kind {
            Kind::Simple(font) => {
                let byte = code.value as u8;
                let advance = self.matrix.turn(font.width(byte), 0.0).0;
                Shown { advance, origin: (0.0, 0.0), meaning: font.meaning(byte, text), word_space }
            }
            Kind::Composite(font) => {
                let meaning = font.meaning(code, text);
                if font.is_vertical() {
                    let advance = font.advance(code) * 0.001;
                    Shown { advance, origin: (BESIDE, 0.0), meaning, word_space }
                } else {
                    Shown { advance: font.width(code) * 0.001, origin: (0.0, 0.0), meaning, word_space }
                }
            }
        }
    }
}

/// How high the letters of a font drawn by hand are. Where the font matrix looks like one over the units of the em, 1.
fn drawn_height(file: &File, font: &Dictionary, matrix: Matrix) -> f32 {
    let unit = matrix.0[3].abs();
    if unit < 0.02 {
        return 1.0;
    }
    let bbox: Option<[f32; 4]> = file.numbers(font, b"FontBBox");
    bbox.map(|b| (b[3] - b[1]).abs() * unit).filter(|h| (0.05..=100.0).contains(h)).unwrap_or(1.0)
}

fn to_unicode(file: &File, font: &Dictionary) -> Option<Embedded> {
    match file.entry(font, b"ToUnicode")? {
        Object::Stream(stream) => Some(Embedded::read(&file.decode(stream)?)).filter(Embedded::has_texts),
        _ => None,
    }
}
