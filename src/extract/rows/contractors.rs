//! Rows on the bodies to which work is entrusted.

use super::Sheet;
use super::people::placeholder_number;
use crate::extract::value::Found;
use crate::lexicon::words;
use crate::model::{Concept, Contractor, Field, Notice};

pub(super) fn contractors(sheet: &Sheet<'_>, notice: &mut Notice) {
    for row in sheet.rows() {
        let found = sheet.found(row, Concept::Company);
        let contact = sheet.found(row, Concept::PersonInCharge);
        let contact = if contact.is_none() { sheet.found(row, Concept::Name) } else { contact };
        let numbers = sheet.found(row, Concept::Phone);
        let note = sheet.found(row, Concept::Note);
        let (department, facility) = sheet.unit(row);
        let (unit, sites) = unit_with_sites(department);
        let mut one = Contractor {
            department: unit,
            facility: facility.or(sites),
            contact: contact.string(),
            note: note.string(),
            ..Contractor::default()
        };
        let phones = numbers.phones();
        one.phone = if phones.phones.is_empty() { placeholder_number(&numbers) } else { phones.first() };
        company(&mut one, &found);
        if one.company.is_missing() && one.contact.is_missing() && one.phone.is_missing() {
            continue;
        }
        notice.contractors.push(one);
    }
}

/// `도서관과 (본관, 분관)`: a unit and the sites it means.
fn unit_with_sites(unit: Field<String>) -> (Field<String>, Field<String>) {
    let Field::Parsed { text, by, .. } = &unit else { return (unit, Field::Missing) };
    let s = text.as_str();
    let Some((head, inner)) = s.strip_suffix(')').and_then(|r| r.split_once('(')) else {
        return (unit, Field::Missing);
    };
    if !words::is_unit(head.trim()) {
        return (unit, Field::Missing);
    }
    let of = |piece: &str| Found { text: text.of(piece.trim()), by: *by }.string();
    (of(head), of(inner))
}

/// Company, site and remark of a contractor cell.
fn company(one: &mut Contractor, found: &Found) {
    if found.is_none() {
        return;
    }
    let s = found.str().trim();
    let set = |piece: &str| found.with(found.text.of(piece.trim())).string();
    let cut = s.find(" (").or_else(|| s.find("\n(")).filter(|_| s.ends_with(')') || s.contains(" ("));
    let Some(at) = cut else {
        one.company = set(s);
        return;
    };
    let (head, rest) = (s[..at].trim(), s[at..].trim());
    let inner = whole_bracket(rest);
    let about_devices =
        ["CCTV", "cctv", "카메라", "유지", "보수", "설치", "단속", "관리"].iter().any(|w| inner.contains(w));
    let runs_it = words::bears_a_legal_form(inner) || ORGANISATIONS.iter().any(|e| inner.ends_with(e));
    if (words::is_site(head) || runs_it) && !words::bears_a_legal_form(head) && !about_devices {
        one.facility = if one.facility.is_missing() { set(head) } else { one.facility.clone() };
        one.company = set(inner);
    } else if about_devices && one.note.is_missing() {
        one.company = set(head);
        one.note = set(inner);
    } else {
        one.company = set(s);
    }
}

/// Endings of bodies that run a site for its owner.
const ORGANISATIONS: [&str; 10] = ["회", "재단", "공단", "공사", "조합", "법인", "FC", "컴퍼니", "협의체", "연합"];

/// The inside of a bracket, also where conversion lost one of its ends: `(주) 가나다)`.
fn whole_bracket(s: &str) -> &str {
    let opens = s.matches('(').count();
    let closes = s.matches(')').count();
    if opens == closes {
        return s.strip_prefix('(').and_then(|r| r.strip_suffix(')')).filter(|inner| balanced(inner)).unwrap_or(s);
    }
    // the outer opening bracket is gone: the last closing one has no partner
    if closes > opens { s.strip_suffix(')').unwrap_or(s) } else { s }
}

fn balanced(s: &str) -> bool {
    let mut depth = 0;
    s.chars().all(|c| {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        depth >= 0
    })
}
