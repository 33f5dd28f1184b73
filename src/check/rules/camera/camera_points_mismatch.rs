use crate::bi;
use crate::check::rule::declare_rule;
use crate::check::view::{first_span, spans};
use crate::check::{Sink, View, counts};
use crate::model::{Field, Installation, Point, Span};

declare_rule! {
    code: "CAM002", name: "camera-points-mismatch", family: Camera, severity: Error, fix: None,
    basis: ("「개인정보 보호법 시행령」 제25조제1항제2호", "Enforcement Decree art. 25(1) item 2"),
    summary: ("한 줄의 대수와 그 안의 장소별 대수를 더한 값이 다름", "the places inside a row do not add up to its count"),
    checks: (
        "한 줄의 설치 대수가 그 줄에 적힌 장소별 대수를 더한 값과 같은지 봅니다. 장소마다 대수가 있을 때와, 일부만 더해도 이미 넘을 때 알립니다.",
        "Compares the count of a row with the counts of the places inside it: when every place has one, or when those that have one already exceed it."
    ),
    why: (
        "대수와 장소가 어긋나면 알리지 않은 카메라가 있거나 없어진 카메라가 남아 있는 것입니다.",
        "Where they differ there is a camera nobody was told of, or one that is gone."
    ),
    example: "새봄회관\t5대\t1층 출입구(1대), 외부 계단(3대)",
    remedy: (
        "현장의 대수를 확인하여 줄의 대수나 장소별 대수를 고칩니다.",
        "Count the cameras and correct the row or its places."
    ),
    exceptions: [
        ("‘정문, 후문 각 1대’, ‘층별 2대씩’처럼 나누어 세는 말", "distribution: 정문, 후문 각 1대; 층별 2대씩"),
        ("일부 장소에만 대수가 있고 그 합이 줄의 대수를 넘지 않는 경우", "counts for some places only, within the row's count"),
        ("대수 없이 장소만 적은 글", "places in prose without numbers"),
        ("1층, 101동, 3번 출구, 200만 화소, 40m처럼 대수가 아닌 숫자", "numbers that are no counts: floors, buildings, exits, pixels, metres"),
        ("겹치는 종류를 괄호로 적은 경우(회전형 2대 포함)", "kinds that overlap (회전형 2대 포함)"),
        ("장소별 대수가 있는 줄이 넷 이상인데 절반 넘게 맞지 않는 표: 표가 흐트러진 것", "a table of four or more such rows most of which do not add up: it came apart"),
    ],
    check: Notice(check),
}

/// From this many cameras on, more places than cameras is taken for a contradiction and not for loose talk.
const MANY: u32 = 10;

/// From this many rows on, most of which do not add up, the table was not read as it stands.
const ROWS: usize = 4;

fn check(view: &View, sink: &mut Sink) {
    if came_apart(&view.notice.installations) {
        return;
    }
    for (i, row) in view.notice.installations.iter().enumerate() {
        let label = view.raw_field(if row.facility.is_missing() { &row.department } else { &row.facility });
        compare(view, sink, &row.count, &row.points, &label, &format!("/installations/{i}"));
    }
}

/// Whether most of the rows whose places all have a number do not add up.
fn came_apart(rows: &[Installation]) -> bool {
    let adds_up = |row: &Installation| {
        let stated = row.count.value()?;
        let numbers: Option<Vec<u32>> = row.points.iter().map(|p| p.count.value().copied()).collect();
        let numbers = numbers.filter(|n| n.len() > 1)?;
        Some(numbers.iter().sum::<u32>() == *stated)
    };
    let told: Vec<bool> = rows.iter().filter_map(adds_up).collect();
    told.len() >= ROWS && told.iter().filter(|fits| !**fits).count() * 2 > told.len()
}

/// Compares a count with the points under it, and each point with its own points.
fn compare(view: &View, sink: &mut Sink, count: &Field<u32>, points: &[Point], label: &str, path: &str) {
    for (i, point) in points.iter().enumerate() {
        if !point.points.is_empty() {
            let place = view.raw_field(&point.location);
            compare(view, sink, &point.count, &point.points, &place, &format!("{path}/points/{i}"));
        }
    }
    let Some(&stated) = count.value() else { return };
    let printed = count.text().map_or("", |t| t.as_str());
    if points.is_empty() || counts::is_vague(printed) || points.iter().any(counts::overlaps) {
        return;
    }
    let numbers: Vec<u32> = points.iter().filter_map(|p| p.count.value().copied()).collect();
    let sum: u32 = numbers.iter().sum();
    let all = numbers.len() == points.len();
    let places = points.len() as u32;
    let subject = view.raw_count(count);
    let at: Vec<Span> = spans(count);
    let name = if label.is_empty() { String::new() } else { format!("{label} ") };
    if (all && sum != stated) || sum > stated {
        if all && (numbers.len() == 1 || distributes(view, points)) {
            return;
        }
        let mut draft = sink
            .report(
                subject.clone(),
                at,
                bi!(
                    "{name}{subject}: 장소별 대수를 더하면 {sum}대입니다(적힌 대수 {stated}대).",
                    "{name}{subject}: its places sum to {sum}, not {stated}."
                ),
            )
            .pointer(format!("{path}/count"));
        for point in points.iter().filter(|p| p.count.value().is_some()).take(12) {
            let place = point.location.as_str();
            let n = point.count.value().copied().unwrap_or_default();
            draft = draft.related(first_span(&point.count), bi!("{place} {n}대", "{place}: {n}"));
        }
    } else if numbers.is_empty() && stated >= MANY && places > stated && !points.iter().any(counts::is_open) {
        sink.report(
            subject.clone(),
            at,
            bi!(
                "{name}{subject}: 적힌 장소는 {places}곳으로 대수 {stated}대보다 많습니다.",
                "{name}{subject}: {places} places are listed, more than the {stated} cameras."
            ),
        )
        .pointer(format!("{path}/count"));
    }
}

/// A number that holds for each of several places (각 1대, 2대씩, 층별).
fn distributes(view: &View, points: &[Point]) -> bool {
    let says = |t: &str| counts::distributes(t);
    points.iter().any(|p| {
        let count = p.count.text().map_or("", |t| t.as_str());
        let around = p.location.text().map(|t| view.cell_of(t)).unwrap_or_default();
        says(p.location.as_str()) || says(count) || says(around) || p.location.as_str().contains('~')
    })
}
