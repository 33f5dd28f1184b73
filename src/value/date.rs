//! Dates.
//!
//! ```text
//! date := ("'" | '’' | '`')? year sep month (sep day sep?)? | YYYYMMDD after a label
//! sep  := '.' | '-' | '/' | '년' | '월' | '일', with spaces around it
//! year := four digits, or two digits that mean 2000 to 2099
//! ```
//!
//! A weekday in brackets is no part of it. A month and a day that no calendar has, or a year outside 1900 to 2100, give
//! [`DateValue::Invalid`]; a blank to fill in (`20○○. ○. ○.`) gives [`DateValue::Blank`]. Whether a real date is
//! plausible for a notice is a rule's business. Source: appendix 5.

use super::scan::{char_at, char_before, digits, spaces};
use jiff::civil::Date;
use std::ops::Range;

/// A date in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DateHit {
    /// Bytes from the year to the day, with 일 or the last full stop.
    pub range: Range<usize>,
    pub value: DateValue,
}

/// What a date says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateValue {
    Day(Date),
    /// `2023년 9월`, `2023. 9.`
    Month {
        year: i16,
        month: i8,
    },
    /// `2023년`
    Year(i16),
    Invalid {
        reason: InvalidDate,
    },
    /// `20○○. ○. ○.`, `20  .  .  .`
    Blank,
}

/// Why a date is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InvalidDate {
    /// Month 0 or above 12.
    Month,
    /// The month has no such day.
    Day,
    /// Five digits or more, or outside 1900 to 2100.
    Year,
}

impl DateHit {
    /// The day, where the date is a whole and real one.
    #[must_use]
    pub fn day(&self) -> Option<Date> {
        match self.value {
            DateValue::Day(date) => Some(date),
            _ => None,
        }
    }
}

/// All dates of a text, in order. Does not allocate for a text without one.
#[must_use]
pub fn find(text: &str) -> Vec<DateHit> {
    let mut out = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let end = digits(text, at);
        let hit = if end - at <= 6 || end - at == 8 { date(text, at, end) } else { None };
        match hit {
            Some(hit) => {
                at = hit.range.end;
                out.push(hit);
            }
            None => at = end,
        }
    }
    out
}

/// The first whole day of a text.
#[must_use]
pub fn first_day(text: &str) -> Option<Date> {
    find(text).iter().find_map(DateHit::day)
}

/// A mark between two parts of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Dot,
    Hyphen,
    Slash,
    /// 년, 월, 일.
    Word,
}

/// The mark at `at` (spaces before it allowed), the word standing for it, and its end with spaces.
fn mark(text: &str, at: usize, word: char) -> Option<(Mark, usize)> {
    let p = spaces(text, at);
    let c = char_at(text, p)?;
    let mark = match c {
        '.' | '．' | '․' => Mark::Dot,
        '-' | '–' | '－' if p == at => Mark::Hyphen,
        '/' if p == at => Mark::Slash,
        _ if c == word => Mark::Word,
        _ => return None,
    };
    Some((mark, p + c.len_utf8()))
}

/// The date whose year begins at `at`.
fn date(text: &str, at: usize, end: usize) -> Option<DateHit> {
    let quoted = char_before(text, at).is_some_and(|c| matches!(c, '\'' | '’' | '‘' | '`' | '´'));
    let len = end - at;
    // part of a longer number, a telephone number, a version, a document number
    if char_before(text, at).is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '제' | '_' | ','))
        || char_before(text, at).is_some_and(|c| matches!(c, '.' | '-' | '/' | ':' | ')'))
            && text[..at - 1].ends_with(|c: char| c.is_ascii_digit())
            && len < 4
    {
        return None;
    }
    if len == 8 {
        return compact(text, at, end);
    }
    if let Some(hit) = blank(text, at, end) {
        return Some(hit);
    }
    let year: i32 = text[at..end].parse().ok()?;
    if !(len == 2 || len >= 4) {
        return None;
    }
    let (first, year_end) = mark(text, end, '년')?;
    let month_at = spaces(text, year_end);
    let month_end = digits(text, month_at);
    if month_end == month_at || month_end - month_at > 2 {
        // 2023년
        let plain = first == Mark::Word && len == 4 && (1900..=2100).contains(&year) && !is_span(text, end);
        return plain.then(|| hit(at, year_end, DateValue::Year(year as i16)));
    }
    let month: i32 = text[month_at..month_end].parse().ok()?;
    let full_year = if len == 2 { 2000 + year } else { year };
    let second = mark(text, month_end, '월');
    let day_at = second.map(|(_, p)| spaces(text, p));
    let day_end = day_at.map_or(0, |p| digits(text, p));
    let has_day = day_at.is_some_and(|p| day_end > p && day_end - p <= 2);
    let same = second.is_some_and(|(m, _)| m == first || (first == Mark::Word && m == Mark::Dot));
    if !has_day || !same {
        let (m, stop) = second?;
        // 2023. 9. and 2023년 9월, but not 2.5 or 12-3 or 2023-09
        let fits = len == 4
            && (1900..=2100).contains(&year)
            && matches!(m, Mark::Word | Mark::Dot)
            && m == first
            && (m == Mark::Word || !char_at(text, stop).is_some_and(|c| c.is_ascii_digit()));
        if !fits || !(1..=12).contains(&month) {
            return None;
        }
        return Some(hit(at, stop, DateValue::Month { year: year as i16, month: month as i8 }));
    }
    let day_at = day_at?;
    let day: i32 = text[day_at..day_end].parse().ok()?;
    if len == 2 && !quoted && !two_digit_year(text, at, first, (year, month, day), day_end) {
        return None;
    }
    if first != Mark::Word && char_at(text, day_end).is_some_and(|c| c.is_ascii_digit()) {
        return None;
    }
    // a telephone number, an account, 서식 번호
    if matches!(first, Mark::Hyphen | Mark::Slash)
        && char_at(text, day_end).is_some_and(|c| c == '-' || c == '/' || c == '호')
    {
        return None;
    }
    let mut stop = day_end;
    match char_at(text, spaces(text, day_end)) {
        Some('일') => stop = spaces(text, day_end) + '일'.len_utf8(),
        Some('.') if first != Mark::Hyphen => stop = spaces(text, day_end) + 1,
        _ => {}
    }
    Some(hit(at, stop, civil(full_year, month, day, len)))
}

fn hit(start: usize, end: usize, value: DateValue) -> DateHit {
    DateHit { range: start..end, value }
}

fn civil(year: i32, month: i32, day: i32, year_len: usize) -> DateValue {
    if year_len > 4 || !(1900..=2100).contains(&year) {
        return DateValue::Invalid { reason: InvalidDate::Year };
    }
    if !(1..=12).contains(&month) {
        return DateValue::Invalid { reason: InvalidDate::Month };
    }
    Date::new(year as i16, month as i8, day as i8)
        .map_or(DateValue::Invalid { reason: InvalidDate::Day }, DateValue::Day)
}

/// Whether `12.10.24` is a date with a year of two digits: a real one, and nothing that goes on.
fn two_digit_year(text: &str, at: usize, mark: Mark, (year, month, day): (i32, i32, i32), end: usize) -> bool {
    let real = matches!(civil(2000 + year, month, day, 4), DateValue::Day(_)) && (5..=40).contains(&year);
    let goes_on = char_at(text, end).is_some_and(|c| c.is_alphanumeric() && c != '일' || matches!(c, '-' | ')' | '/'))
        || text[end..].starts_with('.') && text[end + 1..].starts_with(|c: char| c.is_ascii_digit());
    let glued = char_before(text, at).is_some_and(|c| c.is_alphanumeric());
    // 24-1-3 is a lot number as well
    let wide = mark != Mark::Hyphen && mark != Mark::Slash || end - at == 8;
    real && wide && (!goes_on || text[end..].starts_with(')')) && (!glued || mark == Mark::Word)
}

/// `2023년간`, `2023년도` are no dates.
fn is_span(text: &str, digits_end: usize) -> bool {
    let p = spaces(text, digits_end) + '년'.len_utf8();
    text.get(p..).is_none_or(|rest| rest.starts_with('도') || rest.starts_with('간'))
}

/// `20240531` after a word that announces a date.
fn compact(text: &str, at: usize, end: usize) -> Option<DateHit> {
    let head = text[..at].trim_end_matches([' ', ':', '(']);
    if !["일자", "일", "개정", "제정", "시행", "변경", "현재"].iter().any(|w| head.ends_with(w)) {
        return None;
    }
    let year: i32 = text[at..at + 4].parse().ok()?;
    let month: i32 = text[at + 4..at + 6].parse().ok()?;
    let day: i32 = text[at + 6..end].parse().ok()?;
    matches!(civil(year, month, day, 4), DateValue::Day(_)).then(|| hit(at, end, civil(year, month, day, 4)))
}

/// `20○○. ○. ○.`, `20__년 __월 __일`, `20  .  .  .`, `2023. ○. ○.`, `0000년 00월 00일`
fn blank(text: &str, at: usize, end: usize) -> Option<DateHit> {
    let head = &text[at..end];
    let is_blank = |c: char| matches!(c, '○' | '◯' | '〇' | 'O' | 'o' | 'X' | 'x' | '_' | '*' | ' ' | '0' | 'ㅇ' | '△');
    if !(head == "20" || (head.len() == 4 && (head.starts_with("20") || head == "0000"))) {
        return None;
    }
    let mut p = end;
    let mut marks = 0;
    let mut holes = usize::from(head == "20" || head == "0000");
    let mut gap = 0;
    while let Some(c) = char_at(text, p) {
        let separates = matches!(c, '.' | '-' | '년' | '월' | '일');
        if separates {
            marks += 1;
            holes += usize::from(gap > 0 && marks > 1);
            gap = 0;
        } else if is_blank(c) {
            gap += 1;
        } else {
            break;
        }
        p += c.len_utf8();
        if marks == 3 {
            break;
        }
    }
    let tail = usize::from(marks == 2 && gap > 0 && text[..p].chars().next_back().is_some_and(|c| c != ' '));
    let whole = marks == 3 && holes >= 2 || marks == 2 && holes + tail >= 3;
    // 2000. 1. 1. has digits where a blank has none
    (whole && !text[end..p].contains(|c: char| c.is_ascii_digit() && c != '0')).then(|| hit(at, p, DateValue::Blank))
}

#[cfg(test)]
mod tests {
    use super::*;
    use DateValue as V;

    fn day(year: i16, month: i8, day: i8) -> DateValue {
        V::Day(Date::constant(year, month, day))
    }

    fn values(text: &str) -> Vec<DateValue> {
        find(text).into_iter().map(|h| h.value).collect()
    }

    #[test]
    fn dates() {
        for (text, value) in [
            ("2023년 7월 3일", day(2023, 7, 3)),
            ("2014년 3월25일", day(2014, 3, 25)),
            ("2014년3월5일", day(2014, 3, 5)),
            ("2025. 2. 14", day(2025, 2, 14)),
            ("2025. 2. 14.", day(2025, 2, 14)),
            ("2019.04.01", day(2019, 4, 1)),
            ("2019․4․1", day(2019, 4, 1)),
            ("2019-04-01", day(2019, 4, 1)),
            ("2019/04/01", day(2019, 4, 1)),
            ("'23.9.15.", day(2023, 9, 15)),
            ("’23. 9. 15.", day(2023, 9, 15)),
            ("`23.9.15", day(2023, 9, 15)),
            ("22.12.14", day(2022, 12, 14)),
            ("12.10.24", day(2012, 10, 24)),
            ("23-09-15", day(2023, 9, 15)),
            ("작성일2012-10-24 09:27:15", day(2012, 10, 24)),
            ("2023.09.15.(금)", day(2023, 9, 15)),
            ("시행일자: 20240531", day(2024, 5, 31)),
            ("[2023년 7월 3일](#)에", day(2023, 7, 3)),
            ("(2024.04.30. 현재)", day(2024, 4, 30)),
            ("2023년 9월", V::Month { year: 2023, month: 9 }),
            ("2023. 9.", V::Month { year: 2023, month: 9 }),
            ("2023년부터", V::Year(2023)),
            ("2023. 9. 31.", V::Invalid { reason: InvalidDate::Day }),
            ("2023.2.30.", V::Invalid { reason: InvalidDate::Day }),
            ("2023. 13. 1.", V::Invalid { reason: InvalidDate::Month }),
            ("20223. 9. 1.", V::Invalid { reason: InvalidDate::Year }),
            ("2203년 9월 1일", V::Invalid { reason: InvalidDate::Year }),
            ("20○○. ○. ○.", V::Blank),
            ("20  .  .  .", V::Blank),
            ("20__년 __월 __일", V::Blank),
            ("20OO년 OO월 OO일", V::Blank),
            ("2023. ○. ○.", V::Blank),
            ("0000년 00월 00일", V::Blank),
        ] {
            assert_eq!(values(text), [value], "{text}");
        }
    }

    #[test]
    fn what_is_no_date() {
        for text in [
            "",
            "제2011-45호",
            "032-555-0142",
            "02-555-0142",
            "010-5550-0142",
            "123-45-67890",
            "1,538대",
            "24시간",
            "07:00 ~ 09:00",
            "1.5m",
            "제25조제1항",
            "3.1. 설치",
            "10. 고정형",
            "1층 2.3m",
            "720x480",
            "192.168.0.1",
            "12-3번지",
            "2023년도",
            "555-2355",
            "1.2.3 버전",
            "20대",
            "20일",
        ] {
            assert_eq!(values(text), [], "{text}");
        }
    }

    #[test]
    fn several_and_their_ranges() {
        let text = "공고일자 : 2024. 5. 10. / 시행일자 : 2024년 5월 17일부터";
        let hits = find(text);
        assert_eq!(hits.len(), 2);
        assert_eq!(&text[hits[0].range.clone()], "2024. 5. 10.");
        assert_eq!(&text[hits[1].range.clone()], "2024년 5월 17일");
        assert_eq!(values("2023. 9. 1. ~ 2023. 9. 30.").len(), 2);
        assert_eq!(first_day("제정 2019.04.01, 개정 2020.06.17"), Some(Date::constant(2019, 4, 1)));
    }
}
