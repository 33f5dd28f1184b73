use crate::bi;
use crate::check::rule::declare_rule;
use crate::check::search::{hits, patterns, says, with_digit};
use crate::check::{Sink, View};
use crate::value::period;

declare_rule! {
    code: "VIE002", name: "viewing-deadline-wrong", family: Viewing, severity: Warning, fix: None,
    basis: ("「개인정보 보호법 시행령」 제41조제4항, 제42조제2항", "Enforcement Decree arts. 41(4) and 42(2)"),
    summary: ("열람 요구에 답하는 기한이 10일을 넘음", "more than ten days to answer a request"),
    checks: (
        "열람, 존재 확인, 삭제 요구에 조치하거나 거부 사유를 알리는 기한이 10일보다 긴지 봅니다.",
        "Reports a time limit of more than ten days for answering a request or for notifying a refusal."
    ),
    why: ("법령은 10일 안에 열람하게 하거나 거부 사유를 알리도록 합니다. 방침이 그보다 길게 정할 수 없습니다.", "The decree gives ten days, and a policy cannot take more."),
    example: "열람 요구를 받은 날부터 30일 이내에 결과를 통지합니다.",
    remedy: ("10일 이내로 고칩니다.", "Change it to ten days or fewer."),
    exceptions: [
        ("지체 없이, 10일 이내", "without delay (지체 없이), within ten days (10일 이내)"),
        ("사유를 밝히고 연기하는 경우", "postponement with a reason"),
        ("영상과 대장의 보관기간, 분쟁 조정과 이의신청의 기한", "retention of images and ledgers, and time limits of mediation and objections"),
    ],
    check: Text(check),
}

patterns! {
    LIMIT = r"(?P<s>[0-9]{1,3}\s?(?:일|주|개월|달))\s?(?:이내|안에|내에|내로|이내로|까지|안으로)";
    REQUEST = r"거부|열람|존재\s?확인|삭제\s?요구|요구(?:를|에)|청구(?:를|에)|정보주체";
    ANSWER = r"통지|통보|회신|답변|결과|알려|알리|조치|거부|제한|제공|열람하게|처리";
    OTHER = r"연기|연장|보관|보존|저장|촬영일|분쟁|심판|소송|이의|공고|변경|개정|시행|파기|대장|재\s?요청|경과|영업일\s?전|전까지|이전";
}

fn check(view: &View, sink: &mut Sink) {
    // the decree gives ten; an institution may give itself fewer
    let most = view.thresholds.viewing_days.min(10);
    for hit in hits(with_digit(view.body()), &LIMIT) {
        let (sentence, (before, after)) = (hit.sentence(), hit.around(30, 30));
        if !says(&REQUEST, sentence) || !says(&ANSWER, after) || says(&OTHER, &format!("{before}{after}")) {
            continue;
        }
        let Some(days) = period::parse(hit.text()).longest_days.filter(|d| *d > most) else { continue };
        let subject = hit.text();
        sink.report(
            subject,
            hit.at(),
            bi!(
                "열람 요구에는 {most}일 안에 답해야 하는데 {days}일로 적혀 있습니다.",
                "Requests are to be answered within {most} days, not {days}."
            ),
        );
    }
}
