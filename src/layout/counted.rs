//! A table of cameras written down cell by cell whose numbers alone tell where its rows are.
//!
//! What a cell holds says little where places are bare numbers (`10` for a floor) or a number of sites stands before
//! that of the cameras. Where all rows come out alike, number under number, there is one way to read them.

use super::build::{Draft, Slot};
use super::even;
use crate::lexicon::columns::{self, TableKind};
use crate::lexicon::words;
use crate::model::{Concept, Drawn, Text};
use crate::value::count;

/// The table of cells under their heads.
pub(super) fn table(texts: &[Text], concepts: &[Option<Concept>], cells: &[Text]) -> Option<Draft> {
    let counts = concepts.iter().position(|c| *c == Some(Concept::Count)).filter(|c| *c > 0)?;
    let mut concepts = concepts.to_vec();
    let rows = if counts + 1 == texts.len() && is_sites(texts[counts - 1].as_str()) && counts > 1 {
        concepts[counts - 1] = None;
        ending_in_numbers(cells, counts - 1)?
    } else {
        numbers_inside(cells, texts.len(), counts)?
    };
    let (kind, meanings) = columns::resolve(&concepts);
    let people = meanings.iter().flatten().any(|c| super::pair::is_personal(*c));
    (kind == TableKind::Cameras && !people).then(|| Draft {
        drawn: Drawn::Fitted,
        header: texts.to_vec(),
        kind,
        meanings,
        rows,
        down: false,
    })
}

/// `설치개소`: the number of places, where numbers stand under it.
fn is_sites(head: &str) -> bool {
    head.trim().ends_with("개소")
}

fn is_number(cell: &Text) -> bool {
    count::cell(cell.as_str()).is_some()
}

/// Rows of some words and two numbers. A row that is short of words lacks the first of them: those merged with the cells
/// above.
fn ending_in_numbers(cells: &[Text], words: usize) -> Option<Vec<Vec<Slot>>> {
    let mut out: Vec<Vec<Slot>> = Vec::new();
    let mut rest = cells;
    while !rest.is_empty() {
        let own = rest.iter().position(is_number)?;
        let numbers = rest.get(own..own + 2).filter(|n| n.iter().all(is_number))?;
        // more numbers than heads
        if own == 0 || own > words || out.is_empty() && own < words {
            return None;
        }
        let cell = |t: &Text| Slot::Text(t.clone());
        let lacking = words - own;
        let is_sum = lacking > 0 && own == 1 && words::is_total_label(rest[0].as_str());
        let mut row: Vec<Slot> = Vec::new();
        if is_sum {
            row.push(cell(&rest[0]));
            row.extend((0..lacking).map(|_| Slot::Blank));
        } else {
            row.extend((0..lacking).map(|_| Slot::Gone));
            row.extend(rest[..own].iter().map(cell));
        }
        row.extend(numbers.iter().map(cell));
        out.push(row);
        rest = &rest[own + 2..];
    }
    (out.len() > 1).then_some(out)
}

/// Rows with a cell under every head: each has a number in the column of the counts and none after it.
fn numbers_inside(cells: &[Text], width: usize, counts: usize) -> Option<Vec<Vec<Slot>>> {
    let after = counts + 1;
    even::rows(cells, width, |row| after < width && is_number(&row[counts]) && !row[after..].iter().any(is_number))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::heads;

    fn read(heads: &str, cells: &str) -> Option<Vec<String>> {
        let texts = |s: &str| -> Vec<Text> {
            s.split('|').enumerate().map(|(i, c)| Text::identity(i as u32, 0, c.trim())).collect()
        };
        let heads_of = texts(heads);
        let concepts: Vec<Option<Concept>> = heads_of.iter().map(|t| heads::head(t.as_str())).collect();
        let draft = table(&heads_of, &concepts, &texts(cells))?;
        Some(draft.rows.iter().map(|r| r.iter().map(Slot::text).collect::<Vec<_>>().join("|")).collect())
    }

    #[test]
    fn a_number_of_sites_before_that_of_the_cameras_ends_a_row_with_it() {
        let heads = "구 분|설치목적|설치개소|설치대수";
        assert_eq!(
            read(heads, "안전센터|방범|1,204|3,310|주차|12|40|합계|1,216|3,350").unwrap(),
            ["안전센터|방범|1,204|3,310", "|주차|12|40", "합계||1,216|3,350"]
        );
        assert!(read(heads, "안전센터|방범|1,204|주차|12|40").is_none());
        assert!(read(heads, "안전센터|방범|1|2|3|주차|12|40").is_none());
    }

    #[test]
    fn places_that_are_numbers_stand_before_their_counts() {
        let heads = "설치위치|설치대수|촬영범위";
        assert_eq!(
            read(heads, "3|5|현관, 복도|4|7대|로비|7|2대|복도").unwrap(),
            ["3|5|현관, 복도", "4|7대|로비", "7|2대|복도"]
        );
        assert!(read(heads, "3|5|현관, 복도|4|로비|7대").is_none());
        assert!(read(heads, "3|5|현관|복도|4|7대|로비").is_none());
    }
}
