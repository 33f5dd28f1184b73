//! What readers of tables share: limits, and rows and columns that are none.

use crate::model::report::TooLarge;
use crate::model::{FlowCell, ReadError};
use crate::settings::Limits;

/// Refuses a table of more cells than the limits allow.
pub(super) fn check_size(rows: u32, cols: u32, limits: &Limits) -> Result<(), ReadError> {
    let found = u64::from(rows) * u64::from(cols);
    if found > limits.units {
        return Err(ReadError::TooLarge { what: TooLarge::Cells, found, limit: limits.units, line: None });
    }
    Ok(())
}

/// Puts the cells in order and takes out the rows and columns at which no cell begins; gives what is left of the size.
///
/// A grid finer than its cells is how programs draw cells of uneven width.
pub(super) fn squeeze(cells: &mut [FlowCell], rows: u32, cols: u32) -> (u32, u32) {
    let rows = along(cells, rows, |c| (&mut c.row, &mut c.row_span));
    let cols = along(cells, cols, |c| (&mut c.col, &mut c.col_span));
    cells.sort_by_key(|c| (c.row, c.col));
    (rows, cols)
}

fn along(cells: &mut [FlowCell], size: u32, mut part: impl FnMut(&mut FlowCell) -> (&mut u32, &mut u32)) -> u32 {
    let mut begun = vec![false; size as usize];
    for cell in cells.iter_mut() {
        if let Some(begun) = begun.get_mut(*part(cell).0 as usize) {
            *begun = true;
        }
    }
    let mut kept = Vec::with_capacity(begun.len() + 1);
    let mut count = 0;
    for is in begun {
        kept.push(count);
        count += u32::from(is);
    }
    kept.push(count);
    for cell in cells {
        let (at, span) = part(cell);
        let after = kept[at.saturating_add(*span).min(size) as usize];
        *at = kept[(*at).min(size) as usize];
        *span = (after - *at).max(1);
    }
    count
}
