use crate::bi;
use crate::check::rule::declare_rule;
use crate::check::search::patterns;
use crate::check::{Sink, View};
use crate::model::{Severity, Span};
use crate::reference::outdated;

declare_rule! {
    code: "NAM004", name: "region-name-outdated", family: Name, severity: Warning, fix: Propose,
    basis: ("「강원특별자치도 설치 등에 관한 특별법」 등 행정구역을 바꾼 법률", "the acts that changed the administrative regions"),
    summary: ("바뀐 행정구역의 옛 이름", "a region name that was no longer in use"),
    checks: (
        "기관 이름이나 주소에 방침의 날짜에는 이미 쓰이지 않던 시도·시군구 이름이 있는지 봅니다. 날짜가 없으면 참고로만 알립니다.",
        "Finds names of regions that were out of use on the day of the notice, in addresses and names of institutions; without a date it is told as information only."
    ),
    why: ("방침을 고치면서 기관 이름과 주소를 그대로 두었다는 표시입니다.", "It shows that the notice was revised and its names were not."),
    example: "시행일자 : 2024년 3월 4일\n주소 : 강원도 춘천시",
    remedy: ("지금의 이름으로 바꿉니다.", "Write the name of today."),
    exceptions: [
        ("그 이름이 쓰이던 때의 방침", "a notice of a day on which the name was in use"),
        ("강원대학교, 전북은행처럼 이름에 든 말과 짧은 이름(강원, 전북)", "proper names (강원대학교, 전북은행) and short names (강원, 전북)"),
        ("조례와 규칙의 제목으로 인용한 이름", "titles of ordinances as cited"),
        ("여러 시도에 있는 구와 군의 이름", "names that several 시도 have"),
    ],
    check: Text(check),
}

patterns! {
    HISTORY = r"종전|옛|\(구\)|구\s?명칭|출범|통합|변경\s?전|당시|에서\s?[^.]{0,10}(?:변경|개칭|전환)";
}

fn check(view: &View, sink: &mut Sink) {
    let day = view.day();
    for line in view.body() {
        for old in outdated(line.raw, day.unwrap_or_else(|| view.today())) {
            let subject = &line.raw[old.range.clone()];
            let quoted = line.raw[..old.range.start]
                .rfind(['「', '『'])
                .is_some_and(|i| !line.raw[i..old.range.start].contains(['」', '』']));
            // the new name beside the old one tells the change
            if quoted || HISTORY.as_ref().is_some_and(|p| p.is_match(line.raw)) {
                continue;
            }
            let (name, until) = (old.name, old.until);
            let at = Span { unit: line.unit, start: old.range.start as u32, end: old.range.end as u32 };
            let draft = sink
                .report(
                    subject,
                    vec![at],
                    bi!("{until}까지 쓰인 이름입니다: {name}", "{name} was in use until {until}."),
                )
                .severity(if day.is_some() { Severity::Warning } else { Severity::Info });
            if let Some(now) = old.now {
                let right = subject.replacen(name, now, 1);
                draft.suggest(if right == subject { now.to_owned() } else { right });
            }
        }
    }
}
