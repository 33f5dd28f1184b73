use crate::bi;
use crate::check::rule::declare_rule;
use crate::check::view::{first_span, spans};
use crate::check::{Sink, View};
use crate::model::{Field, Installation, Retention};
use crate::reference::compare_key;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    code: "CAM003", name: "retention-count-mismatch", family: Camera, severity: Error, fix: None,
    basis: none,
    summary: ("보관 항목의 대수와 설치 대수가 다름", "counts in the retention part do not fit the cameras"),
    checks: (
        "보관기간이나 보관장소에 적힌 대수(녹화 대상 13대, 1개월: 868대 …)를 더하여 같은 단위의 설치 대수나 전체 대수와 비교합니다.",
        "Adds up the counts given in the retention part and compares them with the cameras of the same unit, or with all."
    ),
    why: (
        "보관 대수와 설치 대수가 다르면 어느 카메라의 영상이 얼마 동안 남는지 알 수 없습니다.",
        "Where the two differ, nobody can tell which camera's images are kept, and for how long."
    ),
    example: "설치 대수 : 12대\n보관장소 : 방재실 (녹화 대상 13대)",
    remedy: (
        "설치 대수와 보관 대수를 확인하여 맞춥니다.",
        "Check both figures and make them agree."
    ),
    exceptions: [
        ("녹화기, 서버, 채널 수", "counts of recorders, servers and channels"),
        ("일부 카메라만 말하는 보관 줄", "a retention row about some of the cameras"),
        ("묶음 줄을 빼면 맞는 합계", "totals that fit once header rows are left out"),
    ],
    check: Notice(check),
}

static COUNT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?P<before>[가-힣A-Za-z]*)\s?[:：(]?\s?(?P<n>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,5})\s?대(?:[^가-힣]|$|분|임|의|는|가|를)").ok()
});

fn check(view: &View, sink: &mut Sink) {
    for (i, row) in view.notice.retention.iter().enumerate() {
        for (name, field) in [("period", &row.period), ("storage", &row.storage)] {
            let Some(numbers) = numbers(field) else { continue };
            let sum: u32 = numbers.iter().sum();
            let mates = mates(view, row);
            let wanted: u32 = mates.iter().filter_map(|m| m.count.value().copied()).sum();
            let fits = sum == wanted
                || Some(&sum) == view.notice.total_count.value()
                || view.notice.installations.iter().any(|m| m.count.value() == Some(&sum));
            if fits || wanted == 0 || (sum < wanted && numbers.len() == 1) {
                continue;
            }
            let subject = view.raw_field(field);
            sink.report(
                subject,
                spans(field),
                bi!(
                    "보관 항목의 대수를 더하면 {sum}대인데 설치 대수는 {wanted}대입니다.",
                    "The retention part counts {sum} cameras, the installations {wanted}."
                ),
            )
            .pointer(format!("/retention/{i}/{name}"))
            .related(mates.first().and_then(|m| first_span(&m.count)), bi!("설치 대수", "the cameras"));
        }
    }
}

/// Counts of cameras in a text; none when it has none, or counts machines.
fn numbers(field: &Field<String>) -> Option<Vec<u32>> {
    let text = field.text()?.as_str();
    if !text.contains('대') {
        return None;
    }
    let mut out = Vec::new();
    for found in COUNT.as_ref()?.captures_iter(text) {
        let before = found.name("before").map_or("", |m| m.as_str()).to_uppercase();
        let machine = ["DVR", "NVR", "녹화기", "서버", "저장장치", "모니터", "PC", "컴퓨터"];
        if machine.iter().any(|m| before.ends_with(m)) || text.contains("채널") {
            return None;
        }
        out.push(found.name("n")?.as_str().replace(',', "").parse().ok()?);
    }
    (!out.is_empty()).then_some(out)
}

/// The installations that a retention row is about.
fn mates<'n>(view: &View<'n>, row: &Retention) -> Vec<&'n Installation> {
    let all = &view.notice.installations;
    let key = |f: &Field<String>| compare_key(f.as_str());
    let (unit, site) = (key(&row.department), key(&row.facility));
    let same = |i: &&Installation| {
        (!site.is_empty() && site == key(&i.facility))
            || (site.is_empty() && !unit.is_empty() && unit == key(&i.department))
    };
    let own: Vec<&Installation> = all.iter().filter(same).collect();
    if own.is_empty() && unit.is_empty() && site.is_empty() { all.iter().collect() } else { own }
}
