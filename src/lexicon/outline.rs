//! Headings of parts: told from labels, cells and sentences that use the same words.

use super::{fold, heads, parts};
use crate::model::Part;
use crate::model::layout::Marker;

/// The parts that a line announces as their heading, with the value that may follow on the same line.
#[derive(Debug)]
pub struct Heading<'l> {
    pub parts: Vec<Part>,
    pub title: &'l str,
    pub value: &'l str,
}

/// Whether a line is the heading of a part. `body` is the line without its marker.
#[must_use]
pub fn heading(marker: Marker, body: &str) -> Option<Heading<'_>> {
    let heavy = matches!(marker, Marker::Bullet('▶' | '□' | '■' | '◆' | '▣' | '◎' | '❍' | '➤' | '◇' | '▷'));
    if matches!(marker, Marker::Bullet(_)) && !heavy || body.len() > 1200 {
        return None;
    }
    let numbered = matches!(marker, Marker::Number { .. });
    let body = without_remark(body);
    // `제3조(관리책임자 및 접근권한자) 복지관은 …`
    let (title, value) = match body.strip_prefix('(').filter(|_| numbered).and_then(|rest| rest.split_once(')')) {
        Some((inner, after)) => (inner, after.trim()),
        None => body.split_once(':').map_or((body, ""), |(title, value)| (title.trim(), value.trim())),
    };
    let count = title.chars().count();
    if !(2..=60).contains(&count) || parts::is_sentence(title) || title.bytes().filter(u8::is_ascii_digit).count() > 4 {
        return None;
    }
    // a bare label before a value is an item of a part, not its heading
    let strong = numbered || matches!(marker, Marker::Heading(_) | Marker::Bracket);
    if heavy && !value.is_empty() {
        return None;
    }
    if !value.is_empty() && !strong {
        return None;
    }
    let mut found = parts::parts_of(title);
    let first_level = matches!(marker, Marker::Number { level: 1 | 2, .. } | Marker::Heading(_) | Marker::Bracket);
    if found.is_empty() && (first_level || heavy) && heads::head_row(title).is_none() {
        found = parts::loosely_parts_of(title);
    }
    if found.is_empty() || reads_on(title, marker) {
        return None;
    }
    // a lone column head (`보관장소`) heads a column, not a part
    let lone_head = found.len() == 1 && heads::head(title).is_some() && !title.contains(['및', ',']);
    if !strong && !heavy && lone_head && !whole_part(title) {
        return None;
    }
    Some(Heading { parts: found, title, value })
}

/// A heading without the remark in brackets behind it (`안전성 확보조치 (실정에 맞게 고쳐 쓰세요)`).
fn without_remark(body: &str) -> &str {
    let Some((title, remark)) = body.trim_end().strip_suffix(')').and_then(|b| b.rsplit_once('(')) else { return body };
    let title = title.trim_end();
    if !title.is_empty() && parts::is_sentence(remark) { title } else { body }
}

/// Heads that often stand alone as the heading of a part.
fn whole_part(title: &str) -> bool {
    let f = fold(title);
    let known = ["설치목적", "설치근거", "관리책임자", "설치현황", "운영현황"].iter().any(|w| f.ends_with(w));
    known && f.chars().count() >= 5
}

/// A line of running text that only mentions a part.
fn reads_on(title: &str, marker: Marker) -> bool {
    const ENDINGS: [&str; 15] =
        ["를", "을", "은", "는", "에", "로", "와", "과의", "하여", "하고", "있으며", "따라", "위해", "않음", "가능"];
    let words = title.split_whitespace().count();
    // `관리 책임자 홍길순 부관장`: a person
    let post = words >= 3
        && marker == Marker::None
        && !title.contains(['및', ','])
        && super::words::is_position(title)
        && !super::words::is_role(title);
    // `별관 현관, 복도 설치 위치 주변 30m 이내 9대`: a row that ends with its count
    let row = words > 4 && !title.contains('총') && parts::counts(title).last() == Some(title.len());
    post || row
        || words > 3 && ENDINGS.iter().any(|e| title.ends_with(e))
        || marker == Marker::None && ["요구", "제한", "제출", "방문", "신청", "가능"].iter().any(|e| title.ends_with(e))
        || marker == Marker::None && words > 11
        || title.contains("하여 ") && words > 6
        || title.starts_with('(') && marker == Marker::None
        || title.contains("표입니다")
        || title.contains("안내입니다")
        || title.ends_with("표")
}
