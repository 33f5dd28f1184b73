use crate::bi;
use crate::check::rule::declare_rule;
use crate::check::search::{hits, patterns, says};
use crate::check::{Sink, View};

declare_rule! {
    code: "VIE003", name: "viewing-overrestricted", family: Viewing, severity: Info, fix: None,
    basis: ("「개인정보 보호법」 제35조", "Personal Information Protection Act art. 35"),
    summary: ("경찰이 있어야만 영상을 볼 수 있다고 함", "images are shown only with police or a court"),
    checks: (
        "자기 영상을 보는 데에도 경찰관 입회나 수사기관의 공문이 있어야만 한다고 적었는지 봅니다.",
        "Finds sentences that let people see their own images only with police at hand or by order of an authority."
    ),
    why: (
        "찍힌 사람은 누구의 허락 없이 자기 영상을 볼 권리가 있습니다. 열람을 막는 일은 가장 많은 신고 사유입니다.",
        "A person has the right to see images of herself; refusals are the most frequent ground of complaints."
    ),
    example: "영상 열람은 경찰관 입회 시에만 가능합니다.",
    remedy: ("본인이 직접 요구할 수 있다고 적고, 거부할 수 있는 사유를 법대로 적습니다.", "Say that people may ask themselves, and list the grounds for refusal as the act has them."),
    exceptions: [
        ("본인 확인과 다른 사람의 모자이크", "identity checks and masking of others"),
        ("다른 사람의 영상을 보려는 경우, 수사기관에 제공하는 경우", "images of others, and provision to authorities"),
        ("법이 정한 거부 사유를 늘어놓은 경우", "the listed grounds for refusal"),
    ],
    check: Text(check),
}

patterns! {
    ONLY = r"(?P<s>(?:경찰관?|수사기관|경찰서|법원)[^.,]{0,16}(?:입회|동행|동반|대동|요청|공문|영장|명령|협조)[^.,]{0,10}(?:시에만|시만|경우에만|경우만|때에만|때만|에\s?한하여|에\s?한해|에\s?한함|한하여만))";
    SEEING = r"열람|확인|공개|볼\s?수|보실|영상";
    OTHERS = r"제3자|타인|다른\s?사람|목적\s?외|제공|본인이\s?아닌|외부인";
}

fn check(view: &View, sink: &mut Sink) {
    for hit in hits(view.body(), &ONLY) {
        let sentence = hit.sentence();
        if !says(&SEEING, sentence) || says(&OTHERS, sentence) {
            continue;
        }
        let subject = hit.text();
        sink.report(
            subject,
            hit.at(),
            bi!(
                "자기 영상은 경찰이 없어도 볼 수 있어야 합니다: {subject}",
                "People may see their own images without police: {subject}"
            ),
        );
    }
}
