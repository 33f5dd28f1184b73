use crate::bi;
use crate::check::rule::declare_rule;
use crate::check::search::{Hit, hits, patterns, says};
use crate::check::{Sink, View};
use crate::model::{Part, Severity};
use jiff::civil::Date;

declare_rule! {
    code: "LAW005", name: "law-repealed", family: Law, severity: Warning, fix: Propose,
    basis: ("「개인정보 보호법」(법률 제10465호, 2011. 9. 30. 시행)", "Personal Information Protection Act (Act No. 10465, in force 2011-09-30)"),
    summary: ("효력이 없는 법령을 근거로 듦", "a law no longer in force as the basis"),
    checks: (
        "폐지된 「공공기관의 개인정보보호에 관한 법률」이나 옛 고시(행정안전부고시 제2011-45호, 표준지침 제45조)를 근거로 드는지, 「정보통신망법」을 카메라의 근거로 드는지 봅니다.",
        "Finds the repealed Act on the Protection of Personal Information of Public Bodies, the old notification 2011-45 and its art. 45, and the Network Act as the basis for cameras."
    ),
    why: ("효력이 없는 법령은 근거가 되지 못합니다.", "What is no longer in force is no basis."),
    example: "「공공기관의 개인정보보호에 관한 법률」 제4조의2에 따라 설치합니다.",
    remedy: ("「개인정보 보호법」 제25조와 지금의 「표준 개인정보 보호지침」 조문으로 바꿉니다.", "Cite art. 25 of the Personal Information Protection Act and the guideline of today."),
    exceptions: [
        ("연혁을 말하는 경우(종전의, 구)", "history: 종전의, 구"),
        ("그 법령이 살아 있던 때의 방침", "a notice of a time when it was in force"),
        ("다른 일로 인용한 법령", "a law cited for another matter"),
    ],
    check: Text(check),
}

patterns! {
    OLD_ACT = r"공공기관의\s?개인정보\s?보호에\s?관한\s?법률";
    NETWORK = r"정보통신망\s?이용\s?촉진\s?및\s?정보\s?보호\s?등에\s?관한\s?법률|정보통신망법";
    OLD_GUIDELINE = r"행정안전부\s?고시\s?제?\s?2011\s?-\s?45\s?호?|표준\s?개인정보\s?보호\s?지침[」』)\s]*(?:\([^)]*\)\s?)?(?P<a>제\s?45\s?조)";
    HISTORY = r"종전|폐지|舊|\(구\)|구\s?「|이전의|개정\s?전";
    CAMERAS = r"설치|운영|촬영|카메라|영상정보처리기기|CCTV";
}

/// Last day of the act on public bodies.
const ACT_ENDED: Date = Date::constant(2011, 9, 30);
/// The Commission took the guideline over from the ministry and counted its articles anew.
const GUIDELINE_RENEWED: Date = Date::constant(2020, 8, 5);

fn check(view: &View, sink: &mut Sink) {
    let day = view.day();
    let late = |since: Date| match day {
        Some(day) if day < since => None,
        Some(_) => Some(Severity::Warning),
        None => Some(Severity::Info),
    };
    if late(ACT_ENDED).is_some() {
        for hit in kept(hits(view.body(), &OLD_ACT)) {
            // notices on cameras are younger than that act, dated or not
            report(sink, &hit, Severity::Warning, "개인정보 보호법");
        }
    }
    for hit in kept(hits(view.part_lines(Part::Purpose), &NETWORK)) {
        if says(&CAMERAS, hit.sentence()) {
            report(sink, &hit, Severity::Warning, "개인정보 보호법");
        }
    }
    if let Some(severity) = late(GUIDELINE_RENEWED) {
        for hit in kept(hits(view.body(), &OLD_GUIDELINE)) {
            // the article has a new number; the notification was replaced as a whole
            let article = hit.text().rfind('제').filter(|_| hit.text().ends_with('조'));
            let right = article
                .map_or("개인정보보호위원회고시".to_owned(), |at| format!("{}제41조", &hit.text()[..at]));
            report(sink, &hit, severity, &right);
        }
    }
}

fn kept(found: Vec<Hit<'_>>) -> impl Iterator<Item = Hit<'_>> {
    found.into_iter().filter(|h| !says(&HISTORY, h.sentence()))
}

fn report(sink: &mut Sink, hit: &Hit, severity: Severity, right: &str) {
    let subject = hit.text();
    sink.report(
        subject,
        hit.at(),
        bi!("지금은 근거가 되지 못하는 법령입니다: {subject}", "No longer a basis: {subject}"),
    )
    .severity(severity)
    .suggest(right);
}
