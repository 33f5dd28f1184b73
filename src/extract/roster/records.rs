//! The records of a notice by the rows of tables that they were read from.

use crate::model::{Field, Notice};

/// A list of records, and the place in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Record {
    Installation(usize),
    Contact(usize),
    Retention(usize),
    Contractor(usize),
}

impl Record {
    pub(super) fn pointer(self, field: &str) -> String {
        match self {
            Record::Installation(i) => format!("/installations/{i}/{field}"),
            Record::Contact(i) => format!("/contacts/{i}/{field}"),
            Record::Retention(i) => format!("/retention/{i}/{field}"),
            Record::Contractor(i) => format!("/contractors/{i}/{field}"),
        }
    }

    /// Department and facility.
    pub(super) fn fields(self, notice: &mut Notice) -> (&mut Field<String>, &mut Field<String>) {
        match self {
            Record::Installation(i) => {
                let r = &mut notice.installations[i];
                (&mut r.department, &mut r.facility)
            }
            Record::Contact(i) => {
                let r = &mut notice.contacts[i];
                (&mut r.department, &mut r.facility)
            }
            Record::Retention(i) => {
                let r = &mut notice.retention[i];
                (&mut r.department, &mut r.facility)
            }
            Record::Contractor(i) => {
                let r = &mut notice.contractors[i];
                (&mut r.department, &mut r.facility)
            }
        }
    }
}

/// The records of a notice by the row of the table that they were read from, in that order.
pub(super) fn records(notice: &Notice) -> Vec<((u32, u32), Record)> {
    fn cell<T>(field: &Field<T>) -> Option<(u32, u32)> {
        field.evidence()?.cell.map(|c| (c.table, c.row))
    }
    let mut out = Vec::new();
    for (i, r) in notice.installations.iter().enumerate() {
        let at = cell(&r.count).or(cell(&r.purpose)).or(cell(&r.range)).or(cell(&r.department));
        out.extend(at.map(|at| (at, Record::Installation(i))));
    }
    for (i, r) in notice.contacts.iter().enumerate() {
        let at = cell(&r.name).or(cell(&r.position)).or(cell(&r.phone)).or(cell(&r.department));
        out.extend(at.map(|at| (at, Record::Contact(i))));
    }
    for (i, r) in notice.retention.iter().enumerate() {
        let at = cell(&r.period).or(cell(&r.storage)).or(cell(&r.hours)).or(cell(&r.department));
        out.extend(at.map(|at| (at, Record::Retention(i))));
    }
    for (i, r) in notice.contractors.iter().enumerate() {
        let at = cell(&r.phone).or(cell(&r.company)).or(cell(&r.contact)).or(cell(&r.department));
        out.extend(at.map(|at| (at, Record::Contractor(i))));
    }
    out.sort_by_key(|(at, _)| *at);
    out
}
