use crate::bi;
use crate::check::rule::declare_rule;
use crate::check::{Sink, View, cells, text};
use crate::model::{Field, Text};
use crate::value::period;

declare_rule! {
    code: "RET008", name: "unit-missing", family: Retention, severity: Info, fix: Propose,
    basis: none,
    summary: ("촬영시간이나 보관기간의 단위가 없음", "hours or a period without a unit"),
    checks: (
        "촬영시간 칸에 ‘24’, 보관기간 칸에 ‘30’처럼 숫자만 있고 제목에도 단위가 없는지 봅니다.",
        "Finds a bare number under 촬영시간 (24) or 보관기간 (30) where the heading gives no unit either."
    ),
    why: ("30이 날인지 개월인지 시간인지 읽는 사람이 짐작해야 합니다.", "A reader has to guess whether 30 are days, months or hours."),
    example: "촬영시간\t보관기간\t보관장소\n24\t30\t관리실",
    remedy: ("‘24시간’, ‘30일’처럼 단위를 붙입니다.", "Add the unit: 24시간, 30일."),
    exceptions: [
        ("제목에 단위가 있는 경우(보관기간(일))", "a unit in the heading: 보관기간(일)"),
        ("설치 대수: 제목이 단위를 말합니다", "numbers of cameras: 대수 says the unit"),
        ("보관기간으로 보기 어려운 숫자: 따로 알립니다", "a number that is no likely period, which has a rule of its own"),
    ],
    check: Notice(check),
}

fn check(view: &View, sink: &mut Sink) {
    for (i, row) in view.notice.retention.iter().enumerate() {
        let bare = |t: &Text| {
            let text = t.as_str().trim().to_owned();
            (!text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())).then_some(text)
        };
        if let Some(said) = row.hours.text()
            && bare(said).as_deref() == Some("24")
            && !has_unit(view, &row.hours, &["시간", "(시)"])
        {
            report(view, sink, said, "시간", &format!("/retention/{i}/hours"));
        }
        if let Some(said) = row.period.text()
            && bare(said).is_some()
            && period::parse(said.as_str()).unit_missing
            && !has_unit(view, &row.period, &["일)", "일]", "단위", "일 )"])
        {
            report(view, sink, said, "일", &format!("/retention/{i}/period"));
        }
    }
}

fn report(view: &View, sink: &mut Sink, said: &Text, unit: &str, pointer: &str) {
    let subject = view.raw(said);
    sink.report(subject.clone(), said.spans(), bi!("‘{subject}’에 단위가 없습니다.", "{subject} has no unit."))
        .pointer(pointer)
        .suggest(format!("{subject}{unit}"));
}

/// Whether the heading over the value, or the label before it, says the unit; `촬영시간` itself says none.
fn has_unit(view: &View, field: &Field<String>, units: &[&str]) -> bool {
    let says = |t: &str| {
        let t = text::without_spaces(t).replace("촬영시간", "").replace("녹화시간", "").replace("운영시간", "");
        units.iter().any(|u| t.contains(u))
    };
    let heads = field.evidence().and_then(|by| by.cell).map(|c| cells::headings(view, c)).unwrap_or_default();
    let line = field.text().and_then(|t| t.spans().first().copied());
    let label = line.and_then(|s| view.source.unit(s.unit).get(..s.start as usize));
    heads.iter().any(|h| says(h)) || (heads.is_empty() && label.is_some_and(says))
}
