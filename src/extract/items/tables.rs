//! Tables whose first column holds the labels.

use super::Reader;
use crate::extract::sides::{self, Side};
use crate::extract::value::Found;
use crate::lexicon::heads::{head, label as label_of};
use crate::lexicon::{fold, words};
use crate::model::{CellRef, Concept, Field, Grid, How, Notice, Table, Text};

impl Reader {
    /// A table without a heading row: each row is a label and its value.
    pub(super) fn labels_of(&mut self, table: &Table, index: u32, notice: &mut Notice) {
        let grid = table.grid();
        let any_label = (0..grid.rows()).any(|r| label_of(grid.text(r, 0)).is_some());
        if !any_label {
            self.loose_rows(table, index, notice);
            return;
        }
        self.flush(notice);
        let mut row = 0;
        let mut unlabelled: Option<Found> = None;
        while row < grid.rows() {
            let at = |r: usize, c: usize| {
                let text = grid.cell(r, c).map(|c| c.text.clone()).unwrap_or_default();
                Found::in_cell(text, How::Label, CellRef { table: index, row: r as u32, col: c as u32 })
            };
            let label = grid.text(row, 0);
            let concept = label_of(label);
            let Some(concept) = concept else {
                let lone = (1..grid.cols()).all(|c| grid.text(row, c).is_empty());
                if lone && row == 0 {
                    self.names_block(&at(row, 0));
                } else if lone && !label.is_empty() {
                    // `[방범용 CCTV]` opens the next block of a table that was not separated
                    if label.starts_with('[') {
                        self.flush(notice);
                        self.names_block(&at(row, 0));
                    } else {
                        unlabelled = Some(at(row, 0));
                    }
                }
                row += 1;
                continue;
            };
            // rows without a label of their own go on with this one
            let mut end = row + 1;
            while end < grid.rows() && grid.text(end, 0).is_empty() {
                end += 1;
            }
            let row_sides = sides_of(&grid, row, at);
            if let Some(people) = sides::contacts(&row_sides, None).filter(|_| end - row == 1) {
                self.block.contacts.extend(people);
                row = end;
                continue;
            }
            if concept == Concept::Location && row_sides.len() < 2 && (end - row > 1 || grid.cols() > 2) {
                let mut cells = Vec::new();
                // two columns of places are read down, then across
                for col in 1..grid.cols() {
                    for r in row..end {
                        let found = at(r, col);
                        if !found.is_none() {
                            cells.push(found.text);
                        }
                    }
                }
                if let Some(found) = unlabelled.take() {
                    self.block.range = found.string();
                }
                let joined = join_broken(cells);
                let found = at(row, 1).with(Text::join(joined.iter(), "\n"));
                self.item(concept, &at(row, 0).text, found, notice);
            } else {
                let mut col = 1;
                let mut label = at(row, 0).text;
                let mut concept = concept;
                if words::role_of(label.as_str()).is_some() && grid.cols() > 2 {
                    // `관리책임자 | 총무과장 | 홍길순 | 031-…`: a row of people without a heading row
                    let own: Vec<Text> = (1..grid.cols())
                        .map(|c| at(row, c))
                        .take_while(|f| f.is_none() || head(f.str()).is_none())
                        .filter(|f| !f.is_none())
                        .map(|f| f.text)
                        .collect();
                    if own.len() > 1 {
                        let value = at(row, 1).with(Text::join(own.iter(), " / "));
                        self.item(concept, &label, value, notice);
                        row = end;
                        continue;
                    }
                }
                // `담당부서 | 총무과 | 책임관 | 과장`: several labels on one row
                while col < grid.cols() {
                    let found = at(row, col);
                    if !found.is_none() || col + 1 == grid.cols() {
                        let texts: Vec<Text> = (row..end).map(|r| at(r, col).text).filter(|t| !t.is_empty()).collect();
                        let value = found.with(Text::join(texts.iter(), "\n"));
                        self.item(concept, &label, value, notice);
                    }
                    let next = at(row, col + 1);
                    match head(next.str()) {
                        Some(c) if col + 2 < grid.cols() => {
                            concept = c;
                            label = next.text;
                            col += 2;
                        }
                        _ => break,
                    }
                }
            }
            row = end;
        }
        self.flush(notice);
    }

    /// The line above the labels of a block names its site, or what its cameras are for.
    fn names_block(&mut self, found: &Found) {
        if words::is_site(found.str().trim()) {
            self.block.facility = found.string();
        } else {
            self.block.purpose = purpose_of(found);
        }
    }

    /// Rows without labels or headings, such as a table of people without its heading row.
    pub(super) fn loose_rows(&mut self, table: &Table, index: u32, notice: &mut Notice) {
        let grid = table.grid();
        for row in 0..grid.rows() {
            let first = grid.text(row, 0);
            if words::is_role(first) {
                let texts: Vec<Text> = (1..grid.cols())
                    .filter_map(|c| grid.cell(row, c))
                    .map(|c| c.text.clone())
                    .filter(|t| !t.is_empty())
                    .collect();
                let by = CellRef { table: index, row: row as u32, col: 1 };
                let found = Found::in_cell(Text::join(texts.iter(), " "), How::Label, by);
                if let Some(role) = words::role_of(first) {
                    let label = grid.cell(row, 0).map(|c| c.text.clone()).unwrap_or_default();
                    self.people(role, &label, &found, notice);
                }
            }
        }
    }
}

/// Whether a table tells about the page (its title, who put it there and when), not about cameras.
pub(super) fn is_of_page(table: &Table) -> bool {
    let grid = table.grid();
    let labels = || (0..grid.rows()).map(|r| fold(grid.text(r, 0)));
    let of_page = |l: &String| {
        ["제목", "작성자", "작성일", "등록자", "등록일", "조회수", "조회", "첨부파일", "첨부"].contains(&l.as_str())
    };
    labels().any(|l| of_page(&l))
        && labels().all(|l| {
            of_page(&l) || l.is_empty() || ["담당자", "담당부서", "부서", "전화번호", "연락처"].contains(&l.as_str())
        })
}

/// The labels of a row and the value behind each.
fn sides_of(grid: &Grid<'_>, row: usize, at: impl Fn(usize, usize) -> Found) -> Vec<Side> {
    let mut out = Vec::new();
    for col in (0..grid.cols().saturating_sub(1)).step_by(2) {
        let Some(concept) = head(grid.text(row, col)) else { break };
        out.push(Side { concept, label: at(row, col).text, value: at(row, col + 1) });
    }
    out
}

/// `[방범 및 시설물관리용 CCTV]`: what the cameras of the block are for.
fn purpose_of(found: &Found) -> Field<String> {
    let s = found.str().trim().trim_start_matches(['[', '【', '<', '○', '■']).trim_end_matches([']', '】', '>']).trim();
    let s = s.strip_suffix("CCTV").unwrap_or(s).trim_end();
    found.with(found.text.of(s)).string()
}

/// Lines of a narrow cell that were cut apart: `동쪽 승강기 층별` + `출입구 6`.
fn join_broken(cells: Vec<Text>) -> Vec<Text> {
    let mut out: Vec<Text> = Vec::new();
    for cell in cells {
        let goes_on = out.last().is_some_and(|last| {
            let s = last.as_str();
            s.ends_with("별") || s.ends_with("및") || s.ends_with(',') || cell.as_str().starts_with('(')
        });
        match out.last_mut() {
            Some(last) if goes_on => {
                last.push_joiner(" ");
                last.append(&cell);
            }
            _ => out.push(cell),
        }
    }
    out
}
