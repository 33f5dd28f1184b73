//! Sheets to the entries of a ledger.

use super::columns::{self, Mapping};
use crate::lexicon::words;
use crate::model::ledger::{Entry, Ledger, LedgerCell, LedgerField};
use crate::model::sheet::{Sheet, SheetRow};
use crate::reference::open_data;
use crate::value::{count, period, phone};
use std::collections::BTreeMap;

/// Rows in which a heading row is looked for before the first one is found.
const HEADINGS_WITHIN: usize = 40;

/// Reads the entries of all sheets; none when no sheet has a heading row that is understood.
#[must_use]
pub fn ledger(name: &str, sheets: &[Sheet], map: &[Mapping]) -> Option<Ledger> {
    let mut ledger = Ledger { name: name.to_owned(), ..Ledger::default() };
    let mut found = false;
    for (index, sheet) in sheets.iter().enumerate() {
        ledger.sheets.push(sheet.name.clone());
        found |= read(index as u32, sheet, map, &mut ledger);
    }
    found.then_some(ledger)
}

/// Reads a sheet; gives whether it has a heading row.
fn read(index: u32, sheet: &Sheet, map: &[Mapping], ledger: &mut Ledger) -> bool {
    let covers = Covers::of(sheet);
    let mut columns: Option<Vec<(u32, LedgerField)>> = None;
    let mut lower = None; // the last row of the heading, which may be merged over two
    let mut above: Option<usize> = None;
    for (nth, row) in sheet.rows().enumerate() {
        let number = row.number();
        let cells = covers.filled(sheet, row);
        // a row with a number where numbers stand is no heading, which need not be asked of every word
        let counts = |columns: &Vec<(u32, LedgerField)>| {
            let col = columns.iter().find(|(_, f)| *f == LedgerField::Count).map(|(col, _)| *col);
            col.is_some_and(|col| count::cell(row.get(col)).is_some())
        };
        let may_head = columns.as_ref().map_or(nth < HEADINGS_WITHIN, |columns| !counts(columns));
        if let Some(found) = Some(&cells).filter(|_| may_head).and_then(|cells| columns::headings(cells, map)) {
            if ledger.generation.is_none() {
                let texts: Vec<&str> = cells.iter().map(|(_, text)| *text).collect();
                ledger.generation = open_data::generation(&texts);
            }
            // a heading of two lines: what the upper line says of columns that the lower does not name
            let under = lower == Some(number.wrapping_sub(1));
            let upper = columns.take().filter(|_| under).unwrap_or_default();
            let free = |(col, f): &(u32, LedgerField)| !found.iter().any(|(c, g)| c == col || g == f);
            let kept: Vec<_> = upper.into_iter().filter(free).collect();
            columns = Some(found.into_iter().chain(kept).collect());
            lower = Some(covers.last_of_heading(number));
            above = None;
            continue;
        }
        let Some(columns) = &columns else { continue };
        if lower.is_some_and(|lower| number <= lower) {
            continue; // the second line of a merged heading
        }
        if let Some(entry) = entry(index, row, &cells, columns, above.map(|at| &ledger.entries[at])) {
            above = Some(ledger.entries.len());
            ledger.entries.push(entry);
        }
    }
    columns.is_some()
}

fn entry(
    sheet: u32,
    row: SheetRow,
    cells: &[(u32, &str)],
    columns: &[(u32, LedgerField)],
    above: Option<&Entry>,
) -> Option<Entry> {
    let total = row.cells().next().is_some_and(|(_, text)| words::is_total_label(text));
    let named_total = cells
        .iter()
        .any(|(col, text)| words::is_total_label(text) && columns.iter().any(|(c, f)| c == col && is_name(*f)));
    if total || named_total {
        return None;
    }
    let at = row.number();
    let mut entry = Entry { sheet, row: at, ..Entry::default() };
    for &(col, field) in columns {
        // a value that a merged cell covers is said once; a name holds for every row
        let own = row.get(col).trim();
        let text = if is_name(field) || matches!(field, LedgerField::Days | LedgerField::Phone) {
            cells.iter().find(|(c, _)| *c == col).map_or("", |(_, text)| text.trim())
        } else {
            own
        };
        let cell = LedgerCell { sheet, row: at, col, text: text.into() };
        if words::is_ditto(text) {
            let copy = |of: fn(&Entry) -> Option<&LedgerCell>| above.and_then(of).cloned();
            match field {
                LedgerField::Institution => entry.institution = copy(|e| e.institution.as_ref()),
                LedgerField::Department => entry.department = copy(|e| e.department.as_ref()),
                LedgerField::Facility => entry.facility = copy(|e| e.facility.as_ref()),
                LedgerField::Location => entry.location = copy(|e| e.location.as_ref()),
                LedgerField::Days => entry.days = above.and_then(|e| e.days.clone()),
                LedgerField::Phone => entry.phone = above.and_then(|e| e.phone.clone()),
                _ => {}
            }
            continue;
        }
        if text.is_empty() || words::is_none(text) {
            continue;
        }
        match field {
            LedgerField::Institution => entry.institution = Some(cell),
            LedgerField::Department => entry.department = Some(cell),
            LedgerField::Facility => entry.facility = Some(cell),
            // of two addresses the first that is filled
            LedgerField::Location => entry.location = entry.location.take().or(Some(cell)),
            LedgerField::Purpose => entry.purpose = Some(cell),
            LedgerField::Count => entry.count = count::cell(text).map(|n| (n, cell)),
            LedgerField::Days => entry.days = days(text).map(|n| (n, cell)),
            LedgerField::Phone => {
                let number = phone::find_in_field(text).into_iter().find(phone::Phone::is_real);
                entry.phone = number.map(|p| (p.number, cell));
            }
        }
    }
    let named = [&entry.institution, &entry.department, &entry.facility, &entry.location].iter().any(|n| n.is_some());
    let says = entry.count.is_some() || entry.days.is_some() || entry.phone.is_some();
    (named && says).then_some(entry)
}

fn is_name(field: LedgerField) -> bool {
    matches!(field, LedgerField::Institution | LedgerField::Department | LedgerField::Facility | LedgerField::Location)
}

/// Whole days: `30`, `30일`, `1개월`.
fn days(text: &str) -> Option<u32> {
    text.trim().parse().ok().filter(|d| (1..=3650).contains(d)).or_else(|| period::parse(text).days)
}

/// The merged regions of a sheet by their rows.
struct Covers {
    /// For each row that a region reaches into: its first column, and the row of its text.
    rows: BTreeMap<u32, Vec<(u32, u32)>>,
}

/// Rows of a region that are looked at; a cell merged over more is no cell of a ledger.
const TALLEST: u32 = 5000;

impl Covers {
    fn of(sheet: &Sheet) -> Self {
        let mut rows: BTreeMap<u32, Vec<_>> = BTreeMap::new();
        let mut left = 1_000_000u32; // rows that regions may cover in all
        for m in &sheet.merged {
            let last = m.rows.1.min(m.rows.0.saturating_add(TALLEST));
            let height = last - m.rows.0 + 1;
            if height > left || sheet.get(m.rows.0, m.cols.0).is_empty() {
                continue;
            }
            left -= height;
            for row in m.rows.0..=last {
                rows.entry(row).or_default().push((m.cols.0, m.rows.0));
            }
        }
        Covers { rows }
    }

    /// The cells of a row, with the texts of regions that reach into it from above.
    fn filled<'s>(&self, sheet: &'s Sheet, row: SheetRow<'s>) -> Vec<(u32, &'s str)> {
        let mut cells: Vec<(u32, &str)> = row.cells().collect();
        for &(first, top) in self.rows.get(&row.number()).into_iter().flatten() {
            if top < row.number() && !cells.iter().any(|(c, _)| *c == first) {
                cells.push((first, sheet.get(top, first)));
            }
        }
        cells.sort_by_key(|(col, _)| *col);
        cells
    }

    /// The last row of a heading that begins in a row: as far down as its merged cells reach.
    fn last_of_heading(&self, row: u32) -> u32 {
        let mut last = row;
        while last < row + 4
            && self.rows.get(&(last + 1)).is_some_and(|all| all.iter().any(|(_, top)| (row..=last).contains(top)))
        {
            last += 1;
        }
        last
    }
}
