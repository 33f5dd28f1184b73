//! Where else in the notice a name stands: running text, storage places, contractors.

use super::reading;
use super::units::UnitTable;
use crate::lexicon::words;
use crate::model::{Block, Layout, Notice, Span, Text};

/// The text of a notice outside of the unit columns of its tables.
#[derive(Debug, Default)]
pub(super) struct Elsewhere<'t> {
    text: String,
    /// Where each text begins in `text`.
    pieces: Vec<(usize, &'t Text)>,
}

impl<'t> Elsewhere<'t> {
    pub(super) fn read(layout: &'t Layout, notice: &Notice, tables: &[UnitTable<'_>], first_table: u32) -> Self {
        let mut out = Elsewhere::default();
        let mut index = first_table;
        for block in &layout.blocks[notice.blocks.clone()] {
            match block {
                Block::Paragraph(p) => out.push(&p.line),
                Block::Table(t) => {
                    let units =
                        tables.iter().find(|u| u.index == index).map_or(0..0, |u| u.start..u.start + u.last + 1);
                    for cell in t.cells.iter().filter(|c| !units.contains(&(c.col as usize)) && !c.header) {
                        out.push(&cell.text);
                    }
                    index += 1;
                }
            }
        }
        out
    }

    fn push(&mut self, text: &'t Text) {
        if text.as_str().chars().any(words::is_syllable) {
            self.pieces.push((self.text.len(), text));
            let s = text.as_str();
            // `가 온 과`
            let spaced = s.split(' ').all(|w| w.chars().count() == 1);
            if spaced {
                self.text.push_str(&reading::clean(s));
            } else {
                self.text.push_str(s);
            }
            self.text.push('\n');
        }
    }

    /// The first place where a name of three syllables or more stands as a word, with a particle or as a post (`○○과장`).
    pub(super) fn find(&self, name: &str) -> Option<Vec<Span>> {
        if name.chars().count() < 3 {
            return None;
        }
        let at = self.text.match_indices(name).map(|m| m.0).find(|&at| {
            let next = self.text[at + name.len()..].chars().next();
            !self.text[..at].chars().next_back().is_some_and(words::is_syllable)
                && !next.is_some_and(|c| words::is_syllable(c) && !"장에의는은이가와과로를을등및".contains(c))
        })?;
        let piece = self.pieces.partition_point(|p| p.0 <= at).checked_sub(1)?;
        let (start, text) = self.pieces[piece];
        let spans = text.spans_of(at - start..at - start + name.len());
        Some(if spans.is_empty() { text.spans() } else { spans })
    }

    /// How often a text stands here.
    pub(super) fn times(&self, text: &str) -> usize {
        self.text.matches(text).count()
    }

    /// Words that are names of units.
    pub(super) fn names(&self) -> Vec<&str> {
        let words = self.text.split(|c: char| !words::is_syllable(c) && !c.is_ascii_digit());
        let mut out: Vec<&str> =
            words.filter(|w| reading::is_parent(w) || w.ends_with('동') && reading::is_intact(w)).collect();
        out.sort_unstable();
        out.dedup();
        out
    }
}
