//! Two versions of a notice against each other: by record, not by line, so that the format and the layout of the two do
//! not matter.
//!
//! [`cameras`], [`people`] and [`others`] compare the rows of the tables, `single` values are compared here. Rows are
//! matched in steps from the surest to the loosest, names as those of a ledger are; what several rows would fit is told
//! as removed and added, never guessed.

mod cameras;
mod others;
mod pairs;
mod people;
mod summary;

use crate::model::Part;
use crate::model::change::{Change, Item, Kind, Versions};
use crate::model::record::{NoticeRecord, Sources, TextRecord};
use crate::reference::compare_key;
pub use pairs::{Named, pair};

/// What changed from one version to the next, in the order of the parts.
#[must_use]
pub fn versions(old: &NoticeRecord, new: &NoticeRecord) -> Versions {
    let mut found = Found::default();
    let mut title = Found::default();
    title.value(Part::Other, Item::Title, "", text(&old.title), text(&new.title));
    title.value(Part::Other, Item::Institution, "", text(&old.institution), text(&new.institution));
    lists(old, new, &mut found);
    cameras::compare(old, new, &mut found);
    people::compare(old, new, &mut found);
    others::compare(old, new, &mut found);
    sections(old, new, &mut found);
    found.0.sort_by_key(|c| rank(&c.part));
    let changes: Vec<Change> = title.0.into_iter().chain(found.0).collect();
    let institution = new.institution.clone().or_else(|| old.institution.clone());
    let revision = summary::revision(old, new, &changes);
    Versions { institution, changes, revision, ..Versions::default() }
}

/// Where the entries of a part stand.
fn rank(part: &str) -> Part {
    Part::named(part).unwrap_or(Part::Other)
}

/// The entries found so far.
#[derive(Default)]
struct Found(Vec<Change>);

impl Found {
    fn push(&mut self, part: Part, kind: Kind, item: Item, subject: &str, before: String, after: String) {
        self.0.push(Change { part: part.name().into(), kind, item, subject: subject.to_owned(), before, after });
    }

    /// A value in both versions; spaces, dots and brackets make no difference.
    fn value(&mut self, part: Part, item: Item, subject: &str, before: String, after: String) {
        if before == after || !before.is_empty() && compare_key(&before) == compare_key(&after) {
            return;
        }
        let kind = match (before.is_empty(), after.is_empty()) {
            (true, _) => Kind::Added,
            (_, true) => Kind::Removed,
            _ => Kind::Changed,
        };
        self.push(part, kind, item, subject, before, after);
    }
}

/// A value as text; empty where nothing is said.
fn text(value: &Option<String>) -> String {
    value.clone().unwrap_or_default()
}

/// A value, or the words that were not understood as one.
fn said(value: &Option<String>, source: &Sources, name: &str) -> String {
    value.clone().or_else(|| source.get(name)?.unparsed.clone()).unwrap_or_default()
}

/// The same of a number of cameras.
fn number(value: Option<u32>, source: &Sources, name: &str) -> String {
    value.map_or_else(|| said(&None, source, name), |n| format!("{n}대"))
}

/// Purposes and grounds: what came and what went.
fn lists(old: &NoticeRecord, new: &NoticeRecord, found: &mut Found) {
    for (item, before, after) in
        [(Item::LegalBasis, &old.legal_basis, &new.legal_basis), (Item::Purpose, &old.purposes, &new.purposes)]
    {
        let texts = |all: &[TextRecord]| -> Vec<String> {
            let mut out: Vec<String> = Vec::new();
            for one in all.iter().map(|t| said(&t.text, &t.source, "text")).filter(|t| !t.is_empty()) {
                if !out.iter().any(|known| compare_key(known) == compare_key(&one)) {
                    out.push(one);
                }
            }
            out
        };
        let (before, after) = (texts(before), texts(after));
        let lacks = |all: &[String], one: &String| !all.iter().any(|other| compare_key(other) == compare_key(one));
        for gone in before.iter().filter(|one| lacks(&after, one)) {
            found.push(Part::Purpose, Kind::Removed, item, "", gone.clone(), String::new());
        }
        for come in after.iter().filter(|one| lacks(&before, one)) {
            found.push(Part::Purpose, Kind::Added, item, "", String::new(), come.clone());
        }
    }
}

/// Parts that came or went.
fn sections(old: &NoticeRecord, new: &NoticeRecord, found: &mut Found) {
    // a file that ends in the middle says nothing about what may follow
    let has =
        |n: &NoticeRecord, part: Part| n.cut_off || n.sections.iter().any(|s| s.parts.iter().any(|p| p == part.name()));
    for part in Part::ALL.into_iter().filter(|part| *part < Part::History) {
        let (before, after) = (has(old, part), has(new, part));
        let heading = |there: bool| if there { part.usual_heading().to_owned() } else { String::new() };
        if before != after {
            let kind = if after { Kind::Added } else { Kind::Removed };
            found.push(part, kind, Item::Section, "", heading(before), heading(after));
        }
    }
}
