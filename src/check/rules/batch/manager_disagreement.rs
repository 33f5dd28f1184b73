use crate::bi;
use crate::check::batch::{BatchSink, One, by_body, gravity, which};
use crate::check::rule::declare_rule;

declare_rule! {
    code: "BAT004", name: "manager-disagreement", family: Batch, severity: Warning, fix: None,
    basis: none,
    summary: ("한 기관의 방침들이 관리책임자를 달리 적음", "notices of one institution name other managers"),
    checks: (
        "한 번에 검사한 방침들 가운데 한 기관의 같은 부서, 같은 직위에 다른 사람이 적혀 있는지 봅니다.",
        "Finds two names for one post of one institution."
    ),
    why: ("자리가 바뀐 뒤 한 방침만 고친 것입니다. 찾는 사람은 떠난 사람을 찾게 됩니다.", "The post changed hands and one notice was left; people ask for somebody who has gone."),
    example: "방침 가 : 총무과장 김가람\n방침 나(같은 기관) : 총무과장 박누리",
    remedy: ("지금 그 자리에 있는 사람으로 고치거나 이름을 빼고 직위만 적습니다.", "Name the present holder, or the post alone."),
    exceptions: [
        ("가린 이름(김○○)과 이름 없는 줄", "masked names and rows without a name"),
        ("부서나 직위가 다른 사람", "other departments or posts"),
        ("날짜가 다른 두 방침: 참고로만 알립니다", "notices of other days, told as information"),
    ],
    check: Batch(compare),
}

fn compare(all: &[One], sink: &mut BatchSink) {
    for group in by_body(all) {
        for (i, one) in group.iter().enumerate() {
            for own in one.keys.managers.iter().filter(|m| m.post.chars().filter(|c| *c != '/').count() >= 2) {
                let same_post = |o: &&One| o.keys.managers.iter().any(|m| m.post == own.post);
                let Some(first) = group[..i].iter().find(same_post) else { continue };
                let theirs: Vec<_> = first.keys.managers.iter().filter(|m| m.post == own.post).collect();
                // several holders of one post say nothing about any of them
                let several = one.keys.managers.iter().filter(|m| m.post == own.post).count() > 1;
                let [theirs] = theirs[..] else { continue };
                if several || theirs.name == own.name {
                    continue;
                }
                let (other, file) = (&theirs.quote.text, which(*one, *first));
                let (ko, en) = (file.ko, file.en);
                let message = bi!(
                    "같은 자리에 다른 방침은 {other}입니다 ({ko}).",
                    "Another notice names {other} in the same post ({en})."
                );
                sink.report(*one, gravity(first.keys, one.keys), &own.quote, &own.pointer, message);
            }
        }
    }
}
