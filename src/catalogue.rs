//! Which rules there are, and how they are looked up by code or slug.

use crate::model::{Bi, RuleInfo};
use rapidfuzz::distance::damerau_levenshtein as distance;

/// All rules, in the order of the catalogue.
pub fn rules() -> impl Iterator<Item = &'static RuleInfo> {
    std::iter::empty()
}

/// A rule by its code (`TEL001`) or slug, in any letter case.
///
/// # Errors
/// There is no such rule; the error names the nearest one.
pub fn find(name: &str) -> Result<&'static RuleInfo, Unknown> {
    let name = name.trim();
    rules()
        .find(|r| r.name.eq_ignore_ascii_case(name) || r.code.eq_ignore_ascii_case(name))
        .ok_or_else(|| Unknown { name: name.to_owned(), nearest: nearest(name) })
}

/// A name that no rule has.
#[derive(Clone, Debug)]
pub struct Unknown {
    pub name: String,
    pub nearest: Option<&'static RuleInfo>,
}

impl Unknown {
    /// What to tell people.
    #[must_use]
    pub fn message(&self) -> Bi {
        let name = &self.name;
        match self.nearest {
            Some(rule) => {
                let near = if rule.code.len() == name.len() { rule.code } else { rule.name };
                crate::bi!(
                    "`{name}` 규칙이 없습니다. `{near}`입니까?",
                    "there is no rule `{name}`; did you mean `{near}`?"
                )
            }
            None => crate::bi!(
                "`{name}` 규칙이 없습니다. `bangchim rules`로 목록을 볼 수 있습니다",
                "there is no rule `{name}`; `bangchim rules` lists them"
            ),
        }
    }
}

fn nearest(name: &str) -> Option<&'static RuleInfo> {
    let name = name.to_lowercase();
    let score = |r: &RuleInfo| {
        let slug = distance::normalized_similarity(name.chars(), r.name.chars());
        let code = distance::normalized_similarity(name.chars(), r.code.to_lowercase().chars());
        let part = if name.len() >= 4 && r.name.contains(name.as_str()) { 0.75 } else { 0.0 };
        slug.max(code).max(part)
    };
    let mut best = None;
    for rule in rules() {
        let score = score(rule);
        if score >= 0.6 && best.is_none_or(|(least, _)| score > least) {
            best = Some((score, rule));
        }
    }
    best.map(|(_, rule)| rule)
}
