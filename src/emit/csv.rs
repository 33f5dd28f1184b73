//! CSV for spreadsheets: a byte order mark, so that Hangul opens right, and no cell that a spreadsheet would take for a
//! formula.

use super::flat::Rows;
use std::borrow::Cow;
use std::io::{self, Write};

/// U+FEFF in UTF-8.
pub const BOM: &[u8] = b"\xEF\xBB\xBF";

/// Writes rows of cells.
pub struct Sheet<W: Write> {
    out: csv::Writer<W>,
}

impl<W: Write> std::fmt::Debug for Sheet<W> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sheet")
    }
}

impl<W: Write> Sheet<W> {
    /// A sheet with its heading.
    ///
    /// # Errors
    /// The output cannot be written.
    pub fn begin(mut out: W, heading: &[&str]) -> io::Result<Self> {
        out.write_all(BOM)?;
        let mut out = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).flexible(true).from_writer(out);
        out.write_record(heading)?;
        Ok(Sheet { out })
    }

    /// Ends the sheet and gives the output back.
    ///
    /// # Errors
    /// The output cannot be written.
    pub fn end(self) -> io::Result<W> {
        self.out.into_inner().map_err(|e| io::Error::other(e.to_string()))
    }
}

impl<W: Write> Rows for Sheet<W> {
    fn row<'c>(&mut self, cells: impl IntoIterator<Item = Cow<'c, str>>) -> io::Result<()> {
        for cell in cells {
            self.out.write_field(guarded(&cell).as_bytes())?;
        }
        self.out.write_record(None::<&[u8]>)?;
        Ok(())
    }
}

/// A cell that no spreadsheet takes for a formula: an apostrophe before `=`, `+`, `-`, `@` and their wide forms.
#[must_use]
pub fn guarded(cell: &str) -> Cow<'_, str> {
    let first = cell.trim_start_matches([' ', '\u{a0}', '\u{3000}']).chars().next();
    match first {
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠') => format!("'{cell}").into(),
        _ => cell.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_disarmed() {
        assert_eq!(guarded("=HYPERLINK(1)"), "'=HYPERLINK(1)");
        assert_eq!(guarded("-1층"), "'-1층");
        assert_eq!(guarded("＝1"), "'＝1");
        assert_eq!(guarded("032-440-0000"), "032-440-0000");
        assert_eq!(guarded(""), "");
    }

    #[test]
    fn a_sheet_begins_with_a_mark() {
        let mut sheet = Sheet::begin(Vec::new(), &["a", "b"]).unwrap();
        sheet.row([Cow::from("가,나"), Cow::from("")]).unwrap();
        let bytes = sheet.end().unwrap();
        assert_eq!(bytes, "\u{feff}a,b\r\n\"가,나\",\r\n".as_bytes());
    }
}
