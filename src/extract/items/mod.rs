//! Labels with values, section by section: [`lines`] reads lines with a colon and bullets, [`tables`] tables whose
//! first column holds the labels; [`block`] makes records of what the labels of one block say together.

mod block;
mod lines;
mod tables;

use super::rows::{self, Sheet};
use super::value::Found;
use crate::lexicon::columns::TableKind;
use crate::lexicon::heads::head;
use crate::lexicon::{fold, words};
use crate::model::{Concept, Contact, Evidence, Field, Installation, Notice, Part, Point, Role, Section, Table, Text};
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
    /// Totals that labels state (`설치 대수 : 총 7대`); several are those of sites.
    stated_totals: Vec<Field<u32>>,
    /// A label without a value, whose values follow as a list.
    pending: Option<Concept>,
    under_role: Option<OpenRole>,
}

/// A role on a line of its own, whose people follow.
struct OpenRole {
    role: Role,
    label: Text,
    /// It is the heading of the part: what stands below may be about others as well.
    heads_part: bool,
}

/// What the labels of one block say together.
#[derive(Default)]
struct Block {
    department: Field<String>,
    facility: Field<String>,
    purpose: Field<String>,
    cameras: Vec<Installation>,
    /// The one of them whose places a list tells now.
    listed: Option<usize>,
    /// Places that hold for all cameras of the block.
    points: Vec<Point>,
    range: Field<String>,
    hours: Found,
    period: Found,
    storage: Found,
    contacts: Vec<Contact>,
}

impl Block {
    /// Whether its labels tell people or times beside cameras.
    fn is_record(&self) -> bool {
        !self.contacts.is_empty() || !self.hours.is_none() || !self.period.is_none() || !self.storage.is_none()
    }
}

impl Reader {
    /// Begins a section.
    pub(super) fn open(&mut self, section: &Section) {
        self.parts = section.parts.clone();
        if self.is_in(Part::Installation) {
            // `설치현황(총 13대)`
            let total = count::find(section.heading.as_str()).into_iter().find(|c| c.total);
            let field = total.map(|t| Field::parsed(t.value, section.heading.slice(t.range), Evidence::default()));
            self.stated_totals.extend(field);
        }
        self.site = Field::Missing;
        self.had_people_table = false;
        self.viewing_sub = None;
        self.pending = None;
        let role = lone_role(section.heading.as_str()).filter(|_| self.is_in(Part::Contact));
        self.under_role = role.map(|role| OpenRole { role, label: section.heading.clone(), heads_part: true });
    }

    fn part(&self) -> Option<Part> {
        self.parts.first().copied()
    }

    fn is_in(&self, part: Part) -> bool {
        self.parts.contains(&part)
    }

    /// Ends a section: what its labels said becomes records.
    pub(super) fn close(&mut self, notice: &mut Notice) {
        self.flush(notice);
    }

    /// Ends the notice.
    pub(super) fn finish(&mut self, notice: &mut Notice) {
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
        if let ([total], true) = (&self.stated_totals[..], notice.total_count.is_missing()) {
            notice.total_count = total.clone();
        }
        // a total said beside rows that add up to it
        let stated = notice
            .installations
            .iter()
            .filter(|i| i.points.is_empty() && i.facility.is_missing() && i.department.is_missing())
            .count();
        if stated == 1
            && notice.installations.len() > 1
            && let Some(at) = notice
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

    pub(super) fn table(&mut self, table: &Table, index: u32, notice: &mut Notice) {
        if self.is_in(Part::History) {
            super::dates::revisions(table, index, notice);
            return;
        }
        if tables::is_of_page(table) {
            return;
        }
        match rows::sheet(table, index) {
            Some(sheet) if sheet.kind() != TableKind::Unknown || self.is_in(Part::Contact) => {
                self.sheet(&sheet, notice);
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
        let before = notice.installations.len();
        rows::read(sheet, self.part(), &site, notice);
        // a sum of the tables before is no total when another one goes on counting
        let (known, new) = notice.installations.split_at(before);
        let in_table = notice.total_count.evidence().is_some_and(|by| by.cell.is_some());
        if known.len() > 1 && !new.is_empty() && in_table {
            let sum: u32 = known.iter().filter_map(|i| i.count.value()).sum();
            if notice.total_count.value() == Some(&sum) {
                notice.total_count = Field::Missing;
            }
        }
    }
}

/// The role that a text names and nothing else; none for several (`관리책임자 및 접근권한자`).
fn lone_role(text: &str) -> Option<Role> {
    let several = text.contains([',', '/', '·', '및']) || text.contains("와 ");
    let one = words::is_role(text) || matches!(head(text), Some(Concept::Manager | Concept::AccessHolder));
    words::role_of(text).filter(|_| one && !several)
}

fn same_places(a: &Installation, b: &Installation) -> bool {
    let key = |i: &Installation| fold(&i.points.iter().map(|p| p.location.as_str()).collect::<String>());
    key(a) == key(b)
}
