//! A place in a file as it is printed: the unit, character columns, and the raw text that stands there.

use super::anchor::{Anchor, NativeCell, Span};
use super::source::Source;
use serde::{Deserialize, Serialize};

/// A piece of one unit of the file. Which of the first members are set depends on the format of the file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Place {
    /// Line of a text file, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// Page, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// Box on the page in points from the top left corner: left, top, right, bottom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bbox: Option<[f32; 4]>,
    /// Section of an HWP body, from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<u32>,
    /// Paragraph of the section, from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paragraph: Option<u32>,
    /// Sheet of a workbook, from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<u32>,
    /// Cell of a table or sheet that the file or its page draws.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cell: Option<NativeCell>,
    /// First character of the piece in its unit, from 1.
    pub start: u32,
    /// One past its last character.
    pub end: u32,
    /// The raw text, as it stands in the file.
    pub text: String,
}

impl Place {
    /// The place of a span.
    #[must_use]
    pub fn of(source: &Source, span: Span) -> Self {
        let unit = source.unit(span.unit);
        let before = unit.get(..span.start as usize).unwrap_or("");
        let text = source.raw(span);
        let start = before.chars().count() as u32 + 1;
        let mut place =
            Place { start, end: start + text.chars().count() as u32, text: text.to_owned(), ..Place::default() };
        match source.anchor(span.unit) {
            Some(Anchor::Line { line }) => place.line = Some(line),
            Some(Anchor::Region { page, bbox, cell }) => {
                place.page = Some(page);
                place.bbox = Some(bbox);
                place.cell = cell;
            }
            Some(Anchor::HwpParagraph { section, paragraph }) => {
                place.section = Some(section);
                place.paragraph = Some(paragraph);
            }
            Some(Anchor::HwpCell { section, table, row, col }) => {
                place.section = Some(section);
                place.cell = Some(NativeCell { table: Some(table), row, col });
            }
            Some(Anchor::SheetCell { sheet, row, col }) => {
                place.sheet = Some(sheet);
                place.cell = Some(NativeCell { table: None, row, col });
            }
            None => {}
        }
        place
    }

    /// The places of several spans.
    #[must_use]
    pub fn all(source: &Source, spans: &[Span]) -> Vec<Place> {
        spans.iter().map(|s| Place::of(source, *s)).collect()
    }
}
