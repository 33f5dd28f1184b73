//! The tables of the model form, from the rows of a record.

use super::document::{Column, NONE, Table};
use super::{places, said};
use crate::lexicon::{gap, words};
use crate::model::Role;
use crate::model::record::{ContactRecord, InstallationRecord, NoticeRecord, Sources};

/// A text that is there, or what the law asks for in its place.
fn or_gap(text: Option<String>, what: &str) -> Option<String> {
    Some(text.unwrap_or_else(|| gap::mark(what)))
}

/// A text that is there, or the sign that there is none.
fn or_none(text: Option<String>) -> Option<String> {
    Some(text.unwrap_or_else(|| NONE.to_owned()))
}

fn count(value: Option<u32>, source: &Sources) -> Option<String> {
    value.map(|n| format!("{n}대")).or_else(|| said(None, source, "count"))
}

/// Departments and facilities before the other columns, where any row names them.
fn units<'r, R: 'r>(
    rows: impl Iterator<Item = &'r R> + Clone,
    department: impl Fn(&R) -> Option<String>,
    facility: impl Fn(&R) -> Option<String>,
) -> Vec<Column> {
    let mut out = Vec::new();
    if rows.clone().any(|r| department(r).is_some()) {
        out.push(Column::of_names("담당부서", rows.clone().map(|r| or_none(department(r))).collect()));
    }
    if rows.clone().any(|r| facility(r).is_some()) {
        out.push(Column::of_names("시설명", rows.map(|r| or_none(facility(r))).collect()));
    }
    out
}

/// Adds a column where any row says it.
fn where_said(out: &mut Vec<Column>, head: &'static str, cells: Vec<Option<String>>) {
    if cells.iter().any(Option::is_some) {
        out.push(Column::new(head, cells.into_iter().map(or_none).collect()));
    }
}

/// The cameras. A row whose places need lines of their own takes several.
pub(super) fn cameras(record: &NoticeRecord) -> Table {
    let unknown = [InstallationRecord::default()];
    let rows: &[InstallationRecord] = if record.installations.is_empty() { &unknown } else { &record.installations };
    let places: Vec<Vec<String>> = rows.iter().map(|r| places::lines(&r.points)).collect();
    // what is said once for a row stands in its first line
    let once = |of: &dyn Fn(&InstallationRecord) -> Option<String>| -> Vec<Option<String>> {
        let lines = rows.iter().zip(&places);
        lines
            .flat_map(|(row, lines)| (0..lines.len()).map(move |i| (row, i)))
            .map(|(r, i)| of(r).filter(|_| i == 0))
            .collect()
    };
    let department = |r: &InstallationRecord| said(r.department.as_ref(), &r.source, "department");
    let facility = |r: &InstallationRecord| said(r.facility.as_ref(), &r.source, "facility");
    let purpose = |r: &InstallationRecord| said(r.purpose.as_ref(), &r.source, "purpose");
    let range = |r: &InstallationRecord| said(r.range.as_ref(), &r.source, "range");
    let mut columns = Vec::new();
    if rows.iter().any(|r| department(r).is_some()) {
        columns.push(Column::of_names("담당부서", once(&|r| or_none(department(r)))));
    }
    if rows.iter().any(|r| facility(r).is_some()) {
        columns.push(Column::of_names("시설명", once(&|r| or_none(facility(r)))));
    }
    if rows.iter().any(|r| purpose(r).is_some()) {
        columns.push(Column::new("설치 목적", once(&|r| or_none(purpose(r)))));
    }
    columns.push(Column::new("설치 대수", once(&|r| or_gap(count(r.count, &r.source), "설치 대수"))));
    let located = rows.iter().zip(&places).flat_map(|(row, lines)| lines.iter().map(move |l| (row, l)));
    let named = |r: &InstallationRecord| department(r).is_some() || facility(r).is_some();
    let place = |(row, line): (&InstallationRecord, &String)| match line.as_str() {
        "" if named(row) => NONE.to_owned(),
        "" => gap::mark("설치 위치"),
        line => line.to_owned(),
    };
    columns.push(Column::new("설치 위치", located.map(|at| Some(place(at))).collect()));
    let mut open = false;
    let ranges = once(&|r| or_gap(range(r), "촬영범위")).into_iter().map(|cell| {
        // one mark for all rows below each other that lack it
        let again = open && cell.as_deref().is_none_or(gap::is);
        open = again || cell.as_deref().is_some_and(gap::is);
        cell.filter(|_| !again)
    });
    columns.push(Column::new("촬영범위", ranges.collect()));
    Table::of("설치 현황 표", &columns)
}

/// The word of the form for a role.
fn role_word(role: &str) -> &'static str {
    Role::named(role).and_then(Role::words).map_or(NONE, |words| words.ko)
}

/// The role as the notice words it, where its words say the role; else the word of the form.
fn role(contact: &ContactRecord) -> String {
    let own = said(contact.role_text.as_ref(), &contact.source, "role_text");
    let says = |text: &String| words::role_of(text).unwrap_or_default().name() == contact.role;
    own.filter(says).unwrap_or_else(|| role_word(&contact.role).to_owned())
}

/// The people in charge.
pub(super) fn people(record: &NoticeRecord) -> Table {
    let unknown = [ContactRecord { role: Role::Manager.name().into(), ..ContactRecord::default() }];
    let rows: &[ContactRecord] = if record.contacts.is_empty() { &unknown } else { &record.contacts };
    let get = |r: &ContactRecord, value: &Option<String>, name: &str| said(value.as_ref(), &r.source, name);
    let all = |of: &dyn Fn(&ContactRecord) -> Option<String>| rows.iter().map(of).collect::<Vec<_>>();
    let answers = |r: &ContactRecord| r.role == Role::Manager.name() || r.role == Role::ProtectionOfficer.name();
    let name = |r: &ContactRecord| get(r, &r.name, "name");
    let position = |r: &ContactRecord| get(r, &r.position, "position");
    let facility = |r: &ContactRecord| get(r, &r.facility, "facility");
    // a post that is left open is said by a dash where the name and the number would stand
    let open = |r: &ContactRecord| {
        [name(r), position(r), get(r, &r.department, "department"), get(r, &r.phone, "phone"), get(r, &r.fax, "fax")]
            .iter()
            .all(Option::is_none)
            && facility(r).is_some()
    };
    let needed = |text: Option<String>, is: bool, what: &str| if is { or_gap(text, what) } else { or_none(text) };
    let mut columns = Vec::new();
    if rows.iter().any(|r| facility(r).is_some()) {
        columns.push(Column::of_names("시설명", all(&|r| or_none(facility(r)))));
    }
    columns.push(Column { names_rows: true, ..Column::new("구분", all(&|r| Some(role(r)))) });
    if rows.iter().any(|r| name(r).is_some() || open(r)) {
        columns.push(Column::new("이름", all(&|r| or_none(name(r)))));
    }
    columns.push(Column::new("직위", all(&|r| needed(position(r), answers(r) && name(r).is_none(), "직위"))));
    let unit = |r: &ContactRecord| get(r, &r.department, "department");
    columns.push(Column::new("소속", all(&|r| needed(unit(r), answers(r) && facility(r).is_none(), "소속"))));
    columns.push(Column::new("연락처", all(&|r| needed(get(r, &r.phone, "phone"), answers(r) && !open(r), "연락처"))));
    where_said(&mut columns, "팩스", all(&|r| get(r, &r.fax, "fax")));
    Table::of("연락처 표", &columns)
}

/// Hours, periods and places of storage.
pub(super) fn retention(record: &NoticeRecord) -> Table {
    let unknown = [Default::default()];
    let rows = if record.retention.is_empty() { &unknown[..] } else { &record.retention };
    let mut columns = units(
        rows.iter(),
        |r| said(r.department.as_ref(), &r.source, "department"),
        |r| said(r.facility.as_ref(), &r.source, "facility"),
    );
    let hours = rows.iter().map(|r| or_gap(said(r.hours.as_ref(), &r.source, "hours"), "촬영시간"));
    columns.push(Column::new("촬영시간", hours.collect()));
    let period = rows.iter().map(|r| or_gap(said(r.period.as_ref(), &r.source, "period"), "보관기간"));
    columns.push(Column::new("보관기간", period.collect()));
    let storage = rows.iter().map(|r| or_gap(said(r.storage.as_ref(), &r.source, "storage"), "보관장소"));
    columns.push(Column::new("보관장소", storage.collect()));
    Table::of("보관 현황 표", &columns)
}

/// The bodies to which work is entrusted.
pub(super) fn contractors(record: &NoticeRecord) -> Table {
    let rows = &record.contractors;
    let mut columns = units(
        rows.iter(),
        |r| said(r.department.as_ref(), &r.source, "department"),
        |r| said(r.facility.as_ref(), &r.source, "facility"),
    );
    let company = rows.iter().map(|r| or_gap(said(r.company.as_ref(), &r.source, "company"), "수탁업체"));
    columns.push(Column::new("수탁업체", company.collect()));
    where_said(&mut columns, "담당자", rows.iter().map(|r| said(r.contact.as_ref(), &r.source, "contact")).collect());
    let phone = rows.iter().map(|r| or_gap(said(r.phone.as_ref(), &r.source, "phone"), "연락처"));
    columns.push(Column::new("연락처", phone.collect()));
    where_said(&mut columns, "위탁업무", rows.iter().map(|r| said(r.note.as_ref(), &r.source, "note")).collect());
    Table::of("수탁업체 표", &columns)
}

/// The versions of the notice.
pub(super) fn revisions(record: &NoticeRecord) -> Table {
    let rows = &record.revisions;
    let days = rows.iter().map(|r| or_none(super::day_said(r.date.as_ref(), &r.source, "date")));
    let what = rows.iter().map(|r| or_none(said(r.what.as_ref(), &r.source, "what")));
    Table::of("개정 연혁 표", &[Column::new("개정일", days.collect()), Column::new("내용", what.collect())])
}
