//! Labels with values: lines with a colon, bullets, tables whose first column holds the labels.

use super::people;
use super::places;
use super::prose;
use super::rows::{self, Sheet};
use super::sides::{self, Side};
use super::value::{Found, tidy};
use crate::lexicon::columns::TableKind;
use crate::lexicon::heads::{self, head, label as label_of, labelled};
use crate::lexicon::{fold, words};
use crate::model::layout::Marker;
use crate::model::{
    CellRef, Concept, Contact, Field, Grid, How, Installation, Notice, Paragraph, Part, Point, Role, Section, Table,
    Text,
};
use crate::value::count;

/// Reads the blocks of a notice section by section.
#[derive(Default)]
pub(super) struct Reader {
    parts: Vec<Part>,
    /// Sub-heading above a table, when it names a site.
    site: Field<String>,
    block: Block,
    /// Cameras told by labels, kept back until it is known whether a table tells them as well.
    labelled_cameras: Vec<Installation>,
    had_camera_table: bool,
    /// A table of people stood in this section.
    had_people_table: bool,
    viewing_sub: Option<Concept>,
    /// The last retention record came from labels, more of which may follow.
    label_retention: bool,
    /// A label without a value, whose values follow as a list.
    pending: Option<Concept>,
}

/// What the labels of one block say together.
#[derive(Default)]
struct Block {
    department: Field<String>,
    facility: Field<String>,
    purpose: Field<String>,
    cameras: Vec<Installation>,
    /// Places that hold for all cameras of the block.
    points: Vec<Point>,
    range: Field<String>,
    hours: Found,
    period: Found,
    storage: Found,
    contacts: Vec<Contact>,
}

impl Reader {
    /// Begins a section.
    pub fn open(&mut self, section: &Section) {
        self.parts = section.parts.clone();
        self.site = Field::Missing;
        self.had_people_table = false;
        self.viewing_sub = None;
        self.pending = None;
    }

    fn part(&self) -> Option<Part> {
        self.parts.first().copied()
    }

    fn is_in(&self, part: Part) -> bool {
        self.parts.contains(&part)
    }

    /// Ends a section: what its labels said becomes records.
    pub fn close(&mut self, notice: &mut Notice) {
        self.flush(notice);
    }

    /// Ends the notice.
    pub fn finish(&mut self, notice: &mut Notice) {
        let cameras = std::mem::take(&mut self.labelled_cameras);
        for one in cameras {
            let known = notice.installations.iter().any(|i| {
                i.count.value() == one.count.value()
                    && (same_places(i, &one) || fold(i.facility.as_str()) == fold(one.facility.as_str()))
            });
            let told_by_table = self.had_camera_table && (one.count.value().is_none() || known);
            if !told_by_table {
                notice.installations.push(one);
            }
        }
        // a total said beside rows that add up to it
        let stated = notice
            .installations
            .iter()
            .filter(|i| i.points.is_empty() && i.facility.is_missing() && i.department.is_missing())
            .count();
        if stated == 1 && notice.installations.len() > 1 {
            if let Some(at) = notice
                .installations
                .iter()
                .position(|i| i.points.is_empty() && i.facility.is_missing() && i.department.is_missing())
            {
                let others: u32 = notice
                    .installations
                    .iter()
                    .enumerate()
                    .filter(|(i, _)| *i != at)
                    .filter_map(|(_, i)| i.count.value())
                    .sum();
                if notice.installations[at].count.value() == Some(&others)
                    || notice.total_count.value() == notice.installations[at].count.value()
                {
                    let total = notice.installations.remove(at);
                    notice.total_count = total.count;
                }
            }
        }
    }

    pub fn table(&mut self, table: &Table, index: u32, notice: &mut Notice) {
        if self.is_in(Part::History) {
            super::dates::revisions(table, index, notice);
            return;
        }
        match rows::sheet(table, index) {
            Some(sheet) if sheet.kind() != TableKind::Unknown || self.is_in(Part::Contact) => {
                self.sheet(&sheet, notice)
            }
            _ => self.labels_of(table, index, notice),
        }
    }

    fn sheet(&mut self, sheet: &Sheet<'_>, notice: &mut Notice) {
        if sheet.kind() == TableKind::Cameras {
            self.had_camera_table = true;
        }
        if sheet.kind() == TableKind::People {
            self.had_people_table = true;
        }
        let site = if matches!(sheet.kind(), TableKind::Cameras | TableKind::People | TableKind::Retention) {
            self.site.clone()
        } else {
            Field::Missing
        };
        rows::read(sheet, self.part(), &site, notice);
    }

    /// A table without a heading row: each row is a label and its value.
    fn labels_of(&mut self, table: &Table, index: u32, notice: &mut Notice) {
        let grid = table.grid();
        let any_label = (0..grid.rows()).any(|r| label_of(grid.text(r, 0)).is_some());
        if !any_label {
            self.loose_rows(table, index, notice);
            return;
        }
        self.flush(notice);
        let mut row = 0;
        let mut unlabelled: Option<Found> = None;
        while row < grid.rows() {
            let at = |r: usize, c: usize| {
                let text = grid.cell(r, c).map(|c| c.text.clone()).unwrap_or_default();
                Found::in_cell(text, How::Label, CellRef { table: index, row: r as u32, col: c as u32 })
            };
            let label = grid.text(row, 0);
            let concept = label_of(label);
            let Some(concept) = concept else {
                let lone = (1..grid.cols()).all(|c| grid.text(row, c).is_empty());
                if lone && row == 0 {
                    self.block.purpose = purpose_of(&at(row, 0));
                } else if lone && !label.is_empty() {
                    // `[방범용 CCTV]` opens the next block of a table that was not separated
                    if label.starts_with('[') {
                        self.flush(notice);
                        self.block.purpose = purpose_of(&at(row, 0));
                    } else {
                        unlabelled = Some(at(row, 0));
                    }
                }
                row += 1;
                continue;
            };
            // rows without a label of their own go on with this one
            let mut end = row + 1;
            while end < grid.rows() && grid.text(end, 0).is_empty() {
                end += 1;
            }
            let row_sides = sides_of(&grid, row, at);
            if let Some(people) = sides::contacts(&row_sides, None).filter(|_| end - row == 1) {
                self.block.contacts.extend(people);
                row = end;
                continue;
            }
            if concept == Concept::Location && row_sides.len() < 2 && (end - row > 1 || grid.cols() > 2) {
                let mut cells = Vec::new();
                // two columns of places are read down, then across
                for col in 1..grid.cols() {
                    for r in row..end {
                        let found = at(r, col);
                        if !found.is_none() {
                            cells.push(found.text);
                        }
                    }
                }
                if let Some(found) = unlabelled.take() {
                    self.block.range = found.string();
                }
                let joined = join_broken(cells);
                let found = at(row, 1).with(Text::join(joined.iter(), "\n"));
                self.item(concept, &at(row, 0).text, found, notice);
            } else {
                let mut col = 1;
                let mut label = at(row, 0).text;
                let mut concept = concept;
                if words::role_of(label.as_str()).is_some() && grid.cols() > 2 {
                    // `관리책임자 | 총무과장 | 홍길순 | 031-…`: a row of people without a heading row
                    let own: Vec<Text> = (1..grid.cols())
                        .map(|c| at(row, c))
                        .take_while(|f| f.is_none() || head(f.str()).is_none())
                        .filter(|f| !f.is_none())
                        .map(|f| f.text)
                        .collect();
                    if own.len() > 1 {
                        let value = at(row, 1).with(Text::join(own.iter(), " / "));
                        self.item(concept, &label, value, notice);
                        row = end;
                        continue;
                    }
                }
                // `담당부서 | 총무과 | 책임관 | 과장`: several labels on one row
                while col < grid.cols() {
                    let found = at(row, col);
                    if !found.is_none() || col + 1 == grid.cols() {
                        let texts: Vec<Text> = (row..end).map(|r| at(r, col).text).filter(|t| !t.is_empty()).collect();
                        let value = found.with(Text::join(texts.iter(), "\n"));
                        self.item(concept, &label, value, notice);
                    }
                    let next = at(row, col + 1);
                    match head(next.str()) {
                        Some(c) if col + 2 < grid.cols() => {
                            concept = c;
                            label = next.text;
                            col += 2;
                        }
                        _ => break,
                    }
                }
            }
            row = end;
        }
        self.flush(notice);
    }

    /// Rows without labels or headings, such as a table of people without its heading row.
    fn loose_rows(&mut self, table: &Table, index: u32, notice: &mut Notice) {
        let grid = table.grid();
        for row in 0..grid.rows() {
            let first = grid.text(row, 0);
            if words::is_role(first) {
                let texts: Vec<Text> = (1..grid.cols())
                    .filter_map(|c| grid.cell(row, c))
                    .map(|c| c.text.clone())
                    .filter(|t| !t.is_empty())
                    .collect();
                let by = CellRef { table: index, row: row as u32, col: 1 };
                let found = Found::in_cell(Text::join(texts.iter(), " "), How::Label, by);
                if let Some(role) = words::role_of(first) {
                    let label = grid.cell(row, 0).map(|c| c.text.clone()).unwrap_or_default();
                    self.people(role, &label, &found, notice);
                }
            }
        }
    }

    pub fn paragraph(&mut self, p: &Paragraph, notice: &mut Notice) {
        if self.is_in(Part::History) || self.is_in(Part::Form) {
            return;
        }
        let text = p.text.as_str();
        // `[설치 대수 …] 총 24대` and `1. 설치 목적: 시설 안전`: the heading line has a value of its own
        if let Some(heading) = crate::lexicon::outline::heading(p.marker, text) {
            if !heading.value.is_empty() && (listed_labels(text).is_none() && head(heading.title).is_none()) {
                let found = Found::new(p.text.of(heading.value), How::Label);
                self.headed_value(heading.title, found, notice);
                return;
            }
        }
        for piece in slash_items(text) {
            let piece = p.text.of(piece);
            self.line(&piece, p, notice);
        }
    }

    fn line(&mut self, text: &Text, p: &Paragraph, notice: &mut Notice) {
        let s = text.as_str();
        if let Some(several) = listed_labels(s) {
            for (label, value) in several {
                if let Some(concept) = head(label) {
                    self.item(concept, &text.of(label), Found::new(text.of(value), How::Label), notice);
                }
            }
            return;
        }
        if let Some(found) = labelled(s) {
            self.pending = None;
            let label = text.slice(found.label);
            let value = Found::new(text.slice(found.value).trim(), How::Label);
            self.item(found.concept, &label, value, notice);
            return;
        }
        // a label that a role word makes: `학교 CCTV 총괄 책임관: 교감`
        if let Some((label, value)) = s.split_once(':').filter(|(l, _)| l.chars().count() <= 40) {
            if let Some(role) = words::role_of(label).filter(|_| self.may_name_people()) {
                let value = Found::new(text.of(value.trim()), How::Label);
                self.people(role, &text.of(label.trim()), &value, notice);
                return;
            }
            let about = crate::lexicon::parts::parts_of(label);
            if !about.is_empty() && label.contains([',', '및']) {
                let before = std::mem::replace(&mut self.parts, about);
                self.headed_value(label, Found::new(text.of(value.trim()), How::Label), notice);
                self.parts = before;
                return;
            }
            if self.is_in(Part::Installation) || self.parts.is_empty() {
                let value = Found::new(text.of(value.trim()), How::Label);
                if self.named_cameras(&text.of(label.trim()), &value) {
                    return;
                }
            }
        }
        // `• 설치 위치` over a list of its values
        if let Some(concept) = head(s).filter(|c| matches!(c, Concept::Location | Concept::Range | Concept::Storage)) {
            self.pending = Some(concept);
            return;
        }
        if let Some(concept) = self.pending.filter(|_| matches!(p.marker, Marker::Bullet(_)) || p.indent > 2) {
            self.item(concept, &Text::default(), Found::new(text.clone(), How::Label), notice);
            return;
        }
        self.pending = None;
        self.plain(text, p, notice);
    }

    fn may_name_people(&self) -> bool {
        self.parts.is_empty() || self.is_in(Part::Contact) || self.is_in(Part::Installation) || self.is_in(Part::Other)
    }

    /// A paragraph without a label.
    fn plain(&mut self, text: &Text, p: &Paragraph, notice: &mut Notice) {
        let s = text.as_str();
        let found = Found::new(text.clone(), How::Pattern);
        if self.is_in(Part::Contact) && !crate::lexicon::parts::is_sentence(s) {
            if let Some(label) = role_prefix(s).filter(|l| !s[l.len()..].trim_start().starts_with('및')) {
                if let Some(role) = words::role_of(label) {
                    let value = found.with(text.of(s[label.len()..].trim()));
                    if value.str().chars().count() >= 2 {
                        self.people(role, &text.of(label), &value, notice);
                        return;
                    }
                }
            }
        }
        if self.is_in(Part::Viewing) {
            prose::viewing(&found, p.marker, self.viewing_sub, notice);
            self.viewing_sub =
                head(s).filter(|c| matches!(c, Concept::ViewingMethod | Concept::ViewingPlace)).or(self.viewing_sub);
        }
        if self.is_in(Part::Installation) && !crate::lexicon::parts::is_sentence(s) {
            if prose::names_site(p) {
                self.flush(notice);
                self.site = prose::site_of(p);
                return;
            }
            let total = count::find(s).into_iter().find(|c| c.total);
            if matches!(p.marker, Marker::Bullet(_)) && self.listed_cameras(&found) {
                return;
            }
            if self.counted_text(&found) {
                if let Some(total) = total.filter(|_| notice.total_count.is_missing()) {
                    notice.total_count = Field::parsed(total.value, text.slice(total.range), found.by);
                }
                return;
            }
        } else if (self.parts.is_empty() || self.is_in(Part::Contact) || self.is_in(Part::Retention))
            && prose::names_site(p)
        {
            self.flush(notice);
            self.site = prose::site_of(p);
        }
        if self.is_in(Part::Installation) && crate::lexicon::parts::is_sentence(s) {
            let told = prose::cameras_in_sentence(&found, notice);
            self.labelled_cameras.extend(told);
        }
        if self.is_in(Part::Contact) {
            if let Some((role_word, value)) = prose::person_in_sentence(s) {
                if let Some(role) = words::role_of(role_word) {
                    let value = found.with(text.of(value));
                    self.people(role, &text.of(role_word), &value, notice);
                    if let Some(number) = crate::value::phone::find(s).first() {
                        let field = found.number(number);
                        if let Some(last) = self.block.contacts.last_mut().filter(|c| c.phone.is_missing()) {
                            last.phone = field;
                        }
                    }
                }
            }
        }
        if self.is_in(Part::Contractor) {
            prose::contractor_in_sentence(&found, notice);
        }
        if self.is_in(Part::Contractor) || s.contains("수탁업체(") {
            prose::contractor(&found, notice);
        }
        if self.is_in(Part::Purpose) || self.parts.is_empty() {
            prose::purpose(&found, p.marker, self.is_in(Part::Purpose), notice);
        }
        prose::promise(&found, notice);
    }

    /// `상담실, 치료실(2), 로비(3) 총 9대`, `2대, 출입구`: places and a count in one line.
    fn counted_text(&mut self, found: &Found) -> bool {
        let s = found.str();
        if s.chars().count() > 300 || !s.contains('대') {
            return false;
        }
        let Some(one) = prose::counted(found) else { return false };
        self.labelled_cameras.push(one);
        true
    }

    /// `- 강의실 5대(1반 2, 2반 3)`, `- 식당 1대, 현관 1대`: each place with its own count.
    fn listed_cameras(&mut self, found: &Found) -> bool {
        let points = places::points(found);
        if points.is_empty() || points.iter().any(|p| p.count.value().is_none()) || !found.str().contains('대') {
            return false;
        }
        // the total that a heading said before the list is no camera of its own
        self.labelled_cameras.retain(|c| !c.points.is_empty() || !c.facility.is_missing());
        for point in points {
            let Point { location, count, points } = point;
            let points = if points.is_empty() { vec![Point { location, ..Point::default() }] } else { points };
            self.labelled_cameras.push(Installation { count, points, ..Installation::default() });
        }
        true
    }

    /// `별빛놀이방 : 4대`, `본사 8대, 지사 6대`: a site as the label.
    fn named_cameras(&mut self, label: &Text, value: &Found) -> bool {
        if label.as_str().chars().count() > 24 {
            return false;
        }
        if count::cell(value.str()).is_none() {
            // `주차타워 : 6대(1층 2대, 2층 4대)`
            let Some(mut one) = prose::counted(value).filter(|o| !o.points.is_empty() && value.str().ends_with(')'))
            else {
                return false;
            };
            self.settle_cameras();
            one.facility = rows::site_name(&value.with(tidy(label)));
            self.block.cameras.push(one);
            return true;
        }
        self.settle_cameras();
        let facility = rows::site_name(&value.with(tidy(label)));
        if words::is_total_label(label.as_str()) {
            return false;
        }
        self.block.cameras.push(Installation { facility, count: value.count(), ..Installation::default() });
        true
    }

    /// A heading with its value on the same line.
    fn headed_value(&mut self, title: &str, value: Found, notice: &mut Notice) {
        prose::promise(&value, notice);
        match self.part() {
            Some(Part::Installation) => {
                let total = count::find(value.str()).into_iter().find(|c| c.total);
                if let Some(total) = total.filter(|_| notice.total_count.is_missing()) {
                    notice.total_count = Field::parsed(total.value, value.text.slice(total.range), value.by);
                }
                if !self.counted_text(&value) {
                    self.item(Concept::Location, &Text::default(), value, notice);
                }
            }
            Some(Part::Contact) => {
                let role = words::role_of(title).unwrap_or(Role::Manager);
                self.people(role, &Text::default(), &value, notice);
            }
            Some(Part::Retention) => prose::retention(&value, title, notice),
            Some(Part::Viewing) => prose::viewing_headed(&value, title, notice),
            Some(Part::Purpose) => prose::purpose(&value, Marker::None, true, notice),
            Some(Part::Contractor) => prose::contractor(&value, notice),
            _ => {}
        }
    }

    /// A label and its value.
    fn item(&mut self, concept: Concept, label: &Text, value: Found, notice: &mut Notice) {
        match concept {
            Concept::Department => {
                if value.by.cell.is_some() || !self.site.is_missing() {
                    self.block.department = leaf_unit(&value);
                }
            }
            Concept::Facility | Concept::Category => {
                if !self.block.cameras.is_empty() || !self.block.facility.is_missing() {
                    self.flush(notice);
                }
                self.block.facility = rows::site_name(&value);
            }
            Concept::Purpose => {
                if value.by.cell.is_some() {
                    self.block.purpose = value.string();
                } else {
                    prose::purpose(&value, Marker::None, true, notice);
                }
            }
            Concept::Count => self.count(label, value, notice),
            Concept::Location => self.location(value),
            Concept::Range => self.block.range = value.string(),
            Concept::Hours => self.block.hours = value,
            Concept::Period => self.block.period = value,
            Concept::Storage => {
                if self.block.storage.is_none() {
                    self.block.storage = value;
                }
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
            Concept::PersonInCharge
                if self.is_in(Part::Contact) || self.parts.is_empty() || value.by.cell.is_some() =>
            {
                self.people(words::role_of(label.as_str()).unwrap_or(Role::Operator), label, &value, notice);
            }
            Concept::Phone | Concept::Fax => self.number(concept, &value, notice),
            Concept::Company => prose::company(&value, notice),
            Concept::ViewingMethod => prose::set_method(&value, notice),
            Concept::ViewingPlace => prose::set_place(&value, notice),
            Concept::Disposal => notice.disposal = std::mem::take(&mut notice.disposal).or(value.string()),
            _ => {}
        }
    }

    fn count(&mut self, label: &Text, value: Found, notice: &mut Notice) {
        let s = value.str().trim();
        if count::cell(s).is_none() && self.block.cameras.iter().any(|c| !c.count.is_missing()) {
            // the second 설치대수 of a block lists the places
            self.location(value);
            return;
        }
        let named = prose::named_counts(&value);
        if named.len() > 1 {
            self.settle_cameras();
            self.block.cameras.extend(named);
            return;
        }
        if let Some(one) = prose::counted(&value).filter(|o| !o.points.is_empty()) {
            self.settle_cameras();
            self.block.cameras.push(one);
            return;
        }
        if s.starts_with('총') && self.is_in(Part::Installation) && words::is_total_label(label.as_str()) {
            notice.total_count = value.count();
            return;
        }
        self.settle_cameras();
        let facility = std::mem::take(&mut self.block.facility);
        self.block.cameras.push(Installation { facility, count: value.count(), ..Installation::default() });
    }

    fn location(&mut self, value: Found) {
        if let Some(one) = prose::counted(&value)
            .filter(|o| self.block.cameras.is_empty() && o.count.value().is_some() && o.points.is_empty())
        {
            self.block.cameras.push(one);
            return;
        }
        self.block.points.extend(places::points(&value));
    }

    /// Gives the places seen so far to the cameras before them.
    fn settle_cameras(&mut self) {
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

    fn people(&mut self, role: Role, label: &Text, value: &Found, notice: &mut Notice) {
        let _ = notice;
        let role_text = value.with(label.clone()).string();
        // `담당자 정보 : 관리책임자 경영지원본부 …`: the value says the role itself
        let first = value.str().split_whitespace().next().unwrap_or("");
        if words::is_role(first) && value.str().len() > first.len() {
            if let Some(role) = words::role_of(first) {
                let rest = value.str()[first.len()..].trim();
                let rest = value.with(value.text.of(rest));
                let first = value.text.of(first);
                self.people(role, &first, &rest, notice);
                return;
            }
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
    fn number(&mut self, concept: Concept, value: &Found, notice: &mut Notice) {
        let phones = value.phones();
        let number = if concept == Concept::Fax { phones.first().or(phones.fax.clone()) } else { phones.first() };
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
        {
            if let Some(last) = notice.contacts.last_mut().filter(|c| c.phone.is_missing()) {
                last.phone = number;
            }
        }
    }

    fn flush(&mut self, notice: &mut Notice) {
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
            if in_table {
                self.had_camera_table = true;
                notice.installations.push(one);
            } else {
                self.labelled_cameras.push(one);
            }
        }
        if self.is_in(Part::Installation)
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
                        && contact.phone.is_missing()
                });
            if self.had_people_table && nameless && contact.phone.evidence().is_none_or(|e| e.cell.is_none()) || again {
                continue;
            }
            contact.department = contact.department.or(block.department.clone());
            contact.facility = contact.facility.or(block.facility.clone()).or(self.site.clone());
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
                    last.hours = std::mem::take(&mut last.hours).or(more.hours);
                    last.period = std::mem::take(&mut last.period).or(more.period);
                    last.days = std::mem::take(&mut last.days).or(more.days);
                    last.storage = std::mem::take(&mut last.storage).or(more.storage);
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

/// The labels of a row and the value behind each.
fn sides_of(grid: &Grid<'_>, row: usize, at: impl Fn(usize, usize) -> Found) -> Vec<Side> {
    let mut out = Vec::new();
    for col in (0..grid.cols().saturating_sub(1)).step_by(2) {
        let Some(concept) = head(grid.text(row, col)) else { break };
        out.push(Side { concept, label: at(row, col).text, value: at(row, col + 1) });
    }
    out
}

fn same_places(a: &Installation, b: &Installation) -> bool {
    let key = |i: &Installation| fold(&i.points.iter().map(|p| p.location.as_str()).collect::<String>());
    key(a) == key(b)
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

/// `[방범 및 시설물관리용 CCTV]`: what the cameras of the block are for.
fn purpose_of(found: &Found) -> Field<String> {
    let s = found.str().trim().trim_start_matches(['[', '【', '<', '○', '■']).trim_end_matches([']', '】', '>']).trim();
    let s = s.strip_suffix("CCTV").unwrap_or(s).trim_end();
    found.with(found.text.of(s)).string()
}

/// Lines of a narrow cell that were cut apart: `동쪽 승강기 층별` + `출입구 6`.
fn join_broken(cells: Vec<Text>) -> Vec<Text> {
    let mut out: Vec<Text> = Vec::new();
    for cell in cells {
        let goes_on = out.last().is_some_and(|last| {
            let s = last.as_str();
            s.ends_with("별") || s.ends_with("및") || s.ends_with(',') || cell.as_str().starts_with('(')
        });
        match out.last_mut() {
            Some(last) if goes_on => {
                last.push_joiner(" ");
                last.append(&cell);
            }
            _ => out.push(cell),
        }
    }
    out
}

/// `공고일자 : … / 시행일자 : …`: items that a slash separates, each with a label of its own.
fn slash_items(s: &str) -> Vec<&str> {
    if s.matches(':').count() < 2 {
        return vec![s];
    }
    for separator in ['/', ','] {
        let pieces: Vec<&str> = s.split(separator).map(str::trim).collect();
        if pieces.len() > 1 && pieces.iter().all(|p| labelled(p).is_some()) {
            return pieces;
        }
    }
    vec![s]
}

/// `촬영시간 / 보관기간 : 24시간 / 30일`: labels and values in the same order.
fn listed_labels(s: &str) -> Option<Vec<(&str, &str)>> {
    let (labels, values) = s.split_once(':')?;
    if !labels.contains(['/', ',']) || labels.chars().count() > 60 {
        return None;
    }
    let labels: Vec<&str> = labels.split(['/', ',']).map(str::trim).collect();
    let values: Vec<&str> = if labels.len() == values.split('/').count() {
        values.split('/').map(str::trim).collect()
    } else {
        values.split(',').map(str::trim).collect()
    };
    (labels.len() > 1 && labels.len() == values.len() && labels.iter().all(|l| head(l).is_some()))
        .then(|| labels.into_iter().zip(values).collect())
}

/// The role at the start of a line, when a person follows (`관리책임자 총무과장 홍길순 …`).
fn role_prefix(s: &str) -> Option<&str> {
    let first = s.split([' ', '|', ':']).next()?;
    (heads::head(first).is_some() && words::role_of(first).is_some() && words::is_role(first)).then_some(first)
}
