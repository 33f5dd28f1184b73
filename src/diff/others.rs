//! Periods, contractors, viewing, dates and the history.

use super::{Found, said, text};
use crate::model::Part;
use crate::model::change::{Item, Kind};
use crate::model::record::{ContractorRecord, NoticeRecord, RetentionRecord, RevisionRecord};
use crate::reference::compare_key;

pub(super) fn compare(old: &NoticeRecord, new: &NoticeRecord, found: &mut Found) {
    retention(old, new, found);
    contractors(old, new, found);
    for (part, item, before, after) in [
        (Part::Retention, Item::Disposal, &old.disposal, &new.disposal),
        (Part::Viewing, Item::ViewingMethod, &old.viewing.method, &new.viewing.method),
        (Part::Viewing, Item::ViewingPlace, &old.viewing.place, &new.viewing.place),
    ] {
        found.value(part, item, "", text(before), text(after));
    }
    let days = |n: &NoticeRecord| n.promised_days.map(|d| format!("{d}일")).unwrap_or_default();
    found.value(Part::Change, Item::PromisedDays, "", days(old), days(new));
    let (a, b) = (&old.dates, &new.dates);
    for (item, key, before, after) in [
        (Item::Established, "established", &a.established, &b.established),
        (Item::Revised, "revised", &a.revised, &b.revised),
        (Item::Announced, "announced", &a.announced, &b.announced),
        (Item::Effective, "effective", &a.effective, &b.effective),
    ] {
        found.value(Part::Change, item, "", said(before, &a.source, key), said(after, &b.source, key));
    }
    history(old, new, found);
}

/// Pairs rows by a key, each key once: what both have, what only one has.
fn by_key<'r, R>(
    old: &'r [R],
    new: &'r [R],
    key: impl Fn(&R) -> String,
) -> (Vec<(&'r R, &'r R)>, Vec<&'r R>, Vec<&'r R>) {
    let (mut pairs, mut left) = (Vec::new(), Vec::new());
    let mut right: Vec<&R> = new.iter().collect();
    for row in old {
        match right.iter().position(|other| key(other) == key(row)) {
            Some(at) => pairs.push((row, right.remove(at))),
            None => left.push(row),
        }
    }
    if let ([a], [b]) = (&left[..], &right[..]) {
        pairs.push((a, b));
        left.clear();
        right.clear();
    }
    (pairs, left, right)
}

fn retention(old: &NoticeRecord, new: &NoticeRecord, found: &mut Found) {
    const PART: Part = Part::Retention;
    let unit = |r: &RetentionRecord| {
        let all = [said(&r.facility, &r.source, "facility"), said(&r.department, &r.source, "department")];
        all.into_iter().find(|t| !t.is_empty()).unwrap_or_default()
    };
    let values = |r: &RetentionRecord| {
        [(Item::Hours, "hours", &r.hours), (Item::Period, "period", &r.period), (Item::Storage, "storage", &r.storage)]
            .map(|(item, key, value)| (item, said(value, &r.source, key)))
    };
    let whole = |r: &RetentionRecord| {
        values(r).into_iter().map(|(_, v)| v).filter(|v| !v.is_empty()).collect::<Vec<_>>().join(" / ")
    };
    let (pairs, gone, come) = by_key(&old.retention, &new.retention, |r| compare_key(&unit(r)));
    for (a, b) in pairs {
        for ((item, before), (_, after)) in values(a).into_iter().zip(values(b)) {
            // thirty days are a month
            let same = item == Item::Period && a.days.is_some() && a.days == b.days;
            if !same {
                found.value(PART, item, &unit(b), before, after);
            }
        }
    }
    for row in gone {
        found.push(PART, Kind::Removed, Item::Keeping, &unit(row), whole(row), String::new());
    }
    for row in come {
        found.push(PART, Kind::Added, Item::Keeping, &unit(row), String::new(), whole(row));
    }
}

fn contractors(old: &NoticeRecord, new: &NoticeRecord, found: &mut Found) {
    const PART: Part = Part::Contractor;
    let company = |r: &ContractorRecord| said(&r.company, &r.source, "company");
    let unit = |r: &ContractorRecord| {
        let all = [said(&r.facility, &r.source, "facility"), said(&r.department, &r.source, "department")];
        all.into_iter().find(|t| !t.is_empty()).unwrap_or_default()
    };
    let values = |r: &ContractorRecord| {
        [
            (Item::Contractor, "company", &r.company),
            (Item::ContractorContact, "contact", &r.contact),
            (Item::Phone, "phone", &r.phone),
            (Item::Work, "note", &r.note),
        ]
        .map(|(item, key, value)| (item, said(value, &r.source, key)))
    };
    let whole = |r: &ContractorRecord| {
        values(r).into_iter().map(|(_, v)| v).filter(|v| !v.is_empty()).collect::<Vec<_>>().join(", ")
    };
    let key = |r: &ContractorRecord| format!("{}\n{}", compare_key(&company(r)), compare_key(&unit(r)));
    let (pairs, gone, come) = by_key(&old.contractors, &new.contractors, key);
    for (a, b) in pairs {
        // a company that gave way to another names nothing
        let company = Some(company(b)).filter(|name| compare_key(name) == compare_key(&company(a))).unwrap_or_default();
        let subject = [unit(b), company].into_iter().find(|t| !t.is_empty()).unwrap_or_default();
        for ((item, before), (_, after)) in values(a).into_iter().zip(values(b)) {
            found.value(PART, item, &subject, before, after);
        }
    }
    for row in gone {
        found.push(PART, Kind::Removed, Item::Contractor, &unit(row), whole(row), String::new());
    }
    for row in come {
        found.push(PART, Kind::Added, Item::Contractor, &unit(row), String::new(), whole(row));
    }
}

fn history(old: &NoticeRecord, new: &NoticeRecord, found: &mut Found) {
    let whole =
        |r: &RevisionRecord| format!("{} {}", said(&r.date, &r.source, "date"), text(&r.what)).trim().to_owned();
    let lines = |n: &NoticeRecord| n.revisions.iter().map(whole).collect::<Vec<_>>();
    let (before, after) = (lines(old), lines(new));
    for gone in before.iter().filter(|line| !after.contains(line)) {
        found.push(Part::History, Kind::Removed, Item::Revision, "", gone.clone(), String::new());
    }
    for come in after.iter().filter(|line| !before.contains(line)) {
        found.push(Part::History, Kind::Added, Item::Revision, "", String::new(), come.clone());
    }
}
