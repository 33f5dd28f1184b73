//! The report of a check as JSON: what came of each input, and the verdict.

use super::human::Totals;
use super::json::{ErrorView, FindingView, SourceView};
use crate::model::report::RuleResult;
use crate::model::{Bi, InputOutcome, Lang, RuleInfo, Severity, Verdict};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// What `check --format json` prints.
#[derive(Debug, Serialize)]
pub struct ReportView {
    pub schema_version: u32,
    pub tool: Tool,
    /// The day that rules took for today.
    pub today: String,
    pub fail_on: &'static str,
    pub verdict: &'static str,
    pub exit_code: u8,
    pub counts: Counts,
    pub inputs: Vec<InputView>,
}

/// Which program wrote a file.
#[derive(Clone, Debug, Serialize)]
pub struct Tool {
    pub name: &'static str,
    pub version: &'static str,
}

impl Default for Tool {
    fn default() -> Self {
        Tool { name: "bangchim", version: env!("CARGO_PKG_VERSION") }
    }
}

#[derive(Debug, Default, Serialize)]
pub struct Counts {
    pub inputs: u64,
    pub notices: u64,
    pub error: u64,
    pub warning: u64,
    pub info: u64,
    pub not_judged: u64,
    pub skipped: u64,
    pub accepted: u64,
}

/// The code of a fault of ours ([`ReadError::code`](crate::model::ReadError::code)).
const INTERNAL: &str = "internal";

/// One input of a check.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InputView {
    pub source: SourceView,
    pub verdict: Cow<'static, str>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<ErrorView>,
    pub notices: Vec<NoticeHead>,
    pub findings: Vec<FindingView>,
    /// Rules that could not be judged: their silence is no pass.
    pub not_evaluated: Vec<NotEvaluated>,
}

/// Enough of a notice to know which one it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NoticeHead {
    pub title: Option<String>,
    pub institution: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NotEvaluated {
    pub rule: Cow<'static, str>,
    pub notice: u32,
    pub reason: Cow<'static, str>,
}

/// The name of a gate used in JSON and on the command line.
#[must_use]
pub fn gate_name(fail_on: Option<Severity>) -> &'static str {
    fail_on.map_or("never", Severity::name)
}

/// The name of a verdict used in JSON.
#[must_use]
pub fn verdict_name(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Clean => "clean",
        Verdict::Findings => "findings",
        Verdict::Usage => "usage",
        Verdict::NotJudged => "not-judged",
        Verdict::Internal => "internal",
    }
}

impl From<Totals> for Counts {
    fn from(t: Totals) -> Self {
        Counts {
            inputs: t.inputs,
            notices: t.notices,
            error: t.errors,
            warning: t.warnings,
            info: t.infos,
            not_judged: t.failed,
            skipped: t.skipped,
            accepted: t.accepted,
        }
    }
}

impl InputView {
    /// Settles the verdict. A finding that is let pass does not count.
    pub fn settle(&mut self, fail_on: Option<Severity>) -> Verdict {
        let counts = |f: &FindingView| f.is_open() && Severity::named(&f.severity) >= fail_on;
        let verdict = match &self.error {
            Some(error) if error.code == INTERNAL => Verdict::Internal,
            Some(_) => Verdict::NotJudged,
            None if fail_on.is_some() && self.findings.iter().any(counts) => Verdict::Findings,
            None => Verdict::Clean,
        };
        self.verdict = verdict_name(verdict).into();
        verdict
    }

    /// Says that the rules that compare notices had nothing to compare.
    pub fn alone(&mut self, rules: impl Iterator<Item = &'static RuleInfo>, lang: Lang) {
        if self.error.is_some() {
            return;
        }
        const ALONE: Bi<&str> = Bi::new("견줄 방침이 하나뿐입니다", "there is but one notice in the run");
        let reason = || (*ALONE.get(lang)).into();
        self.not_evaluated.extend(rules.map(|r| NotEvaluated { rule: r.name.into(), notice: 1, reason: reason() }));
    }

    /// The view of an input, its verdict not yet settled.
    #[must_use]
    pub fn of(outcome: &InputOutcome, lang: Lang) -> Self {
        let verdict = || verdict_name(Verdict::Clean).into();
        match outcome {
            InputOutcome::Failed { origin, error } => InputView {
                source: SourceView::of(origin),
                verdict: verdict(),
                error: Some(ErrorView::of(error, lang)),
                notices: Vec::new(),
                findings: Vec::new(),
                not_evaluated: Vec::new(),
            },
            InputOutcome::Done(judged) => InputView {
                source: SourceView::with_notes(&judged.source),
                verdict: verdict(),
                error: None,
                notices: judged
                    .notices
                    .iter()
                    .map(|n| NoticeHead {
                        title: n.title.value().cloned(),
                        institution: n.institution.value().cloned(),
                    })
                    .collect(),
                findings: judged.findings.iter().map(|f| FindingView::of(&judged.source, f, lang)).collect(),
                not_evaluated: judged
                    .outcomes
                    .iter()
                    .filter_map(|o| match &o.result {
                        RuleResult::NotEvaluated(reason) => Some(NotEvaluated {
                            rule: o.rule.name.into(),
                            notice: o.notice,
                            reason: (*reason.get(lang)).into(),
                        }),
                        RuleResult::Fired(_) | RuleResult::Clean => None,
                    })
                    .collect(),
            },
        }
    }
}

/// A line of `check --format ndjson`.
#[derive(Debug, Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum Line<'v> {
    Finding {
        file: &'v str,
        #[serde(flatten)]
        finding: &'v FindingView,
    },
    Error {
        file: &'v str,
        #[serde(flatten)]
        error: &'v ErrorView,
    },
    Summary {
        schema_version: u32,
        verdict: &'static str,
        exit_code: u8,
        counts: &'v Counts,
    },
}

impl<'v> Line<'v> {
    /// The last line.
    #[must_use]
    pub fn summary(report: &'v ReportView) -> Self {
        Line::Summary {
            schema_version: report.schema_version,
            verdict: report.verdict,
            exit_code: report.exit_code,
            counts: &report.counts,
        }
    }
}
