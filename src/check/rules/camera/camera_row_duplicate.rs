use crate::bi;
use crate::check::rule::declare_rule;
use crate::check::view::{first_span, spans};
use crate::check::{Sink, View};
use crate::model::{Field, Installation, Point, Text};
use crate::reference::compare_key;
use std::collections::BTreeMap;

declare_rule! {
    code: "CAM005", name: "camera-row-duplicate", family: Camera, severity: Warning, fix: None,
    basis: none,
    summary: ("설치 현황에 같은 줄이 두 번 있음", "the same row of cameras twice"),
    checks: (
        "부서, 시설, 위치, 목적, 촬영범위, 대수가 모두 같은 줄이 설치 현황에 두 번 있는지 봅니다.",
        "Finds two rows of cameras that are equal in department, facility, place, purpose, range and number."
    ),
    why: ("한 대를 두 번 세었거나, 복사한 줄을 고치지 않은 것입니다.", "Either a camera is counted twice, or a copied row was never edited."),
    example: "1층 로비\t2대\t출입구 방향\n1층 로비\t2대\t출입구 방향",
    remedy: ("한 줄을 지우거나, 다른 카메라라면 위치를 구별해 적습니다.", "Delete one row, or tell the two places apart."),
    exceptions: [
        ("하나라도 다른 줄", "rows that differ in any of these"),
        ("시설이 다른 ‘주차장’", "주차장 of two facilities"),
        ("쪽이 바뀌어 제목과 함께 다시 나온 줄", "a row printed again with the heading after a page break"),
        ("표의 서로 떨어진 곳에 있는 이름 없는 줄", "rows without a facility that stand apart in the table"),
    ],
    check: Notice(check),
}

fn check(view: &View, sink: &mut Sink) {
    let rows = &view.notice.installations;
    let keys: Vec<String> = rows.iter().map(key).collect();
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for (i, row) in rows.iter().enumerate() {
        let first = *seen.entry(&keys[i]).or_insert(i);
        let (Some(place), Some(_)) = (place(row), row.count.value()) else { continue };
        // merged cells may have lost what tells rows apart: without a facility only neighbours are compared
        let named = !row.facility.is_missing() && !row.points.is_empty();
        let before = if named { Some(first) } else { i.checked_sub(1).filter(|p| keys[*p] == keys[i]) };
        let Some(first) = before.filter(|b| *b < i).map(|b| &rows[b]) else { continue };
        let own = unit(row).zip(unit(first));
        // one place of the file that two rows share says nothing
        let shared = own.is_some_and(|(a, b)| a == b && first_span(place) == self::place(first).and_then(first_span));
        let headed = own.is_some_and(|(to, from)| {
            (from + 1..to).any(|u| {
                let raw = view.source.unit(u);
                raw.contains("대수") || raw.contains("촬영범위") || raw.contains("촬영 범위")
            })
        });
        if shared || headed {
            continue;
        }
        let subject = view.raw_field(place);
        sink.report(
            subject.clone(),
            spans(place),
            bi!("같은 줄이 두 번 있습니다: {subject}", "The same row stands twice: {subject}"),
        )
        .pointer(format!("/installations/{i}"))
        .related(self::place(first).and_then(first_span), bi!("앞의 {subject}", "the first {subject}"));
    }
}

fn place(row: &Installation) -> Option<&Field<String>> {
    row.points.iter().map(|p| &p.location).chain([&row.facility]).find(|f| !f.is_missing())
}

fn unit(row: &Installation) -> Option<u32> {
    row.count.text().and_then(Text::unit)
}

/// Everything that tells two rows apart, folded.
fn key(row: &Installation) -> String {
    let fields = [&row.department, &row.facility, &row.purpose, &row.range];
    let mut key: Vec<String> = fields.into_iter().map(|f| compare_key(f.text().map_or("", Text::as_str))).collect();
    key.push(row.count.value().map(u32::to_string).unwrap_or_default());
    points(&row.points, &mut key);
    key.join("\u{1f}")
}

fn points(all: &[Point], key: &mut Vec<String>) {
    for p in all {
        key.push(compare_key(p.location.text().map_or("", Text::as_str)));
        key.push(p.count.value().map(u32::to_string).unwrap_or_default());
        points(&p.points, key);
    }
}
