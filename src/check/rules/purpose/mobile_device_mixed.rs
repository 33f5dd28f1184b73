use crate::bi;
use crate::check::rule::declare_rule;
use crate::check::search::{denies, hits, patterns, says};
use crate::check::{Sink, View};
use crate::model::Part;

declare_rule! {
    code: "PUR007", name: "mobile-device-mixed", family: Purpose, severity: Info, fix: None,
    basis: ("「개인정보 보호법」 제2조제7호의2, 제25조의2", "Personal Information Protection Act arts. 2 item 7-2 and 25-2"),
    summary: ("고정형 방침에 이동형 기기가 섞임", "a mobile device in a notice on fixed ones"),
    checks: (
        "고정형 영상정보처리기기의 방침인데 드론, 바디캠, 블랙박스처럼 몸이나 차에 달고 다니는 기기가 설치 현황에 있는지 봅니다.",
        "Finds drones, body cameras and dash cameras among the devices of a notice on fixed ones."
    ),
    why: (
        "이동형 기기에는 다른 조문이 적용되어 알리는 방법과 요건이 다릅니다.",
        "Other articles hold for mobile devices, with other ways to inform people."
    ),
    example: "순찰차 블랙박스\t2대\t차량 전방",
    remedy: ("이동형 기기는 따로 방침을 두거나, 두 가지를 함께 정한 방침임을 제목에 적습니다.", "Give mobile devices a notice of their own, or say in the title that both are covered."),
    exceptions: [
        ("한 곳에 세워 두고 쓰는 ‘이동식 CCTV’", "이동식 CCTV that stands fixed while in use"),
        ("제목이나 본문에서 이동형을 따로 다룬 방침", "a notice that treats mobile devices as such, in its title or under art. 25-2"),
        ("쓰지 않는다는 문장", "denials"),
    ],
    check: Text(check),
}

patterns! {
    DEVICE = r"드론|바디\s?캠|보디\s?캠|웨어러블|착용형\s?(?:카메라|기기)?|블랙박스|차량\s?탑재(?:형)?\s?(?:카메라|CCTV)?|액션캠";
    BOTH = r"이동형|제25조의\s?2";
}

fn check(view: &View, sink: &mut Sink) {
    if view.body().any(|l| says(&BOTH, l.raw)) {
        return;
    }
    for hit in hits(view.part_lines(Part::Installation), &DEVICE) {
        if denies(hit.sentence()) {
            continue;
        }
        let subject = hit.text().trim();
        sink.report(
            subject,
            hit.at(),
            bi!("고정형 영상정보처리기기가 아닙니다: {subject}", "This is no fixed video device: {subject}"),
        );
    }
}
