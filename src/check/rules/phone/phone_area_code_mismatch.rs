use crate::bi;
use crate::check::numbers::{self, Place};
use crate::check::place;
use crate::check::rule::declare_rule;
use crate::check::{Sink, View};
use crate::model::{Contact, Severity};
use crate::reference::Place as Region;
use crate::value::hangul::josa;

declare_rule! {
    code: "TEL001", name: "phone-area-code-mismatch", family: Phone, severity: Error, fix: Propose,
    basis: ("「전기통신번호관리세칙」(번호권역마다 하나의 지역번호)", "Rules on telecommunication numbers (one area code for each zone)"),
    summary: ("지역번호가 기관이 있는 곳의 것이 아님", "the area code is not that of the place"),
    checks: (
        "기관 담당자의 유선 번호가 그 기관이 있는 시·군·구나 시·도의 지역번호를 쓰는지 봅니다. 지역은 방침의 날짜에 유효한 지역표로 찾습니다.",
        "Compares the area code of a contact's fixed line with the codes of the place of the institution, by the table of regions that held on the notice's date."
    ),
    why: (
        "한 자리 차이로 다른 도시의 전화가 됩니다. 같은 국번의 다른 번호들과 지역번호만 다르면 거의 오타입니다.",
        "One digit makes it a telephone in another city. Where the other numbers share the exchange, it is almost surely a slip."
    ),
    example: "수원시 …과\n관리책임자\t031-555-0103\n접근권한자\t032-555-0104",
    remedy: (
        "번호를 확인하여 지역번호를 고칩니다.",
        "Look the number up and correct the area code."
    ),
    exceptions: [
        ("070, 010, 080, 1588처럼 지역이 없는 번호", "numbers without a place: 070, 010, 080, 1588"),
        ("수탁업체, 제조사, 관제회사, 구제기관의 번호", "numbers of contractors, makers, security firms and remedies bodies"),
        ("광명·과천(02), 부천(032), 계룡(042), 경산(053), 군위(054)처럼 통화권이 다른 시·군과, 안산 대부도처럼 일부 지역만 다른 곳",
         "towns in another call zone (광명, 과천, 부천, 계룡, 경산, 군위), and parts of towns such as 대부도 in 안산"),
        ("다른 시·도에 있는 시설이나 본부의 번호라고 밝힌 경우", "a site in another province, or a head office that is named as such"),
        ("시·도를 알 수 없는 같은 이름(중구, 동구, 고성군, 광주)", "homonyms (중구, 동구, 고성군, 광주) without their province"),
    ],
    check: Notice(check),
}

fn check(view: &View, sink: &mut Sink) {
    let places = numbers::of_contacts(view);
    let coded: Vec<(&Place, &'static str)> =
        places.iter().filter_map(|p| Some((p, numbers::area(&p.phone)?))).filter(|(_, a)| !is_known(view, a)).collect();
    if coded.is_empty() {
        return;
    }
    let Some(home) = place::of_notice(view) else {
        for (number, area) in &coded {
            lone_slip(sink, number, area, &coded);
        }
        return;
    };
    let fitting: Vec<&(&Place, &str)> = coded.iter().filter(|(_, a)| place::accepts(&home, a)).collect();
    let misfits = coded.len() - fitting.len();
    for (number, area) in &coded {
        let contact = number.contact.and_then(|i| view.notice.contacts.get(i));
        let elsewhere = contact.and_then(|c| place::of_row(view, c)).is_some_and(|p| place::accepts(&p, area));
        if place::accepts(&home, area) || elsewhere || contact.is_some_and(|c| is_head_office(view, c)) {
            continue;
        }
        let sister = fitting.iter().find(|(p, a)| exchange(p, a) == exchange(number, area));
        // with most numbers elsewhere, it is the place that was misjudged
        let alone = coded.len() == 1 && place::is_sure(&home);
        let tie = misfits == fitting.len() && place::is_sure(&home);
        if sister.is_some() || alone || tie || misfits < fitting.len() {
            report(sink, number, area, Some(&home), sister.copied());
        }
    }
}

/// An area code that the settings call right.
fn is_known(view: &View, area: &str) -> bool {
    view.facts.is_some_and(|facts| facts.area_codes.iter().any(|code| code == area))
}

/// A contact at an office above the institution.
fn is_head_office(view: &View, contact: &Contact) -> bool {
    let unit = contact.department.as_str();
    let above = ["본사", "본청", "본부", "본점", "중앙회", "교육청", "교육지원청"].iter().any(|w| unit.contains(w));
    above && !view.notice.institution.as_str().contains(unit)
}

/// Without a known place: one number alone has another area code than many with the same exchange.
fn lone_slip(sink: &mut Sink, number: &Place, area: &str, coded: &[(&Place, &'static str)]) {
    let same = |p: &Place, a: &str| exchange(p, a) == exchange(number, area);
    let sisters: Vec<_> = coded.iter().filter(|(p, a)| *a != area && same(p, a)).collect();
    let own = coded.iter().filter(|(p, a)| *a == area && p.phone.number != number.phone.number).count();
    if own == 0 && sisters.len() >= 2 && sisters.windows(2).all(|w| w[0].1 == w[1].1) {
        report(sink, number, area, None, sisters.first().copied());
    }
}

fn report(sink: &mut Sink, number: &Place, area: &str, here: Option<&Region>, sister: Option<&(&Place, &'static str)>) {
    let raw = &number.raw;
    let message = match here {
        Some(here) => {
            let name = place::name(here);
            let codes = here.area_codes.join("·");
            let is = josa(area, "은", "는");
            bi!(
                "{raw}의 지역번호 {area}{is} {name}의 지역번호({codes})가 아닙니다.",
                "The area code {area} of {raw} is not that of {name} ({codes})."
            )
        }
        None => bi!(
            "{raw}만 지역번호가 다릅니다. 같은 국번의 다른 번호와 맞지 않습니다.",
            "{raw} alone has another area code than the numbers with the same exchange."
        ),
    };
    let mut draft = sink.report(raw.clone(), number.at.clone(), message).pointer(number.pointer.clone());
    if here.is_some_and(|h| !place::is_sure(h)) && sister.is_none() {
        draft = draft.severity(Severity::Warning);
    }
    if let Some((p, a)) = sister {
        let other = &p.raw;
        draft = draft
            .related(p.at.first().copied(), bi!("같은 국번의 번호 {other}", "a number of the same exchange: {other}"));
        let rest = numbers::local_part(&number.phone, area);
        draft.suggest(format!("{a}-{rest}"));
    }
}

/// The exchange of a number on the fixed network.
fn exchange<'p>(place: &'p Place, area: &str) -> &'p str {
    numbers::local_part(&place.phone, area).split('-').next().unwrap_or_default()
}
