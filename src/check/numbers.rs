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

/// Cells of digits in the rows of contacts without a number: what extraction could not read.
pub(super) fn unread<'a>(view: &View<'a>) -> Vec<Place<'a>> {
    let mut out = Vec::new();
    for (i, c) in view.notice.contacts.iter().enumerate() {
        let texts = [c.position.text(), c.name.text(), c.role_text.text()];
        let unit = texts.into_iter().flatten().find_map(Text::unit);
        let Some(unit) = unit.filter(|_| c.phone.is_missing() && c.fax.is_missing()) else { continue };
        let line = view.source.unit(unit);
        let mut start = 0;
        for cell in line.split(['\t', '|']) {
            let digits = cell.chars().filter(char::is_ascii_digit).count();
            let plain = cell.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '.' | ')' | '(' | ' '));
            let found = if plain && (7..=12).contains(&digits) { phone::find_in_field(cell) } else { Vec::new() };
            for phone in found {
                let (from, to) = (start + phone.range.start, start + phone.range.end);
                out.push(Place {
                    raw: line.get(from..to).unwrap_or_default().to_owned(),
                    at: vec![Span { unit, start: from as u32, end: to as u32 }],
                    text: cell,
                    pointer: format!("/contacts/{i}"),
                    phone,
                    contact: Some(i),
                });
            }
            start += cell.len() + 1;
        }
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
