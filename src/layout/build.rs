//! Rows of cells to a [`Table`]: columns get their meaning, cells their place, merged cells their span.

use super::delimited::WrittenRow;
use super::score;
use super::{centred, fitted};
use crate::lexicon::columns::{self, TableKind};
use crate::lexicon::{fold, heads, words};
use crate::model::{Cell, Concept, Drawn, Table, Text};
use crate::value::count;
use std::collections::BTreeSet;

/// A table on the way: a heading row with meanings, and rows that have a place for each column.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub drawn: Drawn,
    pub header: Vec<Text>,
    pub kind: TableKind,
    pub meanings: Vec<Option<Concept>>,
    pub rows: Vec<Vec<Slot>>,
    /// Cells were written down, one a line: an empty cell left no trace, merged or not.
    pub down: bool,
}

impl Draft {
    /// Whether every text of another one stands in it too.
    pub(super) fn holds(&self, other: &Draft) -> bool {
        let texts = |d: &Draft| -> BTreeSet<String> { d.rows.iter().flatten().map(|s| fold(s.text())).collect() };
        texts(other).difference(&texts(self)).all(String::is_empty)
    }
}

/// The text at a row and column.
#[derive(Clone, Debug, Default)]
pub(super) enum Slot {
    /// There was a cell with text.
    Text(Text),
    /// There was a cell, and nothing stood in it.
    #[default]
    Blank,
    /// The separators show no cell here: a merged cell from above vanished.
    Gone,
}

impl Slot {
    fn of(text: Option<Text>) -> Self {
        match text {
            Some(t) if !t.is_empty() => Slot::Text(t),
            Some(_) => Slot::Blank,
            None => Slot::Gone,
        }
    }

    pub(super) fn text(&self) -> &str {
        match self {
            Slot::Text(t) => t.as_str().trim(),
            _ => "",
        }
    }
}

/// Whether a written row is a row of heads: its meanings by cell.
pub(super) fn heading_row(row: &WrittenRow) -> Option<Vec<Option<Concept>>> {
    let filled = row.cells.iter().filter(|c| !c.is_empty()).count();
    let meanings: Vec<Option<Concept>> = row.cells.iter().map(|c| heads::head(c.as_str())).collect();
    let known = meanings.iter().flatten().count();
    let enough = known >= 2 && known * 2 >= filled;
    enough.then_some(meanings)
}

/// Rows of several tables that stand right after each other: cut where a row of other heads begins.
pub(super) fn cut_tables(rows: Vec<WrittenRow>) -> Vec<Vec<WrittenRow>> {
    let mut out: Vec<Vec<WrittenRow>> = Vec::new();
    let mut first: Option<Vec<Option<Concept>>> = None;
    for row in rows {
        let filled = row.cells.iter().filter(|c| !c.is_empty()).count();
        let heads = heading_row(&row).filter(|h| h.iter().flatten().count() == filled);
        let begins = out.last().is_none_or(|last: &Vec<WrittenRow>| {
            // a rule below every row tells no heads
            let below_heads = row.ruled && (heads.is_some() || last.last().is_none_or(|l| !l.ruled));
            below_heads || !last.is_empty() && heads.is_some() && first.is_some() && heads != first && last.len() > 1
        });
        if begins {
            first = heads;
            out.push(Vec::new());
        }
        if let Some(last) = out.last_mut() {
            last.push(row);
        }
    }
    out
}

/// A draft from rows with separators. Without a heading row the cells stay where they stand.
pub(super) fn from_rows(mut rows: Vec<WrittenRow>) -> Draft {
    let width = rows.iter().map(|r| r.cells.len()).max().unwrap_or(0);
    let label_rows = rows.iter().filter(|r| r.cells.first().is_some_and(|c| heads::head(c.as_str()).is_some())).count();
    // `담당부서 <tab> 총무과`: labels down the first column, no heading row
    let down = width == 2 && label_rows * 2 > rows.len() && rows.len() > 1;
    if let Some(first) = rows.first_mut().filter(|r| heading_row(r).is_none()) {
        without_caption(first);
    }
    let header = if down { None } else { rows.first().and_then(heading_row) };
    let Some(mut heads) = header else {
        let rows = rows
            .into_iter()
            .map(|r| {
                let mut slots: Vec<Slot> = r.cells.into_iter().map(|c| Slot::of(Some(c))).collect();
                slots.resize(width, Slot::Gone);
                slots
            })
            .collect();
        return Draft {
            drawn: Drawn::Delimited,
            header: Vec::new(),
            kind: TableKind::Unknown,
            meanings: vec![None; width],
            rows,
            down: false,
        };
    };
    let mut rows = rows.into_iter();
    let mut header = rows.next().map(|r| r.cells).unwrap_or_default();
    let mut rows: Vec<WrittenRow> = rows.collect();
    let merged = centred::take(&mut rows, &heads);
    // columns that no row fills, such as the one after a closing pipe
    let used = rows
        .iter()
        .filter_map(|r| r.cells.iter().rposition(|c| !c.is_empty()))
        .chain(header.iter().rposition(|c| !c.is_empty()))
        .max()
        .map_or(0, |c| c + 1);
    let mut stated = header.iter().rposition(|c| !c.is_empty()).map_or(0, |c| c + 1);
    // cells under the empty heading cells at the end, in rows that stand right otherwise
    let counts = heads.iter().position(|h| *h == Some(Concept::Count));
    let in_place = |r: &WrittenRow| {
        counts.is_none_or(|c| {
            r.cells.get(c).is_some_and(|t| score::cell(t.as_str(), Concept::Count, &[]) > -3.0 && !t.is_empty())
        })
    };
    let beyond = rows.iter().filter(|r| in_place(r)).filter_map(|r| r.cells.iter().rposition(|c| !c.is_empty())).max();
    if let Some(last) = beyond.filter(|last| *last < header.len()) {
        stated = stated.max(last + 1);
    }
    header.truncate(used.max(1));
    heads.truncate(used.max(1));
    // a row longer than the heading is shifted; the heading says how wide the table is, unless most rows disagree
    let wider =
        rows.iter().filter(|r| r.cells.iter().rposition(|c| !c.is_empty()).is_some_and(|c| c >= stated)).count();
    let width = if wider * 2 > rows.len() { used } else { stated };
    header.resize(width, Text::default());
    heads.resize(width, None);
    for (text, head) in header.iter().zip(heads.iter_mut()).filter(|(_, h)| h.is_none()) {
        *head = heads::misspelt(text.as_str());
    }
    unite_cut_heads(&mut header, &mut heads);
    if merged.is_empty() {
        rows = whole_rows(rows, &heads);
        lost_role_head(&mut header, &mut heads, &rows);
    }
    let (kind, mut meanings) = columns::resolve(&heads);
    unit_in_charge(kind, &header, &mut meanings);
    by_content(kind, &mut meanings, &rows);
    let all: Vec<Concept> = meanings.iter().map(|m| m.unwrap_or(Concept::Other)).collect();
    let mut rows: Vec<Vec<Slot>> =
        rows.into_iter().filter(|r| heading_row(r).is_none_or(|h| h != heads)).map(|r| place(r.cells, &all)).collect();
    centred::put(merged, &mut rows);
    Draft { drawn: Drawn::Delimited, header, kind, meanings, rows, down: false }
}

/// Takes the caption of a table off its first head (`설치 대수 및 위치 안내 설치대수 | 설치 위치`).
fn without_caption(row: &mut WrittenRow) {
    let mut others = row.cells.iter().skip(1).filter(|c| !c.is_empty()).peekable();
    if others.peek().is_none() || !others.all(|c| heads::head(c.as_str()).is_some()) {
        return;
    }
    let Some(first) = row.cells.first_mut() else { return };
    let s = first.as_str();
    let head = s.match_indices(' ').map(|(i, _)| &s[i + 1..]).find(|rest| heads::head(rest).is_some());
    if let Some(head) = head {
        *first = first.of(head);
    }
}

/// Rows of people that a line end inside a cell tore: a first cell on a line of its own opens the short row below it, a
/// number alone goes on with the numbers above it.
fn whole_rows(rows: Vec<WrittenRow>, heads: &[Option<Concept>]) -> Vec<WrittenRow> {
    if columns::resolve(heads).0 != TableKind::People {
        return rows;
    }
    let filled = |r: &WrittenRow| r.cells.iter().filter(|c| !c.is_empty()).count();
    let phone = heads.iter().position(|h| *h == Some(Concept::Phone));
    let mut out: Vec<WrittenRow> = Vec::with_capacity(rows.len());
    let mut opening: Option<Text> = None;
    let mut rows = rows.into_iter().peekable();
    while let Some(mut row) = rows.next() {
        if let Some(first) = opening.take() {
            row.cells.insert(0, first);
        } else if let [only] = &row.cells[..] {
            let number = score::cell(only.as_str(), Concept::Phone, &[]) >= 3.0;
            let above = phone.and_then(|p| out.last_mut()?.cells.get_mut(p)).filter(|c| number && !c.is_empty());
            if let Some(above) = above {
                above.push_joiner("\n");
                above.append(only);
                continue;
            }
            let short = rows.peek().is_some_and(|next| next.cells.len() > 1 && filled(next) < heads.len());
            if short && !number && !words::is_role(only.as_str()) && !words::is_total_label(only.as_str()) {
                opening = Some(only.clone());
                continue;
            }
        }
        out.push(row);
    }
    out
}

/// The empty heading cell over the roles was lost, and with it the place of all heads after it.
fn lost_role_head(header: &mut Vec<Text>, heads: &mut Vec<Option<Concept>>, rows: &[WrittenRow]) {
    let stated = heads.iter().flatten().count();
    let people = columns::resolve(heads).0 == TableKind::People;
    let role_in_full_row = |at: usize| {
        rows.iter().any(|r| {
            r.cells.get(at).is_some_and(|c| words::is_role(c.as_str()))
                && !r.cells[0].is_empty()
                && r.cells.iter().filter(|c| !c.is_empty()).count() == stated + 1
        })
    };
    let category = heads.first() == Some(&Some(Concept::Category));
    // `구분` over a column of sites and one of roles
    if people && category && role_in_full_row(1) {
        heads[0] = Some(Concept::Facility);
        header.insert(1, Text::default());
        heads.insert(1, Some(Concept::Role));
        return;
    }
    if people && !category && heads.first().is_some_and(Option::is_some) && role_in_full_row(0) {
        header.insert(0, Text::default());
        heads.insert(0, Some(Concept::Role));
        while heads.last() == Some(&None) && heads.len() > stated + 1 {
            heads.pop();
            header.pop();
        }
    }
}

/// Heads cut in two by a torn cell (`기 | 관명/소속`): both cells lead the same columns.
fn unite_cut_heads(header: &mut [Text], heads: &mut [Option<Concept>]) {
    let Some(first_known) = heads.iter().position(Option::is_some) else { return };
    let lead: Vec<usize> = (0..first_known).filter(|&i| !header[i].is_empty()).collect();
    if lead.is_empty() {
        return;
    }
    let joined: String = lead.iter().map(|&i| strip_tags(header[i].as_str())).collect();
    if heads::head(&joined) == Some(Concept::Department) || lead.len() > 1 || looks_like_unit_head(&joined) {
        for head in heads.iter_mut().take(first_known) {
            *head = Some(Concept::Department);
        }
    }
}

fn looks_like_unit_head(joined: &str) -> bool {
    joined.contains("소속") || joined.contains("관명") || joined.contains("부서")
}

fn strip_tags(s: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in s.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            _ if !inside => out.push(c),
            _ => {}
        }
    }
    out
}

/// Corrects meanings that the cells below plainly contradict.
pub(super) fn by_content(kind: TableKind, meanings: &mut [Option<Concept>], rows: &[WrittenRow]) {
    let column =
        |col: usize| rows.iter().filter_map(move |r| r.cells.get(col)).map(|c| c.as_str()).filter(|c| !c.is_empty());
    for col in 0..meanings.len() {
        let digits = column(col).any(|c| {
            c.bytes().filter(u8::is_ascii_digit).count() >= 3
                || c.contains('@')
                || words::is_ditto(c)
                || words::is_none(c)
        });
        let empty = column(col).next().is_none();
        if meanings[col] == Some(Concept::Phone) && !digits && !empty {
            // 연락처 over places or periods: the wrong heading
            let periods = column(col).all(|c| crate::value::period::parse(c).days.is_some());
            let free = match kind {
                TableKind::Cameras => Some(Concept::Location),
                TableKind::Retention if periods => Some(Concept::Period),
                TableKind::Retention => Some(Concept::Storage),
                _ => None,
            };
            if let Some(free) = free.filter(|f| !meanings.contains(&Some(*f))) {
                meanings[col] = Some(free);
            }
        }
        if meanings[col].is_none() && !empty && kind == TableKind::People && !meanings.contains(&Some(Concept::Role)) {
            let roles = column(col).filter(|c| words::is_role(c)).count();
            if roles > 0 {
                meanings[col] = Some(Concept::Role);
            }
        }
        // the first column of people that a heading of its own words names where they serve
        let headed = || meanings.iter().flatten().any(|c| matches!(c, Concept::Manager | Concept::AccessHolder));
        let sites = meanings.contains(&Some(Concept::Facility));
        if col == 0 && meanings[0].is_none() && !empty && !sites && kind == TableKind::People && headed() {
            meanings[0] = Some(Concept::Facility);
        }
        if meanings[col].is_none() && !empty && kind == TableKind::Cameras && !meanings.contains(&Some(Concept::Range))
        {
            let all = column(col).count();
            let ranges = column(col).filter(|c| c.ends_with("이내") || c.ends_with('m') || c.ends_with("방향")).count();
            if ranges * 2 > all {
                meanings[col] = Some(Concept::Range);
            }
        }
        // 부서 that holds roles, 책임자 over both of them
        if kind == TableKind::People
            && matches!(meanings[col], Some(Concept::Note | Concept::Facility | Concept::Manager))
            && !meanings.contains(&Some(Concept::Role))
        {
            let (roles, all) = (column(col).filter(|c| words::is_role(c)).count(), column(col).count());
            if roles * 2 > all || roles > 0 && meanings[col] == Some(Concept::Manager) {
                meanings[col] = Some(Concept::Role);
            }
        }
    }
}

/// `담당` over cameras is the unit in charge, no person.
pub(super) fn unit_in_charge(kind: TableKind, header: &[Text], meanings: &mut [Option<Concept>]) {
    if kind != TableKind::Cameras || meanings.contains(&Some(Concept::Department)) {
        return;
    }
    let lone = header
        .iter()
        .zip(meanings)
        .find(|(text, m)| **m == Some(Concept::PersonInCharge) && fold(text.as_str()) == "담당");
    if let Some((_, meaning)) = lone {
        *meaning = Some(Concept::Department);
    }
}

/// Gives the cells of a row their columns.
pub(super) fn place(cells: Vec<Text>, all: &[Concept]) -> Vec<Slot> {
    let width = all.len();
    let last = cells.iter().rposition(|c| !c.is_empty()).map_or(0, |c| c + 1);
    let filled = cells.iter().filter(|c| !c.is_empty()).count();
    let fits = |slots: &[Option<&Text>]| -> f32 {
        slots
            .iter()
            .zip(all)
            .map(|(t, c)| t.map_or(0.0, |t| if t.is_empty() { 0.0 } else { score::cell(t.as_str(), *c, all).min(3.0) }))
            .sum()
    };
    let straight: Vec<Option<&Text>> = (0..width).map(|i| cells.get(i)).collect();
    if cells.len() >= width && last <= width || filled == 0 {
        // as many cells as columns; moved only when the cells plainly say so
        let counts = |c: Concept| matches!(c, Concept::Count | Concept::RecorderCount);
        let least = |c: Concept| match c {
            Concept::Count | Concept::RecorderCount => Some(-2.6),
            Concept::Phone | Concept::Role | Concept::Hours | Concept::Period => Some(-1.0),
            _ => None,
        };
        let misfit = |t: &Text, c: Concept| least(c).is_some_and(|least| score::cell(t.as_str(), c, all) < least);
        let wrong = straight.iter().zip(all).any(|(t, c)| t.is_some_and(|t| !t.is_empty() && misfit(t, *c)));
        // a number with its unit beside the empty cell under 설치대수
        let empty = |i: usize| cells.get(i).is_none_or(Text::is_empty);
        let numbered = |t: &&Text| t.as_str().ends_with('대') && count::cell(t.as_str()).is_some();
        let beside = all.contains(&Concept::Count)
            && (0..width).all(|i| !counts(all[i]) || empty(i))
            && straight.iter().flatten().any(numbered);
        // a cell for each column leaves nowhere to move to
        if !wrong && !beside || filled == width {
            return cells
                .into_iter()
                .map(|c| Slot::of(Some(c)))
                .chain(std::iter::repeat_with(Slot::default))
                .take(width)
                .collect();
        }
    }
    let short: Vec<Text> = cells[..last].to_vec();
    // where merged cells vanished, they were the first ones of the row; empty ones at its end make up the number
    let shift = width.saturating_sub(last);
    let assigned = fitted::assign(&short, all, shift);
    let moved: Vec<Option<&Text>> = assigned.iter().map(|a| a.and_then(|i| short.get(i))).collect();
    // merged cells of coarser columns before finer ones: the whole row stands to the right
    let behind: Vec<Option<&Text>> = (0..width).map(|i| i.checked_sub(shift).and_then(|i| short.get(i))).collect();
    let (as_written, at_the_end, as_fitted) = (fits(&straight), fits(&behind), fits(&moved));
    if shift > 0 && cells.len() >= width && at_the_end >= as_fitted - 0.5 && at_the_end > as_written {
        return behind.into_iter().map(|t| Slot::of(t.filter(|t| !t.is_empty()).cloned())).collect();
    }
    let keeps_all = moved.iter().flatten().filter(|t| !t.is_empty()).count() == filled;
    let straight_fits = last <= width && as_written >= as_fitted - 0.5;
    if straight_fits || !keeps_all && last <= width {
        let gone = cells.len() < width;
        return (0..width)
            .map(|i| match cells.get(i) {
                Some(c) => Slot::of(Some(c.clone())),
                None if gone => Slot::Gone,
                None => Slot::Blank,
            })
            .collect();
    }
    moved.into_iter().map(|t| Slot::of(t.filter(|t| !t.is_empty()).cloned())).collect()
}

impl Draft {
    /// The finished table.
    pub(super) fn table(&self, caption: Option<Text>) -> Table {
        let cols = self.meanings.len();
        let head_rows = usize::from(!self.header.is_empty());
        let mut cells: Vec<Cell> = Vec::with_capacity(self.rows.len() * cols);
        for (col, text) in self.header.iter().enumerate() {
            cells.push(Cell { row: 0, col: col as u32, row_span: 1, col_span: 1, header: true, text: text.clone() });
        }
        for col in 0..cols {
            let mut open: Option<usize> = None;
            let up = self.leading_blanks_filled_up(col);
            for (r, row) in self.rows.iter().enumerate() {
                let at = (r + head_rows) as u32;
                match &row[col] {
                    Slot::Text(text) if !(words::is_ditto(text.as_str()) && open.is_some()) => {
                        let first = if open.is_none() { up.unwrap_or(r) } else { r };
                        cells.push(Cell {
                            row: (first.min(r) + head_rows) as u32,
                            col: col as u32,
                            row_span: (r - first.min(r) + 1) as u32,
                            col_span: 1,
                            header: false,
                            text: text.clone(),
                        });
                        open = Some(cells.len() - 1);
                    }
                    slot => {
                        let ditto = matches!(slot, Slot::Text(_));
                        match open {
                            Some(index) if ditto || self.merges_down(r, col) => {
                                let cell = &mut cells[index];
                                cell.row_span = at - cell.row + 1;
                            }
                            _ => {
                                if open.is_some() || up.is_none() {
                                    cells.push(Cell {
                                        row: at,
                                        col: col as u32,
                                        row_span: 1,
                                        col_span: 1,
                                        ..Cell::default()
                                    });
                                    open = None;
                                }
                            }
                        }
                    }
                }
            }
        }
        cells.sort_by_key(|c| (c.row, c.col));
        Table {
            caption,
            page: None,
            rows: (self.rows.len() + head_rows) as u32,
            cols: cols as u32,
            drawn: self.drawn,
            columns: self.meanings.clone(),
            cells,
        }
    }

    fn concept(&self, col: usize) -> Option<Concept> {
        self.meanings.get(col).copied().flatten()
    }

    fn column_of(&self, concept: Concept) -> Option<usize> {
        self.meanings.iter().position(|m| *m == Some(concept))
    }

    /// A row with a number and nothing else: a sum without its label.
    fn is_lone_number(&self, row: usize) -> bool {
        let slots = &self.rows[row];
        let with_text = slots.iter().filter(|s| !s.text().is_empty());
        with_text.clone().count() > 0
            && with_text.into_iter().all(|s| {
                s.text().bytes().all(|b| b.is_ascii_digit() || b == b',')
                    || s.text().ends_with('대') && count::cell(s.text()).is_some()
            })
    }

    /// Where sums stand before the groups of a table, a site opens a group; elsewhere its word belongs to the place.
    pub(super) fn sites_only_after_sums(&mut self) {
        let (Some(site), Some(place)) = (self.column_of(Concept::Facility), self.column_of(Concept::Location)) else {
            return;
        };
        let sums: Vec<bool> = (0..self.rows.len()).map(|r| self.is_lone_number(r)).collect();
        if place != site + 1 || sums.iter().filter(|s| **s).count() < 2 {
            return;
        }
        for row in 1..self.rows.len() {
            if sums[row - 1] {
                continue;
            }
            if let (Slot::Text(a), Slot::Text(b)) = (&self.rows[row][site], &self.rows[row][place]) {
                let joined = Text::join([a, b], " ");
                self.rows[row][place] = Slot::Text(joined);
                self.rows[row][site] = Slot::Gone;
            }
        }
    }

    /// A row without a place or purpose of its own whose number is the sum of all others.
    fn is_bare_sum(&self, row: usize) -> bool {
        let Some(count) = self.column_of(Concept::Count).filter(|_| self.rows.len() > 2) else { return false };
        let number = |r: usize| count::cell(self.rows[r][count].text());
        let says = |c: &Option<Concept>| {
            matches!(
                c,
                Some(
                    Concept::Location | Concept::Facility | Concept::Department | Concept::Purpose | Concept::Category
                )
            )
        };
        let names_none = self.meanings.iter().zip(&self.rows[row]).all(|(c, s)| !says(c) || s.text().is_empty());
        let others = (0..self.rows.len()).filter(|r| *r != row).filter_map(number).sum::<u32>();
        names_none && number(row).is_some_and(|n| n > 0 && n == others)
    }

    fn is_total_row(&self, row: usize) -> bool {
        self.rows[row].iter().any(|s| words::is_total_label(s.text()))
    }

    /// Whether the empty slot at a row and column belongs to the merged cell above it.
    fn merges_down(&self, row: usize, col: usize) -> bool {
        if row == 0 || self.is_total_row(row) || self.is_total_row(row - 1) && col != 0 {
            return false;
        }
        let slots = &self.rows[row];
        let gone = matches!(slots[col], Slot::Gone);
        let has = |c: Concept| self.column_of(c).is_some_and(|i| !slots[i].text().is_empty());
        let Some(concept) = self.concept(col) else { return false };
        match (self.kind, concept) {
            (
                _,
                Concept::Note
                | Concept::Name
                | Concept::Index
                | Concept::Disposal
                | Concept::RecorderCount
                | Concept::RecorderPlace,
            ) => false,
            (TableKind::Cameras, Concept::Count) => self.count_merges(row, gone),
            (TableKind::Cameras, Concept::Range) => !self.down,
            (TableKind::Cameras, Concept::Location) => has(Concept::Count) && !self.is_lone_number(row),
            (TableKind::Cameras, _) => !self.is_lone_number(row),
            (TableKind::People, Concept::Role | Concept::Facility) => slots.iter().any(|s| !s.text().is_empty()),
            (TableKind::People, Concept::Phone | Concept::Fax) => {
                let person = has(Concept::Name) || has(Concept::Position) || has(Concept::Department);
                gone && person && !self.sisters_have_own(col)
            }
            (TableKind::People, Concept::Department) => {
                let before_person = [Concept::Name, Concept::Position, Concept::Phone]
                    .iter()
                    .filter_map(|c| self.column_of(*c))
                    .all(|c| col < c);
                let person = has(Concept::Name) || has(Concept::Position) || has(Concept::Phone);
                person && (gone || before_person)
            }
            (TableKind::People, Concept::Position) => false,
            (TableKind::Retention, _) => slots.iter().any(|s| !s.text().is_empty()),
            (TableKind::Contractors, Concept::Phone | Concept::PersonInCharge) => false,
            // another unit with another number: its contractor is not named
            (TableKind::Contractors, Concept::Company) => {
                slots.iter().any(|s| !s.text().is_empty())
                    && (gone || !(has(Concept::Department) && has(Concept::Phone)))
            }
            (TableKind::Contractors, _) => slots.iter().any(|s| !s.text().is_empty()),
            _ => false,
        }
    }

    /// A column of numbers in which most rows have their own: an empty one is a hole, not a merged cell.
    fn sisters_have_own(&self, col: usize) -> bool {
        let own = self.rows.iter().filter(|r| !r[col].text().is_empty()).count();
        own * 4 > self.rows.len() * 3
    }

    /// Whether a row without its own count shares the count above: it names further places of the same cameras.
    fn count_merges(&self, row: usize, gone: bool) -> bool {
        let (Some(count), Some(location)) = (self.column_of(Concept::Count), self.column_of(Concept::Location)) else {
            return false;
        };
        let slots = &self.rows[row];
        if slots[location].text().is_empty() {
            return false;
        }
        let others_blank = self.rows.iter().skip(1).all(|r| r[count].text().is_empty());
        let own_number = slots[location].text().contains("대)");
        let own_lead = (0..count.min(location)).any(|c| !slots[c].text().is_empty());
        !own_lead && (gone || others_blank || own_number)
    }

    /// A merged label printed below the first of its rows: the row where its span begins.
    fn leading_blanks_filled_up(&self, col: usize) -> Option<usize> {
        let first = self.rows.iter().position(|r| !r[col].text().is_empty())?;
        if first == 0 {
            return None;
        }
        let start = (0..first).find(|&r| !self.is_total_row(r) && !self.is_lone_number(r) && !self.is_bare_sum(r))?;
        let fills = match (self.kind, self.concept(col)?) {
            _ if self.down => false,
            (TableKind::Cameras, Concept::Purpose | Concept::Range) => true,
            (TableKind::Cameras, Concept::Location) => {
                !self.is_lone_number(start)
                    && self.column_of(Concept::Count).is_some_and(|c| !self.rows[start][c].text().is_empty())
            }
            (TableKind::Retention, Concept::Hours | Concept::Period) => true,
            _ => false,
        };
        fills.then_some(start)
    }
}
