//! Two versions of a notice against each other, in any formats.

use crate::cli::{code, err, json, out, run};
use crate::support::{NOTICE, judge, settings};
use bangchim::diff;
use bangchim::model::InputOutcome;
use bangchim::model::change::{Change, Differences, Item, Kind, Versions};
use bangchim::model::record::NoticeRecord;
use bangchim::{emit, model::Lang, pipeline, render};
use calamine::{Data, Reader, Xlsx};
use std::fs;
use std::io::Cursor;

fn record(text: &str) -> NoticeRecord {
    match judge("n.txt", text.as_bytes()) {
        InputOutcome::Done(judged) => pipeline::clean(*judged, &settings(), None).0.remove(0).record,
        InputOutcome::Failed { error, .. } => panic!("{error}"),
    }
}

/// What changes when pieces of the notice are replaced.
fn changed(edits: &[(&str, &str)]) -> Versions {
    let mut text = NOTICE.to_owned();
    for (from, to) in edits {
        assert!(text.contains(from), "{from}");
        text = text.replace(from, to);
    }
    diff::versions(&record(NOTICE), &record(&text))
}

/// `kind item subject: before → after`
fn told(versions: &Versions) -> Vec<String> {
    let one = |c: &Change| format!("{:?} {:?} {}: {} → {}", c.kind, c.item, c.subject, c.before, c.after);
    versions.changes.iter().map(one).collect()
}

#[test]
fn each_kind_of_change_is_told() {
    for (edits, expected) in [
        (&[][..], &[][..]),
        (&[("4대\t", "5대\t")], &["Changed Count 1층 출입구: 4대 → 5대"]),
        (&[("2층 열람실(2대)", "2층 열람실(3대)")], &["Changed Place 1층 출입구: 2층 열람실(2대) → 2층 열람실(3대)"]),
        (&[(", 2층 열람실(2대)", "")], &["Removed Place 1층 출입구: 2층 열람실(2대) → "]),
        (
            &[("3대\t지하 주차장\t주차장 전체\n", "")],
            &["Removed Camera 지하 주차장: 3대: 지하 주차장 / 주차장 전체 → "],
        ),
        (
            &[("총 8대", "2대\t옥상 정원\t난간 안쪽\n총 8대")],
            &["Added Camera 옥상 정원:  → 2대: 옥상 정원 / 난간 안쪽"],
        ),
        (&[("박누리", "최나래")], &["Changed Name 접근권한자 (달빛도서관): 박누리 → 최나래"]),
        (
            &[("박누리\t주무관\t달빛도서관", "박누리\t주무관\t운영과")],
            &["Changed Department 접근권한자 (운영과): 달빛도서관 → 운영과"],
        ),
        (&[("033-555-0102", "042-555-0102")], &["Changed Phone 접근권한자 (달빛도서관): 033-555-0102 → 042-555-0102"]),
        (&[("촬영일로부터 60일", "촬영일로부터 30일")], &["Changed Period : 촬영일로부터 60일 → 촬영일로부터 30일"]),
        (&[("총 8대", "총 7대")], &["Changed Total : 8대 → 7대"]),
        (&[("2024년 3월 11일", "2024년 4월 1일")], &["Changed Effective : 2024-03-11 → 2024-04-01"]),
        (&[("1층 출입구(2대), 2층", "1층  출입구 (2대),2층")], &[]),
    ] {
        assert_eq!(told(&changed(edits)), expected, "{edits:?}");
    }
}

#[test]
fn a_place_that_went_to_another_row_moved() {
    let versions = changed(&[(", 2층 열람실(2대)", ""), ("지하 주차장\t", "지하 주차장(3대), 2층 열람실(2대)\t")]);
    assert!(
        told(&versions).iter().any(|t| t.starts_with("Moved Place 2층 열람실(2대): 1층 출입구 → 지하 주차장")),
        "{:?}",
        told(&versions)
    );
}

#[test]
fn cameras_that_went_to_another_department_are_not_removed_and_added() {
    let table = |first: &str, second: &str| {
        let head = "담당부서\t설치 대수\t설치 위치\t촬영범위";
        let old = &NOTICE[NOTICE.find("설치 대수\t").unwrap()..NOTICE.find("총 8대").unwrap()];
        let rows = format!("{head}\n{first}\t4대\t1층 출입구\t전체\n{second}\t3대\t지하 주차장\t전체\n");
        record(&NOTICE.replace(old, &rows))
    };
    let versions = diff::versions(&table("총무과", "시설과"), &table("총무과", "안전과"));
    assert_eq!(told(&versions), ["Changed Department 안전과: 시설과 → 안전과"]);
}

#[test]
fn the_history_gets_its_line() {
    let line =
        changed(&[("4대\t", "6대\t"), ("박누리", "최나래"), ("2024년 3월 11일", "2025년 1월 2일")]).revision.unwrap();
    assert_eq!(line.date.as_deref(), Some("2025-01-02"));
    assert_eq!(line.what, "설치 대수 변경, 이름 변경");
    assert_eq!(
        changed(&[("2024년 3월 11일", "2025년 1월 2일")]).revision,
        None,
        "a date alone is no change of content"
    );
}

#[test]
fn the_format_makes_no_difference() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.txt"), NOTICE).unwrap();
    for format in ["html", "hwpx", "md"] {
        let name = format!("b.{format}");
        assert_eq!(code(&run(dir.path(), &["render", "-q", "a.txt", "--out", &name])), 0);
        let same = run(dir.path(), &["diff", "a.txt", &name, "--format", "json", "--exit-code"]);
        assert_eq!(
            (code(&same), json(&same)["pairs"][0]["changes"].as_array().unwrap().len()),
            (0, 0),
            "{}",
            out(&same)
        );
    }
}

#[test]
fn folders_are_paired_by_institution_and_what_is_left_is_told() {
    let dir = tempfile::tempdir().unwrap();
    for (name, text) in [
        ("old/a.txt", NOTICE.to_owned()),
        ("old/b.txt", NOTICE.replace("달빛", "노을")),
        ("new/x.txt", NOTICE.replace("4대\t", "5대\t")),
        ("new/y.txt", NOTICE.replace("달빛", "새봄")),
    ] {
        fs::create_dir_all(dir.path().join(name).parent().unwrap()).unwrap();
        fs::write(dir.path().join(name), text).unwrap();
    }
    let output = run(dir.path(), &["diff", "old", "new", "--format", "json", "--exit-code"]);
    assert_eq!(code(&output), 1, "{}", err(&output));
    let found = json(&output);
    assert_eq!(found["pairs"][0]["old"], "old/a.txt");
    assert_eq!(found["pairs"][0]["new"], "new/x.txt");
    assert_eq!(found["only_old"], serde_json::json!(["old/b.txt"]));
    assert_eq!(found["only_new"], serde_json::json!(["new/y.txt"]));
    assert_eq!(code(&run(dir.path(), &["diff", "old", "new"])), 0, "a difference is no finding");
    assert_eq!(code(&run(dir.path(), &["diff", "old/a.txt", "none.txt"])), 3);
    for (name, begins) in [("d.xlsx", &b"PK"[..]), ("d.html", b"<!DOCTYPE"), ("d.txt", b"old/a.txt"), ("d.hwpx", b"PK")]
    {
        assert_eq!(code(&run(dir.path(), &["diff", "old", "new", "--out", name])), 0);
        assert!(fs::read(dir.path().join(name)).unwrap().starts_with(begins), "the name tells the format: {name}");
    }
}

/// A difference with texts that try to be something else.
fn hostile() -> Differences {
    let text = |t: &str| t.to_owned();
    let change = Change {
        part: "installation".into(),
        kind: Kind::Changed,
        item: Item::Range,
        subject: text("\u{1b}[31m<script>alert(1)</script>"),
        before: text("=HYPERLINK(\"http://example.kr\")"),
        after: text("\u{202E}가|나"),
    };
    let pair = Versions { old: text("a.txt"), new: text("=1+1.txt"), changes: vec![change], ..Versions::default() };
    Differences { schema_version: 1, pairs: vec![pair], only_old: vec![text("=cmd")], ..Differences::default() }
}

#[test]
fn hostile_texts_stay_text() {
    let found = hostile();
    let text = emit::diff::text(&found, Lang::Ko);
    assert!(!text.contains("\u{1b}[31m<") && !text.contains('\u{202E}'), "{text:?}");
    let html = pipeline::written(&render::comparison(&found), render::Format::Html).unwrap();
    assert!(!String::from_utf8(html).unwrap().contains("<script"));
    let bytes = emit::diff::workbook(&found, Lang::Ko).unwrap();
    assert_eq!(bytes, emit::diff::workbook(&found, Lang::Ko).unwrap(), "the same differences give the same bytes");
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    assert_eq!(book.sheet_names(), ["신구대비표", "개정연혁", "짝 없음"]);
    let sheet = book.worksheet_range("신구대비표").unwrap();
    assert_eq!(sheet.get_value((1, 4)), Some(&Data::String("=HYPERLINK(\"http://example.kr\")".to_owned())));
    assert!(book.worksheet_formula("신구대비표").unwrap().is_empty());
}
