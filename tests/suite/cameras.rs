//! Rows of cameras from the ways in which their tables are written, and lose their form on the way to text.

use crate::support::recognise;
use bangchim::model::{Notice, Point};

fn read(cameras: &str) -> Notice {
    let text = format!(
        "가온센터 고정형 영상정보처리기기 운영·관리 방침\n\n1. 설치 목적\n시설 안전을 위하여 설치합니다.\n\n\
         2. 설치 대수, 설치 위치 및 촬영범위\n{cameras}\n\n3. 관리책임자\n관리책임자 : 총무과장\n"
    );
    recognise(text)
}

/// The rows in short: department / facility / purpose / count / range / places, empty ones left out; then the total.
fn rows(cameras: &str) -> (Vec<String>, Option<u32>) {
    let notice = read(cameras);
    let place = |p: &Point| match p.count.value() {
        Some(n) => format!("{} {n}", p.location.as_str()),
        None => p.location.as_str().to_owned(),
    };
    let line = |i: &bangchim::model::Installation| {
        let points: Vec<String> = i.points.iter().map(place).collect();
        let count = i.count.value().map(u32::to_string).unwrap_or_default();
        let fields = [
            i.department.as_str(),
            i.facility.as_str(),
            i.purpose.as_str(),
            &count,
            i.range.as_str(),
            &points.join(", "),
        ];
        fields.into_iter().filter(|f| !f.is_empty()).collect::<Vec<_>>().join(" / ")
    };
    (notice.installations.iter().map(line).collect(), notice.total_count.value().copied())
}

#[test]
fn a_column_about_the_devices_does_not_hide_the_heads() {
    let text = "위치 수량 범위 저장방식 비고\n정문 3 반경 30m 로컬\n후문 주차장 2 반경 50m 로컬 회전형\n합 계 5";
    let expected = ["3 / 반경 30m / 정문", "2 / 반경 50m / 후문 주차장"];
    assert_eq!(rows(text), (expected.map(String::from).to_vec(), Some(5)));
}

#[test]
fn purposes_with_numbers_are_rows_and_a_lone_number_is_their_sum() {
    let text = "목적 수량 시간 범위\n방범 120 24시간 반경 50m\n불법주정차 단속 14 07:00~21:00 반경 100m\n134";
    let expected = ["방범 / 120 / 반경 50m", "불법주정차 단속 / 14 / 반경 100m"];
    assert_eq!(rows(text), (expected.map(String::from).to_vec(), Some(134)));
}

#[test]
fn one_of_place_and_purpose_is_merged_in_all_short_rows() {
    let text = "설치장소 설치목적 설치대수 촬영범위 비고\n47 반경 50m 이내\n설치 현황 바로보기\n\
                가온군 전역 생활방범 30\n차량방범 12\n쓰레기 투기 5";
    let place = "반경 50m 이내 / 가온군 전역";
    let expected = vec![
        format!("생활방범 / 30 / {place}"),
        format!("차량방범 / 12 / {place}"),
        format!("쓰레기 투기 / 5 / {place}"),
    ];
    assert_eq!(rows(text), (expected, Some(47)));
}

#[test]
fn ranges_behind_places_are_cut_where_no_phrase_is_torn() {
    let text = "설치 위치 촬영 범위 설치 대수\n한빛관(1호관) 건물둘레, 각 층 계단, 상담실 내부 9대\n\
                누리관(2호관) 건물둘레, 각 층 계단 5대\n정문 차량 입구 1대\n합계 15대";
    let expected = [
        "9 / 건물둘레, 각 층 계단, 상담실 내부 / 한빛관(1호관)",
        "5 / 건물둘레, 각 층 계단 / 누리관(2호관)",
        "1 / 차량 입구 / 정문",
    ];
    assert_eq!(rows(text), (expected.map(String::from).to_vec(), Some(15)));
}

#[test]
fn sites_stand_with_their_counts_under_one_head() {
    let text = "설치 대수 설치 위치 및 촬영 범위\n본관 21대 출입구, 계단\n가람분관 8대 출입구, 계단\n\
                창고 9대/온실 6대 정문, 작업장";
    let expected = ["본관 / 21 / 출입구, 계단", "가람분관 / 8 / 출입구, 계단", "창고/온실 / 15 / 정문, 작업장"];
    assert_eq!(rows(text).0, expected);
    let text = "위치 설치 대수(공개/비공개) 설치 위치 및 촬영 범위\n가람 21대/8대 현관, 뜰\n누리 4대/1대 현관, 뜰";
    assert_eq!(rows(text).0, ["가람 / 29 / 현관, 뜰", "누리 / 5 / 현관, 뜰"]);
}

#[test]
fn rows_of_a_ruled_table_that_line_ends_tore_are_whole_again() {
    let text = "구분 | 설치대수 | 설치위치 | 촬영범위 |\n---|---|---|---|\n\
                본점 | 고정 : 11대 | 지하층 5대 2층 계단 및 승강기 6대 |\n고정형 : 80도 |\n\
                누리지점 | 고정 : 3대 | 창구 : 3대 |\n고정형 : 80도 |";
    let expected =
        ["본점 / 11 / 고정형 : 80도 / 지하층 5, 2층 계단 및 승강기 6", "누리지점 / 3 / 고정형 : 80도 / 창구 3"];
    assert_eq!(rows(text).0, expected);
    let text =
        "설치 대수 | 설치 위치 및 촬영 범위 |\n---|---|\n누리센터 CCTV : 1,204대 가람센터 CCTV : 7대 |\n현황 참조 |";
    let counts: Vec<Option<u32>> = read(text).installations.iter().map(|i| i.count.value().copied()).collect();
    assert_eq!(counts, [Some(1204), Some(7)]);
}

#[test]
fn a_caption_before_the_heads_and_rules_below_every_row_do_no_harm() {
    let text = "설치 대수 및 위치 현황 설치대수 | 설치 위치 및 촬영범위 |\n---|\n41대 | 현관, 계단 |\n---|";
    assert_eq!(rows(text).0, ["41 / 현관, 계단"]);
}

#[test]
fn kinds_of_rows_that_are_purposes_are_no_sites() {
    let text = "구분 | 설치 대수 | 설치 위치 및 촬영 범위 |\n---|---|---|\n출입관리용 | 9대 | 담장 |\n산불감시용 | 2대 | 옥상 |";
    assert_eq!(rows(text).0, ["출입관리용 / 9 / 담장", "산불감시용 / 2 / 옥상"]);
}

#[test]
fn rows_that_lost_a_merged_cell_stand_to_the_right() {
    let text = "캠퍼스 | 구분 | 설치 대수 | 설치 위치 및 촬영 범위 |\n---|---|---|---|\n가람 | 경비 | 88대 | 옥외, 현관 |\n주차 | 12대 | 지하, 정산소 |";
    let sites: Vec<String> = read(text).installations.iter().map(|i| i.facility.as_str().to_owned()).collect();
    assert_eq!(sites, ["가람", "가람"]);
}

#[test]
fn a_numbered_list_of_cameras_needs_no_counts() {
    let text = "No 위치 모델명(성능) 제조사 설치일자 관제센터 비고\n1 한빛관 뒤뜰 창고 KT-7(300만 화소) 가온 2018.03.15\n\
                2 승강기 2 앞 KT-9(130만 화소) 누리전자 2021.11.02";
    assert_eq!(rows(text).0, ["한빛관 뒤뜰 창고", "승강기 2 앞"]);
}

#[test]
fn a_sum_before_dated_rows_is_no_first_cell() {
    let text = "구분 CCTV설치장소 대수 CCTV 설치일자 CCTV 설치목적 비고\n3\n1층 동문(주차장 쪽)출입구 1 2018-3-15 시설 안전관리 -\n\
                서문(큰길 쪽)출입구 1 2018-3-15\n강의실 앞 1 2021-4-2";
    let (found, total) = rows(text);
    assert_eq!((found.len(), total), (3, Some(3)));
    assert!(found.iter().all(|r| r.starts_with("시설 안전관리 / 1")), "{found:?}");
}

#[test]
fn numbers_of_pixels_and_of_the_page_count_no_cameras() {
    let text = "시설명위 치카메라 대수성 능촬영범위비 고\n가온학교뒤뜰 창고\n4130만화소\n이상\n창고 둘레";
    assert_eq!(read(text).installations[0].count.value(), Some(&4));
    let text = "- 작성일\n- 2024.5.2 09:30\n읽지 않은 쪽지 : 총 0\n가온구 고정형 영상정보처리기기 운영·관리 방침\n\
                설치 대수, 설치 위치 및 촬영범위\n- 설치대수 : 1대\n- 설치 위치 : 정문";
    assert_eq!(recognise(text.to_owned()).installations.len(), 1);
}

#[test]
fn examples_in_a_form_and_the_next_heading_are_no_rows() {
    let text = "연번 담당부서 설치목적 설치·운영대수 설치위치 및 촬영범위\n예시 총무과 화재예방 7 옥상";
    assert_eq!(rows(text).0, [""; 0]);
    let text = "설치 위치 설치 대수\n정문 2대\n합계 2대\n관리책임자 및 접근권한자";
    assert_eq!(rows(text), (vec!["2 / 정문".to_owned()], Some(2)));
}

#[test]
fn a_total_with_its_purposes_is_one_row_for_each() {
    let text = "• 카메라 대수: 총 12대(시설 경비: 5대, 화재 감시: 7대)\n• 위치\n    • ① 시설 경비용(5대)\n\
                \u{20}     • 현관 앞(2대)\n      • 로비(3대)\n    • ② 화재 감시용(7대)\n      • 담장(7대)";
    let expected = ["시설 경비 / 5 / 현관 앞 2, 로비 3", "화재 감시 / 7 / 담장 7"];
    assert_eq!(rows(text), (expected.map(String::from).to_vec(), Some(12)));
}

#[test]
fn ranges_are_told_where_the_places_stand_with_their_counts() {
    let text = "설치 대수 총 7대 2층 계단 1대, 현관 2대 옥상 4대\n설치 위치 및 촬영 범위 드나드는 사람과 차량";
    assert_eq!(rows(text).0, ["7 / 드나드는 사람과 차량 / 2층 계단 1, 현관 2, 옥상 4"]);
}

#[test]
fn a_list_may_open_a_cell_where_no_separator_is_left() {
    let text = "설치대수설치위치촬영범위성능\n7대본관 외부\n  • 옥상 정원\n  • 진입로\n130만화소\n이상";
    assert_eq!(rows(text).0, ["7 / 옥상 정원 진입로 / 본관 외부"]);
}

#[test]
fn cells_on_lines_of_their_own_make_rows_by_their_running_numbers() {
    let text = "구분 |\n층 |\n경비구역 |\n9 |\n1 |\n1층 |\n정문 현관 |\n1 |\n2 |\n민원실 |\n3 |\n3 |\n2층 |\n계단 |\n2 |\n4 |\n\
                승강기 |\n3 |";
    let expected = ["1층 / 1 / 정문 현관", "1층 / 3 / 민원실", "2층 / 2 / 계단", "2층 / 3 / 승강기"];
    assert_eq!(rows(text), (expected.map(String::from).to_vec(), Some(9)));
}

#[test]
fn what_opens_a_group_of_rows_under_the_same_head_holds_for_all_of_them() {
    let text = "설치 사업장 설치 대수 설치위치 및 촬영범위 촬영시간 보관기간\n시설팀 가람주차장 21 주차장내 24시간 20일\n\
                누리주차장 7 주차장내\n체육팀 한울체육관 13 담장";
    let expected = [
        "시설팀 / 가람주차장 / 21 / 주차장내",
        "시설팀 / 누리주차장 / 7 / 주차장내",
        "체육팀 / 한울체육관 / 13 / 담장",
    ];
    assert_eq!(rows(text).0, expected);
    let text = "연 번 위 치 설치대수 촬영범위 용 도\n1 가람동 내부 지하1층 1 반경 50m이내 방범\n1층 3\n\
                2 누리동 내부 1층 4\n2층 2\n총 설치대수 10";
    let (read, total) = rows(text);
    let expected = [
        "가람동 내부 / 방범 / 1 / 반경 50m이내 / 지하1층",
        "가람동 내부 / 방범 / 3 / 반경 50m이내 / 1층",
        "누리동 내부 / 방범 / 4 / 반경 50m이내 / 1층",
        "누리동 내부 / 방범 / 2 / 반경 50m이내 / 2층",
    ];
    assert_eq!((read, total), (expected.map(String::from).to_vec(), Some(10)));
    // words that only happen to end like units are no groups
    let text = "설치 사업장 설치 대수 설치위치\n가람관 21 현관\n시설과 창고 7 출입문\n한울관 앞 마당 13 담장";
    assert_eq!(rows(text).0[1], "시설과 창고 / 7 / 출입문");
}

#[test]
fn words_that_take_turns_at_the_ends_of_rows_are_no_part_of_the_ranges_before_them() {
    let text = "설치 위치 설치 대수 촬영 범위 녹화여부 비고\n정문 로비 1 청사 현관 안쪽 및 로비 녹화 기존\n\
                옥상 2 누리길 쪽 담장 및 쉼터 비녹화 추가\n별관 복도 1 별관 복도 전체와 계단 녹화 기존\n\
                창고 1 창고 안 비녹화 기존\n5";
    let expected = [
        "1 / 청사 현관 안쪽 및 로비 / 정문 로비",
        "2 / 누리길 쪽 담장 및 쉼터 / 옥상",
        "1 / 별관 복도 전체와 계단 / 별관 복도",
        "1 / 창고 안 / 창고",
    ];
    assert_eq!(rows(text), (expected.map(String::from).to_vec(), Some(5)));
}

#[test]
fn a_way_in_which_the_notice_is_made_known_does_not_hide_the_heads() {
    let text = "담당부서 설치목적 공개방법 촬영시간 보관기간 보관장소 설치대수 설치위치 및 촬영범위\n\
                시설과 방범 누리집 24시간 20일 방재실 3대 정문 앞\n총무과 화재예방 누리집 24시간 20일 당직실 12대 옥상";
    assert_eq!(rows(text).0, ["시설과 / 방범 / 3 / 정문 앞", "총무과 / 화재예방 / 12 / 옥상"]);
}

#[test]
fn numbers_of_sites_and_cameras_end_a_row_of_cells_together() {
    let text =
        "구 분 |\n설치목적 |\n설치개소 |\n설치대수 |\nCCTV 관제센터 |\n방범 |\n1,204 |\n3,310 |\n주차 |\n12 |\n40 |";
    assert_eq!(rows(text).0, ["CCTV 관제센터 / 방범 / 3310", "CCTV 관제센터 / 주차 / 40"]);
}

#[test]
fn cells_on_lines_of_their_own_may_be_places_that_are_numbers() {
    let text = "- 총 14대\n\n설치위치\n\n설치대수\n\n촬영범위\n\n3\n\n5\n\n현관, 복도\n\n4\n\n7대\n\n로비\n\n7\n\n\
                2대\n\n계단, 복도";
    let expected = ["5 / 현관, 복도 / 3", "7 / 로비 / 4", "2 / 계단, 복도 / 7"];
    assert_eq!(rows(text), (expected.map(String::from).to_vec(), Some(14)));
}

#[test]
fn glued_cells_and_torn_ones_are_read_as_their_sum_proves() {
    let text = "시설물명설치 위치설치 대수촬영범위성능\n\n가람\n\n학교\n\n실외정문1\n\n건물 둘레\n\n300만 화소\n후문 2\n\
                실내2-1반 앞(2층 복도)1복도와 계단\n계단13\n별관실외1층 마당2별관 둘레300만 화소\n소 계9";
    let expected = [
        "가람 학교 실외 / 1 / 건물 둘레 / 정문",
        "가람 학교 실외 / 2 / 건물 둘레 / 후문",
        "가람 학교 실내 / 1 / 복도와 계단 / 2-1반 앞(2층 복도)",
        "가람 학교 실내 / 3 / 복도와 계단 / 계단1",
        "별관 실외 / 2 / 별관 둘레 / 1층 마당",
    ];
    assert_eq!(rows(text), (expected.map(String::from).to_vec(), Some(9)));
}

#[test]
fn a_list_whose_first_item_stands_behind_the_cell_before_it_is_one_cell() {
    let text = "설치 장소 촬영 범위 설치 대수 촬영시간\n가람빌딩 로비 안내대 내부 ・손님용 탁자를 포함한 안내대 내부 3대 24시간\n\
                출입구 천장 ・출입구\n・출입구 옆복도\n2대\n사무실 내부 (자료실, 회의실) ・자료실 출입구 주변\n\
                ・회의실 내부\n・회의실 출입구 주변\n3대\n비상구 천장 ・비상구 1대";
    let expected = [
        "3 / 손님용 탁자를 포함한 안내대 내부 / 가람빌딩 로비 안내대 내부",
        "2 / 출입구 ・출입구 옆복도 / 출입구 천장",
        "3 / 자료실 출입구 주변 ・회의실 내부 ・회의실 출입구 주변 / 사무실 내부 (자료실, 회의실)",
        "1 / 비상구 / 비상구 천장",
    ];
    let read: Vec<String> = rows(text).0.iter().map(|r| r.replace('\n', " ")).collect();
    assert_eq!(read, expected);
}
