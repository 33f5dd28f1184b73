//! Small steps that the grammars of this module share.

/// Byte offset of the first non-space at or after `at`; tabs and line ends are cell borders and stop the walk.
pub(super) fn spaces(text: &str, mut at: usize) -> usize {
    while text.as_bytes().get(at) == Some(&b' ') {
        at += 1;
    }
    at
}

/// End of the run of ASCII digits that begins at `at`.
pub(super) fn digits(text: &str, mut at: usize) -> usize {
    while text.as_bytes().get(at).is_some_and(u8::is_ascii_digit) {
        at += 1;
    }
    at
}

/// The character that begins at `at`.
pub(super) fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// The character that ends at `at`.
pub(super) fn char_before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

/// The first of `words` that stands at `at`.
pub(super) fn word_at<'w>(text: &str, at: usize, words: &[&'w str]) -> Option<&'w str> {
    let rest = text.get(at..)?;
    words.iter().find(|w| rest.starts_with(**w)).copied()
}

/// The text before `at` without spaces at its end.
pub(super) fn before(text: &str, at: usize) -> &str {
    text.get(..at).unwrap_or("").trim_end_matches(' ')
}

/// Whether this is a Hangul syllable.
pub(super) fn is_hangul(c: char) -> bool {
    ('가'..='힣').contains(&c)
}
