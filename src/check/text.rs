//! Small questions about a piece of text that several rules ask.

use crate::model::{Notice, Role};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// A Hangul syllable.
#[must_use]
pub(super) fn is_hangul(c: char) -> bool {
    ('가'..='힣').contains(&c)
}

/// A common surname of one syllable.
#[must_use]
pub(super) fn is_surname(c: char) -> bool {
    "김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노로하곽성차주우구민진지엄채원천방공현함변염여추도석선설마길연위표명기반라나왕금옥육인맹제모탁국어은편용예경봉사부가복태목형피두감호음빈동온범좌팽승간견당화창".contains(c)
}

/// The text without white space.
#[must_use]
pub(super) fn without_spaces(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Empty, or a dash, or said to be none.
#[must_use]
pub(super) fn is_blank(text: &str) -> bool {
    let text = text.trim();
    text.chars().all(|c| matches!(c, '-' | '–' | '—' | '―' | '.' | '·' | '/' | ' ' | '*'))
        || matches!(without_spaces(text).as_str(), "없음" | "해당없음" | "해당사항없음" | "미지정" | "공란")
}

/// Part of a line between the borders of its cell, cut to a length that can be shown.
#[must_use]
pub(super) fn cell_around<'t>(raw: &'t str, at: &Range<usize>) -> &'t str {
    let start = raw[..at.start].rfind(['\t', '|']).map_or(0, |i| i + 1);
    let end = raw[at.end..].find(['\t', '|']).map_or(raw.len(), |i| at.end + i);
    let cell = raw[start..end].trim();
    if cell.chars().count() <= 40 {
        return cell;
    }
    // a long cell: a few letters on both sides
    let from = raw[..at.start].char_indices().rev().take(16).last().map_or(at.start, |(i, _)| i).max(start);
    let to = raw[at.end..].char_indices().nth(12).map_or(raw.len(), |(i, _)| at.end + i).min(end);
    raw[from..to].trim()
}

/// The whole cell around a part of a line, without white space at its ends.
#[must_use]
pub(super) fn cell_of(raw: &str, at: Range<usize>) -> Range<usize> {
    let start = raw[..at.start].rfind(['\t', '|']).map_or(0, |i| i + 1);
    let end = raw[at.end..].find(['\t', '|']).map_or(raw.len(), |i| at.end + i);
    let cell = &raw[start..end];
    let lead = cell.len() - cell.trim_start().len();
    start + lead..start + lead + cell.trim().len()
}

/// A line that asks citizens, not writers, to fill something in.
#[must_use]
pub(super) fn is_request(raw: &str) -> bool {
    ["청구서", "신청서", "요청서", "제출", "서식", "민원", "홈페이지"].iter().any(|w| raw.contains(w))
}

/// A line that says when the notice was made or takes effect.
#[must_use]
pub(super) fn is_dated(raw: &str) -> bool {
    static DATED: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"공고\s?(일|:)|시행\s?(일|:)|제정|개정\s?(일|되|:|\()|변경\s?(일|되)|적용\s?(일|됩|합)|부터\s?(시행|적용)|기준으로").ok()
    });
    DATED.as_ref().is_some_and(|p| p.is_match(raw))
}

/// The usual sentence on how images are handled: it names requests only to say that they are recorded.
#[must_use]
pub(super) fn is_handling(raw: &str) -> bool {
    raw.contains("처리방법")
        || raw.contains("처리 방법")
        || (raw.contains("제3자 제공") && (raw.contains("기록") || raw.contains("파기")))
}

/// A role that stands for the manager.
#[must_use]
pub(super) fn names_a_manager(raw: &str) -> bool {
    static MANAGER: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(관리|보호|총괄|운영)\s?책임\s?자|책임\s?관리자|관\s리\s책\s임\s자|관리자|책임자").ok()
    });
    MANAGER.as_ref().is_some_and(|p| p.is_match(raw))
}

/// A line that names a manager and says something about the person.
#[must_use]
pub(super) fn names_somebody(raw: &str) -> bool {
    let rest = raw.replace("관리책임자", "").replace("책임자", "");
    let said = rest.chars().filter(|c| is_hangul(*c) || c.is_ascii_digit()).count();
    let sentence = raw.trim_end().ends_with("다.");
    names_a_manager(raw) && said >= 2 && (!sentence || has_phone(raw))
}

/// A role that gives access to the images.
#[must_use]
pub(super) fn names_access(raw: &str) -> bool {
    static ACCESS: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"접근\s?(권한|관리|자|가능|담당)|접\s근\s권\s한|권한\s?자|운영\s?(담당)?자|취급\s?자|담당\s?자|실무자|모니터링|관제\s?(요원|원)|당직|보안\s?요원").ok()
    });
    ACCESS.as_ref().is_some_and(|p| p.is_match(raw))
}

/// A group of persons in place of one.
#[must_use]
pub(super) fn is_group(raw: &str) -> bool {
    ["요원", "당직", "담당자", "근무자", "직원", "경비", "관제"].iter().any(|w| raw.contains(w))
}

/// Digits that look like a telephone number.
#[must_use]
pub(super) fn has_phone(raw: &str) -> bool {
    static PHONE: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"[0-9]{3,4}\s?[-.)]\s?[1-9][0-9]{3}|[0-9]{3,4}\s?[-.]\s?0[0-9]*[1-9][0-9]*").ok());
    let sample = |found: &str| matches!(found, "1234-5678" | "123-4567" | "123-1234");
    PHONE.iter().flat_map(|p| p.find_iter(raw)).any(|m| !sample(m.as_str()))
}

/// A record in which nothing was recognised.
#[must_use]
pub(super) fn blank_notice(n: &Notice) -> bool {
    n.installations.is_empty() && n.retention.is_empty() && n.sections.len() < 3
}

/// The word around a place: up to a few letters on both sides, to the next white space or border.
#[must_use]
pub(super) fn word_around(raw: &str, start: usize, end: usize) -> (usize, usize) {
    let border = |c: char| c.is_whitespace() || matches!(c, '|' | '(' | ')' | ',' | '<' | '>' | '[' | ']');
    let from =
        raw[..start].char_indices().rev().take(8).take_while(|(_, c)| !border(*c)).last().map_or(start, |(i, _)| i);
    let to = raw[end..]
        .char_indices()
        .take(8)
        .take_while(|(_, c)| !border(*c))
        .last()
        .map_or(end, |(i, c)| end + i + c.len_utf8());
    (from, to)
}

/// A label or a row that gives access to somebody.
#[must_use]
pub(super) fn gives_access(raw: &str) -> bool {
    static ACCESS: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"접근\s?(권한자|관리자|자)").ok());
    ACCESS.as_ref().is_some_and(|p| p.is_match(raw))
}

/// A line of running text that stops before its sentence does.
#[must_use]
pub(super) fn stops_inside(raw: &str) -> bool {
    let raw = raw.trim().trim_end_matches(['"', '”', '’', '*', ' ']);
    if raw.chars().count() < 25 || raw.contains(['\t', '|']) || raw.ends_with(|c: char| !is_hangul(c)) {
        return false;
    }
    let sentence = raw.rsplit(['.', '!', '?', '※']).next().unwrap_or(raw);
    // a sentence has a topic or a subject; what has none is a list
    let topic = sentence
        .split(' ')
        .any(|w| w.chars().count() >= 2 && w.trim_end_matches(',').ends_with(['은', '는', '이', '가', '며']));
    const ENDS: [&str; 30] = [
        "다", "요", "음", "함", "임", "됨", "까", "능", "것", "등", "삭제", "설치", "조치", "관리", "제한", "파기",
        "실시", "운영", "수립", "보관", "처리", "제공", "요구", "통지", "금지", "부여", "없음", "있음", "시행", "공개",
    ];
    topic && !ENDS.iter().any(|e| raw.ends_with(e))
}

/// A sentence somewhere in the notice that gives a period.
#[must_use]
pub(super) fn says_period(raw: &str) -> bool {
    static PERIOD: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?:보관|보존|저장|보유|녹화|촬영일|촬영한 날|촬영시)[^.\n]{0,24}?[0-9]+\s?(?:일|개월|주|년|달)|[0-9]+\s?(?:일|개월|주)(?:간|\s?이내|\s?동안)?\s?[^.\n]{0,6}(?:보관|보존|저장)|한\s?달").ok()
    });
    static YEAR: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"[0-9]{4}\s?년").ok());
    let dateless = YEAR.as_ref().map_or_else(|| raw.to_owned(), |p| p.replace_all(raw, "").into_owned());
    PERIOD.as_ref().is_some_and(|p| p.is_match(&dateless)) && !is_dated(raw)
}

/// Whether somebody is named with a role; a number alone may belong to anybody.
#[must_use]
pub(super) fn has_people(n: &Notice) -> bool {
    n.contacts.iter().any(|c| c.role != Role::Other || !c.role_text.is_missing())
}

/// A letter of a script that names of places and units are not written in.
#[must_use]
pub(super) fn is_foreign(c: char) -> bool {
    matches!(c, '\u{0370}'..='\u{10FF}' | '\u{1200}'..='\u{1FFF}' | '\u{3041}'..='\u{30FA}' | '\u{FB00}'..='\u{FDFF}' | '\u{FFFD}')
}

/// A line that says that the cameras show but do not record.
#[must_use]
pub(super) fn is_live(raw: &str) -> bool {
    static LIVE: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?:녹화|저장|보관|보유)(?:를|은|을)?\s?하지\s?(?:않|아니)|미(?:보유|보관|저장|녹화)|실시간\s?(?:관제|모니터링)만").ok()
    });
    LIVE.as_ref().is_some_and(|p| p.is_match(raw))
}
