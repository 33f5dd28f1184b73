use crate::bi;
use crate::check::rule::declare_rule;
use crate::check::{Sink, View, ledger};
use crate::model::ledger::Comparison;

declare_rule! {
    code: "LED003", name: "notice-facility-missing", family: Ledger, severity: Error, fix: None,
    basis: ("개인정보 보호법 제25조제7항, 같은 법 시행령 제25조제1항제2호", "Personal Information Protection Act, Article 25(7); its Enforcement Decree, Article 25(1)2"),
    summary: ("대장에 있는 시설이 방침에 없음", "a facility of the ledger is not in the notice"),
    checks: (
        "대장의 시설 가운데 방침의 어느 것과도 짝이 되지 않는 것을 찾습니다. 부서 열이 있는 대장은 방침이 다루는 부서의 행만 봅니다.",
        "Finds facilities of the ledger that nothing in the notice fits. Of a ledger with departments, those that the notice is about count."
    ),
    why: (
        "운영하는 카메라는 모두 방침에 있어야 합니다. 빠진 카메라는 정보주체가 알 수 없습니다.",
        "Every camera in use belongs in the notice; people cannot know of one that is left out."
    ),
    example: "대장: 별내공원 3대 / 방침: (없음)",
    remedy: (
        "방침의 설치 현황에 시설을 더하거나, 철거했다면 대장에서 지웁니다.",
        "Add the facility to the notice, or take it out of the ledger when it was removed."
    ),
    exceptions: [
        ("방침이 다루지 않는 다른 부서나 다른 기관의 행", "rows of other departments or institutions"),
        ("이름만으로는 여러 시설과 맞을 수 있는 행", "a row that would fit several facilities"),
    ],
    check: Ledger(check),
}

fn check(view: &View, comparison: &Comparison, sink: &mut Sink) {
    // what is missing is missing from the file, and told with its first notice
    if view.index != 1 {
        return;
    }
    for &index in &comparison.not_in_notice {
        let group = &comparison.groups[index];
        let (name, cell) = (&group.name.text, comparison.ledger.place(&group.name));
        let place = cell.shown();
        let counted = group.count.map(|n| n.to_string()).unwrap_or_default();
        let (ko, en) = match group.count {
            Some(_) => (format!(" {counted}대"), format!(" with {counted} cameras")),
            None => (String::new(), String::new()),
        };
        let message = bi!(
            "대장의 ‘{name}’{ko}이(가) 방침에 없습니다 ({place}).",
            "“{name}”{en} of the ledger is not in the notice ({place})."
        );
        let cells = ledger::cells(comparison, group, |e| e.name(comparison.level));
        sink.report(name.to_string(), Vec::new(), message).ledger(cells);
    }
}
