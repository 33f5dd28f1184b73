//! The cleanup report: the same numbers in every kind of file, texts that stay texts, names covered, and the way back
//! from the workbook.

use crate::cli::{code, err, json, out, run};
use crate::support::NOTICE;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use calamine::{Data, Reader, Xlsx};
use serde_json::Value;
use std::fs;
use std::io::Cursor;
use std::path::Path;
use tempfile::TempDir;

/// A folder with the notice that has three errors, twice, one in another institution, and files that fail.
fn folder() -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("notice.txt"), NOTICE).unwrap();
    fs::write(dir.path().join("other.md"), NOTICE.replace("달빛", "별빛").replace("42-555", "42-556")).unwrap();
    fs::write(dir.path().join("empty.txt"), "").unwrap();
    fs::write(dir.path().join("picture.png"), "x").unwrap();
    dir
}

/// Makes a report and gives what the program said.
fn report(dir: &Path, args: &[&str]) -> std::process::Output {
    let mut all = vec!["report", "--today", "2026-11-22"];
    all.extend(args);
    run(dir, &all)
}

fn read(dir: &TempDir, name: &str) -> String {
    fs::read_to_string(dir.path().join(name)).unwrap()
}

/// The cells of a sheet, as text.
fn sheet(dir: &TempDir, file: &str, name: &str) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(fs::read(dir.path().join(file)).unwrap())).unwrap();
    book.worksheet_range(name).unwrap().rows().map(<[Data]>::to_vec).collect()
}

/// The column under a head.
fn column(rows: &[Vec<Data>], head: &str) -> Vec<Data> {
    let col = rows[0].iter().position(|c| *c == head).unwrap_or_else(|| panic!("no column {head}"));
    rows[1..].iter().map(|r| r[col].clone()).collect()
}

/// The JSON that the script of a page reads.
fn data(html: &str) -> Value {
    let text = html.split("id=\"data\">").nth(1).unwrap().split("</script>").next().unwrap();
    let packed = STANDARD.decode(text).unwrap();
    serde_json::from_reader(flate2::read::ZlibDecoder::new(&*packed)).unwrap()
}

/// The findings of a page as they stand in it.
fn rows(html: &str) -> impl Iterator<Item = &str> {
    let body = html.split("<tbody id=\"body\">").nth(1).unwrap().split("id=\"pager\"").next().unwrap();
    body.split("<tr><td class=\"sev").skip(1)
}

/// A count of the head of a page.
fn counted(html: &str, key: &str) -> u64 {
    let text = html.split(&format!("data-count=\"{key}\">")).nth(1).unwrap_or_else(|| panic!("no count {key}"));
    text.split('<').next().unwrap().parse().unwrap()
}

#[test]
fn every_kind_has_the_same_numbers() {
    let dir = folder();
    let checked = json(&run(dir.path(), &["check", "--today", "2026-11-22", "--format", "json", "."]));
    let made = ["-o", "r.html", "-o", "r.xlsx", "-o", "r.md", "-o", "r.csv"];
    let output = report(dir.path(), &[&["."][..], &made].concat());
    assert_eq!(code(&output), 3, "an empty file cannot be judged: {}", err(&output));
    let of = |key: &str| checked["counts"][key].as_u64().unwrap();
    let html = read(&dir, "r.html");
    let keys = ["error", "warning", "info", "accepted", "notices"];
    for key in keys {
        assert_eq!(counted(&html, key), of(key), "{key}");
    }
    assert_eq!(counted(&html, "rejected"), of("not_judged"));
    assert_eq!(counted(&html, "inputs"), of("inputs") + of("skipped"), "what is left out is a file too");

    let summary = sheet(&dir, "r.xlsx", "요약");
    let cell = |label: &str| summary.iter().find(|r| r[0] == label).unwrap()[1].to_string();
    let labels = ["오류", "경고", "참고", "받아들임", "방침", "파일", "판정 불가", "카메라(대)", "복구한 칸"];
    let from_html = ["error", "warning", "info", "accepted", "notices", "inputs", "rejected", "cameras", "repairs"];
    for (label, key) in labels.iter().zip(from_html) {
        assert_eq!(cell(label), counted(&html, key).to_string(), "{label}");
    }
    let markdown = read(&dir, "r.md");
    let line = markdown.lines().skip_while(|l| !l.starts_with("| 오류")).nth(2).unwrap();
    let numbers: Vec<u64> = line.split('|').filter_map(|c| c.trim().parse().ok()).collect();
    let order = ["error", "warning", "info", "accepted", "inputs", "rejected", "notices", "cameras", "repairs"];
    assert_eq!(numbers, order.map(|key| counted(&html, key)));

    let all = of("error") + of("warning") + of("info") + of("accepted");
    assert_eq!(data(&html)["rows"].as_array().unwrap().len() as u64, all);
    assert_eq!(read(&dir, "r.csv").lines().count() as u64, all + 1);
    let rows = sheet(&dir, "r.xlsx", "지적사항");
    assert_eq!(rows.len() as u64, all + 1);
    let errors = column(&rows, "심각도").iter().filter(|c| **c == "오류").count() as u64;
    assert_eq!(errors, of("error"));
    for (name, head) in [("기관별", "오류"), ("파일별", "오류"), ("규칙", "오류")] {
        let sum: f64 = column(&sheet(&dir, "r.xlsx", name), head).iter().filter_map(|c| c.as_f64_lossy()).sum();
        assert_eq!(sum as u64, of("error"), "{name}");
    }
}

/// The number of a cell, when it holds one.
trait Lossy {
    fn as_f64_lossy(&self) -> Option<f64>;
}

impl Lossy for Data {
    fn as_f64_lossy(&self) -> Option<f64> {
        match self {
            Data::Float(n) => Some(*n),
            Data::Int(n) => Some(*n as f64),
            _ => None,
        }
    }
}

#[test]
fn the_workbook_has_true_types() {
    let dir = folder();
    report(dir.path(), &["notice.txt", "empty.txt", "-o", "r.xlsx"]);
    let book: Xlsx<_> = Xlsx::new(Cursor::new(fs::read(dir.path().join("r.xlsx")).unwrap())).unwrap();
    let names = ["요약", "지적사항", "기관별", "파일별", "변환실패", "규칙", "카메라", "연락처", "보관", "위탁"];
    assert_eq!(book.sheet_names(), names);
    let files = sheet(&dir, "r.xlsx", "파일별");
    let effective = column(&files, "시행일자");
    assert!(effective.iter().any(|c| matches!(c, Data::DateTime(d) if d.as_f64() == 45362.0)), "{effective:?}");
    let cameras = sheet(&dir, "r.xlsx", "카메라");
    assert_eq!(column(&cameras, "설치대수").iter().filter_map(|c| c.as_f64_lossy()).sum::<f64>(), 7.0);
    let phones = column(&sheet(&dir, "r.xlsx", "연락처"), "연락처");
    assert!(phones.contains(&Data::String("042-555-0101".to_owned())), "{phones:?}");
    let failed = sheet(&dir, "r.xlsx", "변환실패");
    assert_eq!(column(&failed, "코드"), [Data::String("empty".to_owned())]);
    let states = column(&sheet(&dir, "r.xlsx", "지적사항"), "처리상태");
    assert!(states.iter().all(|s| *s == "미조치"));
}

#[test]
fn the_evidence_is_the_line_and_the_table_as_rebuilt() {
    let dir = folder();
    report(dir.path(), &["notice.txt", "-o", "r.html"]);
    let html = read(&dir, "r.html");
    let row = rows(&html).find(|r| r.contains("#rule-TEL001")).unwrap();
    assert!(row.contains("<mark>033-555-0102</mark>"), "{row}");
    assert!(row.contains("<td class=\"m1\">033-555-0102</td>"), "the cell of the rebuilt table is marked: {row}");
    assert!(row.contains("<th>연락처</th>"), "its heads stand above: {row}");
    assert!(html.contains("id=\"rule-TEL001\""), "the page of the rule stands in the file");
}

#[test]
fn nothing_of_a_document_is_more_than_text() {
    let dir = tempfile::tempdir().unwrap();
    let evil = "</script><script>alert(1)</script>";
    let formula = "=HYPERLINK(\"http://x.invalid\",\"a\")";
    let long = "가".repeat(10_000);
    let hostile = NOTICE
        .replace("달빛도서관", &format!("달빛{evil}도서관"))
        .replace("지하 주차장", formula)
        .replace("1층 전산실", &format!("1층 \u{202e}전산실 {long}"))
        .replace("33-555-0102", "33-555-0102<img src=x onerror=alert(1)>");
    let name = "a<b>&'\"\u{202e}=1.txt";
    fs::write(dir.path().join(name), hostile).unwrap();
    let output = report(dir.path(), &[name, "-o", "r.html", "-o", "r.xlsx", "-o", "r.md", "-o", "r.csv"]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    let html = read(&dir, "r.html");
    let own = html.matches("<script").count();
    assert_eq!(own, html.matches("</script>").count());
    assert!(!html.contains("<script>alert") && !html.contains("<img"), "markup of a document became markup");
    assert!(!html.contains('\u{202e}'), "a mark that turns the page");
    let policy = html.split("Content-Security-Policy\" content=\"").nth(1).unwrap().split('"').next().unwrap();
    assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"), "{policy}");
    assert!(!policy.contains("unsafe") && !html.contains(" style=\"") && !html.contains(" onclick="));
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(fs::read(dir.path().join("r.xlsx")).unwrap())).unwrap();
    for name in book.sheet_names() {
        let formulas = book.worksheet_formula(&name).unwrap();
        assert!(formulas.used_cells().all(|(_, _, f)| f.is_empty()), "{name} has a formula");
    }
    let places = column(&sheet(&dir, "r.xlsx", "카메라"), "설치위치");
    assert!(places.iter().any(|p| p.to_string().starts_with("=HYPERLINK")), "{places:?}");
    let csv = read(&dir, "r.csv");
    assert!(
        csv.lines().all(|l| !l.split(',').any(|c| c.starts_with(['=', '+', '@']) || c.starts_with("\"="))),
        "{csv}"
    );
    assert!(!read(&dir, "r.md").contains("<script>"));
}

#[test]
fn names_and_mobile_numbers_are_covered_unless_asked() {
    let dir = tempfile::tempdir().unwrap();
    let notice =
        NOTICE.replace("042-555-0101", "010-5550-0101").replace("김가람", "탁가온").replace("박누리", "설해든");
    fs::write(dir.path().join("a.txt"), &notice).unwrap();
    fs::write(dir.path().join("b.txt"), notice.replace("탁가온", "탁노을")).unwrap();
    let all = ["a.txt", "b.txt", "-o", "r.html", "-o", "r.xlsx", "-o", "r.md", "-o", "r.csv"];
    report(dir.path(), &all);
    let texts = |dir: &TempDir| {
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(fs::read(dir.path().join("r.xlsx")).unwrap())).unwrap();
        let sheets: String =
            book.worksheets().iter().map(|(_, r)| format!("{:?}", r.rows().collect::<Vec<_>>())).collect();
        [read(dir, "r.html"), read(dir, "r.md"), read(dir, "r.csv"), sheets]
    };
    for text in texts(&dir) {
        for name in ["탁가온", "설해든", "탁노을", "5550-0101"] {
            assert!(!text.contains(name), "{name}");
        }
    }
    assert!(read(&dir, "r.html").contains("탁*온"));
    report(dir.path(), &[&all[..], &["--unmask"]].concat());
    assert!(texts(&dir)[0].contains("탁가온") && texts(&dir)[3].contains("010-5550-0101"));
}

#[test]
fn what_is_left_out_in_the_workbook_passes_from_then_on() {
    let dir = folder();
    let check = |more: &[&str]| {
        let args = ["check", "--today", "2026-11-22", "--format", "json", "--select", "TEL001", "notice.txt"];
        json(&run(dir.path(), &[&args[..], more].concat()))["counts"].clone()
    };
    assert_eq!(check(&[])["error"], 1);
    report(dir.path(), &["notice.txt", "-o", "r.xlsx"]);
    review(&dir, "TEL001", "제외", "본청 번호를 함께 씀");
    fs::write(dir.path().join("bangchim.toml"), "# 우리 설정\nignore = []\n").unwrap();
    let output = run(dir.path(), &["review", "import", "filled.xlsx"]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    assert!(read(&dir, "bangchim.toml").starts_with("# 우리 설정\nignore = []\n"));
    assert_eq!((&check(&[])["error"], &check(&[])["accepted"]), (&0.into(), &1.into()));
    // and the next report says why
    report(dir.path(), &["notice.txt", "-o", "r.xlsx", "-o", "r.html"]);
    let rows = sheet(&dir, "r.xlsx", "지적사항");
    let at = column(&rows, "규칙").iter().position(|c| *c == "TEL001").unwrap();
    assert_eq!(column(&rows, "처리상태")[at].to_string(), "제외");
    assert_eq!(column(&rows, "사유")[at].to_string(), "본청 번호를 함께 씀");
    assert!(read(&dir, "r.html").contains("본청 번호를 함께 씀"));
    // what came in once is not added again
    let before = read(&dir, "bangchim.toml");
    run(dir.path(), &["review", "import", "filled.xlsx"]);
    assert_eq!(read(&dir, "bangchim.toml"), before);
    fs::remove_file(dir.path().join("bangchim.toml")).unwrap();
    run(dir.path(), &["review", "import", "filled.xlsx", "--baseline", "known.jsonl"]);
    assert_eq!(check(&["--baseline", "known.jsonl"])["error"], 0);
}

#[test]
fn a_workbook_with_mistakes_changes_nothing() {
    let dir = folder();
    report(dir.path(), &["notice.txt", "-o", "r.xlsx"]);
    for (state, reason, said) in [("제외", "", "사유"), ("보류", "x", "처리상태")] {
        review(&dir, "TEL001", state, reason);
        let output = run(dir.path(), &["review", "import", "filled.xlsx"]);
        assert_eq!(code(&output), 2);
        assert!(err(&output).contains(said) && err(&output).contains("행"), "{}", err(&output));
        assert!(!dir.path().join("bangchim.toml").exists());
    }
    let output = run(dir.path(), &["review", "import", "notice.txt"]);
    assert_eq!(code(&output), 2, "{}", err(&output));
}

/// Fills in a row of `r.xlsx` as a person would, and saves it as `filled.xlsx`.
fn review(dir: &TempDir, rule: &str, state: &str, reason: &str) {
    let rows = sheet(dir, "r.xlsx", "지적사항");
    let heads: Vec<String> = rows[0].iter().map(ToString::to_string).collect();
    let col = |head: &str| heads.iter().position(|h| h == head).unwrap();
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet().set_name("지적사항").unwrap();
    for (r, row) in (0u32..).zip(&rows) {
        for (c, cell) in (0u16..).zip(row) {
            let mut text = cell.to_string();
            if r > 0 && row[col("규칙")] == rule {
                if c as usize == col("처리상태") {
                    text = state.to_owned();
                } else if c as usize == col("사유") {
                    text = reason.to_owned();
                }
            }
            sheet.write_string(r, c, text).unwrap();
        }
    }
    book.save(dir.path().join("filled.xlsx")).unwrap();
}

#[test]
fn a_run_that_is_over_gives_the_same_report() {
    let dir = folder();
    run(dir.path(), &["migrate", "--today", "2026-11-22", ".", "--out", "done"]);
    let output = report(dir.path(), &["done", "-o", "without.html"]);
    assert_eq!(code(&output), 2, "nothing is judged anew: {}", err(&output));
    let report = |args: &[&str]| run(dir.path(), &[&["report"], args].concat());
    let output = report(&["done", "-o", "without.html"]);
    assert_eq!(code(&output), 3, "{}", err(&output));
    report(&["done", "--sources", ".", "-o", "with.html"]);
    let (without, with) = (read(&dir, "without.html"), read(&dir, "with.html"));
    let row = |html: &str| rows(html).find(|r| r.contains("#rule-TEL001")).unwrap().to_owned();
    assert!(row(&without).contains("<mark>033-555-0102</mark>"), "the piece is known from the record");
    assert!(!row(&without).contains("<table>") && row(&with).contains("<td class=\"m1\">033-555-0102</td>"));
    report(&["notice.txt", "other.md", "empty.txt", "-o", "direct.html", "--today", "2026-11-22"]);
    let direct = read(&dir, "direct.html");
    for key in ["notices", "cameras", "repairs", "rejected"] {
        assert_eq!(counted(&with, key), counted(&direct, key), "{key}");
    }
    // a file that was changed since is not quoted
    fs::write(dir.path().join("notice.txt"), NOTICE.replace("총 8대", "총 9대")).unwrap();
    report(&["done", "--sources", ".", "-o", "changed.html"]);
    let marked = |html: &str| rows(html).any(|r| r.contains(">notice.txt</a>") && r.contains("<td class=\"m1\">"));
    assert!(marked(&with) && !marked(&read(&dir, "changed.html")));
    fs::write(dir.path().join("done/records.ndjson"), "{}\n").unwrap();
    let output = report(&["done", "-o", "x.html"]);
    assert_eq!(code(&output), 2);
    assert!(err(&output).contains("records.ndjson:1"), "{}", err(&output));
    assert!(!dir.path().join("x.html").exists());
}

#[test]
fn the_same_report_has_the_same_bytes() {
    let dir = folder();
    let made = |n: &str| {
        let names = ["html", "xlsx", "md", "csv"].map(|kind| format!("{n}.{kind}"));
        report(
            dir.path(),
            &["notice.txt", "other.md", "-o", &names[0], "-o", &names[1], "-o", &names[2], "-o", &names[3]],
        );
        names.map(|name| fs::read(dir.path().join(name)).unwrap())
    };
    assert!(made("one") == made("two"));
}

#[test]
fn mistakes_are_told_before_anything_is_read() {
    let dir = folder();
    for out in ["r.pdf", "report"] {
        let output = report(dir.path(), &["notice.txt", "-o", out]);
        assert_eq!(code(&output), 2);
        assert!(err(&output).contains(out) && err(&output).contains(".xlsx"), "{}", err(&output));
    }
    assert_eq!(code(&report(dir.path(), &["none/*.txt", "-o", "r.html"])), 2);
    assert_eq!(code(&report(dir.path(), &["notice.txt", "-o", "r.html", "--sources", "."])), 2);
    let output = report(dir.path(), &["notice.txt", "-o", "r.html", "--lang", "en"]);
    assert_eq!((code(&output), out(&output).as_str()), (0, ""), "findings are no failure of the report");
    assert!(read(&dir, "r.html").contains("Cleanup report") && !read(&dir, "r.html").contains("지적사항"));
}
