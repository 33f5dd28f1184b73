//! Which column of a ledger holds what.

use crate::lexicon::{columns, fold, heads};
use crate::model::ledger::LedgerField;
use crate::model::{Bi, Concept};
use crate::reference::open_data;

/// A column that the caller names himself: its heading, or its letter (`C`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    pub column: String,
    pub field: LedgerField,
}

/// Reads `column=field`.
///
/// # Errors
/// There is no `=`, or no such field; the text says which fields there are.
pub fn mapping(text: &str) -> Result<Mapping, Bi> {
    let fields = LedgerField::ALL.map(LedgerField::name).join(", ");
    let parts = text.rsplit_once('=').filter(|(column, _)| !column.trim().is_empty());
    let field = parts.and_then(|(column, field)| Some((column, LedgerField::of_name(field)?)));
    match field {
        Some((column, field)) => Ok(Mapping { column: column.trim().to_owned(), field }),
        None => Err(Bi {
            ko: format!("‘{text}’: 열=항목으로 적습니다. 항목: {fields}"),
            en: format!("“{text}”: write column=field, with one of the fields {fields}"),
        }),
    }
}

/// What the headings of a row announce, by the place of each; nothing for a row that is no heading row.
///
/// A heading row names what its rows are about and says something of it, in at least half of its cells.
pub(super) fn headings(row: &[(u32, &str)], map: &[Mapping]) -> Option<Vec<(u32, LedgerField)>> {
    let concepts: Vec<Option<Concept>> = row.iter().map(|(_, text)| heads::head(text)).collect();
    let (_, concepts) = columns::resolve(&concepts);
    let mut out: Vec<(u32, LedgerField)> = Vec::new();
    let mut known = 0;
    for ((col, text), concept) in row.iter().zip(&concepts) {
        let named = map.iter().find(|m| fold(&m.column) == fold(text) || is_letter(&m.column, *col));
        let field = match named {
            Some(mapping) => Some(mapping.field),
            None => field(text, *concept).filter(|f| !map.iter().any(|m| m.field == *f)),
        };
        known += usize::from(field.is_some() || concept.is_some() || open_data::column(text).is_some());
        if let Some(field) = field
            && (field == LedgerField::Location || !out.iter().any(|(_, f)| *f == field))
        {
            out.push((*col, field));
        }
    }
    use LedgerField::{Count, Days, Department, Facility, Institution, Location, Phone};
    let names = out.iter().any(|(_, f)| matches!(f, Facility | Location | Department | Institution));
    let says = out.iter().any(|(_, f)| matches!(f, Count | Days | Phone));
    (names && says && known * 2 >= row.len()).then_some(out)
}

/// Whether a mapping names a column by its letter.
fn is_letter(name: &str, col: u32) -> bool {
    let letters = name.len() <= 3 && name.bytes().all(|b| b.is_ascii_alphabetic());
    letters && name.bytes().fold(0, |n, b| n * 26 + u32::from(b.to_ascii_uppercase() - b'A') + 1) == col + 1
}

fn field(heading: &str, concept: Option<Concept>) -> Option<LedgerField> {
    if let Some(column) = open_data::column(heading) {
        return match column {
            "관리기관명" => Some(LedgerField::Institution),
            "소재지도로명주소" | "소재지지번주소" => Some(LedgerField::Location),
            "설치목적구분" => Some(LedgerField::Purpose),
            "카메라대수" => Some(LedgerField::Count),
            "보관일수" => Some(LedgerField::Days),
            "관리기관전화번호" => Some(LedgerField::Phone),
            _ => None,
        };
    }
    match concept {
        Some(Concept::Department | Concept::Affiliation) => Some(LedgerField::Department),
        Some(Concept::Facility) => Some(LedgerField::Facility),
        Some(Concept::Location) => Some(LedgerField::Location),
        Some(Concept::Purpose) => Some(LedgerField::Purpose),
        Some(Concept::Count) => Some(LedgerField::Count),
        Some(Concept::Period) => Some(LedgerField::Days),
        Some(Concept::Phone) => Some(LedgerField::Phone),
        Some(_) => None,
        None => {
            let folded = fold(heading);
            let bare = folded.strip_prefix("cctv").unwrap_or(&folded);
            let is = |words: &[&str]| words.contains(&bare);
            if is(&["대수", "운영대수", "설치운영대수", "보유대수", "총대수", "현황대수", "수량대", "대"])
            {
                Some(LedgerField::Count)
            } else if is(&["주용도", "용도별", "용도구분"]) {
                Some(LedgerField::Purpose)
            } else if is(&["주소", "소재지", "도로명주소", "지번주소", "설치주소"]) {
                Some(LedgerField::Location)
            } else if is(&["보관일", "보관일수일", "보존일수", "저장일수"]) {
                Some(LedgerField::Days)
            } else if is(&["대상시설", "시설물명칭", "설치시설", "설치시설명"]) {
                Some(LedgerField::Facility)
            } else {
                None
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use LedgerField::{Count, Days, Department, Facility, Institution, Location, Phone, Purpose};

    fn of(row: &[&str], map: &[Mapping]) -> Option<Vec<LedgerField>> {
        let row: Vec<(u32, &str)> = (0..).zip(row.iter().copied()).collect();
        headings(&row, map).map(|found| found.into_iter().map(|(_, f)| f).collect())
    }

    #[test]
    fn columns_are_known_by_the_meaning_of_their_headings() {
        for (row, fields) in [
            (
                &["연번", "담당부서", "시설명", "설치 장소", "CCTV 대수"][..],
                &[Department, Facility, Location, Count][..],
            ),
            (&["설치장소", "설치목적", "설치대수", "촬영범위", "비고"], &[Location, Purpose, Count]),
            (
                &["관리기관명", "소재지도로명주소", "카메라대수", "보관일수", "관리기관전화번호"],
                &[Institution, Location, Count, Days, Phone],
            ),
            (&["institutionNm", "lnmadr", "cctvNumber", "cstdyDay"], &[Institution, Location, Count, Days]),
            (&["구분", "설치위치 및 촬영범위", "수량(대)", "녹화장치 설치위치", "수량"], &[Facility, Location, Count]),
        ] {
            assert_eq!(of(row, &[]).as_deref(), Some(fields), "{row:?}");
        }
        assert_eq!(of(&["달빛도서관", "4", "30"], &[]), None);
        assert_eq!(of(&["영상정보처리기기 설치 현황"], &[]), None);
    }

    #[test]
    fn the_caller_has_the_last_word() {
        let map = [mapping("관리번호=facility").unwrap(), mapping("C=count").unwrap()];
        assert_eq!(of(&["관리번호", "시설명", "물품수"], &map), Some(vec![Facility, Count]));
        assert!(mapping("시설명").unwrap_err().ko.contains("facility"));
        assert!(mapping("시설명=colour").is_err());
    }
}
