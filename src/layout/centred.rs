//! Merged cells whose text stands in their vertical middle, as printed: empty cells above it and below, or, in the middle of
//! an even number of rows, on a line of its own between two of them.
//!
//! Cells of a column follow each other without a hole, so that the middles prove where each begins and ends: the first
//! begins in the first row, each ends as far below its middle as it began above it, and the last in the last row.

use super::build::Slot;
use super::delimited::WrittenRow;
use super::score;
use crate::lexicon::words;
use crate::model::{Concept, Text};

/// A merged cell: its column, its first and last row among those of the body, and its text.
#[derive(Debug)]
pub(super) struct Merged {
    col: usize,
    first: usize,
    last: usize,
    text: Text,
}

/// Takes the merged cells that are proved out of the rows of a body, and the rows that hold nothing else.
pub(super) fn take(rows: &mut Vec<WrittenRow>, heads: &[Option<Concept>]) -> Vec<Merged> {
    let merges: Vec<usize> = (0..heads.len()).filter(|col| heads[*col].is_some_and(may_merge)).collect();
    if merges.is_empty() || !stand_under_their_heads(rows, heads) {
        return Vec::new();
    }
    // rows between two others hold merged cells alone
    let between = |row: &WrittenRow| {
        let mut filled = row.cells.iter().enumerate().filter(|(_, c)| !c.is_empty()).peekable();
        filled.peek().is_some() && filled.all(|(col, _)| merges.contains(&col))
    };
    let is_sum = |row: &WrittenRow| row.cells.iter().any(|c| words::is_total_label(c.as_str()));
    let body = rows.iter().rposition(|row| !is_sum(row)).map_or(0, |last| last + 1);
    if rows[..body].iter().any(is_sum) {
        return Vec::new();
    }
    // twice the row of the body that a written row is, one less between two of them
    let mut places = Vec::with_capacity(body);
    let mut count = 0;
    for row in &rows[..body] {
        let own = !between(row);
        places.push(if own { 2 * count } else { 2 * count - 1 });
        count += isize::from(own);
    }
    let mut columns = Vec::new();
    for col in merges {
        let text = |at: usize| rows[at].cells.get(col).filter(|c| !c.is_empty());
        let middles: Vec<(usize, isize)> =
            (0..body).filter(|at| text(*at).is_some()).map(|at| (at, places[at])).collect();
        let proves = middles.first().is_some_and(|(_, place)| *place > 0) || middles.iter().any(|(_, p)| p % 2 != 0);
        match spans(middles.iter().map(|(_, place)| *place), count as usize) {
            Some(spans) => columns.push((proves, col, middles, spans)),
            None if proves => return Vec::new(),
            None => {}
        }
    }
    // where one column proves it, the others are printed so, too
    if !columns.iter().any(|(proves, ..)| *proves) {
        return Vec::new();
    }
    let mut out = Vec::new();
    for (_, col, middles, spans) in columns {
        for ((at, _), (first, last)) in middles.into_iter().zip(spans) {
            let text = rows[at].cells[col].clone();
            out.push(Merged { col, first, last, text });
        }
    }
    // every text between two rows is taken: it proves its column
    let mut at = 0;
    rows.retain_mut(|row| {
        let own = places.get(at).is_none_or(|place| place % 2 == 0);
        at += 1;
        for Merged { col, .. } in out.iter().filter(|_| at <= body) {
            if let Some(cell) = row.cells.get_mut(*col) {
                *cell = Text::default();
            }
        }
        row.cells.resize(heads.len().max(row.cells.len()), Text::default());
        own
    });
    out
}

/// Labels and values in two columns, where a label stands in the middle of the lines of its value: a row for each label.
pub(super) fn labels(rows: Vec<WrittenRow>) -> Vec<WrittenRow> {
    let label = |row: &WrittenRow| row.cells.first().filter(|c| !c.is_empty()).cloned();
    let value = |row: &WrittenRow| row.cells.get(1).filter(|c| !c.is_empty()).cloned();
    // a caption above them
    let begin = rows.iter().position(|row| value(row).is_some()).unwrap_or(rows.len());
    let (caption, body) = rows.split_at(begin);
    if body.iter().any(|row| row.cells.len() > 2) || body.iter().all(|row| label(row).is_some()) {
        return rows;
    }
    let mut values = Vec::new();
    let mut middles = Vec::new();
    for (at, row) in body.iter().enumerate() {
        let count = values.len() as isize;
        let own = value(row);
        if label(row).is_some() {
            middles.push((at, if own.is_some() { 2 * count } else { 2 * count - 1 }));
        }
        values.extend(own);
    }
    let Some(spans) = spans(middles.iter().map(|(_, place)| *place), values.len()) else { return rows };
    let whole = |(&(at, _), (first, last)): (&(usize, isize), (usize, usize))| {
        let value = Text::join(&values[first..=last], "\n");
        WrittenRow { cells: vec![body[at].cells[0].clone(), value], ruled: false }
    };
    caption.iter().cloned().chain(middles.iter().zip(spans).map(whole)).collect()
}

/// Puts the merged cells into the rows of a table, each over all its rows.
pub(super) fn put(merged: Vec<Merged>, rows: &mut [Vec<Slot>]) {
    for Merged { col, first, last, text } in merged {
        let mut cells = rows.iter_mut().take(last + 1).skip(first).filter_map(|row| row.get_mut(col));
        if let Some(cell) = cells.next() {
            *cell = Slot::Text(text);
        }
        cells.for_each(|cell| *cell = Slot::Gone);
    }
}

/// Heads of cells that are merged down the rows of a table.
pub(super) fn may_merge(concept: Concept) -> bool {
    matches!(
        concept,
        Concept::Department | Concept::Affiliation | Concept::Facility | Concept::Category | Concept::Purpose
    )
}

/// Whether the cells that can be told stand under their heads, so that an empty one is no sign of a lost one.
fn stand_under_their_heads(rows: &[WrittenRow], heads: &[Option<Concept>]) -> bool {
    let told =
        |c: Concept| matches!(c, Concept::Count | Concept::Role | Concept::Phone | Concept::Hours | Concept::Period);
    rows.iter().all(|row| {
        let cells = row.cells.iter().zip(heads).filter(|(text, _)| !text.is_empty());
        cells.into_iter().all(|(text, head)| head.is_none_or(|c| !told(c) || score::cell(text.as_str(), c, &[]) > -1.0))
    }) && rows
        .iter()
        .any(|row| row.cells.iter().zip(heads).any(|(text, head)| !text.is_empty() && head.is_some_and(told)))
}

/// The first and last row of each cell, from their middles in half rows; none where these prove nothing.
pub(super) fn spans(middles: impl Iterator<Item = isize>, rows: usize) -> Option<Vec<(usize, usize)>> {
    let mut out = Vec::new();
    let (mut first, rows) = (0, rows as isize);
    for middle in middles {
        let last = middle - first;
        if last < first || last >= rows {
            return None;
        }
        out.push((first as usize, last as usize));
        first = last + 1;
    }
    (first == rows).then_some(out)
}
