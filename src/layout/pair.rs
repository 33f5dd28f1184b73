//! Labels and values on one line, without anything between them but a space, or not even that.
//!
//! A word is taken for a label only when what follows is a value of its kind: `보유기간` before `30일`, `책임관` before
//! a post or a name. That keeps running text that uses the same words apart.

use crate::lexicon::{fold, heads, parts, words};
use crate::model::{Concept, Text};
use crate::value::period::{self, PeriodKind};
use crate::value::{count, hours};

/// A label with its value.
#[derive(Clone, Debug)]
pub(super) struct Pair {
    pub concept: Concept,
    pub label: Text,
    pub value: Text,
    /// A colon stands between them: no evidence of a form, but a line of one where a form is sure.
    pub colon: bool,
    /// Nothing stands between them.
    pub glued: bool,
}

/// A label in a line: where it stands, and whether its value is glued to it.
#[derive(Clone, Copy)]
struct Found {
    start: usize,
    end: usize,
    concept: Concept,
}

/// The pairs of a line that begins with a label; none when it does not.
pub(super) fn pairs(text: &Text) -> Option<Vec<Pair>> {
    let s = text.as_str();
    if let Some(l) = heads::labelled(s) {
        if !takes_part(l.concept) || s[l.value.clone()].trim().is_empty() {
            return None;
        }
        let (label, value) = (text.slice(l.label), text.slice(l.value).trim());
        return Some(vec![Pair { concept: l.concept, label, value, colon: true, glued: false }]);
    }
    let start = s.len() - s.trim_start().len();
    let mut labels = vec![label_at(s, start, None)?];
    let glued = !s[labels[0].end..].starts_with(' ');
    let mut at = labels[0].end;
    while let Some(next) = next_start(s, at) {
        let last = labels[labels.len() - 1];
        at = match label_at(s, next, Some((last, glued))).filter(|_| next > last.end + 1) {
            Some(found) => {
                labels.push(found);
                found.end
            }
            None => next,
        };
    }
    let ends: Vec<usize> = labels.iter().skip(1).map(|l| l.start).chain([s.len()]).collect();
    let mut out = Vec::with_capacity(labels.len());
    for (l, end) in labels.into_iter().zip(ends) {
        let value = text.slice(l.end..end).trim();
        if !fits(l.concept, value.as_str()) {
            return None;
        }
        let glued = !s[l.end..].starts_with(' ');
        out.push(Pair { concept: l.concept, label: text.of(said(&s[l.start..l.end])), value, colon: false, glued });
    }
    Some(out)
}

/// The next place where a label may begin: a word, or right behind a number with its unit.
fn next_start(s: &str, at: usize) -> Option<usize> {
    let mut before = None;
    for (i, c) in s[at..].char_indices() {
        let i = at + i;
        if i > at && words::is_syllable(c) {
            let behind_value =
                before.is_some_and(|b| matches!(b, ' ' | ')' | '일' | '간' | '월' | '대') || b.is_ascii_digit());
            if behind_value {
                return Some(i);
            }
        }
        before = Some(c);
    }
    None
}

/// The longest label that begins at a place and has a value behind it.
fn label_at(s: &str, start: usize, inner: Option<(Found, bool)>) -> Option<Found> {
    let behind_word = start == 0 || s[..start].ends_with(' ');
    let mut ends: Vec<usize> = Vec::with_capacity(28);
    for (i, c) in s[start..].char_indices().skip(1).take(28) {
        let before = s[..start + i].chars().next_back().unwrap_or(' ');
        if c.is_ascii_digit() && before == ' ' && ends.is_empty() {
            return None;
        }
        if before.is_alphanumeric() || before == ')' {
            ends.push(start + i);
        }
        if before.is_ascii_digit() {
            break;
        }
    }
    for end in ends.into_iter().rev() {
        let label = &s[start..end];
        let spaced = s[end..].starts_with(' ');
        if let Some((last, glued)) = inner {
            // inside a line, glued labels only where the line glues them
            if !glued && (!spaced || !behind_word) {
                continue;
            }
            if !behind_word && !is_typed(last.concept) {
                continue;
            }
        }
        let Some(concept) = heads::head(label).or_else(|| count_and_place(label)) else { continue };
        let long = long_enough(label, concept, spaced) || is_role(concept) && names_post(label, &s[end..]);
        if !long || inner.is_some_and(|(last, _)| !new_label(label, concept, last)) {
            continue;
        }
        if fits(concept, &s[end..]) && !particle(&s[end..], spaced) {
            return Some(Found { start, end, concept });
        }
    }
    None
}

/// `설치대수 및 설치위치`: the number is told first, the places after it.
fn count_and_place(label: &str) -> Option<Concept> {
    let (left, right) = label.split_once('및')?;
    let both = (heads::head(left)?, heads::head(right)?);
    matches!(both, (Concept::Count, Concept::Location) | (Concept::Location, Concept::Count)).then_some(Concept::Count)
}

/// The half of a label of two kinds that its value begins with.
fn said(label: &str) -> &str {
    let halves = label.split_once('및').filter(|_| heads::head(label).is_none());
    let halves = halves.map(|(left, right)| [left.trim(), right.trim()]);
    halves.and_then(|h| h.into_iter().find(|l| heads::head(l) == Some(Concept::Count))).unwrap_or(label)
}

/// `담당자총무 홍길순`: a short role with a post or a name right behind it.
fn names_post(label: &str, rest: &str) -> bool {
    let first = rest.split(' ').next().unwrap_or("");
    fold(label).chars().count() == 3 && (words::is_position(first) || words::is_person(first))
}

/// Short heads are words of every day.
fn long_enough(label: &str, concept: Concept, spaced: bool) -> bool {
    let f = fold(label);
    let count = f.chars().count();
    if !takes_part(concept) {
        return false;
    }
    match count {
        0 | 1 => false,
        2 => spaced && ["성명", "이름", "직위", "직급", "직책", "소속", "전화", "팩스"].contains(&f.as_str()),
        3 => {
            ["연락처", "담당자", "책임관", "책임자", "시설명", "건물명", "문의처", "업체명"].contains(&f.as_str())
                && (spaced || concept == Concept::Phone)
        }
        _ => match concept {
            Concept::Facility => f.ends_with('명'),
            Concept::Department => ["부서", "부서명", "기관", "기관명", "주체"].iter().any(|e| f.ends_with(e)),
            _ => true,
        },
    }
}

/// A label inside a line says something other than the one before it, and is no post.
fn new_label(label: &str, concept: Concept, last: Found) -> bool {
    let post = is_role(concept) && !label.trim_end().ends_with(['자', '관']);
    concept != last.concept && !post && !matches!(last.concept, Concept::Other if concept == Concept::Specification)
}

/// Whether what follows a word shows that it stands in a phrase.
fn particle(rest: &str, spaced: bool) -> bool {
    let rest = rest.trim_start();
    if spaced {
        return ["및 ", "등 ", "등을", "또는", "와 ", "과 ", "· "].iter().any(|p| rest.starts_with(p));
    }
    let Some(first) = rest.chars().next() else { return true };
    let after = &rest[first.len_utf8()..];
    let one =
        "은는이가을를의에와과도로등및".contains(first) && (after.is_empty() || after.starts_with([' ', ',', '.']));
    one || ["에서", "에게", "에는", "으로", "까지", "부터", "별로", "마다", "에 대", "및", "등을", "등의"]
        .iter()
        .any(|p| rest.starts_with(p))
}

/// Whether a text is a value for a label of this meaning. Only its beginning is looked at for typed values.
fn fits(concept: Concept, value: &str) -> bool {
    let v = value.trim();
    let Some(first) = v.split(' ').next().filter(|f| !f.is_empty()) else { return false };
    if words::is_none(v) {
        return true;
    }
    if strict_head(first) && !is_personal(concept) || v.starts_with([':', ',', ')', '.']) {
        return false;
    }
    let tokens = || v.split(' ').take(5);
    let prefixes = |test: &dyn Fn(&str) -> bool| {
        (1..=5).any(|n| test(v.splitn(n + 1, ' ').take(n).collect::<Vec<_>>().join(" ").trim_end_matches(',')))
    };
    match concept {
        Concept::Hours => prefixes(&|p| hours::looks_like(p)) && v.chars().count() <= 60,
        Concept::Period | Concept::PeriodAndStorage => {
            let opens = first.bytes().any(|b| b.is_ascii_digit())
                || ["촬영", "녹화", "최대", "최소", "약", "저장", "수집", "실시간", "발생", "입력", "○"]
                    .iter()
                    .any(|w| first.starts_with(w));
            // `30일 초과인 경우 그 근거`: a condition
            let condition = ["인 경우", "일 경우", "하는 경우", "할 경우"];
            let behind = &v[period::parse(v).range.end..];
            opens
                && prefixes(&|p| period::parse(p).kind != PeriodKind::Unparsed)
                && v.chars().count() <= 80
                && !condition.iter().any(|c| behind.trim_start().starts_with(c.trim_start()))
        }
        Concept::Count | Concept::RecorderCount => {
            prefixes(&|p| count::cell(p).is_some() || count::placeholder(p))
                || v.starts_with('총')
                // `6대(정문, 로비)`
                || v.ends_with(')') && v.split_once('(').is_some_and(|(n, _)| count::cell(n.trim()).is_some())
                || v.chars().count() <= 60 && count::find(v).iter().any(|c| c.range.end == v.len() || c.total)
        }
        Concept::Phone | Concept::Fax => {
            first.starts_with(['0', '1', '(', '2', '3', '4', '5', '6', '7', '8', '9', '☎'])
                && v.bytes().filter(u8::is_ascii_digit).count() >= 4
        }
        Concept::Name => words::is_person(first),
        Concept::Position => {
            let short = first.chars().count() <= 6 && first.ends_with(['장', '사', '관', '원', '자', '감']);
            short || tokens().take(2).any(words::is_position)
        }
        Concept::Department | Concept::Affiliation => !parts::is_sentence(v) && tokens().take(3).any(words::is_unit),
        c if is_role(c) => {
            !parts::is_sentence(v)
                && (tokens().take(4).any(|t| words::is_person(t) || words::is_position(t) || words::is_unit(t)))
        }
        Concept::Disposal | Concept::ViewingMethod | Concept::Other | Concept::Specification => true,
        _ => !parts::is_sentence(v) && v.chars().count() <= 400,
    }
}

/// A head that cannot open a value.
pub(super) fn strict_head(word: &str) -> bool {
    fold(word).chars().count() >= 4
        && heads::head(word).is_some_and(|c| {
            matches!(
                c,
                Concept::Count
                    | Concept::Location
                    | Concept::Range
                    | Concept::Hours
                    | Concept::Period
                    | Concept::Storage
                    | Concept::Disposal
                    | Concept::Phone
                    | Concept::ViewingPlace
                    | Concept::ViewingMethod
                    | Concept::Purpose
            )
        })
}

/// Labels that forms have.
fn takes_part(concept: Concept) -> bool {
    is_personal(concept)
        || is_strong(concept)
        || matches!(
            concept,
            Concept::Facility
                | Concept::Fax
                | Concept::Specification
                | Concept::RecorderCount
                | Concept::RecorderPlace
                | Concept::InstalledOn
                | Concept::Company
                | Concept::Other
        )
}

/// Labels that are hardly ever said otherwise.
pub(super) fn is_strong(concept: Concept) -> bool {
    matches!(
        concept,
        Concept::Purpose
            | Concept::Count
            | Concept::Location
            | Concept::Range
            | Concept::Hours
            | Concept::Period
            | Concept::Storage
            | Concept::PeriodAndStorage
            | Concept::StorageAndViewing
            | Concept::Disposal
            | Concept::ViewingMethod
            | Concept::ViewingPlace
    )
}

/// Labels whose value ends with its line.
pub(super) fn is_typed(concept: Concept) -> bool {
    matches!(concept, Concept::Hours | Concept::Period | Concept::Count | Concept::Phone | Concept::Fax | Concept::Name)
}

/// Labels of what is said about one person.
pub(super) fn is_personal(concept: Concept) -> bool {
    is_role(concept)
        || matches!(
            concept,
            Concept::Department
                | Concept::Affiliation
                | Concept::Name
                | Concept::Position
                | Concept::Phone
                | Concept::Fax
        )
}

/// Labels that name what a person is there for.
pub(super) fn is_role(concept: Concept) -> bool {
    matches!(
        concept,
        Concept::Manager
            | Concept::AccessHolder
            | Concept::Operator
            | Concept::ProtectionOfficer
            | Concept::OtherPerson
            | Concept::PersonInCharge
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(s: &str) -> Vec<(String, String)> {
        let pairs = pairs(&Text::identity(0, 0, s)).unwrap_or_default();
        pairs.iter().map(|p| (p.label.as_str().to_owned(), p.value.as_str().to_owned())).collect()
    }

    fn pair(label: &str, value: &str) -> (String, String) {
        (label.to_owned(), value.to_owned())
    }

    #[test]
    fn several_pairs_stand_on_one_line() {
        assert_eq!(
            read("관리담당부서 총무과 책임관 과장 홍길순"),
            vec![pair("관리담당부서", "총무과"), pair("책임관", "과장 홍길순")]
        );
        assert_eq!(
            read("카메라 대수 12대 카메라설치위치 외부: 창고, 현관"),
            vec![pair("카메라 대수", "12대"), pair("카메라설치위치", "외부: 창고, 현관")]
        );
        assert_eq!(
            read("삭제 방법 기간이 지나면 지움 보관장소 통신실"),
            vec![pair("삭제 방법", "기간이 지나면 지움"), pair("보관장소", "통신실")]
        );
    }

    #[test]
    fn a_value_may_be_glued_to_its_label() {
        assert_eq!(read("촬영시간24시간"), vec![pair("촬영시간", "24시간")]);
        assert_eq!(read("보관장소별관 2층 통신실"), vec![pair("보관장소", "별관 2층 통신실")]);
        assert_eq!(read("촬영시간24시간보관기간30일"), vec![pair("촬영시간", "24시간"), pair("보관기간", "30일")]);
    }

    #[test]
    fn labels_of_two_kinds_and_short_roles() {
        assert_eq!(
            read("설치대수 및 설치위치 총 8대 (로비 2대, 복도 6대)"),
            vec![pair("설치대수", "총 8대 (로비 2대, 복도 6대)")]
        );
        assert_eq!(read("담당자총무 홍길순"), vec![pair("담당자", "총무 홍길순")]);
    }

    #[test]
    fn running_text_and_headings_have_no_pairs() {
        for line in [
            "보관장소에 출입하는 사람을 적습니다",
            "설치 대수 및 위치",
            "보관기간 만료 후에는 지웁니다.",
            "관리책임자의 지시에 따라",
            "시설 보호와 화재 예방",
            "관리책임자에게 요구",
        ] {
            assert_eq!(read(line), vec![], "{line}");
        }
    }
}
