use crate::bi;
use crate::check::rule::declare_rule;
use crate::check::{Sink, View, text};
use crate::model::{Bi, Span};
use crate::value::hangul::josa;
use jiff::civil::Date;
use regex::{Captures, Regex};
use std::sync::LazyLock;

declare_rule! {
    code: "DAT003", name: "date-invalid", family: Date, severity: Error, fix: None,
    basis: none,
    summary: ("달력에 없는 날짜", "a date that no calendar has"),
    checks: (
        "2월 30일이나 13월처럼 달력에 없는 날, 다섯 자리 연도, 방침의 날짜로 볼 수 없는 연도(1990년 전이나 내년 뒤), 빈칸으로 남은 날짜를 찾습니다.",
        "Finds days that do not exist, month 13, years of five digits, a year that cannot be that of a notice (before 1990 or after next year), and dates left blank."
    ),
    why: (
        "날짜를 알 수 없으면 어느 판이 효력이 있는지, 어느 때의 법을 따라야 하는지 정할 수 없습니다.",
        "Without a valid date nobody can tell which version holds, or which law it has to follow."
    ),
    example: "- 시행일자 : 2024년 9월 31일",
    remedy: (
        "결재 문서에서 날짜를 확인하여 고칩니다.",
        "Look the date up in the approved document and correct it."
    ),
    exceptions: [
        ("두 자리 연도(’23.9.15., 23-09-15)와 일이나 월이 없는 날짜(2023년 9월)",
         "two-digit years (’23.9.15., 23-09-15) and dates without a day (2023년 9월)"),
        ("기간과 범위, 요일이 붙은 날짜(2023.09.15.(금))", "ranges, and dates with a weekday (2023.09.15.(금))"),
        ("별지 서식의 빈 날짜 칸", "blank dates in the forms at the end"),
        ("전화번호, 문서 번호, 법률 번호처럼 날짜가 아닌 숫자", "telephone, document and act numbers, which are no dates"),
    ],
    check: Text(check),
}

static FULL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?P<y>[0-9]{4,5})\s?(?:년\s?|[.\-/]\s?)(?P<m>[0-9]{1,2})\s?(?:월\s?|[.\-/]\s?)(?P<d>[0-9]{1,2})(?P<after>\s?일|\.|\(|(?-u:\b))").ok()
});
static BLANK: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?:공고|시행|개정|제정|적용)\s?(?:일자|일)?\s?[:：]?\s*(?P<b>20\s{0,4}(?:\.|년)\s{1,6}(?:\.|월)\s{1,6}(?:\.|일))").ok()
});

fn check(view: &View, sink: &mut Sink) {
    let (Some(full), Some(blank)) = (FULL.as_ref(), BLANK.as_ref()) else { return };
    for line in view.body() {
        if !line.raw.contains(|c: char| c.is_ascii_digit()) {
            continue;
        }
        for found in full.captures_iter(line.raw) {
            if let Some(Bi { ko, en }) = defect(&found, line.raw, view.this_year()) {
                let Some(all) = found.get(0) else { continue };
                let subject = all.as_str().trim_end_matches(['(', '.']).trim_end();
                let at = Span { unit: line.unit, start: all.start() as u32, end: (all.start() + subject.len()) as u32 };
                let is = josa(subject, "은", "는");
                sink.report(subject, vec![at], bi!("‘{subject}’{is} {ko}.", "“{subject}” {en}."));
            }
        }
        for found in blank.captures_iter(line.raw) {
            let Some(date) = found.name("b") else { continue };
            let at = Span { unit: line.unit, start: date.start() as u32, end: date.end() as u32 };
            sink.report(date.as_str(), vec![at], bi!("날짜가 채워지지 않았습니다.", "The date was left blank."));
        }
    }
}

/// What is wrong with a date, if it is one.
fn defect(found: &Captures, line: &str, this_year: i16) -> Option<Bi<&'static str>> {
    let (all, year, month, day) = (found.get(0)?, found.name("y")?.as_str(), found.name("m")?, found.name("d")?);
    let before = line[..all.start()].chars().next_back();
    let mut behind = line[all.end()..].chars();
    let after = behind.next();
    // `2023년 9월 1일/시행일`
    let parted =
        after == Some('/') && all.as_str().contains('년') && !behind.next().is_some_and(|c| c.is_ascii_digit());
    // part of a longer number: a telephone, a document or an asset number
    if before.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '/' | '.' | ',' | '제'))
        || after.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '/') && !parted)
    {
        return None;
    }
    let said = all.as_str().contains('년') && all.as_str().contains('월');
    let labelled = said || text::is_dated(line);
    let (m, d) = (month.as_str().parse::<i8>().ok()?, day.as_str().parse::<i8>().ok()?);
    if year.len() == 5 {
        return labelled.then_some(Bi::new("연도가 다섯 자리입니다", "has a year of five digits"));
    }
    let y = year.parse::<i16>().ok()?;
    if !labelled && !(1990..=this_year + 1).contains(&y) {
        return None; // any number
    }
    if !(1..=12).contains(&m) {
        // `2024.13.30.` is written as a date is
        let dotted = year.len() == 4 && all.as_str().matches('.').count() >= 2 && (1..=31).contains(&d);
        return (labelled || dotted).then_some(Bi::new("없는 달입니다", "has a month that does not exist"));
    }
    if Date::new(y, m, d).is_err() {
        return Some(Bi::new("달력에 없는 날입니다", "is a day that does not exist"));
    }
    let odd = text::is_dated(line) && (y < 1990 || y > this_year + 1);
    odd.then_some(Bi::new("방침의 날짜로 볼 수 없는 연도입니다", "has a year that cannot be that of a notice"))
}
