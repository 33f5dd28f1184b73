//! Bytes to a [`Source`]: the format is found from the content, then the reader for it.

pub mod archive;
mod budget;
mod docx;
mod drawn;
mod events;
mod format;
mod grid;
mod hangul;
mod html;
mod hwp;
mod hwpml;
mod hwpx;
mod inflate;
mod mojibake;
mod owpml;
mod package;
mod pdf;
mod rewrite;
mod sheets;
mod text;
mod xml;

pub use rewrite::File;

use crate::model::page::Recognised;
use crate::model::report::TooLarge;
use crate::model::sheet::Sheet;
use crate::model::{Origin, ReadError, ReaderNote, Source};
use crate::settings::Limits;
use format::Office;

/// Reads an input. `name` names the input and tells Markdown from plain text; the format is found from the bytes.
///
/// # Errors
/// The input is empty ([`ReadError::Empty`]), over a limit ([`ReadError::TooLarge`], before anything is decoded), or
/// binary or of another format ([`ReadError::UnknownFormat`], [`ReadError::NotHwp`]); or it is a document that is locked
/// ([`ReadError::Encrypted`], [`ReadError::Drm`]), too old ([`ReadError::Hwp3`]), damaged ([`ReadError::Damaged`]) or
/// nested too deeply ([`ReadError::TooDeep`]).
pub fn read(name: &str, bytes: &[u8], limits: &Limits, password: Option<&str>) -> Result<Source, ReadError> {
    read_with(name, bytes, limits, password, &[])
}

/// The same with what was recognised on the pictures of pages that have no text of their own.
///
/// # Errors
/// As for [`read`].
pub fn read_with(
    name: &str,
    bytes: &[u8],
    limits: &Limits,
    password: Option<&str>,
    recognised: &[Recognised],
) -> Result<Source, ReadError> {
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
    let origin = Origin { name: name.to_owned(), media_type: media_type(name), size, ..Origin::default() };
    let mut source = by_content(origin, bytes, limits, password, recognised)?;
    let extension = extension(name);
    if let Some(found) = format::mismatch(extension, source.origin.media_type) {
        source.notes.push(ReaderNote::Mismatch { extension: extension.to_ascii_lowercase(), found });
    }
    Ok(source)
}

/// The pages of a PDF that have no text of their own or none that can be told, from 1; none for any other file.
///
/// # Errors
/// The PDF is locked, damaged or over a limit.
pub fn pages_without_text(bytes: &[u8], limits: &Limits, password: Option<&str>) -> Result<Vec<u32>, ReadError> {
    if format::is_pdf(bytes) { pdf::pages_without_text(bytes, limits, password) } else { Ok(Vec::new()) }
}

/// The reader for what the bytes are, whatever the file is called.
fn by_content(
    origin: Origin,
    bytes: &[u8],
    limits: &Limits,
    password: Option<&str>,
    recognised: &[Recognised],
) -> Result<Source, ReadError> {
    if format::is_pdf(bytes) {
        return pdf::read(Origin { media_type: "application/pdf", ..origin }, bytes, limits, password, recognised);
    }
    if let Some(read) = hangul::reader(bytes)? {
        return read(origin, bytes, limits);
    }
    let hwp = hangul::is_promised(extension(&origin.name));
    let office = format::office(bytes)?.map(|office| match office {
        Office::Docx => docx::read(origin.clone(), bytes, limits),
        Office::Workbook(kind) => sheets::read(origin.clone(), kind, bytes, limits),
    });
    match office {
        // another document under the name of HWP, and a broken one
        Some(Err(ReadError::Damaged { what })) if hwp => {
            let what = format::known_binary(bytes).map_or(what, str::to_owned);
            return Err(ReadError::NotHwp { what });
        }
        Some(read) => return read,
        None => {}
    }
    let unknown = |what| if hwp { ReadError::NotHwp { what } } else { ReadError::UnknownFormat { what } };
    if let Some(what) = format::known_binary(bytes) {
        return Err(unknown(what.to_owned()));
    }
    if html::is_html(bytes) {
        return html::read(origin, text::decode(bytes, html::declared_encoding(bytes))?, limits);
    }
    text::read(origin, bytes, limits).map_err(|error| match error {
        ReadError::UnknownFormat { what } => unknown(what),
        other => other,
    })
}

/// The sheets of a workbook or of a CSV file, none for every other format. What is plain text is taken for CSV.
///
/// # Errors
/// The file is empty, over a limit, locked or damaged.
pub fn sheets(bytes: &[u8], limits: &Limits) -> Result<Option<Vec<Sheet>>, ReadError> {
    if format::is_blank(bytes) {
        return Err(ReadError::Empty);
    }
    match format::office(bytes)? {
        Some(Office::Workbook(kind)) => Ok(Some(sheets::workbook(kind, bytes, limits)?.sheets)),
        Some(Office::Docx) => Ok(None),
        None if format::known_binary(bytes).is_some() || html::is_html(bytes) => Ok(None),
        None => Ok(Some(vec![sheets::csv(bytes, limits)?])),
    }
}

fn extension(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().and_then(|file| file.rsplit_once('.')).map_or("", |(_, extension)| extension)
}

fn media_type(name: &str) -> &'static str {
    let markdown = ["md", "markdown"].iter().any(|e| extension(name).eq_ignore_ascii_case(e));
    if markdown { "text/markdown" } else { "text/plain" }
}

#[cfg(test)]
mod tests;
