use crate::bi;
use crate::check::rule::declare_rule;
use crate::check::{Sink, View, ledger};
use crate::model::ledger::Comparison;

declare_rule! {
    code: "LED001", name: "ledger-count-mismatch", family: Ledger, severity: Error, fix: None,
    basis: ("개인정보 보호법 시행령 제25조제1항제2호", "Enforcement Decree of the Personal Information Protection Act, Article 25(1)2"),
    summary: ("방침과 대장의 카메라 대수가 다름", "notice and ledger count different numbers of cameras"),
    checks: (
        "방침과 대장에서 같은 시설로 짝지은 것의 대수를 견줍니다. 한 이름에 여러 행이 있으면 더하여 견줍니다.",
        "Compares the counts of facilities that were matched. Rows of one name are added up on either side."
    ),
    why: (
        "방침은 실제로 운영하는 대수를 알려야 합니다. 대장이 맞다면 방침을, 방침이 맞다면 대장을 고쳐야 합니다.",
        "A notice must tell how many cameras are in use. One of the two is out of date."
    ),
    example: "방침: 달빛도서관 4대 / 대장: 달빛도서관 5대",
    remedy: (
        "현장의 대수를 확인하고 틀린 쪽을 고칩니다.",
        "Count on site and correct the one that is wrong."
    ),
    exceptions: [
        ("한쪽에 대수가 없는 시설", "a facility without a count on one side"),
        ("어느 행과 짝인지 가릴 수 없는 시설", "a facility that several rows would fit"),
    ],
    check: Ledger(check),
}

fn check(view: &View, comparison: &Comparison, sink: &mut Sink) {
    for (subject, group, _) in ledger::pairs(view, comparison) {
        let (Some(notice), Some(counted)) = (subject.count, group.count) else { continue };
        if notice == counted {
            continue;
        }
        let cells = ledger::cells(comparison, group, |e| e.count.as_ref().map(|(_, cell)| cell));
        let (name, place) = (&subject.name, ledger::shown(&cells));
        let message = bi!(
            "‘{name}’: 방침은 {notice}대, 대장은 {counted}대입니다 ({place}).",
            "“{name}”: the notice says {notice}, the ledger {counted} ({place})."
        );
        let at = if subject.at_count.is_empty() { &subject.at_name } else { &subject.at_count };
        sink.report(name.clone(), at.clone(), message).pointer(subject.pointer.clone()).ledger(cells);
    }
}
