//! `summary.json`: what a bulk run came to.

use super::line::{Line, Severities, Status};
use crate::emit::json::FindingView;
use crate::model::record::SCHEMA_VERSION;
use crate::model::{Bi, Lang};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// `summary.json`. It is written last: where it stands and says `complete`, everything stands.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    pub schema_version: u32,
    /// Version of the program.
    pub tool: String,
    /// Hash of the catalogue of rules.
    pub rules: String,
    pub options: Options,
    /// Which part of the inputs this is (`2/3`); null for all of them.
    pub shard: Option<String>,
    /// Whether every input has a status.
    pub complete: bool,
    pub inputs: u64,
    /// Inputs of each status; those without any are left out.
    pub statuses: BTreeMap<String, u64>,
    pub bytes: u64,
    pub notices: u64,
    pub cameras: u64,
    pub repairs: u64,
    pub findings: Severities,
    /// Findings that the settings let pass; they are in no other count.
    #[serde(default)]
    pub accepted: u64,
    pub findings_by_rule: BTreeMap<String, u64>,
    pub errors_by_code: BTreeMap<String, u64>,
}

/// What the command line asked for, as far as the outputs depend on it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Options {
    /// The day that rules took for today.
    pub today: String,
    /// Language of the messages.
    pub lang: String,
    pub select: Vec<String>,
    pub ignore: Vec<String>,
}

impl Summary {
    #[must_use]
    pub fn begin(rules: String, options: Options, shard: Option<String>) -> Self {
        let tool = env!("CARGO_PKG_VERSION").to_owned();
        Summary { schema_version: SCHEMA_VERSION, tool, rules, options, shard, ..Summary::default() }
    }

    /// Counts an input.
    pub fn add(&mut self, line: &Line) {
        self.inputs += 1;
        *self.statuses.entry(line.status.name().to_owned()).or_default() += 1;
        self.bytes += line.size;
        self.notices += line.notices;
        self.cameras += line.cameras;
        self.repairs += line.repairs;
        if let Some(error) = line.error.as_ref().filter(|_| line.status != Status::Skipped) {
            *self.errors_by_code.entry(error.code.to_string()).or_default() += 1;
        }
    }

    /// Counts a finding.
    pub fn count(&mut self, finding: &FindingView) {
        if !finding.is_open() {
            self.accepted += 1;
            return;
        }
        self.findings.count(&finding.severity);
        *self.findings_by_rule.entry(finding.rule.to_string()).or_default() += 1;
    }

    /// Inputs of a status.
    #[must_use]
    pub fn of(&self, status: Status) -> u64 {
        self.statuses.get(status.name()).copied().unwrap_or_default()
    }

    /// Inputs without a record, what was skipped left out.
    #[must_use]
    pub fn failed(&self) -> u64 {
        Status::ALL.into_iter().filter(|s| s.is_failed()).map(|s| self.of(s)).sum()
    }

    /// For people.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let Summary { inputs, notices, cameras, repairs, .. } = self;
        let [ok, partial, skipped] = [Status::Ok, Status::Partial, Status::Skipped].map(|s| self.of(s));
        let failed = self.failed();
        let Severities { error, warning, info } = self.findings;
        let mut out = crate::bi!(
            "입력 {inputs}: 완료 {ok}, 일부 {partial}, 실패 {failed}, 건너뜀 {skipped}\n",
            "inputs {inputs}: ok {ok}, partial {partial}, failed {failed}, skipped {skipped}\n"
        )
        .get(lang)
        .clone();
        let failures = Status::ALL.into_iter().filter(|s| s.is_failed() && self.of(*s) > 0);
        let failures: Vec<String> = failures.map(|s| format!("{} {}", s.label(lang), self.of(s))).collect();
        if !failures.is_empty() {
            let _ = writeln!(out, "  {}: {}", Bi::new("실패", "failed").get(lang), failures.join(", "));
        }
        let counts = crate::bi!(
            "방침 {notices}건, 카메라 {cameras}대, 복구 {repairs}건\n\
             지적: 오류 {error}, 경고 {warning}, 참고 {info}\n",
            "notices {notices}, cameras {cameras}, repairs {repairs}\n\
             findings: errors {error}, warnings {warning}, infos {info}\n"
        );
        out.push_str(counts.get(lang));
        let mut rules: Vec<_> = self.findings_by_rule.iter().collect();
        rules.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
        if !rules.is_empty() {
            out.push_str(Bi::new("많은 지적:\n", "most frequent:\n").get(lang));
        }
        for (rule, count) in rules.iter().take(10) {
            let _ = writeln!(out, "  {count:>6}  {rule}");
        }
        out
    }
}

impl Status {
    /// For people.
    #[must_use]
    pub fn label(self, lang: Lang) -> &'static str {
        let label = match self {
            Status::Ok => Bi::new("완료", "ok"),
            Status::Partial => Bi::new("일부만 읽음", "partial"),
            Status::Rejected => Bi::new("방침으로 읽을 수 없음", "rejected"),
            Status::Unsupported => Bi::new("읽지 않는 형식", "unsupported"),
            Status::Encrypted => Bi::new("잠김", "encrypted"),
            Status::Empty => Bi::new("빈 파일", "empty"),
            Status::Crash => Bi::new("비정상 종료", "crash"),
            Status::Timeout => Bi::new("시간 초과", "timeout"),
            Status::Oom => Bi::new("메모리 초과", "out of memory"),
            Status::Error => Bi::new("읽기 오류", "error"),
            Status::Skipped => Bi::new("건너뜀", "skipped"),
        };
        label.get(lang)
    }
}
