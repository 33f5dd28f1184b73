//! Small questions about camera counts that several rules ask.

use crate::model::{Installation, Point};
use regex::Regex;
use std::sync::LazyLock;

/// A count that does not claim to be exact.
pub(super) fn is_vague(text: &str) -> bool {
    static VAGUE: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"약\s?[0-9]|[0-9]\s?여\s?대|대\s?(?:내외|이상|정도)|외\s?[0-9]|[0-9]\s?대?\s?등(?:\s|$)|전체|개소|각\s?[0-9]|씩")
            .ok()
    });
    VAGUE.as_ref().is_some_and(|p| p.is_match(text))
}

/// A place whose number names a kind of camera counted elsewhere (`회전형 2대 포함`).
pub(super) fn overlaps(point: &Point) -> bool {
    let said = |t: &str| t.contains("포함") || t.contains("중 ") || t.contains("회전형") || t.contains("고정형");
    said(point.location.as_str()) || point.count.text().is_some_and(|t| said(t.as_str()))
}

/// A list that does not claim to be complete.
pub(super) fn is_open(point: &Point) -> bool {
    let place = point.location.as_str().trim_end_matches([')', '.', ' ']);
    place.ends_with('등') || place.contains("등 ") || place.contains(" 외 ") || place.contains("주변")
}

/// The sum of the counts of a row's places, of the deepest level that has them; the row's own where none has.
pub(super) fn of_points(row: &Installation) -> u32 {
    let sum = sum(&row.points);
    if sum == 0 { row.count.value().copied().unwrap_or_default() } else { sum }
}

fn sum(points: &[Point]) -> u32 {
    points
        .iter()
        .map(|p| {
            let inner = sum(&p.points);
            if inner == 0 { p.count.value().copied().unwrap_or_default() } else { inner }
        })
        .sum()
}

/// A number that holds for each of several places (`각 1대`, `2대씩`, `층별`).
pub(super) fn distributes(text: &str) -> bool {
    static EACH: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"각\s?[0-9]|대\s?씩|층별|동별|개소별").ok());
    EACH.as_ref().is_some_and(|p| p.is_match(text))
}
