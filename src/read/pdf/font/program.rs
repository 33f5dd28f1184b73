//! Embedded font programs, turned round: which letter a glyph is.

use super::names;
use lopdf::Dictionary;
use std::collections::{BTreeMap, HashMap};
use ttf_parser::{Face, GlyphId, cff};

use super::super::object::File;

/// What an embedded font says about its glyphs.
#[derive(Debug, Default)]
pub(super) struct Program {
    letters: BTreeMap<u16, char>,
    /// Letters of one-byte codes by the encoding that is built into the font.
    built_in: HashMap<u8, String>,
    /// Glyphs of one-byte codes in a symbolic TrueType font.
    symbols: HashMap<u8, u16>,
}

impl Program {
    pub(super) fn load(file: &File, descriptor: &Dictionary) -> Program {
        let font = [&b"FontFile2"[..], b"FontFile3", b"FontFile"];
        let Some((key, stream)) = font.iter().find_map(|k| Some((*k, file.stream(descriptor, k)?))) else {
            return Program::default();
        };
        let Some(bytes) = file.decode(stream) else { return Program::default() };
        if key == b"FontFile" {
            return Program { built_in: type1_encoding(&bytes), ..Program::default() };
        }
        match Face::parse(&bytes, 0) {
            Ok(face) => of_face(&face),
            Err(_) => cff::Table::parse(&bytes).map(|table| of_cff(&table)).unwrap_or_default(),
        }
    }

    /// The letter of a glyph, by its number in the font.
    pub(super) fn glyph(&self, glyph: u16) -> Option<char> {
        self.letters.get(&glyph).copied()
    }

    /// The letters of a one-byte code, by the font's own encoding.
    pub(super) fn code(&self, code: u8) -> Option<String> {
        if let Some(text) = self.built_in.get(&code) {
            return Some(text.clone());
        }
        self.glyph(*self.symbols.get(&code)?).map(String::from)
    }
}

fn of_face(face: &Face) -> Program {
    let mut program = Program::default();
    for table in face.tables().cmap.into_iter().flat_map(|cmap| cmap.subtables) {
        if table.is_unicode() {
            table.codepoints(|code| {
                let (Some(letter), Some(glyph)) = (char::from_u32(code), table.glyph_index(code)) else { return };
                let better = program.letters.get(&glyph.0).is_none_or(|old| rank(letter) < rank(*old));
                if better && rank(letter) < PRIVATE {
                    program.letters.insert(glyph.0, letter);
                }
            });
        }
        // codes of a symbolic font stand at 0xF000, or in the table of the Macintosh
        for code in 0..=255u8 {
            let glyph = table.glyph_index(0xF000 + u32::from(code));
            let glyph = glyph.or_else(|| (!table.is_unicode()).then(|| table.glyph_index(u32::from(code))).flatten());
            if let Some(glyph) = glyph.filter(|g| g.0 != 0) {
                program.symbols.entry(code).or_insert(glyph.0);
            }
        }
    }
    if let Some(table) = &face.tables().cff {
        for (glyph, letter) in of_cff(table).letters {
            program.letters.entry(glyph).or_insert(letter);
        }
    }
    program
}

fn of_cff(table: &cff::Table) -> Program {
    let mut program = Program::default();
    for glyph in 0..table.number_of_glyphs() {
        let text = table.glyph_name(GlyphId(glyph)).and_then(|n| names::text_of(n.as_bytes()));
        if let Some(letter) = text.and_then(|t| t.chars().next()) {
            program.letters.insert(glyph, letter);
        }
    }
    for code in 0..=255u8 {
        let name = table.glyph_index(code).filter(|g| g.0 != 0).and_then(|g| table.glyph_name(g));
        if let Some(text) = name.and_then(|n| names::text_of(n.as_bytes())) {
            program.built_in.insert(code, text);
        }
    }
    program
}

/// `dup 65 /A put` in the clear text of a Type 1 font.
fn type1_encoding(bytes: &[u8]) -> HashMap<u8, String> {
    let clear = memchr::memmem::find(bytes, b"eexec").map_or(bytes, |end| &bytes[..end]);
    let words: Vec<&[u8]> = clear.split(u8::is_ascii_whitespace).filter(|w| !w.is_empty()).collect();
    let entries = words.windows(4).filter(|w| w[0] == b"dup" && w[3] == b"put");
    entries
        .filter_map(|w| {
            let code = std::str::from_utf8(w[1]).ok()?.parse().ok()?;
            Some((code, names::text_of(w[2].strip_prefix(b"/")?)?))
        })
        .collect()
}

const PRIVATE: u8 = 3;

/// Which of several letters of one glyph is meant: plain ones before look-alikes for compatibility.
fn rank(letter: char) -> u8 {
    match u32::from(letter) {
        0xE000..=0xF8FF | 0xF_0000.. => PRIVATE,
        0x2E80..=0x2FDF | 0xF900..=0xFAFF | 0x2_F800..=0x2_FA1F => 2,
        0xA0 | 0xAD | 0x2000..=0x200A | 0x2010 | 0x2011 | 0x2215 | 0x2219 | 0x22C5 | 0x302E | 0xFF00..=0xFFEF => 1,
        _ => 0,
    }
}
