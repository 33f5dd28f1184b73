//! Fonts whose codes have several bytes (Type 0), as all Korean text has.

use super::super::cmap::{Code, Embedded, Predefined, collection_text};
use super::super::object::{File, as_dict};
use super::program::Program;
use super::{Meaning, is_text, to_unicode};
use lopdf::{Dictionary, Object};
use std::sync::OnceLock;

/// A font of codes with several bytes.
#[derive(Debug)]
pub(super) struct Composite<'f> {
    file: &'f File,
    encoding: Encoding,
    to_unicode: Option<Embedded>,
    /// `Korea1` and the like.
    ordering: &'f [u8],
    descriptor: Option<&'f Dictionary>,
    /// Glyph of each CID, two bytes each; none where they are equal.
    glyphs: Option<Vec<u8>>,
    widths: Widths,
    default_width: f32,
    /// The advance in vertical writing.
    default_advance: f32,
    advances: Widths,
    /// Read when it is first needed.
    program: OnceLock<Program>,
}

#[derive(Debug)]
enum Encoding {
    Predefined(Predefined),
    Embedded(Embedded),
}

impl<'f> Composite<'f> {
    pub(super) fn load(file: &'f File, font: &'f Dictionary) -> Option<Self> {
        let descendant = as_dict(file.get(file.array(font, b"DescendantFonts")?.first()?)?)?;
        let encoding = match file.entry(font, b"Encoding") {
            Some(Object::Name(name)) => Predefined::named(name).map(Encoding::Predefined),
            Some(Object::Stream(stream)) => {
                let mut map = Embedded::read(&file.decode(stream).unwrap_or_default());
                map.vertical |= file.number(&stream.dict, b"WMode") == Some(1.0);
                Some(Encoding::Embedded(map))
            }
            _ => None,
        };
        let encoding = encoding.or_else(|| Predefined::named(b"Identity-H").map(Encoding::Predefined))?;
        let info = file.dict(descendant, b"CIDSystemInfo");
        let ordering = info.and_then(|i| file.entry(i, b"Ordering")).and_then(|o| o.as_str().ok()).unwrap_or_default();
        Some(Composite {
            file,
            encoding,
            to_unicode: to_unicode(file, font),
            ordering,
            descriptor: file.dict(descendant, b"FontDescriptor"),
            glyphs: file.stream(descendant, b"CIDToGIDMap").and_then(|s| file.decode(s)),
            widths: Widths::read(file, file.array(descendant, b"W").unwrap_or_default(), 1),
            default_width: file.number(descendant, b"DW").unwrap_or(1000.0),
            default_advance: file.numbers::<2>(descendant, b"DW2").map_or(-1000.0, |[_, advance]| advance),
            advances: Widths::read(file, file.array(descendant, b"W2").unwrap_or_default(), 3),
            program: OnceLock::new(),
        })
    }

    pub(super) fn is_vertical(&self) -> bool {
        match &self.encoding {
            Encoding::Predefined(map) => map.vertical,
            Encoding::Embedded(map) => map.vertical,
        }
    }

    pub(super) fn code(&self, bytes: &[u8]) -> Option<Code> {
        match &self.encoding {
            Encoding::Predefined(map) => map.code(bytes),
            Encoding::Embedded(map) => map.code(bytes),
        }
    }

    fn cid(&self, code: Code) -> u32 {
        match &self.encoding {
            Encoding::Predefined(map) => map.cid(code),
            Encoding::Embedded(map) => map.cid(code),
        }
        .unwrap_or(0)
    }

    /// Width in thousandths of the font size.
    pub(super) fn width(&self, code: Code) -> f32 {
        self.widths.get(self.cid(code)).unwrap_or(self.default_width)
    }

    /// Advance in vertical writing, upwards (so mostly negative), in thousandths of the font size.
    pub(super) fn advance(&self, code: Code) -> f32 {
        self.advances.get(self.cid(code)).unwrap_or(self.default_advance)
    }

    pub(super) fn meaning(&self, code: Code, text: &mut String) -> Meaning {
        if self.to_unicode.as_ref().is_some_and(|m| m.text(code.value, text)) && is_text(text) {
            return Meaning::of(text);
        }
        text.clear();
        if let Encoding::Predefined(map) = &self.encoding
            && map.unicode
        {
            let units = if code.len == 4 {
                vec![(code.value >> 16) as u16, code.value as u16]
            } else {
                vec![code.value as u16]
            };
            text.extend(char::decode_utf16(units).flatten());
            return Meaning::of(text);
        }
        let cid = self.cid(code);
        if collection_text(self.ordering, cid, text) && is_text(text) {
            return Meaning::of(text);
        }
        let glyph = match &self.glyphs {
            Some(map) => map.get(cid as usize * 2..cid as usize * 2 + 2).map(|g| u16::from_be_bytes([g[0], g[1]])),
            None => u16::try_from(cid).ok(),
        };
        let load = || self.descriptor.map(|d| Program::load(self.file, d)).unwrap_or_default();
        match glyph.and_then(|g| self.program.get_or_init(load).glyph(g)) {
            Some(letter) => {
                text.clear();
                text.push(letter);
                Meaning::of(text)
            }
            None => Meaning::Unknown,
        }
    }
}

/// Widths by CID, as runs of equal ones.
#[derive(Debug, Default)]
struct Widths(Vec<(u32, u32, f32)>);

impl Widths {
    /// Reads `c [w …]` and `first last w`; of each `step` numbers the first counts.
    fn read(file: &File, items: &[Object], step: usize) -> Self {
        let mut out: Vec<(u32, u32, f32)> = Vec::new();
        let mut push = |first: u32, last: u32, width: f32| match out.last_mut() {
            Some(before) if before.1.checked_add(1) == Some(first) && before.2 == width => before.1 = last,
            _ => out.push((first, last, width)),
        };
        let mut at = 0;
        while let Some(first) = items.get(at).and_then(|i| file.as_number(i)) {
            let first = first.max(0.0) as u32;
            match items.get(at + 1).and_then(|i| file.get(i)) {
                Some(Object::Array(list)) => {
                    for (i, group) in list.chunks(step).enumerate() {
                        let cid = first.saturating_add(i as u32);
                        push(cid, cid, file.as_number(&group[0]).unwrap_or(0.0));
                    }
                    at += 2;
                }
                Some(last) => {
                    let last = file.as_number(last).unwrap_or(0.0).max(0.0) as u32;
                    let Some(width) = items.get(at + 2).and_then(|i| file.as_number(i)) else { break };
                    push(first, last.max(first), width);
                    at += 2 + step;
                }
                None => break,
            }
        }
        out.sort_by_key(|w| w.0);
        Widths(out)
    }

    fn get(&self, cid: u32) -> Option<f32> {
        let end = self.0.partition_point(|w| w.0 <= cid);
        self.0[..end].last().filter(|w| cid <= w.1).map(|w| w.2)
    }
}
