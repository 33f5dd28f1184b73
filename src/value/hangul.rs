//! Hangul: letters of a syllable, particles, and how alike two names are.

use crate::reference::compare_key;
use rapidfuzz::distance::levenshtein;

/// A syllable's leading consonant, vowel and final consonant as indices of the Unicode algorithm; 0 for no final.
#[must_use]
pub fn letters(syllable: char) -> Option<(u32, u32, u32)> {
    if !('가'..='힣').contains(&syllable) {
        return None;
    }
    let index = syllable as u32 - '가' as u32;
    Some((index / 588, index % 588 / 28, index % 28))
}

/// The text with each syllable taken apart into conjoining letters; everything else stays.
#[must_use]
pub fn decompose(text: &str) -> Vec<char> {
    let mut out = Vec::with_capacity(text.len());
    for c in text.chars() {
        let Some((lead, vowel, tail)) = letters(c) else {
            out.push(c);
            continue;
        };
        out.extend(char::from_u32(0x1100 + lead));
        out.extend(char::from_u32(0x1161 + vowel));
        if tail > 0 {
            out.extend(char::from_u32(0x11A7 + tail));
        }
    }
    out
}

/// The final consonant of how a text is read at its end: none, ㄹ, or another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Final {
    None,
    Rieul,
    Other,
}

fn final_of(text: &str) -> Final {
    let Some(last) = text.chars().rev().find(|c| c.is_alphanumeric()) else { return Final::None };
    if let Some((.., tail)) = letters(last) {
        return match tail {
            0 => Final::None,
            8 => Final::Rieul,
            _ => Final::Other,
        };
    }
    match last.to_ascii_uppercase() {
        // 영 일 이 삼 사 오 육 칠 팔 구
        '1' | '7' | '8' | 'L' | 'R' => Final::Rieul,
        '0' | '3' | '6' | 'M' | 'N' => Final::Other,
        _ => Final::None,
    }
}

/// The particle that fits after `word`, given with the form after a consonant first: `josa("부서", "은", "는")` is `는`.
///
/// 으로 is 로 also after ㄹ. Digits and Latin letters count as they are read.
#[must_use]
pub fn josa<'j>(word: &str, after_consonant: &'j str, after_vowel: &'j str) -> &'j str {
    match final_of(word) {
        Final::None => after_vowel,
        Final::Rieul if after_consonant.starts_with("으로") => after_vowel,
        _ => after_consonant,
    }
}

/// How many letters (not syllables) must be put in, left out or replaced to turn one text into the other.
#[must_use]
pub fn jamo_distance(a: &str, b: &str) -> usize {
    levenshtein::distance(decompose(a), decompose(b))
}

/// How two names stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameRelation {
    /// Equal after folding spaces, dots, brackets, company marks and numerals.
    Equal,
    /// One or two syllables, or a few letters, apart: probably a slip.
    Close,
    /// One holds the other whole.
    Contained,
    /// Alike, but their digits, sides or halls differ: two different places.
    Neighbours,
    Different,
}

/// Words that tell sister places apart.
const DISTINGUISHING: [&str; 46] = [
    "남부",
    "북부",
    "동부",
    "서부",
    "중부",
    "본관",
    "별관",
    "신관",
    "구관",
    "본점",
    "지점",
    "지하",
    "지상",
    "실내",
    "실외",
    "옥내",
    "옥외",
    "내부",
    "외부",
    "정문",
    "후문",
    "남문",
    "북문",
    "동문",
    "서문",
    "좌측",
    "우측",
    "앞",
    "뒤",
    "상행",
    "하행",
    "입구",
    "출구",
    "남자",
    "여자",
    "남성",
    "여성",
    "초등",
    "중학",
    "고등",
    "어린이",
    "청소년",
    "노인",
    "장애인",
    "주간",
    "야간",
];

/// Single syllables that tell sister places apart when one stands in place of the other.
const SIDES: [char; 26] = [
    '동', '서', '남', '북', '중', '신', '구', '상', '하', '좌', '우', '전', '후', '내', '외', '대', '소', '본', '별',
    '가', '나', '다', '라', 'A', 'B', 'C',
];

/// How two names of facilities or departments stand to each other (the checks of `facility-name-mismatch`).
#[must_use]
pub fn similar_names(a: &str, b: &str) -> NameRelation {
    let (a, b) = (compare_key(a), compare_key(b));
    if a == b {
        return NameRelation::Equal;
    }
    if a.is_empty() || b.is_empty() {
        return NameRelation::Different;
    }
    let (short, long) = if a.chars().count() <= b.chars().count() { (&a, &b) } else { (&b, &a) };
    let (short_len, long_len) = (short.chars().count(), long.chars().count());
    let apart = told_apart(&a, &b);
    if long.contains(short.as_str()) && short_len >= 3 {
        return if apart { NameRelation::Neighbours } else { NameRelation::Contained };
    }
    let (x, y): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let syllables = levenshtein::distance(x.iter().copied(), y.iter().copied());
    let jamo = jamo_distance(&a, &b);
    // 독정거실 and 독정거십: four syllables, one letter apart
    let close = (short_len >= 5 && syllables <= 2 && jamo <= 4)
        || (short_len >= 5 && syllables == 1)
        || (short_len >= 3 && syllables == 1 && jamo == 1)
        || (short_len >= 4 && syllables == 1 && jamo <= 2 && long_len == short_len);
    let alike = close || (short_len >= 3 && syllables <= 2 && syllables < short_len);
    match (alike, apart, close) {
        (true, true, _) => NameRelation::Neighbours,
        (true, false, true) => NameRelation::Close,
        _ => NameRelation::Different,
    }
}

/// Whether digits, a direction, a side or a hall differ.
fn told_apart(a: &str, b: &str) -> bool {
    let digits = |s: &str| s.chars().filter(char::is_ascii_digit).collect::<String>();
    if digits(a) != digits(b) {
        return true;
    }
    if DISTINGUISHING.iter().any(|w| a.contains(w) != b.contains(w)) {
        return true;
    }
    // one syllable in place of another, both of them sides
    let (x, y): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    x.len() == y.len() && x.iter().zip(&y).filter(|(p, q)| p != q).all(|(p, q)| SIDES.contains(p) && SIDES.contains(q))
}

#[cfg(test)]
mod tests {
    use super::*;
    use NameRelation as N;

    #[test]
    fn particles() {
        for (word, expected) in
            [("부서", "는"), ("과장", "은"), ("1", "은"), ("2", "는"), ("CCTV", "는"), ("팀)", "은"), ("", "는")]
        {
            assert_eq!(josa(word, "은", "는"), expected, "{word}");
        }
        assert_eq!(josa("서울", "으로", "로"), "로");
        assert_eq!(josa("부산", "으로", "로"), "으로");
        assert_eq!(josa("3", "이", "가"), "이");
    }

    #[test]
    fn distance_in_letters() {
        assert_eq!(jamo_distance("거실", "거십"), 1);
        assert_eq!(jamo_distance("가", "각"), 1);
        assert_eq!(jamo_distance("한빛", "한빛"), 0);
        assert_eq!(letters('한'), Some((18, 0, 4)));
        assert_eq!(letters('A'), None);
        assert_eq!(decompose("각a").len(), 4);
    }

    #[test]
    fn relations_of_names() {
        for (a, b, relation) in [
            ("한빛 도서관", "한빛도서관", N::Equal),
            ("한빛(도서관)", "한빛도서관", N::Equal),
            ("㈜가온", "가온", N::Equal),
            ("제Ⅰ주차장", "제1주차장", N::Equal),
            ("가온거실", "가온거십", N::Close),
            ("한빛종합복지관", "한빗종합복지관", N::Close),
            ("선거관리위원회", "거관리위원회", N::Contained),
            ("한빛도서관", "가온 한빛도서관", N::Contained),
            ("제1주차장", "제2주차장", N::Neighbours),
            ("1동", "2동", N::Different),
            ("한빛1동", "한빛2동", N::Neighbours),
            ("가온마을 남부센터", "가온마을 북부센터", N::Neighbours),
            ("한빛문화원 본관", "한빛문화원 별관", N::Neighbours),
            ("한빛체육센터", "한빛체육센터 별관", N::Neighbours),
            ("동가온초등학교", "서가온초등학교", N::Neighbours),
            ("총무과", "재무과", N::Different),
            ("도서관", "체육관", N::Different),
            ("", "가온", N::Different),
        ] {
            assert_eq!(similar_names(a, b), relation, "{a} / {b}");
            assert_eq!(similar_names(b, a), relation, "{b} / {a}");
        }
    }
}
