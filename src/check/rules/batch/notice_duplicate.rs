use crate::bi;
use crate::check::batch::{BatchSink, One, which};
use crate::check::rule::declare_rule;
use crate::model::Severity;
use std::collections::BTreeMap;

declare_rule! {
    code: "BAT005", name: "notice-duplicate", family: Batch, severity: Warning, fix: None,
    basis: none,
    summary: ("같은 방침이 두 번 있음", "the same notice twice"),
    checks: (
        "한 번에 검사한 방침들 가운데 빈칸과 기호를 빼고 글자가 모두 같은 방침이 있는지 봅니다.",
        "Finds two notices of a run that are equal letter by letter, spaces and marks left out."
    ),
    why: ("한쪽만 고치면 두 방침이 어긋납니다. 다른 기관의 것을 그대로 올린 것일 수도 있습니다.", "When one is mended the other is not; or the notice of another body was posted by mistake."),
    example: "총무과/방침.txt\n시설과/방침.txt (같은 내용)",
    remedy: ("하나만 남기고 다른 곳에서는 그것을 가리킵니다.", "Keep one and point to it from the other place."),
    exceptions: [
        ("글자나 숫자가 하나라도 다른 방침", "notices that differ in a single letter or digit"),
        ("아주 짧은 글", "very short texts"),
    ],
    check: Batch(compare),
}

fn compare(all: &[One], sink: &mut BatchSink) {
    let mut seen: BTreeMap<[u8; 32], One> = BTreeMap::new();
    for one in all {
        let Some(digest) = one.keys.digest else { continue };
        let Some(first) = seen.get(&digest) else {
            seen.insert(digest, *one);
            continue;
        };
        let file = which(*one, *first);
        let (ko, en) = (file.ko, file.en);
        let message = bi!("같은 방침이 또 있습니다: {ko}", "The same notice stands elsewhere: {en}");
        sink.report(*one, Severity::Warning, &one.keys.title, "", message);
    }
}
