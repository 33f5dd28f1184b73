use crate::bi;
use crate::check::batch::{BatchSink, One, which};
use crate::check::rule::declare_rule;
use crate::model::Severity;
use crate::model::batch::NumberKey;
use std::collections::BTreeMap;

declare_rule! {
    code: "BAT001", name: "phone-shared", family: Batch, severity: Warning, fix: None,
    basis: none,
    summary: ("서로 다른 기관이 같은 번호를 씀", "one number for unlike institutions"),
    checks: (
        "한 번에 검사한 방침들 가운데 이름도 지역도 다른 두 기관이 같은 전화번호를 적었는지 봅니다.",
        "Finds one telephone number in the notices of two institutions of other names and places."
    ),
    why: ("한쪽은 다른 기관의 방침을 베끼고 번호를 고치지 않은 것입니다.", "One of them was copied from the other and the number was left."),
    example: "새봄구청 방침 : 총무과장 02-555-0142\n가람군청 방침 : 행정과장 02-555-0142",
    remedy: ("두 기관의 번호를 확인해 고칩니다.", "Check the number of both."),
    exceptions: [
        ("한쪽 이름이 다른 쪽 이름을 담은 기관(구청과 그 동)", "bodies of which one name holds the other"),
        ("같은 지역의 기관과 같은 사람이 맡은 기관: 참고로만 알립니다", "bodies of one region, which is told as information; and those of one person"),
        ("전국 대표번호와 짧은 번호", "nationwide numbers and short codes"),
    ],
    check: Batch(compare),
}

fn compare(all: &[One], sink: &mut BatchSink) {
    let mut seen: BTreeMap<&str, Vec<(One, &NumberKey)>> = BTreeMap::new();
    for one in all.iter().filter(|o| !o.keys.body.is_empty()) {
        for number in one.keys.numbers.iter().filter(|n| n.area.is_some()) {
            seen.entry(&number.number).or_default().push((*one, number));
        }
    }
    for uses in seen.values() {
        let Some((first, theirs)) = uses.first() else { continue };
        let mut told: Vec<(usize, u32)> = Vec::new();
        for (one, own) in &uses[1..] {
            let (a, b) = (&first.keys.body, &one.keys.body);
            let kin = a == b || a.contains(b.as_str()) || b.contains(a.as_str());
            let one_person = !own.person.is_empty() && own.person == theirs.person;
            let place = (one.input, one.keys.notice);
            if kin || one_person || told.contains(&place) {
                continue;
            }
            told.push(place);
            let known = !first.keys.region.is_empty() && !one.keys.region.is_empty();
            let severity =
                if known && first.keys.region != one.keys.region { Severity::Warning } else { Severity::Info };
            let (number, other, file) = (&own.number, &first.keys.institution.text, which(*one, *first));
            let (ko, en) = (file.ko, file.en);
            let message =
                bi!("{other}도 같은 번호입니다: {number} ({ko})", "{other} gives the same number: {number} ({en})");
            sink.report(*one, severity, &own.quote, &own.pointer, message);
        }
    }
}
