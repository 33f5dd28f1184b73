//! What stands around a number: its label and its extension.

use super::PhoneLabel;
use crate::value::scan::{char_at, char_before, digits, is_hangul, spaces};

/// Marks between a label and its number.
fn is_joint(c: char) -> bool {
    matches!(c, ' ' | ':' | '：' | '.' | ')' | '(' | '-' | '·' | '=' | ']' | '[' | '*' | '번' | '호')
}

/// The label that ends where the number at `at` begins.
pub(super) fn label_before(text: &str, at: usize) -> Option<PhoneLabel> {
    let head = text.get(..at)?.trim_end_matches(is_joint);
    // 대표전화, 전화(대표)
    let head = head.strip_suffix("대표").unwrap_or(head).trim_end_matches(is_joint);
    let word = kind_at_end(head)?;
    let (len, label) = word;
    let rest = head[..head.len() - len].trim_end_matches([' ', '/', '·', '&', ',', '및']);
    let joined = head[rest.len()..head.len() - len].chars().any(|c| c != ' ');
    if joined && kind_at_end(rest).is_some_and(|(_, other)| other != label) {
        return Some(PhoneLabel::TelFax);
    }
    Some(label)
}

/// The label that stands in a bracket after the number that ends at `at`.
pub(super) fn label_after(text: &str, at: usize) -> Option<(PhoneLabel, usize)> {
    let open = spaces(text, at);
    if text.as_bytes().get(open) != Some(&b'(') {
        return None;
    }
    let close = open + text[open..].chars().take(16).collect::<String>().find(')')?;
    let inner = text.get(open + 1..close)?.trim();
    let label = match inner {
        "전화·팩스" | "전화/팩스" | "전화·팩스 겸용" | "팩스 겸용" | "팩스겸용" => {
            PhoneLabel::TelFax
        }
        _ => {
            let (len, label) = kind_at_end(inner)?;
            if len != inner.len() {
                return None;
            }
            label
        }
    };
    Some((label, close + 1))
}

/// A label word at the end of `head`: its length in bytes and what it means.
fn kind_at_end(head: &str) -> Option<(usize, PhoneLabel)> {
    for (words, label) in [
        (&["팩스", "팩시밀리", "전송", "℻", "FAX", "Fax", "fax", "📠", "팩스번"][..], PhoneLabel::Fax),
        (
            &[
                "전화",
                "연락처",
                "☎",
                "℡",
                "☏",
                "📞",
                "TEL",
                "Tel",
                "tel",
                "문의",
                "유선",
                "핸드폰",
                "휴대폰",
                "H.P",
                "HP",
            ],
            PhoneLabel::Tel,
        ),
        (&["겸용"], PhoneLabel::TelFax),
    ] {
        if let Some(word) = words.iter().find(|w| head.ends_with(**w)) {
            return Some((word.len(), label));
        }
    }
    // T. and F. stand alone: 2F is a floor
    let (letter, label) = match head.chars().next_back()? {
        'T' | 't' => ('T', PhoneLabel::Tel),
        'F' | 'f' => ('F', PhoneLabel::Fax),
        _ => return None,
    };
    let alone = char_before(head, head.len() - 1).is_none_or(|c| !c.is_alphanumeric() || is_hangul(c));
    alone.then_some((letter.len_utf8(), label))
}

/// The extension after the number that ends at `at`: its digits and its end.
pub(super) fn extension_after(text: &str, at: usize) -> Option<(String, usize)> {
    let mut p = spaces(text, at);
    let open = text.as_bytes().get(p) == Some(&b'(');
    if open {
        p = spaces(text, p + 1);
    }
    let named = extension_word(text, p);
    let start = match named {
        Some(end) => end,
        None if open => p,
        None => return None,
    };
    let end = digits(text, start);
    let after = if open { spaces(text, skip_word(text, end)) } else { end };
    let closed = !open || text.as_bytes().get(after) == Some(&b')');
    let shape = match named {
        Some(_) => (1..=5).contains(&(end - start)),
        None => (2..=4).contains(&(end - start)) && end == after,
    };
    (closed && shape).then(|| (text[start..end].to_owned(), if open { after + 1 } else { end }))
}

/// After 번, when it follows an extension.
fn skip_word(text: &str, at: usize) -> usize {
    if text[at..].starts_with('번') { at + '번'.len_utf8() } else { at }
}

/// The end of a word at `at` that announces an extension, separators after it included.
pub(super) fn extension_word(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let word = ["내선번호", "내선", "구내번호", "구내", "교환", "교", "ext.", "Ext.", "EXT.", "ext", "Ext", "EXT", "#"]
        .into_iter()
        .find(|w| rest.starts_with(w))?;
    let standalone = word == "#" || char_before(text, at).is_none_or(|c| !c.is_alphanumeric());
    let mut end = at + word.len();
    while char_at(text, end).is_some_and(|c| matches!(c, ' ' | ':' | '.' | ')' | '-')) {
        end += 1;
    }
    let digit = text.as_bytes().get(end).is_some_and(u8::is_ascii_digit);
    (standalone && digit).then_some(end)
}
