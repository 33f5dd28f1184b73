use crate::bi;
use crate::check::rule::declare_rule;
use crate::check::search::{patterns, says};
use crate::check::view::spans;
use crate::check::{Sink, View, cells};
use crate::model::{Bi, CellRef, Concept, Installation, Part, Severity, Table};

declare_rule! {
    code: "PUR004", name: "range-missing", family: Purpose, severity: Warning, fix: None,
    basis: ("「개인정보 보호법」 제25조제4항제2호, 같은 법 시행령 제25조제1항제2호",
            "Personal Information Protection Act art. 25(4) item 2; Enforcement Decree art. 25(1) item 2"),
    summary: ("촬영범위가 없음", "no range is given"),
    checks: (
        "설치 위치는 있는데 촬영범위가 어디에도 없는지, 촬영범위 칸이 있는 표에서 한 줄만 비어 있는지 봅니다.",
        "Reports places of cameras with no 촬영범위 anywhere, and the one row of a table whose range is left blank."
    ),
    why: (
        "카메라가 어디까지 찍는지는 방침과 안내판에 모두 적어야 하고, 빠진 안내판은 시정 명령을 받은 일이 있습니다.",
        "What a camera covers must stand in the policy and on the sign; orders have been given where it was missing."
    ),
    example: "설치 대수\t설치 위치\n4대\t1층 로비",
    remedy: ("‘출입구 방향’, ‘반경 40m’, ‘로비 전체’처럼 촬영범위를 적습니다.", "Say what is covered: 출입구 방향, 반경 40m, 로비 전체."),
    exceptions: [
        ("‘설치 위치 및 촬영범위’ 칸에 함께 적은 경우", "a column headed 설치 위치 및 촬영범위"),
        ("전 방향, 360도, 반경, 주변, 전체처럼 범위를 말하는 낱말이 있는 경우", "words that tell a range: 전 방향, 360도, 반경, 주변, 전체"),
        ("제목에도 촬영범위가 없는 방침: 참고로만 알립니다", "a notice whose headings do not promise a range either, told as information"),
        ("별첨에 맡긴 경우, 잘린 문서", "a list elsewhere, or a file that breaks off"),
    ],
    check: Notice(check),
}

patterns! {
    VALUE = r"범위\s*[:：]\s*\S";
    RANGE = r"방향|방면|반경|주변|일대|전체|전경|전\s?구역|전\s?지역|[0-9]+\s?(?:도|m|M|미터|㎡|°)|내부|외부|내·외|내외|범위|인근|안팎|이내|360|전방|구간|구역|비추|비춘|향하|향해|살피";
}

fn check(view: &View, sink: &mut Sink) {
    let rows = &view.notice.installations;
    if view.delegated(Part::Installation) {
        return;
    }
    if rows.iter().any(|r| !r.range.is_missing()) {
        return one_empty(view, sink);
    }
    let placed = |r: &&Installation| !r.points.is_empty() || !r.facility.is_missing();
    let Some(first) = rows.iter().find(placed) else { return };
    // a word that tells a range may stand anywhere in the part but its heading
    let lines: Vec<&str> = view.part_text(Part::Installation).filter(|t| !t.trim().is_empty()).collect();
    let mut numbers: Vec<u32> = rows.iter().filter_map(cell).map(|c| c.table).collect();
    numbers.dedup();
    let tables: Vec<&Table> = numbers.into_iter().filter_map(|n| view.grid(n)).map(|g| g.table).collect();
    // an empty column of its own says that there is a blank to fill
    let own = |t: &&Table| !cells::columns(t, &[Concept::Range]).is_empty();
    let own_column = tables.iter().any(own);
    let headed = tables.iter().any(|t| !own(t) && cells::heads(t).any(|c| says(&RANGE, c.text.as_str())));
    let told = lines.iter().any(|t| says(&RANGE, t) && !(own_column && is_heading_row(t)));
    // a heading inside the part over places and ranges, or a value behind the heading of the part
    let within = view.sections(Part::Installation).skip(1).any(|s| s.heading.as_str().contains("범위"))
        || view.part_lines(Part::Installation).any(|l| says(&VALUE, l.raw));
    if lines.is_empty() || headed || told || within {
        return;
    }
    if view.breaks_off_in(Part::Installation) || !view.goes_on_after(Part::Installation) {
        return sink.not_evaluated(Bi::new("설치 항목에서 문서가 끝납니다", "the part on cameras breaks off"));
    }
    let field = first.points.first().map_or(&first.facility, |p| &p.location);
    // a part that promises a range and gives none is a plain gap
    let promised = own_column || view.sections(Part::Installation).any(|s| s.heading.as_str().contains("범위"));
    sink.report("촬영범위", spans(field), bi!("촬영범위가 적혀 있지 않습니다.", "No range (촬영범위) is given."))
        .pointer("/installations/0/range")
        .severity(if promised { Severity::Warning } else { Severity::Info });
}

fn is_heading_row(raw: &str) -> bool {
    raw.contains("범위") && (raw.contains("대수") || raw.contains("위치") || raw.contains("장소"))
}

fn cell(row: &Installation) -> Option<CellRef> {
    cells::row_of([&row.count]).or_else(|| cells::row_of(row.points.iter().map(|p| &p.location)))
}

/// A row with a blank where the others have a range.
fn one_empty(view: &View, sink: &mut Sink) {
    for (i, row) in view.notice.installations.iter().enumerate().filter(|(_, r)| r.range.is_missing()) {
        let Some(cell) = cell(row) else { continue };
        let Some(blank) = cells::blank(view, cell, &[Concept::Range]) else { continue };
        let place = row.points.first().map_or(&row.facility, |p| &p.location);
        if place.is_missing() || says(&RANGE, place.as_str()) {
            continue;
        }
        let subject = view.raw_field(place);
        let at = if blank.at.is_empty() { spans(place) } else { blank.at };
        sink.report(subject.clone(), at, bi!("촬영범위가 비어 있습니다: {subject}", "No range: {subject}"))
            .pointer(format!("/installations/{i}/range"));
    }
}
