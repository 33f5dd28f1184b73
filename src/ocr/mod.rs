//! Scanned pages: from the grey picture of a page, and the words that a recognition program found on it, to what the
//! page reader needs.
//!
//! Starting programs is the business of the binary. Here the drawn lines are found in the picture and taken out of it
//! ([`raster`]), since they mislead the recognition, its answer is read ([`tsv`]), and the fields of tables that it left
//! empty or was not sure of are found, to be read again one by one ([`fields`]).

mod fields;
mod raster;
mod tsv;

pub use fields::{Field, doubtful, replace};
pub use raster::Raster;
pub use tsv::words;

use crate::model::page::{Recognised, Ruling, Word};

/// What was recognised on a page, in points. `rulings` and `words` are in pixels of a picture with `dpi` pixels to the
/// inch.
#[must_use]
pub fn page(number: u32, raster: &Raster, dpi: f32, rulings: &[Ruling], words: Vec<Word>) -> Recognised {
    let scale = 72.0 / dpi;
    Recognised {
        number,
        width: raster.width() as f32 * scale,
        height: raster.height() as f32 * scale,
        rulings: rulings
            .iter()
            .map(|r| Ruling { at: r.at * scale, from: r.from * scale, to: r.to * scale, ..*r })
            .collect(),
        words: words.into_iter().map(|w| Word { bbox: w.bbox.map(|v| v * scale), ..w }).collect(),
    }
}
