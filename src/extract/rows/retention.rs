//! Rows on capture hours, retention period and storage.

use super::Sheet;
use crate::extract::value::Found;
use crate::lexicon::fold;
use crate::model::{Concept, Field, How, Notice, Retention};
use std::collections::BTreeSet;

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
        let facility = facility.or(site.clone());
        let Some((storage, next, own)) = cut_at_site(&storage, &facility, notice) else {
            notice.retention.push(retention(department, facility, &hours, &period, &storage));
            continue;
        };
        notice.retention.push(retention(department.clone(), facility, &hours, &period, &storage));
        let own = if own.is_none() { storage } else { own };
        notice.retention.push(retention(department, next, &hours, &period, &own));
    }
}

/// A place of storage whose last line begins with another site that has cameras (`방재실`, below it `별관` or `별관
/// 숙직실`): the row of that site, which shares its merged cells with the one above. The place without it, the site, and
/// its own place.
fn cut_at_site(storage: &Found, own: &Field<String>, notice: &Notice) -> Option<(Found, Field<String>, Found)> {
    let (above, last) = storage.str().rsplit_once('\n').filter(|_| !own.is_missing())?;
    let sites: BTreeSet<String> = notice.installations.iter().map(|i| fold(i.facility.as_str())).collect();
    let ends = last.match_indices(' ').map(|(i, _)| i).chain([last.len()]);
    let is_other = |site: &str| sites.contains(&fold(site)) && fold(site) != fold(own.as_str());
    let end = ends.rev().find(|end| is_other(&last[..*end])).filter(|_| sites.contains(&fold(own.as_str())))?;
    let of = |piece: &str| storage.with(storage.text.of(piece));
    Some((of(above), of(&last[..end]).string(), of(last[end..].trim())))
}
