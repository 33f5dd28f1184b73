//! The same notice in every format gives the same record, and what each format adds of its own.

use crate::make::{self, Piece};
use crate::support::{error_of, judge, root, updating};
use bangchim::emit::json::Document;
use bangchim::model::report::Judged;
use bangchim::model::{Anchor, Block, InputOutcome, Lang, ReaderNote, Table};
use bangchim::pipeline::{self, Input};
use bangchim::settings::Limits;
use serde_json::Value;
use std::fs;

fn judged(name: &str, bytes: impl Into<Vec<u8>>) -> Judged {
    match judge(name, bytes) {
        InputOutcome::Done(judged) => *judged,
        InputOutcome::Failed { error, .. } => panic!("{name}: {error}"),
    }
}

/// The record without what it rests on.
fn record(judged: Judged) -> Value {
    fn strip(value: &mut Value) {
        match value {
            Value::Array(items) => items.iter_mut().for_each(strip),
            Value::Object(members) => {
                members.remove("source");
                members.values_mut().for_each(strip);
            }
            _ => {}
        }
    }
    let mut value = serde_json::to_value(Document::of(&InputOutcome::Done(Box::new(judged)), Lang::Ko)).unwrap();
    strip(&mut value);
    value["notices"].take()
}

/// Every format with the notice in it.
pub(crate) fn every_format(pieces: &[Piece]) -> Vec<(&'static str, Vec<u8>)> {
    let html = make::html(pieces);
    let (cp949, _, _) = encoding_rs::EUC_KR.encode(&html);
    let declared = html.replace("utf-8", "euc-kr");
    let (declared, _, _) = encoding_rs::EUC_KR.encode(&declared);
    let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(html.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    vec![
        ("notice.html", html.clone().into_bytes()),
        ("cp949.html", cp949.into_owned()),
        ("declared.html", declared.into_owned()),
        ("utf16.html", utf16),
        ("piece.html", make::html_body(pieces).into_bytes()),
        ("notice.docx", make::docx(pieces)),
        ("notice.xlsx", make::xlsx(pieces)),
        ("notice.ods", make::ods(pieces)),
        ("notice.xls", make::xls(&make::sheet(pieces))),
        ("notice.xlsb", make::xlsb(&make::sheet(pieces), &[])),
    ]
}

#[test]
fn the_same_notice_gives_the_same_record() {
    let pieces = make::notice();
    let text = record(judged("notice.txt", make::text(&pieces)));
    assert_eq!(text[0]["installations"].as_array().unwrap().len(), 3, "{text:#}");
    assert_eq!(text[0]["installations"][1]["range"], "출입구 전체", "a merged cell is filled in");
    for (name, bytes) in every_format(&pieces) {
        let other = record(judged(name, bytes));
        assert_eq!(first_difference("", &text, &other), None, "{name}");
    }
}

/// The first place at which two values differ.
fn first_difference(at: &str, a: &Value, b: &Value) -> Option<String> {
    match (a, b) {
        (Value::Array(x), Value::Array(y)) if x.len() == y.len() => {
            x.iter().zip(y).enumerate().find_map(|(i, (x, y))| first_difference(&format!("{at}/{i}"), x, y))
        }
        (Value::Object(x), Value::Object(y)) if x.len() == y.len() => {
            x.iter().find_map(|(k, v)| first_difference(&format!("{at}/{k}"), v, &y[k]))
        }
        _ => (a != b).then(|| format!("{at}: {a} / {b}")),
    }
}

/// The samples of other formats are those that the generators write.
#[test]
fn samples_of_other_formats_are_up_to_date() {
    let pieces = make::notice();
    let folder = root().join("samples/formats");
    for (name, bytes) in [
        ("notice.txt", make::text(&pieces).into_bytes()),
        ("notice.html", make::html(&pieces).into_bytes()),
        ("notice.docx", make::docx(&pieces)),
        ("notice.xlsx", make::xlsx(&pieces)),
        ("notice.ods", make::ods(&pieces)),
        ("notice.xls", make::xls(&make::sheet(&pieces))),
        ("notice.xlsb", make::xlsb(&make::sheet(&pieces), &[])),
    ] {
        let path = folder.join(name);
        if updating() {
            fs::create_dir_all(&folder).unwrap();
            fs::write(&path, &bytes).unwrap();
        }
        let there = fs::read(&path).unwrap_or_else(|e| panic!("{name}: {e}; UPDATE=1 writes it"));
        assert_eq!(record(judged(name, there)), record(judged(name, bytes)), "{name}");
    }
}

fn tables(name: &str, bytes: impl Into<Vec<u8>>) -> Vec<Table> {
    let input = Input { name: name.to_owned(), bytes: Ok(bytes.into()), password: None, recognised: Vec::new() };
    let (_, layout) = pipeline::rebuild(input, &Limits::default()).unwrap();
    let tables = layout.blocks.into_iter().filter_map(|b| match b {
        Block::Table(table) => Some(table),
        Block::Paragraph(_) => None,
    });
    tables.collect()
}

fn grid(table: &Table) -> Vec<Vec<String>> {
    let grid = table.grid();
    (0..grid.rows()).map(|r| (0..grid.cols()).map(|c| grid.text(r, c).to_owned()).collect()).collect()
}

#[test]
fn spans_of_html() {
    let page = "<table><tr><th rowspan=2>가<th colspan=2>나</tr><tr><td>다<td>라</tr>\
                <tr><td colspan=99>마</tr><tr><td rowspan=99999>바<td>사<br>아<td>자</table>";
    let [table] = &tables("t.html", format!("<html>{page}"))[..] else { panic!() };
    let expected = [["가", "나", "나"], ["가", "다", "라"], ["마", "마", "마"], ["바", "사\n아", "자"]];
    assert_eq!(grid(table), expected);
}

#[test]
fn what_belongs_to_the_site_is_left_out() {
    let all = judged("notice.html", make::html(&make::notice()));
    for word in ["바로가기", "041-555", "만족", "나타낸 표", "이용안내", "navy"] {
        assert!(!all.source.text().contains(word), "{word}");
    }
    assert!(all.source.text().contains("공고일자"), "the end of the notice is there");
}

#[test]
fn definitions_are_labels_and_values() {
    let page = "<html><dl><dt>촬영시간<dd>24시간<dt>보관기간:<dd>30일<dt>1. 설치 목적<dd>안전</dl>";
    let source = pipeline::read_only(
        Input { name: "d.html".into(), bytes: Ok(page.into()), password: None, recognised: Vec::new() },
        &Limits::default(),
    )
    .unwrap();
    let layout = pipeline::rebuild(
        Input { name: "d.html".into(), bytes: Ok(page.into()), password: None, recognised: Vec::new() },
        &Limits::default(),
    )
    .unwrap()
    .1;
    let lines: Vec<String> = layout
        .blocks
        .iter()
        .map(|b| match b {
            Block::Paragraph(p) => p.line.as_str().to_owned(),
            Block::Table(t) => grid(t).iter().map(|r| r.join(" | ")).collect::<Vec<_>>().join("\n"),
        })
        .collect();
    let all = lines.join("\n");
    assert!(all.contains("촬영시간") && all.contains("24시간") && all.contains("보관기간"), "{all}");
    assert!(source.text().contains("보관기간:"), "a colon that stands there is not doubled");
    assert!(!all.contains("보관기간::"), "{all}");
}

#[test]
fn a_place_of_a_page_is_its_line() {
    let page = "<html>\n<body>\n<p>첫 줄\n<p>설치&middot;운영\n</body>";
    let source = pipeline::read_only(
        Input { name: "p.html".into(), bytes: Ok(page.into()), password: None, recognised: Vec::new() },
        &Limits::default(),
    )
    .unwrap();
    let unit = (0..source.len() as u32).find(|&u| source.unit(u) == "설치·운영").unwrap();
    assert_eq!(source.anchor(unit), Some(Anchor::Line { line: 4 }));
}

#[test]
fn the_format_is_told_by_the_content() {
    let pieces = make::notice();
    let named = |name: &str, bytes: Vec<u8>| judged(name, bytes).source;
    let html = named("notice.xls", make::html(&pieces).into_bytes());
    assert_eq!(html.origin.media_type, "text/html");
    assert!(html.notes.contains(&ReaderNote::Mismatch { extension: "xls".into(), found: "HTML" }));
    let docx = named("notice.hwp", make::docx(&pieces));
    assert!(docx.notes.contains(&ReaderNote::Mismatch { extension: "hwp".into(), found: "DOCX" }));
    let markdown = format!("{}\n<br>\n<u>밑줄</u> 친 글\n<p>\n", make::text(&pieces));
    let text = named("notice.txt", markdown.into_bytes());
    assert_eq!(text.origin.media_type, "text/plain", "text with a few tags is text");
    assert!(text.notes.is_empty());
}

#[test]
fn sheets_that_are_not_shown_are_noted() {
    let xlsx = judged("notice.xlsx", make::xlsx(&make::notice()));
    assert!(xlsx.source.notes.contains(&ReaderNote::HiddenSheet { sheet: "옛 자료".into() }));
    assert!(!xlsx.source.text().contains("041-555-0196"));
    assert!(matches!(xlsx.source.anchor(0), Some(Anchor::SheetCell { sheet: 0, row: 0, col: 0 })));
}

#[test]
fn tables_of_a_sheet_are_parted() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let left = [["시설명", "대수"], ["달빛관", "2"], ["노을관", "3"]];
    for (r, row) in (0u32..).zip(left) {
        for (c, text) in (0u16..).zip(row) {
            sheet.write_string(r + 2, c, text).unwrap();
            sheet.write_string(r + 2, c + 3, text).unwrap();
            sheet.write_string(r + 7, c, text).unwrap();
        }
    }
    sheet.merge_range(0, 0, 0, 4, "설치 현황", &rust_xlsxwriter::Format::new()).unwrap();
    sheet.write_string(5, 0, "※ 2024년 말 기준").unwrap();
    sheet.write_string(1_048_575, 16_383, "끝").unwrap();
    let all = tables("t.xlsx", book.save_to_buffer().unwrap());
    assert_eq!(all.len(), 3);
    assert!(all.iter().all(|t| grid(t) == left), "{:?}", all.iter().map(grid).collect::<Vec<_>>());
}

#[test]
fn old_and_binary_workbooks_are_read() {
    let cells = [(0, 0, "시설명"), (0, 1, "설치대수"), (1, 0, "달빛관"), (1, 1, "2"), (2, 1, "3")];
    let sheet = make::Sheet::of(cells, [1, 2, 0, 0]);
    for (name, bytes) in [("t.xls", make::xls(&sheet)), ("t.xlsb", make::xlsb(&sheet, &[2]))] {
        let [table] = &tables(name, bytes)[..] else { panic!("{name}: one table") };
        assert_eq!(grid(table), [["시설명", "설치대수"], ["달빛관", "2"], ["달빛관", "3"]], "{name}");
    }
    let hidden = judged("n.xlsb", make::xlsb(&make::sheet(&make::notice()), &[0, 3]));
    let note = |n: &ReaderNote| matches!(n, ReaderNote::HiddenRows { rows: 2, .. });
    assert!(hidden.source.notes.iter().any(note), "{:?}", hidden.source.notes);
}

#[test]
fn text_boxes_and_tables_in_tables_of_word() {
    let body = "<w:p><w:r><w:t>앞</w:t></w:r><w:r><mc:AlternateContent xmlns:mc=\"m\"><mc:Choice><w:txbxContent><w:p><w:r>\
                <w:t>글상자</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>글상자\
                </w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>\
                <w:tbl><w:tr><w:tc><w:p><w:r><w:t>가</w:t></w:r></w:p></w:tc><w:tc><w:tbl><w:tr><w:tc><w:p><w:r><w:t>나\
                </w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:tc></w:tr><w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r>\
                <w:t>지운 행</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
    let source = pipeline::read_only(
        Input { name: "w.docx".into(), bytes: Ok(make::word(body)), password: None, recognised: Vec::new() },
        &Limits::default(),
    )
    .unwrap();
    let units: Vec<&str> = (0..source.len() as u32).map(|u| source.unit(u)).collect();
    assert_eq!(units, ["앞", "글상자", "가", "나"]);
    assert_eq!(source.anchor(2), Some(Anchor::HwpCell { section: 0, table: 0, row: 0, col: 0 }));
}

#[test]
fn locked_and_damaged_packages_say_so() {
    let mut locked = cfb::CompoundFile::create(std::io::Cursor::new(Vec::new())).unwrap();
    locked.create_stream("/EncryptedPackage").unwrap();
    let docx = make::docx(&make::notice());
    let xlsx = make::xlsx(&make::notice());
    for (name, bytes, code) in [
        ("locked.xlsx", locked.into_inner().into_inner(), "encrypted"),
        ("cut.docx", docx[..docx.len() / 2].to_vec(), "damaged"),
        ("cut.xlsx", xlsx[..xlsx.len() / 2].to_vec(), "damaged"),
        ("empty.docx", make::word(""), "empty"),
    ] {
        assert_eq!(error_of(judge(name, bytes)).code(), code, "{name}");
    }
}
