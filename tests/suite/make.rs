//! An invented notice, written in every format by generators of our own; and the pieces of packages for hostile ones.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook};
use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;

/// A piece of a document.
#[derive(Clone, Debug)]
pub(crate) enum Piece {
    Heading(&'static str),
    Text(&'static str),
    Item(&'static str),
    /// Rows of cells with their spans down and across; a cell that another covers is left out.
    Table(Vec<Vec<Cell>>),
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Cell {
    pub(crate) text: &'static str,
    pub(crate) down: usize,
    pub(crate) across: usize,
}

fn rows(text: &'static str) -> Piece {
    let cell = |text: &'static str| {
        // `^2 text` covers two rows
        match text.strip_prefix('^').and_then(|t| t.split_once(' ')) {
            Some((down, text)) => Cell { text, down: down.parse().unwrap(), across: 1 },
            None => Cell { text, down: 1, across: 1 },
        }
    };
    Piece::Table(text.lines().map(|l| l.split('|').map(str::trim).filter(|c| *c != "^").map(cell).collect()).collect())
}

/// A notice in which nothing is wrong, with a merged cell, items and labels.
pub(crate) fn notice() -> Vec<Piece> {
    use Piece::{Heading, Item, Text};
    vec![
        Heading("대전광역시 유성구 달빛도서관 고정형 영상정보처리기기 운영·관리 방침"),
        Text("달빛도서관은 영상정보를 어떤 용도로 쓰고 관리하는지 이 방침으로 알려 드립니다."),
        Heading("1. 고정형 영상정보처리기기의 설치 근거 및 설치 목적"),
        Item("시설안전 및 화재 예방"),
        Item("고객의 안전을 위한 범죄 예방"),
        Heading("2. 설치 대수, 설치 위치 및 촬영범위"),
        rows(
            "시설명|설치 대수|설치 위치|촬영범위\n\
             달빛도서관|4대|1층 출입구(2대), 2층 열람실(2대)|^2 출입구 전체\n\
             노을분관|3대|지하 주차장|^\n\
             새봄작은도서관|2대|서고 입구|서고 전체",
        ),
        Heading("3. 관리책임자 및 접근권한자"),
        rows(
            "구분|이름|직위|소속|연락처\n\
             관리책임자|김가람|관장|달빛도서관|042-555-0101\n\
             접근권한자|박누리|주무관|달빛도서관|042-555-0102",
        ),
        Heading("4. 영상정보의 촬영시간, 보관기간, 보관장소 및 처리방법"),
        rows("촬영시간|보관기간|보관장소\n24시간|촬영일로부터 30일|1층 전산실"),
        Item("처리방법: 보관기간이 지나면 복원할 수 없는 방법으로 지웁니다."),
        Heading("5. 개인영상정보의 확인 방법 및 장소에 관한 사항"),
        Item("확인 방법: 관리책임자에게 미리 연락하고 방문하면 확인할 수 있습니다."),
        Item("확인 장소: 달빛도서관 1층 사무실"),
        Heading("6. 정보주체의 영상정보 열람 등 요구에 대한 조치"),
        Item("개인영상정보 열람·존재확인 청구서로 신청해야 합니다."),
        Heading("7. 영상정보의 안전성 확보조치"),
        Item("암호화하고 접근 권한을 나누어 줍니다."),
        Heading("8. 고정형 영상정보처리기기 운영·관리 방침 변경에 관한 사항"),
        Text("이 방침은 2024년 3월 4일에 제정되었으며 바뀌는 내용은 시행하기 7일 전에 알립니다."),
        Item("공고일자: 2024년 3월 4일 / 시행일자: 2024년 3월 11일"),
    ]
}

/// Each cell of a table with its row and column.
fn placed(table: &[Vec<Cell>]) -> Vec<(usize, usize, Cell)> {
    let mut covered: Vec<(usize, usize)> = Vec::new();
    let mut out = Vec::new();
    for (row, cells) in table.iter().enumerate() {
        let mut col = 0;
        for cell in cells {
            while covered.contains(&(row, col)) {
                col += 1;
            }
            for r in row..row + cell.down {
                covered.extend((col..col + cell.across).map(|c| (r, c)));
            }
            out.push((row, col, *cell));
            col += cell.across;
        }
    }
    out
}

/// Lines; cells parted by tabs, what a cell covers left empty.
pub(crate) fn text(pieces: &[Piece]) -> String {
    let mut out = String::new();
    for piece in pieces {
        match piece {
            Piece::Heading(t) => writeln!(out, "\n{t}").unwrap(),
            Piece::Text(t) => writeln!(out, "{t}").unwrap(),
            Piece::Item(t) => writeln!(out, " - {t}").unwrap(),
            Piece::Table(table) => {
                let placed = placed(table);
                let cols = placed.iter().map(|(_, c, cell)| c + cell.across).max().unwrap();
                for row in 0..table.len() {
                    let at =
                        |col| placed.iter().find(|(r, c, _)| (*r, *c) == (row, col)).map_or("", |(_, _, c)| c.text);
                    writeln!(out, "{}", (0..cols).map(at).collect::<Vec<_>>().join("\t")).unwrap();
                }
            }
        }
    }
    out
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('·', "&middot;")
}

/// The body of a page.
pub(crate) fn html_body(pieces: &[Piece]) -> String {
    let mut out = String::new();
    let mut list = false;
    for piece in pieces {
        let item = matches!(piece, Piece::Item(_));
        if item != list {
            out.push_str(if item { "<ul>\n" } else { "</ul>\n" });
            list = item;
        }
        match piece {
            Piece::Heading(t) => writeln!(out, "<h3>{}</h3>", escaped(t)).unwrap(),
            Piece::Text(t) => writeln!(out, "<p>{}", escaped(t)).unwrap(), // not closed, as often
            Piece::Item(t) => writeln!(out, "<li>{}", escaped(t)).unwrap(),
            Piece::Table(table) => {
                out.push_str("<table border=1>\n");
                for (row, cells) in table.iter().enumerate() {
                    out.push_str("<tr>");
                    for cell in cells {
                        let tag = if row == 0 { "th" } else { "td" };
                        let text = escaped(cell.text);
                        write!(out, "<{tag} rowspan=\"{}\" colspan=\"{}\">{text}", cell.down, cell.across).unwrap();
                    }
                    out.push('\n');
                }
                out.push_str("</table>\n");
            }
        }
    }
    if list {
        out.push_str("</ul>\n");
    }
    out
}

/// A page with a menu, hidden captions, a survey and a footer around the notice.
pub(crate) fn html(pieces: &[Piece]) -> String {
    let body = html_body(pieces).replace(
        "<table border=1>",
        "<table border=1><caption class=\"blind\">설치 현황을 구분, 대수로 나타낸 표입니다</caption>",
    );
    format!(
        "<!DOCTYPE html>\n<html lang=\"ko\"><head><meta charset=\"utf-8\"><title>달빛도서관</title>\n\
         <style>h3 {{ color: navy }}</style><script>var 관리책임자 = '041-555-0199';</script></head>\n<body>\n\
         <a href=\"#content\">본문 바로가기</a>\n\
         <div id=\"gnb\"><ul><li><a href=\"/a\">도서관 소개</a></li><li><a href=\"/b\">설치 현황</a></li>\
         <li><a href=\"/c\">관리책임자 041-555-0198</a></li></ul></div>\n\
         <div class=\"breadcrumb\">홈 &gt; 이용안내 &gt; 영상정보</div>\n\
         <div id=\"content\">\n{body}</div>\n\
         <form><fieldset><legend>이 페이지에 만족하십니까?</legend><label><input type=radio name=s> 만족</label>\
         <label><input type=radio name=s> 보통</label><label><input type=radio name=s> 불만</label></fieldset></form>\n\
         <footer>관리책임자 홍보팀 041-555-0197</footer>\n</body></html>\n"
    )
}

/// A package of parts, each compressed.
pub(crate) fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A part that unpacks to so many MiB of one byte between a head and a tail.
pub(crate) fn bomb(name: &str, head: &str, mebibytes: usize, tail: &str) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file(name, SimpleFileOptions::default()).unwrap();
    zip.write_all(head.as_bytes()).unwrap();
    let block = vec![b' '; 1 << 20];
    for _ in 0..mebibytes {
        zip.write_all(&block).unwrap();
    }
    zip.write_all(tail.as_bytes()).unwrap();
    zip.finish().unwrap().into_inner()
}

pub(crate) const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// A Word document around a body.
pub(crate) fn word(body: &str) -> Vec<u8> {
    let document =
        format!("<?xml version=\"1.0\"?><w:document xmlns:w=\"{WORD}\"><w:body>{body}</w:body></w:document>");
    package(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", document.as_bytes())])
}

pub(crate) fn docx(pieces: &[Piece]) -> Vec<u8> {
    // the dot in a run of its own, as programs write it; what was deleted and what is hidden beside it
    let paragraph = |t: &str| {
        let run = |t: &str| {
            let t = t.replace('&', "&amp;").replace('<', "&lt;");
            format!("<w:r><w:t xml:space=\"preserve\">{t}</w:t></w:r>")
        };
        let (head, tail) = t.split_once('·').map_or((t, None), |(head, tail)| (head, Some(tail)));
        let mut runs = run(head);
        if let Some(tail) = tail {
            runs += &run("·");
            runs += "<w:del><w:r><w:delText>지운 글</w:delText></w:r></w:del>";
            runs += "<w:r><w:rPr><w:vanish/></w:rPr><w:t>숨은 글</w:t></w:r>";
            runs += "<w:r><w:rPr><w:strike/></w:rPr><w:t>그은 글</w:t></w:r>";
            runs += &run(tail);
        }
        format!("<w:p>{runs}</w:p>")
    };
    let mut body = String::new();
    for piece in pieces {
        match piece {
            Piece::Heading(t) | Piece::Text(t) => body += &paragraph(t),
            Piece::Item(t) => body += &paragraph(&format!("- {t}")),
            Piece::Table(table) => {
                let placed = placed(table);
                let cols = placed.iter().map(|(_, c, cell)| c + cell.across).max().unwrap();
                body += "<w:tbl>";
                for row in 0..table.len() {
                    body += "<w:tr>";
                    let mut col = 0;
                    while col < cols {
                        let (top, _, cell) =
                            placed.iter().find(|(r, c, cell)| *c == col && (*r..r + cell.down).contains(&row)).unwrap();
                        let merge = match (cell.down, *top == row) {
                            (1, _) => "",
                            (_, true) => "<w:vMerge w:val=\"restart\"/>",
                            (_, false) => "<w:vMerge/>",
                        };
                        let text = if *top == row { cell.text } else { "" };
                        write!(
                            body,
                            "<w:tc><w:tcPr><w:gridSpan w:val=\"{}\"/>{merge}</w:tcPr>{}</w:tc>",
                            cell.across,
                            paragraph(text)
                        )
                        .unwrap();
                        col += cell.across;
                    }
                    body += "</w:tr>";
                }
                body += "</w:tbl>";
            }
        }
    }
    word(&body)
}

/// A workbook whose bytes do not depend on the day.
pub(crate) fn book() -> Workbook {
    let mut book = Workbook::new();
    let made = ExcelDateTime::from_ymd(2024, 3, 4).unwrap();
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    book
}

/// A sheet: a row for each paragraph, a blank row around tables; counts as numbers with their unit in the format.
pub(crate) fn xlsx(pieces: &[Piece]) -> Vec<u8> {
    let mut book = book();
    let sheet = book.add_worksheet();
    let plain = Format::new();
    let counted = Format::new().set_num_format("0\"대\"");
    let mut row = 0u32;
    for piece in pieces {
        match piece {
            Piece::Heading(t) | Piece::Text(t) => {
                sheet.write_string(row, 0, *t).unwrap();
                row += 1;
            }
            Piece::Item(t) => {
                sheet.write_string(row, 0, format!("- {t}")).unwrap();
                row += 1;
            }
            Piece::Table(table) => {
                for (r, c, cell) in placed(table) {
                    let (r, c) = (row + r as u32, c as u16);
                    if cell.down > 1 || cell.across > 1 {
                        let last = (r + cell.down as u32 - 1, c + cell.across as u16 - 1);
                        sheet.merge_range(r, c, last.0, last.1, cell.text, &plain).unwrap();
                    } else if let Some(n) = cell.text.strip_suffix('대').and_then(|n| n.parse::<u32>().ok()) {
                        sheet.write_number_with_format(r, c, n, &counted).unwrap();
                    } else {
                        sheet.write_string(r, c, cell.text).unwrap();
                    }
                }
                row += table.len() as u32 + 1;
            }
        }
    }
    let hidden = book.add_worksheet();
    hidden.set_name("옛 자료").unwrap().set_hidden(true);
    hidden.write_string(0, 0, "관리책임자: 041-555-0196").unwrap();
    book.save_to_buffer().unwrap()
}

pub(crate) fn ods(pieces: &[Piece]) -> Vec<u8> {
    let mut rows = String::new();
    let line = |t: &str| {
        format!("<table:table-row><table:table-cell><text:p>{t}</text:p></table:table-cell></table:table-row>")
    };
    for piece in pieces {
        match piece {
            Piece::Heading(t) | Piece::Text(t) => rows += &line(t),
            Piece::Item(t) => rows += &line(&format!("- {t}")),
            Piece::Table(table) => {
                let placed = placed(table);
                let cols = placed.iter().map(|(_, c, cell)| c + cell.across).max().unwrap();
                for row in 0..table.len() {
                    rows += "<table:table-row>";
                    for col in 0..cols {
                        rows += &match placed.iter().find(|(r, c, _)| (*r, *c) == (row, col)) {
                            Some((_, _, cell)) => format!(
                                "<table:table-cell table:number-rows-spanned=\"{}\" table:number-columns-spanned=\"{}\">\
                                 <text:p>{}</text:p></table:table-cell>",
                                cell.down, cell.across, cell.text
                            ),
                            None => "<table:covered-table-cell/>".to_owned(),
                        };
                    }
                    rows += "</table:table-row>";
                }
                rows += "<table:table-row table:number-rows-repeated=\"1\"><table:table-cell/></table:table-row>";
            }
        }
    }
    ods_of(&rows)
}

/// A spreadsheet of OpenDocument around its rows, with a million empty ones after them, as LibreOffice writes it.
pub(crate) fn ods_of(rows: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet>\
         <table:table table:name=\"방침\">{rows}<table:table-row table:number-rows-repeated=\"1048000\">\
         <table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row></table:table>\
         </office:spreadsheet></office:body></office:document-content>"
    );
    package(&[("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content.as_bytes())])
}

/// Texts of a sheet at their rows and columns, and its merged regions: first and last row, first and last column.
pub(crate) struct Sheet<'t> {
    pub(crate) cells: Vec<(u16, u16, Cow<'t, str>)>,
    pub(crate) merged: Vec<[u16; 4]>,
}

impl Sheet<'_> {
    pub(crate) fn of<const N: usize>(cells: [(u16, u16, &'static str); N], merged: [u16; 4]) -> Self {
        Sheet { cells: cells.map(|(row, col, text)| (row, col, text.into())).to_vec(), merged: vec![merged] }
    }
}

/// A row for each paragraph, a blank row after tables.
pub(crate) fn sheet(pieces: &[Piece]) -> Sheet<'_> {
    let mut sheet = Sheet { cells: Vec::new(), merged: Vec::new() };
    let mut row = 0;
    for piece in pieces {
        match piece {
            Piece::Heading(t) | Piece::Text(t) => sheet.cells.push((row, 0, Cow::Borrowed(t))),
            Piece::Item(t) => sheet.cells.push((row, 0, Cow::Owned(format!("- {t}")))),
            Piece::Table(table) => {
                for (r, c, cell) in placed(table) {
                    let (r, c) = (row + r as u16, c as u16);
                    sheet.cells.push((r, c, Cow::Borrowed(cell.text)));
                    if cell.down > 1 || cell.across > 1 {
                        sheet.merged.push([r, r + cell.down as u16 - 1, c, c + cell.across as u16 - 1]);
                    }
                }
                row += table.len() as u16;
            }
        }
        row += 1;
    }
    sheet.cells.sort_by_key(|(row, col, _)| (*row, *col));
    sheet
}

/// A workbook of BIFF 8 with labels and numbers.
pub(crate) fn xls(of: &Sheet<'_>) -> Vec<u8> {
    fn record(out: &mut Vec<u8>, kind: u16, data: &[u8]) {
        out.extend(kind.to_le_bytes());
        out.extend((data.len() as u16).to_le_bytes());
        out.extend(data);
    }
    let begin = |kind: u16| [&[0x00, 0x06][..], &kind.to_le_bytes(), &[0; 12]].concat();
    let mut globals = Vec::new();
    record(&mut globals, 0x0809, &begin(0x0005));
    record(&mut globals, 0x0042, &1200u16.to_le_bytes());
    let bound = |offset: u32| [&offset.to_le_bytes()[..], &[0, 0, 1, 0], b"A"].concat();
    let length = globals.len() + 4 + bound(0).len() + 4;
    record(&mut globals, 0x0085, &bound(length as u32));
    record(&mut globals, 0x000A, &[]);
    let mut sheet = globals;
    record(&mut sheet, 0x0809, &begin(0x0010));
    for (row, col, text) in &of.cells {
        let at = [row.to_le_bytes(), col.to_le_bytes(), [0, 0]].concat();
        if let Ok(number) = text.parse::<f64>() {
            record(&mut sheet, 0x0203, &[at, number.to_le_bytes().to_vec()].concat());
        } else {
            let letters: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let count = (text.encode_utf16().count() as u16).to_le_bytes().to_vec();
            record(&mut sheet, 0x0204, &[at, count, vec![1], letters].concat());
        }
    }
    let regions = [of.merged.len() as u16].into_iter().chain(of.merged.iter().flatten().copied());
    record(&mut sheet, 0x00E5, &regions.flat_map(u16::to_le_bytes).collect::<Vec<_>>());
    record(&mut sheet, 0x000A, &[]);
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream("/Workbook").unwrap().write_all(&sheet).unwrap();
    file.into_inner().into_inner()
}

/// A workbook of XLSB with texts; `hidden` rows are not shown.
pub(crate) fn xlsb(of: &Sheet<'_>, hidden: &[u16]) -> Vec<u8> {
    fn varied(out: &mut Vec<u8>, mut value: usize) {
        while value > 0x7F {
            out.push(value as u8 | 0x80);
            value >>= 7;
        }
        out.push(value as u8);
    }
    fn record(out: &mut Vec<u8>, kind: usize, data: &[u8]) {
        varied(out, kind);
        varied(out, data.len());
        out.extend(data);
    }
    fn text(text: &str) -> Vec<u8> {
        let count = (text.encode_utf16().count() as u32).to_le_bytes();
        count.into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
    }
    let numbers = |all: &[u32]| all.iter().flat_map(|n| n.to_le_bytes()).collect::<Vec<u8>>();
    let mut book = Vec::new();
    record(&mut book, 131, &[]);
    record(&mut book, 143, &[]);
    record(&mut book, 156, &[numbers(&[0, 1]), text("rId1"), text("방침")].concat());
    record(&mut book, 144, &[]);
    record(&mut book, 132, &[]);
    let mut sheet = Vec::new();
    let last = |at: fn(&(u16, u16, Cow<'_, str>)) -> u16| u32::from(of.cells.iter().map(at).max().unwrap());
    record(&mut sheet, 129, &[]);
    record(&mut sheet, 148, &numbers(&[0, last(|c| c.0), 0, last(|c| c.1)]));
    record(&mut sheet, 145, &[]);
    for row in of.cells.chunk_by(|a, b| a.0 == b.0) {
        let flags = if hidden.contains(&row[0].0) { 0x10 } else { 0 };
        record(&mut sheet, 0, &[numbers(&[u32::from(row[0].0), 0]), vec![0, 0, 0, flags, 0, 0, 0, 0, 0]].concat());
        for (_, col, words) in row {
            record(&mut sheet, 6, &[numbers(&[u32::from(*col), 0]), text(words)].concat());
        }
    }
    record(&mut sheet, 146, &[]);
    record(&mut sheet, 177, &numbers(&[of.merged.len() as u32]));
    for region in &of.merged {
        record(&mut sheet, 176, &numbers(&region.map(u32::from)));
    }
    record(&mut sheet, 178, &[]);
    record(&mut sheet, 130, &[]);
    let office = "http://schemas.openxmlformats.org";
    let related = |target: &str, kind: &str| {
        format!(
            "<?xml version=\"1.0\"?><Relationships xmlns=\"{office}/package/2006/relationships\"><Relationship \
             Id=\"rId1\" Type=\"{office}/officeDocument/2006/relationships/{kind}\" Target=\"{target}\"/></Relationships>"
        )
    };
    let types = format!(
        "<?xml version=\"1.0\"?><Types xmlns=\"{office}/package/2006/content-types\"><Default Extension=\"rels\" \
         ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/xl/workbook.bin\" \
         ContentType=\"application/vnd.ms-excel.sheet.binary.macroEnabled.main\"/><Override \
         PartName=\"/xl/worksheets/sheet1.bin\" ContentType=\"application/vnd.ms-excel.worksheet\"/></Types>"
    );
    package(&[
        ("[Content_Types].xml", types.as_bytes()),
        ("_rels/.rels", related("xl/workbook.bin", "officeDocument").as_bytes()),
        ("xl/workbook.bin", &book),
        ("xl/_rels/workbook.bin.rels", related("worksheets/sheet1.bin", "worksheet").as_bytes()),
        ("xl/worksheets/sheet1.bin", &sheet),
    ])
}
