//! Retention periods.
//!
//! ```text
//! period := from? bound? N ('~' N)? unit ('간' | '이내' | '이상' | '미만' | '초과' | '내외')?
//! from   := ('촬영' | '저장' | '녹화' | '수집') '일'? ('로부터' | '부터' | '후')
//! bound  := '약' | '평균' | '최대' | '최소'
//! unit   := '일' | '주' | '개월' | '달' | '년' | '시간'
//! ```
//!
//! 개월 and 달 are 30 days, 주 is 7, 년 is 365, 24 시간 are one day. A plain number of days comes out only where the text
//! has exactly one; ranges, several parts and lower bounds have none. Source: appendix 5.

use super::scan::{char_at, char_before, digits, spaces, word_at};
use std::ops::Range;

/// A retention period as printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    /// Whole days, where the text has one plain number.
    pub days: Option<u32>,
    pub kind: PeriodKind,
    /// The longest period named in days, where any is.
    pub longest_days: Option<u32>,
    /// A number without unit (`30`); plausible periods only.
    pub unit_missing: bool,
    /// Bytes from the first number to the end of its unit and bound; the whole text where there is no number.
    pub range: Range<usize>,
}

/// How a period is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PeriodKind {
    /// 30일, 평균 30일, 30일 내외.
    Days,
    /// 30일 이내, 최대 30일.
    AtMost,
    /// 30일 이상.
    AtLeast,
    /// 15~30일.
    Range,
    /// Different periods for different things.
    Several,
    /// 미보유, 저장하지 않음.
    NotRecorded,
    /// A period in words (영구, 목적 달성 시까지).
    NoPlainNumber,
    /// 00일, ○○일.
    Placeholder,
    /// Wording that gives no period.
    Unparsed,
}

/// Bare numbers that may be a period whose unit got lost.
const PLAUSIBLE: [u32; 17] = [5, 7, 10, 14, 15, 20, 21, 25, 28, 30, 31, 40, 45, 60, 90, 180, 365];

/// One number with its unit.
#[derive(Clone, Debug)]
struct Term {
    low: Option<u32>,
    days: u32,
    at_most: bool,
    at_least: bool,
    range: Range<usize>,
}

/// Reads the text of a retention cell or the value of a retention label.
#[must_use]
pub fn parse(text: &str) -> Period {
    let whole = |kind| Period { days: None, kind, longest_days: None, unit_missing: false, range: 0..text.len() };
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return whole(PeriodKind::Unparsed);
    }
    if is_placeholder(trimmed) {
        return whole(PeriodKind::Placeholder);
    }
    let terms = terms(text);
    if not_recorded(trimmed) {
        let mut period = whole(PeriodKind::NotRecorded);
        period.longest_days = terms.iter().map(|t| t.days).max();
        return period;
    }
    if terms.is_empty() {
        return bare_number(text).unwrap_or_else(|| {
            let open = ["영구", "달성", "까지", "삭제", "수시", "용량"].iter().any(|w| trimmed.contains(w));
            whole(if open && !trimmed.contains("용량") { PeriodKind::NoPlainNumber } else { PeriodKind::Unparsed })
        });
    }
    let first = &terms[0];
    let longest = terms.iter().map(|t| t.days).max();
    let period =
        |days, kind| Period { days, kind, longest_days: longest, unit_missing: false, range: first.range.clone() };
    // 1개월(14): a second number that contradicts or qualifies the first in no way that can be read
    if stray_number(text, &terms) {
        return period(None, PeriodKind::Unparsed);
    }
    let same = terms.iter().all(|t| t.days == first.days && t.low == first.low);
    if !same {
        let mut several = period(None, PeriodKind::Several);
        several.range = first.range.start..terms[terms.len() - 1].range.end;
        return several;
    }
    if first.low.is_some() {
        return period(None, PeriodKind::Range);
    }
    if first.at_least {
        return period(None, PeriodKind::AtLeast);
    }
    // a further period in words: 위반 사진은 준영구
    if trimmed.contains("영구")
        && !trimmed.contains("영구 삭제")
        && !trimmed.contains("영구삭제")
        && !trimmed.contains("영구적")
    {
        return period(None, PeriodKind::Several);
    }
    period(Some(first.days), if first.at_most { PeriodKind::AtMost } else { PeriodKind::Days })
}

/// All numbers with a unit of time that may be a period.
fn terms(text: &str) -> Vec<Term> {
    let mut out = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at].is_ascii_digit() {
            let end = digits(text, at);
            if let Some(term) = term(text, at, end) {
                at = term.range.end;
                out.push(term);
            } else {
                at = end.max(at + 1);
            }
        } else if let Some(word) = word_at(text, at, &["한달", "한 달", "일개월", "두 달", "두달", "일주일", "보름"])
        {
            let days = match word {
                "두 달" | "두달" => 60,
                "일주일" => 7,
                "보름" => 15,
                _ => 30,
            };
            out.push(bounds(
                text,
                Term { low: None, days, at_most: false, at_least: false, range: at..at + word.len() },
            ));
            at += word.len();
        } else {
            at += char_at(text, at).map_or(1, char::len_utf8);
        }
    }
    out
}

/// The period that begins with the digits from `at` to `end`.
fn term(text: &str, at: usize, end: usize) -> Option<Term> {
    let value: u32 = text[at..end].parse().ok()?;
    // dates, articles, versions
    if char_before(text, at).is_some_and(|c| matches!(c, '제' | '.' | '-' | ':' | '/')) && at > 1 {
        let number_before =
            char_before(text, at - char_before(text, at)?.len_utf8()).is_some_and(|c| c.is_ascii_digit());
        if text[..at].ends_with('제') || number_before {
            return None;
        }
    }
    // (25)일: a form printed the brackets, the number was put between them
    let (at, end) = match bracketed(text, at, end) {
        Some(range) => (range.start, range.end),
        None => (at, end),
    };
    let after = spaces(text, end);
    // 15~30일, 1개월~3개월
    let (first_unit, unit_end) = unit(text, after).map_or((None, end), |(u, e)| (Some(u), e));
    let tilde = spaces(text, if first_unit.is_some() { unit_end } else { end });
    if let Some(mark) = char_at(text, tilde).filter(|&c| matches!(c, '~' | '∼' | '～' | '-' | '–')) {
        let start = spaces(text, tilde + mark.len_utf8());
        let stop = digits(text, start);
        if stop > start
            && let Some((u, e)) = unit(text, spaces(text, stop))
        {
            let high: u32 = text[start..stop].parse().ok()?;
            let low = value.saturating_mul(first_unit.unwrap_or(u)) / scale(first_unit.unwrap_or(u));
            let days = high.saturating_mul(u) / scale(u);
            return Some(bounds(text, Term { low: Some(low), days, at_most: false, at_least: false, range: at..e }));
        }
    }
    let u = first_unit?;
    if u == HOURS && !value.is_multiple_of(24) {
        return None;
    }
    let days = if u == HOURS { value / 24 } else { value.saturating_mul(u) };
    // 24시간 is when, not how long
    if u == HOURS
        && days < 2
        && !text[unit_end..].trim_start().starts_with("이내")
        && text.trim() != &text[at..unit_end]
    {
        return None;
    }
    if days == 0 || days > 40_000 {
        return None;
    }
    Some(bounds(text, Term { low: None, days, at_most: false, at_least: false, range: at..unit_end }))
}

/// A number in brackets of its own, right before its unit.
fn bracketed(text: &str, at: usize, end: usize) -> Option<Range<usize>> {
    let open = text[..at].trim_end().strip_suffix('(')?.len();
    let close = spaces(text, end);
    let after = close + 1;
    (text[close..].starts_with(')') && unit(text, after).is_some()).then_some(open..after)
}

/// Stands for hours among the days of a unit.
const HOURS: u32 = u32::MAX;

fn scale(unit: u32) -> u32 {
    if unit == HOURS { HOURS / 24 } else { 1 }
}

/// The unit at `at` in days and its end.
fn unit(text: &str, at: usize) -> Option<(u32, usize)> {
    let (word, days) = [
        ("개월", 30),
        ("개 월", 30),
        ("주일", 7),
        ("주간", 7),
        ("시간", HOURS),
        ("일간", 1),
        ("달", 30),
        ("년간", 365),
        ("년", 365),
        ("주", 7),
        ("일", 1),
        ("月", 30),
        ("日", 1),
        ("days", 1),
        ("day", 1),
        ("Days", 1),
    ]
    .into_iter()
    .find(|(word, _)| text[at..].starts_with(word))?;
    let end = at + word.len();
    // 주차장, 일반, 1년차, a calendar day (3일자)
    let other = word_at(text, at, &["주차", "주변", "주요", "일반", "일시", "년도", "년차", "일자", "일요"]).is_some();
    let date = word == "년" && {
        let m = spaces(text, end);
        let e = digits(text, m);
        e > m && text[e..].trim_start().starts_with('월')
    };
    (!other && !date).then_some((days, end))
}

/// Adds the words of bound before and after a term.
fn bounds(text: &str, mut term: Term) -> Term {
    let head = text[..term.range.start].trim_end();
    for word in ["최대", "최장"] {
        term.at_most |= head.ends_with(word);
    }
    term.at_least |= head.ends_with("최소");
    let mut end = term.range.end;
    if text[end..].starts_with('간') {
        end += '간'.len_utf8();
    }
    let next = spaces(text, end);
    for (word, most, least) in [
        ("이내", true, false),
        ("미만", true, false),
        ("이하", true, false),
        ("까지", true, false),
        ("이상", false, true),
        ("초과", false, true),
        ("내외", false, false),
        ("정도", false, false),
    ] {
        if text[next..].starts_with(word) {
            term.at_most |= most;
            term.at_least |= least;
            end = next + word.len();
            break;
        }
    }
    term.range.end = end;
    term
}

/// A number beside a period that has no unit of its own, as in `1개월(14)`.
fn stray_number(text: &str, terms: &[Term]) -> bool {
    terms.iter().any(|t| {
        let next = spaces(text, t.range.end);
        let Some('(') = char_at(text, next) else { return false };
        let start = spaces(text, next + 1);
        let end = digits(text, start);
        // 20일(40일): another period without a word on what it is for
        let other = terms
            .iter()
            .any(|o| o.range.start == start && o.days != t.days && text[spaces(text, o.range.end)..].starts_with(')'));
        other || end > start && text[spaces(text, end)..].starts_with(')')
    })
}

/// `21`, `촬영일로부터 21`: the unit got lost.
fn bare_number(text: &str) -> Option<Period> {
    let trimmed = text.trim_end().trim_end_matches('.');
    let head = trimmed.trim_end_matches(|c: char| c.is_ascii_digit());
    let value: u32 = trimmed[head.len()..].parse().ok()?;
    let lead = head.trim_end();
    let fits = lead.is_empty() || ["로부터", "부터", "후", "최대", "약", "평균", ":"].iter().any(|w| lead.ends_with(w));
    (fits && PLAUSIBLE.contains(&value)).then_some(Period {
        days: Some(value),
        kind: PeriodKind::Days,
        longest_days: Some(value),
        unit_missing: true,
        range: head.len()..trimmed.len(),
    })
}

/// `00일`, `촬영일로부터 ○○일`, `( )일`
fn is_placeholder(text: &str) -> bool {
    let blank = |c: char| matches!(c, 'O' | 'o' | '○' | '◯' | '〇' | 'X' | 'x' | '_' | '△');
    for unit in ["일", "개월", "년", "시간"] {
        for (at, _) in text.match_indices(unit) {
            let head = text[..at].trim_end();
            let zeros = head.bytes().rev().take_while(|&b| b == b'0').count();
            let digits = head.bytes().rev().take_while(u8::is_ascii_digit).count();
            if zeros >= 1 && zeros == digits {
                return true;
            }
            if head.chars().next_back().is_some_and(blank) || head.ends_with("( )") || head.ends_with("()") {
                return true;
            }
        }
    }
    false
}

/// Wording that says that nothing is kept.
fn not_recorded(text: &str) -> bool {
    const WORDS: [&str; 16] = [
        "미보유",
        "미보관",
        "미저장",
        "미녹화",
        "보관하지 않",
        "보관하지않",
        "저장하지 않",
        "저장하지않",
        "녹화하지 않",
        "녹화하지않",
        "저장 안",
        "저장안함",
        "녹화 안",
        "실시간",
        "녹화 없음",
        "저장 없음",
    ];
    WORDS.iter().any(|w| text.contains(w)) && !text.starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use PeriodKind as K;

    #[test]
    fn periods() {
        for (text, days, kind, longest) in [
            ("30일", Some(30), K::Days, Some(30)),
            ("30 일", Some(30), K::Days, Some(30)),
            ("30일간", Some(30), K::Days, Some(30)),
            ("1개월", Some(30), K::Days, Some(30)),
            ("한 달", Some(30), K::Days, Some(30)),
            ("4주", Some(28), K::Days, Some(28)),
            ("2주일", Some(14), K::Days, Some(14)),
            ("720시간", Some(30), K::Days, Some(30)),
            ("1년", Some(365), K::Days, Some(365)),
            ("촬영일로부터 30일 이내", Some(30), K::AtMost, Some(30)),
            ("촬영일로부터 30일", Some(30), K::Days, Some(30)),
            ("촬영일로부터 30일 내외", Some(30), K::Days, Some(30)),
            ("촬영일로부터 최대 30일 보관 후 자동 삭제", Some(30), K::AtMost, Some(30)),
            ("최대 30일(용량에 따라 단축)", Some(30), K::AtMost, Some(30)),
            ("저장용량에 따라 평균 30일", Some(30), K::Days, Some(30)),
            ("촬영시부터 60일", Some(60), K::Days, Some(60)),
            ("촬영 후 30일이 지나면 영구 삭제", Some(30), K::Days, Some(30)),
            ("30일 (30일 경과 후 자동삭제)", Some(30), K::Days, Some(30)),
            ("24시간", Some(1), K::Days, Some(1)),
            ("24시간 촬영, 30일 보관", Some(30), K::Days, Some(30)),
            ("15~30일", None, K::Range, Some(30)),
            ("15일~30일", None, K::Range, Some(30)),
            ("1개월~3개월이내", None, K::Range, Some(90)),
            ("30일 이상", None, K::AtLeast, Some(30)),
            ("최소 30일", None, K::AtLeast, Some(30)),
            ("30일 (*별관 21일)", None, K::Several, Some(30)),
            ("본관 : 30일 이내 청구서 : 1년", None, K::Several, Some(365)),
            ("실내 : 30 일 이내 주차장 : 30 일 이내", Some(30), K::AtMost, Some(30)),
            ("1개월이내: 8대, 1개월~3개월 이내: 5대", None, K::Several, Some(90)),
            ("1개월이내(위반사진 준영구 보관)", None, K::Several, Some(30)),
            ("미보유", None, K::NotRecorded, None),
            ("미보유(감지 사진 10일 이내 보관)", None, K::NotRecorded, Some(10)),
            ("보관하지 않음", None, K::NotRecorded, None),
            ("실시간 관제", None, K::NotRecorded, None),
            ("1개월(14)", None, K::Unparsed, Some(30)),
            ("20일(40일)", None, K::Unparsed, Some(40)),
            ("1개월(30일)", Some(30), K::Days, Some(30)),
            ("저장용량 초과 시까지", None, K::Unparsed, None),
            ("보관함", None, K::Unparsed, None),
            ("", None, K::Unparsed, None),
            ("영구", None, K::NoPlainNumber, None),
            ("목적 달성 시까지", None, K::NoPlainNumber, None),
            ("00일", None, K::Placeholder, None),
            ("촬영일로부터 00일", None, K::Placeholder, None),
            ("촬영일로부터 ○○일", None, K::Placeholder, None),
            ("촬영일로부터 100일", Some(100), K::Days, Some(100)),
            ("(25)일", Some(25), K::Days, Some(25)),
        ] {
            let p = parse(text);
            assert_eq!((p.days, p.kind, p.longest_days), (days, kind, longest), "{text}");
            assert!(!p.unit_missing, "{text}");
        }
    }

    #[test]
    fn a_unit_may_be_lost() {
        for (text, days) in [("21", Some(21)), ("촬영일로부터 21", Some(21)), ("보관기간: 30", Some(30)), ("33", None)]
        {
            let p = parse(text);
            assert_eq!((p.days, p.unit_missing), (days, days.is_some()), "{text}");
        }
    }

    #[test]
    fn the_range_quotes_the_period() {
        for (text, quoted) in [
            ("촬영일로부터 30일 이내 보관", "30일 이내"),
            ("최대 30일", "30일"),
            ("15~30일", "15~30일"),
            ("미보유", "미보유"),
        ] {
            assert_eq!(&text[parse(text).range], quoted);
        }
    }
}
