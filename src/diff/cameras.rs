//! Rows of cameras: matched by the names of their sites, then by their places.

use super::{Found, number, said};
use crate::ledger;
use crate::model::Part;
use crate::model::change::{Item, Kind};
use crate::model::ledger::{Group, LedgerCell, Subject};
use crate::model::record::{InstallationRecord, NoticeRecord, PointRecord};
use crate::reference::compare_key;
use std::collections::{BTreeMap, BTreeSet};

const PART: Part = Part::Installation;

/// Pairs of rows that are held against each other at most; time grows with the square.
const PAIRS: usize = 1_000_000;

/// Rows under one name.
struct Site<'r> {
    name: String,
    /// The name is that of a facility.
    facility: bool,
    department: String,
    places: Vec<String>,
    rows: Vec<&'r InstallationRecord>,
}

/// What the comparison of sites leaves over.
#[derive(Default)]
struct Rest<'r> {
    /// Rows without a partner, with the names of their sites.
    gone: Vec<(String, Row<'r>)>,
    come: Vec<(String, Row<'r>)>,
    /// Places that went or came, with the site that told them.
    places_gone: Vec<(String, String)>,
    places_come: Vec<(String, String)>,
}

pub(super) fn compare(old: &NoticeRecord, new: &NoticeRecord, found: &mut Found) {
    let (before, after) = (sites(old), sites(new));
    let mut rest = Rest::default();
    let pairs = matched(&before, &after, [old, new]);
    let mut free: Vec<bool> = vec![true; after.len()];
    for (at, site) in before.iter().enumerate() {
        match pairs.get(&at) {
            Some(&other) => {
                free[other] = false;
                rows(site, &after[other], found, &mut rest);
            }
            None => rest.gone.extend(site.rows.iter().map(|row| (site.name.clone(), *row))),
        }
    }
    for (site, _) in after.iter().zip(&free).filter(|(_, free)| **free) {
        rest.come.extend(site.rows.iter().map(|row| (site.name.clone(), *row)));
    }
    rest.tell(found);
    let total = |n: &NoticeRecord| number(n.total_count, &n.source, "total_count");
    found.value(PART, Item::Total, "", total(old), total(new));
}

impl Rest<'_> {
    /// Rows of the same places went to another site or department; the others went or came.
    fn tell(mut self, found: &mut Found) {
        let (gone, come) = (std::mem::take(&mut self.gone), std::mem::take(&mut self.come));
        let by_places = |rows: &[(String, Row)]| {
            let mut out: BTreeMap<Vec<String>, Vec<usize>> = BTreeMap::new();
            for (i, (_, row)) in rows.iter().enumerate() {
                out.entry(keys(row)).or_default().push(i);
            }
            out
        };
        let (left, right) = (by_places(&gone), by_places(&come));
        let mut free = vec![true; come.len()];
        for (name, a) in &gone {
            let own = keys(a);
            let alone = !own.is_empty() && left.get(&own).is_some_and(|all| all.len() == 1);
            match right.get(&own).filter(|_| alone).map(Vec::as_slice) {
                Some(&[at]) => {
                    free[at] = false;
                    let (to, b) = &come[at];
                    let facility = |row: Row| said(&row.facility, &row.source, "facility");
                    found.value(PART, Item::Facility, &place_names(b), facility(a), facility(b));
                    row(a, b, to, found, &mut self);
                }
                _ => found.push(PART, Kind::Removed, Item::Camera, name, whole(a), String::new()),
            }
        }
        for ((name, row), _) in come.iter().zip(free).filter(|(_, free)| *free) {
            found.push(PART, Kind::Added, Item::Camera, name, String::new(), whole(row));
        }
        moved(self.places_gone, self.places_come, found);
    }
}

/// The places of a row as keys.
fn keys(row: Row) -> Vec<String> {
    row.points.iter().map(key).filter(|k| !k.is_empty()).collect()
}

/// The places of a row by their names alone.
fn place_names(row: Row) -> String {
    row.points.iter().map(|p| said(&p.location, &p.source, "location")).collect::<Vec<_>>().join(", ")
}

/// The rows of a notice by name: of the site, else of the department, else of their first place.
fn sites(notice: &NoticeRecord) -> Vec<Site<'_>> {
    let mut out: Vec<Site> = Vec::new();
    let mut by_key: BTreeMap<(String, String), usize> = BTreeMap::new();
    for row in &notice.installations {
        let department = said(&row.department, &row.source, "department");
        let facility = said(&row.facility, &row.source, "facility");
        let places: Vec<String> = row.points.iter().map(|p| said(&p.location, &p.source, "location")).collect();
        let by_facility = !facility.is_empty();
        let name = [facility, department.clone(), places.first().cloned().unwrap_or_default()]
            .into_iter()
            .find(|n| !n.is_empty());
        let name = name.or_else(|| notice.institution.clone()).unwrap_or_default();
        let key = (compare_key(&name), compare_key(&department));
        let at = *by_key.entry(key).or_insert_with(|| {
            out.push(Site { name, facility: by_facility, department, places: Vec::new(), rows: Vec::new() });
            out.len() - 1
        });
        out[at].places.extend(places);
        out[at].rows.push(row);
    }
    out
}

/// Which site of the new version each of the old one is.
fn matched(before: &[Site], after: &[Site], notices: [&NoticeRecord; 2]) -> BTreeMap<usize, usize> {
    let department = |s: &Site| (!s.department.is_empty()).then(|| s.department.clone());
    let subject = |s: &Site| Subject {
        name: s.name.clone(),
        department: department(s),
        places: s.places.clone(),
        ..Subject::default()
    };
    let group = |s: &Site| Group {
        name: LedgerCell { text: s.name.clone().into(), ..LedgerCell::default() },
        department: department(s),
        places: s.places.clone(),
        ..Group::default()
    };
    let institutions = notices.iter().filter_map(|n| n.institution.as_deref()).map(compare_key).collect();
    let names = ledger::names(before.iter().map(subject).collect(), after.iter().map(group).collect(), institutions);
    let mut out: BTreeMap<usize, usize> = names.iter().map(|p| (p.subject, p.group)).collect();
    // rows without a name of their own: those that share a place with one row only
    let taken: BTreeSet<usize> = out.values().copied().collect();
    let free: Vec<usize> = (0..after.len()).filter(|g| !taken.contains(g)).collect();
    let open: Vec<usize> = (0..before.len()).filter(|s| !out.contains_key(s)).collect();
    if open.len().saturating_mul(free.len()) > PAIRS {
        return out;
    }
    let of = |s: &Site| s.places.iter().map(|p| compare_key(p)).filter(|k| !k.is_empty()).collect::<BTreeSet<_>>();
    let (left, right): (Vec<_>, Vec<_>) =
        (open.iter().map(|&s| of(&before[s])).collect(), free.iter().map(|&g| of(&after[g])).collect());
    for (s, places) in open.iter().zip(&left) {
        let fit: Vec<usize> = (0..free.len()).filter(|&g| !places.is_disjoint(&right[g])).collect();
        if let [only] = fit[..]
            && left.iter().filter(|other| !other.is_disjoint(&right[only])).count() == 1
        {
            out.insert(*s, free[only]);
        }
    }
    out
}

/// A row in one text: `4대: 정문(2대), 후문(2대) / 출입구 전체`.
fn whole(row: &InstallationRecord) -> String {
    let places = row.points.iter().map(place).collect::<Vec<_>>().join(", ");
    let department = said(&row.department, &row.source, "department");
    let range = said(&row.range, &row.source, "range");
    let head = [department, number(row.count, &row.source, "count")];
    let head = head.into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(" ");
    let text = [head, places].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(": ");
    if range.is_empty() { text } else { format!("{text} / {range}") }
}

fn place(point: &PointRecord) -> String {
    let name = said(&point.location, &point.source, "location");
    let count = number(point.count, &point.source, "count");
    let inner = point.points.iter().map(place).collect::<Vec<_>>().join(", ");
    match (count.is_empty(), inner.is_empty()) {
        (true, true) => name,
        (false, true) => format!("{name}({count})"),
        _ => format!("{name} {count} ({inner})"),
    }
}

/// Rows of one site in both versions: those that are the same, then those that share a place, then the last ones left.
fn rows<'r>(before: &Site<'r>, after: &Site<'r>, found: &mut Found, rest: &mut Rest<'r>) {
    let (mut left, mut right) = (before.rows.clone(), after.rows.clone());
    let name = &after.name;
    if before.facility && after.facility && before.name != after.name {
        found.value(PART, Item::Facility, name, before.name.clone(), after.name.clone());
    }
    let (there, here) = (counted(&after.rows), counted(&before.rows));
    without(&mut left, there);
    without(&mut right, here);
    let mut pairs = Vec::new();
    if left.len().saturating_mul(right.len()) <= PAIRS {
        let mut others: Vec<(Row, Vec<String>)> = right.iter().map(|b| (*b, keys(b))).collect();
        left.retain(|a| {
            let own = keys(a);
            let fit = others.iter().position(|(_, places)| places.iter().any(|place| own.contains(place)));
            fit.is_none_or(|at| {
                pairs.push((*a, others.remove(at).0));
                false
            })
        });
        right = others.into_iter().map(|(row, _)| row).collect();
    }
    if let ([a], [b]) = (&left[..], &right[..]) {
        pairs.push((a, b));
        left.clear();
        right.clear();
    }
    for (a, b) in pairs {
        row(a, b, name, found, rest);
    }
    rest.gone.extend(left.into_iter().map(|row| (before.name.clone(), row)));
    rest.come.extend(right.into_iter().map(|row| (after.name.clone(), row)));
}

type Row<'r> = &'r InstallationRecord;

/// How often each row stands there, as text.
fn counted(rows: &[Row]) -> BTreeMap<String, usize> {
    let mut out = BTreeMap::new();
    for row in rows {
        *out.entry(whole(row)).or_default() += 1;
    }
    out
}

/// Takes out the rows that the other version has as well, as often as it has them.
fn without(rows: &mut Vec<Row>, mut other: BTreeMap<String, usize>) {
    rows.retain(|row| match other.get_mut(&whole(row)) {
        Some(left) if *left > 0 => {
            *left -= 1;
            false
        }
        _ => true,
    });
}

fn key(point: &PointRecord) -> String {
    compare_key(&said(&point.location, &point.source, "location"))
}

fn row(a: Row, b: Row, name: &str, found: &mut Found, rest: &mut Rest) {
    for (item, key, of) in [
        (Item::Department, "department", (&a.department, &b.department)),
        (Item::Purpose, "purpose", (&a.purpose, &b.purpose)),
    ] {
        found.value(PART, item, name, said(of.0, &a.source, key), said(of.1, &b.source, key));
    }
    found.value(PART, Item::Count, name, number(a.count, &a.source, "count"), number(b.count, &b.source, "count"));
    let mut right: Vec<&PointRecord> = b.points.iter().collect();
    for point in &a.points {
        match right.iter().position(|other| key(other) == key(point)) {
            Some(at) => {
                let other = right.remove(at);
                found.value(PART, Item::Place, name, place(point), place(other));
            }
            None => rest.places_gone.push((name.to_owned(), place(point))),
        }
    }
    rest.places_come.extend(right.into_iter().map(|p| (name.to_owned(), place(p))));
    found.value(PART, Item::Range, name, said(&a.range, &a.source, "range"), said(&b.range, &b.source, "range"));
}

/// A place that went from one site and came to another moved; the others went or came.
fn moved(gone: Vec<(String, String)>, mut come: Vec<(String, String)>, found: &mut Found) {
    for (from, place) in gone {
        let same = come.iter().position(|(to, other)| *to != from && compare_key(other) == compare_key(&place));
        match same.map(|at| come.remove(at)) {
            Some((to, _)) => found.push(PART, Kind::Moved, Item::Place, &place, from, to),
            None => found.push(PART, Kind::Removed, Item::Place, &from, place, String::new()),
        }
    }
    for (to, place) in come {
        found.push(PART, Kind::Added, Item::Place, &to, String::new(), place);
    }
}
