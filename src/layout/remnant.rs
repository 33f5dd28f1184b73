//! Rows below a run of tabs of which merged cells left nothing but the first cell: lines without a tab.
//!
//! Such a line looks like any other. It is a row where a table before has the same text in a cell: the site whose cameras
//! were told is named again to say how long its images are kept.

use super::build::Slot;
use super::lines::{self, Line, Shape};
use super::{Piece, delimited, tables_of};
use crate::lexicon::fold;
use crate::model::Text;
use crate::model::layout::Marker;
use std::collections::BTreeSet;

/// Lines that may go on with the last cell of the run before the first such row.
const LONGEST_CELL: usize = 3;
/// Lines before the run that are searched for the same texts.
const REACH: usize = 150;
/// Most bytes of such a text.
const LONGEST_NAME: usize = 120;

/// The tables of a run of tabs with the rows behind it, and the line after these; none where there are no such rows.
pub(super) fn tables(lines: &[Line], start: usize, end: usize) -> Option<(Vec<Piece>, usize)> {
    let alone = |l: &&Line| l.shape == Shape::Plain && l.marker == Marker::None && lines::heading(l).is_none();
    lines.get(end).filter(alone)?;
    let mut rows = delimited::rows(&lines[start..end]);
    let width = rows.first()?.cells.len();
    if width < 3 || rows.len() < 2 || rows.last()?.cells.len() != width {
        return None;
    }
    let known: BTreeSet<String> = lines[start.saturating_sub(REACH)..start]
        .iter()
        .filter(|l| l.shape == Shape::Tabs)
        .flat_map(|l| l.text.as_str().split('\t'))
        .filter(|cell| cell.len() <= LONGEST_NAME)
        .map(fold)
        .filter(|cell| cell.chars().count() >= 2)
        .collect();
    let names_row = |l: &&Line| alone(l) && known.contains(&fold(l.text.as_str()));
    let first = end + lines[end..].iter().take(LONGEST_CELL).take_while(|l| alone(l) && !names_row(l)).count();
    let after = first + lines[first..].iter().take_while(names_row).count();
    // a line above the next table names that table
    if after == first || lines.get(after).is_some_and(|l| l.shape == Shape::Tabs) {
        return None;
    }
    let cell = rows.last_mut()?.cells.last_mut()?;
    *cell = Text::join(std::iter::once(&*cell).chain(lines[end..first].iter().map(|l| &l.text)), "\n");
    let mut pieces = tables_of(rows);
    let Some(Piece::Draft(draft)) = pieces.last_mut() else { return None };
    let width = draft.meanings.len();
    draft.rows.extend(lines[first..after].iter().map(|l| {
        let mut row = vec![Slot::Text(l.text.trim())];
        row.resize_with(width, || Slot::Gone);
        row
    }));
    Some((pieces, after))
}
