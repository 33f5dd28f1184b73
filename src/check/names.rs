//! Names of places and units in a notice, by the table they stand in, and how near two names are.

use super::View;
use super::text::is_hangul;
use super::view::spans;
use crate::model::{Field, Span};
use crate::reference::compare_key;

/// The part of the notice that a name stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Table {
    Cameras,
    Contacts,
    Retention,
    Contractors,
    Viewing,
}

impl Table {
    pub(super) fn label(self) -> (&'static str, &'static str) {
        match self {
            Table::Cameras => ("설치 현황", "the cameras"),
            Table::Contacts => ("담당자", "the contacts"),
            Table::Retention => ("보관", "the retention part"),
            Table::Contractors => ("위탁", "the contractors"),
            Table::Viewing => ("확인 장소", "the place of viewing"),
        }
    }
}

/// What sort of name it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// A building or a site, in a column of its own.
    Site,
    /// A place inside a row, or the head of a place of storage.
    Place,
    /// A department.
    Unit,
}

/// A name with where it stands.
#[derive(Clone, Debug)]
pub(super) struct Name {
    /// As normalised.
    pub(super) text: String,
    /// Folded for comparison.
    pub(super) key: Vec<char>,
    pub(super) table: Table,
    pub(super) sort: Sort,
    /// Row of its table, from 0.
    pub(super) row: usize,
    pub(super) at: Vec<Span>,
    pub(super) pointer: String,
}

/// All names of a notice, in document order of their tables.
pub(super) fn collect(view: &View) -> Vec<Name> {
    let mut out = Vec::new();
    let n = view.notice;
    for (i, r) in n.installations.iter().enumerate() {
        let path = format!("/installations/{i}");
        field(&mut out, &r.facility, Table::Cameras, Sort::Site, i, || format!("{path}/facility"));
        field(&mut out, &r.department, Table::Cameras, Sort::Unit, i, || format!("{path}/department"));
        points(&mut out, &r.points, i, &path);
    }
    for (i, r) in n.contacts.iter().enumerate() {
        field(&mut out, &r.facility, Table::Contacts, Sort::Site, i, || format!("/contacts/{i}/facility"));
        field(&mut out, &r.department, Table::Contacts, Sort::Unit, i, || format!("/contacts/{i}/department"));
    }
    for (i, r) in n.retention.iter().enumerate() {
        field(&mut out, &r.facility, Table::Retention, Sort::Site, i, || format!("/retention/{i}/facility"));
        field(&mut out, &r.department, Table::Retention, Sort::Unit, i, || format!("/retention/{i}/department"));
        heads(&mut out, &r.storage, Table::Retention, i, &format!("/retention/{i}/storage"));
    }
    for (i, r) in n.contractors.iter().enumerate() {
        if let Some(text) = r.company.text().filter(|_| r.facility.is_missing()) {
            // 새봄경기장 (가람체육회): a site before the company that runs it
            let site = text.as_str().find(" (").map_or("", |at| text.as_str()[..at].trim());
            push(
                &mut out,
                site,
                text.of(site).spans(),
                Table::Contractors,
                Sort::Place,
                i,
                format!("/contractors/{i}/company"),
            );
        }
        field(&mut out, &r.facility, Table::Contractors, Sort::Site, i, || format!("/contractors/{i}/facility"));
        field(&mut out, &r.department, Table::Contractors, Sort::Unit, i, || format!("/contractors/{i}/department"));
    }
    heads(&mut out, &n.viewing.place, Table::Viewing, 0, "/viewing/place");
    out
}

fn field(
    out: &mut Vec<Name>,
    field: &Field<String>,
    table: Table,
    sort: Sort,
    row: usize,
    pointer: impl Fn() -> String,
) {
    let Some(text) = field.text() else { return };
    let value = field.value().map_or(text.as_str(), String::as_str);
    if value.chars().count() <= 40 {
        push(out, value, spans(field), table, sort, row, pointer());
    }
}

fn points(out: &mut Vec<Name>, points: &[crate::model::Point], row: usize, path: &str) {
    for (i, p) in points.iter().enumerate() {
        let path = format!("{path}/points/{i}");
        if let Some(text) = p.location.text() {
            if text.as_str().chars().count() > 40 {
                // many places in one text
                for word in text.as_str().split(|c: char| c.is_whitespace() || matches!(c, ',' | '(' | ')' | '·')) {
                    let at = text.of(word).spans();
                    push(out, word, at, Table::Cameras, Sort::Place, row, format!("{path}/location"));
                }
                continue;
            }
            let head = head(text.as_str());
            push(out, head, text.of(head).spans(), Table::Cameras, Sort::Place, row, format!("{path}/location"));
        }
        self::points(out, &p.points, row, &path);
    }
}

/// The names at the head of each place in a text (`새봄회관 2층 사무실, 가람관 방재실`).
fn heads(out: &mut Vec<Name>, field: &Field<String>, table: Table, row: usize, path: &str) {
    let Some(text) = field.text() else { return };
    for piece in text.as_str().split([',', '\n', '·', ';', '|']) {
        let head = head(piece);
        push(out, head, text.of(head).spans(), table, Sort::Place, row, path.to_owned());
    }
}

fn push(out: &mut Vec<Name>, text: &str, at: Vec<Span>, table: Table, sort: Sort, row: usize, pointer: String) {
    let text = text.trim();
    let key: Vec<char> = compare_key(text).chars().collect();
    if key.len() >= 2 && key.iter().any(|c| is_hangul(*c)) {
        out.push(Name { text: text.to_owned(), key, table, sort, row, at, pointer });
    }
}

/// A place without floor and room at its end.
fn head(text: &str) -> &str {
    let text = text.trim().trim_start_matches(['-', '○', '•', '*', ' ']);
    let mut end = text.len();
    let mut at = 0;
    for (i, word) in text.split(' ').enumerate() {
        let floor =
            word.starts_with(|c: char| c.is_ascii_digit()) || word.starts_with("지하") || word.starts_with("내부");
        let bracket = word.starts_with('(');
        let room = [
            "사무실",
            "전산실",
            "서버실",
            "방재실",
            "통신실",
            "관리실",
            "경비실",
            "당직실",
            "안내데스크",
            "관리사무소",
            "부스",
            "관제실",
            "상황실",
            "관리사무실",
            "내",
            "외",
            "내·외부",
            "건물",
            "주차장",
            "로비",
            "입구",
            "앞",
        ];
        if i > 0
            && (floor || bracket || room.iter().any(|r| word == *r || (word.ends_with(r) && r.chars().count() >= 3)))
        {
            end = at;
            break;
        }
        at += word.len() + 1;
    }
    let head = text.get(..end).unwrap_or(text).trim_end();
    match head.find('(') {
        Some(i) if i >= 6 => head[..i].trim_end(),
        _ => head,
    }
}

/// How two different names are near each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Near {
    /// One letter of one syllable, or two of a long name: a slip or a misreading.
    Letter,
    /// A syllable or more left out inside or in front.
    LeftOut,
    /// The same beginning or end around other syllables.
    Around,
}

/// Syllables that tell real neighbours apart.
const CONTRAST: &str =
    "남북동서상하좌우신구본별대소중전후내외여일이삼사오육칠팔구십갑을병정가나다라마바사아자차카타파하";

/// How near two names are; none when they are the same, or different places.
pub(super) fn near(a: &[char], b: &[char]) -> Option<Near> {
    if a == b || a.len() < 4 || b.len() < 4 || a.len().abs_diff(b.len()) > 5 {
        return None;
    }
    let prefix = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let room = a.len().min(b.len()) - prefix;
    let suffix = a.iter().rev().zip(b.iter().rev()).take(room).take_while(|(x, y)| x == y).count();
    let (mid_a, mid_b) = (&a[prefix..a.len() - suffix], &b[prefix..b.len() - suffix]);
    if prefix + suffix < 3 || !digits(a).eq(digits(b)) {
        return None;
    }
    let contrast = |m: &[char]| m.len() == 1 && CONTRAST.contains(m[0]);
    if mid_a.len() == 1 && mid_b.len() == 1 {
        if contrast(mid_a) && contrast(mid_b) || !is_hangul(mid_a[0]) || !is_hangul(mid_b[0]) {
            return None;
        }
        let apart = letters_apart(mid_a[0], mid_b[0]);
        let allowed = if a.len() >= 6 && are_alike(mid_a[0], mid_b[0]) { 2 } else { 1 };
        // the last syllable tells what sort of place it is
        return (apart <= allowed && (suffix > 0 || (apart == 1 && a.len() >= 6))).then_some(Near::Letter);
    }
    let shorter = a.len().min(b.len());
    if (mid_a.is_empty() || mid_b.is_empty()) && shorter >= 5 {
        let extra = if mid_a.is_empty() { mid_b } else { mid_a };
        let many = extra.len() > 5 || (prefix == 0 && contrast(extra));
        return (!many && (suffix >= 2 || (prefix >= 4 && suffix == 1))).then_some(Near::LeftOut);
    }
    let kept = prefix + suffix;
    let most = mid_a.len().max(mid_b.len());
    let around = suffix >= 2 && (prefix >= 2 || suffix >= 4) && kept >= 5 && most <= if kept >= 6 { 5 } else { 4 };
    (around && !mid_a.iter().chain(mid_b).all(|c| CONTRAST.contains(*c))).then_some(Near::Around)
}

fn digits(key: &[char]) -> impl Iterator<Item = &char> {
    key.iter().filter(|c| c.is_ascii_alphanumeric())
}

/// Groups of initials and of vowels that are easily taken for each other.
const ALIKE_INITIALS: [&[u32]; 6] = [&[12, 14, 13], &[0, 1, 15], &[3, 4, 16], &[7, 8, 17], &[9, 10], &[11, 18]];
const ALIKE_VOWELS: [&[u32]; 6] = [&[1, 5, 3, 7], &[0, 4], &[8, 13, 18], &[20, 19, 18], &[9, 0], &[14, 4]];

/// Whether two syllables differ only in letters that are easily taken for each other.
pub(super) fn are_alike(a: char, b: char) -> bool {
    let parts = |c: char| {
        let i = (c as u32).wrapping_sub(0xAC00);
        (i / 588, i % 588 / 28, i % 28)
    };
    let ((i1, v1, f1), (i2, v2, f2)) = (parts(a), parts(b));
    let alike = |groups: &[&[u32]], x: u32, y: u32| x == y || groups.iter().any(|g| g.contains(&x) && g.contains(&y));
    alike(&ALIKE_INITIALS, i1, i2) && alike(&ALIKE_VOWELS, v1, v2) && f1 == f2
}

/// Whether two names of the same length differ in one syllable that is easily taken for the other.
pub(super) fn is_slip(a: &[char], b: &[char]) -> bool {
    a.iter().zip(b).filter(|(x, y)| x != y).all(|(x, y)| are_alike(*x, *y))
}

/// Number of letters (initial, vowel, final) in which two syllables differ.
pub(super) fn letters_apart(a: char, b: char) -> usize {
    let parts = |c: char| {
        let i = (c as u32).wrapping_sub(0xAC00);
        [i / 588, i % 588 / 28, i % 28]
    };
    parts(a).iter().zip(parts(b)).filter(|(x, y)| **x != *y).count()
}

/// Whether one name holds the other, as a plain longer or shorter form.
pub(super) fn holds(a: &[char], b: &[char]) -> bool {
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    short.len() >= 2 && long.windows(short.len()).any(|w| w == short)
}
