//! The CSV files of a bulk run.

use super::files::Pending;
use bangchim::emit::csv::{self, Sheet};
use bangchim::emit::json::Document;
use std::io;
use std::path::Path;

pub(crate) struct Sheets {
    cameras: Sheet<Pending>,
    contacts: Sheet<Pending>,
    retention: Sheet<Pending>,
    contractors: Sheet<Pending>,
    findings: Sheet<Pending>,
}

impl Sheets {
    pub(crate) fn begin(out: &Path) -> io::Result<Self> {
        let sheet = |name: &str, heading: &[&str]| Sheet::begin(Pending::begin(&out.join(name))?, heading);
        Ok(Sheets {
            cameras: sheet("cameras.csv", csv::CAMERAS)?,
            contacts: sheet("contacts.csv", csv::CONTACTS)?,
            retention: sheet("retention.csv", csv::RETENTION)?,
            contractors: sheet("contractors.csv", csv::CONTRACTORS)?,
            findings: sheet("findings.csv", csv::FINDINGS)?,
        })
    }

    pub(crate) fn add(&mut self, document: &Document) -> io::Result<()> {
        csv::cameras(&mut self.cameras, document)?;
        csv::contacts(&mut self.contacts, document)?;
        csv::retention(&mut self.retention, document)?;
        csv::contractors(&mut self.contractors, document)?;
        csv::findings(&mut self.findings, document)
    }

    pub(crate) fn finish(self) -> io::Result<()> {
        for sheet in [self.cameras, self.contacts, self.retention, self.contractors, self.findings] {
            sheet.end()?.finish()?;
        }
        Ok(())
    }
}
