//! Bytes to a [`Source`]: the format is found from the content, then the reader for it.

mod format;
mod mojibake;
mod text;

pub use text::encode;

use crate::model::report::TooLarge;
use crate::model::{Origin, ReadError, Source};
use crate::settings::Limits;
use sha2::{Digest, Sha256};

/// Reads an input. `name` names the input and tells Markdown from plain text; the format is found from the bytes.
///
/// # Errors
/// The input is empty ([`ReadError::Empty`]), over a limit ([`ReadError::TooLarge`], before anything is decoded), or
/// binary or of another format ([`ReadError::UnknownFormat`]).
pub fn read(name: &str, bytes: &[u8], limits: &Limits) -> Result<Source, ReadError> {
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
    if let Some(what) = format::known_binary(bytes) {
        return Err(ReadError::UnknownFormat { what: what.to_owned() });
    }
    let origin = Origin {
        name: name.to_owned(),
        media_type: media_type(name),
        encoding: "",
        size,
        sha256: hexadecimal(&Sha256::digest(bytes)),
    };
    text::read(origin, bytes, limits)
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
