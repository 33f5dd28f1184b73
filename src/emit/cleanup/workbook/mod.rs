//! The report as a workbook: the list of work with columns to be filled in, and the records as sheets.
//!
//! Whatever comes from a document is written as text, never as a formula; telephone numbers are text too, dates and
//! counts are true ones. The same report gives the same bytes.

mod records;
mod sheet;

use super::mask::plain;
use super::{Counts, Report, Status};
use crate::emit::human::DELETE;
use crate::emit::{place, xlsx};
use crate::model::{Bi, Severity};
use rust_xlsxwriter::{DataValidation, DataValidationErrorStyle, ExcelDateTime, Format, Workbook, XlsxError};
use sheet::{Column, Style, Table};
use std::collections::BTreeMap;

/// Names of the sheets.
pub const SUMMARY: Bi<&str> = Bi::new("요약", "Summary");
pub const FINDINGS: Bi<&str> = Bi::new("지적사항", "Findings");
const INSTITUTIONS: Bi<&str> = Bi::new("기관별", "Institutions");
const FILES: Bi<&str> = Bi::new("파일별", "Files");
const FAILED: Bi<&str> = Bi::new("변환실패", "Not converted");
const RULES: Bi<&str> = Bi::new("규칙", "Rules");

/// Heads of the columns that `review import` reads back.
pub const STATE: Bi<&str> = Bi::new("처리상태", "state");
pub const PERSON: Bi<&str> = Bi::new("담당자", "person");
pub const REASON: Bi<&str> = Bi::new("사유", "reason");
pub const CODE: Bi<&str> = Bi::new("규칙", "rule");
pub const FILE: Bi<&str> = Bi::new("파일", "file");
pub const SUBJECT: Bi<&str> = Bi::new("인용", "subject");
pub const FINGERPRINT: Bi<&str> = Bi::new("지문", "fingerprint");

/// What the state of a finding may be: to do, done, let pass.
pub const STATES: [Bi<&str>; 3] = [Bi::new("미조치", "open"), Bi::new("조치", "done"), Bi::new("제외", "accepted")];

/// Excel takes 65,530 links a sheet.
const LINKS: usize = 60_000;
/// Rows of a sheet below its head.
const ROWS: usize = 1_048_575;

/// The report as a workbook.
///
/// # Errors
/// The workbook could not be built: more findings than a sheet has rows.
pub fn workbook(report: &Report) -> Result<Vec<u8>, String> {
    build(report).map_err(|e| e.to_string())
}

fn build(report: &Report) -> Result<Vec<u8>, XlsxError> {
    let mut book = xlsx::book()?;
    let style = Style::new();
    summary(&mut book, report, &style)?;
    findings(&mut book, report, &style)?;
    institutions(&mut book, report, &style)?;
    files(&mut book, report, &style)?;
    failed(&mut book, report, &style)?;
    rules(&mut book, report, &style)?;
    records::sheets(&mut book, report, &style)?;
    book.save_to_buffer()
}

fn summary(book: &mut Workbook, report: &Report, style: &Style) -> Result<(), XlsxError> {
    let lang = report.lang;
    let t = |ko: &'static str, en: &'static str| *Bi::new(ko, en).get(lang);
    let s = &report.summary;
    let sheet = book.add_worksheet();
    sheet.set_name(*SUMMARY.get(lang))?;
    sheet.set_column_width(0, 26)?;
    sheet.set_column_width(1, 18)?;
    sheet.set_column_width(2, 60)?;
    sheet.write_string_with_format(0, 0, t("방침 정리 보고서", "Cleanup report"), &style.title)?;
    sheet.write_string_with_format(1, 0, t("판정", "verdict"), &style.label)?;
    sheet.write_string_with_format(1, 1, report.verdict_words(), &style.text)?;
    sheet.write_string_with_format(2, 0, t("기준일", "as of"), &style.label)?;
    match ExcelDateTime::parse_from_str(&report.today) {
        Ok(day) => sheet.write_datetime_with_format(2, 1, &day, &style.date)?,
        Err(_) => sheet.write_string_with_format(2, 1, &report.today, &style.text)?,
    };
    let f = s.findings;
    let counts = [
        (Severity::Error.label(lang), f.error as u64),
        (Severity::Warning.label(lang), f.warning as u64),
        (Severity::Info.label(lang), f.info as u64),
        (t("받아들임", "accepted"), f.accepted as u64),
        (t("파일", "files"), s.inputs as u64),
        (Status::Ok.label(lang), s.status(Status::Ok) as u64),
        (Status::Partial.label(lang), s.status(Status::Partial) as u64),
        (Status::Rejected.label(lang), s.status(Status::Rejected) as u64),
        (Status::Skipped.label(lang), s.status(Status::Skipped) as u64),
        (t("방침", "notices"), s.notices as u64),
        (t("카메라(대)", "cameras"), s.cameras),
        (t("복구한 칸", "repaired"), s.repairs as u64),
    ];
    for (row, (label, count)) in (3..).zip(counts) {
        sheet.write_string_with_format(row, 0, label, &style.label)?;
        sheet.write_number_with_format(row, 1, count as f64, &style.number)?;
    }
    let masked = if report.masked {
        t("사람 이름과 휴대전화 번호는 가렸습니다.", "Names of persons and mobile numbers are covered.")
    } else {
        t("사람 이름과 휴대전화 번호가 그대로 실려 있습니다.", "Names of persons and mobile numbers are shown.")
    };
    let review = t(
        "지적사항 시트의 처리상태를 고르고, 제외할 때는 사유를 적은 뒤 bangchim review import로 돌려 넣습니다.",
        "Choose a state on the sheet of findings, give a reason where one is accepted, and run bangchim review import.",
    );
    for (row, note) in (16..).zip([masked, review]) {
        sheet.write_string(row, 0, note)?;
    }
    sheet.write_string(18, 0, format!("bangchim {}", env!("CARGO_PKG_VERSION")))?;
    Ok(())
}

fn findings(book: &mut Workbook, report: &Report, style: &Style) -> Result<(), XlsxError> {
    let lang = report.lang;
    let t = |ko: &'static str, en: &'static str| *Bi::new(ko, en).get(lang);
    let columns = [
        Column::of(t("번호", "number"), 7.0),
        Column::of(t("심각도", "severity"), 9.0),
        Column::of(CODE.get(lang), 9.0),
        Column::of(t("규칙 내용", "about the rule"), 30.0),
        Column::of(t("기관", "institution"), 24.0),
        Column::of(FILE.get(lang), 34.0),
        Column::of(t("방침", "notice"), 7.0),
        Column::of(t("자리", "place"), 14.0),
        Column::of(SUBJECT.get(lang), 28.0),
        Column::of(t("지적 내용", "finding"), 60.0),
        Column::of(t("원문", "quote"), 50.0),
        Column::of(t("제안", "suggestion"), 24.0),
        Column::of(t("고치는 법", "what to do"), 40.0),
        Column::of(STATE.get(lang), 10.0),
        Column::of(PERSON.get(lang), 12.0),
        Column::of(REASON.get(lang), 30.0),
        Column::of(FINGERPRINT.get(lang), 20.0),
    ];
    let states = STATES.map(|s| *s.get(lang));
    let items = report.items();
    let page_of: BTreeMap<&str, usize> =
        report.summary.by_rule.iter().enumerate().map(|(n, r)| (r.code, n + 2)).collect();
    let mut table = Table::begin(book, FINDINGS.get(lang), &columns, style)?;
    for (number, item) in items.iter().enumerate().take(ROWS) {
        let f = item.finding;
        let file = &report.files[item.file];
        let place = f.location.as_ref().map(|p| place::words(p).get(lang).clone()).unwrap_or_default();
        let quote =
            file.evidence.get(item.index).map(|e| e.quote.concat().replace('\u{2003}', " ")).unwrap_or_default();
        let to = f.suggestion.as_deref().map(|to| if to.is_empty() { *DELETE.get(lang) } else { to });
        table.row()?;
        table.number(number as f64 + 1.0)?;
        table.severity(item.severity, lang)?;
        // half of the links for each of the two columns
        let linked = number < LINKS / 2;
        match page_of.get(f.code.as_ref()).filter(|_| linked) {
            Some(row) => table.link(&format!("internal:'{}'!A{row}", RULES.get(lang)), &f.code)?,
            None => table.text(&f.code)?,
        }
        table.text(report.rule_label(&f.code))?;
        table.text(item.institution)?;
        match Some(&file.link).filter(|l| !l.is_empty() && linked) {
            Some(link) => table.link(&format!("file:///{link}"), &plain(file.name()))?,
            None => table.text(&plain(file.name()))?,
        }
        table.number(f64::from(f.notice))?;
        table.text(&place)?;
        table.text(&f.subject)?;
        table.text(&f.message)?;
        table.text(&quote)?;
        table.text(to.unwrap_or_default())?;
        table.text(f.help.as_deref().unwrap_or_default())?;
        table.open(states[if f.accepted.is_some() { 2 } else { 0 }])?;
        table.open("")?;
        table.open(f.accepted.as_deref().unwrap_or_default())?;
        table.text(&f.fingerprint)?;
    }
    let rows = table.end(book)?;
    if rows > 0 {
        let choice = DataValidation::new()
            .allow_list_strings(&states)?
            .set_input_message(t(
                "미조치, 조치, 제외. 제외에는 사유를 적습니다.",
                "open, done, accepted; accepted needs a reason",
            ))?
            .set_error_style(DataValidationErrorStyle::Stop);
        let sheet = book.worksheet_from_name(FINDINGS.get(lang))?;
        sheet.add_data_validation(1, 13, rows, 13, &choice)?;
    }
    Ok(())
}

/// Heads of the columns of [`numbers`].
fn number_columns(report: &Report) -> [Column<'static>; 4] {
    let lang = report.lang;
    let [error, warning, info] = [Severity::Error, Severity::Warning, Severity::Info].map(|s| s.label(lang));
    let accepted = *Bi::new("받아들임", "accepted").get(lang);
    [error, warning, info, accepted].map(|head| Column::of(head, 10.0))
}

fn numbers(table: &mut Table, counts: &Counts) -> Result<(), XlsxError> {
    [counts.error, counts.warning, counts.info, counts.accepted].into_iter().try_for_each(|n| table.number(n as f64))
}

fn institutions(book: &mut Workbook, report: &Report, style: &Style) -> Result<(), XlsxError> {
    let lang = report.lang;
    let t = |ko: &'static str, en: &'static str| *Bi::new(ko, en).get(lang);
    let mut columns = vec![
        Column::of(t("기관", "institution"), 36.0),
        Column::of(t("파일", "files"), 10.0),
        Column::of(t("방침", "notices"), 10.0),
        Column::of(t("카메라", "cameras"), 10.0),
    ];
    columns.extend(number_columns(report));
    let mut table = Table::begin(book, INSTITUTIONS.get(lang), &columns, style)?;
    for i in report.summary.by_institution.iter().take(ROWS) {
        table.row()?;
        table.text(&i.name)?;
        [i.files as f64, i.notices as f64, i.cameras as f64].into_iter().try_for_each(|n| table.number(n))?;
        numbers(&mut table, &i.findings)?;
    }
    table.end(book).map(drop)
}

fn files(book: &mut Workbook, report: &Report, style: &Style) -> Result<(), XlsxError> {
    let lang = report.lang;
    let t = |ko: &'static str, en: &'static str| *Bi::new(ko, en).get(lang);
    let mut columns = vec![
        Column::of(FILE.get(lang), 48.0),
        Column::of(t("상태", "status"), 10.0),
        Column::of(t("기관", "institution"), 30.0),
        Column::of(t("방침", "notices"), 8.0),
        Column::of(t("카메라", "cameras"), 10.0),
        Column::of(t("복구", "repaired"), 8.0),
    ];
    columns.extend(number_columns(report));
    let dates = [
        t("제정일자", "established"),
        t("개정일자", "revised"),
        t("공고일자", "announced"),
        t("시행일자", "effective"),
    ];
    columns.extend(dates.map(|head| Column::of(head, 12.0)));
    columns.push(Column::of(t("크기(바이트)", "bytes"), 12.0));
    columns.push(Column::of("SHA-256", 20.0));
    let mut table = Table::begin(book, FILES.get(lang), &columns, style)?;
    for (n, (file, c)) in report.files.iter().zip(&report.summary.by_file).enumerate().take(ROWS) {
        table.row()?;
        match Some(&file.link).filter(|l| !l.is_empty() && n < LINKS) {
            Some(link) => table.link(&format!("file:///{link}"), &plain(file.name()))?,
            None => table.text(&plain(file.name()))?,
        }
        table.text(file.status.label(lang))?;
        table.text(file.institutions.first().and_then(Option::as_deref).unwrap_or_default())?;
        [c.notices as f64, c.cameras as f64, c.repairs as f64].into_iter().try_for_each(|n| table.number(n))?;
        numbers(&mut table, &c.findings)?;
        file.dates.iter().try_for_each(|date| table.date(date.as_deref().unwrap_or_default()))?;
        table.number(file.document.source.size as f64)?;
        table.text(&file.document.source.sha256)?;
    }
    table.end(book).map(drop)
}

fn failed(book: &mut Workbook, report: &Report, style: &Style) -> Result<(), XlsxError> {
    let lang = report.lang;
    let t = |ko: &'static str, en: &'static str| *Bi::new(ko, en).get(lang);
    let columns = [
        Column::of(FILE.get(lang), 48.0),
        Column::of(t("상태", "status"), 12.0),
        Column::of(t("코드", "code"), 20.0),
        Column::of(t("까닭", "why"), 50.0),
        Column::of(t("할 일", "what to do"), 50.0),
    ];
    let mut table = Table::begin(book, FAILED.get(lang), &columns, style)?;
    for file in report.files.iter().take(ROWS) {
        let Some(error) = &file.document.error else { continue };
        table.row()?;
        table.text(&plain(file.name()))?;
        table.text(file.status.label(lang))?;
        table.text(&error.code)?;
        table.text(&plain(&error.message))?;
        table.text(&error.advice)?;
    }
    table.end(book).map(drop)
}

/// The rules that have findings come first, so that the links of the findings lead to them.
fn rules(book: &mut Workbook, report: &Report, style: &Style) -> Result<(), XlsxError> {
    let lang = report.lang;
    let t = |ko: &'static str, en: &'static str| *Bi::new(ko, en).get(lang);
    let mut columns = vec![
        Column::of(CODE.get(lang), 9.0),
        Column::of(t("이름", "name"), 30.0),
        Column::of(t("심각도", "severity"), 9.0),
        Column::of(t("내용", "what"), 50.0),
        Column::of(t("파일", "files"), 8.0),
    ];
    columns.extend(number_columns(report));
    columns.extend([
        Column::of(t("왜 중요한가", "why it matters"), 60.0),
        Column::of(t("근거", "basis"), 30.0),
        Column::of(t("고치는 법", "how to fix"), 60.0),
    ]);
    let mut table = Table::begin(book, RULES.get(lang), &columns, style)?;
    let fired = report.summary.by_rule.iter().filter_map(|r| Some((report.rule(r.code)?, r.files, r.findings)));
    let silent = report.rules.iter().filter(|rule| !report.summary.by_rule.iter().any(|r| r.code == rule.code));
    for (rule, files, counts) in fired.chain(silent.map(|rule| (*rule, 0, Counts::default()))) {
        table.row()?;
        table.text(rule.code)?;
        table.text(rule.name)?;
        table.severity(rule.severity, lang)?;
        table.text(rule.summary.get(lang))?;
        table.number(files as f64)?;
        numbers(&mut table, &counts)?;
        table.text(rule.page.why.get(lang))?;
        table.text(rule.basis.as_ref().map_or("", |b| b.get(lang)))?;
        table.text(rule.page.fix.get(lang))?;
    }
    table.end(book).map(drop)
}

/// A plain format in the font that Korean spreadsheets use.
fn base() -> Format {
    Format::new().set_font_name("맑은 고딕").set_font_size(10)
}
