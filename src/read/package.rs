//! ZIP packages (HWPX, DOCX, XLSX, ODS) read part by part, bounded.

use super::budget::Budget;
use super::inflate::{InflateError, inflate};
use crate::model::ReadError;
use crate::model::report::TooLarge;
use crate::settings::Limits;
use std::io::Cursor;
use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

/// An open package; counts what has been written out of it.
pub(super) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    bytes: &'b [u8],
    budget: Budget,
}

impl<'b> Package<'b> {
    /// Opens a package.
    ///
    /// # Errors
    /// The bytes are no readable ZIP file, or it has too many entries.
    pub(super) fn open(bytes: &'b [u8], limits: &Limits) -> Result<Self, ReadError> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| damaged(&e))?;
        let found = archive.len() as u64;
        if found > limits.entries {
            return Err(ReadError::TooLarge { what: TooLarge::Entries, found, limit: limits.entries, line: None });
        }
        Ok(Package { archive, bytes, budget: Budget::new(limits) })
    }

    /// Names of the entries, in their order; what is no UTF-8 is given as it was read.
    pub(super) fn names(&self) -> Vec<String> {
        self.archive.file_names_raw().map(|n| String::from_utf8_lossy(n).into_owned()).collect()
    }

    /// The bytes of a part; none when there is no such part.
    ///
    /// # Errors
    /// The part is encrypted, damaged, or longer than the limits allow.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, ReadError> {
        self.index(name).map(|index| self.unpack(index)).transpose()
    }

    /// Unpacks every part under `folder` whose name ends in one of `kinds`, and keeps nothing: for readers that would
    /// unpack without a bound.
    ///
    /// # Errors
    /// As for [`Package::part`].
    pub(super) fn try_out(&mut self, folder: &str, kinds: &[&str]) -> Result<(), ReadError> {
        for (index, name) in self.names().into_iter().enumerate() {
            let lower = name.to_ascii_lowercase();
            if lower.starts_with(folder) && kinds.iter().any(|k| lower.ends_with(k)) {
                self.unpack(index)?;
            }
        }
        Ok(())
    }

    fn index(&self, name: &str) -> Option<usize> {
        let wanted = name.trim_start_matches('/');
        let same = |n: &[u8]| n.eq_ignore_ascii_case(wanted.as_bytes());
        self.archive.file_names_raw().position(|n| same(n.strip_prefix(b"/").unwrap_or(n)))
    }

    /// The bytes of an entry; no more of it than the limits allow.
    fn unpack(&mut self, index: usize) -> Result<Vec<u8>, ReadError> {
        let most = self.budget.most();
        let entry = self.archive.by_index(index).map_err(|e| damaged(&e))?;
        let start = entry.data_start().unwrap_or(u64::MAX) as usize;
        let stored = start.checked_add(entry.compressed_size() as usize).and_then(|end| self.bytes.get(start..end));
        let out = match (stored, entry.compression()) {
            (None, _) => Err(InflateError::Damaged),
            (Some(stored), CompressionMethod::Stored) if stored.len() as u64 > most => Err(InflateError::TooLong),
            (Some(stored), CompressionMethod::Stored) => Ok(stored.to_vec()),
            (Some(stored), CompressionMethod::Deflated) => inflate(stored, entry.size() as usize, most as usize),
            (Some(_), other) => return Err(ReadError::Damaged { what: format!("ZIP: {other:?}") }),
        };
        let out = out.map_err(|e| match e {
            InflateError::TooLong => self.budget.too_long(),
            InflateError::Damaged => ReadError::Damaged { what: format!("ZIP: {e}") },
        })?;
        if out.len() as u64 > entry.size() || libdeflater::crc32(&out) != entry.crc32() {
            return Err(ReadError::Damaged { what: "ZIP: 검사합이 다릅니다 · checksum differs".to_owned() });
        }
        self.budget.spend(out.len() as u64)?;
        Ok(out)
    }
}

fn damaged(error: &ZipError) -> ReadError {
    match error {
        ZipError::UnsupportedArchive(what) if *what == ZipError::PASSWORD_REQUIRED => {
            ReadError::Encrypted { what: "ZIP".to_owned() }
        }
        other => ReadError::Damaged { what: format!("ZIP: {other}") },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    const PART: &[u8] = b"abcabcabcabcabcabcabcabcabcabc";

    /// A package of one part, with numbers of two bytes overwritten in its directory.
    fn package(directory: &[(usize, u16)]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.start_file("a.xml", SimpleFileOptions::default()).unwrap();
        writer.write_all(PART).unwrap();
        let mut bytes = writer.finish().unwrap().into_inner();
        let entry = memchr::memmem::find(&bytes, b"PK\x01\x02").unwrap();
        for (at, number) in directory {
            bytes[entry + at..entry + at + 2].copy_from_slice(&number.to_le_bytes());
        }
        bytes
    }

    fn part(bytes: &[u8], limits: &Limits) -> Result<Option<Vec<u8>>, ReadError> {
        Package::open(bytes, limits)?.part("A.XML")
    }

    #[test]
    fn a_part_is_what_the_directory_says_of_it() {
        const METHOD: usize = 10;
        const CRC: usize = 16;
        const SIZE: usize = 24;
        let limits = Limits::default();
        assert_eq!(part(&package(&[]), &limits).unwrap().unwrap(), PART);
        for (directory, what) in [([(METHOD, 12)], "12"), ([(CRC, 1)], "checksum"), ([(SIZE, 3)], "checksum")] {
            let error = part(&package(&directory), &limits).unwrap_err();
            assert!(matches!(&error, ReadError::Damaged { what: said } if said.contains(what)), "{error:?}");
        }
    }

    #[test]
    fn a_part_over_the_limit_is_not_given() {
        let limits = Limits { part_bytes: PART.len() as u64 - 1, ..Limits::default() };
        let error = part(&package(&[]), &limits).unwrap_err();
        assert!(matches!(error, ReadError::TooLarge { what: TooLarge::PartBytes, .. }), "{error:?}");
    }
}
