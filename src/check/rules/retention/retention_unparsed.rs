use crate::bi;
use crate::check::rule::declare_rule;
use crate::check::view::spans;
use crate::check::{Sink, View};
use crate::value::period::{self, PeriodKind};

declare_rule! {
    code: "RET003", name: "retention-unparsed", family: Retention, severity: Warning, fix: None,
    basis: ("「개인정보 보호법 시행령」 제25조제1항제4호", "Enforcement Decree art. 25(1) item 4"),
    summary: ("보관기간의 뜻을 알 수 없음", "the retention period cannot be understood"),
    checks: (
        "보관기간 자리에 글은 있으나 날수도, 범위도, ‘녹화하지 않음’도 아닌 경우를 알립니다.",
        "Reports wording in place of a period that gives neither days nor a range, nor says that nothing is recorded."
    ),
    why: (
        "몇 일인지 알 수 없는 기간은 적지 않은 것과 같습니다. 서로 다른 두 숫자가 있으면 어느 쪽이 맞는지 알 수 없습니다.",
        "A period that cannot be told is as good as none; of two figures nobody knows which holds."
    ),
    example: "보관기간 : 1개월(14)",
    remedy: (
        "‘촬영일로부터 30일’처럼 날수로 적습니다.",
        "Write the days: 촬영일로부터 30일."
    ),
    exceptions: [
        ("범위(15~30일), 카메라마다 다른 기간, ‘최대 30일(용량에 따라 단축)’", "ranges (15~30일), periods by camera, 최대 30일(용량에 따라 단축)"),
        ("녹화하지 않는다는 말(미보유, 실시간 관제)", "words that say nothing is recorded (미보유, 실시간 관제)"),
        ("‘영구’나 ‘목적을 이룰 때까지’처럼 뜻이 분명한 말", "words of a clear meaning: 영구, 목적 달성 시까지"),
        ("서식의 자리 표시(00일): 따로 알립니다", "a placeholder (00일), which has a rule of its own"),
    ],
    check: Notice(check),
}

fn check(view: &View, sink: &mut Sink) {
    for (i, row) in view.notice.retention.iter().enumerate() {
        let Some(text) = row.period.text() else { continue };
        if row.days.value().is_some() || period::parse(text.as_str()).kind != PeriodKind::Unparsed {
            continue;
        }
        let raw = view.raw_field(&row.period);
        if raw.chars().count() > 40 || !raw.contains(|c: char| c.is_alphanumeric()) {
            continue; // a cell that was put together wrongly says nothing about the notice
        }
        sink.report(
            raw.clone(),
            spans(&row.period),
            bi!("보관기간이 며칠인지 알 수 없습니다: {raw}", "The retention period cannot be understood: {raw}"),
        )
        .pointer(format!("/retention/{i}/period"));
    }
}
