//! Rows with separators that a line end inside their cells tore in two (`현관(2), 복도 | 산림녹` above `입구(1) | 지과`).

use super::build::heading_row;
use super::delimited::WrittenRow;
use crate::lexicon::words;
use crate::model::{Concept, Text};
use crate::value::count;

/// The rows of cameras, each lower piece joined to the row it goes on with.
pub(super) fn whole(rows: Vec<WrittenRow>) -> Vec<WrittenRow> {
    let Some(heads) = rows.first().and_then(heading_row) else { return rows };
    let mut out: Vec<WrittenRow> = Vec::with_capacity(rows.len());
    for row in rows {
        match out.last_mut() {
            Some(above) if goes_on(&heads, above, &row) => {
                for (col, cell) in row.cells.iter().enumerate().filter(|(_, c)| !c.is_empty()) {
                    let joined = joined(heads[col], &above.cells[col], cell);
                    above.cells[col] = joined;
                }
            }
            _ => out.push(row),
        }
    }
    out
}

/// Whether a row has no number of its own, stands under cells that go on, and at least one of these is plainly cut.
fn goes_on<'r>(heads: &[Option<Concept>], above: &'r WrittenRow, row: &'r WrittenRow) -> bool {
    let cell = |row: &'r WrittenRow, concept: Concept| -> &'r str {
        let col = heads.iter().position(|h| *h == Some(concept));
        col.and_then(|col| row.cells.get(col)).map_or("", |c| c.as_str().trim())
    };
    let numbered = [Concept::Count, Concept::Index].into_iter().any(|c| !cell(row, c).is_empty());
    let Some(number) = count::cell(cell(above, Concept::Count)).filter(|_| !numbered) else { return false };
    let mut cells = row.cells.iter().enumerate().filter(|(_, c)| !c.is_empty()).peekable();
    let under = |col: usize| above.cells.get(col).filter(|c| !c.is_empty() && !words::is_ditto(c.as_str()));
    cells.peek().is_some()
        && cells.clone().all(|(col, _)| col < heads.len() && under(col).is_some())
        && cells.any(|(col, cell)| {
            under(col).is_some_and(|up| is_cut(heads[col], up.as_str().trim(), cell.as_str().trim(), number))
        })
}

/// Whether a cell is whole only with the one below it.
fn is_cut(head: Option<Concept>, upper: &str, lower: &str, number: u32) -> bool {
    match head {
        Some(Concept::Department | Concept::Affiliation) => {
            !words::is_unit(upper) && !lower.contains(' ') && words::is_unit(&format!("{upper}{lower}"))
        }
        Some(Concept::Location) => {
            let (up, low) = (count::sum_in_brackets(upper), count::sum_in_brackets(lower));
            upper.ends_with(',') || up != number && up.saturating_add(low) == number
        }
        Some(Concept::Purpose) => !words::is_purpose(upper) && words::is_purpose(lower),
        _ => false,
    }
}

fn joined(head: Option<Concept>, upper: &Text, lower: &Text) -> Text {
    let last = upper.as_str().trim_end().rsplit([' ', ',']).next().unwrap_or("");
    let joiner = match head {
        Some(Concept::Department | Concept::Affiliation | Concept::Facility) => "",
        // `읍내 제2주` above `차장(4)`
        Some(Concept::Location) if !last.is_empty() && !last.ends_with(')') && !words::is_site(last) => "",
        _ => " ",
    };
    Text::join([upper, lower], joiner)
}
