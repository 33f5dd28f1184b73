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
    /// Size of a ledger in bytes; the national one is larger than any notice.
    pub ledger_bytes: u64,
    /// Length of a line in bytes.
    pub line_bytes: u64,
    /// Number of lines.
    pub lines: u64,
    /// Number of cells of a table, and of pieces that a file marks up.
    pub units: u64,
    /// How deep such pieces stand in each other.
    pub depth: u64,
    /// Number of entries of a package or an archive.
    pub entries: u64,
    /// Number of cells of a workbook.
    pub sheet_cells: u64,
    /// Bytes unpacked from one entry.
    pub part_bytes: u64,
    /// Bytes unpacked from one file in all.
    pub unpacked_bytes: u64,
    /// Bytes of all documents of an archive, unpacked.
    pub archive_bytes: u64,
    /// Number of pages.
    pub pages: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            file_bytes: 64 << 20,
            ledger_bytes: 512 << 20,
            line_bytes: 1 << 20,
            lines: 200_000,
            units: 2_000_000,
            depth: 400,
            entries: 10_000,
            sheet_cells: 8_000_000,
            part_bytes: 64 << 20,
            unpacked_bytes: 256 << 20,
            archive_bytes: 4 << 30,
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
