//! Tables drawn with rulings both ways.
//!
//! Rulings that touch belong together. Their places are the levels of a grid; a piece of a level that is drawn for
//! the most part is an edge; fields with no edge between them are one cell. So spans come out at once, and missing
//! corners do no harm. Sides that are left open, as is usual in Korean forms, are closed where text lies beyond the
//! outermost ruling.

use super::sheet::{Sheet, SheetCell};
use super::union::Union;
use crate::model::Drawn;
use crate::model::page::{Axis, Bbox, Page, Ruling};

/// Rulings this near each other touch.
const TOUCH: f32 = 3.0;
/// Levels nearer than this are one double line; with nothing written between them, up to [`EMPTY_STRIPE`].
const DOUBLE: f32 = 3.6;
const EMPTY_STRIPE: f32 = 6.5;
/// How far rulings reach beyond the outermost crossing one where a side is open.
const OPEN: f32 = 6.0;
/// Part of an edge that has to be drawn.
const DRAWN: f32 = 0.55;
/// What is larger than this is a drawing.
const RULINGS: usize = 4000;
const FIELDS: usize = 250_000;

/// Rulings that belong together, and the box around them.
#[derive(Clone, Debug)]
pub(super) struct Component {
    pub(super) rulings: Vec<Ruling>,
    pub(super) bbox: Bbox,
}

impl Component {
    pub(super) fn of(rulings: Vec<Ruling>) -> Self {
        let start = [f32::MAX, f32::MAX, f32::MIN, f32::MIN];
        let bbox = rulings.iter().fold(start, |b, r| {
            let (x0, y0, x1, y1) = match r.axis {
                Axis::Across => (r.from, r.at, r.to, r.at),
                Axis::Upright => (r.at, r.from, r.at, r.to),
            };
            [b[0].min(x0), b[1].min(y0), b[2].max(x1), b[3].max(y1)]
        });
        Component { rulings, bbox }
    }

    pub(super) fn along(&self, axis: Axis) -> impl Iterator<Item = &Ruling> {
        self.rulings.iter().filter(move |r| r.axis == axis)
    }
}

/// Groups rulings that touch crosswise. Rulings that touch none are groups of their own.
pub(super) fn components(rulings: &[Ruling]) -> Vec<Component> {
    let mut rulings: Vec<Ruling> = rulings.to_vec();
    if rulings.len() > RULINGS {
        rulings.retain(|r| r.len() >= 8.0);
    }
    if rulings.len() > RULINGS {
        return Vec::new();
    }
    let upright = rulings.partition_point(|r| r.axis == Axis::Across);
    let mut union = Union::new(rulings.len());
    for a in 0..upright {
        let across = rulings[a];
        let first = upright + rulings[upright..].partition_point(|r| r.at < across.from - TOUCH);
        for u in first..rulings.len() {
            let r = rulings[u];
            if r.at > across.to + TOUCH {
                break;
            }
            if r.from - TOUCH <= across.at && across.at <= r.to + TOUCH {
                union.join(a, u);
            }
        }
    }
    let mut groups: Vec<Vec<Ruling>> = vec![Vec::new(); rulings.len()];
    for (i, ruling) in rulings.iter().enumerate() {
        groups[union.root(i)].push(*ruling);
    }
    groups.into_iter().filter(|g| !g.is_empty()).map(Component::of).collect()
}

/// The tables that a group of rulings draws; a frame around one field too. Tables that touch are several where no
/// border inside the one goes on in the other.
pub(super) fn tables(page: &Page, component: &Component) -> Vec<Sheet> {
    let Some((sheet, cuts)) = table(page, component) else { return Vec::new() };
    if cuts.is_empty() {
        return vec![sheet];
    }
    let mut out = Vec::new();
    let mut top = f32::MIN;
    for bottom in cuts.into_iter().chain([f32::MAX]) {
        // what lies on a cut belongs to both sides
        let rulings = component.rulings.iter().filter_map(|r| match r.axis {
            Axis::Across => (top - DOUBLE <= r.at && r.at <= bottom + DOUBLE).then_some(*r),
            Axis::Upright => {
                let part = Ruling { from: r.from.max(top), to: r.to.min(bottom), ..*r };
                (part.len() > DOUBLE).then_some(part)
            }
        });
        out.extend(table(page, &Component::of(rulings.collect())).map(|(sheet, _)| sheet));
        top = bottom;
    }
    out
}

/// The table that a group of rulings draws, and where it falls apart. None where they draw no field.
fn table(page: &Page, component: &Component) -> Option<(Sheet, Vec<f32>)> {
    let mut rulings = component.rulings.clone();
    if component.along(Axis::Upright).next().is_none() || component.along(Axis::Across).next().is_none() {
        return None;
    }
    close_sides(page, component, &mut rulings);
    let xs = levels(page, &rulings, Axis::Upright, &component.bbox);
    let ys = levels(page, &rulings, Axis::Across, &component.bbox);
    let (cols, rows) = (xs.len().checked_sub(1)?, ys.len().checked_sub(1)?);
    if cols == 0 || rows == 0 || cols.saturating_mul(rows) > FIELDS {
        return None;
    }
    let edges = Edges::of(&rulings, &xs, &ys);
    let mut union = Union::new(rows * cols);
    for row in 0..rows {
        for col in 0..cols {
            let at = row * cols + col;
            if col + 1 < cols && !edges.upright(col + 1, row) {
                union.join(at, at + 1);
            }
            if row + 1 < rows && !edges.across(row + 1, col) {
                union.join(at, at + cols);
            }
        }
    }
    let bbox = [xs[0], ys[0], xs[cols], ys[rows]];
    let mut sheet = Sheet { page: page.number, bbox, xs, ys, cells: Vec::new(), drawn: Drawn::Ruled };
    sheet.cells = cells(&mut union, rows, cols, &sheet.xs, &sheet.ys);
    fill(page, &mut sheet);
    drop_outside(&mut sheet, &edges);
    let cuts = edges.cuts().into_iter().map(|level| sheet.ys[level]).collect();
    sheet.compress();
    Some((sheet, cuts))
}

/// Adds borders at sides that are left open.
fn close_sides(page: &Page, component: &Component, rulings: &mut Vec<Ruling>) {
    let [left, top, right, bottom] = component.bbox;
    for (axis, crossing) in [(Axis::Upright, Axis::Across), (Axis::Across, Axis::Upright)] {
        let at = component.along(axis).map(|r| r.at);
        let (first, last) = at.fold((f32::MAX, f32::MIN), |(a, b), v| (a.min(v), b.max(v)));
        let ends: Vec<(f32, f32)> = component.along(crossing).map(|r| (r.from, r.to)).collect();
        let (from, to) = if axis == Axis::Upright { (top, bottom) } else { (left, right) };
        let text_in = |a: f32, b: f32| {
            page.runs.iter().any(|r| {
                let (x, y) = r.centre();
                let (over, along) = if axis == Axis::Upright { (x, y) } else { (y, x) };
                a < over && over < b && from < along && along < to
            })
        };
        let mut low: Vec<f32> = ends.iter().map(|e| e.0).filter(|v| *v < first - OPEN).collect();
        let mut high: Vec<f32> = ends.iter().map(|e| e.1).filter(|v| *v > last + OPEN).collect();
        low.sort_by(f32::total_cmp);
        high.sort_by(f32::total_cmp);
        if let Some(&end) = low.first().filter(|end| low.len() >= 2 && text_in(**end, first)) {
            rulings.push(Ruling { axis, at: end, from, to });
        }
        if let Some(&end) = high.last().filter(|end| high.len() >= 2 && text_in(last, **end)) {
            rulings.push(Ruling { axis, at: end, from, to });
        }
    }
}

/// The places of the rulings along an axis, double lines taken for one.
fn levels(page: &Page, rulings: &[Ruling], axis: Axis, bbox: &Bbox) -> Vec<f32> {
    let mut places: Vec<(f32, f32)> = rulings.iter().filter(|r| r.axis == axis).map(|r| (r.at, r.len())).collect();
    places.sort_by(|a, b| a.0.total_cmp(&b.0));
    let written = |a: f32, b: f32| {
        page.runs.iter().any(|r| {
            let (x, y) = r.centre();
            let (over, along, from, to) =
                if axis == Axis::Upright { (x, y, bbox[1], bbox[3]) } else { (y, x, bbox[0], bbox[2]) };
            a < over && over < b && from <= along && along <= to
        })
    };
    let mut out: Vec<Vec<(f32, f32)>> = Vec::new();
    for place in places {
        match out.last_mut() {
            Some(open)
                if {
                    let gap = place.0 - open[open.len() - 1].0;
                    let spread = place.0 - open[0].0;
                    spread <= 2.0 * DOUBLE && (gap < DOUBLE || (gap < EMPTY_STRIPE && !written(open[0].0, place.0)))
                } =>
            {
                open.push(place);
            }
            _ => out.push(vec![place]),
        }
    }
    let mean = |level: &Vec<(f32, f32)>| {
        let (sum, weight) = level.iter().fold((0.0, 0.0), |(s, w), (at, len)| (s + at * len, w + len));
        sum / f32::max(weight, 0.01)
    };
    out.iter().map(mean).collect()
}

/// Which pieces of the levels are drawn.
struct Edges {
    rows: usize,
    cols: usize,
    /// Part that is drawn, by level, then row.
    upright: Vec<f32>,
    /// The same by level, then column.
    across: Vec<f32>,
}

impl Edges {
    fn of(rulings: &[Ruling], xs: &[f32], ys: &[f32]) -> Self {
        let (rows, cols) = (ys.len() - 1, xs.len() - 1);
        let mut edges =
            Edges { rows, cols, upright: vec![0.0; (cols + 1) * rows], across: vec![0.0; (rows + 1) * cols] };
        for ruling in rulings {
            let (own, other, drawn, count) = match ruling.axis {
                Axis::Upright => (xs, ys, &mut edges.upright, rows),
                Axis::Across => (ys, xs, &mut edges.across, cols),
            };
            let level = nearest(own, ruling.at);
            let first = other.partition_point(|v| *v <= ruling.from).saturating_sub(1);
            for field in first..count {
                let (from, to) = (other[field], other[field + 1]);
                if from >= ruling.to {
                    break;
                }
                let part = (ruling.to.min(to) - ruling.from.max(from)) / (to - from).max(0.01);
                drawn[level * count + field] += part.max(0.0);
            }
        }
        edges
    }

    fn upright(&self, level: usize, row: usize) -> bool {
        self.upright[level * self.rows + row] >= DRAWN
    }

    fn across(&self, level: usize, col: usize) -> bool {
        self.across[level * self.cols + col] >= DRAWN
    }

    /// Levels across which the table falls apart: drawn all along, with borders on both sides of which none goes on.
    fn cuts(&self) -> Vec<usize> {
        let inner = |row: usize| -> Vec<usize> { (1..self.cols).filter(|level| self.upright(*level, row)).collect() };
        let apart = |level: &usize| {
            let (above, below) = (inner(level - 1), inner(*level));
            (0..self.cols).all(|col| self.across(*level, col))
                && !above.is_empty()
                && !below.is_empty()
                && !above.iter().any(|l| below.contains(l))
        };
        (1..self.rows).filter(apart).collect()
    }
}

fn nearest(levels: &[f32], at: f32) -> usize {
    let after = levels.partition_point(|v| *v < at).min(levels.len() - 1);
    if after > 0 && at - levels[after - 1] < levels[after] - at { after - 1 } else { after }
}

/// The cells of joined fields; what is no rectangle falls apart into its fields.
fn cells(union: &mut Union, rows: usize, cols: usize, xs: &[f32], ys: &[f32]) -> Vec<SheetCell> {
    /// First and last row and column, and the number of fields.
    #[derive(Clone, Copy)]
    struct Region {
        rows: (usize, usize),
        cols: (usize, usize),
        fields: usize,
    }
    let mut regions: Vec<Option<Region>> = vec![None; rows * cols];
    for row in 0..rows {
        for col in 0..cols {
            let root = union.root(row * cols + col);
            let new = Region { rows: (row, row), cols: (col, col), fields: 0 };
            let region = regions[root].get_or_insert(new);
            region.rows.1 = row;
            region.cols = (region.cols.0.min(col), region.cols.1.max(col));
            region.fields += 1;
        }
    }
    let mut out = Vec::new();
    for row in 0..rows {
        for col in 0..cols {
            let Some(region) = regions[union.root(row * cols + col)] else { continue };
            let ((top, bottom), (left, right)) = (region.rows, region.cols);
            let whole = region.fields == (bottom - top + 1) * (right - left + 1);
            let (bottom, right) = match whole {
                true if (row, col) == (top, left) => (bottom, right),
                true => continue,
                false => (row, col),
            };
            out.push(SheetCell {
                row: row as u32,
                col: col as u32,
                row_span: (bottom - row + 1) as u32,
                col_span: (right - col + 1) as u32,
                bbox: [xs[col], ys[row], xs[right + 1], ys[bottom + 1]],
                ..SheetCell::default()
            });
        }
    }
    out
}

/// Puts each run into the cell that its middle lies in.
fn fill(page: &Page, sheet: &mut Sheet) {
    let (rows, cols) = (sheet.rows() as usize, sheet.cols() as usize);
    let mut owner = vec![usize::MAX; rows * cols];
    for (index, cell) in sheet.cells.iter().enumerate() {
        for row in cell.row..cell.row + cell.row_span {
            for col in cell.col..cell.col + cell.col_span {
                owner[row as usize * cols + col as usize] = index;
            }
        }
    }
    for (index, run) in page.runs.iter().enumerate() {
        let (x, y) = run.centre();
        if !super::sheet::holds(&sheet.bbox, (x, y)) {
            continue;
        }
        let col = sheet.xs.partition_point(|v| *v <= x).clamp(1, cols) - 1;
        let row = sheet.ys.partition_point(|v| *v <= y).clamp(1, rows) - 1;
        if let Some(cell) = sheet.cells.get_mut(owner[row * cols + col]) {
            cell.runs.push(index);
        }
    }
}

/// Takes out fields at the rim that have no border outside and no text: they are not part of the table.
fn drop_outside(sheet: &mut Sheet, edges: &Edges) {
    let (rows, cols) = (edges.rows as u32, edges.cols as u32);
    sheet.cells.retain(|cell| {
        let (bottom, right) = (cell.row + cell.row_span, cell.col + cell.col_span);
        let own_rows = || cell.row as usize..bottom as usize;
        let own_cols = || cell.col as usize..right as usize;
        let open = (cell.row == 0 && !own_cols().any(|c| edges.across(0, c)))
            || (bottom == rows && !own_cols().any(|c| edges.across(edges.rows, c)))
            || (cell.col == 0 && !own_rows().any(|r| edges.upright(0, r)))
            || (right == cols && !own_rows().any(|r| edges.upright(edges.cols, r)));
        !open || !cell.runs.is_empty()
    });
}
