//! What a finding rests on, as the report shows it: the quoted source with the piece marked, the rebuilt table around
//! it, and the places that contradict it.
//!
//! A finding is looked up again in the file by the place that it names, so that a report can be made from the records
//! of an earlier run as well as straight after a check.

use super::grid::{self, Grid, Mark, Marks, cut};
use super::mask::{Mask, plain};
use crate::emit::json::FindingView;
use crate::emit::place;
use crate::model::layout::Grid as Slots;
use crate::model::{Bi, Block, Content, Lang, Layout, Place, Source, Span};
use serde::Serialize;
use std::collections::BTreeMap;

/// Characters of a quoted line on each side of the piece.
const SIDE: usize = 90;
/// Characters of a quoted piece.
const PIECE: usize = 400;
/// Related places that are quoted.
const RELATED: usize = 6;
/// Characters of the running text of a file, and rows of a table, that its view keeps.
const VIEW_TEXT: usize = 60_000;
const VIEW_ROWS: usize = 200;

/// A text in pieces; every second one, from the second on, is marked.
pub(super) type Pieces = Vec<String>;

/// What one finding rests on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Evidence {
    #[serde(rename = "q", skip_serializing_if = "Vec::is_empty")]
    pub quote: Pieces,
    #[serde(rename = "t", skip_serializing_if = "Option::is_none")]
    pub table: Option<Grid>,
    #[serde(rename = "r", skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<Related>,
}

/// A place that contradicts or proves it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Related {
    #[serde(rename = "m")]
    pub message: String,
    #[serde(rename = "p")]
    pub place: String,
    #[serde(rename = "q")]
    pub quote: Pieces,
}

/// What was read of a file: its blocks in reading order.
#[derive(Clone, Debug, Default, Serialize)]
pub struct View {
    #[serde(rename = "b")]
    pub blocks: Vec<ViewBlock>,
    /// The file has more than is kept.
    #[serde(rename = "x", skip_serializing_if = "std::ops::Not::not")]
    pub cut: bool,
}

/// A paragraph, marked or not, or a table.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum ViewBlock {
    Text(String),
    Marked([String; 1]),
    Table(Grid),
}

impl ViewBlock {
    /// Bytes that it takes, roughly.
    pub(super) fn weight(&self) -> usize {
        match self {
            ViewBlock::Text(text) | ViewBlock::Marked([text]) => text.len() + 4,
            ViewBlock::Table(grid) => grid.weight(),
        }
    }
}

/// A file as read, made ready for looking up places.
#[derive(Debug)]
pub(super) struct Located<'a> {
    source: &'a Source,
    layout: &'a Layout,
    units: BTreeMap<Key, Vec<u32>>,
    /// For each unit the blocks that its text went into, with the cell of a table.
    homes: BTreeMap<u32, Vec<Home>>,
    slots: BTreeMap<usize, Slots<'a>>,
}

#[derive(Clone, Copy, Debug)]
struct Home {
    block: usize,
    cell: Option<usize>,
    span: Span,
}

/// What tells units apart, whatever the format of the file.
type Key = ([Option<u32>; 5], Option<(Option<u32>, u32, u32)>, [u32; 4]);

fn key(place: &Place) -> Key {
    let numbers = [place.line, place.page, place.section, place.paragraph, place.sheet];
    // the cell of a page follows from its box
    let cell = place.cell.filter(|_| place.page.is_none()).map(|c| (c.table, c.row, c.col));
    (numbers, cell, place.bbox.map(|b| b.map(f32::to_bits)).unwrap_or_default())
}

impl<'a> Located<'a> {
    #[must_use]
    pub(super) fn of(source: &'a Source, layout: &'a Layout) -> Self {
        let mut units: BTreeMap<Key, Vec<u32>> = BTreeMap::new();
        for unit in 0..source.len() as u32 {
            let place = Place::of(source, Span { unit, start: 0, end: 0 });
            units.entry(key(&place)).or_default().push(unit);
        }
        let mut homes: BTreeMap<u32, Vec<Home>> = BTreeMap::new();
        let mut slots = BTreeMap::new();
        for (block, content) in layout.blocks.iter().enumerate() {
            let mut put = |text: &crate::model::Text, cell| {
                for span in text.spans() {
                    homes.entry(span.unit).or_default().push(Home { block, cell, span });
                }
            };
            match content {
                Block::Paragraph(p) => put(&p.line, None),
                Block::Table(table) => {
                    table.cells.iter().enumerate().for_each(|(i, c)| put(&c.text, Some(i)));
                    slots.insert(block, table.grid());
                }
            }
        }
        Located { source, layout, units, homes, slots }
    }

    /// Where a place stands in the file; none when the file is not the one that it was found in.
    fn span(&self, place: &Place) -> Option<Span> {
        let byte = |text: &str, char: u32| {
            let mut all = text.char_indices().map(|(i, _)| i).chain([text.len()]);
            all.nth(char.saturating_sub(1) as usize)
        };
        self.units.get(&key(place))?.iter().find_map(|&unit| {
            let text = self.source.unit(unit);
            let (start, end) = (byte(text, place.start)?, byte(text, place.end)?);
            let same = text.get(start..end)? == place.text;
            same.then_some(Span { unit, start: start as u32, end: end as u32 })
        })
    }

    /// What a finding rests on.
    #[must_use]
    pub(super) fn evidence(&self, finding: &FindingView, lang: Lang, mask: &Mask) -> Evidence {
        let at: Vec<Span> = finding.location.iter().chain(&finding.also).filter_map(|p| self.span(p)).collect();
        let against: Vec<Span> = finding.related.iter().filter_map(|r| self.span(&r.location)).collect();
        let quote = match (at.first(), &finding.location) {
            (Some(first), _) => self.quote(first.unit, &at, mask),
            (None, Some(place)) => quote_alone(place, mask),
            (None, None) => Vec::new(),
        };
        let quote_of = |place: &Place| match self.span(place) {
            Some(span) => self.quote(span.unit, &[span], mask),
            None => quote_alone(place, mask),
        };
        Evidence { quote, related: related(finding, lang, mask, quote_of), table: self.table(&at, &against, mask) }
    }

    /// The text of a unit with the spans that lie in it marked. A piece of a page is shown in its whole line.
    fn quote(&self, unit: u32, spans: &[Span], mask: &Mask) -> Pieces {
        let raw = self.source.unit(unit);
        if let (Content::Pages(_), Some(span)) = (&self.source.content, spans.first()) {
            let line = self.homes.get(&unit).and_then(|h| h.first()).map(|h| match &self.layout.blocks[h.block] {
                Block::Paragraph(p) => p.line.as_str(),
                Block::Table(t) => h.cell.map_or("", |c| t.cells[c].text.as_str()),
            });
            let piece = self.source.raw(*span);
            if let Some((line, at)) = line.and_then(|l| Some((l, l.find(piece)?))) {
                return marked(line, &[(at, at + piece.len())], mask);
            }
        }
        let ranges = spans.iter().filter(|s| s.unit == unit).map(|s| (s.start as usize, s.end as usize));
        marked(raw, &ranges.collect::<Vec<_>>(), mask)
    }

    /// The table that the finding stands in, else the one of a place that contradicts it.
    fn table(&self, at: &[Span], against: &[Span], mask: &Mask) -> Option<Grid> {
        let cells = |span: &Span| {
            let homes = self.homes.get(&span.unit).map_or(&[][..], Vec::as_slice);
            let span = *span;
            let touches = move |h: &&Home| h.span.overlaps(&span) || span.start == span.end;
            homes.iter().filter(touches).filter_map(|h| Some((h.block, h.cell?)))
        };
        let block = at.iter().chain(against).flat_map(cells).next()?.0;
        let mut marks = Marks::new();
        for (spans, mark) in [(against, Mark::Against), (at, Mark::Here)] {
            for (_, cell) in spans.iter().flat_map(cells).filter(|(b, _)| *b == block) {
                marks.insert(cell, mark);
            }
        }
        Some(grid::excerpt(self.slots.get(&block)?, &marks, mask))
    }

    /// What was read, with the places of the findings marked.
    #[must_use]
    pub(super) fn view(&self, findings: &[FindingView], mask: &Mask) -> View {
        let mut cells: BTreeMap<usize, Marks> = BTreeMap::new();
        let mut lines: BTreeMap<usize, bool> = BTreeMap::new();
        let places = findings.iter().flat_map(|f| f.location.iter().chain(&f.also));
        for span in places.filter_map(|p| self.span(p)) {
            for home in self.homes.get(&span.unit).into_iter().flatten().filter(|h| h.span.overlaps(&span)) {
                match home.cell {
                    Some(cell) => drop(cells.entry(home.block).or_default().insert(cell, Mark::Here)),
                    None => drop(lines.insert(home.block, true)),
                }
            }
        }
        let (mut view, mut room) = (View::default(), VIEW_TEXT);
        for (index, block) in self.layout.blocks.iter().enumerate() {
            if room == 0 {
                view.cut = true;
                break;
            }
            match block {
                Block::Paragraph(p) => {
                    let text = mask.text(p.line.as_str().trim());
                    if text.is_empty() {
                        continue;
                    }
                    let text = cut(&text, room.min(4000));
                    room = room.saturating_sub(text.len());
                    let marked = lines.contains_key(&index);
                    view.blocks.push(if marked { ViewBlock::Marked([text]) } else { ViewBlock::Text(text) });
                }
                Block::Table(_) => {
                    let Some(slots) = self.slots.get(&index) else { continue };
                    let none = Marks::new();
                    let grid = grid::whole(slots, VIEW_ROWS, cells.get(&index).unwrap_or(&none), mask);
                    let size: usize = grid.rows.iter().flatten().map(|c| c.text.len() + 8).sum();
                    room = room.saturating_sub(size);
                    view.blocks.push(ViewBlock::Table(grid));
                }
            }
        }
        view
    }
}

/// What is known of a finding whose file is not at hand.
#[must_use]
pub(super) fn alone(finding: &FindingView, lang: Lang, mask: &Mask) -> Evidence {
    let quote = finding.location.as_ref().map(|p| quote_alone(p, mask)).unwrap_or_default();
    Evidence { quote, related: related(finding, lang, mask, |place| quote_alone(place, mask)), table: None }
}

/// The places that contradict a finding, cells of a ledger last.
fn related(finding: &FindingView, lang: Lang, mask: &Mask, quote: impl Fn(&Place) -> Pieces) -> Vec<Related> {
    let in_file = finding.related.iter().map(|r| Related {
        message: mask.text(&r.message),
        place: place::words(&r.location).get(lang).clone(),
        quote: quote(&r.location),
    });
    let in_ledger = finding.ledger.iter().map(|cell| Related {
        message: (*Bi::new("대장", "ledger").get(lang)).to_owned(),
        place: plain(&cell.shown()),
        quote: vec![String::new(), cut(&mask.text(&cell.text), PIECE)],
    });
    in_file.chain(in_ledger).take(RELATED).collect()
}

fn quote_alone(place: &Place, mask: &Mask) -> Pieces {
    if place.text.is_empty() { Vec::new() } else { vec![String::new(), cut(&mask.text(&place.text), PIECE)] }
}

/// A line in pieces; ranges are bytes. A long line is cut around the first of them.
fn marked(line: &str, ranges: &[(usize, usize)], mask: &Mask) -> Pieces {
    let mut ranges = ranges.to_vec();
    ranges.sort_unstable();
    let first = ranges.first().copied().unwrap_or_default();
    // a line may have a million characters: only what is shown is covered, with what stands around it, so that no name
    // is cut before it is known for one
    let (before, window) = window(line, first);
    let char_of = |byte: usize| window.get(..byte.saturating_sub(before)).map_or(0, |l| l.chars().count());
    let chars: Vec<char> = mask.text(window).chars().map(|c| if c == '\t' { '\u{2003}' } else { c }).collect();
    let (start, end) = (char_of(first.0), char_of(first.1));
    let from = start.saturating_sub(SIDE);
    let to = (end.min(start + PIECE) + SIDE).min(chars.len());
    let mut pieces = vec![String::new()];
    if from > 0 || before > 0 {
        pieces[0].push('…');
    }
    let mut at = from;
    for (start, end) in ranges.into_iter().take_while(|r| r.0 < before + window.len()) {
        let (start, end) = (char_of(start).clamp(at, to), char_of(end.min(before + window.len())).clamp(at, to));
        if start >= end {
            continue;
        }
        let last = pieces.len() - 1;
        pieces[last].extend(&chars[at..start]);
        pieces.push(chars[start..end].iter().collect());
        pieces.push(String::new());
        at = end;
    }
    let last = pieces.len() - 1;
    pieces[last].extend(&chars[at..to]);
    if to < chars.len() || before + window.len() < line.len() {
        pieces[last].push('…');
    }
    pieces
}

/// The part of a line around a piece, and its first byte.
fn window(line: &str, piece: (usize, usize)) -> (usize, &str) {
    const MARGIN: usize = 64;
    let boundary = |mut at: usize| {
        at = at.min(line.len());
        while !line.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    // a character has at most four bytes
    let start = boundary(piece.0.saturating_sub(4 * (SIDE + MARGIN)));
    let end = boundary(piece.1.min(piece.0 + 4 * PIECE) + 4 * (SIDE + MARGIN));
    (start, line.get(start..end).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Origin;

    #[test]
    fn pieces_are_marked_in_their_line() {
        assert_eq!(marked("가나다라", &[(3, 6), (9, 12)], &Mask::none()), ["가", "나", "다", "라", ""]);
        let long = format!("{}표적{}", "가".repeat(5000), "나".repeat(5000));
        let pieces = marked(&long, &[(15000, 15006)], &Mask::none());
        assert_eq!(pieces[1], "표적");
        assert!(pieces[0].starts_with('…') && pieces[2].ends_with('…'));
        assert_eq!(pieces.concat().chars().count(), 2 * SIDE + 4);
    }

    #[test]
    fn a_place_of_another_file_is_not_found() {
        let source = Source::from_lines(Origin::default(), "하나\n둘 셋\n".to_owned());
        let layout = Layout::default();
        let located = Located::of(&source, &layout);
        let span = Span { unit: 1, start: 4, end: 7 };
        let place = Place::of(&source, span);
        assert_eq!(located.span(&place), Some(span));
        assert_eq!(located.span(&Place { text: "넷".to_owned(), ..place }), None);
    }
}
