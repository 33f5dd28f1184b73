//! Records as flat tables: one line for each camera row, contact, period, contractor and finding.

use super::json::{Document, FindingView};
use crate::model::record::{NoticeRecord, PointRecord, Sources};
use std::borrow::Cow;
use std::io;

/// Takes the lines of a table.
pub trait Rows {
    /// Adds a line; an empty cell says nothing.
    ///
    /// # Errors
    /// The output cannot be written.
    fn row<'c>(&mut self, cells: impl IntoIterator<Item = Cow<'c, str>>) -> io::Result<()>;
}

/// Columns that hold whole numbers.
pub const NUMBERS: &[&str] = &["notice", "row", "count", "days", "line", "column"];

/// Heading of `cameras`: a line of kind `row` for each row with its own count, then one of kind `point` for each of
/// its places.
pub const CAMERAS: &[&str] = &[
    "file",
    "notice",
    "institution",
    "sido",
    "sigungu",
    "row",
    "kind",
    "department",
    "facility",
    "purpose",
    "location",
    "count",
    "range",
    "line",
];
pub const CONTACTS: &[&str] = &[
    "file",
    "notice",
    "institution",
    "row",
    "role",
    "role_text",
    "department",
    "facility",
    "name",
    "position",
    "phone",
    "fax",
    "line",
];
pub const RETENTION: &[&str] =
    &["file", "notice", "institution", "row", "department", "facility", "hours", "period", "days", "storage", "line"];
pub const CONTRACTORS: &[&str] =
    &["file", "notice", "institution", "row", "department", "facility", "company", "contact", "phone", "note", "line"];
pub const FINDINGS: &[&str] = &[
    "file",
    "notice",
    "severity",
    "code",
    "rule",
    "line",
    "column",
    "subject",
    "message",
    "suggestion",
    "help",
    "pointer",
    "fingerprint",
    "accepted",
];
fn t(text: Option<&str>) -> Cow<'_, str> {
    text.unwrap_or("").into()
}

fn n<'a>(number: impl Into<Option<u32>>) -> Cow<'a, str> {
    number.into().map_or_else(|| "".into(), |n| n.to_string().into())
}

/// The first line that a row stands on.
fn line<'a>(sources: &Sources) -> Cow<'a, str> {
    n(sources.values().flat_map(|s| s.places()).filter_map(|p| p.line).min())
}

/// The rows of `cameras`.
///
/// # Errors
/// The output cannot be written.
pub fn cameras(sheet: &mut impl Rows, document: &Document) -> io::Result<()> {
    each(document, |file, number, notice| {
        for (row, i) in (1..).zip(&notice.installations) {
            let mut points = Vec::new();
            flatten(&i.points, "", &mut points);
            let locations: Vec<&str> = points.iter().map(|p| p.0.as_str()).filter(|l| !l.is_empty()).collect();
            let locations = locations.join("; ");
            let mut put =
                |kind: &'static str, location: &str, count: Option<u32>, range: Option<&str>, at: &Sources| {
                    sheet.row([
                        file.into(),
                        n(number),
                        t(notice.institution.as_deref()),
                        t(notice.sido.as_deref()),
                        t(notice.sigungu.as_deref()),
                        n(row),
                        kind.into(),
                        t(i.department.as_deref()),
                        t(i.facility.as_deref()),
                        t(i.purpose.as_deref()),
                        location.to_owned().into(),
                        n(count),
                        range.unwrap_or("").to_owned().into(),
                        line(at),
                    ])
                };
            put("row", &locations, i.count, i.range.as_deref(), &i.source)?;
            for (location, count, source) in &points {
                put("point", location, *count, None, source)?;
            }
        }
        Ok(())
    })
}

/// Points inside points, each with the path of its places.
fn flatten<'r>(points: &'r [PointRecord], above: &str, out: &mut Vec<(String, Option<u32>, &'r Sources)>) {
    for point in points {
        let own = point.location.as_deref().unwrap_or("");
        let path = if above.is_empty() { own.to_owned() } else { format!("{above} > {own}") };
        out.push((path.clone(), point.count, &point.source));
        flatten(&point.points, &path, out);
    }
}

fn each(document: &Document, mut rows: impl FnMut(&str, u32, &NoticeRecord) -> io::Result<()>) -> io::Result<()> {
    (1..).zip(&document.notices).try_for_each(|(number, notice)| rows(&document.source.name, number, notice))
}

/// The rows of `contacts`.
///
/// # Errors
/// The output cannot be written.
pub fn contacts(sheet: &mut impl Rows, document: &Document) -> io::Result<()> {
    each(document, |file, number, notice| {
        (1..).zip(&notice.contacts).try_for_each(|(row, c)| {
            sheet.row([
                file.into(),
                n(number),
                t(notice.institution.as_deref()),
                n(row),
                t(Some(&c.role)),
                t(c.role_text.as_deref()),
                t(c.department.as_deref()),
                t(c.facility.as_deref()),
                t(c.name.as_deref()),
                t(c.position.as_deref()),
                t(c.phone.as_deref()),
                t(c.fax.as_deref()),
                line(&c.source),
            ])
        })
    })
}

/// The rows of `retention`.
///
/// # Errors
/// The output cannot be written.
pub fn retention(sheet: &mut impl Rows, document: &Document) -> io::Result<()> {
    each(document, |file, number, notice| {
        (1..).zip(&notice.retention).try_for_each(|(row, r)| {
            sheet.row([
                file.into(),
                n(number),
                t(notice.institution.as_deref()),
                n(row),
                t(r.department.as_deref()),
                t(r.facility.as_deref()),
                t(r.hours.as_deref()),
                t(r.period.as_deref()),
                n(r.days),
                t(r.storage.as_deref()),
                line(&r.source),
            ])
        })
    })
}

/// The rows of `contractors`.
///
/// # Errors
/// The output cannot be written.
pub fn contractors(sheet: &mut impl Rows, document: &Document) -> io::Result<()> {
    each(document, |file, number, notice| {
        (1..).zip(&notice.contractors).try_for_each(|(row, c)| {
            sheet.row([
                file.into(),
                n(number),
                t(notice.institution.as_deref()),
                n(row),
                t(c.department.as_deref()),
                t(c.facility.as_deref()),
                t(c.company.as_deref()),
                t(c.contact.as_deref()),
                t(c.phone.as_deref()),
                t(c.note.as_deref()),
                line(&c.source),
            ])
        })
    })
}

/// The rows of `findings`.
///
/// # Errors
/// The output cannot be written.
pub fn findings(sheet: &mut impl Rows, document: &Document) -> io::Result<()> {
    finding_rows(sheet, &document.source.name, &document.findings)
}

/// The rows of the findings of one file.
///
/// # Errors
/// The output cannot be written.
pub fn finding_rows(sheet: &mut impl Rows, file: &str, findings: &[FindingView]) -> io::Result<()> {
    findings.iter().try_for_each(|f| {
        let place = f.location.as_ref();
        sheet.row([
            t(Some(file)),
            n(f.notice),
            t(Some(&f.severity)),
            t(Some(&f.code)),
            t(Some(&f.rule)),
            n(place.and_then(|p| p.line)),
            n(place.map(|p| p.start)),
            t(Some(&f.subject)),
            t(Some(&f.message)),
            t(f.suggestion.as_deref()),
            t(f.help.as_deref()),
            t(Some(&f.pointer)),
            t(Some(&f.fingerprint)),
            t(f.accepted.as_deref()),
        ])
    })
}
