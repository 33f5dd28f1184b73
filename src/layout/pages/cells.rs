//! Runs of one cell or one paragraph to lines, and how a line follows the one before.

use crate::model::page::{Bbox, Direction, Page};
use crate::model::{Joint, Run, Runs, Source};

/// Runs whose middles differ less than this part of the font size stand on one line.
const LEVEL: f32 = 0.5;
/// A gap between runs of one line from which on there is a blank, as a part of the font size.
const BLANK: f32 = 0.12;

/// Runs on one line, from left to right.
#[derive(Clone, Debug)]
pub(super) struct TextLine {
    pub(super) runs: Vec<usize>,
    pub(super) bbox: Bbox,
    pub(super) size: f32,
}

/// Groups runs to lines, from top to bottom.
pub(super) fn lines(page: &Page, runs: &[usize]) -> Vec<TextLine> {
    let (mut level, turned): (Vec<usize>, Vec<usize>) =
        runs.iter().partition(|r| matches!(page.runs[**r].direction, Direction::Right | Direction::Left));
    let middle = |run: usize| page.runs[run].centre().1;
    level.sort_by(|a, b| middle(*a).total_cmp(&middle(*b)));
    let mut out: Vec<TextLine> = Vec::new();
    for run in level {
        let (size, y) = (page.runs[run].size, middle(run));
        match out.last_mut() {
            Some(line) if y - middle(line.runs[0]) <= LEVEL * size.max(line.size) * 0.9 => line.add(page, run),
            _ => out.push(TextLine { runs: vec![run], bbox: page.runs[run].bbox, size }),
        }
    }
    for line in &mut out {
        line.runs.sort_by(|a, b| page.runs[*a].bbox[0].total_cmp(&page.runs[*b].bbox[0]));
    }
    // text that is turned aside: a line for each run, in its own order
    let mut turned = turned;
    turned.sort_by(|a, b| order_aside(page, *a).total_cmp(&order_aside(page, *b)));
    out.extend(turned.into_iter().map(|run| {
        let r = &page.runs[run];
        TextLine { runs: vec![run], bbox: r.bbox, size: r.size }
    }));
    out
}

/// Columns of text that runs upwards follow each other to the right, downwards to the left.
fn order_aside(page: &Page, run: usize) -> f32 {
    let run = &page.runs[run];
    match run.direction {
        Direction::Up => run.bbox[0],
        Direction::Down => -run.bbox[0],
        _ => run.bbox[1],
    }
}

impl TextLine {
    fn add(&mut self, page: &Page, run: usize) {
        let r = &page.runs[run];
        self.runs.push(run);
        self.size = self.size.max(r.size);
        self.bbox = [
            self.bbox[0].min(r.bbox[0]),
            self.bbox[1].min(r.bbox[1]),
            self.bbox[2].max(r.bbox[2]),
            self.bbox[3].max(r.bbox[3]),
        ];
    }
}

/// The runs of lines in order, each with how it follows the one before. `right` is where lines end at the latest.
pub(super) fn joined(source: &Source, page: &Page, lines: &[TextLine], right: f32) -> Runs {
    let stacked = is_stacked(source, page, lines);
    let mut out = Runs::new();
    for (i, line) in lines.iter().enumerate() {
        let first = match i.checked_sub(1).map(|before| &lines[before]) {
            None => Joint::Line,
            Some(_) if stacked => Joint::Direct,
            Some(before) => line_joint(source, (page, before), (page, line), right),
        };
        for (j, &run) in line.runs.iter().enumerate() {
            let after = if j == 0 { first } else { run_joint(page, line.runs[j - 1], run) };
            out.push(Run { unit: page.runs[run].unit, after });
        }
    }
    out
}

fn run_joint(page: &Page, before: usize, run: usize) -> Joint {
    let (a, b) = (&page.runs[before], &page.runs[run]);
    let gap = b.bbox[0] - a.bbox[2];
    if gap > BLANK * a.size.max(b.size) || a.blank_after { Joint::Space } else { Joint::Direct }
}

/// Letters that stand below each other in a narrow column are one word.
fn is_stacked(source: &Source, page: &Page, lines: &[TextLine]) -> bool {
    let letters = |line: &TextLine| -> usize {
        line.runs.iter().map(|r| source.unit(page.runs[*r].unit).chars().filter(|c| !c.is_whitespace()).count()).sum()
    };
    let hangul = |line: &TextLine| source.unit(page.runs[line.runs[0]].unit).chars().all(|c| !c.is_ascii_digit());
    lines.len() >= 2
        && lines.iter().all(|l| letters(l) <= 2 && hangul(l))
        && lines.iter().filter(|l| letters(l) == 1).count() * 2 >= lines.len()
}

/// How a line follows the one before: the word goes on where that one was full to the edge; where the next word would
/// have had room, the author ended the line.
pub(super) fn line_joint(source: &Source, before: (&Page, &TextLine), here: (&Page, &TextLine), right: f32) -> Joint {
    let last = &before.0.runs[before.1.runs[before.1.runs.len() - 1]];
    let first = &here.0.runs[here.1.runs[0]];
    let room = right - before.1.bbox[2];
    let text = source.unit(first.unit);
    let word = text.split(' ').next().map_or(0, |w| w.chars().count());
    let word_width = (first.bbox[2] - first.bbox[0]) * word as f32 / text.chars().count().max(1) as f32;
    if room > word_width + 1.2 * last.size && !is_ending(text) {
        Joint::Line
    } else if last.blank_after || (room > 1.1 * last.size && !is_ending(text)) {
        Joint::Space
    } else {
        Joint::Direct
    }
}

/// Whether a text is but the end of a sentence (`니다.`), which begins no line of its own.
fn is_ending(text: &str) -> bool {
    text.trim_end().strip_suffix("다.").is_some_and(|rest| rest.chars().count() <= 3 && !rest.contains(' '))
}

/// Where the lines of a cell end at the latest: as far from its right border as the nearest line is from the left one.
pub(super) fn right_edge(lines: &[TextLine], cell: Bbox) -> f32 {
    let left = lines.iter().map(|l| l.bbox[0]).fold(f32::MAX, f32::min);
    let right = lines.iter().map(|l| l.bbox[2]).fold(f32::MIN, f32::max);
    // a narrow cell has narrow margins: as on the left, but never more than a letter or two
    let margin = (left - cell[0]).clamp(0.0, 6.0);
    right.max(cell[2] - margin)
}
