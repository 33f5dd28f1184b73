//! The vocabulary of notices: column heads, labels, headings of parts, posts, names.
//!
//! Knows words, not documents. Layout uses it to tell a heading row from data, extraction to tell what a column means.

pub mod columns;
pub mod gap;
pub mod heads;
pub mod outline;
pub mod parts;
pub mod words;

/// A text for comparison: letters, digits and Hanja only, Latin letters in lower case.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            // most of a notice; the Unicode tables are far dearer
            '가'..='힣' => out.push(c),
            _ if c.is_ascii_alphanumeric() => out.push(c.to_ascii_lowercase()),
            // dots, dashes, quotes, brackets and signs, which are common too
            '\u{A0}' | '·' | '\u{2010}'..='\u{205E}' | '\u{25A0}'..='\u{26FF}' | '\u{3000}'..='\u{3004}' => {}
            _ if !c.is_ascii() && c.is_alphanumeric() => out.extend(c.to_lowercase()),
            _ => {}
        }
    }
    out
}
