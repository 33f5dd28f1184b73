//! Rows with separators under two rows of heads (`관리책임자 | 접근권한자` over `직위 | 성명 | 연락처 | 직위 | …`).
//!
//! A separator tells no spans: the upper row is as long as its heads, and so is the lower one. The roles above share the
//! heads below evenly, which brings the rows into the shape that a drawn table has. Under a head of places the lower row
//! names the places, and the cells count them.

use super::build::{Draft, place};
use super::delimited::WrittenRow;
use super::{flow, pair};
use crate::lexicon::{columns, heads};
use crate::model::{Cell, Concept, Drawn, Table, Text};
use crate::value::count;

/// The tables of such rows, a row for each person; none where the rows have one row of heads.
pub(super) fn tables(rows: &[WrittenRow]) -> Option<Vec<Table>> {
    let [upper, lower, body @ ..] = rows else { return None };
    let (above, below) = (filled(upper), filled(lower));
    let concepts: Vec<Concept> = below.iter().map(|t| heads::head(t.as_str())).collect::<Option<_>>()?;
    let is_role = |t: &Text| heads::head(t.as_str()).is_some_and(pair::is_role);
    let roles = above.iter().filter(|t| is_role(t)).count();
    let each = concepts.len().checked_div(roles).filter(|n| *n >= 2 && n * roles == concepts.len())?;
    let of_people = |c: &Concept| pair::is_personal(*c) && !pair::is_role(*c);
    let alike = concepts.chunks(each).all(|under| under == &concepts[..each]);
    let width = above.len() - roles + concepts.len();
    let longest = body.iter().filter_map(|r| r.cells.iter().rposition(|c| !c.is_empty())).max()? + 1;
    if !alike || !concepts.iter().all(of_people) || longest > width {
        return None;
    }
    let mut header = Vec::with_capacity(width);
    let mut upper_cells = Vec::new();
    let mut under = below.iter();
    for text in &above {
        let (row_span, col_span) = if is_role(text) { (1, each as u32) } else { (2, 1) };
        let col = header.len() as u32;
        upper_cells.push(Cell { row: 0, col, row_span, col_span, header: true, text: text.clone() });
        if is_role(text) {
            header.extend(under.by_ref().take(each).cloned());
        } else {
            header.push(text.clone());
        }
    }
    let meant: Vec<Option<Concept>> = header.iter().map(|t| heads::head(t.as_str())).collect();
    let all: Vec<Concept> = meant.iter().map(|m| m.unwrap_or(Concept::Other)).collect();
    let (kind, meanings) = columns::resolve(&meant);
    let rows = body.iter().map(|r| place(r.cells.clone(), &all)).collect();
    let mut table = Draft { drawn: Drawn::Delimited, header, kind, meanings, rows, down: false }.table(None);
    table.cells.retain(|c| c.row > 0 || !upper_cells.iter().any(|u| u.row_span == 2 && u.col == c.col));
    table.cells.iter_mut().for_each(|c| c.row += 1);
    table.cells.extend(upper_cells);
    table.cells.sort_by_key(|c| (c.row, c.col));
    table.rows += 1;
    Some(flow::finish_rows(table))
}

/// Rows under a head of places whose sub-heads name the places and whose cells count them (`설치위치` over `출입구 | 객장`,
/// `9 대 | 4 대 | 5 대` below): each row as one cell of places with their counts, where these add up to its count.
pub(super) fn counted_places(rows: &[WrittenRow]) -> Option<Vec<WrittenRow>> {
    let [upper, lower, body @ ..] = rows else { return None };
    let (above, below) = (filled(upper), filled(lower));
    let concepts: Vec<Concept> = above.iter().map(|t| heads::head(t.as_str())).collect::<Option<_>>()?;
    let [before @ .., Concept::Location] = &concepts[..] else { return None };
    let counts = before.iter().position(|c| *c == Concept::Count)?;
    let number = |t: &Text| count::cell(t.as_str());
    let named = below.iter().all(|t| heads::head(t.as_str()).is_none() && number(t).is_none());
    if below.len() < 2 || !named || body.is_empty() {
        return None;
    }
    let row = |row: &WrittenRow| {
        let (own, places) = row.cells.split_at_checked(before.len())?;
        let told: Vec<(&Text, &Text)> = below.iter().zip(places).filter(|(_, cell)| !cell.is_empty()).collect();
        let sum = told.iter().map(|(_, cell)| number(cell)).sum::<Option<u32>>()?;
        let pairs: Vec<Text> = told.iter().map(|(name, cell)| Text::join([*name, *cell], " ")).collect();
        let cells = own.iter().cloned().chain([Text::join(&pairs, ", ")]).collect();
        (Some(sum) == number(&own[counts])).then_some(WrittenRow { cells, ruled: false })
    };
    let heads = WrittenRow { cells: above, ruled: upper.ruled };
    std::iter::once(Some(heads)).chain(body.iter().map(row)).collect()
}

fn filled(row: &WrittenRow) -> Vec<Text> {
    row.cells.iter().filter(|c| !c.is_empty()).cloned().collect()
}
