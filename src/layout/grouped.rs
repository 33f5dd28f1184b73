//! Two columns under one head: what holds for several rows stands before the first of them only.
//!
//! `시설팀 가람관` over `누리관`: the unit of both rows, and the sites. `본관 지하1층` over `1층`: the site of both rows,
//! and the floors. Without lines between the cells they read as one cell and one that is short of its beginning.

use super::build::{Draft, Slot};
use crate::lexicon::words;
use crate::model::{Concept, Text};

impl Draft {
    /// Gives what opens groups of rows a column of its own.
    pub(super) fn part_groups(&mut self) {
        let column = |c: Concept| self.meanings.iter().position(|m| *m == Some(c));
        let (unit, site, place) = (column(Concept::Department), column(Concept::Facility), column(Concept::Location));
        if let Some(col) = site.filter(|_| unit.is_none()) {
            let parted: Vec<Part> = self.rows.iter().map(|r| unit_before_site(&r[col])).collect();
            self.insert_before(col, Concept::Department, &parted);
        } else if let (Some(col), None, Some(index)) = (place, site, column(Concept::Index)) {
            let parted = self.sites_before_floors(index, col);
            self.insert_before(col, Concept::Facility, &parted);
        }
    }

    /// Parts the places that open the numbered groups of rows, where all others of their group are floors.
    fn sites_before_floors(&self, index: usize, place: usize) -> Vec<Part> {
        let opens = |row: usize| !self.rows[row][index].text().is_empty();
        let mut out: Vec<Part> = Vec::with_capacity(self.rows.len());
        let mut at = 0;
        while at < self.rows.len() {
            let end = (at + 1..self.rows.len()).find(|r| opens(*r)).unwrap_or(self.rows.len());
            let below = &self.rows[at + 1..end];
            let below: Vec<&str> =
                below.iter().map(|r| r[place].text()).filter(|t| !words::is_total_label(t)).collect();
            let cut = self.rows[at][place].text().rsplit_once(' ').map(|(before, _)| before.len());
            let floors = opens(at)
                && !below.is_empty()
                && below.iter().all(|t| is_floor(t))
                && cut.is_some_and(|c| is_floor(&self.rows[at][place].text()[c..]));
            out.push(cut.filter(|_| floors).map_or(Part::Whole, |c| cut_slot(&self.rows[at][place], c)));
            out.extend(
                (at + 1..end)
                    .map(|r| if is_floor(self.rows[r][place].text()) && floors { Part::Below } else { Part::Whole }),
            );
            at = end;
        }
        out
    }

    /// Puts the beginnings of parted cells into a column before theirs: none unless groups of several rows are parted.
    fn insert_before(&mut self, col: usize, concept: Concept, parted: &[Part]) {
        let opened = parted.iter().filter(|p| matches!(p, Part::Opens(..))).count();
        let goes_on = parted.contains(&Part::Below);
        let torn = parted
            .iter()
            .zip(std::iter::once(&Part::Whole).chain(parted))
            .any(|(p, above)| *p == Part::Below && *above == Part::Whole);
        if opened < 2 || !goes_on || torn {
            return;
        }
        for (row, part) in self.rows.iter_mut().zip(parted) {
            let opening = match part {
                Part::Opens(group, rest) => {
                    row[col] = Slot::Text(rest.clone());
                    Slot::Text(group.clone())
                }
                Part::Below => Slot::Gone,
                // a cell without text ends the group above it
                Part::Whole => Slot::Text(Text::default()),
            };
            row.insert(col, opening);
        }
        self.header.insert(col, Text::default());
        self.meanings.insert(col, Some(concept));
    }
}

/// What a cell is to the group of its row.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    /// The group begins here: what names it, and the rest of the cell.
    Opens(Text, Text),
    /// One more row of the group above.
    Below,
    /// Nothing of a group.
    Whole,
}

fn cut_slot(slot: &Slot, at: usize) -> Part {
    match slot {
        Slot::Text(t) => {
            let t = t.trim();
            Part::Opens(t.slice(0..at), t.slice(at..t.as_str().len()).trim())
        }
        _ => Part::Whole,
    }
}

/// `시설팀 가람관` opens a group, `누리관` goes on with one.
fn unit_before_site(slot: &Slot) -> Part {
    let text = slot.text();
    match text.split_once(' ') {
        None if !text.is_empty() && !words::is_total_label(text) => Part::Below,
        Some((unit, site)) if words::is_unit(unit) && !site.contains(' ') => cut_slot(slot, unit.len()),
        _ => Part::Whole,
    }
}

/// `1층`, `지하 2층`, `B1`
fn is_floor(text: &str) -> bool {
    let t = text.trim().trim_start_matches("지하").trim_start_matches("지상").trim();
    let number = t.strip_suffix('층').or_else(|| t.strip_prefix('B'));
    number.is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()))
}
