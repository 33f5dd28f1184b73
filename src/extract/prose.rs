//! What stands in sentences and loose lines.

pub(super) mod cameras;
pub(super) mod sites;

use super::rows;
use super::value::{Found, tidy};
use crate::lexicon::heads::head;
use crate::lexicon::{fold, parts, words};
use crate::model::layout::Marker;
use crate::model::{Concept, Contractor, Field, Notice, Paragraph};
use crate::value::{count, phone};
use regex::Regex;
use std::sync::LazyLock;

static PROMISE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"(?:시행|적용|변경)[^.]{0,24}?([0-9]{1,3})\s*일\s*(?:이?전|전까지)").ok());

/// Days that the notice promises between announcement and effect.
pub(super) fn promise(found: &Found, notice: &mut Notice) {
    let s = found.str();
    if !notice.promised_days.is_missing() || !s.contains('전') || !s.contains('일') {
        return;
    }
    let Some(hit) = PROMISE.as_ref().and_then(|r| r.captures(s)) else { return };
    let (Some(whole), Some(number)) = (hit.get(0), hit.get(1)) else { return };
    if let Ok(days) = number.as_str().parse() {
        notice.promised_days = Field::parsed(days, found.text.slice(whole.range()), found.by);
    }
}

/// Purposes and legal basis of a line of the first part.
pub(super) fn purpose(found: &Found, marker: Marker, in_part: bool, notice: &mut Notice) {
    let s = found.str();
    if let Some(at) = s.find("제25조").or_else(|| s.find("제 25조").or_else(|| s.find("제 25 조"))) {
        let start = s[..at].rfind(['「', '『']).or_else(|| s[..at].rfind("개인정보")).unwrap_or(at);
        // `제 25조`: the article is named up to its 조
        let article = at + s[at..].find('조').unwrap_or(0);
        let tail = &s[article..];
        let end = article
            + tail.find(['에', ' ', ',', ')']).map_or(tail.len(), |e| {
                // `제25조 제1항`
                if tail[e..].starts_with(" 제") {
                    e + tail[e + 1..].find(['에', ',', ')']).map_or(tail.len() - e, |f| f + 1)
                } else {
                    e
                }
            });
        if notice.legal_basis.len() < 12 {
            notice.legal_basis.push(found.with(found.text.slice(start..end.min(s.len()))).string());
        }
        return;
    }
    let listed = matches!(marker, Marker::Bullet(_) | Marker::Number { .. });
    let worded = ["예방", "안전", "단속", "수집", "보호", "관리", "수사", "방지", "허용"].iter().any(|w| s.contains(w));
    if in_part
        && worded
        && (listed || marker == Marker::None && s.chars().count() < 60)
        && !parts::is_sentence(s)
        && notice.purposes.len() < 60
    {
        notice.purposes.push(found.string());
    }
}

/// A short numbered line above a table that names a site: `가. 동물원 관리동(서울시 …)`.
pub(super) fn names_site(p: &Paragraph) -> bool {
    let s = p.text.as_str();
    let numbered = matches!(p.marker, Marker::Number { level, .. } if level >= 2)
        || matches!(p.marker, Marker::Bullet(_) | Marker::Bracket);
    let count = s.chars().count();
    numbered
        && (2..=40).contains(&count)
        && !s.contains(':')
        && !parts::is_sentence(s)
        && !s.contains(',')
        // `민원 창구 1대` counts, it names no unit
        && s.rsplit(' ').next().is_none_or(|last| count::cell(last).is_none())
        && (words::is_site(words::before_bracket(s))
            || words::is_unit(words::before_bracket(s))
            || s.ends_with('시')
            || ends_with_address(s)
            || matches!(p.marker, Marker::Number { level: 2, .. }))
        && parts::parts_of(s).is_empty()
        && !fold(s).contains("영상정보처리기기")
}

fn ends_with_address(s: &str) -> bool {
    s.ends_with(')')
        && s.split_once('(').is_some_and(|(_, inner)| ["시", "구", "동", "로", "길"].iter().any(|w| inner.contains(w)))
}

/// The site that a sub-heading names; an address or a number of cameras in brackets is left out.
pub(super) fn site_of(p: &Paragraph) -> Field<String> {
    let s = p.text.as_str();
    let counted = s.strip_suffix("대)").and_then(|s| s.rsplit_once('(')).is_some_and(|(_, n)| count::cell(n).is_some());
    let bare = if counted || ends_with_address(s) { words::before_bracket(s) } else { s };
    let bare = bare.strip_suffix(" 내").unwrap_or(bare);
    let found = Found::new(p.text.of(bare), crate::model::How::Label);
    rows::site_name(&found)
}

/// Hours and period in the value of a heading.
pub(super) fn retention(value: &Found, title: &str, notice: &mut Notice) {
    let s = value.str();
    let names_hours = fold(title).contains("촬영시간");
    let first = s.split([',', '/']).next().unwrap_or(s).trim();
    if names_hours && crate::value::hours::looks_like(first) {
        let hours = value.with(value.text.of(first));
        let period = s
            .split([',', '/'])
            .skip(1)
            .map(str::trim)
            .find(|p| p.bytes().any(|b| b.is_ascii_digit()) && crate::value::period::parse(p).days.is_some());
        let period = period.map_or_else(Found::default, |p| value.with(value.text.of(p)));
        notice.retention.push(rows::retention(Field::Missing, Field::Missing, &hours, &period, &Found::default()));
    }
}

static PERIOD: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?:(?:촬영|녹화|저장)(?:한\s?날|일|시)?(?:로부터|부터)\s*)?(?:약\s*|최대\s*|최소\s*)?[0-9]{1,4}\s*(?:일|개월|주일|주|시간|년)(?:간|\s*동안)?(?:\s*이내|\s*이상)?").ok()
});

static HOURS: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?:하루\s*|매일\s*|연중무휴\s*|상시\s*)?24\s*시간|[0-9]{1,2}:[0-9]{2}\s*~\s*[0-9]{1,2}:[0-9]{2}").ok()
});

/// Hours, period and storage told in a sentence (`영상은 24시간 촬영하여 30일 동안 관리실에 보관한다`).
pub(super) fn retention_in_sentence(found: &Found, notice: &mut Notice) {
    let s = found.str();
    let keeps = ["보관", "보존", "저장", "둔다", "둡니다"].iter().filter_map(|w| s.find(w)).min();
    if keeps.is_none()
        || !s.bytes().any(|b| b.is_ascii_digit())
        || !(s.contains("영상") || s.contains("촬영") || s.contains("녹화"))
    {
        return;
    }
    let about_else = ["청구", "통지", "열람대장", "관리대장", "1년", "3년", "5년", "10일 이내", "전에", "전까지"]
        .iter()
        .any(|w| s.contains(w));
    let hours = HOURS.as_ref().and_then(|r| r.find(s));
    let period = PERIOD.as_ref().and_then(|r| {
        r.find_iter(s).find(|m| {
            hours.is_none_or(|h| m.start() >= h.end() || m.end() <= h.start()) && !m.as_str().contains("시간")
        })
    });
    let Some(period) = period.filter(|_| !about_else) else { return };
    let piece = |range: std::ops::Range<usize>| found.with(found.text.slice(range));
    let storage = storage_named(s).or_else(|| storage_before_verb(s, period.end()));
    let storage = storage.map_or_else(Found::default, piece);
    let hours = hours.map_or_else(Found::default, |h| piece(h.range()));
    notice.retention.push(rows::retention(Field::Missing, Field::Missing, &hours, &piece(period.range()), &storage));
}

/// `보관장소는 1층 방재실입니다`
fn storage_named(s: &str) -> Option<std::ops::Range<usize>> {
    static NAMED: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?:보관|저장)\s?(?:장소|위치)는\s+([^.,]{2,40}?)(?:입니다|이며|이고|이다|임)").ok()
    });
    NAMED.as_ref().and_then(|r| r.captures(s))?.get(1).map(|m| m.range())
}

/// `… 종합상황실에 보관한다`: the place before the verb.
fn storage_before_verb(s: &str, from: usize) -> Option<std::ops::Range<usize>> {
    let verb = ["에 보관", "에 보존", "에 저장", "에서 보관", "에 둔다", "에 둡니다"]
        .iter()
        .filter_map(|w| s.find(w))
        .min()?;
    let mut start = s[..verb].rfind([',', '.', ';']).map_or(0, |i| i + 1);
    if from <= verb {
        start = start.max(from);
    }
    for particle in ["은 ", "는 ", "이며 ", "이고 ", "하여 ", "간 ", "동안 "] {
        if let Some(at) = s[start..verb].rfind(particle) {
            start += at + particle.len();
        }
    }
    let place = s[start..verb].trim();
    let begin = start + s[start..verb].find(place).unwrap_or(0);
    (place.chars().count() >= 2 && place.chars().count() <= 40).then(|| begin..begin + place.len())
}

/// A line of the viewing part that has no label.
pub(super) fn viewing(found: &Found, marker: Marker, sub: Option<Concept>, notice: &mut Notice) {
    let s = found.str();
    let count = s.chars().count();
    if count < 8 || head(s).is_some() {
        return;
    }
    let said = parts::is_sentence(s)
        || s.ends_with("요구")
        || s.ends_with("가능")
        || s.ends_with("신청")
        || matches!(marker, Marker::Bullet(_));
    let about = ["확인하", "확인할", "확인 가능", "열람하", "열람을", "요구", "방문", "연락", "신청", "청구서", "오시"]
        .iter()
        .any(|w| s.contains(w));
    if said && about && (sub != Some(Concept::ViewingPlace)) && notice.viewing.method.is_missing() {
        // a name of a file to load behind the sentence is left out
        let end = s.rfind(". ").filter(|_| s.ends_with(')')).map_or(s.len(), |e| e + 1);
        notice.viewing.method = found.with(found.text.slice(0..end)).string();
    }
}

/// A unit or a room that stands alone in the viewing part, or on the line below `확인 장소`.
pub(super) fn viewed_at(found: &Found, sub: Option<Concept>, notice: &mut Notice) {
    let s = found.str().trim();
    if !(2..=30).contains(&s.chars().count()) || parts::is_sentence(s) || s.contains(':') || head(s).is_some() {
        return;
    }
    let place = words::is_unit(s) || words::is_site(s);
    if place && sub != Some(Concept::ViewingMethod) {
        set_place(found, notice);
    }
}

/// `확인 방법 및 장소 : 관리책임자에게 요구(보안팀)`
pub(super) fn viewing_headed(value: &Found, title: &str, notice: &mut Notice) {
    let s = value.str();
    // `확인 방법: … 합니다. 확인 장소 : …` behind one heading
    if let Some((method, place)) = ["확인 장소", "확인장소"].iter().find_map(|label| s.split_once(label))
        && let Some(place) = place.trim_start().strip_prefix(':').filter(|_| !method.trim().is_empty())
    {
        set_method(&value.with(value.text.of(method.trim())), notice);
        set_place(&value.with(value.text.of(place.trim())), notice);
        return;
    }
    let f = fold(title);
    if f.contains("방법") {
        set_method(value, notice);
        if let Some((_, inner)) = s.strip_suffix(')').and_then(|r| r.rsplit_once('('))
            && f.contains("장소")
            && words::is_unit(inner)
        {
            notice.viewing.place = value.with(value.text.of(inner)).string();
        }
    } else {
        set_place(value, notice);
    }
}

pub(super) fn set_method(value: &Found, notice: &mut Notice) {
    if notice.viewing.method.is_missing() {
        notice.viewing.method = value.string();
    }
}

/// The place of storage, without the verb after it (`통제실에 보관·처리`).
pub(super) fn stored_at(value: Found) -> Found {
    let s = value.str();
    let end = ["에 보관", "에 저장", "에 보존", "에서 보관", "에서 저장"].iter().filter_map(|w| s.find(w)).min();
    match end.filter(|at| *at > 0) {
        Some(at) => value.with(value.text.slice(0..at)),
        None => value,
    }
}

/// The place where images may be seen, without the verb after it.
pub(super) fn set_place(value: &Found, notice: &mut Notice) {
    if !notice.viewing.place.is_missing() {
        return;
    }
    let s = value.str().trim();
    let cut = ["에서 확인", "에서 열람", "에서 재생"].iter().filter_map(|w| s.find(w)).min();
    let s = cut.map_or(s, |at| &s[..at]);
    // `당직실, 관계자외 출입통제, …`
    let s =
        if s.contains("출입통제") || s.contains("출입 통제") { s.split(',').next().unwrap_or(s) } else { s };
    notice.viewing.place = value.with(value.text.of(s.trim())).string();
}

/// `수탁업체(가나보안, 1588-…)에 맡기고 있습니다`
pub(super) fn contractor(found: &Found, notice: &mut Notice) {
    let s = found.str();
    let Some(at) = ["수탁업체(", "수탁업체 (", "위탁업체(", "수탁사(", "유지보수업체("]
        .iter()
        .find_map(|w| s.find(w).map(|i| i + w.len()))
    else {
        return;
    };
    let end = s[at..].find(')').map_or(s.len(), |e| at + e);
    let inner = &s[at..end];
    let name = inner.split([',', ':', '/']).next().unwrap_or(inner).trim();
    let number = phone::find(inner).into_iter().next();
    let inner_found = found.with(found.text.of(inner));
    notice.contractors.push(Contractor {
        company: found.with(found.text.of(name)).string(),
        phone: number.map_or(Field::Missing, |n| inner_found.number(&n)),
        ..Contractor::default()
    });
}

/// `시설팀 : 가나보안㈜ (담당자 홍길동, 연락처 02-…, 유지보수)`: a contractor in a line of a list.
pub(super) fn listed_contractor(found: &Found, notice: &mut Notice) -> bool {
    let s = found.str().trim();
    let Some((outer, inner)) = s.strip_suffix(')').and_then(|r| r.rsplit_once(" (")) else { return false };
    let (unit, name) = outer.split_once(" : ").or_else(|| outer.split_once(": ")).unwrap_or(("", outer));
    let (unit, name) = (unit.trim(), name.trim());
    let numbers = phone::find(inner);
    let named = ["담당자", "담당", "대표"].iter().any(|w| inner.starts_with(w));
    if !(2..=30).contains(&name.chars().count()) || (numbers.is_empty() && !named) || head(name).is_some() {
        return false;
    }
    let of = |piece: &str| found.with(found.text.of(piece.trim())).string();
    let mut one = Contractor { company: of(name), ..Contractor::default() };
    if words::is_only_a_unit(unit) {
        one.department = of(unit);
    } else if !unit.is_empty() {
        one.facility = of(unit);
    }
    for piece in inner.split(',').map(str::trim) {
        let bare = ["담당자", "담당", "연락처", "전화번호", "전화"].iter().find_map(|label| piece.strip_prefix(label));
        let value = bare.unwrap_or(piece).trim_start_matches([' ', ':']);
        let value_found = found.with(found.text.of(value));
        if let Some(number) = phone::find(value).first() {
            one.phone = value_found.number(number);
        } else if piece.starts_with("담당") || (bare.is_none() && words::is_person(piece) && one.contact.is_missing())
        {
            one.contact = value_found.string();
        } else if one.note.is_missing() {
            one.note = value_found.string();
        }
    }
    notice.contractors.push(one);
    true
}

/// `수탁업체 : 가나보안(주) (02-…)`
pub(super) fn company(value: &Found, notice: &mut Notice) {
    if value.is_none() {
        return;
    }
    let numbers = phone::find_in_field(value.str());
    let first = numbers.first();
    let end = first.map_or(value.text.len(), |n| n.range.start);
    let name = value.str()[..end].trim_end().trim_end_matches(['(', '/', ',', ':', '☎', '-']).trim_end();
    let name = tidy(&value.text.of(name.split(['/', ',']).next().unwrap_or(name).trim()));
    notice.contractors.push(Contractor {
        company: value.with(name).string(),
        phone: first.map_or(Field::Missing, |n| value.number(n)),
        ..Contractor::default()
    });
}

/// The people that a sentence names: `관리책임자는 총무과장 홍길순이고 연락처는 031-…입니다`,
/// `접근권한자는 과장 홍길순(031-…)과 주임 김가람(031-…)입니다`.
///
/// Gives the role word, and what is said of each.
pub(super) fn people_in_sentence(s: &str) -> Option<(&str, Vec<&str>)> {
    let at = s.find("자는 ").map(|i| i + "자".len()).or_else(|| s.find("관은 ").map(|i| i + "관".len()))?;
    let role = s[..at].rsplit([' ', ',']).next()?;
    words::role_of(role)?;
    let rest = &s[at + "는".len()..];
    let end = ["이고", "이며", "입니다", "이다", "으로", "로서", "가 맡"].iter().filter_map(|w| rest.find(w)).min()?;
    let mut people = Vec::new();
    let mut left = rest[..end].trim();
    while let Some((at, and)) =
        [")과 ", ")와 ", ") 및 ", "), "].iter().filter_map(|and| Some((left.find(and)?, and))).min()
    {
        people.push(&left[..=at]);
        left = &left[at + and.len()..];
    }
    people.push(left);
    people.iter().all(|one| (2..=40).contains(&one.chars().count())).then_some((role, people))
}

/// The body that a sentence says the work is entrusted to: `점검은 ㈜가나(담당 홍길순, 1588-…)에 맡깁니다`.
pub(super) fn contractor_in_sentence(found: &Found, notice: &mut Notice) {
    let s = found.str();
    let entrusts = ["위탁", "맡기", "맡겨", "맡긴"].iter().any(|w| s.contains(w));
    let denies = ["않", "없", "직접"].iter().any(|w| s.contains(w));
    if !entrusts || denies || !notice.contractors.is_empty() {
        return;
    }
    let numbers = phone::find(s);
    let Some(number) = numbers.first() else { return };
    let Some(open) = s[..number.range.start].rfind('(') else { return };
    let name = s[..open].trim_end().rsplit([' ', ',']).next().unwrap_or("");
    // `수탁업체(가나보안, …)` names the company inside the bracket
    if !(2..=20).contains(&name.chars().count()) || head(name).is_some() || !s[number.range.end..].starts_with(')') {
        return;
    }
    let person = s[open + 1..number.range.start].split([' ', ',']).find(|t| {
        words::is_person(t) && !words::is_position(t) || words::could_be_name(t) && s[open..].contains("담당 ")
    });
    let person = person.filter(|p| *p != "담당");
    notice.contractors.push(Contractor {
        company: found.with(found.text.of(name)).string(),
        contact: person.map_or(Field::Missing, |p| found.with(found.text.of(p)).string()),
        phone: found.number(number),
        ..Contractor::default()
    });
}
