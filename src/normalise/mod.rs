//! Raw text to [`Text`]: one spelling for what office documents write in many ways, with the way back.
//!
//! What changes, and nothing else (appendix 4, items 3 to 12):
//!
//! - invisible characters and control codes vanish; tabs stay, they are cell borders;
//! - NFC, never NFKC (which would turn ㆍ into a vowel and ․ into a full stop);
//! - the private use of Wingdings and Hancom becomes the character that it shows;
//! - spaces of all kinds become a space, and runs of spaces one space (never across a tab);
//! - middle dots of all kinds become ·, but not between digits, and not at the start of a line, where they are bullets;
//! - hyphens become - between digits, tildes become ~ beside a digit;
//! - full-width digits, brackets, colon and full stop become ASCII.
//!
//! What a rule needs to see stays: `설치?운영`, U+FFFD, markup, unmapped private use. Indentation is read from the raw
//! text by the layout. The function is idempotent, and a line that needs no change costs one look at its bytes.

mod rewrite;

use crate::model::Text;

/// The normalised form of the raw text of one unit.
#[must_use]
pub fn unit(index: u32, raw: &str) -> Text {
    if is_plain(raw) { Text::identity(index, 0, raw) } else { rewrite::rewrite(index, raw) }
}

/// Whether nothing in the text can need a change: ASCII without control codes or runs of spaces, and Hangul syllables.
fn is_plain(raw: &str) -> bool {
    let bytes = raw.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b' ' if bytes.get(at + 1) == Some(&b' ') => return false,
            b'\t' | b'\n' | b' '..=b'~' => at += 1,
            // U+B000 to U+CFFF: Hangul syllables alone
            0xEB | 0xEC => at += 3,
            0xEA if bytes.get(at + 1).is_some_and(|&b| b >= 0xB0) => at += 3,
            0xED if bytes.get(at + 1).is_some_and(|&b| b < 0x9E) => at += 3,
            _ => {
                let Some(c) = raw.get(at..).and_then(|r| r.chars().next()) else { return false };
                if rewrite::may_change(c) {
                    return false;
                }
                at += c.len_utf8();
            }
        }
    }
    true
}

#[cfg(test)]
mod tests;
