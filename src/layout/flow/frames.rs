//! What a file draws as one table, taken apart: frames around text, titles, forms that hold tables.

use super::heads;
use crate::layout::lines;
use crate::lexicon::outline;
use crate::model::{Aside, Flow, FlowTable, Table};
use std::ops::Range;

/// A part of a drawn table.
#[derive(Debug, PartialEq)]
pub(super) enum Part {
    /// The content of a cell, by its index, is running text.
    Running(usize),
    /// Rows of a true table, under heads that may stand further up.
    Rows { heads: Range<u32>, body: Range<u32> },
}

/// What a run of rows, bound together by the cells that span them, is.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    Rows,
    /// One cell over the whole width that names what stands below it.
    Band,
    /// Cells that hold text to be read on.
    Running,
}

/// The parts of a table in reading order. `whole` is the same table with the text of its cells.
pub(super) fn parts(whole: &Table, table: &FlowTable) -> Vec<Part> {
    let filled = |i: &usize| !whole.cells[*i].text.is_empty();
    let all = || (0..whole.cells.len()).filter(filled);
    if table.cols == 1 || all().count() <= 1 {
        return all().map(Part::Running).collect();
    }
    let groups = groups(whole);
    let in_group = |g: &Range<u32>| all().filter(|&i| g.contains(&whole.cells[i].row)).collect::<Vec<_>>();
    let is_band = |cells: &[usize]| matches!(cells, [only] if whole.cells[*only].col_span == whole.cols);
    let first_rows = groups.iter().find(|g| !is_band(&in_group(g))).map_or(0, |g| g.start);
    let head_rows = heads::find(whole, first_rows).map(|h| first_rows..h.rows);
    let chapters = is_outline(whole, &groups);
    let mut kinds: Vec<(Range<u32>, Vec<usize>, Kind)> = Vec::new();
    for group in groups {
        let cells = in_group(&group);
        let kind = if is_band(&cells) {
            let text = whole.cells[cells[0]].text.as_str();
            let long = text.lines().count() >= 3 || holds_table(&table.cells[cells[0]].content);
            if long || is_heading(text) { Kind::Running } else { Kind::Band }
        } else if chapters || head_rows.is_none() && cells.iter().any(|&i| holds_table(&table.cells[i].content)) {
            Kind::Running
        } else {
            Kind::Rows
        };
        kinds.push((group, cells, kind));
    }
    let last_rows = kinds.iter().rposition(|(_, _, k)| *k == Kind::Rows);
    let mut out: Vec<Part> = Vec::new();
    let mut under: Option<Range<u32>> = None;
    for (at, (group, cells, kind)) in kinds.into_iter().enumerate() {
        // a band inside a form without heads is one of its lines
        let apart = match kind {
            Kind::Running => true,
            Kind::Band => head_rows.is_some() || last_rows.is_none_or(|last| at > last),
            Kind::Rows => false,
        };
        if apart {
            out.extend(cells.into_iter().map(Part::Running));
            continue;
        }
        if let Some(Part::Rows { body, .. }) = out.last_mut() {
            body.end = group.end;
            continue;
        }
        let own = heads::find(whole, group.start).is_some();
        let heads = under.clone().filter(|_| !own).unwrap_or(group.start..group.start);
        if own {
            under = heads::find(whole, group.start).map(|h| group.start..h.rows);
        }
        out.push(Part::Rows { heads, body: group });
    }
    out
}

/// Runs of rows that no cell leaves.
fn groups(whole: &Table) -> Vec<Range<u32>> {
    let mut reach: Vec<u32> = (1..=whole.rows).collect();
    for cell in &whole.cells {
        if let Some(end) = reach.get_mut(cell.row as usize) {
            *end = (*end).max(cell.row + cell.row_span).min(whole.rows);
        }
    }
    let mut out: Vec<Range<u32>> = Vec::new();
    for (row, end) in (0u32..).zip(reach) {
        match out.last_mut() {
            Some(group) if row < group.end => group.end = group.end.max(end),
            _ => out.push(row..end),
        }
    }
    out
}

/// Whether a cell holds a table of its own: more than a frame or a list.
fn holds_table(content: &[Flow]) -> bool {
    content.iter().any(|block| match block {
        Flow::Paragraph(_) => false,
        Flow::Aside(kind, inner) => *kind == Aside::Box && holds_table(inner),
        Flow::Table(t) => {
            let filled = t.cells.iter().filter(|c| !c.content.is_empty()).count();
            t.rows > 1 && t.cols > 1 && filled > 2 || t.cells.iter().any(|c| holds_table(&c.content))
        }
    })
}

fn is_heading(text: &str) -> bool {
    let line = text.lines().next().unwrap_or_default();
    let (marker, body) = lines::strip_markers(line);
    outline::heading(marker, body).is_some()
}

/// Whether the rows are the parts of a notice: numbered headings down the first column.
fn is_outline(whole: &Table, groups: &[Range<u32>]) -> bool {
    let numbered = |text: &str| {
        let (marker, body) = lines::strip_markers(text);
        matches!(marker, crate::model::layout::Marker::Number { .. }) && outline::heading(marker, body).is_some()
    };
    let first = whole.cells.iter().filter(|c| c.col == 0);
    let headings = first.filter(|c| numbered(c.text.as_str().lines().next().unwrap_or_default())).count();
    headings >= 2 && headings * 2 > groups.len()
}
