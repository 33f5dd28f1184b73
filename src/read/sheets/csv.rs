//! CSV: UTF-8 with or without a mark, CP949, UTF-16; commas, semicolons or tabs.

use super::Budget;
use crate::model::ReadError;
use crate::model::sheet::Sheet;
use crate::read::text;
use crate::settings::Limits;

/// Reads a table of values; the number of a row is the line of the file at which its record begins.
pub(in crate::read) fn read(bytes: &[u8], limits: &Limits) -> Result<Sheet, ReadError> {
    let decoded = text::decode(bytes, None)?;
    let text = decoded.text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes());
    let mut budget = Budget::new(limits);
    let mut sheet = Sheet::default();
    let mut record = csv::StringRecord::new();
    let (mut row, mut seen) = (0, 0);
    while reader.read_record(&mut record).map_err(|e| ReadError::Damaged { what: format!("CSV: {e}") })? {
        // the library finds a record before the end of the line above it, and counts by its own rules
        let at = record.position().map_or(0, |p| p.byte()) as usize;
        let start = at + text.as_bytes()[at..].iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
        row += memchr::memchr_iter(b'\n', &text.as_bytes()[seen..start]).count() as u32;
        seen = start;
        for (col, value) in (0..).zip(record.iter()) {
            if !value.is_empty() {
                budget.push(&mut sheet, row, col, value)?;
            }
        }
    }
    if sheet.is_empty() {
        return Err(ReadError::Empty);
    }
    Ok(sheet.closed())
}

/// The separator that the first line has most of.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().find(|l| !l.trim().is_empty()).unwrap_or_default();
    let count = |d: u8| first.bytes().filter(|b| *b == d).count();
    [b',', b'\t', b';'].into_iter().rev().max_by_key(|d| count(*d)).unwrap_or(b',')
}
