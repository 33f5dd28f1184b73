//! What the operators of a page leave on it: glyphs, strokes, filled rectangles, images.

use super::matrix::shared;
use crate::model::page::{Axis, Bbox, Direction, Fill, Ruling};

/// What stands on a page, in points from its top left corner.
#[derive(Debug, Default)]
pub(super) struct Ink {
    pub(super) glyphs: Vec<Glyph>,
    /// Texts of glyphs that stand for several letters.
    pub(super) texts: Vec<Box<str>>,
    /// Pieces of rulings, not yet joined.
    pub(super) strokes: Vec<Ruling>,
    pub(super) fills: Vec<Fill>,
    pub(super) images: Vec<Bbox>,
    /// Small round shapes, and whether they are filled: the bullets of lists, where they stand before a line.
    pub(super) dots: Vec<(Bbox, bool)>,
    /// Some of the text is set from top to bottom.
    pub(super) vertical: bool,
    /// A limit was reached; the rest of the page is missing.
    pub(super) cut: bool,
}

/// A glyph that was shown.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glyph {
    pub(super) letter: Letter,
    /// Where it begins and ends on its baseline.
    pub(super) start: (f32, f32),
    pub(super) end: (f32, f32),
    pub(super) size: f32,
    pub(super) direction: Direction,
    /// Neither filled nor stroked, as the text of an OCR layer.
    pub(super) hidden: bool,
}

/// What a glyph stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Letter {
    One(char),
    /// An index into [`Ink::texts`].
    Several(u32),
    Blank,
    /// A blank, or anything else, that the font calls a control character.
    Control(char),
    Unknown,
}

/// Filled shapes thinner than this are lines.
const THIN: f32 = 3.0;
/// Lines thicker than this are bars.
const BAR: f32 = 6.0;
/// How far a line may lean, as a part of its length.
const LEAN: f32 = 0.02;

/// A bullet is this large, in font sizes, and stands this far before the line.
const BULLET: std::ops::Range<f32> = 0.12..0.7;
const BEFORE: std::ops::Range<f32> = 0.0..2.5;

impl Ink {
    /// Turns dots that stand before a line into the letters that they are meant for.
    pub(super) fn read_bullets(&mut self) {
        let mut found = Vec::new();
        for (dot, filled) in std::mem::take(&mut self.dots) {
            let (middle, side) = ((dot[1] + dot[3]) / 2.0, dot[3] - dot[1]);
            let level = |g: &&Glyph| {
                let rise = (g.start.1 - middle) / g.size;
                g.direction == Direction::Right && (0.05..0.75).contains(&rise) && BULLET.contains(&(side / g.size))
            };
            let after = |g: &&Glyph| BEFORE.contains(&((g.start.0 - dot[2]) / g.size));
            let before =
                |g: &&Glyph| g.end.0 <= dot[0] && (dot[0] - g.end.0) < 6.0 * g.size && g.letter != Letter::Blank;
            let line = || self.glyphs.iter().filter(level);
            let first = line().filter(after).min_by(|a, b| a.start.0.total_cmp(&b.start.0));
            if let Some(first) = first.filter(|_| !line().any(|g| before(&g))) {
                let letter = Letter::One(if filled { '•' } else { '◦' });
                let (start, end) = ((dot[0], first.start.1), (dot[2], first.start.1));
                found.push(Glyph { letter, start, end, ..*first });
                // a bullet is always apart from its line
                found.push(Glyph { letter: Letter::Blank, start: end, end: first.start, ..*first });
            }
        }
        self.glyphs.extend(found);
    }

    /// A straight stroke inside a clip box.
    pub(super) fn line(&mut self, from: (f32, f32), to: (f32, f32), width: f32, colour: Option<u32>, clip: Bbox) {
        let (dx, dy) = ((to.0 - from.0).abs(), (to.1 - from.1).abs());
        let half = width / 2.0;
        if dy <= dx * LEAN + 0.3 && dx >= dy {
            let y = (from.1 + to.1) / 2.0;
            self.area([from.0.min(to.0), y - half, from.0.max(to.0), y + half], colour, clip);
        } else if dx <= dy * LEAN + 0.3 {
            let x = (from.0 + to.0) / 2.0;
            self.area([x - half, from.1.min(to.1), x + half, from.1.max(to.1)], colour, clip);
        }
    }

    /// A filled rectangle inside a clip box: a line when it is thin. White ones (no colour) leave nothing.
    pub(super) fn area(&mut self, bbox: Bbox, colour: Option<u32>, clip: Bbox) {
        let Some(colour) = colour else { return };
        let [x0, y0, x1, y1] = shared(bbox, clip);
        let (w, h) = (x1 - x0, y1 - y0);
        if w < 0.0 || h < 0.0 || !(w + h).is_finite() {
            return;
        }
        let across = Ruling { axis: Axis::Across, at: (y0 + y1) / 2.0, from: x0, to: x1 };
        let upright = Ruling { axis: Axis::Upright, at: (x0 + x1) / 2.0, from: y0, to: y1 };
        if w < THIN && h < THIN {
            // a dot of a dotted line, which may run either way
            self.strokes.extend([across, upright]);
        } else if h < THIN || (h < BAR && w > 8.0 * h) {
            self.strokes.push(across);
        } else if w < THIN || (w < BAR && h > 8.0 * w) {
            self.strokes.push(upright);
        } else {
            self.fills.push(Fill { bbox: [x0, y0, x1, y1], colour });
        }
    }
}
