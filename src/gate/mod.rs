//! What the gate says of a run: severities as the settings have them, findings that are let pass, the verdict.

mod baseline;
mod fingerprint;

pub use baseline::{Baseline, Entry};

use crate::model::report::Judged;
use crate::model::{BatchFinding, ReadError, RuleInfo, Severity, Verdict};
use crate::settings::{Accepted, Settings};

/// Gives the findings of one input their fingerprints and severities, and marks those that the settings let pass.
pub fn settle(judged: &mut Judged, settings: &Settings) {
    fingerprint::mark(judged);
    for finding in &mut judged.findings {
        finding.severity = severity(finding.rule, settings).unwrap_or(finding.severity);
        let fits =
            |a: &&Accepted| names(a, finding.rule, &finding.subject, &finding.fingerprint) && a.holds(settings.today);
        finding.accepted = settings.accepted.iter().find(fits).map(|a| a.reason.clone());
    }
}

/// Whether an accepted finding is this one, on whatever day.
#[must_use]
pub fn names(accepted: &Accepted, rule: &RuleInfo, subject: &str, fingerprint: &str) -> bool {
    (accepted.rule.is_empty() || rule.is_named(&accepted.rule))
        && accepted.subject.as_ref().is_none_or(|s| s == subject)
        && accepted.fingerprint.as_ref().is_none_or(|f| f == fingerprint)
}

/// Fingerprint and severity of a finding about several notices of a run.
pub fn settle_batch(finding: &mut BatchFinding, settings: &Settings) {
    finding.fingerprint = fingerprint::of_batch(finding);
    finding.severity = severity(finding.rule, settings).unwrap_or(finding.severity);
}

/// The severity that the settings give a rule; slug or code go before family.
fn severity(rule: &RuleInfo, settings: &Settings) -> Option<Severity> {
    let named = settings.severity.iter().filter(|(word, _)| rule.is_named(word));
    named.max_by_key(|(word, _)| word.len()).map(|(_, severity)| *severity)
}

/// The verdict on an input that could not be judged.
#[must_use]
pub fn failure(error: &ReadError) -> Verdict {
    match error {
        ReadError::Internal(_) => Verdict::Internal,
        _ => Verdict::NotJudged,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_wins() {
        let worst = [Verdict::Findings, Verdict::NotJudged, Verdict::Clean].into_iter().max();
        assert_eq!(worst, Some(Verdict::NotJudged));
        assert_eq!(failure(&ReadError::Empty), Verdict::NotJudged);
        assert_eq!(failure(&ReadError::Internal(String::new())), Verdict::Internal);
    }
}
