//! A grey picture, the lines drawn on it, and the picture without them.

use crate::model::page::{Axis, Bbox, Ruling};
use std::ops::Range;

/// Darker than this is ink.
const INK: u8 = 150;
/// Shortest line across and upright, in parts of an inch: longer than the strokes of a letter.
const ACROSS: f32 = 0.35;
const UPRIGHT: f32 = 0.25;
/// Thickest line, in parts of an inch: what is thicker is a bar or a picture.
const THICKEST: f32 = 0.045;
/// Slopes that are no slope, and that are no page laid a little crooked.
const LEVEL: f32 = 0.0008;
const CROOKED: f32 = 0.05;
/// A line may be broken by so many pixels.
const BROKEN: usize = 3;

/// A picture of a page, a byte for each pixel, 0 black.
#[derive(Clone, Debug)]
pub struct Raster {
    width: usize,
    height: usize,
    pixels: Vec<u8>,
}

impl Raster {
    /// Reads a binary PGM file (`P5`, 8 bits), as `pdftoppm -gray` writes it.
    #[must_use]
    pub fn from_pgm(bytes: &[u8]) -> Option<Self> {
        let mut rest = bytes.strip_prefix(b"P5")?;
        let mut numbers = [0usize; 3];
        for number in &mut numbers {
            rest = rest.trim_ascii_start();
            while rest.first() == Some(&b'#') {
                let end = rest.iter().position(|b| *b == b'\n')?;
                rest = rest[end..].trim_ascii_start();
            }
            let digits = rest.iter().take_while(|b| b.is_ascii_digit()).count();
            *number = std::str::from_utf8(&rest[..digits]).ok()?.parse().ok()?;
            rest = &rest[digits..];
        }
        let [width, height, most] = numbers;
        let pixels = rest.get(1..)?;
        let size = width.checked_mul(height)?;
        (most == 255 && pixels.len() >= size && size > 0).then(|| Raster {
            width,
            height,
            pixels: pixels[..size].to_vec(),
        })
    }

    /// The picture as a binary PGM file.
    #[must_use]
    pub fn to_pgm(&self) -> Vec<u8> {
        let mut out = format!("P5\n{} {}\n255\n", self.width, self.height).into_bytes();
        out.extend_from_slice(&self.pixels);
        out
    }

    #[must_use]
    pub fn width(&self) -> usize {
        self.width
    }

    #[must_use]
    pub fn height(&self) -> usize {
        self.height
    }

    /// A part of the picture with a white border of so many pixels.
    #[must_use]
    pub fn part(&self, bbox: Bbox, border: usize) -> Raster {
        let (xs, ys) = self.range(bbox);
        let (width, height) = (xs.len() + 2 * border, ys.len() + 2 * border);
        let mut pixels = vec![255; width * height];
        for (row, y) in ys.enumerate() {
            let from = &self.pixels[y * self.width + xs.start..y * self.width + xs.end];
            let to = (row + border) * width + border;
            pixels[to..to + from.len()].copy_from_slice(from);
        }
        Raster { width, height, pixels }
    }

    /// Number of pixels of ink in a part of the picture.
    #[must_use]
    pub fn inked(&self, bbox: Bbox) -> usize {
        let (xs, ys) = self.range(bbox);
        ys.flat_map(|y| xs.clone().map(move |x| (x, y))).filter(|(x, y)| self.ink(*x, *y)).count()
    }

    fn range(&self, [x0, y0, x1, y1]: Bbox) -> (Range<usize>, Range<usize>) {
        let within = |from: f32, to: f32, end: usize| {
            let from = (from.max(0.0) as usize).min(end);
            from..(to.max(0.0) as usize).clamp(from, end)
        };
        (within(x0, x1, self.width), within(y0, y1, self.height))
    }

    /// The picture turned so that its lines lie level, as far as they tell how crooked the page was laid on the glass.
    #[must_use]
    pub fn straightened(self, dpi: f32) -> Self {
        let mut slopes: Vec<f32> = self
            .bars(Axis::Across, dpi * ACROSS)
            .iter()
            .filter(|b| b.length() > dpi && b.thickness() <= dpi * THICKEST)
            .map(Bar::slope)
            .collect();
        slopes.sort_by(f32::total_cmp);
        let slope = slopes.get(slopes.len() / 2).copied().unwrap_or(0.0);
        if slope.abs() < LEVEL || slope.abs() > CROOKED {
            return self;
        }
        let mut pixels = vec![255; self.pixels.len()];
        for y in 0..self.height {
            for x in 0..self.width {
                let from_x = x as f32 - slope * y as f32;
                let from_y = y as f32 + slope * x as f32;
                let inside = from_x >= 0.0 && from_y >= 0.0;
                let (from_x, from_y) = (from_x.round() as usize, from_y.round() as usize);
                if inside && from_x < self.width && from_y < self.height {
                    pixels[y * self.width + x] = self.pixels[from_y * self.width + from_x];
                }
            }
        }
        Raster { pixels, ..self }
    }

    /// Lines across, then upright ones, each sorted by its place, in pixels. `dpi` are the pixels to an inch.
    #[must_use]
    pub fn rulings(&self, dpi: f32) -> Vec<Ruling> {
        let mut out = Vec::new();
        for (axis, shortest) in [(Axis::Across, ACROSS), (Axis::Upright, UPRIGHT)] {
            let bars = self.bars(axis, dpi * shortest);
            let lines = bars.iter().filter(|b| b.thickness() <= dpi * THICKEST);
            let mut lines: Vec<Ruling> =
                lines.map(|b| Ruling { axis, at: b.middle(), from: b.from as f32, to: b.to as f32 }).collect();
            lines.sort_by(|a, b| a.at.total_cmp(&b.at).then(a.from.total_cmp(&b.from)));
            out.extend(lines);
        }
        out
    }

    /// Takes lines out of the picture: letters that touch them stay.
    pub fn erase(&mut self, rulings: &[Ruling], dpi: f32) {
        let half = (dpi * THICKEST / 2.0).ceil() as usize;
        for line in rulings {
            let at = line.at as usize;
            for along in line.from as usize..=line.to as usize {
                for across in at.saturating_sub(half)..=at + half {
                    let (x, y) = match line.axis {
                        Axis::Across => (along, across),
                        Axis::Upright => (across, along),
                    };
                    // ink that goes on beyond the line belongs to a letter
                    if x < self.width && y < self.height && self.thickness(line.axis, x, y) <= half * 2 {
                        self.pixels[y * self.width + x] = 255;
                    }
                }
            }
        }
    }

    fn ink(&self, x: usize, y: usize) -> bool {
        self.pixels[y * self.width + x] < INK
    }

    /// How far the ink goes through a pixel, square to an axis.
    fn thickness(&self, axis: Axis, x: usize, y: usize) -> usize {
        if !self.ink(x, y) {
            return 0;
        }
        let (at, end) = match axis {
            Axis::Across => (y, self.height),
            Axis::Upright => (x, self.width),
        };
        let ink = |v: usize| match axis {
            Axis::Across => self.ink(x, v),
            Axis::Upright => self.ink(v, y),
        };
        let before = (0..at).rev().take_while(|v| ink(*v)).count();
        let after = (at..end).take_while(|v| ink(*v)).count();
        before + after
    }

    /// Long pieces of ink along an axis; pieces of neighbouring lanes that overlap are one.
    fn bars(&self, axis: Axis, shortest: f32) -> Vec<Bar> {
        let (lanes, length) = match axis {
            Axis::Across => (self.height, self.width),
            Axis::Upright => (self.width, self.height),
        };
        let ink = |lane: usize, at: usize| match axis {
            Axis::Across => self.ink(at, lane),
            Axis::Upright => self.ink(lane, at),
        };
        let mut open: Vec<Bar> = Vec::new();
        let mut done: Vec<Bar> = Vec::new();
        for lane in 0..lanes {
            let mut at = 0;
            while at < length {
                if !ink(lane, at) {
                    at += 1;
                    continue;
                }
                let (from, mut to, mut gap) = (at, at, 0);
                while at < length && gap <= BROKEN {
                    if ink(lane, at) {
                        (to, gap) = (at, 0);
                    } else {
                        gap += 1;
                    }
                    at += 1;
                }
                if ((to - from) as f32) < shortest {
                    continue;
                }
                let piece = Bar { from, to, from_lane: lane, to_lane: lane, first: lane, last: lane, area: to - from };
                match open.iter_mut().find(|b| b.last + 1 >= lane && b.from <= to && from <= b.to) {
                    Some(bar) => bar.take(&piece),
                    None => open.push(piece),
                }
            }
            let (going, ended): (Vec<Bar>, Vec<Bar>) = open.into_iter().partition(|b| b.last == lane);
            open = going;
            done.extend(ended);
        }
        done.extend(open);
        done
    }
}

/// A line on the way: its ends and the lanes where they lie, all lanes that it takes, and its ink.
#[derive(Clone, Copy, Debug)]
struct Bar {
    from: usize,
    to: usize,
    from_lane: usize,
    to_lane: usize,
    first: usize,
    last: usize,
    area: usize,
}

impl Bar {
    fn take(&mut self, piece: &Bar) {
        if piece.from < self.from {
            (self.from, self.from_lane) = (piece.from, piece.first);
        }
        if piece.to > self.to {
            (self.to, self.to_lane) = (piece.to, piece.first);
        }
        self.last = piece.last;
        self.area += piece.area;
    }

    fn length(&self) -> f32 {
        (self.to - self.from) as f32
    }

    fn thickness(&self) -> f32 {
        self.area as f32 / self.length().max(1.0)
    }

    fn middle(&self) -> f32 {
        (self.first + self.last) as f32 / 2.0
    }

    /// Lanes down for each pixel along.
    fn slope(&self) -> f32 {
        (self.to_lane as f32 - self.from_lane as f32) / self.length().max(1.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A picture of 200 pixels square with a frame, a line across its middle, and a block of ink for a letter.
    fn picture() -> Raster {
        let mut raster = Raster { width: 200, height: 200, pixels: vec![255; 200 * 200] };
        let mut dark = |x0: usize, y0: usize, x1: usize, y1: usize| {
            for y in y0..y1 {
                raster.pixels[y * 200 + x0..y * 200 + x1].fill(0);
            }
        };
        for (x0, y0, x1, y1) in [
            (10, 10, 190, 12),
            (10, 100, 190, 102),
            (10, 188, 190, 190),
            (10, 10, 12, 190),
            (188, 10, 190, 190),
            (40, 40, 60, 60),
        ] {
            dark(x0, y0, x1, y1);
        }
        raster
    }

    #[test]
    fn lines_are_found_and_taken_out_and_letters_stay() {
        let mut raster = picture();
        let rulings = raster.rulings(100.0);
        let count = |axis| rulings.iter().filter(|r| r.axis == axis).count();
        assert_eq!((count(Axis::Across), count(Axis::Upright)), (3, 2), "{rulings:?}");
        raster.erase(&rulings, 100.0);
        assert!(raster.ink(50, 50), "the letter stays");
        assert!(!raster.ink(100, 101) && !raster.ink(11, 150), "the lines are gone");
        assert!(raster.rulings(100.0).is_empty());
    }

    #[test]
    fn a_crooked_page_is_straightened() {
        let straight = picture();
        let mut pixels = vec![255; 200 * 200];
        for y in 0..200usize {
            for x in 0..200usize {
                let from = y as f32 - 0.02 * x as f32;
                if from >= 0.0 && from.round() < 200.0 {
                    pixels[y * 200 + x] = straight.pixels[from.round() as usize * 200 + x];
                }
            }
        }
        let crooked = Raster { pixels, ..straight };
        let across = |r: &Raster| r.rulings(100.0).iter().filter(|l| l.axis == Axis::Across && l.len() > 150.0).count();
        let again = crooked.straightened(100.0);
        assert_eq!(across(&again), 3);
        assert!(again.bars(Axis::Across, 100.0).iter().all(|b| b.slope().abs() < 0.005));
    }

    #[test]
    fn a_picture_file_is_read_and_written() {
        let raster = picture();
        let again = Raster::from_pgm(&raster.to_pgm()).unwrap();
        assert_eq!((again.width, again.height, &again.pixels), (200, 200, &raster.pixels));
        assert!(Raster::from_pgm(b"P5 4 4 255\n123").is_none());
        assert!(Raster::from_pgm(b"P6 1 1 255\nabc").is_none());
    }
}
