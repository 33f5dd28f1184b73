//! Where a notice or one of its rows is, and which area codes hold there.

use super::View;
use crate::model::Contact;

/// A place with the area codes that hold there.
#[derive(Clone, Debug)]
pub(super) struct Where {
    pub(super) name: String,
    pub(super) codes: Vec<&'static str>,
    /// The 시군구 is said, not inferred.
    pub(super) certain: bool,
}

/// The place of the institution.
pub(super) fn of_notice(view: &View) -> Option<Where> {
    let _ = view;
    None
}

/// The place that a row names for itself.
pub(super) fn of_row(view: &View, row: &Contact) -> Option<Where> {
    let _ = (view, row);
    None
}

/// Whether an area code holds at a place.
pub(super) fn accepts(place: &Where, area: &str) -> bool {
    place.codes.contains(&area)
}

/// The one code of a place; none where several hold.
pub(super) fn only_code(place: &Where) -> Option<&'static str> {
    match place.codes.as_slice() {
        [code] => Some(code),
        _ => None,
    }
}
