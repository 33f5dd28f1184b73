//! Which area codes a place has, by `data/regions.csv` and the exceptions of `data/area_exceptions.csv`.
//!
//! Without a street address the exceptions for a part of a place are accepted for the whole of it. Source: the notice on
//! call zones (통화권별 행정구역) as reported; see the `source` column.

use super::regions::{Place, successor};
use super::{keep, rows};
use std::sync::LazyLock;

/// What the tables say about an area code in a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AreaVerdict {
    /// The code of the place.
    Right,
    /// Right in a part of the place, which is named.
    Excepted(&'static str),
    Wrong,
    /// The place has no known code, or this is no area code.
    Unknown,
}

/// How far an exception reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Status {
    Whole,
    Part,
    Withdrawn,
    None,
    Unconfirmed,
}

struct Exception {
    sido: &'static str,
    sigungu: &'static str,
    place: &'static str,
    code: &'static str,
    status: Status,
}

static EXCEPTIONS: LazyLock<Vec<Exception>> = LazyLock::new(|| {
    rows(include_str!("data/area_exceptions.csv"))
        .filter_map(|row| {
            Some(Exception {
                sido: keep(row.get(0)?),
                sigungu: keep(row.get(1)?),
                place: keep(row.get(2)?),
                code: keep(row.get(3)?),
                status: match row.get(4)? {
                    "whole" => Status::Whole,
                    "part" => Status::Part,
                    "withdrawn" => Status::Withdrawn,
                    "unconfirmed" => Status::Unconfirmed,
                    _ => Status::None,
                },
            })
        })
        .collect()
});

/// The exceptions inside a place, a city's 일반구 included.
fn exceptions<'p>(place: &'p Place) -> impl Iterator<Item = &'static Exception> + 'p {
    EXCEPTIONS.iter().filter(move |e| {
        let same_sido = place.sido.is_some_and(|s| successor(s) == successor(e.sido))
            || (place.sigungu == Some("군위군") && e.sigungu == "군위군");
        let inside = match place.sigungu {
            None => true,
            Some(name) => e.sigungu.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with(' ')),
        };
        same_sido && inside
    })
}

/// Whether a number of this place may begin with `area_code` (`032`).
#[must_use]
pub fn accepts(place: &Place, area_code: &str) -> AreaVerdict {
    let Some(main) = place.area_codes.first() else { return AreaVerdict::Unknown };
    if super::telephone::area_code(area_code).is_none() {
        return AreaVerdict::Unknown;
    }
    if *main == area_code {
        return AreaVerdict::Right;
    }
    // a body of the whole of the merged 시도 may sit in either half
    if place.sigungu.is_none() && place.sido == Some("전남광주통합특별시") && place.area_codes.contains(&area_code)
    {
        return AreaVerdict::Right;
    }
    let excepted = exceptions(place)
        .filter(|e| e.code == area_code && !matches!(e.status, Status::None | Status::Withdrawn))
        .map(|e| match (e.status, place.sigungu) {
            (Status::Whole, None) => e.sigungu,
            _ if e.place.is_empty() => e.sigungu,
            _ => e.place,
        })
        .next();
    match excepted {
        Some(part) => AreaVerdict::Excepted(part),
        None if place.area_codes.contains(&area_code) => AreaVerdict::Excepted("일부 지역"),
        None => AreaVerdict::Wrong,
    }
}

/// The one code that may be proposed for a number of this place; none where a part of it has another.
#[must_use]
pub fn proposed(place: &Place) -> Option<&'static str> {
    let [code] = place.area_codes.as_slice() else { return None };
    let split = exceptions(place).any(|e| {
        matches!(e.status, Status::Part | Status::Unconfirmed) || e.code != *code && e.status == Status::Whole
    });
    (!split && place.certain).then_some(*code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::regions::resolve;
    use jiff::civil::Date;

    #[test]
    fn every_row_is_read() {
        assert_eq!(EXCEPTIONS.len(), 29);
    }

    #[test]
    fn codes_of_places() {
        use AreaVerdict as V;
        let on = Some(Date::constant(2025, 1, 1));
        for (text, code, right, excepted) in [
            ("인천광역시 미추홀구", "032", true, false),
            ("인천광역시 미추홀구", "033", false, false),
            ("경기도 과천시", "02", true, false),
            ("경기도 과천시", "031", false, false),
            ("경기도 광명시", "02", true, false),
            ("경기도 부천시", "032", true, false),
            ("경기도 안산시", "031", true, false),
            ("경기도 안산시", "032", false, true),
            ("경기도 시흥시", "02", false, true),
            ("경기도 시흥시", "032", false, false),
            ("경기도 하남시", "02", false, true),
            ("경기도", "02", false, true),
            ("경기도", "031", true, false),
            ("경기도", "033", false, false),
            ("충청남도 계룡시", "042", true, false),
            ("충청남도 공주시", "042", false, true),
            ("경상북도 경산시", "053", true, false),
            ("경상북도 칠곡군", "053", false, true),
            ("경상북도 성주군", "053", false, false),
            ("대구광역시 군위군", "054", true, false),
            ("대구광역시 군위군", "053", false, false),
            ("전라남도 나주시", "062", false, true),
            ("전라남도 담양군", "062", false, false),
            ("울산광역시 울주군", "051", false, true),
            ("전남광주통합특별시", "062", true, false),
            ("세종특별자치시", "044", true, false),
            ("부산광역시", "055", false, false),
        ] {
            let place = resolve(text, on).unwrap_or_else(|| unreachable!("{text}"));
            let verdict = accepts(&place, code);
            let expected = (right, excepted);
            assert_eq!(
                (verdict == V::Right, matches!(verdict, V::Excepted(_))),
                expected,
                "{text} {code}: {verdict:?}"
            );
        }
        let place = resolve("부산광역시", on).unwrap_or_else(|| unreachable!());
        assert_eq!(accepts(&place, "070"), V::Unknown);
    }

    #[test]
    fn one_code_or_none_is_proposed() {
        let propose = |text: &str| resolve(text, None).and_then(|p| proposed(&p));
        assert_eq!(propose("부산광역시 사하구"), Some("051"));
        assert_eq!(propose("경기도 과천시"), Some("02"));
        assert_eq!(propose("경기도 안산시"), None);
        assert_eq!(propose("전라남도 나주시"), None);
        assert_eq!(propose("경기도"), None);
        assert_eq!(propose("인천지방가온청"), None);
    }
}
