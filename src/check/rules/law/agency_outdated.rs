use crate::bi;
use crate::check::rule::declare_rule;
use crate::check::search::{Hit, hits, patterns, says};
use crate::check::{Sink, View};
use jiff::civil::Date;

declare_rule! {
    code: "LAW006", name: "agency-outdated", family: Law, severity: Warning, fix: Propose,
    basis: ("「개인정보 보호법」 제7조, 제62조", "Personal Information Protection Act arts. 7 and 62"),
    summary: ("권익침해 구제 기관이나 번호가 바뀜", "a body or number for remedies that has changed"),
    checks: (
        "권익침해를 상담하거나 신고할 곳으로 지금은 없는 번호(1336)나 기관(행정안전부의 개인정보 업무, 사이버테러대응센터, 인터넷범죄수사센터)을 적었는지 봅니다.",
        "Finds numbers and bodies for complaints that no longer exist as such: 1336, the ministries as privacy authority, 사이버테러대응센터, 인터넷범죄수사센터."
    ),
    why: ("도움을 구하는 사람이 닿지 않는 곳으로 전화하게 됩니다.", "Who needs help is sent to a place that no longer answers."),
    example: "개인정보침해신고센터 (국번없이 1336)",
    remedy: ("개인정보침해신고센터 118, 개인정보 보호위원회처럼 지금의 번호와 이름으로 바꿉니다.", "Give the number and name of today: 개인정보침해신고센터 118, 개인정보 보호위원회."),
    exceptions: [
        ("바뀌기 전에 만든 방침", "a notice older than the change"),
        ("다른 일을 하는 부처(정부24, 재난)와 고시의 이름", "those ministries in another role, and in the names of notifications"),
    ],
    check: Text(check),
}

patterns! {
    HOTLINE = r"(?:^|[^0-9-])(?P<s>1336)(?:$|[^0-9-])";
    COMPLAINT = r"침해|신고|상담|구제|개인정보";
    MINISTRY = r"행정안전부|안전행정부|행정자치부";
    /// The ministry as whom to turn to about personal data.
    AUTHORITY = r"개인정보[^.]{0,30}(?:침해|신고|상담|분쟁|문의|민원|보호과|보호정책과)|(?:침해|신고|분쟁)[^.]{0,20}개인정보";
    NAME = r"고시|지침|가이드|훈령|예규|안내서|정부24|재난|홈페이지\s?회원";
    BODY = r"(?:경찰청\s?)?사이버\s?테러\s?대응\s?센터|(?:대검찰청\s?|대검\s?)?(?:인터넷\s?범죄|첨단\s?범죄|사이버\s?범죄)\s?수사\s?(?:센터|단)";
}

/// The hotline of the agency became 118.
const HOTLINE_CHANGED: Date = Date::constant(2010, 1, 18);
/// The Commission became the authority.
const AUTHORITY_CHANGED: Date = Date::constant(2020, 8, 5);
/// Police and prosecution renamed their centres in the years before.
const BODIES_RENAMED: Date = Date::constant(2015, 1, 1);

fn check(view: &View, sink: &mut Sink) {
    let after = |since: Date| view.day().is_none_or(|day| day >= since);
    if after(HOTLINE_CHANGED) {
        for hit in hits(view.body(), &HOTLINE) {
            if says(&COMPLAINT, hit.line) {
                report(sink, &hit, "118");
            }
        }
    }
    if after(AUTHORITY_CHANGED) {
        for hit in hits(view.body(), &MINISTRY) {
            let (_, behind) = hit.around(0, 16);
            if says(&AUTHORITY, hit.sentence()) && !says(&NAME, behind) {
                report(sink, &hit, "개인정보 보호위원회");
            }
        }
    }
    if after(BODIES_RENAMED) {
        for hit in hits(view.body(), &BODY) {
            let right = if hit.text().contains("테러") {
                "경찰청 (국번 없이 182)"
            } else {
                "대검찰청 (국번 없이 1301)"
            };
            report(sink, &hit, right);
        }
    }
}

fn report(sink: &mut Sink, hit: &Hit, right: &str) {
    let subject = hit.text();
    sink.report(
        subject,
        hit.at(),
        bi!("지금은 바뀐 기관이나 번호입니다: {subject}", "A body or number that has changed: {subject}"),
    )
    .suggest(right);
}
