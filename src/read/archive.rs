//! ZIP files of documents: which documents they hold, and the bytes of one.

use crate::model::ReadError;
use crate::model::report::TooLarge;
use crate::settings::Limits;
use encoding_rs::EUC_KR;
use std::io::{self, Read, Seek};
use zip::ZipArchive;
use zip::result::ZipError;

/// A document in an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its place in the archive, for [`entry`].
    pub index: usize,
    /// Path inside the archive, separated by `/`, without anything that leads out of it.
    pub name: String,
    /// Size in bytes, as the archive says.
    pub size: u64,
}

/// The documents of an archive; none when the file is no archive, or is a document that is packed as one.
///
/// # Errors
/// The archive is damaged, or holds more entries or bytes than the limits allow.
pub fn entries(mut file: impl Read + Seek, limits: &Limits) -> Result<Option<Vec<Entry>>, ReadError> {
    let mut magic = [0; 4];
    if file.read_exact(&mut magic).is_err() || &magic != b"PK\x03\x04" {
        return Ok(None);
    }
    let mut archive = ZipArchive::new(file).map_err(|e| damaged(&e))?;
    let packed = |n: &[u8]| {
        let parts: [&[u8]; 5] = [
            b"[Content_Types].xml",
            b"mimetype",
            b"Contents/content.hpf",
            b"AndroidManifest.xml",
            b"META-INF/MANIFEST.MF",
        ];
        parts.iter().any(|p| n.eq_ignore_ascii_case(p))
    };
    if archive.file_names_raw().any(packed) {
        return Ok(None);
    }
    let too_large = |what, found, limit| Err(ReadError::TooLarge { what, found, limit, line: None });
    if archive.len() as u64 > limits.entries {
        return too_large(TooLarge::Entries, archive.len() as u64, limits.entries);
    }
    let (mut out, mut sum) = (Vec::new(), 0u64);
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index).map_err(|e| damaged(&e))?;
        let name = safe(&decoded(entry.name_raw()));
        let hidden = name.split('/').any(|part| part.starts_with('.') || part == "__MACOSX");
        if entry.is_dir() || name.is_empty() || hidden {
            continue;
        }
        sum = sum.saturating_add(entry.size());
        if sum > limits.archive_bytes {
            return too_large(TooLarge::UnpackedBytes, sum, limits.archive_bytes);
        }
        out.push(Entry { index, name, size: entry.size() });
    }
    out.sort_by(|a, b| (&a.name, a.index).cmp(&(&b.name, b.index)));
    // two entries of one name are told apart
    for i in 1..out.len() {
        if out[i].name == out[i - 1].name {
            out[i].name = format!("{}#{}", out[i].name, out[i].index);
        }
    }
    Ok(Some(out))
}

/// The bytes of a document of an archive; never more than the archive says it has.
///
/// # Errors
/// The archive or the entry is damaged or locked, or the entry is over the limit for a file.
pub fn entry(file: impl Read + Seek, index: usize, limits: &Limits) -> Result<Vec<u8>, ReadError> {
    let mut archive = ZipArchive::new(file).map_err(|e| damaged(&e))?;
    let entry = archive.by_index(index).map_err(|e| damaged(&e))?;
    let (size, limit) = (entry.size(), limits.file_bytes);
    if size > limit {
        return Err(ReadError::TooLarge { what: TooLarge::FileBytes, found: size, limit, line: None });
    }
    let mut bytes = Vec::new();
    let broken = |e: io::Error| ReadError::Damaged { what: format!("ZIP: {e}") };
    entry.take(size + 1).read_to_end(&mut bytes).map_err(broken)?;
    if bytes.len() as u64 > size {
        return Err(ReadError::Damaged {
            what: "ZIP: 항목이 적힌 크기보다 큽니다 · an entry is larger than it says".to_owned(),
        });
    }
    Ok(bytes)
}

/// A name in UTF-8, else in CP949, as Korean Windows writes it.
fn decoded(name: &[u8]) -> String {
    match std::str::from_utf8(name) {
        Ok(name) => name.to_owned(),
        Err(_) => EUC_KR.decode_without_bom_handling(name).0.into_owned(),
    }
}

/// A path without roots, drives, steps upwards and control characters.
fn safe(name: &str) -> String {
    let clean = |part: &str| part.chars().filter(|c| !c.is_control() && *c != ':').collect::<String>();
    let parts = name.split(['/', '\\']).map(clean).filter(|p| !matches!(p.trim(), "" | "." | ".."));
    parts.collect::<Vec<_>>().join("/")
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

    #[test]
    fn names_lead_nowhere_else() {
        for (name, shown) in [
            ("../../etc/passwd", "etc/passwd"),
            ("/a/./b.txt", "a/b.txt"),
            ("C:\\도서관\\방침.txt", "C/도서관/방침.txt"),
            ("a\u{0}b\n.txt", "ab.txt"),
            ("..", ""),
        ] {
            assert_eq!(safe(name), shown);
        }
    }

    #[test]
    fn names_of_korean_windows_are_read() {
        let (bytes, _, _) = EUC_KR.encode("똠방도서관.txt");
        assert_eq!(decoded(&bytes), "똠방도서관.txt");
        assert_eq!(decoded("도서관.txt".as_bytes()), "도서관.txt");
    }
}
