//! Rows on capture hours, retention period and storage.

use super::Sheet;
use crate::extract::value::Found;
use crate::model::{Concept, Field, How, Notice, Retention};

pub(super) fn kept(sheet: &Sheet<'_>, row: usize) -> (Found, Found, Found) {
    let both = sheet.found(row, Concept::PeriodAndStorage);
    let mut period = sheet.found(row, Concept::Period);
    let mut storage = sheet.found(row, Concept::Storage);
    if storage.is_none() {
        storage = sheet.found(row, Concept::StorageAndViewing);
    }
    if !both.is_none() {
        // `30일, 통신실`
        if let Some((left, right)) = both.str().split_once([',', '/', '\n']) {
            period = both.with(both.text.of(left.trim()));
            storage = both.with(both.text.of(right.trim()));
        } else {
            period = both;
        }
    }
    (sheet.found(row, Concept::Hours), period, storage)
}

/// One retention record.
pub(in crate::extract) fn retention(
    department: Field<String>,
    facility: Field<String>,
    hours: &Found,
    period: &Found,
    storage: &Found,
) -> Retention {
    let period = &first_statement(period);
    Retention {
        department,
        facility,
        hours: hours.string(),
        period: period_text(period),
        days: period.days(),
        storage: storage.string(),
    }
}

/// The line of a cell that states the period; lines about deletion below it are left out.
fn first_statement(period: &Found) -> Found {
    let s = period.str().trim();
    match s.split_once('\n') {
        Some((first, rest)) if rest.contains("삭제") || rest.contains("파일") => period.with(period.text.of(first)),
        _ => period.with(period.text.of(s)),
    }
}

fn period_text(period: &Found) -> Field<String> {
    let parsed = crate::value::period::parse(period.str());
    match period.string() {
        // the unit was lost on the way; the number can only be days
        Field::Parsed { value, text, by } if parsed.unit_missing && parsed.days.is_some() => {
            Field::Parsed {
                value: format!("{value}일"), text, by: crate::model::Evidence { how: How::Repaired, ..by }
            }
        }
        field => field,
    }
}

pub(super) fn retention_rows(sheet: &Sheet<'_>, site: &Field<String>, notice: &mut Notice) {
    let storage_col = sheet.col(Concept::Storage);
    for group in sheet.groups(None) {
        let row = group[0];
        let (hours, period, storage) = kept(sheet, row);
        if hours.is_none() && period.is_none() && storage.is_none() {
            continue;
        }
        let (department, mut facility) = sheet.unit(row);
        if department.is_missing() && facility.is_missing() {
            // a place where cameras stand says whose images are kept
            facility = sheet.found(row, Concept::Location).string();
        }
        // lines of storage under merged hours and period are rows of their own
        let _ = storage_col;
        notice.retention.push(retention(department, facility.or(site.clone()), &hours, &period, &storage));
    }
}
