//! A sheet with a head that stays, filters, and cells that are written from left to right.

use super::base;
use crate::emit::width;
use crate::emit::xlsx::cut;
use crate::model::{Lang, Severity};
use rust_xlsxwriter::{Color, ExcelDateTime, Format, FormatAlign, FormatBorder, Url, Workbook, Worksheet, XlsxError};

/// Excel takes 2,079 characters a link.
const LINK: usize = 2_000;
/// The widest that a column gets for what stands in it, in characters.
const WIDEST: f64 = 60.0;
/// Rows by which the width of a column is found.
const MEASURED: usize = 500;

/// Formats of cells.
pub(super) struct Style {
    pub(super) title: Format,
    pub(super) label: Format,
    pub(super) text: Format,
    pub(super) number: Format,
    pub(super) date: Format,
    head: Format,
    link: Format,
    open: Format,
    severity: [Format; 3],
}

impl Style {
    pub(super) fn new() -> Self {
        let text = base().set_text_wrap().set_align(FormatAlign::Top);
        let filled = |color: u32| text.clone().set_bold().set_background_color(Color::RGB(color));
        Style {
            title: base().set_bold().set_font_size(16),
            label: base().set_bold(),
            number: base().set_num_format("#,##0").set_align(FormatAlign::Top),
            date: base().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Top).set_align(FormatAlign::Left),
            head: base()
                .set_bold()
                .set_background_color(Color::RGB(0x00E7_ECF3))
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter)
                .set_border_bottom(FormatBorder::Thin),
            link: text
                .clone()
                .set_font_color(Color::RGB(0x000B_57B0))
                .set_underline(rust_xlsxwriter::FormatUnderline::Single),
            open: text.clone().set_background_color(Color::RGB(0x00FF_FBE6)).set_unlocked(),
            severity: [filled(0x00FB_DEDB), filled(0x00FF_F0CC), filled(0x00DD_EBF8)],
            text,
        }
    }
}

/// The head of a column, and how wide it is at least.
#[derive(Clone, Copy)]
pub(super) struct Column<'c> {
    head: &'c str,
    most: f64,
}

impl<'c> Column<'c> {
    /// A column no wider than this many characters.
    pub(super) fn of(head: &'c str, most: f64) -> Self {
        Column { head, most }
    }
}

/// A sheet that is being written.
pub(super) struct Table<'s> {
    sheet: Worksheet,
    style: &'s Style,
    row: u32,
    col: u16,
    /// What the columns need, and what they may have.
    widths: Vec<(f64, f64)>,
}

impl<'s> Table<'s> {
    pub(super) fn begin(
        book: &mut Workbook,
        name: &str,
        columns: &[Column],
        style: &'s Style,
    ) -> Result<Self, XlsxError> {
        // written row by row: a large report is not held twice
        let mut sheet = book.new_worksheet_with_constant_memory()?;
        sheet.set_name(name)?;
        sheet.set_freeze_panes(1, 0)?;
        // A4 across, as wide as the page, the head on every page
        sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
        sheet.set_repeat_rows(0, 0)?;
        sheet.set_row_height(0, 22)?;
        let mut widths = Vec::new();
        for (col, column) in (0u16..).zip(columns) {
            sheet.write_string_with_format(0, col, column.head, &style.head)?;
            // the arrow of the filter covers the end of the head
            widths.push((width::width(column.head) as f64 + 4.0, column.most.min(WIDEST)));
        }
        Ok(Table { sheet, style, row: 0, col: 0, widths })
    }

    /// Begins the next row.
    pub(super) fn row(&mut self) -> Result<(), XlsxError> {
        self.row += 1;
        self.col = 0;
        Ok(())
    }

    fn measure(&mut self, text: &str) {
        if self.row as usize > MEASURED {
            return;
        }
        let Some((need, _)) = self.widths.get_mut(self.col as usize) else { return };
        let longest = text.lines().map(width::width).max().unwrap_or(0) as f64;
        *need = need.max(longest + 2.0);
    }

    fn put(&mut self, text: &str, format: &Format) -> Result<(), XlsxError> {
        self.measure(text);
        if !text.is_empty() {
            self.sheet.write_string_with_format(self.row, self.col, cut(text), format)?;
        }
        self.col += 1;
        Ok(())
    }

    /// A text, whatever it looks like.
    pub(super) fn text(&mut self, text: &str) -> Result<(), XlsxError> {
        let style = self.style;
        self.put(text, &style.text)
    }

    /// A cell that people fill in.
    pub(super) fn open(&mut self, text: &str) -> Result<(), XlsxError> {
        self.measure(text);
        if text.is_empty() {
            self.sheet.write_blank(self.row, self.col, &self.style.open)?;
        } else {
            self.sheet.write_string_with_format(self.row, self.col, cut(text), &self.style.open)?;
        }
        self.col += 1;
        Ok(())
    }

    pub(super) fn severity(&mut self, severity: Severity, lang: Lang) -> Result<(), XlsxError> {
        let style = self.style;
        let format = match severity {
            Severity::Error => &style.severity[0],
            Severity::Warning => &style.severity[1],
            Severity::Info => &style.severity[2],
        };
        self.put(severity.label(lang), format)
    }

    pub(super) fn number(&mut self, number: f64) -> Result<(), XlsxError> {
        self.sheet.write_number_with_format(self.row, self.col, number, &self.style.number)?;
        self.col += 1;
        Ok(())
    }

    /// A day (ISO 8601) as a true date; another text as it is.
    pub(super) fn date(&mut self, day: &str) -> Result<(), XlsxError> {
        let date = if day.len() == 10 { ExcelDateTime::parse_from_str(day).ok() } else { None };
        let Some(date) = date else { return self.text(day) };
        self.measure(day);
        self.sheet.write_datetime_with_format(self.row, self.col, &date, &self.style.date)?;
        self.col += 1;
        Ok(())
    }

    /// A text that leads somewhere; the text alone where the link is too long.
    pub(super) fn link(&mut self, to: &str, text: &str) -> Result<(), XlsxError> {
        if to.chars().count() > LINK || text.is_empty() {
            return self.text(text);
        }
        self.measure(text);
        let url = Url::new(to).set_text(cut(text));
        self.sheet.write_url_with_format(self.row, self.col, url, &self.style.link)?;
        self.col += 1;
        Ok(())
    }

    /// Ends the sheet, with widths and filters, and puts it behind the others. Gives the number of rows.
    pub(super) fn end(mut self, book: &mut Workbook) -> Result<u32, XlsxError> {
        let columns = self.widths.len() as u16;
        for (col, (need, most)) in (0u16..).zip(self.widths) {
            self.sheet.set_column_width(col, need.min(most).max(6.0))?;
        }
        if self.row > 0 {
            self.sheet.autofilter(0, 0, self.row, columns - 1)?;
        }
        book.push_worksheet(self.sheet);
        Ok(self.row)
    }
}
