//! The telephone numbers of a notice's contacts, with what stands around them.

use super::View;
use crate::model::{Field, Span, Text};
use crate::value::phone::{self, Phone, PhoneKind};

/// A number in the record.
#[derive(Debug)]
pub(super) struct Place<'a> {
    pub(super) phone: Phone,
    /// The whole text of the field.
    pub(super) text: &'a str,
    /// The number as printed.
    pub(super) raw: String,
    pub(super) at: Vec<Span>,
    pub(super) pointer: String,
    /// Index of the contact; none for a contractor.
    pub(super) contact: Option<usize>,
}

/// Numbers of contacts and contractors.
pub(super) fn all<'a>(view: &View<'a>) -> Vec<Place<'a>> {
    let mut out = of_contacts(view);
    for (i, c) in view.notice.contractors.iter().enumerate() {
        collect(view, &c.phone, None, || format!("/contractors/{i}/phone"), &mut out);
    }
    out
}

/// Numbers of contacts, fax numbers left out.
pub(super) fn of_contacts<'a>(view: &View<'a>) -> Vec<Place<'a>> {
    let mut out = Vec::new();
    for (i, c) in view.notice.contacts.iter().enumerate() {
        collect(view, &c.phone, Some(i), || format!("/contacts/{i}/phone"), &mut out);
    }
    out
}

fn collect<'a>(
    view: &View<'a>,
    field: &'a Field<String>,
    contact: Option<usize>,
    pointer: impl Fn() -> String,
    out: &mut Vec<Place<'a>>,
) {
    let Some(text) = field.text() else { return };
    for found in phone::find_in_field(text.as_str()) {
        let piece: Text = text.slice(found.range.clone());
        out.push(Place {
            raw: view.raw(&piece),
            at: piece.spans(),
            text: text.as_str(),
            pointer: pointer(),
            phone: found,
            contact,
        });
    }
}

/// The area code of a number on the fixed network.
pub(super) fn area(phone: &Phone) -> Option<&'static str> {
    match phone.kind {
        PhoneKind::Geographic { area } => Some(area),
        _ => None,
    }
}

/// Exchange and line of a number: what follows the area code.
pub(super) fn local_part<'p>(phone: &'p Phone, area: &str) -> &'p str {
    phone.number.strip_prefix(area).map_or(phone.number.as_str(), |rest| rest.trim_start_matches('-'))
}
