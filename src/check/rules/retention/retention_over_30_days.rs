use crate::bi;
use crate::check::rule::declare_rule;
use crate::check::view::{first_span, spans};
use crate::check::{Sink, View};
use crate::model::{Bi, Part, Retention};
use crate::value::period::{self, PeriodKind};
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    code: "RET001", name: "retention-over-30-days", family: Retention, severity: Warning, fix: None,
    basis: ("「표준 개인정보 보호지침」 제41조제2항(종전 제45조제2항)", "Standard Guideline on Personal Information Protection art. 41(2), formerly 45(2)"),
    summary: ("보관기간이 30일을 넘는데 이유가 없음", "kept for more than 30 days, with no reason given"),
    checks: (
        "보관기간이 30일보다 긴데 같은 줄이나 보관 항목, 각주에 근거 법령이나 이유가 없는지 봅니다.",
        "Reports a period of more than 30 days with neither a law nor a reason in the same row, part or footnote."
    ),
    why: (
        "30일은 꼭 필요한 기간을 정하기 어려운 곳을 위한 기준입니다. 더 오래 두는 것은 이유가 있을 때 허용되므로, 이유를 적어야 합니다.",
        "Thirty days is the measure for those who cannot work out the minimum. Longer is lawful where there is a reason; so the reason should be stated."
    ),
    example: "보관기간 : 촬영일로부터 90일",
    remedy: (
        "30일 안으로 줄이거나, 더 오래 두어야 하는 이유와 근거를 적습니다.",
        "Shorten the period, or state the reason and its basis."
    ),
    exceptions: [
        ("1개월, 4주, 720시간, ‘최대 30일’처럼 30일과 같은 기간", "periods equal to 30 days: 1개월, 4주, 720시간, 최대 30일"),
        ("같은 줄·항목·각주에 법령이나 이유가 있는 경우(어린이집 60일, 수사 협조)",
         "a law or reason in the same row, part or footnote (어린이집 60일, 수사 협조)"),
        ("관리대장, 청구서, 접속기록의 보관기간", "the period for ledgers, requests and logs"),
        ("30일 뒤 요청이 있을 때만 더 두는 경우", "longer keeping upon a request, on top of 30 days"),
    ],
    check: Notice(check),
}

fn check(view: &View, sink: &mut Sink) {
    for (i, row) in view.notice.retention.iter().enumerate() {
        let Some(text) = row.period.text() else { continue };
        let video = without_papers(text.as_str());
        let parsed = period::parse(&video);
        // the record may have read the period of a ledger
        let recorded = row.days.value().copied().filter(|_| video == text.as_str());
        let days = recorded.max(parsed.longest_days);
        let policy = view.facts.and_then(|facts| facts.retention_days).unwrap_or(0);
        let over = |d: &u32| *d > policy && (*d > 31 || (*d == 31 && !video.contains("개월")));
        let Some(days) = days.filter(over) else { continue };
        if matches!(parsed.kind, PeriodKind::NotRecorded | PeriodKind::Placeholder) || reason(view, row, &video) {
            continue;
        }
        let raw = view.raw_field(&row.period);
        let Bi { ko, en } = if parsed.kind == PeriodKind::Several || parsed.kind == PeriodKind::Range {
            bi!(" (가장 긴 기간 {days}일)", " (the longest is {days} days)")
        } else if raw.contains(&format!("{days}일")) {
            Bi::new(String::new(), String::new())
        } else {
            bi!(" ({days}일)", " ({days} days)")
        };
        sink.report(
            raw.clone(),
            spans(&row.period),
            bi!(
                "보관기간이 30일을 넘는데 이유가 적혀 있지 않습니다: {raw}{ko}",
                "Kept for more than 30 days with no reason given: {raw}{en}"
            ),
        )
        .pointer(format!("/retention/{i}/period"))
        .help(bi!("더 오래 두어야 하는 이유와 근거를 적어 주세요.", "State the reason and its basis."));
    }
}

/// The text without what it says about papers and ledgers.
fn without_papers(text: &str) -> String {
    static PAPERS: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"[^,.;:\n(]*(?:청구서|신청서|관리대장|대장|접속기록|접속 기록|동의서|서류|로그|녹화물\s?제공)[^,.;\n]*?[0-9]+\s?(?:일|개월|년)").ok()
    });
    PAPERS.as_ref().map_or_else(|| text.to_owned(), |p| p.replace_all(text, "").into_owned())
}

/// Whether a law or a reason stands near the period.
fn reason(view: &View, row: &Retention, video: &str) -> bool {
    static REASON: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"「[^」]*법|법\s?(?:률|령|제|에|시행)|시행규칙|시행령|지침|규정|조례|훈령|고시|의거|근거|에 따라|에 따름|위하여|위해|때문|사유|목적|요청 시|요청시|수사|필요\s?시|필요한 경우|경우").ok()
    });
    let says = |t: &str| REASON.as_ref().is_some_and(|p| p.is_match(t));
    if says(video)
        || says(beside(view, row))
        || says(row.storage.as_str())
        || says(row.facility.as_str())
        || says(row.department.as_str())
    {
        return true;
    }
    // a footnote, or a sentence about the period
    static NOTE: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"^\s*[※*☞]|보관\s?기간|보존\s?기간|[0-9]\s?(?:일|개월)").ok());
    static FIRM: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"「[^」]+」|법\s?제\s?[0-9]|시행규칙|시행령|지침|규정에|조례|훈령|고시|의거|근거하여|위하여|위해|때문|사유로|수사|고려하여|심의|분쟁").ok()
    });
    view.section_lines(Part::Retention).any(|l| {
        NOTE.as_ref().is_some_and(|p| p.is_match(l.raw))
            && FIRM.as_ref().is_some_and(|p| p.is_match(l.raw))
            && !crate::check::text::is_handling(l.raw)
    })
}

/// What stands around the period in its cell or line.
fn beside<'v>(view: &'v View, row: &Retention) -> &'v str {
    let Some(span) = first_span(&row.period) else { return "" };
    let line = view.source.unit(span.unit);
    let (start, end) = (span.start as usize, (span.end as usize).min(line.len()));
    let Some(tail) = line.get(end..) else { return "" };
    let stop = tail.find(['\t', '|']).unwrap_or(tail.len());
    let stop = tail.char_indices().nth(60).map_or(stop, |(i, _)| stop.min(i));
    line.get(start..end + stop).unwrap_or_default()
}
