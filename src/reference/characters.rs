//! Characters that office documents write in several ways, from `data/characters.csv`.

use super::{keep, rows};
use std::borrow::Cow;
use std::sync::LazyLock;

/// What sort of character a row of the table describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    MiddleDot,
    Hyphen,
    Tilde,
    Space,
    /// Invisible: dropped wherever it stands.
    Drop,
    Bracket,
    Quote,
    Symbol,
    Bullet,
    Digit,
    Numeral,
    PrivateUse,
}

/// A row of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Character {
    pub char: char,
    pub class: Class,
    /// For a comparison key, never for output.
    pub compare_as: &'static str,
    /// What may be written in its place; `None` leaves it, `Some("")` removes it.
    pub rewrite_to: Option<&'static str>,
}

static TABLE: LazyLock<Vec<Character>> = LazyLock::new(|| {
    let mut table: Vec<Character> = rows(include_str!("data/characters.csv"))
        .filter_map(|row| {
            let code = row.get(0)?.strip_prefix("U+")?;
            Some(Character {
                char: char::from_u32(u32::from_str_radix(code, 16).ok()?)?,
                class: class(row.get(2)?),
                compare_as: keep(row.get(4)?),
                rewrite_to: match row.get(5)? {
                    "" => None,
                    "(remove)" => Some(""),
                    to => Some(keep(to)),
                },
            })
        })
        .collect();
    table.sort_by_key(|c| c.char);
    table
});

fn class(name: &str) -> Class {
    match name {
        "middle-dot" => Class::MiddleDot,
        "hyphen" => Class::Hyphen,
        "tilde" => Class::Tilde,
        "space" => Class::Space,
        "drop" => Class::Drop,
        "bracket" => Class::Bracket,
        "quote" => Class::Quote,
        "symbol" => Class::Symbol,
        "digit" => Class::Digit,
        "numeral" => Class::Numeral,
        name if name.starts_with("pua") => Class::PrivateUse,
        _ => Class::Bullet,
    }
}

/// What is known about a character; ASCII letters and digits and Hangul syllables are not in the table.
#[must_use]
pub fn lookup(c: char) -> Option<&'static Character> {
    if c.is_ascii_alphanumeric() || ('가'..='힣').contains(&c) {
        return None;
    }
    TABLE.binary_search_by_key(&c, |row| row.char).ok().map(|at| &TABLE[at])
}

/// The key by which two names are compared: the single place where spelling is folded.
///
/// White space, dots, hyphens, tildes, brackets, quotes, bullets and other marks are dropped, full-width and circled
/// digits and Roman numerals become ASCII, one hyphen stays between digits (1~5층 is not 15층), letters become upper case, and ㈜, (주), ㈱, (株) and 주식회사 vanish, since a
/// name means the same firm without them. Two names are equal when their keys are. A text of marks alone has an empty key.
///
/// ```
/// # use bangchim::reference::compare_key;
/// assert_eq!(compare_key("㈜한빛 시스템"), compare_key("한빛시스템(주)"));
/// assert_eq!(compare_key("제Ⅱ 주차장"), compare_key("제2주차장"));
/// ```
#[must_use]
pub fn compare_key(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let mut key = String::with_capacity(text.len());
    let nfc: Cow<'_, str> =
        if unicode_normalization::is_nfc(text) { text.into() } else { text.nfc().collect::<String>().into() };
    let mut gap = false;
    for c in nfc.chars() {
        let before = key.len();
        match c {
            '㈜' | '㈱' => {}
            _ if c.is_ascii_alphanumeric() => key.push(c.to_ascii_uppercase()),
            '가'..='힣' => key.push(c),
            'Ａ'..='Ｚ' => key.push((b'A' + (c as u32 - 'Ａ' as u32) as u8) as char),
            'ａ'..='ｚ' => key.push((b'A' + (c as u32 - 'ａ' as u32) as u8) as char),
            'ⅰ'..='ⅸ' => key.push((b'1' + (c as u32 - 'ⅰ' as u32) as u8) as char),
            'Ⅰ'..='Ⅸ' => key.push((b'1' + (c as u32 - 'Ⅰ' as u32) as u8) as char),
            'ⅹ' | 'Ⅹ' => key.push_str("10"),
            _ => match lookup(c) {
                Some(row) if matches!(row.class, Class::Digit | Class::Numeral) => {
                    key.extend(row.compare_as.chars().filter(char::is_ascii_alphanumeric));
                }
                Some(row) if row.class == Class::Symbol => {
                    key.extend(row.compare_as.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase));
                }
                Some(_) => {}
                None if c.is_alphanumeric() || c == '\u{FFFD}' || c == '?' => key.push(c),
                None => {}
            },
        }
        if key.len() == before {
            gap = gap || c != ',';
        } else if std::mem::take(&mut gap) {
            // 1~5층 is not 15층
            let digit = |at: usize| key.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
            if before > 0 && digit(before - 1) && digit(before) {
                key.insert(before, '-');
            }
        }
    }
    // the brackets of (주) are gone by now: a company mark stands at either end of a name
    for mark in ["주식회사", "株"] {
        if key.len() > mark.len() && key.contains(mark) {
            key = key.replace(mark, "");
        }
    }
    let bare = text.trim();
    if bare.starts_with("(주)") || bare.starts_with("（주）") {
        key.drain(..'주'.len_utf8().min(key.len()));
    } else if bare.ends_with("(주)") || bare.ends_with("（주）") {
        key.truncate(key.len().saturating_sub('주'.len_utf8()));
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        assert_eq!(TABLE.len(), 271);
        assert!(TABLE.windows(2).all(|w| w[0].char < w[1].char), "one row for a character");
    }

    #[test]
    fn spellings_of_one_name_have_one_key() {
        for (a, b) in [
            ("설치․운영", "설치·운영"),
            ("안전 총괄과", "안전총괄과"),
            ("㈜가온", "(주)가온"),
            ("가온(주)", "주식회사 가온"),
            ("제１주차장", "제1주차장"),
            ("「한빛」 도서관", "한빛도서관"),
            ("1～5층", "1~5층"),
            ("cctv", "CCTV"),
            ("\u{1112}\u{1161}\u{11ab}빛", "한빛"),
        ] {
            assert_eq!(compare_key(a), compare_key(b), "{a} / {b}");
        }
        assert_ne!(compare_key("1층"), compare_key("2층"));
        assert_ne!(compare_key("1~5층"), compare_key("15층"));
        assert_eq!(compare_key("1 - 5층"), compare_key("1~5층"));
        assert_eq!(compare_key(" - · "), "");
        assert_eq!(compare_key("주차장"), "주차장");
    }
}
