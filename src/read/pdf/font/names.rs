//! Glyph names and the one-byte encodings that are made of them.

use std::sync::OnceLock;

/// Sorted by name.
fn table() -> &'static [(&'static str, String)] {
    static TABLE: OnceLock<Vec<(&str, String)>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let letter = |hex: &str| u32::from_str_radix(hex, 16).ok().and_then(char::from_u32);
        let rows = include_str!("data/names.tsv").lines().filter(|l| !l.starts_with('#'));
        let mut rows: Vec<_> = rows
            .filter_map(|row| row.split_once('\t'))
            .map(|(name, text)| (name, text.split(' ').filter_map(letter).collect()))
            .collect();
        rows.sort_unstable();
        rows
    })
}

/// The text of a listed glyph name.
pub(in super::super) fn text(name: &[u8]) -> Option<&'static str> {
    let name = std::str::from_utf8(name).ok()?;
    let table = table();
    table.binary_search_by(|(n, _)| n.cmp(&name)).ok().map(|at| table[at].1.as_str())
}

/// The text of any glyph name: listed ones, `uniAC00`, `uAC00`, and these with a suffix (`a.alt`).
pub(super) fn text_of(name: &[u8]) -> Option<String> {
    let name = name.split(|b| *b == b'.').next().filter(|n| !n.is_empty())?;
    if let Some(found) = text(name) {
        return Some(found.to_owned());
    }
    let name = std::str::from_utf8(name).ok()?;
    let letter = |hex: &str| u32::from_str_radix(hex, 16).ok().and_then(char::from_u32);
    if let Some(hex) = name.strip_prefix("uni").filter(|h| h.len() >= 4 && h.len() % 4 == 0 && h.is_ascii()) {
        return (0..hex.len() / 4).map(|i| letter(&hex[i * 4..i * 4 + 4])).collect();
    }
    let hex = name.strip_prefix('u').filter(|h| (4..=6).contains(&h.len()))?;
    letter(hex).map(String::from)
}

/// A named encoding of one byte.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Encoding {
    #[default]
    Standard,
    WinAnsi,
    MacRoman,
}

impl Encoding {
    pub(super) fn named(name: &[u8]) -> Option<Self> {
        match name {
            b"StandardEncoding" => Some(Encoding::Standard),
            b"WinAnsiEncoding" => Some(Encoding::WinAnsi),
            b"MacRomanEncoding" => Some(Encoding::MacRoman),
            _ => None,
        }
    }

    pub(super) fn text(self, code: u8) -> Option<char> {
        match self {
            Encoding::Standard => standard(code),
            _ if code < 0x20 => None,
            Encoding::WinAnsi => Some(one(encoding_rs::WINDOWS_1252, code)),
            Encoding::MacRoman => Some(one(encoding_rs::MACINTOSH, code)),
        }
    }
}

fn one(encoding: &'static encoding_rs::Encoding, code: u8) -> char {
    let bytes = [code];
    let (text, _) = encoding.decode_without_bom_handling(&bytes);
    text.chars().next().unwrap_or('\u{2022}')
}

/// Adobe's standard encoding, 161 to 251; `\0` where it has nothing.
const UPPER: &str = "¡¢£⁄¥ƒ§¤'“«‹›ﬁﬂ\0–†‡·\0¶•‚„”»…‰\0¿\0`´ˆ˜¯˘˙¨\0˚¸\0˝˛ˇ—\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0Æ\0ª\0\0\0\0ŁØŒº\0\0\0\0\0æ\0\0\0ı\0\0łøœß";

fn standard(code: u8) -> Option<char> {
    match code {
        b'\'' => Some('’'),
        b'`' => Some('‘'),
        0x20..=0x7E => Some(char::from(code)),
        161..=251 => UPPER.chars().nth(usize::from(code) - 161).filter(|c| *c != '\0'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_all_kinds() {
        for (name, want) in [
            ("A", Some("A")),
            ("fi", Some("fi")),
            ("uniAC00", Some("가")),
            ("uniAC00B098", Some("가나")),
            ("u1F600", Some("😀")),
            ("hyphen.alt", Some("-")),
            ("g12", None),
            (".notdef", None),
        ] {
            assert_eq!(text_of(name.as_bytes()).as_deref(), want, "{name}");
        }
    }

    #[test]
    fn upper_half_of_the_standard_encoding() {
        assert_eq!(standard(183), Some('•'));
        assert_eq!(standard(208), Some('—'));
        assert_eq!(standard(225), Some('Æ'));
        assert_eq!(standard(251), Some('ß'));
        assert_eq!(standard(176), None);
    }
}
