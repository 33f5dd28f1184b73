//! What a bulk run leaves behind beside the records: the manifest, the summary, the readable list of findings.

use super::json::{Document, ErrorView};
use super::markdown::{self, plain};
use super::report::Tool;
use crate::model::record::SCHEMA_VERSION;
use crate::model::{Bi, Lang, Severity};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// What became of an input of a bulk run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Read whole.
    Ok,
    /// Read, but the notice is cut off, or bytes of the file could not be decoded.
    Partial,
    /// It could not be judged.
    Rejected,
    /// Left out: not of a format that is read, or a link.
    Skipped,
}

/// One input in `manifest.json`.
#[derive(Clone, Debug, Serialize)]
pub struct Entry {
    pub path: String,
    pub status: Status,
    pub sha256: Option<String>,
    pub size: u64,
    pub encoding: Option<String>,
    /// The record, below the output folder.
    pub record: Option<String>,
    pub error: Option<ErrorView>,
    pub notices: usize,
    pub repairs: usize,
    pub findings: Severities,
}

/// Findings by severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Severities {
    pub error: usize,
    pub warning: usize,
    pub info: usize,
}

impl Severities {
    #[must_use]
    pub fn of(document: &Document) -> Self {
        let count = |s: Severity| document.findings.iter().filter(|f| f.severity == s.name()).count();
        Severities { error: count(Severity::Error), warning: count(Severity::Warning), info: count(Severity::Info) }
    }

    fn add(&mut self, other: Severities) {
        self.error += other.error;
        self.warning += other.warning;
        self.info += other.info;
    }
}

impl Entry {
    /// The entry of a document that was read or rejected.
    #[must_use]
    pub fn of(document: &Document, record: Option<String>) -> Self {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let cut =
            document.notices.iter().any(|n| n.cut_off) || document.source.notes.iter().any(|n| n.kind == "undecodable");
        Entry {
            path: document.source.name.clone(),
            status: match (&document.error, cut) {
                (Some(_), _) => Status::Rejected,
                (None, true) => Status::Partial,
                (None, false) => Status::Ok,
            },
            sha256: some(&document.source.sha256),
            size: document.source.size,
            encoding: some(&document.source.encoding),
            record,
            error: document.error.clone(),
            notices: document.notices.len(),
            repairs: document.repairs.len(),
            findings: Severities::of(document),
        }
    }

    /// The entry of something that was left out.
    #[must_use]
    pub fn skipped(path: String, size: u64, error: ErrorView) -> Self {
        Entry {
            path,
            status: Status::Skipped,
            sha256: None,
            size,
            encoding: None,
            record: None,
            error: Some(error),
            notices: 0,
            repairs: 0,
            findings: Severities::default(),
        }
    }
}

/// `summary.json`, and the heads of `manifest.json`.
#[derive(Clone, Debug, Serialize)]
pub struct Summary {
    pub schema_version: u32,
    pub tool: Tool,
    /// The day that rules took for today.
    pub today: String,
    pub inputs: usize,
    pub ok: usize,
    pub partial: usize,
    pub rejected: usize,
    pub skipped: usize,
    pub bytes: u64,
    pub notices: usize,
    pub cameras: u64,
    pub repairs: usize,
    pub findings: Severities,
    pub findings_by_rule: BTreeMap<String, usize>,
    pub errors_by_code: BTreeMap<String, usize>,
}

impl Summary {
    #[must_use]
    pub fn begin(today: String) -> Self {
        Summary {
            schema_version: SCHEMA_VERSION,
            tool: Tool::default(),
            today,
            inputs: 0,
            ok: 0,
            partial: 0,
            rejected: 0,
            skipped: 0,
            bytes: 0,
            notices: 0,
            cameras: 0,
            repairs: 0,
            findings: Severities::default(),
            findings_by_rule: BTreeMap::new(),
            errors_by_code: BTreeMap::new(),
        }
    }

    /// Counts an input.
    pub fn add(&mut self, entry: &Entry, document: Option<&Document>) {
        self.inputs += 1;
        match entry.status {
            Status::Ok => self.ok += 1,
            Status::Partial => self.partial += 1,
            Status::Rejected => self.rejected += 1,
            Status::Skipped => self.skipped += 1,
        }
        self.bytes += entry.size;
        self.notices += entry.notices;
        self.repairs += entry.repairs;
        self.findings.add(entry.findings);
        if let Some(error) = &entry.error {
            *self.errors_by_code.entry(error.code.to_string()).or_default() += 1;
        }
        let Some(document) = document else { return };
        for finding in &document.findings {
            *self.findings_by_rule.entry(finding.rule.to_string()).or_default() += 1;
        }
        let rows = document.notices.iter().flat_map(|n| &n.installations);
        self.cameras += rows.filter_map(|i| i.count).map(u64::from).sum::<u64>();
    }

    /// For people.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let Summary { inputs, ok, partial, rejected, skipped, notices, cameras, repairs, .. } = self;
        let Severities { error, warning, info } = self.findings;
        let mut out = crate::bi!(
            "입력 {inputs}: 완료 {ok}, 일부 {partial}, 판정 불가 {rejected}, 건너뜀 {skipped}\n\
             방침 {notices}건, 카메라 {cameras}대, 복구 {repairs}건\n\
             지적: 오류 {error}, 경고 {warning}, 참고 {info}\n",
            "inputs {inputs}: ok {ok}, partial {partial}, rejected {rejected}, skipped {skipped}\n\
             notices {notices}, cameras {cameras}, repairs {repairs}\n\
             findings: errors {error}, warnings {warning}, infos {info}\n"
        )
        .get(lang)
        .clone();
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

/// The findings of one input in `report.md`; empty when there is nothing to say.
#[must_use]
pub fn section(document: &Document, lang: Lang) -> String {
    let mut out = String::new();
    if document.findings.is_empty() && document.error.is_none() {
        return out;
    }
    let _ = writeln!(out, "## {}\n", plain(&document.source.name));
    if let Some(error) = &document.error {
        let label = Bi::new("판정 불가", "not judged");
        let _ =
            writeln!(out, "- **{} `{}`** {} {}\n", label.get(lang), error.code, plain(&error.message), error.advice);
    }
    document.findings.iter().for_each(|f| markdown::finding(&mut out, f, lang));
    out.push('\n');
    out
}
