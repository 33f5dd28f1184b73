//! What a caller may set: today's date, rules, the gate, facts about the institution, accepted findings, limits.

pub mod file;

use crate::model::Severity;
use jiff::civil::Date;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use std::collections::BTreeMap;

/// Settings of a run. Everything that could differ between two runs on the same bytes stands here.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Today, for rules that need it; the library has no clock.
    pub today: Date,
    /// Rules to run, by slug, code or family (`TEL`); empty means all.
    pub select: Vec<String>,
    /// Rules not to run, by slug, code or family.
    pub ignore: Vec<String>,
    /// Another severity for a rule, by slug, code or family.
    pub severity: BTreeMap<String, Severity>,
    /// The gate fails on findings of this severity or graver; none means never.
    pub fail_on: Option<Severity>,
    pub institution: Institution,
    pub thresholds: Thresholds,
    /// Findings that somebody took on himself.
    pub accepted: Vec<Accepted>,
    pub limits: Limits,
}

/// What the institution says of itself, where the notice does not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Institution {
    pub sido: Option<String>,
    pub sigungu: Option<String>,
    /// Area codes that its offices rightly have.
    #[serde(default)]
    pub area_codes: Vec<String>,
    /// Longest period for which it rightly keeps footage, in days, where that is more than 30.
    pub retention_days: Option<u32>,
}

/// Limits of rules that an institution may set for itself. Those that the law fixes are not among them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct Thresholds {
    /// Days within which a request to see images is to be answered; the decree gives ten, which is the most.
    pub viewing_days: u32,
    /// Days wanted between announcement and effect, also where the notice promises none; 0 for its promise alone.
    pub notice_days: u32,
    /// Letters and digits that a notice must have before its equal is called a duplicate.
    pub duplicate_letters: usize,
}

impl Default for Thresholds {
    fn default() -> Self {
        Thresholds { viewing_days: 10, notice_days: 0, duplicate_letters: 200 }
    }
}

/// A finding that is known and let pass, for a reason and a time.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Accepted {
    /// Slug or code.
    #[serde(default)]
    pub rule: String,
    /// Pattern of the path; all files where nothing is said.
    pub file: Option<String>,
    /// The piece of the document that the finding quotes.
    pub subject: Option<String>,
    /// The fingerprint of one finding.
    pub fingerprint: Option<String>,
    pub reason: String,
    /// Last day on which it holds.
    #[serde(default, deserialize_with = "day")]
    pub until: Option<Date>,
}

impl Accepted {
    /// Whether it concerns a file, by whether the file matches a pattern.
    #[must_use]
    pub fn concerns(&self, matches: impl Fn(&str) -> bool) -> bool {
        self.file.as_ref().is_none_or(|f| matches(f))
    }

    /// What it goes by: the rule, else the fingerprint, else what it quotes.
    #[must_use]
    pub fn label(&self) -> &str {
        let others = [&self.fingerprint, &self.subject].into_iter().flatten();
        let words = std::iter::once(&self.rule).chain(others).map(String::as_str);
        words.into_iter().find(|w| !w.is_empty()).unwrap_or("[[accept]]")
    }

    /// Whether it holds on a day.
    #[must_use]
    pub fn holds(&self, today: Date) -> bool {
        self.until.is_none_or(|until| until >= today)
    }
}

/// A day as a TOML date or as a text.
fn day<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Date>, D::Error> {
    let text = match toml::Value::deserialize(from)? {
        toml::Value::Datetime(day) => day.to_string(),
        toml::Value::String(day) => day,
        other => other.type_str().to_owned(),
    };
    text.parse().map(Some).map_err(|_| D::Error::custom(format!("`{text}` is no day (YYYY-MM-DD)")))
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
            severity: BTreeMap::new(),
            fail_on: Some(Severity::Warning),
            institution: Institution::default(),
            thresholds: Thresholds::default(),
            accepted: Vec::new(),
            limits: Limits::default(),
        }
    }
}
