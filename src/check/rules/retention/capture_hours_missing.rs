use crate::bi;
use crate::check::rule::declare_rule;
use crate::check::search::{patterns, says};
use crate::check::view::spans;
use crate::check::{Sink, View, cells};
use crate::model::{Bi, Concept, Part, Retention};
use crate::value::hours;

declare_rule! {
    code: "RET005", name: "capture-hours-missing", family: Retention, severity: Warning, fix: None,
    basis: ("「개인정보 보호법」 제25조제4항제2호, 같은 법 시행령 제25조제1항제4호",
            "Personal Information Protection Act art. 25(4) item 2; Enforcement Decree art. 25(1) item 4"),
    summary: ("촬영시간이 없거나 있을 수 없는 시간임", "no capture hours, or hours that cannot be"),
    checks: (
        "보관기간이나 보관장소는 있는데 촬영시간이 어디에도 없거나 한 시설만 비어 있는지, 25시간이나 09:00~09:00처럼 있을 수 없는 시간인지 봅니다.",
        "Reports a notice, or one row of it, that gives period or place but no hours, and hours that cannot be (25시간, 09:00~09:00)."
    ),
    why: (
        "언제 찍히는지는 방침과 안내판에 모두 적어야 하는 사항이고, 열람을 요구할 사람이 먼저 확인하는 것입니다.",
        "When cameras film must stand in the policy and on the sign, and is what a person asks first."
    ),
    example: "보관기간\t보관장소\n30일\t관리실",
    remedy: ("촬영시간을 적습니다. 하루 종일이면 ‘24시간’이라고 적습니다.", "State the hours; 24시간 when it is all day."),
    exceptions: [
        ("24시간, 상시, 연중무휴, 일몰~일출, 근무시간 외, 자정을 넘는 시간", "24시간, 상시, 연중무휴, 일몰~일출, 근무시간 외, hours that cross midnight"),
        ("움직임이 있을 때만 녹화하는 24시간 촬영", "24 hours with recording on motion"),
        ("모든 카메라에 적용되는 문장이 하나 있는 경우", "one general sentence for all"),
        ("잘린 문서나, 항목을 다른 문서에 맡긴 방침", "a file that breaks off, or a part handed over to another document"),
    ],
    check: Notice(check),
}

patterns! {
    HOURS = r"24\s?시간|상시|연중\s?무휴|일몰|근무\s?시간|업무\s?시간|운영\s?시간|이용\s?시간|영업\s?시간|(?:촬영|녹화|작동|가동|운영)\s?(?:시간|시각)\s?(?:은|[:：\-])\s?\S|[0-9]{1,2}\s?[:시]\s?[0-9]{0,2}분?\s?[~∼～-]|시간\s?동안|하루\s?종일|주·?야간|365일";
}

fn check(view: &View, sink: &mut Sink) {
    let rows = &view.notice.retention;
    let mut given = false;
    for (i, row) in rows.iter().enumerate() {
        let Some(text) = row.hours.text() else { continue };
        given = true;
        if hours::impossible(text.as_str()) {
            let subject = view.raw(text);
            sink.report(
                subject.clone(),
                text.spans(),
                bi!("있을 수 없는 촬영시간입니다: {subject}", "Hours that cannot be: {subject}"),
            )
            .pointer(format!("/retention/{i}/hours"));
        }
    }
    if view.delegated(Part::Retention) {
        return;
    }
    if given {
        return one_empty(view, sink);
    }
    let about = rows.iter().position(|r| !r.period.is_missing() || !r.storage.is_missing());
    let Some(first) = about else { return };
    // a placeholder is no time, and another rule tells
    let timed = |r: &Retention| {
        cells::row_of([&r.period, &r.storage]).is_some_and(|c| cells::filled(view, c, &[Concept::Hours]))
    };
    if rows.iter().any(timed) {
        return;
    }
    if view.body().any(|l| says(&HOURS, l.raw)) {
        return;
    }
    if view.breaks_off_in(Part::Retention) && !rows.iter().any(|r| !r.period.is_missing() && !r.storage.is_missing()) {
        return sink.not_evaluated(Bi::new("보관 항목이 중간에서 끝납니다", "the part on retention breaks off"));
    }
    let row = &rows[first];
    let at = if row.period.is_missing() { spans(&row.storage) } else { spans(&row.period) };
    sink.report("촬영시간", at, bi!("촬영시간이 적혀 있지 않습니다.", "No capture hours (촬영시간) are given."))
        .pointer(format!("/retention/{first}"));
}

/// One row is empty where the others are filled.
fn one_empty(view: &View, sink: &mut Sink) {
    for (i, row) in view.notice.retention.iter().enumerate().filter(|(_, r)| r.hours.is_missing()) {
        let Some(cell) = cells::row_of([&row.facility, &row.department, &row.period, &row.storage]) else { continue };
        let Some(blank) = cells::blank(view, cell, &[Concept::Hours]) else { continue };
        let label = [&row.facility, &row.department].into_iter().find(|f| !f.is_missing());
        let (subject, at) = match label {
            Some(label) => (view.raw_field(label), spans(label)),
            None if blank.at.is_empty() => continue,
            None => ("촬영시간".to_owned(), blank.at),
        };
        sink.report(subject.clone(), at, bi!("촬영시간이 비어 있습니다: {subject}", "No capture hours: {subject}"))
            .pointer(format!("/retention/{i}/hours"));
    }
}
