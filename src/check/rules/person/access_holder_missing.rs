use crate::bi;
use crate::check::rule::declare_rule;
use crate::check::{Sink, View, dashed, text};
use crate::model::{Bi, Concept, Contact, Part, Role, Section, Text};

declare_rule! {
    code: "PER002", name: "access-holder-missing", family: Person, severity: Warning, fix: None,
    basis: ("「개인정보 보호법 시행령」 제25조제1항제3호", "Enforcement Decree art. 25(1) item 3"),
    summary: ("접근권한자가 없음", "nobody is named who may access the images"),
    checks: (
        "관리책임자는 있는데 영상정보에 접근할 권한이 있는 사람이 사람으로도 무리(관제요원, 당직자 등)로도 적혀 있지 않은지, ‘접근권한자’에 ‘-’만 있는지 봅니다.",
        "Reports a notice that names a manager but nobody, neither a person nor a group, who may access the images, or has nothing but a dash behind 접근권한자."
    ),
    why: (
        "시행령은 책임자와 따로 접근 권한이 있는 사람을 밝히도록 합니다. 누가 영상을 볼 수 있는지 알아야 남용을 막을 수 있습니다.",
        "The decree asks for the persons with access beside the manager: who can see the images must be known to keep them from misuse."
    ),
    example: "구분\t직위\t소속\t연락처\n관리책임자\t총무과장\t총무과\t031-555-0103",
    remedy: (
        "접근권한자의 직위와 소속을 한 줄 더 적습니다. 여럿이면 ‘관제요원’처럼 무리로 적어도 됩니다.",
        "Add a row with the post and unit of those with access; a group such as 관제요원 is enough."
    ),
    exceptions: [
        ("관리책임자와 접근권한자를 한 줄이나 한 사람으로 적은 경우", "manager and access holder in one row or one person"),
        ("관제요원, 당직자, 시설담당자처럼 무리로 적은 경우", "a group such as 관제요원, 당직자 or 시설담당자"),
        ("접근권한자를 말하는 제목 아래의 담당자, 운영담당자, 접근관리자",
         "담당자, 운영담당자 or 접근관리자 under a heading that names persons with access"),
        ("잘린 문서나, 항목을 다른 문서에 맡긴 방침", "a file that breaks off, or a part handed over to another document"),
    ],
    check: Notice(check),
}

fn check(view: &View, sink: &mut Sink) {
    let contacts = &view.notice.contacts;
    if view.delegated(Part::Contact) {
        return;
    }
    if !contacts.iter().any(has_access) && dashed::nobody(view, sink, Concept::AccessHolder, help()) {
        return;
    }
    let cut = view.breaks_off() && !view.contents().reached;
    let lost = view.real_sections(Part::Contact).next().is_some();
    if !text::has_people(view.notice) && (cut || lost || text::blank_notice(view.notice)) {
        return sink.not_evaluated(Bi::new(
            "문서가 중간에서 끝나 담당자를 적은 부분이 있었는지 알 수 없습니다",
            "the file breaks off, so a part on persons may have followed",
        ));
    }
    if contacts.iter().any(has_access)
        || view.section_lines(Part::Contact).any(|l| text::names_access(l.raw) && !l.raw.trim_end().ends_with("다."))
    {
        return;
    }
    // `관리책임자 및 접근권한자 : 전산팀`: the heading says it of what stands on its line
    let says = |s: &Section| view.behind_heading(s).trim_matches([':', ' ', '\t']).chars().count() >= 2;
    if view.real_sections(Part::Contact).any(|s| text::names_access(s.heading.as_str()) && says(s)) {
        return;
    }
    if view.body().any(|l| text::gives_access(l.raw) && text::has_phone(l.raw)) {
        return;
    }
    // two persons of one unit under one role: the second is the one with access, in a row that lost its label
    let unit = |c: &Contact| (c.department.as_str().to_owned(), c.facility.as_str().to_owned());
    let twice = contacts.windows(2).any(|w| {
        let manager = w[0].role == Role::Manager;
        manager && (w[1].role == Role::Other || (w[1].role == Role::Manager && unit(&w[0]) == unit(&w[1])))
    });
    // a label in a list that breaks off is not the whole part
    let unit_of =
        |c: &Contact| [c.phone.text(), c.position.text(), c.name.text()].into_iter().flatten().find_map(Text::unit);
    let first = contacts.iter().filter_map(unit_of).min();
    let headed = view.real_sections(Part::Contact).any(|s| s.heading.unit() <= first);
    // the file ends right behind the labelled lines on the people: the list may have gone on
    let labelled = |c: &Contact| {
        [&c.position, &c.name, &c.phone].into_iter().filter_map(|f| f.evidence()).all(|e| e.cell.is_none())
    };
    let last = contacts.iter().filter_map(unit_of).max();
    let behind = view.body().filter(|l| Some(l.unit) > last && !l.raw.trim().is_empty()).count();
    let ends_there = view.breaks_off_in(Part::Contact) && contacts.iter().all(labelled) && behind == 0;
    let loose = cut && !headed || ends_there;
    let in_words =
        view.section_lines(Part::Contact).any(|l| l.raw.contains("접근권한이 있") || l.raw.contains("접근 권한이 있"));
    if twice || loose || in_words {
        return;
    }
    sink.report(
        "접근권한자",
        Vec::new(),
        bi!(
            "영상정보에 접근할 권한이 있는 사람(접근권한자)이 적혀 있지 않습니다.",
            "Nobody is named who may access the images (접근권한자)."
        ),
    )
    .help(help());
}

fn help() -> Bi {
    bi!("직위와 소속을 한 줄 더 적어 주세요.", "Add a row with post and unit.")
}

fn has_access(c: &Contact) -> bool {
    matches!(c.role, Role::AccessHolder | Role::Operator)
        || text::names_access(c.role_text.as_str())
        || text::is_group(c.position.as_str())
        || text::is_group(c.name.as_str())
}
