//! What notices say, and what a ledger says, each by name.

use crate::model::ledger::{Group, Ledger, LedgerField, Subject};
use crate::model::{Field, Installation, Notice, Span, Text};
use crate::reference::compare_key;
use std::collections::BTreeMap;

/// A notice of one of several files.
#[derive(Clone, Copy, Debug)]
pub struct NoticeOf<'n> {
    /// Index of the file.
    pub file: usize,
    /// Notice of the file, from 1.
    pub number: u32,
    pub notice: &'n Notice,
}

/// What a notice says, by facility; by department or place where it names no facility, and as a whole where it names
/// nothing.
pub(super) fn subjects(of: NoticeOf) -> Vec<Subject> {
    let mut out: Vec<Subject> = Vec::new();
    let mut by_key: BTreeMap<String, usize> = BTreeMap::new();
    for (i, row) in of.notice.installations.iter().enumerate() {
        for mut subject in subjects_of_row(row, i, of) {
            let key = compare_key(&subject.name);
            if key.is_empty() {
                continue;
            }
            match by_key.get(&key) {
                Some(&at) => {
                    let first = &mut out[at];
                    first.count = first.count.zip(subject.count).map(|(a, b)| a.saturating_add(b));
                    first.at_count.append(&mut subject.at_count);
                    first.places.append(&mut subject.places);
                }
                None => {
                    by_key.insert(key, out.len());
                    out.push(subject);
                }
            }
        }
    }
    for subject in &mut out {
        retention(subject, of.notice);
        phones(subject, of.notice);
    }
    out
}

fn subjects_of_row(row: &Installation, index: usize, of: NoticeOf) -> Vec<Subject> {
    let department = row.department.value().cloned();
    let base = |name: &Field<String>, pointer: String| Subject {
        file: of.file,
        notice: of.number,
        name: name.as_str().to_owned(),
        department: department.clone(),
        at_name: spans(name),
        pointer,
        ..Subject::default()
    };
    let whole = |name: &Field<String>, member: &str| Subject {
        count: row.count.value().copied(),
        at_count: spans(&row.count),
        places: row.points.iter().filter_map(|p| p.location.value().cloned()).collect(),
        ..base(name, format!("/installations/{index}{member}"))
    };
    if row.facility.value().is_some() {
        return vec![whole(&row.facility, "/facility")];
    }
    let named: Vec<_> = row.points.iter().enumerate().filter(|(_, p)| p.location.value().is_some()).collect();
    if row.department.value().is_some() {
        return vec![whole(&row.department, "/department")];
    }
    match named[..] {
        [] => vec![whole(&of.notice.institution, "")],
        [(i, only)] => vec![whole(&only.location, &format!("/points/{i}/location"))],
        _ if named.iter().all(|(_, p)| p.count.value().is_some()) => named
            .iter()
            .map(|(i, p)| Subject {
                count: p.count.value().copied(),
                at_count: spans(&p.count),
                ..base(&p.location, format!("/installations/{index}/points/{i}/location"))
            })
            .collect(),
        // places without numbers of their own: the row is about all of them
        _ => vec![whole(&of.notice.institution, "")],
    }
}

/// The period that holds for a subject: of its own row, else the only one that the notice gives.
fn retention(subject: &mut Subject, notice: &Notice) {
    let own = notice.retention.iter().find(|r| is_about(subject, &r.facility, &r.department));
    let all: Vec<_> = notice.retention.iter().filter(|r| r.days.value().is_some()).collect();
    let same = all.windows(2).all(|w| w[0].days.value() == w[1].days.value());
    if let Some(row) = own.or_else(|| all.first().copied().filter(|_| same)) {
        subject.days = row.days.value().copied();
        subject.at_days = spans(&row.days);
    }
}

/// The numbers of those who are named for a subject, else of all who are named for no facility or department at all.
fn phones(subject: &mut Subject, notice: &Notice) {
    let own: Vec<_> = notice.contacts.iter().filter(|c| is_about(subject, &c.facility, &c.department)).collect();
    let general: Vec<_> = notice.contacts.iter().filter(|c| c.facility.is_missing()).collect();
    let one_unit = {
        let mut units: Vec<String> = general.iter().map(|c| compare_key(c.department.as_str())).collect();
        units.sort();
        units.dedup();
        units.len() == 1
    };
    let of = if own.is_empty() && one_unit && general.len() == notice.contacts.len() { general } else { own };
    for contact in of {
        if let Some(number) = contact.phone.value() {
            subject.phones.push(number.clone());
            subject.at_phones.extend(spans(&contact.phone));
        }
    }
}

/// Whether a row of people or periods is about a subject.
fn is_about(subject: &Subject, facility: &Field<String>, department: &Field<String>) -> bool {
    let same = |name: &str, field: &Field<String>| {
        let key = compare_key(field.as_str());
        !key.is_empty() && key == compare_key(name)
    };
    if facility.value().is_some() {
        return same(&subject.name, facility);
    }
    same(&subject.name, department) || subject.department.as_ref().is_some_and(|d| same(d, department))
}

fn spans<T>(field: &Field<T>) -> Vec<Span> {
    field.text().map(Text::spans).unwrap_or_default()
}

/// The rows of a ledger under the names of a column, in the order of the ledger; a row without one is left out.
///
/// Rows of one name in two departments are two groups.
pub(super) fn groups(ledger: &Ledger, level: LedgerField, scope: &[usize]) -> Vec<Group> {
    let mut out: Vec<Group> = Vec::new();
    let mut by_key: BTreeMap<(String, String), usize> = BTreeMap::new();
    for &i in scope {
        let entry = &ledger.entries[i];
        let Some(name) = entry.name(level).filter(|n| !compare_key(&n.text).is_empty()) else { continue };
        let department = entry.department.as_ref().map(|d| d.text.to_string());
        let key = (compare_key(&name.text), compare_key(department.as_deref().unwrap_or_default()));
        let at = *by_key.entry(key).or_insert_with(|| {
            out.push(Group { name: name.clone(), department, ..Group::default() });
            out.len() - 1
        });
        let group = &mut out[at];
        group.entries.push(i);
        group.places.extend(entry.location.as_ref().map(|l| l.text.to_string()));
        if let Some((n, _)) = entry.count {
            group.count = Some(group.count.unwrap_or(0).saturating_add(n));
        }
    }
    out
}
