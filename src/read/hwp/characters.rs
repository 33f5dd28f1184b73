//! The text of a paragraph: UTF-16LE with control characters (table 6).

/// What has not been read of the bytes of a PARA_TEXT record.
#[derive(Clone, Copy, Debug)]
pub(super) struct Units<'d>(pub &'d [u8]);

impl Units<'_> {
    fn next(&mut self) -> Option<u16> {
        let (unit, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(u16::from_le_bytes(*unit))
    }

    /// Appends the text up to the next place of an object that has a record of its own (table, text box, note); whether
    /// there is one.
    pub(super) fn until_control(&mut self, text: &mut String) -> bool {
        while let Some(unit) = self.next() {
            // nearly all are characters
            if let 32..0xD800 | 0xE000.. = unit {
                text.push(char::from_u32(u32::from(unit)).unwrap_or(char::REPLACEMENT_CHARACTER));
                continue;
            }
            // these take eight units, the last repeats the first
            if matches!(unit, 1..=9 | 11 | 12 | 14..=23) {
                self.0 = self.0.get(14..).unwrap_or_default();
            }
            match unit {
                9 => text.push('\t'),
                10 => text.push('\n'),
                30 | 31 => text.push(' '),
                1..=3 | 11 | 12 | 14..=18 | 21..=23 => return true,
                0..32 => {}
                _ => {
                    let before = *self;
                    let pair = self.next().and_then(|low| char::decode_utf16([unit, low]).next()?.ok());
                    if pair.is_none() {
                        *self = before;
                    }
                    text.push(pair.unwrap_or(char::REPLACEMENT_CHARACTER));
                }
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(units: &[u16]) -> String {
        let data: Vec<u8> = units.iter().flat_map(|u| u.to_le_bytes()).collect();
        let (mut units, mut text) = (Units(&data), String::new());
        while units.until_control(&mut text) {
            text.push('※');
        }
        text
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
