//! The CSV files of a bulk run, and the one in the columns of the national open data (전국CCTV표준데이터).

use crate::cli::args::OpenDataEncoding;
use crate::cli::files::Pending;
use bangchim::emit::csv::{self, Sheet};
use bangchim::emit::json::Document;
use bangchim::emit::open_data::{COVERAGE, Encoding, OpenData};
use bangchim::model::Lang;
use bangchim::reference::open_data;
use std::io;
use std::path::{Path, PathBuf};

const OPEN_DATA: &str = "전국CCTV표준데이터.csv";
/// Which columns of it could be filled.
const COLUMNS: &str = "전국CCTV표준데이터-열.csv";

pub(crate) struct Sheets {
    cameras: Sheet<Pending>,
    contacts: Sheet<Pending>,
    retention: Sheet<Pending>,
    contractors: Sheet<Pending>,
    findings: Sheet<Pending>,
    open_data: OpenData<Pending>,
    columns: PathBuf,
    lang: Lang,
}

impl Sheets {
    pub(crate) fn begin(out: &Path, encoding: OpenDataEncoding, lang: Lang) -> io::Result<Self> {
        let sheet = |name: &str, heading: &[&str]| Sheet::begin(Pending::begin(&out.join(name))?, heading);
        let encoding = match encoding {
            OpenDataEncoding::Utf8 => Encoding::Utf8,
            OpenDataEncoding::Cp949 => Encoding::Cp949,
        };
        let columns = open_data::today().map(str::to_owned);
        Ok(Sheets {
            cameras: sheet("cameras.csv", csv::CAMERAS)?,
            contacts: sheet("contacts.csv", csv::CONTACTS)?,
            retention: sheet("retention.csv", csv::RETENTION)?,
            contractors: sheet("contractors.csv", csv::CONTRACTORS)?,
            findings: sheet("findings.csv", csv::FINDINGS)?,
            open_data: OpenData::begin(Pending::begin(&out.join(OPEN_DATA))?, columns, encoding)?,
            columns: out.join(COLUMNS),
            lang,
        })
    }

    pub(crate) fn add(&mut self, document: &Document) -> io::Result<()> {
        csv::cameras(&mut self.cameras, document)?;
        csv::contacts(&mut self.contacts, document)?;
        csv::retention(&mut self.retention, document)?;
        csv::contractors(&mut self.contractors, document)?;
        csv::findings(&mut self.findings, document)?;
        self.open_data.add(document)
    }

    pub(crate) fn finish(self) -> io::Result<()> {
        for sheet in [self.cameras, self.contacts, self.retention, self.contractors, self.findings] {
            sheet.end()?.finish_synced()?;
        }
        let (file, coverage) = self.open_data.end();
        file.finish_synced()?;
        let mut sheet = Sheet::begin(Pending::begin(&self.columns)?, COVERAGE.get(self.lang))?;
        coverage.write(&mut sheet, self.lang)?;
        sheet.end()?.finish_synced()
    }
}
