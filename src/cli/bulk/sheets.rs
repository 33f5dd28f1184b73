//! The tables of a bulk run as CSV and Parquet, and the one in the columns of the national open data
//! (전국CCTV표준데이터).

use crate::cli::args::OpenDataEncoding;
use crate::cli::files::Pending;
use bangchim::emit::csv::Sheet;
use bangchim::emit::flat::{self, Rows};
use bangchim::emit::json::Document;
use bangchim::emit::open_data::{COVERAGE, Encoding, OpenData};
use bangchim::model::Lang;
use bangchim::reference::open_data;
use std::borrow::Cow;
use std::io;
use std::path::{Path, PathBuf};

const OPEN_DATA: &str = "전국CCTV표준데이터.csv";
/// Which columns of it could be filled.
const COLUMNS: &str = "전국CCTV표준데이터-열.csv";

/// One table in its kinds of file.
struct Files {
    csv: Sheet<Pending>,
    #[cfg(feature = "parquet")]
    parquet: bangchim::emit::parquet::Table<Pending>,
}

impl Files {
    fn begin(out: &Path, name: &str, heading: &[&str]) -> io::Result<Self> {
        let file = |kind: &str| Pending::begin(&out.join(format!("{name}.{kind}")));
        Ok(Files {
            csv: Sheet::begin(file("csv")?, heading)?,
            #[cfg(feature = "parquet")]
            parquet: bangchim::emit::parquet::Table::begin(file("parquet")?, heading)?,
        })
    }

    fn end(self) -> io::Result<()> {
        #[cfg(feature = "parquet")]
        self.parquet.end()?.finish_synced()?;
        self.csv.end()?.finish_synced()
    }
}

impl Rows for Files {
    fn row<'c>(&mut self, cells: impl IntoIterator<Item = Cow<'c, str>>) -> io::Result<()> {
        let cells: Vec<Cow<str>> = cells.into_iter().collect();
        self.csv.row(cells.iter().map(|cell| Cow::Borrowed(&**cell)))?;
        #[cfg(feature = "parquet")]
        self.parquet.row(cells)?;
        Ok(())
    }
}

pub(crate) struct Sheets {
    cameras: Files,
    contacts: Files,
    retention: Files,
    contractors: Files,
    findings: Files,
    open_data: OpenData<Pending>,
    columns: PathBuf,
    lang: Lang,
}

impl Sheets {
    pub(crate) fn begin(out: &Path, encoding: OpenDataEncoding, lang: Lang) -> io::Result<Self> {
        let files = |name: &str, heading: &[&str]| Files::begin(out, name, heading);
        let encoding = match encoding {
            OpenDataEncoding::Utf8 => Encoding::Utf8,
            OpenDataEncoding::Cp949 => Encoding::Cp949,
        };
        let columns = open_data::today().map(str::to_owned);
        Ok(Sheets {
            cameras: files("cameras", flat::CAMERAS)?,
            contacts: files("contacts", flat::CONTACTS)?,
            retention: files("retention", flat::RETENTION)?,
            contractors: files("contractors", flat::CONTRACTORS)?,
            findings: files("findings", flat::FINDINGS)?,
            open_data: OpenData::begin(Pending::begin(&out.join(OPEN_DATA))?, columns, encoding)?,
            columns: out.join(COLUMNS),
            lang,
        })
    }

    pub(crate) fn add(&mut self, document: &Document) -> io::Result<()> {
        flat::cameras(&mut self.cameras, document)?;
        flat::contacts(&mut self.contacts, document)?;
        flat::retention(&mut self.retention, document)?;
        flat::contractors(&mut self.contractors, document)?;
        flat::findings(&mut self.findings, document)?;
        self.open_data.add(document)
    }

    pub(crate) fn finish(self) -> io::Result<()> {
        for sheet in [self.cameras, self.contacts, self.retention, self.contractors, self.findings] {
            sheet.end()?;
        }
        let (file, coverage) = self.open_data.end();
        file.finish_synced()?;
        let mut sheet = Sheet::begin(Pending::begin(&self.columns)?, COVERAGE.get(self.lang))?;
        coverage.write(&mut sheet, self.lang)?;
        sheet.end()?.finish_synced()
    }
}
