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
            while end < lines.len() && lines[end].shape == Shape::Tabs {
                end += 1;
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

/// Whether pipes separate the cells of a line, or end the cell of a line.
pub(super) fn pipes_of(lines: &[Line]) -> Pipes {
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

/// The rows of a run of tab lines, or of pipe lines with a row on each.
pub(super) fn rows(lines: &[Line]) -> Vec<WrittenRow> {
    let mut out: Vec<WrittenRow> = Vec::with_capacity(lines.len());
    for line in lines {
        let cells = match line.shape {
            Shape::Tabs => split(&line.text, '\t'),
            _ => pipe_cells(&line.text),
        };
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
