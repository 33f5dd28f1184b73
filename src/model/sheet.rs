//! A sheet of cells, compact: what spreadsheets and CSV files hold before anyone says what it means.

/// A merged region of a sheet: rows and columns from 0, both ends inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merged {
    pub rows: (u32, u32),
    pub cols: (u32, u32),
}

/// The cells of a sheet that hold something.
#[derive(Clone, Debug, Default)]
pub struct Sheet {
    /// In the order of the workbook, from 0.
    pub number: u32,
    pub name: String,
    /// Regions that do not overlap.
    pub merged: Vec<Merged>,
    /// Rows that the program does not show; they are read.
    pub hidden_rows: u32,
    text: String,
    cells: Vec<Slot>,
    /// First cell of each row that holds something.
    rows: Vec<u32>,
}

#[derive(Clone, Copy, Debug)]
struct Slot {
    row: u32,
    col: u32,
    start: u32,
    end: u32,
}

impl Sheet {
    /// A sheet without cells.
    #[must_use]
    pub fn new(number: u32, name: String) -> Self {
        Sheet { number, name, ..Sheet::default() }
    }

    /// Adds a cell; a text of white space alone is none. Gives false when the sheet can take no more text (4 GiB).
    pub fn push(&mut self, row: u32, col: u32, text: &str) -> bool {
        if text.trim().is_empty() {
            return true;
        }
        let start = self.text.len();
        let (Ok(start), Ok(end)) = (u32::try_from(start), u32::try_from(start + text.len())) else { return false };
        self.text.push_str(text);
        self.cells.push(Slot { row, col, start, end });
        true
    }

    /// Puts the cells in order and cuts merged regions to what the sheet holds. Where a file has two cells at one place, the last counts.
    #[must_use]
    pub fn closed(mut self) -> Self {
        let in_order = self.cells.windows(2).all(|w| (w[0].row, w[0].col) < (w[1].row, w[1].col));
        if !in_order {
            self.cells.reverse();
            self.cells.sort_by_key(|c| (c.row, c.col));
            self.cells.dedup_by_key(|c| (c.row, c.col));
        }
        self.rows.clear();
        for (i, cell) in self.cells.iter().enumerate() {
            if i == 0 || self.cells[i - 1].row != cell.row {
                self.rows.push(i as u32);
            }
        }
        // a region may claim more than the sheet has
        let last_row = self.cells.last().map_or(0, |c| c.row);
        let last_col = self.cells.iter().map(|c| c.col).max().unwrap_or(0);
        self.merged.retain(|m| m.rows.0 <= last_row && m.cols.0 <= last_col);
        for m in &mut self.merged {
            m.rows.1 = m.rows.1.clamp(m.rows.0, last_row);
            m.cols.1 = m.cols.1.clamp(m.cols.0, last_col);
        }
        self.merged.sort_by_key(|m| (m.rows, m.cols));
        self
    }

    /// Number of cells that hold something.
    #[must_use]
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// The rows that hold something, from the top.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = SheetRow<'_>> {
        (0..self.rows.len()).map(|i| {
            let start = self.rows[i] as usize;
            let end = self.rows.get(i + 1).map_or(self.cells.len(), |e| *e as usize);
            SheetRow { sheet: self, cells: &self.cells[start..end] }
        })
    }

    /// The text of a cell; empty where there is none.
    #[must_use]
    pub fn get(&self, row: u32, col: u32) -> &str {
        let found = self.cells.binary_search_by_key(&(row, col), |c| (c.row, c.col));
        found.map_or("", |i| self.text_of(self.cells[i]))
    }

    fn text_of(&self, slot: Slot) -> &str {
        self.text.get(slot.start as usize..slot.end as usize).unwrap_or("")
    }
}

/// A row of a sheet.
#[derive(Clone, Copy, Debug)]
pub struct SheetRow<'s> {
    sheet: &'s Sheet,
    cells: &'s [Slot],
}

impl<'s> SheetRow<'s> {
    /// From 0.
    #[must_use]
    pub fn number(&self) -> u32 {
        self.cells.first().map_or(0, |c| c.row)
    }

    /// Columns and texts of the cells that hold something, from the left.
    pub fn cells(&self) -> impl ExactSizeIterator<Item = (u32, &'s str)> + use<'s> {
        let (sheet, cells) = (self.sheet, self.cells);
        cells.iter().map(move |c| (c.col, sheet.text_of(*c)))
    }

    /// The text in a column; empty where there is none.
    #[must_use]
    pub fn get(&self, col: u32) -> &'s str {
        self.cells.binary_search_by_key(&col, |c| c.col).map_or("", |i| self.sheet.text_of(self.cells[i]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_put_in_order_and_the_last_counts() {
        let mut sheet = Sheet::default();
        for (row, col, text) in [(3, 1, "라"), (0, 0, "가"), (3, 0, "다"), (0, 0, "나"), (1, 1, "  ")] {
            assert!(sheet.push(row, col, text));
        }
        let sheet = sheet.closed();
        let rows: Vec<Vec<_>> = sheet.rows().map(|r| r.cells().collect()).collect();
        assert_eq!(rows, [vec![(0, "나")], vec![(0, "다"), (1, "라")]]);
        assert_eq!((sheet.get(3, 1), sheet.get(3, 2), sheet.rows().nth(1).unwrap().number()), ("라", "", 3));
    }
}
