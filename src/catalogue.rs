//! Which rules there are, and how they are looked up by code or slug.

use crate::check::rules;
use crate::model::{Bi, RuleInfo};

/// All rules, in the order of the catalogue.
pub fn rules() -> impl Iterator<Item = &'static RuleInfo> {
    rules::registry().map(|rule| &rule.info)
}

/// A rule by its code (`TEL001`) or slug.
///
/// # Errors
/// There is no such rule; the error names the nearest one.
pub fn find(name: &str) -> Result<&'static RuleInfo, Unknown> {
    rules::find(name)
        .map(|rule| &rule.info)
        .ok_or_else(|| Unknown { name: name.trim().to_owned(), nearest: rules::suggest(name) })
}

/// Whether a word names a rule, a code or a family (`TEL`).
///
/// # Errors
/// It names none; the error names the nearest rule.
pub fn find_any(name: &str) -> Result<(), Unknown> {
    if rules().any(|rule| rule.is_named(name)) { Ok(()) } else { find(name).map(|_| ()) }
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
            Some(RuleInfo { name: near, .. }) => {
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
