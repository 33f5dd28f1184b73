use crate::bi;
use crate::check::batch::{BatchSink, One, by_body, gravity, which};
use crate::check::rule::declare_rule;
use crate::model::Severity;

declare_rule! {
    code: "BAT002", name: "retention-disagreement", family: Batch, severity: Warning, fix: None,
    basis: none,
    summary: ("한 기관의 방침들이 보관기간을 달리 적음", "notices of one institution disagree on the period"),
    checks: (
        "한 번에 검사한 방침들 가운데 한 기관의 두 방침이 보관기간을 서로 다르게 적었는지 봅니다.",
        "Compares the periods of two notices of one institution."
    ),
    why: ("같은 영상을 두고 두 가지 약속이 공개되어 있습니다.", "Two promises about the same images are public."),
    example: "방침 가 : 보관기간 30일\n방침 나(같은 기관) : 보관기간 60일",
    remedy: ("어느 방침이 지금의 것인지 확인하고 나머지를 고치거나 내립니다.", "Find out which holds, and mend or withdraw the other."),
    exceptions: [
        ("시설이 다르거나 날짜가 다른 두 방침: 참고로만 알립니다", "notices on other facilities or of other days, told as information"),
        ("시설마다 보관기간이 다른 방침", "a notice with several periods"),
    ],
    check: Batch(compare),
}

fn compare(all: &[One], sink: &mut BatchSink) {
    for group in by_body(all) {
        let known: Vec<_> = group.iter().filter_map(|o| o.keys.days.as_ref().map(|d| (*o, d))).collect();
        let Some((first, (days, theirs))) = known.first().copied() else { continue };
        for (one, (own, quote)) in &known[1..] {
            let equal = own == days || ((28..=31).contains(own) && (28..=31).contains(days));
            if equal {
                continue;
            }
            let (a, b) = (&first.keys.facilities, &one.keys.facilities);
            let apart = (!a.is_empty() || !b.is_empty()) && a.is_disjoint(b);
            let severity = if apart { Severity::Info } else { gravity(first.keys, one.keys) };
            let (theirs, file) = (&theirs.text, which(*one, first));
            let (ko, en) = (file.ko, file.en);
            let message = bi!(
                "같은 기관의 다른 방침은 {theirs}입니다 ({ko}).",
                "Another notice of the institution has {theirs} ({en})."
            );
            sink.report(*one, severity, quote, "/retention/0/period", message);
        }
    }
}
