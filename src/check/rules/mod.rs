//! The catalogue of rules: families in order, each a slice of rules in the order of their codes.

mod batch;
mod camera;
mod date;
mod law;
mod ledger;
mod name;
mod outsourcing;
mod person;
mod phone;
mod purpose;
mod residue;
mod retention;
mod settings;
mod viewing;

use super::Rule;
use crate::model::RuleInfo;

/// All families, in the order of the catalogue.
pub static FAMILIES: &[&[&Rule]] = &[
    phone::RULES,
    camera::RULES,
    retention::RULES,
    person::RULES,
    name::RULES,
    purpose::RULES,
    law::RULES,
    outsourcing::RULES,
    viewing::RULES,
    residue::RULES,
    date::RULES,
    ledger::RULES,
    batch::RULES,
    settings::RULES,
];

/// All rules, in the order of the catalogue.
pub fn registry() -> impl Iterator<Item = &'static Rule> {
    FAMILIES.iter().flat_map(|family| family.iter().copied())
}

/// The rule of a slug or a code; letter case of a code does not matter.
#[must_use]
pub fn find(name: &str) -> Option<&'static Rule> {
    let name = name.trim();
    registry().find(|rule| name == rule.info.name || name.eq_ignore_ascii_case(rule.info.code))
}

/// The rule that a mistyped word probably means.
#[must_use]
pub fn suggest(word: &str) -> Option<&'static RuleInfo> {
    let word = word.trim().to_ascii_lowercase();
    let distance = |name: &str| rapidfuzz::distance::damerau_levenshtein::distance(word.chars(), name.chars());
    let near = |rule: &'static Rule| {
        let code = rule.info.code.to_ascii_lowercase();
        let by_part = rule.info.name.contains(word.as_str()) && word.len() >= 5;
        let far = distance(rule.info.name).min(distance(&code) * 2);
        (if by_part { 1 } else { far }, &rule.info)
    };
    let (distance, rule) = registry().map(near).min_by_key(|(d, _)| *d)?;
    (distance <= (word.chars().count() / 3).max(2)).then_some(rule)
}
