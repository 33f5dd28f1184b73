//! The record of a notice as clean tables: what people read, and the rows of the sheets.

use super::grid::{Cell, Grid, Mark};
use crate::model::record::{
    ContactRecord, ContractorRecord, InstallationRecord, NoticeRecord, PointRecord, RepairRecord, RetentionRecord,
    Sources, State,
};
use crate::model::{Bi, Lang, Role};

/// A value of a record with what has to be said about it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Value {
    pub text: String,
    pub number: Option<u32>,
    pub mark: Mark,
    /// What stood in the file where it was recovered.
    pub from: String,
}

/// The tables of a record that have rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Cameras,
    Contacts,
    Retention,
    Contractors,
}

impl Kind {
    pub const ALL: [Kind; 4] = [Kind::Cameras, Kind::Contacts, Kind::Retention, Kind::Contractors];

    #[must_use]
    pub fn title(self) -> Bi<&'static str> {
        match self {
            Kind::Cameras => Bi::new("카메라", "Cameras"),
            Kind::Contacts => Bi::new("연락처", "Contacts"),
            Kind::Retention => Bi::new("보관", "Retention"),
            Kind::Contractors => Bi::new("위탁", "Contractors"),
        }
    }

    /// Heads of the columns.
    #[must_use]
    pub fn heads(self) -> &'static [Bi<&'static str>] {
        match self {
            Kind::Cameras => {
                const {
                    &[
                        Bi::new("부서", "department"),
                        Bi::new("시설", "facility"),
                        Bi::new("설치목적", "purpose"),
                        Bi::new("설치대수", "cameras"),
                        Bi::new("설치위치", "places"),
                        Bi::new("촬영범위", "range"),
                    ]
                }
            }
            Kind::Contacts => {
                const {
                    &[
                        Bi::new("구분", "role"),
                        Bi::new("이름", "name"),
                        Bi::new("직위", "position"),
                        Bi::new("소속", "department"),
                        Bi::new("시설", "facility"),
                        Bi::new("연락처", "telephone"),
                        Bi::new("팩스", "fax"),
                    ]
                }
            }
            Kind::Retention => {
                const {
                    &[
                        Bi::new("부서", "department"),
                        Bi::new("시설", "facility"),
                        Bi::new("촬영시간", "hours"),
                        Bi::new("보관기간", "period"),
                        Bi::new("보관일수", "days"),
                        Bi::new("보관장소", "storage"),
                    ]
                }
            }
            Kind::Contractors => {
                const {
                    &[
                        Bi::new("부서", "department"),
                        Bi::new("시설", "facility"),
                        Bi::new("수탁업체", "company"),
                        Bi::new("담당자", "contact"),
                        Bi::new("연락처", "telephone"),
                        Bi::new("비고", "note"),
                    ]
                }
            }
        }
    }

    /// The rows of a notice; `repairs` are those of this notice.
    #[must_use]
    pub fn rows(self, notice: &NoticeRecord, repairs: &[&RepairRecord], lang: Lang) -> Vec<Vec<Value>> {
        let cells = |list: &'static str, row: usize, source| Cells { repairs, path: format!("/{list}/{row}"), source };
        match self {
            Kind::Cameras => {
                let rows = notice.installations.iter().enumerate();
                rows.map(|(n, r)| camera(r, &cells("installations", n, &r.source), lang)).collect()
            }
            Kind::Contacts => {
                let rows = notice.contacts.iter().enumerate();
                rows.map(|(n, r)| contact(r, &cells("contacts", n, &r.source), lang)).collect()
            }
            Kind::Retention => {
                let rows = notice.retention.iter().enumerate();
                rows.map(|(n, r)| retention(r, &cells("retention", n, &r.source))).collect()
            }
            Kind::Contractors => {
                let rows = notice.contractors.iter().enumerate();
                rows.map(|(n, r)| contractor(r, &cells("contractors", n, &r.source))).collect()
            }
        }
    }
}

/// Reads the values of one row.
struct Cells<'r> {
    repairs: &'r [&'r RepairRecord],
    path: String,
    source: &'r Sources,
}

impl Cells<'_> {
    fn text(&self, name: &str, value: Option<&str>) -> Value {
        let mut found = Value { text: value.unwrap_or_default().to_owned(), ..Value::default() };
        let source = self.source.get(name);
        if let Some(source) = source.filter(|s| s.state == State::Unparsed) {
            found.text = source.unparsed.clone().unwrap_or_default();
            found.mark = Mark::Unparsed;
        }
        let field = format!("{}/{name}", self.path);
        if let Some(repair) = self.repairs.iter().find(|r| r.field == field) {
            found.mark = Mark::Repaired;
            found.from.clone_from(&repair.from);
        }
        found
    }

    fn number(&self, name: &str, value: Option<u32>) -> Value {
        let text = value.map(|n| n.to_string());
        Value { number: value, ..self.text(name, text.as_deref()) }
    }
}

fn camera(row: &InstallationRecord, cells: &Cells, lang: Lang) -> Vec<Value> {
    let mut places = String::new();
    points(&row.points, &mut places, lang);
    let under = format!("{}/points/", cells.path);
    let repaired = cells.repairs.iter().find(|r| r.field.starts_with(&under));
    let places = Value {
        text: places,
        mark: repaired.map_or(Mark::None, |_| Mark::Repaired),
        from: repaired.map(|r| r.from.clone()).unwrap_or_default(),
        number: None,
    };
    vec![
        cells.text("department", row.department.as_deref()),
        cells.text("facility", row.facility.as_deref()),
        cells.text("purpose", row.purpose.as_deref()),
        cells.number("count", row.count),
        places,
        cells.text("range", row.range.as_deref()),
    ]
}

/// `1층 출입구 2대, 열람실 2대`; places inside a place in brackets behind it.
fn points(all: &[PointRecord], out: &mut String, lang: Lang) {
    for point in all {
        if !out.is_empty() && !out.ends_with('[') {
            out.push_str(", ");
        }
        out.push_str(point.location.as_deref().unwrap_or_default());
        if let Some(count) = point.count {
            out.push_str(crate::bi!(" {count}대", " ({count})").get(lang));
        }
        if !point.points.is_empty() {
            out.push_str(" [");
            points(&point.points, out, lang);
            out.push(']');
        }
    }
}

/// What people call a role.
#[must_use]
pub fn role(name: &str) -> Bi<&'static str> {
    Role::named(name).and_then(Role::words).unwrap_or(Bi::new("", ""))
}

fn contact(row: &ContactRecord, cells: &Cells, lang: Lang) -> Vec<Value> {
    let usual = *role(&row.role).get(lang);
    let said = row.role_text.as_deref().filter(|t| !t.trim().is_empty());
    vec![
        cells.text("role_text", said.or(Some(usual))),
        cells.text("name", row.name.as_deref()),
        cells.text("position", row.position.as_deref()),
        cells.text("department", row.department.as_deref()),
        cells.text("facility", row.facility.as_deref()),
        cells.text("phone", row.phone.as_deref()),
        cells.text("fax", row.fax.as_deref()),
    ]
}

fn retention(row: &RetentionRecord, cells: &Cells) -> Vec<Value> {
    vec![
        cells.text("department", row.department.as_deref()),
        cells.text("facility", row.facility.as_deref()),
        cells.text("hours", row.hours.as_deref()),
        cells.text("period", row.period.as_deref()),
        cells.number("days", row.days),
        cells.text("storage", row.storage.as_deref()),
    ]
}

fn contractor(row: &ContractorRecord, cells: &Cells) -> Vec<Value> {
    vec![
        cells.text("department", row.department.as_deref()),
        cells.text("facility", row.facility.as_deref()),
        cells.text("company", row.company.as_deref()),
        cells.text("contact", row.contact.as_deref()),
        cells.text("phone", row.phone.as_deref()),
        cells.text("note", row.note.as_deref()),
    ]
}

/// The repairs of one notice of a file, which counts from 1.
#[must_use]
pub fn repairs(all: &[RepairRecord], notice: usize) -> Vec<&RepairRecord> {
    all.iter().filter(|r| r.notice as usize == notice).collect()
}

/// What a notice says of itself as a whole: label and value.
fn facts(notice: &NoticeRecord, repairs: &[&RepairRecord]) -> Vec<(Bi<&'static str>, Value)> {
    let top = Cells { repairs, path: String::new(), source: &notice.source };
    let viewing = Cells { repairs, path: "/viewing".to_owned(), source: &notice.viewing.source };
    let dates = Cells { repairs, path: "/dates".to_owned(), source: &notice.dates.source };
    let texts = |all: &[crate::model::record::TextRecord]| {
        let all: Vec<&str> = all.iter().filter_map(|t| t.text.as_deref()).collect();
        Value { text: all.join("\n"), ..Value::default() }
    };
    let region: Vec<&str> = notice.sido.iter().chain(&notice.sigungu).map(String::as_str).collect();
    let d = &notice.dates;
    let mut facts = vec![
        (Bi::new("기관", "institution"), top.text("institution", notice.institution.as_deref())),
        (Bi::new("지역", "region"), Value { text: region.join(" "), ..Value::default() }),
        (Bi::new("설치 목적", "purposes"), texts(&notice.purposes)),
        (Bi::new("설치 근거", "legal basis"), texts(&notice.legal_basis)),
        (Bi::new("문서에 적힌 총 대수", "stated total"), top.number("total_count", notice.total_count)),
        (Bi::new("처리방법", "disposal"), top.text("disposal", notice.disposal.as_deref())),
        (Bi::new("확인 방법", "viewing, how"), viewing.text("method", notice.viewing.method.as_deref())),
        (Bi::new("확인 장소", "viewing, where"), viewing.text("place", notice.viewing.place.as_deref())),
        (Bi::new("제정일자", "established"), dates.text("established", d.established.as_deref())),
        (Bi::new("개정일자", "revised"), dates.text("revised", d.revised.as_deref())),
        (Bi::new("공고일자", "announced"), dates.text("announced", d.announced.as_deref())),
        (Bi::new("시행일자", "effective"), dates.text("effective", d.effective.as_deref())),
    ];
    facts.retain(|(_, value)| !value.text.is_empty());
    facts
}

/// The tables of a notice for reading. Columns in which no row says anything are left out.
#[must_use]
pub fn grids(notice: &NoticeRecord, repairs: &[&RepairRecord], lang: Lang) -> Vec<Grid> {
    let mut grids = Vec::new();
    let facts = facts(notice, repairs);
    if !facts.is_empty() {
        let rows = facts.into_iter().map(|(label, value)| vec![Cell::head(*label.get(lang)), cell(value)]);
        grids.push(Grid { caption: (*Bi::new("기본", "Notice").get(lang)).to_owned(), rows: rows.collect() });
    }
    for kind in Kind::ALL {
        let rows = kind.rows(notice, repairs, lang);
        if rows.is_empty() {
            continue;
        }
        let used: Vec<usize> =
            (0..kind.heads().len()).filter(|c| rows.iter().any(|r| !r[*c].text.is_empty())).collect();
        let heads = used.iter().map(|c| Cell::head(*kind.heads()[*c].get(lang))).collect();
        let body = rows.into_iter().map(|row| {
            let shown = row.into_iter().enumerate().filter(|(c, _)| used.contains(c));
            shown.map(|(_, value)| cell(value)).collect()
        });
        let rows = std::iter::once(heads).chain(body).collect();
        grids.push(Grid { caption: (*kind.title().get(lang)).to_owned(), rows });
    }
    grids
}

fn cell(value: Value) -> Cell {
    Cell { mark: value.mark, note: value.from, ..Cell::of(super::grid::cut(&value.text, 2000)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_repaired_value_says_what_stood_there() {
        let row = ContactRecord { department: Some("총무과".to_owned()), ..ContactRecord::default() };
        let notice = NoticeRecord { contacts: vec![row], ..NoticeRecord::default() };
        let repair = RepairRecord {
            notice: 1,
            field: "/contacts/0/department".to_owned(),
            from: "총과".to_owned(),
            to: "총무과".to_owned(),
            ..RepairRecord::default()
        };
        let grids = grids(&notice, &[&repair], Lang::Ko);
        let cell = &grids[0].rows[1][0];
        assert_eq!((cell.text.as_str(), cell.mark, cell.note.as_str()), ("총무과", Mark::Repaired, "총과"));
        assert_eq!(grids[0].rows[0].len(), 1, "columns without a value are left out");
    }

    #[test]
    fn places_inside_places_are_bracketed() {
        let leaf = |l: &str, n| PointRecord { location: Some(l.to_owned()), count: n, ..PointRecord::default() };
        let all =
            [PointRecord { points: vec![leaf("입구", Some(1)), leaf("계단", None)], ..leaf("1층", Some(2)) }];
        let mut out = String::new();
        points(&all, &mut out, Lang::Ko);
        assert_eq!(out, "1층 2대 [입구 1대, 계단]");
    }
}
