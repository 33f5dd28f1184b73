//! Glyphs to runs: letters that follow each other on one baseline, cut at wide gaps and at rulings.
//!
//! So a run lies in one cell, and a cell's line is normally one run.

use super::ink::{Glyph, Ink, Letter};
use crate::model::page::{Axis, Direction, PageRun, Ruling};

/// Gaps and distances as parts of the font size.
const CUT: f32 = 0.8;
const BLANK: f32 = 0.18;
/// What a gap must exceed the usual one by where letters are spaced out.
const SPACED: f32 = 0.15;
/// The same where Hangul and Latin letters or digits meet on a page that shows its blanks: word processors set these
/// apart without a blank.
const MIXED: f32 = 0.38;
/// Part of the glyphs that are blanks on a page that shows them.
const SHOWS_BLANKS: f32 = 0.04;
/// An explicit blank counts from here on.
const SHOWN_BLANK: f32 = 0.02;
const BASELINE: f32 = 0.25;
const ASCENT: f32 = 0.8;
const DESCENT: f32 = 0.2;

/// A run, and its text.
#[derive(Debug)]
pub(super) struct Drafted {
    /// Its unit is set when the text gets into the source.
    pub(super) run: PageRun,
    pub(super) text: String,
}

/// A glyph in the frame of its own direction: `u` grows along the line, `v` from line to line.
#[derive(Clone, Copy)]
struct Placed<'g> {
    glyph: &'g Glyph,
    u0: f32,
    u1: f32,
    v: f32,
}

impl Placed<'_> {
    fn middle(&self) -> f32 {
        (self.u0 + self.u1) / 2.0
    }
}

/// The runs of a page, from top to bottom, then from left to right; text turned aside comes last.
pub(super) fn runs(ink: &Ink, rulings: &[Ruling]) -> Vec<Drafted> {
    let mut placed: Vec<Placed> = ink.glyphs.iter().map(place).collect();
    placed.sort_by(|a, b| a.glyph.direction.cmp(&b.glyph.direction).then(a.v.total_cmp(&b.v)));
    let blanks = ink.glyphs.iter().filter(|g| matches!(g.letter, Letter::Blank | Letter::Control(_))).count();
    let mixed = if blanks as f32 > SHOWS_BLANKS * ink.glyphs.len() as f32 { MIXED } else { BLANK };
    let mut out = Vec::new();
    let mut start = 0;
    for end in 1..=placed.len() {
        let goes_on = placed.get(end).is_some_and(|next| {
            let first = &placed[start];
            let size = first.glyph.size.min(next.glyph.size);
            next.glyph.direction == first.glyph.direction && next.v - first.v <= BASELINE * size
        });
        if !goes_on {
            line(ink, rulings, mixed, &mut placed[start..end], &mut out);
            start = end;
        }
    }
    out
}

fn place(glyph: &Glyph) -> Placed<'_> {
    let ((x0, y0), (x1, y1)) = (glyph.start, glyph.end);
    let (u0, u1, v) = match glyph.direction {
        Direction::Right | Direction::Slanted => (x0, x1, y0),
        Direction::Down => (y0, y1, -x0),
        Direction::Left => (-x0, -x1, -y0),
        Direction::Up => (-y0, -y1, x0),
    };
    Placed { glyph, u0: u0.min(u1), u1: u0.max(u1), v }
}

/// Cuts the glyphs of one line into runs.
fn line(ink: &Ink, rulings: &[Ruling], mixed: f32, glyphs: &mut [Placed], out: &mut Vec<Drafted>) {
    glyphs.sort_by(|a, b| a.u0.total_cmp(&b.u0));
    let borders = borders(rulings, glyphs);
    let mut run: Vec<(Placed, bool)> = Vec::new();
    let mut blank = false;
    for &glyph in glyphs.iter() {
        if matches!(glyph.glyph.letter, Letter::Blank | Letter::Control(_)) {
            blank |= !run.is_empty();
            continue;
        }
        if let Some((last, _)) = run.last() {
            if printed_twice(&run, &glyph) {
                continue;
            }
            let gap = glyph.u0 - last.u1;
            let from = borders.partition_point(|b| *b <= last.middle());
            let crossed = borders.get(from).is_some_and(|b| *b < glyph.middle());
            if crossed || gap > CUT * glyph.glyph.size.max(last.glyph.size) {
                out.push(close(ink, &run, mixed, blank));
                run.clear();
                blank = false;
            }
        }
        run.push((glyph, std::mem::take(&mut blank)));
    }
    if !run.is_empty() {
        out.push(close(ink, &run, mixed, blank));
    }
}

/// Where rulings cross a line, in its own direction.
fn borders(rulings: &[Ruling], line: &[Placed]) -> Vec<f32> {
    let Some(first) = line.first() else { return Vec::new() };
    let across = |wanted: Axis, level: f32, sign: f32| {
        let hit = rulings.iter().filter(move |r| r.axis == wanted && r.from <= level && level <= r.to);
        let mut at: Vec<f32> = hit.map(|r| r.at * sign).collect();
        at.sort_by(f32::total_cmp);
        at
    };
    // the middle of the letters
    let rise = 0.3 * first.glyph.size;
    match first.glyph.direction {
        Direction::Right => across(Axis::Upright, first.v - rise, 1.0),
        Direction::Left => across(Axis::Upright, -(first.v - rise), -1.0),
        Direction::Down => across(Axis::Across, -(first.v - rise), 1.0),
        Direction::Up => across(Axis::Across, first.v - rise, -1.0),
        Direction::Slanted => Vec::new(),
    }
}

/// Whether a glyph is the shadow or the second stroke of one before it (bold made by printing twice).
fn printed_twice(run: &[(Placed, bool)], glyph: &Placed) -> bool {
    let room = (0.12 * glyph.glyph.size).min(0.5 * (glyph.u1 - glyph.u0));
    run.iter()
        .rev()
        .take(3)
        .any(|(before, _)| before.glyph.letter == glyph.glyph.letter && (glyph.u0 - before.u0).abs() <= room.max(0.05))
}

/// The text and the box of a run; the flag of a glyph tells that a blank was shown before it.
fn close(ink: &Ink, run: &[(Placed, bool)], mixed: f32, blank_after: bool) -> Drafted {
    let size = run.iter().map(|(g, _)| g.glyph.size).fold(0.0, f32::max);
    let gap = |i: usize| (run[i].0.u0 - run[i - 1].0.u1) / size.max(0.1);
    let mut tight: Vec<f32> = (1..run.len()).filter(|&i| !run[i].1).map(gap).collect();
    tight.sort_by(f32::total_cmp);
    let usual = if tight.len() >= 3 { tight[tight.len() / 2].max(0.0) } else { 0.0 };
    let threshold = BLANK.max(usual + SPACED);
    let mut text = String::with_capacity(run.len() * 4);
    for (i, (placed, blank)) in run.iter().enumerate() {
        let meets = i > 0 && is_mixed(run[i - 1].0.glyph.letter, placed.glyph.letter);
        let threshold = if meets { threshold.max(mixed) } else { threshold };
        if i > 0 && (gap(i) > threshold || (*blank && gap(i) > SHOWN_BLANK)) {
            text.push(' ');
        }
        match placed.glyph.letter {
            Letter::One(letter) => text.push(letter),
            Letter::Several(at) => text.push_str(&ink.texts[at as usize]),
            Letter::Unknown => text.push(char::REPLACEMENT_CHARACTER),
            Letter::Blank | Letter::Control(_) => {}
        }
    }
    let (first, last) = (&run[0].0, &run[run.len() - 1].0);
    let (u0, u1) = (first.u0, run.iter().map(|(g, _)| g.u1).fold(last.u1, f32::max));
    let (v0, v1) = (first.v - ASCENT * size, first.v + DESCENT * size);
    let direction = first.glyph.direction;
    let bbox = match direction {
        Direction::Right | Direction::Slanted => [u0, v0, u1, v1],
        Direction::Down => [-v1, u0, -v0, u1],
        Direction::Left => [-u1, -v1, -u0, -v0],
        Direction::Up => [v0, -u1, v1, -u0],
    };
    let baseline = if direction == Direction::Right { first.v } else { bbox[3] };
    Drafted { run: PageRun { unit: 0, bbox, baseline, size, direction, blank_after }, text }
}

/// Whether one of two letters is Hangul and the other Latin or a digit.
fn is_mixed(a: Letter, b: Letter) -> bool {
    let hangul = |l| matches!(l, Letter::One('\u{AC00}'..='\u{D7A3}'));
    let latin = |l| matches!(l, Letter::One(c) if c.is_ascii_alphanumeric());
    (hangul(a) && latin(b)) || (latin(a) && hangul(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Letters of 10 pt side by side, `_` for a blank that is shown and `.` for 4 pt of nothing.
    fn ink(text: &str) -> Ink {
        let (mut ink, mut x) = (Ink::default(), 100.0);
        for c in text.chars() {
            let width = if c.is_ascii() { 4.0 } else { 10.0 };
            let letter = if c == '_' { Letter::Blank } else { Letter::One(c) };
            if c != '.' {
                let (start, end) = ((x, 200.0), (x + width, 200.0));
                ink.glyphs.push(Glyph { letter, start, end, size: 10.0, direction: Direction::Right, hidden: false });
            }
            x += width;
        }
        ink
    }

    fn texts(ink: &Ink, rulings: &[Ruling]) -> Vec<String> {
        runs(ink, rulings).into_iter().map(|r| r.text).collect()
    }

    #[test]
    fn blanks_are_shown_or_seen() {
        assert_eq!(texts(&ink("보관_기간.삼십"), &[]), ["보관 기간 삼십"]);
        assert_eq!(texts(&ink("보관...기간"), &[]), ["보관", "기간"]);
    }

    #[test]
    fn a_ruling_cuts() {
        let border = Ruling { axis: Axis::Upright, at: 120.0, from: 150.0, to: 250.0 };
        assert_eq!(texts(&ink("보관기간"), &[border]), ["보관", "기간"]);
        let elsewhere = Ruling { to: 190.0, ..border };
        assert_eq!(texts(&ink("보관기간"), &[elsewhere]), ["보관기간"]);
    }

    #[test]
    fn bold_by_printing_twice_is_read_once() {
        let mut ink = ink("보관");
        let shadow: Vec<Glyph> =
            ink.glyphs.iter().map(|g| Glyph { start: (g.start.0 + 0.3, g.start.1), ..*g }).collect();
        ink.glyphs.extend(shadow);
        assert_eq!(texts(&ink, &[]), ["보관"]);
    }
}
