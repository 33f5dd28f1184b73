//! What changed between two versions: for the terminal, and as a workbook.

use super::{width, xlsx};
use crate::model::change::{Change, Differences, Kind, Versions, part_in_short};
use crate::model::{Bi, Lang};
use rust_xlsxwriter::{Color, ExcelDateTime, Format, FormatAlign, FormatBorder, Worksheet, XlsxError};
use std::fmt::Write;

/// Lines for a person: a block for each pair, a heading for each part, what stood under what stands now.
#[must_use]
pub fn text(differences: &Differences, lang: Lang) -> String {
    let mut out = String::new();
    for pair in &differences.pairs {
        // writing to a string cannot fail
        let _ = writeln!(out, "\u{1b}[1m{} → {}\u{1b}[0m  {}", pair.old, pair.new, counts(&pair.changes, lang));
        let mut part = "";
        for change in &pair.changes {
            if part != change.part {
                part = &change.part;
                let _ = writeln!(out, "\n{}", part_in_short(part));
            }
            out += &one(change, lang);
        }
        if let Some(line) = &pair.revision {
            let day = line.date.as_deref().unwrap_or(*Bi::new("(개정일)", "(date)").get(lang));
            let head = Bi::new("개정 연혁에 더할 줄", "Line for the history");
            let _ = writeln!(out, "\n{}\n  {day}  {}", head.get(lang), line.what);
        }
        out.push('\n');
    }
    for (head, names) in [
        (Bi::new("변경 전에만 있는 방침", "Only in the old ones"), &differences.only_old),
        (Bi::new("변경 후에만 있는 방침", "Only in the new ones"), &differences.only_new),
    ] {
        if !names.is_empty() {
            let _ = writeln!(out, "{}", head.get(lang));
            names.iter().for_each(|name| out += &format!("  {name}\n"));
        }
    }
    out
}

/// `달라진 곳 5: 추가 1, 변경 4`
fn counts(changes: &[Change], lang: Lang) -> String {
    if changes.is_empty() {
        return (*Bi::new("달라진 곳 없음", "no change").get(lang)).to_owned();
    }
    let of = |kind: Kind| (kind, changes.iter().filter(|c| c.kind == kind).count());
    let pieces = Kind::ALL
        .into_iter()
        .map(of)
        .filter(|(_, n)| *n > 0)
        .map(|(kind, n)| format!("{} {n}", kind.words().get(lang)));
    let head = Bi::new("달라진 곳", "changes").get(lang).to_owned();
    format!("{head} {}: {}", changes.len(), pieces.collect::<Vec<_>>().join(", "))
}

fn one(change: &Change, lang: Lang) -> String {
    let subject = if change.subject.is_empty() { String::new() } else { format!("{}: ", width::safe(&change.subject)) };
    let mut out = format!("  [{}] {subject}{}\n", change.kind.words().get(lang), change.item.words().get(lang));
    for (sign, colour, text) in [('-', 31, &change.before), ('+', 32, &change.after)] {
        if !text.is_empty() {
            for (i, line) in width::wrap(&width::safe(text), 70).iter().enumerate() {
                let sign = if i == 0 { sign } else { ' ' };
                let _ = writeln!(out, "      \u{1b}[{colour}m{sign} {line}\u{1b}[0m");
            }
        }
    }
    out
}

/// Headings of the columns, with their widths in characters.
const COLUMNS: [(Bi<&str>, f64); 7] = [
    (Bi::new("기관", "institution"), 20.0),
    (Bi::new("구분", "part"), 18.0),
    (Bi::new("대상", "subject"), 24.0),
    (Bi::new("항목", "item"), 16.0),
    (Bi::new("변경 전", "before"), 44.0),
    (Bi::new("변경 후", "after"), 44.0),
    (Bi::new("비고", "kind"), 8.0),
];

/// A workbook: the comparison, the lines for the histories, what has no partner. The same differences give the same
/// bytes; no text becomes a formula.
///
/// # Errors
/// The workbook could not be built; why.
pub fn workbook(differences: &Differences, lang: Lang) -> Result<Vec<u8>, String> {
    build(differences, lang).map_err(|e| e.to_string())
}

fn build(differences: &Differences, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let mut book = xlsx::book()?;
    comparison(book.add_worksheet(), &differences.pairs, lang)?;
    histories(book.add_worksheet(), &differences.pairs, lang)?;
    if !differences.only_old.is_empty() || !differences.only_new.is_empty() {
        let sheet = book.add_worksheet();
        begin(
            sheet,
            Bi::new("짝 없음", "unpaired"),
            &[(Bi::new("어느 쪽", "side"), 14.0), (Bi::new("방침", "notice"), 60.0)],
            lang,
        )?;
        let old = differences.only_old.iter().map(|n| (Bi::new("변경 전에만", "old only"), n));
        let new = differences.only_new.iter().map(|n| (Bi::new("변경 후에만", "new only"), n));
        for (row, (side, name)) in (1u32..).zip(old.chain(new)) {
            sheet.write_string(row, 0, *side.get(lang))?.write_string(row, 1, cell(name))?;
        }
    }
    book.save_to_buffer()
}

fn begin(sheet: &mut Worksheet, name: Bi<&str>, columns: &[(Bi<&str>, f64)], lang: Lang) -> Result<(), XlsxError> {
    let head = Format::new()
        .set_bold()
        .set_background_color(Color::RGB(0x00E7_ECF3))
        .set_align(FormatAlign::Center)
        .set_border(FormatBorder::Thin);
    sheet.set_name(*name.get(lang))?;
    for (col, (heading, width)) in (0u16..).zip(columns) {
        sheet.set_column_width(col, *width)?.write_string_with_format(0, col, *heading.get(lang), &head)?;
    }
    sheet.set_freeze_panes(1, 0)?.set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    Ok(())
}

fn comparison(sheet: &mut Worksheet, pairs: &[Versions], lang: Lang) -> Result<(), XlsxError> {
    begin(sheet, Bi::new("신구대비표", "comparison"), &COLUMNS, lang)?;
    let plain = Format::new().set_text_wrap().set_align(FormatAlign::VerticalCenter).set_border(FormatBorder::Thin);
    let mut row = 0;
    for pair in pairs {
        for change in &pair.changes {
            row += 1;
            let before =
                if change.kind == Kind::Added { *Bi::new("〈신설〉", "(new)").get(lang) } else { &change.before };
            let after =
                if change.kind == Kind::Removed { *Bi::new("〈삭제〉", "(gone)").get(lang) } else { &change.after };
            let texts = [
                pair.institution.as_deref().unwrap_or_default(),
                part_in_short(&change.part),
                &change.subject,
                change.item.words().get(lang),
                before,
                after,
                change.kind.words().get(lang),
            ];
            for (col, text) in (0u16..).zip(texts) {
                sheet.write_string_with_format(row, col, cell(text), &plain)?;
            }
        }
    }
    sheet.autofilter(0, 0, row, COLUMNS.len() as u16 - 1)?;
    Ok(())
}

fn histories(sheet: &mut Worksheet, pairs: &[Versions], lang: Lang) -> Result<(), XlsxError> {
    let columns = [
        (Bi::new("기관", "institution"), 24.0),
        (Bi::new("변경 후 파일", "new file"), 36.0),
        (Bi::new("개정일", "date"), 14.0),
        (Bi::new("내용", "what"), 70.0),
    ];
    begin(sheet, Bi::new("개정연혁", "history"), &columns, lang)?;
    let (wrap, day_format) = (Format::new().set_text_wrap(), Format::new().set_num_format("yyyy. m. d."));
    let lines = pairs.iter().filter_map(|p| Some((p, p.revision.as_ref()?)));
    for (row, (pair, line)) in (1u32..).zip(lines) {
        sheet.write_string(row, 0, cell(pair.institution.as_deref().unwrap_or_default()))?;
        sheet.write_string(row, 1, cell(&pair.new))?;
        let day = line.date.as_deref().and_then(|d| d.parse::<jiff::civil::Date>().ok());
        let day = day.and_then(|d| ExcelDateTime::from_ymd(d.year() as u16, d.month() as u8, d.day() as u8).ok());
        if let Some(day) = day {
            sheet.write_datetime_with_format(row, 2, &day, &day_format)?;
        }
        sheet.write_string_with_format(row, 3, cell(&line.what), &wrap)?;
    }
    Ok(())
}

/// A text that a cell takes.
fn cell(text: &str) -> String {
    let plain: String = text.chars().map(|c| if c.is_control() && c != '\n' { ' ' } else { c }).collect();
    xlsx::cut(&plain)
}
