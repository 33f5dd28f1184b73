//! Where a notice begins, whose it is, and its dates.

use super::{cameras, file};
use crate::model::Role;

#[test]
fn the_opening_sentence_makes_a_notice_of_what_is_left() {
    let text = "누리집 안내\n본 가람시교육청 (이하 본 기관이라 함)은 영상정보를 어떻게 다루는지 영상정보처리기기 운영·관리 방침으로 안내합니다.\n\
                영상정보를 지키기 위하여 다음과 같이 관리책임자를 정하였습니다.\n\
                본 기관은 영상정보처리기기의 관리를 다음과 같이 맡기고 있습니다.\n";
    assert_eq!(file(text).institution.as_str(), "가람시교육청");
}

#[test]
fn the_body_is_named_without_the_clause_behind_it() {
    let body = |line: &str| {
        let text = format!("영상정보처리기기 운영·관리 방침\n\n{line}\n\n2. 설치 대수\n\n4대");
        file(&text).institution.as_str().to_owned()
    };
    assert_eq!(body("가람우체국(소속 분국 포함)에서 처리하는 영상정보의 방침을 안내합니다."), "가람우체국");
    assert_eq!(body("가람도서관은(이하 “도서관”이라 한다) 영상정보 방침을 안내합니다."), "가람도서관");
    assert_eq!(body("< 가람누리 >은(는) 아래와 같이 영상정보처리기기를 설치·운영하고 있습니다."), "가람누리");
    assert_eq!(
        body("제3조(영상정보처리기기 설치·운영) ① <가람누리> 은(는) 아래와 같이 영상정보처리기기를 두고 있습니다."),
        "가람누리"
    );
    assert_eq!(
        body("달빛리조트는 영상정보처리기기\n운영·관리 방침을 통해 영상정보를 어떻게 다루는지 알려 드립니다."),
        "달빛리조트"
    );
    assert_eq!(body("학원은 「개인정보 보호법」에 따라 영상정보처리기기를 둡니다."), "");
    assert_eq!(body("본 기관(학교)은 영상정보처리기기를 둡니다."), "");
    assert_eq!(body("정보주체는 가람초등학교가 촬영한 영상의 열람을 요구할 수 있음."), "가람초등학교");
    assert_eq!(body("충주시가 다루는 영상정보를 어떻게 관리하는지 알려드립니다."), "충주시");
    assert_eq!(
        body("충주시는 법에 따라 영상정보처리기기 운영·관리 방침을 두어\n충주시가 다루는 영상정보를 지킵니다."),
        "충주시"
    );
    assert_eq!(body("(재)가람기술관리원 처리방침\n관리원은 영상정보처리기기를 둡니다."), "(재)가람기술관리원");
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
fn an_article_ends_where_the_next_one_begins() {
    let n = file(
        "제7조(안전성 확보조치)\n관리적 조치: 내부관리계획 수립\n제8조(영상정보처리기기(CCTV) 운영·관리)\n\
         설치 목적/근거: 시설 안전(개인정보 보호법 제25조)\n설치 위치/촬영 범위: 출입구, 복도\n보관 기간: 촬영일로부터 최대 30일\n\
         관리책임자: 김가람 대표\n제10조(개인정보 보호책임자)\n개인정보 보호책임자: 박누리 이사\n연락처: 02-555-0101\n\
         제11조(권익침해 구제)\n개인정보침해신고센터: 국번없이 118\n제12조(고지 및 시행)\n시행일: 2025-08-25\n",
    );
    assert_eq!(n.title.as_str(), "영상정보처리기기(CCTV) 운영·관리");
    assert_eq!(cameras(&n), [" |  |  |  | 출입구, 복도 | "]);
    let people: Vec<_> = n.contacts.iter().map(|c| (c.role, c.name.as_str())).collect();
    assert_eq!(people, [(Role::Manager, "김가람")]);
    assert_eq!(n.dates.effective.value().map(ToString::to_string).as_deref(), Some("2025-08-25"));
}

#[test]
fn the_items_of_an_article_are_no_articles() {
    let n = file(
        "9. 영상정보처리기기 설치 및 운영\n가람콜센터는 아래와 같이 영상정보처리기기를 설치·운영하고 있습니다.\n1. 설치목적 : 전산실 안전\n\
         2. 설치대수 : 3대\n3. 설치위치 : 전산실\n4. 촬영범위 : 전산실 입구\n5. 촬영시간 : 24시간\n6. 보관기간 : 촬영일부터 22일\n\
         7. 보관장소 : 전산실\n8. 관리책임자 : 김가람 센터장\n9. 영상정보 확인방법 및 장소 : 관리책임자에게 요구\n\
         10. 개인정보 자동 수집 장치의 거부\n쿠키를 씁니다. 담당자 : 박누리 주임\n",
    );
    assert_eq!(n.contacts.len(), 1);
    assert_eq!(n.viewing.method.as_str(), "관리책임자에게 요구");
}
