//! HWP 5: a compound file with a stream of records for each section.
//!
//! After "한글 문서 파일 형식 5.0", revision 1.3 (Hancom); the numbers of its tables stand where they are used. What the
//! printed text gets wrong was measured on files and is said there. Change tracking of HWP 5 is not read: text that was
//! struck by it stays in.

mod body;
mod characters;
mod cipher;
mod compound;
mod records;

use super::drawn::{self, Count, Gathered};
use crate::model::{Origin, ReadError, ReaderNote, Source};
use crate::settings::Limits;
use compound::{Compound, Header};

/// The name of the stream that every HWP 5 file has, as it stands in the directory of a compound file.
const FILE_HEADER: &[u8] = b"F\0i\0l\0e\0H\0e\0a\0d\0e\0r\0";

/// Whether a compound file is HWP 5, also when it is too damaged to be opened.
pub(super) fn is_hwp(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") && memchr::memmem::find(bytes, FILE_HEADER).is_some()
}

/// Reads an HWP 5 file.
///
/// # Errors
/// The file is locked, damaged, nested too deeply or over a limit.
pub(super) fn read(mut origin: Origin, bytes: &[u8], limits: &Limits) -> Result<Source, ReadError> {
    origin.media_type = "application/vnd.hancom.hwp";
    origin.encoding = "UTF-16LE";
    let mut source = Source::of(origin);
    let mut file = Compound::open(bytes, limits)?;
    let header = file.header()?;
    locked(&header)?;
    let mut count = Count::new(limits);
    let mut gathered = Gathered::default();
    for name in file.sections(header.distribution())? {
        let data = file.section(&name, &header)?;
        let parsed = records::parse(&data, limits)?;
        if parsed.cut {
            source.notes.push(ReaderNote::Truncated);
        }
        gathered.sections.push(body::nodes(&data, &parsed.records, &mut count, &mut gathered.text)?);
    }
    drawn::assemble(source, gathered, limits)
}

fn locked(header: &Header) -> Result<(), ReadError> {
    if header.encrypted() {
        return Err(ReadError::Encrypted { what: "암호가 걸린 HWP · HWP with a password".to_owned() });
    }
    if header.drm() {
        return Err(ReadError::Drm {
            what: "한컴 DRM 또는 인증서 암호화 · Hancom DRM or certificate".to_owned()
        });
    }
    Ok(())
}
