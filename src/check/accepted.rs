//! The accepted findings of a settings file, and the rules that judge them once a run is over.

use super::{Check, Rule, is_selected, rules};
use crate::model::report::{Judged, RuleResult};
use crate::model::{Bi, Finding, RuleOutcome, Source, Span};
use crate::settings::{Accepted, Settings};

/// Whether a run shows that an acceptance is of use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// It fits a finding of the run.
    Fits,
    /// Everything that it names was judged, and it fits nothing.
    FitsNothing,
    /// Not everything that it names was in the run, or the rule could not be judged.
    Unknown,
}

/// An entry of `[[accept]]`, and what a run says about it.
#[derive(Clone, Copy, Debug)]
pub struct Acceptance<'a> {
    pub accepted: &'a Accepted,
    /// Where it stands in the text of the settings file, in bytes.
    pub at: usize,
    pub used: Use,
}

/// Takes the findings of one rule on a settings file.
#[derive(Debug)]
pub struct SettingsSink<'s> {
    rule: &'static Rule,
    source: &'s Source,
    found: Vec<Finding>,
}

impl SettingsSink<'_> {
    /// Reports an acceptance; the finding points at the name that it goes by.
    pub(super) fn report(&mut self, acceptance: &Acceptance, message: Bi, help: Bi) {
        let subject = acceptance.accepted.label();
        let at = place(self.source, acceptance.at, subject);
        self.found.push(Finding {
            rule: &self.rule.info,
            severity: self.rule.info.severity,
            notice: 0,
            subject: subject.to_owned(),
            message,
            at: at.into_iter().collect(),
            pointer: String::new(),
            related: Vec::new(),
            ledger: Vec::new(),
            help: Some(help),
            suggestion: None,
            fingerprint: String::new(),
            accepted: None,
        });
    }
}

/// Judges the acceptances of a settings file, whose text is the source.
#[must_use]
pub fn accepted(source: Source, all: &[Acceptance], settings: &Settings) -> Judged {
    let mut judged = Judged { source, ..Judged::default() };
    for rule in rules::registry().filter(|rule| is_selected(rule, settings)) {
        let Check::Settings(run) = rule.check else { continue };
        let mut sink = SettingsSink { rule, source: &judged.source, found: Vec::new() };
        run(all, settings.today, &mut sink);
        let found = sink.found;
        let result = if found.is_empty() { RuleResult::Clean } else { RuleResult::Fired(found.len() as u32) };
        judged.outcomes.push(RuleOutcome { rule: &rule.info, notice: 0, result });
        judged.findings.extend(found);
    }
    judged.findings.sort_by_key(|f| (f.at.first().copied(), f.rule.code));
    judged
}

/// Where a word stands first from a place of the text on; the line of that place where it does not.
fn place(source: &Source, at: usize, word: &str) -> Option<Span> {
    let text = source.text();
    let found = text.get(at..)?.find(word).map(|i| at + i);
    let (start, len) = found.map_or((at, 0), |start| (start, word.len()));
    let unit = (0..source.len() as u32).rev().find(|u| source.offset(*u).is_some_and(|o| o <= start))?;
    let start = (start - source.offset(unit)?) as u32;
    Some(Span { unit, start, end: start + len as u32 })
}
