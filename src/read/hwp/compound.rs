//! The streams of an HWP 5 file: header, sections, inflated and decrypted within the limits.

use super::cipher;
use super::records;
use crate::model::ReadError;
use crate::read::budget::Budget;
use crate::read::inflate::{InflateError, inflate};
use crate::settings::Limits;
use cfb::CompoundFile;
use std::io::{self, Cursor, Read};

/// What the stream `FileHeader` says (table 3).
#[derive(Clone, Copy, Debug)]
pub(super) struct Header {
    flags: u32,
}

impl Header {
    fn bit(self, bit: u32) -> bool {
        self.flags >> bit & 1 == 1
    }

    fn compressed(self) -> bool {
        self.bit(0)
    }

    pub(super) fn encrypted(self) -> bool {
        self.bit(1)
    }

    /// 배포용 문서: the body is encrypted with a key that stands beside it.
    pub(super) fn distribution(self) -> bool {
        self.bit(2)
    }

    /// DRM, certificate encryption, certificate DRM.
    pub(super) fn drm(self) -> bool {
        self.bit(4) || self.bit(8) || self.bit(10)
    }
}

pub(super) struct Compound<'b> {
    file: CompoundFile<Cursor<&'b [u8]>>,
    /// For the sections, inflated.
    budget: Budget,
}

fn damaged(what: impl std::fmt::Display) -> ReadError {
    ReadError::Damaged { what: what.to_string() }
}

impl<'b> Compound<'b> {
    pub(super) fn open(bytes: &'b [u8], limits: &Limits) -> Result<Self, ReadError> {
        let file =
            CompoundFile::open(Cursor::new(bytes)).map_err(|e| damaged(format!("복합 파일 · compound file: {e}")))?;
        Ok(Compound { file, budget: Budget::new(limits) })
    }

    pub(super) fn header(&mut self) -> Result<Header, ReadError> {
        let data = self.stream("/FileHeader")?;
        let flags = data.get(36..40).and_then(|b| b.try_into().ok()).map(u32::from_le_bytes);
        match flags {
            Some(flags) if data.starts_with(b"HWP Document File") => Ok(Header { flags }),
            _ => Err(damaged("FileHeader")),
        }
    }

    /// The paths of the sections, in the order of their numbers.
    pub(super) fn sections(&self, distribution: bool) -> Result<Vec<String>, ReadError> {
        // the BodyText of a distribution document only says that it is one
        let storage = if distribution { "ViewText" } else { "BodyText" };
        let entries = self.file.read_storage(format!("/{storage}")).into_iter().flatten();
        let mut found: Vec<(u32, String)> = entries
            .filter(cfb::Entry::is_stream)
            .filter_map(|e| Some((e.name().strip_prefix("Section")?.parse().ok()?, format!("/{storage}/{}", e.name()))))
            .collect();
        found.sort();
        if found.is_empty() {
            return Err(damaged(format!("본문이 없습니다 · no section ({storage})")));
        }
        Ok(found.into_iter().map(|(_, path)| path).collect())
    }

    /// The records of a section, as bytes.
    pub(super) fn section(&mut self, path: &str, header: &Header) -> Result<Vec<u8>, ReadError> {
        let mut stored = self.stream(path)?;
        if header.distribution() {
            stored = cipher::decrypt(&stored)
                .ok_or_else(|| damaged(format!("배포용 문서의 열쇠 · key of a distribution document ({path})")))?;
        }
        if header.compressed() {
            // few sections shrink to less than a tenth
            match inflate(&stored, stored.len().saturating_mul(10), self.budget.most() as usize) {
                Ok(out) => stored = out,
                Err(InflateError::TooLong) => return Err(self.budget.too_long()),
                // some writers set the flag and store the records as they are
                Err(InflateError::Damaged) if records::begins_a_section(&stored) => {}
                Err(e) => return Err(damaged(format!("{path}: {e}"))),
            }
        }
        self.budget.spend(stored.len() as u64)?;
        Ok(stored)
    }

    /// A stream as stored; never longer than the file.
    fn stream(&mut self, path: &str) -> Result<Vec<u8>, ReadError> {
        let place = |e: io::Error| damaged(format!("{path}: {e}"));
        let mut stream = self.file.open_stream(path).map_err(place)?;
        // cfb reads it at once, and no more than its sectors hold, whatever length it claims
        let mut out = Vec::new();
        stream.read_to_end(&mut out).map_err(place)?;
        Ok(out)
    }
}
