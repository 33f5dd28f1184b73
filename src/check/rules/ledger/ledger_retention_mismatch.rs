use crate::bi;
use crate::check::rule::declare_rule;
use crate::check::{Sink, View, ledger};
use crate::model::ledger::Comparison;

declare_rule! {
    code: "LED004", name: "ledger-retention-mismatch", family: Ledger, severity: Error, fix: None,
    basis: ("개인정보 보호법 시행령 제25조제1항제4호", "Enforcement Decree of the Personal Information Protection Act, Article 25(1)4"),
    summary: ("방침과 대장의 보관일수가 다름", "notice and ledger give different retention periods"),
    checks: (
        "짝지은 시설의 보관일수를 견줍니다. 방침에 그 시설의 기간이 없으면 방침 전체의 기간과 견줍니다.",
        "Compares the days of matched facilities, or those of the whole notice where it gives no other for the facility."
    ),
    why: (
        "알린 기간과 실제 기간이 다르면 보관이 위법이 되거나 열람 요구에 답하지 못할 수 있습니다.",
        "Where the stated and the actual period differ, images are kept unlawfully or are gone when asked for."
    ),
    example: "방침: 촬영일로부터 30일 / 대장: 보관일수 60",
    remedy: (
        "녹화기의 설정을 확인하고 틀린 쪽을 고칩니다.",
        "Look at the settings of the recorder and correct the one that is wrong."
    ),
    exceptions: [
        ("30일과 1개월", "30 days and one month"),
        ("한쪽이 숫자로 된 기간을 말하지 않을 때", "a side without a plain number of days"),
    ],
    check: Ledger(check),
}

fn check(view: &View, comparison: &Comparison, sink: &mut Sink) {
    for (subject, group, _) in ledger::pairs(view, comparison) {
        let Some(notice) = subject.days else { continue };
        let cells = ledger::cells(comparison, group, |e| {
            e.days.as_ref().filter(|(days, _)| *days != notice).map(|(_, cell)| cell)
        });
        let Some(first) = cells.first() else { continue };
        let (name, said, place) = (&subject.name, &first.text, ledger::shown(&cells));
        let message = bi!(
            "‘{name}’: 보관기간이 방침은 {notice}일, 대장은 ‘{said}’입니다 ({place}).",
            "“{name}”: the notice keeps images for {notice} days, the ledger says “{said}” ({place})."
        );
        let at = if subject.at_days.is_empty() { &subject.at_name } else { &subject.at_days };
        sink.report(name.clone(), at.clone(), message).pointer(subject.pointer.clone()).ledger(cells);
    }
}
