//! `run.jsonl`: a line for each input of a bulk run. Where an input has several lines, the last one holds.

use crate::emit::json::{Document, ErrorView};
use crate::model::ReadError;
use serde::{Deserialize, Serialize};

/// Version of the lines of `run.jsonl` and of `failed/list.jsonl`.
pub const VERSION: u32 = 1;

/// What became of an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// Read whole.
    Ok,
    /// Read, but the notice is cut off, or a part of the file could not be read.
    Partial,
    /// Read, but it is no notice, or it is damaged or over a limit.
    Rejected,
    /// Of a format that is not read.
    Unsupported,
    /// Locked, or protected by DRM.
    Encrypted,
    Empty,
    /// The process that read it ended by a fault.
    Crash,
    /// It took longer than `--timeout`.
    Timeout,
    /// It needed more memory than `--memory`.
    Oom,
    /// It could not be opened, or a fault of ours.
    Error,
    /// Left out: a format that is not taken from a folder, or a link.
    Skipped,
}

impl Status {
    /// All of them, in the order of the summary.
    pub const ALL: [Status; 11] = [
        Status::Ok,
        Status::Partial,
        Status::Rejected,
        Status::Unsupported,
        Status::Encrypted,
        Status::Empty,
        Status::Crash,
        Status::Timeout,
        Status::Oom,
        Status::Error,
        Status::Skipped,
    ];

    /// The name used in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Status::Ok => "ok",
            Status::Partial => "partial",
            Status::Rejected => "rejected",
            Status::Unsupported => "unsupported",
            Status::Encrypted => "encrypted",
            Status::Empty => "empty",
            Status::Crash => "crash",
            Status::Timeout => "timeout",
            Status::Oom => "oom",
            Status::Error => "error",
            Status::Skipped => "skipped",
        }
    }

    /// Whether there is a record.
    #[must_use]
    pub fn is_done(self) -> bool {
        matches!(self, Status::Ok | Status::Partial)
    }

    /// Whether it belongs on the list of failed inputs.
    #[must_use]
    pub fn is_failed(self) -> bool {
        !self.is_done() && self != Status::Skipped
    }

    /// The status of an input that could not be judged.
    #[must_use]
    pub fn of_error(error: &ReadError) -> Self {
        match error {
            ReadError::Empty => Status::Empty,
            // it belongs beside the notices, and is none
            ReadError::Ledger => Status::Skipped,
            ReadError::UnknownFormat { .. } | ReadError::Hwp3 | ReadError::NotHwp { .. } => Status::Unsupported,
            ReadError::Encrypted { .. } | ReadError::Drm { .. } => Status::Encrypted,
            ReadError::Io(_) | ReadError::Internal(_) => Status::Error,
            ReadError::TooDeep { .. }
            | ReadError::NoText { .. }
            | ReadError::Damaged { .. }
            | ReadError::NotANotice
            | ReadError::RequestRegister
            | ReadError::NotALedger
            | ReadError::TooLarge { .. } => Status::Rejected,
        }
    }

    /// The status of an input that has a record.
    #[must_use]
    pub fn of_record(document: &Document) -> Self {
        let lost = ["undecodable", "page-cut", "truncated", "text-layer-unusable", "page-scan"];
        let cut = document.notices.iter().any(|n| n.cut_off);
        if cut || document.source.notes.iter().any(|n| lost.contains(&&*n.kind)) { Status::Partial } else { Status::Ok }
    }
}

/// One line of `run.jsonl`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Line {
    /// Version of the line: 1.
    pub v: u32,
    /// Place among all inputs of the run, from 0, shards taken together.
    pub index: u64,
    /// Names the input in every output: the path below the folder that was given.
    pub path: String,
    pub status: Status,
    /// SHA-256 of the bytes; null where they could not be read.
    pub sha256: Option<String>,
    /// Bytes.
    pub size: u64,
    /// Media type, as told by the content.
    pub format: Option<String>,
    pub encoding: Option<String>,
    /// How often this content was tried, over all runs into this folder.
    pub attempts: u32,
    /// Milliseconds of the last attempt.
    pub ms: u64,
    /// The record, below the output folder.
    pub output: Option<String>,
    /// SHA-256 of the record's file.
    pub output_sha256: Option<String>,
    pub notices: u64,
    pub cameras: u64,
    pub repairs: u64,
    pub findings: Severities,
    pub error: Option<ErrorView>,
    /// The day that rules took for today.
    pub today: String,
    /// Version of the program.
    pub tool: String,
    /// Hash of the catalogue of rules.
    pub rules: String,
    /// Hash of the settings that held for this input.
    pub settings: String,
}

/// Open findings by severity: what was accepted is not among them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Severities {
    pub error: u64,
    pub warning: u64,
    pub info: u64,
}

impl Severities {
    #[must_use]
    pub fn of(document: &Document) -> Self {
        let mut counts = Severities::default();
        document.findings.iter().filter(|f| f.is_open()).for_each(|f| counts.count(&f.severity));
        counts
    }

    pub(super) fn count(&mut self, severity: &str) {
        match severity {
            "error" => self.error += 1,
            "warning" => self.warning += 1,
            _ => self.info += 1,
        }
    }
}

/// One line of `failed/list.jsonl`: an input without a record. Nothing in it changes from run to run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Failed {
    /// Version of the line: 1.
    pub v: u32,
    pub path: String,
    pub status: Status,
    pub sha256: Option<String>,
    pub size: u64,
    pub format: Option<String>,
    pub error: Option<ErrorView>,
}

impl From<&Line> for Failed {
    fn from(line: &Line) -> Self {
        Failed {
            v: line.v,
            path: line.path.clone(),
            status: line.status,
            sha256: line.sha256.clone(),
            size: line.size,
            format: line.format.clone(),
            error: line.error.clone(),
        }
    }
}

/// Cameras that the rows of a document count.
#[must_use]
pub fn cameras(document: &Document) -> u64 {
    let rows = document.notices.iter().flat_map(|n| &n.installations);
    rows.filter_map(|i| i.count).map(u64::from).sum()
}
