//! What a ledger of cameras says (설치 현황 대장), and how it stands to the notices that it is held against.

use super::anchor::Span;
use serde::{Deserialize, Serialize};

/// What a column of a ledger holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LedgerField {
    /// 관리기관명
    Institution,
    /// 담당부서
    Department,
    /// 시설명
    Facility,
    /// 설치장소, 소재지
    Location,
    /// 설치목적
    Purpose,
    /// 카메라대수
    Count,
    /// 보관일수
    Days,
    /// 연락처
    Phone,
}

impl LedgerField {
    pub const ALL: [LedgerField; 8] = [
        LedgerField::Institution,
        LedgerField::Department,
        LedgerField::Facility,
        LedgerField::Location,
        LedgerField::Purpose,
        LedgerField::Count,
        LedgerField::Days,
        LedgerField::Phone,
    ];

    /// The name used on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            LedgerField::Institution => "institution",
            LedgerField::Department => "department",
            LedgerField::Facility => "facility",
            LedgerField::Location => "location",
            LedgerField::Purpose => "purpose",
            LedgerField::Count => "count",
            LedgerField::Days => "days",
            LedgerField::Phone => "phone",
        }
    }

    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        LedgerField::ALL.into_iter().find(|f| f.name().eq_ignore_ascii_case(name.trim()))
    }
}

/// A cell of a ledger; rows and columns from 0.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LedgerCell {
    /// Index into the sheets of the ledger.
    pub sheet: u32,
    pub row: u32,
    pub col: u32,
    pub text: Box<str>,
}

/// A row of a ledger.
#[derive(Clone, Debug, Default)]
pub struct Entry {
    pub sheet: u32,
    pub row: u32,
    pub institution: Option<LedgerCell>,
    pub department: Option<LedgerCell>,
    pub facility: Option<LedgerCell>,
    pub location: Option<LedgerCell>,
    pub purpose: Option<LedgerCell>,
    pub count: Option<(u32, LedgerCell)>,
    pub days: Option<(u32, LedgerCell)>,
    /// Digits and hyphens.
    pub phone: Option<(String, LedgerCell)>,
}

impl Entry {
    /// The cell that names what the row is about, at a level.
    #[must_use]
    pub fn name(&self, level: LedgerField) -> Option<&LedgerCell> {
        match level {
            LedgerField::Institution => self.institution.as_ref(),
            LedgerField::Department => self.department.as_ref(),
            LedgerField::Facility => self.facility.as_ref(),
            LedgerField::Location => self.location.as_ref(),
            _ => None,
        }
    }
}

/// A ledger as read.
#[derive(Clone, Debug, Default)]
pub struct Ledger {
    /// Path or name as given by the caller.
    pub name: String,
    /// Names of its sheets.
    pub sheets: Vec<String>,
    pub entries: Vec<Entry>,
    /// The generation of 전국CCTV표준데이터 that its columns are those of.
    pub generation: Option<char>,
}

/// A cell of a ledger as it is printed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LedgerPlace {
    pub file: String,
    /// Empty for a CSV file.
    pub sheet: String,
    /// As spreadsheets name it: `C7`.
    pub cell: String,
    pub text: String,
}

impl LedgerPlace {
    /// `대장.xlsx, 현황!C7`
    #[must_use]
    pub fn shown(&self) -> String {
        let sheet = if self.sheet.is_empty() { String::new() } else { format!("{}!", self.sheet) };
        format!("{}, {sheet}{}", self.file, self.cell)
    }
}

impl Ledger {
    #[must_use]
    pub fn place(&self, cell: &LedgerCell) -> LedgerPlace {
        LedgerPlace {
            file: self.name.clone(),
            sheet: self.sheets.get(cell.sheet as usize).cloned().unwrap_or_default(),
            cell: cell_name(cell.row, cell.col),
            text: cell.text.to_string(),
        }
    }
}

/// `C7` for row 6 and column 2.
#[must_use]
pub fn cell_name(row: u32, col: u32) -> String {
    let (mut letters, mut rest) = (Vec::new(), u64::from(col) + 1);
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    letters.into_iter().rev().collect::<String>() + &(u64::from(row) + 1).to_string()
}

/// How two names were found to mean the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MatchedBy {
    /// Equal after folding spaces, dots, brackets and numerals.
    Exact,
    /// Another usual name: 주민센터 and 행정복지센터, with and without the name of the institution before it.
    Alias,
    /// A few letters apart.
    Letters,
    /// The only ones left of one department.
    Department,
    /// At the same place.
    Place,
}

impl MatchedBy {
    /// The name used in outputs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            MatchedBy::Exact => "exact",
            MatchedBy::Alias => "alias",
            MatchedBy::Letters => "letters",
            MatchedBy::Department => "department",
            MatchedBy::Place => "place",
        }
    }
}

/// What a notice says about one facility (or department, or place), rows of one name taken together.
#[derive(Clone, Debug, Default)]
pub struct Subject {
    /// Which of the files that are compared.
    pub file: usize,
    /// Notice of the file, from 1.
    pub notice: u32,
    pub name: String,
    pub department: Option<String>,
    pub places: Vec<String>,
    /// None where a row does not say it.
    pub count: Option<u32>,
    pub days: Option<u32>,
    pub phones: Vec<String>,
    /// Where the name, the count, the period and the numbers stand.
    pub at_name: Vec<Span>,
    pub at_count: Vec<Span>,
    pub at_days: Vec<Span>,
    pub at_phones: Vec<Span>,
    /// JSON Pointer into the notice.
    pub pointer: String,
}

/// Rows of a ledger under one name.
#[derive(Clone, Debug, Default)]
pub struct Group {
    pub name: LedgerCell,
    pub department: Option<String>,
    pub places: Vec<String>,
    /// Indices of the entries.
    pub entries: Vec<usize>,
    /// None where no row says it.
    pub count: Option<u32>,
}

/// A subject and the group that it was matched with; both are indices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    pub subject: usize,
    pub group: usize,
    pub by: MatchedBy,
}

/// Notices against a ledger.
#[derive(Clone, Debug)]
pub struct Comparison<'l> {
    pub ledger: &'l Ledger,
    /// The column whose names were matched.
    pub level: LedgerField,
    pub subjects: Vec<Subject>,
    /// What of the ledger concerns these notices.
    pub groups: Vec<Group>,
    pub pairs: Vec<Pair>,
    /// Subjects that several groups would fit; nothing is guessed.
    pub ambiguous: Vec<(usize, Vec<usize>)>,
    /// Subjects without a group.
    pub not_in_ledger: Vec<usize>,
    /// Groups without a subject.
    pub not_in_notice: Vec<usize>,
}

#[cfg(test)]
mod tests {
    use super::cell_name;

    #[test]
    fn cells_are_named_as_spreadsheets_name_them() {
        for (row, col, name) in [(0, 0, "A1"), (6, 2, "C7"), (9, 25, "Z10"), (0, 26, "AA1"), (0, 16_383, "XFD1")] {
            assert_eq!(cell_name(row, col), name);
        }
    }
}
