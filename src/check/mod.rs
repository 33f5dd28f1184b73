//! Notices to findings: runs the selected rules on each notice, one rule after the other.
//!
//! A rule is declared in a file of its own under [`rules`]. It sees a [`View`] of the notice and reports through a
//! [`Sink`]; selection, severity, merging and order are settled here, once, out of the rules' sight.

mod accepted;
mod batch;
mod cells;
mod contents;
mod counts;
mod dashed;
mod ledger;
mod names;
mod numbers;
mod place;
mod rule;
pub mod rules;
mod search;
mod sink;
mod text;
mod view;
mod vocabulary;

pub use accepted::{Acceptance, SettingsSink, Use, accepted};
pub use batch::{BatchSink, Entry, One, compare};
pub use rule::{Check, Rule};
pub use sink::{Draft, Sink};
pub use view::{Held, View};

use crate::model::report::RuleResult;
use crate::model::{Bi, Finding, Keys, Layout, Notice, RuleInfo, RuleOutcome, Source};
use crate::settings::Settings;

/// Why a rule that reads the file is silent on a stored record.
const NO_FILE: Bi<&'static str> =
    Bi::new("원문 파일이 있어야 볼 수 있는 규칙입니다", "the rule needs the file itself, not the record alone");

/// Why the rules of the ledger are silent without one.
const NO_LEDGER: Bi<&'static str> =
    Bi::new("대장과 견주는 규칙입니다 (--ledger)", "the rule holds the notice against a ledger (--ledger)");

/// Why they are silent with one.
const FOREIGN_LEDGER: Bi<&'static str> =
    Bi::new("대장에 이 기관의 행이 없습니다", "the ledger has no row of this institution");

/// What the rules say of a file, and what is kept of it for the rules that compare notices.
#[derive(Debug, Default)]
pub struct Checked {
    pub findings: Vec<Finding>,
    pub outcomes: Vec<RuleOutcome>,
    pub keys: Vec<Keys>,
    /// A rule asked for the day of today, and not only for its year.
    pub asked_for_today: bool,
}

/// The rules that are on.
pub fn selected(settings: &Settings) -> impl Iterator<Item = &'static RuleInfo> {
    rules::registry().filter(|rule| is_selected(rule, settings)).map(|rule| &rule.info)
}

/// The rules that compare the notices of a run.
pub fn batch_rules(settings: &Settings) -> impl Iterator<Item = &'static RuleInfo> {
    let compares = |rule: &&Rule| matches!(rule.check, Check::Batch(_));
    rules::registry().filter(compares).filter(|rule| is_selected(rule, settings)).map(|rule| &rule.info)
}

/// Checks the notices of a file. With an empty source (a stored record) the rules that read the text are reported as
/// not evaluated.
#[must_use]
pub fn check(source: &Source, layout: &Layout, notices: &[Notice], settings: &Settings) -> Checked {
    check_against(source, layout, notices, Held::None, settings)
}

/// The same with the notices held against a ledger.
#[must_use]
pub fn check_against(source: &Source, layout: &Layout, notices: &[Notice], held: Held, settings: &Settings) -> Checked {
    let selected: Vec<&'static Rule> = rules::registry().filter(|rule| is_selected(rule, settings)).collect();
    let (mut findings, mut outcomes) = (Vec::new(), Vec::with_capacity(selected.len() * notices.len()));
    let mut keys = Vec::with_capacity(notices.len());
    let mut asked_for_today = false;
    for number in 1..=notices.len() {
        let Some(mut view) = View::new(source, layout, notices, number, settings.today) else { continue };
        view.ledger = held;
        view.facts = Some(&settings.institution);
        view.thresholds = settings.thresholds;
        for rule in &selected {
            let mut sink = Sink::new(rule, &view);
            match rule.check {
                Check::Text(_) if !view.has_file() => sink.not_evaluated(NO_FILE),
                Check::Text(run) | Check::Notice(run) => run(&view, &mut sink),
                Check::Ledger(run) => match view.ledger {
                    Held::Compared(comparison) => run(&view, comparison, &mut sink),
                    Held::Foreign => sink.not_evaluated(FOREIGN_LEDGER),
                    Held::None => sink.not_evaluated(NO_LEDGER),
                },
                Check::Batch(_) | Check::Settings(_) => continue,
            }
            let (found, skipped) = sink.finish();
            let found = merge(found);
            let result = match skipped {
                _ if !found.is_empty() => RuleResult::Fired(found.len() as u32),
                Some(reason) => RuleResult::NotEvaluated(reason),
                None => RuleResult::Clean,
            };
            outcomes.push(RuleOutcome { rule: &rule.info, notice: view.index, result });
            findings.extend(found);
        }
        keys.push(batch::keys(&view));
        asked_for_today |= view.asked_for_today();
    }
    findings.sort_by(|a, b| order(a).cmp(&order(b)));
    Checked { findings, outcomes, keys, asked_for_today }
}

/// Whether a rule runs under the settings: one that is off runs where it is selected, or given a severity by its own
/// name. What is ignored by name stays off even when selected.
fn is_selected(rule: &Rule, settings: &Settings) -> bool {
    let named = |list: &[String]| list.iter().any(|n| rule.info.is_named(n));
    let graded = || settings.severity.keys().any(|n| rule.info.is_named(n) && n.len() > FAMILY);
    let on = if settings.select.is_empty() { rule.info.on || graded() } else { named(&settings.select) };
    on && !named(&settings.ignore)
}

/// Letters of the name of a family (`TEL`).
const FAMILY: usize = 3;

/// By notice, then by place (what is missing has no place and comes last), then by code.
fn order(finding: &Finding) -> (u32, u32, u32, &'static str, &str) {
    let (unit, start) = finding.at.first().map_or((u32::MAX, 0), |s| (s.unit, s.start));
    (finding.notice, unit, start, finding.rule.code, &finding.subject)
}

/// One finding for one cause: the same words about the same piece of text become one finding with several places.
fn merge(found: Vec<Finding>) -> Vec<Finding> {
    let mut out: Vec<Finding> = Vec::with_capacity(found.len());
    for finding in found {
        match out.iter_mut().find(|f| f.subject == finding.subject && f.message == finding.message) {
            Some(first) => {
                for span in finding.at {
                    if !first.at.contains(&span) {
                        first.at.push(span);
                    }
                }
            }
            None => out.push(finding),
        }
    }
    out
}
