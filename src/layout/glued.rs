//! Cells that run into each other without any separator (`관리책임자부장총무팀02-…`).
//!
//! Where the kind of character changes, a border is likely; inside a number, before its unit, at a space or inside a
//! bracket it is not. What stands at both sides decides the rest: whole words for roles, posts and units are worth more
//! than pieces of them.

use super::fitted::Atom;
use super::score;
use crate::lexicon::words;
use crate::model::{Concept, Text};

/// The price of a border of cells before each atom.
pub(super) fn seams(atoms: &[Atom]) -> Vec<f32> {
    let mut out = Vec::with_capacity(atoms.len());
    let mut depth = 0i32;
    for (i, atom) in atoms.iter().enumerate() {
        let c = first(atom);
        if atom.starts_line {
            depth = 0;
            out.push(if goes_on(atoms, i) { 2.5 } else { 0.3 });
        } else {
            let inside = if depth > 0 { 3.0 } else { 0.0 };
            out.push(inside + seam(atoms, i));
        }
        depth += match c {
            '(' | '[' => 1,
            ')' | ']' => -1,
            _ => 0,
        };
        depth = depth.max(0);
    }
    out
}

/// Whether the characters before and after a place are of one cell for sure; never so without [`seams`].
pub(super) fn holds(seams: &[f32], atoms: &[Atom], i: usize) -> bool {
    seams.get(i).is_some_and(|price| *price >= 2.5) && !atoms[i].starts_line
}

/// Whether a line goes on with the cell above it: `-2층: 복도 1대`, `(별관)`.
fn goes_on(atoms: &[Atom], i: usize) -> bool {
    let next = atoms.get(i + 1).filter(|a| !a.starts_line).map(first);
    match first(&atoms[i]) {
        '(' | '·' | ',' | '/' | '~' => true,
        '-' => next.is_some_and(char::is_alphanumeric),
        // the first item of a list may open a cell
        _ => {
            let above = atoms[..i].iter().rposition(|a| a.starts_line);
            atoms[i].bullet && above.is_none_or(|line| atoms[line].bullet)
        }
    }
}

/// What a line end inside a cell costs, before the atom that begins the next line.
pub(super) fn line_end(text: &str, atoms: &[Atom], i: usize) -> f32 {
    if goes_on(atoms, i) || text.ends_with([',', '·', '/']) || text.ends_with('및') { 0.0 } else { 0.5 }
}

fn first(atom: &Atom) -> char {
    atom.text.as_str().chars().next().unwrap_or(' ')
}

/// The price of a border between two characters of a line.
fn seam(atoms: &[Atom], i: usize) -> f32 {
    let at = |k: usize| atoms.get(k).map_or("", |a| a.text.as_str());
    let (left, right) = (at(i - 1), first(&atoms[i]));
    let after = atoms.get(i + 1).filter(|a| !a.starts_line).map_or(' ', first);
    let Some(l) = left.chars().next() else { return 0.5 };
    if left.len() > l.len_utf8() {
        return 1.5; // a space
    }
    let number = l.is_ascii_digit();
    if number && right.is_ascii_digit() {
        return 2.0;
    }
    if l == '만' && right == '화' {
        return 3.0; // `200만화소`
    }
    if l.is_ascii_alphabetic() && right.is_ascii_alphabetic() {
        return 3.0;
    }
    if number && is_unit_of_number(right, after) {
        return 2.5;
    }
    if right == '-' {
        return if number && after.is_ascii_digit() { 3.0 } else { 0.0 };
    }
    if l == '-' {
        let before = if atoms[i - 1].starts_line || i < 2 { ' ' } else { first(&atoms[i - 2]) };
        return if before.is_ascii_digit() && right.is_ascii_digit() { 3.0 } else { 0.3 };
    }
    if matches!(right, ')' | ']') || matches!(l, '(' | '[') {
        return 4.0;
    }
    if matches!(right, ',' | '·' | '/' | ':' | '~' | '.' | '&' | '%') || matches!(l, ',' | '·' | '/' | ':' | '~' | '&')
    {
        return 2.5;
    }
    if right == '(' {
        return 1.5;
    }
    if matches!(l, ')' | ']') || number != right.is_ascii_digit() {
        return 0.1;
    }
    if "대과팀실국부소처관장문터내외체변도자".contains(l) { 0.3 } else { 0.5 }
}

pub(super) fn is_unit_of_number(c: char, after: char) -> bool {
    match c {
        '대' | '층' | '호' | '월' | '년' | '명' | '번' | 'm' | 'M' | '㎡' | '%' => true,
        '시' => after == '간' || !words::is_syllable(after),
        '개' => matches!(after, '소' | '월') || !words::is_syllable(after),
        '일' => after != '반',
        // `200만화소`
        '만' => after == '화' || after == '픽',
        _ => false,
    }
}

/// How well a text fits under a heading; `rest` is what follows it.
pub(super) fn cell(text: &str, rest: &[Atom], concept: Concept, all: &[Concept]) -> f32 {
    let t = text.trim();
    let short = matches!(
        concept,
        Concept::Index
            | Concept::Count
            | Concept::RecorderCount
            | Concept::Role
            | Concept::Name
            | Concept::Position
            | Concept::Hours
            | Concept::Phone
            | Concept::Fax
            | Concept::Affiliation
            | Concept::Department
    );
    if short && t.chars().count() > 60 {
        return -9.0;
    }
    let base = score::cell(t, concept, all);
    if words::is_none(t) {
        return base;
    }
    base + match concept {
        Concept::Role => -cut_off(t, rest, words::is_role) * 3.0,
        Concept::Name => name(t),
        Concept::Position => post(t),
        Concept::Hours => hours(t),
        Concept::Phone | Concept::Fax => phone(t),
        Concept::Period | Concept::PeriodAndStorage => period(t),
        Concept::Department | Concept::Affiliation => unit(t) - cut_off(t, rest, is_known_unit) * 1.5,
        Concept::Range if names_range(t) => 1.5,
        Concept::Location | Concept::Facility | Concept::Category => {
            let range = if all.contains(&Concept::Range) && t.contains("반경") { -2.0 } else { 0.0 };
            // a count behind a space belongs to its place
            range + 2.5 * if all.contains(&Concept::Count) { spaced_counts(t) } else { 0.0 }
        }
        _ => 0.0,
    }
}

/// 1 when the text and a few syllables more make a longer word of the same kind.
fn cut_off(text: &str, rest: &[Atom], whole: fn(&str) -> bool) -> f32 {
    if !whole(text) {
        return 0.0;
    }
    let mut longer = text.to_owned();
    for atom in rest.iter().take(6).take_while(|a| !a.starts_line) {
        longer.push_str(atom.text.as_str());
        if whole(longer.trim_end()) {
            return 1.0;
        }
    }
    0.0
}

fn name(text: &str) -> f32 {
    match text.chars().filter(|c| !c.is_whitespace()).count() {
        _ if !words::is_person(text) => 0.0,
        3 => 0.5,
        2 if !text.contains(['*', '○', 'O']) => -1.5,
        _ => 0.0,
    }
}

/// Posts are whole words, alone or behind the unit that they lead; several stand on lines of one cell.
fn post(text: &str) -> f32 {
    let mut lines = text.split('\n').map(str::trim).filter(|l| !l.is_empty());
    let first = lines.next().map_or(0.0, one_post);
    first
        + lines
            .map(|l| if words::is_bare_post(words::before_bracket(l)) { 3.0 } else { one_post(l) - 1.0 })
            .sum::<f32>()
}

fn one_post(line: &str) -> f32 {
    let bare = words::before_bracket(line);
    if words::is_bare_post(bare) {
        0.6
    } else if !words::is_position(bare) {
        0.0
    } else if leads_unit(bare) {
        0.2
    } else {
        -2.5
    }
}

/// Hours are no longer than they must be; words around them are of the cells beside.
fn hours(text: &str) -> f32 {
    const OPENERS: [&str; 16] = [
        "평일", "주말", "매일", "연중", "상시", "일일", "하루", "주간", "야간", "근무", "업무", "운영", "이용", "영업",
        "일몰", "월",
    ];
    let beyond = text.chars().filter(|c| words::is_syllable(*c)).count().saturating_sub(2) as f32;
    1.0 - beyond * 0.2 - if begins_well(text, &OPENERS) { 0.0 } else { 3.0 }
}

/// A period begins with a number or with what it is counted from, and ends with its unit.
fn period(text: &str) -> f32 {
    const OPENERS: [&str; 12] =
        ["촬영", "녹화", "설치", "최대", "최소", "약", "저장", "수집", "영상", "실시간", "발생", "입력"];
    const ENDS: [&str; 11] = ["일", "월", "년", "주", "간", "이내", "까지", "보관", "시", "삭제", ")"];
    let ends = ENDS.iter().any(|e| text.ends_with(e));
    (if begins_well(text, &OPENERS) { 1.0 } else { -1.0 }) - if ends { 0.0 } else { 1.5 }
}

/// Whether a typed value begins with its number or a word that may stand before it.
fn begins_well(text: &str, openers: &[&str]) -> bool {
    !text.starts_with(words::is_syllable) || openers.iter().any(|o| text.starts_with(o))
}

fn phone(text: &str) -> f32 {
    if begins_well(text, &["전화", "대표", "내선", "팩스", "직통", "교환", "사무실", "주간", "야간", "위와", "상동"])
    {
        0.0
    } else {
        -3.0
    }
}

/// `총무과장`, `행정실장`
fn leads_unit(post: &str) -> bool {
    let bounds: Vec<usize> = post.char_indices().map(|(i, _)| i).skip(2).collect();
    bounds.iter().any(|&i| {
        let (head, tail) = post.split_at(i);
        words::is_bare_post(tail.trim())
            && !words::is_position(head)
            && !words::is_role(head)
            && (is_stem(head) || is_known_unit(head))
    })
}

fn unit(text: &str) -> f32 {
    if text.contains('\n') && text.split('\n').any(|l| words::is_bare_post(l.trim())) {
        return -2.0;
    }
    let count = text.chars().count();
    match () {
        () if is_known_unit(text) => 1.5,
        () if count == 2 => -0.8,
        () => 0.0,
    }
}

/// Words that names of units begin with.
const STEMS: [&str; 60] = [
    "총무",
    "기획",
    "관리",
    "행정",
    "운영",
    "시설",
    "사업",
    "안전",
    "정보",
    "교무",
    "경영",
    "지원",
    "복지",
    "민원",
    "회계",
    "재무",
    "홍보",
    "문화",
    "교육",
    "전산",
    "보건",
    "원무",
    "간호",
    "서비스",
    "고객",
    "영업",
    "인사",
    "환경",
    "기술",
    "설비",
    "보안",
    "방재",
    "건축",
    "도시",
    "교통",
    "주차",
    "세무",
    "체육",
    "관광",
    "산업",
    "농업",
    "재난",
    "자치",
    "생활",
    "학생",
    "입학",
    "연구",
    "도서",
    "자료",
    "미디어",
    "디지털",
    "상담",
    "돌봄",
    "지역",
    "평생",
    "공무",
    "업무",
    "사무",
    "전략",
    "감사",
];

fn is_stem(text: &str) -> bool {
    let mut rest = text.trim();
    while !rest.is_empty() {
        let Some(stem) = STEMS.iter().find(|s| rest.starts_with(**s)) else { return false };
        rest = &rest[stem.len()..];
    }
    true
}

/// `총무기획팀`
fn is_known_unit(text: &str) -> bool {
    let text = text.trim();
    ["과", "팀", "실", "부", "국", "처", "본부", "센터", "담당관"]
        .iter()
        .any(|e| text.strip_suffix(e).is_some_and(|head| !head.is_empty() && is_stem(head)))
}

fn names_range(text: &str) -> bool {
    let metres = text.contains('m') && text.bytes().any(|b| b.is_ascii_digit());
    text.contains("반경") || metres || text.ends_with("이내") || text.ends_with("전체")
}

fn spaced_counts(text: &str) -> f32 {
    let counts = text
        .split_whitespace()
        .skip(1)
        .filter(|t| t.strip_suffix('대').is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit())));
    counts.count() as f32
}

/// Words that tell the sides of one site.
const SIDES: [&str; 10] = ["내부", "외부", "실내", "실외", "옥내", "옥외", "지상", "지하", "안", "밖"];

/// A site over several lines whose sides stand below it: `급식소⏎내부` and then `외부` alone are both of the 급식소.
pub(super) fn name_sides(rows: &mut [Vec<Option<Text>>], columns: &[Concept]) {
    let unit = |c: &Concept| matches!(c, Concept::Facility | Concept::Department | Concept::Category);
    let Some(col) = columns.iter().position(unit) else { return };
    let mut group: Option<Text> = None;
    for row in rows {
        let Some(own) = row.get(col).cloned().flatten() else { continue };
        let s = own.as_str().trim_end();
        match s.rsplit_once('\n') {
            Some((head, side)) if SIDES.contains(&side.trim()) => group = Some(own.of(head)),
            None if SIDES.contains(&s.trim()) => {
                if let Some(group) = &group {
                    row[col] = Some(Text::join([group, &own], "\n"));
                }
            }
            _ => group = None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::fitted::{Writing, fit};
    use super::*;
    use Concept::*;

    fn rows(lines: &[&str], columns: &[Concept]) -> Vec<Vec<String>> {
        let mut atoms = Vec::new();
        for (n, line) in lines.iter().enumerate() {
            let text = Text::identity(n as u32, 0, line);
            let mut starts: Vec<usize> =
                line.char_indices().filter(|(_, c)| !c.is_whitespace()).map(|(i, _)| i).collect();
            starts.push(line.len());
            for (k, pair) in starts.windows(2).enumerate() {
                atoms.push(Atom {
                    text: text.slice(pair[0]..pair[1]),
                    starts_line: k == 0,
                    after_gap: false,
                    bullet: false,
                });
            }
        }
        let cell = |t: Option<Text>| t.map_or_else(String::new, |t| t.as_str().trim().replace('\n', " "));
        fit(&atoms, columns, Writing::Glued).into_iter().map(|r| r.into_iter().map(cell).collect()).collect()
    }

    #[test]
    fn people_are_cut_at_whole_words() {
        assert_eq!(
            rows(
                &["관리 책임자관장총무기획팀031-555-0103", "접근 관리자과장", "팀장", "직원사업팀031-555-0104"],
                &[Role, Position, Department, Phone]
            ),
            [
                ["관리 책임자", "관장", "총무기획팀", "031-555-0103"],
                ["접근 관리자", "과장 팀장 직원", "사업팀", "031-555-0104"]
            ]
        );
        assert_eq!(
            rows(
                &["관리책임자홍길순부장총무과02-555-0145", "접근권한자김민들주임시설팀02-555-0146"],
                &[Role, Name, Position, Department, Phone]
            ),
            [
                ["관리책임자", "홍길순", "부장", "총무과", "02-555-0145"],
                ["접근권한자", "김민들", "주임", "시설팀", "02-555-0146"]
            ]
        );
    }

    #[test]
    fn places_keep_their_counts_and_lists_go_on() {
        assert_eq!(
            rows(
                &[
                    "본관 안팎0대--",
                    "한빛급식소",
                    "(나눔의 집)",
                    "내부6대-1층: 총 4대(조리실 2대, 식당 2대)",
                    "-2층: 총 2대(강당 1대, 복도 1대)",
                    "CCTV 반경 30m 이내",
                    "외부2대-외부 시설(창고, 대기실 등) 2대",
                ],
                &[Facility, Count, Location, Range]
            ),
            [
                ["본관 안팎", "0대", "-", "-"],
                [
                    "한빛급식소 (나눔의 집) 내부",
                    "6대",
                    "-1층: 총 4대(조리실 2대, 식당 2대) -2층: 총 2대(강당 1대, 복도 1대)",
                    "CCTV 반경 30m 이내"
                ],
                ["한빛급식소 (나눔의 집) 외부", "2대", "-외부 시설(창고, 대기실 등) 2대", ""]
            ]
        );
    }

    #[test]
    fn numbers_keep_their_units() {
        assert_eq!(
            rows(&["주차관제24시간1개월방재센터", "승강기24시간15일기계실"], &[Facility, Hours, Period, Storage]),
            [["주차관제", "24시간", "1개월", "방재센터"], ["승강기", "24시간", "15일", "기계실"]]
        );
        assert_eq!(
            rows(&["24시간촬영일로부터 25일1층 총무과"], &[Hours, Period, Storage]),
            [["24시간", "촬영일로부터 25일", "1층 총무과"]]
        );
    }
}
