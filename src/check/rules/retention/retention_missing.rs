use crate::bi;
use crate::check::rule::declare_rule;
use crate::check::view::spans;
use crate::check::{Sink, View, dashed, text};
use crate::model::{Bi, Concept, Field, Part, Retention, Text};

declare_rule! {
    code: "RET002", name: "retention-missing", family: Retention, severity: Error, fix: None,
    basis: ("「개인정보 보호법 시행령」 제25조제1항제4호", "Enforcement Decree art. 25(1) item 4"),
    summary: ("보관기간이 없음", "no retention period"),
    checks: (
        "카메라가 있는데 영상을 얼마 동안 보관하는지 방침 어디에도 없는지, 또는 다른 시설에는 있는 보관기간이 한 시설에만 비어 있는지 봅니다. ‘-’만 있으면 비어 있는 것입니다.",
        "Reports cameras for which no period is given anywhere, or one site whose period is empty while the others have one. Nothing but a dash is empty."
    ),
    why: (
        "보관기간이 지나면 영상을 지워야 하고, 찍힌 사람은 그 전에 열람을 요구해야 합니다. 기간이 없으면 둘 다 할 수 없습니다.",
        "After the period images must go, and before it a person filmed must ask. Without it neither can be done."
    ),
    example: "- 촬영시간 : 24시간\n- 보관장소 : 관리실",
    remedy: (
        "보관기간을 적습니다. 녹화하지 않는 카메라라면 그렇게 적습니다.",
        "State the period, or that the cameras do not record."
    ),
    exceptions: [
        ("모든 카메라에 적용되는 문장이 하나 있는 경우", "one general sentence for all"),
        ("녹화하지 않고 실시간으로 보기만 하는 카메라", "cameras that show but do not record"),
        ("별첨이나 다른 문서에 맡긴 항목, 잘린 문서", "a part handed over, or a file that breaks off"),
        ("뜻을 알 수 없는 기간: 따로 알립니다", "a period that cannot be understood, which has a rule of its own"),
    ],
    check: Notice(check),
}

fn check(view: &View, sink: &mut Sink) {
    let (notice, rows) = (view.notice, &view.notice.retention);
    if view.delegated(Part::Retention) || view.body().any(|l| text::is_live(l.raw)) {
        return;
    }
    let given = rows.iter().any(|r| !r.period.is_missing());
    if given {
        return one_empty(view, sink);
    }
    if let Some((label, at)) = dashed::label(view, Concept::Period) {
        let message = bi!("‘{label}’에 ‘-’만 있고 기간이 없습니다.", "Behind {label} stands a dash and no period.");
        sink.report(label, at, message);
        return;
    }
    // with a section on retention, or rows of hours and storage, the period is what is missing
    let about = !rows.is_empty() || view.sections(Part::Retention).any(|s| !s.blocks.is_empty());
    let both = rows.iter().any(|r| !r.hours.is_missing() && !r.storage.is_missing());
    if !about || (notice.cut_off && !both) || view.body().any(|l| text::says_period(l.raw)) {
        return;
    }
    let sections = &notice.sections;
    let last =
        sections.iter().rposition(|s| s.parts.contains(&Part::Retention)).is_some_and(|i| i + 1 == sections.len());
    if notice.cut_off && last {
        return sink.not_evaluated(Bi::new("보관 항목이 중간에서 끝납니다", "the part on retention breaks off"));
    }
    let at = rows
        .first()
        .map(|r| if r.storage.is_missing() { spans(&r.hours) } else { spans(&r.storage) })
        .unwrap_or_default();
    sink.report("보관기간", at, bi!("영상의 보관기간이 적혀 있지 않습니다.", "No retention period is given."))
        .pointer(if rows.is_empty() { "" } else { "/retention/0" });
}

/// One site lacks what the others have.
fn one_empty(view: &View, sink: &mut Sink) {
    let rows = &view.notice.retention;
    // a general row covers all
    if rows.iter().any(|r| !r.period.is_missing() && label(r).is_none()) {
        return;
    }
    let last = rows.len() - 1;
    for (i, row) in rows.iter().enumerate() {
        let Some(label) = label(row).filter(|_| row.period.is_missing()) else { continue };
        if view.notice.cut_off && i == last && row.storage.is_missing() {
            continue;
        }
        if (row.hours.is_missing() && row.storage.is_missing()) || !left_blank(view, row, label) {
            continue; // a row that extraction could not fill
        }
        let subject = view.raw_field(label);
        sink.report(
            subject.clone(),
            spans(label),
            bi!("{subject}에 보관기간(저장 기간)이 없습니다.", "{subject} has no retention period."),
        )
        .pointer(format!("/retention/{i}/period"));
    }
}

/// Whether the file shows the blank: a dash in a cell, or a label with nothing after it.
fn left_blank(view: &View, row: &Retention, label: &Field<String>) -> bool {
    if !view.has_file() {
        return true;
    }
    let units = [label, &row.hours, &row.storage].into_iter().filter_map(Field::text);
    let units: Vec<u32> = units.filter_map(Text::unit).collect();
    let (Some(&from), Some(&to)) = (units.iter().min(), units.iter().max()) else { return false };
    (from..=to.min(from.saturating_add(12))).any(|unit| {
        let raw = view.source.unit(unit);
        let dash = raw.split(['\t', '|', ' ']).any(|cell| matches!(cell.trim(), "-" | "–" | "—"));
        let label = raw.trim_end().strip_suffix([':', '：']).is_some_and(|l| l.trim_end().ends_with("기간"));
        dash || label
    })
}

fn label(row: &Retention) -> Option<&Field<String>> {
    [&row.facility, &row.department].into_iter().find(|f| !f.is_missing())
}
