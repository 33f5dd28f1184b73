//! The slow path: a text to items, each a character with the raw bytes it stands for, rewritten in three passes.

use crate::model::Text;
use crate::reference::characters::{Class, lookup};
use unicode_normalization::{IsNormalized, UnicodeNormalization, char::canonical_combining_class, is_nfc_quick};

/// A character, or a few, that stand for a range of raw bytes.
#[derive(Clone, Copy, Debug)]
struct Item {
    start: usize,
    end: usize,
    out: Out,
}

#[derive(Clone, Copy, Debug)]
enum Out {
    Char(char),
    Words(&'static str),
}

impl Item {
    /// The character that neighbours see; for several, the first, which is a bracket in all rows of the table.
    fn shown(&self) -> char {
        match self.out {
            Out::Char(c) => c,
            Out::Words(words) => words.chars().next().unwrap_or(' '),
        }
    }
}

/// Whether a character may be rewritten in some place.
pub(super) fn may_change(c: char) -> bool {
    match c {
        '\t' | '\n' | ' '..='~' | '가'..='힣' => false,
        _ if c.is_control() => true,
        _ => bare(c) != Some(Out::Char(c)) || in_context(c) || is_nfc_quick(std::iter::once(c)) != IsNormalized::Yes,
    }
}

impl PartialEq for Out {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Out::Char(a), Out::Char(b)) => a == b,
            (Out::Words(a), Out::Words(b)) => a == b,
            _ => false,
        }
    }
}

/// Whether the neighbours decide about a character.
fn in_context(c: char) -> bool {
    c != '·' && lookup(c).is_some_and(|row| matches!(row.class, Class::MiddleDot | Class::Hyphen | Class::Tilde))
}

/// First pass: what a character becomes wherever it stands; `None` drops it.
fn bare(c: char) -> Option<Out> {
    match c {
        '\t' | '\n' | ' '..='~' | '가'..='힣' => return Some(Out::Char(c)),
        '\u{b}' | '\u{c}' | '\r' => return Some(Out::Char(' ')),
        // C0 and DEL; C1 codes are a sign of a wrong decoder and stay to be seen
        '\0'..='\u{1f}' | '\u{7f}' => return None,
        '［' => return Some(Out::Char('[')),
        '］' => return Some(Out::Char(']')),
        '｛' => return Some(Out::Char('{')),
        '｝' => return Some(Out::Char('}')),
        // spaces that the table does not list
        '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{205f}' => return Some(Out::Char(' ')),
        _ => {}
    }
    let Some(row) = lookup(c) else { return Some(Out::Char(c)) };
    match (row.class, row.rewrite_to) {
        (Class::MiddleDot | Class::Hyphen | Class::Tilde, _) | (_, None) => {
            // a dot of private use is a dot first and then looks at its neighbours
            let private = row.class == Class::MiddleDot && ('\u{e000}'..='\u{f8ff}').contains(&c) || c > '\u{f0000}';
            Some(Out::Char(if private { '·' } else { c }))
        }
        (_, Some("")) => None,
        (_, Some(to)) => {
            let mut chars = to.chars();
            match (chars.next(), chars.next()) {
                (Some(only), None) => Some(Out::Char(only)),
                _ => Some(Out::Words(to)),
            }
        }
    }
}

/// Rewrites a text that needs it.
pub(super) fn rewrite(index: u32, raw: &str) -> Text {
    let mut items: Vec<Item> = Vec::with_capacity(raw.len() / 2);
    for (start, c) in raw.char_indices() {
        if let Some(out) = bare(c) {
            items.push(Item { start, end: start + c.len_utf8(), out });
        }
    }
    soft_hyphens(&mut items);
    compose(&mut items);
    neighbours(&mut items);
    collapse(&mut items);
    text_of(index, raw, &items)
}

/// A soft hyphen between digits was a hyphen; elsewhere it leaves no trace.
fn soft_hyphens(items: &mut Vec<Item>) {
    if !items.iter().any(|i| i.shown() == '\u{ad}') {
        return;
    }
    let mut out: Vec<Item> = Vec::with_capacity(items.len());
    for (at, item) in items.iter().enumerate() {
        if item.shown() != '\u{ad}' {
            out.push(*item);
            continue;
        }
        let right = items[at + 1..].iter().find(|i| i.shown() != '\u{ad}');
        let digit = |i: Option<&Item>| i.is_some_and(|i| i.shown().is_ascii_digit());
        if digit(out.last()) && digit(right) {
            out.push(Item { out: Out::Char('-'), ..*item });
        }
    }
    *items = out;
}

/// Second pass: NFC, cluster by cluster.
fn compose(items: &mut Vec<Item>) {
    let joins = |c: char| canonical_combining_class(c) != 0 || is_nfc_quick(std::iter::once(c)) != IsNormalized::Yes;
    if !items.iter().any(|i| joins(i.shown())) {
        return;
    }
    let mut out: Vec<Item> = Vec::with_capacity(items.len());
    let mut at = 0;
    while at < items.len() {
        let mut end = at + 1;
        while items.get(end).is_some_and(|i| joins(i.shown())) {
            end += 1;
        }
        if end == at + 1 && !joins(items[at].shown()) {
            out.push(items[at]);
        } else {
            let cluster = &items[at..end];
            let (start, stop) = (cluster[0].start, cluster[cluster.len() - 1].end);
            // words of the table never join with anything
            let composed: Vec<char> = cluster.iter().map(Item::shown).nfc().collect();
            if composed.len() == cluster.len() {
                out.extend(cluster.iter().zip(&composed).map(|(i, c)| match i.out {
                    Out::Words(_) => *i,
                    Out::Char(_) => Item { out: Out::Char(*c), ..*i },
                }));
            } else {
                // the first character takes all raw bytes of the cluster, so that the quotation is whole
                for (n, c) in composed.iter().enumerate() {
                    let start = if n == 0 { start } else { stop };
                    out.push(Item { start, end: stop, out: Out::Char(*c) });
                }
            }
        }
        at = end;
    }
    *items = out;
}

/// Third pass: dots, hyphens and tildes, by what stands beside them.
fn neighbours(items: &mut [Item]) {
    let mut line_start = true;
    for at in 0..items.len() {
        let c = items[at].shown();
        if c == ' ' || c == '\u{a0}' || c == '\u{3000}' {
            continue;
        }
        if matches!(c, '\n') {
            line_start = true;
            continue;
        }
        if in_context(c) {
            let left = at.checked_sub(1).map(|p| items[p].shown());
            let right = items.get(at + 1).map(Item::shown);
            let digits = left.is_some_and(|c| c.is_ascii_digit()) && right.is_some_and(|c| c.is_ascii_digit());
            let class = lookup(c).map(|row| row.class);
            let to = match class {
                Some(Class::MiddleDot) if line_start || digits => None,
                Some(Class::MiddleDot) if c == '•' => {
                    let letters = left.is_some_and(char::is_alphanumeric) && right.is_some_and(char::is_alphanumeric);
                    letters.then_some('·')
                }
                Some(Class::MiddleDot) if c == 'ᆞ' => {
                    let syllable = left.is_some_and(|l| ('\u{1100}'..='\u{115f}').contains(&l));
                    (!syllable).then_some('·')
                }
                Some(Class::MiddleDot) => Some('·'),
                Some(Class::Hyphen) if c != '-' => digits.then_some('-'),
                Some(Class::Tilde) if c != '~' => beside_digit(items, at).then_some('~'),
                _ => None,
            };
            if let Some(to) = to {
                items[at].out = Out::Char(to);
            }
        }
        line_start = false;
    }
}

/// Whether the nearest character on either side, spaces left out, is a digit.
fn beside_digit(items: &[Item], at: usize) -> bool {
    let near = |c: &Item| c.shown() != ' ';
    let left = items[..at].iter().rev().find(|i| near(i));
    let right = items[at + 1..].iter().find(|i| near(i));
    left.is_some_and(|i| i.shown().is_ascii_digit()) || right.is_some_and(|i| i.shown().is_ascii_digit())
}

/// Runs of spaces become one that stands for the whole run.
fn collapse(items: &mut Vec<Item>) {
    items.dedup_by(|next, kept| {
        let both = matches!(next.out, Out::Char(' ')) && matches!(kept.out, Out::Char(' '));
        if both {
            kept.end = next.end;
        }
        both
    });
}

/// The items as a text; runs that did not change are pushed as one.
fn text_of(index: u32, raw: &str, items: &[Item]) -> Text {
    let mut text = Text::default();
    let mut run: Option<(usize, usize)> = None;
    let mut buffer = [0u8; 4];
    for item in items {
        let same = matches!(item.out, Out::Char(c) if raw[item.start..item.end].chars().eq(std::iter::once(c)));
        match (&mut run, same) {
            (Some((_, end)), true) if *end == item.start => *end = item.end,
            (_, true) => {
                flush(&mut text, index, raw, run.replace((item.start, item.end)));
            }
            (_, false) => {
                flush(&mut text, index, raw, run.take());
                match item.out {
                    Out::Char(c) => text.push(c.encode_utf8(&mut buffer), index, item.start, item.end - item.start),
                    Out::Words(words) => text.push(words, index, item.start, item.end - item.start),
                }
            }
        }
    }
    flush(&mut text, index, raw, run);
    text
}

fn flush(text: &mut Text, index: u32, raw: &str, run: Option<(usize, usize)>) {
    if let Some((start, end)) = run {
        text.push(&raw[start..end], index, start, end - start);
    }
}
