//! Walks over a text and cuts it into groups of digits.

use super::group::{Group, Sep, collect, group};
use super::label::{extension_word, label_before};
use super::number::{Hit, Outcome, Setting, decide};
use super::tail::surroundings;
use super::{Phone, PhoneDefect as D, PhoneKind as K};
use crate::value::scan::{char_at, char_before, digits};

/// Whether a text has a run of three digits or something that may mask digits: nothing else can be a number.
pub(super) fn may_hold_a_number(text: &str) -> bool {
    let mut run = 0u8;
    let mut last = 0u8;
    for &b in text.as_bytes() {
        if b.is_ascii_digit() {
            run += 1;
            if run == 3 {
                return true;
            }
        } else {
            run = 0;
            let mask = matches!(b, b'#' | b'*' | b'O' | b'o' | b'X' | b'x' | 0xE2 | 0xE3);
            if mask && matches!(last, b'-' | b')') {
                return true;
            }
        }
        last = b;
    }
    false
}

/// All numbers of `text`; `field` tells that it is a telephone cell.
pub(super) fn scan(text: &str, field: bool) -> Vec<Phone> {
    let mut out: Vec<Phone> = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let b = bytes[at];
        if !(b.is_ascii_digit()
            || matches!(b, b'+' | b'*' | b'#' | b'O' | b'o' | b'l' | b'I' | b'X' | b'x' | 0xE2 | 0xE3))
        {
            // 내선 4843 without a number before it
            if let Some(next) = extension_alone(text, at, &mut out) {
                at = next;
                continue;
            }
            at += char_at(text, at).map_or(1, char::len_utf8);
            continue;
        }
        at = match number_at(text, at, field, &mut out) {
            Ok(end) => surroundings(text, end, &mut out),
            Err(next) => next,
        };
    }
    if out.is_empty() && field {
        bare_extension(text, &mut out);
    }
    out
}

/// Tries a number at `at`: where it ends, or where to go on.
fn number_at(text: &str, at: usize, field: bool, out: &mut Vec<Phone>) -> Result<usize, usize> {
    let step = at + char_at(text, at).map_or(1, char::len_utf8);
    let mut start = at;
    let mut country = false;
    if text[at..].starts_with('+') {
        let Some(after) = text[at + 1..].strip_prefix("82") else { return Err(step) };
        country = true;
        start = after_country(text, text.len() - after.len());
    }
    let emphasis = text[at..].trim_start_matches(['*', '#']);
    if emphasis.len() < text.len() - at && emphasis.starts_with(|c: char| c.is_ascii_digit()) {
        return Err(text.len() - emphasis.len()); // **02-555-0103** in Markdown
    }
    let Some(first) = group(text, start) else { return Err(step) };
    if first.text.iter().all(|b| !b.is_ascii_digit()) && (first.len() < 2 || !text[first.end..].starts_with(['-', ')']))
    {
        return Err(first.end);
    }
    let before = char_before(text, at);
    if first.text.len() > 1
        && !text.as_bytes()[at].is_ascii_digit()
        && before.is_some_and(char::is_alphanumeric)
        && !country
    {
        return Err(step);
    }
    let label = label_before(text, at);
    let expected = field || label.is_some();
    let word = before.is_some_and(|c| c.is_ascii_alphanumeric()) && label.is_none();
    let path = before.is_some_and(|c| matches!(c, '=' | '_' | '%' | '&' | '?'));
    let hyphen = before.is_some_and(|c| matches!(c, '-' | '/' | '.'))
        && char_before(text, at - 1).is_some_and(|c| c.is_ascii_digit());
    let zero = first.text.first() == Some(&b'0');
    if !country && (path || (word || hyphen) && !zero || hyphen && before == Some('-')) {
        return Err(first.end);
    }
    let (mut groups, mut seps) = collect(text, first);
    // 82-32-555-2355
    if !country
        && groups.len() >= 3
        && groups[0].text.as_slice() == b"82"
        && seps[0].hyphens > 0
        && groups[1].len() <= 3
    {
        groups.remove(0);
        seps.remove(0);
        country = true;
    }
    if country && groups[0].text.first() != Some(&b'0') {
        groups[0].text.insert(0, b'0');
    }
    let last = groups.len() - 1;
    let letters_after = char_at(text, groups[last].end).is_some_and(|c| c.is_ascii_alphanumeric());
    let path_before = before.is_some_and(|c| matches!(c, '/' | '.'));
    let glued = word || (groups.len() == 1 && (letters_after || path_before));
    match decide(&groups, &seps, Setting { expected, glued }) {
        Outcome::No => Err(groups[0].end),
        Outcome::Other(n) => Err(groups[n - 1].end),
        Outcome::Hit(mut hit) => {
            let end = groups[hit.used - 1].end;
            if !stands_alone(text, end, &hit) {
                return Err(groups[0].end);
            }
            writing_defects(text, at, &groups[..hit.used], &seps[..hit.used - 1], &mut hit);
            let open = hit.used > 1 && seps[0].closes > 0 && before == Some('(');
            out.push(Phone {
                number: hit.number,
                range: if open { at - 1 } else { at }..end,
                kind: hit.kind,
                label,
                extension: None,
                tail_of: None,
                defects: hit.defects,
            });
            Ok(end)
        }
    }
}

/// After `+82`, its separators and a bracketed zero.
fn after_country(text: &str, mut at: usize) -> usize {
    let sep = |at: usize| char_at(text, at).filter(|&c| c == ' ' || c == '-' || c == '.' || c == ')');
    while let Some(c) = sep(at) {
        at += c.len_utf8();
    }
    if text[at..].starts_with("(0)") {
        at += 3;
        while let Some(c) = sep(at) {
            at += c.len_utf8();
        }
    } else if text[at..].starts_with('(') {
        at += 1;
    }
    at
}

/// What is wrong with letters, hyphens and brackets.
fn writing_defects(text: &str, at: usize, groups: &[Group], seps: &[Sep], hit: &mut Hit) {
    if groups.iter().any(|g| g.letters) {
        hit.defects.push(D::LetterForDigit);
    }
    if seps.iter().any(|s| s.doubled) && !hit.defects.contains(&D::DoubledHyphen) {
        hit.defects.push(D::DoubledHyphen);
    }
    if seps.iter().any(|s| s.closes > 1 || s.opens > 1) || text[..at].ends_with("((") {
        hit.defects.push(D::BracketDoubled);
    }
    let open = text[..at].ends_with('(') && groups.len() > 1;
    if open && seps[0].closes == 0 && !text[at..].contains(')') {
        hit.defects.push(D::BracketUnclosed);
    }
    hit.defects.sort_unstable();
}

/// Whether what follows a number leaves it a number: no further digits, no unit, no lot or document number.
fn stands_alone(text: &str, end: usize, hit: &Hit) -> bool {
    let mut rest = text[end..].chars();
    match rest.next() {
        Some(c) if c.is_ascii_digit() => false,
        Some('-' | '–') => {
            // 02-555-0103-5 is a range of lines; 352-0123-4567-83 is an account
            let more = digits(text, end + char_at(text, end).map_or(1, char::len_utf8));
            let count = more - end - char_at(text, end).map_or(1, char::len_utf8);
            count == 0 || (count <= 1 && hit.kind != K::Local) || matches!(hit.kind, K::Geographic { .. } if count < 3)
        }
        Some('호' | '원') if matches!(hit.kind, K::Local | K::Short) => false,
        Some('번') if matches!(hit.kind, K::Local) => rest.next() != Some('지'),
        Some('대' | '개' | '층' | '명' | '일' | '시' | '년' | '종' | '건' | '동' | 'm' | '%') => {
            hit.kind != K::Short
        }
        _ => true,
    }
}

/// `내선 4843`, `교 210` with no number before it.
fn extension_alone(text: &str, at: usize, out: &mut Vec<Phone>) -> Option<usize> {
    if !matches!(text.as_bytes()[at], 0xEA | 0xEB | b'e' | b'E') {
        return None;
    }
    let start = extension_word(text, at)?;
    let end = digits(text, start);
    let next = text.as_bytes().get(end);
    if !(3..=5).contains(&(end - start)) || next == Some(&b'-') {
        return None;
    }
    let number = text[start..end].to_owned();
    out.push(Phone {
        extension: Some(number.clone()),
        number,
        range: start..end,
        kind: K::ExtensionOnly,
        label: Some(super::PhoneLabel::Tel),
        tail_of: None,
        defects: Vec::new(),
    });
    Some(end)
}

/// A telephone cell that holds three or four digits and nothing else.
fn bare_extension(text: &str, out: &mut Vec<Phone>) {
    let number = text.trim();
    if (3..=4).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit()) {
        let start = text.len() - text.trim_start().len();
        out.push(Phone {
            number: number.to_owned(),
            range: start..start + number.len(),
            kind: K::ExtensionOnly,
            label: None,
            extension: Some(number.to_owned()),
            tail_of: None,
            defects: Vec::new(),
        });
    }
}
