//! Fonts whose codes are single bytes: Type 1, TrueType, Type 3.

use super::super::cmap::Embedded;
use super::super::object::File;
use super::names::{self, Encoding};
use super::program::Program;
use super::{Meaning, standard, to_unicode};
use lopdf::{Dictionary, Object};

/// What a byte means.
#[derive(Clone, Debug, Default)]
enum Slot {
    #[default]
    Unknown,
    Letter(char),
    Text(Box<str>),
}

/// A font of one-byte codes.
#[derive(Debug)]
pub(super) struct Simple {
    /// In the units of the font matrix.
    widths: Box<[f32; 256]>,
    slots: Box<[Slot; 256]>,
}

impl Simple {
    pub(super) fn load(file: &File, font: &Dictionary, descriptor: Option<&Dictionary>) -> Simple {
        let texts = texts(file, font, descriptor);
        let base = file.name(font, b"BaseFont").unwrap_or_default();
        let missing = descriptor.and_then(|d| file.number(d, b"MissingWidth")).unwrap_or(0.0);
        let mut widths = Box::new([missing; 256]);
        let first = file.number(font, b"FirstChar").unwrap_or(0.0).clamp(0.0, 255.0) as usize;
        match file.array(font, b"Widths") {
            Some(given) => {
                for (to, from) in widths[first..].iter_mut().zip(given) {
                    *to = file.as_number(from).unwrap_or(missing);
                }
            }
            None => {
                for (code, (to, text)) in widths.iter_mut().zip(&texts).enumerate() {
                    let letter = text.as_ref().and_then(|t| t.chars().next()).unwrap_or(char::from(code as u8));
                    *to = standard::width(base, letter).unwrap_or(if missing > 0.0 { missing } else { 500.0 });
                }
            }
        }
        let slots = std::array::from_fn(|code| match &texts[code] {
            None => Slot::Unknown,
            Some(text) => {
                let mut letters = text.chars();
                match (letters.next(), letters.next()) {
                    (Some(letter), None) => Slot::Letter(letter),
                    _ => Slot::Text(text.as_str().into()),
                }
            }
        });
        Simple { widths, slots: Box::new(slots) }
    }

    pub(super) fn width(&self, code: u8) -> f32 {
        self.widths[usize::from(code)]
    }

    pub(super) fn meaning(&self, code: u8, text: &mut String) -> Meaning {
        text.clear();
        match &self.slots[usize::from(code)] {
            Slot::Unknown => return Meaning::Unknown,
            Slot::Letter(letter) => text.push(*letter),
            Slot::Text(letters) => text.push_str(letters),
        }
        Meaning::of(text)
    }
}

/// The text of each byte.
fn texts(file: &File, font: &Dictionary, descriptor: Option<&Dictionary>) -> Vec<Option<String>> {
    let map: Option<Embedded> = to_unicode(file, font);
    let encoding = file.entry(font, b"Encoding");
    let dict = encoding.and_then(|e| e.as_dict().ok());
    let named = match encoding {
        Some(Object::Name(name)) => Encoding::named(name),
        _ => dict.and_then(|d| file.name(d, b"BaseEncoding")).and_then(Encoding::named),
    };
    let differences = dict.map(|d| differences(file, d)).unwrap_or_default();
    let type3 = file.name(font, b"Subtype") == Some(b"Type3");
    let symbolic = descriptor.and_then(|d| file.number(d, b"Flags")).is_some_and(|flags| flags as u32 & 4 != 0);
    let program = descriptor.filter(|_| map.is_none()).map(|d| Program::load(file, d));
    let own = |code: u8| program.as_ref().and_then(|p| p.code(code));
    (0..=255u8)
        .map(|code| {
            let mut text = String::new();
            if map.as_ref().is_some_and(|m| m.text(u32::from(code), &mut text)) && super::is_text(&text) {
                return Some(text);
            }
            // a glyph with a name that says nothing is not the letter of the encoding either
            if let Some(name) = &differences[usize::from(code)] {
                return names::text_of(name);
            }
            let by_name = |encoding: Encoding| encoding.text(code).map(String::from);
            match named {
                _ if type3 => None,
                Some(encoding) if !symbolic => by_name(encoding),
                _ => own(code).or_else(|| by_name(named.unwrap_or_default())),
            }
        })
        .collect()
}

fn differences(file: &File, encoding: &Dictionary) -> Differences {
    let mut out = Differences::default();
    let mut code = 0usize;
    for item in file.array(encoding, b"Differences").unwrap_or_default() {
        match file.get(item) {
            Some(Object::Name(name)) => {
                if let Some(slot) = out.0.get_mut(code) {
                    *slot = Some(name.clone());
                }
                code += 1;
            }
            Some(number) => code = file.as_number(number).unwrap_or(0.0).max(0.0) as usize,
            None => {}
        }
    }
    out
}

/// Glyph names by code.
#[derive(Debug)]
struct Differences(Vec<Option<Vec<u8>>>);

impl Default for Differences {
    fn default() -> Self {
        Differences(vec![None; 256])
    }
}

impl std::ops::Index<usize> for Differences {
    type Output = Option<Vec<u8>>;

    fn index(&self, code: usize) -> &Self::Output {
        &self.0[code]
    }
}
