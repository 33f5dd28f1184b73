//! What a rule is: what is known about it, and its check.

use super::accepted::{Acceptance, SettingsSink};
use super::batch::One;
use super::{BatchSink, Sink, View};
use crate::model::RuleInfo;
use crate::model::ledger::Comparison;
use jiff::civil::Date;

/// A rule as declared in its file.
#[derive(Debug)]
pub struct Rule {
    pub info: RuleInfo,
    pub check: Check,
}

/// What a rule reads. A stored record can be checked again by the first kind alone.
#[derive(Clone, Copy, Debug)]
pub enum Check {
    /// The record; where the file is at hand it is used to quote and to hold back.
    Notice(fn(&View, &mut Sink)),
    /// The text of the file.
    Text(fn(&View, &mut Sink)),
    /// The record and what a ledger says.
    Ledger(fn(&View, &Comparison, &mut Sink)),
    /// All notices of a run, by their keys.
    Batch(fn(&[One], &mut BatchSink)),
    /// What a settings file accepts, once a run is over, and the day of today.
    Settings(fn(&[Acceptance], Date, &mut SettingsSink)),
}

/// Declares the rule of a file: `static RULE`, with the page that `explain` prints.
///
/// A text in both languages is written as a pair, Korean first. `default: off` makes a rule run only where somebody
/// names it.
macro_rules! declare_rule {
    (
        code: $code:literal, name: $name:literal, family: $family:ident, severity: $severity:ident, fix: $fix:ident,
        basis: $basis:tt,
        summary: ($summary_ko:literal, $summary_en:literal),
        checks: ($checks_ko:literal, $checks_en:literal),
        why: ($why_ko:literal, $why_en:literal),
        example: $example:literal,
        remedy: ($remedy_ko:literal, $remedy_en:literal),
        exceptions: [$(($except_ko:literal, $except_en:literal)),+ $(,)?],
        $(default: $default:ident,)?
        check: $kind:ident($run:ident) $(,)?
    ) => {
        pub(crate) static RULE: $crate::check::Rule = $crate::check::Rule {
            info: $crate::model::RuleInfo {
                code: $code,
                name: $name,
                family: $crate::model::Family::$family,
                severity: $crate::model::Severity::$severity,
                fix: $crate::model::Fix::$fix,
                basis: declare_rule!(@basis $basis),
                since: "0.1.0",
                summary: $crate::model::Bi::new($summary_ko, $summary_en),
                page: $crate::model::rule::Page {
                    checks: $crate::model::Bi::new($checks_ko, $checks_en),
                    why: $crate::model::Bi::new($why_ko, $why_en),
                    example: $example,
                    fix: $crate::model::Bi::new($remedy_ko, $remedy_en),
                    exceptions: &[$($crate::model::Bi::new($except_ko, $except_en)),+],
                },
                on: declare_rule!(@default $($default)?),
                file: file!(),
                line: line!(),
            },
            check: $crate::check::Check::$kind($run),
        };
    };
    (@default) => { true };
    (@default off) => { false };
    (@basis none) => { None };
    (@basis ($ko:literal, $en:literal)) => { Some($crate::model::Bi::new($ko, $en)) };
}
pub(crate) use declare_rule;
