//! The recognised record of one notice. Every leaf is a [`Field`].

use super::anchor::Span;
use super::field::Field;
use super::lang::Bi;
use super::part::Part;
use super::text::Text;
use jiff::civil::Date;
use std::ops::Range;

/// One notice of a file.
#[derive(Clone, Debug, Default)]
pub struct Notice {
    /// Units of the source that belong to this notice.
    pub units: Range<u32>,
    /// Blocks of the layout that belong to this notice.
    pub blocks: Range<usize>,
    pub title: Field<String>,
    pub institution: Field<String>,
    /// 시도, as spelt in the reference table of the notice's date.
    pub sido: Field<String>,
    /// 시군구.
    pub sigungu: Field<String>,
    /// A total that the document itself states for the whole notice.
    pub total_count: Field<u32>,
    pub purposes: Vec<Field<String>>,
    pub legal_basis: Vec<Field<String>>,
    pub installations: Vec<Installation>,
    pub contacts: Vec<Contact>,
    pub retention: Vec<Retention>,
    pub contractors: Vec<Contractor>,
    pub viewing: Viewing,
    pub dates: Dates,
    /// 개정 연혁, as listed.
    pub revisions: Vec<Revision>,
    /// Days that the notice promises between announcement and effect (usually 7).
    pub promised_days: Field<u32>,
    /// What is done with images after the period (처리방법).
    pub disposal: Field<String>,
    pub sections: Vec<Section>,
    pub repairs: Vec<Repair>,
    /// The document ends in the middle: nothing is said about parts that may follow.
    pub cut_off: bool,
    /// Parts that the notice hands over to an attachment or a link (별첨 참조).
    pub delegated: Vec<Part>,
}

/// A row that carries its own camera count.
#[derive(Clone, Debug, Default)]
pub struct Installation {
    pub department: Field<String>,
    pub facility: Field<String>,
    pub purpose: Field<String>,
    pub count: Field<u32>,
    pub range: Field<String>,
    pub points: Vec<Point>,
}

/// A place inside a row, with its own count where printed.
#[derive(Clone, Debug, Default)]
pub struct Point {
    pub location: Field<String>,
    pub count: Field<u32>,
    pub points: Vec<Point>,
}

/// What a person is in the notice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// 관리책임자
    Manager,
    /// 접근권한자
    AccessHolder,
    /// 운영담당자, 운영자
    Operator,
    /// 보호책임자
    ProtectionOfficer,
    #[default]
    Other,
}

impl Role {
    const ALL: [Role; 5] = [Role::Manager, Role::AccessHolder, Role::Operator, Role::ProtectionOfficer, Role::Other];

    /// The role of a name used in JSON.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Role::ALL.into_iter().find(|role| role.name() == name)
    }

    /// What people call it, where it has a usual word.
    #[must_use]
    pub fn words(self) -> Option<Bi<&'static str>> {
        Some(match self {
            Role::Manager => Bi::new("관리책임자", "manager"),
            Role::AccessHolder => Bi::new("접근권한자", "access holder"),
            Role::Operator => Bi::new("운영담당자", "operator"),
            Role::ProtectionOfficer => Bi::new("보호책임자", "protection officer"),
            Role::Other => return None,
        })
    }

    /// The name used in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Role::Manager => "manager",
            Role::AccessHolder => "access_holder",
            Role::Operator => "operator",
            Role::ProtectionOfficer => "protection_officer",
            Role::Other => "other",
        }
    }
}

/// A person or a post in charge.
#[derive(Clone, Debug, Default)]
pub struct Contact {
    pub department: Field<String>,
    pub facility: Field<String>,
    pub role: Role,
    /// The role as printed (`관리책임자 및 접근권한자`).
    pub role_text: Field<String>,
    pub name: Field<String>,
    pub position: Field<String>,
    /// Digits and hyphens, area code only if printed.
    pub phone: Field<String>,
    pub fax: Field<String>,
}

/// Capture hours, retention period and storage of a unit or of the whole notice.
#[derive(Clone, Debug, Default)]
pub struct Retention {
    pub department: Field<String>,
    pub facility: Field<String>,
    pub hours: Field<String>,
    pub period: Field<String>,
    /// Whole days where the period is a plain number of days, weeks or months.
    pub days: Field<u32>,
    pub storage: Field<String>,
}

/// A body to which work is entrusted.
#[derive(Clone, Debug, Default)]
pub struct Contractor {
    pub department: Field<String>,
    pub facility: Field<String>,
    pub company: Field<String>,
    pub contact: Field<String>,
    pub phone: Field<String>,
    pub note: Field<String>,
}

/// How and where a person may see the images.
#[derive(Clone, Debug, Default)]
pub struct Viewing {
    pub method: Field<String>,
    pub place: Field<String>,
}

#[derive(Clone, Debug, Default)]
pub struct Dates {
    pub established: Field<Date>,
    pub revised: Field<Date>,
    pub announced: Field<Date>,
    pub effective: Field<Date>,
}

/// An entry of a revision history.
#[derive(Clone, Debug, Default)]
pub struct Revision {
    pub date: Field<Date>,
    pub what: Field<String>,
}

/// A section as recognised by the words of its heading.
#[derive(Clone, Debug)]
pub struct Section {
    /// What the section is about; a heading may name several parts.
    pub parts: Vec<Part>,
    pub heading: Text,
    /// Blocks of the layout under the heading, the heading itself left out.
    pub blocks: Range<usize>,
}

/// What the conversion destroyed and the file itself proves.
#[derive(Clone, Debug, PartialEq)]
pub struct Repair {
    /// Path of the value in the notice, as a JSON Pointer (`/contacts/3/department`).
    pub field: String,
    /// The text as it stands in the file.
    pub from: String,
    pub to: String,
    pub reason: RepairReason,
    /// Where the damaged text stands.
    pub at: Vec<Span>,
    /// Where the file proves the right reading.
    pub proof: Vec<Span>,
    /// From 0 to 1.
    pub confidence: f32,
}

/// By what a repair is proved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RepairReason {
    /// Units stand in the same order in another table of the notice.
    Roster,
    /// The sister row of the same unit is intact.
    SisterRow,
    /// A near name stands elsewhere in the notice.
    NearName,
    /// A name cut in two cells or lines.
    CutInTwo,
    /// A word of the form's closed vocabulary with a piece lost.
    FormWord,
    /// The same value stands intact in the rows of the same column.
    Column,
}

impl RepairReason {
    /// The name used in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            RepairReason::Roster => "roster",
            RepairReason::SisterRow => "sister-row",
            RepairReason::NearName => "near-name",
            RepairReason::CutInTwo => "cut-in-two",
            RepairReason::FormWord => "form-word",
            RepairReason::Column => "column",
        }
    }
}
