//! Notices against ledgers: the five ways to disagree, what is no disagreement, and how names are matched.

use crate::make;
use crate::support::{root, settings, updating};
use bangchim::ledger::{Mapping, mapping};
use bangchim::model::ledger::{Ledger, MatchedBy};
use bangchim::model::report::Judged;
use bangchim::model::{Finding, InputOutcome, Notice};
use bangchim::pipeline::{self, Input};
use rust_xlsxwriter::Format;
use std::fs;

fn input(name: &str, bytes: impl Into<Vec<u8>>) -> Input {
    Input { name: name.to_owned(), bytes: Ok(bytes.into()), password: None, recognised: Vec::new() }
}

fn ledger(name: &str, bytes: impl Into<Vec<u8>>) -> Ledger {
    ledger_with(name, bytes, &[])
}

fn ledger_with(name: &str, bytes: impl Into<Vec<u8>>, map: &[Mapping]) -> Ledger {
    pipeline::ledger(input(name, bytes), map, &settings().limits).unwrap()
}

fn against(notice: &str, ledger: &Ledger) -> Judged {
    match pipeline::judge_against(input("notice.txt", notice), Some(ledger), &settings()) {
        InputOutcome::Done(judged) => *judged,
        InputOutcome::Failed { error, .. } => panic!("{error}"),
    }
}

fn told(findings: &[Finding]) -> Vec<String> {
    findings.iter().map(|f| format!("{} {}", f.rule.name, f.subject)).collect()
}

fn notice() -> String {
    make::text(&make::notice())
}

/// A ledger in which everything is as in the notice.
const RIGHT: &str = "\
담당부서,시설명,설치장소,CCTV 대수,보관일수,연락처
달빛도서관,달빛도서관,1층 출입구,2,30,042-555-0101
달빛도서관,달빛도서관,2층 열람실,2대,1개월,042-555-0102
달빛도서관,노을분관,지하 주차장,3,30일,555-0101
달빛도서관,새봄작은도서관,서고 입구,2,30,042-555-0101
합계,,,9,,
";

#[test]
fn a_ledger_that_agrees() {
    assert_eq!(told(&against(&notice(), &ledger("l.csv", RIGHT)).findings), [""; 0]);
}

/// A ledger that disagrees in five ways, as a workbook with a title, a heading of two lines and merged cells.
fn wrong() -> Vec<u8> {
    let mut book = make::book();
    let plain = Format::new();
    let sheet = book.add_worksheet();
    sheet.set_name("현황").unwrap();
    sheet.merge_range(0, 0, 0, 5, "영상정보처리기기 설치 현황", &plain).unwrap();
    for (col, head) in [(0, "담당부서"), (1, "시설명"), (2, "설치장소"), (3, "대수"), (4, "보관일수")]
    {
        sheet.merge_range(2, col, 3, col, head, &plain).unwrap();
    }
    sheet.write_string(2, 5, "담당").unwrap();
    sheet.write_string(3, 5, "연락처").unwrap();
    sheet.merge_range(4, 0, 7, 0, "달빛도서관", &plain).unwrap();
    let rows = [
        ("달빛도서관", "1층 출입구", 5.0, 30.0, "042-555-0101"),
        ("노을분관", "지하 주차장", 3.0, 60.0, "042-555-0101"),
        ("새봄작은도서관", "서고 입구", 2.0, 30.0, "042-555-0199"),
        ("별내열람실", "현관", 1.0, 30.0, "042-555-0101"),
    ];
    for (row, (name, place, count, days, phone)) in (4u32..).zip(rows) {
        sheet.write_string(row, 1, name).unwrap();
        sheet.write_string(row, 2, place).unwrap();
        sheet.write_number(row, 3, count).unwrap();
        sheet.write_number(row, 4, days).unwrap();
        sheet.write_string(row, 5, phone).unwrap();
    }
    sheet.write_string(8, 0, "합계").unwrap();
    sheet.write_number(8, 3, 11).unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn a_ledger_that_disagrees_in_five_ways() {
    let more = with_one_more();
    let ledger = ledger("대장.xlsx", wrong());
    let judged = against(&more, &ledger);
    let mut found = told(&judged.findings);
    found.sort();
    assert_eq!(
        found,
        [
            "ledger-count-mismatch 달빛도서관",
            "ledger-facility-missing 하늘쉼터",
            "ledger-phone-mismatch 새봄작은도서관",
            "ledger-retention-mismatch 노을분관",
            "notice-facility-missing 별내열람실",
        ]
    );
    let count = judged.findings.iter().find(|f| f.rule.code == "LED001").unwrap();
    assert_eq!(judged.source.raw(count.at[0]), "4대", "it points at the count of the notice");
    let cell = &count.ledger[0];
    assert_eq!((cell.file.as_str(), cell.sheet.as_str(), cell.cell.as_str()), ("대장.xlsx", "현황", "D5"));
}

/// The samples of a notice and its ledger are those of this test, and disagree in five ways and no more.
#[test]
fn the_sample_ledger() {
    let folder = root().join("samples/formats");
    if updating() {
        fs::write(folder.join("against-ledger.txt"), with_one_more()).unwrap();
        fs::write(folder.join("ledger.xlsx"), wrong()).unwrap();
    }
    let ledger = ledger("ledger.xlsx", fs::read(folder.join("ledger.xlsx")).unwrap());
    let notice = fs::read_to_string(folder.join("against-ledger.txt")).unwrap();
    assert_eq!(notice, with_one_more());
    let mut codes: Vec<&str> = against(&notice, &ledger).findings.iter().map(|f| f.rule.code).collect();
    codes.sort_unstable();
    assert_eq!(codes, ["LED001", "LED002", "LED003", "LED004", "LED005"]);
}

#[test]
fn a_ledger_is_no_notice() {
    let outcome = pipeline::judge(input("현황.xlsx", wrong()), &settings());
    let InputOutcome::Failed { error, .. } = outcome else { panic!("judged as a notice") };
    assert_eq!(error.code(), "ledger");
}

/// The notice with a facility that no ledger here has.
fn with_one_more() -> String {
    notice().replace("새봄작은도서관\t2대", "하늘쉼터\t1대\t현관\t현관 앞\n새봄작은도서관\t2대")
}

#[test]
fn without_a_ledger_the_rules_are_not_evaluated() {
    let outcome = pipeline::judge(input("notice.txt", notice()), &settings());
    let InputOutcome::Done(judged) = outcome else { panic!() };
    let silent = judged.outcomes.iter().filter(|o| o.rule.code.starts_with("LED"));
    assert!(silent.clone().count() == 5);
    let not_evaluated = |r: &_| matches!(r, bangchim::model::report::RuleResult::NotEvaluated(_));
    assert!(silent.into_iter().all(|o| not_evaluated(&o.result)));
}

fn matched(notice: &str, ledger: &Ledger) -> (Vec<(String, MatchedBy)>, Vec<String>) {
    let (_, notices): (_, Vec<Notice>) = pipeline::recognise(input("notice.txt", notice), &settings().limits).unwrap();
    let files = [notices];
    let comparison = pipeline::reconcile(&files, ledger).unwrap().unwrap();
    let pairs = comparison.pairs.iter().map(|p| (comparison.groups[p.group].name.text.to_string(), p.by));
    let ambiguous = comparison.ambiguous.iter().map(|(s, _)| comparison.subjects[*s].name.clone());
    (pairs.collect(), ambiguous.collect())
}

#[test]
fn each_match_says_how_it_was_made() {
    let csv = "시설명,설치장소,대수\n달빛 도서관,로비,4\n노을분관(분원),주차장,3\n새봄작은도서괸,서고,2\n";
    let (pairs, ambiguous) = matched(&notice(), &ledger("l.csv", csv));
    let by: Vec<MatchedBy> = pairs.iter().map(|(_, by)| *by).collect();
    assert_eq!(by, [MatchedBy::Exact, MatchedBy::Alias, MatchedBy::Letters], "{pairs:?}");
    assert!(ambiguous.is_empty());
    let csv = "시설명,설치장소,대수\n달빛도서관,로비,4\n노을 별관,지하 주차장,3\n새봄작은도서관,서고,2\n";
    let (pairs, _) = matched(&notice(), &ledger("l.csv", csv));
    assert!(pairs.contains(&("노을 별관".to_owned(), MatchedBy::Place)), "{pairs:?}");
}

#[test]
fn what_several_rows_fit_is_not_guessed() {
    let csv =
        "담당부서,시설명,대수\n총무과,달빛도서관,4\n시설과,달빛도서관,9\n총무과,노을분관,3\n총무과,새봄작은도서관,2\n";
    let ledger = ledger("l.csv", csv);
    let (_, ambiguous) = matched(&notice(), &ledger);
    assert_eq!(ambiguous, ["달빛도서관"]);
    assert_eq!(told(&against(&notice(), &ledger).findings), [""; 0], "nothing is said about it");
}

#[test]
fn sister_places_are_never_matched() {
    let csv = "시설명,대수\n달빛도서관,4\n노을분관,3\n새봄작은도서관 2관,2\n";
    let found = told(&against(&notice(), &ledger("l.csv", csv)).findings);
    assert_eq!(found.len(), 2, "{found:?}");
}

/// The national file in one of its generations, with rows of another institution.
fn open_data(generation: char) -> String {
    let table = include_str!("../../src/reference/data/open_data_cctv.csv");
    let columns: Vec<&str> = table.lines().filter_map(|l| l.strip_prefix(generation)?.split(',').nth(2)).collect();
    let row = |institution: &str, address: &str, count: &str| {
        let value = |column: &&str| match *column {
            "관리기관명" => institution.to_owned(),
            "소재지도로명주소" => address.to_owned(),
            "카메라대수" => count.to_owned(),
            "보관일수" => "30".to_owned(),
            "관리기관전화번호" => "042-555-0101".to_owned(),
            _ => String::new(),
        };
        columns.iter().map(value).collect::<Vec<_>>().join(",")
    };
    let rows = [
        columns.join(","),
        row("달빛도서관", "노을로 1", "6"),
        row("달빛도서관", "노을로 2", "4"),
        row("해오름시청", "바다로 9", "70"),
    ];
    rows.join("\r\n")
}

#[test]
fn the_national_file_in_three_generations() {
    let one = "달빛도서관 고정형 영상정보처리기기 운영·관리 방침\n\n2. 설치 대수, 설치 위치 및 촬영범위\n- 설치 대수: 9대\n\
               - 설치 위치: 도서관 전체\n\n3. 관리책임자\n- 관리책임자: 관장 042-555-0101\n\n4. 보관기간\n- 보관기간: 30일\n";
    for generation in ['A', 'B', 'C'] {
        let text = open_data(generation);
        let (cp949, _, _) = encoding_rs::EUC_KR.encode(&text);
        let with_mark = format!("\u{feff}{text}");
        for bytes in [text.clone().into_bytes(), cp949.into_owned(), with_mark.into_bytes()] {
            let ledger = ledger("national.csv", bytes);
            assert_eq!((ledger.generation, ledger.entries.len()), (Some(generation), 3));
            let entry = &ledger.entries[1];
            assert_eq!(entry.count.as_ref().map(|(n, _)| *n), Some(4));
            assert_eq!(entry.days.as_ref().map(|(n, _)| *n), Some(30));
            let judged = against(one, &ledger);
            let found: Vec<_> = judged.findings.iter().filter(|f| f.rule.code.starts_with("LED")).collect();
            assert!(found.iter().all(|f| !f.message.ko.contains("해오름")), "other institutions are not ours");
        }
    }
}

#[test]
fn a_ledger_that_is_none() {
    let error = pipeline::ledger(input("x.csv", "가,나\n1,2\n"), &[], &settings().limits).unwrap_err();
    assert_eq!(error.code(), "not-a-ledger");
    let map = [mapping("가=facility").unwrap(), mapping("B=count").unwrap()];
    let ledger = ledger_with("x.csv", "가,나\n달빛도서관,2\n", &map);
    assert_eq!(ledger.entries[0].count.as_ref().map(|(n, _)| *n), Some(2));
}

#[test]
fn a_page_that_calls_itself_a_workbook() {
    let html = "<html><table><tr><th>시설명<th>설치대수<tr><td>달빛도서관<td>4<tr><td>노을분관<td>3</table>";
    assert_eq!(ledger("대장.xls", html).entries.len(), 2);
}
