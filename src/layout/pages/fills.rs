//! Borders of fields that are told apart by their colour alone: the edges of filled rectangles that lie side by side.

use super::ruled::{self, Component};
use super::sheet;
use super::union::Union;
use crate::model::page::{Axis, Bbox, Fill, Page, Ruling};

/// Fields are at least this large.
const FIELD: f32 = 8.0;
/// Fields this far apart lie side by side.
const GAP: f32 = 3.0;
/// Fewer fields are shaded text; more are a picture.
const FIELDS: std::ops::RangeInclusive<usize> = 4..=2000;

/// Groups of filled rectangles as the rulings around them, apart from those in tables that have rulings.
pub(super) fn components(page: &Page, ruled: &[Component]) -> Vec<Component> {
    let tables: Vec<Bbox> = ruled
        .iter()
        .filter(|c| c.along(Axis::Upright).next().is_some() && c.along(Axis::Across).next().is_some())
        .map(|c| c.bbox)
        .collect();
    let is_field = |f: &&Fill| {
        let [x0, y0, x1, y1] = f.bbox;
        x1 - x0 >= FIELD && y1 - y0 >= FIELD && !tables.iter().any(|t| sheet::inside(&f.bbox, t, GAP))
    };
    let mut fields: Vec<Bbox> = page.fills.iter().filter(is_field).map(|f| f.bbox).collect();
    if !FIELDS.contains(&fields.len()) {
        return Vec::new();
    }
    fields.sort_by(|a, b| a[1].total_cmp(&b[1]).then(a[0].total_cmp(&b[0])));
    let mut union = Union::new(fields.len());
    for (i, a) in fields.iter().enumerate() {
        let near = fields[i + 1..].iter().take_while(|b| b[1] <= a[3] + GAP);
        for (j, _) in near.enumerate().filter(|(_, b)| side_by_side(a, b)) {
            union.join(i, i + 1 + j);
        }
    }
    let mut groups: Vec<Vec<Bbox>> = vec![Vec::new(); fields.len()];
    for (i, field) in fields.iter().enumerate() {
        groups[union.root(i)].push(*field);
    }
    groups.into_iter().filter(|g| is_grid(g)).flat_map(|g| ruled::components(&around(&g))).collect()
}

/// Whether two rectangles have a side in common, up to the gap between fields.
fn side_by_side(a: &Bbox, b: &Bbox) -> bool {
    let shared = |lo: usize, hi: usize| a[hi].min(b[hi]) - a[lo].max(b[lo]);
    let (across, upright) = (shared(0, 2), shared(1, 3));
    (across >= FIELD && upright.abs() <= GAP) || (upright >= FIELD && across.abs() <= GAP)
}

/// Whether there are at least two rows and two columns.
fn is_grid(fields: &[Bbox]) -> bool {
    let several = |side: usize| fields.iter().any(|f| (f[side] - fields[0][side]).abs() >= FIELD);
    FIELDS.contains(&fields.len()) && several(0) && several(1)
}

/// The borders of rectangles, in the order of rulings: across before upright, by their place.
fn around(fields: &[Bbox]) -> Vec<Ruling> {
    let across = |[x0, _, x1, _]: &Bbox, at: f32| Ruling { axis: Axis::Across, at, from: *x0, to: *x1 };
    let upright = |[_, y0, _, y1]: &Bbox, at: f32| Ruling { axis: Axis::Upright, at, from: *y0, to: *y1 };
    let mut out: Vec<Ruling> =
        fields.iter().flat_map(|f| [across(f, f[1]), across(f, f[3]), upright(f, f[0]), upright(f, f[2])]).collect();
    out.sort_by(|a, b| {
        (a.axis != Axis::Across)
            .cmp(&(b.axis != Axis::Across))
            .then(a.at.total_cmp(&b.at))
            .then(a.from.total_cmp(&b.from))
    });
    out
}
