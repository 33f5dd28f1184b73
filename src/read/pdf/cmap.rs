//! CMaps: which bytes make a code, which glyph number (CID) a code means, and which text.
//!
//! CMaps inside a file are read here, leniently: what cannot be understood is passed over. The predefined ones come
//! from `hayro-cmap`, which is named in this module alone.

use super::lex::{Lexer, Token};
use hayro_cmap::{BfString, CMap, CMapName, load_embedded};
use std::sync::OnceLock;

/// Entries that one CMap may have.
const ENTRIES: usize = 200_000;

/// A code as it stands in a string.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Code {
    pub(super) value: u32,
    /// Bytes, 1 to 4.
    pub(super) len: u8,
}

/// Codes of a length in a range, each byte within its own bounds.
#[derive(Clone, Copy, Debug)]
struct Space {
    len: u8,
    low: u32,
    high: u32,
}

impl Space {
    fn holds(&self, code: Code) -> bool {
        code.len == self.len
            && (0..u32::from(self.len)).all(|i| {
                let byte = |v: u32| (v >> (8 * i)) & 0xFF;
                (byte(self.low)..=byte(self.high)).contains(&byte(code.value))
            })
    }
}

#[derive(Clone, Copy, Debug)]
struct CidRange {
    low: u32,
    high: u32,
    cid: u32,
}

/// The text of codes `low` to `high`: `at..at + len` of the units, the last unit counting on.
#[derive(Clone, Copy, Debug)]
struct TextRange {
    low: u32,
    high: u32,
    at: u32,
    len: u8,
}

/// A CMap that a file brings along.
#[derive(Debug, Default)]
pub(super) struct Embedded {
    spaces: Vec<Space>,
    cids: Vec<CidRange>,
    texts: Vec<TextRange>,
    /// UTF-16
    units: Vec<u16>,
    base: Option<Predefined>,
    pub(super) vertical: bool,
}

impl Embedded {
    /// Reads a CMap. Never fails: a file that is none gives a map of nothing.
    pub(super) fn read(bytes: &[u8]) -> Self {
        let mut map = Embedded::default();
        let mut reader = Reader { lexer: Lexer::new(bytes), bytes: Vec::new() };
        let mut last: Option<Token> = None;
        while let Some(token) = reader.lexer.next() {
            match (token, last) {
                (Token::Word(b"begincodespacerange"), _) => reader.spaces(&mut map),
                (Token::Word(b"begincidrange"), _) => reader.cids(&mut map, true),
                (Token::Word(b"begincidchar"), _) => reader.cids(&mut map, false),
                (Token::Word(b"beginbfrange"), _) => reader.texts(&mut map, true),
                (Token::Word(b"beginbfchar"), _) => reader.texts(&mut map, false),
                (Token::Word(b"usecmap"), Some(Token::Name(name))) => map.base = Predefined::named(name),
                (Token::Number(mode), Some(Token::Name(b"WMode"))) => map.vertical = mode == 1.0,
                _ => {}
            }
            last = Some(token);
        }
        // of several entries for a code the last one holds: it stands last among equals
        map.cids.sort_by_key(|r| r.low);
        map.texts.sort_by_key(|r| r.low);
        map
    }

    /// The first code of a string; one byte where no code fits. None at the end.
    pub(super) fn code(&self, bytes: &[u8]) -> Option<Code> {
        if self.spaces.is_empty() {
            return match &self.base {
                Some(base) => base.code(bytes),
                None => code_of(bytes, 2.min(bytes.len())),
            };
        }
        let fits = (1..=bytes.len().min(4)).filter_map(|len| code_of(bytes, len));
        let found = fits.into_iter().find(|&code| self.spaces.iter().any(|s| s.holds(code)));
        found.or_else(|| {
            let shortest = self.spaces.iter().map(|s| usize::from(s.len)).min().unwrap_or(1);
            code_of(bytes, shortest.min(bytes.len()))
        })
    }

    pub(super) fn cid(&self, code: Code) -> Option<u32> {
        match find(&self.cids, code.value, |r| (r.low, r.high)) {
            Some(range) => Some(range.cid + (code.value - range.low)),
            None => self.base.as_ref()?.cid(code),
        }
    }

    /// Writes the text of a code over what `out` held; false when there is none.
    pub(super) fn text(&self, code: u32, out: &mut String) -> bool {
        out.clear();
        let Some(range) = find(&self.texts, code, |r| (r.low, r.high)) else { return false };
        let units = self.units.get(range.at as usize..range.at as usize + usize::from(range.len)).unwrap_or_default();
        let step = (code - range.low) as u16;
        let last = units.len().saturating_sub(1);
        let counted = units.iter().enumerate().map(|(i, &u)| if i == last { u.wrapping_add(step) } else { u });
        out.extend(char::decode_utf16(counted).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)));
        !units.is_empty()
    }

    pub(super) fn has_texts(&self) -> bool {
        !self.texts.is_empty()
    }
}

/// The last of the ranges that begin at or before a code, and hold it. A range that is overlaid by a later, shorter
/// one is looked for a few places back.
fn find<T>(ranges: &[T], code: u32, bounds: impl Fn(&T) -> (u32, u32)) -> Option<&T> {
    let end = ranges.partition_point(|r| bounds(r).0 <= code);
    ranges[..end].iter().rev().take(8).find(|r| code <= bounds(r).1)
}

fn code_of(bytes: &[u8], len: usize) -> Option<Code> {
    let bytes = bytes.get(..len).filter(|b| !b.is_empty())?;
    Some(Code { value: bytes.iter().fold(0, |v, &b| v << 8 | u32::from(b)), len: len as u8 })
}

struct Reader<'a> {
    lexer: Lexer<'a>,
    bytes: Vec<u8>,
}

impl Reader<'_> {
    /// The next string as a number; none at the word that ends the list, or at the end.
    fn code(&mut self) -> Option<Code> {
        loop {
            match self.lexer.next()? {
                Token::String(s) => {
                    s.decode(&mut self.bytes);
                    return code_of(&self.bytes, self.bytes.len().min(4)).or(Some(Code { value: 0, len: 0 }));
                }
                Token::Word(w) if w.starts_with(b"end") => return None,
                _ => {}
            }
        }
    }

    fn spaces(&mut self, map: &mut Embedded) {
        while let Some(low) = self.code() {
            let Some(high) = self.code() else { return };
            if map.spaces.len() < 256 && low.len > 0 {
                map.spaces.push(Space { len: low.len, low: low.value, high: high.value });
            }
        }
    }

    fn cids(&mut self, map: &mut Embedded, ranges: bool) {
        while let Some(low) = self.code() {
            let high = if ranges { self.code() } else { Some(low) };
            let (Some(high), Some(Token::Number(cid))) = (high, self.lexer.next()) else { return };
            if map.cids.len() < ENTRIES && cid >= 0.0 {
                map.cids.push(CidRange { low: low.value, high: high.value.max(low.value), cid: cid as u32 });
            }
        }
    }

    fn texts(&mut self, map: &mut Embedded, ranges: bool) {
        while let Some(low) = self.code() {
            let Some(high) = (if ranges { self.code() } else { Some(low) }) else { return };
            match self.lexer.next() {
                Some(Token::String(s)) => {
                    s.decode(&mut self.bytes);
                    push_text(map, low.value, high.value, &self.bytes);
                }
                // a glyph name instead of a string
                Some(Token::Name(name)) => {
                    let text = super::font::names::text(name).map(str::to_owned).unwrap_or_default();
                    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
                    push_text(map, low.value, low.value, &utf16);
                }
                Some(Token::Open) => {
                    let mut code = low.value;
                    for token in self.lexer.by_ref() {
                        match token {
                            Token::String(s) => {
                                s.decode(&mut self.bytes);
                                push_text(map, code, code, &self.bytes);
                                code = code.saturating_add(1);
                            }
                            Token::Close => break,
                            _ => {}
                        }
                    }
                }
                _ => return,
            }
        }
    }
}

fn push_text(map: &mut Embedded, low: u32, high: u32, text: &[u8]) {
    if map.texts.len() >= ENTRIES || text.len() > 256 || high < low {
        return;
    }
    let at = map.units.len() as u32;
    match text {
        [one] => map.units.push(u16::from(*one)),
        pairs => map.units.extend(pairs.chunks_exact(2).map(|p| u16::from_be_bytes([p[0], p[1]]))),
    }
    let len = (map.units.len() as u32 - at) as u8;
    map.texts.push(TextRange { low, high, at, len });
}

/// A CMap that every reader of PDF has to know.
#[derive(Debug)]
pub(super) struct Predefined {
    map: CMap,
    bytes: Bytes,
    /// The codes are Unicode themselves.
    pub(super) unicode: bool,
    pub(super) vertical: bool,
}

/// How the bytes of a predefined CMap make codes.
#[derive(Clone, Copy, Debug)]
enum Bytes {
    Two,
    /// Two, or four where the first two are a high surrogate.
    Utf16,
    /// Two after a first byte from 0x81 on, else one (UHC, EUC, Shift-JIS, GBK, Big Five).
    Mixed {
        single: fn(u8) -> bool,
    },
}

impl Predefined {
    pub(super) fn named(name: &[u8]) -> Option<Self> {
        let vertical = name.ends_with(b"-V") || name == b"V";
        let holds = |part: &[u8]| memchr::memmem::find(name, part).is_some();
        let identity = matches!(name, b"Identity-H" | b"Identity-V");
        let bytes = if holds(b"UTF16") {
            Bytes::Utf16
        } else if identity || holds(b"UCS2") || matches!(name, b"H" | b"V") {
            Bytes::Two
        } else if holds(b"RKSJ") {
            Bytes::Mixed { single: |b| b < 0x81 || (0xA0..=0xDF).contains(&b) }
        } else {
            Bytes::Mixed { single: |b| b < 0x81 || b == 0xFF }
        };
        let map = match name {
            b"Identity-H" => CMap::identity_h(),
            b"Identity-V" => CMap::identity_v(),
            _ => CMap::parse(load_embedded(CMapName::from_bytes(name))?, load_embedded)?,
        };
        Some(Predefined { map, bytes, unicode: holds(b"UCS2") || holds(b"UTF16"), vertical })
    }

    /// The first code of a string. None at the end.
    pub(super) fn code(&self, bytes: &[u8]) -> Option<Code> {
        let first = *bytes.first()?;
        let len = match self.bytes {
            Bytes::Two => 2,
            Bytes::Utf16 if (0xD8..=0xDB).contains(&first) => 4,
            Bytes::Utf16 => 2,
            Bytes::Mixed { single } => 2 - usize::from(single(first)),
        };
        code_of(bytes, len.min(bytes.len()))
    }

    pub(super) fn cid(&self, code: Code) -> Option<u32> {
        self.map.lookup_cid_code(code.value, code.len)
    }
}

/// The text of a CID in one of Adobe's collections (`Korea1`, `Japan1`, `GB1`, `CNS1`), written over `out`.
pub(super) fn collection_text(ordering: &[u8], cid: u32, out: &mut String) -> bool {
    static MAPS: [OnceLock<Option<CMap>>; 4] = [const { OnceLock::new() }; 4];
    const NAMES: [(&[u8], &[u8]); 4] = [
        (b"Korea1", b"Adobe-Korea1-UCS2"),
        (b"Japan1", b"Adobe-Japan1-UCS2"),
        (b"GB1", b"Adobe-GB1-UCS2"),
        (b"CNS1", b"Adobe-CNS1-UCS2"),
    ];
    out.clear();
    let Some(which) = NAMES.iter().position(|(o, _)| *o == ordering) else { return false };
    let map =
        MAPS[which].get_or_init(|| CMap::parse(load_embedded(CMapName::from_bytes(NAMES[which].1))?, load_embedded));
    match map.as_ref().and_then(|m| m.lookup_bf_string(cid)) {
        Some(BfString::Char(c)) => out.push(c),
        Some(BfString::String(s)) => out.push_str(&s),
        None => return false,
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(map: &Embedded, code: u32) -> Option<String> {
        let mut out = String::new();
        map.text(code, &mut out).then_some(out)
    }

    #[test]
    fn texts_of_chars_ranges_and_lists() {
        let map = Embedded::read(
            b"1 begincodespacerange <0000> <FFFF> endcodespacerange
              2 beginbfchar <0003> <0020> <0010> <D55CAE00> endbfchar
              2 beginbfrange <0041> <0043> <AC00> <0050> <0051> [<B098> <B2E4>] endbfrange",
        );
        assert_eq!(text(&map, 3).as_deref(), Some(" "));
        assert_eq!(text(&map, 0x10).as_deref(), Some("한글"));
        assert_eq!(text(&map, 0x42).as_deref(), Some("\u{AC01}"));
        assert_eq!(text(&map, 0x51).as_deref(), Some("다"));
        assert_eq!(text(&map, 0x60), None);
        assert_eq!(map.code(b"\x00\x41\x00"), Some(Code { value: 0x41, len: 2 }));
    }

    #[test]
    fn a_broken_map_gives_what_can_be_read() {
        let map =
            Embedded::read(b"3 beginbfchar <01> <AC00> <02> oops <03> <B098> endbfchar 1 beginbfchar <04> <B2E4>");
        assert_eq!(text(&map, 1).as_deref(), Some("가"));
        assert_eq!(text(&map, 4).as_deref(), Some("다"));
    }

    #[test]
    fn a_huge_range_costs_nothing() {
        let map = Embedded::read(b"1 beginbfrange <00000000> <FFFFFFFF> <0041> endbfrange");
        assert_eq!(text(&map, 1).as_deref(), Some("B"));
    }

    #[test]
    fn codes_of_mixed_length() {
        let uhc = Predefined::named(b"KSCms-UHC-H").unwrap();
        assert_eq!(uhc.code(b"\x41\xB0\xA1"), Some(Code { value: 0x41, len: 1 }));
        assert_eq!(uhc.code(b"\xB0\xA1"), Some(Code { value: 0xB0A1, len: 2 }));
        let cid = uhc.cid(Code { value: 0xB0A1, len: 2 }).unwrap();
        let mut out = String::new();
        assert!(collection_text(b"Korea1", cid, &mut out));
        assert_eq!(out, "가");
    }
}
