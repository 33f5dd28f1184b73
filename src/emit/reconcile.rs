//! The comparison of notices with a ledger, as rows and as a workbook.

use super::xlsx;
use crate::model::ledger::{Comparison, Entry, Group, LedgerCell, MatchedBy, Subject, cell_name};
use crate::model::{Bi, Lang, Place, Source, Span};
use rust_xlsxwriter::{Color, Format, FormatAlign, Worksheet, XlsxError};

/// A file whose notices are compared.
#[derive(Debug)]
pub struct File {
    pub name: String,
    pub source: Source,
}

/// How a row of the comparison came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Same,
    Different,
    NotInLedger,
    NotInNotice,
    Ambiguous,
}

impl Standing {
    fn words(self) -> Bi<&'static str> {
        match self {
            Standing::Same => Bi::new("일치", "same"),
            Standing::Different => Bi::new("다름", "different"),
            Standing::NotInLedger => Bi::new("대장에 없음", "not in the ledger"),
            Standing::NotInNotice => Bi::new("방침에 없음", "not in a notice"),
            Standing::Ambiguous => Bi::new("애매함", "ambiguous"),
        }
    }
}

/// A facility in both, or in one of the two.
#[derive(Clone, Debug, Default)]
pub struct Row {
    pub standing: Option<Standing>,
    pub file: String,
    /// Where the notice names it.
    pub at: String,
    pub name: String,
    pub by: Option<MatchedBy>,
    /// The name in the ledger; of an ambiguous one all that would fit.
    pub ledger_name: String,
    pub ledger_at: String,
    pub department: String,
    pub counts: (Option<u32>, Option<u32>),
    pub days: (Option<u32>, String),
    pub phones: (String, String),
    pub places: (String, String),
    /// What differs: counts, days, telephone numbers.
    pub differs: [bool; 3],
}

/// How many rows came out how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    pub same: usize,
    pub different: usize,
    pub not_in_ledger: usize,
    pub not_in_notice: usize,
    pub ambiguous: usize,
}

impl Totals {
    /// Whether the notices and the ledger say the same.
    #[must_use]
    pub fn agrees(&self) -> bool {
        self.different + self.not_in_ledger + self.not_in_notice + self.ambiguous == 0
    }
}

/// The rows of a comparison: the notices in their order, then what only the ledger has.
#[derive(Clone, Debug, Default)]
pub struct Report {
    pub ledger: String,
    pub generation: Option<char>,
    pub rows: Vec<Row>,
}

impl Report {
    #[must_use]
    pub fn totals(&self) -> Totals {
        let count = |s: Standing| self.rows.iter().filter(|r| r.standing == Some(s)).count();
        Totals {
            same: count(Standing::Same),
            different: count(Standing::Different),
            not_in_ledger: count(Standing::NotInLedger),
            not_in_notice: count(Standing::NotInNotice),
            ambiguous: count(Standing::Ambiguous),
        }
    }
}

/// What is said when a ledger has nothing about the institutions.
#[must_use]
pub fn foreign(lang: Lang) -> &'static str {
    Bi::new("대장에 이 방침들의 기관이 없습니다", "the ledger has no row of the institutions of these notices")
        .get(lang)
}

/// The rows of a comparison; `files` are those that its subjects count.
#[must_use]
pub fn report(comparison: &Comparison, files: &[File]) -> Report {
    let mut rows = Vec::new();
    for (index, subject) in comparison.subjects.iter().enumerate() {
        let mut row = of_subject(subject, files);
        let pair = comparison.pairs.iter().find(|p| p.subject == index);
        let ambiguous = comparison.ambiguous.iter().find(|(s, _)| *s == index);
        row.standing = Some(match (pair, ambiguous) {
            (Some(pair), _) => {
                row.by = Some(pair.by);
                of_group(&mut row, comparison, &comparison.groups[pair.group]);
                row.differs = differences(subject, comparison, &comparison.groups[pair.group]);
                if row.differs == [false; 3] { Standing::Same } else { Standing::Different }
            }
            (None, Some((_, groups))) => {
                let fit: Vec<&Group> = groups.iter().map(|&g| &comparison.groups[g]).collect();
                row.ledger_name = joined(fit.iter().map(|g| g.name.text.to_string()));
                row.ledger_at = joined(fit.iter().map(|g| at(comparison, &g.name)));
                Standing::Ambiguous
            }
            (None, None) => Standing::NotInLedger,
        });
        rows.push(row);
    }
    for &group in &comparison.not_in_notice {
        let mut row = Row { standing: Some(Standing::NotInNotice), ..Row::default() };
        of_group(&mut row, comparison, &comparison.groups[group]);
        rows.push(row);
    }
    Report { ledger: comparison.ledger.name.clone(), generation: comparison.ledger.generation, rows }
}

fn of_subject(subject: &Subject, files: &[File]) -> Row {
    let file = files.get(subject.file);
    let place = |span: &Span| file.map(|f| shown(&Place::of(&f.source, *span)));
    Row {
        file: file.map(|f| f.name.clone()).unwrap_or_default(),
        at: subject.at_name.first().and_then(place).unwrap_or_default(),
        name: subject.name.clone(),
        department: subject.department.clone().unwrap_or_default(),
        counts: (subject.count, None),
        days: (subject.days, String::new()),
        phones: (joined(subject.phones.iter().cloned()), String::new()),
        places: (joined(subject.places.iter().cloned()), String::new()),
        ..Row::default()
    }
}

fn of_group(row: &mut Row, comparison: &Comparison, group: &Group) {
    let entries = || group.entries.iter().map(|&e| &comparison.ledger.entries[e]);
    row.ledger_name = group.name.text.to_string();
    row.ledger_at = joined(entries().filter_map(|e| e.name(comparison.level)).map(|c| at(comparison, c)));
    if row.department.is_empty() {
        row.department = group.department.clone().unwrap_or_default();
    }
    row.counts.1 = group.count;
    row.days.1 = joined(entries().filter_map(|e| e.days.as_ref()).map(|(_, c)| c.text.to_string()));
    row.phones.1 = joined(entries().filter_map(|e: &Entry| e.phone.as_ref()).map(|(n, _)| n.clone()));
    row.places.1 = joined(group.places.iter().cloned());
}

/// What differs between a subject and its rows, as the rules of the ledger see it.
fn differences(subject: &Subject, comparison: &Comparison, group: &Group) -> [bool; 3] {
    let entries = || group.entries.iter().map(|&e| &comparison.ledger.entries[e]);
    let digits = |s: &str| s.chars().filter(char::is_ascii_digit).collect::<String>();
    let same = |a: &str, b: &str| {
        let (a, b) = (digits(a), digits(b));
        a == b || a.len().min(b.len()) >= 7 && (a.ends_with(&b) || b.ends_with(&a))
    };
    let count = subject.count.zip(group.count).is_some_and(|(a, b)| a != b);
    let days = subject.days.is_some_and(|n| entries().filter_map(|e| e.days.as_ref()).any(|(d, _)| *d != n));
    let mut numbers = entries().filter_map(|e| e.phone.as_ref());
    let phone = !subject.phones.is_empty() && numbers.any(|(n, _)| !subject.phones.iter().any(|p| same(p, n)));
    [count, days, phone]
}

fn at(comparison: &Comparison, cell: &LedgerCell) -> String {
    let place = comparison.ledger.place(cell);
    if place.sheet.is_empty() { place.cell } else { format!("{}!{}", place.sheet, place.cell) }
}

/// Different values in their order; a long list is cut.
fn joined(values: impl Iterator<Item = String>) -> String {
    const SHOWN: usize = 10;
    let mut all: Vec<String> = Vec::new();
    let mut more = 0;
    for value in values.filter(|v| !v.is_empty()) {
        if all.contains(&value) {
            continue;
        }
        if all.len() < SHOWN { all.push(value) } else { more += 1 }
    }
    if more > 0 {
        all.push(format!("+{more}"));
    }
    all.join(", ")
}

fn shown(place: &Place) -> String {
    match (place.line, place.page, place.cell) {
        (Some(line), ..) => line.to_string(),
        (_, Some(page), _) => format!("p. {page}"),
        (_, _, Some(cell)) => cell_name(cell.row, cell.col),
        _ => place.paragraph.map(|p| format!("¶ {}", p + 1)).unwrap_or_default(),
    }
}

/// Headings of the columns, with their widths in characters.
const COLUMNS: [(Bi<&str>, f64); 18] = [
    (Bi::new("결과", "result"), 12.0),
    (Bi::new("다른 것", "differs"), 18.0),
    (Bi::new("방침 파일", "notice"), 28.0),
    (Bi::new("방침 위치", "place in the notice"), 10.0),
    (Bi::new("방침의 이름", "name in the notice"), 24.0),
    (Bi::new("대장의 이름", "name in the ledger"), 24.0),
    (Bi::new("대장 위치", "place in the ledger"), 16.0),
    (Bi::new("짝지은 방법", "matched by"), 14.0),
    (Bi::new("부서", "department"), 18.0),
    (Bi::new("방침 대수", "count, notice"), 10.0),
    (Bi::new("대장 대수", "count, ledger"), 10.0),
    (Bi::new("차이", "difference"), 8.0),
    (Bi::new("방침 보관일수", "days, notice"), 12.0),
    (Bi::new("대장 보관일수", "days, ledger"), 12.0),
    (Bi::new("방침 연락처", "telephone, notice"), 20.0),
    (Bi::new("대장 연락처", "telephone, ledger"), 20.0),
    (Bi::new("방침 설치장소", "places, notice"), 36.0),
    (Bi::new("대장 설치장소", "places, ledger"), 36.0),
];

fn way(by: MatchedBy) -> Bi<&'static str> {
    match by {
        MatchedBy::Exact => Bi::new("같은 이름", "exact"),
        MatchedBy::Alias => Bi::new("다른 이름", "alias"),
        MatchedBy::Letters => Bi::new("비슷한 글자", "letters"),
        MatchedBy::Department => Bi::new("같은 부서", "department"),
        MatchedBy::Place => Bi::new("같은 장소", "place"),
    }
}

/// The comparison as a workbook of two sheets: all rows, and how many came out how. The same rows give the same bytes.
///
/// # Errors
/// The workbook could not be built (more rows than a sheet takes).
pub fn workbook(report: &Report, lang: Lang) -> Result<Vec<u8>, String> {
    build(report, lang).map_err(|e| e.to_string())
}

fn build(report: &Report, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let mut book = xlsx::book()?;
    rows_sheet(book.add_worksheet(), report, lang)?;
    totals_sheet(book.add_worksheet(), report, lang)?;
    book.save_to_buffer()
}

fn rows_sheet(sheet: &mut Worksheet, report: &Report, lang: Lang) -> Result<(), XlsxError> {
    sheet.set_name(*Bi::new("대조", "comparison").get(lang))?;
    let head = Format::new().set_bold().set_background_color(Color::RGB(0x00E7_ECF3)).set_align(FormatAlign::Center);
    let (plain, wrong) = (Format::new().set_text_wrap(), Format::new().set_background_color(Color::RGB(0x00FB_E3E0)));
    let wrong_text = wrong.clone().set_text_wrap();
    for (col, (heading, width)) in (0u16..).zip(COLUMNS) {
        sheet.set_column_width(col, width)?;
        sheet.write_string_with_format(0, col, *heading.get(lang), &head)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    for (at, row) in (1u32..).zip(&report.rows) {
        let standing = row.standing.map(|s| *s.words().get(lang)).unwrap_or_default();
        let names = [Bi::new("대수", "count"), Bi::new("보관일수", "days"), Bi::new("연락처", "telephone")];
        let differs: Vec<&str> = names.iter().zip(row.differs).filter(|(_, d)| *d).map(|(n, _)| *n.get(lang)).collect();
        let of = |bad: bool| if bad { &wrong_text } else { &plain };
        let text = |sheet: &mut Worksheet, col: u16, text: &str, bad: bool| -> Result<(), XlsxError> {
            if text.is_empty() && !bad {
                return Ok(());
            }
            sheet.write_string_with_format(at, col, xlsx::cut(text), of(bad)).map(|_| ())
        };
        let number = |sheet: &mut Worksheet, col: u16, n: Option<u32>, bad: bool| match n {
            Some(n) => sheet.write_number_with_format(at, col, n, if bad { &wrong } else { &plain }).map(|_| ()),
            None => Ok(()),
        };
        text(sheet, 0, standing, row.standing != Some(Standing::Same))?;
        text(sheet, 1, &differs.join(", "), false)?;
        text(sheet, 2, &row.file, false)?;
        text(sheet, 3, &row.at, false)?;
        text(sheet, 4, &row.name, row.standing == Some(Standing::NotInNotice))?;
        text(sheet, 5, &row.ledger_name, row.standing == Some(Standing::NotInLedger))?;
        text(sheet, 6, &row.ledger_at, false)?;
        text(sheet, 7, row.by.map(|b| *way(b).get(lang)).unwrap_or_default(), false)?;
        text(sheet, 8, &row.department, false)?;
        let [count, days, phone] = row.differs;
        number(sheet, 9, row.counts.0, count)?;
        number(sheet, 10, row.counts.1, count)?;
        if let (Some(notice), Some(ledger)) = row.counts {
            sheet.write_number(at, 11, f64::from(ledger) - f64::from(notice))?;
        }
        number(sheet, 12, row.days.0, days)?;
        text(sheet, 13, &row.days.1, days)?;
        text(sheet, 14, &row.phones.0, phone)?;
        text(sheet, 15, &row.phones.1, phone)?;
        text(sheet, 16, &row.places.0, false)?;
        text(sheet, 17, &row.places.1, false)?;
    }
    if !report.rows.is_empty() {
        sheet.autofilter(0, 0, report.rows.len() as u32, COLUMNS.len() as u16 - 1)?;
    }
    Ok(())
}

fn totals_sheet(sheet: &mut Worksheet, report: &Report, lang: Lang) -> Result<(), XlsxError> {
    sheet.set_name(*Bi::new("요약", "summary").get(lang))?;
    sheet.set_column_width(0, 24)?;
    sheet.set_column_width(1, 48)?;
    let bold = Format::new().set_bold();
    sheet.write_string_with_format(0, 0, *Bi::new("대장", "ledger").get(lang), &bold)?;
    sheet.write_string(0, 1, report.ledger.as_str())?;
    let totals = report.totals();
    let all = [
        (Standing::Same, totals.same),
        (Standing::Different, totals.different),
        (Standing::NotInLedger, totals.not_in_ledger),
        (Standing::NotInNotice, totals.not_in_notice),
        (Standing::Ambiguous, totals.ambiguous),
    ];
    for (row, (standing, count)) in (1u32..).zip(all) {
        sheet.write_string_with_format(row, 0, *standing.words().get(lang), &bold)?;
        sheet.write_number(row, 1, count as f64)?;
    }
    if let Some(generation) = report.generation {
        sheet.write_string_with_format(6, 0, *Bi::new("전국CCTV표준데이터", "national open data").get(lang), &bold)?;
        sheet.write_string(6, 1, generation.to_string())?;
    }
    Ok(())
}
