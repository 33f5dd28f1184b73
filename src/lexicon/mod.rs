//! The vocabulary of notices: column heads, labels, headings of parts, posts, names.
//!
//! Knows words, not documents. Layout uses it to tell a heading row from data, extraction to tell what a column means.

pub mod columns;
pub mod heads;
pub mod outline;
pub mod parts;
pub mod words;

/// A text for comparison: letters, digits and Hanja only, Latin letters in lower case.
#[must_use]
pub fn fold(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
