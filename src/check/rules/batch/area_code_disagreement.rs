use crate::bi;
use crate::check::batch::{BatchSink, One, by_body, which};
use crate::check::rule::declare_rule;
use crate::model::Severity;
use std::collections::BTreeSet;

declare_rule! {
    code: "BAT003", name: "area-code-disagreement", family: Batch, severity: Warning, fix: None,
    basis: none,
    summary: ("한 기관의 방침들이 다른 지역번호를 씀", "notices of one institution with other area codes"),
    checks: (
        "한 번에 검사한 방침들 가운데 한 기관의 두 방침에 적힌 지역번호가 하나도 겹치지 않는지 봅니다.",
        "Reports two notices of one institution whose area codes have nothing in common."
    ),
    why: ("한 기관의 사무실은 대개 한 통화권에 있으므로 한쪽 번호가 틀렸을 수 있습니다.", "The offices of one body are mostly in one call zone; one of the numbers may be wrong."),
    example: "방침 가 : 032-555-0142\n방침 나(같은 기관) : 033-555-0143",
    remedy: ("번호를 확인해 고칩니다.", "Check the numbers."),
    exceptions: [
        ("여러 지역에 사무실이 있는 기관으로, 한 방침에 지역번호가 여럿인 경우", "a body with offices in several regions, that is, with several codes in one notice"),
        ("전국 대표번호와 070", "nationwide numbers and 070"),
    ],
    check: Batch(compare),
}

fn compare<'a>(all: &[One<'a>], sink: &mut BatchSink) {
    for group in by_body(all) {
        let known: Vec<(One, BTreeSet<&str>)> =
            group.iter().map(|o| (*o, codes(*o))).filter(|(_, c)| !c.is_empty()).collect();
        if known.iter().any(|(_, c)| c.len() > 1) {
            continue;
        }
        // what most notices have is taken for right
        let count = |code: &str| known.iter().filter(|(_, c)| c.contains(code)).count();
        let Some((first, usual)) = known.iter().rev().max_by_key(|(_, c)| c.first().map_or(0, |c| count(c))) else {
            continue;
        };
        for (one, own) in known.iter().filter(|(_, c)| c.is_disjoint(usual)) {
            let Some(number) = one.keys.numbers.iter().find(|n| n.area.is_some()) else { continue };
            let (a, b) = (own.first().copied().unwrap_or_default(), usual.first().copied().unwrap_or_default());
            let file = which(*one, *first);
            let (ko, en) = (file.ko, file.en);
            let message = bi!(
                "지역번호가 {a}인데 같은 기관의 다른 방침은 {b}입니다 ({ko}).",
                "The area code is {a}; another notice of the institution has {b} ({en})."
            );
            sink.report(*one, Severity::Warning, &number.quote, &number.pointer, message);
        }
    }
}

/// The area codes of a notice.
fn codes(one: One<'_>) -> BTreeSet<&str> {
    one.keys.numbers.iter().filter_map(|n| n.area.as_deref()).collect()
}
