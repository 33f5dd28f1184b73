//! A table written down cell by cell from which nothing is missing: each row has as many cells as there are heads.
//!
//! Numbers, times and periods stand in the same place of every row then, which no chance brings about.

use super::build::{Draft, Slot};
use super::score;
use crate::lexicon::columns;
use crate::model::{Concept, Drawn, Text};

/// What tells a column by itself.
const SURE: [Concept; 4] = [Concept::Count, Concept::Hours, Concept::Period, Concept::Phone];

/// The table of cells under their heads.
pub(super) fn table(texts: &[Text], concepts: &[Option<Concept>], cells: &[Text]) -> Option<Draft> {
    let width = texts.len();
    let all: Vec<Concept> = concepts.iter().map(|c| c.unwrap_or(Concept::Other)).collect();
    let sure: Vec<usize> = (0..width).filter(|&col| SURE.contains(&all[col])).collect();
    if cells.len() < width * 2 || !cells.len().is_multiple_of(width) || sure.len() < 2 {
        return None;
    }
    let stands = |row: &[Text], col: usize| score::cell(row[col].as_str(), all[col], &all) > 1.0;
    if !cells.chunks(width).all(|row| sure.iter().all(|&col| stands(row, col))) {
        return None;
    }
    let (kind, meanings) = columns::resolve(concepts);
    let rows = cells.chunks(width).map(|row| row.iter().cloned().map(Slot::Text).collect()).collect();
    Some(Draft { drawn: Drawn::Fitted, header: texts.to_vec(), kind, meanings, rows, down: false })
}
