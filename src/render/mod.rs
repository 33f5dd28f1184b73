//! A record to the notice that an office publishes: the model form, its parts in their order, its tables whole.
//!
//! [`compose`] makes one [`Document`] of a record, and one writer for each format writes it. What the form asks for and
//! the record does not hold is marked ([`gap`](crate::lexicon::gap)), never made up; reading takes the mark for nothing
//! said, so that a document read again gives its record.
//!
//! The record holds no running text. Where the file itself is at hand, [`carried`] brings over the words of the parts
//! that consist of it (정보주체의 권리, 안전성 확보조치 and others).

mod again;
pub mod carried;
mod comparison;
pub mod compose;
pub mod document;
mod html;
pub mod hwpx;
mod markdown;
mod places;
mod tables;
mod text;
mod wording;

use crate::model::record::Sources;
pub use again::differences;
pub use carried::Carried;
pub use comparison::comparison;
pub use compose::document;
pub use document::Document;

/// A format that is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Html,
    Markdown,
    /// Lines; cells parted by tabs.
    Text,
    Hwpx,
}

impl Format {
    /// All of them.
    pub const ALL: [Format; 4] = [Format::Html, Format::Markdown, Format::Text, Format::Hwpx];

    /// The extension of its files.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Format::Html => "html",
            Format::Markdown => "md",
            Format::Text => "txt",
            Format::Hwpx => "hwpx",
        }
    }
}

/// The bytes of a document. The same document gives the same bytes.
///
/// # Errors
/// A package could not be built; why.
pub fn write(document: &Document, format: Format) -> Result<Vec<u8>, String> {
    match format {
        Format::Html => Ok(html::write(document).into_bytes()),
        Format::Markdown => Ok(markdown::write(document).into_bytes()),
        Format::Text => Ok(text::write(document).into_bytes()),
        Format::Hwpx => hwpx::write(document),
    }
}

/// A value on one line, or the words that were not understood as one; none where nothing is said.
fn said(value: Option<&String>, source: &Sources, name: &str) -> Option<String> {
    let text = value.or_else(|| source.get(name)?.unparsed.as_ref())?;
    Some(one_line(text)).filter(|t| !t.is_empty())
}

/// The same of a day.
fn day_said(value: Option<&String>, source: &Sources, name: &str) -> Option<String> {
    said(value, source, name).map(|day| wording::day(&day))
}

/// A text without line ends, tabs and what cannot be printed.
fn one_line(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    plain.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
