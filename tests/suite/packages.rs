//! Pages and packages that would like to break the tool: an error or a record inside the limits, never a panic.

use crate::make;
use crate::support::{error_of, judge, judge_with, settings};
use bangchim::model::{InputOutcome, ReadError};
use std::time::{Duration, Instant};

/// The outcome of an input, which must come soon and without a panic of a stage.
fn soon(what: &str, bytes: impl Into<Vec<u8>>) -> InputOutcome {
    let begun = Instant::now();
    let outcome = judge(what, bytes);
    assert!(begun.elapsed() < Duration::from_secs(30), "{what} took {:?}", begun.elapsed());
    if let InputOutcome::Failed { error: ReadError::Internal(cause), .. } = &outcome {
        panic!("{what}: {cause}");
    }
    outcome
}

fn code(what: &str, bytes: impl Into<Vec<u8>>) -> &'static str {
    match soon(what, bytes) {
        InputOutcome::Failed { error, .. } => error.code(),
        InputOutcome::Done(_) => "done",
    }
}

#[test]
fn deep_pages() {
    for tag in ["<div>", "<table><tr><td>", "<ul><li>", "<b>", "<font color=red>", "<dl><dd>", "<span>"] {
        let page = format!("<html>{}", tag.repeat(200_000));
        assert!(["too-large", "empty"].contains(&code(tag, page)), "{tag}");
    }
}

#[test]
fn tables_that_claim_to_be_large() {
    let notice = make::html(&make::notice());
    for cell in ["<td rowspan=99999 colspan=99999>", "<td rowspan=0>", "<td colspan=-1 rowspan=x>"] {
        let page = notice.replace("<table border=1>", &format!("<table><tr>{cell}큰 칸</table><table border=1>"));
        assert_eq!(code(cell, page), "done", "{cell}");
    }
    let wide = format!("<html><table><tr>{}", "<td colspan=1000>가".repeat(5000));
    assert_eq!(code("wide", wide), "too-large");
    let tall = format!("<html><table>{}", "<tr><td>가<td rowspan=65534>나".repeat(100_000));
    assert!(["too-large", "not-a-notice"].contains(&code("tall", tall)));
}

#[test]
fn formatting_that_multiplies() {
    let open: String = (0..3000).map(|i| format!("<p><font size={i}>")).collect();
    let page = format!("<html>{open}{}", "<p>가".repeat(50_000));
    assert_eq!(code("fonts", page), "too-large");
}

#[test]
fn entities_are_not_followed() {
    let lol = "<!DOCTYPE w [<!ENTITY a \"하하하하하하하하하하\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">\
               <!ENTITY x SYSTEM \"file:///etc/passwd\">]>";
    let document = format!(
        "<?xml version=\"1.0\"?>{lol}<w:document xmlns:w=\"{}\"><w:body><w:p><w:r><w:t>가&b;&x;나</w:t></w:r></w:p></w:body>\
         </w:document>",
        make::WORD
    );
    let bytes = make::package(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", document.as_bytes())]);
    assert_eq!(code("entities", bytes.clone()), "not-a-notice");
    let input =
        bangchim::pipeline::Input { name: "x.docx".into(), bytes: Ok(bytes), password: None, recognised: Vec::new() };
    let source = bangchim::pipeline::read_only(input, &settings().limits).unwrap();
    assert_eq!(source.text(), "가나");
    // a page has no entities but the known ones
    assert_eq!(code("page", format!("{lol}<html><p>&x;&b;")), "not-a-notice");
}

#[test]
fn packages_that_unpack_without_end() {
    let word = format!("<w:document xmlns:w=\"{}\"><w:body><w:p><w:r><w:t>", make::WORD);
    assert_eq!(code("word", make::bomb("word/document.xml", &word, 80, "</w:t>")), "too-large");
    assert_eq!(code("sheet", make::bomb("xl/workbook.xml", "<workbook>", 80, "")), "too-large");
    let ods = make::package(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")]);
    assert_eq!(code("no content", ods), "damaged");
    let mut small = settings();
    small.limits.part_bytes = 1000;
    let docx = make::docx(&make::notice());
    assert_eq!(error_of(judge_with("docx", docx, &small)).code(), "too-large", "the limit can be set");
}

#[test]
fn deep_xml() {
    for tag in ["<w:tbl><w:tr><w:tc>", "<w:sdt>", "<w:p>"] {
        assert_eq!(code(tag, make::word(&tag.repeat(100_000))), "too-large", "{tag}");
    }
}

#[test]
fn sheets_that_claim_to_be_large() {
    let cell = "<table:table-cell table:number-columns-repeated=\"16384\"><text:p>1대</text:p></table:table-cell>";
    let row = format!("<table:table-row table:number-rows-repeated=\"1048576\">{cell}</table:table-row>");
    assert!(["too-large", "not-a-notice"].contains(&code("ods", make::ods_of(&row.repeat(20)))));
    let far = make::xls(&make::Sheet::of([(0, 0, "가"), (65_535, 255, "나")], [0, 65_535, 0, 255]));
    assert_eq!(code("xls", far), "too-large");
    let merged = "<table:table-row><table:table-cell table:number-rows-spanned=\"4294967295\" \
                  table:number-columns-spanned=\"4294967295\"><text:p>가</text:p></table:table-cell>\
                  <table:table-cell><text:p>나</text:p></table:table-cell></table:table-row>";
    assert_eq!(code("merged", make::ods_of(merged)), "not-a-notice");
}

#[test]
fn packages_with_broken_bytes() {
    let pieces = make::notice();
    for (name, bytes) in [
        ("docx", make::docx(&pieces)),
        ("xlsx", make::xlsx(&pieces)),
        ("ods", make::ods(&pieces)),
        ("xls", make::xls(&make::Sheet::of([(0, 0, "시설명"), (1, 0, "가"), (1, 1, "2")], [1, 2, 0, 0]))),
        ("html", make::html(&pieces).into_bytes()),
    ] {
        for seed in 0..60usize {
            let mut broken = bytes.clone();
            for i in 0..8 {
                let at = (seed * 7919 + i * 104_729 + seed * seed * 31) % broken.len();
                broken[at] ^= 1 << (seed % 8);
            }
            soon(&format!("{name}, seed {seed}"), broken);
            soon(&format!("{name}, cut {seed}"), &bytes[..bytes.len() * seed / 60]);
        }
    }
}
