//! Tables whose separators were lost: cells found by the headings and by what they hold.
//!
//! The words of the body are laid out under the headings so that the sum of clues is largest: a telephone number under
//! 연락처, a post under 직위, a number under 설치대수. Borders of cells fall between words, borders of rows between
//! lines; what the layout of the text suggests (one cell a line, one row a line) sets the price of each border.

use super::echoes::Echoes;
use super::{glued, score};
use crate::lexicon::words;
use crate::model::{Concept, Text};
use crate::value::{count, hours, period};
use std::collections::BTreeMap;

/// A word, or a whole line, that is not cut any further.
#[derive(Clone, Debug)]
pub(super) struct Atom {
    pub text: Text,
    /// First of its line.
    pub starts_line: bool,
    /// An empty line stands before its line, or the line is an item of a list inside a cell.
    pub after_gap: bool,
    pub bullet: bool,
}

/// How the cells of a table were written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Writing {
    /// A row on a line, cells joined by spaces.
    Across,
    /// A cell on a line.
    Down,
    /// No separator at all; atoms are syllables.
    Glued,
    /// All rows on one line.
    Stream,
}

struct Prices {
    /// A border of cells inside a line.
    within_line: f32,
    /// A border of cells at a line end, inside a row.
    between_lines: f32,
    /// A line end inside a cell.
    inner_line: f32,
    row: f32,
}

impl Writing {
    fn prices(self) -> Prices {
        match self {
            Writing::Across => Prices { within_line: 0.0, between_lines: 3.4, inner_line: 1.6, row: 0.6 },
            Writing::Down => Prices { within_line: 3.5, between_lines: 0.0, inner_line: 0.9, row: 0.6 },
            Writing::Glued => Prices { within_line: 0.4, between_lines: 0.6, inner_line: 0.5, row: 0.6 },
            Writing::Stream => Prices { within_line: 0.0, between_lines: 0.0, inner_line: 0.0, row: 0.6 },
        }
    }

    /// Most line ends inside a cell.
    fn most_line_ends(self) -> usize {
        match self {
            Writing::Across => 4,
            _ => 30,
        }
    }

    fn longest_cell(self) -> usize {
        match self {
            Writing::Across | Writing::Down => 40,
            Writing::Glued => 200,
            Writing::Stream => 40,
        }
    }
}

/// Most atoms that are laid out at once; longer bodies are done piece by piece.
const WINDOW: usize = 420;

/// Lays the atoms out under the headings. A cell without text is `None`.
pub(super) fn fit(atoms: &[Atom], columns: &[Concept], writing: Writing) -> Vec<Vec<Option<Text>>> {
    // where short rows lack a place or a purpose, they all lack the same of the two: the one whose cells are merged
    let place = |c: &Concept| matches!(c, Concept::Location | Concept::Facility | Concept::Department);
    if writing == Writing::Across
        && let [first, Concept::Purpose, ..] = columns
        && place(first)
    {
        let (by_place, merged_place) = fit_all(atoms, columns, writing, Merged::Column(0));
        let (by_purpose, merged_purpose) = fit_all(atoms, columns, writing, Merged::Column(1));
        return if by_place > by_purpose { merged_place } else { merged_purpose };
    }
    fit_all(atoms, columns, writing, Merged::Unknown).1
}

/// Which of the first two columns has merged cells, as is supposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Merged {
    Unknown,
    Column(usize),
}

impl Merged {
    /// The price of an empty cell of a row below the first.
    fn empty(self, col: usize, usual: f32) -> f32 {
        match self {
            Merged::Column(merged) if merged == col => 0.2,
            Merged::Column(_) if col < 2 => 2.0,
            _ => usual,
        }
    }

    /// The price of a cell that opens a group of rows.
    fn opening(self, col: usize, pos: usize) -> f32 {
        if pos > 0 && self == Merged::Column(col) { 0.7 } else { 0.0 }
    }
}

type Rows = Vec<Vec<Option<Text>>>;

fn fit_all(atoms: &[Atom], columns: &[Concept], writing: Writing, merged: Merged) -> (f32, Rows) {
    let mut rows = Vec::new();
    let mut start = 0;
    let mut score = 0.0;
    while start < atoms.len() {
        let rest = &atoms[start..];
        let window = &rest[..rest.len().min(WINDOW)];
        let (mut laid, sum) = fit_window(window, columns, writing, merged);
        score += sum;
        let is_last = window.len() == rest.len();
        if !is_last && laid.len() > 2 {
            laid.truncate(laid.len() - 2); // the cut may have torn the last rows
        }
        let used: usize = laid.iter().map(|r| r.iter().map(|c| c.len()).sum::<usize>()).sum();
        for row in laid {
            rows.push(row.into_iter().map(|cell| join(&rest[cell])).collect());
        }
        if used == 0 {
            break;
        }
        start += used;
    }
    if writing == Writing::Glued {
        glued::name_sides(&mut rows, columns);
    }
    (score, rows)
}

fn join(atoms: &[Atom]) -> Option<Text> {
    let (first, rest) = atoms.split_first()?;
    let mut text = first.text.clone();
    for atom in rest {
        let glued = !atom.starts_line && text.last_unit() == atom.text.unit() && touches(&text, &atom.text);
        if atom.starts_line {
            text.push_joiner("\n");
        } else if !glued {
            text.push_joiner(" ");
        }
        text.append(&atom.text);
    }
    Some(text)
}

fn touches(left: &Text, right: &Text) -> bool {
    let (l, r) = (left.spans(), right.spans());
    match (l.last(), r.first()) {
        (Some(l), Some(r)) => l.unit == r.unit && l.end == r.start,
        _ => false,
    }
}

type Cells = Vec<std::ops::Range<usize>>;

#[derive(Clone, Copy)]
struct Step {
    score: f32,
    /// Where the cell before this border starts.
    from: u32,
    /// Whether the row had text before that cell; for a finished row, always.
    begun: bool,
}

const NEVER: f32 = f32::NEG_INFINITY;

fn fit_window(atoms: &[Atom], columns: &[Concept], writing: Writing, merged: Merged) -> (Vec<Cells>, f32) {
    let (n, width) = (atoms.len(), columns.len());
    let prices = writing.prices();
    let stream = writing == Writing::Stream;
    let seams = if writing == Writing::Glued { glued::seams(atoms) } else { Vec::new() };
    let echoes = if writing == Writing::Across { Echoes::of(atoms, columns) } else { Echoes::default() };
    let [after_sum, loose, listed, again] = if writing == Writing::Across {
        [after_sums(atoms), loose_lines(atoms, columns), listed(atoms), said_again(atoms, columns)]
    } else {
        std::array::from_fn(|_| vec![false; n])
    };
    // a border before a column of a row that is still empty (0) or has text (1)
    let index = |pos: usize, col: usize, begun: usize| (pos * (width + 1) + col) * 2 + begun;
    let mut best = vec![Step { score: NEVER, from: 0, begun: false }; (n + 1) * (width + 1) * 2];
    best[index(0, 0, 0)] = Step { score: 0.0, from: 0, begun: false };
    for pos in 0..=n {
        let empty = |col: usize| match columns[col] {
            // on one line merged cells just do not come again
            Concept::Location if stream => 0.8,
            Concept::Hours | Concept::Period if writing == Writing::Down => 1.6,
            concept if pos == 0 => score::empty(concept),
            concept => merged.empty(col, score::empty(concept)),
        };
        for col in 0..width {
            relax_empty(&mut best, index(pos, col, 1), index(pos, col + 1, 1), pos, true, empty(col));
        }
        if pos > 0 && (pos == n || stream || atoms[pos].starts_line) {
            let goes_on = loose.get(pos) == Some(&true) || listed.get(pos) == Some(&true);
            let torn = if goes_on { 2.0 } else { 0.0 };
            let done = best[index(pos, width, 1)].score - prices.row - torn - seams.get(pos).copied().unwrap_or(0.0);
            best[index(pos, 0, 0)] = Step { score: done, from: pos as u32, begun: true };
        }
        for col in 0..width {
            let cost = empty(col) + if pos == 0 { 0.8 } else { 0.0 };
            relax_empty(&mut best, index(pos, col, 0), index(pos, col + 1, 0), pos, false, cost);
        }
        if pos == n {
            break;
        }
        let border = match (atoms[pos].starts_line, atoms[pos].after_gap || atoms[pos].bullet) {
            _ if writing == Writing::Glued => seams[pos],
            _ if after_sum[pos] => f32::INFINITY,
            (true, true) => prices.between_lines * 0.1,
            (true, false) if loose[pos] => prices.between_lines * 0.2,
            (true, false) => prices.between_lines,
            _ => prices.within_line,
        };
        // no cell begins or ends where a border is out of the question
        if glued::holds(&seams, atoms, pos) {
            continue;
        }
        let mut cell = score::Cell::default();
        let mut inner = 0.0;
        let mut line_ends = 0;
        for end in pos + 1..=n.min(pos + writing.longest_cell()) {
            let atom = &atoms[end - 1];
            if end > pos + 1 && (after_sum[end - 1] || listed[end - 1] && !listed[pos]) {
                break;
            }
            let mut separator = "";
            if end > pos + 1 {
                let text = cell.text();
                if atom.starts_line {
                    line_ends += usize::from(!atom.bullet);
                    let reads_on = atom.bullet
                        || listed[end - 1]
                        || atom.text.as_str().starts_with(['(', '*', '※'])
                        || text.ends_with([',', '및', '·']);
                    inner += match writing {
                        Writing::Glued => glued::line_end(text, atoms, end - 1),
                        _ if reads_on => 0.1,
                        _ => prices.inner_line,
                    };
                }
                if atom.starts_line || writing != Writing::Glued {
                    separator = if writing == Writing::Glued { "\n" } else { " " };
                }
                if line_ends > writing.most_line_ends() {
                    break;
                }
            }
            cell.push(separator, atom.text.as_str());
            if glued::holds(&seams, atoms, end) {
                continue;
            }
            let ends_line = end == n || atoms[end].starts_line;
            let torn = torn_ends(cell.text(), ends_line);
            for col in 0..width {
                let fresh = best[index(pos, col, 0)].score;
                let begun = best[index(pos, col, 1)].score - border;
                let here = fresh.max(begun);
                let to = index(end, col + 1, 1);
                if here == NEVER {
                    continue;
                }
                let in_place = again[pos] && end == pos + 1 && columns[col] == Concept::Other;
                let here =
                    here + if in_place { 2.5 } else { 0.0 } + if begun > fresh { echoes.border(pos) } else { 0.0 };
                let fits = match writing {
                    // posts on several lines are worth more than any other cell
                    Writing::Glued
                        if columns[col] != Concept::Position
                            && here + score::most(columns[col]) + 2.0 - inner - torn <= best[to].score =>
                    {
                        continue;
                    }
                    Writing::Glued => glued::cell(cell.text(), &atoms[end..], columns[col], columns),
                    // what cannot win is not looked at
                    _ if end - pos > score::longest(columns[col])
                        || here + score::most(columns[col]) + echoes.most(columns[col]) - inner - torn
                            <= best[to].score =>
                    {
                        continue;
                    }
                    _ => cell.under(columns[col], columns),
                };
                let fits = fits + echoes.cell(pos, end - pos, cell.text(), columns[col]);
                let value = here + fits - inner - torn - merged.opening(col, pos);
                if value > best[to].score {
                    best[to] = Step { score: value, from: pos as u32, begun: begun > fresh };
                }
            }
        }
    }
    (trace(&best, n, width), best[index(n, 0, 0)].score.max(-1e6))
}

/// Whether a line begins at each atom after one that holds a sum and nothing else (`합계 30`): its row ends there.
fn after_sums(atoms: &[Atom]) -> Vec<bool> {
    let mut out = vec![false; atoms.len()];
    let mut at = 0;
    for line in atoms.chunk_by(|_, next| !next.starts_line) {
        at += line.len();
        let is_sum = words::is_total_label(line[0].text.as_str())
            && line.len() > 1
            && line[1..].iter().all(|a| count::cell(a.text.as_str()).is_some());
        if let Some(next) = out.get_mut(at) {
            *next = is_sum;
        }
    }
    out
}

/// Whether each atom is one of few words that take turns at its place from the end of the line, where a column of its
/// own stands (`녹화여부` over `녹화`, `비녹화`): that place is the column, however long the cells before it are.
fn said_again(atoms: &[Atom], columns: &[Concept]) -> Vec<bool> {
    let mut out = vec![false; atoms.len()];
    for col in (0..columns.len()).filter(|c| columns[*c] == Concept::Other) {
        let mut words: Vec<(usize, &str)> = Vec::new();
        let mut at = 0;
        for line in atoms.chunk_by(|_, next| !next.starts_line) {
            if line.len() >= columns.len() {
                let place = line.len() - (columns.len() - col);
                words.push((at + place, line[place].text.as_str()));
            }
            at += line.len();
        }
        let mut times: BTreeMap<&str, usize> = BTreeMap::new();
        words.iter().for_each(|(_, word)| *times.entry(word).or_default() += 1);
        if times.len() * 2 <= words.len() {
            for (place, _) in words.iter().filter(|(_, word)| times[word] > 1) {
                out[*place] = true;
            }
        }
    }
    out
}

/// Whether a line at each atom belongs to the row above it, which ended with its period although columns follow: what
/// comes before the next hours or period goes on with that row (`24시간 30일`, `(만료 후 삭제)`, `방재실`).
fn loose_lines(atoms: &[Atom], columns: &[Concept]) -> Vec<bool> {
    let mut out = vec![false; atoms.len()];
    let last = columns.iter().position(|c| *c == Concept::Period).is_none_or(|p| p + 1 == columns.len());
    if last {
        return out;
    }
    let (mut at, mut open) = (0, false);
    for line in atoms.chunk_by(|_, next| !next.starts_line) {
        let text = line.iter().map(|a| a.text.as_str()).collect::<Vec<_>>().join(" ");
        let read = period::parse(&text);
        // an aside on other periods opens no row
        let aside = text.starts_with(['(', '*', '※', '-']) || line[0].bullet;
        if open && (aside || read.days.is_none() && !hours::looks_like(&text)) {
            out[at] = true;
        } else {
            open = read.days.is_some() && read.range.end == text.len();
        }
        at += line.len();
    }
    out
}

/// The items of lists inside cells (`현관 ·정문 안쪽`): the first of a list begins its cell, and the lines of the others
/// go on with it.
fn listed(atoms: &[Atom]) -> Vec<bool> {
    let item = |a: &Atom| opens_item(a.text.as_str());
    let lists = atoms.iter().any(|a| !a.starts_line && item(a));
    atoms.iter().map(|a| lists && (item(a) || a.bullet)).collect()
}

/// A word behind the bullet of a list.
pub(super) fn opens_item(word: &str) -> bool {
    word.strip_prefix(['·', '・', '•', 'ㆍ']).is_some_and(|rest| rest.starts_with(words::is_syllable))
}

/// A cell that begins or ends in the middle of a phrase.
fn torn_ends(text: &str, ends_line: bool) -> f32 {
    let mut cost = 0.0;
    if text.ends_with([',', '및']) && !ends_line
        || text.ends_with(" 및")
        || text == "본"
        || text.ends_with(" 각")
        || text.ends_with(" 각 층") && !ends_line
        || text.ends_with(" 본")
        || (text.ends_with("부터") || text.ends_with(" -")) && !ends_line
    {
        cost += 2.5;
    }
    if text.matches('(').count() != text.matches(')').count() && !ends_line {
        cost += 3.0;
    }
    let first = text.split(' ').next().unwrap_or("");
    if first == "및" {
        cost += 4.0;
    } else if first.trim_end_matches(',') == "내" {
        cost += 3.0;
    } else if matches!(first, "앞" | "옆" | "뒤" | "등" | "외" | "이내" | "내외" | "이상" | "까지" | "동안" | "~")
        || text.starts_with([',', ')', '*', '※'])
    {
        cost += 2.0;
    }
    cost
}

fn relax_empty(best: &mut [Step], from: usize, to: usize, pos: usize, begun: bool, cost: f32) {
    let value = best[from].score - cost;
    if value > best[to].score {
        best[to] = Step { score: value, from: pos as u32, begun };
    }
}

fn trace(best: &[Step], n: usize, width: usize) -> Vec<Cells> {
    let mut rows: Vec<Cells> = Vec::new();
    let mut pos = n;
    let at = |pos: usize, col: usize, begun: bool| best[(pos * (width + 1) + col) * 2 + usize::from(begun)];
    if at(n, width, true).score == NEVER {
        return vec![std::iter::once(0..n).chain((1..width).map(|_| n..n)).collect()];
    }
    while pos > 0 && rows.len() <= n {
        let mut row: Cells = Vec::with_capacity(width);
        let mut begun = true;
        for col in (1..=width).rev() {
            let step = at(pos, col, begun);
            row.push(step.from as usize..pos);
            pos = step.from as usize;
            begun = step.begun;
        }
        row.reverse();
        rows.push(row);
    }
    rows.reverse();
    rows
}

/// Assigns the cells of one row to columns from left to right when there are fewer cells than columns, or more.
///
/// Gives for each column the cell that stands under it. A cell has a small advantage under its own place, `shift`
/// columns further on than it was written.
pub(super) fn assign(cells: &[Text], columns: &[Concept], shift: usize) -> Vec<Option<usize>> {
    let (n, width) = (cells.len(), columns.len());
    // best[i][j]: the first i cells under the first j columns
    let mut best = vec![vec![(NEVER, 0u8); width + 1]; n + 1];
    best[0][0] = (0.0, 0);
    for i in 0..=n {
        for j in 0..=width {
            let here = best[i][j].0;
            if here == NEVER {
                continue;
            }
            if j < width {
                // the first cells of a row that lost some may well be the lost ones
                let lost = i == 0 && j < shift;
                let skip = here - if lost { 0.0 } else { score::empty(columns[j]) * 0.5 };
                if skip > best[i][j + 1].0 {
                    best[i][j + 1] = (skip, 1);
                }
            }
            if i < n {
                let text = cells[i].as_str().trim();
                let drop = here - if text.is_empty() { 0.1 } else { 6.0 };
                if drop > best[i + 1][j].0 {
                    best[i + 1][j] = (drop, 2);
                }
                if j < width {
                    // a cell that moved came from the left
                    let moved = if shift > 0 && j > i { 0.2 } else { 0.0 };
                    let own = if i + shift == j { 0.4 } else { moved };
                    let put = here + own + if text.is_empty() { 0.0 } else { score::cell(text, columns[j], columns) };
                    if put > best[i + 1][j + 1].0 {
                        best[i + 1][j + 1] = (put, 3);
                    }
                }
            }
        }
    }
    let mut out = vec![None; width];
    let (mut i, mut j) = (n, width);
    while i > 0 || j > 0 {
        match best[i][j].1 {
            1 => j -= 1,
            2 => i -= 1,
            3 => {
                (i, j) = (i - 1, j - 1);
                out[j] = Some(i);
            }
            _ => break,
        }
    }
    out
}
