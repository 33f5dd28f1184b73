//! A section as a list of records, each with the end of what stands below it.

use crate::model::ReadError;
use crate::model::report::TooLarge;
use crate::settings::Limits;

/// Tags of the records that are looked at (table 57); 16 is the first tag of a document.
pub(super) const PARA_HEADER: u16 = 66;
pub(super) const PARA_TEXT: u16 = 67;
pub(super) const CTRL_HEADER: u16 = 71;
pub(super) const LIST_HEADER: u16 = 72;
pub(super) const TABLE: u16 = 77;
pub(super) const MEMO_LIST: u16 = 93;

fn is_kept(tag: u16) -> bool {
    matches!(tag, PARA_HEADER | PARA_TEXT | CTRL_HEADER | LIST_HEADER | TABLE | MEMO_LIST)
}

/// A record without its bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Record {
    pub tag: u16,
    level: u16,
    start: u32,
    len: u32,
    /// Index of the next record that does not stand below this one.
    pub end: u32,
}

impl Record {
    /// The bytes of the record.
    pub(super) fn of<'d>(&self, data: &'d [u8]) -> &'d [u8] {
        data.get(self.start as usize..(self.start + self.len) as usize).unwrap_or_default()
    }
}

#[derive(Debug)]
pub(super) struct Parsed {
    pub records: Vec<Record>,
    /// The last record is longer than the stream.
    pub cut: bool,
}

/// Tag, level and length of the record at an offset, and where its bytes begin.
fn head(data: &[u8], at: usize) -> Option<(u16, u16, usize, usize)> {
    let word = |at: usize| Some(u32::from_le_bytes(data.get(at..at + 4)?.try_into().ok()?));
    let head = word(at)?;
    let (tag, level, size) = ((head & 0x3FF) as u16, (head >> 10 & 0x3FF) as u16, (head >> 20) as usize);
    if size < 0xFFF { Some((tag, level, size, at + 4)) } else { Some((tag, level, word(at + 4)? as usize, at + 8)) }
}

/// Whether bytes are the records of a section: the first is the head of a paragraph at level 0.
pub(super) fn begins_a_section(data: &[u8]) -> bool {
    head(data, 0)
        .is_some_and(|(tag, level, size, start)| (tag, level) == (PARA_HEADER, 0) && start + size <= data.len())
}

/// The records of a section that are looked at.
pub(super) fn parse(data: &[u8], limits: &Limits) -> Result<Parsed, ReadError> {
    // a paragraph of a line takes a few records
    let limit = limits.lines.saturating_mul(8);
    // a record with its share of those that are passed over takes some sixty bytes
    let mut records: Vec<Record> = Vec::with_capacity(data.len() / 64);
    let mut open: Vec<usize> = Vec::new();
    let (mut at, mut cut) = (0, false);
    while at < data.len() {
        let Some((tag, level, size, start)) = head(data, at) else {
            // zeros fill the last block of an encrypted section
            cut |= data[at..].iter().any(|b| *b != 0);
            break;
        };
        let len = size.min(data.len() - start);
        cut |= len < size;
        at = start + len;
        if !is_kept(tag) {
            continue;
        }
        if records.len() as u64 >= limit {
            return Err(ReadError::TooLarge { what: TooLarge::Records, found: limit + 1, limit, line: None });
        }
        while let Some(last) = open.pop_if(|last| records[*last].level >= level) {
            records[last].end = records.len() as u32;
        }
        open.push(records.len());
        records.push(Record { tag, level, start: start as u32, len: len as u32, end: 0 });
    }
    for last in open {
        records[last].end = records.len() as u32;
    }
    Ok(Parsed { records, cut })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(tag: u32, level: u32, data: &[u8]) -> Vec<u8> {
        let mut out = (tag | level << 10 | (data.len() as u32) << 20).to_le_bytes().to_vec();
        out.extend(data);
        out
    }

    #[test]
    fn records_know_what_stands_below_them() {
        let list = [(66, 0), (67, 1), (71, 1), (77, 2), (72, 2), (66, 2), (66, 0)];
        let data: Vec<u8> = list.iter().flat_map(|&(tag, level)| record(tag, level, b"ab")).collect();
        let parsed = parse(&data, &Limits::default()).unwrap();
        let ends: Vec<u32> = parsed.records.iter().map(|r| r.end).collect();
        assert_eq!(ends, [6, 2, 6, 4, 5, 6, 7]);
        assert!(!parsed.cut);
    }

    #[test]
    fn a_record_longer_than_the_stream_is_cut() {
        let mut data = record(66, 0, b"");
        data.extend((67u32 | 1 << 10 | 100 << 20).to_le_bytes());
        data.extend(b"a\0b\0");
        let parsed = parse(&data, &Limits::default()).unwrap();
        assert!(parsed.cut);
        assert_eq!(parsed.records[1].of(&data), b"a\0b\0");
    }

    #[test]
    fn more_records_than_the_limit() {
        let data = record(66, 0, b"").repeat(100);
        let limits = Limits { lines: 10, ..Limits::default() };
        assert!(matches!(parse(&data, &limits), Err(ReadError::TooLarge { what: TooLarge::Records, .. })));
    }
}
