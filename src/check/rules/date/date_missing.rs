use crate::bi;
use crate::check::rule::declare_rule;
use crate::check::search::{patterns, says};
use crate::check::{Sink, View};
use crate::model::Bi;

declare_rule! {
    code: "DAT004", name: "date-missing", family: Date, severity: Info, fix: None,
    basis: none,
    summary: ("방침의 날짜가 없음", "the notice has no date"),
    checks: (
        "시행일, 공고일, 개정일, 제정일이 방침 어디에도 없는지 봅니다.",
        "Reports a notice with no date of effect, announcement, revision or establishment."
    ),
    why: (
        "날짜가 없으면 지금도 유효한 방침인지 알 수 없고, 그때의 용어와 지명, 법령으로 판단할 수도 없습니다.",
        "Without a date nobody can tell whether it still holds, nor judge it by the terms, names and laws of its day."
    ),
    example: "8. 고정형 영상정보처리기기 운영·관리 방침 변경에 관한 사항\n내용이 바뀌면 누리집에 알립니다.",
    remedy: ("공고일자와 시행일자를 적습니다.", "Give the dates of announcement and effect."),
    exceptions: [
        ("머리글이나 누리집의 등록일처럼 다른 곳에 날짜가 있는 경우", "a date elsewhere in the file: a page header, a day of posting"),
        ("잘린 문서", "a file that breaks off"),
    ],
    check: Notice(check),
}

patterns! {
    DATE = r"(?:19|20)?[0-9]{2}\s?[.년/-]\s?[0-9]{1,2}\s?[.월/-]?|[0-9○O]{2,4}년|(?:19|20)[0-9]{6}|[○_]\s?[.년]";
}

fn check(view: &View, sink: &mut Sink) {
    let d = &view.notice.dates;
    let dated = [&d.effective, &d.announced, &d.revised, &d.established].into_iter().any(|f| !f.is_missing());
    if dated || !view.notice.revisions.is_empty() {
        return;
    }
    let number = |raw: &str| raw.contains("고시") || raw.contains("법률") || raw.contains('☎');
    if view.lines().iter().any(|l| says(&DATE, &without_phones(l.raw)) && !number(l.raw)) {
        return;
    }
    if view.breaks_off() || view.notice.cut_off || view.contents().stops_early {
        return sink.not_evaluated(Bi::new(
            "문서가 중간에서 끝나 날짜가 뒤에 있었는지 알 수 없습니다",
            "the file breaks off, so a date may have followed",
        ));
    }
    sink.report("시행일자", Vec::new(), bi!("방침의 날짜가 없습니다.", "The notice has no date."));
}

/// Numbers with two hyphens look like dates.
fn without_phones(raw: &str) -> String {
    patterns! {
        PHONE = r"[0-9]{2,4}\s?[-)]\s?[0-9]{3,4}\s?-\s?[0-9]{4}|[0-9]{4}-[0-9]{4}|[0-9]{3}-[0-9]{4}";
    }
    PHONE.as_ref().map_or_else(|| raw.to_owned(), |p| p.replace_all(raw, "").into_owned())
}
