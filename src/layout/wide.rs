//! Tables whose columns are set apart by runs of spaces, as tools write that keep the layout of a page: their lines are
//! rewritten with a tab between the cells, and lines of one row put together.
//!
//! Heads set apart by such runs begin a table. Between the middles of two heads the border stands where the fewest
//! cells cross it. Columns are counted in letters; some tools give a Hangul syllable two.

use super::centred;
use super::lines::{self, Line, Shape};
use super::rejoined::names_of;
use super::score;
use crate::lexicon::{heads, words};
use crate::model::layout::Marker;
use crate::model::{Concept, Source, Text};
use crate::value::count;
use std::cell::OnceCell;
use std::collections::BTreeSet;
use unicode_width::UnicodeWidthChar;

/// Lines that a table takes at most.
const LONGEST: usize = 400;
/// Bytes of a line at most.
const WIDEST: usize = 2000;
/// Empty lines between two rows at most.
const BLANKS: usize = 2;
/// Longest line of a cell that stands alone on its line.
const LONE: usize = 24;
/// Fewest lines whose free stripes are trusted.
const FEWEST: usize = 4;

/// A word and where it stands in its line, in columns.
#[derive(Clone, Debug)]
struct Word {
    from: usize,
    to: usize,
    /// Two spaces or more stand before it, or nothing.
    opens: bool,
    text: Text,
}

/// Heads of columns from the left, the roles above them (`관리책임자 | 접근권한자` over `성명 | 연락처` twice), and the line
/// below them.
struct Heading {
    roles: Vec<Text>,
    /// Heads beside the roles; they come first.
    lone: Vec<Text>,
    under: Vec<Text>,
    middles: Vec<usize>,
    body: usize,
}

/// Rewrites the tables of a text.
pub(super) fn to_tabs(source: &Source, lines: &mut Vec<Line>) {
    let names = OnceCell::new();
    let mut at = 0;
    while at < lines.len() {
        if !may_be_heads(&lines[at]) {
            at += 1;
            continue;
        }
        let tables = [false, true].into_iter().filter_map(|doubled| table(source, lines, at, doubled, &names));
        match tables.max_by_key(|t| t.filled) {
            Some(Made { end, rows, .. }) => {
                let next = at + rows.len();
                lines.splice(at..end, rows);
                at = next;
            }
            None => at += 1,
        }
    }
}

/// Nearly all lines are none by their letters alone.
fn may_be_heads(line: &Line) -> bool {
    line.shape == Shape::Plain && line.marker == Marker::None && heads::has_letters_of_heads(line.text.as_str())
}

struct Made {
    end: usize,
    rows: Vec<Line>,
    /// Cells that hold text, less what reaches over borders.
    filled: isize,
}

fn table(
    source: &Source,
    lines: &[Line],
    at: usize,
    doubled: bool,
    names: &OnceCell<BTreeSet<String>>,
) -> Option<Made> {
    let words_at = |i: usize| words(source, &lines[i], doubled);
    let heading = heading(lines, at, &words_at)?;
    let mut body: Vec<Vec<Word>> = Vec::new();
    let mut apart: Vec<bool> = Vec::new();
    let (mut end, mut blanks) = (heading.body, 0);
    for i in (heading.body..lines.len()).take(LONGEST) {
        if lines[i].shape == Shape::Blank {
            blanks += 1;
            continue;
        }
        let Some(line) = words_at(i).filter(|l| blanks <= BLANKS && is_row(&lines[i], l, blanks)) else { break };
        body.push(line);
        apart.push(blanks > 0);
        (end, blanks) = (i + 1, 0);
    }
    if body.iter().filter(|line| cells(line).count() > 1).count() < 2 {
        return None;
    }
    // the label of a sum stands where it likes
    let sums = |line: &[Word]| line.iter().any(|w| words::is_total_label(w.text.as_str()));
    let plain: Vec<&[Word]> = body.iter().map(Vec::as_slice).filter(|line| !sums(line)).collect();
    let (borders, crossed) = borders(&heading.middles, &plain)?;
    let width = heading.middles.len();
    let rows: Vec<Vec<Text>> = body.iter().map(|line| by_column(line, &borders, width)).collect();
    let concepts: Vec<Option<Concept>> =
        heading.lone.iter().chain(&heading.under).map(|t| heads::head(t.as_str())).collect();
    let filled = rows.iter().flatten().filter(|c| !c.is_empty()).count() as isize - 4 * crossed as isize;
    let rows = whole_rows(apart.into_iter().zip(rows).collect(), &concepts, names.get_or_init(|| names_of(lines)))?;
    let mut out = Vec::with_capacity(rows.len() + 2);
    if heading.roles.is_empty() {
        out.push(tabbed(heading.lone.iter().chain(&heading.under), &lines[at]));
    } else {
        out.push(tabbed(heading.lone.iter().chain(&heading.roles), &lines[at]));
        out.push(tabbed(heading.under.iter(), &lines[at]));
    }
    out.extend(rows.iter().map(|row| tabbed(row.iter(), &lines[at])));
    Some(Made { end, rows: out, filled })
}

/// The words of a line that has a run of spaces, or stands in a table of such lines.
fn words(source: &Source, line: &Line, doubled: bool) -> Option<Vec<Word>> {
    if line.shape != Shape::Plain {
        return None;
    }
    let raw = source.unit(line.text.spans().first()?.unit);
    if raw.len() > WIDEST {
        return None;
    }
    let told = heads::words_of(line.text.as_str());
    let mut out: Vec<Word> = Vec::with_capacity(told.len());
    let mut told = told.into_iter();
    let (mut col, mut spaces, mut open) = (0, 2, false);
    for c in raw.chars() {
        let width = if doubled { c.width().unwrap_or(0) } else { 1 };
        if c.is_whitespace() {
            spaces = if open { 1 } else { spaces + 1 };
            open = false;
        } else {
            if !open {
                let text = line.text.slice(told.next()?);
                out.push(Word { from: col, to: col, opens: spaces > 1, text });
                open = true;
            }
            out.last_mut()?.to = col + width;
        }
        col += width;
    }
    // `합 계` is one word
    if let [first, second, ..] = &out[..]
        && words::is_total_label(&format!("{}{}", first.text.as_str(), second.text.as_str()))
    {
        let sum = Word { to: second.to, text: Text::join([&first.text, &second.text], " "), ..first.clone() };
        out.splice(..2, [sum]);
    }
    told.next().is_none().then_some(out).filter(|words| !words.is_empty())
}

/// The words of each cell of a line.
fn cells(line: &[Word]) -> impl Iterator<Item = &[Word]> {
    line.chunk_by(|_, next| !next.opens)
}

/// Where a cell begins and ends.
fn ends(cell: &[Word]) -> (usize, usize) {
    (cell[0].from, cell[cell.len() - 1].to)
}

/// The cells of a line as texts, each with its middle.
fn pieces(line: &[Word]) -> Vec<(Text, usize)> {
    let piece = |cell: &[Word]| {
        let (from, to) = ends(cell);
        (Text::join(cell.iter().map(|w| &w.text), " "), (from + to) / 2)
    };
    cells(line).map(piece).collect()
}

/// Lines of heads alone, one of which has three or more.
fn heading(lines: &[Line], at: usize, words_at: &dyn Fn(usize) -> Option<Vec<Word>>) -> Option<Heading> {
    let is_head = |(text, _): &(Text, usize)| heads::head(text.as_str()).is_some();
    let mut found: Vec<Vec<(Text, usize)>> = Vec::new();
    let mut body = at;
    for i in (at..lines.len()).take(4) {
        let line = match lines[i].shape {
            Shape::Blank if i > at => continue,
            _ if lines[i].marker != Marker::None => break,
            _ => pieces(&words_at(i)?),
        };
        if !line.iter().all(is_head) {
            break;
        }
        found.push(line);
        body = i + 1;
    }
    let widest = found.iter().map(Vec::len).max().filter(|n| *n >= 3)?;
    let role = |(text, _): &(Text, usize)| words::is_role(text.as_str());
    let (mut roles, mut lone, mut under) = (Vec::new(), Vec::new(), Vec::new());
    for line in found {
        match line.len() {
            n if n == widest && under.is_empty() => under = line,
            1 => lone.extend(line),
            _ if line.iter().all(role) => roles = line,
            _ => return None,
        }
    }
    // a head on a line of its own belongs to roles, and stands before them
    if roles.is_empty() != lone.is_empty() || lone.iter().any(|(_, middle)| *middle > under[0].1) {
        return None;
    }
    let middles = lone.iter().chain(&under).map(|(_, middle)| *middle).collect();
    let [roles, lone, under] = [roles, lone, under].map(|line| line.into_iter().map(|(text, _)| text).collect());
    Some(Heading { roles, lone, under, middles, body })
}

/// Whether a line goes on with the table.
fn is_row(line: &Line, words: &[Word], blanks: usize) -> bool {
    let s = line.text.as_str();
    if pieces(words).iter().all(|(text, _)| heads::head(text.as_str()).is_some()) {
        return false;
    }
    if lines::heading(line).is_some() || line.marker != Marker::None || crate::lexicon::parts::is_sentence(s) {
        return false;
    }
    cells(words).count() > 1 || blanks == 0 && s.chars().count() <= LONE
}

/// For each two heads the column between their columns, and how many words reach over one.
fn borders(middles: &[usize], body: &[&[Word]]) -> Option<(Vec<usize>, usize)> {
    let cells: Vec<(usize, usize)> = body.iter().flat_map(|line| cells(line)).map(ends).collect();
    let words: Vec<(usize, usize)> = body.iter().copied().flatten().map(|w| (w.from, w.to)).collect();
    let over = |all: &[(usize, usize)], x: usize| all.iter().filter(|(from, to)| (*from..*to).contains(&x)).count();
    // as many stripes that no word crosses as there are borders: these they are, wherever the heads stand
    let (left, right) = (cells.iter().map(|c| c.0).min()?, cells.iter().map(|c| c.1).max()?);
    let free: Vec<usize> =
        (left + 1..right).filter(|x| over(&words, *x) == 0 && over(&cells, *x) * 2 <= body.len()).collect();
    let stripes: Vec<usize> = free.chunk_by(|a, b| a + 1 == *b).map(|run| run[run.len() / 2]).collect();
    if stripes.len() + 1 == middles.len() && body.len() >= FEWEST {
        return Some((stripes, 0));
    }
    let mut sum = 0;
    let mut out = Vec::with_capacity(middles.len());
    for pair in middles.windows(2) {
        // a cell that fills its column has a single space behind it: cut there, it loses nothing
        let cost = |x: usize| over(&cells, x) + 2 * over(&words, x);
        let least = (pair[0] + 1..=pair[1]).map(cost).min()?;
        // the widest of the stripes that are crossed least
        let stripe: Vec<usize> = (pair[0] + 1..=pair[1]).filter(|x| cost(*x) == least).collect();
        let widest = stripe.chunk_by(|a, b| a + 1 == *b).max_by_key(|run| run.len())?;
        let border = widest[widest.len() / 2];
        if over(&words, border) * 4 > body.len() || over(&cells, border) * 2 > body.len() {
            return None;
        }
        sum += over(&words, border);
        out.push(border);
    }
    Some((out, sum))
}

/// The cells of a line; a cell that crosses a border is cut at a space, when it has one there.
fn by_column(line: &[Word], borders: &[usize], width: usize) -> Vec<Text> {
    let mut out: Vec<Vec<&Text>> = vec![Vec::new(); width];
    let of = |x: usize| borders.partition_point(|border| *border <= x);
    for cell in cells(line) {
        let (from, to) = ends(cell);
        let (first, last) = (of(from), of(to.saturating_sub(1)));
        for word in cell {
            let own = of((word.from + word.to) / 2).clamp(first, last);
            // words of one cell stay together where they need no cut
            let col = if last - first == 1 || last == first { own } else { first };
            out[col].push(&word.text);
        }
    }
    out.into_iter().map(|cell| Text::join(cell, " ")).collect()
}

/// A line of a table by its columns, and whether empty lines stand before it.
type Cut = (bool, Vec<Text>);

/// The lines of each row together, told by its number of cameras or of a telephone. Where empty lines set groups of rows
/// apart, a cell that not every row of its group has is merged over all of them.
fn whole_rows(lines: Vec<Cut>, concepts: &[Option<Concept>], names: &BTreeSet<String>) -> Option<Vec<Vec<Text>>> {
    let anchors = [Concept::Count, Concept::Phone];
    let Some(col) = anchors.iter().find_map(|a| concepts.iter().position(|c| *c == Some(*a))) else {
        return Some(lines.into_iter().map(|(_, cells)| cells).collect());
    };
    let concept = concepts[col]?;
    let told = |row: &Vec<Text>| {
        let s = row[col].as_str();
        let number =
            if concept == Concept::Count { count::cell(s).is_some() } else { score::cell(s, concept, &[]) > 0.0 };
        !s.is_empty() && number || row.iter().any(|c| words::is_total_label(c.as_str()))
    };
    let mut groups: Vec<Vec<Vec<Text>>> = Vec::new();
    for (apart, cells) in lines {
        match groups.last_mut() {
            Some(group) if !apart => group.push(cells),
            _ => groups.push(vec![cells]),
        }
    }
    let apart = groups.len() > 1;
    let mut out = Vec::new();
    for mut group in groups {
        let starts = group.iter().filter(|row| told(row)).count();
        if starts == 0 || starts == group.len() && !apart {
            out.extend(group);
            continue;
        }
        let merged = if apart && starts > 1 { take_merged(&mut group, concepts, names, &told) } else { Vec::new() };
        group.retain(|row| row.iter().any(|c| !c.is_empty()));
        let first = out.len();
        out.extend(joined(&group, &told)?);
        for (col, text) in merged {
            out[first][col] = text;
        }
    }
    Some(out)
}

/// The cells that are merged over a group of rows, taken out of it.
fn take_merged(
    group: &mut [Vec<Text>],
    concepts: &[Option<Concept>],
    names: &BTreeSet<String>,
    told: &dyn Fn(&Vec<Text>) -> bool,
) -> Vec<(usize, Text)> {
    /// Lines of a merged cell at most.
    const MOST: usize = 3;
    let merges = |c: &Option<Concept>| c.is_some_and(centred::may_merge);
    let mut out = Vec::new();
    for col in (0..concepts.len()).filter(|col| merges(&concepts[*col])) {
        let filled: Vec<usize> = (0..group.len()).filter(|i| !group[*i][col].is_empty()).collect();
        let each_row = group.iter().filter(|row| told(row)).all(|row| !row[col].is_empty());
        // `가람동부` above `보건지소`, where 가람동부보건지소 stands elsewhere
        let pieces = || filled.iter().map(|i| &group[*i][col]);
        let halves = filled.len() > 1 && names.contains(Text::join(pieces(), "").as_str());
        if filled.is_empty() || each_row && !halves || filled.len() > MOST {
            continue;
        }
        out.push((col, Text::join(pieces(), if halves { "" } else { " " })));
        filled.iter().for_each(|i| group[*i][col] = Text::default());
    }
    out
}

/// Each row of a group in one piece: its number stands in the middle of its lines, or on the first of them.
fn joined(group: &[Vec<Text>], told: &dyn Fn(&Vec<Text>) -> bool) -> Option<Vec<Vec<Text>>> {
    let starts: Vec<usize> = (0..group.len()).filter(|i| told(&group[*i])).collect();
    let alone = |row: &Vec<Text>| row.iter().filter(|c| !c.is_empty()).count() == 1;
    let spans = match centred::spans(starts.iter().map(|start| 2 * *start as isize), group.len()) {
        Some(spans) => spans,
        // a line with one cell may be that of a merged one
        None if group.iter().all(|row| told(row) || alone(row)) && starts.len() * 2 > group.len() => {
            return Some(group.to_vec());
        }
        None if starts.first() != Some(&0) => return None,
        None => {
            let ends = starts.iter().skip(1).copied().chain([group.len()]);
            starts.iter().zip(ends).map(|(a, b)| (*a, b - 1)).collect()
        }
    };
    let row = |(first, last): (usize, usize)| -> Vec<Text> {
        let lines = &group[first..=last];
        (0..lines[0].len())
            .map(|col| Text::join(lines.iter().map(|l| &l[col]).filter(|t| !t.is_empty()), " "))
            .collect()
    };
    Some(spans.into_iter().map(row).collect())
}

fn tabbed<'a>(cells: impl Iterator<Item = &'a Text>, like: &Line) -> Line {
    let text = Text::join(cells, "\t");
    Line { body: text.clone(), text, marker: Marker::None, indent: like.indent, shape: Shape::Tabs }
}
