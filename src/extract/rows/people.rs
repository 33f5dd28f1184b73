//! Rows on the people in charge.

use super::Sheet;
use crate::extract::people::{self, Person};
use crate::extract::value::Found;
use crate::lexicon::{heads, words};
use crate::model::{Concept, Contact, Contractor, Field, Notice, Role, Text};

pub(super) fn people_rows(sheet: &Sheet<'_>, site: &Field<String>, notice: &mut Notice) {
    let mut role_above: Vec<Found> = Vec::new();
    for row in sheet.rows() {
        if sheet.is_total(row) {
            continue;
        }
        let (department, facility) = sheet.unit(row);
        let own = sheet.found(row, Concept::Role);
        // `수탁업체 | ㈜가나 | 1588-…` among the people
        if heads::head(own.str()) == Some(Concept::Company) {
            let phone = sheet.found(row, Concept::Phone).phones().first();
            notice.contractors.push(Contractor { company: department, phone, ..Contractor::default() });
            continue;
        }
        if named_role(&own).is_some() {
            role_above = vec![own];
        }
        notice.contacts.extend(people_of(sheet, row, &role_above, department, facility.or(site.clone())));
    }
}

/// The people of a row. Several person columns (관리책임자 | 접근권한자) give one each.
pub(super) fn people_of(
    sheet: &Sheet<'_>,
    row: usize,
    role_above: &[Found],
    department: Field<String>,
    facility: Field<String>,
) -> Vec<Contact> {
    let headed = [
        (Concept::Manager, Role::Manager),
        (Concept::AccessHolder, Role::AccessHolder),
        (Concept::Operator, Role::Operator),
        (Concept::ProtectionOfficer, Role::ProtectionOfficer),
        (Concept::OtherPerson, Role::Other),
    ];
    let numbers = sheet.found(row, Concept::Phone);
    let phones = numbers.phones();
    let fax = sheet.found(row, Concept::Fax).phones().first().or(phones.fax.clone());
    let columns: Vec<(usize, Role)> = headed.iter().flat_map(|(c, r)| sheet.all(*c).map(move |i| (i, *r))).collect();
    if !columns.is_empty() && sheet.col(Concept::Role).is_none() {
        return headed_people(sheet, row, &columns, &phones.phones, &fax, &department, &facility);
    }
    let mut contact = Contact { department, facility, fax, ..Contact::default() };
    let own = sheet.found(row, Concept::Role);
    let role = if named_role(&own).is_some() { own.clone() } else { role_above.first().cloned().unwrap_or_default() };
    contact.role = named_role(&role).unwrap_or_default();
    contact.role_text = role.string();
    if contact.facility.is_missing() {
        contact.facility = site_in_role(&own);
    }
    let name = sheet.found(row, Concept::Name);
    let position = sheet.found(row, Concept::Position);
    // `총무본부 / 홍길순` under 소속
    if name.is_none()
        && let Some(unit) = contact.department.text().cloned()
        && let Some((above, person)) = unit.as_str().split_once(" / ")
        && words::is_person(person)
    {
        let by = contact.department.evidence().unwrap_or_default();
        contact.name = Found { text: unit.of(person), by }.string();
        contact.department = Found { text: unit.of(above), by }.string();
    }
    read_name(&mut contact, &name);
    if contact.position.is_missing() {
        contact.position = position.string();
    }
    // `담당 | 총무부장`: a post instead of a name, or said in both columns
    if words::is_position(contact.name.as_str()) {
        let post = contact.name.as_str().to_owned();
        if contact.position.is_missing() {
            contact.position = std::mem::take(&mut contact.name);
        } else if contact.position.as_str().contains(&post) {
            contact.name = Field::Missing;
        }
    }
    let both_in_one = position.str().contains('/')
        || position.str().contains(' ')
            && sheet.col(Concept::Position).is_some_and(|c| names_unit_too(sheet.head_text(c).as_str()));
    if both_in_one && contact.department.is_missing() {
        // `지원부 / 부장` under 부서/직급, `지원부 부장` under 소속 및 직책
        let person = people::describe(&position, &position.text);
        if !person.department.is_missing() && !person.position.is_missing() {
            contact.department = person.department;
            contact.position = person.position;
        }
    }
    if contact.name.is_missing() && name.is_none() && !position.is_none() {
        // `학교장 홍길순` under 직위
        let person = people::describe(&position, &position.text);
        if !person.name.is_missing() && !person.position.is_missing() {
            contact.name = person.name;
            contact.position = person.position;
        }
    }
    if phones.phones.is_empty() && !numbers.is_none() {
        contact.phone = placeholder_number(&numbers);
    } else {
        contact.phone = phones.first();
    }
    let nobody = contact.name.is_missing()
        && contact.position.is_missing()
        && contact.phone.is_missing()
        && contact.fax.is_missing();
    // a post that is left open (`-`) is said nonetheless
    let open =
        contact.role == Role::Manager && is_dash(sheet, row, Concept::Name) && is_dash(sheet, row, Concept::Phone);
    let placed = !contact.department.is_missing() || (open && !contact.facility.is_missing());
    if nobody && (!placed || own.is_none()) {
        return Vec::new();
    }
    // `안전관리팀 : 02-…` lines under one role
    vec![contact]
}

/// `소속 및 직책`: a heading over units and posts.
fn names_unit_too(head: &str) -> bool {
    ["소속", "부서"].iter().any(|w| head.contains(w)) && words::role_of(head).is_none()
}

fn is_dash(sheet: &Sheet<'_>, row: usize, concept: Concept) -> bool {
    sheet.col(concept).is_some_and(|col| matches!(sheet.grid.text(row, col), "-" | "–" | "—"))
}

/// A number that is a blank to fill in, kept as printed.
pub(super) fn placeholder_number(found: &Found) -> Field<String> {
    let s = found.str().trim();
    let blank = s.chars().all(|c| matches!(c, '0' | 'O' | 'o' | '○' | '-' | 'X' | 'x' | ')' | '('));
    if blank && s.len() >= 7 { found.string() } else { Field::Missing }
}

/// The role that a cell names, alone, behind a site, or by what is to be done.
fn named_role(cell: &Found) -> Option<Role> {
    let s = cell.str();
    words::role_of(s)
        .or_else(|| words::site_and_role(s).and_then(|(_, role)| words::role_of(role)))
        .or_else(|| words::is_duty(s).then_some(Role::Other))
}

/// `접근권한자(직영매장)`, `직영매장 접근권한자`: the site.
fn site_in_role(role: &Found) -> Field<String> {
    let s = role.str().trim();
    if let Some((site, _)) = words::site_and_role(s) {
        return if words::is_bare_site(site) { Field::Missing } else { role.with(role.text.of(site)).string() };
    }
    let Some((head, inner)) = s.strip_suffix(')').and_then(|r| r.split_once('(')) else { return Field::Missing };
    let is_site = words::is_site(inner) && !words::is_role(inner) && words::role_of(head).is_some();
    if is_site { role.with(role.text.of(inner)).string() } else { Field::Missing }
}

/// A cell of names: `홍길순`, `홍길순(차량)`, `학교장 홍길순`, or a post.
fn read_name(contact: &mut Contact, found: &Found) {
    if found.is_none() {
        return;
    }
    let s = found.str().trim();
    let bare = words::before_bracket(s);
    if words::is_person(bare) {
        contact.name = found.with(found.text.of(bare)).string();
        // what the person is in charge of
        if let Some(inner) = s[bare.len()..].trim().strip_prefix('(').and_then(|r| r.strip_suffix(')')) {
            if contact.facility.is_missing() && !words::is_position(inner) {
                contact.facility = super::site_name(&found.with(found.text.of(inner)));
            } else if words::is_position(inner) {
                contact.position = found.with(found.text.of(inner)).string();
            }
        }
        return;
    }
    if s.contains(' ') && !s.contains(',') {
        let person = people::describe(found, &found.text);
        if !person.name.is_missing() {
            contact.name = person.name;
            contact.position = person.position;
            if contact.department.is_missing() {
                contact.department = person.department;
            }
            return;
        }
    }
    let group = s.contains(',') || s.contains(" 및 ") || s.ends_with("직원") || s.ends_with("팀원");
    if group && words::is_position(s) || s.contains("각 ") {
        contact.position = found.string();
    } else {
        contact.name = found.string();
    }
}

fn headed_people(
    sheet: &Sheet<'_>,
    row: usize,
    columns: &[(usize, Role)],
    phones: &[Field<String>],
    fax: &Field<String>,
    department: &Field<String>,
    facility: &Field<String>,
) -> Vec<Contact> {
    let mut out = Vec::new();
    let units: Vec<Text> = sheet.col(Concept::Department).map(|c| lines(&sheet.at(row, c).text)).unwrap_or_default();
    let people: usize = columns.iter().map(|(c, _)| lines(&sheet.at(row, *c).text).len()).sum();
    for &(col, role) in columns {
        let found = sheet.at(row, col);
        if found.is_none() {
            continue;
        }
        let own = lines(&found.text);
        // `관리책임자 | 연락처 | 접근권한자 | 연락처`: each with a column of numbers
        let beside_column =
            sheet.all(Concept::Phone).filter(|_| sheet.all(Concept::Phone).count() > 1).find(|p| *p == col + 1);
        let own_phones = beside_column.map(|p| sheet.at(row, p).phones().phones);
        let phones = own_phones.as_deref().unwrap_or(phones);
        let people = if own_phones.is_some() { own.len() } else { people };
        for (i, line) in own.iter().enumerate() {
            let cell = found.with(line.clone());
            let mut read = people::read(&cell);
            // `팀장, 매장 점장, 총무2팀`: posts and units alone are one group
            if read.len() > 1 && read.iter().all(|p| p.name.is_missing() && p.phone.is_missing()) {
                read = vec![Person { position: cell.string(), ..Person::default() }];
            }
            let mut read = read.into_iter();
            let mut person = read.next().unwrap_or_default();
            if person.position.is_missing() && person.name.is_missing() {
                person.position = cell.string();
            }
            // lines of a cell stand side by side with the lines of its neighbours
            let beside = |list: usize| if list > 1 && own.len() == list { i } else { 0 };
            let unit = match units.get(beside(units.len())) {
                Some(t) if units.len() > 1 => {
                    sheet.at(row, sheet.col(Concept::Department).unwrap_or(0)).with(t.clone()).string()
                }
                _ => department.clone(),
            };
            let number = phones.get(beside(phones.len())).cloned().unwrap_or_default();
            let phone = if own_phones.is_none() && phones.len() == people && phones.len() > 1 {
                phones.get(out.len()).cloned().unwrap_or(number)
            } else {
                number
            };
            let contact = |person: Person, phone: Field<String>| Contact {
                department: person.department.or(unit.clone()),
                facility: person.facility.or(facility.clone()),
                role,
                role_text: sheet.head_text(col),
                name: person.name,
                position: person.position,
                phone: person.phone.or(phone),
                fax: if role == Role::Manager { fax.clone() } else { Field::Missing },
            };
            out.push(contact(person, phone));
            // `팀장 홍길순, 주임 김가람` on one line
            out.extend(read.map(|other| contact(other, Field::Missing)));
        }
    }
    out
}

impl Sheet<'_> {
    pub(super) fn head_text(&self, col: usize) -> Field<String> {
        (0..self.first_row).rev().map(|r| self.at(r, col)).find(|f| !f.is_none()).map_or(Field::Missing, |f| f.string())
    }
}

/// The lines of a cell; a bracket at a line start goes on with the line before.
fn lines(text: &Text) -> Vec<Text> {
    let mut out: Vec<Text> = Vec::new();
    for line in text.as_str().split('\n').map(str::trim).filter(|l| !l.is_empty()) {
        let line = text.of(line);
        match out.last_mut() {
            Some(above) if line.as_str().starts_with('(') => {
                above.push_joiner(" ");
                above.append(&line);
            }
            _ => out.push(line),
        }
    }
    out
}
