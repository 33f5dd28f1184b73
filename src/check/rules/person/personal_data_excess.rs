use crate::bi;
use crate::check::rule::declare_rule;
use crate::check::search::{hits, patterns, says, with_digit};
use crate::check::{Sink, View, text};
use crate::value::phone::{self, PhoneKind};

declare_rule! {
    code: "PER005", name: "personal-data-excess", family: Person, severity: Warning, fix: Propose,
    basis: ("「개인정보 보호법」 제3조제1항", "Personal Information Protection Act art. 3(1)"),
    summary: ("방침에 필요 없는 개인정보가 있음", "personal data that a notice does not need"),
    checks: (
        "주민등록번호, 생년월일, 집 주소가 있는지, 공공기관 담당자의 연락처로 휴대전화나 개인 전자우편을 적었는지 봅니다.",
        "Finds resident numbers, birth dates and home addresses, and mobile numbers or private mail addresses as the contact of a public officer."
    ),
    why: (
        "방침은 누구나 볼 수 있는 곳에 오래 남습니다. 목적에 필요한 것만 적어야 합니다.",
        "A notice stays in public for years; it should hold no more than its purpose needs."
    ),
    example: "접근권한자\t시설주사\t010-5550-0142",
    remedy: ("사무실 전화번호와 기관의 전자우편으로 바꾸고 나머지는 지웁니다.", "Give the office number and address, and remove the rest."),
    exceptions: [
        ("공공기관이 아닌 곳의 휴대전화와 전자우편", "mobile numbers and mail addresses of private bodies"),
        ("업무용이라고 적은 휴대전화, 경비·당직 근무자의 전화", "a mobile telephone said to be for work, and those of guards on duty"),
        ("수탁업체 현장 기사의 휴대전화", "field engineers of contractors"),
    ],
    check: Notice(check),
}

patterns! {
    RESIDENT = r"(?:^|[^0-9-])(?P<s>[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])\s?-\s?[1-8][0-9]{6})(?:$|[^0-9-])";
    BIRTH = r"생년\s?월일\s?[:：\t|]?\s?(?P<s>[0-9]{2,4}[.\-/년]\s?[0-9]{1,2}[.\-/월]\s?[0-9]{1,2})";
    HOME = r"(?P<s>(?:자택|집)\s?(?:주소|전화)\s?[:：]?\s?[^\s,)|\t]+)";
    MAIL = r"[A-Za-z0-9._%+-]+@(?:naver|hanmail|daum|gmail|nate|hotmail|kakao|outlook|yahoo)\.[a-z.]+";
    /// Bodies that publish office numbers.
    PUBLIC = r"특별시|광역시|특별자치|시청|구청|군청|도청|[가-힣]{2}(?:시|군|구|읍|면|동)(?:$|\s)|교육청|교육지원청|초등학교|중학교|고등학교|시립|구립|군립|도립|국립|공립|공단|공사$|보건소|소방서|경찰서|경찰청|세무서|우체국|주민센터|복지센터|사업소|위원회|검역|[가-힣](?:산림|환경|노동|병무|통계|기업|조달|국토|해양|수산|보훈|출입국)[가-힣]{0,4}청";
    WORK = r"업무\s?용|관용|당직|경비|보안\s?요원|순찰|공용";
}

fn check(view: &View, sink: &mut Sink) {
    let all = || with_digit(view.body());
    for hit in hits(all(), &RESIDENT) {
        // the finding itself must not spread the number
        let hidden = |(at, c): (usize, char)| if at >= 6 && c.is_ascii_digit() { '*' } else { c };
        let masked: String = hit.text().chars().enumerate().map(hidden).collect();
        sink.report(
            masked.clone(),
            hit.at(),
            bi!("주민등록번호로 보이는 번호가 있습니다: {masked}", "What looks like a resident number: {masked}"),
        )
        .suggest(String::new());
    }
    for hit in hits(all(), &BIRTH).into_iter().chain(hits(view.body(), &HOME)) {
        let subject = hit.text();
        sink.report(
            subject,
            hit.at(),
            bi!("방침에 필요 없는 개인정보입니다: {subject}", "Personal data that the notice does not need: {subject}"),
        )
        .suggest(String::new());
    }
    if !says(&PUBLIC, view.notice.institution.as_str()) {
        return;
    }
    for (i, contact) in view.notice.contacts.iter().enumerate() {
        let Some(said) = contact.phone.text() else { continue };
        let role = format!("{} {} {}", contact.role_text.as_str(), contact.position.as_str(), view.cell_of(said));
        if says(&WORK, &role) || text::is_blank(said.as_str()) {
            continue;
        }
        for found in phone::find_in_field(said.as_str()) {
            if !matches!(found.kind, PhoneKind::Mobile | PhoneKind::LegacyMobile) || !found.defects.is_empty() {
                continue;
            }
            let piece = said.slice(found.range.clone());
            let subject = view.raw(&piece);
            sink.report(
                subject.clone(),
                piece.spans(),
                bi!(
                    "공공기관 담당자의 연락처가 휴대전화 번호입니다: {subject}",
                    "The contact of a public officer is a mobile number: {subject}"
                ),
            )
            .pointer(format!("/contacts/{i}/phone"))
            .help(bi!("사무실 전화번호를 적어 주세요.", "Give the office number."));
        }
    }
    for hit in hits(view.body().filter(|l| l.raw.contains('@')), &MAIL) {
        let subject = hit.text();
        sink.report(
            subject,
            hit.at(),
            bi!(
                "공공기관의 연락처가 개인 전자우편입니다: {subject}",
                "The contact of a public body is a private mail address: {subject}"
            ),
        )
        .help(bi!("기관의 전자우편을 적어 주세요.", "Give an address of the institution."));
    }
}
