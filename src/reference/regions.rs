//! 시도, 시군구 and 일반구 from `data/regions.csv`, and the place that a name or an address tells.
//!
//! Names are dated facts: 강원도 was right until 2023-06-10. [`resolve`] gives the name that is printed where it is
//! printed in full, and otherwise the one of the day that was asked for. A 시군구 that several 시도 have (중구, 고성군,
//! 광주시) is never guessed, and a proper name that merely holds a region's short name (강원대학교) says nothing.

use super::{keep, rows};
use jiff::civil::Date;
use memchr::memmem::Finder;
use std::collections::HashMap;
use std::sync::LazyLock;

/// A row of the table.
#[derive(Clone, Debug)]
pub struct Region {
    pub sido: &'static str,
    /// Empty for the 시도 itself; a 일반구 stands with its city (`수원시 장안구`).
    pub sigungu: &'static str,
    /// The main code first.
    pub area_codes: Vec<&'static str>,
    pub aliases: Vec<&'static str>,
    /// First day of the name; `None` when it was in use on 2011-09-30.
    pub valid_from: Option<Date>,
    /// Last day of the name; `None` when it is in use now.
    pub valid_to: Option<Date>,
}

impl Region {
    /// Whether the name was in use on a day; without a day, whether it is in use now.
    #[must_use]
    pub fn valid_on(&self, on: Option<Date>) -> bool {
        match on {
            Some(day) => self.valid_from.is_none_or(|from| from <= day) && self.valid_to.is_none_or(|to| day <= to),
            None => self.valid_to.is_none(),
        }
    }
}

/// The place that a text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub sido: Option<&'static str>,
    pub sigungu: Option<&'static str>,
    /// Area codes of the place, the main one first.
    pub area_codes: Vec<&'static str>,
    /// The 시도 is not printed but follows from a 시군구 that only one 시도 has.
    pub sido_inferred: bool,
    /// The text names the place in full; otherwise it only hints at it (인천지방…청).
    pub certain: bool,
}

pub(super) static TABLE: LazyLock<Vec<Region>> = LazyLock::new(|| {
    let list = |cell: &str| cell.split(';').filter(|c| !c.is_empty()).map(keep).collect::<Vec<_>>();
    rows(include_str!("data/regions.csv"))
        .filter_map(|row| {
            Some(Region {
                sido: keep(row.get(0)?),
                sigungu: keep(row.get(1)?),
                area_codes: list(row.get(2)?),
                aliases: list(row.get(3)?),
                valid_from: row.get(4)?.parse().ok(),
                valid_to: row.get(5)?.parse().ok(),
            })
        })
        .collect()
});

/// How fully a 시도 is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Form {
    /// 인천
    Short,
    /// 인천시, 제주도
    Medium,
    /// 인천광역시
    Long,
}

/// The rows whose name, other name or 일반구 begins with a character.
static BY_FIRST: LazyLock<HashMap<char, Vec<usize>>> = LazyLock::new(|| {
    let mut index: HashMap<char, Vec<usize>> = HashMap::new();
    for (at, region) in TABLE.iter().enumerate().filter(|(_, r)| !r.sigungu.is_empty()) {
        let ward = region.sigungu.split_once(' ').map(|(_, ward)| ward);
        for name in [region.sigungu].into_iter().chain(ward).chain(region.aliases.iter().copied()) {
            let Some(first) = name.chars().next() else { continue };
            let rows = index.entry(first).or_default();
            if rows.last() != Some(&at) {
                rows.push(at);
            }
        }
    }
    index
});

/// A search for each spelling of a 시도, in the order of [`SIDO_FORMS`].
pub(super) static SIDO_FINDERS: LazyLock<Vec<Finder<'static>>> =
    LazyLock::new(|| SIDO_FORMS.iter().map(|(name, ..)| Finder::new(*name)).collect());

/// Every spelling of a 시도 with its row.
pub(super) static SIDO_FORMS: LazyLock<Vec<(&'static str, usize, Form)>> = LazyLock::new(|| {
    let mut forms = Vec::new();
    for (at, region) in TABLE.iter().enumerate().filter(|(_, r)| r.sigungu.is_empty()) {
        forms.push((region.sido, at, Form::Long));
        for alias in &region.aliases {
            if TABLE.iter().any(|r| r.sigungu.is_empty() && r.sido == *alias) {
                continue; // an older name with a row of its own
            }
            forms.push((alias, at, if alias.chars().count() == 2 { Form::Short } else { Form::Medium }));
        }
    }
    forms
});

/// All rows.
#[must_use]
pub fn all() -> &'static [Region] {
    &TABLE
}

/// The 시도 that a 시도 became part of or was renamed to; itself when nothing changed.
#[must_use]
pub fn successor(sido: &str) -> &str {
    match sido {
        "강원도" => "강원특별자치도",
        "전라북도" => "전북특별자치도",
        "광주광역시" | "전라남도" => "전남광주통합특별시",
        _ => sido,
    }
}

/// The region named in an institution's name or in an address, on the day of the notice (`None`: not known).
///
/// `None` when the text names no region, or only one that several 시도 have.
#[must_use]
pub fn resolve(text: &str, on: Option<Date>) -> Option<Place> {
    by_sido(text, on).or_else(|| by_sigungu(text, on)).or_else(|| by_agency(text, on))
}

/// A 시도 in full (인천광역시, 인천시), or its short name before one of its 시군구 (경기 안산시).
fn by_sido(text: &str, on: Option<Date>) -> Option<Place> {
    let mut best: Option<(usize, &(&'static str, usize, Form))> = None;
    for (form, finder) in SIDO_FORMS.iter().zip(SIDO_FINDERS.iter()) {
        let Some(at) = finder.find_iter(text.as_bytes()).find(|&at| stands(text, at, form)) else {
            continue;
        };
        let row = &TABLE[form.1];
        let better = best.is_none_or(|(best_at, b)| {
            (std::cmp::Reverse(at), form.0.len(), row.valid_on(on))
                > (std::cmp::Reverse(best_at), b.0.len(), TABLE[b.1].valid_on(on))
        });
        if better {
            best = Some((at, form));
        }
    }
    let (at, (name, row, form)) = best?;
    let region = &TABLE[*row];
    let after = &text[at + name.len()..];
    if let Some(inner) = sigungu_at(after.trim_start(), region.sido, on) {
        return Some(Place {
            sido: Some(if *form == Form::Long { region.sido } else { inner.sido }),
            sigungu: Some(inner.sigungu),
            area_codes: inner.area_codes.clone(),
            sido_inferred: false,
            certain: true,
        });
    }
    let certain = *form == Form::Long || !after.starts_with(['립', '내', '외']);
    // 광주시 is a city of 경기도 as well
    if *form == Form::Medium && TABLE.iter().any(|r| r.sigungu == *name) {
        return None;
    }
    Some(Place {
        sido: Some(region.sido),
        sigungu: None,
        area_codes: region.area_codes.clone(),
        sido_inferred: false,
        certain,
    })
}

/// Whether a spelling of a 시도 at `at` is meant as the 시도.
pub(super) fn stands(text: &str, at: usize, (name, row, form): &(&'static str, usize, Form)) -> bool {
    let open = boundary_before(text, at);
    let after = &text[at + name.len()..];
    match form {
        Form::Long => !after.starts_with('민') && (open || name.chars().count() > 3),
        Form::Medium => open && !after.starts_with('민'),
        // 경기 안산시, 서울 중구
        Form::Short => open && sigungu_at(after.trim_start(), TABLE[*row].sido, None).is_some(),
    }
}

/// The longest 시군구 of a 시도 that `text` begins with; names of the day are preferred.
pub(super) fn sigungu_at(text: &str, sido: &str, on: Option<Date>) -> Option<&'static Region> {
    let line = successor(sido);
    TABLE
        .iter()
        .filter(|r| !r.sigungu.is_empty() && (r.sido == sido || successor(r.sido) == line))
        .filter_map(|r| matched(text, r).map(|len| (len, r.valid_on(on), r.sido == sido, r)))
        .max_by_key(|&(len, valid, same, _)| (len, same, valid))
        .map(|(.., r)| r)
}

/// How many bytes at the start of `text` name the region; a space between city and 일반구 may be missing.
pub(super) fn matched(text: &str, region: &Region) -> Option<usize> {
    if text.starts_with(region.sigungu) {
        return Some(region.sigungu.len());
    }
    let alias = region.aliases.iter().filter(|a| !a.contains(' ')).find(|a| text.starts_with(**a))?;
    // 남구 became 미추홀구: the older name is no spelling of the newer one where it has a row of its own
    let own = TABLE.iter().any(|r| r.sido == region.sido && r.sigungu == *alias);
    (!own).then_some(alias.len())
}

/// A 시군구 without 시도, where only one 시도 has it.
fn by_sigungu(text: &str, on: Option<Date>) -> Option<Place> {
    let starts = text.char_indices().map(|(at, _)| at).filter(|&at| boundary_before(text, at));
    for at in starts {
        let rest = &text[at..];
        if !rest.starts_with(|c: char| ('가'..='힣').contains(&c)) {
            continue;
        }
        let Some(rows) = rest.chars().next().and_then(|first| BY_FIRST.get(&first)) else { continue };
        let hits: Vec<(usize, &Region)> = rows
            .iter()
            .map(|&at| &TABLE[at])
            .filter_map(|r| {
                let len = matched(rest, r).or_else(|| {
                    // 분당구 without its city
                    let (_, ward) = r.sigungu.split_once(' ')?;
                    rest.starts_with(ward).then_some(ward.len())
                })?;
                Some((len, r))
            })
            .collect();
        let Some(longest) = hits.iter().map(|(len, _)| *len).max() else { continue };
        let named: Vec<&Region> = hits.iter().filter(|(len, _)| *len == longest).map(|(_, r)| *r).collect();
        let name = &rest[..longest];
        if rest[longest..].starts_with("락부") {
            continue; // 구락부, a club
        }
        let lines: std::collections::BTreeSet<(&str, &str)> = named.iter().map(|r| (line_of(r), r.sigungu)).collect();
        // 광주시, 중구
        if lines.len() != 1 || SIDO_FORMS.iter().any(|(form, ..)| *form == name) {
            return None;
        }
        let region = named.iter().max_by_key(|r| (r.valid_on(on), r.valid_to.is_none()))?;
        return Some(Place {
            sido: Some(region.sido),
            sigungu: Some(region.sigungu),
            area_codes: region.area_codes.clone(),
            sido_inferred: true,
            certain: (region.sigungu.starts_with(name) || region.aliases.contains(&name))
                // a name that did not exist yet on that day is there by chance
                && on.is_none_or(|day| region.valid_from.is_none_or(|from| from <= day)),
        });
    }
    None
}

/// What stays the same about a region when its 시도 changes.
fn line_of(region: &Region) -> &'static str {
    if region.sigungu == "군위군" {
        return "대구광역시"; // in 경상북도 until 2023-06-30
    }
    match successor(region.sido) {
        "강원특별자치도" => "강원특별자치도",
        "전북특별자치도" => "전북특별자치도",
        "전남광주통합특별시" => "전남광주통합특별시",
        _ => region.sido,
    }
}

/// Words that follow the short name of a 시도 in the name of an agency.
const AGENCY_WORDS: [&str; 22] = [
    "지방",
    "교육",
    "경찰",
    "소방",
    "선거",
    "보훈",
    "본부",
    "세관",
    "지검",
    "고등법원",
    "고등검찰",
    "가정법원",
    "출입국",
    "병무",
    "우체국",
    "지역",
    "중소벤처",
    "환경청",
    "광역",
    "조달",
    "노동",
    "시립",
];

/// 인천지방…청: the short name of a 시도 at the very start of an agency's name. Only a hint.
fn by_agency(text: &str, on: Option<Date>) -> Option<Place> {
    let text = text.trim_start();
    let (name, ..) =
        SIDO_FORMS.iter().find(|(name, _, form)| *form == Form::Short && text.starts_with(name) && *name != "광주")?;
    let after = text[name.len()..].trim_start();
    if !AGENCY_WORDS.iter().any(|w| after.starts_with(w)) {
        return None;
    }
    let (_, row, _) =
        SIDO_FORMS.iter().filter(|(n, ..)| n == name).max_by_key(|(_, row, _)| TABLE[*row].valid_on(on))?;
    let region = &TABLE[*row];
    Some(Place {
        sido: Some(region.sido),
        sigungu: None,
        area_codes: region.area_codes.clone(),
        sido_inferred: false,
        certain: false,
    })
}

/// Whether a word may begin at `at`.
fn boundary_before(text: &str, at: usize) -> bool {
    text[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(text: &str, on: Option<Date>) -> (Option<&'static str>, Option<&'static str>, bool) {
        resolve(text, on).map_or((None, None, false), |p| (p.sido, p.sigungu, p.certain))
    }

    #[test]
    fn every_row_is_read() {
        assert_eq!(TABLE.len(), 363);
        assert!(TABLE.iter().all(|r| !r.area_codes.is_empty()));
        assert_eq!(TABLE.iter().filter(|r| r.sigungu.is_empty() && r.valid_to.is_none()).count(), 16);
    }

    #[test]
    fn places() {
        let on = Some(Date::constant(2023, 3, 20));
        for (text, sido, sigungu, certain) in [
            ("인천광역시 미추홀구 시민과", Some("인천광역시"), Some("미추홀구"), true),
            ("인천광역시미추홀구", Some("인천광역시"), Some("미추홀구"), true),
            ("유성구", Some("대전광역시"), Some("유성구"), true),
            ("수원시배움학습관", Some("경기도"), Some("수원시"), true),
            ("전라남도해남교육지원청", Some("전라남도"), None, true),
            ("남원시립배움도서관", Some("전라북도"), Some("남원시"), true),
            ("부산광역시립한빛도서관", Some("부산광역시"), None, true),
            ("인천지방가온청", Some("인천광역시"), None, false),
            ("(재)김해시복지재단", Some("경상남도"), Some("김해시"), true),
            ("경기 안산시 단원구 가온로 1", Some("경기도"), Some("안산시 단원구"), true),
            ("경기도 수원시장안구", Some("경기도"), Some("수원시 장안구"), true),
            ("서울 중구 가온로 1", Some("서울특별시"), Some("중구"), true),
            ("광주 북구 가온로", Some("광주광역시"), Some("북구"), true),
            ("서울시립한빛복지관", Some("서울특별시"), None, false),
            ("강원도 고성군", Some("강원도"), Some("고성군"), true),
            ("경상북도 군위군", Some("경상북도"), Some("군위군"), true),
            ("군위군 한빛과", Some("경상북도"), Some("군위군"), true),
            ("남양주시 한빛과", Some("경기도"), Some("남양주시"), true),
            ("분당구보건소", Some("경기도"), Some("성남시 분당구"), false),
            ("경기도 광주시", Some("경기도"), Some("광주시"), true),
            ("전북선거관리위원회", Some("전라북도"), None, false),
            ("중구 한빛과", None, None, false),
            ("고성군", None, None, false),
            ("광주시", None, None, false),
            ("강서구", None, None, false),
            ("강원대학교", None, None, false),
            ("전북은행", None, None, false),
            ("제주가온", None, None, false),
            ("광주가온고등학교", None, None, false),
            ("강원도민일보", None, None, false),
            ("한빛은행 북구지점", None, None, false),
            ("성남가온초등학교", None, None, false),
            ("대구가온대학교", None, None, false),
            ("제물포구락부", None, None, false),
            ("", None, None, false),
        ] {
            assert_eq!(place(text, on), (sido, sigungu, certain), "{text}");
        }
    }

    #[test]
    fn names_are_dated() {
        let (old, new) = (Some(Date::constant(2020, 1, 1)), Some(Date::constant(2026, 8, 1)));
        assert_eq!(place("춘천시", old).0, Some("강원도"));
        assert_eq!(place("춘천시", new).0, Some("강원특별자치도"));
        assert_eq!(place("춘천시", None).0, Some("강원특별자치도"));
        assert_eq!(place("군위군", new).0, Some("대구광역시"));
        assert_eq!(place("보성군", old).0, Some("전라남도"));
        assert_eq!(place("보성군", new).0, Some("전남광주통합특별시"));
        assert_eq!(place("전라남도 보성군", new), (Some("전라남도"), Some("보성군"), true));
        assert_eq!(place("전남 보성군", old).0, Some("전라남도"));
        assert_eq!(place("인천광역시 남구", Some(Date::constant(2015, 1, 1))).1, Some("남구"));
        assert_eq!(place("인천광역시 서해구", new).1, Some("서해구"));
    }
}
