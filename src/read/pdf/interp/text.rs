//! Showing text: where each glyph of a string lands on the page.

use super::super::font::Meaning;
use super::super::ink::{Glyph, Ink, Letter};
use super::super::matrix::Matrix;
use super::state::State;
use crate::model::page::Direction;

/// Glyphs that one page may show.
const GLYPHS: usize = 300_000;
/// Letters smaller than this are not for reading.
const SMALLEST: f32 = 0.5;

/// The text matrices, which no `q` saves.
#[derive(Clone, Copy, Debug)]
pub(super) struct Writing {
    pub(super) matrix: Matrix,
    pub(super) line: Matrix,
}

impl Default for Writing {
    fn default() -> Self {
        Writing { matrix: Matrix::IDENTITY, line: Matrix::IDENTITY }
    }
}

impl Writing {
    pub(super) fn set(&mut self, matrix: Matrix) {
        (self.matrix, self.line) = (matrix, matrix);
    }

    pub(super) fn next_line(&mut self, x: f32, y: f32) {
        self.set(Matrix::shift(x, y).then(self.line));
    }

    /// Moves by thousandths of the font size, as a number in a `TJ` does.
    pub(super) fn adjust(&mut self, state: &State, thousandths: f32) {
        let text = &state.text;
        let by = -thousandths * 0.001 * text.size;
        let vertical = text.font.as_ref().is_some_and(|f| f.is_vertical());
        let (x, y) = if vertical { (0.0, by) } else { (by * text.stretch, 0.0) };
        self.matrix = Matrix::shift(x, y).then(self.matrix);
    }

    /// Shows a string; `scratch` is room for the text of a glyph.
    pub(super) fn show(&mut self, state: &State, mut bytes: &[u8], ink: &mut Ink, scratch: &mut String) {
        let set = &state.text;
        let Some(font) = set.font.clone() else { return };
        let vertical = font.is_vertical();
        let page = Matrix([set.size * set.stretch, 0.0, 0.0, set.size, 0.0, set.rise]);
        while let Some(code) = font.code(bytes) {
            bytes = &bytes[usize::from(code.len.max(1)).min(bytes.len())..];
            let shown = font.show(code, scratch);
            let glyph = page.then(self.matrix).then(state.ctm);
            let spacing = set.letter_space + if shown.word_space { set.word_space } else { 0.0 };
            let (dx, dy) = if vertical {
                (0.0, shown.advance * set.size + spacing)
            } else {
                ((shown.advance * set.size + spacing) * set.stretch, 0.0)
            };
            if glyph.is_sane() {
                let start = glyph.map(shown.origin.0, shown.origin.1);
                let end = if vertical {
                    glyph.map(shown.origin.0, shown.origin.1 + shown.advance)
                } else {
                    glyph.map(shown.advance, 0.0)
                };
                place(state, &font_place(glyph, font.em, vertical), start, end, shown.meaning, ink, scratch);
            }
            self.matrix = Matrix::shift(dx, dy).then(self.matrix);
            if ink.cut {
                return;
            }
        }
    }
}

/// How large glyphs are, and which way they run.
struct FontPlace {
    vertical: bool,
    size: f32,
    direction: Direction,
}

fn font_place(glyph: Matrix, em: f32, vertical: bool) -> FontPlace {
    let up = glyph.turn(0.0, em);
    let size = up.0.hypot(up.1);
    let (x, y) = if vertical { glyph.turn(0.0, -1.0) } else { glyph.turn(1.0, 0.0) };
    let lean = 0.12 * x.abs().max(y.abs());
    let direction = match (x.abs() <= lean, y.abs() <= lean) {
        (false, true) if x > 0.0 => Direction::Right,
        (false, true) => Direction::Left,
        (true, false) if y > 0.0 => Direction::Down,
        (true, false) => Direction::Up,
        _ => Direction::Slanted,
    };
    FontPlace { vertical, size, direction }
}

fn place(
    state: &State,
    font: &FontPlace,
    start: (f32, f32),
    end: (f32, f32),
    meaning: Meaning,
    ink: &mut Ink,
    text: &str,
) {
    let middle = ((start.0 + end.0) / 2.0, (start.1 + end.1) / 2.0);
    // the clip box may run along the baseline
    let room = font.size * 0.5;
    let [x0, y0, x1, y1] = state.clip;
    let inside = (x0 - room..=x1 + room).contains(&middle.0) && (y0 - room..=y1 + room).contains(&middle.1);
    if font.size < SMALLEST || !inside {
        return;
    }
    if ink.glyphs.len() >= GLYPHS {
        ink.cut = true;
        return;
    }
    let mut letters = text.chars();
    let letter = match (meaning, letters.next(), letters.next()) {
        (Meaning::Blank, ..) => Letter::Blank,
        (Meaning::Control, Some(c), _) => Letter::Control(c),
        (Meaning::Text, Some(one), None) => Letter::One(one),
        (Meaning::Text, Some(_), Some(_)) => {
            ink.texts.push(text.into());
            Letter::Several(ink.texts.len() as u32 - 1)
        }
        _ => Letter::Unknown,
    };
    ink.vertical |= font.vertical;
    let hidden = matches!(state.text.mode, 3 | 7);
    ink.glyphs.push(Glyph { letter, start, end, size: font.size, direction: font.direction, hidden });
}
