//! HWPX (KS X 6101, OWPML): a ZIP package with its media type first and stored, as every reader of it expects.

mod header;
mod package;
mod section;

use super::document::{Block, Document};
use super::text;

/// Names of the styles of characters, in the order of the header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Characters {
    Body,
    Title,
    Heading,
    Head,
    Gap,
}

/// Names of the styles of paragraphs, in the order of the header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Paragraphs {
    Body,
    Title,
    Heading,
    Item,
    Cell,
    Head,
}

/// Borders and fillings, in the order of the header; they count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Borders {
    None = 1,
    Plain,
    Cell,
    Head,
}

/// The package.
///
/// # Errors
/// The ZIP file could not be built; why.
pub(super) fn write(document: &Document) -> Result<Vec<u8>, String> {
    package::write(document, &header::write(), &section::write(document), &preview(document))
}

/// What a file manager shows of the document: its first lines, cells in `< >` as HWP writes them.
fn preview(document: &Document) -> String {
    const LONGEST: usize = 1000;
    let mut out = format!("{}\r\n", document.title);
    for block in &document.blocks {
        match block {
            Block::Heading(line) | Block::Paragraph(line) => out += &format!("{line}\r\n"),
            Block::Item(line) => out += &format!("- {line}\r\n"),
            Block::Table(table) => {
                for row in text::cells(table) {
                    out.extend(row.iter().map(|cell| format!("<{cell}>")));
                    out += "\r\n";
                }
            }
        }
        if out.chars().count() > LONGEST {
            break;
        }
    }
    out.chars().take(LONGEST).collect()
}

/// A text as character data of XML 1.0, which has no place for some characters.
fn escaped(text: &str) -> String {
    let allowed = |c: char| !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}');
    quick_xml::escape::escape(text.chars().filter(|c| allowed(*c)).collect::<String>()).into_owned()
}

/// The namespaces that the parts of a document declare. HWP declares all of them in each part, and programs ask for it.
const NAMESPACES: &str = "xmlns:ha=\"http://www.hancom.co.kr/hwpml/2011/app\" \
     xmlns:hp=\"http://www.hancom.co.kr/hwpml/2011/paragraph\" \
     xmlns:hp10=\"http://www.hancom.co.kr/hwpml/2016/paragraph\" \
     xmlns:hs=\"http://www.hancom.co.kr/hwpml/2011/section\" \
     xmlns:hc=\"http://www.hancom.co.kr/hwpml/2011/core\" \
     xmlns:hh=\"http://www.hancom.co.kr/hwpml/2011/head\" \
     xmlns:hhs=\"http://www.hancom.co.kr/hwpml/2011/history\" \
     xmlns:hm=\"http://www.hancom.co.kr/hwpml/2011/master-page\" \
     xmlns:hpf=\"http://www.hancom.co.kr/schema/2011/hpf\" \
     xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
     xmlns:opf=\"http://www.idpf.org/2007/opf/\" \
     xmlns:ooxmlchart=\"http://www.hancom.co.kr/hwpml/2016/ooxmlchart\" \
     xmlns:hwpunitchar=\"http://www.hancom.co.kr/hwpml/2016/HwpUnitChar\" \
     xmlns:epub=\"http://www.idpf.org/2007/ops\" \
     xmlns:config=\"urn:oasis:names:tc:opendocument:xmlns:config:1.0\"";

/// The first line of every part.
const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\" ?>";
