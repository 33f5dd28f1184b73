use crate::bi;
use crate::check::rule::declare_rule;
use crate::check::search::patterns;
use crate::check::view::spans;
use crate::check::{Sink, View, cells, text};
use crate::model::{Bi, CellRef, Concept, Installation, Part};

declare_rule! {
    code: "PUR003", name: "location-missing", family: Purpose, severity: Error, fix: None,
    basis: ("「개인정보 보호법 시행령」 제25조제1항제2호", "Enforcement Decree art. 25(1) item 2"),
    summary: ("설치 대수는 있는데 설치 위치가 없음", "a number of cameras without a place"),
    checks: (
        "설치 대수는 적었는데 설치 위치가 어디에도 없는지, 위치 칸이 있는 표에서 한 줄만 비어 있는지 봅니다.",
        "Reports a number of cameras with no place anywhere, and the one row of a table whose place is left blank."
    ),
    why: ("어디에서 찍히는지 모르면 피할 수도, 영상을 요구할 수도 없습니다.", "Who does not know where cameras film can neither avoid them nor ask for the images."),
    example: "2. 설치 대수, 설치 위치 및 촬영범위\n설치 대수 : 8대",
    remedy: ("건물과 층, 장소를 적습니다.", "Name building, floor and spot."),
    exceptions: [
        ("시설 이름이나 촬영범위로 위치를 알 수 있는 경우", "a place that follows from the name of the facility or the range"),
        ("별첨이나 배치도에 맡긴 경우, 건물 하나를 통째로 적은 경우", "a list or a map elsewhere, or one sign for a whole building"),
        ("잘린 문서", "a file that breaks off"),
    ],
    check: Notice(check),
}

patterns! {
    /// What a line on counts is made of, beside places.
    COUNTS = r"총|합계|계|설치|대수|위치|장소|및|촬영|범위|카메라|CCTV|대|개소|영상정보처리기기|고정형|영상정보|처리기기|운영|현황|수량|[0-9]+|[\s:：,.()\-|\t·ㆍ○●■□▶*•<>\[\]]";
}

/// First cells of rows that sum others up.
const TOTALS: [&str; 6] = ["계", "합계", "총계", "소계", "총", "누계"];

fn check(view: &View, sink: &mut Sink) {
    let notice = view.notice;
    if view.delegated(Part::Installation) {
        return;
    }
    let rows = &notice.installations;
    let counted = rows.iter().map(|r| &r.count).chain([&notice.total_count]).find(|c| c.value().is_some());
    let Some(counted) = counted else { return };
    if rows.iter().any(placed) {
        return one_empty(view, sink);
    }
    let left = |raw: &str| COUNTS.as_ref().is_none_or(|p| p.replace_all(raw, "").chars().any(text::is_hangul));
    if view.part_text(Part::Installation).any(left) || view.real_sections(Part::Installation).next().is_none() {
        return;
    }
    if view.breaks_off_in(Part::Installation) {
        return sink.not_evaluated(Bi::new("설치 항목에서 문서가 끝납니다", "the part on cameras breaks off"));
    }
    let subject = view.raw_count(counted);
    sink.report(
        subject.clone(),
        spans(counted),
        bi!("{subject}의 설치 위치가 적혀 있지 않습니다.", "{subject}: no place is given."),
    )
    .pointer("/installations");
}

fn placed(row: &Installation) -> bool {
    !row.facility.is_missing() || !row.department.is_missing() || !row.points.is_empty() || !row.range.is_missing()
}

/// Rows of the table that have a count, and a dash where their place should stand.
fn one_empty(view: &View, sink: &mut Sink) {
    let rows = &view.notice.installations;
    let mut numbers: Vec<u32> = rows.iter().filter_map(|r| cells::row_of([&r.count])).map(|c| c.table).collect();
    numbers.dedup();
    for number in numbers {
        let Some(grid) = view.grid(number) else { continue };
        let [counts, facility] = [Concept::Count, Concept::Facility].map(|c| cells::columns(grid.table, &[c]));
        for row in 0..grid.rows() {
            let cell = CellRef { table: number, row: row as u32, col: 0 };
            let Some(count) = counts.iter().find_map(|&col| grid.cell(row, col)) else { continue };
            let said = text::without_spaces(count.text.as_str());
            let counted = said.starts_with(|c: char| c.is_ascii_digit()) && !count.header;
            let total =
                (0..grid.cols()).any(|col| TOTALS.iter().any(|w| text::without_spaces(grid.text(row, col)) == *w));
            let named = facility.iter().any(|&col| !text::is_blank(grid.text(row, col)));
            let blank = cells::blank(view, cell, &[Concept::Location]).filter(|b| !b.at.is_empty());
            let Some(blank) = blank.filter(|_| counted && !total && !named) else { continue };
            let subject = view.raw(&count.text.trim());
            sink.report(
                subject.clone(),
                blank.at,
                bi!("{subject}의 설치 위치가 비어 있습니다.", "{subject}: the place is left blank."),
            )
            .pointer("/installations");
        }
    }
}
