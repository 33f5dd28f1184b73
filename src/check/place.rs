//! Where a notice or one of its rows is, and which area codes hold there.

use super::View;
use crate::model::{Contact, Field};
use crate::reference::{self, AreaVerdict, Place};

/// A place as people name it.
#[must_use]
pub(super) fn name(place: &Place) -> String {
    [place.sido, place.sigungu].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// The place of the institution, by its name, by the region of the record, or by the address where images are shown, or
/// by what the settings say.
pub(super) fn of_notice(view: &View) -> Option<Place> {
    let n = view.notice;
    let day = view.day();
    let regions = format!("{} {}", n.sido.as_str(), n.sigungu.as_str());
    let named = [n.institution.as_str(), regions.trim(), n.title.as_str()]
        .into_iter()
        .filter_map(|text| reference::resolve(text, day))
        .max_by_key(|p| (p.sigungu.is_some() && p.certain, p.certain));
    let address = || reference::resolve(n.viewing.place.as_str(), day).filter(|p| p.certain && p.sigungu.is_some());
    let said = || {
        let facts = view.facts?;
        let region = [&facts.sido, &facts.sigungu].into_iter().flatten().map(String::as_str).collect::<Vec<_>>();
        reference::resolve(&region.join(" "), day)
    };
    named.or_else(address).or_else(said)
}

/// The place that a row names for itself.
pub(super) fn of_row(view: &View, row: &Contact) -> Option<Place> {
    let day = view.day();
    [&row.facility, &row.department].into_iter().map(Field::as_str).find_map(|text| reference::resolve(text, day))
}

/// Whether an area code may stand at a place; where nothing is known it may.
pub(super) fn accepts(place: &Place, area: &str) -> bool {
    reference::accepts(place, area) != AreaVerdict::Wrong
}

/// Whether the place is beyond doubt: a 시군구, said in full.
pub(super) fn is_sure(place: &Place) -> bool {
    place.certain && place.sigungu.is_some()
}
