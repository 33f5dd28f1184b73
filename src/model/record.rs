//! Version 1 of the JSON form of a [`Notice`](super::Notice), both directions; `schemas/notice.schema.json` describes it.
//!
//! Values stand plain under their names, `null` when missing or not understood; what each value rests on stands beside
//! them in `source`, under the same name.

mod convert;
mod written;

use super::place::Place;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Version of the JSON form; raised when a reader of the old form would go wrong.
pub const SCHEMA_VERSION: u32 = 1;

/// What the fields of an object rest on, by the name of the field. A missing field has no entry.
pub type Sources = BTreeMap<Cow<'static, str>, FieldSource>;

/// What one value rests on.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(from = "written::FieldSource")]
pub struct FieldSource {
    pub state: State,
    /// How the value was found (`column-head`, `label`, …).
    pub how: Cow<'static, str>,
    /// Rebuilt table of the file, its row and its column, all from 0, as `tables` prints them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub table: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub col: Option<u32>,
    /// The normalised text that was not understood; only where `state` is `unparsed`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unparsed: Option<String>,
    /// Where it stands, or where it begins when it stands in several places.
    #[serde(flatten)]
    pub place: Option<Place>,
    /// The other places, in reading order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<Place>,
}

/// Whether what the document says was understood.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    #[default]
    Parsed,
    Unparsed,
}

/// One notice.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoticeRecord {
    pub title: Option<String>,
    pub institution: Option<String>,
    pub sido: Option<String>,
    pub sigungu: Option<String>,
    pub total_count: Option<u32>,
    pub purposes: Vec<TextRecord>,
    pub legal_basis: Vec<TextRecord>,
    pub installations: Vec<InstallationRecord>,
    pub contacts: Vec<ContactRecord>,
    pub retention: Vec<RetentionRecord>,
    pub contractors: Vec<ContractorRecord>,
    pub viewing: ViewingRecord,
    pub dates: DatesRecord,
    pub revisions: Vec<RevisionRecord>,
    pub promised_days: Option<u32>,
    pub disposal: Option<String>,
    pub sections: Vec<SectionRecord>,
    pub cut_off: bool,
    pub delegated: Vec<Cow<'static, str>>,
    pub source: Sources,
}

/// An entry of a list of texts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TextRecord {
    pub text: Option<String>,
    pub source: Sources,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InstallationRecord {
    pub department: Option<String>,
    pub facility: Option<String>,
    pub purpose: Option<String>,
    pub count: Option<u32>,
    pub range: Option<String>,
    pub points: Vec<PointRecord>,
    pub source: Sources,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PointRecord {
    pub location: Option<String>,
    pub count: Option<u32>,
    pub points: Vec<PointRecord>,
    pub source: Sources,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContactRecord {
    pub department: Option<String>,
    pub facility: Option<String>,
    pub role: Cow<'static, str>,
    pub role_text: Option<String>,
    pub name: Option<String>,
    pub position: Option<String>,
    pub phone: Option<String>,
    pub fax: Option<String>,
    pub source: Sources,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RetentionRecord {
    pub department: Option<String>,
    pub facility: Option<String>,
    pub hours: Option<String>,
    pub period: Option<String>,
    pub days: Option<u32>,
    pub storage: Option<String>,
    pub source: Sources,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContractorRecord {
    pub department: Option<String>,
    pub facility: Option<String>,
    pub company: Option<String>,
    pub contact: Option<String>,
    pub phone: Option<String>,
    pub note: Option<String>,
    pub source: Sources,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ViewingRecord {
    pub method: Option<String>,
    pub place: Option<String>,
    pub source: Sources,
}

/// Dates as ISO 8601.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DatesRecord {
    pub established: Option<String>,
    pub revised: Option<String>,
    pub announced: Option<String>,
    pub effective: Option<String>,
    pub source: Sources,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RevisionRecord {
    pub date: Option<String>,
    pub what: Option<String>,
    pub source: Sources,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SectionRecord {
    pub parts: Vec<Cow<'static, str>>,
    pub heading: Option<String>,
    pub source: Sources,
}

/// What the conversion destroyed and the file itself proves.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RepairRecord {
    /// Notice of the file, from 1.
    pub notice: u32,
    /// JSON Pointer into the notice.
    pub field: String,
    pub from: String,
    pub to: String,
    pub reason: Cow<'static, str>,
    /// Where the file proves the right reading.
    pub evidence: Vec<Place>,
    /// From 0 to 1.
    pub confidence: f64,
    /// Where the damaged text stands.
    pub location: Vec<Place>,
}

impl FieldSource {
    /// All places, the first one included.
    pub fn places(&self) -> impl Iterator<Item = &Place> {
        self.place.iter().chain(&self.also)
    }
}
