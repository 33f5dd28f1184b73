//! What is kept of a notice so that all notices of a run can be compared, and what comes of it.
//!
//! A file is let go once it is judged; these few values stay, and they do not grow with the size of the file.

use super::finding::Finding;
use super::lang::Bi;
use super::place::Place;
use super::rule::{RuleInfo, Severity};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A value as printed, and where it stands in its file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Quote {
    pub text: String,
    pub place: Option<Place>,
}

/// A telephone number of a contact.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NumberKey {
    /// Digits and hyphens.
    pub number: String,
    /// Area code; none for numbers that have none.
    pub area: Option<String>,
    /// Name of the person, folded; empty when there is none.
    pub person: String,
    pub quote: Quote,
    /// JSON Pointer into the notice.
    pub pointer: String,
}

/// The manager of a unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ManagerKey {
    /// Department, facility and position, folded.
    pub post: String,
    /// The name, folded.
    pub name: String,
    pub quote: Quote,
    pub pointer: String,
}

/// The keys of one notice.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Keys {
    /// Notice of the file, from 1.
    pub notice: u32,
    /// The institution as printed.
    pub institution: Quote,
    /// The institution, folded; empty when it is not known.
    pub body: String,
    /// 시도 and 시군구 of the institution; empty when not known.
    pub region: String,
    pub day: Option<Date>,
    /// Names of its facilities, folded.
    pub facilities: BTreeSet<String>,
    /// The one period that holds for all its cameras, in days.
    pub days: Option<(u32, Quote)>,
    pub numbers: Vec<NumberKey>,
    pub managers: Vec<ManagerKey>,
    pub title: Quote,
    /// SHA-256 of its letters and digits; none for a text too short to tell.
    pub digest: Option<[u8; 32]>,
}

/// A finding on a notice that another notice of the run led to.
#[derive(Clone, Debug)]
pub struct BatchFinding {
    pub rule: &'static RuleInfo,
    pub severity: Severity,
    /// Which input of the run, from 0.
    pub input: usize,
    pub notice: u32,
    pub subject: String,
    pub message: Bi,
    pub at: Option<Place>,
    pub pointer: String,
    /// Names it from one run to the next.
    pub fingerprint: String,
}

impl BatchFinding {
    /// The finding without places in a file that is no longer at hand.
    #[must_use]
    pub fn to_finding(&self) -> Finding {
        Finding {
            rule: self.rule,
            severity: self.severity,
            notice: self.notice,
            subject: self.subject.clone(),
            message: self.message.clone(),
            at: Vec::new(),
            pointer: self.pointer.clone(),
            related: Vec::new(),
            help: None,
            suggestion: None,
            ledger: Vec::new(),
            fingerprint: self.fingerprint.clone(),
            accepted: None,
        }
    }
}
