//! What follows a number and belongs to it: label, extension, range, list.

use super::label::{extension_after, label_after};
use super::{Phone, PhoneKind as K};
use crate::reference::telephone;
use crate::value::scan::{char_at, digits, spaces};

/// Label, extension, ranges and lists after the number that was pushed last; where to go on.
pub(super) fn surroundings(text: &str, mut end: usize, out: &mut Vec<Phone>) -> usize {
    let base = out.len() - 1;
    loop {
        if let Some((label, next)) = label_after(text, end) {
            if let Some(phone) = out.last_mut() {
                phone.label = phone.label.or(Some(label));
            }
            end = next;
        } else if let Some((extension, next)) = extension_after(text, end) {
            if let Some(phone) = out.last_mut() {
                phone.extension = Some(extension);
            }
            end = next;
        } else if let Some((phone, next)) = tail(text, end, base, out) {
            out.push(phone);
            end = next;
        } else {
            return end;
        }
    }
}

/// `~7`, `, 4171`, `·2356`, `/6`, `, 555-2356` after the number `base`.
fn tail(text: &str, end: usize, base: usize, out: &[Phone]) -> Option<(Phone, usize)> {
    let first = out.get(base)?;
    if !matches!(first.kind, K::Geographic { .. } | K::Local | K::Nationwide | K::Internet) {
        return None;
    }
    let mark_at = spaces(text, end);
    let mark = char_at(text, mark_at)?;
    let least = match mark {
        '~' | '∼' | '～' | '/' => 1,
        '-' | '–' if mark_at == end => 1,
        ',' | '·' | 'ㆍ' | '、' | '&' => 2,
        _ => return None,
    };
    let start = spaces(text, mark_at + mark.len_utf8());
    let stop = digits(text, start);
    let count = stop - start;
    let next = char_at(text, stop);
    let number = first.number.as_str();
    // 032-555-2355, 555-2356
    if (3..=4).contains(&count) && next == Some('-') && !matches!(mark, '-' | '–') {
        let line = digits(text, stop + 1);
        let whole = line - stop == 5 && text.as_bytes()[start] >= b'2' && !text[line..].starts_with('-');
        let K::Geographic { area } = first.kind else { return None };
        if !whole {
            return None;
        }
        return Some((continued(first, base, format!("{area}-{}", &text[start..line]), start..line), line));
    }
    let unit = next.is_some_and(|c| {
        matches!(
            c,
            '층' | '대' | '시' | '호' | '일' | '년' | '월' | '개' | '번' | '명' | '동' | '실' | '분' | '인' | '원'
        ) || c.is_ascii_alphabetic()
            || c == ':'
    });
    let date = matches!(next, Some('-' | '.')) && text.as_bytes().get(stop + 1).is_some_and(u8::is_ascii_digit);
    let spaced_unit = char_at(text, spaces(text, stop)).is_some_and(|c| matches!(c, '층' | '대' | '호' | '년'));
    if !(least..=4).contains(&count) || unit || date || spaced_unit || telephone::is_short_code(&text[start..stop]) {
        return None;
    }
    let keep = number.len().checked_sub(count)?;
    if number.as_bytes()[keep..].contains(&b'-') {
        return None;
    }
    Some((continued(first, base, format!("{}{}", &number[..keep], &text[start..stop]), start..stop), stop))
}

fn continued(first: &Phone, base: usize, number: String, range: std::ops::Range<usize>) -> Phone {
    Phone {
        number,
        range,
        kind: first.kind,
        label: first.label,
        extension: None,
        tail_of: Some(base),
        defects: Vec::new(),
    }
}
