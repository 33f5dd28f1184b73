//! The same rows in every way of writing them down, under heads in several wordings: the record is the same.

use crate::support::recognise;
use bangchim::model::{Contact, Installation, Notice, Point};

type Rows = [&'static [&'static str]];
type Layout = fn(&[&str], &Rows) -> String;

/// A table whose separators are lost where `between` is a space.
fn joined(heads: &[&str], rows: &Rows, between: &str, ends: &str) -> String {
    std::iter::once(heads).chain(rows.iter().copied()).map(|row| row.join(between)).collect::<Vec<_>>().join(ends)
}

/// `설치위치 : 정문`: each record with its labels.
fn labelled(heads: &[&str], rows: &Rows, between: &str, ends: &str) -> String {
    let record =
        |row: &&[&str]| heads.iter().zip(*row).map(|(h, c)| format!("{h} : {c}")).collect::<Vec<_>>().join(between);
    rows.iter().map(record).collect::<Vec<_>>().join(ends)
}

fn turned(heads: &[&str], rows: &Rows) -> String {
    let line = |(i, head): (usize, &&str)| {
        std::iter::once(*head).chain(rows.iter().map(|r| r[i])).collect::<Vec<_>>().join("\t")
    };
    heads.iter().enumerate().map(line).collect::<Vec<_>>().join("\n")
}

const LAYOUTS: [(&str, Layout); 9] = [
    ("tabs", |h, r| joined(h, r, "\t", "\n")),
    ("pipes", |h, r| format!("| {} |", joined(h, r, " | ", " |\n| "))),
    ("spaces", |h, r| joined(h, r, " ", "\n")),
    ("a cell on a line", |h, r| joined(h, r, "\n", "\n")),
    ("one line", |h, r| joined(h, r, " ", " ")),
    ("two columns", |h, r| labelled(h, r, "\n", "\n").replace(" : ", "\t")),
    ("labels on lines", |h, r| labelled(h, r, "\n", "\n\n")),
    ("labels on a line", |h, r| format!("- {}", labelled(h, r, ", ", "\n- "))),
    ("turned", turned),
];

fn read(cameras: &str, people: &str) -> Notice {
    let text = format!(
        "가온센터 고정형 영상정보처리기기 운영·관리 방침\n\n1. 설치 목적\n시설 안전을 위하여 설치합니다.\n\n\
         2. 설치 대수, 설치 위치 및 촬영범위\n{cameras}\n\n3. 관리책임자 및 접근권한자\n{people}\n\n\
         4. 촬영시간 및 보관기간\n- 촬영시간 : 24시간\n- 보관기간 : 30일\n"
    );
    recognise(text)
}

/// Facility, places and count.
fn cameras(of: &Installation) -> String {
    let places: Vec<&str> = of.points.iter().map(|p: &Point| p.location.as_str()).collect();
    format!("{} | {} | {}", of.facility.as_str(), places.join(", "), of.count.value().copied().unwrap_or(0))
}

/// Count and range of each row in the layouts that keep where a range begins and ends.
fn assert_ranges(heads: &[&str], rows: &Rows, expected: [&str; 2]) {
    for (name, layout) in LAYOUTS.into_iter().filter(|(name, _)| *name != "one line") {
        let notice = read(&layout(heads, rows), "");
        let row = |i: &Installation| format!("{} | {}", i.count.value().copied().unwrap_or(0), i.range.as_str());
        let found: Vec<String> = notice.installations.iter().map(row).collect();
        assert_eq!(found, expected, "{name}");
    }
}

fn person(of: &Contact) -> String {
    let fields = [&of.department, &of.position, &of.name, &of.phone].map(|f| f.as_str());
    format!("{} {}", of.role.name(), fields.join(" "))
}

#[test]
fn cameras_by_site_and_place() {
    let rows: &Rows = &[
        &["본점", "창구, 금고 앞, 365코너", "12대"],
        &["물레지점", "창구, 금고 앞, 365코너", "7대"],
        &["은행나무마트", "계산대, 하역장", "9대"],
    ];
    let expected = [
        "본점 | 창구, 금고 앞, 365코너 | 12",
        "물레지점 | 창구, 금고 앞, 365코너 | 7",
        "은행나무마트 | 계산대, 하역장 | 9",
    ];
    for heads in [
        ["시설명", "설치위치", "설치대수"],
        ["설치시설", "세부 위치", "카메라 대수"],
        ["건물명", "장소", "수량"],
        ["대상 시설", "설치구역", "대수"],
    ] {
        for (name, layout) in LAYOUTS {
            let found: Vec<String> = read(&layout(&heads, rows), "").installations.iter().map(cameras).collect();
            assert_eq!(found, expected, "{name}, {heads:?}");
        }
    }
}

#[test]
fn a_count_before_what_begins_with_su() {
    // folded, `3대 수영장` has the letters of 대수
    let rows: &Rows = &[&["1층 로비", "3대", "수영장 입구"], &["지하 통로", "2대", "수유실 앞"]];
    assert_ranges(&["설치장소", "설치대수", "촬영범위"], rows, ["3 | 수영장 입구", "2 | 수유실 앞"]);
}

#[test]
fn a_range_worded_like_a_heading_ends_no_table() {
    let rows: &Rows = &[
        &["본관", "현관, 복도", "설치 위치 주변 30m 이내", "3대"],
        &["별관", "뒤뜰", "설치 위치 주변 30m 이내", "2대"],
    ];
    let expected = ["3 | 설치 위치 주변 30m 이내", "2 | 설치 위치 주변 30m 이내"];
    assert_ranges(&["시설명", "설치위치", "촬영범위", "설치대수"], rows, expected);
}

#[test]
fn people_by_role() {
    let rows: &Rows = &[
        &["관리책임자", "홍가람", "과장", "총무과", "031-555-0103"],
        &["접근권한자", "김누리", "주무관", "총무과", "031-555-0104"],
    ];
    let expected = ["manager 총무과 과장 홍가람 031-555-0103", "access_holder 총무과 주무관 김누리 031-555-0104"];
    for heads in [["구분", "성명", "직위", "부서", "연락처"], ["역할", "이름", "직급", "소속", "전화번호"]]
    {
        for (name, layout) in LAYOUTS {
            let found: Vec<String> = read("로비 3대", &layout(&heads, rows)).contacts.iter().map(person).collect();
            assert_eq!(found, expected, "{name}, {heads:?}");
        }
    }
}

#[test]
fn people_below_their_role() {
    for people in [
        "○ 관리책임자\n - 성명 : 홍가람\n - 직위 : 과장\n - 소속 : 총무과\n - 연락처 : 031-555-0103\n\
         ○ 접근권한자\n - 성명 : 김누리\n - 직위 : 주무관\n - 소속 : 총무과\n - 연락처 : 031-555-0104",
        "○ 관리책임자\n - 총무과 과장 홍가람 (031-555-0103)\n○ 접근권한자\n - 총무과 주무관 김누리 (031-555-0104)",
        "담당부서 : 총무과\n관리책임자 :\n직위 : 과장\n성명 : 홍가람\n전화 : 031-555-0103\n\
         접근권한이 있는 사람 :\n직위 : 주무관\n성명 : 김누리\n전화 : 031-555-0104",
        "관리책임자\n총무과 과장 홍가람 031-555-0103\n접근권한자\n총무과 주무관 김누리 031-555-0104",
        "총무과 과장 홍가람 (관리책임자) 031-555-0103\n총무과 주무관 김누리 (접근권한자) 031-555-0104",
        "관리 책임자 총무과 과장 홍가람 031-555-0103\n접근권한이 있는 사람 총무과 주무관 김누리 031-555-0104",
        "- 관리책임자 : 총무과 과장 홍가람, 031-555-0103\n- 접근권한자 : 총무과 주무관 김누리, 031-555-0104",
    ] {
        let found: Vec<String> = read("로비 3대", people).contacts.iter().map(person).collect();
        let expected = ["manager 총무과 과장 홍가람 031-555-0103", "access_holder 총무과 주무관 김누리 031-555-0104"];
        assert_eq!(found, expected, "{people}");
    }
}

#[test]
fn places_with_their_counts_in_lists_and_sentences() {
    for text in [
        "1) 안내 데스크 2대\n2) 복도 3대\n3) 뒤뜰 1대\n4) 휴게 공간 4대\n5) 승강장 2대",
        "안내 데스크 2대, 복도 3대, 뒤뜰 1대, 휴게 공간 4대, 승강장 2대를 설치하여 운영하고 있습니다.",
        "우리 센터는 안내 데스크 2대와 복도 3대, 뒤뜰 1대 및 휴게 공간 4대, 승강장 2대를 설치·운영합니다.",
    ] {
        let found: Vec<String> = read(text, "")
            .installations
            .iter()
            .flat_map(|i| {
                i.points.iter().map(|p| {
                    format!("{} {}", p.location.as_str(), p.count.value().or(i.count.value()).copied().unwrap_or(0))
                })
            })
            .collect();
        assert_eq!(found, ["안내 데스크 2", "복도 3", "뒤뜰 1", "휴게 공간 4", "승강장 2"], "{text}");
    }
}

#[test]
fn hours_period_and_storage_in_many_forms() {
    for told in [
        "- 촬영시간 : 24시간 / 보관기간 : 30일 / 보관장소 : 관제실",
        "촬영시간 : 24시간 보관기간 : 30일 보관장소 : 관제실",
        "① 촬영시간 : 24시간 ② 보관기간 : 30일 ③ 보관장소 : 관제실",
        "○ 촬영시간\n - 24시간\n○ 보관기간\n - 30일\n○ 보관장소\n - 관제실",
        "촬영시간\n24시간\n보관기간\n30일\n보관장소\n관제실",
        "촬영시간은 24시간이며, 보관기간은 30일이고 보관장소는 관제실입니다.",
    ] {
        let text = format!(
            "가온센터 고정형 영상정보처리기기 운영·관리 방침\n\n1. 설치 목적\n시설 안전\n\n2. 설치 대수\n로비 3대\n\n\
             3. 관리책임자\n총무과장\n\n4. 촬영시간, 보관기간, 보관장소 및 처리방법\n{told}\n"
        );
        let notice = recognise(text);
        let found: Vec<[&str; 3]> =
            notice.retention.iter().map(|r| [r.hours.as_str(), r.period.as_str(), r.storage.as_str()]).collect();
        assert_eq!(found, [["24시간", "30일", "관제실"]], "{told}");
    }
}
