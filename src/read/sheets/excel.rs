//! XLSX and XLSB.

use super::{Budget, Workbook, begun, number, shown};
use crate::model::ReadError;
use crate::model::sheet::Sheet;
use crate::read::package::Package;
use crate::read::xml;
use crate::settings::Limits;
use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsb, XlsbError, Xlsx, XlsxError};
use std::io::Cursor;

/// What of a package is unpacked to read the cells.
const PARTS: &[&str] = &[".xml", ".bin", ".rels"];

pub(super) fn xlsx(bytes: &[u8], limits: &Limits) -> Result<Workbook, ReadError> {
    let mut package = Package::open(bytes, limits)?;
    package.try_out("xl/", PARTS)?;
    let damaged = |e: XlsxError| match e {
        XlsxError::Password => ReadError::Encrypted { what: "XLSX".to_owned() },
        e => ReadError::Damaged { what: format!("XLSX: {e}") },
    };
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut budget = Budget::new(limits);
    let mut paths = Paths::of(bytes, limits);
    let mut all = Vec::new();
    for (at, about) in book.sheets_metadata().to_vec().into_iter().enumerate() {
        if about.typ != SheetType::WorkSheet {
            continue;
        }
        let merged = book.merge_cells_by_sheet_name(&about.name).unwrap_or_default();
        let mut sheet = begun(at, &about.name, &merged);
        sheet.hidden_rows = paths.hidden_rows(&about.name);
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
    let mut package = Package::open(bytes, limits)?;
    package.try_out("xl/", PARTS)?;
    let damaged = |e: XlsbError| match e {
        XlsbError::Password => ReadError::Encrypted { what: "XLSB".to_owned() },
        e => ReadError::Damaged { what: format!("XLSB: {e}") },
    };
    let mut book = Xlsb::new(Cursor::new(bytes)).map_err(damaged)?;
    let mut budget = Budget::new(limits);
    let mut all = Vec::new();
    for (at, about) in book.sheets_metadata().to_vec().into_iter().enumerate() {
        if about.typ != SheetType::WorkSheet {
            continue;
        }
        // merged regions and hidden rows of this format are not told by the library
        let mut sheet = Sheet::new(at as u32, about.name.clone());
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

/// Which part holds which sheet, for what the library does not tell.
struct Paths<'b> {
    package: Option<Package<'b>>,
    parts: Vec<(String, String)>,
}

impl<'b> Paths<'b> {
    /// The parts of all sheets; nothing where the workbook cannot be followed.
    fn of(bytes: &'b [u8], limits: &Limits) -> Self {
        let mut package = Package::open(bytes, limits).ok();
        let mut tree = |part: &str| {
            let bytes = package.as_mut()?.part(part).ok()??;
            xml::parse(&bytes, part, limits).ok()
        };
        let (book, rels) = (tree("xl/workbook.xml"), tree("xl/_rels/workbook.xml.rels"));
        let mut parts = Vec::new();
        for sheet in book.iter().filter_map(|b| b.find("sheets")).flat_map(xml::Element::elements) {
            let (Some(name), Some(id)) = (sheet.attribute("name"), sheet.attribute("id")) else { continue };
            let rels = rels.iter().flat_map(|r| r.child("Relationships")).flat_map(xml::Element::elements);
            let target = rels.filter(|r| r.attribute("Id") == Some(id)).find_map(|r| r.attribute("Target"));
            if let Some(target) = target {
                let path = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
                parts.push((name.to_owned(), path));
            }
        }
        Paths { package, parts }
    }

    /// Rows of a sheet that are not shown.
    fn hidden_rows(&mut self, sheet: &str) -> u32 {
        let Some((_, path)) = self.parts.iter().find(|(name, _)| name == sheet) else { return 0 };
        let Some(Ok(Some(part))) = self.package.as_mut().map(|p| p.part(path)) else { return 0 };
        let rows = memchr::memmem::find_iter(&part, b"<row ").filter(|&at| {
            let tag = &part[at..];
            let tag = &tag[..memchr::memchr(b'>', tag).unwrap_or(0)];
            [&b" hidden=\"1\""[..], b" hidden=\"true\""].iter().any(|h| memchr::memmem::find(tag, h).is_some())
        });
        rows.count() as u32
    }
}
