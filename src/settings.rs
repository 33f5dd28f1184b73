//! What a caller may set: today's date, rules, the gate, limits.

use crate::model::Severity;
use jiff::civil::Date;

/// Settings of a run. Everything that could differ between two runs on the same bytes stands here.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Today, for rules that need it; the library has no clock.
    pub today: Date,
    /// Rules to run, by slug or code; empty means all.
    pub select: Vec<String>,
    /// Rules not to run, by slug or code.
    pub ignore: Vec<String>,
    /// The gate fails on findings of this severity or graver; none means never.
    pub fail_on: Option<Severity>,
    pub limits: Limits,
}

/// Caps that keep memory and time bounded.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Size of an input in bytes.
    pub file_bytes: u64,
    /// Length of a line in bytes.
    pub line_bytes: u64,
    /// Number of lines.
    pub lines: u64,
    /// Decompressed size of one part of a file in bytes.
    pub stream_bytes: u64,
    /// Decompressed size of all parts of a file in bytes.
    pub unpacked_bytes: u64,
    /// Number of pages.
    pub pages: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            file_bytes: 64 << 20,
            line_bytes: 1 << 20,
            lines: 200_000,
            stream_bytes: 64 << 20,
            unpacked_bytes: 256 << 20,
            pages: 3000,
        }
    }
}

impl Settings {
    /// The settings of a run without options, for a given day.
    #[must_use]
    pub fn for_day(today: Date) -> Self {
        Settings {
            today,
            select: Vec::new(),
            ignore: Vec::new(),
            fail_on: Some(Severity::Warning),
            limits: Limits::default(),
        }
    }
}
