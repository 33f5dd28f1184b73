//! Archives of notices, and the commands that need a ledger, as a user has them.

use crate::cli::{code, err, json, out, run};
use crate::make;
use crate::support::NOTICE;
use calamine::{Data, Reader};
use std::fs;
use std::io::Write;
use zip::write::SimpleFileOptions;

/// An archive as Korean Windows writes it: names in CP949, without the mark of UTF-8.
fn archive(names: &[&str], bytes: &[u8]) -> Vec<u8> {
    let mut plain = Vec::new();
    let mut stand_ins = Vec::new();
    {
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(&mut plain));
        for (i, name) in names.iter().enumerate() {
            let (cp949, _, _) = encoding_rs::EUC_KR.encode(name);
            // as long as the true name, which is put in its place
            let stand_in = format!("{i}{}", "x".repeat(cp949.len() - 1));
            zip.start_file(&*stand_in, SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
            stand_ins.push((stand_in.into_bytes(), cp949.into_owned()));
        }
        zip.finish().unwrap();
    }
    for (stand_in, name) in stand_ins {
        while let Some(at) = plain.windows(stand_in.len()).position(|w| w == stand_in) {
            plain[at..at + name.len()].copy_from_slice(&name);
        }
    }
    plain
}

#[test]
fn an_archive_is_walked_like_a_folder() {
    let dir = tempfile::tempdir().unwrap();
    let bytes =
        archive(&["가온/방침 하나.txt", "../밖.txt", "그림.png", "__MACOSX/방침.txt", "안.zip"], NOTICE.as_bytes());
    fs::write(dir.path().join("모음.zip"), bytes).unwrap();
    let extracted = json(&run(dir.path(), &["extract", "모음.zip"]));
    let names: Vec<&str> =
        extracted.as_array().unwrap().iter().map(|d| d["source"]["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["모음.zip/가온/방침 하나.txt", "모음.zip/밖.txt"]);
    assert!(extracted.as_array().unwrap().iter().all(|d| d["error"].is_null()));
    let moved = run(dir.path(), &["migrate", ".", "--out", "결과"]);
    assert_eq!(code(&moved), 0, "{}", err(&moved));
    assert!(dir.path().join("결과/records/모음.zip/가온/방침 하나.txt.json").is_file());
    assert!(!dir.path().join("밖.txt.json").exists() && !dir.path().join("결과/밖.txt.json").exists());
}

#[test]
fn a_document_that_is_packed_is_no_archive() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("문서.zip"), make::docx(&make::notice())).unwrap();
    let extracted = json(&run(dir.path(), &["extract", "문서.zip"]));
    assert_eq!(extracted["source"]["name"], "문서.zip");
    assert_eq!(extracted["notices"].as_array().unwrap().len(), 1);
}

#[test]
fn broken_archives_end_alone() {
    let dir = tempfile::tempdir().unwrap();
    let whole = archive(&["가.txt", "나.txt"], NOTICE.as_bytes());
    fs::write(dir.path().join("a.zip"), &whole[..whole.len() - 40]).unwrap();
    fs::write(dir.path().join("b.txt"), NOTICE).unwrap();
    let checked = run(dir.path(), &["check", "--format", "json", "."]);
    assert_eq!(code(&checked), 3);
    let inputs = json(&checked)["inputs"].as_array().unwrap().len();
    assert_eq!(inputs, 2, "the other file was judged: {}", out(&checked));
    assert!(err(&checked).contains("damaged"), "{}", err(&checked));
}

const LEDGER: &str =
    "시설명,설치장소,대수,보관일수\n달빛도서관,1층,5,30\n노을분관,주차장,3,30\n새봄작은도서관,서고,2,30\n";

#[test]
fn a_notice_against_its_ledger() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("방침.txt"), make::text(&make::notice())).unwrap();
    let (cp949, _, _) = encoding_rs::EUC_KR.encode(LEDGER);
    fs::write(dir.path().join("대장.csv"), &cp949).unwrap();
    let checked = run(dir.path(), &["check", "방침.txt", "--ledger", "대장.csv", "--format", "json", "--lang", "en"]);
    assert_eq!(code(&checked), 1);
    let report = json(&checked);
    let findings = report["inputs"][0]["findings"].as_array().unwrap();
    assert_eq!(findings.len(), 1, "{findings:#?}");
    assert_eq!(findings[0]["rule"], "ledger-count-mismatch");
    assert_eq!(findings[0]["ledger"][0]["cell"], "C2");
    assert_eq!(findings[0]["location"]["text"], "4대");
    let bad = run(dir.path(), &["check", "방침.txt", "--ledger", "대장.csv", "--ledger-map", "대수"]);
    assert_eq!(code(&bad), 2, "{}", err(&bad));
    let missing = run(dir.path(), &["check", "방침.txt", "--ledger", "없음.csv"]);
    assert_eq!(code(&missing), 3);
}

#[test]
fn a_department_against_its_ledger() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("방침.html"), make::html(&make::notice())).unwrap();
    fs::write(dir.path().join("대장.csv"), format!("{LEDGER}별내열람실,현관,1,30\n")).unwrap();
    let args = ["reconcile", "방침.html", "--ledger", "대장.csv", "--out", "차이.xlsx", "--lang", "ko"];
    let done = run(dir.path(), &args);
    assert_eq!(code(&done), 1, "{}", err(&done));
    assert!(err(&done).contains("일치 2, 다름 1, 대장에 없음 0, 방침에 없음 1"), "{}", err(&done));
    let path = dir.path().join("차이.xlsx");
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(&path).unwrap();
    let range = book.worksheet_range("대조").unwrap();
    let rows: Vec<Vec<String>> = range.rows().map(|r| r.iter().map(Data::to_string).collect()).collect();
    assert_eq!(rows.len(), 5);
    assert_eq!(rows[0][0], "결과");
    assert_eq!((rows[1][0].as_str(), rows[1][1].as_str(), rows[1][11].as_str()), ("다름", "대수", "1"));
    assert_eq!((rows[4][0].as_str(), rows[4][5].as_str(), rows[4][6].as_str()), ("방침에 없음", "별내열람실", "A5"));
    let first = fs::read(&path).unwrap();
    run(dir.path(), &args);
    assert_eq!(first, fs::read(&path).unwrap(), "the same inputs give the same bytes");
}
