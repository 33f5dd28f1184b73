//! Widths of the fourteen standard fonts, which a file need not bring along.

use std::sync::OnceLock;

const FIRST: usize = 32;

/// Widths of codes 32 to 255 of WinAnsi for Helvetica and Times, plain and bold, and Times slanted.
fn table() -> &'static [[u16; 6]] {
    static TABLE: OnceLock<Vec<[u16; 6]>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let rows = include_str!("data/widths.tsv").lines().filter(|l| !l.starts_with('#'));
        rows.map(|row| {
            let mut widths = [0; 6];
            for (to, from) in widths.iter_mut().zip(row.split('\t').skip(1)) {
                *to = from.parse().unwrap_or(0);
            }
            widths
        })
        .collect()
    })
}

/// The width of a letter in thousandths of the font size, by the name of a font; none when the font is no Latin one
/// that is known.
pub(super) fn width(font: &[u8], letter: char) -> Option<f32> {
    let name = String::from_utf8_lossy(font).to_ascii_lowercase();
    let has = |word: &str| name.contains(word);
    if has("courier") {
        return Some(600.0);
    }
    let (bold, slanted) = (has("bold") || has("black"), has("italic") || has("oblique"));
    let column = if has("helvetica") || has("arial") || has("sans") {
        usize::from(bold)
    } else if has("times") || has("serif") || has("roman") {
        2 + usize::from(bold) + 2 * usize::from(slanted)
    } else {
        return None;
    };
    let bytes = letter.encode_utf8(&mut [0; 4]).to_owned();
    let (code, _, lost) = encoding_rs::WINDOWS_1252.encode(&bytes);
    let code = usize::from(*code.first().filter(|_| !lost)?);
    table().get(code.checked_sub(FIRST)?).map(|row| f32::from(row[column]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths() {
        assert_eq!(width(b"Helvetica", 'A'), Some(667.0));
        assert_eq!(width(b"ABCDEF+Arial,Bold", 'A'), Some(722.0));
        assert_eq!(width(b"Times-BoldItalic", '\u{2022}'), Some(350.0));
        assert_eq!(width(b"Courier", 'i'), Some(600.0));
        assert_eq!(width(b"HYSMyeongJo", 'A'), None);
    }
}
