//! HWP 5, HWPX and HWPML: documents written by the small writers of this folder, and what becomes of them.
//!
//! The writers put down what a reader looks at and no more; the files are for these tests and for `samples/`, not for
//! the word processor.

mod document;
mod hostile;
mod hwp;
mod owpml;

use crate::support::{judge, root, updating};
use bangchim::emit::json::Document as Output;
use bangchim::layout;
use bangchim::model::{InputOutcome, Lang};
use document::{Block, Document, Piece, line, text};
use serde_json::Value;
use std::fs;

/// A document in one of the formats, by the extension of its name.
fn written(document: &Document, extension: &str) -> Vec<u8> {
    match extension {
        "hwp" => hwp::file(document),
        "hwpx" => owpml::hwpx(document),
        "hml" => owpml::hwpml(document).into_bytes(),
        other => panic!("{other} is not written here"),
    }
}

const EXTENSIONS: [&str; 3] = ["hwp", "hwpx", "hml"];

/// The notices of a record without the places where they were read, and the findings by rule and subject.
fn record(name: &str, bytes: impl Into<Vec<u8>>) -> Value {
    let outcome = judge(name, bytes);
    if let InputOutcome::Failed { error, .. } = &outcome {
        panic!("{name}: {error}");
    }
    let mut record = serde_json::to_value(Output::of(&outcome, Lang::Ko)).unwrap();
    let members = record.as_object_mut().unwrap();
    members.remove("source");
    for finding in members["findings"].as_array_mut().unwrap() {
        *finding = serde_json::json!([finding["rule"], finding["subject"]]);
    }
    strip(&mut record);
    record
}

/// Leaves out what depends on where a value stands, and how it was found.
fn strip(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(strip),
        Value::Object(members) => {
            members.retain(|name, _| !["source", "sources", "location", "also", "heading"].contains(&name.as_str()));
            members.values_mut().for_each(strip);
        }
        _ => {}
    }
}

#[test]
fn the_same_notice_gives_the_same_record() {
    let text = fs::read_to_string(root().join("samples/model-form-clean.txt")).unwrap();
    let of_text = record("notice.txt", text.clone());
    for extension in EXTENSIONS {
        let bytes = written(&Document::of_text(&text), extension);
        assert_eq!(record(&format!("notice.{extension}"), bytes), of_text, "{extension}");
    }
}

/// The notice of `pipe-vanished-rowspan.md` as its writer drew it: title in a frame, heads in two rows, merged cells, a
/// form with a table inside; with a memo, struck text, a text box, a note and a caption.
fn drawn_notice() -> Document {
    let mut blocks = vec![
        Block::frame(vec![line("고정형 영상정보처리기기 운영·관리 방침")]),
        Block::Line(vec![
            Piece::Text("군산시설나눔재단(이하 '재단')은 맡아 운영하는 시설의 ".into()),
            Piece::Memo("부서에 확인할 것".into()),
            Piece::Struck("낡은 ".into()),
            Piece::Text("영상정보를 다음과 같이 처리합니다.".into()),
        ]),
    ];
    blocks.extend(text(
        "1. 설치 근거 및 목적
재단은 「개인정보 보호법」 제25조제1항에 따라 시설을 안전하게 지키고 불이 나는 것을 막기 위하여 카메라를 설치하였습니다.
2. 설치 현황
| 시설 | 설치 현황 | < | < | 화각
| ^ | 설치 목적 | 설치 위치 | 수량 | ^
| 바람개비체육관 | 시설 안전 | 1층 로비, 매표소 | 4 | 출입문 방향
| ^ | ^ | 수영장 유리벽 | 3 | 물놀이 구역
| ^ | 화재 예방 | 기계실 | 2 | 보일러 주변
| 노을청소년쉼터 | 시설 안전 | 현관, 복도 | 3 | 현관과 복도
| ^ | 화재 예방 | 조리실 | 1 | 조리대
| 갯벌체험장 | 시설 안전 | 주차장, 선착장 입구 | 6 | 차로와 선착장
| 합계 | < | < | 20대 | 
3. 관리책임자 및 접근권한자
| 시설 | 관리책임자 | < | < | 접근권한자 | < | <
| ^ | 직위 | 성명 | 연락처 | 직위 | 성명 | 연락처
| 바람개비체육관 | 체육팀장 | 단하경 | 063-555-0101 | 주임 | 매지안 | 063-555-01O2
| 노을청소년쉼터 | 쉼터장 | 편도아 | 063)555-0107 | 생활지도사 | 은겨레 | 063.555.0108
| 갯벌체험장 | 체험팀장 | 시나래 | (063) 555-0110 | 안전요원 | 초이든 | 063-555-0111
",
    ));
    let kept = text(
        "| 시설 | 촬영시간 | 보관기간 | 보관장소
| 바람개비체육관 | 24시간 | 30일 | 체육관 방재실
| 노을청소년쉼터 | ^ | 21일 | 쉼터 사무실
| 갯벌체험장 | 일몰~일출 | 14일 | 체험장 관리동",
    );
    let mut form = document::table(
        "| 4. 촬영시간, 보관기간 및 보관장소 | - | \n| 비고 | 보관기간이 지난 영상은 자동으로 덮어써서 지웁니다. | ",
    );
    form.cells[1].content = kept;
    blocks.push(Block::Table(form));
    let rest = fs::read_to_string(root().join("samples/pipe-vanished-rowspan.md")).unwrap();
    let rest = rest.split_once("지웁니다.\n").unwrap().1.replace("## ", "");
    blocks.extend(text(&rest));
    blocks.push(Block::Line(vec![
        Piece::Note(vec![line("각주는 본문 뒤에 적습니다.")]),
        Piece::Box(vec![line("글상자에 적은 안내")]),
    ]));
    Document { blocks }
}

#[test]
fn what_is_drawn_is_read_as_what_was_typed() {
    let typed = fs::read_to_string(root().join("samples/pipe-vanished-rowspan.md")).unwrap();
    let typed = record("notice.md", typed);
    for extension in EXTENSIONS {
        let drawn = record(&format!("notice.{extension}"), written(&drawn_notice(), extension));
        for part in ["installations", "contacts", "retention", "contractors", "total_count", "dates", "viewing"] {
            let of = |record: &Value| record["notices"][0][part].clone();
            assert_eq!(of(&drawn), of(&typed), "{extension}: {part}");
        }
        assert_eq!(drawn["findings"], typed["findings"], "{extension}");
    }
}

#[test]
fn tables_are_told_as_they_are_drawn() {
    let mut all = Vec::new();
    for extension in EXTENSIONS {
        let InputOutcome::Done(judged) = judge(&format!("notice.{extension}"), written(&drawn_notice(), extension))
        else {
            panic!("{extension} was not read");
        };
        assert!(judged.source.notes.is_empty(), "{extension}: {:?}", judged.source.notes);
        let tables = layout::drawn(&judged.source);
        let shown: Vec<String> = tables.iter().map(|t| format!("{}x{} {}", t.rows, t.cols, t.cells.len())).collect();
        all.push(serde_json::to_value(bangchim::emit::tables::views(&tables)).unwrap());
        assert_eq!(&shown[..5], ["1x1 1", "9x5 35", "5x7 30", "2x3 6", "4x4 15"], "{extension}");
        let form = &tables[3];
        assert_eq!(form.cells[1].text.as_str(), "", "the table inside is no text of the cell");
        let raw = judged.source.text();
        assert!(!raw.contains("부서에 확인할 것"), "{extension}: a memo is no text");
        assert!(extension == "hwp" || !raw.contains("낡은"), "{extension}: struck text is no text");
        assert!(raw.contains("글상자에 적은 안내") && raw.contains("각주는"), "{extension}");
    }
    assert_eq!(all[0], all[1]);
    assert_eq!(all[0], all[2]);
}

#[test]
fn a_name_that_promises_another_format_is_noted() {
    let bytes = written(&drawn_notice(), "hml");
    let notes = |name: &str| {
        let outcome = judge(name, bytes.clone());
        serde_json::to_value(Output::of(&outcome, Lang::Ko)).unwrap()["source"]["notes"].clone()
    };
    assert_eq!(notes("notice.hwp"), serde_json::json!([{"kind": "format-mismatch", "text": ".hwp: HWPML"}]));
    assert_eq!(notes("notice.hml"), serde_json::json!([]));
}

/// The samples of these formats are what the writers put down; `UPDATE=1` writes them anew.
#[test]
fn the_samples_are_up_to_date() {
    let text = fs::read_to_string(root().join("samples/model-form-clean.txt")).unwrap();
    let of_text = Document::of_text(&text);
    let samples = [
        ("model-form-hwp.hwp", written(&of_text, "hwp")),
        ("model-form-hwpx.hwpx", written(&of_text, "hwpx")),
        ("model-form-hml.hml", written(&of_text, "hml")),
        ("frames-and-merged-cells.hwpx", written(&drawn_notice(), "hwpx")),
    ];
    for (name, bytes) in samples {
        let path = root().join("samples").join(name);
        // a compound file carries the time of its making, so the records are compared
        let now = record(name, bytes.clone());
        let same = fs::read(&path).is_ok_and(|kept| record(name, kept) == now);
        if updating() && !same {
            fs::write(&path, bytes).unwrap();
        } else {
            assert!(same, "{name}: UPDATE=1 writes it anew");
        }
    }
}
