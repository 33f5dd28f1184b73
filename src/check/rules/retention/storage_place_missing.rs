use crate::bi;
use crate::check::rule::declare_rule;
use crate::check::search::{patterns, says};
use crate::check::view::spans;
use crate::check::{Sink, View, cells, text};
use crate::model::{Bi, Concept, Part, Retention};

declare_rule! {
    code: "RET006", name: "storage-place-missing", family: Retention, severity: Warning, fix: None,
    basis: ("「개인정보 보호법 시행령」 제25조제1항제4호", "Enforcement Decree art. 25(1) item 4"),
    summary: ("보관장소가 없음", "no place of storage"),
    checks: (
        "촬영시간이나 보관기간은 있는데 보관장소가 어디에도 없거나, 다른 시설에는 있는 보관장소가 한 시설에만 비어 있는지 봅니다.",
        "Reports a notice, or one row of it, that gives hours or period but no place where images are kept."
    ),
    why: (
        "보관장소는 방침에 담아야 하는 항목이고, 영상이 어디서 누구의 관리 아래 있는지 알려 줍니다.",
        "The place is one of the items of the decree, and tells under whose keys the images lie."
    ),
    example: "촬영시간\t보관기간\t보관장소\n24시간\t30일\t-",
    remedy: ("영상을 보관하는 건물과 방을 적습니다.", "Name the building and the room."),
    exceptions: [
        ("다른 기관의 관제센터나 보안업체 관제센터", "a control centre of another body or of a security firm"),
        ("자체 녹화기(NVR, DVR)나 클라우드 서비스를 적은 경우", "a recorder (NVR, DVR) or a cloud service named as the place"),
        ("녹화하지 않는 카메라", "cameras that do not record"),
        ("모든 카메라에 적용되는 문장이 하나 있는 경우", "one general sentence for all"),
        ("잘린 문서나, 항목을 다른 문서에 맡긴 방침", "a file that breaks off, or a part handed over to another document"),
    ],
    check: Notice(check),
}

patterns! {
    PLACE = r"(?:보관|저장|녹화)\s?(?:및\s?[가-힣]{2,4}\s?)?(?:장소|위치|시설)\s?(?:는|은|[:：])\s?[가-힣A-Z0-9]|관제\s?(?:센터|실)|서버\s?실|전산\s?실|방재\s?실|녹화기|DVR|NVR|클라우드|[가-힣]{2,}(?:실|센터)에\s?(?:보관|저장)";
    /// A line that is nothing but a place: a cell of a table that was broken up.
    CELL = r"^\s*(?:[가-힣A-Z0-9○]+\s?){1,4}(?:실|센터|사무소|안내대|데스크|서고|관)\s*(?:\([^)]*\)\s*)?$";
}

const STORAGE: [Concept; 4] =
    [Concept::Storage, Concept::PeriodAndStorage, Concept::StorageAndViewing, Concept::RecorderPlace];

fn check(view: &View, sink: &mut Sink) {
    let rows = &view.notice.retention;
    if view.delegated(Part::Retention) || view.body().any(|l| text::is_live(l.raw)) {
        return;
    }
    if rows.iter().any(|r| !r.storage.is_missing()) {
        return one_empty(view, sink);
    }
    let Some(first) = rows.iter().position(|r| !r.period.is_missing() || !r.hours.is_missing()) else { return };
    // a placeholder is no place, and another rule tells
    let kept = |r: &Retention| cells::row_of([&r.period, &r.hours]).is_some_and(|c| cells::filled(view, c, &STORAGE));
    if rows.iter().any(kept) {
        return;
    }
    if view.part_text(Part::Retention).any(|t| says(&PLACE, t) || says(&CELL, t)) {
        return;
    }
    if view.breaks_off_in(Part::Retention) {
        return sink.not_evaluated(Bi::new("보관 항목이 중간에서 끝납니다", "the part on retention breaks off"));
    }
    let row = &rows[first];
    let at = if row.period.is_missing() { spans(&row.hours) } else { spans(&row.period) };
    sink.report("보관장소", at, bi!("보관장소가 적혀 있지 않습니다.", "No place of storage (보관장소) is given."))
        .pointer(format!("/retention/{first}"));
}

/// One row is empty where the others are filled.
fn one_empty(view: &View, sink: &mut Sink) {
    for (i, row) in view.notice.retention.iter().enumerate().filter(|(_, r)| r.storage.is_missing()) {
        let Some(cell) = cells::row_of([&row.facility, &row.department, &row.period, &row.hours]) else { continue };
        let Some(blank) = cells::blank(view, cell, &STORAGE) else { continue };
        let label = [&row.facility, &row.department].into_iter().find(|f| !f.is_missing());
        let (subject, at) = match label {
            // 수술시간 동안 | - | -: nothing is kept there
            Some(_) if row.period.is_missing() => continue,
            Some(label) => (view.raw_field(label), spans(label)),
            None => continue,
        };
        let at = if blank.at.is_empty() { at } else { blank.at };
        sink.report(subject.clone(), at, bi!("보관장소가 비어 있습니다: {subject}", "No place of storage: {subject}"))
            .pointer(format!("/retention/{i}/storage"));
    }
}
