//! Units printed once beside several sites: the label read downwards is the department, the cell beside it the site.

use super::align::Roster;
use super::elsewhere::Elsewhere;
use super::reading::{self, Reading};
use super::units::{Group, UnitTable};
use crate::model::Text;

/// Entries of the roster, by position in its order, that stand under one parent unit.
#[derive(Clone, Debug)]
pub(super) struct Family {
    pub from: usize,
    pub to: usize,
    pub parent: String,
    /// Tables whose label reads exactly so.
    pub proved_by: Vec<usize>,
}

/// A family is hardly ever longer.
const MOST_LEAVES: usize = 60;

/// In bytes; no unit has a longer name.
const LONGEST_LABEL: usize = 75;

/// The families of a roster, chosen so that the labels of the tables agree best.
pub(super) fn families(tables: &[UnitTable<'_>], roster: &Roster, elsewhere: &Elsewhere<'_>) -> Vec<Family> {
    let split: Vec<usize> = (0..tables.len()).filter(|&t| tables[t].is_split()).collect();
    let leafy: Vec<bool> = roster.order.iter().map(|&e| is_leafy(tables, &roster.entries[e].seen)).collect();
    let mut found: Vec<(f32, Family)> = Vec::new();
    for from in 0..leafy.len() {
        let mut labels: Vec<(usize, Label)> = split.iter().map(|&t| (t, Label::default())).collect();
        let members = roster.order.iter().zip(&leafy).enumerate().skip(from).take(MOST_LEAVES);
        for (to, (&entry, _)) in members.take_while(|(_, (_, leafy))| **leafy) {
            for (t, label) in &mut labels {
                for &(_, g) in roster.entries[entry].seen.iter().filter(|s| s.0 == *t) {
                    label.add(&tables[*t], &tables[*t].groups[g]);
                }
            }
            if labels.iter().all(|(_, l)| l.text.len() > LONGEST_LABEL) {
                break;
            }
            if let Some(best) = judge(&labels, split.len(), elsewhere, from, to) {
                found.push(best);
            }
        }
    }
    choose(found, leafy.len())
}

/// Whether the last unit column is filled in every table that shows the entry in several columns.
fn is_leafy(tables: &[UnitTable<'_>], seen: &[(usize, usize)]) -> bool {
    let mut shown = seen.iter().filter(|(t, _)| tables[*t].is_split()).peekable();
    shown.peek().is_some() && shown.all(|&(t, g)| !tables[t].groups[g].leaves.is_empty())
}

/// The pieces of a label on the rows of a run of entries, joined downwards.
#[derive(Debug, Default)]
pub(super) struct Label<'t> {
    pub(super) text: String,
    pub(super) pieces: Vec<&'t Text>,
    /// A piece goes on behind the name of a whole department: these are two labels.
    two: bool,
}

impl<'t> Label<'t> {
    pub(super) fn add(&mut self, table: &UnitTable<'t>, group: &Group) {
        for row in &table.rows[group.rows.clone()] {
            for cell in row.cells[table.first..table.last].iter().flatten() {
                let piece = reading::clean(cell.as_str());
                self.pieces.push(cell);
                if piece == self.text {
                    continue; // printed again on each row
                }
                let whole = ["과", "팀", "국"].iter().any(|e| self.text.ends_with(e)) && reading::is_parent(&self.text);
                self.two |= whole && !piece.is_empty();
                self.text.push_str(&piece);
            }
        }
    }
}

/// The best reading of the labels of a run, and its worth: how well all tables agree with it, for each entry.
fn judge(
    labels: &[(usize, Label<'_>)],
    split: usize,
    elsewhere: &Elsewhere<'_>,
    from: usize,
    to: usize,
) -> Option<(f32, Family)> {
    let mut best: Option<(f32, Family)> = None;
    let len = (to - from + 1) as f32;
    for (_, label) in labels.iter().filter(|(_, l)| !l.two && reading::is_parent(&l.text)) {
        let proved_by: Vec<usize> = labels.iter().filter(|(_, l)| l.text == label.text).map(|(t, _)| *t).collect();
        let named = elsewhere.find(&label.text).is_some();
        if proved_by.len() + usize::from(named) < 2 && (split > 1 || to == from) {
            continue;
        }
        let parent = Reading::new(label.text.clone());
        let agreed: f32 = labels.iter().map(|(_, l)| Reading::new(l.text.clone()).likeness(&parent)).sum();
        let worth = len * (agreed / labels.len() as f32 + if named { 0.5 } else { 0.0 }) - 0.5;
        if best.as_ref().is_none_or(|(w, _)| worth > *w) {
            best = Some((worth, Family { from, to, parent: parent.text, proved_by }));
        }
    }
    best
}

/// The families of greatest worth that do not overlap.
fn choose(mut found: Vec<(f32, Family)>, entries: usize) -> Vec<Family> {
    found.sort_by_key(|(_, f)| (f.to, f.from));
    // the best worth of families that end before each position, and the family that ends there
    let mut worth = vec![0.0_f32; entries + 1];
    let mut last: Vec<Option<usize>> = vec![None; entries + 1];
    let mut next = found.iter().enumerate().peekable();
    for end in 0..entries {
        (worth[end + 1], last[end + 1]) = (worth[end], None);
        while let Some((i, (score, family))) = next.next_if(|(_, (_, f))| f.to == end) {
            if worth[family.from] + score > worth[end + 1] {
                (worth[end + 1], last[end + 1]) = (worth[family.from] + score, Some(i));
            }
        }
    }
    let mut out = Vec::new();
    let mut end = entries;
    while end > 0 {
        match last[end] {
            Some(i) => {
                end = found[i].1.from;
                out.push(found[i].1.clone());
            }
            None => end -= 1,
        }
    }
    out.reverse();
    out
}
