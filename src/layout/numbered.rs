//! A table of cameras written down cell by cell, its rows numbered: a row begins at the next number.
//!
//! A web page that merges cells writes them once; the rows below are short of them. With the numbers of the rows and
//! the counts told apart, a short row lacks the first of its cells, and those are the ones above it.

use super::build::{Draft, Slot};
use super::fitted;
use crate::lexicon::columns::{self, TableKind};
use crate::lexicon::{heads, words};
use crate::model::{Concept, Drawn, Text};
use crate::value::count;

/// Fewer numbers than this in a row are no running numbers.
const FEWEST_ROWS: usize = 3;

/// The table of a run of cells, the first of which are its heads.
pub(super) fn table(cells: &[Text]) -> Option<Draft> {
    let width = cells.iter().position(|c| c.as_str() == "1")?;
    let (texts, body) = cells.split_at(width);
    let mut concepts: Vec<Option<Concept>> = texts.iter().map(|t| heads::head(t.as_str())).collect();
    // a number stands for the head over the counts: their sum
    let sum = texts.iter().position(|t| is_number(t.as_str()));
    let counts = concepts.iter().position(|c| *c == Some(Concept::Count)).or(sum).filter(|c| *c >= 2)?;
    if sum.is_some_and(|s| s != counts) || concepts.iter().flatten().count() < 2 - usize::from(sum.is_some()) {
        return None;
    }
    concepts[0] = Some(Concept::Index);
    concepts[counts] = Some(Concept::Count);
    let end = body.iter().position(|c| words::is_total_label(c.as_str())).unwrap_or(body.len());
    let written = rows(&body[..end], width, counts)?;
    let (first, others) = written.split_first()?;
    if first.cells.len() != width || others.len() + 1 < FEWEST_ROWS {
        return None;
    }
    let total: u32 = written.iter().filter_map(|r| count::cell(r.cells[r.count].as_str())).sum();
    if sum.is_some_and(|s| count::cell(texts[s].as_str()) != Some(total)) {
        return None;
    }
    let (kind, mut meanings) = columns::resolve(&concepts);
    if kind != TableKind::Cameras {
        return None;
    }
    name_places(&mut meanings[..counts]);
    let all: Vec<Concept> = meanings.iter().map(|m| m.unwrap_or(Concept::Other)).collect();
    let mut rows: Vec<Vec<Slot>> = written.iter().map(|r| r.slots(&all, counts)).collect();
    let mut header = texts.to_vec();
    let below = match sum {
        Some(s) => Some(std::mem::take(&mut header[s])),
        None => body[end..].get(1).filter(|t| count::cell(t.as_str()).is_some()).cloned(),
    };
    if let Some(below) = below {
        let mut slots: Vec<Slot> = all.iter().map(|_| Slot::Blank).collect();
        if let Some(label) = body.get(end) {
            slots[0] = Slot::Text(label.clone());
        }
        slots[counts] = Slot::Text(below);
        rows.push(slots);
    }
    Some(Draft { drawn: Drawn::Fitted, header, kind, meanings, rows, down: false })
}

fn is_number(s: &str) -> bool {
    !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit())
}

/// Where nothing says which column has the places, it is the last before the counts; one before it has the sites.
fn name_places(meanings: &mut [Option<Concept>]) {
    let free = |m: &Option<Concept>| matches!(m, None | Some(Concept::Category));
    if !meanings.contains(&Some(Concept::Location))
        && let Some(last) =
            meanings.iter_mut().skip(1).next_back().filter(|m| free(m) || **m == Some(Concept::Facility))
    {
        *last = Some(Concept::Location);
    }
    if !meanings.contains(&Some(Concept::Facility))
        && let Some(site) = meanings.iter_mut().skip(1).rfind(|m| free(m))
    {
        *site = Some(Concept::Facility);
    }
}

/// The cells of a row as written, its number the first of them.
struct Row<'a> {
    cells: &'a [Text],
    /// Which of them is the count.
    count: usize,
}

impl Row<'_> {
    /// The cells under their columns.
    fn slots(&self, all: &[Concept], counts: usize) -> Vec<Slot> {
        let mut out: Vec<Slot> = all.iter().map(|_| Slot::Gone).collect();
        let (before, after) = (&self.cells[1..self.count], &self.cells[self.count + 1..]);
        out[0] = Slot::Text(self.cells[0].clone());
        out[counts] = Slot::Text(self.cells[self.count].clone());
        for (slot, cell) in out[counts - before.len()..counts].iter_mut().zip(before) {
            *slot = Slot::Text(cell.clone());
        }
        let under = fitted::assign(after, &all[counts + 1..], 0);
        for (slot, cell) in out[counts + 1..].iter_mut().zip(under) {
            if let Some(cell) = cell.and_then(|c| after.get(c)) {
                *slot = Slot::Text(cell.clone());
            }
        }
        out
    }
}

/// The rows, the number of each one more than of that before it; a count may well be the same as the next number.
fn rows(body: &[Text], width: usize, counts: usize) -> Option<Vec<Row<'_>>> {
    let number = |at: usize| body[at].as_str().parse::<usize>().ok().filter(|_| is_number(body[at].as_str()));
    // from the last cell to the first: where the row that begins at a cell ends, if all rows after it read well too
    let mut ends: Vec<Option<(usize, usize)>> = vec![None; body.len()];
    for at in (0..body.len()).rev() {
        let Some(value) = number(at) else { continue };
        ends[at] = (at + 2..=(at + width).min(body.len())).rev().find_map(|end| {
            let follows = end == body.len() || ends[end].is_some() && number(end) == Some(value + 1);
            let count = count_in(&body[at..end], width, counts).filter(|_| follows)?;
            Some((end, count))
        });
    }
    let mut out = Vec::new();
    let mut at = 0;
    while at < body.len() {
        let (end, count) = ends[at]?;
        out.push(Row { cells: &body[at..end], count });
        at = end;
    }
    Some(out)
}

/// Which cell of a row is its count: the only one that can be, with no more cells on either side than columns.
fn count_in(row: &[Text], width: usize, counts: usize) -> Option<usize> {
    let mut fits = (1..row.len())
        .filter(|i| *i <= counts && row.len() - i <= width - counts && count::cell(row[*i].as_str()).is_some());
    let only = fits.next()?;
    (only > 1 && fits.next().is_none()).then_some(only)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<Vec<String>> {
        let cells: Vec<Text> =
            text.split('|').enumerate().map(|(i, c)| Text::identity(i as u32, 0, c.trim())).collect();
        let draft = table(&cells)?;
        Some(draft.rows.iter().map(|r| r.iter().map(Slot::text).collect::<Vec<_>>().join("|")).collect())
    }

    #[test]
    fn a_row_begins_at_its_number_and_lacks_the_merged_cells_before_its_count() {
        let rows = read("구분|층|구역|9|1|1층|현관|1|2|로비|3|3|2층|계단|2|4|승강기|3").unwrap();
        assert_eq!(rows, ["1|1층|현관|1", "2||로비|3", "3|2층|계단|2", "4||승강기|3", "|||9"]);
        let rows = read("연번|동|위치|대수|범위|1|본관|현관|1|50m 이내|2|로비|3|3|별관|계단|2|합계|6").unwrap();
        assert_eq!(rows, ["1|본관|현관|1|50m 이내", "2||로비|3|", "3|별관|계단|2|", "합계|||6|"]);
    }

    #[test]
    fn cells_that_do_not_add_up_are_no_numbered_rows() {
        assert!(read("구분|층|구역|8|1|1층|현관|1|2|로비|3|3|2층|계단|2|4|승강기|3").is_none());
        assert!(read("구분|성명|연락처|1|홍길순|02-000-0000|2|김길순|02-000-0001|3|이길순|02-000-0002").is_none());
        assert!(read("연번|동|위치|대수|1|본관|현관|1|3|로비|3|4|별관|계단|2").is_none());
    }
}
