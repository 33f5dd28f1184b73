//! Text in terminal columns: a Hangul syllable is two wide, and no line is wider than the screen.

use std::ops::Range;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns of the screen that output for people is made for.
pub const COLUMNS: usize = 80;

/// Columns that a text takes.
#[must_use]
pub fn width(text: &str) -> usize {
    text.width()
}

/// The text with spaces after it up to a width.
#[must_use]
pub fn pad(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

/// Breaks a text at spaces into lines of at most `columns`; a longer word is broken inside.
#[must_use]
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(2);
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        for word in paragraph.split_whitespace() {
            if !line.is_empty() && width(&line) + 1 + width(word) > columns {
                lines.push(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            for c in word.chars() {
                if width(&line) + c.width().unwrap_or(0) > columns {
                    lines.push(std::mem::take(&mut line));
                }
                line.push(c);
            }
        }
        lines.push(line);
    }
    lines
}

/// Wrapped lines, each after `indent` spaces.
#[must_use]
pub fn indented(text: &str, indent: usize) -> String {
    let space = " ".repeat(indent);
    let lines = wrap(text, COLUMNS - indent);
    lines.iter().map(|l| if l.is_empty() { "\n".to_owned() } else { format!("{space}{l}\n") }).collect()
}

/// A text without characters that would move the cursor or change colours.
#[must_use]
pub fn safe(text: &str) -> String {
    text.chars().map(|c| if c == '\t' { ' ' } else { shown(c) }).collect()
}

fn shown(c: char) -> char {
    let reorders = matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}');
    if c.is_control() || reorders { '\u{FFFD}' } else { c }
}

/// The part of a line around a piece that fits the screen.
#[derive(Debug, PartialEq, Eq)]
pub struct Window {
    pub text: String,
    pub piece: Range<usize>,
    /// The others; some may have been cut away.
    pub others: Vec<Option<Range<usize>>>,
}

/// Cuts a line down to `columns` around a byte range, and tells where it and others then stand. What is cut away shows
/// as `…`.
#[must_use]
pub fn window(line: &str, first: Range<usize>, others: &[Range<usize>], columns: usize) -> Window {
    let chars: Vec<(usize, char, usize)> = around(line, &first, columns);
    let total: usize = chars.iter().map(|c| c.2).sum();
    let (mut from, mut to) = (0, chars.len());
    let begins = chars.first().is_none_or(|c| c.0 == 0);
    let ends = chars.last().is_none_or(|c| c.0 + c.1.len_utf8() == line.len());
    if total > columns || !begins || !ends {
        let room = columns.saturating_sub(2);
        let at = chars.iter().position(|c| c.0 >= first.start).unwrap_or(chars.len());
        let piece: usize = chars.iter().filter(|c| first.contains(&c.0)).map(|c| c.2).sum();
        let before = room.saturating_sub(piece) / 2;
        from = back(&chars[..at], before);
        let mut used = 0;
        to = from
            + chars[from..]
                .iter()
                .take_while(|c| {
                    used += c.2;
                    used <= room
                })
                .count();
        if to == chars.len() && ends {
            // nothing is cut at the end: the room goes to the beginning
            from = back(&chars, room);
        }
    }
    build(line, &chars[from..to], &first, others)
}

/// The characters near a piece, with their place and width; a line may have a million of them.
fn around(line: &str, piece: &Range<usize>, columns: usize) -> Vec<(usize, char, usize)> {
    let reach = columns * 4;
    let mut start = piece.start.saturating_sub(reach).min(line.len());
    while !line.is_char_boundary(start) {
        start -= 1;
    }
    let stop = piece.start.saturating_add(reach * 2);
    line[start..]
        .char_indices()
        .map(|(i, c)| (start + i, c, if c == '\t' { 4 } else { shown(c).width().unwrap_or(0) }))
        .take_while(|c| c.0 < stop)
        .collect()
}

/// How far back some columns reach from the end.
fn back(chars: &[(usize, char, usize)], columns: usize) -> usize {
    let mut used = 0;
    chars.len()
        - chars
            .iter()
            .rev()
            .take_while(|c| {
                used += c.2;
                used <= columns
            })
            .count()
}

fn build(line: &str, chars: &[(usize, char, usize)], first: &Range<usize>, others: &[Range<usize>]) -> Window {
    let pieces: Vec<&Range<usize>> = std::iter::once(first).chain(others).collect();
    let mut text = String::new();
    let mut found: Vec<Option<Range<usize>>> = vec![None; pieces.len()];
    if chars.first().is_some_and(|c| c.0 > 0) {
        text.push('…');
    }
    for &(at, c, _) in chars {
        let start = text.len();
        if c == '\t' {
            text.push_str("    ");
        } else {
            text.push(shown(c));
        }
        for (piece, slot) in pieces.iter().zip(&mut found) {
            if piece.contains(&at) {
                let range = slot.get_or_insert(start..start);
                range.end = text.len();
            }
        }
    }
    if chars.last().is_some_and(|c| c.0 + c.1.len_utf8() < line.len()) {
        text.push('…');
    }
    let end = text.len();
    // an empty piece, as at the end of a line, is marked behind the text
    let piece = found.remove(0).unwrap_or(end..end);
    Window { text, piece, others: found }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_syllable_is_two_columns_wide() {
        assert_eq!(wrap("가나다 라마", 8), ["가나다", "라마"]);
        assert_eq!(wrap("가나다라마", 6), ["가나다", "라마"]);
        assert_eq!(pad("가나", 6), "가나  ");
    }

    #[test]
    fn a_short_line_stays_whole() {
        let w = window("전화\t032-1", 7..12, &[], 40);
        assert_eq!(w.text, "전화    032-1");
        assert_eq!(w.piece, 10..15);
    }

    #[test]
    fn a_long_line_is_cut_around_the_piece() {
        let line = format!("{}032-880-4843{}", "가나다 ".repeat(5000), "라마바 ".repeat(5000));
        let start = line.find("032").unwrap();
        let w = window(&line, start..start + 12, &[], 60);
        assert!(width(&w.text) <= 60, "{}", w.text);
        assert!(w.text.starts_with('…') && w.text.ends_with('…'));
        assert_eq!(&w.text[w.piece.clone()], "032-880-4843");
    }

    #[test]
    fn a_piece_wider_than_the_screen_is_cut() {
        let line = "가".repeat(200);
        let w = window(&line, 0..600, &[], 40);
        assert!(width(&w.text) <= 40);
        assert!(!w.piece.is_empty());
    }

    #[test]
    fn control_characters_do_not_reach_the_terminal() {
        let w = window("가\u{1b}[31m나", 0..3, &[], 40);
        assert!(!w.text.contains('\u{1b}'));
        assert_eq!(safe("a\u{1b}b"), "a\u{FFFD}b");
    }
}
