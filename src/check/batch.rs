//! Notices of a run beside each other: their keys, and the rules that compare them.

use super::text::is_hangul;
use super::{Check, View, is_selected, numbers, place, rules};
use crate::model::batch::{BatchFinding, Keys, ManagerKey, NumberKey, Quote};
use crate::model::{Bi, Field, Place, Role, RuleInfo, Severity, Span};
use crate::reference::compare_key;
use crate::settings::Settings;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// Entries of a list that are kept of one notice.
const KEPT: usize = 400;

/// An input of a run: its name, and the keys of its notices.
#[derive(Debug)]
pub struct Entry {
    pub name: String,
    pub keys: Vec<Keys>,
}

/// One notice of a run.
#[derive(Clone, Copy, Debug)]
pub struct One<'a> {
    /// Which input, from 0.
    pub input: usize,
    pub name: &'a str,
    pub keys: &'a Keys,
}

/// Takes the findings of one batch rule.
#[derive(Debug)]
pub struct BatchSink {
    rule: &'static RuleInfo,
    found: Vec<BatchFinding>,
}

impl BatchSink {
    /// Reports a finding on a notice.
    pub(super) fn report(&mut self, on: One, severity: Severity, quote: &Quote, pointer: &str, message: Bi) {
        self.found.push(BatchFinding {
            rule: self.rule,
            severity,
            input: on.input,
            notice: on.keys.notice,
            subject: quote.text.clone(),
            message,
            at: quote.place.clone(),
            pointer: pointer.to_owned(),
            fingerprint: String::new(),
        });
    }
}

/// Compares the notices of a run, each under the settings of its input (from 0): a rule sees only notices for which it is
/// on. Findings come by input, notice and code.
#[must_use]
pub fn compare<'s>(run: &[Entry], settings: impl Fn(usize) -> &'s Settings) -> Vec<BatchFinding> {
    let all: Vec<One> = run
        .iter()
        .enumerate()
        .flat_map(|(input, e)| e.keys.iter().map(move |keys| One { input, name: &e.name, keys }))
        .collect();
    let mut found = Vec::new();
    for rule in rules::registry() {
        if let Check::Batch(compare) = rule.check {
            let seen: Vec<One> = all.iter().filter(|o| is_selected(rule, settings(o.input))).copied().collect();
            let mut sink = BatchSink { rule: &rule.info, found: Vec::new() };
            compare(&seen, &mut sink);
            found.extend(sink.found);
        }
    }
    found.sort_by(|a, b| {
        (a.input, a.notice, a.rule.code, &a.pointer).cmp(&(b.input, b.notice, b.rule.code, &b.pointer))
    });
    found
}

/// Where another notice of the run is, in words.
pub(super) fn which(one: One, other: One) -> Bi {
    let (name, notice) = (other.name, other.keys.notice);
    if one.input == other.input {
        crate::bi!("이 파일의 방침 {notice}", "notice {notice} of this file")
    } else {
        crate::bi!("{name}", "{name}")
    }
}

/// The notices of each institution, in the order of the run.
pub(super) fn by_body<'a>(all: &[One<'a>]) -> Vec<Vec<One<'a>>> {
    let mut groups: BTreeMap<&str, Vec<One>> = BTreeMap::new();
    for one in all.iter().filter(|o| !o.keys.body.is_empty()) {
        groups.entry(&one.keys.body).or_default().push(*one);
    }
    groups.into_values().filter(|g| g.len() > 1).collect()
}

/// How grave it is that two notices of one institution disagree: an older version may well differ.
pub(super) fn gravity(a: &Keys, b: &Keys) -> Severity {
    match (a.day, b.day) {
        (Some(a), Some(b)) if a != b => Severity::Info,
        _ => Severity::Warning,
    }
}

/// The keys of a notice.
pub(super) fn keys(view: &View) -> Keys {
    let n = view.notice;
    let mut days: Option<(u32, Quote)> = None;
    let mut one_period = true;
    for row in n.retention.iter().filter(|r| !r.period.is_missing()) {
        match (row.days.value(), &days) {
            (Some(own), None) => days = Some((*own, quote(view, &row.period))),
            (Some(own), Some((first, _))) if own == first => {}
            _ => one_period = false,
        }
    }
    let person =
        |i: Option<usize>| i.and_then(|i| n.contacts.get(i)).map(|c| compare_key(c.name.as_str())).unwrap_or_default();
    let numbers = numbers::of_contacts(view).into_iter().take(KEPT).map(|p| NumberKey {
        area: numbers::area(&p.phone).map(str::to_owned),
        person: person(p.contact),
        quote: Quote { text: p.raw.clone(), place: at(view, p.at.first().copied()) },
        number: p.phone.number,
        pointer: p.pointer,
    });
    let managers = n.contacts.iter().enumerate().take(KEPT).filter(|(_, c)| c.role == Role::Manager && names(&c.name));
    let managers = managers.map(|(i, c)| ManagerKey {
        post: [&c.department, &c.facility, &c.position].map(|f| compare_key(f.as_str())).join("/"),
        name: compare_key(c.name.as_str()),
        quote: quote(view, &c.name),
        pointer: format!("/contacts/{i}/name"),
    });
    let facilities: BTreeSet<String> = n
        .installations
        .iter()
        .map(|r| &r.facility)
        .chain(n.retention.iter().map(|r| &r.facility))
        .map(|f| compare_key(f.as_str()))
        .filter(|k| !k.is_empty())
        .take(KEPT)
        .collect();
    Keys {
        notice: view.index,
        institution: quote(view, &n.institution),
        body: compare_key(n.institution.as_str()),
        region: place::of_notice(view).map(|p| place::name(&p)).unwrap_or_default(),
        day: view.day(),
        facilities,
        days: days.filter(|_| one_period),
        numbers: numbers.collect(),
        managers: managers.collect(),
        title: quote(view, &n.title),
        digest: digest(view),
    }
}

/// A name in full: neither masked nor a placeholder.
fn names(field: &Field<String>) -> bool {
    let name = compare_key(field.as_str());
    (2..=5).contains(&name.chars().count()) && name.chars().all(is_hangul) && name != "홍길동"
}

fn quote(view: &View, field: &Field<String>) -> Quote {
    let place = at(view, super::view::first_span(field));
    Quote { text: view.raw_field(field).chars().take(80).collect(), place }
}

fn at(view: &View, span: Option<Span>) -> Option<Place> {
    span.filter(|_| view.has_file()).map(|s| Place::of(view.source, s))
}

fn digest(view: &View) -> Option<[u8; 32]> {
    let (mut hash, mut letters, mut buffer) = (Sha256::new(), 0, String::new());
    for line in view.lines() {
        buffer.clear();
        buffer.extend(line.raw.chars().filter(|c| is_hangul(*c) || c.is_alphanumeric()));
        letters += buffer.len();
        hash.update(buffer.as_bytes());
    }
    (letters >= view.thresholds.duplicate_letters).then(|| hash.finalize().into())
}
