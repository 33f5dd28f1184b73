//! From a [`Notice`] to its JSON form: plain values on one side, what they rest on on the other.

use super::{
    ContactRecord, ContractorRecord, DatesRecord, FieldSource, InstallationRecord, NoticeRecord, PointRecord,
    RepairRecord, RetentionRecord, RevisionRecord, SectionRecord, Sources, State, TextRecord, ViewingRecord,
};
use crate::model::field::{CellRef, Evidence, Field};
use crate::model::notice::{Contact, Contractor, Installation, Notice, Point, Repair, Retention, Revision, Section};
use crate::model::place::Place;
use crate::model::source::Source;
use crate::model::text::Text;

impl FieldSource {
    fn of(source: &Source, text: &Text, by: Evidence, understood: bool) -> Self {
        let mut places = text.spans().into_iter().map(|s| Place::of(source, s)).peekable();
        // a drawn table may have been taken apart; its cells are told as the file has them
        let drawn =
            places.peek().and_then(|p| p.cell).and_then(|c| Some(CellRef { table: c.table?, row: c.row, col: c.col }));
        let cell = by.cell.map(|rebuilt| drawn.unwrap_or(rebuilt));
        FieldSource {
            state: if understood { State::Parsed } else { State::Unparsed },
            how: by.how.name().into(),
            table: cell.map(|c| c.table),
            row: cell.map(|c| c.row),
            col: cell.map(|c| c.col),
            unparsed: (!understood).then(|| text.as_str().to_owned()),
            place: places.next(),
            also: places.collect(),
        }
    }
}

/// Takes fields apart into plain values and what they rest on.
struct Split<'s> {
    source: &'s Source,
    sources: Sources,
}

impl<'s> Split<'s> {
    fn new(source: &'s Source) -> Self {
        Split { source, sources: Sources::new() }
    }

    fn map<T, U>(&mut self, name: &'static str, field: &Field<T>, plain: impl Fn(&T) -> U) -> Option<U> {
        let (text, by) = (field.text()?, field.evidence()?);
        let value = field.value().map(plain);
        self.sources.insert(name.into(), FieldSource::of(self.source, text, by, value.is_some()));
        value
    }

    fn text(&mut self, name: &'static str, field: &Field<String>) -> Option<String> {
        self.map(name, field, String::clone)
    }

    fn number(&mut self, name: &'static str, field: &Field<u32>) -> Option<u32> {
        self.map(name, field, |n| *n)
    }

    fn date(&mut self, name: &'static str, field: &Field<jiff::civil::Date>) -> Option<String> {
        self.map(name, field, ToString::to_string)
    }
}

impl NoticeRecord {
    /// The JSON form of a notice.
    #[must_use]
    pub fn of(source: &Source, notice: &Notice) -> Self {
        let mut s = Split::new(source);
        NoticeRecord {
            title: s.text("title", &notice.title),
            institution: s.text("institution", &notice.institution),
            sido: s.text("sido", &notice.sido),
            sigungu: s.text("sigungu", &notice.sigungu),
            total_count: s.number("total_count", &notice.total_count),
            purposes: notice.purposes.iter().map(|p| text_record(source, p)).collect(),
            legal_basis: notice.legal_basis.iter().map(|b| text_record(source, b)).collect(),
            installations: notice.installations.iter().map(|i| installation(source, i)).collect(),
            contacts: notice.contacts.iter().map(|c| contact(source, c)).collect(),
            retention: notice.retention.iter().map(|r| retention(source, r)).collect(),
            contractors: notice.contractors.iter().map(|c| contractor(source, c)).collect(),
            viewing: viewing(source, notice),
            dates: dates(source, notice),
            revisions: notice.revisions.iter().map(|r| revision(source, r)).collect(),
            promised_days: s.number("promised_days", &notice.promised_days),
            disposal: s.text("disposal", &notice.disposal),
            sections: notice.sections.iter().map(|x| section(source, x)).collect(),
            cut_off: notice.cut_off,
            delegated: notice.delegated.iter().map(|p| p.name().into()).collect(),
            source: s.sources,
        }
    }
}

impl RepairRecord {
    /// The JSON form of a repair; `notice` counts from 1.
    #[must_use]
    pub fn of(source: &Source, notice: u32, repair: &Repair) -> Self {
        RepairRecord {
            notice,
            field: repair.field.clone(),
            from: repair.from.clone(),
            to: repair.to.clone(),
            reason: repair.reason.name().into(),
            evidence: Place::all(source, &repair.proof),
            confidence: (f64::from(repair.confidence) * 1000.0).round() / 1000.0,
            location: Place::all(source, &repair.at),
        }
    }
}

fn text_record(source: &Source, field: &Field<String>) -> TextRecord {
    let mut s = Split::new(source);
    TextRecord { text: s.text("text", field), source: s.sources }
}

fn installation(source: &Source, row: &Installation) -> InstallationRecord {
    let mut s = Split::new(source);
    InstallationRecord {
        department: s.text("department", &row.department),
        facility: s.text("facility", &row.facility),
        purpose: s.text("purpose", &row.purpose),
        count: s.number("count", &row.count),
        range: s.text("range", &row.range),
        points: row.points.iter().map(|p| point(source, p)).collect(),
        source: s.sources,
    }
}

fn point(source: &Source, row: &Point) -> PointRecord {
    let mut s = Split::new(source);
    PointRecord {
        location: s.text("location", &row.location),
        count: s.number("count", &row.count),
        points: row.points.iter().map(|p| point(source, p)).collect(),
        source: s.sources,
    }
}

fn contact(source: &Source, row: &Contact) -> ContactRecord {
    let mut s = Split::new(source);
    ContactRecord {
        department: s.text("department", &row.department),
        facility: s.text("facility", &row.facility),
        role: row.role.name().into(),
        role_text: s.text("role_text", &row.role_text),
        name: s.text("name", &row.name),
        position: s.text("position", &row.position),
        phone: s.text("phone", &row.phone),
        fax: s.text("fax", &row.fax),
        source: s.sources,
    }
}

fn retention(source: &Source, row: &Retention) -> RetentionRecord {
    let mut s = Split::new(source);
    RetentionRecord {
        department: s.text("department", &row.department),
        facility: s.text("facility", &row.facility),
        hours: s.text("hours", &row.hours),
        period: s.text("period", &row.period),
        days: s.number("days", &row.days),
        storage: s.text("storage", &row.storage),
        source: s.sources,
    }
}

fn contractor(source: &Source, row: &Contractor) -> ContractorRecord {
    let mut s = Split::new(source);
    ContractorRecord {
        department: s.text("department", &row.department),
        facility: s.text("facility", &row.facility),
        company: s.text("company", &row.company),
        contact: s.text("contact", &row.contact),
        phone: s.text("phone", &row.phone),
        note: s.text("note", &row.note),
        source: s.sources,
    }
}

fn viewing(source: &Source, notice: &Notice) -> ViewingRecord {
    let mut s = Split::new(source);
    ViewingRecord {
        method: s.text("method", &notice.viewing.method),
        place: s.text("place", &notice.viewing.place),
        source: s.sources,
    }
}

fn dates(source: &Source, notice: &Notice) -> DatesRecord {
    let mut s = Split::new(source);
    DatesRecord {
        established: s.date("established", &notice.dates.established),
        revised: s.date("revised", &notice.dates.revised),
        announced: s.date("announced", &notice.dates.announced),
        effective: s.date("effective", &notice.dates.effective),
        source: s.sources,
    }
}

fn revision(source: &Source, row: &Revision) -> RevisionRecord {
    let mut s = Split::new(source);
    RevisionRecord { date: s.date("date", &row.date), what: s.text("what", &row.what), source: s.sources }
}

fn section(source: &Source, row: &Section) -> SectionRecord {
    let heading = (!row.heading.is_empty()).then(|| row.heading.as_str().to_owned());
    let mut sources = Sources::new();
    if heading.is_some() {
        let by = Evidence::default();
        sources.insert("heading".into(), FieldSource::of(source, &row.heading, by, true));
    }
    SectionRecord { parts: row.parts.iter().map(|p| p.name().into()).collect(), heading, source: sources }
}
