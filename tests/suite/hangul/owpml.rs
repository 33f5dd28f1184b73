//! Writes HWPX and HWPML.

use super::document::{Block, Document, Piece, Table};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

pub(super) fn hwpx(document: &Document) -> Vec<u8> {
    package(&[("Contents/section0.xml", &section(document))])
}

/// A package with a media type and these entries.
pub(super) fn package(entries: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    // the day that ZIP counts from: the same bytes on every run
    let stored = SimpleFileOptions::default()
        .last_modified_time(zip::DateTime::default())
        .compression_method(zip::CompressionMethod::Stored);
    zip.start_file("mimetype", stored).unwrap();
    zip.write_all(b"application/hwp+zip").unwrap();
    for (name, content) in entries {
        zip.start_file(*name, stored.compression_method(zip::CompressionMethod::Deflated)).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

pub(super) fn section(document: &Document) -> String {
    let body: String = document.blocks.iter().map(block).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\" ?><hs:sec xmlns:hs=\"http://www.hancom.co.kr/hwpml/2011/section\" xmlns:hp=\"http://www.hancom.co.kr/hwpml/2011/paragraph\">{body}</hs:sec>"
    )
}

fn block(block: &Block) -> String {
    match block {
        Block::Line(pieces) => {
            format!(
                "<hp:p>{}</hp:p>",
                pieces.iter().map(|p| format!("<hp:run>{}</hp:run>", piece(p))).collect::<String>()
            )
        }
        Block::Table(t) => format!("<hp:p><hp:run>{}</hp:run></hp:p>", table(t)),
    }
}

fn list(blocks: &[Block]) -> String {
    format!("<hp:subList>{}</hp:subList>", blocks.iter().map(block).collect::<String>())
}

fn piece(piece: &Piece) -> String {
    match piece {
        Piece::Text(text) => format!("<hp:t>{}</hp:t>", escaped(text)),
        Piece::Struck(text) => format!("<hp:t><hp:deleteBegin/>{}<hp:deleteEnd/></hp:t>", escaped(text)),
        Piece::Memo(text) => {
            format!("<hp:ctrl><hp:fieldBegin type=\"MEMO\">{}</hp:fieldBegin></hp:ctrl>", list(&[super::line(text)]))
        }
        Piece::Box(blocks) => format!("<hp:rect><hp:drawText>{}</hp:drawText></hp:rect>", list(blocks)),
        Piece::Note(blocks) => format!("<hp:ctrl><hp:footNote>{}</hp:footNote></hp:ctrl>", list(blocks)),
    }
}

fn table(table: &Table) -> String {
    let row = |row: u32| {
        let cells = table.cells.iter().filter(|c| c.row == row).map(|c| {
            format!(
                "<hp:tc>{}<hp:cellAddr colAddr=\"{}\" rowAddr=\"{}\"/><hp:cellSpan colSpan=\"{}\" rowSpan=\"{}\"/></hp:tc>",
                list(&c.content), c.col, c.row, c.col_span, c.row_span
            )
        });
        format!("<hp:tr>{}</hp:tr>", cells.collect::<String>())
    };
    let rows: String = (0..table.rows).map(row).collect();
    format!("<hp:tbl rowCnt=\"{}\" colCnt=\"{}\">{rows}</hp:tbl>", table.rows, table.cols)
}

pub(super) fn hwpml(document: &Document) -> String {
    let body: String = document.blocks.iter().map(old_block).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\" ?><HWPML Version=\"2.91\"><HEAD SecCnt=\"1\"/><BODY><SECTION Id=\"0\">{body}</SECTION></BODY></HWPML>"
    )
}

fn old_block(block: &Block) -> String {
    match block {
        Block::Line(pieces) => format!("<P><TEXT>{}</TEXT></P>", pieces.iter().map(old_piece).collect::<String>()),
        Block::Table(t) => format!("<P><TEXT>{}</TEXT></P>", old_table(t)),
    }
}

fn old_list(blocks: &[Block]) -> String {
    format!("<PARALIST>{}</PARALIST>", blocks.iter().map(old_block).collect::<String>())
}

fn old_piece(piece: &Piece) -> String {
    match piece {
        Piece::Text(text) => format!("<CHAR>{}</CHAR>", escaped(text)),
        Piece::Struck(text) => format!("<CHAR><DELETEBEGIN/>{}<DELETEEND/></CHAR>", escaped(text)),
        Piece::Memo(text) => format!("<FIELDBEGIN Type=\"Memo\">{}</FIELDBEGIN>", old_list(&[super::line(text)])),
        Piece::Box(blocks) => format!("<RECTANGLE><DRAWTEXT>{}</DRAWTEXT></RECTANGLE>", old_list(blocks)),
        Piece::Note(blocks) => format!("<FOOTNOTE>{}</FOOTNOTE>", old_list(blocks)),
    }
}

fn old_table(table: &Table) -> String {
    let row = |row: u32| {
        let cells = table.cells.iter().filter(|c| c.row == row).map(|c| {
            format!(
                "<CELL ColAddr=\"{}\" RowAddr=\"{}\" ColSpan=\"{}\" RowSpan=\"{}\">{}</CELL>",
                c.col,
                c.row,
                c.col_span,
                c.row_span,
                old_list(&c.content)
            )
        });
        format!("<ROW>{}</ROW>", cells.collect::<String>())
    };
    let rows: String = (0..table.rows).map(row).collect();
    format!("<TABLE RowCount=\"{}\" ColCount=\"{}\">{rows}</TABLE>", table.rows, table.cols)
}
