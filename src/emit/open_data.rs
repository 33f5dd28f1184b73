//! 전국CCTV표준데이터: the cameras of notices in the columns of the national open data, as far as a notice says what
//! stands there. What it does not say is left empty and listed ([`Filled`]), never guessed.

use super::csv::guarded;
use super::flat::Rows;
use super::json::Document;
use crate::model::record::{InstallationRecord, NoticeRecord, PointRecord};
use crate::model::{Bi, Lang};
use regex::Regex;
use std::io::{self, Write};
use std::sync::LazyLock;

/// The encoding of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// With a byte order mark.
    Utf8,
    /// CP949, as older programs want it.
    Cp949,
}

/// Writes the rows and counts what was filled.
#[derive(Debug)]
pub struct OpenData<W: Write> {
    out: W,
    encoding: Encoding,
    filled: Vec<Filled>,
    rows: u64,
    /// Characters that CP949 does not have.
    replaced: u64,
}

/// A column and how often it was filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    pub column: String,
    pub rows: u64,
}

impl<W: Write> OpenData<W> {
    /// A file with its heading.
    ///
    /// # Errors
    /// The output cannot be written.
    pub fn begin(out: W, columns: impl IntoIterator<Item = String>, encoding: Encoding) -> io::Result<Self> {
        let filled: Vec<Filled> = columns.into_iter().map(|column| Filled { column, rows: 0 }).collect();
        let mut file = OpenData { out, encoding, filled, rows: 0, replaced: 0 };
        if encoding == Encoding::Utf8 {
            file.out.write_all(super::csv::BOM)?;
        }
        let heading: Vec<String> = file.filled.iter().map(|f| f.column.clone()).collect();
        file.put(&heading)?;
        Ok(file)
    }

    /// Adds the cameras of a document: a row for each place that has a count of its own, else for each row of the notice.
    ///
    /// # Errors
    /// The output cannot be written.
    pub fn add(&mut self, document: &Document) -> io::Result<()> {
        for notice in &document.notices {
            let of_notice = OfNotice::new(notice);
            for row in &notice.installations {
                let mut points = Vec::new();
                counted(&row.points, &mut points);
                if points.is_empty() {
                    self.row(&of_notice, row, None)?;
                }
                for point in points {
                    self.row(&of_notice, row, Some(point))?;
                }
            }
        }
        Ok(())
    }

    fn row(&mut self, notice: &OfNotice, row: &InstallationRecord, point: Option<&PointRecord>) -> io::Result<()> {
        let cells: Vec<String> = self.filled.iter().map(|f| cell(&f.column, notice, row, point)).collect();
        for (filled, cell) in self.filled.iter_mut().zip(&cells) {
            filled.rows += u64::from(!cell.is_empty());
        }
        self.rows += 1;
        self.put(&cells)
    }

    fn put(&mut self, cells: &[String]) -> io::Result<()> {
        let mut line = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
        line.write_record(cells.iter().map(|c| guarded(c).into_owned()))?;
        let line = line.into_inner().map_err(|e| io::Error::other(e.to_string()))?;
        match self.encoding {
            Encoding::Utf8 => self.out.write_all(&line),
            Encoding::Cp949 => {
                let text = String::from_utf8_lossy(&line);
                let (bytes, _, lost) = encoding_rs::EUC_KR.encode(&text);
                if !lost {
                    return self.out.write_all(&bytes);
                }
                for c in text.chars() {
                    let mut piece = [0; 4];
                    let (bytes, _, lost) = encoding_rs::EUC_KR.encode(c.encode_utf8(&mut piece));
                    self.replaced += u64::from(lost);
                    self.out.write_all(if lost { b"?" } else { &bytes })?;
                }
                Ok(())
            }
        }
    }

    /// Ends the file: what was written, what each column holds, and what is to be known about it.
    pub fn end(self) -> (W, Coverage) {
        (self.out, Coverage { rows: self.rows, columns: self.filled, replaced: self.replaced })
    }
}

/// How far the columns could be filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    pub rows: u64,
    pub columns: Vec<Filled>,
    /// Characters that the encoding does not have; `?` stands in their place.
    pub replaced: u64,
}

impl Coverage {
    /// The list for people: each column, in how many rows it is filled, and where its content is to be had.
    ///
    /// # Errors
    /// The output cannot be written.
    pub fn write<W: Write>(&self, sheet: &mut super::csv::Sheet<W>, lang: Lang) -> io::Result<()> {
        for Filled { column, rows } in &self.columns {
            let (state, note) = source(column);
            let cells = [column.clone(), rows.to_string(), self.rows.to_string()];
            let words = [state.get(lang), note.get(lang)].map(|w| (*w).to_owned());
            sheet.row(cells.into_iter().chain(words).map(Into::into))?;
        }
        if self.replaced > 0 {
            let note = crate::bi!(
                "CP949에 없는 글자 {}개를 ?로 바꾸었습니다",
                "{} characters that CP949 does not have are ?",
                self.replaced
            );
            sheet.row(["", "", "", "", note.get(lang)].map(Into::into))?;
        }
        Ok(())
    }
}

/// Heading of that list.
pub const COVERAGE: Bi<[&str; 5]> = Bi::new(
    ["열", "채운 행", "전체 행", "방침으로 채울 수 있는지", "설명"],
    ["column", "filled rows", "rows", "whether a notice can fill it", "note"],
);

/// Whether a notice says what a column holds, and where else it is to be had.
fn source(column: &str) -> (Bi<&'static str>, Bi<&'static str>) {
    let yes = Bi::new("채움", "yes");
    let part = Bi::new("일부", "in part");
    let no = Bi::new("채울 수 없음", "no");
    match column {
        "관리기관명" | "카메라대수" | "촬영방면정보" | "보관일수" => {
            (yes, Bi::new("방침에 적힌 그대로입니다.", "As the notice says."))
        }
        "소재지도로명주소" | "소재지지번주소" => (
            part,
            Bi::new(
                "설치 위치가 주소로 적힌 행만 채웁니다. 나머지는 cameras.csv의 location을 보고 채워 주세요.",
                "Only where the place is written as an address; for the others see location in cameras.csv.",
            ),
        ),
        "설치목적구분" => (
            part,
            Bi::new(
                "설치 목적의 낱말로 나눈 것입니다. 목적이 여럿이면 다목적입니다.",
                "Told by the words of the purpose; several purposes are 다목적.",
            ),
        ),
        "관리기관전화번호" => {
            (part, Bi::new("관리책임자의 번호입니다.", "The number of the manager (관리책임자)."))
        }
        "데이터기준일자" => {
            (part, Bi::new("방침의 시행일(없으면 개정·공고·제정일)입니다.", "The day from which the notice holds."))
        }
        "카메라화소수" | "설치연월" | "설치년월" => (
            no,
            Bi::new(
                "방침에 적지 않는 값입니다. 장비 대장에서 채워 주세요.",
                "A notice does not say it; see the ledger of equipment.",
            ),
        ),
        "WGS84위도" | "WGS84경도" | "위도" | "경도" => (
            no,
            Bi::new(
                "방침에 좌표가 없습니다. 주소로 찾아 채워 주세요.",
                "A notice has no coordinates; look them up by the address.",
            ),
        ),
        _ => (no, Bi::new("개방 시스템이 매기는 값입니다.", "Given by the system that publishes the data.")),
    }
}

/// What holds for all rows of a notice.
struct OfNotice<'d> {
    notice: &'d NoticeRecord,
    purposes: String,
    phone: &'d str,
    day: &'d str,
}

impl<'d> OfNotice<'d> {
    fn new(notice: &'d NoticeRecord) -> Self {
        let purposes: Vec<&str> = notice.purposes.iter().filter_map(|p| p.text.as_deref()).collect();
        let phone = |role: &str| notice.contacts.iter().filter(|c| c.role == role).find_map(|c| c.phone.as_deref());
        let dates = &notice.dates;
        let day = [&dates.effective, &dates.revised, &dates.announced, &dates.established];
        OfNotice {
            notice,
            purposes: purposes.join("\n"),
            phone: phone("manager").unwrap_or_default(),
            day: day.into_iter().find_map(|d| d.as_deref()).unwrap_or_default(),
        }
    }

    /// The period of a row: that of its unit, or the one that holds for all.
    fn days(&self, row: &InstallationRecord) -> String {
        let all = &self.notice.retention;
        let same = |a: &Option<String>, b: &Option<String>| a.is_some() && a == b;
        let own = all.iter().find(|r| same(&r.facility, &row.facility) || same(&r.department, &row.department));
        let mut days = all.iter().map(|r| r.days);
        let first = days.next().flatten();
        let one = days.all(|d| d == first);
        own.and_then(|r| r.days).or(first.filter(|_| one)).map(|d| d.to_string()).unwrap_or_default()
    }
}

fn cell(column: &str, of: &OfNotice, row: &InstallationRecord, point: Option<&PointRecord>) -> String {
    let text = |t: Option<&str>| t.unwrap_or_default().to_owned();
    let place = point.map_or_else(
        || row.points.iter().filter_map(|p| p.location.as_deref()).collect::<Vec<_>>().join("; "),
        |p| text(p.location.as_deref()),
    );
    match column {
        "관리기관명" => text(of.notice.institution.as_deref()),
        "소재지도로명주소" if is(&ROAD, &place) => place,
        "소재지지번주소" if is(&LOT, &place) && !is(&ROAD, &place) => place,
        "설치목적구분" => purpose(row.purpose.as_deref().unwrap_or(&of.purposes)).to_owned(),
        "카메라대수" => point
            .and_then(|p| p.count)
            .or(row.count.filter(|_| point.is_none()))
            .map_or_else(String::new, |n| n.to_string()),
        "촬영방면정보" => text(row.range.as_deref()),
        "보관일수" => of.days(row),
        "관리기관전화번호" => of.phone.to_owned(),
        "데이터기준일자" => of.day.to_owned(),
        _ => String::new(),
    }
}

/// Places with a count of their own, the innermost ones.
fn counted<'d>(points: &'d [PointRecord], out: &mut Vec<&'d PointRecord>) {
    for point in points {
        let before = out.len();
        counted(&point.points, out);
        if out.len() == before && point.count.is_some() {
            out.push(point);
        }
    }
}

/// `새봄로 12`, `가람길 3-4`
static ROAD: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"[가-힣0-9]+(?:로|길)\s?[0-9]+(?:-[0-9]+)?").ok());
/// `새봄동 12-3`, `가람리 7번지`
static LOT: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"[가-힣]+(?:동|리|가)\s?(?:산\s?)?[0-9]+(?:-[0-9]+|번지)").ok());

fn is(pattern: &Option<Regex>, text: &str) -> bool {
    pattern.as_ref().is_some_and(|p| p.is_match(text))
}

/// Words of a purpose and the code that they stand for.
const PURPOSES: &[(&str, &[&str])] = &[
    ("어린이보호", &["어린이", "스쿨존"]),
    ("교통단속", &["주정차", "주·정차", "불법주차", "교통단속", "교통법규", "단속카메라"]),
    ("교통정보수집", &["교통정보", "교통흐름", "교통 흐름", "교통량"]),
    ("쓰레기단속", &["쓰레기", "무단투기"]),
    ("재난재해", &["재난", "재해", "하천", "산불"]),
    ("차량방범", &["차량방범", "차량 방범", "차량번호"]),
    ("생활방범", &["방범", "범죄", "도난"]),
    ("시설물관리", &["시설", "화재"]),
];

fn purpose(text: &str) -> &'static str {
    let found: Vec<&str> =
        PURPOSES.iter().filter(|(_, words)| words.iter().any(|w| text.contains(w))).map(|(code, _)| *code).collect();
    match found[..] {
        [] if text.trim().is_empty() => "",
        [] => "기타",
        [one] => one,
        _ => "다목적",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn purposes_have_codes() {
        assert_eq!(purpose("범죄 예방"), "생활방범");
        assert_eq!(purpose("시설안전 및 화재 예방\n범죄 예방"), "다목적");
        assert_eq!(purpose("불법 주정차 단속"), "교통단속");
        assert_eq!((purpose("홍보"), purpose("")), ("기타", ""));
    }

    #[test]
    fn addresses_are_told_from_places() {
        assert!(is(&ROAD, "새봄로 12") && is(&ROAD, "가람3길 4-5") && !is(&ROAD, "출입구로 나가는 문"));
        assert!(is(&LOT, "달빛동 12-3") && is(&LOT, "별빛리 산 7번지") && !is(&LOT, "본관동 3층"));
    }

    /// What CP949 does not have is counted, and the rest of the row stands.
    #[test]
    fn what_cp949_does_not_have_is_told() {
        let columns = ["관리기관명".to_owned()];
        let mut file = OpenData::begin(Vec::new(), columns, Encoding::Cp949).unwrap();
        file.put(&["달빛📷청".to_owned()]).unwrap();
        let (bytes, coverage) = file.end();
        assert_eq!(encoding_rs::EUC_KR.decode(&bytes).0, "관리기관명\r\n달빛?청\r\n");
        assert_eq!(coverage.replaced, 1);
    }
}
