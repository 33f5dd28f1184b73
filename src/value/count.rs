//! Camera counts and other counts.
//!
//! ```text
//! count := ('총' | '합계' | '계')? '약'? number ('여')? unit ('씩')?
//! number := digits with thousands commas | 한글 numeral up to 열아홉
//! unit := '대' | 'EA' | '식' | '개' (cameras) | '개소' (sites) | '채널', 'CH' (channels)
//! ```
//!
//! A number without a unit is a count only in a cell ([`cell`]). What a number before 층, 동, 호, 화소, 번 출구, m, 일 or
//! 시간 means is somebody else's business. Source: appendix 5.

use super::scan::{before, char_at, char_before, digits, is_hangul, spaces, word_at};
use std::ops::Range;

/// A count in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    pub value: u32,
    /// Bytes from the first digit to the end of the unit.
    pub range: Range<usize>,
    pub unit: CountUnit,
    /// 각, 씩: it holds for each of the things listed before it.
    pub each: bool,
    /// 총, 합계, 계: it sums up others.
    pub total: bool,
    /// 약, 여, 등, 외, 이상: it is not the exact number.
    pub approx: bool,
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CountUnit {
    /// 대, EA, 식, 개.
    Camera,
    /// 개소, 곳.
    Site,
    /// 채널, CH.
    Channel,
    /// DVR, NVR, 녹화기 named right before or after the number.
    Recorder,
    /// No unit printed.
    Bare,
}

/// Units, longest first.
const UNITS: [(&str, CountUnit); 14] = [
    ("개소", CountUnit::Site),
    ("개 소", CountUnit::Site),
    ("곳", CountUnit::Site),
    ("채널", CountUnit::Channel),
    ("CH", CountUnit::Channel),
    ("ch", CountUnit::Channel),
    ("Ch", CountUnit::Channel),
    ("대", CountUnit::Camera),
    ("EA", CountUnit::Camera),
    ("ea", CountUnit::Camera),
    ("Ea", CountUnit::Camera),
    ("식", CountUnit::Camera),
    ("개", CountUnit::Camera),
    ("台", CountUnit::Camera),
];

/// Words that begin with a unit and mean something else.
const OTHER_WORDS: [&str; 24] = [
    "개월",
    "개년",
    "개국",
    "개동",
    "개층",
    "개실",
    "개과",
    "개팀",
    "개 층",
    "개 동",
    "개교",
    "개사",
    "개반",
    "개인",
    "대기",
    "대학",
    "대회",
    "대로",
    "대상",
    "대형",
    "식당",
    "식별",
    "식사",
    "대합실",
];

/// Korean numerals that notices print before 대.
const NUMERALS: [(&str, u32); 24] = [
    ("열두", 12),
    ("열한", 11),
    ("열세", 13),
    ("열네", 14),
    ("열다섯", 15),
    ("열여섯", 16),
    ("열일곱", 17),
    ("열여덟", 18),
    ("열아홉", 19),
    ("스무", 20),
    ("열", 10),
    ("아홉", 9),
    ("여덟", 8),
    ("일곱", 7),
    ("여섯", 6),
    ("다섯", 5),
    ("네", 4),
    ("세", 3),
    ("두", 2),
    ("한", 1),
    ("넷", 4),
    ("셋", 3),
    ("둘", 2),
    ("하나", 1),
];

/// All counts with a unit, in order. Does not allocate for a text without one.
#[must_use]
pub fn find(text: &str) -> Vec<Count> {
    let mut out = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut hangul_unit = false;
    while at < bytes.len() {
        let b = bytes[at];
        if b.is_ascii_digit() {
            let end = number_end(text, at);
            if let Some(count) = counted(text, at, end) {
                at = count.range.end;
                out.push(count);
            } else {
                at = end;
            }
        } else {
            // 대 is EB 8C 80
            hangul_unit |= b == 0xEB && bytes.get(at + 1) == Some(&0x8C) && bytes.get(at + 2) == Some(&0x80);
            at += 1;
        }
    }
    if hangul_unit && spelt(text, &mut out) {
        out.sort_by_key(|c| c.range.start);
    }
    out
}

/// The sum of the counts that stand in brackets (`현관(2), 복도(3대)`).
#[must_use]
pub fn sum_in_brackets(text: &str) -> u32 {
    let numbers = text.split('(').skip(1).filter_map(|inner| cell(inner.split(')').next()?));
    numbers.fold(0, u32::saturating_add)
}

/// The count that a table cell holds: a bare number or one with a unit (`16`, `1,094`, `4 대`, `총 17 대`, `(8대)`).
///
/// `None` for anything that says more than one count.
#[must_use]
pub fn cell(text: &str) -> Option<u32> {
    let mut inner = text.trim();
    for (open, close) in [("(", ")"), ("[", "]"), ("<", ">")] {
        if let Some(bare) = inner.strip_prefix(open).and_then(|i| i.strip_suffix(close)) {
            inner = bare.trim();
        }
    }
    for word in ["합계", "총계", "소계", "총", "계", "약", "각"] {
        if let Some(rest) = inner.strip_prefix(word) {
            inner = rest.trim_start_matches([' ', ':']);
            break;
        }
    }
    if !inner.starts_with(|c: char| c.is_ascii_digit()) {
        let (word, value) = NUMERALS.iter().find(|(word, _)| inner.starts_with(word))?;
        return (inner[word.len()..].trim() == "대").then_some(*value);
    }
    let end = number_end(inner, 0);
    let value = value_of(&inner[..end])?;
    let rest = inner[end..].trim();
    let rest = rest.strip_suffix('.').unwrap_or(rest);
    let known = rest.is_empty()
        || UNITS.iter().any(|(unit, kind)| rest == *unit && matches!(kind, CountUnit::Camera | CountUnit::Site));
    (known && value < 1_000_000).then_some(value)
}

/// Words for the kinds of a device, before the number of its kind in a cell.
const KINDS: [&str; 16] = [
    "고정형",
    "고정식",
    "고정",
    "회전형",
    "회전식",
    "회전",
    "스피드돔",
    "돔형",
    "돔",
    "불릿",
    "PTZ",
    "줌",
    "일반",
    "CCTV",
    "카메라",
    "열화상",
];

/// The sum of a cell that counts kinds of cameras one by one (`30대/12대`, `고정 : 30대, 회전 : 4대`), or one
/// kind (`CCTV 16대`).
#[must_use]
pub fn kinds(text: &str) -> Option<u32> {
    let mut sum = 0u32;
    let mut pieces = 0;
    let mut named = false;
    for piece in text.split(['/', ',', '+', '\n']).map(str::trim) {
        let mut number = piece;
        while let Some(rest) = KINDS.iter().find_map(|k| number.strip_prefix(k)) {
            named = true;
            number = rest.trim_start_matches([' ', ':']);
        }
        let bare = number.strip_prefix('(').and_then(|n| n.strip_suffix(')')).unwrap_or(number);
        if !bare.trim_end().ends_with('대') || bare.starts_with(['총', '합', '계']) {
            return None;
        }
        sum = sum.checked_add(cell(number)?)?;
        pieces += 1;
    }
    (pieces > 1 || named).then_some(sum)
}

/// Whether the text is a count left to be filled in: `00대`, `OOO대`, `○○대`, `( )대`, `__대`.
#[must_use]
pub fn placeholder(text: &str) -> bool {
    let inner = text.trim().trim_start_matches("총").trim_start();
    let Some(head) =
        inner.strip_suffix('대').or_else(|| inner.strip_suffix("개소")).or_else(|| inner.strip_suffix('개'))
    else {
        return false;
    };
    let head = head.trim();
    let blank = |c: char| matches!(c, 'O' | 'o' | '○' | '◯' | '〇' | 'X' | 'x' | '_' | '*' | '△' | '□');
    if head.starts_with('(') && head.ends_with(')') {
        return head[1..head.len() - 1].chars().all(|c| c == ' ' || blank(c) || c == '0');
    }
    !head.is_empty()
        && (head.chars().all(|c| blank(c) || c == ' ') || (head.len() > 1 && head.bytes().all(|b| b == b'0')))
}

/// End of a number with thousands commas.
fn number_end(text: &str, at: usize) -> usize {
    let mut end = digits(text, at);
    if end - at > 3 {
        return end;
    }
    while text.as_bytes().get(end) == Some(&b',') && digits(text, end + 1) == end + 4 {
        end += 4;
    }
    end
}

fn value_of(number: &str) -> Option<u32> {
    let mut value = 0u32;
    for b in number.bytes().filter(u8::is_ascii_digit) {
        value = value.checked_mul(10)?.checked_add(u32::from(b - b'0'))?;
    }
    Some(value)
}

/// The number from `at` to `end` with the unit after it.
fn counted(text: &str, at: usize, end: usize) -> Option<Count> {
    let number = &text[at..end];
    if number.len() > 1 && number.starts_with('0') {
        return None; // 00대
    }
    let mut p = end;
    let mut approx = false;
    if word_at(text, p, &["여"]).is_some() {
        approx = true;
        p += "여".len();
    }
    let unit_at = spaces(text, p);
    if unit_at - p > 2 {
        return None;
    }
    let (word, mut unit) = *UNITS.iter().find(|(word, _)| text[unit_at..].starts_with(word))?;
    if word_at(text, unit_at, &OTHER_WORDS).is_some() && !text[unit_at..].starts_with("개소") {
        return None;
    }
    let mut stop = unit_at + word.len();
    if word.is_ascii() && char_at(text, stop).is_some_and(|c| c.is_ascii_alphabetic()) {
        return None;
    }
    // 식 and 개 are units only at the end of a word
    if matches!(word, "식" | "개")
        && char_at(text, stop).is_some_and(|c| is_hangul(c) && c != '씩' && c != '의' && c != '를' && c != '가')
    {
        return None;
    }
    // a decimal, a range of numbers, 제3대
    if char_before(text, at).is_some_and(|c| matches!(c, '.' | '제' | '/' | '*')) && at > 0 {
        let joined = char_before(text, at - 1).is_some_and(|c| c.is_ascii_digit());
        if text[..at].ends_with('제') || joined {
            return None;
        }
    }
    let head = before(text, at);
    let mut each = false;
    let mut total = false;
    let mut rest = head;
    loop {
        let cut = rest.trim_end_matches([':', ' ', '(', '-', '[']);
        if !each && ends_word(cut, &["각각", "각"]) {
            each = true;
            rest = cut.strip_suffix("각각").or_else(|| cut.strip_suffix('각')).unwrap_or("");
        } else if !total && ends_word(cut, &["총", "합계", "총계", "계", "소계", "합"]) {
            total = true;
            break;
        } else if !approx && (ends_word(cut, &["약"]) || cut.ends_with(" 외") || cut.ends_with(")외")) {
            approx = true; // 내·외 is no remainder
            rest = cut.strip_suffix('약').or_else(|| cut.strip_suffix('외')).unwrap_or("");
        } else {
            break;
        }
    }
    if text[stop..].starts_with('씩') {
        each = true;
        stop += "씩".len();
    }
    let tail = text[spaces(text, stop)..].trim_start_matches(')');
    approx |=
        tail.starts_with("이상") || tail.starts_with("내외") || tail.starts_with("정도") || tail.starts_with("등 ");
    let name = before(text, at).trim_end_matches([':', ' ', '(', '-']);
    if unit == CountUnit::Camera
        && ["DVR", "NVR", "녹화기", "녹화장치", "저장장치", "모니터", "서버"].iter().any(|w| name.ends_with(w))
    {
        unit = CountUnit::Recorder;
    }
    Some(Count { value: value_of(number)?, range: at..stop, unit, each, total, approx })
}

/// Whether `head` ends with one of `words` and the word is not the end of a longer one (감각, 설계).
fn ends_word(head: &str, words: &[&str]) -> bool {
    words.iter().any(|w| {
        head.strip_suffix(w).is_some_and(|rest| {
            let c = rest.chars().next_back();
            c.is_none_or(|c| !is_hangul(c)) || (w.chars().count() > 1)
        })
    })
}

/// 한글 numerals before 대; whether there was one.
fn spelt(text: &str, out: &mut Vec<Count>) -> bool {
    let mut found = false;
    for (unit_at, _) in text.match_indices('대') {
        let head = before(text, unit_at);
        let Some((word, value)) = NUMERALS.iter().find(|(word, _)| head.ends_with(word)) else { continue };
        let start = head.len() - word.len();
        let boundary = char_before(text, start).is_none_or(|c| !c.is_alphanumeric());
        let after = char_at(text, unit_at + '대'.len_utf8());
        let ends = after.is_none_or(|c| !is_hangul(c) || matches!(c, '를' | '가' | '의' | '씩' | '로' | '와' | '이'));
        let other = word_at(text, unit_at, &OTHER_WORDS).is_some() && after.is_some_and(is_hangul);
        // 한 대학, 세대
        if boundary && ends && !other && (unit_at > head.len() || word.len() > 3 || *word == "열") {
            let each = text[unit_at + 3..].starts_with('씩') || ends_word(before(text, start), &["각", "각각"]);
            let total = ends_word(before(text, start), &["총", "합계"]);
            let range = start..unit_at + '대'.len_utf8();
            out.push(Count { value: *value, range, unit: CountUnit::Camera, each, total, approx: false });
            found = true;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str) -> Vec<(u32, CountUnit)> {
        find(text).into_iter().map(|c| (c.value, c.unit)).collect()
    }

    #[test]
    fn counts_with_units() {
        use CountUnit as U;
        for (text, expected) in [
            ("총 11대", &[(11, U::Camera)][..]),
            ("1,538대", &[(1538, U::Camera)]),
            ("4 대", &[(4, U::Camera)]),
            ("3개소", &[(3, U::Site)]),
            ("3개소 7대", &[(3, U::Site), (7, U::Camera)]),
            ("거실(51대), 복도(4 대)", &[(51, U::Camera), (4, U::Camera)]),
            ("CCTV 열두 대", &[(12, U::Camera)]),
            ("카메라 세 대와 2대", &[(3, U::Camera), (2, U::Camera)]),
            ("16CH 녹화기 2대", &[(16, U::Channel), (2, U::Recorder)]),
            ("DVR 1대, 카메라 8대", &[(1, U::Recorder), (8, U::Camera)]),
            ("3EA", &[(3, U::Camera)]),
            ("1식", &[(1, U::Camera)]),
            ("12개", &[(12, U::Camera)]),
            ("1층 복도(1대), 3번 출구 2대", &[(1, U::Camera), (2, U::Camera)]),
            ("내부8대-1층: 총 5대(조리실 2대", &[(8, U::Camera), (5, U::Camera), (2, U::Camera)]),
        ] {
            assert_eq!(values(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_count() {
        for text in [
            "",
            "제1호",
            "200만 화소",
            "101동",
            "1층",
            "3번 출구",
            "40m",
            "30일",
            "24시간",
            "2023. 9. 15.",
            "제25조제1항",
            "1개월",
            "3개월",
            "00대",
            "제2대 원장",
            "5개 층",
            "2대학",
            "10대로",
            "세대 수",
            "한 대학",
            "1식당",
            "360도",
            "2호기",
            "3개인",
        ] {
            assert_eq!(values(text), [], "{text}");
        }
    }

    #[test]
    fn words_around_a_count() {
        let flags = |text: &str| find(text).iter().map(|c| (c.each, c.total, c.approx)).collect::<Vec<_>>();
        for (text, expected) in [
            ("정문, 후문 각 1대", (true, false, false)),
            ("층별 2대씩", (true, false, false)),
            ("총 11대", (false, true, false)),
            ("합계: 11대", (false, true, false)),
            ("(총 11대)", (false, true, false)),
            ("설계 11대", (false, false, false)),
            ("약 30대", (false, false, true)),
            ("30여 대", (false, false, true)),
            ("총 약 30대", (false, true, true)),
            ("정문 외 3대", (false, false, true)),
            ("건물 내·외 28대", (false, false, false)),
            ("30대 이상", (false, false, true)),
            ("감각 3대", (false, false, false)),
        ] {
            assert_eq!(flags(text), [expected], "{text}");
        }
    }

    #[test]
    fn cells() {
        for (text, value) in [
            ("16", Some(16)),
            ("1,094", Some(1094)),
            ("4 대", Some(4)),
            ("총 17 대", Some(17)),
            ("(8대)", Some(8)),
            ("합계 12", Some(12)),
            ("0", Some(0)),
            ("두 대", Some(2)),
            ("3개소", Some(3)),
            ("1층", None),
            ("3~5", None),
            ("16CH", None),
            ("1대 1층 로비", None),
            ("2023.9", None),
            ("", None),
            ("-", None),
            ("99999999999", None),
        ] {
            assert_eq!(cell(text), value, "{text}");
        }
    }

    #[test]
    fn kinds_in_a_cell_add_up() {
        for (text, value) in [
            ("30대/12대", Some(42)),
            ("고정 : 34대", Some(34)),
            ("고정형 6대, 회전형 2대", Some(8)),
            ("CCTV 16대", Some(16)),
            ("4대", None),
            ("본관 3대, 별관 4대", None),
            ("3/4", None),
            ("총 7대 / 고정 5대", None),
        ] {
            assert_eq!(kinds(text), value, "{text}");
        }
    }

    #[test]
    fn blanks() {
        for (text, expected) in [
            ("00대", true),
            ("OOO대", true),
            ("○○대", true),
            ("( )대", true),
            ("(  ) 대", true),
            ("총 ○○ 대", true),
            ("0대", false),
            ("10대", false),
            ("00", false),
            ("현대", false),
        ] {
            assert_eq!(placeholder(text), expected, "{text}");
        }
    }
}
