use crate::bi;
use crate::check::rule::declare_rule;
use crate::check::view::Line;
use crate::check::{Sink, View, text};
use crate::model::{Bi, Part, Section};
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    code: "LAW001", name: "section-missing", family: Law, severity: Error, fix: None,
    basis: ("「개인정보 보호법」 제25조제7항, 같은 법 시행령 제25조제1항제1호부터 제7호까지",
            "Personal Information Protection Act art. 25(7); Enforcement Decree art. 25(1) items 1 to 7"),
    summary: ("법령이 정한 항목이 방침에 없음", "a part that the decree asks for is absent"),
    checks: (
        "시행령 제25조제1항이 방침에 담도록 한 일곱 항목(설치 근거와 목적, 대수·위치·촬영범위, 관리책임자와 접근권한자, 촬영시간·보관기간·보관장소·처리방법, 영상정보 확인 방법과 장소, 열람 등 요구에 대한 조치, 안전성 확보조치) 가운데 제목으로도 내용으로도 찾을 수 없는 항목을 알립니다.",
        "Looks for the seven items of art. 25(1) of the decree (grounds and purpose; number, places and range; manager and persons with access; hours, period, place and handling; how and where images are checked; requests of persons filmed; safety measures) and reports those found neither by heading nor by content."
    ),
    why: (
        "항목이 빠진 방침은 공개하더라도 법이 정한 방침으로 보기 어렵고, 찍힌 사람은 어디에 무엇을 요구할 수 있는지 알 수 없습니다.",
        "A policy without one of these items falls short of the law, and a person who was filmed cannot tell what to ask for, or where."
    ),
    example: "1. 설치 근거 및 설치 목적\n2. 설치 대수, 설치 위치 및 촬영범위\n3. 관리책임자 및 접근권한자\n4. 촬영시간, 보관기간, 보관장소 및 처리방법\n5. 방침 변경에 관한 사항",
    remedy: (
        "빠진 항목의 제목과 내용을 방침에 추가합니다. 다른 문서에 있다면 그 문서의 이름이나 주소를 방침에 적습니다.",
        "Add the part with its heading; if it stands in another document, name that document or give its address."
    ),
    exceptions: [
        ("다른 제목 아래나 표 안에 내용이 있는 항목", "an item whose content stands under another heading or in a table"),
        ("위탁, 방침 변경, 의견 수렴처럼 법령이 모든 방침에 요구하지는 않는 항목",
         "parts that are not required of every notice: outsourcing, changes, hearing of opinions"),
        ("별첨이나 링크에 맡긴 항목", "an item handed over to an attachment or a link"),
        ("중간에서 잘린 문서: 뒤에 무엇이 있었는지 알 수 없습니다", "a file that breaks off: what followed is unknown"),
    ],
    check: Notice(check),
}

/// The items of 영 제25조제1항, in order.
const REQUIRED: [Part; 7] =
    [Part::Purpose, Part::Installation, Part::Contact, Part::Retention, Part::Viewing, Part::Rights, Part::Safety];

const CUT: Bi<&str> =
    Bi::new("문서가 중간에서 끝나 항목이 빠졌는지 알 수 없습니다", "the file breaks off, so what it lacks is unknown");
const SHORT: Bi<&str> =
    Bi::new("방침 전체가 아니라 일부로 보입니다", "it looks like a part of a notice, not a whole one");

fn check(view: &View, sink: &mut Sink) {
    if view.breaks_off() && !view.contents().reached {
        return sink.not_evaluated(CUT);
    }
    let present: Vec<bool> = REQUIRED.iter().map(|&part| has(view, part)).collect();
    let known = present.iter().filter(|p| **p).count();
    if known < 3 {
        return sink.not_evaluated(SHORT);
    }
    let whole = ends(view) || view.contents().reached;
    for (at, part) in REQUIRED.into_iter().enumerate() {
        // a part is missed only where the notice plainly goes on without it, or comes to its end
        let promised = view.contents().promises(part);
        if present[at] || !(whole || promised || present[at + 1..].contains(&true)) {
            continue;
        }
        let heading = part.usual_heading();
        let item = at + 1;
        sink.report(
            heading,
            Vec::new(),
            bi!(
                "‘{heading}’ 항목이 방침에 없습니다 (시행령 제25조제1항제{item}호).",
                "The part “{heading}” is absent (Enforcement Decree art. 25(1) item {item})."
            ),
        )
        .help(Bi::new(
            "이 제목으로 항목을 추가하거나, 내용이 있는 문서를 가리켜 주세요.".to_owned(),
            "Add a part of this heading, or point to the document that has it.".to_owned(),
        ));
    }
}

/// Whether the notice comes to a proper end: a part on changes, or its dates.
fn ends(view: &View) -> bool {
    let d = &view.notice.dates;
    view.sections(Part::Change).next().is_some() || !d.effective.is_missing() || !d.announced.is_missing()
}

/// Whether the part is there, by its record, by a section with something in it, or by its words.
fn has(view: &View, part: Part) -> bool {
    let n = view.notice;
    let recorded = match part {
        Part::Purpose => !n.purposes.is_empty() || !n.legal_basis.is_empty(),
        Part::Installation => !n.installations.is_empty() || !n.total_count.is_missing(),
        Part::Contact => text::has_people(n),
        Part::Retention => !n.retention.is_empty(),
        Part::Viewing => !n.viewing.method.is_missing() || !n.viewing.place.is_missing(),
        _ => false,
    };
    recorded
        || view.delegated(part)
        || view.real_sections(part).next().is_some()
        || view.body().any(|line| {
            !view.contents().units.contains(&line.unit) && !heads_another(view, part, line) && by_words(part, line.raw)
        })
}

/// Whether a line is the heading of another part: 열람 등 요구에 대한 조치 does not say where images are seen.
fn heads_another(view: &View, part: Part, line: &Line) -> bool {
    let head = |s: &&Section| s.heading.unit() == Some(line.unit) && !s.parts.is_empty() && !s.parts.contains(&part);
    part == Part::Viewing && line.raw.chars().count() < 60 && view.notice.sections.iter().any(|s| head(&s))
}

/// Whether a line of running text says what the part is for.
fn by_words(part: Part, line: &str) -> bool {
    static RIGHTS: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"존재\s?확인|열람.{0,20}(요구|청구|신청|요청)|정보주체의\s?권리").ok());
    static SAFETY: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"암호화|잠금\s?장치|차등\s?부여|접근\s?통제|접속\s?기록|위\s?.?\s?변조|출입(?:을|을 )?\s?통제|접근\s?기록|출입을 제한|권한을 제한|접근 권한 제한|방화벽|내부\s?관리\s?계획|비밀번호").ok()
    });
    static VIEWING: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(
            r"(확인|열람)\s?(방법|장소|절차)|영상(정보)?(을|의)?\s?(확인|열람)|방문하시면|오시면 확인|찾아오시면",
        )
        .ok()
    });
    static PURPOSE: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"설치\s?(및 운영\s?)?(근거|목적)|목적으로|제25조|(위하여|위해|하려고|예방)[^.]{0,40}(카메라|CCTV|영상|설치|운영)").ok()
    });
    static RETENTION: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"(보관|저장|보존)\s?(기간|장소).{0,20}\S|촬영일.{0,8}[0-9]+\s?(일|개월)").ok());
    static CONTACT: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"(관리|보호)\s?책임자\s*[:：|\t]").ok());
    static INSTALLATION: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"[0-9]\s?대|설치\s?대수\s*[:：]").ok());
    let pattern = match part {
        Part::Purpose => &PURPOSE,
        Part::Installation => &INSTALLATION,
        Part::Contact => &CONTACT,
        Part::Retention => &RETENTION,
        Part::Viewing => &VIEWING,
        Part::Rights => &RIGHTS,
        Part::Safety => &SAFETY,
        _ => return false,
    };
    // the usual sentence on handling names 열람 요구 only to say that it is recorded
    let handling =
        part == Part::Rights && (text::is_handling(line) || (line.contains("기록") && line.contains("관리")));
    let said = || pattern.as_ref().is_some_and(|p| p.is_match(line));
    !handling && (said() || (part == Part::Retention && text::says_period(line)))
}
