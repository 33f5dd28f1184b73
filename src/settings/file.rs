//! The settings file `bangchim.toml`: its form, and what a mistake in it says.
//!
//! The text comes from the caller; finding the file is the business of the program.

use super::{Accepted, Institution, Settings, Thresholds};
use crate::model::{Bi, Severity};
use serde::Deserialize;
use std::collections::BTreeMap;
use toml::Spanned;

/// The file as written. Every key may be left out.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct SettingsFile {
    #[serde(default)]
    pub select: Vec<String>,
    #[serde(default)]
    pub ignore: Vec<String>,
    pub fail_on: Option<Gate>,
    /// Severity by rule, code or family (`TEL`).
    #[serde(default)]
    pub severity: BTreeMap<String, Severity>,
    #[serde(default)]
    pub institution: Institution,
    #[serde(default)]
    pub thresholds: Thresholds,
    /// What holds for some files alone; a later entry goes before an earlier one.
    #[serde(default)]
    pub paths: Vec<PathRules>,
    /// With the place in the text of the file.
    #[serde(default)]
    pub accept: Vec<Spanned<Accepted>>,
}

/// Other rules for some files.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct PathRules {
    /// Patterns of paths, from the folder of the settings file.
    pub files: Vec<String>,
    #[serde(default)]
    pub select: Vec<String>,
    #[serde(default)]
    pub ignore: Vec<String>,
    #[serde(default)]
    pub severity: BTreeMap<String, Severity>,
}

/// Severity at which the gate fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Gate {
    Error,
    Warning,
    Info,
    Never,
}

impl Gate {
    #[must_use]
    pub fn severity(self) -> Option<Severity> {
        match self {
            Gate::Error => Some(Severity::Error),
            Gate::Warning => Some(Severity::Warning),
            Gate::Info => Some(Severity::Info),
            Gate::Never => None,
        }
    }
}

/// What is wrong with a settings file.
#[derive(Clone, Debug)]
pub struct Mistake {
    /// Line from 1, where the reader can tell.
    pub line: Option<usize>,
    pub message: Bi,
}

/// Every key of the file, for hints at misspelt ones.
const KEYS: [&str; 22] = [
    "select",
    "ignore",
    "fail-on",
    "severity",
    "institution",
    "paths",
    "accept",
    "files",
    "sido",
    "sigungu",
    "area-codes",
    "retention-days",
    "rule",
    "file",
    "subject",
    "fingerprint",
    "reason",
    "until",
    "thresholds",
    "viewing-days",
    "notice-days",
    "duplicate-letters",
];

impl SettingsFile {
    /// Reads the text of a settings file.
    ///
    /// # Errors
    /// It is no TOML, or has a key or a value that there is not.
    pub fn parse(text: &str) -> Result<Self, Mistake> {
        let file: SettingsFile = toml::from_str(text).map_err(|error| {
            let line = error.span().map(|span| line_at(text, span.start));
            let what = error.message().lines().next().unwrap_or_default().to_owned();
            let hint = unknown_key(&what).and_then(nearest).map(|near| (near, ()));
            let message = match hint {
                Some((near, ())) => crate::bi!("{what}. `{near}`입니까?", "{what}; did you mean `{near}`?"),
                None => Bi::new(what.clone(), what),
            };
            Mistake { line, message }
        })?;
        file.accept.iter().find(|a| a.as_ref().reason.trim().is_empty()).map_or(Ok(()), |a| {
            let rule = &a.as_ref().rule;
            let message = crate::bi!(
                "받아들인 지적({rule})에 이유(reason)가 없습니다",
                "an accepted finding ({rule}) gives no reason"
            );
            Err(Mistake { line: Some(line_at(text, a.span().start)), message })
        })?;
        Ok(file)
    }

    /// Puts what the file says for a path into settings; what stands on the command line goes before it.
    pub fn apply(&self, settings: &mut Settings, matches: impl Fn(&str) -> bool) {
        let mut select = self.select.clone();
        let mut ignore = self.ignore.clone();
        let mut severity: BTreeMap<String, Severity> = self.severity.clone();
        for rules in self.paths.iter().filter(|p| p.files.iter().any(|f| matches(f))) {
            if !rules.select.is_empty() {
                select.clone_from(&rules.select);
            }
            ignore.extend(rules.ignore.iter().cloned());
            severity.extend(rules.severity.iter().map(|(k, v)| (k.clone(), *v)));
        }
        if settings.select.is_empty() {
            settings.select = select;
        }
        settings.ignore.extend(ignore);
        settings.severity = severity;
        settings.institution = self.institution.clone();
        settings.thresholds = self.thresholds;
        let accepted = self.accept.iter().map(Spanned::as_ref);
        settings.accepted = accepted.filter(|a| a.concerns(&matches)).cloned().collect();
    }

    /// Every word of the file that must name a rule, a code or a family.
    pub fn rule_names(&self) -> impl Iterator<Item = &str> {
        let paths = self.paths.iter();
        let lists = [&self.select, &self.ignore].into_iter().chain(paths.clone().flat_map(|p| [&p.select, &p.ignore]));
        let severities = std::iter::once(&self.severity).chain(paths.map(|p| &p.severity)).flat_map(|s| s.keys());
        lists
            .flatten()
            .chain(severities)
            .map(String::as_str)
            .chain(self.accept.iter().map(|a| a.as_ref().rule.as_str()))
            .filter(|r| !r.is_empty())
    }
}

/// The line of a place in a text, from 1.
#[must_use]
pub fn line_at(text: &str, at: usize) -> usize {
    text.as_bytes()[..at.min(text.len())].iter().filter(|b| **b == b'\n').count() + 1
}

/// The key that a message of the TOML reader complains of.
fn unknown_key(message: &str) -> Option<&str> {
    message.strip_prefix("unknown field `")?.split('`').next()
}

fn nearest(key: &str) -> Option<&'static str> {
    let distance = |k: &str| rapidfuzz::distance::damerau_levenshtein::distance(key.chars(), k.chars());
    let near = KEYS.iter().copied().min_by_key(|k| distance(k))?;
    (distance(near) <= 2.max(key.len() / 3)).then_some(near)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misspelt_key_is_named_with_the_one_that_was_meant() {
        let mistake = SettingsFile::parse("select = []\nignor = []\n").unwrap_err();
        assert_eq!(mistake.line, Some(2));
        assert!(mistake.message.en.contains("did you mean `ignore`"), "{}", mistake.message.en);
    }

    #[test]
    fn an_acceptance_needs_a_reason() {
        let text = "select = []\n\n[[accept]]\nrule = \"phone-is-fax\"\nreason = \" \"\n";
        let mistake = SettingsFile::parse(text).unwrap_err();
        assert!(mistake.message.en.contains("no reason"));
        assert_eq!(mistake.line, Some(3));
    }

    #[test]
    fn a_path_has_rules_of_its_own() {
        let text = "ignore = [\"TEL004\"]\n[[paths]]\nfiles = [\"old/**\"]\nignore = [\"LAW\"]\nseverity = { RET = \"info\" }\n";
        let file = SettingsFile::parse(text).unwrap();
        let today = jiff::civil::date(2026, 11, 22);
        let (mut old, mut new) = (Settings::for_day(today), Settings::for_day(today));
        file.apply(&mut old, |pattern| pattern == "old/**");
        file.apply(&mut new, |_| false);
        assert_eq!(old.ignore, ["TEL004", "LAW"]);
        assert_eq!(old.severity["RET"], Severity::Info);
        assert_eq!(new.ignore, ["TEL004"]);
        assert!(new.severity.is_empty());
    }
}
