//! Records as they are read back. A run reads each of its records several times, and half of a record is what its values
//! rest on; serde reads a flattened member by way of a copy of everything, so that one is read flat.

use super::{Cow, Place, State};
use crate::model::anchor::NativeCell;
use serde::Deserialize;

/// A [`FieldSource`](super::FieldSource), its place among its own members.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FieldSource {
    state: State,
    how: Cow<'static, str>,
    table: Option<u32>,
    row: Option<u32>,
    col: Option<u32>,
    unparsed: Option<String>,
    line: Option<u32>,
    page: Option<u32>,
    bbox: Option<[f32; 4]>,
    section: Option<u32>,
    paragraph: Option<u32>,
    sheet: Option<u32>,
    cell: Option<NativeCell>,
    start: Option<u32>,
    end: Option<u32>,
    text: Option<String>,
    #[serde(default)]
    also: Vec<Place>,
}

impl From<FieldSource> for super::FieldSource {
    fn from(w: FieldSource) -> Self {
        let FieldSource { line, page, bbox, section, paragraph, sheet, cell, .. } = w;
        let place = match (w.start, w.end, w.text) {
            (Some(start), Some(end), Some(text)) => {
                Some(Place { line, page, bbox, section, paragraph, sheet, cell, start, end, text })
            }
            _ => None,
        };
        super::FieldSource {
            state: w.state,
            how: w.how,
            table: w.table,
            row: w.row,
            col: w.col,
            unparsed: w.unparsed,
            place,
            also: w.also,
        }
    }
}
