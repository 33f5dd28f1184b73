//! Paths: only what can be a ruling, a border or a shaded cell is kept of them.

use super::super::ink::Ink;
use super::super::matrix::{Matrix, around, shared};
use super::state::State;
use crate::model::page::Bbox;

/// Points that one path may have.
const POINTS: usize = 400_000;
/// Small round shapes that are kept of a page.
const DOTS: usize = 500;

/// The path under construction, already on the page.
#[derive(Debug, Default)]
pub(super) struct Path {
    points: Vec<Point>,
    /// The box to clip to, once the path is painted.
    clip: Option<Bbox>,
}

#[derive(Clone, Copy, Debug)]
struct Point {
    at: (f32, f32),
    kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Move,
    Line,
    /// The end of a curve; between it and the point before nothing is straight.
    Curve,
}

impl Path {
    fn push(&mut self, at: (f32, f32), kind: Kind) {
        if self.points.len() < POINTS {
            let kind = if self.points.is_empty() { Kind::Move } else { kind };
            self.points.push(Point { at, kind });
        }
    }

    pub(super) fn move_to(&mut self, at: (f32, f32)) {
        self.push(at, Kind::Move);
    }

    pub(super) fn line_to(&mut self, at: (f32, f32)) {
        self.push(at, Kind::Line);
    }

    pub(super) fn curve_to(&mut self, at: (f32, f32)) {
        self.push(at, Kind::Curve);
    }

    pub(super) fn close(&mut self) {
        let start = self.points.iter().rev().find(|p| p.kind == Kind::Move).map(|p| p.at);
        if let Some(start) = start {
            self.push(start, Kind::Line);
        }
    }

    pub(super) fn rectangle(&mut self, ctm: Matrix, x: f32, y: f32, w: f32, h: f32) {
        self.move_to(ctm.map(x, y));
        for (x, y) in [(x + w, y), (x + w, y + h), (x, y + h), (x, y)] {
            self.line_to(ctm.map(x, y));
        }
    }

    pub(super) fn clip(&mut self) {
        if !self.points.is_empty() {
            self.clip = Some(around(self.points.iter().map(|p| p.at)));
        }
    }

    /// Paints the path and begins a new one.
    pub(super) fn paint(&mut self, state: &mut State, ink: &mut Ink, fill: bool, stroke: bool) {
        for part in self.points.chunk_by(|_, next| next.kind != Kind::Move) {
            if let Some(dot) = dot(part).filter(|_| ink.dots.len() < DOTS) {
                ink.dots.push((dot, fill));
            }
            if fill && part.len() >= 3 && state.fill.seen().is_some() && is_box(part) {
                ink.area(around(part.iter().map(|p| p.at)), state.fill.seen(), state.clip);
            }
            if stroke {
                let width = state.line_width * state.ctm.scale();
                for pair in part.windows(2).filter(|pair| pair[1].kind == Kind::Line) {
                    ink.line(pair[0].at, pair[1].at, width, state.stroke.seen(), state.clip);
                }
            }
        }
        if let Some(clip) = self.clip.take() {
            state.clip = shared(state.clip, clip);
        }
        self.points.clear();
    }
}

/// The box of a small shape that is round.
fn dot(part: &[Point]) -> Option<Bbox> {
    let bbox = around(part.iter().map(|p| p.at));
    let (w, h) = (bbox[2] - bbox[0], bbox[3] - bbox[1]);
    let bent = part.iter().any(|p| p.kind == Kind::Curve);
    (bent && (1.0..10.0).contains(&w) && (0.8..1.25).contains(&(w / h))).then_some(bbox)
}

/// Whether a shape fills its box: a rectangle, or anything so thin that it looks like one.
fn is_box(part: &[Point]) -> bool {
    let [x0, y0, x1, y1] = around(part.iter().map(|p| p.at));
    let (w, h) = (x1 - x0, y1 - y0);
    if w.min(h) < 3.0 {
        return true;
    }
    // the area inside, by the shoelace formula
    let corners = part.iter().zip(part.iter().cycle().skip(1));
    let doubled: f32 = corners.map(|(a, b)| (a.at.0 - x0) * (b.at.1 - y0) - (b.at.0 - x0) * (a.at.1 - y0)).sum();
    doubled.abs() / 2.0 > 0.9 * w * h
}
