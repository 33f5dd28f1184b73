//! What changed from one version of a notice to the next, record by record.

use super::lang::Bi;
use super::part::Part;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// How something changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Added,
    Removed,
    Changed,
    /// A place that is told in another row than before.
    Moved,
}

impl Kind {
    pub const ALL: [Kind; 4] = [Kind::Added, Kind::Removed, Kind::Changed, Kind::Moved];

    #[must_use]
    pub fn words(self) -> Bi<&'static str> {
        match self {
            Kind::Added => Bi::new("추가", "added"),
            Kind::Removed => Bi::new("삭제", "removed"),
            Kind::Changed => Bi::new("변경", "changed"),
            Kind::Moved => Bi::new("이동", "moved"),
        }
    }
}

/// What of a record an entry is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Item {
    Title,
    Institution,
    LegalBasis,
    Purpose,
    /// A row of cameras as a whole.
    Camera,
    Department,
    Facility,
    Place,
    Count,
    Range,
    Total,
    /// A person or post as a whole.
    Person,
    Role,
    Name,
    Position,
    Phone,
    Fax,
    /// A row on periods as a whole.
    Keeping,
    Hours,
    Period,
    Storage,
    Disposal,
    /// A body to which work is entrusted, as a whole.
    Contractor,
    ContractorContact,
    Work,
    ViewingMethod,
    ViewingPlace,
    /// A part of the notice.
    Section,
    PromisedDays,
    Established,
    Revised,
    Announced,
    Effective,
    /// A line of the history.
    Revision,
}

impl Item {
    #[must_use]
    pub fn words(self) -> Bi<&'static str> {
        match self {
            Item::Title => Bi::new("제목", "title"),
            Item::Institution => Bi::new("기관명", "institution"),
            Item::LegalBasis => Bi::new("설치 근거", "legal basis"),
            Item::Purpose => Bi::new("설치 목적", "purpose"),
            Item::Camera => Bi::new("설치 현황", "cameras"),
            Item::Department => Bi::new("소속·담당부서", "department"),
            Item::Facility => Bi::new("시설명", "facility"),
            Item::Place => Bi::new("설치 위치", "place"),
            Item::Count => Bi::new("설치 대수", "number of cameras"),
            Item::Range => Bi::new("촬영범위", "range"),
            Item::Total => Bi::new("총 설치 대수", "total number of cameras"),
            Item::Person => Bi::new("담당자", "person"),
            Item::Role => Bi::new("구분", "role"),
            Item::Name => Bi::new("이름", "name"),
            Item::Position => Bi::new("직위", "position"),
            Item::Phone => Bi::new("연락처", "telephone"),
            Item::Fax => Bi::new("팩스", "fax"),
            Item::Keeping => Bi::new("보관 현황", "retention"),
            Item::Hours => Bi::new("촬영시간", "hours"),
            Item::Period => Bi::new("보관기간", "retention period"),
            Item::Storage => Bi::new("보관장소", "place of storage"),
            Item::Disposal => Bi::new("처리방법", "disposal"),
            Item::Contractor => Bi::new("수탁업체", "contractor"),
            Item::ContractorContact => Bi::new("수탁업체 담당자", "contact of the contractor"),
            Item::Work => Bi::new("위탁업무", "entrusted work"),
            Item::ViewingMethod => Bi::new("확인 방법", "way of viewing"),
            Item::ViewingPlace => Bi::new("확인 장소", "place of viewing"),
            Item::Section => Bi::new("부분", "part"),
            Item::PromisedDays => Bi::new("변경 공지 기간", "days of notice of a change"),
            Item::Established => Bi::new("제정일자", "established on"),
            Item::Revised => Bi::new("개정일자", "revised on"),
            Item::Announced => Bi::new("공고일자", "announced on"),
            Item::Effective => Bi::new("시행일자", "in force from"),
            Item::Revision => Bi::new("개정 연혁", "history"),
        }
    }
}

/// One thing that changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// The part of the notice, by its name in JSON; `other` for title and institution.
    pub part: Cow<'static, str>,
    pub kind: Kind,
    pub item: Item,
    /// The row that it is about: a site, a person, a company; empty for the notice as a whole.
    pub subject: String,
    /// Empty where there was nothing.
    pub before: String,
    /// Empty where there is nothing any more.
    pub after: String,
}

/// Two versions of a notice.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Versions {
    pub institution: Option<String>,
    /// Names of the files, with the number of the notice where a file holds several.
    pub old: String,
    pub new: String,
    /// In the order of the parts.
    pub changes: Vec<Change>,
    /// The line that the history of the new version needs; none where nothing changed or it is there already.
    pub revision: Option<RevisionLine>,
}

/// A line for the history of a notice.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RevisionLine {
    /// As ISO 8601; none where the new version does not say when it was revised or is in force.
    pub date: Option<String>,
    pub what: String,
}

/// All versions that were compared, and what had no other version.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Differences {
    pub schema_version: u32,
    pub pairs: Vec<Versions>,
    pub only_old: Vec<String>,
    pub only_new: Vec<String>,
}

impl Differences {
    /// Whether nothing changed and nothing was left without a partner.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.pairs.iter().all(|p| p.changes.is_empty()) && self.only_old.is_empty() && self.only_new.is_empty()
    }
}

/// A part in short, by its name in JSON.
#[must_use]
pub fn part_in_short(name: &str) -> &'static str {
    match Part::named(name) {
        Some(Part::Purpose) => "설치 근거·목적",
        Some(Part::Installation) => "설치 현황",
        Some(Part::Contact) => "관리책임자 등",
        Some(Part::Retention) => "촬영·보관",
        Some(Part::Contractor) => "위탁",
        Some(Part::Viewing) => "확인 방법·장소",
        Some(Part::Rights) => "정보주체의 권리",
        Some(Part::Safety) => "안전성 확보조치",
        Some(Part::Change) => "방침 변경",
        Some(Part::Sign) => "안내판",
        Some(Part::Provision) => "목적 외 이용·제공",
        Some(Part::History) => "개정 연혁",
        Some(Part::Form | Part::Other) | None => "제목·기관",
    }
}
