//! The graphics state.

use super::super::font::Font;
use super::super::matrix::Matrix;
use crate::model::page::Bbox;
use std::sync::Arc;

/// What `q` saves and `Q` brings back.
#[derive(Clone, Debug)]
pub(super) struct State<'f> {
    pub(super) ctm: Matrix,
    pub(super) clip: Bbox,
    pub(super) line_width: f32,
    pub(super) fill: Paint,
    pub(super) stroke: Paint,
    pub(super) text: TextState<'f>,
}

#[derive(Clone, Debug)]
pub(super) struct TextState<'f> {
    pub(super) font: Option<Arc<Font<'f>>>,
    pub(super) size: f32,
    pub(super) letter_space: f32,
    pub(super) word_space: f32,
    /// Horizontal scaling, 1 for 100 %.
    pub(super) stretch: f32,
    pub(super) leading: f32,
    pub(super) rise: f32,
    pub(super) mode: u8,
}

impl State<'_> {
    pub(super) fn new(ctm: Matrix, clip: Bbox) -> Self {
        let text = TextState {
            font: None,
            size: 0.0,
            letter_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            mode: 0,
        };
        State { ctm, clip, line_width: 1.0, fill: Paint::BLACK, stroke: Paint::BLACK, text }
    }
}

/// A colour, as far as tables need it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Paint {
    /// `0xRRGGBB`, or a number beyond for patterns and the like.
    rgb: u32,
    space: Space,
}

/// What the numbers of a colour mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Space {
    /// Grey, RGB or CMYK, by the number of components.
    Device,
    /// Tints of inks: 0 is no ink.
    Inks,
    /// Something else (indexed, patterns): never taken for white.
    Other,
}

const PATTERN: u32 = 0x0100_0000;

impl Paint {
    pub(super) const BLACK: Paint = Paint { rgb: 0, space: Space::Device };

    /// The colour as a number; none when it is white and leaves nothing on the page.
    pub(super) fn seen(self) -> Option<u32> {
        (self.rgb & 0x00F8_F8F8 != 0x00F8_F8F8 || self.rgb >= PATTERN).then_some(self.rgb)
    }

    /// The first colour of a space.
    pub(super) fn in_space(space: Space) -> Paint {
        Paint { rgb: if space == Space::Other { PATTERN } else { 0 }, space }
    }

    pub(super) fn device(numbers: &[f32]) -> Paint {
        Paint { rgb: 0, space: Space::Device }.with(numbers)
    }

    /// Another colour of the same space.
    pub(super) fn with(self, numbers: &[f32]) -> Paint {
        let byte = |v: f32| (v.clamp(0.0, 1.0) * 255.0).round() as u32;
        let rgb = |r: f32, g: f32, b: f32| byte(r) << 16 | byte(g) << 8 | byte(b);
        let value = match (self.space, numbers) {
            (Space::Device, &[v]) => rgb(v, v, v),
            (Space::Device, &[r, g, b]) => rgb(r, g, b),
            (Space::Device, &[c, m, y, k]) => rgb((1.0 - c) * (1.0 - k), (1.0 - m) * (1.0 - k), (1.0 - y) * (1.0 - k)),
            (Space::Inks, inks) => {
                let left = 1.0 - inks.iter().fold(0.0f32, |most, ink| most.max(*ink));
                rgb(left, left, left)
            }
            (_, numbers) => PATTERN | numbers.iter().fold(0, |v, n| (v * 31 + byte(*n)) & 0x00FF_FFFF),
        };
        Paint { rgb: value, ..self }
    }
}
