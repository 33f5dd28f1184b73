//! The words of the parts that consist of running text, which the record does not hold.

use super::document::{Block, Cell, Table};
use super::one_line;
use crate::lexicon::{gap, heads, outline, parts};
use crate::model::layout::Marker;
use crate::model::{Block as LayoutBlock, Layout, Notice, Paragraph, Part, Table as LayoutTable};
use std::collections::BTreeMap;

/// Parts of running text.
const PARTS: [Part; 6] = [Part::Contractor, Part::Rights, Part::Safety, Part::Change, Part::Sign, Part::Provision];

/// The words of a notice, by part.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Carried(BTreeMap<Part, Vec<Block>>);

impl Carried {
    /// The words of a part; none where the notice has no such part or the file is not at hand.
    #[must_use]
    pub fn of(&self, part: Part) -> &[Block] {
        self.0.get(&part).map_or(&[], Vec::as_slice)
    }
}

/// Brings over the words of a notice. What its record holds (labels with values, dates) is left out.
#[must_use]
pub fn carried(layout: &Layout, notice: &Notice) -> Carried {
    let mut out = Carried::default();
    for section in &notice.sections {
        let Some(part) = section.parts.first().copied().filter(|p| PARTS.contains(p)) else { continue };
        if part == Part::Contractor && !notice.contractors.is_empty() {
            continue;
        }
        let words = out.0.entry(part).or_default();
        for block in layout.blocks.get(section.blocks.clone()).unwrap_or_default() {
            match block {
                LayoutBlock::Paragraph(p) => words.extend(block_of(p, part)),
                LayoutBlock::Table(t) => words.extend(table_of(t)),
            }
        }
    }
    out
}

/// A paragraph; none where the record holds what it says.
fn block_of(p: &Paragraph, part: Part) -> Option<Block> {
    let heading = outline::heading(p.marker, p.text.as_str());
    let text = match &heading {
        Some(heading) => heading.value,
        None => p.text.as_str(),
    };
    let text = one_line(text);
    if text.is_empty() || gap::is(&text) || heads::labelled(&text).is_some() {
        return None;
    }
    // dates stand in the record, and behind the last part of a web page stands its foot
    let about_change = ["방침", "변경", "알", "공지", "공고"].iter().any(|w| text.contains(w));
    let dated = !crate::value::date::find(&text).is_empty();
    if part == Part::Change && (dated || !about_change || !parts::is_sentence(&text)) {
        return None;
    }
    Some(match p.marker {
        Marker::Bullet(_) => Block::Item(text),
        // its own number goes with it
        Marker::Number { .. } if heading.is_none() => Block::Paragraph(one_line(p.line.as_str())),
        _ => Block::Paragraph(text),
    })
}

/// A table of words; none where it has heads or labels, since its values stand in the record then.
fn table_of(table: &LayoutTable) -> Option<Block> {
    let read = table.columns.iter().any(Option::is_some)
        || table.cells.iter().any(|c| heads::label(c.text.as_str()).is_some())
        || table.cells.iter().all(|c| c.text.is_empty());
    if read {
        return None;
    }
    let grid = table.grid();
    let (rows, cols) = (grid.rows(), grid.cols());
    let mut cells: Vec<Cell> = Vec::new();
    for row in 0..rows {
        for col in 0..cols {
            let Some(cell) = grid.cell(row, col) else {
                cells.push(Cell { row, col, down: 1, across: 1, ..Cell::default() });
                continue;
            };
            if (cell.row as usize, cell.col as usize) == (row, col) {
                cells.push(Cell {
                    row,
                    col,
                    down: (cell.row_span.max(1) as usize).min(rows - row),
                    across: (cell.col_span.max(1) as usize).min(cols - col),
                    header: cell.header,
                    names_row: false,
                    text: one_line(cell.text.as_str()),
                });
            }
        }
    }
    Some(Block::Table(Table { caption: "표".to_owned(), rows, cols, cells }))
}
