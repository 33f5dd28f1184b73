//! Region names that were out of use on a day.

use super::regions::{Form, SIDO_FINDERS, SIDO_FORMS, TABLE, matched, sigungu_at, stands, successor};
use jiff::civil::Date;

/// A region name that was out of use on the day of the notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outdated {
    /// Bytes of the text that print the name.
    pub range: std::ops::Range<usize>,
    /// The 시도 or the 시군구 that is out of use.
    pub name: &'static str,
    /// Last day of the name.
    pub until: Date,
    /// The name in its place, where there is exactly one.
    pub now: Option<&'static str>,
}

/// The full region names of a text that were no longer in use on `on`, in order; short names (전남) are never reported.
///
/// A former 시군구 is reported where its 시도 stands before it (인천광역시 서구), a former 시도 wherever a word begins with
/// it and no proper name goes on (강원도민일보).
#[must_use]
pub fn outdated(text: &str, on: Date) -> Vec<Outdated> {
    let mut out = Vec::new();
    for ((name, row, form), finder) in SIDO_FORMS.iter().zip(SIDO_FINDERS.iter()) {
        if *form != Form::Long {
            continue;
        }
        let region = &TABLE[*row];
        for at in finder.find_iter(text.as_bytes()) {
            if !stands(text, at, &(*name, *row, *form)) {
                continue;
            }
            if let Some(until) = region.valid_to.filter(|to| *to < on) {
                let now = successor(region.sido);
                let now = TABLE.iter().find(|r| r.sido == now).map(|r| r.sido);
                out.push(Outdated { range: at..at + name.len(), name: region.sido, until, now });
                continue;
            }
            let gap = text[at + name.len()..].len() - text[at + name.len()..].trim_start().len();
            let start = at + name.len() + gap;
            let Some(inner) = sigungu_at(&text[start..], region.sido, Some(on)) else { continue };
            let Some(until) = inner.valid_to.filter(|to| *to < on && inner.sido == region.sido) else { continue };
            let now = match (inner.sido, inner.sigungu) {
                ("인천광역시", "남구") => Some("미추홀구"),
                ("인천광역시", "동구") => Some("제물포구"),
                ("경상북도", "군위군") => Some("대구광역시 군위군"),
                _ => None,
            };
            let end = start + matched(&text[start..], inner).unwrap_or(0);
            out.push(Outdated { range: at..end, name: inner.sigungu, until, now });
        }
    }
    out.sort_by_key(|o| o.range.start);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_out_of_use() {
        let names = |text: &str, y, m, d| {
            outdated(text, Date::constant(y, m, d)).into_iter().map(|o| (o.name, o.now)).collect::<Vec<_>>()
        };
        assert_eq!(names("강원도 춘천시", 2024, 1, 1), [("강원도", Some("강원특별자치도"))]);
        assert_eq!(names("강원도 춘천시", 2023, 1, 1), []);
        assert_eq!(names("강원특별자치도 춘천시", 2024, 1, 1), []);
        assert_eq!(names("인천광역시 서구 가온로", 2026, 8, 1), [("서구", None)]);
        assert_eq!(names("인천광역시 남구 가온로", 2020, 8, 1), [("남구", Some("미추홀구"))]);
        assert_eq!(names("경상북도 군위군", 2024, 1, 1), [("군위군", Some("대구광역시 군위군"))]);
        assert_eq!(names("전남 보성군, 경기도 광주시, 강원도민일보", 2026, 8, 1), []);
        assert_eq!(names("전라남도 보성군", 2026, 8, 1), [("전라남도", Some("전남광주통합특별시"))]);
    }
}
