//! Names that two rosters share beyond doubt: between them the order decides.

use super::reading;
use super::units::Group;

/// Names that stand once on both sides, in the same order on both.
pub(super) fn anchors(groups: &[Group], seen: &[Vec<&Group>]) -> Vec<(usize, usize)> {
    let mut left: Vec<(&str, usize)> = Vec::new();
    for (g, group) in groups.iter().enumerate() {
        left.extend(keys(group).map(|k| (k, g)));
    }
    let mut right: Vec<(&str, usize)> = Vec::new();
    for (e, entry) in seen.iter().enumerate() {
        right.extend(entry.iter().flat_map(|g| keys(g)).map(|k| (k, e)));
    }
    let (left, right) = (only_once(left), only_once(right));
    let mut pairs: Vec<(usize, usize)> = left
        .iter()
        .filter_map(|(key, g)| right.binary_search_by_key(key, |r| r.0).ok().map(|i| (*g, right[i].1)))
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    longest_rising(&pairs)
}

/// Readings that can be told apart from others: whole names, and sites of two syllables or more.
fn keys(group: &Group) -> impl Iterator<Item = &str> {
    let names = group.readings.iter().filter(|r| reading::is_intact(&r.text));
    let sites = group
        .leaves
        .iter()
        .filter(|r| r.text.chars().count() >= 2 && r.text.chars().all(|c| ('가'..='힣').contains(&c)));
    names.chain(sites).map(|r| r.text.as_str())
}

fn only_once(mut keys: Vec<(&str, usize)>) -> Vec<(&str, usize)> {
    keys.sort_unstable();
    keys.dedup();
    let repeated: Vec<&str> = keys.windows(2).filter(|w| w[0].0 == w[1].0).map(|w| w[0].0).collect();
    keys.retain(|k| repeated.binary_search(&k.0).is_err());
    keys
}

/// The longest chain of pairs that rises on both sides.
fn longest_rising(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // the smallest last right side for each length, with the pair that it is
    let mut tails: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; pairs.len()];
    let mut i = 0;
    while i < pairs.len() {
        // of pairs with the same left side at most one can be used: the greatest right side goes in first
        let end = i + pairs[i..].iter().take_while(|p| p.0 == pairs[i].0).count();
        for at in (i..end).rev() {
            let place = tails.partition_point(|&t| pairs[t].1 < pairs[at].1);
            before[at] = place.checked_sub(1).map(|p| tails[p]);
            if place == tails.len() {
                tails.push(at);
            } else {
                tails[place] = at;
            }
        }
        i = end;
    }
    let mut out = Vec::new();
    let mut at = tails.last().copied();
    while let Some(i) = at {
        out.push(pairs[i]);
        at = before[i];
    }
    out.reverse();
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_rising_chain() {
        assert_eq!(longest_rising(&[(0, 3), (1, 0), (2, 1), (3, 2)]), vec![(1, 0), (2, 1), (3, 2)]);
        assert_eq!(longest_rising(&[(0, 0), (0, 1), (1, 1)]), vec![(0, 0), (1, 1)]);
        assert!(longest_rising(&[]).is_empty());
    }
}
