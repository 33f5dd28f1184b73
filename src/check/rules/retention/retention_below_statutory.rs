use crate::bi;
use crate::check::rule::declare_rule;
use crate::check::search::{patterns, says};
use crate::check::view::spans;
use crate::check::{Sink, View};
use crate::model::Bi;

declare_rule! {
    code: "RET009", name: "retention-below-statutory", family: Retention, severity: Info, fix: None,
    basis: ("「영유아보육법」 제15조의5, 「노인장기요양보험법」 제33조의2, 「공동주택관리법 시행규칙」 제8조",
            "Child Care Act art. 15-5; Long-Term Care Insurance Act art. 33-2; Enforcement Rule of the Multi-Family Housing Management Act art. 8"),
    summary: ("법령이 정한 보관기간보다 짧음", "kept for less than a law asks for"),
    checks: (
        "어린이집과 장기요양기관의 보관기간이 60일보다 짧은지, 공동주택의 보관기간이 30일보다 짧은지 봅니다.",
        "Compares the period of nurseries and long-term care institutions with 60 days, and of apartment houses with 30."
    ),
    why: (
        "이 시설들은 따로 정한 법령이 있어 ‘30일 이내’라는 일반 기준보다 오래 보관해야 합니다.",
        "Laws of their own bind these places to keep images longer than the general thirty days."
    ),
    example: "햇살어린이집 고정형 영상정보처리기기 운영·관리 방침\n보관기간 : 30일",
    remedy: ("해당 법령을 확인해 보관기간을 고칩니다.", "Check the law and mend the period."),
    exceptions: [
        ("경로당, 노인복지관, 지역아동센터, 유치원, 요양병원", "경로당, 노인복지관, 지역아동센터, 유치원, 요양병원, which these laws do not cover"),
        ("여러 시설을 적은 방침에서 그 시설의 기간을 따로 적지 않은 경우", "one site among many whose own period is not given"),
    ],
    check: Notice(check),
}

patterns! {
    SIXTY = r"어린이집|요양원|요양\s?센터|요양시설|주야간\s?보호|주·야간\s?보호|재가\s?(?:노인\s?)?(?:복지|요양|센터)";
    THIRTY = r"아파트|입주자\s?대표|공동주택";
    NEITHER = r"요양병원|지원센터|구청|시청|군청";
}

fn check(view: &View, sink: &mut Sink) {
    let notice = view.notice;
    if notice.institution.is_missing() && notice.retention.iter().all(|r| r.facility.is_missing()) {
        return sink.not_evaluated(Bi::new("기관의 이름을 알 수 없습니다", "the name of the institution is not known"));
    }
    for (i, row) in notice.retention.iter().enumerate() {
        let Some(days) = row.days.value().copied() else { continue };
        let named = [row.facility.as_str(), row.department.as_str(), notice.institution.as_str()];
        let Some(place) = named.into_iter().find(|n| !n.is_empty()) else { continue };
        let least = match place {
            p if says(&NEITHER, p) => continue,
            p if says(&SIXTY, p) => 60,
            p if says(&THIRTY, p) => 30,
            _ => continue,
        };
        // one month is thirty days, two are sixty
        if days >= least || (days >= 28 && least == 30) {
            continue;
        }
        let raw = view.raw_field(&row.period);
        sink.report(
            raw.clone(),
            spans(&row.period),
            bi!(
                "{place}의 영상은 {least}일 이상 보관하도록 한 법령이 있습니다: {raw}",
                "A law asks {place} to keep images for {least} days or more: {raw}"
            ),
        )
        .pointer(format!("/retention/{i}/period"));
    }
}
