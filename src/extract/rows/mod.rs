//! Tables with a heading row: what the rows say about cameras, people, retention and contractors.

mod cameras;
mod contractors;
mod nested;
mod people;
mod retention;

use super::value::{Found, tidy};
use crate::lexicon::columns::{self, TableKind};
use crate::lexicon::{fold, heads, words};
use crate::model::{Cell, CellRef, Concept, Drawn, Field, Grid, How, Notice, Part, Table};
pub(super) use retention::retention;

/// A table with the meaning of its columns.
pub(super) struct Sheet<'t> {
    grid: Grid<'t>,
    kind: TableKind,
    columns: Vec<Option<Concept>>,
    first_row: usize,
    index: u32,
}

/// The table as rows under headings; none when it has no heading row.
pub(super) fn sheet(table: &Table, index: u32) -> Option<Sheet<'_>> {
    let grid = table.grid();
    if table.columns.iter().any(Option::is_some) {
        let (kind, _) = columns::resolve(&table.columns);
        let first_row = (0..grid.rows())
            .find(|&r| !(0..grid.cols()).any(|c| grid.cell(r, c).is_some_and(|c| c.header)))
            .unwrap_or(grid.rows());
        return Some(Sheet { grid, kind, columns: table.columns.clone(), first_row, index });
    }
    // layout looked at these: a form has no heading row
    if matches!(table.drawn, Drawn::Fitted | Drawn::Native) {
        return None;
    }
    for row in 0..grid.rows().min(3) {
        let found: Vec<Option<Concept>> = (0..grid.cols()).map(|c| heads::head(grid.text(row, c))).collect();
        let filled = (0..grid.cols()).filter(|&c| !grid.text(row, c).is_empty()).count();
        let known = found.iter().flatten().count();
        if known >= 2 && known * 2 >= filled {
            let (kind, columns) = columns::resolve(&found);
            return Some(Sheet { grid, kind, columns, first_row: row + 1, index });
        }
    }
    None
}

impl<'t> Sheet<'t> {
    pub(super) fn kind(&self) -> TableKind {
        self.kind
    }

    fn all(&self, concept: Concept) -> impl Iterator<Item = usize> + '_ {
        self.columns.iter().enumerate().filter(move |(_, c)| **c == Some(concept)).map(|(i, _)| i)
    }

    fn col(&self, concept: Concept) -> Option<usize> {
        self.all(concept).next()
    }

    fn at(&self, row: usize, col: usize) -> Found {
        let cell = self.grid.cell(row, col);
        let place = CellRef { table: self.index, row: row as u32, col: col as u32 };
        // what stands over several columns is said once, in the first of them
        let elsewhere = |c: &Cell| self.columns.get(c.col as usize) != self.columns.get(col);
        match cell.filter(|c| !elsewhere(c)) {
            Some(c) => {
                let how = if c.row_span > 1 { How::MergedCell } else { How::ColumnHead };
                Found::in_cell(c.text.clone(), how, place)
            }
            None => Found::default(),
        }
    }

    fn found(&self, row: usize, concept: Concept) -> Found {
        self.col(concept).map_or_else(Found::default, |col| self.at(row, col))
    }

    fn is_total(&self, row: usize) -> bool {
        // 전체 as a range says that all of a place is seen
        let label = |c: usize| words::is_total_label(self.grid.text(row, c));
        (0..self.grid.cols()).any(|c| label(c) && self.columns.get(c) != Some(&Some(Concept::Range)))
    }

    fn rows(&self) -> std::ops::Range<usize> {
        self.first_row..self.grid.rows()
    }

    /// Runs of rows that share one cell of a column.
    fn groups(&self, col: Option<usize>) -> Vec<Vec<usize>> {
        let mut out: Vec<Vec<usize>> = Vec::new();
        let mut last = None;
        for row in self.rows() {
            let index = col.and_then(|c| self.grid.index(row, c));
            match out.last_mut() {
                Some(group) if index.is_some() && index == last => group.push(row),
                _ => out.push(vec![row]),
            }
            last = index;
        }
        out
    }

    /// Unit and site from cells that lie beside each other, the larger first: bureau, department, site.
    fn drawn_unit(&self, row: usize, columns: &[usize], site: Field<String>) -> (Field<String>, Field<String>) {
        let mut path: Vec<Found> = Vec::new();
        for (i, &col) in columns.iter().enumerate() {
            let again = i > 0 && self.grid.index(row, columns[i - 1]) == self.grid.index(row, col);
            let found = self.at(row, col);
            if !again && !found.is_none() {
                path.push(found);
            }
        }
        let is_department =
            |f: &Found| ["과", "팀", "담당관", "동", "읍", "면", "실"].iter().any(|e| fold(f.str()).ends_with(e));
        match path.iter().rposition(is_department) {
            Some(at) if at + 1 < path.len() => {
                let below = path.pop().map_or(Field::Missing, |f| site_name(&f));
                (path[at].string(), site.or(below))
            }
            _ => (path.pop().map_or(Field::Missing, |f| f.string()), site),
        }
    }

    /// Unit and site of a row, from the columns before the people and the counts.
    fn unit(&self, row: usize) -> (Field<String>, Field<String>) {
        let columns: Vec<usize> = self.all(Concept::Department).collect();
        let facility = self.found(row, Concept::Facility);
        let site = site_name(&facility);
        match columns[..] {
            [] => (Field::Missing, site),
            [only] => {
                let found = self.at(row, only);
                let (unit, inner) = unit_and_site(&found);
                (unit, site.or(inner))
            }
            // drawn cells are what they are
            _ if self.grid.table.drawn == Drawn::Native => self.drawn_unit(row, &columns, site),
            // several cells make one name; the roster reads them together
            _ => {
                let mut last = None;
                for &col in &columns {
                    let found = self.at(row, col);
                    if !found.is_none() {
                        last = Some(found);
                    }
                }
                (last.map_or(Field::Missing, |f| f.string()), site)
            }
        }
    }
}

/// `관광팀 (해변캠핑장)`: the unit, and the site that it runs.
fn unit_and_site(found: &Found) -> (Field<String>, Field<String>) {
    let s = found.str().trim();
    if let Some((unit, site)) = s.strip_suffix(')').and_then(|r| r.split_once(" (").or_else(|| r.split_once("\n("))) {
        let both = words::is_unit(unit) && site.chars().count() > 2;
        if both {
            return (found.with(found.text.of(unit)).string(), found.with(found.text.of(site)).string());
        }
    }
    (found.string(), Field::Missing)
}

/// Words for the devices themselves, which name no site.
const DEVICE_WORDS: [&str; 19] = [
    "고정형",
    "고정식",
    "회전식",
    "회전형",
    "돔형",
    "스피드돔",
    "영상정보처리기기",
    "cctv",
    "카메라",
    "씨씨티비",
    "공개장소",
    "공개된장소",
    "네트워크",
    "일반",
    "차량번호인식",
    "차량번호인식카메라",
    "차번인식",
    "주차관제",
    "번호인식",
];

/// A site from a cell of 구분 or 시설: words for the devices are set aside.
pub(super) fn site_name(found: &Found) -> Field<String> {
    if found.is_none() {
        return Field::Missing;
    }
    let s = found.str().trim();
    let mut folded = fold(s);
    for word in DEVICE_WORDS {
        folded = folded.replace(word, "");
    }
    if folded.is_empty() || folded.chars().all(|c| c.is_ascii_digit()) || folded.starts_with("이동형") {
        return Field::Missing;
    }
    // `고정형 영상정보처리기기 본점`: the device words before the site go
    let mut rest = s;
    for word in ["고정형", "영상정보처리기기", "CCTV"] {
        let bare = rest.trim_start().strip_prefix(word).unwrap_or(rest);
        // `CCTV 관제센터`: what is watched there is part of its name
        if !["관제", "통합관제"].iter().any(|w| bare.trim_start().starts_with(w)) {
            rest = bare;
        }
    }
    found.with(tidy(&found.text.of(rest.trim()))).string()
}

/// Reads a table into the notice. `site` is the sub-heading above it, `part` the part it stands in.
pub(super) fn read(sheet: &Sheet<'_>, part: Option<Part>, site: &Field<String>, notice: &mut Notice) {
    match sheet.kind {
        TableKind::Cameras if nested::cameras(sheet, site, notice) => {}
        TableKind::Cameras => cameras::cameras(sheet, site, notice),
        TableKind::People => people::people_rows(sheet, site, notice),
        TableKind::Retention => retention::retention_rows(sheet, site, notice),
        TableKind::Contractors => contractors::contractors(sheet, notice),
        TableKind::Revisions | TableKind::Unknown => {
            if part == Some(Part::Contact) {
                people::people_rows(sheet, site, notice);
            }
        }
    }
}
