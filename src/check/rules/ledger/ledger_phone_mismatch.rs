use crate::bi;
use crate::check::rule::declare_rule;
use crate::check::{Sink, View, ledger};
use crate::model::ledger::Comparison;

declare_rule! {
    code: "LED005", name: "ledger-phone-mismatch", family: Ledger, severity: Warning, fix: None,
    basis: ("개인정보 보호법 시행령 제25조제1항제3호", "Enforcement Decree of the Personal Information Protection Act, Article 25(1)3"),
    summary: ("방침과 대장의 연락처가 다름", "notice and ledger give different telephone numbers"),
    checks: (
        "짝지은 시설의 대장 연락처가 방침에 적힌 그 시설이나 부서의 연락처 가운데 있는지 봅니다.",
        "Looks for the number of the ledger among those that the notice gives for the facility or its department."
    ),
    why: (
        "정보주체가 잘못된 번호로 전화하면 열람을 요구할 수 없습니다.",
        "People who call a wrong number cannot ask to see their images."
    ),
    example: "방침: 042-555-0101 / 대장: 042-555-0199",
    remedy: (
        "전화를 걸어 확인하고 틀린 쪽을 고칩니다.",
        "Call both and correct the one that is wrong."
    ),
    exceptions: [
        ("지역번호만 한쪽에 없는 같은 번호", "the same number with the area code on one side alone"),
        ("방침에 그 시설이나 부서의 연락처가 없을 때", "a notice without a number for the facility or its department"),
    ],
    check: Ledger(check),
}

fn check(view: &View, comparison: &Comparison, sink: &mut Sink) {
    for (subject, group, _) in ledger::pairs(view, comparison) {
        if subject.phones.is_empty() {
            continue;
        }
        let known = |number: &str| subject.phones.iter().any(|p| same(p, number));
        let cells = ledger::cells(comparison, group, |e| {
            e.phone.as_ref().filter(|(number, _)| !known(number)).map(|(_, cell)| cell)
        });
        let Some(first) = cells.first() else { continue };
        let (name, said, place) = (&subject.name, &first.text, ledger::shown(&cells));
        let notice = subject.phones.join(", ");
        let message = bi!(
            "‘{name}’: 연락처가 방침은 {notice}, 대장은 {said}입니다 ({place}).",
            "“{name}”: the notice gives {notice}, the ledger {said} ({place})."
        );
        let at = if subject.at_phones.is_empty() { &subject.at_name } else { &subject.at_phones };
        sink.report(name.clone(), at.clone(), message).pointer(subject.pointer.clone()).ledger(cells);
    }
}

/// The same digits, or the same with an area code on one side alone.
fn same(a: &str, b: &str) -> bool {
    let digits = |s: &str| s.chars().filter(char::is_ascii_digit).collect::<String>();
    let (a, b) = (digits(a), digits(b));
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    a == b || (7..=8).contains(&short.len()) && long.starts_with('0') && long.ends_with(short.as_str())
}
