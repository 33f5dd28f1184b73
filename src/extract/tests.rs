//! Records from small texts, through all stages: people, retention and the parts of other tables.

mod cameras;
mod whole;

use crate::model::{Notice, Role};
use crate::pipeline::{Input, recognise};
use crate::settings::Limits;

/// The notice of a text, below a title and an introduction.
fn notice(body: &str) -> Notice {
    file(&format!(
        "고정형 영상정보처리기기 운영·관리 방침\n\n\
         가람도서관은 시설안전을 위하여 영상정보처리기기를 설치·운영합니다.\n\n{body}\n"
    ))
}

/// `role | name | position | department | phone` of each person.
fn people(body: &str) -> Vec<String> {
    let n = notice(&format!("3. 관리책임자 및 접근권한자\n\n{body}"));
    let role = |r: Role| match r {
        Role::Manager => "manager",
        Role::AccessHolder => "access",
        Role::Operator => "operator",
        Role::ProtectionOfficer => "officer",
        Role::Other => "other",
    };
    let line = |c: &crate::model::Contact| {
        [role(c.role), c.name.as_str(), c.position.as_str(), c.department.as_str(), c.phone.as_str()].join(" | ")
    };
    n.contacts.iter().map(line).collect()
}

/// `hours | period | storage` of each row.
fn kept(body: &str) -> Vec<String> {
    let n = notice(&format!("4. 영상정보의 촬영시간, 보관기간, 보관장소 및 처리방법\n\n{body}"));
    let line = |r: &crate::model::Retention| {
        [r.hours.as_str(), r.period.as_str(), r.storage.as_str()].join(" | ").replace('\n', " ")
    };
    n.retention.iter().map(line).collect()
}

/// `department | facility | purpose | count | places (count) | range` of each row.
fn cameras(of: &Notice) -> Vec<String> {
    let number = |f: &crate::model::Field<u32>| f.value().map(ToString::to_string).unwrap_or_default();
    let place = |p: &crate::model::Point| match number(&p.count).as_str() {
        "" => p.location.as_str().to_owned(),
        count => format!("{} ({count})", p.location.as_str()),
    };
    let line = |i: &crate::model::Installation| {
        let places = i.points.iter().map(place).collect::<Vec<_>>().join(", ");
        let texts = [i.department.as_str(), i.facility.as_str(), i.purpose.as_str()];
        [texts.join(" | "), number(&i.count), places, i.range.as_str().to_owned()].join(" | ")
    };
    of.installations.iter().map(line).collect()
}

/// The notice of a whole file.
fn file(text: &str) -> Notice {
    let bytes = Ok(text.as_bytes().to_vec());
    let input = Input { name: "t.txt".to_owned(), bytes, password: None, recognised: Vec::new() };
    recognise(input, &Limits::default()).unwrap().1.remove(0)
}

#[test]
fn roles_need_no_heading_of_their_own() {
    assert_eq!(
        people(
            "이름 직위 소속 연락처\n관리책임자 주원 과장 총무과 02-555-0101\n\
             접근권한자 김가람 주무관 총무과 02-555-0102\n  • 단, 휴일에는 당직자가 볼 수 있음"
        ),
        ["manager | 주원 | 과장 | 총무과 | 02-555-0101", "access | 김가람 | 주무관 | 총무과 | 02-555-0102"]
    );
}

#[test]
fn a_site_may_stand_before_the_role_and_words_for_a_number() {
    let body = "이름 직위 소속 연락처\n관리책임자 김가람 과장 총무과 02-555-0101\n지점 접근권한자 당해지점 담당자 당해지점 당해지점";
    assert_eq!(
        people(body),
        ["manager | 김가람 | 과장 | 총무과 | 02-555-0101", "access |  | 당해지점 담당자 | 당해지점 | "]
    );
    let body = "직원용\n구분 직위 소속 연락처\n관리책임자 관장 가람도서관 555-0101\n점검 및 유지보수 총무팀장 가람도서관 555-0102";
    assert_eq!(people(body)[1], "other |  | 총무팀장 | 가람도서관 | 555-0102");
}

#[test]
fn heads_glued_to_a_first_one_in_words_of_its_own() {
    assert_eq!(
        people("맡은 사람성명직위소속연락처\n관리책임자김O람행정실장행정실02-555-0101\n접근권한자나O래주무관"),
        ["manager | 김O람 | 행정실장 | 행정실 | 02-555-0101", "access | 나O래 | 주무관 | 행정실 | 02-555-0101"]
    );
    assert_eq!(
        people("부서명구분담당자연락처\n총무과관리 책임자총무과장02-555-0101"),
        ["manager |  | 총무과장 | 총무과 | 02-555-0101"]
    );
}

#[test]
fn rows_torn_at_a_pipe_are_made_whole() {
    assert_eq!(
        people(
            "용도별 | 관리부서 | 책임자 | 직위 | 연락처 |\n---|---|---|---|---|\n자료 보존 (별관) |\n\
             총무과 | 관리책임자 | 총무과장 | 555-0101 |\n접근권한자 | 업무담당자 | 555-0102 | ||\n\
             방범 | 안전과 | 관리책임자 | 안전과장 | 555-0103 |\n접근권한자 | 업무담당자 | 555-0104 | ||"
        ),
        [
            "manager |  | 총무과장 | 총무과 | 555-0101",
            "access |  | 업무담당자 | 총무과 | 555-0102",
            "manager |  | 안전과장 | 안전과 | 555-0103",
            "access |  | 업무담당자 | 안전과 | 555-0104"
        ]
    );
    // a second number below the first
    let body = "구분 | 직위 | 연락처 |\n---|---|---|\n관리책임자 | 총무과장 | 02-555-0101\n02-555-0102 |";
    assert_eq!(people(body), ["manager |  | 총무과장 |  | 02-555-0101"]);
}

#[test]
fn a_rule_of_one_piece_stands_between_rows() {
    let body = "지역 | 담당부서 | 관리책임자 | 접근권한자 | 연락처 |\n----|\n동부 | 총무과 | 총무과장 | 김가람 주임 | 02-555-0101 |\n----|";
    let n = notice(&format!("3. 관리책임자 및 접근권한자\n\n{body}"));
    assert_eq!(n.contacts.len(), 2);
    assert!(n.contacts.iter().all(|c| c.facility.as_str() == "동부" && c.phone.as_str() == "02-555-0101"));
}

#[test]
fn headings_without_rows_are_nobody() {
    assert_eq!(people("구분 | 직위 | 소속 | 연락처 |\n---|---|---|---|"), [""; 0]);
}

#[test]
fn a_post_stands_where_a_name_is_asked_for() {
    let body = "구분 | 담당 | 연락처 |\n---|---|---|\n관리책임자 | 총무부장 | 02-555-0101 |";
    assert_eq!(people(body), ["manager |  | 총무부장 |  | 02-555-0101"]);
    let body = "구분\n\n소속 및 직책\n\n관리책임자\n\n총무팀 팀장\n\n운영책임자\n\n총무팀 시설담당자";
    assert_eq!(people(body), ["manager |  | 팀장 | 총무팀 | ", "operator |  | 시설담당자 | 총무팀 | "]);
}

#[test]
fn people_in_lines_of_their_own() {
    let labels = "성명 : 김가람\n\n직위 : 팀장\n\n소속 : 총무팀\n\n연락처 : 02-555-0101";
    assert_eq!(people(labels), ["manager | 김가람 | 팀장 | 총무팀 | 02-555-0101"]);
    let spaced = "관리 책임자 및 접근 권한자\n관리 책임자 김가람 부관장\n접근 권한자 나래솔 부장";
    assert_eq!(people(spaced), ["manager | 김가람 | 부관장 |  | ", "access | 나래솔 | 부장 |  | "]);
    assert_eq!(people("개인영상정보 관리책임자 현황은 게시판에 있음"), [""; 0]);
    let unit = "- 보호책임자부서 : 총무과\n- 개인영상정보 보호책임자 : 김가람 과장\n- 전화번호 : 02-555-0101";
    assert_eq!(people(unit), ["officer | 김가람 | 과장 | 총무과 | 02-555-0101"]);
    let below = "관리 책임자 접근 권한자\n사무국장 김가람\n(☎02-555-0101)\n총무팀장 나래솔\n(☎02-555-0102)";
    assert_eq!(
        people(below),
        ["manager | 김가람 | 사무국장 |  | 02-555-0101", "access | 나래솔 | 총무팀장 |  | 02-555-0102"]
    );
}

#[test]
fn who_put_the_page_up_is_no_contact() {
    let page =
        "제목 | 운영·관리 방침 안내 |\n---|---|\n담당자 | 김가람 |\n담당부서 | 총무과 |\n전화번호 | 02-555-0101 |";
    assert_eq!(notice(page).contacts.len(), 0);
}

#[test]
fn what_follows_a_period_stays_in_its_row() {
    let heads = "촬영시간 보관기간 보관장소\n";
    assert_eq!(
        kept(&format!("{heads}24시간 - 촬영일로부터 30일\n- 기간 경과 후 자동삭제\n방재실")),
        ["24시간 | 촬영일로부터 30일 | 방재실"]
    );
    assert_eq!(
        kept(&format!("{heads}24시간 촬영일로부터 30일\n(만료 시 영구 삭제)\n방재실")),
        ["24시간 | 촬영일로부터 30일 | 방재실"]
    );
    let rows = "구분 촬영시간 보관기간 보관장소\n창고용 24시간 촬영일로부터 30일 이내 방재센터\n\
                야적장 확인용 24시간 촬영일로부터 7일 이내\n* 단, 다툼이 있는\n영상은 끝날 때까지 보관\n물류동 2층";
    assert_eq!(
        kept(rows),
        [
            "24시간 | 촬영일로부터 30일 이내 | 방재센터",
            "24시간 | 촬영일로부터 7일 이내 * 단, 다툼이 있는 영상은 끝날 때까지 보관 | 물류동 2층"
        ]
    );
}

#[test]
fn hours_may_go_by_what_is_done_in_them() {
    assert_eq!(
        kept("촬영시간보관기간보관장소\n24시간촬영일로부터 30일총무과\n급식소 배식시간촬영일로부터 30일급식소 입구"),
        ["24시간 | 촬영일로부터 30일 | 총무과", "급식소 배식시간 | 촬영일로부터 30일 | 급식소 입구"]
    );
}

#[test]
fn a_condition_on_a_period_is_none() {
    let form = "보관기간 (25)일 보관장소 방재실\n보관기간 30일 초과인 경우 까닭과 근거 -";
    assert_eq!(kept(form), [" | (25)일 | 방재실"]);
}

#[test]
fn hours_of_cameras_alone_keep_nothing() {
    let n = notice("2. 설치 대수, 촬영시간, 촬영범위\n\n설치위치\t수량\t촬영시간\n정문\t12대\t24시간");
    assert_eq!((n.installations.len(), n.retention.len()), (1, 0));
}

#[test]
fn the_end_of_a_time_is_not_its_start() {
    let effective = |title: &str| {
        let text = format!("{title}\n\n가람도서관은 영상정보처리기기를 설치·운영합니다.\n\n2. 설치 대수\n\n4대\n");
        file(&text).dates.effective.value().map(ToString::to_string)
    };
    assert_eq!(effective("영상정보처리기기 운영 방침 (2022.3.5 ~ 적용)").as_deref(), Some("2022-03-05"));
    assert_eq!(effective("영상정보처리기기 운영 방침(법시행 ~ 2014. 8. 20)"), None);
}

#[test]
fn roles_over_heads_in_pipes_are_people_and_no_more_cameras() {
    let n = notice(
        "2. 설치 현황\n설치위치 | 대수 | 촬영범위 | 담당부서 |\n---|---|---|---|\n본관 | 7 | 현관 | 총무과 |\n\
         별관 | 5 | 복도 | 안전과 |\n온실 | 4 | 내부 | 녹지과 |\n\
         3. 관리책임자 및 접근권한자\n설치위치 | 관리부서 | 대수 | 관리책임자 | 접근권한자 | ||||\n\
         ---|---|---|---|---|---|---|---|---|\n직위 | 성명 | 연락처 | 직위 | 성명 | 연락처 | |||\n\
         본관 | 총무과 | 7 | 총무과장 | 김가람 | 02-555-0101 | 주무관 | 박누리 | 02-555-0102 |\n\
         별관 | 안전과 | 5 | 안전과장 | 최다온 | 02-555-0103 | 주무관 | 한솔비 | 02-555-0104 |\n\
         온실 | 녹지과 | 4 | 녹지과장 | 윤새봄 | 02-555-0105 | 주무관 | 서라온 | 02-555-0106 |",
    );
    assert_eq!(n.installations.len(), 3);
    let people: Vec<_> = n.contacts.iter().map(|c| (c.role, c.name.as_str(), c.department.as_str())).collect();
    assert_eq!(people[..2], [(Role::Manager, "김가람", "총무과"), (Role::AccessHolder, "박누리", "총무과")]);
    assert_eq!(people.len(), 6);
}

#[test]
fn roles_side_by_side_over_labels_in_tabs() {
    let body = "관리책임자\t접근권한자\n성명\t 김가람\t성명\t 박누리\n소속\t총무과\t소속\t전산과\n\
                연락처\t 02-555-0101\n※ 대표번호\t연락처\t 02-555-0102\nFAX\t 02-555-0103";
    assert_eq!(
        people(body),
        ["manager | 김가람 |  | 총무과 | 02-555-0101", "access | 박누리 |  | 전산과 | 02-555-0102"]
    );
}

#[test]
fn a_first_cell_of_several_lines_beside_roles_under_one_head() {
    let body = "구분\t이름\t직위\t소속\t연락처\n지하주차장,\n승강기,로비,\n전산실\t관리책임자\t김가람\t총무과장\t총무과\t02-555-0101\n\
                접근권한자\t박누리\t대리\t02-555-0102\n보상과\t관리책임자\t최다온\t보상과장\t보상과\t02-555-0103";
    assert_eq!(
        people(body),
        [
            "manager | 김가람 | 총무과장 | 총무과 | 02-555-0101",
            "access | 박누리 | 대리 | 총무과 | 02-555-0102",
            "manager | 최다온 | 보상과장 | 보상과 | 02-555-0103",
        ]
    );
}

#[test]
fn a_unit_before_a_name_and_number_in_brackets() {
    assert_eq!(
        people("운영관리 : 시설팀 (김가람 031-555-0101)\n유지보수관리 : 전산팀 (박누리 031-555-0102)"),
        ["operator | 김가람 |  | 시설팀 | 031-555-0101", "operator | 박누리 |  | 전산팀 | 031-555-0102"]
    );
}

#[test]
fn a_post_behind_a_name_is_said_once() {
    assert_eq!(people("성명 : 김가람 (대표)\n연락처 : 02-555-0101"), ["manager | 김가람 | 대표 |  | 02-555-0101"]);
    assert_eq!(
        people("성 명 : 김가람 부장\n소 속 : 총무팀\n직 책 : 총무담당자\n전화번호 : 02-555-0101"),
        ["manager | 김가람 | 부장 | 총무팀 | 02-555-0101"]
    );
}

#[test]
fn cells_below_each_other_with_none_missing() {
    let body = "대상\n\n촬영 시간\n\n보관 기간\n\n보관장소\n\n극장\n\n24시간\n\n촬영일로부터 30일\n\n각 극장 기계실\n\n\
                가람광장\n\n24시간\n\n촬영일로부터 20일\n\n새봄몰 장비실";
    assert_eq!(
        kept(body),
        ["24시간 | 촬영일로부터 30일 | 각 극장 기계실", "24시간 | 촬영일로부터 20일 | 새봄몰 장비실"]
    );
}

#[test]
fn headings_with_a_pipe_behind_their_number_end_a_table() {
    let n = notice(
        "제 3 조 | 관리책임자 및 접근권한자\n직책 | 이름 | 직위 | 소속 | 연락처 |\n---|---|---|---|---|\n\
         관리책임자 | 김가람 | 팀장 | 총무팀 | 02-555-0101 |\n제 4 조 | 영상정보의 촬영시간, 보관기간, 보관장소\n\
         촬영시간 | 보관기간 | 보관장소 |\n---|---|---|\n24시간 | 30일 | 방재실 |",
    );
    assert_eq!(n.contacts.len(), 1);
    assert_eq!(n.retention[0].storage.as_str(), "방재실");
}

#[test]
fn where_to_look_at_images_stands_below_or_behind_a_bare_label() {
    let viewing = |body: &str| {
        let n = notice(&format!("5. 개인영상정보의 확인 방법 및 장소\n\n{body}"));
        format!("{} | {}", n.viewing.method.as_str(), n.viewing.place.as_str())
    };
    assert_eq!(
        viewing("- 방법 : 미리 연락하고 방문\n- 장소 : 가람센터 방재실"),
        "미리 연락하고 방문 | 가람센터 방재실"
    );
    assert_eq!(
        viewing("확인 방법\n\n관리책임자에게 연락하고 오시면 확인하실 수 있습니다.\n확인 장소\n\n총무과"),
        "관리책임자에게 연락하고 오시면 확인하실 수 있습니다. | 총무과"
    );
}

#[test]
fn a_table_on_one_line() {
    let n =
        notice("2. 설치 대수, 설치 위치 및 촬영범위 설치대수 설치 위치 및 촬영범위 1대 지하1층 체조장 4대 2층 독서실");
    assert_eq!(cameras(&n), [" |  |  | 1 | 지하1층 체조장 | ", " |  |  | 4 | 2층 독서실 | "]);
    assert_eq!(
        people(
            "이름 직위 소속 연락처 관리책임자 김가람 팀장 총무팀 02-555-0101 접근권한자 박누리 사원 총무팀 02-555-0102"
        ),
        ["manager | 김가람 | 팀장 | 총무팀 | 02-555-0101", "access | 박누리 | 사원 | 총무팀 | 02-555-0102"]
    );
    assert_eq!(
        kept("촬영시간 보관기간 보관장소 24시간 촬영일로부터 30일 지점 DVR"),
        ["24시간 | 촬영일로부터 30일 | 지점 DVR"]
    );
}

#[test]
fn labels_whose_letters_stand_apart() {
    let n = notice(
        "2. 설치 현황\n담 당 부 서 총무과\n책 임 관 및 연 락 처 총무과장(☎ 043-555-5871)\n카 메 라 대 수 및 위 치 6대(현관, 복도, 본관 앞)\n\
         C C T V 촬 영 시 간 상시(24시간)\n화 상 정 보 보 유 기 간 30일",
    );
    assert_eq!(cameras(&n), ["총무과 |  |  | 6 | 현관, 복도, 본관 앞 | "]);
    assert_eq!((n.contacts[0].position.as_str(), n.contacts[0].phone.as_str()), ("총무과장", "043-555-5871"));
    assert_eq!(n.retention[0].period.as_str(), "30일");
}

#[test]
fn the_name_of_the_next_table_is_no_row() {
    let n = notice(
        "2. 설치 현황\n대수\t위치\t범위\n1\t본관\t입구\n1\t별관\t입구\n본관\n대수\t위치\t범위\n2\t로비\t입구\n별관\n\
         대수\t위치\t범위\n3\t복도\t입구",
    );
    assert!(n.installations.iter().all(|i| i.count.value().is_some()), "{:?}", n.installations);
}

#[test]
fn a_line_for_both_roles() {
    assert_eq!(
        people("관리책임자 접근권한자\n관리부서장 팀장, 매장 점장, 총무2팀\n"),
        ["manager |  | 관리부서장 |  | ", "access |  | 팀장, 매장 점장, 총무2팀 |  | "]
    );
    assert_eq!(
        people("관리책임자\t접근권한자\n총무부장 김가람\t팀장 박누리, 점장 최다온"),
        ["manager | 김가람 | 총무부장 |  | ", "access | 박누리 | 팀장 |  | ", "access | 최다온 | 점장 |  | "]
    );
}

#[test]
fn rows_of_tabs_that_lost_all_but_their_first_cell() {
    let n = notice(
        "2. 설치 현황\n설치 대수\t설치 위치\t촬영범위\n1\t3층 중앙 출입구\t입구\n1\t3층 교육장 출입구\t입구\n1\t3층 서버실 내부\t장비 일체\n\
         4. 촬영시간, 보관기간, 보관장소\n구분\t촬영시간\t보관기간\t보관장소\n3층 중앙 출입구\t24시간\t90일\t중앙센터\n상담실 내부\n\
         3층 교육장 출입구\n3층 서버실내부\n5. 처리방법\n영구삭제합니다.",
    );
    let kept: Vec<_> = n
        .retention
        .iter()
        .map(|r| [r.facility.as_str(), r.period.as_str(), r.storage.as_str()].join(" | ").replace('\n', " "))
        .collect();
    assert_eq!(
        kept,
        [
            "3층 중앙 출입구 | 90일 | 중앙센터 상담실 내부",
            "3층 교육장 출입구 | 90일 | 중앙센터 상담실 내부",
            "3층 서버실내부 | 90일 | 중앙센터 상담실 내부",
        ]
    );
}

#[test]
fn people_on_one_line_each_before_a_role_in_brackets() {
    assert_eq!(
        people("총무과장 김가람(관리책임자, 02-555-0101), 주무관 이누리(접근권한자, 02-555-0102)"),
        ["manager | 김가람 | 총무과장 |  | 02-555-0101", "access | 이누리 | 주무관 |  | 02-555-0102"]
    );
    assert_eq!(
        people("시설팀장 김가람(관리책임자) ☎ 02-555-0101, 시설팀 이누리(접근권한자) ☎ 02-555-0102"),
        ["manager | 김가람 | 시설팀장 |  | 02-555-0101", "access | 이누리 |  | 시설팀 | 02-555-0102"]
    );
}

#[test]
fn several_people_of_one_sentence() {
    assert_eq!(
        people("접근권한자는 시설팀 김가람 주무관(전화 02-555-0101)과 전산팀 이누리 주무관(전화 02-555-0102)입니다."),
        ["access | 김가람 | 주무관 | 시설팀 | 02-555-0101", "access | 이누리 | 주무관 | 전산팀 | 02-555-0102"]
    );
}

#[test]
fn units_over_their_people() {
    assert_eq!(
        people(
            "  ○ 체육사업팀\n     - 관리책임자 : 팀장 김가람 (☎ 02-555-0101)\n  ○ 주차사업팀\n     - 관리책임자 : 팀장 이누리 (☎ 02-555-0102)"
        ),
        ["manager | 김가람 | 팀장 | 체육사업팀 | 02-555-0101", "manager | 이누리 | 팀장 | 주차사업팀 | 02-555-0102"]
    );
}

#[test]
fn people_of_a_site_on_one_line() {
    assert_eq!(
        people(
            "[가람팀] 관리책임자 과장 김가람 ☎ 02-555-0101 / 접근권한자 주임 이누리 ☎ 02-555-0102\n\
             [누리팀] 관리책임자 과장 박다온 ☎ 02-555-0103 / 접근권한자 주임 최라온 ☎ 02-555-0104"
        ),
        [
            "manager | 김가람 | 과장 | 가람팀 | 02-555-0101",
            "access | 이누리 | 주임 | 가람팀 | 02-555-0102",
            "manager | 박다온 | 과장 | 누리팀 | 02-555-0103",
            "access | 최라온 | 주임 | 누리팀 | 02-555-0104"
        ]
    );
}

#[test]
fn a_unit_on_a_line_between_its_people() {
    assert_eq!(
        people(
            "부서\t구분\t직위\t성명\t전화번호\n\t관리책임자\t과장\t김가람\t02-555-0101\n총무과\n\t접근권한자\t주무관\t이누리\t02-555-0102\n\
             \t관리책임자\t과장\t박다온\t02-555-0103\n시설과\n\t접근권한자\t주무관\t최라온\t02-555-0104"
        ),
        [
            "manager | 김가람 | 과장 | 총무과 | 02-555-0101",
            "access | 이누리 | 주무관 | 총무과 | 02-555-0102",
            "manager | 박다온 | 과장 | 시설과 | 02-555-0103",
            "access | 최라온 | 주무관 | 시설과 | 02-555-0104"
        ]
    );
}

#[test]
fn labels_in_the_middle_of_the_lines_of_their_values() {
    let n = notice(
        "2. 설치 현황\n\n시설명\t가람정수장\n관리책임자\t과장 김가람 (02-555-0101)\n접근권한자\t환경연구사 이누리 (02-555-0102)\n\
         설치대수\t9대\n\t정문(2), 여과지(3),\n설치위치\t\n\t외곽(4)\n촬영범위\t반경 20m",
    );
    assert_eq!(cameras(&n), [" | 가람정수장 |  | 9 | 정문 (2), 여과지 (3), 외곽 (4) | 반경 20m"]);
    let posts: Vec<&str> = n.contacts.iter().map(|c| c.position.as_str()).collect();
    assert_eq!(posts, ["과장", "환경연구사"]);
}

#[test]
fn roles_over_heads_between_runs_of_spaces() {
    assert_eq!(
        people(
            "                   관리책임자                         접근권한자\n    사업장\n\
             \x20            직위       성명     연락처         직위     성명     연락처\n\
             \x20 가람센터     체육팀장    김가람  02-555-0101    대리    이누리  02-555-0102\n\
             \x20 누리주차장    주차팀장    박다온  02-555-0103    주임    최라온  02-555-0104\n\
             \x20 다온캠핑장    여가팀장    정마루  02-555-0105    사원    한바다  02-555-0106\n\
             \x20 본사       지원팀장    오나래  02-555-0107    과장    서누림  02-555-0108"
        )[..2],
        ["manager | 김가람 | 체육팀장 |  | 02-555-0101", "access | 이누리 | 대리 |  | 02-555-0102"]
    );
}

#[test]
fn terms_over_their_definitions() {
    let n = notice(
        "관리책임자\n    과장 김가람\n    연락처 02-555-0101\n\n촬영시간\n    24시간\n\n보관기간\n    촬영일로부터 45일\n\n보관장소\n    2층 사무실\n\n\
         개인영상정보 확인 방법\n    미리 전화하고 방문하시면 확인하실 수 있습니다.\n\n개인영상정보 확인 장소\n    2층 사무실",
    );
    let kept = &n.retention[0];
    assert_eq!(
        [kept.hours.as_str(), kept.period.as_str(), kept.storage.as_str()],
        ["24시간", "촬영일로부터 45일", "2층 사무실"]
    );
    assert_eq!(n.viewing.place.as_str(), "2층 사무실");
    assert_eq!(n.viewing.method.as_str(), "미리 전화하고 방문하시면 확인하실 수 있습니다.");
}
