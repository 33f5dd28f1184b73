//! Tables printed beside each other to save height: a row of heads that says the same twice or three times
//! (`연번 | 시설명 | 대수 | 연번 | 시설명 | 대수`) stands over parts that follow each other.

use super::build::heading_row;
use super::delimited::WrittenRow;
use crate::lexicon::fold;
use crate::model::{Concept, Text};

/// The rows with the parts one below the other; as they are where the heads say nothing twice.
pub(super) fn below_each_other(rows: Vec<WrittenRow>) -> Vec<WrittenRow> {
    let Some(width) = rows.first().and_then(part_width) else { return rows };
    let parts = rows[0].cells.len().div_ceil(width);
    let part_of = |row: &WrittenRow, part: usize| {
        let mut cells: Vec<Text> = row.cells.iter().skip(part * width).take(width).cloned().collect();
        cells.resize(width, Text::default());
        cells.iter().any(|c| !c.is_empty()).then_some(WrittenRow { cells, ruled: row.ruled })
    };
    let (heads, body) = (part_of(&rows[0], 0), &rows[1..]);
    let below = (0..parts).flat_map(|part| body.iter().filter_map(move |row| part_of(row, part)));
    heads.into_iter().chain(below).collect()
}

/// The columns of one part.
fn part_width(heads: &WrittenRow) -> Option<usize> {
    let last = heads.cells.iter().rposition(|c| !c.is_empty())?;
    let folded: Vec<String> = heads.cells[..=last].iter().map(|c| fold(c.as_str())).collect();
    let counts = heading_row(heads)?.iter().filter(|h| **h == Some(Concept::Count)).count();
    [2, 3].into_iter().find_map(|parts| {
        let width = folded.len() / parts;
        let alike =
            folded.len().is_multiple_of(parts) && folded.chunks(width.max(1)).all(|part| part == &folded[..width]);
        (alike && width >= 2 && counts == parts).then_some(width)
    })
}
