use crate::bi;
use crate::check::rule::declare_rule;
use crate::check::search::{hits, patterns};
use crate::check::{Sink, View, text};
use std::fmt::Write as _;

declare_rule! {
    code: "LAW003", name: "citation-format", family: Law, severity: Info, fix: Propose,
    basis: none,
    summary: ("법령을 인용한 모양이 바르지 않음", "a statute cited in an irregular way"),
    checks: (
        "조문을 인용하면서 법 이름을 붙여 쓰거나(개인정보보호법) 홑낫표가 아닌 괄호에 넣었는지, 조·항·호를 띄어 썼는지 봅니다. 이렇게 적은 방침이 거의 전부이고 뜻을 흐리지도 않으므로 기본으로 꺼져 있습니다. --select LAW003으로, 또는 설정의 [severity]에 이름을 적어 켭니다.",
        "Finds citations of articles with the name of the act run together, in brackets other than 「 」, or with spaces inside the chain of article, paragraph and item. Nearly every notice has such citations and they mislead nobody, so the rule is off by default; `--select LAW003`, or its name under [severity] in the settings, turns it on."
    ),
    why: (
        "법령의 제명은 「개인정보 보호법」이고 조문은 제25조제1항제3호처럼 붙여 씁니다. 고쳐 두면 검색과 확인이 쉽습니다.",
        "The act is called 「개인정보 보호법」 and drafting practice writes 제25조제1항제3호 without spaces, which makes it easy to find."
    ),
    example: "개인정보보호법 제25조 제1항",
    remedy: ("「개인정보 보호법」 제25조제1항처럼 적습니다.", "Write 「개인정보 보호법」 제25조제1항."),
    exceptions: [
        ("개인정보보호위원회, 개인정보보호 담당자처럼 다른 이름", "other names: 개인정보보호위원회, 개인정보보호 담당자"),
        ("조문 없이 법 이름만 적은 경우", "the name of the act without an article"),
        ("‘법 제25조’처럼 줄여 쓰기로 한 이름", "a short name that the notice defines: 법 제25조"),
    ],
    default: off,
    check: Text(check),
}

patterns! {
    CITATION = r#"[「『<〈《“‘"'｢]?\s?개인정보\s{0,2}보호법\s?[」』>〉》”’"'｣]?\s*(?:시행령\s*)?제?\s?[0-9]+\s?조(?:의\s?[0-9]+)?(?:\s*제?\s?[0-9]+\s?항)?(?:\s*제?\s?[0-9]+\s?호)?"#;
    NUMBER = r"제?\s?(?P<n>[0-9]+)\s?(?P<u>조(?:의\s?[0-9]+)?|항|호)";
}

fn check(view: &View, sink: &mut Sink) {
    for hit in hits(view.body().filter(|l| l.raw.contains("보호법")), &CITATION) {
        let subject = hit.text().trim();
        let bare = subject.contains("개인정보 보호법") && subject.starts_with("개인정보");
        let right = written(subject);
        // brackets that are missing are the least of it
        if right == subject || (bare && right.replace(['「', '」'], "") == subject) {
            continue;
        }
        sink.report(subject, hit.at(), bi!("법령은 이렇게 인용합니다: {right}", "The usual way to cite it is {right}"))
            .suggest(right.clone());
    }
}

/// The citation as drafting practice has it; 「개인정보 보호법」 시행령 is as usual as 「개인정보 보호법 시행령」.
fn written(subject: &str) -> String {
    let decree = subject.find("시행령");
    let outside = decree.is_some_and(|at| subject.find('」').is_some_and(|close| close < at));
    let mut out = match decree {
        None => "「개인정보 보호법」 ",
        Some(_) if outside => "「개인정보 보호법」 시행령 ",
        Some(_) => "「개인정보 보호법 시행령」 ",
    }
    .to_owned();
    for part in NUMBER.iter().flat_map(|p| p.captures_iter(subject)) {
        let unit = text::without_spaces(&part["u"]);
        let _ = match unit.strip_prefix('조') {
            Some(branch) => write!(out, "제{}조{branch}", &part["n"]),
            None => write!(out, "제{}{unit}", &part["n"]),
        };
    }
    out
}
