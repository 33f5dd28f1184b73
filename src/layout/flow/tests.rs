use super::*;
use crate::model::{Anchor, Concept, Content, Drawn, FlowCell, Origin};

/// A table written with `|`; `^` goes on with the cell above, `<` with the cell to the left.
fn drawn_table(source: &mut Source, rows: &[&str]) -> FlowTable {
    let grid: Vec<Vec<&str>> = rows.iter().map(|r| r.split('|').map(str::trim).collect()).collect();
    let mut cells: Vec<FlowCell> = Vec::new();
    for (r, row) in grid.iter().enumerate() {
        for (c, text) in row.iter().enumerate() {
            if matches!(*text, "^" | "<") {
                continue;
            }
            let col_span = 1 + row[c + 1..].iter().take_while(|t| **t == "<").count() as u32;
            let row_span = 1 + grid[r + 1..].iter().take_while(|r| r[c] == "^").count() as u32;
            let anchor = Anchor::HwpCell { section: 0, table: 0, row: r as u32, col: c as u32 };
            let lines = text.split('/').map(str::trim).filter(|t| !t.is_empty());
            let content = lines
                .map(|t| {
                    let run = Run { unit: source.push(anchor, t), after: Joint::Line };
                    Flow::Paragraph([run].into_iter().collect())
                })
                .collect();
            cells.push(FlowCell { row: r as u32, col: c as u32, row_span, col_span, header: false, content });
        }
    }
    let (rows, cols) = (grid.len() as u32, grid[0].len() as u32);
    FlowTable { rows, cols, cells, drawn: Drawn::Native, ..FlowTable::default() }
}

/// What a table becomes: `p` for a paragraph, the rows of a table with their cells.
fn laid_out(rows: &[&str]) -> Vec<String> {
    let mut source = Source::of(Origin::default());
    let table = drawn_table(&mut source, rows);
    source.content = Content::Flow(vec![Flow::Table(Box::new(table))]);
    let mut out = Vec::new();
    for block in crate::layout::layout(&source).blocks {
        match block {
            crate::model::Block::Paragraph(p) => out.push(format!("p {}", p.line.as_str())),
            crate::model::Block::Table(t) => {
                let grid = t.grid();
                let columns: Vec<String> =
                    t.columns.iter().map(|c| c.map_or("-".to_owned(), |c: Concept| format!("{c:?}"))).collect();
                out.push(format!("t {}", columns.join(" ")));
                for row in 0..grid.rows() {
                    let texts: Vec<String> = (0..grid.cols()).map(|c| grid.text(row, c).replace('\n', "/")).collect();
                    out.push(texts.join(" | ").trim_end().to_owned());
                }
            }
        }
    }
    out
}

#[test]
fn heads_over_records() {
    assert_eq!(
        laid_out(&["설치 대수 | 설치 위치 및 촬영 범위 | <", "4대 | 1층 출입구 | 40m 이내", "^ | 외부 계단 | ^"]),
        [
            "t Count Location Range",
            "설치 대수 | 설치 위치 및 촬영 범위 | 설치 위치 및 촬영 범위",
            "4대 | 1층 출입구 | 40m 이내",
            "4대 | 외부 계단 | 40m 이내"
        ]
    );
}

#[test]
fn frames_titles_and_notes_are_running_text() {
    assert_eq!(laid_out(&["운영·관리 방침"]), ["p 운영·관리 방침"]);
    assert_eq!(laid_out(&["제목", "본문 첫 줄 / 본문 둘째 줄"]), ["p 제목", "p 본문 첫 줄", "p 본문 둘째 줄"]);
    let table = [
        "3. 관리책임자 및 접근권한자 | < | <",
        "구분 | 성명 | 직위",
        "관리책임자 | 홍길순 | 과장",
        "※ 부재 시 대행 | < | <",
    ];
    assert_eq!(
        laid_out(&table),
        [
            "p 3. 관리책임자 및 접근권한자",
            "t Role Name Position",
            "구분 | 성명 | 직위",
            "관리책임자 | 홍길순 | 과장",
            "p ※ 부재 시 대행"
        ]
    );
}

#[test]
fn a_band_inside_a_table_heads_the_rows_below_it() {
    let table = ["설치 대수 | 설치 위치", "2대 | 로비", "별관 | <", "1대 | 현관"];
    assert_eq!(
        laid_out(&table),
        [
            "t Count Location",
            "설치 대수 | 설치 위치",
            "2대 | 로비",
            "p 별관",
            "t Count Location",
            "설치 대수 | 설치 위치",
            "1대 | 현관"
        ]
    );
}

#[test]
fn heads_in_two_rows() {
    let table =
        ["시설명 | 설치 현황 | < | 보관 | <", "^ | 대수 | 위치 | 기간 | 장소", "가람관 | 2 | 로비 | 30일 | 전산실"];
    assert_eq!(laid_out(&table)[0], "t Facility Count Location Period Storage");
}

#[test]
fn people_under_their_roles() {
    let table = [
        "부서 | 관리책임자 | < | 접근권한자 | <",
        "^ | 성명 | 연락처 | 성명 | 연락처",
        "총무과 | 홍길순 | 02-555-0101 | 김가람 | 02-555-0102",
    ];
    assert_eq!(
        laid_out(&table),
        [
            "t Department Role Name Phone",
            "부서 |  | 성명 | 연락처",
            "총무과 | 관리책임자 | 홍길순 | 02-555-0101",
            "총무과 | 접근권한자 | 김가람 | 02-555-0102"
        ]
    );
}

#[test]
fn roles_side_by_side_over_labels() {
    let table = [
        "관리책임자 | < | 접근권한자 | <",
        "성명 | 홍길순 | 성명 | 김가람",
        "연락처 | 02-555-0101 / ※ 대표번호 | 연락처 | 02-555-0102",
        "^ | ^ | FAX | 02-555-0103",
        "^ | ^ | 전자우편 | gb@example.kr",
    ];
    assert_eq!(
        laid_out(&table),
        [
            "t Role Name Phone Fax",
            " | 성명 | 연락처 | FAX",
            "관리책임자 | 홍길순 | 02-555-0101/※ 대표번호 |",
            "접근권한자 | 김가람 | 02-555-0102 | 02-555-0103"
        ]
    );
}

#[test]
fn heads_down_the_first_column() {
    let table = ["구분 | 관리책임자 | 접근권한자", "성명 | 홍길순 | 김가람", "직위 | 과장 | 주무관"];
    assert_eq!(
        laid_out(&table),
        ["t Role Name Position", "구분 | 성명 | 직위", "관리책임자 | 홍길순 | 과장", "접근권한자 | 김가람 | 주무관"]
    );
}

#[test]
fn labels_before_values() {
    let table = [
        "담당부서 | 총무과 | 책임관 | 과장",
        "설치 위치 | 로비, 현관 | < | <",
        "^ | 주차장 | < | <",
        "보관 | 기간 | 30일 | <",
        "^ | 장소 | 전산실 | <",
    ];
    assert_eq!(
        laid_out(&table),
        [
            "t ",
            "담당부서 | 총무과 | 책임관 | 과장",
            "설치 위치 | 로비, 현관 |  |",
            " | 주차장 |  |",
            "보관 기간 | 30일 |  |",
            "보관 장소 | 전산실 |  |"
        ]
    );
    let card = ["관리책임자 | 성명 | 홍길순", "^ | 직위 | 과장", "^ | 연락처 | 02-555-0101"];
    assert_eq!(
        laid_out(&card),
        ["t Role Name Position Phone", " | 성명 | 직위 | 연락처", "관리책임자 | 홍길순 | 과장 | 02-555-0101"]
    );
}

#[test]
fn heads_printed_again_are_left_out() {
    let table = ["설치 대수 | 설치 위치", "2대 | 로비", "설치 대수 | 설치 위치", "1대 | 현관"];
    assert_eq!(laid_out(&table), ["t Count Location", "설치 대수 | 설치 위치", "2대 | 로비", "1대 | 현관"]);
}
