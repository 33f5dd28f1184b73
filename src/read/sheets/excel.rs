//! XLSX and XLSB.

use super::{Budget, Workbook, begun, binary, number, shown};
use crate::model::ReadError;
use crate::read::package::Package;
use crate::read::xml;
use crate::settings::Limits;
use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsb, XlsbError, Xlsx, XlsxError};
use std::io::Cursor;

/// What of a package is unpacked to read the cells.
const PARTS: &[&str] = &[".xml", ".bin", ".rels"];

pub(super) fn xlsx(bytes: &[u8], limits: &Limits) -> Result<Workbook, ReadError> {
    Package::open(bytes, limits)?.try_out("xl/", PARTS)?;
    let damaged = |e: XlsxError| match e {
        XlsxError::Password => ReadError::Encrypted { what: "XLSX".to_owned() },
        e => ReadError::Damaged { what: format!("XLSX: {e}") },
    };
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut budget = Budget::new(limits);
    let mut parts = Parts::of(Package::open(bytes, limits)?, limits);
    let mut all = Vec::new();
    for (at, about) in book.sheets_metadata().to_vec().into_iter().enumerate() {
        if about.typ != SheetType::WorkSheet {
            continue;
        }
        let merged = book.merge_cells_by_sheet_name(&about.name).unwrap_or_default();
        let mut sheet = begun(at, &about.name, &merged);
        sheet.hidden_rows = parts.sheet(&about.name).map_or(0, |part| hidden_rows(&part));
        let mut cells = book.worksheet_cells_reader(&about.name).map_err(damaged)?;
        while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(damaged)? {
            let (row, col) = cell.get_position();
            let format = || cells.styles().get(style)?.number_format.as_ref().map(|f| f.format_code.as_str());
            if let Some(text) = text(cell.get_value(), format) {
                budget.push(&mut sheet, row, col, &text)?;
            }
        }
        all.push((sheet.closed(), about.visible != SheetVisible::Visible));
    }
    Ok(shown(all))
}

pub(super) fn xlsb(bytes: &[u8], limits: &Limits) -> Result<Workbook, ReadError> {
    Package::open(bytes, limits)?.try_out("xl/", PARTS)?;
    let damaged = |e: XlsbError| match e {
        XlsbError::Password => ReadError::Encrypted { what: "XLSB".to_owned() },
        e => ReadError::Damaged { what: format!("XLSB: {e}") },
    };
    let mut book = Xlsb::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut budget = Budget::new(limits);
    let mut parts = Parts::of(Package::open(bytes, limits)?, limits);
    let mut all = Vec::new();
    for (at, about) in book.sheets_metadata().to_vec().into_iter().enumerate() {
        if about.typ != SheetType::WorkSheet {
            continue;
        }
        let (merged, hidden_rows) = parts.sheet(&about.name).map(|part| binary::regions(&part)).unwrap_or_default();
        let mut sheet = begun(at, &about.name, &merged);
        sheet.hidden_rows = hidden_rows;
        let mut cells = book.worksheet_cells_reader(&about.name).map_err(damaged)?;
        while let Some(cell) = cells.next_cell().map_err(damaged)? {
            let (row, col) = cell.get_position();
            if let Some(text) = text(cell.get_value(), || None) {
                budget.push(&mut sheet, row, col, &text)?;
            }
        }
        all.push((sheet.closed(), about.visible != SheetVisible::Visible));
    }
    Ok(shown(all))
}

/// A value as the program shows it; none for an empty cell.
fn text<'f>(value: &DataRef, format: impl FnOnce() -> Option<&'f str>) -> Option<String> {
    Some(match value {
        DataRef::Empty => return None,
        DataRef::String(s) => s.clone(),
        DataRef::SharedString(s) => (*s).to_owned(),
        DataRef::Int(i) => number::formatted(*i as f64, format()),
        DataRef::Float(f) => number::formatted(*f, format()),
        DataRef::Bool(b) => number::bool(*b).to_owned(),
        DataRef::DateTime(at) => number::date(at),
        DataRef::DateTimeIso(s) | DataRef::DurationIso(s) => s.replace('T', " "),
        DataRef::Error(e) => e.to_string(),
    })
}

/// The parts of a package that hold its sheets, for what the library does not tell.
struct Parts<'b> {
    package: Package<'b>,
    /// Name of each sheet and of its part.
    sheets: Vec<(String, String)>,
}

impl<'b> Parts<'b> {
    /// The parts of all sheets; none where the workbook cannot be followed.
    fn of(mut package: Package<'b>, limits: &Limits) -> Self {
        let sheets = Parts::sheets(&mut package, limits).unwrap_or_default();
        Parts { package, sheets }
    }

    fn sheets(package: &mut Package<'b>, limits: &Limits) -> Option<Vec<(String, String)>> {
        let tree = |bytes: &[u8], part: &str| xml::parse(bytes, part, limits).ok();
        let (sheets, rels) = if let Some(book) = package.part("xl/workbook.bin").ok()? {
            (binary::sheets(&book), "xl/_rels/workbook.bin.rels")
        } else {
            let book = tree(&package.part("xl/workbook.xml").ok()??, "xl/workbook.xml")?;
            let of = |s: &xml::Element| Some((s.attribute("name")?.to_owned(), s.attribute("id")?.to_owned()));
            (book.find("sheets")?.elements().filter_map(of).collect(), "xl/_rels/workbook.xml.rels")
        };
        let rels = tree(&package.part(rels).ok()??, rels)?;
        let path = |id: &str| {
            let mut all = rels.child("Relationships")?.elements();
            let target = all.find(|r| r.attribute("Id") == Some(id))?.attribute("Target")?;
            Some(target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned))
        };
        Some(sheets.into_iter().filter_map(|(name, id)| Some((name, path(&id)?))).collect())
    }

    fn sheet(&mut self, name: &str) -> Option<Vec<u8>> {
        let (_, path) = self.sheets.iter().find(|(sheet, _)| sheet == name)?;
        self.package.part(path).ok()?
    }
}

/// Rows of a sheet of XLSX that are not shown.
fn hidden_rows(part: &[u8]) -> u32 {
    let rows = memchr::memmem::find_iter(part, b"<row ").filter(|&at| {
        let tag = &part[at..];
        let tag = &tag[..memchr::memchr(b'>', tag).unwrap_or(0)];
        [&b" hidden=\"1\""[..], b" hidden=\"true\""].iter().any(|h| memchr::memmem::find(tag, h).is_some())
    });
    rows.count() as u32
}
