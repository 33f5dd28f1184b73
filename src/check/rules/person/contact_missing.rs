use crate::bi;
use crate::check::rule::declare_rule;
use crate::check::search::{patterns, says};
use crate::check::view::spans;
use crate::check::{Sink, View, text};
use crate::model::{Bi, Contact, Part, Role, Text};
use crate::reference::compare_key;
use std::collections::BTreeSet;

declare_rule! {
    code: "PER003", name: "contact-missing", family: Person, severity: Error, fix: None,
    basis: ("「개인정보 보호법」 제25조제4항제3호, 같은 법 시행령 제25조제1항제3호",
            "Personal Information Protection Act art. 25(4) item 3; Enforcement Decree art. 25(1) item 3"),
    summary: ("관리책임자에게 연락할 방법이 없음", "no way to reach the manager"),
    checks: (
        "관리책임자는 있는데 전화번호도 전자우편도 없고, 같은 부서나 확인 방법에도 연락처가 없는지 봅니다.",
        "Reports a manager without telephone or mail, where neither the department nor the part on viewing has a number."
    ),
    why: (
        "찍힌 사람은 관리책임자에게 먼저 연락해야 영상을 볼 수 있습니다. 연락처가 없으면 시작할 수 없습니다.",
        "To see images one has to call the manager first; without a number nobody can begin."
    ),
    example: "구분\t직위\t소속\t연락처\n관리책임자\t행정실장\t행정실\t-",
    remedy: ("관리책임자나 담당 부서의 사무실 전화번호를 적습니다.", "Give the office number of the manager or the unit."),
    exceptions: [
        ("부서의 번호를 한 번만 적은 경우, ‘상동’이나 〃로 적은 경우", "a number given once for the unit, or by ditto marks"),
        ("확인 방법에 같은 부서의 번호가 있는 경우", "a number of the unit in the part on viewing"),
        ("가린 번호(02-***-1234)와 팩스만 있는 경우: 다른 규칙이 알립니다", "a masked number, or a fax alone: other rules tell"),
        ("잘린 문서나, 항목을 다른 문서에 맡긴 방침", "a file that breaks off, or a part handed over to another document"),
    ],
    check: Notice(check),
}

patterns! {
    /// Any way to reach somebody: a number, a short one, a masked one, a mail address, a ditto mark.
    WAY = r"[0-9]{2,4}\s?[-–.)]\s?[0-9*#○OX]{3,4}|[0-9]{7,}|@|[*#]{2,}[-)]|내선|교환|국번\s?없이|〃|″|”|상동|위와\s?같|[0-9]{4}\s*$";
    NUMBER = r"[0-9]{2,4}\s?[-–.)]\s?[0-9*#○OX]{3,4}\s?[-–.]\s?[0-9*]{4}|1[568][0-9]{2}\s?-\s?[0-9]{4}|@|내선\s?[0-9]";
    OWN = r"책임자|담당|부서|[과실팀](?:$|[\s(:：])";
    HANDED_OVER = r"연락처[^.]{0,12}(?:별첨|붙임|참조|참고|홈페이지|누리집)|조직도";
}

fn check(view: &View, sink: &mut Sink) {
    let contacts = &view.notice.contacts;
    if view.delegated(Part::Contact) || view.body().any(|l| says(&HANDED_OVER, l.raw)) {
        return;
    }
    let managers = || contacts.iter().enumerate().filter(|(_, c)| is_manager(c) && is_said(c));
    if managers().next().is_none() {
        return;
    }
    if view.breaks_off_in(Part::Contact) || (view.notice.cut_off && view.real_sections(Part::Viewing).next().is_none())
    {
        return sink.not_evaluated(Bi::new(
            "문서가 중간에서 끝나 연락처가 뒤에 있었는지 알 수 없습니다",
            "the file breaks off, so a number may have followed",
        ));
    }
    // other bodies may be named beside the rights
    let elsewhere = view.part_lines(Part::Viewing).any(|l| says(&NUMBER, l.raw))
        || view.part_lines(Part::Rights).any(|l| says(&NUMBER, l.raw) && says(&OWN, l.raw) && !l.raw.contains("침해"));
    let unit_of = |c: &Contact| compare_key(c.department.as_str());
    let units: BTreeSet<String> = contacts.iter().filter(|c| reachable(c)).map(unit_of).collect();
    for (i, manager) in managers() {
        if reachable(manager) || elsewhere || near(view, i) {
            continue;
        }
        // the number of the unit, given once
        let unit = unit_of(manager);
        if units.contains(&unit) && (!unit.is_empty() || contacts.len() > 2) {
            continue;
        }
        let named = [&manager.position, &manager.name, &manager.department, &manager.role_text];
        let Some(field) = named.into_iter().find(|f| !text::is_blank(f.as_str())) else { continue };
        let subject = view.raw_field(field);
        sink.report(
            subject.clone(),
            spans(field),
            bi!(
                "관리책임자({subject})의 연락처가 없습니다.",
                "The manager ({subject}) has no telephone number or mail address."
            ),
        )
        .pointer(format!("/contacts/{i}/phone"));
    }
}

fn is_manager(c: &Contact) -> bool {
    matches!(c.role, Role::Manager | Role::ProtectionOfficer) || text::names_a_manager(c.role_text.as_str())
}

fn is_said(c: &Contact) -> bool {
    [&c.name, &c.position, &c.department].into_iter().any(|f| !text::is_blank(f.as_str()))
}

fn reachable(c: &Contact) -> bool {
    [&c.phone, &c.fax].into_iter().any(|f| f.text().is_some_and(|t| !text::is_blank(t.as_str())))
}

/// Whether something to call stands on the lines of the row, up to the next row.
fn near(view: &View, at: usize) -> bool {
    if !view.has_file() {
        return false;
    }
    let contacts = &view.notice.contacts;
    let unit = |c: &Contact| {
        let fields = [c.role_text.text(), c.name.text(), c.position.text(), c.department.text()];
        let units: Vec<u32> = fields.into_iter().flatten().filter_map(Text::unit).collect();
        units.iter().min().copied().zip(units.iter().max().copied())
    };
    let Some((from, to)) = unit(&contacts[at]) else { return false };
    let next = contacts.get(at + 1).and_then(unit).map_or(to + 3, |(next, _)| next);
    let end = next.max(to + 1).min(to + 6);
    (from..end).any(|u| {
        // the label of a date holds digits too
        let line = view.source.unit(u);
        says(&WAY, line) && !text::is_dated(line)
    })
}
