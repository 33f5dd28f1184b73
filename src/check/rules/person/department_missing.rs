use crate::bi;
use crate::check::rule::declare_rule;
use crate::check::search::{patterns, says};
use crate::check::view::spans;
use crate::check::{Sink, View, text};
use crate::model::{Bi, Contact, Part, Role};

declare_rule! {
    code: "PER004", name: "department-missing", family: Person, severity: Info, fix: None,
    basis: ("「개인정보 보호법 시행령」 제25조제1항제3호", "Enforcement Decree art. 25(1) item 3"),
    summary: ("담당 부서가 없음", "no department is named"),
    checks: (
        "관리책임자가 있는데 담당 부서가 어디에도 없고 직위로도 알 수 없는지 봅니다.",
        "Reports a manager whose unit is named nowhere and does not follow from the post."
    ),
    why: (
        "사람은 바뀌어도 부서는 남습니다. 시행령도 책임자와 함께 담당 부서를 적도록 합니다.",
        "People change and departments stay; the decree names the department beside the manager."
    ),
    example: "관리책임자 : 김가람 (031-555-0142)",
    remedy: ("담당 부서의 이름을 적습니다.", "Name the department in charge."),
    exceptions: [
        ("부서가 드러나는 직위(총무과장, 행정실장, 관리소장)", "a post that implies it: 총무과장, 행정실장, 관리소장"),
        ("부서가 없는 작은 기관의 대표나 원장", "the head of a small body without departments"),
        ("잘린 문서나, 항목을 다른 문서에 맡긴 방침", "a file that breaks off, or a part handed over to another document"),
    ],
    check: Notice(check),
}

patterns! {
    UNIT = r"[가-힣A-Z0-9]{1,}(?:과|팀|실|국|부|처|센터|사무소|사무국|본부|지점|지사|소|관|단|서|계|담당관|위원회|병원|학교|마트|점|층)(?:$|[\s,)(\t|·:/])|부\s?서|소\s?속|[가-힣](?:장|대표|이사|원|무|사|관)(?:$|[\s,)(\t|])|대표|사장|점주";
}

fn check(view: &View, sink: &mut Sink) {
    let contacts = &view.notice.contacts;
    let Some(at) = contacts.iter().position(|c| c.role == Role::Manager && !text::is_blank(c.name.as_str())) else {
        return;
    };
    let has_unit =
        |c: &Contact| [&c.department, &c.facility, &c.position].into_iter().any(|f| !text::is_blank(f.as_str()));
    if view.delegated(Part::Contact) || contacts.iter().any(has_unit) {
        return;
    }
    if view.breaks_off_in(Part::Contact) {
        return sink.not_evaluated(Bi::new("담당자 항목에서 문서가 끝납니다", "the part on persons breaks off"));
    }
    let name = &contacts[at].name;
    let unnamed = |raw: &str| raw.replace(name.as_str(), "");
    if view.part_text(Part::Contact).any(|t| says(&UNIT, &unnamed(t))) {
        return;
    }
    let subject = view.raw_field(name);
    sink.report(
        subject.clone(),
        spans(name),
        bi!("{subject}의 담당 부서가 적혀 있지 않습니다.", "The department of {subject} is not named."),
    )
    .pointer(format!("/contacts/{at}/department"));
}
