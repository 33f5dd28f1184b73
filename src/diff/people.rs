//! People: matched by role, name and unit, in steps.

use super::{Found, said};
use crate::model::change::{Item, Kind};
use crate::model::record::{ContactRecord, NoticeRecord};
use crate::model::{Part, Role};
use crate::reference::compare_key;

const PART: Part = Part::Contact;

pub(super) fn compare(old: &NoticeRecord, new: &NoticeRecord, found: &mut Found) {
    let mut left: Vec<&ContactRecord> = old.contacts.iter().collect();
    let mut right: Vec<&ContactRecord> = new.contacts.iter().collect();
    let mut pairs: Vec<(&ContactRecord, &ContactRecord)> = Vec::new();
    // from the surest to the loosest; a step that fits several pairs none of them
    let steps: [&[Key]; 7] = [
        &[Key::Role, Key::Site, Key::Unit, Key::Name, Key::Position, Key::Phone],
        &[Key::Role, Key::Site, Key::Name],
        &[Key::Site, Key::Name, Key::Unit],
        &[Key::Role, Key::Unit, Key::Name],
        &[Key::Role, Key::Site, Key::Phone],
        &[Key::Role, Key::Site, Key::Unit],
        &[Key::Role, Key::Site],
    ];
    for step in steps {
        let key = |c: &ContactRecord| -> Option<Vec<String>> {
            let all: Vec<String> = step.iter().map(|k| compare_key(&k.of(c))).collect();
            // who is told by name or number alone must have one
            let told = step
                .iter()
                .zip(&all)
                .all(|(k, v)| !v.is_empty() || matches!(k, Key::Site | Key::Unit) || step.len() > 3);
            told.then_some(all)
        };
        let keys: Vec<Option<Vec<String>>> = right.iter().map(|c| key(c)).collect();
        let own: Vec<Option<Vec<String>>> = left.iter().map(|c| key(c)).collect();
        let count =
            |all: &[Option<Vec<String>>], k: &Option<Vec<String>>| all.iter().filter(|other| *other == k).count();
        let mut taken: Vec<usize> = Vec::new();
        let mut kept = Vec::new();
        for (c, k) in left.iter().zip(&own) {
            let exact = step.len() > 3;
            let fits = k.is_some() && (exact || count(&own, k) == 1 && count(&keys, k) == 1);
            let at = (0..right.len()).find(|&i| fits && keys[i] == *k && !taken.contains(&i));
            match at {
                Some(i) => {
                    taken.push(i);
                    pairs.push((c, right[i]));
                }
                None => kept.push(*c),
            }
        }
        left = kept;
        let mut at = 0..;
        right.retain(|_| at.next().is_none_or(|i| !taken.contains(&i)));
    }
    // in the order of the old version
    for contact in &old.contacts {
        let of = |(a, _): &&(&ContactRecord, &ContactRecord)| std::ptr::eq(*a, contact);
        pairs.iter().filter(of).for_each(|(a, b)| one(a, b, found));
    }
    for gone in left {
        found.push(PART, Kind::Removed, Item::Person, &subject(gone), whole(gone), String::new());
    }
    for come in right {
        found.push(PART, Kind::Added, Item::Person, &subject(come), String::new(), whole(come));
    }
}

/// By what a person is known again.
#[derive(Clone, Copy, PartialEq)]
enum Key {
    Role,
    Site,
    Unit,
    Name,
    Position,
    Phone,
}

impl Key {
    fn of(self, c: &ContactRecord) -> String {
        match self {
            Key::Role => c.role.to_string(),
            Key::Site => said(&c.facility, &c.source, "facility"),
            Key::Unit => said(&c.department, &c.source, "department"),
            Key::Name => said(&c.name, &c.source, "name"),
            Key::Position => said(&c.position, &c.source, "position"),
            Key::Phone => said(&c.phone, &c.source, "phone"),
        }
    }
}

fn role(c: &ContactRecord) -> String {
    let usual = || Role::named(&c.role).and_then(Role::words).map_or("담당자", |words| words.ko);
    c.role_text.clone().unwrap_or_else(|| usual().to_owned())
}

/// `관리책임자 (달빛도서관)`
fn subject(c: &ContactRecord) -> String {
    let place = [Key::Site.of(c), Key::Unit.of(c)].into_iter().find(|t| !t.is_empty());
    place.map_or_else(|| role(c), |place| format!("{} ({place})", role(c)))
}

/// A person in one text: `김가람, 관장, 달빛도서관, 042-555-0101`.
fn whole(c: &ContactRecord) -> String {
    let all = [Key::Name, Key::Position, Key::Unit, Key::Phone].map(|k| k.of(c));
    all.into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(", ")
}

fn one(a: &ContactRecord, b: &ContactRecord, found: &mut Found) {
    let subject = subject(b);
    found.value(PART, Item::Role, &subject, role(a), role(b));
    for (item, key) in [
        (Item::Facility, Key::Site),
        (Item::Name, Key::Name),
        (Item::Position, Key::Position),
        (Item::Department, Key::Unit),
        (Item::Phone, Key::Phone),
    ] {
        found.value(PART, item, &subject, key.of(a), key.of(b));
    }
    found.value(PART, Item::Fax, &subject, said(&a.fax, &a.source, "fax"), said(&b.fax, &b.source, "fax"));
}
