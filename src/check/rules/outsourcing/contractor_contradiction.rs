use super::is_named;
use crate::bi;
use crate::check::rule::declare_rule;
use crate::check::search::{hits, patterns, says};
use crate::check::view::first_span;
use crate::check::{Sink, View};
use crate::model::{Contractor, Field, Part};

declare_rule! {
    code: "OUT001", name: "contractor-contradiction", family: Outsourcing, severity: Error, fix: None,
    basis: ("「개인정보 보호법」 제25조제8항, 제26조제2항", "Personal Information Protection Act arts. 25(8) and 26(2)"),
    summary: ("위탁하지 않는다면서 수탁업체를 적음", "outsourcing denied beside a named contractor"),
    checks: (
        "‘위탁하지 않음’, ‘자체 운영’, ‘해당 없음’이라고 하면서 수탁업체를 적었는지, 위탁 운영이라고 하면서 수탁업체가 없는지 봅니다.",
        "Finds 위탁하지 않음, 자체 운영 or 해당 없음 beside a named contractor, and cameras said to be run by a contractor with none named."
    ),
    why: (
        "누가 영상을 다루는지는 공개해야 하는 사항입니다. 둘 가운데 하나는 사실이 아닙니다.",
        "Who handles the images must be public; one of the two statements is untrue."
    ),
    example: "5. 위탁에 관한 사항 : 해당 없음(자체 운영)\n수탁업체\t담당자\t연락처\n가온시큐리티\t김가람\t1588-0055",
    remedy: ("위탁하고 있는지 확인해 맞는 쪽만 남깁니다.", "Find out which is true and keep that alone."),
    exceptions: [
        ("영상을 보지 않는 장비의 판매, 설치, 유지보수만 맡긴 경우", "sale, installation or maintenance of equipment alone, without access to images"),
        ("시설마다 다르다고 적은 경우", "sites that differ, when said so"),
        ("줄임표나 빈 칸만 있는 수탁업체 표", "a table of contractors that holds dashes alone"),
    ],
    check: Notice(check),
}

patterns! {
    NONE = r"위탁[^.\t|]{0,16}?(?:하지\s?(?:않|아니)|않고|없\s?음|없습니다|안\s?함|해당\s?(?:사항\s?)?없\s?음?)|(?:자체|직접)\s?(?:운영|관리)(?:하고|합니다|함|중|\)|\s|$)|^\W*해당\s?(?:사항\s?)?없\s?음\W*$|[:：(]\s?해당\s?(?:사항\s?)?없\s?음";
    PARTLY = r"다만|단,|제외|일부|외에|이외|경우|재위탁|제3자에게";
    EQUIPMENT = r"유지|보수|수리|설치|점검|판매|납품|장비|임대";
    RUN_BY = r"운영\s?(?:방식|형태|방법|주체|구분)\s?[:：\t|]\s?(?P<s>위탁(?:\s?운영)?)(?:$|[\s,(\t|])";
}

fn check(view: &View, sink: &mut Sink) {
    let contractors = &view.notice.contractors;
    let named = contractors.iter().enumerate().find(|(_, c)| is_named(c) && !only_equipment(c));
    if let Some((i, contractor)) = named {
        for hit in hits(view.part_lines(Part::Contractor), &NONE) {
            let own = contractor.company.text().is_some_and(|t| t.unit() == Some(hit.unit));
            if own || says(&PARTLY, hit.sentence()) || hit.sentence().contains("규정") {
                continue;
            }
            let (subject, company) = (hit.text().trim(), view.raw_field(&contractor.company));
            sink.report(
                subject,
                hit.at(),
                bi!(
                    "‘{subject}’인데 수탁업체가 있습니다: {company}",
                    "It says {subject}, yet a contractor is named: {company}"
                ),
            )
            .pointer(format!("/contractors/{i}/company"))
            .related(first_span(&contractor.company), bi!("{company}", "{company}"));
        }
        return;
    }
    let silent = contractors.iter().all(|c| !is_named(c)) && view.real_sections(Part::Contractor).next().is_none();
    if !silent || view.delegated(Part::Contractor) || view.breaks_off() || view.notice.cut_off {
        return;
    }
    for hit in hits(view.body(), &RUN_BY) {
        let subject = hit.text();
        sink.report(
            subject,
            hit.at(),
            bi!(
                "위탁 운영이라고 하지만 수탁업체가 적혀 있지 않습니다.",
                "Said to be run by a contractor, but none is named."
            ),
        );
    }
}

fn only_equipment(c: &Contractor) -> bool {
    [&c.note, &c.contact].into_iter().map(Field::as_str).any(|t| says(&EQUIPMENT, t))
}
