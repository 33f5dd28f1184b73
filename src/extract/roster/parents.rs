//! Units printed once beside several sites: the label read downwards is the department, the cell beside it the site.

use super::align::Roster;
use super::elsewhere::Elsewhere;
use super::reading;
use super::units::{Group, UnitTable};

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

/// The families of a roster, chosen so that the labels of the tables agree best.
pub(super) fn families(tables: &[UnitTable<'_>], roster: &Roster, elsewhere: &Elsewhere<'_>) -> Vec<Family> {
    let split: Vec<usize> = (0..tables.len()).filter(|&t| tables[t].is_split()).collect();
    let leafy: Vec<bool> = roster.order.iter().map(|&e| is_leafy(tables, &roster.entries[e].seen)).collect();
    let mut found: Vec<(f32, Family)> = Vec::new();
    for from in 0..leafy.len() {
        let mut labels: Vec<(usize, String)> = split.iter().map(|&t| (t, String::new())).collect();
        for to in from..leafy.len().min(from + MOST_LEAVES) {
            if !leafy[to] {
                break;
            }
            for (t, label) in &mut labels {
                for &(_, g) in roster.entries[roster.order[to]].seen.iter().filter(|s| s.0 == *t) {
                    push_label(&tables[*t], &tables[*t].groups[g], label);
                }
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

/// Adds the pieces of the label that stand on the rows of a group.
pub(super) fn push_label(table: &UnitTable<'_>, group: &Group, label: &mut String) {
    for row in &table.rows[group.rows.clone()] {
        for cell in row.cells[table.first..table.last].iter().flatten() {
            label.push_str(&reading::clean(cell.as_str()));
        }
    }
}

fn judge(
    labels: &[(usize, String)],
    split: usize,
    elsewhere: &Elsewhere<'_>,
    from: usize,
    to: usize,
) -> Option<(f32, Family)> {
    let mut best: Option<(f32, Family)> = None;
    for (_, parent) in labels.iter().filter(|(_, l)| reading::is_parent(l)) {
        let proved_by: Vec<usize> = labels.iter().filter(|(_, l)| l == parent).map(|(t, _)| *t).collect();
        let named = usize::from(elsewhere.find(parent).is_some());
        let proofs = proved_by.len() + named;
        if proofs < 2 && (split > 1 || to == from) {
            continue;
        }
        let score = proofs as f32 + 0.2 * (to - from + 1) as f32;
        if best.as_ref().is_none_or(|(s, _)| score > *s) {
            best = Some((score, Family { from, to, parent: parent.clone(), proved_by }));
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
