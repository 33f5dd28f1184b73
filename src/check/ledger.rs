//! What the rules of the ledger share: the pairs of one notice, and cells as they are shown.

use super::View;
use crate::model::ledger::{Comparison, Entry, Group, LedgerCell, LedgerPlace, Pair, Subject};

/// The matched subjects of a notice with their rows of the ledger.
pub(super) fn pairs<'c>(view: &View, comparison: &'c Comparison) -> Vec<(&'c Subject, &'c Group, Pair)> {
    let pairs = comparison.pairs.iter();
    let pairs = pairs.map(|p| (&comparison.subjects[p.subject], &comparison.groups[p.group], *p));
    pairs.filter(|(s, _, _)| s.notice == view.index).collect()
}

/// The cells of the rows of a group that hold a value, at most a few.
pub(super) fn cells<'c>(
    comparison: &'c Comparison,
    group: &'c Group,
    of: impl Fn(&'c Entry) -> Option<&'c LedgerCell>,
) -> Vec<LedgerPlace> {
    const SHOWN: usize = 20;
    let entries = group.entries.iter().map(|&e| &comparison.ledger.entries[e]);
    entries.filter_map(of).take(SHOWN).map(|cell| comparison.ledger.place(cell)).collect()
}

/// The first of some cells in words, and how many more there are: `대장.xlsx, 현황!C7`.
pub(super) fn shown(places: &[LedgerPlace]) -> String {
    match places {
        [] => String::new(),
        [only] => only.shown(),
        [first, rest @ ..] => format!("{} +{}", first.shown(), rest.len()),
    }
}
