//! Source to [`Layout`]: paragraphs and tables in reading order.
//!
//! Text that lost its table lines comes in many layouts. Rows with tabs or pipes keep their cells ([`delimited`]);
//! where only the heading row can be told, the cells below are found by what they hold ([`fitted`], and [`glued`] where
//! not even spaces are left). What can be proved goes before what fits best: running numbers ([`numbered`]), cells of
//! which none is missing ([`even`]), numbers in the same places ([`counted`]), groups of rows ([`grouped`]), a sum
//! ([`summed`]), words that come again in other rows ([`echoes`]). Two rows of heads are [`headed`], heads that come twice
//! in a row are [`twofold`], rows that line ends tore are [`torn`], merged cells printed in their middle are [`centred`], a
//! table on one line is [`inline`]. Lines of labels and values are a [`form`], or a table where the labels come again
//! ([`recurring`]). All end in one place ([`build`]), where merged cells get their spans; parts of a table that a page
//! break cut are joined before that ([`stitch`]). First of all the numbers of pages are taken out of a text ([`breaks`]),
//! columns set apart by runs of spaces get tabs ([`wide`]), and torn rows on lines are put together ([`rejoined`]). What a
//! file itself draws as paragraphs and tables is taken over by [`flow`]; on
//! [`pages`] it has to be found first.

mod breaks;
mod build;
mod centred;
mod counted;
mod delimited;
mod echoes;
mod even;
mod fitted;
mod flow;
mod form;
mod glued;
mod grouped;
mod headed;
mod inline;
mod lines;
mod markup;
mod numbered;
mod pages;
mod pair;
mod recurring;
mod rejoined;
mod remnant;
mod score;
mod sided;
mod spaced;
mod stitch;
mod summed;
mod torn;
mod twofold;
mod wide;

use crate::model::page::{Bbox, Ruling};
use crate::model::{Block, Content, Layout, Paragraph, Source, Table};
use build::Draft;
use delimited::Pipes;
use lines::{Line, Shape};

/// Rebuilds the paragraphs and tables of a source.
#[must_use]
pub fn layout(source: &Source) -> Layout {
    let (pieces, cells) = match &source.content {
        Content::Lines => {
            let mut lines = lines::lines(source);
            breaks::take_out(&mut lines);
            wide::to_tabs(source, &mut lines);
            rejoined::rows(&mut lines);
            (pieces(&lines), Vec::new())
        }
        Content::Flow(blocks) => (flow::pieces(source, blocks), Vec::new()),
        Content::Pages(pages) => {
            let (blocks, cells) = pages::flow(source, pages);
            (flow::pieces(source, &blocks), cells)
        }
    };
    let pieces = stitch::join_pages(pieces);
    Layout { blocks: pieces.into_iter().map(Piece::block).collect(), cells }
}

/// The tables of a source: as the file or its pages show them where they do, else as rebuilt.
///
/// A file draws frames, titles inside tables and tables inside cells, and breaks tables at the end of a page; [`layout`]
/// takes these apart or joins them for extraction.
#[must_use]
pub fn drawn(source: &Source) -> Vec<Table> {
    match &source.content {
        Content::Flow(blocks) => flow::drawn(source, blocks),
        Content::Pages(pages) => pages::drawn(source, pages),
        Content::Lines => {
            let tables = layout(source).blocks.into_iter().filter_map(|b| match b {
                Block::Table(t) => Some(t),
                Block::Paragraph(_) => None,
            });
            tables.collect()
        }
    }
}

/// The fields that rulings both ways enclose, in the order of rulings.
#[must_use]
pub fn fields(rulings: &[Ruling]) -> Vec<Bbox> {
    pages::fields(rulings)
}

/// The paragraphs and tables of lines of text.
fn pieces(lines: &[Line]) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let line = &lines[at];
        match line.shape {
            Shape::Blank => at += 1,
            Shape::Tabs => {
                let end = delimited::run_end(lines, at);
                let (made, end) = remnant::tables(lines, at, end).unwrap_or_else(|| (tables(&lines[at..end]), end));
                pieces.extend(made);
                at = end;
            }
            Shape::Pipes => {
                let end = delimited::run_end(lines, at);
                let run = &lines[at..end];
                match delimited::pipes_of(run) {
                    Pipes::Rows => pieces.extend(tables(run)),
                    Pipes::Cells => match spaced::from_cells(delimited::cells(run)) {
                        Some(draft) => pieces.push(Piece::Draft(draft)),
                        None => pieces.extend(run.iter().map(paragraph)),
                    },
                }
                at = end;
            }
            Shape::Plain => match table_at(lines, at, pieces.last()) {
                Some((draft, end)) => {
                    pieces.push(Piece::Draft(draft));
                    at = end;
                }
                None => {
                    pieces.extend(inline::pieces(line).unwrap_or_else(|| vec![paragraph(line)]));
                    at += 1;
                }
            },
        }
    }
    pieces
}

/// A table without separators that begins at a line, and the line after it.
fn table_at(lines: &[Line], at: usize, before: Option<&Piece>) -> Option<(Draft, usize)> {
    // a page that is made for wide and narrow screens tells the table above once more
    let again = |(draft, _): &(Draft, usize)| matches!(before, Some(Piece::Draft(before)) if before.holds(draft));
    recurring::table_at(lines, at)
        .filter(|found| !again(found))
        .or_else(|| form::form_at(lines, at))
        .or_else(|| spaced::table_at(lines, at))
}

fn tables(run: &[Line]) -> Vec<Piece> {
    // a menu or a line of page information (`로그인 | 회원가입`) is no table
    if let [line] = run {
        let labelled = line.text.as_str().split(['|', '\t']).any(|c| crate::lexicon::heads::label(c).is_some());
        if line.shape == Shape::Pipes && !labelled {
            return vec![paragraph(line)];
        }
    }
    tables_of(delimited::rows(run))
}

fn tables_of(rows: Vec<delimited::WrittenRow>) -> Vec<Piece> {
    let of_people = |rows: &[delimited::WrittenRow]| sided::of_rows(rows).map(|table| vec![table]);
    let read = |rows: Vec<delimited::WrittenRow>| {
        if let Some(tables) = of_people(&rows).or_else(|| headed::tables(&rows)).or_else(|| flow::on_its_side(&rows)) {
            return tables.into_iter().map(Piece::Native).collect();
        }
        let recurring = recurring::of_rows(&rows);
        vec![Piece::Draft(recurring.unwrap_or_else(|| build::from_rows(headed::counted_places(&rows).unwrap_or(rows))))]
    };
    let mended = |rows| centred::labels(torn::whole(twofold::below_each_other(rows)));
    build::cut_tables(rows).into_iter().map(mended).flat_map(read).collect()
}

/// A block on the way.
#[derive(Clone, Debug)]
enum Piece {
    Paragraph(Paragraph),
    Draft(Draft),
    /// Drawn by the file itself.
    Native(Table),
}

impl Piece {
    fn block(self) -> Block {
        match self {
            Piece::Paragraph(p) => Block::Paragraph(p),
            Piece::Draft(d) => Block::Table(d.table(None)),
            Piece::Native(t) => Block::Table(t),
        }
    }
}

fn paragraph(line: &Line) -> Piece {
    Piece::Paragraph(Paragraph {
        text: line.body.clone(),
        line: line.text.clone(),
        marker: line.marker,
        indent: line.indent,
    })
}
