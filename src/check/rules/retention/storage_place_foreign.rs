use crate::bi;
use crate::check::rule::declare_rule;
use crate::check::view::{first_span, spans};
use crate::check::{Sink, View};
use crate::model::{Field, Retention};
use crate::reference::compare_key;
use std::collections::BTreeMap;

declare_rule! {
    code: "RET010", name: "storage-place-foreign", family: Retention, severity: Warning, fix: None,
    basis: none,
    summary: ("보관장소가 다른 시설의 것임", "a place of storage that belongs to another unit"),
    checks: (
        "다른 줄들은 보관장소에 자기 시설의 이름을 적었는데, 한 줄만 옆 시설의 이름을 적었는지 봅니다.",
        "Finds the one row whose place of storage names another unit of the same table, where the other rows name their own."
    ),
    why: (
        "표를 복사해 고치다가 남은 이름일 때가 많고, 열람하러 오는 사람을 엉뚱한 건물로 보냅니다.",
        "It is often left from copying a row, and sends people to the wrong building."
    ),
    example: "새봄도서관\t24시간\t30일\t새봄도서관 사무실\n가람체육관\t24시간\t30일\t가람체육관 관리실\n다온복지관\t24시간\t30일\t가람체육관 관리실",
    remedy: ("영상이 실제로 있는 곳을 확인해 적습니다.", "Find out where the images are and name that place."),
    exceptions: [
        ("관제센터나 본관처럼 여러 시설의 영상을 모아 두는 곳", "a place that keeps the images of several units, as a control centre or main building"),
        ("이름을 적지 않은 보관장소(관리실)", "a place without a name (관리실)"),
        ("줄이 셋보다 적은 표", "tables of fewer than three rows"),
    ],
    check: Notice(check),
}

fn check(view: &View, sink: &mut Sink) {
    let rows: Vec<(usize, &Retention, String, String)> = view
        .notice
        .retention
        .iter()
        .enumerate()
        .filter_map(|(i, r)| {
            let label = label(r)?;
            let (name, place) = (compare_key(label.as_str()), compare_key(r.storage.as_str()));
            (name.chars().count() >= 3 && !place.is_empty()).then_some((i, r, name, place))
        })
        .collect();
    let own = |(_, _, name, place): &(usize, &Retention, String, String)| place.contains(name.as_str());
    let selves = rows.iter().filter(|r| own(r)).count();
    if rows.len() < 3 || selves * 2 <= rows.len() {
        return;
    }
    let mut at: BTreeMap<&str, Vec<&(usize, &Retention, String, String)>> = BTreeMap::new();
    for row in &rows {
        at.entry(row.3.as_str()).or_default().push(row);
    }
    for (i, row, name, place) in rows.iter().filter(|r| !own(r)) {
        // one guest in the place of one host; where there are more it is meant
        let Some([first, second]) = at.get(place.as_str()).map(Vec::as_slice) else { continue };
        let (_, host, theirs, _) = if first.0 == *i { second } else { first };
        if !place.contains(theirs.as_str()) || name.contains(theirs.as_str()) {
            continue;
        }
        let (subject, label) =
            (view.raw_field(&row.storage), label(row).map(|f| view.raw_field(f)).unwrap_or_default());
        sink.report(
            subject.clone(),
            spans(&row.storage),
            bi!(
                "{label}의 보관장소가 다른 시설의 것입니다: {subject}",
                "The place of storage of {label} belongs to another unit: {subject}"
            ),
        )
        .pointer(format!("/retention/{i}/storage"))
        .related(first_span(&host.storage), bi!("{subject}", "{subject}"));
    }
}

fn label(row: &Retention) -> Option<&Field<String>> {
    [&row.facility, &row.department].into_iter().find(|f| !f.is_missing())
}
