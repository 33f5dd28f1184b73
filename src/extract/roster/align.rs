//! One roster for all tables: groups of rows that mean the same unit, found by their names and their order.

use super::anchors::anchors;
use super::reading::{self, Reading};
use super::units::{Group, UnitTable};
use crate::lexicon::columns::TableKind;

/// The units of a notice in order, each with the groups of rows that show it.
#[derive(Debug, Default)]
pub(super) struct Roster {
    pub entries: Vec<Entry>,
    /// Entries in the order of the roster.
    pub order: Vec<usize>,
    /// For each table and each of its groups: the entry, and how sure that is.
    pub of: Vec<Vec<Place>>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Entry {
    /// Table and group.
    pub seen: Vec<(usize, usize)>,
}

#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Place {
    pub entry: usize,
    /// The rows around it leave no other entry.
    pub certain: bool,
}

const GAP: f32 = -0.6;
const BLANK: f32 = -0.3;
const GOES_ON: f32 = -0.5;
/// Two whole names that are not alike are two units.
const CONTRADICTS: f32 = -1.3;
const STRONG: f32 = 0.7;

/// Aligns the tables, the one with most whole names first and cameras, whose units have several rows, last.
pub(super) fn roster(tables: &[UnitTable<'_>]) -> Roster {
    let mut roster = Roster { of: tables.iter().map(|_| Vec::new()).collect(), ..Roster::default() };
    let mut by_worth: Vec<usize> = (0..tables.len()).collect();
    by_worth.sort_by_key(|&t| {
        let whole = tables[t].groups.iter().filter(|g| has_whole_name(g)).count();
        let late = match tables[t].kind {
            TableKind::Contractors => 2,
            TableKind::Cameras => 1,
            _ => 0,
        };
        (late, std::cmp::Reverse(whole), t)
    });
    for t in by_worth {
        roster.add(tables, t);
    }
    roster
}

fn has_whole_name(group: &Group) -> bool {
    group.readings.iter().any(|r| reading::is_intact(&r.text))
}

/// What becomes of a group: the position in the roster's order that it takes.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Step {
    Match {
        at: usize,
        likeness: f32,
    },
    /// Further rows of the unit before.
    GoesOn {
        likeness: f32,
    },
    New,
}

impl Roster {
    fn add(&mut self, tables: &[UnitTable<'_>], t: usize) {
        let groups = &tables[t].groups;
        let seen: Vec<Vec<&Group>> = self
            .order
            .iter()
            .map(|&e| self.entries[e].seen.iter().map(|&(t, g)| &tables[t].groups[g]).collect())
            .collect();
        let anchors = anchors(groups, &seen);
        let repeats = tables[t].kind != TableKind::Retention;
        let mut steps: Vec<Step> = Vec::with_capacity(groups.len());
        let (mut from, mut at) = (0, 0);
        for &(g, e) in anchors.iter().chain([&(groups.len(), seen.len())]) {
            steps.extend(between(&groups[from..g], &seen[at..e], at, at.checked_sub(1).map(|p| &seen[p][..]), repeats));
            if g < groups.len() {
                steps.push(Step::Match { at: e, likeness: 1.0 });
            }
            (from, at) = (g + 1, e + 1);
        }
        let certain = certainty(&steps, seen.len());
        let mut order: Vec<usize> = Vec::with_capacity(self.order.len() + 4);
        let mut taken = 0;
        let mut last: Option<usize> = None;
        for (g, step) in steps.iter().enumerate() {
            let entry = match *step {
                Step::Match { at, .. } => {
                    order.extend(&self.order[taken..=at]);
                    taken = at + 1;
                    self.order[at]
                }
                Step::GoesOn { .. } if last.is_some() => last.unwrap_or_default(),
                Step::GoesOn { .. } | Step::New => {
                    self.entries.push(Entry::default());
                    order.push(self.entries.len() - 1);
                    self.entries.len() - 1
                }
            };
            self.entries[entry].seen.push((t, g));
            self.of[t].push(Place { entry, certain: certain[g] });
            last = Some(entry);
        }
        order.extend(&self.order[taken..]);
        self.order = order;
    }
}

fn likeness(group: &Group, seen: &[&Group]) -> f32 {
    let best =
        |a: &[Reading], b: &[Reading]| a.iter().flat_map(|x| b.iter().map(|y| x.likeness(y))).fold(0.0_f32, f32::max);
    seen.iter()
        .map(|s| best(&group.readings, &s.readings).max(0.9 * best(&group.leaves, &s.leaves)))
        .fold(0.0, f32::max)
}

/// More pairs than a stretch without any known name may have; beyond that its order proves nothing.
const TOO_MANY_PAIRS: usize = 40_000;

/// The best way to match groups with entries that stand between two known names.
fn between(
    groups: &[Group],
    seen: &[Vec<&Group>],
    offset: usize,
    before: Option<&[&Group]>,
    repeats: bool,
) -> Vec<Step> {
    let (n, m) = (groups.len(), seen.len());
    if n == 0 {
        return Vec::new();
    }
    if n.saturating_mul(m) > TOO_MANY_PAIRS {
        return vec![Step::New; n];
    }
    let pair: Vec<f32> = groups.iter().flat_map(|g| seen.iter().map(move |e| likeness(g, e))).collect();
    let whole: Vec<bool> = seen.iter().map(|e| e.iter().any(|g| has_whole_name(g))).collect();
    let width = m + 1;
    let mut best = vec![f32::NEG_INFINITY; (n + 1) * width];
    let mut came = vec![Came::Start; (n + 1) * width];
    best[0] = 0.0;
    for i in 0..=n {
        for j in 0..=m {
            let here = best[i * width + j];
            if here == f32::NEG_INFINITY {
                continue;
            }
            let mut go = |to: usize, score: f32, how: Came| {
                if here + score > best[to] {
                    best[to] = here + score;
                    came[to] = how;
                }
            };
            if i < n && j < m {
                let like = pair[i * m + j];
                let score = if groups[i].readings.is_empty() {
                    BLANK
                } else if like < 0.5 && whole[j] && has_whole_name(&groups[i]) {
                    CONTRADICTS
                } else {
                    2.0 * like - 0.5
                };
                go((i + 1) * width + j + 1, score, Came::Match);
            }
            if i < n {
                let prior = if j > 0 { Some(&seen[j - 1][..]) } else { before };
                if let Some(prior) = prior.filter(|_| repeats || groups[i].readings.is_empty()) {
                    let like = if j > 0 { pair[i * m + j - 1] } else { likeness(&groups[i], prior) };
                    if like > STRONG || !has_whole_name(&groups[i]) {
                        go((i + 1) * width + j, (2.0 * like + GOES_ON).min(0.5), Came::GoesOn);
                    }
                }
                go((i + 1) * width + j, GAP, Came::New);
            }
            if j < m {
                go(i * width + j + 1, GAP, Came::Skip);
            }
        }
    }
    let mut steps = Vec::with_capacity(n);
    let (mut i, mut j) = (n, m);
    while i > 0 || j > 0 {
        match came[i * width + j] {
            Came::Match => {
                (i, j) = (i - 1, j - 1);
                steps.push(Step::Match { at: offset + j, likeness: pair[i * m + j] });
            }
            Came::GoesOn => {
                i -= 1;
                let like = if j > 0 { pair[i * m + j - 1] } else { before.map_or(0.0, |b| likeness(&groups[i], b)) };
                steps.push(Step::GoesOn { likeness: like });
            }
            Came::New => {
                i -= 1;
                steps.push(Step::New);
            }
            Came::Skip => j -= 1,
            Came::Start => break,
        }
    }
    steps.reverse();
    steps
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Came {
    Start,
    Match,
    GoesOn,
    New,
    Skip,
}

/// For each group: whether its names or its order leave no other choice.
///
/// Between two names that are sure, groups and entries must match one to one.
fn certainty(steps: &[Step], entries: usize) -> Vec<bool> {
    let mut out = vec![false; steps.len()];
    let mut start = 0;
    let mut entry = 0;
    for g in 0..=steps.len() {
        let (strong, at) = match steps.get(g) {
            None => (true, entries),
            Some(Step::Match { at, likeness }) => (*likeness >= STRONG, *at),
            Some(_) => (false, 0),
        };
        if !strong {
            continue;
        }
        let stretch = &steps[start..g];
        let matched = stretch.iter().filter(|s| matches!(s, Step::Match { .. })).count();
        let one_to_one = matched == stretch.len() && matched == at - entry.min(at);
        let only_more_rows = stretch.iter().all(|s| matches!(s, Step::GoesOn { .. })) && at <= entry;
        out[start..g].fill(one_to_one || only_more_rows);
        for (i, step) in stretch.iter().enumerate() {
            out[start + i] |= matches!(step, Step::GoesOn { likeness } if *likeness >= STRONG);
        }
        if g < steps.len() {
            out[g] = true;
        }
        (start, entry) = (g + 1, at + 1);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_is_certain_when_it_matches_one_to_one() {
        let sure = |at| Step::Match { at, likeness: 1.0 };
        let weak = |at| Step::Match { at, likeness: 0.1 };
        assert_eq!(certainty(&[sure(0), weak(1), sure(2)], 3), vec![true, true, true]);
        assert_eq!(certainty(&[sure(0), weak(1), sure(3)], 4), vec![true, false, true]);
        assert_eq!(certainty(&[sure(0), Step::GoesOn { likeness: 0.0 }, sure(1)], 2), vec![true, true, true]);
        assert_eq!(certainty(&[sure(0), Step::New, sure(1)], 2), vec![true, false, true]);
    }
}
