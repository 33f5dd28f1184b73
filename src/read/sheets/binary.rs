//! Records of XLSB (MS-XLSB, 2.1.4): what the library does not tell of a workbook and its sheets.

use calamine::Dimensions;

const ROW: u16 = 0;
const SHEET: u16 = 156;
const MERGED: u16 = 176;

/// The records of a part: kind and data. What is cut off ends them.
struct Records<'b> {
    rest: &'b [u8],
}

impl<'b> Records<'b> {
    /// A number of at most so many bytes, seven bits in each.
    fn varied(&mut self, bytes: usize) -> Option<u32> {
        let mut value = 0;
        for at in 0..bytes {
            let (byte, rest) = self.rest.split_first()?;
            self.rest = rest;
            value |= u32::from(byte & 0x7F) << (7 * at);
            if byte & 0x80 == 0 {
                break;
            }
        }
        Some(value)
    }
}

impl<'b> Iterator for Records<'b> {
    type Item = (u16, &'b [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let kind = self.varied(2)?;
        let length = self.varied(4)? as usize;
        let (data, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some((kind as u16, data))
    }
}

fn number(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*data.get(at..)?.first_chunk()?))
}

/// A text with its length before it, and where it ends.
fn text(data: &[u8], at: usize) -> Option<(String, usize)> {
    let end = (number(data, at)? as usize).checked_mul(2)?.checked_add(at + 4)?;
    let units = data.get(at + 4..end)?.chunks_exact(2).map(|p| u16::from_le_bytes([p[0], p[1]]));
    Some((char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect(), end))
}

/// Name and relationship of each sheet of a workbook.
pub(super) fn sheets(workbook: &[u8]) -> Vec<(String, String)> {
    let sheet = |data: &[u8]| {
        let (relationship, end) = text(data, 8)?;
        Some((text(data, end)?.0, relationship))
    };
    Records { rest: workbook }.filter(|(kind, _)| *kind == SHEET).filter_map(|(_, data)| sheet(data)).collect()
}

/// The merged regions of a sheet, and how many of its rows are not shown.
pub(super) fn regions(sheet: &[u8]) -> (Vec<Dimensions>, u32) {
    let mut merged = Vec::new();
    let mut hidden = 0;
    for (kind, data) in (Records { rest: sheet }) {
        match kind {
            MERGED => {
                let [rows, cols] = [0, 8].map(|at| number(data, at).zip(number(data, at + 4)));
                merged.extend(
                    rows.zip(cols).map(|((top, bottom), (left, right))| Dimensions::new((top, left), (bottom, right))),
                );
            }
            ROW => hidden += u32::from(data.get(11).is_some_and(|flags| flags & 0x10 != 0)),
            _ => {}
        }
    }
    (merged, hidden)
}
