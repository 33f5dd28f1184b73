//! What a rule has to say about a place.

use super::anchor::Span;
use super::lang::Bi;
use super::ledger::LedgerPlace;
use super::rule::{RuleInfo, Severity};

/// A finding, with its place in the file and its path in the record.
#[derive(Clone, Debug)]
pub struct Finding {
    pub rule: &'static RuleInfo,
    pub severity: Severity,
    /// Notice of the file, from 1.
    pub notice: u32,
    /// A short verbatim piece of the document, or the usual name of what is missing.
    pub subject: String,
    pub message: Bi,
    /// Where it points; empty when something is missing from the whole notice.
    pub at: Vec<Span>,
    /// JSON Pointer into the notice (`/contacts/3/phone`); empty for the notice itself.
    pub pointer: String,
    /// Other places that contradict or prove it.
    pub related: Vec<Label>,
    /// Cells of a ledger that contradict it.
    pub ledger: Vec<LedgerPlace>,
    /// How to mend it.
    pub help: Option<Bi>,
    /// The text that should stand in place of the subject.
    pub suggestion: Option<String>,
    /// What stays the same when other lines are put in: 16 hexadecimal digits over rule, institution and quoted line.
    pub fingerprint: String,
    /// Why it is let pass, when it is.
    pub accepted: Option<String>,
}

/// A related place with what it says.
#[derive(Clone, Debug)]
pub struct Label {
    pub at: Span,
    pub message: Bi,
}
