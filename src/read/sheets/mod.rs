//! Spreadsheets: XLSX, XLSB and XLS by `calamine`, ODS by its XML, and CSV where the caller knows that it is one.
//!
//! Only cells that hold something are kept, whatever size a sheet claims. Sheets that are hidden are left out and noted,
//! hidden rows are read and noted. [`regions`] cuts a sheet into paragraphs and tables.

mod binary;
mod csv;
mod excel;
mod legacy;
mod number;
mod ods;
mod regions;

use crate::model::report::TooLarge;
use crate::model::sheet::{Merged, Sheet};
use crate::model::{Content, Origin, ReadError, ReaderNote, Source};
use crate::settings::Limits;
use calamine::Dimensions;

pub(super) use self::csv::read as csv;

/// The kind of a workbook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Xlsx,
    Xlsb,
    Xls,
    Ods,
}

impl Kind {
    fn media_type(self) -> &'static str {
        match self {
            Kind::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Kind::Xlsb => "application/vnd.ms-excel.sheet.binary.macroEnabled.12",
            Kind::Xls => "application/vnd.ms-excel",
            Kind::Ods => "application/vnd.oasis.opendocument.spreadsheet",
        }
    }
}

/// The sheets of a workbook that are shown, and what is to be said about the others.
#[derive(Debug, Default)]
pub(super) struct Workbook {
    pub(super) sheets: Vec<Sheet>,
    pub(super) notes: Vec<ReaderNote>,
}

/// Counts the cells and the text of a workbook while it is read.
struct Budget {
    cells: u64,
    bytes: u64,
    limits: Limits,
}

impl Budget {
    fn new(limits: &Limits) -> Self {
        Budget { cells: 0, bytes: 0, limits: *limits }
    }

    /// Adds a cell to a sheet.
    fn push(&mut self, sheet: &mut Sheet, row: u32, col: u32, text: &str) -> Result<(), ReadError> {
        self.cells += 1;
        self.bytes += text.len() as u64;
        let (cells, bytes) = (self.limits.sheet_cells, self.limits.unpacked_bytes);
        if self.cells > cells {
            return Err(ReadError::TooLarge { what: TooLarge::Cells, found: self.cells, limit: cells, line: None });
        }
        if self.bytes > bytes || !sheet.push(row, col, text) {
            let (what, found) = (TooLarge::UnpackedBytes, self.bytes);
            return Err(ReadError::TooLarge { what, found, limit: bytes, line: None });
        }
        Ok(())
    }
}

/// A sheet without its cells.
fn begun(at: usize, name: &str, merged: &[Dimensions]) -> Sheet {
    let mut sheet = Sheet::new(at as u32, name.to_owned());
    sheet.merged = merged.iter().map(|d| Merged { rows: (d.start.0, d.end.0), cols: (d.start.1, d.end.1) }).collect();
    sheet
}

/// The cells of a workbook.
pub(super) fn workbook(kind: Kind, bytes: &[u8], limits: &Limits) -> Result<Workbook, ReadError> {
    match kind {
        Kind::Xlsx => excel::xlsx(bytes, limits),
        Kind::Xlsb => excel::xlsb(bytes, limits),
        Kind::Xls => legacy::xls(bytes, limits),
        Kind::Ods => ods::ods(bytes, limits),
    }
}

/// Reads a workbook as a document.
pub(super) fn read(mut origin: Origin, kind: Kind, bytes: &[u8], limits: &Limits) -> Result<Source, ReadError> {
    origin.media_type = kind.media_type();
    origin.encoding = if kind == Kind::Xls { "UTF-16LE" } else { "UTF-8" };
    let workbook = workbook(kind, bytes, limits)?;
    let mut source = Source::default();
    source.origin = origin;
    let mut blocks = Vec::new();
    for sheet in &workbook.sheets {
        blocks.extend(regions::blocks(sheet, &mut source, limits)?);
    }
    if source.is_empty() {
        return Err(ReadError::Empty);
    }
    source.content = Content::Flow(blocks);
    source.notes = workbook.notes;
    Ok(source)
}

/// The notes on what a workbook does not show, and the sheets that it does; one that shows none is read whole.
fn shown(all: Vec<(Sheet, bool)>) -> Workbook {
    let any = all.iter().any(|(sheet, hidden)| !hidden && !sheet.is_empty());
    let mut workbook = Workbook::default();
    for (sheet, hidden) in all {
        if hidden {
            workbook.notes.push(ReaderNote::HiddenSheet { sheet: sheet.name.clone() });
        }
        if sheet.hidden_rows > 0 && !(hidden && any) {
            workbook.notes.push(ReaderNote::HiddenRows { sheet: sheet.name.clone(), rows: sheet.hidden_rows });
        }
        if !(hidden && any) {
            workbook.sheets.push(sheet);
        }
    }
    workbook
}
