use crate::bi;
use crate::check::rule::declare_rule;
use crate::check::search::{patterns, says};
use crate::check::view::spans;
use crate::check::{Sink, View, cells, text};
use crate::model::{Bi, Concept, Contractor, Part};

declare_rule! {
    code: "OUT003", name: "contractor-company-missing", family: Outsourcing, severity: Warning, fix: None,
    basis: ("「개인정보 보호법 시행령」 제26조제2항, 제28조제2항", "Enforcement Decree arts. 26(2) and 28(2)"),
    summary: ("수탁업체의 이름이 없음", "a contractor without a name"),
    checks: (
        "담당자나 연락처는 있는데 수탁업체의 이름이 비었거나, ‘보안업체’처럼 어느 회사인지 알 수 없게 적었는지 봅니다.",
        "Finds a row of a person or a number whose company is blank, and companies named by kind alone (보안업체)."
    ),
    why: ("수탁자의 이름은 안내판과 방침에 공개해야 합니다.", "The name of a contractor must be public."),
    example: "수탁업체\t담당자\t연락처\n-\t김가람\t1588-0055",
    remedy: ("회사 이름을 적습니다.", "Give the name of the company."),
    exceptions: [
        ("위의 칸과 합쳐진 칸", "a cell merged with the one above"),
        ("모두 빈 줄: 위탁하지 않는다는 뜻일 수 있습니다", "a row of dashes alone, which may mean that nothing is outsourced"),
        ("잘린 문서나, 항목을 다른 문서에 맡긴 방침", "a file that breaks off, or a part handed over to another document"),
    ],
    check: Notice(check),
}

patterns! {
    KIND = r"^(?:보안|경비|용역|관리|유지\s?보수|위탁|수탁|전문|설치|외부|무인\s?경비)?\s?(?:업체|회사|사업자|용역\s?업체)(?:\s?명)?$|^업체명$";
}

fn check(view: &View, sink: &mut Sink) {
    if view.delegated(Part::Contractor) {
        return;
    }
    for (i, row) in view.notice.contractors.iter().enumerate() {
        let name = row.company.text();
        if let Some(name) = name.filter(|n| says(&KIND, n.as_str().trim())) {
            let subject = view.raw(name);
            sink.report(
                subject.clone(),
                name.spans(),
                bi!("어느 회사인지 적혀 있지 않습니다: {subject}", "Which company it is is not said: {subject}"),
            )
            .pointer(format!("/contractors/{i}/company"));
            continue;
        }
        if name.is_some_and(|n| !text::is_blank(n.as_str())) || !left_blank(view, row) {
            continue;
        }
        if view.breaks_off_in(Part::Contractor) {
            return sink.not_evaluated(Bi::new("위탁 항목에서 문서가 끝납니다", "the part on outsourcing breaks off"));
        }
        let said = [&row.phone, &row.contact].into_iter().find(|f| !text::is_blank(f.as_str()));
        let Some(said) = said else { continue };
        let subject = view.raw_field(said);
        sink.report(
            subject.clone(),
            spans(said),
            bi!("수탁업체의 이름이 비어 있습니다: {subject}", "The name of the contractor is blank: {subject}"),
        )
        .pointer(format!("/contractors/{i}/company"));
    }
}

/// Whether the row shows the blank: a dash or an empty cell before the person.
fn left_blank(view: &View, row: &Contractor) -> bool {
    let Some(cell) = cells::row_of([&row.phone, &row.contact, &row.note]) else { return !view.has_file() };
    cells::blank(view, cell, &[Concept::Company]).is_some()
}
