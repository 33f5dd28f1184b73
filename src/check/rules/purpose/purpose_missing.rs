use crate::bi;
use crate::check::rule::declare_rule;
use crate::check::search::{patterns, says};
use crate::check::view::spans;
use crate::check::{Sink, View, cells};
use crate::model::{Bi, Concept, Part};

declare_rule! {
    code: "PUR001", name: "purpose-missing", family: Purpose, severity: Error, fix: None,
    basis: ("「개인정보 보호법」 제25조제1항, 같은 법 시행령 제25조제1항제1호",
            "Personal Information Protection Act art. 25(1); Enforcement Decree art. 25(1) item 1"),
    summary: ("설치 목적이 없음", "no purpose is given"),
    checks: (
        "설치 근거와 목적을 적는 항목에 법 조문만 있고 목적이 없는지, 목적 칸이 있는 표에서 한 줄만 비어 있는지 봅니다.",
        "Reports a part on grounds and purpose that cites the law and stops, and the one row of a table whose purpose is left blank."
    ),
    why: (
        "카메라는 법이 정한 목적으로만 설치할 수 있고, 목적 밖으로 쓸 수 없습니다. 목적이 없으면 한계도 없습니다.",
        "Cameras are lawful for certain purposes only and must serve no other; without a purpose there is no limit."
    ),
    example: "1. 설치 근거 및 설치 목적\n「개인정보 보호법」 제25조제1항에 따라 설치·운영합니다.",
    remedy: ("범죄 예방, 시설 안전, 화재 예방처럼 목적을 적습니다.", "State the purpose: 범죄 예방, 시설 안전, 화재 예방."),
    exceptions: [
        ("모든 카메라에 적용되는 목적이 하나 있는 경우", "one general purpose"),
        ("위의 칸과 합쳐진 칸", "a cell merged with the one above"),
        ("항목 자체가 없는 방침: 다른 규칙이 알립니다", "a notice without that part, which has a rule of its own"),
    ],
    check: Notice(check),
}

patterns! {
    /// Words of any purpose.
    AIM = r"예방|안전|방범|방지|단속|보호(?:를|하|와|및|,|$)|수사|보안|교통|재난|화재|감시|점검|질서|모니터링|통계|홍보|시설물?\s?(?:의\s?)?(?:관리|안전)|도난|파손|범죄|위하여|위해|위한|목적\s?[:：]\s?\S|복무|근태|수집|확인";
    LAW = r"[「『<“]?개인정보\s?보호법[」』>”]?(?:\s?시행령)?|개인정보\s?보호|주차장법(?:\s?시행규칙)?";
}

fn check(view: &View, sink: &mut Sink) {
    let notice = view.notice;
    one_empty(view, sink);
    let Some(section) = view.real_sections(Part::Purpose).next() else { return };
    let said = !notice.purposes.is_empty() || notice.installations.iter().any(|r| !r.purpose.is_missing());
    if said || view.delegated(Part::Purpose) {
        return;
    }
    let named = |raw: &str| LAW.as_ref().is_some_and(|law| says(&AIM, &law.replace_all(raw, "")));
    // what follows the heading on its own line: a purpose after a colon, or a notice on one line
    let heading = section.heading.as_str();
    let behind = section.heading.spans().last().and_then(|s| view.source.unit(s.unit).get(s.end as usize..));
    let after_colon = heading.split_once([':', '：']).map(|(_, rest)| rest);
    if behind.into_iter().chain(after_colon).any(named) {
        return;
    }
    // the sentence of introduction may say it for all
    if view
        .body()
        .take(12)
        .chain(view.section_lines(Part::Purpose))
        .any(|l| section.heading.unit() != Some(l.unit) && named(l.raw) && !l.raw.trim_end().ends_with("알려드립니다."))
    {
        return;
    }
    if view.breaks_off_in(Part::Purpose) {
        return sink.not_evaluated(Bi::new("목적 항목에서 문서가 끝납니다", "the part on the purpose breaks off"));
    }
    sink.report(
        "설치 목적",
        section.heading.spans(),
        bi!("설치 목적이 적혀 있지 않습니다.", "No purpose (설치 목적) is given."),
    )
    .help(bi!("무엇을 위해 설치했는지 적어 주세요.", "Say what the cameras are for."));
}

/// A row with a dash under the heading 설치목적, where other rows have a purpose and none holds for all.
fn one_empty(view: &View, sink: &mut Sink) {
    let rows = &view.notice.installations;
    if !view.notice.purposes.is_empty() || rows.iter().all(|r| r.purpose.is_missing()) {
        return;
    }
    for (i, row) in rows.iter().enumerate().filter(|(_, r)| r.purpose.is_missing()) {
        let cell = cells::row_of([&row.facility, &row.department, &row.range]).or_else(|| cells::row_of([&row.count]));
        let blank = cell.and_then(|c| cells::blank(view, c, &[Concept::Purpose]));
        let label = [&row.facility, &row.department].into_iter().find(|f| !f.is_missing());
        let (Some(blank), Some(label)) = (blank, label) else { continue };
        let subject = view.raw_field(label);
        let at = if blank.at.is_empty() { spans(label) } else { blank.at };
        sink.report(subject.clone(), at, bi!("설치 목적이 비어 있습니다: {subject}", "No purpose: {subject}"))
            .pointer(format!("/installations/{i}/purpose"));
    }
}
