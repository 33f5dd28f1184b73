//! XLS (BIFF 5 and 8). The library builds each sheet as a full rectangle, so the records are walked first and a file
//! whose rectangles would be too large is refused.

use super::{Budget, Workbook, begun, number, shown};
use crate::model::ReadError;
use crate::model::report::TooLarge;
use crate::settings::Limits;
use calamine::{Data, Reader, SheetType, SheetVisible, Xls, XlsError};
use std::io::{Cursor, Read};
use std::panic::catch_unwind;

pub(super) fn xls(bytes: &[u8], limits: &Limits) -> Result<Workbook, ReadError> {
    let hidden = walk(&stream(bytes, limits)?, limits)?;
    // the library takes the places of sheets and strings on trust: where they lie outside the file it panics
    let book = catch_unwind(|| Xls::new(Cursor::new(bytes)));
    let book = book.map_err(|_| ReadError::Damaged {
        what: "XLS: 파일 밖을 가리킵니다 · points outside the file".to_owned(),
    })?;
    let mut book = book.map_err(|e| match e {
        XlsError::Password => ReadError::Encrypted { what: "XLS".to_owned() },
        e => ReadError::Damaged { what: format!("XLS: {e}") },
    })?;
    let mut budget = Budget::new(limits);
    let mut all = Vec::new();
    for (at, about) in book.sheets_metadata().to_vec().into_iter().enumerate() {
        if about.typ != SheetType::WorkSheet {
            continue;
        }
        let merged = book.merge_cells_by_sheet_name(&about.name).unwrap_or_default();
        let mut sheet = begun(at, &about.name, &merged);
        sheet.hidden_rows = hidden.get(at).copied().unwrap_or(0);
        let range = book.worksheet_range(&about.name).map_err(|e| ReadError::Damaged { what: format!("XLS: {e}") })?;
        let (top, left) = range.start().unwrap_or((0, 0));
        for (row, col, value) in range.used_cells() {
            let text = match value {
                Data::Empty => continue,
                Data::String(s) => s.clone(),
                Data::Int(i) => number::plain(*i as f64),
                Data::Float(f) => number::plain(*f),
                Data::Bool(b) => number::bool(*b).to_owned(),
                Data::DateTime(at) => number::date(at),
                Data::DateTimeIso(s) | Data::DurationIso(s) => s.clone(),
                Data::Error(e) => e.to_string(),
            };
            budget.push(&mut sheet, top + row as u32, left + col as u32, &text)?;
        }
        all.push((sheet.closed(), about.visible != SheetVisible::Visible));
    }
    Ok(shown(all))
}

/// The stream that holds the records.
fn stream(bytes: &[u8], limits: &Limits) -> Result<Vec<u8>, ReadError> {
    let damaged = |e: std::io::Error| ReadError::Damaged { what: format!("XLS: {e}") };
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).map_err(damaged)?;
    let name = ["/Workbook", "/Book"].into_iter().find(|n| file.is_stream(n)).unwrap_or("/Workbook");
    let stream = file.open_stream(name).map_err(damaged)?;
    let mut out = Vec::new();
    stream.take(limits.part_bytes).read_to_end(&mut out).map_err(damaged)?;
    Ok(out)
}

/// Rows that are not shown, by sheet; refuses rectangles that are too large, and locked files.
fn walk(stream: &[u8], limits: &Limits) -> Result<Vec<u32>, ReadError> {
    /// Records of cells: they begin with row and column.
    const CELLS: [u16; 12] =
        [0x0006, 0x0203, 0x027E, 0x00BD, 0x00FD, 0x0204, 0x0201, 0x00BE, 0x0205, 0x00D6, 0x0002, 0x0004];
    let mut hidden = Vec::new();
    let (mut at, mut area, mut bounds, mut rows) = (0usize, 0u64, None::<[u32; 4]>, 0u32);
    let (mut sheet, mut parts) = (false, 0usize);
    while let Some(head) = stream.get(at..at + 4) {
        let (kind, length) = (u16::from_le_bytes([head[0], head[1]]), u16::from_le_bytes([head[2], head[3]]));
        let Some(data) = stream.get(at + 4..at + 4 + usize::from(length)) else { break };
        let word = |i: usize| data.get(i..i + 2).map_or(0, |b| u32::from(u16::from_le_bytes([b[0], b[1]])));
        match kind {
            0x0809 => {
                sheet = parts > 0; // the first part is about the workbook
                parts += 1;
                (bounds, rows) = (None, 0);
            }
            0x000A if sheet => {
                if let Some([top, bottom, left, right]) = bounds {
                    area += u64::from(bottom - top + 1) * u64::from(right - left + 1);
                }
                hidden.push(rows);
                sheet = false;
            }
            0x002F => return Err(ReadError::Encrypted { what: "XLS".to_owned() }),
            0x0208 if word(12) & 0x20 != 0 => rows += 1,
            kind if CELLS.contains(&kind) && data.len() >= 4 => {
                let (row, col) = (word(0), word(2));
                let [top, bottom, left, right] = bounds.unwrap_or([row, row, col, col]);
                bounds = Some([top.min(row), bottom.max(row), left.min(col), right.max(col)]);
            }
            _ => {}
        }
        at += 4 + usize::from(length);
    }
    if let Some([top, bottom, left, right]) = bounds.filter(|_| sheet) {
        area += u64::from(bottom - top + 1) * u64::from(right - left + 1);
    }
    if area > limits.sheet_cells {
        let limit = limits.sheet_cells;
        return Err(ReadError::TooLarge { what: TooLarge::Cells, found: area, limit, line: None });
    }
    Ok(hidden)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    /// A find of the fuzzer.
    #[test]
    fn a_sheet_outside_the_file() {
        let record = |kind: u16, data: &[u8]| {
            let mut out = kind.to_le_bytes().to_vec();
            out.extend((data.len() as u16).to_le_bytes());
            out.extend(data);
            out
        };
        let begin = record(0x0809, &[0, 6, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        let sheet = record(0x0085, &[0xFF, 0xFF, 0xFF, 0, 0, 0, 1, 0, b'A']);
        let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        let stream = [begin, sheet, record(0x000A, &[])].concat();
        file.create_stream("/Workbook").unwrap().write_all(&stream).unwrap();
        let error = xls(&file.into_inner().into_inner(), &Limits::default()).unwrap_err();
        assert_eq!(error.code(), "damaged");
    }
}
