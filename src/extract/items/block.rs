//! What the labels of one block say together, and the records made of it.

use super::{OpenRole, Reader};
use crate::extract::people;
use crate::extract::places;
use crate::extract::prose;
use crate::extract::rows;
use crate::extract::value::Found;
use crate::lexicon::{fold, parts, words};
use crate::model::layout::Marker;
use crate::model::{Concept, Contact, Evidence, Field, Installation, Notice, Part, Point, Role, Text};
use crate::value::{count, phone};
use std::ops::Range;

impl Reader {
    /// A label and its value.
    pub(super) fn item(&mut self, concept: Concept, label: &Text, value: Found, notice: &mut Notice) {
        match concept {
            Concept::Affiliation | Concept::Department
                if value.by.cell.is_none() && self.under_role.as_ref().is_some_and(|open| !open.heads_part) =>
            {
                let department = leaf_unit(&value);
                if !department.is_missing()
                    && let Some(one) = self.one_under_role(|c| c.department.is_missing())
                {
                    one.department = department;
                }
            }
            Concept::Affiliation
                if value.by.cell.is_none() && self.is_in(Part::Contact) && self.block.contacts.is_empty() =>
            {
                self.block.department = leaf_unit(&value);
            }
            Concept::Affiliation if value.by.cell.is_none() && self.is_in(Part::Contact) => {
                if let Some(last) = self.block.contacts.last_mut().filter(|c| c.department.is_missing()) {
                    last.department = leaf_unit(&value);
                }
            }
            Concept::Role if value.by.cell.is_none() && self.is_in(Part::Contact) => {
                if let Some(role) = words::role_of(value.str()) {
                    self.flush(notice);
                    self.block.contacts.push(Contact { role, role_text: value.string(), ..Contact::default() });
                }
            }
            Concept::Name | Concept::Position if value.by.cell.is_none() && self.is_in(Part::Contact) => {
                self.own_line(concept, &value, notice);
            }
            Concept::Department if value.by.cell.is_some() || !self.site.is_missing() || self.is_in(Part::Contact) => {
                // the same label again opens the next record of a form
                if !self.block.department.is_missing() && self.block.is_record() {
                    self.flush(notice);
                }
                self.block.department = leaf_unit(&value);
            }
            Concept::Facility | Concept::Category => {
                if !self.block.cameras.is_empty() || !self.block.facility.is_missing() {
                    self.flush(notice);
                }
                self.block.facility = rows::site_name(&value);
            }
            Concept::Purpose => {
                // said about one site, not about the notice
                if value.by.cell.is_some() || !self.block.facility.is_missing() {
                    self.block.purpose = value.string();
                } else {
                    prose::purpose(&value, Marker::None, true, notice);
                }
            }
            Concept::Count => self.count(label, value, notice),
            // the places were told with the counts: what is left to tell is the range
            Concept::Location
                if fold(label.as_str()).contains("촬영범위")
                    && self.block.cameras.last().is_some_and(|c| !c.points.is_empty() && c.range.is_missing()) =>
            {
                if let Some(last) = self.block.cameras.last_mut() {
                    last.range = value.string();
                }
            }
            Concept::Location => self.location(value),
            // `※ 촬영범위 : 반경 30m` below a table that says nothing of it
            Concept::Range if self.is_below_a_table_without_ranges(notice) => {
                let range = value.string();
                notice.installations.iter_mut().for_each(|one| one.range = range.clone());
            }
            Concept::Range => self.block.range = value.string(),
            Concept::Hours => self.block.hours = value,
            Concept::Period => self.block.period = value,
            Concept::Storage if self.block.storage.is_none() => {
                self.block.storage = prose::stored_at(value);
            }
            Concept::StorageAndViewing => {
                self.block.storage = value;
            }
            Concept::PeriodAndStorage => {
                if let Some((left, right)) = value.str().split_once([',', '/']) {
                    self.block.period = value.with(value.text.of(left.trim()));
                    self.block.storage = value.with(value.text.of(right.trim()));
                } else {
                    self.block.period = value;
                }
            }
            Concept::Manager => self.people(Role::Manager, label, &value, notice),
            Concept::AccessHolder => self.people(Role::AccessHolder, label, &value, notice),
            Concept::Operator => self.people(Role::Operator, label, &value, notice),
            Concept::ProtectionOfficer => self.people(Role::ProtectionOfficer, label, &value, notice),
            Concept::OtherPerson => self.people(Role::Other, label, &value, notice),
            Concept::PersonInCharge if self.is_in(Part::Contractor) && value.by.cell.is_none() => {
                if let Some(last) = notice.contractors.last_mut().filter(|c| c.contact.is_missing()) {
                    last.contact = value.string();
                }
            }
            Concept::PersonInCharge
                if self.is_in(Part::Contact) || self.parts.is_empty() || value.by.cell.is_some() =>
            {
                self.people(words::role_of(label.as_str()).unwrap_or(Role::Operator), label, &value, notice);
            }
            Concept::Phone | Concept::Fax => self.number(concept, &value, notice),
            Concept::Company => prose::company(&value, notice),
            Concept::ViewingMethod => prose::set_method(&value, notice),
            Concept::ViewingPlace => prose::set_place(&value, notice),
            // `위탁업무 : 유지보수` of the company on the line above
            Concept::Note if self.is_in(Part::Contractor) && value.by.cell.is_none() => {
                if let Some(last) = notice.contractors.last_mut() {
                    last.note.fill(value.string());
                }
            }
            Concept::Disposal => notice.disposal.fill(value.string()),
            _ => {}
        }
    }

    fn is_below_a_table_without_ranges(&self, notice: &Notice) -> bool {
        let told = self.block.cameras.is_empty() && self.labelled_cameras.is_empty() && self.block.points.is_empty();
        told && self.had_camera_table
            && self.is_in(Part::Installation)
            && notice.installations.iter().all(|one| one.range.is_missing())
    }

    /// `○ 접근권한자`: the lines below tell who it is.
    pub(super) fn open_role(&mut self, role: Role, label: &Text, notice: &mut Notice) {
        // a unit that was told before the roles is that of all
        let department = self.block.department.clone();
        if !self.block.contacts.is_empty() {
            self.flush(notice);
            self.block.department = department;
        }
        self.under_role = Some(OpenRole { role, label: label.clone(), heads_part: false });
    }

    /// The last person under the role of the lines above, or one more when that one has been told what comes now.
    fn one_under_role(&mut self, is_free: fn(&Contact) -> bool) -> Option<&mut Contact> {
        let OpenRole { role, label, .. } = self.under_role.as_ref()?;
        if self.block.contacts.last().is_none_or(|c| !is_free(c)) {
            let role_text = Field::parsed(label.as_str().to_owned(), label.clone(), Evidence::default());
            self.block.contacts.push(Contact { role: *role, role_text, ..Contact::default() });
        }
        self.block.contacts.last_mut()
    }

    /// `총무과장 홍길순 (031-555-0103)` below a role.
    pub(super) fn person_under_role(&mut self, found: &Found) -> bool {
        let s = found.str();
        if self.under_role.is_none() || !is_line_of_person(s) || s.contains(" 및 ") {
            return false;
        }
        let words: Vec<&str> = s.split([' ', '/', '(', ')', ',']).filter(|w| !w.is_empty()).collect();
        let numbers = !crate::value::phone::find(s).is_empty();
        if !numbers && !words.iter().any(|w| words::is_position(w) && !words::is_role(w)) {
            return false;
        }
        let people = people::read(found);
        let any = !people.is_empty();
        for person in people {
            let lone_number =
                person.name.is_missing() && person.position.is_missing() && person.department.is_missing();
            let is_free: fn(&Contact) -> bool = if lone_number {
                |c| c.phone.is_missing()
            } else {
                |c| c.name.is_missing() && c.position.is_missing() && c.department.is_missing()
            };
            if let Some(one) = self.one_under_role(is_free) {
                one.department.fill(person.department);
                one.facility.fill(person.facility);
                one.position.fill(person.position);
                one.name.fill(person.name);
                one.phone.fill(person.phone);
                one.fax.fill(person.fax);
            }
        }
        any
    }

    /// `총무과장 홍길순 (관리책임자) 031-555-0103`, `과장 홍길순(관리책임자, 555-0103), 주임 김가람(접근권한자)`
    pub(super) fn person_before_role(&mut self, found: &Found, notice: &mut Notice) -> bool {
        let s = found.str();
        if !self.is_in(Part::Contact) || !is_line_of_person(s) {
            return false;
        }
        let told = role_brackets(s);
        let mut people = Vec::with_capacity(told.len());
        let mut from = 0;
        for (i, (bracket, role, label)) in told.iter().enumerate() {
            let before = s[from..bracket.start].trim_matches([' ', ',', '/', '·', ')']);
            let before = before.strip_prefix("및 ").unwrap_or(before);
            let behind = match told.get(i + 1) {
                None => &s[bracket.end..],
                Some((next, ..)) => own_number(&s[bracket.end..next.start]),
            };
            from = bracket.end + behind.len();
            let (inside, behind) = (s[label.end..bracket.end - 1].trim_matches([' ', ',', ':', '/']), behind.trim());
            let about_person = before.split(' ').any(|w| words::is_position(w) || words::is_person(w));
            let prose = before.split(' ').any(|w| w == "및" || w.chars().count() > 1 && w.ends_with(['은', '는']));
            let number = |t: &str| t.is_empty() || t.starts_with(|c: char| c.is_ascii_digit() || "☎(:,".contains(c));
            if !about_person || prose || !number(inside) || !number(behind) {
                return false;
            }
            let said = [before, inside, behind].map(|side| found.text.of(side));
            let said = Text::join(said.iter().filter(|t| !t.is_empty()), " ");
            people.push((*role, found.text.slice(label.clone()), found.with(said)));
        }
        people.iter().for_each(|(role, label, said)| self.people(*role, label, said, notice));
        !people.is_empty()
    }

    /// `성명 : 홍길순`, `직위 : 과장`: lines about one person, below a role or without one.
    fn own_line(&mut self, concept: Concept, value: &Found, notice: &Notice) {
        let text = value.string();
        if text.is_missing() {
            return;
        }
        // `성명 : 홍길순 부장`, `성명 : 홍길순 (부장)`
        if concept == Concept::Name
            && let Some((name, post)) = value.str().split_once(' ')
            && let post = post.strip_prefix('(').and_then(|p| p.strip_suffix(')')).unwrap_or(post)
            && words::is_person(name)
            && words::is_position(post)
        {
            let of = |piece: &str| value.with(value.text.of(piece));
            self.own_line(Concept::Name, &of(name), notice);
            self.own_line(Concept::Position, &of(post), notice);
            return;
        }
        let field = |c: &Contact| if concept == Concept::Name { c.name.is_missing() } else { c.position.is_missing() };
        // `성명 : 홍길순 부장` said the post already
        let unit = |f: &Field<String>| f.text().and_then(Text::unit);
        let said = |c: &Contact| unit(&c.name).is_some() && unit(&c.name) == unit(&c.position);
        if concept == Concept::Position
            && value.text.unit() != self.block.contacts.last().and_then(|c| unit(&c.name))
            && self.block.contacts.last().is_some_and(said)
        {
            return;
        }
        if self.block.contacts.last().is_none_or(|c| !field(c)) {
            // the first person of the part is the one that it has to name
            let first = self.block.contacts.is_empty() && notice.contacts.is_empty();
            let role = if first { Role::Manager } else { Role::Other };
            if self.one_under_role(|_| false).is_none() {
                self.block.contacts.push(Contact { role, ..Contact::default() });
            }
        }
        if let Some(last) = self.block.contacts.last_mut() {
            match concept {
                Concept::Name => last.name = text,
                _ => last.position = text,
            }
        }
    }

    pub(super) fn count(&mut self, label: &Text, value: Found, notice: &mut Notice) {
        let s = value.str().trim();
        if count::cell(s).is_none() && self.block.cameras.iter().any(|c| !c.count.is_missing()) {
            // the second 설치대수 of a block lists the places
            self.location(value);
            return;
        }
        if let Some((total, rows)) = prose::cameras::total_with_purposes(&value) {
            self.settle_cameras();
            self.stated_totals.push(total);
            self.block.cameras.extend(rows);
            return;
        }
        let named = prose::cameras::named_counts(&value);
        if named.len() > 1 {
            self.settle_cameras();
            self.block.cameras.extend(named);
            return;
        }
        if let Some(one) = prose::cameras::counted(&value).filter(|o| !o.points.is_empty() || !o.purpose.is_missing()) {
            self.settle_cameras();
            self.block.cameras.push(one);
            return;
        }
        if s.starts_with('총') && self.is_in(Part::Installation) && words::is_total_label(label.as_str()) {
            notice.total_count = value.count();
            return;
        }
        if s.starts_with('총') && (self.is_in(Part::Installation) || self.parts.is_empty()) {
            self.stated_totals.push(value.count());
        }
        self.settle_cameras();
        // in a record that also tells people or times the site is that of all of it
        let facility = match self.block.is_record() {
            true => self.block.facility.clone(),
            false => std::mem::take(&mut self.block.facility),
        };
        self.block.cameras.push(Installation { facility, count: value.count(), ..Installation::default() });
    }

    pub(super) fn location(&mut self, value: Found) {
        if let Some(one) = prose::cameras::counted(&value)
            .filter(|o| self.block.cameras.is_empty() && o.count.value().is_some() && o.points.is_empty())
        {
            self.block.cameras.push(one);
            return;
        }
        self.block.points.extend(places::points(&value));
    }

    /// Gives the places seen so far to the cameras before them.
    pub(super) fn settle_cameras(&mut self) {
        let points = std::mem::take(&mut self.block.points);
        let range = std::mem::take(&mut self.block.range);
        if self.block.cameras.is_empty() {
            self.block.points = points;
            self.block.range = range;
            return;
        }
        for one in self.block.cameras.iter_mut().rev() {
            if !one.points.is_empty() {
                break;
            }
            one.points.clone_from(&points);
            if one.range.is_missing() {
                one.range = range.clone();
            }
        }
    }

    pub(super) fn people(&mut self, role: Role, label: &Text, value: &Found, notice: &mut Notice) {
        if value.is_none() && value.by.cell.is_none() && self.is_in(Part::Contact) {
            self.open_role(role, label, notice);
            return;
        }
        self.under_role = None;
        let role_text = value.with(label.clone()).string();
        // `담당자 정보 : 관리책임자 경영지원본부 …`: the value says the role itself
        let first = value.str().split_whitespace().next().unwrap_or("");
        if words::is_role(first)
            && value.str().len() > first.len()
            && let Some(role) = words::role_of(first)
        {
            let rest = value.str()[first.len()..].trim();
            let rest = value.with(value.text.of(rest));
            let first = value.text.of(first);
            self.people(role, &first, &rest, notice);
            return;
        }
        // `㈜가나 운영팀, 다라㈜`: bodies that may look at the images, each for itself
        let pieces: Vec<&str> = value.str().split(',').map(str::trim).collect();
        if role == Role::AccessHolder && pieces.len() > 1 && pieces.iter().all(|p| words::bears_a_legal_form(p)) {
            for piece in pieces {
                let department = value.with(value.text.of(piece)).string();
                let role_text = role_text.clone();
                self.block.contacts.push(Contact { department, role, role_text, ..Contact::default() });
            }
            return;
        }
        for person in people::read(value) {
            self.block.contacts.push(Contact {
                department: person.department,
                facility: person.facility,
                role,
                role_text: role_text.clone(),
                name: person.name,
                position: person.position,
                phone: person.phone,
                fax: person.fax,
            });
        }
    }

    /// `연락처: …` on a line of its own belongs to the people before it.
    pub(super) fn number(&mut self, concept: Concept, value: &Found, notice: &mut Notice) {
        let phones = value.phones();
        if phones.first().value().is_some() && self.block.contacts.is_empty() && self.is_in(Part::Contact) {
            self.one_under_role(|_| false);
        }
        let number = if concept == Concept::Fax { phones.first().or(phones.fax) } else { phones.first() };
        if self.is_in(Part::Contractor) {
            if let Some(last) = notice.contractors.last_mut().filter(|c| c.phone.is_missing()) {
                last.phone = number;
            }
            return;
        }
        for contact in self.block.contacts.iter_mut().rev() {
            let field = if concept == Concept::Fax { &mut contact.fax } else { &mut contact.phone };
            if !field.is_missing() {
                break;
            }
            *field = number.clone();
        }
        if concept == Concept::Phone
            && self.block.contacts.is_empty()
            && self.is_in(Part::Contact)
            && value.by.cell.is_none()
            && let Some(last) = notice.contacts.last_mut().filter(|c| c.phone.is_missing())
        {
            last.phone = number;
        }
    }

    pub(super) fn flush(&mut self, notice: &mut Notice) {
        self.settle_cameras();
        let block = std::mem::take(&mut self.block);
        let in_table = block.contacts.iter().any(|c| c.phone.evidence().is_some_and(|e| e.cell.is_some()))
            || block.hours.by.cell.is_some()
            || !block.department.is_missing();
        for mut one in block.cameras {
            // a label without a place of its own is the place (`동문 : 4대`)
            if one.points.is_empty()
                && block.facility.is_missing()
                && one.facility.evidence().is_some_and(|e| e.cell.is_none())
                && self.is_in(Part::Installation)
                && !one.count.is_missing()
            {
                let location = std::mem::take(&mut one.facility);
                one.points.push(Point { location, ..Point::default() });
            }
            one.department = one.department.or(block.department.clone());
            one.purpose = one.purpose.or(block.purpose.clone());
            if one.facility.is_missing() {
                one.facility = block.facility.clone().or(self.site.clone());
            }
            // numbered items of one list, each a section: the places were told before the number
            let placed = self.labelled_cameras.last_mut().filter(|c| c.count.is_missing() && !c.points.is_empty());
            match placed.filter(|_| one.points.is_empty() && one.facility.is_missing()) {
                _ if in_table => {
                    self.had_camera_table = true;
                    notice.installations.push(one);
                }
                Some(last) => {
                    last.count = one.count;
                    last.range.fill(one.range);
                }
                None => self.labelled_cameras.push(one),
            }
        }
        // and behind it the places, or what is seen
        if self.is_in(Part::Installation)
            && let [.., last] = &mut self.labelled_cameras[..]
            && last.facility.is_missing()
        {
            if last.points.is_empty() {
                last.points = block.points.clone();
            }
            last.range.fill(block.range.clone());
        }
        if (self.is_in(Part::Installation) || self.parts.is_empty())
            && !block.points.is_empty()
            && self.labelled_cameras.is_empty()
            && !self.had_camera_table
        {
            self.labelled_cameras.push(Installation {
                facility: block.facility.clone(),
                points: block.points,
                range: block.range,
                ..Installation::default()
            });
        }
        for mut contact in block.contacts {
            // posts without a number or name above the table that lists the people
            let nameless = contact.name.is_missing() && contact.phone.is_missing();
            let again = !contact.name.is_missing()
                && notice.contacts.iter().any(|c| {
                    c.name.as_str() == contact.name.as_str()
                        && c.role == contact.role
                        && c.facility.as_str() == contact.facility.as_str()
                        && (contact.phone.is_missing() || contact.phone.as_str() == c.phone.as_str())
                });
            if self.had_people_table && nameless && contact.phone.evidence().is_none_or(|e| e.cell.is_none()) || again {
                continue;
            }
            // a post that names a unit of its own (`교육행정실장` of 행정실) says where it belongs
            let unit = block.department.as_str();
            let own = !unit.is_empty() && contact.position.as_str().find(unit).is_some_and(|at| at > 0);
            if !own {
                contact.department = contact.department.or(block.department.clone());
            }
            contact.facility = contact.facility.or(block.facility.clone());
            belong_to(&mut contact, &self.site);
            notice.contacts.push(contact);
        }
        if !(block.hours.is_none() && block.period.is_none() && block.storage.is_none()) {
            let storage = block.storage;
            let by_label = block.hours.by.cell.is_none() && block.period.by.cell.is_none() && storage.by.cell.is_none();
            if let Some(last) = notice.retention.last_mut().filter(|_| by_label && self.label_retention) {
                // numbered items of one list: hours, period and storage each opened a section
                let free = (block.hours.is_none() || last.hours.is_missing())
                    && (block.period.is_none() || last.period.is_missing())
                    && (storage.is_none() || last.storage.is_missing());
                if free && block.facility.is_missing() && self.site.is_missing() {
                    let more = rows::retention(Field::Missing, Field::Missing, &block.hours, &block.period, &storage);
                    last.hours.fill(more.hours);
                    last.period.fill(more.period);
                    last.days.fill(more.days);
                    last.storage.fill(more.storage);
                    return;
                }
            }
            self.label_retention = by_label;
            notice.retention.push(rows::retention(
                block.department,
                block.facility.or(self.site.clone()),
                &block.hours,
                &block.period,
                &storage,
            ));
        }
    }
}

/// The brackets of a line that begin with a role (`(관리책임자)`, `(관리책임자, 555-0103)`): where each stands, the role, and
/// where its word stands.
fn role_brackets(s: &str) -> Vec<(Range<usize>, Role, Range<usize>)> {
    let bracket = |(open, _): (usize, &str)| {
        let close = open + s[open..].find(')')?;
        let word = s[open + 1..close].split([',', ':', '/']).next()?;
        Some((open..close + 1, super::lone_role(word)?, open + 1..open + 1 + word.len()))
    };
    s.match_indices('(').filter_map(bracket).collect()
}

/// The telephone number that a text begins with, and what stands before it.
fn own_number(s: &str) -> &str {
    let first = phone::find(s).into_iter().next().map(|number| number.range);
    let own = first.filter(|range| s[..range.start].chars().all(|c| " ☎(:".contains(c)));
    own.map_or("", |range| &s[..range.end])
}

/// Says of a person what a heading above names: the unit or the site.
pub(super) fn belong_to(contact: &mut Contact, heading: &Field<String>) {
    let unit = words::is_only_a_unit(heading.as_str());
    let field = if unit { &mut contact.department } else { &mut contact.facility };
    field.fill(heading.clone());
}

/// Whether a line is short enough to tell one person, and no sentence.
fn is_line_of_person(s: &str) -> bool {
    const LONGEST: usize = 80;
    s.chars().count() <= LONGEST && !parts::is_sentence(s)
}

/// `본부 119상황실`: the leaf unit, the body above it left out.
fn leaf_unit(found: &Found) -> Field<String> {
    let s = found.str().trim();
    let words: Vec<&str> = s.split(' ').collect();
    match words[..] {
        [above, leaf] if above.ends_with("본부") && words::is_unit(leaf) => found.with(found.text.of(leaf)).string(),
        _ => found.string(),
    }
}
