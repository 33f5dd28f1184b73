use crate::bi;
use crate::check::rule::declare_rule;
use crate::check::{Sink, View};
use crate::model::ledger::Comparison;

declare_rule! {
    code: "LED002", name: "ledger-facility-missing", family: Ledger, severity: Warning, fix: None,
    basis: none,
    summary: ("방침에 있는 시설이 대장에 없음", "a facility of the notice is not in the ledger"),
    checks: (
        "방침의 시설 가운데 대장의 어느 행과도 짝이 되지 않는 것을 찾습니다.",
        "Finds facilities of the notice that no row of the ledger fits."
    ),
    why: (
        "철거한 카메라가 방침에 남았거나, 새로 단 카메라를 대장에 올리지 않았을 수 있습니다.",
        "A camera that was taken down may still stand in the notice, or a new one was never entered."
    ),
    example: "방침: 노을공원 2대 / 대장: (없음)",
    remedy: (
        "현장을 확인하고 대장에 올리거나 방침에서 지웁니다.",
        "Check on site; enter it in the ledger or take it out of the notice."
    ),
    exceptions: [
        ("이름이 조금 달라 여러 행과 맞을 수 있는 시설은 애매한 것으로 따로 알립니다", "a facility that several rows would fit is listed as ambiguous"),
        ("대장에 이 기관의 행이 없을 때", "a ledger without rows of this institution"),
    ],
    check: Ledger(check),
}

fn check(view: &View, comparison: &Comparison, sink: &mut Sink) {
    for &index in &comparison.not_in_ledger {
        let subject = &comparison.subjects[index];
        if subject.notice != view.index {
            continue;
        }
        let (name, file) = (&subject.name, &comparison.ledger.name);
        let message =
            bi!("‘{name}’을(를) 대장 {file}에서 찾지 못했습니다.", "“{name}” was not found in the ledger {file}.");
        sink.report(name.clone(), subject.at_name.clone(), message).pointer(subject.pointer.clone());
    }
}
