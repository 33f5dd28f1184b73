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
    let all: Vec<Concept> = concepts.iter().map(|c| c.unwrap_or(Concept::Other)).collect();
    let sure: Vec<usize> = (0..all.len()).filter(|&col| SURE.contains(&all[col])).collect();
    let stands = |row: &[Text], col: usize| score::cell(row[col].as_str(), all[col], &all) > 1.0;
    let rows = rows(cells, all.len(), |row| sure.len() > 1 && sure.iter().all(|&col| stands(row, col)))?;
    let (kind, meanings) = columns::resolve(concepts);
    Some(Draft { drawn: Drawn::Fitted, header: texts.to_vec(), kind, meanings, rows, down: false })
}

/// Rows with a cell under every head, at least two, where all of them read well.
pub(super) fn rows(cells: &[Text], width: usize, reads: impl Fn(&[Text]) -> bool) -> Option<Vec<Vec<Slot>>> {
    let rows = cells.chunks(width.max(1));
    let even = cells.len() >= width * 2 && cells.len().is_multiple_of(width);
    let slots = |row: &[Text]| row.iter().cloned().map(Slot::Text).collect();
    (even && rows.clone().all(reads)).then(|| rows.map(slots).collect())
}
