//! Cameras in tables that lost cells, in lists and in sentences.

use super::{cameras, file, notice};

/// The cameras of the part about them.
fn told(part: &str) -> Vec<String> {
    cameras(&notice(&format!("2. 설치 대수, 설치 위치 및 촬영범위\n\n{part}")))
}

#[test]
fn sites_with_counts_in_a_sentence() {
    let n = notice(
        "2. 설치 대수, 설치 위치, 촬영 범위 : 영상정보처리기기 본관(1F) 2대, 누리B/D(B1) 6대, 새봄B/D 4대, \n\
         강당 3대, 별관(2F) 1대, 온실 2대 등 주요시설물에 설치, 촬영범위는 시설물의 내부를 촬영",
    );
    assert_eq!(
        cameras(&n),
        [
            " |  |  | 2 | 본관(1F) | ",
            " |  |  | 6 | 누리B/D(B1) | ",
            " |  |  | 4 | 새봄B/D | ",
            " |  |  | 3 | 강당 | 시설물의 내부",
            " |  |  | 1 | 별관(2F) | 시설물의 내부",
            " |  |  | 2 | 온실 | 시설물의 내부",
        ]
    );
}

#[test]
fn rows_of_pipes_that_lost_merged_cells_stand_to_the_right() {
    let n = notice(
        "2. 설치 현황\n설치위치 | 설치목적 | 대수 | 촬영범위 | 담당부서 |\n---|---|---|---|---|\n\
         본관 앞뜰 | 시설관리 | 7 | 현관 주변 | 총무과 |\n가람구 관내 | 방범 | 95 | 100m 이내 | 안전과 |\n\
         치수관리 | 12 | 30m 이내 | ||\n주차단속 | 22 | 단속지역 | ||",
    );
    assert_eq!(
        cameras(&n)[2..],
        ["안전과 |  | 치수관리 | 12 | 가람구 관내 | 30m 이내", "안전과 |  | 주차단속 | 22 | 가람구 관내 | 단속지역"]
    );
}

#[test]
fn counts_on_several_levels_prove_each_other() {
    let n = notice(
        "2. 설치 현황\n시설물명 | 총대수 | 위치 | 설치대수 | 장소별 대수 | 촬영 범위 |\n---|---|---|---|---|---|\n\
         가람교육지원청 | 6 | 내부 | 3 | 2 | 1층 로비(앞, 뒷문) |\n1 | 2층 복도 | ||||\n\
         외부 | 3 | 1 | 도서관 쪽 | ||\n2 | 뒷문 쪽 | ||||",
    );
    assert_eq!(n.total_count.value(), Some(&6));
    assert_eq!(
        cameras(&n),
        [
            " | 가람교육지원청 |  | 3 | 1층 로비(앞, 뒷문) (2), 2층 복도 (1) | ",
            " | 가람교육지원청 |  | 3 | 도서관 쪽 (1), 뒷문 쪽 (2) | ",
        ]
    );
}

#[test]
fn sites_that_add_up_to_a_sum_share_their_places() {
    let n = notice(
        "2. 설치 대수, 설치 위치, 촬영 범위 : 1전시장 25대 2전시장 64대 총89대,로비 등 주요시설물에 설치, 촬영범위는 전 공간을 촬영",
    );
    assert_eq!(n.total_count.value(), Some(&89));
    assert_eq!(
        cameras(&n),
        [" | 1전시장 |  | 25 | 로비 등 주요시설물 | 전 공간", " | 2전시장 |  | 64 | 로비 등 주요시설물 | 전 공간"]
    );
}

#[test]
fn cells_of_tabs_torn_by_their_paragraphs() {
    let n = notice(
        "2. 설치 현황\n설치 대수\t설치 위치\t시간\n8대\t지하1층(창고, 식당)\n\n1층(정문, 로비)\n\n2층(복도)\t24시간\n1대\t구급차 안\t요청 시",
    );
    assert_eq!(
        cameras(&n),
        [" |  |  | 8 | 지하1층(창고, 식당), 1층(정문, 로비), 2층(복도) | ", " |  |  | 1 | 구급차 안 | "]
    );
    let n = notice("2. 설치 현황\n설치 대수\t설치 위치\n7대\t\n주차장\n\n1대\t1층 로비\n총8대\t2개소");
    assert_eq!(cameras(&n), [" |  |  | 7 | 주차장 | ", " |  |  | 1 | 1층 로비 | "]);
    assert_eq!(n.total_count.value(), Some(&8));
}

#[test]
fn places_counted_below_their_names() {
    let n = notice(
        "2. 설치 현황\n가. 본점\n구분 | 설치위치 및 촬영범위 | 설치대수 |\n---|---|---|\n본점사옥 | 1층 로비 | 2 대 |\n\
         1층 후문 | 3 대 | |\n합 계 | 5 대 | |\n나. 지점\n구분 | 설치대수 | 설치위치 및 촬영범위 | ||\n---|---|---|---|---|\n\
         출입구 | 객장 | 금고 | ||\n가람지점 | 9 대 | 4 대 | 3 대 | 2 대 |\n누리지점 | 5 대 | 1 대 | 3 대 | 1 대 |",
    );
    assert_eq!(
        cameras(&n),
        [
            " | 본점사옥 |  | 2 | 1층 로비 | ",
            " | 본점사옥 |  | 3 | 1층 후문 | ",
            " | 가람지점 |  | 9 | 출입구 (4), 객장 (3), 금고 (2) | ",
            " | 누리지점 |  | 5 | 출입구 (1), 객장 (3), 금고 (1) | ",
        ]
    );
    // 5 is the sum of the first table alone
    assert!(n.total_count.is_missing());
}

#[test]
fn kinds_of_devices_stand_before_the_sites() {
    let n = notice(
        "2. 설치 현황\n구분 구역 설치대수 설치 위치 및 촬영 범위\nCCTV 가람미술관 27대 입구, 주차장\n새봄미술관 85대 입구, 계단",
    );
    assert_eq!(cameras(&n), [" | 가람미술관 |  | 27 | 입구, 주차장 | ", " | 새봄미술관 |  | 85 | 입구, 계단 | "]);
}

#[test]
fn numbered_items_tell_one_row_together() {
    for order in [["설치대수 : 3대", "설치위치 : 전산실"], ["설치위치 : 전산실", "설치대수 : 3대"]]
    {
        let n = file(&format!(
            "제11조(고정형 영상정보처리기기 설치 및 운영)\n① 가람콜센터는 다음과 같이 고정형 영상정보처리기기를 두고 있습니다.\n\
             1. 설치목적 : 전산실 안전\n2. {}\n3. {}\n4. 촬영범위 : 전산실 입구\n5. 촬영시간 : 24시간\n6. 보관기간 : 촬영일부터 22일\n",
            order[0], order[1]
        ));
        assert_eq!(cameras(&n), [" |  |  | 3 | 전산실 | 전산실 입구"]);
    }
}

#[test]
fn places_that_have_as_many_cameras_each() {
    let n = notice("2. 설치 대수, 위치, 촬영범위 : 현관과 복도에 각 2대씩 설치되었으며 현관과 강의실 사이를 촬영");
    assert_eq!(cameras(&n), [" |  |  | 4 | 현관 (2), 복도 (2) | 현관과 강의실 사이"]);
    let n = notice("2. 설치 대수, 위치, 촬영범위 : 총무과 사무실, 복도에 각 1대씩 설치되어 있음");
    assert_eq!(cameras(&n), [" |  |  | 2 | 총무과 사무실 (1), 복도 (1) | "]);
    // no place before the number
    for line in ["고정형 영상정보처리기기 10대 설치", "건물 내 CCTV 10대 설치", "현재 10대 설치·운영 중"]
    {
        let n = notice(&format!("2. 설치 대수, 설치 위치, 촬영 범위\n{line}"));
        assert!(n.installations.iter().all(|i| i.points.iter().all(|p| !p.location.as_str().contains("현재"))));
    }
    let n = notice("2. 설치 대수, 설치 위치, 촬영 범위 : 사무실 내 7대 설치, 촬영범위는 사무실 내부");
    assert_eq!(cameras(&n), [" |  |  | 7 | 사무실 내 | 사무실 내부"]);
}

#[test]
fn heads_over_several_lines_above_numbered_rows() {
    let n = notice(
        "2. 설치 현황\n연번 담당부서 설치목적 설치대수 설치위치 및\n촬영범위\n관리 책임자 및 연락처 영상정보의 관리\n촬영\n시간\n보관\n\
         기간\n보관\n장소\n1 홍보실 시설안전 16대 미디어센터\n(7층, 8층)\n홍보실장\n(555-0136)\n24시간 촬영일로부터 14일 관리실\n\
         2 총무과 시설안전 20대 본청 전체, 주차장 총무과장\n(555-0137)\n24시간 촬영일로부터 30일 당직실\n\
         3 문화과 화재예방 3대 가람향교 내 문화과장\n(555-0164)\n24시간 촬영일로부터 30일 관리실\n21대 가람사당 및 재현관\n\
         6대 작은극장주안",
    );
    assert_eq!(
        cameras(&n),
        [
            "홍보실 |  | 시설안전 | 16 | 미디어센터 (7층, 8층) | ",
            "총무과 |  | 시설안전 | 20 | 본청 전체, 주차장 | ",
            "문화과 |  | 화재예방 | 3 | 가람향교 내 | ",
            "문화과 |  | 화재예방 | 21 | 가람사당 및 재현관 | ",
            "문화과 |  | 화재예방 | 6 | 작은극장주안 | ",
        ]
    );
    // the manager beside three rows is one
    let people: Vec<_> = n.contacts.iter().map(|c| c.position.as_str()).collect();
    assert_eq!(people, ["홍보실장", "총무과장", "문화과장"]);
}

#[test]
fn sites_over_the_lines_of_their_floors() {
    let n = notice(
        "2. 설치 현황\n○ 카메라 대수 : 시설물 관리용 8대\n\
         ○ 카메라 위치\n본관 5대\n1층:\n로비2대, 복도1대.\n옥상 :\n운동장2대.\n외관 3대\n1층 주차장 1대, 경비실 2대(정문, 주차장)\n\
         ○ 화상정보보유기간 : 30일\n",
    );
    assert_eq!(n.total_count.value(), Some(&8));
    assert_eq!(cameras(&n), [" | 본관 |  | 5 | 1층, 옥상 | ", " | 외관 |  | 3 | 1층 주차장 (1), 경비실 (2) | "]);
    let below = |place: &crate::model::Point| place.points.iter().map(|p| p.location.as_str().to_owned()).collect();
    let floors: Vec<Vec<String>> = n.installations.iter().flat_map(|i| &i.points).map(below).collect();
    assert_eq!(floors, [vec!["로비", "복도"], vec!["운동장"], vec![], vec!["정문", "주차장"]]);
}

#[test]
fn places_without_a_number_in_a_sentence() {
    let n = notice(
        "2. 설치 대수, 설치 위치\n보육실, 놀이실(유희실), 복도 등 원아 공간에 설치되어 있으며, 화장실은 촬영하지 않습니다.",
    );
    assert_eq!(cameras(&n), [" |  |  |  | 보육실, 놀이실(유희실), 복도 | "]);
    let n = notice(
        "2. 설치 대수, 설치 위치, 촬영 범위 : 사옥 로비, 전시실 등 주요시설물에 00대 설치, 촬영범위는 전 공간을 촬영",
    );
    assert_eq!(cameras(&n), [" |  |  |  | 사옥 로비, 전시실 | 전 공간"]);
}

#[test]
fn how_many_places_there_are_is_no_place() {
    let n = notice(
        "2. 설치 현황\n담당부서 | CCTV 개소 | CCTV 대수 | 주용도 |\n---|---|---|---|\n총무과 | 2 | 5 | 시설안전 |\n교통과 | 3 | 4 | 교통단속 |",
    );
    assert_eq!(cameras(&n), ["총무과 |  | 시설안전 | 5 |  | ", "교통과 |  | 교통단속 | 4 |  | "]);
}

#[test]
fn places_of_a_list_are_no_floors_of_each_other() {
    let n = notice("2. 설치 현황\n- 회의실 입구 4대\n- 보관실 앞 4대\n- 로비 3대");
    assert_eq!(n.installations.len(), 3, "{:?}", cameras(&n));
}

#[test]
fn clauses_about_a_site_each() {
    assert_eq!(
        told("본관은 정문 2대, 로비 3대를, 별관은 주차장 4대를 설치하여 운영하고 있습니다."),
        [" | 본관 |  | 2 | 정문 | ", " | 본관 |  | 3 | 로비 | ", " | 별관 |  | 4 | 주차장 | "]
    );
    assert_eq!(
        told("본관에는 1층 로비에 2대, 복도에 3대, 별관은 현관에 1대를 설치하여 운영합니다."),
        [" | 본관 |  | 2 | 1층 로비 | ", " | 본관 |  | 3 | 복도 | ", " | 별관 |  | 1 | 현관 | "]
    );
    assert_eq!(
        told("우리 도서관은 정문 2대, 로비 3대를 설치하여 운영하고 있습니다."),
        [" |  |  | 2 | 정문 | ", " |  |  | 3 | 로비 | "]
    );
}

#[test]
fn sites_with_their_number_over_their_places() {
    assert_eq!(
        told("2. 건물별 설치 위치\n - 본관(16) : 로비(3), 각 층 복도(13)\n - 예술관(9대) : 출입구(2대), 전시실(7대)"),
        [" | 본관 |  | 16 | 로비 (3), 각 층 복도 (13) | ", " | 예술관 |  | 9 | 출입구 (2), 전시실 (7) | "]
    );
    assert_eq!(
        told(
            "본관에는 현관(2대), 2층 복도(1대) 등 3대가 설치되어 있고, 별관에는 출입구(1대) 등 1대가 설치되어 있습니다.\n\
              촬영범위는 반경 20m 이내입니다."
        ),
        [" | 본관 |  | 3 | 현관 (2), 2층 복도 (1) | 반경 20m 이내", " | 별관 |  | 1 | 출입구 (1) | 반경 20m 이내"]
    );
}

#[test]
fn places_that_dots_lead_to_their_number() {
    assert_eq!(
        told("① 1층 통로 ········ 4대 (통로 전체)\n② 하역장 …… 2대\n③ 합계 ········ 6대"),
        [" |  |  | 4 | 1층 통로 | 통로 전체", " |  |  | 2 | 하역장 | "]
    );
}

#[test]
fn cells_one_a_line_under_stations() {
    assert_eq!(
        told(
            "연번\n관서명\n설치장소\n대수\n촬영범위\n1\n본서\n차고\n3\n차고 내부\n2\n민원실\n1\n창구 주변\n\
             3\n가람119안전센터\n차고\n2\n차고 내부\n4\n후문\n1\n후문 주변\n합계\n7"
        ),
        [
            " | 본서 |  | 3 | 차고 | 차고 내부",
            " | 본서 |  | 1 | 민원실 | 창구 주변",
            " | 가람119안전센터 |  | 2 | 차고 | 차고 내부",
            " | 가람119안전센터 |  | 1 | 후문 | 후문 주변"
        ]
    );
}

#[test]
fn a_range_of_two_words_before_the_unit() {
    assert_eq!(
        told(
            "연번 공원명 설치위치 대수 촬영범위 담당부서\n1 가람공원 관리사무소 1 사무소 앞마당 공원1팀\n\
             2 가람공원 어린이놀이터 3 놀이터 전체 공원1팀\n3 누리공원 수변데크 5 데크 산책로 공원2팀\n합계 9"
        ),
        [
            "공원1팀 | 가람공원 |  | 1 | 관리사무소 | 사무소 앞마당",
            "공원1팀 | 가람공원 |  | 3 | 어린이놀이터 | 놀이터 전체",
            "공원2팀 | 누리공원 |  | 5 | 수변데크 | 데크 산책로"
        ]
    );
}

#[test]
fn tables_side_by_side_follow_each_other() {
    assert_eq!(
        told(
            "연번\t시설명\t설치위치\t대수\t연번\t시설명\t설치위치\t대수\n1\t가람관\t매표소\t2\t3\t누리관\t로비\t1\n\
             2\t\t전망대\t1\t4\t\t복도\t2\n\t\t\t\t\t\t합계\t6\n\n※ 촬영범위 : 반경 30m 이내"
        ),
        [
            " | 가람관 |  | 2 | 매표소 | 반경 30m 이내",
            " | 가람관 |  | 1 | 전망대 | 반경 30m 이내",
            " | 누리관 |  | 1 | 로비 | 반경 30m 이내",
            " | 누리관 |  | 2 | 복도 | 반경 30m 이내"
        ]
    );
}

#[test]
fn rows_that_line_ends_tore_in_two() {
    assert_eq!(
        told(
            "| 설치목적 | 대수 | 설치위치 | 담당부서 |\n|---|---|---|---|\n| 방범용 | 5 | 관내 진입로 | 총무과 |\n\
             | 시설관리용 | 6 | 본관 로비(2), 지하 | 산림녹 |\n|  |  | 주차장(4) | 지과 |\n\
             | 무단투기 | 3 | 배출장(1), | 민원과 |\n| 단속용 |  | 공터(2) |  |"
        ),
        [
            "총무과 |  | 방범용 | 5 | 관내 진입로 | ",
            "산림녹지과 |  | 시설관리용 | 6 | 본관 로비 (2), 지하주차장 (4) | ",
            "민원과 |  | 무단투기 단속용 | 3 | 배출장 (1), 공터 (2) | "
        ]
    );
}

#[test]
fn merged_cells_printed_in_the_middle_of_their_rows() {
    let told = |rows: &str| told(&format!("시설명\t설치위치\t대수\t관리부서\n{rows}"));
    let rows = [
        "총무과 | 본관 |  | 1 | 로비 | ",
        "총무과 | 본관 |  | 2 | 복도 | ",
        "총무과 | 별관 |  | 3 | 현관 | ",
        "시설과 | 창고 |  | 4 | 하역장 | ",
        "시설과 | 정문 |  | 5 | 차단기 | ",
    ];
    // three rows, the middle one of which holds the unit; two rows with the unit on a line between them
    assert_eq!(
        told(
            "본관\t로비\t1\t\n본관\t복도\t2\t총무과\n별관\t현관\t3\t\n창고\t하역장\t4\t\n\t\t\t시설과\n정문\t차단기\t5\t\n합계\t\t15\t"
        ),
        rows
    );
    // what proves nothing stays where it stands
    let left =
        told("본관\t로비\t1\t\n본관\t복도\t2\t총무과\n별관\t현관\t3\t\n창고\t하역장\t4\t\n정문\t차단기\t5\t시설과");
    assert_eq!(left[0], " | 본관 |  | 1 | 로비 | ");
}

#[test]
fn cells_one_a_line_over_pages() {
    let heads = "연번\n부서\n설치장소\n대수\n촬영범위\n";
    assert_eq!(
        told(&format!(
            "{heads}1\n총무과\n1층 로비(2), 당직실(1)\n3\n로비 일원\n2\n지하주차장\n6\n주차구역 전체\n3\n민원과\n민원실\n4\n민원창구\n\n- 1 -\n\n\
             {heads}4\n여권창구(1), 무인발급기\n부스(2)\n3\n반경 5m\n5\n문화과\n매표소\n6\n건물 내부"
        )),
        [
            "총무과 |  |  | 3 | 1층 로비 (2), 당직실 (1) | 로비 일원",
            "총무과 |  |  | 6 | 지하주차장 | 주차구역 전체",
            "민원과 |  |  | 4 | 민원실 | 민원창구",
            "민원과 |  |  | 3 | 여권창구 (1), 무인발급기 부스 (2) | 반경 5m",
            "문화과 |  |  | 6 | 매표소 | 건물 내부"
        ]
    );
}

#[test]
fn rows_on_lines_that_line_ends_tore_in_several_cells() {
    let kept = "4. 영상정보의 보관기간\n시설명 보관기간 보관장소\n가람종합운동장 30일 방송실\n누리국민체육센터 30일 안내데스크";
    assert_eq!(
        told(&format!(
            "시설명 설치위치 및 촬영범위 대수\n가람종합 주경기장(4), 관중석(6), 12\n운동장 전광판 하부(2)\n\
             누리국민체 로비(2), 안내대 앞(1), 7\n육센터 기계실(1), 주차장(3)\n합계 19\n\n{kept}"
        )),
        [
            " | 가람종합운동장 |  | 12 | 주경기장 (4), 관중석 (6), 전광판 하부 (2) | ",
            " | 누리국민체육센터 |  | 7 | 로비 (2), 안내대 앞 (1), 기계실 (1), 주차장 (3) | "
        ]
    );
    assert_eq!(
        told(
            "구분 설치대수 설치위치 촬영범위\n청사 7대 로비(1), 민원실(2), 승강기(1), 반경 20m\n주차장(3)\n경로당 3대 거실(1), 현관(2) 반경 10m"
        ),
        [
            " | 청사 |  | 7 | 로비 (1), 민원실 (2), 승강기 (1), 주차장 (3) | 반경 20m",
            " | 경로당 |  | 3 | 거실 (1), 현관 (2) | 반경 10m"
        ]
    );
}

#[test]
fn columns_set_apart_by_runs_of_spaces() {
    // the number stands in the middle of the lines of its row, a name that fills its column has one space behind it
    assert_eq!(
        told(
            "  순번     사업장             설치위치              대수    촬영범위\n\
             \x20        가람국민    수영장 로비(2), 탈의실 입구(3),\n\
             \x20  1                                         9     건물 내부\n\
             \x20        체육센터    지하주차장(4)\n\
             \x20  2     누리공영주차장 지하1층(6), 지하2층(2)           8     주차면 전체\n\
             \x20  3     본사        안내실                      1     출입자 동선\n\
             \x20  4     다온캠핑장     관리동 앞                   2     전방 20m\n\
             \x20             합 계                       20"
        ),
        [
            " | 가람국민 체육센터 |  | 9 | 수영장 로비 (2), 탈의실 입구 (3), 지하주차장 (4) | 건물 내부",
            " | 누리공영주차장 |  | 8 | 지하1층 (6), 지하2층 (2) | 주차면 전체",
            " | 본사 |  | 1 | 안내실 | 출입자 동선",
            " | 다온캠핑장 |  | 2 | 관리동 앞 | 전방 20m"
        ]
    );
}

#[test]
fn merged_cells_between_runs_of_spaces() {
    assert_eq!(
        told(
            "      구분          설치위치           대수      촬영범위\n\n                  현관             2       출입구 주변\n\n\
             \x20     본관          2층 복도          3       복도 전체\n\n                  옥상             1       출입문 주변\n\n\
             \x20     별관          차고             2       차고 내부\n\n      합계                           8\n"
        ),
        [
            " | 본관 |  | 2 | 현관 | 출입구 주변",
            " | 본관 |  | 3 | 2층 복도 | 복도 전체",
            " | 본관 |  | 1 | 옥상 | 출입문 주변",
            " | 별관 |  | 2 | 차고 | 차고 내부"
        ]
    );
}

#[test]
fn groups_of_rows_between_empty_lines() {
    assert_eq!(
        told(
            "    시설명             설치위치            대수      촬영범위\n\n                    주차장              3       주차장 전역\n\
             \x20                   1층 예방접종실\n    본소                              1       대기공간 전체\n                    대기공간\n\n\
             \x20                   현관               1       출입문 주변\n    가람동부\n                    대기실              2       대기실 전체\n\
             \x20   보건지소\n                    차고               4       차고 내부\n"
        ),
        [
            " | 본소 |  | 3 | 주차장 | 주차장 전역",
            " | 본소 |  | 1 | 1층 예방접종실 대기공간 | 대기공간 전체",
            " | 가람동부 보건지소 |  | 1 | 현관 | 출입문 주변",
            " | 가람동부 보건지소 |  | 2 | 대기실 | 대기실 전체",
            " | 가람동부 보건지소 |  | 4 | 차고 | 차고 내부"
        ]
    );
}

#[test]
fn the_line_at_the_head_of_every_page_is_no_row() {
    let head = "가람대학교 규정집 영상정보처리기기 운영·관리 방침";
    assert_eq!(
        told(&format!(
            "건물명\t설치위치\t대수\n본관\t정문\t2\n\n- 1 / 3 -\n{head}\n\n건물명\t설치위치\t대수\n별관\t후문\t3\n\n- 2 / 3 -\n{head}\n\n\
             건물명\t설치위치\t대수\n창고\t입구\t1"
        )),
        [" | 본관 |  | 2 | 정문 | ", " | 별관 |  | 3 | 후문 | ", " | 창고 |  | 1 | 입구 | "]
    );
}

#[test]
fn places_with_their_range_in_brackets() {
    assert_eq!(
        told(
            "① 설치 대수: 총 3대\n② 설치 위치 및 촬영범위\n가. 정문 2대 (촬영범위: 정문 앞 보도)\n나. 후문 1대 (촬영범위: 후문 통학로)"
        ),
        [" |  |  | 2 | 정문 | 정문 앞 보도", " |  |  | 1 | 후문 | 후문 통학로"]
    );
    assert_eq!(
        told(
            "    제1관: 12대 (남문 4대, 통로 8대)\n    공영주차장: 2대 (입구 1대, 출구 1대)\n    촬영범위는 반경 30m 이내입니다."
        ),
        [
            " | 제1관 |  | 12 | 남문 (4), 통로 (8) | 반경 30m 이내",
            " | 공영주차장 |  | 2 | 입구 (1), 출구 (1) | 반경 30m 이내"
        ]
    );
}

#[test]
fn sites_numbers_and_places_between_dashes() {
    assert_eq!(
        told("1) 본관 - 16대 - 출입구, 원무과\n2) 지하주차장 - 6대 - 주차구역 전체"),
        [" | 본관 |  | 16 | 출입구, 원무과 | ", " | 지하주차장 |  | 6 | 주차구역 전체 | "]
    );
}
