use crate::bi;
use crate::check::rule::declare_rule;
use crate::check::view::{first_span, spans};
use crate::check::{Sink, View};
use crate::model::Field;
use crate::value::hangul::josa;
use jiff::civil::Date;

declare_rule! {
    code: "DAT001", name: "date-order", family: Date, severity: Error, fix: None,
    basis: none,
    summary: ("공고일, 시행일, 제정일, 개정일의 앞뒤가 맞지 않음", "the dates of the notice contradict each other"),
    checks: (
        "시행일이 공고일보다 앞서거나, 개정일이 제정일보다 앞서거나, 개정 연혁이 날짜 순서대로가 아닌지 봅니다.",
        "Reports an effective date before the announcement, a revision before the adoption, and a revision history out of order."
    ),
    why: (
        "날짜가 서로 어긋나면 어느 판이 지금 효력이 있는지 알 수 없습니다.",
        "With contradicting dates a reader cannot tell which version holds."
    ),
    example: "- 공고일자 : 2024년 5월 10일 / 시행일자 : 2024년 5월 1일",
    remedy: (
        "결재 문서에서 날짜를 확인하여 틀린 쪽을 고칩니다.",
        "Look the dates up in the approved document and correct the wrong one."
    ),
    exceptions: [
        ("같은 날짜", "equal dates"),
        ("최근 것부터 적어 내려간 연혁", "a history that runs consistently from the newest to the oldest"),
        ("소급 적용한다고 밝힌 경우", "a retroactive effect that is stated as such"),
    ],
    check: Notice(check),
}

fn check(view: &View, sink: &mut Sink) {
    let d = &view.notice.dates;
    let retroactive = view.body().any(|l| l.raw.contains("소급"));
    if !retroactive {
        pair(view, sink, ("effective", &d.effective, "시행일"), ("announced", &d.announced, "공고일"));
    }
    pair(view, sink, ("revised", &d.revised, "개정일"), ("established", &d.established, "제정일"));
    history(view, sink);
}

type Dated<'a> = (&'a str, &'a Field<Date>, &'a str);

/// Reports the first when it lies before the second.
fn pair(view: &View, sink: &mut Sink, later: Dated, earlier: Dated) {
    let (Some(a), Some(b)) = (later.1.value(), earlier.1.value()) else { return };
    if a >= b {
        return;
    }
    let (what, other) = (later.2, earlier.2);
    let is = josa(&a.to_string(), "이", "가");
    sink.report(
        view.raw_field(later.1),
        spans(later.1),
        bi!("{what} {a}{is} {other} {b}보다 앞섭니다.", "{what} {a} lies before {other} {b}."),
    )
    .pointer(format!("/dates/{}", later.0))
    .related(first_span(earlier.1), bi!("{other} {b}", "{other} {b}"));
}

/// Reports the one entry that breaks the direction of the list.
fn history(view: &View, sink: &mut Sink) {
    let dated: Vec<(usize, Date)> =
        view.notice.revisions.iter().enumerate().filter_map(|(i, r)| Some((i, *r.date.value()?))).collect();
    if dated.len() < 3 {
        return;
    }
    let up = dated.windows(2).filter(|w| w[0].1 <= w[1].1).count();
    let down = dated.windows(2).filter(|w| w[0].1 >= w[1].1).count();
    let steps = dated.len() - 1;
    if up.max(down) == steps || up.max(down) + 2 < steps {
        return; // in order, or no list in order of time at all
    }
    let rising = up > down;
    let Some(w) = dated.windows(2).find(|w| if rising { w[0].1 > w[1].1 } else { w[0].1 < w[1].1 }) else { return };
    let (index, day) = w[1];
    let before = w[0].1;
    let is = josa(&day.to_string(), "이", "가");
    let field = &view.notice.revisions[index].date;
    sink.report(
        view.raw_field(field),
        spans(field),
        bi!(
            "개정 연혁의 {day}{is} 바로 위의 항목({before})과 순서가 맞지 않습니다.",
            "{day} in the revision history is out of order after {before}."
        ),
    )
    .pointer(format!("/revisions/{index}/date"))
    .related(first_span(&view.notice.revisions[w[0].0].date), bi!("바로 위의 항목", "the entry above"));
}
