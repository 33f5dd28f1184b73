//! Tables without a heading row: labels before their values.
//!
//! Extraction reads a label, its value and further pairs from left to right, and a row without a label as the
//! continuation of the one above. So merged cells are set where they begin, without gaps; a label over several rows whose
//! neighbours are labels themselves gives way to them, or, when it is a role, becomes the first column of a person's row.

use super::cells_in;
use crate::lexicon::columns;
use crate::lexicon::heads::head;
use crate::lexicon::words;
use crate::model::{Cell, Concept, Table, Text};

/// Whether the first column groups labels that stand in the second (`관리책임자` before `성명`, `직위`, `연락처`).
pub(super) fn is_grouped(table: &Table) -> bool {
    // a row of nothing but heads: what stands below are records, whatever roles their second column tells
    let top = &table.cells[cells_in(table, &(0..1))];
    if top.len() > 2 && top.iter().all(|c| head(c.text.as_str()).is_some()) {
        return false;
    }
    let second = table.cells.iter().filter(|c| c.col == 1 && head(c.text.as_str()).is_some());
    if second.take(2).count() < 2 {
        return false;
    }
    let groups = groups(table);
    let inner = groups.iter().filter(|g| person(table, g).is_some() || lower_labels(g).is_some()).count();
    inner > 0 && inner * 2 > groups.len()
}

/// The rows of each cell of the first column: the texts of the cells that begin in them.
fn groups(table: &Table) -> Vec<Vec<Vec<Text>>> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < table.rows {
        let cells = |row: u32| table.cells[cells_in(table, &(row..row + 1))].iter();
        let lead = cells(at).find(|c| c.col == 0);
        let end = lead.map_or(at + 1, |c| (at + c.row_span).min(table.rows)).max(at + 1);
        let row = |row: u32| cells(row).map(|c| c.text.clone()).collect();
        out.push((at..end).map(row).collect());
        at = end;
    }
    out
}

/// The tables that the rows of a form make.
pub(super) fn lay_out(table: Table) -> Vec<Table> {
    let labelled = table.cells.iter().filter(|c| head(c.text.as_str()).is_some()).count();
    if labelled == 0 {
        return vec![table];
    }
    let mut out = Vec::new();
    let mut rows: Vec<Vec<Text>> = Vec::new();
    for group in groups(&table) {
        if let Some(person) = person(&table, &group) {
            flush(&table, &mut rows, &mut out);
            out.push(person);
        } else if let Some(inner) = lower_labels(&group) {
            rows.extend(inner);
        } else {
            // the rows after the first begin below the merged label
            rows.extend(group.into_iter().enumerate().map(|(i, mut row)| {
                if i > 0 {
                    row.insert(0, Text::default());
                }
                row
            }));
        }
    }
    flush(&table, &mut rows, &mut out);
    out
}

fn flush(like: &Table, rows: &mut Vec<Vec<Text>>, out: &mut Vec<Table>) {
    let rows = std::mem::take(rows);
    if rows.iter().flatten().any(|t| !t.is_empty()) {
        out.push(table_of(like, rows, Vec::new()));
    }
}

fn table_of(like: &Table, rows: Vec<Vec<Text>>, columns: Vec<Option<Concept>>) -> Table {
    let cols = rows.iter().map(Vec::len).max().unwrap_or(0) as u32;
    let height = rows.len() as u32;
    let header = !columns.is_empty();
    let cells = (0u32..).zip(rows).flat_map(|(row, texts)| {
        let cell = move |(col, text)| Cell { row, col, row_span: 1, col_span: 1, header: header && row == 0, text };
        (0u32..).zip(texts).map(cell)
    });
    Table { rows: height, cols, cells: cells.collect(), columns, caption: None, ..*like }
}

/// `관리책임자` before `성명 | 홍길순`, `직위 | 과장`, `연락처 | …`: one row under these heads.
fn person(like: &Table, group: &[Vec<Text>]) -> Option<Table> {
    let role = group.first()?.first()?;
    words::role_of(role.as_str())?;
    let mut pairs: Vec<(&Text, &Text)> = Vec::new();
    for (i, row) in group.iter().enumerate() {
        let own = &row[usize::from(i == 0).min(row.len())..];
        for pair in own.chunks(2) {
            let [label, value] = pair else { return None };
            head(label.as_str())?;
            if head(value.as_str()).is_some() {
                return None;
            }
            pairs.push((label, value));
        }
    }
    let concepts: Vec<Option<Concept>> = pairs.iter().map(|(label, _)| head(label.as_str())).collect();
    let detail = |c: &Concept| {
        matches!(
            c,
            Concept::Name
                | Concept::Position
                | Concept::Department
                | Concept::Affiliation
                | Concept::Phone
                | Concept::Fax
        )
    };
    if pairs.len() < 2 || !concepts.iter().flatten().all(detail) {
        return None;
    }
    let heads = std::iter::once(Text::default()).chain(pairs.iter().map(|(label, _)| (*label).clone())).collect();
    let values = std::iter::once(role.clone()).chain(pairs.iter().map(|(_, value)| (*value).clone())).collect();
    let meanings: Vec<Option<Concept>> = std::iter::once(Some(Concept::Role)).chain(concepts).collect();
    Some(table_of(like, vec![heads, values], columns::resolve(&meanings).1))
}

/// Rows behind a label that spans them, when each has a label of its own: the lower labels with their values.
fn lower_labels(group: &[Vec<Text>]) -> Option<Vec<Vec<Text>>> {
    if group.len() < 2 {
        return None;
    }
    let upper = group.first()?.first()?;
    let mut out = Vec::new();
    for (i, row) in group.iter().enumerate() {
        let own = &row[usize::from(i == 0).min(row.len())..];
        let (label, values) = own.split_first()?;
        if values.is_empty() || values.iter().any(|v| head(v.as_str()).is_some()) {
            return None;
        }
        // `보관` before `기간`
        let both = Text::join([upper, label], " ");
        let label = if head(both.as_str()).is_some() {
            both
        } else if head(label.as_str()).is_some() {
            label.clone()
        } else {
            return None;
        };
        out.push(std::iter::once(label).chain(values.iter().cloned()).collect());
    }
    Some(out)
}
