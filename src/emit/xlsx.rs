//! What all workbooks have in common.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

/// Excel takes 32,767 characters a cell, counted in UTF-16.
const CELL: usize = 32_000;

/// A workbook whose time of writing is no part of the result.
pub(super) fn book() -> Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    book.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?));
    Ok(book)
}

/// A text as long as a cell takes.
pub(super) fn cut(text: &str) -> String {
    let mut units = 0;
    let mut out = String::new();
    for c in text.chars() {
        units += c.len_utf16();
        if units > CELL {
            out.push('…');
            break;
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_measured_as_excel_does() {
        assert_eq!(cut("가나"), "가나");
        assert_eq!(cut(&"가".repeat(40_000)).chars().count(), CELL + 1);
        assert_eq!(cut(&"😀".repeat(40_000)).encode_utf16().count(), CELL + 1);
    }
}
