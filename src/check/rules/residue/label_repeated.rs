use crate::bi;
use crate::check::rule::declare_rule;
use crate::check::search::patterns;
use crate::check::{Sink, View, text};
use crate::model::Span;
use crate::reference::compare_key;
use crate::value::period;

declare_rule! {
    code: "RES007", name: "label-repeated", family: Residue, severity: Warning, fix: None,
    basis: none,
    summary: ("한 묶음에 같은 항목이 두 번 나옴", "the same label twice in one block"),
    checks: (
        "‘촬영시간’, ‘보관장소’, ‘확인 장소’, ‘시행일자’ 같은 항목이 이어지는 한 묶음 안에서 두 번 나오는지 봅니다.",
        "Finds a label such as 촬영시간, 보관장소, 확인 장소 or 시행일자 that stands twice in one run of labelled lines."
    ),
    why: ("어느 쪽이 맞는지 알 수 없고, 한쪽은 고치다가 남은 것일 때가 많습니다.", "A reader cannot tell which holds; one is often left from an edit."),
    example: "- 촬영시간 : 24시간\n- 보관장소 : 관리실\n- 보관장소 : 전산실",
    remedy: ("맞는 한 줄만 남기거나 한 줄로 합칩니다.", "Keep the line that holds, or put both in one."),
    exceptions: [
        ("시설마다 되풀이되는 묶음", "blocks that are repeated for each site"),
        ("번호를 붙인 항목(확인 장소 1, 확인 장소 2)", "labels with numbers"),
        ("서로 다른 보관기간: 다른 규칙이 알립니다", "two different periods, which have a rule of their own"),
    ],
    check: Text(check),
}

patterns! {
    LABELLED = r"^[\s\-–○●•·*※□■▶ㅇo]*(?:[0-9가-하]{1,2}[.)]\s*)?(?P<s>(?:영상정보의?\s?|개인영상정보의?\s?)?(?:촬영\s?시간|보관\s?기간|보관\s?장소|처리\s?방법|확인\s?방법|확인\s?장소|열람\s?장소|공고\s?일자|시행\s?일자|설치\s?목적|설치\s?대수|촬영\s?범위))\s*[:：]\s*(?P<v>.+)$";
}

/// A labelled line.
struct Entry<'a> {
    unit: u32,
    label: &'a str,
    key: String,
    value: &'a str,
    at: Span,
}

fn check(view: &View, sink: &mut Sink) {
    let mut run: Vec<Entry> = Vec::new();
    for line in view.body().filter(|l| !l.raw.trim().is_empty()) {
        let colon = line.raw.contains([':', '：']);
        let found = LABELLED.as_ref().filter(|p| colon && p.is_match(line.raw)).and_then(|p| p.captures(line.raw));
        let entry = found.and_then(|found| {
            let (label, value) = (found.name("s")?, found.name("v")?);
            Some(Entry {
                unit: line.unit,
                label: label.as_str(),
                key: text::without_spaces(label.as_str()),
                value: value.as_str().trim(),
                at: Span { unit: line.unit, start: label.start() as u32, end: label.end() as u32 },
            })
        });
        match entry {
            Some(entry) => run.push(entry),
            None => judge(sink, &std::mem::take(&mut run)),
        }
    }
    judge(sink, &run);
}

fn judge(sink: &mut Sink, run: &[Entry]) {
    let twice: Vec<(&Entry, &Entry)> = run
        .iter()
        .enumerate()
        .filter_map(|(i, e)| run[..i].iter().find(|first| first.key == e.key).map(|first| (first, e)))
        .collect();
    // a block that comes again for another site repeats all its labels
    let [(first, second)] = twice[..] else { return };
    if run.len() < 3 && second.unit > first.unit + 1 {
        return;
    }
    let days = |e: &Entry| period::parse(e.value).days;
    if second.key.ends_with("기간") && days(first) != days(second) {
        return;
    }
    let (label, value) = (second.label, second.value);
    let same = compare_key(first.value) == compare_key(value);
    let message = if same {
        bi!("‘{label}’ 항목이 두 번 나옵니다.", "{label} stands twice.")
    } else {
        bi!("‘{label}’ 항목이 두 번 나오고 내용이 다릅니다.", "{label} stands twice, with different words.")
    };
    sink.report(label, vec![second.at], message).related(Some(first.at), bi!("앞의 {label}", "the first {label}"));
}
