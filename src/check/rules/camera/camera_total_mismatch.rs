use crate::bi;
use crate::check::rule::declare_rule;
use crate::check::view::{first_span, spans};
use crate::check::{Sink, View, counts};
use crate::model::{Installation, Part, Text};
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    code: "CAM001", name: "camera-total-mismatch", family: Camera, severity: Error, fix: None,
    basis: ("「개인정보 보호법 시행령」 제25조제1항제2호", "Enforcement Decree art. 25(1) item 2"),
    summary: ("합계와 각 줄의 대수를 더한 값이 다름", "the stated total differs from the sum of the rows"),
    checks: (
        "방침이 밝힌 전체 대수가 각 줄의 설치 대수를 더한 값과 같은지 봅니다.",
        "Compares the total that the notice states with the sum of the rows that carry a count."
    ),
    why: (
        "설치 대수는 법령이 밝히도록 한 값입니다. 합계가 맞지 않으면 빠진 줄이 있거나 고치지 않은 값이 남은 것입니다.",
        "The number of cameras must be stated by law. A total that does not fit means a lost row or a figure that was not updated."
    ),
    example: "설치 장소\t설치 대수\n본관\t3대\n별관\t3대\n주차장\t4대\n합계\t11대",
    remedy: (
        "현장의 대수를 확인하여 합계나 해당 줄을 고칩니다.",
        "Count the cameras and correct the total or the row."
    ),
    exceptions: [
        ("소계나 누계처럼 다른 줄을 더한 줄", "rows that sum up other rows (소계, 누계)"),
        ("같은 카메라를 두 가지로 나눈 표(실내·실외와 층별): 한쪽만 맞아도 됩니다",
         "two classifications of the same cameras: one of them must fit"),
        ("개소, 채널, 녹화기 수", "sites, channels and recorders"),
        ("약, 여, 외, 등이 붙은 대수, 대수를 알 수 없는 줄이 있는 표", "approximate counts, and tables with a row of unknown count"),
        ("방침의 범위보다 넓은 합계(시 전체), 별첨에 맡긴 목록", "a total wider than the notice, or a list in an attachment"),
        ("표가 중간에서 잘린 문서", "a table that breaks off"),
    ],
    check: Notice(check),
}

fn check(view: &View, sink: &mut Sink) {
    let notice = view.notice;
    let Some(&total) = notice.total_count.value() else { return };
    if notice.installations.is_empty() || view.delegated(Part::Installation) {
        return;
    }
    let stated = notice.total_count.text().map_or("", |t| t.as_str());
    if counts::is_vague(stated) {
        return;
    }
    let known: Vec<u32> = notice.installations.iter().filter_map(|i| i.count.value().copied()).collect();
    let sum: u32 = known.iter().sum();
    let complete = known.len() == notice.installations.len();
    // the total under the rows closes the table
    let last = |i: &Installation| i.count.text().and_then(Text::last_unit);
    let closed = notice.total_count.text().and_then(Text::unit) > notice.installations.iter().filter_map(last).max();
    let whole = complete && (closed || view.goes_on_after(Part::Installation));
    if known.is_empty() || sum == total || (sum < total && !whole) {
        return;
    }
    if notice.installations.iter().any(|i| i.count.text().is_some_and(|t| counts::is_vague(t.as_str()))) {
        return;
    }
    // a row that repeats the rows under it, or a second way of counting the same cameras
    let repeats = known.len() >= 3 && known.iter().any(|n| sum - n == total);
    let halves = (1..known.len()).any(|k| {
        let first: u32 = known[..k].iter().sum();
        first == total
            && (sum - first == total || known[..k].len() >= 2 && known[k..].len() >= 2 && sum - first < total)
    });
    let by_points: u32 = notice.installations.iter().map(counts::of_points).sum();
    // a figure smaller than one of its rows is the total of something else
    let smaller = known.len() >= 2 && known.iter().any(|n| *n > total);
    let lost = sum < total && lost_row(view, total - sum, &known);
    if repeats || halves || smaller || lost || by_points == total {
        return;
    }
    let subject = view.raw_count(&notice.total_count);
    let rows = known.len();
    let mut draft = sink
        .report(
            subject,
            spans(&notice.total_count),
            bi!(
                "합계는 {total}대인데 {rows}개 줄을 더하면 {sum}대입니다.",
                "The total says {total}, yet the {rows} rows sum to {sum}."
            ),
        )
        .pointer("/total_count");
    for row in notice.installations.iter().take(12) {
        if let Some(n) = row.count.value() {
            draft = draft.related(first_span(&row.count), bi!("{n}대", "{n}"));
        }
    }
}

/// Whether the part prints a count that would fill the gap and is in no row: the row was lost, not the camera.
fn lost_row(view: &View, gap: u32, known: &[u32]) -> bool {
    static COUNT: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"([0-9]{1,5})\s?대").ok());
    let printed = view
        .section_lines(Part::Installation)
        .flat_map(|l| COUNT.iter().flat_map(|p| p.captures_iter(l.raw)))
        .filter(|c| c.get(1).is_some_and(|n| n.as_str().parse() == Ok(gap)))
        .count();
    printed > known.iter().filter(|n| **n == gap).count()
}
