//! A page as a reader found it: pieces of text with their boxes, and the lines drawn between them.
//!
//! All measures are points (1/72 inch) from the top left corner of the page as it is read, `y` growing downwards.

/// A box: left, top, right, bottom.
pub type Bbox = [f32; 4];

/// A page of a document that has pages.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// From 1.
    pub number: u32,
    pub width: f32,
    pub height: f32,
    /// Text, from top to bottom, then from left to right.
    pub runs: Vec<PageRun>,
    /// Lines along the axes, pieces joined, parallels snapped.
    pub rulings: Vec<Ruling>,
    /// Filled rectangles that are no lines; white ones are left out.
    pub fills: Vec<Fill>,
    /// Boxes of the images.
    pub images: Vec<Bbox>,
    pub layer: TextLayer,
}

/// Letters that stand side by side on one line, with no wide gap and no ruling between them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PageRun {
    /// The unit of the source that holds the text.
    pub unit: u32,
    pub bbox: Bbox,
    /// Where the letters stand; the bottom of the box where text runs upwards or downwards.
    pub baseline: f32,
    /// Font size.
    pub size: f32,
    pub direction: Direction,
    /// A blank was shown after the last letter.
    pub blank_after: bool,
}

/// Which way a text runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    #[default]
    Right,
    Down,
    Left,
    Up,
    /// At another angle, as stamps and watermarks do.
    Slanted,
}

/// A line along an axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Ruling {
    pub axis: Axis,
    /// `y` of a line across, `x` of an upright one.
    pub at: f32,
    pub from: f32,
    pub to: f32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axis {
    Across,
    Upright,
}

/// A filled rectangle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fill {
    pub bbox: Bbox,
    /// A number for the colour, equal for equal colours.
    pub colour: u32,
}

/// How far the text of a page can be trusted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum TextLayer {
    #[default]
    Good,
    /// No text and no image.
    Blank,
    /// Recognised by a machine under an image of the page: read, but proves nothing.
    Ocr,
    /// The letters cannot be told, or are the wrong ones.
    Unusable,
    /// An image and no text.
    Scan,
}

/// What a recognition program found on the picture of a page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Recognised {
    /// Page, from 1.
    pub number: u32,
    pub width: f32,
    pub height: f32,
    pub rulings: Vec<Ruling>,
    /// Words in reading order.
    pub words: Vec<Word>,
}

/// A word with its box.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Word {
    pub text: String,
    pub bbox: Bbox,
    /// Block, paragraph and line that it stands in.
    pub line: [u32; 3],
    /// How sure the recognition is, 0 to 100.
    pub confidence: f32,
}

impl PageRun {
    /// Middle of the box.
    #[must_use]
    pub fn centre(&self) -> (f32, f32) {
        ((self.bbox[0] + self.bbox[2]) / 2.0, (self.bbox[1] + self.bbox[3]) / 2.0)
    }
}

impl Ruling {
    #[must_use]
    pub fn len(&self) -> f32 {
        self.to - self.from
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.to <= self.from
    }
}
