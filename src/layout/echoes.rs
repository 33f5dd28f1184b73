//! What comes again in other lines of a body shows where cells end.
//!
//! Sites have the same places (`본점 창구, 금고 2대` and `동문지점 창구, 금고 1대`), rows the same purpose, all rows of a
//! site its name. Only rows on lines of their own are compared.

use super::fitted::Atom;
use crate::lexicon::words;
use crate::model::Concept;
use crate::value::count;

/// Longest purpose that is compared, in atoms.
const LONGEST: usize = 12;
/// What is said for a border where a cell seems to begin.
const BEGINS: f32 = 1.5;
/// What is said for a purpose that other rows have.
const AGAIN: f32 = 1.2;
/// No cell is worth more beyond its own words.
pub(super) const MOST: f32 = AGAIN;

/// The evidence for the atoms of a body.
#[derive(Debug, Default)]
pub(super) struct Echoes {
    /// Whether a cell begins at each atom.
    begins: Vec<bool>,
    /// How many atoms from each on stand in another line too.
    again: Vec<usize>,
}

impl Echoes {
    pub(super) fn of(atoms: &[Atom], columns: &[Concept]) -> Self {
        let lines: Vec<&[Atom]> = atoms.chunk_by(|_, next| !next.starts_line).collect();
        let mut echoes = Echoes { begins: vec![false; atoms.len()], again: vec![0; atoms.len()] };
        let named = columns.iter().any(|c| matches!(c, Concept::Facility | Concept::Department | Concept::Purpose));
        if lines.len() < 2 || !named {
            return echoes;
        }
        if columns.contains(&Concept::Purpose) {
            echoes.count_again(&lines);
        }
        if columns.first().is_some_and(|c| matches!(c, Concept::Facility | Concept::Department)) {
            echoes.tails(&lines);
            echoes.opening(&lines);
        }
        echoes
    }

    /// What a border at an atom is worth.
    pub(super) fn border(&self, at: usize) -> f32 {
        if self.begins.get(at) == Some(&true) { BEGINS } else { 0.0 }
    }

    /// What a cell of some atoms under a heading is worth beyond its own words.
    pub(super) fn cell(&self, at: usize, length: usize, text: &str, concept: Concept) -> f32 {
        let again = concept == Concept::Purpose && self.again.get(at).is_some_and(|most| length <= *most);
        if again && words::is_purpose(text) { AGAIN } else { 0.0 }
    }

    fn count_again(&mut self, lines: &[&[Atom]]) {
        let mut from = 0;
        for (i, line) in lines.iter().enumerate() {
            for at in 0..line.len() {
                let others = lines.iter().enumerate().filter(|(j, _)| *j != i).map(|(_, other)| other);
                let same = |other: &[Atom], b: usize| {
                    line[at..]
                        .iter()
                        .zip(&other[b..])
                        .take(LONGEST)
                        .take_while(|(x, y)| x.text.as_str() == y.text.as_str())
                        .count()
                };
                let most = others.flat_map(|other| (0..other.len()).map(move |b| same(other, b))).max();
                self.again[from + at] = most.unwrap_or(0);
            }
            from += line.len();
        }
    }

    /// Places before a count that other lines have too, behind another word: there the places begin.
    fn tails(&mut self, lines: &[&[Atom]]) {
        let tails: Vec<&[Atom]> = lines.iter().map(|line| before_count(line)).collect();
        let mut from = 0;
        for (i, line) in lines.iter().enumerate() {
            let longest =
                tails.iter().enumerate().filter(|(j, _)| *j != i).map(|(_, t)| common_tail(tails[i], t)).max();
            let longest = longest.unwrap_or(0);
            let tail = &tails[i][tails[i].len() - longest..];
            let listed = tail.len() >= 3 || tail.iter().any(|a| a.text.as_str().ends_with(','));
            if listed && longest < tails[i].len() && !goes_on(&tails[i][tails[i].len() - longest - 1]) {
                self.begins[from + tails[i].len() - longest] = true;
            }
            from += line.len();
        }
    }

    /// The words that all lines of each of several groups begin with: behind them the places begin.
    fn opening(&mut self, lines: &[&[Atom]]) {
        let first = |line: &[Atom]| line[0].text.as_str().to_owned();
        let grouped = lines.chunk_by(|a, b| first(a) == first(b)).all(|group| group.len() > 1);
        let mut from = 0;
        for group in lines.chunk_by(|a, b| first(a) == first(b)) {
            let common = group.iter().map(|line| common_start(group[0], line)).min().unwrap_or(0);
            for line in group {
                if grouped && common + 1 < line.len() && !goes_on(&line[common - 1]) {
                    self.begins[from + common] = true;
                }
                from += line.len();
            }
        }
    }
}

/// The atoms of a line before its first count.
fn before_count(line: &[Atom]) -> &[Atom] {
    let at = line.iter().position(|a| count::cell(a.text.as_str()).is_some());
    &line[..at.unwrap_or(0)]
}

fn common_tail(a: &[Atom], b: &[Atom]) -> usize {
    let same = a.iter().rev().zip(b.iter().rev());
    same.take_while(|(x, y)| x.text.as_str() == y.text.as_str()).count()
}

fn common_start(a: &[Atom], b: &[Atom]) -> usize {
    a.iter().zip(b).take_while(|(x, y)| x.text.as_str() == y.text.as_str()).count()
}

/// Whether a list goes on behind a word.
fn goes_on(atom: &Atom) -> bool {
    let s = atom.text.as_str();
    s.ends_with([',', '·', '/']) || matches!(s, "및" | "와" | "과")
}
