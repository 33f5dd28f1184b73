//! Strokes to rulings: parallels that lie side by side become one, pieces one after the other are joined.

use crate::model::page::{Axis, Ruling};

/// Parallels this near each other are one ruling…
const NEAR: f32 = 0.9;
/// … while all of them lie within this much.
const SPREAD: f32 = 2.6;
/// Gaps up to this are bridged, as in dotted lines.
const GAP: f32 = 2.2;
/// The same between pieces that are short themselves, as in dashed lines.
const DASH_GAP: f32 = 6.0;
const DASH: f32 = 12.0;
/// What is shorter in the end is no ruling.
const SHORTEST: f32 = 3.0;

/// Joins strokes to rulings, sorted by axis, place and beginning.
pub(super) fn join(strokes: Vec<Ruling>) -> Vec<Ruling> {
    let (dots, lines): (Vec<_>, Vec<_>) = strokes.into_iter().partition(|s| s.len() < SHORTEST);
    let mut out = Vec::new();
    // dots lie in both directions; they may not draw the lines aside
    for strokes in [lines, dots] {
        for axis in [Axis::Across, Axis::Upright] {
            let mut along: Vec<Ruling> = strokes.iter().filter(|s| s.axis == axis).copied().collect();
            along.sort_by(|a, b| a.at.total_cmp(&b.at));
            clusters(&mut along, &mut out);
        }
    }
    out.sort_by(|a, b| {
        let upright = |r: &Ruling| r.axis == Axis::Upright;
        upright(a).cmp(&upright(b)).then(a.at.total_cmp(&b.at)).then(a.from.total_cmp(&b.from))
    });
    out
}

fn clusters(sorted: &mut [Ruling], out: &mut Vec<Ruling>) {
    let mut start = 0;
    for end in 1..=sorted.len() {
        let goes_on = end < sorted.len()
            && sorted[end].at - sorted[end - 1].at <= NEAR
            && sorted[end].at - sorted[start].at <= SPREAD;
        if !goes_on {
            pieces(&mut sorted[start..end], out);
            start = end;
        }
    }
}

/// Joins the pieces of strokes that lie on one line.
fn pieces(line: &mut [Ruling], out: &mut Vec<Ruling>) {
    line.sort_by(|a, b| a.from.total_cmp(&b.from).then(a.to.total_cmp(&b.to)));
    let mut open: Option<Open> = None;
    for piece in line.iter() {
        match &mut open {
            Some(o) if o.takes(piece) => o.add(piece),
            _ => out.extend(open.replace(Open::new(piece)).and_then(Open::close)),
        }
    }
    out.extend(open.and_then(Open::close));
}

/// A ruling that may still grow.
struct Open {
    ruling: Ruling,
    /// Length of the longest piece so far, and of the last one.
    last: f32,
    /// Place times length, and length, of all pieces.
    weighted: f64,
    weight: f64,
}

impl Open {
    fn new(piece: &Ruling) -> Self {
        let weight = f64::from(piece.len().max(0.1));
        Open { ruling: *piece, last: piece.len(), weighted: f64::from(piece.at) * weight, weight }
    }

    fn takes(&self, piece: &Ruling) -> bool {
        let gap = piece.from - self.ruling.to;
        gap <= GAP || (gap <= DASH_GAP && self.last <= DASH && piece.len() <= DASH && gap <= 2.0 * self.last)
    }

    fn add(&mut self, piece: &Ruling) {
        let weight = f64::from(piece.len().max(0.1));
        self.weighted += f64::from(piece.at) * weight;
        self.weight += weight;
        self.last = piece.len();
        self.ruling.to = self.ruling.to.max(piece.to);
    }

    fn close(self) -> Option<Ruling> {
        let at = (self.weighted / self.weight) as f32;
        (self.ruling.len() >= SHORTEST).then_some(Ruling { at, ..self.ruling })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn across(at: f32, from: f32, to: f32) -> Ruling {
        Ruling { axis: Axis::Across, at, from, to }
    }

    #[test]
    fn pieces_and_twins_become_one() {
        let joined = join(vec![across(100.4, 50.0, 80.0), across(100.0, 0.0, 49.0), across(130.0, 0.0, 80.0)]);
        assert_eq!(joined.len(), 2);
        assert_eq!((joined[0].from, joined[0].to), (0.0, 80.0));
        assert!((100.0..100.4).contains(&joined[0].at));
    }

    #[test]
    fn dots_make_a_line_one_way_only() {
        let dots = (0..30).flat_map(|i| {
            let x = i as f32 * 2.0;
            let upright = Ruling { axis: Axis::Upright, at: x + 0.5, from: 99.5, to: 100.5 };
            [across(100.0, x, x + 1.0), upright]
        });
        let joined = join(dots.collect());
        assert_eq!(joined.len(), 1);
        assert_eq!((joined[0].axis, joined[0].from, joined[0].to), (Axis::Across, 0.0, 59.0));
    }

    #[test]
    fn a_hole_between_two_long_lines_stays() {
        assert_eq!(join(vec![across(10.0, 0.0, 100.0), across(10.0, 105.0, 200.0)]).len(), 2);
    }
}
