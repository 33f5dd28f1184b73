//! Roles side by side over labels with their values (`관리책임자 | 접근권한자` over `성명 | 홍길순 | 성명 | 김가람`).
//!
//! Each person becomes a row under the labels.

use super::delimited::WrittenRow;
use super::pair;
use crate::lexicon::{columns, heads};
use crate::model::{Cell, Concept, Drawn, Table, Text};

/// What is said below a role.
struct Person {
    role: Text,
    pairs: Vec<(Text, Text)>,
}

fn is_role(text: &Text) -> bool {
    heads::head(text.as_str()).is_some_and(pair::is_role)
}

/// The people of drawn cells.
pub(super) fn of_drawn(table: &Table) -> Option<Table> {
    let upper: Vec<&Cell> = table.cells.iter().filter(|c| c.row == 0).collect();
    if upper.len() < 2 || !upper.iter().all(|c| is_role(&c.text)) {
        return None;
    }
    let mut people = Vec::new();
    for role in upper {
        if role.col_span != 2 || role.row_span != 1 {
            return None;
        }
        let at = |col: u32| table.cells.iter().filter(move |c| c.row > 0 && c.col == col);
        if at(role.col).any(|c| c.col_span > 1) {
            return None;
        }
        let value = |row: u32| at(role.col + 1).find(|c| c.row == row).map(|c| c.text.clone()).unwrap_or_default();
        let pairs = at(role.col).map(|c| (c.text.clone(), value(c.row))).collect();
        people.push(Person { role: role.text.clone(), pairs });
    }
    laid_out(people, table.drawn).map(|made| Table { page: table.page, ..made })
}

/// The people of rows with separators. A row that is short of cells lacks those of the roles before, whose merged cells
/// go on; line ends inside a cell tear a row into pieces that share the cell.
pub(super) fn of_rows(rows: &[WrittenRow]) -> Option<Table> {
    let (upper, body) = rows.split_first()?;
    let mut people: Vec<Person> =
        upper.cells.iter().filter(|c| !c.is_empty()).map(|c| Person { role: c.clone(), pairs: Vec::new() }).collect();
    if people.len() < 2 || !people.iter().all(|p| is_role(&p.role)) {
        return None;
    }
    let width = people.len() * 2;
    let mut body = body.iter().map(|r| r.cells.clone()).peekable();
    while let Some(mut cells) = body.next() {
        let torn = |next: &Vec<Text>| next.len() > 1 && cells.len() > 1 && cells.len() + next.len() == width + 1;
        if let Some(next) = body.next_if(torn) {
            let shared = cells.pop()?;
            cells.push(Text::join([&shared, &next[0]], "\n"));
            cells.extend_from_slice(&next[1..]);
        }
        let behind = width.checked_sub(cells.len()).filter(|missing| missing.is_multiple_of(2))? / 2;
        for (person, pair) in people[behind..].iter_mut().zip(cells.chunks_exact(2)) {
            person.pairs.push((pair[0].clone(), pair[1].clone()));
        }
    }
    laid_out(people, Drawn::Delimited)
}

/// A row for each of the people under the labels; none where these are no people with labels of their own.
fn laid_out(people: Vec<Person>, drawn: Drawn) -> Option<Table> {
    let meaning = |label: &Text| heads::head(label.as_str());
    let mut labels: Vec<(Concept, Text)> = Vec::new();
    for person in &people {
        let known: Vec<Concept> = person.pairs.iter().filter_map(|(label, _)| meaning(label)).collect();
        let of_a_person = |c: &Concept| pair::is_personal(*c) && !pair::is_role(*c);
        let values = person.pairs.iter().any(|(_, value)| meaning(value).is_some());
        // two people below one role
        let again = (1..known.len()).any(|i| known[..i].contains(&known[i]));
        if known.len() < 2 || again || !known.iter().all(of_a_person) || values {
            return None;
        }
        for (label, _) in &person.pairs {
            let new = meaning(label).filter(|c| !labels.iter().any(|(known, _)| known == c));
            labels.extend(new.map(|c| (c, label.clone())));
        }
    }
    let cell = |row: u32, col: u32, text: Text| Cell { row, col, row_span: 1, col_span: 1, header: row == 0, text };
    let mut cells = vec![cell(0, 0, Text::default())];
    cells.extend((1..).zip(&labels).map(|(col, (_, label))| cell(0, col, label.clone())));
    for (row, person) in (1..).zip(&people) {
        cells.push(cell(row, 0, person.role.clone()));
        for (col, (concept, _)) in (1..).zip(&labels) {
            let value = person.pairs.iter().find(|(label, _)| meaning(label) == Some(*concept));
            cells.extend(value.map(|(_, value)| cell(row, col, value.clone())));
        }
    }
    let meanings: Vec<Option<Concept>> =
        std::iter::once(Some(Concept::Role)).chain(labels.iter().map(|(c, _)| Some(*c))).collect();
    Some(Table {
        rows: 1 + people.len() as u32,
        cols: meanings.len() as u32,
        columns: columns::resolve(&meanings).1,
        cells,
        drawn,
        ..Table::default()
    })
}
