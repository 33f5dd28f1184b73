//! The numbers of a report, counted once.

use super::{File, Status};
use crate::model::{Bi, Lang, RuleInfo, Severity};
use std::collections::{BTreeMap, BTreeSet};

/// Findings by severity, those that are let pass apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub error: usize,
    pub warning: usize,
    pub info: usize,
    /// Let pass by the settings or a baseline; in no other count.
    pub accepted: usize,
}

impl Counts {
    /// Findings that nobody let pass.
    #[must_use]
    pub fn open(&self) -> usize {
        self.error + self.warning + self.info
    }

    #[must_use]
    pub fn of(&self, severity: Severity) -> usize {
        match severity {
            Severity::Error => self.error,
            Severity::Warning => self.warning,
            Severity::Info => self.info,
        }
    }

    /// The gravest open finding.
    #[must_use]
    pub fn worst(&self) -> Option<Severity> {
        [Severity::Error, Severity::Warning, Severity::Info].into_iter().find(|s| self.of(*s) > 0)
    }

    fn add(&mut self, severity: Severity, accepted: bool) {
        match (accepted, severity) {
            (true, _) => self.accepted += 1,
            (_, Severity::Error) => self.error += 1,
            (_, Severity::Warning) => self.warning += 1,
            (_, Severity::Info) => self.info += 1,
        }
    }
}

/// Findings of one rule.
#[derive(Clone, Debug)]
pub struct RuleCount {
    pub code: &'static str,
    pub rule: &'static str,
    pub findings: Counts,
    /// Files in which it has a finding.
    pub files: usize,
}

/// What the notices of one institution come to.
#[derive(Clone, Debug, Default)]
pub struct InstitutionCount {
    pub name: String,
    pub files: usize,
    pub notices: usize,
    pub cameras: u64,
    pub findings: Counts,
}

/// What one file comes to.
#[derive(Clone, Debug, Default)]
pub struct FileCount {
    pub notices: usize,
    pub cameras: u64,
    pub repairs: usize,
    pub findings: Counts,
}

/// The numbers of a report.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    pub inputs: usize,
    /// In the order of [`Status::ALL`].
    pub by_status: [usize; 4],
    pub notices: usize,
    pub cameras: u64,
    pub repairs: usize,
    pub findings: Counts,
    /// Rules with findings, the gravest and most frequent first.
    pub by_rule: Vec<RuleCount>,
    /// Institutions by their open findings.
    pub by_institution: Vec<InstitutionCount>,
    /// In the order of the files.
    pub by_file: Vec<FileCount>,
    /// Cameras, the most first.
    pub by_department: Vec<(String, u64)>,
    pub by_purpose: Vec<(String, u64)>,
    /// Retention rows by days, from the shortest; rows without a number of days are not counted.
    pub by_days: Vec<(u32, u64)>,
}

impl Summary {
    /// Number of inputs that came out so.
    #[must_use]
    pub fn status(&self, status: Status) -> usize {
        Status::ALL.iter().zip(self.by_status).find(|(s, _)| **s == status).map_or(0, |(_, n)| n)
    }

    pub(super) fn of(files: &[File], rules: &[&'static RuleInfo], lang: Lang) -> Self {
        let mut summary = Summary { inputs: files.len(), ..Summary::default() };
        let mut institutions: BTreeMap<&str, InstitutionCount> = BTreeMap::new();
        let mut by_rule: BTreeMap<&str, (Counts, BTreeSet<usize>)> = BTreeMap::new();
        let (mut departments, mut purposes) = (BTreeMap::new(), BTreeMap::new());
        let mut days: BTreeMap<u32, u64> = BTreeMap::new();
        let unsaid = *Bi::new("(적혀 있지 않음)", "(not said)").get(lang);
        for (number, file) in files.iter().enumerate() {
            let (document, record) = (&file.document, file.record());
            let slot = Status::ALL.iter().position(|s| *s == file.status).unwrap_or(0);
            summary.by_status[slot] += 1;
            let mut count =
                FileCount { notices: record.notices.len(), repairs: record.repairs.len(), ..FileCount::default() };
            let mut here = BTreeSet::new();
            for (at, notice) in (1..).zip(&record.notices) {
                let name = file.institution(at, lang);
                let entry = institutions.entry(name).or_default();
                entry.notices += 1;
                entry.files += usize::from(here.insert(name));
                for row in &notice.installations {
                    let Some(cameras) = row.count.map(u64::from) else { continue };
                    count.cameras += cameras;
                    entry.cameras += cameras;
                    let said = |t: &Option<String>| t.as_deref().map_or(unsaid, str::trim).to_owned();
                    *departments.entry(said(&row.department)).or_insert(0) += cameras;
                    *purposes.entry(said(&row.purpose)).or_insert(0) += cameras;
                }
                notice.retention.iter().filter_map(|r| r.days).for_each(|d| *days.entry(d).or_default() += 1);
            }
            for finding in &document.findings {
                let severity = Severity::named(&finding.severity).unwrap_or(Severity::Info);
                let accepted = finding.accepted.is_some();
                count.findings.add(severity, accepted);
                summary.findings.add(severity, accepted);
                let (counts, seen) = by_rule.entry(&finding.code).or_default();
                counts.add(severity, accepted);
                seen.insert(number);
                let name = file.institution(finding.notice, lang);
                institutions.entry(name).or_default().findings.add(severity, accepted);
            }
            summary.notices += count.notices;
            summary.cameras += count.cameras;
            summary.repairs += count.repairs;
            summary.by_file.push(count);
        }
        summary.by_rule = rules
            .iter()
            .filter_map(|rule| {
                let (findings, files) = by_rule.get(rule.code)?;
                Some(RuleCount { code: rule.code, rule: rule.name, findings: *findings, files: files.len() })
            })
            .collect();
        summary.by_rule.sort_by_key(|r| std::cmp::Reverse(gravity(&r.findings)));
        summary.by_institution =
            institutions.into_iter().map(|(name, count)| InstitutionCount { name: name.to_owned(), ..count }).collect();
        summary.by_institution.sort_by_key(|i| std::cmp::Reverse(gravity(&i.findings)));
        summary.by_department = most_first(departments);
        summary.by_purpose = most_first(purposes);
        summary.by_days = days.into_iter().collect();
        summary
    }
}

fn gravity(counts: &Counts) -> (usize, usize, usize, usize) {
    (counts.error, counts.warning, counts.info, counts.accepted)
}

fn most_first(counts: BTreeMap<String, u64>) -> Vec<(String, u64)> {
    let mut all: Vec<(String, u64)> = counts.into_iter().filter(|(_, n)| *n > 0).collect();
    all.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
    all
}
