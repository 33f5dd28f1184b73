//! Rows with separators: tabs and pipes.

use super::lines::{Line, Shape};
use crate::model::Text;
use crate::model::layout::Marker;

/// A row as written, before its cells are given columns.
#[derive(Clone, Debug)]
pub(super) struct WrittenRow {
    pub cells: Vec<Text>,
    /// A rule (`---|---`) stands below it: a heading row.
    pub ruled: bool,
}

/// How the pipes of a run are used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pipes {
    /// A row on a line.
    Rows,
    /// A cell ends at each pipe; lines are cells or pieces of cells.
    Cells,
}

/// The run of lines from `start` that belong together by their separators: the line after it.
pub(super) fn run_end(lines: &[Line], start: usize) -> usize {
    let shape = lines[start].shape;
    let mut end = start + 1;
    match shape {
        Shape::Tabs => {
            let width = tabs(&lines[start]);
            end = start;
            loop {
                let listed = lines[end..].iter().take(6).take_while(|l| goes_on(l)).count();
                match lines.get(end + listed) {
                    Some(line) if line.shape == Shape::Tabs => {
                        end += listed;
                        end += torn_row(&lines[end..], width).unwrap_or(1);
                    }
                    _ if stands_between(lines, end) => end += 1,
                    _ => break,
                }
            }
        }
        Shape::Pipes => {
            let down = pipes_of(&lines[start..(start + 12).min(lines.len())]) == Pipes::Cells;
            let mut open = 0;
            while end < lines.len() {
                match lines[end].shape {
                    Shape::Pipes => open = 0,
                    // the upper lines of a cell that ends at a pipe further down
                    Shape::Plain
                        if down
                            && open < 6
                            && super::lines::heading(&lines[end]).is_none()
                            && !matches!(lines[end].marker, Marker::Number { .. }) =>
                    {
                        open += 1;
                    }
                    _ => break,
                }
                end += 1;
            }
            end -= open;
        }
        Shape::Blank | Shape::Plain => {}
    }
    end
}

/// An upper line of a first cell that lists things (`주차장,` above `로비<tab>관리책임자`).
fn goes_on(line: &Line) -> bool {
    let s = line.text.as_str().trim();
    line.shape == Shape::Plain && line.marker == Marker::None && s.ends_with(',') && s.chars().count() <= 24
}

/// A first cell on a line of its own, in the middle of the rows it is merged over: the rows around it begin with none.
fn stands_between(lines: &[Line], at: usize) -> bool {
    const LONGEST: usize = 24;
    let opens_empty =
        |line: Option<&Line>| line.is_some_and(|l| l.shape == Shape::Tabs && l.text.as_str().starts_with('\t'));
    let Some(line) = lines.get(at).filter(|_| at > 0) else { return false };
    line.shape == Shape::Plain
        && line.marker == Marker::None
        && line.text.as_str().chars().count() <= LONGEST
        && opens_empty(lines.get(at - 1))
        && opens_empty(lines.get(at + 1))
}

fn tabs(line: &Line) -> usize {
    line.text.as_str().bytes().filter(|b| *b == b'\t').count()
}

/// How many lines a row of tabs takes that line ends inside its cells tore: the pieces have as many tabs together as the
/// heads, or the last cell is empty and its text stands on lines of its own.
fn torn_row(lines: &[Line], width: usize) -> Option<usize> {
    /// Lines of one cell at most.
    const LONGEST: usize = 40;
    let begun = tabs(lines.first()?);
    let lacks = begun < width || lines[0].text.as_str().ends_with('\t');
    if !lacks || begun == 0 || begun > width {
        return None;
    }
    let mut plain = 0;
    for (at, line) in lines.iter().enumerate().skip(1).take(LONGEST) {
        match line.shape {
            Shape::Blank => {}
            Shape::Tabs if plain == 0 => return None,
            Shape::Tabs if begun < width => return (begun + tabs(line) == width).then_some(at + 1),
            Shape::Tabs => return Some(at),
            Shape::Plain if super::lines::heading(line).is_none() && line.marker == Marker::None => plain += 1,
            Shape::Plain | Shape::Pipes => return None,
        }
    }
    None
}

/// Whether pipes separate the cells of a line, or end the cell of a line.
pub(super) fn pipes_of(lines: &[Line]) -> Pipes {
    if ruled_width(lines).is_some() {
        return Pipes::Rows;
    }
    let (mut across, mut down) = (0, 0);
    for line in lines.iter().take_while(|l| l.shape != Shape::Blank) {
        let s = line.text.as_str().trim();
        let pipes = s.bytes().filter(|b| *b == b'|').count();
        if pipes >= 2 || pipes == 1 && !s.ends_with('|') {
            across += 1;
        } else if pipes == 1 && s.len() > 1 {
            down += 1;
        }
    }
    if down > across { Pipes::Cells } else { Pipes::Rows }
}

fn pipes(line: &Line) -> usize {
    line.text.as_str().bytes().filter(|b| *b == b'|').count()
}

/// The pipes of a row where the first line has a rule of the same width below it (`---|---|`).
fn ruled_width(lines: &[Line]) -> Option<usize> {
    let [head, rule, ..] = lines else { return None };
    let width = pipes(rule);
    (width >= 2 && width == pipes(head) && pipe_cells(&rule.text).iter().all(|c| is_rule(c.as_str()))).then_some(width)
}

/// The lines of a ruled table, each torn row in one piece again.
///
/// A line end inside a cell tears its row. The pieces have as many pipes together as the rule, and one of them is a
/// single cell: rows that lost merged cells are short as well, but each is a row.
fn mended(lines: &[Line]) -> Vec<Text> {
    let mut out: Vec<Text> = Vec::with_capacity(lines.len());
    let mut width = None;
    let mut at = 0;
    while at < lines.len() {
        width = ruled_width(&lines[at..]).or(width);
        let (mut sum, mut end) = (0, at);
        while let Some(line) = lines.get(end).filter(|_| width.is_some_and(|w| sum < w)) {
            if end > at && ruled_width(&lines[end..]).is_some() {
                break;
            }
            sum += pipes(line);
            end += 1;
        }
        let torn = lines[at..end].iter().any(|l| pipes(l) == 1);
        let whole = end > at + 1 && width == Some(sum) && torn;
        let end = if whole { end } else { at + 1 };
        out.push(Text::join(lines[at..end].iter().map(|l| &l.text), "\n"));
        at = end;
    }
    out
}

/// The lines of a run of tabs, those that a line end inside a cell tore in one piece.
fn whole_lines(lines: &[Line]) -> Vec<Text> {
    let width = lines.first().map_or(0, tabs);
    let mut out = Vec::with_capacity(lines.len());
    let mut at = 0;
    while at < lines.len() {
        if stands_between(lines, at) {
            out.push(lines[at].text.clone());
            at += 1;
            continue;
        }
        // the upper lines of a first cell
        let listed = lines[at..].iter().take_while(|l| l.shape != Shape::Tabs).count();
        let end = (at + listed + torn_row(&lines[at + listed..], width).unwrap_or(1)).min(lines.len());
        let filled = lines[at..end].iter().filter(|l| l.shape != Shape::Blank);
        out.push(Text::join(filled.map(|l| &l.text), "\n"));
        at = end;
    }
    out
}

/// The rows of a run of tab lines, or of pipe lines with a row on each.
pub(super) fn rows(lines: &[Line]) -> Vec<WrittenRow> {
    let mut out: Vec<WrittenRow> = Vec::with_capacity(lines.len());
    let tabs = lines.first().is_some_and(|l| l.shape == Shape::Tabs);
    let texts = if tabs { whole_lines(lines) } else { mended(lines) };
    for text in texts {
        let cells = if tabs { split(&text, '\t') } else { pipe_cells(&text) };
        let is_rule = cells.iter().all(|c| is_rule(c.as_str())) && cells.iter().any(|c| c.as_str().contains("--"));
        // a rule of a single piece stands between any two rows
        if is_rule && let Some(last) = out.last_mut().filter(|last| cells.len() > 1 || last.cells.len() == 1) {
            last.ruled = true;
        }
        if !is_rule && cells.iter().any(|c| !c.is_empty()) {
            out.push(WrittenRow { cells, ruled: false });
        }
    }
    out
}

/// The cells of a run in which each pipe ends a cell; empty ones are left out.
pub(super) fn cells(lines: &[Line]) -> Vec<Text> {
    let mut out: Vec<Text> = Vec::new();
    let mut open: Vec<Text> = Vec::new();
    for line in lines {
        let s = line.text.as_str();
        if line.shape == Shape::Pipes {
            let mut rest = s;
            while let Some(at) = rest.find('|') {
                open.push(line.text.of(rest[..at].trim()));
                flush(&mut open, &mut out);
                rest = &rest[at + 1..];
            }
            if !rest.trim().is_empty() {
                open.push(line.text.of(rest.trim()));
            }
        } else if line.shape == Shape::Plain {
            open.push(line.text.trim());
        }
    }
    flush(&mut open, &mut out);
    out
}

fn flush(open: &mut Vec<Text>, out: &mut Vec<Text>) {
    open.retain(|t| !t.is_empty());
    if !open.is_empty() {
        out.push(Text::join(open.iter(), " "));
    }
    open.clear();
}

fn split(text: &Text, separator: char) -> Vec<Text> {
    text.as_str().split(separator).map(|cell| text.of(cell.trim())).collect()
}

fn pipe_cells(text: &Text) -> Vec<Text> {
    let s = text.as_str().trim();
    let inner = s.strip_prefix('|').unwrap_or(s);
    let inner = inner.strip_suffix('|').unwrap_or(inner);
    if !inner.contains("\\|") {
        return inner.split('|').map(|cell| text.of(cell.trim())).collect();
    }
    // `\|` is a pipe inside a cell
    let mut cells: Vec<Vec<&str>> = vec![Vec::new()];
    for piece in inner.split('|') {
        let inside = piece.strip_suffix('\\');
        let last = cells.len() - 1;
        match inside {
            Some(piece) => cells[last].push(piece),
            None => {
                cells[last].push(piece);
                cells.push(Vec::new());
            }
        }
    }
    cells.retain(|c| !c.is_empty());
    let of = |pieces: Vec<&str>| {
        let pieces: Vec<Text> = pieces.into_iter().map(|p| text.of(p)).collect();
        Text::join(&pieces, "|").trim()
    };
    cells.into_iter().map(of).collect()
}

fn is_rule(cell: &str) -> bool {
    cell.chars().all(|c| matches!(c, '-' | ':' | '=' | ' '))
}
