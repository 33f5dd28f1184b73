//! What is known about a rule, without its code.

use super::lang::{Bi, Lang};
use serde::Deserialize;

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth tidying, or a record of what the tool changed.
    Info,
    /// Probably wrong or legally short; a person must decide.
    Warning,
    /// The notice contradicts itself, or misleads who relies on it.
    Error,
}

impl Severity {
    /// The name used in JSON and on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }

    /// The severity of a name used in JSON and on the command line.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        [Severity::Error, Severity::Warning, Severity::Info].into_iter().find(|s| s.name() == name)
    }

    /// The name that people are shown.
    #[must_use]
    pub fn label(self, lang: Lang) -> &'static str {
        match (self, lang) {
            (Severity::Info, Lang::Ko) => "참고",
            (Severity::Warning, Lang::Ko) => "경고",
            (Severity::Error, Lang::Ko) => "오류",
            (severity, Lang::En) => severity.name(),
        }
    }
}

/// Whether a change can be proposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fix {
    /// May be applied without asking.
    Safe,
    /// Shown, and applied on request.
    Propose,
    /// Only a person knows the right value.
    None,
}

/// The groups of rules, in the order of the catalogue; each owns a three-letter code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// TEL: telephone numbers
    Phone,
    /// CAM: camera counts
    Camera,
    /// RET: time, retention, storage
    Retention,
    /// PER: people and contacts
    Person,
    /// NAM: names across tables
    Name,
    /// PUR: purposes, places and what is filmed
    Purpose,
    /// LAW: required parts, terms, citations
    Law,
    /// OUT: outsourcing
    Outsourcing,
    /// VIE: rights of the person filmed
    Viewing,
    /// RES: residue and text
    Residue,
    /// DAT: dates
    Date,
    /// LED: a notice against a ledger
    Ledger,
    /// BAT: notices of one run compared
    Batch,
    /// SET: what a settings file accepts
    Settings,
}

/// The provision that a rule rests on; none means the document's agreement with itself.
pub type Basis = Option<Bi<&'static str>>;

/// The page of a rule, as `explain` prints it. Plain sentences; no markup but backquotes.
#[derive(Clone, Debug)]
pub struct Page {
    pub checks: Bi<&'static str>,
    pub why: Bi<&'static str>,
    /// A piece of a notice on which the rule fires.
    pub example: &'static str,
    pub fix: Bi<&'static str>,
    /// What it does not flag.
    pub exceptions: &'static [Bi<&'static str>],
}

/// A rule as declared in its file.
#[derive(Debug)]
pub struct RuleInfo {
    /// Three letters and three digits, never reused.
    pub code: &'static str,
    /// The slug: tells the defect, not the cure.
    pub name: &'static str,
    pub family: Family,
    pub severity: Severity,
    pub fix: Fix,
    pub basis: Basis,
    /// Version of bangchim that brought the rule.
    pub since: &'static str,
    pub summary: Bi<&'static str>,
    pub page: Page,
    /// Whether it runs when nobody names it.
    pub on: bool,
    pub file: &'static str,
    pub line: u32,
}

impl RuleInfo {
    /// Whether a word given by a person names this rule: its slug, its code, or the three letters of its family.
    #[must_use]
    pub fn is_named(&self, word: &str) -> bool {
        let word = word.trim();
        word == self.name || word.eq_ignore_ascii_case(self.code) || self.code[..3].eq_ignore_ascii_case(word)
    }
}
