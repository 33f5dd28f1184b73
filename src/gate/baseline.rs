//! The findings of an earlier run, so that old problems do not block new work.
//!
//! A file of JSON lines, sorted: one for each finding, known by its fingerprint and the file that it stands in.

use crate::model::Bi;
use crate::model::report::Judged;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Why a finding passes that the baseline knows and nobody gave a reason for.
const KNOWN: &str = "baseline";

/// Findings known from an earlier run.
#[derive(Clone, Debug, Default)]
pub struct Baseline {
    /// Reason by file and fingerprint.
    known: BTreeMap<(String, String), String>,
}

/// A line of the file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    pub file: String,
    pub rule: String,
    pub fingerprint: String,
    pub subject: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

impl Baseline {
    /// Reads the lines of a baseline file.
    ///
    /// # Errors
    /// A line is no entry; the error names it.
    pub fn parse(text: &str) -> Result<Self, Bi> {
        let mut known = BTreeMap::new();
        for (number, line) in (1..).zip(text.lines()).filter(|(_, l)| !l.trim().is_empty()) {
            let entry: Entry = serde_json::from_str(line).map_err(|error| {
                crate::bi!(
                    "{number}행이 기준선 항목이 아닙니다: {error}",
                    "line {number} is no entry of a baseline: {error}"
                )
            })?;
            known.insert((entry.file, entry.fingerprint), entry.reason);
        }
        Ok(Baseline { known })
    }

    /// Lets the known findings of an input pass.
    pub fn settle(&self, judged: &mut Judged) {
        let file = judged.source.origin.name.clone();
        for finding in judged.findings.iter_mut().filter(|f| f.accepted.is_none()) {
            let reason = self.known.get(&(file.clone(), finding.fingerprint.clone()));
            finding.accepted = reason.map(|r| if r.is_empty() { KNOWN.to_owned() } else { r.clone() });
        }
    }
}

/// The entries of one input.
pub fn entries(judged: &Judged) -> impl Iterator<Item = Entry> + '_ {
    judged.findings.iter().filter(|f| f.accepted.as_deref().is_none_or(|r| r == KNOWN)).map(|f| Entry {
        file: judged.source.origin.name.clone(),
        rule: f.rule.name.to_owned(),
        fingerprint: f.fingerprint.clone(),
        subject: f.subject.clone(),
        reason: String::new(),
    })
}
