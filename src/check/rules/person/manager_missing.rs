use crate::bi;
use crate::check::rule::declare_rule;
use crate::check::{Sink, View, dashed, text};
use crate::model::{Bi, Concept, Contact, Part, Role};

declare_rule! {
    code: "PER001", name: "manager-missing", family: Person, severity: Error, fix: None,
    basis: ("「개인정보 보호법 시행령」 제25조제1항제3호", "Enforcement Decree art. 25(1) item 3"),
    summary: ("관리책임자가 없거나 비어 있음", "no manager is named, or the row is empty"),
    checks: (
        "방침 어디에도 관리책임자가 없거나, 관리책임자 줄은 있는데 이름·직위·소속·연락처가 모두 비어 있거나 ‘-’만 있는지 봅니다.",
        "Reports a notice without any 관리책임자, or one whose manager row has no name, post, unit or number, or nothing but a dash."
    ),
    why: (
        "관리책임자는 찍힌 사람이 열람이나 삭제를 요구할 때 찾는 사람입니다. 비어 있으면 요구할 곳이 없습니다.",
        "The manager is whom a person who was filmed turns to. With nobody named there is nobody to ask."
    ),
    example: "구분\t직위\t소속\t연락처\n관리책임자\t-\t-\t-\n접근권한자\t주무관\t총무과\t031-555-0103",
    remedy: (
        "관리책임자의 직위와 소속, 연락처를 적습니다. 이름은 적지 않아도 됩니다.",
        "Give the manager's post, unit and number; a name is not needed."
    ),
    exceptions: [
        ("이름 없이 직위만 적은 경우", "a post without a name"),
        ("직위와 연락처가 있고 이름을 가린 경우(김○○, 서**)", "a masked name (김○○, 서**) beside a real post and number"),
        ("개인정보 보호책임자, 총괄책임자, 운영책임자, 관리자가 그 자리에 있는 경우",
         "a privacy officer, 총괄책임자, 운영책임자 or 관리자 in the manager's place"),
        ("한 사람이 모든 시설을 맡은 경우", "one manager for all sites"),
        ("잘린 문서나, 항목을 다른 문서에 맡긴 방침", "a file that breaks off, or a part handed over to another document"),
    ],
    check: Notice(check),
}

fn check(view: &View, sink: &mut Sink) {
    let contacts = &view.notice.contacts;
    if view.delegated(Part::Contact) {
        return;
    }
    if !contacts.iter().any(is_manager) && dashed::nobody(view, sink, Concept::Manager, help()) {
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
    if contacts.iter().any(|c| is_manager(c) && !is_empty(c)) {
        // others have one; a site whose row is left open has none
        for (i, c) in contacts.iter().enumerate().filter(|(_, c)| is_manager(c) && is_empty(c)) {
            let site = c.facility.as_str();
            if !site.is_empty() {
                sink.report(
                    "관리책임자",
                    crate::check::view::spans(&c.role_text),
                    bi!(
                        "{site}: 관리책임자 칸이 비어 있습니다.",
                        "{site}: the row of the manager (관리책임자) is empty."
                    ),
                )
                .pointer(format!("/contacts/{i}"));
            }
        }
        return;
    }
    let empty: Vec<_> = contacts.iter().enumerate().filter(|(_, c)| is_manager(c)).collect();
    let prose = view.section_lines(Part::Contact).any(|l| text::names_somebody(l.raw));
    if empty.is_empty() && (prose || view.body().any(|l| text::names_a_manager(l.raw) && text::has_phone(l.raw))) {
        return; // somebody is named in running text
    }
    let at = empty.iter().flat_map(|(_, c)| crate::check::view::spans(&c.role_text)).collect();
    let pointer = empty.first().map(|(i, _)| format!("/contacts/{i}")).unwrap_or_default();
    let message = if empty.is_empty() {
        bi!("관리책임자가 적혀 있지 않습니다.", "No manager (관리책임자) is named.")
    } else {
        bi!("관리책임자 칸이 비어 있습니다.", "The row of the manager (관리책임자) is empty.")
    };
    sink.report("관리책임자", at, message).pointer(pointer).help(help());
}

fn help() -> Bi {
    bi!("직위와 소속, 연락처를 적어 주세요.", "Give the post, the unit and a number.")
}

fn is_manager(c: &Contact) -> bool {
    matches!(c.role, Role::Manager | Role::ProtectionOfficer) || text::names_a_manager(c.role_text.as_str())
}

fn is_empty(c: &Contact) -> bool {
    [&c.name, &c.position, &c.phone, &c.department]
        .into_iter()
        .all(|f| text::is_blank(f.text().map_or("", |t| t.as_str())))
}
