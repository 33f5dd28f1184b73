//! Records from small texts, through all stages: people and retention in the layouts that lose their cells.

use crate::model::{Notice, Role};
use crate::pipeline::{Input, recognise};
use crate::settings::Limits;

/// The notice of a text, below a title and an introduction.
fn notice(body: &str) -> Notice {
    let text = format!(
        "고정형 영상정보처리기기 운영·관리 방침\n\n\
         가람도서관은 시설안전을 위하여 영상정보처리기기를 설치·운영합니다.\n\n{body}\n"
    );
    let input =
        Input { name: "t.txt".to_owned(), bytes: Ok(text.into_bytes()), password: None, recognised: Vec::new() };
    recognise(input, &Limits::default()).unwrap().1.remove(0)
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
        let bytes = Ok(text.into_bytes());
        let input = Input { name: "t.txt".to_owned(), bytes, password: None, recognised: Vec::new() };
        let n = recognise(input, &Limits::default()).unwrap().1.remove(0);
        n.dates.effective.value().map(ToString::to_string)
    };
    assert_eq!(effective("영상정보처리기기 운영 방침 (2022.3.5 ~ 적용)").as_deref(), Some("2022-03-05"));
    assert_eq!(effective("영상정보처리기기 운영 방침(법시행 ~ 2014. 8. 20)"), None);
}

#[test]
fn the_opening_sentence_makes_a_notice_of_what_is_left() {
    let text = "누리집 안내\n본 가람시교육청 (이하 본 기관이라 함)은 영상정보를 어떻게 다루는지 영상정보처리기기 운영·관리 방침으로 안내합니다.\n\
                영상정보를 지키기 위하여 다음과 같이 관리책임자를 정하였습니다.\n\
                본 기관은 영상정보처리기기의 관리를 다음과 같이 맡기고 있습니다.\n";
    let bytes = Ok(text.as_bytes().to_vec());
    let input = Input { name: "t.txt".to_owned(), bytes, password: None, recognised: Vec::new() };
    let notices = recognise(input, &Limits::default()).unwrap().1;
    assert_eq!(notices[0].institution.as_str(), "가람시교육청");
}

#[test]
fn the_body_is_named_without_the_clause_behind_it() {
    let body = |line: &str| {
        let text = format!("영상정보처리기기 운영·관리 방침\n\n{line}\n\n2. 설치 대수\n\n4대");
        let input =
            Input { name: "t.txt".to_owned(), bytes: Ok(text.into_bytes()), password: None, recognised: Vec::new() };
        recognise(input, &Limits::default()).unwrap().1.remove(0).institution.as_str().to_owned()
    };
    assert_eq!(body("가람우체국(소속 분국 포함)에서 처리하는 영상정보의 방침을 안내합니다."), "가람우체국");
    assert_eq!(body("가람도서관은(이하 “도서관”이라 한다) 영상정보 방침을 안내합니다."), "가람도서관");
    assert_eq!(body("본 기관(학교)은 영상정보처리기기를 둡니다."), "");
    assert_eq!(body("정보주체는 가람초등학교가 촬영한 영상의 열람을 요구할 수 있음."), "가람초등학교");
    assert_eq!(body("충주시가 다루는 영상정보를 어떻게 관리하는지 알려드립니다."), "충주시");
    assert_eq!(
        body("충주시는 법에 따라 영상정보처리기기 운영·관리 방침을 두어\n충주시가 다루는 영상정보를 지킵니다."),
        "충주시"
    );
    assert_eq!(body("(재)가람기술관리원 처리방침\n관리원은 영상정보처리기기를 둡니다."), "(재)가람기술관리원");
}
