//! Where a rule puts its findings.

use super::{Rule, View};
use crate::model::ledger::LedgerPlace;
use crate::model::{Bi, Finding, Label, Severity, Span};

/// Takes the findings of one rule on one notice.
#[derive(Debug)]
pub struct Sink {
    rule: &'static Rule,
    notice: u32,
    found: Vec<Finding>,
    skipped: Option<Bi<&'static str>>,
}

impl Sink {
    pub(super) fn new(rule: &'static Rule, view: &View) -> Self {
        Sink { rule, notice: view.index, found: Vec::new(), skipped: None }
    }

    /// Reports a finding; what else is known about it is chained.
    pub fn report(&mut self, subject: impl Into<String>, at: Vec<Span>, message: Bi) -> Draft<'_> {
        self.found.push(Finding {
            rule: &self.rule.info,
            severity: self.rule.info.severity,
            notice: self.notice,
            subject: subject.into(),
            message,
            at,
            pointer: String::new(),
            related: Vec::new(),
            ledger: Vec::new(),
            help: None,
            suggestion: None,
            fingerprint: String::new(),
            accepted: None,
        });
        Draft { finding: self.found.last_mut() }
    }

    /// Says that the notice could not be judged, and why; silence would be taken for a pass.
    pub fn not_evaluated(&mut self, reason: Bi<&'static str>) {
        self.skipped = Some(reason);
    }

    pub(super) fn finish(self) -> (Vec<Finding>, Option<Bi<&'static str>>) {
        (self.found, self.skipped)
    }
}

/// A finding that was just reported.
#[derive(Debug)]
pub struct Draft<'s> {
    finding: Option<&'s mut Finding>,
}

impl Draft<'_> {
    fn with(mut self, change: impl FnOnce(&mut Finding)) -> Self {
        if let Some(finding) = self.finding.as_deref_mut() {
            change(finding);
        }
        self
    }

    /// Path of the value in the record, as a JSON Pointer.
    pub fn pointer(self, pointer: impl Into<String>) -> Self {
        self.with(|f| f.pointer = pointer.into())
    }

    /// Another place that contradicts or proves it.
    pub fn related(self, at: Option<Span>, message: Bi) -> Self {
        self.with(|f| f.related.extend(at.map(|at| Label { at, message })))
    }

    /// Cells of a ledger that contradict it.
    pub fn ledger(self, cells: impl IntoIterator<Item = LedgerPlace>) -> Self {
        self.with(|f| f.ledger.extend(cells))
    }

    /// How to mend it.
    pub fn help(self, help: Bi) -> Self {
        self.with(|f| f.help = Some(help))
    }

    /// The text that should stand in place of the subject.
    pub fn suggest(self, text: impl Into<String>) -> Self {
        self.with(|f| f.suggestion = Some(text.into()))
    }

    /// A lighter or graver case than the rule's usual one.
    pub fn severity(self, severity: Severity) -> Self {
        self.with(|f| f.severity = severity)
    }
}
