//! Rows of cameras from the ways in which their tables are written, and lose their form on the way to text.

use bangchim::model::{Notice, Point};
use bangchim::pipeline::{self, Input};
use bangchim::settings::Limits;

fn read(cameras: &str) -> Notice {
    let text = format!(
        "가온센터 고정형 영상정보처리기기 운영·관리 방침\n\n1. 설치 목적\n시설 안전을 위하여 설치합니다.\n\n\
         2. 설치 대수, 설치 위치 및 촬영범위\n{cameras}\n\n3. 관리책임자\n관리책임자 : 총무과장\n"
    );
    recognise(&text)
}

fn recognise(text: &str) -> Notice {
    let bytes = Ok(text.as_bytes().to_vec());
    let input = Input { name: "notice.txt".to_owned(), bytes, password: None, recognised: Vec::new() };
    pipeline::recognise(input, &Limits::default()).unwrap().1.remove(0)
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
    let text = "위치 대수 범위 녹화여부 비고\n정문 3 반경 30m 녹화\n후문 주차장 2 반경 50m 녹화 회전형\n합 계 5";
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
    let text = "설치 위치 촬영 범위 설치 대수\n한빛관(1호관) 건물외곽, 각 층 복도, 상담실 내부 9대\n\
                누리관(2호관) 건물외곽, 각 층 복도 5대\n정문 입·출 입구 1대\n합계 15대";
    let expected = [
        "9 / 건물외곽, 각 층 복도, 상담실 내부 / 한빛관(1호관)",
        "5 / 건물외곽, 각 층 복도 / 누리관(2호관)",
        "1 / 입·출 입구 / 정문",
    ];
    assert_eq!(rows(text), (expected.map(String::from).to_vec(), Some(15)));
}

#[test]
fn sites_stand_with_their_counts_under_one_head() {
    let text = "설치 대수 설치 위치 및 촬영 범위\n본사 36대 건물 외곽, 로비\n가람지사 15대 건물 외곽, 로비\n\
                창고 9대/온실 6대 정문, 선별장";
    let expected = ["본사 / 36 / 건물 외곽, 로비", "가람지사 / 15 / 건물 외곽, 로비", "창고/온실 / 15 / 정문, 선별장"];
    assert_eq!(rows(text).0, expected);
    let text =
        "위치 설치 대수(공개/비공개) 설치 위치 및 촬영 범위\n가람 40대/8대 출입구, 통행로\n누리 4대/1대 출입구, 통행로";
    assert_eq!(rows(text).0, ["가람 / 48 / 출입구, 통행로", "누리 / 5 / 출입구, 통행로"]);
}

#[test]
fn rows_of_a_ruled_table_that_line_ends_tore_are_whole_again() {
    let text = "구분 | 설치대수 | 설치위치 | 촬영범위 |\n---|---|---|---|\n\
                본점 | 고정 : 11대 | 지하주차장 5대 1층 로비 및 복도 6대 |\n고정형 : 80도 |\n\
                누리지점 | 고정 : 3대 | 창구 : 3대 |\n고정형 : 80도 |";
    let expected =
        ["본점 / 11 / 고정형 : 80도 / 지하주차장 5, 1층 로비 및 복도 6", "누리지점 / 3 / 고정형 : 80도 / 창구 3"];
    assert_eq!(rows(text).0, expected);
    let text =
        "설치 대수 | 설치 위치 및 촬영 범위 |\n---|---|\n통합센터 CCTV : 2,148대 환경센터 CCTV : 6대 |\n현황 참조 |";
    let counts: Vec<Option<u32>> = read(text).installations.iter().map(|i| i.count.value().copied()).collect();
    assert_eq!(counts, [Some(2148), Some(6)]);
}

#[test]
fn a_caption_before_the_heads_and_rules_below_every_row_do_no_harm() {
    let text = "설치 대수 및 위치 현황 설치대수 | 설치 위치 및 촬영범위 |\n---|\n129대 | 주차장 입구, 로비 |\n---|";
    assert_eq!(rows(text).0, ["129 / 주차장 입구, 로비"]);
}

#[test]
fn kinds_of_rows_that_are_purposes_are_no_sites() {
    let text = "구분 | 설치 대수 | 설치 위치 및 촬영 범위 |\n---|---|---|\n청사경비 모니터용 | 20대 | 청사 외곽 |\n산불감시 모니터용 | 2대 | 옥상 |";
    assert_eq!(rows(text).0, ["청사경비 모니터용 / 20 / 청사 외곽", "산불감시 모니터용 / 2 / 옥상"]);
}

#[test]
fn rows_that_lost_a_merged_cell_stand_to_the_right() {
    let text = "캠퍼스 | 구분 | 설치 대수 | 설치 위치 및 촬영 범위 |\n---|---|---|---|\n가람 | 경비 | 88대 | 옥외, 현관 |\n주차 | 12대 | 지하, 정산소 |";
    let sites: Vec<String> = read(text).installations.iter().map(|i| i.facility.as_str().to_owned()).collect();
    assert_eq!(sites, ["가람", "가람"]);
}

#[test]
fn a_numbered_list_of_cameras_needs_no_counts() {
    let text = "No 위치 모델명(성능) 제조사 설치일자(취득일) 관제센터 비고\n1 한빛관 전면 주차장 HM-100(300만 화소) 가온 2017.02.06\n\
                2 승강기 1 내부 ID-12(200만 화소) 누리전자 2021.10.27";
    assert_eq!(rows(text).0, ["한빛관 전면 주차장", "승강기 1 내부"]);
}

#[test]
fn a_sum_before_dated_rows_is_no_first_cell() {
    let text = "구분 CCTV설치장소 대수 CCTV 설치일자 CCTV 설치목적 비고\n3\n지하1층 정문(동쪽)출입구 1 2019-5-29 시설 안전관리 -\n\
                정문(서쪽)출입구 1 2019-5-29\n파티룸 1 2022-4-27";
    let (found, total) = rows(text);
    assert_eq!((found.len(), total), (3, Some(3)));
    assert!(found.iter().all(|r| r.starts_with("시설 안전관리 / 1")), "{found:?}");
}

#[test]
fn numbers_of_pixels_and_of_the_page_count_no_cameras() {
    let text = "시설물명위 치카메라 대수성 능촬영범위비 고\n가온학교주 출입로\n4100만화소\n이상\n정문 및 후문";
    assert_eq!(read(text).installations[0].count.value(), Some(&4));
    let text = "- 작성일\n- 2024.11.21 10:40\n알림건수 : 총 0\n가온구 고정형 영상정보처리기기 운영·관리 방침\n\
                설치 대수, 설치 위치 및 촬영범위\n- 설치대수 : 1대\n- 설치 위치 : 정문";
    assert_eq!(recognise(text).installations.len(), 1);
}

#[test]
fn examples_in_a_form_and_the_next_heading_are_no_rows() {
    let text = "연번 담당부서 설치목적 설치·운영대수 설치위치 및 촬영범위\n예시 정보통신과 범죄예방 10 주차장입구";
    assert_eq!(rows(text).0, [""; 0]);
    let text = "설치 위치 설치 대수\n정문 2대\n합계 2대\n관리책임자 및 접근권한자";
    assert_eq!(rows(text), (vec!["2 / 정문".to_owned()], Some(2)));
}

#[test]
fn a_total_with_its_purposes_is_one_row_for_each() {
    let text = "• 카메라 대수: 총 12대(출입 보안: 5대, 방범용: 7대)\n• 위치\n    • ① 출입 보안용(5대)\n\
                \u{20}     • 현관 앞(2대)\n      • 로비(3대)\n    • ② 방범용(7대)\n      • 담장(7대)";
    let expected = ["출입 보안 / 5 / 현관 앞 2, 로비 3", "방범용 / 7 / 담장 7"];
    assert_eq!(rows(text), (expected.map(String::from).to_vec(), Some(12)));
}

#[test]
fn ranges_are_told_where_the_places_stand_with_their_counts() {
    let text =
        "설치 대수 총 6대 1층 입구 1대, 외부 2대 주차장 3대\n설치 위치 및 촬영 범위 이용자 출입 및 주차 차량 촬영";
    assert_eq!(rows(text).0, ["6 / 이용자 출입 및 주차 차량 촬영 / 1층 입구 1, 외부 2, 주차장 3"]);
}

#[test]
fn a_list_may_open_a_cell_where_no_separator_is_left() {
    let text = "설치대수설치위치촬영범위성능\n7대본관 외부\n  • 각 층 테라스\n  • 주차장\n200만화소\n이상";
    assert_eq!(rows(text).0, ["7 / 각 층 테라스 주차장 / 본관 외부"]);
}
