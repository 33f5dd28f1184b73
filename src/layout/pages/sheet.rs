//! A table on a page: where its columns and rows stand, and which runs of text lie in each cell.

use crate::model::Drawn;
use crate::model::page::Bbox;

/// A table as it is drawn on one page.
#[derive(Clone, Debug, Default)]
pub(super) struct Sheet {
    /// From 1.
    pub(super) page: u32,
    pub(super) bbox: Bbox,
    /// Borders of the columns from left to right: one more than there are columns.
    pub(super) xs: Vec<f32>,
    /// Borders of the rows from top to bottom.
    pub(super) ys: Vec<f32>,
    /// In row order, then column order.
    pub(super) cells: Vec<SheetCell>,
    pub(super) drawn: Drawn,
}

#[derive(Clone, Debug, Default)]
pub(super) struct SheetCell {
    pub(super) row: u32,
    pub(super) col: u32,
    pub(super) row_span: u32,
    pub(super) col_span: u32,
    pub(super) bbox: Bbox,
    /// Indexes of runs of the page.
    pub(super) runs: Vec<usize>,
    /// Tables inside the cell.
    pub(super) inner: Vec<Sheet>,
}

impl Sheet {
    pub(super) fn rows(&self) -> u32 {
        self.ys.len().saturating_sub(1) as u32
    }

    pub(super) fn cols(&self) -> u32 {
        self.xs.len().saturating_sub(1) as u32
    }

    /// Removes rows and columns in which no cell begins.
    pub(super) fn compress(&mut self) {
        let (mut rows, mut cols) = (vec![false; self.rows() as usize], vec![false; self.cols() as usize]);
        for cell in &self.cells {
            rows[cell.row as usize] = true;
            cols[cell.col as usize] = true;
        }
        let (row_at, col_at) = (kept_before(&rows), kept_before(&cols));
        for cell in &mut self.cells {
            let (row, col) = (row_at[cell.row as usize], col_at[cell.col as usize]);
            cell.row_span = (row_at[(cell.row + cell.row_span) as usize] - row).max(1);
            cell.col_span = (col_at[(cell.col + cell.col_span) as usize] - col).max(1);
            (cell.row, cell.col) = (row, col);
        }
        keep(&mut self.ys, &rows);
        keep(&mut self.xs, &cols);
    }

    /// Whether half of the rows hold text in two cells or more: what only looks like columns does not.
    pub(super) fn is_filled(&self) -> bool {
        let mut filled = vec![0u32; self.rows() as usize];
        self.cells.iter().filter(|c| !c.runs.is_empty()).for_each(|c| filled[c.row as usize] += 1);
        let rich = filled.iter().filter(|f| **f >= 2).count();
        rich >= 2 && rich * 2 >= self.rows() as usize
    }

    /// Whether any cell holds text.
    pub(super) fn has_text(&self) -> bool {
        self.cells.iter().any(|c| !c.runs.is_empty() || !c.inner.is_empty())
    }
}

/// For each field and the end, how many fields before it stay.
fn kept_before(stays: &[bool]) -> Vec<u32> {
    let mut out = vec![0];
    for stay in stays {
        out.push(out[out.len() - 1] + u32::from(*stay));
    }
    out
}

/// The borders before fields that stay, and the last one.
fn keep(borders: &mut Vec<f32>, stays: &[bool]) {
    let mut at = 0;
    borders.retain(|_| {
        at += 1;
        stays.get(at - 1).copied().unwrap_or(true)
    });
}

/// Whether a point lies in a box.
pub(super) fn holds(bbox: &Bbox, (x, y): (f32, f32)) -> bool {
    bbox[0] <= x && x <= bbox[2] && bbox[1] <= y && y <= bbox[3]
}

/// Whether a box lies in another, up to a tolerance in points.
pub(super) fn inside(inner: &Bbox, outer: &Bbox, room: f32) -> bool {
    inner[0] >= outer[0] - room
        && inner[1] >= outer[1] - room
        && inner[2] <= outer[2] + room
        && inner[3] <= outer[3] + room
}
