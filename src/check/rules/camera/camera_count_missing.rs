use crate::bi;
use crate::check::rule::declare_rule;
use crate::check::view::spans;
use crate::check::{Sink, View, dashed, text, vocabulary};
use crate::model::{Concept, Field, Installation, Part, Severity};
use crate::reference::compare_key;

declare_rule! {
    code: "CAM004", name: "camera-count-missing", family: Camera, severity: Error, fix: None,
    basis: ("「개인정보 보호법 시행령」 제25조제1항제2호", "Enforcement Decree art. 25(1) item 2"),
    summary: ("설치 장소는 있는데 대수가 없음", "a place without a number of cameras"),
    checks: (
        "설치 장소를 적은 줄에 대수가 없거나, 대수 칸에 숫자 대신 ‘별도 안내’ 같은 말이 있는지, 대수를 적을 곳에 ‘-’만 있는지 봅니다. 다른 줄과 합계로 빠진 값을 알 수 있으면 그 값을 알려 줍니다.",
        "Reports a row with a place but no count, or with words such as 별도 안내 where the count should stand, and a label with nothing but a dash behind it. Where the total and the other rows tell the missing number, it is given."
    ),
    why: (
        "설치 대수는 시행령이 방침에 담도록 한 값입니다.",
        "The decree wants the number of cameras in the notice."
    ),
    example: "설치 위치\t설치 대수\n정문\t2대\n주차장 입구\t",
    remedy: (
        "대수를 적습니다. 지점이 많으면 별첨 목록을 두고 방침에서 가리킵니다.",
        "Give the number; for many sites attach a list and point to it."
    ),
    exceptions: [
        ("위 칸과 합친 칸에 대수가 있는 줄", "a row whose count stands in a merged cell above"),
        ("별첨이나 링크에 맡긴 목록", "a list in an attachment or behind a link"),
        ("‘해당 없음’이라고 적은 줄", "a row that says 해당 없음"),
        ("한 줄뿐이고 합계가 있는 표", "a single row beside a stated total"),
        ("서식의 자리 표시(00대): 따로 알립니다", "a placeholder (00대), which has a rule of its own"),
    ],
    check: Notice(check),
}

fn check(view: &View, sink: &mut Sink) {
    let rows = &view.notice.installations;
    if view.delegated(Part::Installation) {
        return;
    }
    if rows.is_empty() {
        return nothing_but_a_dash(view, sink);
    }
    let known: Vec<u32> = rows.iter().filter_map(|r| r.count.value().copied()).collect();
    let total = view.notice.total_count.value().copied();
    if rows.len() == 1 && total.is_some() {
        return;
    }
    for (i, row) in rows.iter().enumerate() {
        if row.count.value().is_some() || counted_inside(row) {
            continue;
        }
        let path = format!("/installations/{i}/count");
        if let Field::Unparsed { text: said, .. } = &row.count {
            let raw = view.raw(said);
            if !puts_off(&raw) || has_count(&raw) || raw.chars().count() > 60 {
                continue; // a cell that was put together wrongly says nothing about the notice
            }
            if is_none(&raw) || is_placeholder(&raw) || raw.contains("별첨") || raw.contains("붙임") {
                continue;
            }
            sink.report(
                raw.clone(),
                said.spans(),
                bi!("대수 칸에 숫자가 없습니다: {raw}", "No number stands where the count should: {raw}"),
            )
            .pointer(path);
        } else if let Some((subject, at)) = place_of(view, row) {
            // the last rows of a cut table, and names alone, prove nothing
            let rare = rows.iter().filter(|r| r.count.is_missing()).count() * 2 <= known.len();
            let long = subject.chars().count() > 24 || vocabulary::is_form_word(&subject);
            if known.is_empty()
                || !rare
                || long
                || (i + 1 == rows.len() && !view.goes_on_after(Part::Installation))
                || twin(rows, i)
            {
                continue;
            }
            let rest: u32 = known.iter().sum();
            let missing = total.filter(|t| *t > rest && known.len() + 1 == rows.len()).map(|t| t - rest);
            let mut draft = sink
                .report(
                    subject.clone(),
                    at,
                    bi!("{subject}에 설치 대수가 없습니다.", "{subject} has no number of cameras."),
                )
                .pointer(path);
            if total.is_some() {
                draft = draft.severity(Severity::Warning);
            }
            if let Some(n) = missing {
                draft.help(bi!("합계에 따르면 {n}대입니다.", "By the total it must be {n}."));
            }
        }
    }
}

/// A label that asks for the number, with a dash behind it.
fn nothing_but_a_dash(view: &View, sink: &mut Sink) {
    let label = dashed::label(view, Concept::Count).filter(|_| view.notice.total_count.is_missing());
    if let Some((label, at)) = label {
        let message =
            bi!("‘{label}’에 ‘-’만 있고 대수가 없습니다.", "Behind {label} stands a dash and no number of cameras.");
        sink.report(label, at, message);
    }
}

/// The places of the row carry the counts.
fn counted_inside(row: &Installation) -> bool {
    !row.points.is_empty() && row.points.iter().all(|p| p.count.value().is_some())
}

/// Another row of the same place has a count.
fn twin(rows: &[Installation], at: usize) -> bool {
    let name = |r: &Installation| {
        compare_key(if r.facility.is_missing() { r.department.as_str() } else { r.facility.as_str() })
    };
    let own = name(&rows[at]);
    !own.is_empty() && rows.iter().enumerate().any(|(i, r)| i != at && r.count.value().is_some() && name(r) == own)
}

fn place_of(view: &View, row: &Installation) -> Option<(String, Vec<crate::model::Span>)> {
    let field = [&row.facility].into_iter().chain(row.points.iter().map(|p| &p.location)).find(|f| !f.is_missing())?;
    Some((view.raw_field(field), spans(field)))
}

/// Words that stand for a number which is not given.
fn puts_off(raw: &str) -> bool {
    let words = [
        "안내",
        "문의",
        "별도",
        "참고",
        "참조",
        "다수",
        "여러",
        "미정",
        "협의",
        "변동",
        "상이",
        "비공개",
        "추후",
        "마다",
        "약간",
        "일부",
    ];
    words.iter().any(|w| raw.contains(w))
}

fn has_count(raw: &str) -> bool {
    raw.split('대').any(|before| before.trim_end().ends_with(|c: char| c.is_ascii_digit())) && raw.contains('대')
}

fn is_none(raw: &str) -> bool {
    text::is_blank(raw) || raw.contains("해당없음") || raw.contains("해당 없음")
}

fn is_placeholder(raw: &str) -> bool {
    raw.contains("00대") || raw.contains("00 대") || raw.contains("○") || raw.contains("OO") || raw.contains("( ")
}
