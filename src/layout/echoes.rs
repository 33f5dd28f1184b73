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
        if lines.len() < 2 {
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

    /// No cell under a heading is worth more beyond its own words.
    pub(super) fn most(&self, concept: Concept) -> f32 {
        if concept == Concept::Purpose && !self.again.is_empty() { AGAIN } else { 0.0 }
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
                let own = line[at..].iter().take(LONGEST);
                let same = |other: &[Atom], b: usize| in_common(own.clone(), other[b..].iter());
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
            let others = tails.iter().enumerate().filter(|(j, _)| *j != i).map(|(_, other)| other);
            let longest = others.map(|other| in_common(tails[i].iter().rev(), other.iter().rev())).max();
            let (before, tail) = tails[i].split_at(tails[i].len() - longest.unwrap_or(0));
            let listed = tail.len() >= 3 || tail.iter().any(|a| a.text.as_str().ends_with(','));
            if listed && before.last().is_some_and(|last| !goes_on(last)) {
                self.begins[from + before.len()] = true;
            }
            from += line.len();
        }
    }

    /// The words that all lines of each of several groups begin with: behind them the places begin.
    fn opening(&mut self, lines: &[&[Atom]]) {
        let groups = || lines.chunk_by(|a, b| a[0].text.as_str() == b[0].text.as_str());
        if groups().any(|group| group.len() == 1) {
            return;
        }
        let mut from = 0;
        for group in groups() {
            let common = group.iter().map(|line| in_common(group[0].iter(), line.iter())).min().unwrap_or(0);
            for line in group {
                if common + 1 < line.len() && !goes_on(&line[common - 1]) {
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

/// How many atoms two runs begin with alike.
fn in_common<'a>(a: impl Iterator<Item = &'a Atom>, b: impl Iterator<Item = &'a Atom>) -> usize {
    a.zip(b).take_while(|(x, y)| x.text.as_str() == y.text.as_str()).count()
}

/// Whether a list goes on behind a word.
fn goes_on(atom: &Atom) -> bool {
    let s = atom.text.as_str();
    s.ends_with([',', '·', '/']) || matches!(s, "및" | "와" | "과")
}
