//! The body: a page of A4, paragraphs, tables with their joined cells. Lengths are in HWP units (1/7200 inch).

use super::{Borders, Characters, NAMESPACES, Paragraphs, escaped};
use crate::lexicon::gap;
use crate::render::document::{Block, Cell, Document, Table};
use std::fmt::Write;
use unicode_width::UnicodeWidthStr;

/// A4.
const PAGE: (u32, u32) = (59528, 84186);
/// 20 mm on every side.
const MARGIN: u32 = 5669;
const WIDTH: u32 = PAGE.0 - 2 * MARGIN;
/// Inside a cell, left and right together, above and below together.
const PADDING: (u32, u32) = (1020, 282);
/// Half of a Hangul syllable of 10.5 pt, and the height of a line of them.
const COLUMN: u32 = 530;
const LINE: u32 = 1680;

pub(super) fn write(document: &Document) -> String {
    let mut section = Section { out: format!("<hs:sec {NAMESPACES}>"), tables: 0 };
    let page = page();
    section.paragraph(Paragraphs::Title, Characters::Title, &page, &document.title);
    for block in &document.blocks {
        match block {
            Block::Heading(text) => section.paragraph(Paragraphs::Heading, Characters::Heading, "", text),
            Block::Paragraph(text) => section.paragraph(Paragraphs::Body, Characters::Body, "", text),
            Block::Item(text) => section.paragraph(Paragraphs::Item, Characters::Body, "", &format!("- {text}")),
            Block::Table(table) => section.table(table),
        }
    }
    section.out + "</hs:sec>"
}

/// Size and margins of the page, which stand in the first paragraph.
fn page() -> String {
    let notes = |name: &str, place: &str| {
        format!(
            "<hp:{name}><hp:autoNumFormat type=\"DIGIT\" userChar=\"\" prefixChar=\"\" suffixChar=\")\" supscript=\"0\"/>\
             <hp:noteLine length=\"-1\" type=\"SOLID\" width=\"0.12 mm\" color=\"#000000\"/>\
             <hp:noteSpacing betweenNotes=\"283\" belowLine=\"567\" aboveLine=\"850\"/>\
             <hp:numbering type=\"CONTINUOUS\" newNum=\"1\"/><hp:placement place=\"{place}\" beneathText=\"0\"/></hp:{name}>"
        )
    };
    let border = |kind: &str| {
        format!(
            "<hp:pageBorderFill type=\"{kind}\" borderFillIDRef=\"{}\" textBorder=\"PAPER\" headerInside=\"0\" \
             footerInside=\"0\" fillArea=\"PAPER\"><hp:offset left=\"1417\" right=\"1417\" top=\"1417\" bottom=\"1417\"/>\
             </hp:pageBorderFill>",
            Borders::None as u32
        )
    };
    format!(
        "<hp:run charPrIDRef=\"0\"><hp:secPr id=\"\" textDirection=\"HORIZONTAL\" spaceColumns=\"1134\" tabStop=\"8000\" \
         outlineShapeIDRef=\"0\" memoShapeIDRef=\"0\" textVerticalWidthHead=\"0\" masterPageCnt=\"0\">\
         <hp:grid lineGrid=\"0\" charGrid=\"0\" wonggojiFormat=\"0\"/>\
         <hp:startNum pageStartsOn=\"BOTH\" page=\"0\" pic=\"0\" tbl=\"0\" equation=\"0\"/>\
         <hp:visibility hideFirstHeader=\"0\" hideFirstFooter=\"0\" hideFirstMasterPage=\"0\" border=\"SHOW_ALL\" \
         fill=\"SHOW_ALL\" hideFirstPageNum=\"0\" hideFirstEmptyLine=\"0\" showLineNumber=\"0\"/>\
         <hp:lineNumberShape restartType=\"0\" countBy=\"0\" distance=\"0\" startNumber=\"0\"/>\
         <hp:pagePr landscape=\"WIDELY\" width=\"{}\" height=\"{}\" gutterType=\"LEFT_ONLY\">\
         <hp:margin header=\"2834\" footer=\"2834\" gutter=\"0\" left=\"{MARGIN}\" right=\"{MARGIN}\" top=\"{MARGIN}\" \
         bottom=\"{MARGIN}\"/></hp:pagePr>{}{}{}{}{}</hp:secPr>\
         <hp:ctrl><hp:colPr id=\"\" type=\"NEWSPAPER\" layout=\"LEFT\" colCount=\"1\" sameSz=\"1\" sameGap=\"0\"/></hp:ctrl>\
         </hp:run>",
        PAGE.0,
        PAGE.1,
        notes("footNotePr", "EACH_COLUMN"),
        notes("endNotePr", "END_OF_DOCUMENT"),
        border("BOTH"),
        border("EVEN"),
        border("ODD"),
    )
}

struct Section {
    out: String,
    tables: u32,
}

impl Section {
    /// A paragraph; `before` is a run that stands before its text.
    fn paragraph(&mut self, style: Paragraphs, characters: Characters, before: &str, text: &str) {
        let _ = write!(
            self.out,
            "<hp:p id=\"0\" paraPrIDRef=\"{}\" styleIDRef=\"0\" pageBreak=\"0\" columnBreak=\"0\" merged=\"0\">{before}",
            style as u32
        );
        for (piece, is_gap) in gap::pieces(text) {
            let characters = if is_gap { Characters::Gap } else { characters };
            let text = escaped(piece);
            let _ = write!(self.out, "<hp:run charPrIDRef=\"{}\"><hp:t>{text}</hp:t></hp:run>", characters as u32);
        }
        self.out.push_str("</hp:p>");
    }

    /// A table in a paragraph of its own; its heading row is printed again on each page.
    fn table(&mut self, table: &Table) {
        self.tables += 1;
        let (widths, heights) = (widths(table), heights(table));
        let height: u32 = heights.iter().sum();
        let _ = write!(
            self.out,
            "<hp:p id=\"0\" paraPrIDRef=\"{}\" styleIDRef=\"0\" pageBreak=\"0\" columnBreak=\"0\" merged=\"0\">\
             <hp:run charPrIDRef=\"0\"><hp:tbl id=\"{}\" zOrder=\"{}\" numberingType=\"TABLE\" textWrap=\"TOP_AND_BOTTOM\" \
             textFlow=\"BOTH_SIDES\" lock=\"0\" dropcapstyle=\"None\" pageBreak=\"CELL\" repeatHeader=\"1\" rowCnt=\"{}\" \
             colCnt=\"{}\" cellSpacing=\"0\" borderFillIDRef=\"{}\" noAdjust=\"0\">\
             <hp:sz width=\"{WIDTH}\" widthRelTo=\"ABSOLUTE\" height=\"{height}\" heightRelTo=\"ABSOLUTE\" protect=\"0\"/>\
             <hp:pos treatAsChar=\"0\" affectLSpacing=\"0\" flowWithText=\"1\" allowOverlap=\"0\" holdAnchorAndSO=\"0\" \
             vertRelTo=\"PARA\" horzRelTo=\"COLUMN\" vertAlign=\"TOP\" horzAlign=\"LEFT\" vertOffset=\"0\" horzOffset=\"0\"/>\
             <hp:outMargin left=\"0\" right=\"0\" top=\"283\" bottom=\"283\"/>\
             <hp:inMargin left=\"510\" right=\"510\" top=\"141\" bottom=\"141\"/>",
            Paragraphs::Body as u32,
            self.tables,
            self.tables - 1,
            table.rows,
            table.cols,
            Borders::Cell as u32
        );
        let mut cells = table.cells.iter().peekable();
        for row in 0..table.rows {
            self.out.push_str("<hp:tr>");
            while let Some(cell) = cells.next_if(|c| c.row <= row) {
                let width = widths[cell.col..cell.col + cell.across].iter().sum();
                let height = heights[cell.row..cell.row + cell.down].iter().sum();
                self.cell(cell, width, height);
            }
            self.out.push_str("</hp:tr>");
        }
        self.out.push_str("</hp:tbl></hp:run></hp:p>");
    }

    fn cell(&mut self, cell: &Cell, width: u32, height: u32) {
        // the middle of a cell that covers pages would not be seen
        let align = if cell.down > 8 { "TOP" } else { "CENTER" };
        let (borders, style, characters) = match cell.header {
            true => (Borders::Head, Paragraphs::Head, Characters::Head),
            false => (Borders::Cell, Paragraphs::Cell, Characters::Body),
        };
        let _ = write!(
            self.out,
            "<hp:tc name=\"\" header=\"{}\" hasMargin=\"0\" protect=\"0\" editable=\"0\" dirty=\"0\" borderFillIDRef=\"{}\">\
             <hp:subList id=\"\" textDirection=\"HORIZONTAL\" lineWrap=\"BREAK\" vertAlign=\"{align}\" linkListIDRef=\"0\" \
             linkListNextIDRef=\"0\" textWidth=\"0\" textHeight=\"0\" hasTextRef=\"0\" hasNumRef=\"0\">",
            u32::from(cell.header),
            borders as u32
        );
        self.paragraph(style, characters, "", &cell.text);
        let _ = write!(
            self.out,
            "</hp:subList><hp:cellAddr colAddr=\"{}\" rowAddr=\"{}\"/><hp:cellSpan colSpan=\"{}\" rowSpan=\"{}\"/>\
             <hp:cellSz width=\"{width}\" height=\"{height}\"/>\
             <hp:cellMargin left=\"510\" right=\"510\" top=\"141\" bottom=\"141\"/></hp:tc>",
            cell.col, cell.row, cell.across, cell.down
        );
    }
}

/// Widths of the columns: what their texts need on one line, as far as the page has room; the widest share what is left.
fn widths(table: &Table) -> Vec<u32> {
    let mut needed = vec![0; table.cols];
    for cell in table.cells.iter().filter(|c| c.across == 1) {
        // a mark may stand on two lines
        let own = units(&cell.text) / if gap::is(&cell.text) { 2 } else { 1 };
        needed[cell.col] = needed[cell.col].max(own.saturating_add(PADDING.0));
    }
    let mut narrow_first: Vec<usize> = (0..table.cols).collect();
    narrow_first.sort_by_key(|&col| needed[col]);
    let (mut room, mut left) = (WIDTH, table.cols as u32);
    let mut out = vec![0; table.cols];
    for col in narrow_first {
        // the last one, which needs most, gets all that is left
        out[col] = if left == 1 { room } else { needed[col].min(room / left) };
        room -= out[col];
        left -= 1;
    }
    out
}

/// What a text takes on one line.
fn units(text: &str) -> u32 {
    u32::try_from(text.width()).unwrap_or(u32::MAX).saturating_mul(COLUMN)
}

/// Heights of the rows, by the lines that their cells take. HWP makes a row higher where that is too low.
fn heights(table: &Table) -> Vec<u32> {
    let widths = widths(table);
    let mut out = vec![LINE + PADDING.1; table.rows];
    for cell in table.cells.iter().filter(|c| c.down == 1) {
        let room: u32 = widths[cell.col..cell.col + cell.across].iter().sum::<u32>().saturating_sub(PADDING.0);
        let lines = units(&cell.text).div_ceil(room.max(COLUMN)).clamp(1, 40);
        out[cell.row] = out[cell.row].max(lines * LINE + PADDING.1);
    }
    out
}
