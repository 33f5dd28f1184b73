use crate::bi;
use crate::check::rule::declare_rule;
use crate::check::search::{Hit, hits, patterns, says, with_digit};
use crate::check::view::{first_span, spans};
use crate::check::{Sink, View};
use crate::model::{Retention, Span, Text};
use crate::reference::compare_key;
use crate::value::period::{self, PeriodKind};
use std::collections::BTreeMap;

declare_rule! {
    code: "RET004", name: "retention-conflict", family: Retention, severity: Error, fix: None,
    basis: none,
    summary: ("같은 영상의 보관기간이 서로 다름", "two different periods for the same images"),
    checks: (
        "표에 적힌 보관기간과 본문(처리방법, 파기, 안내판 문구)에 적힌 기간이 다른지, 같은 시설에 보관기간이 두 가지인지 봅니다.",
        "Compares the period of the table with the periods in running text (handling, disposal, text of the sign), and two periods of the same site."
    ),
    why: (
        "찍힌 사람은 어느 기간을 믿어야 하는지 알 수 없고, 실제와 다른 기간은 인증 심사에서도 결함으로 봅니다.",
        "A person who was filmed cannot tell which one holds, and assessors list stated periods that differ as a defect."
    ),
    example: "보관기간 : 촬영일로부터 30일\n처리방법 : 60일이 지나면 자동 삭제",
    remedy: ("실제로 보관하는 기간을 확인해 한 가지로 적습니다.", "Find out the true period and state that one alone."),
    exceptions: [
        ("30일과 1개월, 720시간처럼 같은 기간", "periods that are equal: 30일, 1개월, 720시간"),
        ("예외라고 밝힌 기간(다만, 요청 시, 수사)", "a period that is named as an exception (다만, 요청 시, 수사)"),
        ("시설이나 카메라마다 다른 기간", "periods of different sites or cameras"),
        ("청구서와 대장의 보관기간, 통지나 공고의 기한", "the period for requests and ledgers, and time limits of answers and announcements"),
    ],
    check: Notice(check),
}

patterns! {
    /// A number of days after which images go, or for which they stay.
    AFTER = r"(?P<s>[0-9]{1,4}\s?(?:일|개월|주|달))(?:간|동안)?\s?(?:이|을|를|로)?\s?(?:경과|지나|지난|초과|이후|뒤|후|보관|보존|저장|이\s?되)";
    /// A period with its label in running text.
    LABELLED = r"(?:보관|보존|보유|저장)\s?기간\s?(?:은|[:：\-])\s?(?:[가-힣]{2,5}\s?(?:로)?부터\s?)?(?:최대\s?)?(?P<s>[0-9]{1,4}\s?(?:일|개월|주|달))";
    /// Words that show that images are meant.
    IMAGES = r"영상|보관|보존|저장|삭제|파기|덮어|녹화|촬영";
    /// Words of other matters, and of exceptions.
    OTHER = r"청구|신청|요청|통지|통보|회신|대장|기록부|공고|공지|홈페이지|누리집|변경|개정|시행|거부|답변|알려|연장|곤란|어려|어렵|산정|이의|접속|로그|점검|지침|고시|다만|단,|제외|수사|필요한|별도|예외|증거";
}

fn check(view: &View, sink: &mut Sink) {
    let rows = &view.notice.retention;
    same_site(view, sink);
    // a sentence holds for all rows: there must be one period to compare it with
    let known: Vec<(usize, u32)> = rows.iter().enumerate().filter_map(|(i, r)| Some((i, days(r)?))).collect();
    let Some(&(first, own)) = known.first() else { return };
    let said = rows.iter().filter(|r| !r.period.is_missing()).count();
    if said != known.len() || known.iter().any(|(_, d)| !equal(*d, own)) {
        return;
    }
    let at_most = period::parse(rows[first].period.as_str()).kind == PeriodKind::AtMost;
    let taken: Vec<Span> = rows.iter().flat_map(|r| spans(&r.period)).collect();
    let mut seen: Vec<Span> = Vec::new();
    for hit in [&AFTER, &LABELLED].into_iter().flat_map(|p| hits(with_digit(view.body()), p)) {
        let Some(at) = hit.at().first().copied() else { continue };
        if taken.iter().chain(&seen).any(|t| t.overlaps(&at)) || !about_images(&hit) {
            continue;
        }
        let Some(other) = period::parse(hit.text()).longest_days else { continue };
        if equal(other, own) || (at_most && other < own) {
            continue;
        }
        seen.push(at);
        let (subject, row) = (hit.text(), view.raw_field(&rows[first].period));
        sink.report(
            subject,
            hit.at(),
            bi!("여기에는 {subject}인데 보관기간은 {row}입니다.", "Here it is {subject}, while the period is {row}."),
        )
        .pointer(format!("/retention/{first}/period"))
        .related(first_span(&rows[first].period), bi!("보관기간 {row}", "the period: {row}"));
    }
}

/// Two rows of one site: the same names, hours and place of storage. Without names the label alone shows it, on two
/// lines that follow each other.
fn same_site(view: &View, sink: &mut Sink) {
    let rows = &view.notice.retention;
    let mut seen: BTreeMap<[String; 4], usize> = BTreeMap::new();
    for (i, row) in rows.iter().enumerate() {
        let Some(own) = days(row) else { continue };
        let named = !row.facility.is_missing() || !row.department.is_missing();
        let twin = if named {
            let key = [&row.facility, &row.department, &row.hours, &row.storage].map(|f| compare_key(f.as_str()));
            let first = *seen.entry(key).or_insert(i);
            (!row.storage.is_missing()).then_some(first)
        } else {
            i.checked_sub(1).filter(|p| follows(view, &rows[*p], row))
        };
        let differs = |t: &usize| days(&rows[*t]).is_some_and(|d| !equal(d, own));
        let Some(twin) = twin.filter(differs).map(|t| &rows[t]) else { continue };
        let (subject, other) = (view.raw_field(&row.period), view.raw_field(&twin.period));
        sink.report(
            subject.clone(),
            spans(&row.period),
            bi!("같은 곳의 보관기간이 서로 다릅니다: {other}, {subject}", "The same place has {other} and {subject}."),
        )
        .pointer(format!("/retention/{i}/period"))
        .related(first_span(&twin.period), bi!("보관기간 {other}", "the period: {other}"));
    }
}

/// Whether the periods of two rows without names stand on labelled lines, one soon after the other.
fn follows(view: &View, a: &Retention, b: &Retention) -> bool {
    let unit = |r: &Retention| r.period.text().and_then(Text::unit);
    let (Some(from), Some(to)) = (unit(a), unit(b)) else { return false };
    let labelled = |u: u32| says(&LABELLED, view.source.unit(u));
    let unnamed = a.facility.is_missing() && a.department.is_missing();
    unnamed && from < to && to - from <= 4 && labelled(from) && labelled(to)
}

fn about_images(hit: &Hit) -> bool {
    let (before, after) = hit.around(24, 24);
    let words = format!("{before} {after}");
    says(&IMAGES, &words) && !says(&OTHER, &words)
}

fn days(row: &Retention) -> Option<u32> {
    row.days.value().copied()
}

/// A month is 28 to 31 days.
fn equal(a: u32, b: u32) -> bool {
    a == b || ((28..=31).contains(&a) && (28..=31).contains(&b))
}
