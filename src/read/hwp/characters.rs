//! The text of a paragraph: UTF-16LE with control characters (table 6).

/// A piece of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Char(char),
    /// The place of an object that has a record of its own: table, text box, note.
    Control,
}

/// The pieces of the bytes of a PARA_TEXT record.
pub(super) fn pieces(data: &[u8]) -> impl Iterator<Item = Piece> + '_ {
    let mut units = data.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).peekable();
    std::iter::from_fn(move || {
        loop {
            let unit = units.next()?;
            // these take eight units, the last repeats the first
            if matches!(unit, 1..=9 | 11 | 12 | 14..=23) {
                units.nth(6);
            }
            match unit {
                9 => return Some(Piece::Char('\t')),
                10 => return Some(Piece::Char('\n')),
                30 | 31 => return Some(Piece::Char(' ')),
                1..=3 | 11 | 12 | 14..=18 | 21..=23 => return Some(Piece::Control),
                0..32 => {}
                0xD800..=0xDBFF => {
                    let low = units.next_if(|u| (0xDC00..=0xDFFF).contains(u));
                    let pair = low.and_then(|low| char::decode_utf16([unit, low]).next()?.ok());
                    return Some(Piece::Char(pair.unwrap_or(char::REPLACEMENT_CHARACTER)));
                }
                _ => {
                    let c = char::from_u32(u32::from(unit)).unwrap_or(char::REPLACEMENT_CHARACTER);
                    return Some(Piece::Char(c));
                }
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(units: &[u16]) -> String {
        let data: Vec<u8> = units.iter().flat_map(|u| u.to_le_bytes()).collect();
        pieces(&data).map(|p| if let Piece::Char(c) = p { c } else { '※' }).collect()
    }

    #[test]
    fn control_characters() {
        let wide = |c: u16| [c, 1, 2, 3, 4, 5, 6, c];
        let of = |middle: &[u16]| read(&[&[0xAC00][..], middle, &[0xB098]].concat());
        assert_eq!(of(&wide(9)), "가\t나");
        assert_eq!(of(&wide(11)), "가※나");
        assert_eq!(of(&wide(4)), "가나", "the end of a field");
        assert_eq!(of(&[10]), "가\n나");
        assert_eq!(of(&[24]), "가나", "a hyphen that is not drawn");
        assert_eq!(of(&[30, 31]), "가  나");
        assert_eq!(of(&[13]), "가나");
        assert_eq!(of(&[0xD83D, 0xDE00]), "가😀나");
        assert_eq!(of(&[0xD83D]), "가\u{fffd}나");
        assert_eq!(read(&[11, 1]), "※", "cut in the middle");
    }
}
