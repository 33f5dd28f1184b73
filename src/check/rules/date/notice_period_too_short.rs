use crate::bi;
use crate::check::rule::declare_rule;
use crate::check::view::{first_span, spans};
use crate::check::{Sink, View};

declare_rule! {
    code: "DAT002", name: "notice-period-too-short", family: Date, severity: Warning, fix: None,
    basis: none,
    summary: ("방침이 약속한 예고 기간을 지키지 않음", "the notice period that the notice promises is not kept"),
    checks: (
        "‘시행하기 최소 7일 전에 공지’처럼 예고 기간을 약속한 방침에서, 공고일부터 시행일까지의 날수가 약속보다 짧은지 봅니다.",
        "Where a notice promises to announce changes some days ahead (usually seven), reports announcement and effect that lie closer together."
    ),
    why: (
        "기간은 법이 아니라 방침 스스로 정한 것이지만, 스스로 한 약속을 어기면 방침 전체를 믿기 어렵습니다.",
        "No statute sets the period; the notice does. A promise broken on the same page makes the rest hard to believe."
    ),
    example: "… 시행하기 최소 7일 전에 홈페이지로 알리겠습니다.\n- 공고일자 : 2024년 3월 4일 / 시행일자 : 2024년 3월 5일",
    remedy: (
        "다음 개정부터 공고일과 시행일 사이에 약속한 날수를 두거나, 지킬 수 있는 기간으로 약속을 고칩니다.",
        "Leave the promised days between announcement and effect, or promise a period that can be kept."
    ),
    exceptions: [
        ("예고 기간을 약속하지 않은 방침", "a notice that promises no period"),
        ("공고일이나 시행일이 하나라도 없는 방침", "a notice with one of the two dates missing"),
        ("약속한 날수를 꼭 채운 경우", "exactly the promised number of days"),
        ("‘즉시 시행’, ‘공고일부터 적용’이라고 밝힌 경우", "an immediate effect that is stated as such"),
        ("처음 만든 방침: 바꾼 것이 아니므로 예고할 일이 없습니다", "a first adoption: nothing was changed, so nothing had to be announced"),
    ],
    check: Notice(check),
}

fn check(view: &View, sink: &mut Sink) {
    let (notice, d) = (view.notice, &view.notice.dates);
    // what the settings want holds where the notice promises less
    let own = Some(view.thresholds.notice_days).filter(|days| *days > 0);
    let said = notice.promised_days.value().copied();
    let (Some(wanted), Some(&announced), Some(&effective)) = (said.max(own), d.announced.value(), d.effective.value())
    else {
        return;
    };
    let Ok(days) = announced.until(effective).map(|span| i64::from(span.get_days())) else { return };
    if days < 0 || days >= i64::from(wanted) {
        return;
    }
    let first = d.established.value().is_some_and(|e| *e == announced || *e == effective);
    if first && d.revised.is_missing() && notice.revisions.len() <= 1 {
        return;
    }
    if view.body().any(|l| l.raw.contains("즉시 적용") || l.raw.contains("즉시 시행") || l.raw.contains("공고일부터"))
    {
        return;
    }
    let subject = view.raw_field(&d.effective);
    sink.report(
        subject,
        spans(&d.effective),
        if said == Some(wanted) {
            bi!(
                "{wanted}일 전에 알린다고 약속했으나 공고일 {announced}부터 시행일 {effective}까지 {days}일입니다.",
                "The notice promises {wanted} days, yet from announcement ({announced}) to effect ({effective}) there are {days}."
            )
        } else {
            bi!(
                "설정에 따르면 {wanted}일 전에 알려야 하는데 공고일 {announced}부터 시행일 {effective}까지 {days}일입니다.",
                "The settings want {wanted} days, yet from announcement ({announced}) to effect ({effective}) there are {days}."
            )
        },
    )
    .pointer("/dates/effective")
    .related(first_span(&d.announced), bi!("공고일 {announced}", "announced {announced}"))
    .related(
        first_span(&notice.promised_days).filter(|_| said == Some(wanted)),
        bi!("{wanted}일 전 공지 약속", "the promise of {wanted} days"),
    );
}
