//! Tables that a page break cut in two: joined when the heading row stands again.

use super::Piece;
use super::build::{Draft, Slot};
use crate::model::{Concept, Text};

/// Joins a table with the one right before it when both have the same heading row.
pub(super) fn join_pages(pieces: Vec<Piece>) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        match (out.last_mut(), piece) {
            (Some(Piece::Draft(last)), Piece::Draft(next)) if same_heading(last, &next) => append(last, next),
            (_, piece) => out.push(piece),
        }
    }
    out
}

/// The columns from the first one that is no unit: these must agree.
fn anchors(draft: &Draft) -> (usize, Vec<Concept>) {
    let lead = draft
        .meanings
        .iter()
        .position(|m| m.is_some_and(|m| !matches!(m, Concept::Department | Concept::Category | Concept::Facility)))
        .unwrap_or(draft.meanings.len());
    (lead, draft.meanings[lead..].iter().flatten().copied().collect())
}

fn same_heading(last: &Draft, next: &Draft) -> bool {
    if next.header.is_empty() || last.header.is_empty() || last.kind != next.kind {
        return false;
    }
    let (lead, a) = anchors(last);
    let (next_lead, b) = anchors(next);
    let small_difference = lead.abs_diff(next_lead) <= 2;
    a.len() >= 2
        && a == b
        && small_difference
        && (lead == next_lead || lead > 0 && next_lead > 0)
        && (lead > 0 || texts_equal(&last.header, &next.header))
}

fn texts_equal(a: &[Text], b: &[Text]) -> bool {
    let fold = |row: &[Text]| row.iter().map(|t| crate::lexicon::fold(t.as_str())).collect::<Vec<_>>();
    fold(a) == fold(b)
}

fn append(last: &mut Draft, mut next: Draft) {
    let (lead, _) = anchors(last);
    let (next_lead, _) = anchors(&next);
    if next_lead > lead {
        widen(last, lead, next_lead - lead);
    } else if lead > next_lead {
        widen(&mut next, next_lead, lead - next_lead);
    }
    let width = last.meanings.len();
    for mut row in next.rows {
        row.resize(width, Slot::Blank);
        last.rows.push(row);
    }
}

/// Adds empty unit columns at the end of the leading ones.
fn widen(draft: &mut Draft, at: usize, by: usize) {
    for _ in 0..by {
        draft.meanings.insert(at, Some(Concept::Department));
        draft.header.insert(at.min(draft.header.len()), Text::default());
        for row in &mut draft.rows {
            row.insert(at.min(row.len()), Slot::Blank);
        }
    }
}
