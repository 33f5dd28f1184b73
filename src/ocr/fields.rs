//! Fields of tables that the recognition of the whole page left empty or was not sure of.

use super::Raster;
use crate::model::page::{Bbox, Recognised, Word};

/// Words of lower mean confidence (0 to 100) are read again.
const SURE: f32 = 85.0;
/// A reading that covers less of the width than this part of the other has left letters out.
const COVERED: f32 = 0.75;
/// Less ink than this part of an inch, squared, is a speck.
const SPECK: f32 = 0.02;
/// Kept clear inside the borders of a field and around its picture, in parts of an inch.
const INSET: f32 = 0.015;
const BORDER: f32 = 0.05;
/// More fields than this are not read again on a page: each costs a run of a program.
const FIELDS: usize = 120;

/// A field to read again.
#[derive(Clone, Debug)]
pub struct Field {
    /// On the page, in points.
    bbox: Bbox,
    picture: Raster,
    /// Pixels of the white border around the picture.
    border: usize,
}

impl Field {
    #[must_use]
    pub fn picture(&self) -> &Raster {
        &self.picture
    }
}

/// The fields with ink in which no word was found, or only words that the recognition was not sure of. `fields` are in
/// points, the picture has `dpi` pixels to the inch.
#[must_use]
pub fn doubtful(raster: &Raster, dpi: f32, page: &Recognised, fields: &[Bbox]) -> Vec<Field> {
    let inset = INSET * 72.0;
    let inner = fields.iter().map(|[x0, y0, x1, y1]| [x0 + inset, y0 + inset, x1 - inset, y1 - inset]);
    let speck = (SPECK * dpi).powi(2) as usize;
    let doubt = |field: &Bbox| {
        let known: Vec<f32> = page.words.iter().filter(|w| within(w, field)).map(|w| w.confidence).collect();
        mean(&known) < SURE
    };
    inner
        .filter(doubt)
        .map(|bbox| (bbox, bbox.map(|v| v * dpi / 72.0)))
        .filter(|(_, pixels)| raster.inked(*pixels) > speck)
        .take(FIELDS)
        .map(|(bbox, pixels)| {
            let border = (BORDER * dpi) as usize;
            Field { bbox, picture: raster.part(pixels, border), border }
        })
        .collect()
}

/// Puts the words of a field that was read again, in pixels of its picture, in place of those that stood there, where
/// the recognition is surer of them.
pub fn replace(page: &mut Recognised, field: &Field, dpi: f32, words: Vec<Word>) {
    let stood: Vec<Word> = page.words.iter().filter(|w| within(w, &field.bbox)).cloned().collect();
    let sure = |words: &[Word]| mean(&words.iter().map(|w| w.confidence).collect::<Vec<_>>());
    let width = |words: &[Word]| words.iter().map(|w| w.bbox[2] - w.bbox[0]).sum::<f32>();
    if sure(&words) <= sure(&stood) || width(&words) * 72.0 / dpi < COVERED * width(&stood) {
        return;
    }
    page.words.retain(|w| !within(w, &field.bbox));
    let block = page.words.iter().map(|w| w.line[0]).max().unwrap_or(0) + 1;
    let border = field.border as f32;
    let [left, top, ..] = field.bbox;
    let placed = words.into_iter().map(|w| {
        let [x0, y0, x1, y1] = w.bbox.map(|v| (v - border) * 72.0 / dpi);
        let [_, par, line] = w.line;
        Word { bbox: [left + x0, top + y0, left + x1, top + y1], line: [block, par, line], ..w }
    });
    page.words.extend(placed);
}

fn within(word: &Word, field: &Bbox) -> bool {
    let (x, y) = ((word.bbox[0] + word.bbox[2]) / 2.0, (word.bbox[1] + word.bbox[3]) / 2.0);
    (field[0]..=field[2]).contains(&x) && (field[1]..=field[3]).contains(&y)
}

fn mean(values: &[f32]) -> f32 {
    values.iter().sum::<f32>() / values.len().max(1) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    const DPI: f32 = 72.0;

    fn word(text: &str, x: f32, confidence: f32) -> Word {
        Word { text: text.to_owned(), bbox: [x, 20.0, x + 20.0, 30.0], line: [1, 1, 1], confidence }
    }

    /// Two fields side by side, both with ink.
    fn page(words: Vec<Word>) -> (Raster, Recognised) {
        let mut pgm = b"P5\n200 60\n255\n".to_vec();
        pgm.extend(
            (0..200 * 60).map(|i| if (20..30).contains(&(i / 200)) && i % 100 > 40 && i % 100 < 60 { 0 } else { 255 }),
        );
        (
            Raster::from_pgm(&pgm).unwrap(),
            Recognised { number: 1, width: 200.0, height: 60.0, rulings: Vec::new(), words },
        )
    }

    const FIELDS: [Bbox; 2] = [[0.0, 0.0, 100.0, 60.0], [100.0, 0.0, 200.0, 60.0]];

    #[test]
    fn a_field_without_words_is_read_again() {
        let (raster, mut page) = page(vec![word("30일", 40.0, 93.0)]);
        let fields = doubtful(&raster, DPI, &page, &FIELDS);
        assert_eq!(fields.len(), 1);
        let border = fields[0].border as f32;
        replace(&mut page, &fields[0], DPI, vec![word("60일", 40.0 + border, 80.0)]);
        assert_eq!(page.words.len(), 2);
        assert!((page.words[1].bbox[0] - 141.0).abs() < 0.2, "{:?}", page.words[1]);
        assert_ne!(page.words[1].line, page.words[0].line);
    }

    #[test]
    fn the_surer_reading_stays() {
        let (raster, mut page) = page(vec![word("30일", 40.0, 93.0), word("6O알", 140.0, 40.0)]);
        let fields = doubtful(&raster, DPI, &page, &FIELDS);
        assert_eq!(fields.len(), 1);
        let texts = |page: &Recognised| page.words.iter().map(|w| w.text.clone()).collect::<Vec<_>>();
        replace(&mut page, &fields[0], DPI, vec![word("8O알", 41.0, 30.0)]);
        assert_eq!(texts(&page), ["30일", "6O알"]);
        replace(&mut page, &fields[0], DPI, vec![word("60일", 41.0, 90.0)]);
        assert_eq!(texts(&page), ["30일", "60일"]);
    }

    #[test]
    fn an_empty_field_is_left_alone() {
        let (raster, page) = page(Vec::new());
        let fields = doubtful(&raster, DPI, &page, &[[60.0, 0.0, 139.0, 60.0]]);
        assert!(fields.is_empty());
    }
}
