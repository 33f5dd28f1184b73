//! Pages whose text was recognised on their picture.

use super::runs::Drafted;
use super::{Draft, Page};
use crate::model::page::{Axis, Direction, PageRun, Recognised, Ruling, TextLayer, Word};

/// A run ends before a gap of so many letter heights.
const CUT: f32 = 0.9;
/// A blank stands in a gap of so many.
const BLANK: f32 = 0.33;

/// The page as recognised, in place of one that has no text of its own.
pub(super) fn draft(found: &Recognised) -> Draft {
    let mut runs: Vec<Drafted> = found
        .words
        .chunk_by(|a, b| a.line == b.line)
        .flat_map(|line| line.chunk_by(|a, b| goes_on(a, b, &found.rulings)))
        .filter_map(run)
        .collect();
    runs.sort_by(|a, b| a.run.baseline.total_cmp(&b.run.baseline).then(a.run.bbox[0].total_cmp(&b.run.bbox[0])));
    let page = Page {
        width: found.width,
        height: found.height,
        rulings: found.rulings.clone(),
        layer: TextLayer::Ocr,
        ..Page::default()
    };
    Draft { page, runs, cut: false }
}

fn height(word: &Word) -> f32 {
    word.bbox[3] - word.bbox[1]
}

fn goes_on(a: &Word, b: &Word, rulings: &[Ruling]) -> bool {
    let (left, right) = (a.bbox[2], b.bbox[0]);
    let middle = (a.bbox[1] + a.bbox[3]) / 2.0;
    let between = |r: &Ruling| {
        r.axis == Axis::Upright && r.at > left - 1.0 && r.at < right + 1.0 && r.from <= middle && r.to >= middle
    };
    right - left < CUT * height(a).max(height(b)) && right >= left - height(a) && !rulings.iter().any(between)
}

fn run(words: &[Word]) -> Option<Drafted> {
    let first = words.first()?;
    let mut text = String::new();
    let mut bbox = first.bbox;
    let mut end = first.bbox[0];
    for word in words {
        if !text.is_empty() && word.bbox[0] - end > BLANK * height(word) {
            text.push(' ');
        }
        text.push_str(&word.text);
        end = word.bbox[2];
        for (i, v) in word.bbox.iter().enumerate() {
            bbox[i] = if i < 2 { bbox[i].min(*v) } else { bbox[i].max(*v) };
        }
    }
    let run = PageRun {
        unit: 0,
        bbox,
        baseline: bbox[3],
        size: bbox[3] - bbox[1],
        direction: Direction::Right,
        blank_after: false,
    };
    Some(Drafted { run, text })
}
