//! Bytes to a [`Source`]: the format is found from the content, then the reader for it.

mod drawn;
mod format;
mod hangul;
mod hwp;
mod hwpml;
mod hwpx;
mod mojibake;
mod owpml;
mod pdf;
mod text;

use crate::model::report::TooLarge;
use crate::model::{Origin, ReadError, ReaderNote, Source};
use crate::settings::Limits;
use sha2::{Digest, Sha256};

/// Reads an input. `name` names the input and tells Markdown from plain text; the format is found from the bytes.
///
/// # Errors
/// The input is empty ([`ReadError::Empty`]), over a limit ([`ReadError::TooLarge`], before anything is decoded), or
/// binary or of another format ([`ReadError::UnknownFormat`], [`ReadError::NotHwp`]); or it is a document that is locked
/// ([`ReadError::Encrypted`], [`ReadError::Drm`]), too old ([`ReadError::Hwp3`]), damaged ([`ReadError::Damaged`]) or
/// nested too deeply ([`ReadError::TooDeep`]).
pub fn read(name: &str, bytes: &[u8], limits: &Limits, password: Option<&str>) -> Result<Source, ReadError> {
    let size = bytes.len() as u64;
    if size > limits.file_bytes {
        return Err(ReadError::TooLarge {
            what: TooLarge::FileBytes,
            found: size,
            limit: limits.file_bytes,
            line: None,
        });
    }
    if format::is_blank(bytes) {
        return Err(ReadError::Empty);
    }
    let origin = Origin {
        name: name.to_owned(),
        media_type: media_type(name),
        encoding: "",
        size,
        sha256: hexadecimal(&Sha256::digest(bytes)),
    };
    let mut source = match hangul::reader(bytes)? {
        Some(read) => read(origin, bytes, limits)?,
        None if format::is_pdf(bytes) => {
            pdf::read(Origin { media_type: "application/pdf", ..origin }, bytes, limits, password)?
        }
        None => match format::known_binary(bytes) {
            Some(what) => return Err(unknown(name, what.to_owned())),
            None => text::read(origin, bytes, limits).map_err(|error| match error {
                ReadError::UnknownFormat { what } => unknown(name, what),
                other => other,
            })?,
        },
    };
    if is_misnamed(name, source.origin.media_type) {
        source.notes.push(ReaderNote::Misnamed);
    }
    Ok(source)
}

/// What is said about a file that nothing here reads.
fn unknown(name: &str, what: String) -> ReadError {
    if hangul::is_promised(name) { ReadError::NotHwp { what } } else { ReadError::UnknownFormat { what } }
}

/// Whether the name promises a format that the content is not.
fn is_misnamed(name: &str, media_type: &str) -> bool {
    const PROMISES: [(&str, &str); 8] = [
        ("pdf", "application/pdf"),
        ("hwp", "application/vnd.hancom.hwp"),
        ("hwpx", "application/vnd.hancom.hwpx"),
        ("hml", "application/vnd.hancom.hml"),
        ("txt", "text/"),
        ("text", "text/"),
        ("md", "text/"),
        ("markdown", "text/"),
    ];
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    let promised = PROMISES.iter().find(|(known, _)| extension.eq_ignore_ascii_case(known));
    promised.is_some_and(
        |(_, media)| if media.ends_with('/') { !media_type.starts_with(media) } else { media_type != *media },
    )
}

fn media_type(name: &str) -> &'static str {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    let markdown = ["md", "markdown"].iter().any(|e| extension.eq_ignore_ascii_case(e));
    if markdown { "text/markdown" } else { "text/plain" }
}

fn hexadecimal(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes.iter().flat_map(|b| [DIGITS[usize::from(b >> 4)], DIGITS[usize::from(b & 15)]]).map(char::from).collect()
}

#[cfg(test)]
mod tests;
