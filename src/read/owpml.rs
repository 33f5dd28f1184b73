//! Paragraphs and tables of HWPX (KS X 6101, OWPML) and HWPML: two spellings of one structure.
//!
//! Prefixes are ignored. Only the text elements of a paragraph itself are its text: memos, text boxes, notes and captions
//! have paragraphs of their own. The place of a cell stands behind its text. No entity of a document type is expanded.

use super::drawn::{Cell, Count, DEPTH, Gathered, Node, Nodes, Table};
use super::events::{Events, character};
use crate::model::{Aside, ReadError};
use quick_xml::events::{BytesStart, Event};

/// Elements inside each other.
const ELEMENTS: usize = 512;

/// What an element is to us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Element {
    Section,
    Paragraph,
    Text,
    Table,
    Row,
    Cell,
    Address,
    Span,
    Position,
    Caption,
    Aside(Aside),
    Tab,
    LineBreak,
    Blank,
    StruckFrom,
    StruckTo,
    /// Where the lines of a paragraph broke when it was last shown: a fifth of a section, and nothing that is read.
    Lines,
    /// Left out with all that stands in it.
    Skip,
    Other,
}

fn element(name: &str) -> Element {
    match name {
        // more than half of all elements, and nothing that is read
        "run" | "subList" | "cellSz" | "cellMargin" => Element::Other,
        "linesegarray" => Element::Lines,
        "sec" | "SECTION" => Element::Section,
        "p" | "P" => Element::Paragraph,
        "t" | "CHAR" | "mainText" | "MAINTEXT" => Element::Text,
        "tbl" | "TABLE" => Element::Table,
        "tr" | "ROW" => Element::Row,
        "tc" | "CELL" => Element::Cell,
        "cellAddr" => Element::Address,
        "cellSpan" => Element::Span,
        "pos" | "POSITION" => Element::Position,
        "caption" | "CAPTION" => Element::Caption,
        "drawText" | "DRAWTEXT" => Element::Aside(Aside::Box),
        "footNote" | "FOOTNOTE" | "endNote" | "ENDNOTE" => Element::Aside(Aside::Note),
        "header" | "HEADER" | "footer" | "FOOTER" | "masterPage" | "MASTERPAGE" => Element::Aside(Aside::Furniture),
        "tab" | "TAB" => Element::Tab,
        "lineBreak" | "LINEBREAK" => Element::LineBreak,
        "nbSpace" | "NBSPACE" | "fwSpace" | "FWSPACE" => Element::Blank,
        "deleteBegin" | "DELETEBEGIN" => Element::StruckFrom,
        "deleteEnd" | "DELETEEND" => Element::StruckTo,
        // memos stand in the field that they belong to
        "fieldBegin" | "FIELDBEGIN" | "hiddenComment" | "HIDDENCOMMENT" => Element::Skip,
        _ => Element::Other,
    }
}

/// An open element with what it holds so far.
enum Frame {
    Plain,
    Text,
    Section(Nodes),
    Paragraph { text: String, out: Nodes, below: Nodes, struck: bool },
    Table { table: Table, rows: u32, hangs_below: bool },
    Row,
    Cell(Cell),
    Caption(Nodes),
    Aside(Aside, Nodes),
}

/// Adds the blocks of each section of an XML file; `what` names the file in an error.
///
/// # Errors
/// The XML is no XML or ends inside an element, it is nested too deeply, or it has more paragraphs than the limit.
pub(super) fn sections(xml: &str, what: &str, count: &mut Count, gathered: &mut Gathered) -> Result<(), ReadError> {
    let mut walk = Walk { stack: Vec::new(), tables: 0, skip: 0, gathered, count, spare: Vec::new() };
    let mut events = Events::of(xml);
    let damaged = |place: usize, cause: &dyn std::fmt::Display| ReadError::Damaged {
        what: format!("{what}, {place} 바이트 · byte {place}: {cause}"),
    };
    loop {
        match events.read().map_err(|e| damaged(events.place(), &e))? {
            Event::Start(start) => {
                if walk.open(&start)? == Element::Lines {
                    events.pass_over();
                }
            }
            Event::Empty(start) => {
                walk.open(&start)?;
                walk.close()?;
            }
            Event::End(_) => walk.close()?,
            Event::Text(text) => walk.text(&text.xml10_content()),
            Event::CData(text) => walk.text(&text.xml10_content()),
            Event::GeneralRef(name) => {
                if let Some(c) = character(&name) {
                    walk.text(c.encode_utf8(&mut [0; 4]));
                }
            }
            Event::Eof => break,
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
    if !walk.stack.is_empty() || walk.skip > 0 {
        return Err(damaged(xml.len(), &"열린 채 끝납니다 · ends inside an element"));
    }
    Ok(())
}

struct Walk<'c> {
    stack: Vec<Frame>,
    /// Tables and asides that are open.
    tables: usize,
    /// Open elements inside one that is left out, itself counted.
    skip: usize,
    gathered: &'c mut Gathered,
    count: &'c mut Count,
    /// Texts of paragraphs that have been closed, for those that will be opened.
    spare: Vec<String>,
}

impl Walk<'_> {
    /// Opens an element, and says what it is.
    fn open(&mut self, start: &BytesStart<'_>) -> Result<Element, ReadError> {
        if self.stack.len() + self.skip >= ELEMENTS {
            return Err(ReadError::TooDeep { limit: ELEMENTS as u64 });
        }
        let element = element(local_name(start));
        if self.skip > 0 || element == Element::Skip {
            self.skip += 1;
            return Ok(element);
        }
        let frame = match element {
            Element::Section => Frame::Section(Nodes::new()),
            Element::Paragraph => {
                self.count.one()?;
                let text = self.spare.pop().unwrap_or_default();
                Frame::Paragraph { text, out: Nodes::new(), below: Nodes::new(), struck: false }
            }
            Element::Text => Frame::Text,
            Element::Table => {
                self.deeper()?;
                let stated = number(start, &["rowCnt", "RowCount"]).zip(number(start, &["colCnt", "ColCount"]));
                Frame::Table { table: Table { stated, ..Table::default() }, rows: 0, hangs_below: false }
            }
            Element::Row => Frame::Row,
            Element::Cell => {
                self.count.one()?;
                Frame::Cell(self.cell(start))
            }
            Element::Caption => Frame::Caption(Nodes::new()),
            Element::Aside(kind) => {
                self.deeper()?;
                Frame::Aside(kind, Nodes::new())
            }
            leaf => {
                self.leaf(leaf, start);
                Frame::Plain
            }
        };
        self.stack.push(frame);
        Ok(element)
    }

    fn deeper(&mut self) -> Result<(), ReadError> {
        self.tables += 1;
        if self.tables > DEPTH { Err(ReadError::TooDeep { limit: DEPTH as u64 }) } else { Ok(()) }
    }

    /// An element that says something about what stands around it.
    fn leaf(&mut self, leaf: Element, start: &BytesStart<'_>) {
        match leaf {
            Element::Tab => self.text("\t"),
            Element::LineBreak => self.put("\n"),
            Element::Blank => self.text(" "),
            Element::StruckFrom | Element::StruckTo => {
                let open = self.stack.iter_mut().rev().find_map(|f| match f {
                    Frame::Paragraph { struck, .. } => Some(struck),
                    _ => None,
                });
                if let Some(struck) = open {
                    *struck = leaf == Element::StruckFrom;
                }
            }
            Element::Address | Element::Span => {
                // the cell right outside
                let Some(Frame::Cell(cell)) = self.stack.last_mut() else { return };
                place(cell, start);
            }
            Element::Position => {
                if let Some(Frame::Table { hangs_below, .. }) = self.stack.last_mut() {
                    *hangs_below = below_its_paragraph(start);
                }
            }
            _ => {}
        }
    }

    /// A cell with what its element says; rows count as they stand in the file.
    fn cell(&self, start: &BytesStart<'_>) -> Cell {
        let rows = self.stack.iter().rev().find_map(|f| match f {
            Frame::Table { rows, .. } => Some(*rows),
            _ => None,
        });
        let mut cell = Cell { row: rows.unwrap_or(0), row_span: 1, col_span: 1, ..Cell::default() };
        place(&mut cell, start);
        cell
    }

    /// Text inside a text element.
    fn text(&mut self, text: &str) {
        // markers of the text (highlights, titles) stand inside its element
        let inside = self.stack.iter().rev().find(|f| !matches!(f, Frame::Plain));
        if self.skip == 0 && matches!(inside, Some(Frame::Text)) {
            // a line end of the XML is no line end of the author
            if text.contains(['\n', '\r']) { self.put(&text.replace(['\n', '\r'], " ")) } else { self.put(text) }
        }
    }

    fn put(&mut self, piece: &str) {
        let open = self.stack.iter_mut().rev().find(|f| !matches!(f, Frame::Plain | Frame::Text));
        if let Some(Frame::Paragraph { text, struck: false, .. }) = open {
            text.push_str(piece);
        }
    }

    fn close(&mut self) -> Result<(), ReadError> {
        if self.skip > 0 {
            self.skip -= 1;
            return Ok(());
        }
        match self.stack.pop() {
            Some(Frame::Section(nodes)) => self.gathered.sections.push(nodes),
            Some(Frame::Paragraph { mut text, mut out, mut below, .. }) => {
                if !text.is_empty() || out.is_empty() && below.is_empty() {
                    out.push(written(&mut text, self.gathered));
                }
                self.spare.push(text);
                out.append(&mut below);
                self.give(out, false);
            }
            Some(Frame::Table { table, hangs_below, .. }) => {
                self.tables -= 1;
                self.give(Nodes::from([Node::Table(Box::new(table))]), !hangs_below);
            }
            Some(Frame::Row) => {
                if let Some(Frame::Table { rows, .. }) = self.stack.last_mut() {
                    *rows += 1;
                }
            }
            Some(Frame::Cell(cell)) => {
                let table = self.stack.iter_mut().rev().find_map(|f| match f {
                    Frame::Table { table, .. } => Some(table),
                    _ => None,
                });
                if let Some(table) = table {
                    table.cells.push(cell);
                }
            }
            Some(Frame::Caption(nodes)) => match self.stack.last_mut() {
                Some(Frame::Table { table, .. }) => table.caption = nodes,
                // of a picture or a drawing
                _ => self.give(Nodes::from([Node::Aside(Aside::Box, Box::new(nodes))]), false),
            },
            Some(Frame::Aside(kind, nodes)) => {
                self.tables -= 1;
                if !nodes.is_empty() {
                    self.give(Nodes::from([Node::Aside(kind, Box::new(nodes))]), false);
                }
            }
            Some(Frame::Plain | Frame::Text) | None => {}
        }
        Ok(())
    }

    /// Hands finished nodes to what stands around them. In a paragraph, `here` cuts its text at this place.
    fn give(&mut self, mut nodes: Nodes, here: bool) {
        for frame in self.stack.iter_mut().rev() {
            match frame {
                Frame::Paragraph { text, out, below, .. } => {
                    if here {
                        if !text.is_empty() {
                            out.push(written(text, self.gathered));
                        }
                        out.append(&mut nodes);
                    } else {
                        below.append(&mut nodes);
                    }
                    return;
                }
                Frame::Section(into) | Frame::Caption(into) | Frame::Aside(_, into) => return into.append(&mut nodes),
                Frame::Cell(cell) => return cell.content.append(&mut nodes),
                Frame::Plain | Frame::Text | Frame::Row | Frame::Table { .. } => {}
            }
        }
    }
}

/// The paragraph of a text, which is empty afterwards.
fn written(text: &mut String, gathered: &mut Gathered) -> Node {
    let start = gathered.text.len();
    gathered.text.push_str(text);
    text.clear();
    Node::Paragraph(start..gathered.text.len())
}

/// What an element says of a cell. HWPML says all at the cell itself.
fn place(cell: &mut Cell, start: &BytesStart<'_>) {
    for (name, value) in attributes(start) {
        let number = || value.parse().ok();
        match name {
            "rowAddr" | "RowAddr" => cell.row = number().unwrap_or(cell.row),
            "colAddr" | "ColAddr" => cell.col = number().or(cell.col),
            "rowSpan" | "RowSpan" => cell.row_span = number().unwrap_or(1),
            "colSpan" | "ColSpan" => cell.col_span = number().unwrap_or(1),
            "header" | "Header" => cell.header = is_true(value),
            _ => {}
        }
    }
}

/// Whether a table that is no character of the line stands some way below the top of its paragraph.
fn below_its_paragraph(start: &BytesStart<'_>) -> bool {
    let (mut as_character, mut from_paragraph, mut offset) = (false, false, 0i64);
    for (name, value) in attributes(start) {
        match name {
            "treatAsChar" | "TreatAsChar" => as_character = is_true(value),
            "vertRelTo" | "VertRelTo" => from_paragraph = value.eq_ignore_ascii_case("para"),
            // an offset upwards is written as a large number without a sign
            "vertOffset" | "VertOffset" => offset = value.parse().unwrap_or(0),
            _ => {}
        }
    }
    !as_character && from_paragraph && (1..1 << 31).contains(&offset)
}

fn is_true(value: &str) -> bool {
    value == "1" || value == "true"
}

/// The name of an element without its prefix.
fn local_name<'e>(start: &'e BytesStart<'_>) -> &'e str {
    let name = start.name().into_inner();
    split_at_mark(name, b':').map_or(name, |(_, local)| local)
}

/// The attributes of an element as they are written, in one pass; what is no attribute ends it.
fn attributes<'e>(start: &'e BytesStart<'_>) -> impl Iterator<Item = (&'e str, &'e str)> {
    let mut rest = start.attributes_raw();
    std::iter::from_fn(move || {
        let (name, behind) = split_at_mark(rest, b'=')?;
        let behind = behind.trim_ascii_start();
        let mark = behind.bytes().next().filter(|b| matches!(b, b'"' | b'\''))?;
        let (value, next) = split_at_mark(&behind[1..], mark)?;
        rest = next;
        Some((name.trim_ascii(), value))
    })
}

/// What stands before and behind the first of a mark of ASCII. Names and values are a few bytes long: counting them off is
/// several times as fast as a search made for long texts.
fn split_at_mark(text: &str, mark: u8) -> Option<(&str, &str)> {
    let at = text.bytes().position(|b| b == mark)?;
    Some((&text[..at], &text[at + 1..]))
}

/// The first of these attributes that is a number.
fn number(start: &BytesStart<'_>, names: &[&str]) -> Option<u32> {
    attributes(start).find(|(name, _)| names.contains(name))?.1.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Limits;

    fn read(body: &str) -> Result<(String, Nodes), ReadError> {
        let xml = format!("<hs:sec xmlns:hs='s' xmlns:hp='p'>{body}</hs:sec>");
        let mut gathered = Gathered::default();
        sections(&xml, "section0.xml", &mut Count::new(&Limits::default()), &mut gathered)?;
        Ok((gathered.text, gathered.sections.remove(0)))
    }

    fn lines(body: &str) -> Vec<String> {
        let mut out = Vec::new();
        let (text, nodes) = read(body).unwrap();
        for node in nodes {
            match node {
                Node::Paragraph(range) => out.push(text[range].to_owned()),
                other => out.push(format!("{other:?}")),
            }
        }
        out
    }

    #[test]
    fn text_is_that_of_the_paragraph_itself() {
        let memo = "<hp:ctrl><hp:fieldBegin type='MEMO'><hp:subList><hp:p><hp:run><hp:t>메모</hp:t></hp:run></hp:p></hp:subList></hp:fieldBegin></hp:ctrl>";
        let body = format!("<hp:p><hp:run>{memo}<hp:t>NT </hp:t></hp:run><hp:run><hp:t>4.0</hp:t></hp:run></hp:p>");
        assert_eq!(lines(&body), ["NT 4.0"]);
    }

    #[test]
    fn where_lines_broke_is_passed_over() {
        let lines = "<hp:linesegarray><hp:lineseg textpos='0'/><x></y></hp:linesegarray>";
        let body = format!("<hp:p><hp:run><hp:t>가</hp:t></hp:run>{lines}</hp:p><hp:p>{lines}</hp:p>");
        assert_eq!(self::lines(&body), ["가", ""]);
        assert!(matches!(read("<hp:linesegarray><hp:lineseg/>"), Err(ReadError::Damaged { .. })));
    }

    #[test]
    fn struck_text_and_breaks() {
        let body = "<hp:p><hp:run><hp:t>가<hp:deleteBegin/>나<hp:lineBreak/></hp:t></hp:run><hp:run><hp:t>다<hp:deleteEnd/>라<hp:lineBreak/>마<hp:fwSpace/>바<hp:tab/></hp:t></hp:run></hp:p>";
        assert_eq!(lines(body), ["가라\n마 바\t"]);
    }

    #[test]
    fn entities_of_xml_and_no_others() {
        assert_eq!(lines("<hp:p><hp:run><hp:t>&lt;&#44032;&#x41;&amp;&evil;</hp:t></hp:run></hp:p>"), ["<가A&"]);
    }

    #[test]
    fn half_an_xml() {
        for body in ["<hp:p>", "<hp:p></hp:q>", "<hp:p", "<hp:ctrl><hp:fieldBegin><hp:p>"] {
            assert!(matches!(read(body), Err(ReadError::Damaged { .. })), "{body}");
        }
    }

    #[test]
    fn elements_and_tables_inside_each_other() {
        let nested = |open: &str, close: &str, n: usize| format!("{}{}", open.repeat(n), close.repeat(n));
        assert!(read(&nested("<x>", "</x>", 500)).is_ok());
        assert!(matches!(read(&nested("<x>", "</x>", 600)), Err(ReadError::TooDeep { limit: 512 })));
        let table = ("<tbl><tr><tc><p>", "</p></tc></tr></tbl>");
        assert!(read(&nested(table.0, table.1, 60)).is_ok());
        assert!(matches!(read(&nested(table.0, table.1, 70)), Err(ReadError::TooDeep { limit: 64 })));
    }
}
