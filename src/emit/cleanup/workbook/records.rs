//! The records as sheets, a row for each entry of a notice.

use super::Style;
use super::sheet::{Column, Table};
use crate::emit::cleanup::mask::plain;
use crate::emit::cleanup::records::{Kind, Value, repairs};
use crate::emit::cleanup::{Mark, Report};
use crate::model::{Bi, Lang};
use rust_xlsxwriter::{Workbook, XlsxError};

/// All sheets at once, so that each record is unpacked once.
pub(super) fn sheets(book: &mut Workbook, report: &Report, style: &Style) -> Result<(), XlsxError> {
    let lang = report.lang;
    let mut sheets = Vec::new();
    for kind in Kind::ALL {
        sheets.push((kind, begin(book, kind, style, lang)?, super::ROWS));
    }
    for file in &report.files {
        let record = file.record();
        let name = plain(file.name());
        for (at, notice) in (1..).zip(&record.notices) {
            let repaired = repairs(&record.repairs, at);
            for (kind, table, left) in &mut sheets {
                let rows = kind.rows(notice, &repaired, lang);
                for row in rows.iter().take(*left) {
                    table.row()?;
                    table.text(&name)?;
                    table.number(at as f64)?;
                    table.text(file.institution(at as u32, lang))?;
                    entry(table, *kind, row, lang)?;
                }
                *left = left.saturating_sub(rows.len());
            }
        }
    }
    sheets.into_iter().try_for_each(|(_, table, _)| table.end(book).map(drop))
}

fn begin<'s>(book: &mut Workbook, kind: Kind, style: &'s Style, lang: Lang) -> Result<Table<'s>, XlsxError> {
    let t = |ko: &'static str, en: &'static str| *Bi::new(ko, en).get(lang);
    let mut columns = vec![
        Column::of(t("파일", "file"), 34.0),
        Column::of(t("방침", "notice"), 8.0),
        Column::of(t("기관", "institution"), 28.0),
    ];
    columns.extend(kind.heads().iter().map(|head| Column::of(head.get(lang), 40.0)));
    columns.push(Column::of(t("살필 점", "remarks"), 50.0));
    Table::begin(book, kind.title().get(lang), &columns, style)
}

/// The values of an entry, and what is to be said about them.
fn entry(table: &mut Table, kind: Kind, row: &[Value], lang: Lang) -> Result<(), XlsxError> {
    let mut remarks = Vec::new();
    for (value, head) in row.iter().zip(kind.heads()) {
        match value.number {
            Some(number) => table.number(f64::from(number))?,
            None => table.text(&value.text)?,
        }
        let (head, from) = (head.get(lang), &value.from);
        let remark = match value.mark {
            Mark::Repaired => crate::bi!("{head}: 원문 “{from}”", "{head}: in the file “{from}”"),
            Mark::Unparsed => crate::bi!("{head}: 이해하지 못함", "{head}: not understood"),
            _ => continue,
        };
        remarks.push(remark.get(lang).clone());
    }
    table.text(&remarks.join("\n"))
}
