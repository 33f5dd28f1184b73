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
fn a_notice_may_be_an_article_of_a_larger_policy() {
    let n = file(
        "가람의료재단(이하 '병원')은 개인정보를 중요하게 여깁니다.\n< 개인정보 보호담당자 >\n성 명 : 나한솔 차장\n전화번호 : 02-555-0109\n\
         제12조(영상정보처리기기 설치·운영) ① 병원은 아래와 같이 영상정보처리기기를 설치·운영하고 있습니다.\n\
         1. 설치근거·목적 : 시설안전·화재예방\n\
         2. 설치 대수, 설치 위치, 촬영 범위 : [로비, 복도 등 주요시설물]에 12대 설치, 촬영범위는 주요시설물의 전 공간을 촬영\n\
         3. 관리책임자, 담당부서 및 영상정보에 대한 접근권한자 : 총무팀 김가람 부장 / 총무팀, 전산팀\n\
         4. 영상정보 촬영시간, 보관기간, 보관장소, 처리방법\n- 촬영시간 : 24시간 촬영\n- 보관기간 : 촬영시부터 20일\n\
         - 보관장소 및 처리방법 : 총무팀 통제실에 보관·처리\n\
         제13조(개인정보 처리방침의 변경) 이 방침은 2026. 3. 1.부터 적용됩니다.\n",
    );
    assert_eq!(n.title.as_str(), "영상정보처리기기 설치·운영");
    assert_eq!(n.institution.as_str(), "가람의료재단");
    assert_eq!(cameras(&n), [" |  |  | 12 | 로비, 복도 등 주요시설물 | 주요시설물의 전 공간"]);
    let people: Vec<_> = n.contacts.iter().map(|c| (c.role, c.name.as_str(), c.department.as_str())).collect();
    assert_eq!(
        people,
        [(Role::Manager, "김가람", "총무팀"), (Role::AccessHolder, "", "총무팀"), (Role::AccessHolder, "", "전산팀")]
    );
    assert_eq!(n.retention[0].storage.as_str(), "총무팀 통제실");
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
fn a_table_of_contents_is_no_section_to_its_last_line() {
    let n = file(
        "영상정보처리기기 운영·관리 방침\n가람바이오 주식회사(이하 회사)는 방침으로 알려드립니다.\n\
         - 1. 설치 근거 및 설치 목적\n- 2. 설치 위치, 설치 대수 및 촬영 범위\n- 3. 관리책임자 및 접근권한자\n\
         - 4. 촬영시간, 보관기간, 보관장소 및 처리방법\n- 5. 확인 방법 및 장소\n- 6. 열람 등 요구에 대한 조치\n\
         - 7. 방침 변경에 관한 사항\n회사는 아래 목적으로 영상정보처리기기를 설치합니다.\n촬영범위는 건물 내·외부 및 (",
    );
    assert!(n.cut_off, "{:?}", n.sections);
    assert_eq!(n.institution.as_str(), "가람바이오 주식회사");
}

#[test]
fn a_company_is_named_without_its_particle_and_a_menu_is_no_body() {
    let named = |first: &str| file(&format!("{first}\n2. 설치 대수, 설치 위치\n설치대수 : 3대\n")).institution;
    assert_eq!(
        named("(주)가람케어는(이하 “회사”라 함) 영상정보처리기기 운영·관리 방침을 둡니다.").as_str(),
        "(주)가람케어"
    );
    assert_eq!(
        named("이용약관 개인정보 처리방침 영상정보처리기기 운영관리방침\n가람디피케이(이하 회사)는 방침을 둡니다.")
            .as_str(),
        "가람디피케이"
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
fn a_date_before_what_it_says() {
    let n = file(
        "가람진흥원 영상정보처리기기 운영방침\n2018.06.19. 개정\n2013.07.19. 제정\n\n제1조(설치 대수·위치)\n설치 대수\t설치 위치\n1\t로비\n\
         제2조(열람 등 요구에 대한 조치)\n열람 또는 존재확인을 원하면 영상정보처리기기 운영자에게 요구할 수 있습니다.\n",
    );
    assert_eq!(n.dates.established.value().map(ToString::to_string).as_deref(), Some("2013-07-19"));
    assert_eq!(n.dates.revised.value().map(ToString::to_string).as_deref(), Some("2018-06-19"));
    assert_eq!(n.institution.as_str(), "가람진흥원");
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
