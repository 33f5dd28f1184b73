//! Tables with rulings across only: rows, or at least the heading and the end, are drawn, columns are seen by the text.

use super::cells::{self, TextLine};
use super::columns;
use super::ruled::Component;
use super::sheet::Sheet;
use crate::model::Drawn;
use crate::model::page::{Axis, Bbox, Page, Ruling};

/// How much the ends of rulings of one table may differ.
const ENDS: f32 = 5.0;
/// Pieces of one ruling (one for each column) may be this far apart.
const PIECES: f32 = 18.0;
/// Shorter rulings are underlines.
const SHORTEST: f32 = 60.0;

/// Finds such tables among the groups of rulings that draw no fields, and in boxes of one column.
pub(super) fn tables(page: &Page, components: &[Component], used: &[bool]) -> Vec<Sheet> {
    let levels = rulings(components);
    let mut groups: Vec<Vec<Ruling>> = Vec::new();
    for ruling in levels {
        let same = |g: &&mut Vec<Ruling>| (g[0].from - ruling.from).abs() < ENDS && (g[0].to - ruling.to).abs() < ENDS;
        match groups.iter_mut().find(same) {
            Some(group) => group.push(ruling),
            None => groups.push(vec![ruling]),
        }
    }
    let mut out = Vec::new();
    for group in groups.iter().filter(|g| g.len() >= 2) {
        let stripes: Vec<Stripe> = group.windows(2).map(|pair| Stripe::of(page, pair, used)).collect();
        // what stands between two tables cuts the group
        for part in stripes.split(|s| s.is_between(page)) {
            out.extend(table(page, part));
        }
    }
    out
}

/// Rulings across, pieces at one height taken together, from top to bottom.
fn rulings(components: &[Component]) -> Vec<Ruling> {
    let free = components.iter().filter(|c| {
        // no upright ruling inside: at the sides at most
        c.along(Axis::Upright).all(|r| r.at < c.bbox[0] + ENDS || r.at > c.bbox[2] - ENDS)
    });
    let mut across: Vec<Ruling> = free.flat_map(|c| c.along(Axis::Across)).copied().collect();
    across.sort_by(|a, b| a.at.total_cmp(&b.at).then(a.from.total_cmp(&b.from)));
    let mut out: Vec<Ruling> = Vec::new();
    for ruling in across {
        match out.last_mut() {
            Some(last)
                if (ruling.at - last.at).abs() < 1.5 && ruling.from - last.to < PIECES && ruling.from > last.from =>
            {
                last.to = last.to.max(ruling.to);
            }
            _ => out.push(ruling),
        }
    }
    out.retain(|r| r.len() >= SHORTEST);
    out
}

/// The room between two rulings, and the lines in it.
struct Stripe {
    bbox: Bbox,
    lines: Vec<TextLine>,
}

impl Stripe {
    fn of(page: &Page, pair: &[Ruling], used: &[bool]) -> Self {
        let bbox = [pair[0].from.min(pair[1].from), pair[0].at, pair[0].to.max(pair[1].to), pair[1].at];
        let wide = [bbox[0] - ENDS, bbox[1], bbox[2] + ENDS, bbox[3]];
        let inside = |r: &usize| !used[*r] && super::sheet::holds(&wide, page.runs[*r].centre());
        let runs: Vec<usize> = (0..page.runs.len()).filter(inside).collect();
        Stripe { bbox, lines: cells::lines(page, &runs) }
    }

    /// Empty, or a heading at the left: no part of a table.
    fn is_between(&self, page: &Page) -> bool {
        match &self.lines[..] {
            [] => self.bbox[3] - self.bbox[1] > 14.0,
            lines => {
                let at_left = |l: &TextLine| l.bbox[0] < self.bbox[0] + 12.0;
                let width = self.bbox[2] - self.bbox[0];
                lines.iter().all(|l| l.runs.len() == 1)
                    && lines.iter().any(at_left)
                    && lines.iter().all(|l| page.runs[l.runs[0]].bbox[0] < self.bbox[0] + width * 0.3)
            }
        }
    }
}

fn table(page: &Page, stripes: &[Stripe]) -> Option<Sheet> {
    let (first, last) = (stripes.first()?, stripes.last()?);
    let bbox = [first.bbox[0], first.bbox[1], first.bbox[2], last.bbox[3]];
    let all: Vec<TextLine> = stripes.iter().flat_map(|s| s.lines.clone()).collect();
    // a heading may stand over several columns
    let body: Vec<TextLine> = stripes[1..].iter().flat_map(|s| s.lines.clone()).collect();
    let body = if body.len() >= 2 { &body } else { &all };
    let xs = columns::borders(page, body, bbox[0], bbox[2]);
    if xs.len() < 3 || all.len() < 2 || is_prose(page, body) {
        return None;
    }
    let mut rows: Vec<Vec<TextLine>> = Vec::new();
    let mut ys = Vec::new();
    // where nearly every row is ruled, a stripe is a row, however many lines it has
    let full = stripes.iter().filter(|s| !s.lines.is_empty()).count();
    let by_stripe = full >= 2 && all.len() * 2 <= full * 5;
    for (i, stripe) in stripes.iter().enumerate().filter(|(_, s)| !s.lines.is_empty()) {
        let heading = i == 0 && stripes.len() > 1 && stripe.lines.len() <= 3;
        let parts = match by_stripe || (heading && !spans(page, &stripe.lines, &xs)) {
            true => vec![stripe.lines.clone()],
            false => columns::logical_rows(page, &xs, stripe.lines.clone()),
        };
        for (j, part) in parts.into_iter().enumerate() {
            ys.push(if j == 0 { stripe.bbox[1] } else { part[0].bbox[1] });
            rows.push(part);
        }
    }
    ys.push(bbox[3]);
    let sheet = columns::sheet(page, bbox, xs, &rows, ys, Drawn::Ruled);
    sheet.is_filled().then_some(sheet)
}

/// Whether a run of a heading stands over several columns.
fn spans(page: &Page, lines: &[TextLine], xs: &[f32]) -> bool {
    let inner = &xs[1..xs.len() - 1];
    lines.iter().flat_map(|l| &l.runs).any(|r| {
        let [x0, _, x1, _] = page.runs[*r].bbox;
        inner.iter().any(|x| x0 + 4.0 < *x && *x < x1 - 4.0)
    })
}

/// Whether lines are running text set in columns: pieces as long as sentences.
pub(super) fn is_prose(page: &Page, lines: &[TextLine]) -> bool {
    let mut widths: Vec<f32> = Vec::new();
    for run in lines.iter().flat_map(|l| &l.runs).map(|r| &page.runs[*r]) {
        widths.push((run.bbox[2] - run.bbox[0]) / run.size.max(1.0));
    }
    widths.sort_by(f32::total_cmp);
    widths.get(widths.len() / 2).is_some_and(|w| *w > 18.0)
}
