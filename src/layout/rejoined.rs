//! Rows on lines, their cells set apart by single spaces, that line ends inside the cells tore: the first line holds the
//! upper halves of all cells, the next one the lower ones (`체육 가람종합 관중석(6), 8` above `시설팀 운동장 전광판(2)`).
//!
//! The numbers of the places, which add up to that of the row, prove how many lines a row takes. Halves of names belong
//! together where the whole name stands elsewhere in the text.

use super::lines::{self, Line, Shape};
use crate::lexicon::{heads, words};
use crate::model::layout::Marker;
use crate::model::{Concept, Text};
use crate::value::count;
use std::collections::BTreeSet;
use std::ops::Range;

/// Lines of one row below its first.
const MOST: usize = 3;
/// Shortest name that is put together.
const SHORTEST: usize = 4;
/// Shortest name that may be spelt otherwise elsewhere, in one syllable.
const LONG: usize = 7;

/// Puts the rows of cameras together that are proved to be torn.
pub(super) fn rows(lines: &mut Vec<Line>) {
    let mut names: Option<BTreeSet<String>> = None;
    let mut kept = vec![true; lines.len()];
    let mut at = 0;
    let mut inside = false;
    while at < lines.len() {
        let line = &lines[at];
        if inside && (line.shape != Shape::Plain || lines::heading(line).is_some()) {
            inside = false;
        }
        if is_heading(line) {
            inside = true;
        } else if inside {
            let names = names.get_or_insert_with(|| names_of(lines));
            if let Some((text, used)) = whole(&lines[at..], names) {
                let body = text.clone();
                lines[at] = Line { text, body, ..lines[at].clone() };
                kept[at + 1..at + used].fill(false);
                at += used - 1;
            }
        }
        at += 1;
    }
    lines::keep(lines, kept);
}

/// Heads on one line, of places and of their number.
fn is_heading(line: &Line) -> bool {
    if line.shape != Shape::Plain || line.marker != Marker::None {
        return false;
    }
    let heads = heads::head_row(line.text.as_str()).unwrap_or_default();
    let has = |c: Concept| heads.iter().any(|(_, head)| *head == c);
    has(Concept::Count) && has(Concept::Location)
}

/// All words of a text that may be names.
pub(super) fn names_of(lines: &[Line]) -> BTreeSet<String> {
    let words = lines.iter().flat_map(|l| l.text.as_str().split([' ', '\t', ',', '(', ')', '|', ':']));
    words.filter(|w| w.chars().count() >= SHORTEST).map(str::to_owned).collect()
}

/// The row that begins with the first of the lines, in one piece, and how many lines it takes.
fn whole(lines: &[Line], names: &BTreeSet<String>) -> Option<(Text, usize)> {
    let first = &lines[0].text;
    let counts: Vec<u32> =
        heads::words_of(first.as_str()).into_iter().filter_map(|w| count::cell(&first.as_str()[w])).collect();
    let below = lines.iter().skip(1).take(MOST).take_while(|l| goes_on(l)).count();
    let sum = |line: &Line| count::sum_in_brackets(line.text.as_str());
    let total = |used: usize| lines[..used].iter().map(sum).fold(0, u32::saturating_add);
    let added_up = (2..=below + 1).rev().find(|used| total(*used) > 0 && counts.contains(&total(*used)));
    // `가람자연 진입로 2` above `장지`: the lower half of a name alone
    let used = added_up.or((below == 1 && total(2) == 0 && counts.len() == 1).then_some(2))?;
    let mut upper = heads::words_of(first.as_str());
    let mut lower = heads::words_of(lines[1].text.as_str());
    let mut joined: Vec<Text> = Vec::new();
    while let ([up, ..], [low, ..]) = (&upper[..], &lower[..]) {
        let (up, low) = (first.slice(up.clone()), lines[1].text.slice(low.clone()));
        let name = Text::join([&up, &low], "");
        if !is_known(name.as_str(), names) {
            break;
        }
        joined.push(name);
        (upper, lower) = (upper.split_off(1), lower.split_off(1));
    }
    let proved = added_up.is_some() && sum(&lines[0]) != total(used);
    if !proved && (joined.is_empty() || added_up.is_none() && !lower.is_empty()) {
        return None;
    }
    // the lower half of the places follows the last of the upper ones
    let s = first.as_str();
    let places = upper.iter().rposition(|w| s[w.clone()].trim_end_matches(',').ends_with(')')).map_or(0, |at| at + 1);
    let behind = upper.split_off(places);
    let rest = lines[2..used].iter().map(|l| l.text.clone());
    let of =
        |text: &Text, words: &[Range<usize>]| -> Vec<Text> { words.iter().map(|w| text.slice(w.clone())).collect() };
    let pieces: Vec<Text> = joined
        .into_iter()
        .chain(of(first, &upper))
        .chain(of(&lines[1].text, &lower))
        .chain(rest)
        .chain(of(first, &behind))
        .collect();
    Some((Text::join(&pieces, " "), used))
}

/// Whether a line may be the lower half of a row: it has no number of its own.
fn goes_on(line: &Line) -> bool {
    let s = line.text.as_str();
    line.shape == Shape::Plain
        && line.marker == Marker::None
        && lines::heading(line).is_none()
        && !s.split(' ').any(|w| count::cell(w).is_some() || words::is_total_label(w))
        && s.chars().count() <= 60
        && heads::head_row(s).is_none()
}

/// Whether a name stands elsewhere, a long one also when a syllable behind its first ones differs.
fn is_known(name: &str, names: &BTreeSet<String>) -> bool {
    let count = name.chars().count();
    if count < SHORTEST {
        return false;
    }
    if count < LONG || names.contains(name) {
        return names.contains(name);
    }
    let begin: String = name.chars().take(SHORTEST).collect();
    let differs = |other: &&String| name.chars().zip(other.chars()).filter(|(a, b)| a != b).count();
    let alike = names.range(begin.clone()..).take_while(|n| n.starts_with(&begin));
    alike.into_iter().any(|n| n.chars().count() == count && differs(&n) == 1)
}
