use super::is_named;
use crate::bi;
use crate::check::rule::declare_rule;
use crate::check::search::{patterns, says};
use crate::check::view::spans;
use crate::check::{Sink, View};
use crate::model::{Bi, Contractor, Part, Text};
use crate::reference::compare_key;
use std::collections::BTreeSet;

declare_rule! {
    code: "OUT002", name: "contractor-contact-missing", family: Outsourcing, severity: Warning, fix: None,
    basis: ("「개인정보 보호법 시행령」 제26조제2항, 제28조제2항", "Enforcement Decree arts. 26(2) and 28(2)"),
    summary: ("수탁업체의 연락처가 없음", "a contractor without a telephone number"),
    checks: (
        "수탁업체를 적었는데 전화번호가 그 줄에도 위탁 항목에도 없는지 봅니다.",
        "Reports a named contractor with no number in its row or in the part on outsourcing."
    ),
    why: (
        "위탁하면 수탁자의 이름과 연락처를 안내판과 방침에 적어야 하고, 공개하지 않으면 과태료 대상입니다.",
        "Name and number of a contractor must stand on the sign and in the policy; not publishing them may be fined."
    ),
    example: "수탁업체\t담당자\t연락처\n가온시큐리티\t김가람\t-",
    remedy: ("수탁업체의 대표번호나 담당자 전화번호를 적습니다.", "Give the contractor's number."),
    exceptions: [
        ("전국 대표번호(1588-0000)", "a nationwide number"),
        ("여러 줄에 한 번만 적은 번호", "one number for several rows"),
        ("가린 번호: 다른 규칙이 알립니다", "a masked number, which has a rule of its own"),
        ("다른 곳에 번호가 있는 공공기관이 수탁자인 경우", "a public body whose number stands elsewhere"),
        ("잘린 문서나, 항목을 다른 문서에 맡긴 방침", "a file that breaks off, or a part handed over to another document"),
    ],
    check: Notice(check),
}

patterns! {
    WAY = r"[0-9]{2,4}\s?[-–.)]\s?[0-9*#○OX]{3,4}|[0-9]{7,}|@|[*#]{2,}[-)]|연락처[^.]{0,10}(?:참조|참고)|1[568][0-9]{2}";
    PUBLIC = r"시$|구$|군$|청$|공단$|공사$|체육회$|재단$|센터$|소$";
}

fn check(view: &View, sink: &mut Sink) {
    let rows = &view.notice.contractors;
    if view.delegated(Part::Contractor) || rows.iter().all(|c| !is_named(c)) {
        return;
    }
    if view.breaks_off_in(Part::Contractor) {
        return sink.not_evaluated(Bi::new("위탁 항목에서 문서가 끝납니다", "the part on outsourcing breaks off"));
    }
    let missing: Vec<usize> = (0..rows.len()).filter(|&i| is_named(&rows[i]) && !has_number(&rows[i])).collect();
    // numbers that extraction could not give to a row
    if view.part_lines(Part::Contractor).any(|l| says(&WAY, l.raw)) && missing.len() == rows.len() {
        return;
    }
    let key = |c: &Contractor| compare_key(c.company.as_str());
    let numbered: BTreeSet<String> = rows.iter().filter(|c| has_number(c)).map(key).collect();
    let starts: BTreeSet<u32> = rows.iter().filter_map(|c| c.company.text().and_then(Text::unit)).collect();
    for i in missing {
        let row = &rows[i];
        let beside = row.company.text().and_then(Text::unit).is_some_and(|u| {
            (u..u + 3).take_while(|n| *n == u || !starts.contains(n)).any(|n| says(&WAY, view.source.unit(n)))
        });
        let subject = view.raw_field(&row.company);
        if numbered.contains(&key(row)) || beside || says(&PUBLIC, subject.trim()) {
            continue;
        }
        sink.report(
            subject.clone(),
            spans(&row.company),
            bi!("수탁업체 {subject}의 연락처가 없습니다.", "The contractor {subject} has no telephone number."),
        )
        .pointer(format!("/contractors/{i}/phone"));
    }
}

fn has_number(c: &Contractor) -> bool {
    [&c.phone, &c.contact, &c.note]
        .into_iter()
        .filter_map(|f| f.text())
        .any(|t| says(&WAY, t.as_str()) || t.as_str().bytes().filter(u8::is_ascii_digit).count() >= 7)
}
