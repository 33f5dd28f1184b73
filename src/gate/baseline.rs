//! The findings of an earlier run, so that old problems do not block new work.
//!
//! A file of JSON lines, sorted: one for each finding, known by its fingerprint and the file that it stands in.

use crate::model::Bi;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Why a finding passes that the baseline knows and nobody gave a reason for.
const KNOWN: &str = "baseline";

/// Findings known from an earlier run.
#[derive(Clone, Debug, Default)]
pub struct Baseline {
    /// Reason by file and fingerprint.
    known: BTreeMap<String, BTreeMap<String, String>>,
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
        let mut known: BTreeMap<String, BTreeMap<String, String>> = BTreeMap::new();
        for (number, line) in (1..).zip(text.lines()).filter(|(_, l)| !l.trim().is_empty()) {
            let entry: Entry = serde_json::from_str(line).map_err(|error| {
                crate::bi!(
                    "{number}행이 기준선 항목이 아닙니다: {error}",
                    "line {number} is no entry of a baseline: {error}"
                )
            })?;
            known.entry(entry.file).or_default().insert(entry.fingerprint, entry.reason);
        }
        Ok(Baseline { known })
    }

    /// Why a finding of a file passes, when the baseline knows it.
    #[must_use]
    pub fn reason(&self, file: &str, fingerprint: &str) -> Option<&str> {
        let reason = self.known.get(file)?.get(fingerprint)?;
        Some(if reason.is_empty() { KNOWN } else { reason })
    }
}

impl Entry {
    /// Whether a finding goes into a baseline: one that nobody gave a reason for.
    #[must_use]
    pub fn is_wanted(accepted: Option<&str>) -> bool {
        accepted.is_none_or(|reason| reason == KNOWN)
    }
}
