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
///
/// The records are read as the library reads them: the sheets begin where the workbook says, even inside each other.
fn walk(stream: &[u8], limits: &Limits) -> Result<Vec<u32>, ReadError> {
    let mut sheets: Vec<usize> = Vec::new();
    for (kind, data) in records(stream) {
        match kind {
            0x002F => return Err(ReadError::Encrypted { what: "XLS".to_owned() }),
            0x0085 => sheets.push(dword(data, 0) as usize),
            0x000A => break,
            _ => {}
        }
    }
    let (mut hidden, mut cells, mut read) = (Vec::new(), 0u64, 0usize);
    for at in sheets {
        let sheet = Sheet::walk(stream.get(at..).unwrap_or_default());
        hidden.push(sheet.hidden);
        cells = cells.saturating_add(sheet.cells);
        read += sheet.bytes;
        if cells > limits.sheet_cells {
            let limit = limits.sheet_cells;
            return Err(ReadError::TooLarge { what: TooLarge::Cells, found: cells, limit, line: None });
        }
        if read > stream.len().saturating_mul(8) {
            let what = "XLS: 시트가 서로 겹칩니다 · sheets lie over each other".to_owned();
            return Err(ReadError::Damaged { what });
        }
    }
    Ok(hidden)
}

/// Cells of a whole sheet in BIFF 8.
const WHOLE: u64 = 65_536 * 257;

fn area([top, bottom, left, right]: [u32; 4]) -> u64 {
    (u64::from(bottom.saturating_sub(top)) + 1) * (u64::from(right.saturating_sub(left)) + 1)
}

/// What the records of a sheet come to.
#[derive(Default)]
struct Sheet {
    hidden: u32,
    /// Cells of the rectangle around all that have content, or of a larger one that the sheet claims.
    cells: u64,
    bytes: usize,
}

impl Sheet {
    fn walk(stream: &[u8]) -> Self {
        /// Records of one cell: they begin with row and column.
        const CELLS: [u16; 11] =
            [0x0006, 0x0203, 0x027E, 0x00FD, 0x0204, 0x0201, 0x00BE, 0x0205, 0x00D6, 0x0002, 0x0004];
        let mut sheet = Sheet::default();
        let mut bounds: Option<[u32; 4]> = None;
        let mut formula = (0, 0);
        let (mut begun, mut depth) = (false, 0usize);
        for (kind, data) in records(stream) {
            sheet.bytes += data.len() + 4;
            let word = |i| word(data, i);
            let (row, first, last) = match kind {
                0x0809 if begun => {
                    depth += 1; // a chart inside the sheet
                    continue;
                }
                0x0809 => {
                    begun = true;
                    continue;
                }
                0x000A if depth > 0 => {
                    depth -= 1;
                    continue;
                }
                0x000A => break,
                _ if depth > 0 => continue,
                0x0208 => {
                    sheet.hidden += u32::from(word(12) & 0x20 != 0);
                    continue;
                }
                0x0200 => {
                    let [top, bottom, left, right] = match data.len() {
                        14 | 16 => [dword(data, 0), dword(data, 4), word(8), word(10)],
                        _ => [word(0), word(2), word(4), word(6)],
                    };
                    // the library makes room for what a sheet claims; an empty one may claim all that a sheet has
                    let claimed = area([top, bottom, left, right]);
                    if claimed > WHOLE {
                        sheet.cells = sheet.cells.max(claimed);
                    }
                    continue;
                }
                0x00BD if data.len() >= 6 => (word(0), word(2), word(data.len() - 2)),
                0x0207 => (formula.0, formula.1, formula.1),
                kind if CELLS.contains(&kind) && data.len() >= 4 => {
                    if kind == 0x0006 {
                        formula = (word(0), word(2));
                    }
                    (word(0), word(2), word(2))
                }
                _ => continue,
            };
            let [top, bottom, left, right] = bounds.unwrap_or([row, row, first, last]);
            bounds = Some([top.min(row), bottom.max(row), left.min(first), right.max(last)]);
        }
        sheet.cells = sheet.cells.max(bounds.map_or(0, area));
        sheet
    }
}

/// The records of a stream: kind and data.
fn records(mut stream: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    std::iter::from_fn(move || {
        let [a, b, c, d, rest @ ..] = stream else { return None };
        let (data, next) = rest.split_at_checked(usize::from(u16::from_le_bytes([*c, *d])))?;
        stream = next;
        Some((u16::from_le_bytes([*a, *b]), data))
    })
}

/// Two bytes as a number; 0 behind the end.
fn word(data: &[u8], at: usize) -> u32 {
    data.get(at..at + 2).map_or(0, |b| u32::from(u16::from_le_bytes([b[0], b[1]])))
}

fn dword(data: &[u8], at: usize) -> u32 {
    word(data, at) | word(data, at + 2) << 16
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        let mut out = kind.to_le_bytes().to_vec();
        out.extend((data.len() as u16).to_le_bytes());
        out.extend(data);
        out
    }

    /// The code of the error that a workbook of one sheet gives: where the sheet is said to begin, and the records behind
    /// those of the workbook, which take 37 bytes.
    fn code(begins: u8, behind: &[Vec<u8>]) -> &'static str {
        let begin = record(0x0809, &[0, 6, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        let sheet = record(0x0085, &[begins, 0, 0, 0, 0, 0, 1, 0, b'A']);
        let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        let stream = [begin, sheet, record(0x000A, &[]), behind.concat()].concat();
        file.create_stream("/Workbook").unwrap().write_all(&stream).unwrap();
        xls(&file.into_inner().into_inner(), &Limits::default()).unwrap_err().code()
    }

    /// Finds of the fuzzer.
    #[test]
    fn a_sheet_outside_the_file() {
        assert_eq!(code(0xFF, &[]), "damaged");
    }

    #[test]
    fn rectangles_are_those_that_the_library_sees() {
        let number = |row: u16, col: u16| {
            record(0x0203, &[row.to_le_bytes(), col.to_le_bytes(), [0; 2], [0; 2], [0; 2], [0; 2], [0; 2]].concat())
        };
        // without a record that begins the sheet
        assert_eq!(code(37, &[number(0, 0), number(u16::MAX, u16::MAX)]), "too-large");
        let several = record(0x00BD, &[[0; 2], [0; 2], [0; 2], [0; 2], [0; 2], u16::MAX.to_le_bytes()].concat());
        assert_eq!(code(37, &[number(u16::MAX, 0), several]), "too-large");
        // what it only claims is reserved as well
        let claimed = [u32::MAX.to_le_bytes(), u32::MAX.to_le_bytes()].concat();
        let claimed = record(0x0200, &[&[0; 4], &claimed[..4], &[0, 0, 0xFF, 0xFF, 0, 0]].concat());
        assert_eq!(code(37, &[claimed]), "too-large");
    }
}
