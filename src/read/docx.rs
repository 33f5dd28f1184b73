//! DOCX (Office Open XML, ISO/IEC 29500): paragraphs and tables of the body.
//!
//! Text boxes stand after the paragraph that holds them. What is deleted, struck out or hidden is left out. Headers,
//! footers, footnotes and comments are parts of their own and are not read; automatic numbers are not written out.
//! Paragraphs are counted over the whole body, tables too; the anchors are the same as those of an HWP body of one
//! section.

use super::package::Package;
use super::xml::{self, Element, Node};
use crate::model::{Anchor, Content, Drawn, Flow, FlowCell, FlowTable, Joint, Origin, ReadError, Run, Runs, Source};
use crate::settings::Limits;

/// Where Word keeps the body.
const BODY: &str = "word/document.xml";

/// Reads a document.
pub(super) fn read(mut origin: Origin, bytes: &[u8], limits: &Limits) -> Result<Source, ReadError> {
    origin.media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    origin.encoding = "UTF-8";
    let mut package = Package::open(bytes, limits)?;
    let part = match package.part(BODY)? {
        Some(part) => part,
        None => {
            // other programs name it otherwise (`word/document2.xml`)
            let named = |n: &String| n.starts_with("word/document") && n.ends_with(".xml");
            let name = package.names().into_iter().find(named);
            let part = name.map(|n| package.part(&n)).transpose()?.flatten();
            part.ok_or_else(|| ReadError::Damaged { what: format!("{BODY} 없음 · missing") })?
        }
    };
    let tree = xml::parse(&part, BODY, limits)?;
    let mut source = Source::default();
    source.origin = origin;
    let mut reader = Reader { source, limits, paragraphs: 0, tables: 0, cell: None };
    let mut blocks = Vec::new();
    if let Some(body) = tree.find("body") {
        reader.blocks(body, &mut blocks)?;
    }
    let mut source = reader.source;
    if source.is_empty() {
        return Err(ReadError::Empty);
    }
    source.content = Content::Flow(blocks);
    Ok(source)
}

struct Reader<'l> {
    source: Source,
    limits: &'l Limits,
    paragraphs: u32,
    tables: u32,
    /// Table, row and column of the cell that is being read.
    cell: Option<(u32, u32, u32)>,
}

/// A paragraph that is being set.
#[derive(Default)]
struct Open<'t> {
    runs: Runs,
    text: String,
    /// Text boxes that stand in it.
    boxes: Vec<&'t Element>,
}

impl Reader<'_> {
    /// Paragraphs and tables of a body, a cell or a text box; wrappers around them are looked through.
    fn blocks(&mut self, parent: &Element, out: &mut Vec<Flow>) -> Result<(), ReadError> {
        for child in parent.elements() {
            match &*child.name {
                "p" => self.paragraph(child, out)?,
                "tbl" => self.table(child, out)?,
                "sdt" | "sdtContent" | "customXml" | "ins" | "moveTo" | "smartTag" => self.blocks(child, out)?,
                "AlternateContent" => {
                    if let Some(choice) = child.child("Choice").or(child.child("Fallback")) {
                        self.blocks(choice, out)?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn paragraph(&mut self, p: &Element, out: &mut Vec<Flow>) -> Result<(), ReadError> {
        let mut open = Open::default();
        self.inline(p, &mut open);
        self.end_line(&mut open);
        self.paragraphs += 1;
        if !open.runs.is_empty() {
            out.push(Flow::Paragraph(open.runs));
        }
        open.boxes.into_iter().try_for_each(|b| self.blocks(b, out))
    }

    fn inline<'t>(&mut self, parent: &'t Element, open: &mut Open<'t>) {
        for child in parent.elements() {
            match &*child.name {
                "r" if !is_out(child) => self.inline(child, open),
                "t" => {
                    for node in &child.children {
                        if let Node::Text(text) = node {
                            open.text.push_str(text);
                        }
                    }
                }
                "tab" | "ptab" => open.text.push('\t'),
                "br" | "cr" => self.end_line(open),
                "noBreakHyphen" => open.text.push('-'),
                "sym" => {
                    let code = child.attribute("char").and_then(|c| u32::from_str_radix(c, 16).ok());
                    open.text.extend(code.and_then(char::from_u32));
                }
                "txbxContent" => open.boxes.push(child),
                "AlternateContent" => {
                    if let Some(choice) = child.child("Choice").or(child.child("Fallback")) {
                        self.inline(choice, open);
                    }
                }
                "pPr" | "rPr" | "del" | "moveFrom" | "delText" | "instrText" | "rt" | "r" => {}
                _ => self.inline(child, open),
            }
        }
    }

    fn end_line(&mut self, open: &mut Open) {
        let text = open.text.trim_end_matches(' ');
        if !text.trim().is_empty() {
            let anchor = match self.cell {
                Some((table, row, col)) => Anchor::HwpCell { section: 0, table, row, col },
                None => Anchor::HwpParagraph { section: 0, paragraph: self.paragraphs },
            };
            let unit = self.source.push(anchor, text);
            open.runs.push(Run { unit, after: Joint::Line });
        }
        open.text.clear();
    }

    fn table(&mut self, tbl: &Element, out: &mut Vec<Flow>) -> Result<(), ReadError> {
        let number = self.tables;
        self.tables += 1;
        let mut cells: Vec<FlowCell> = Vec::new();
        // for each column, the cell that goes on downwards from the row before
        let mut above: Vec<Option<usize>> = Vec::new();
        let (mut row, mut cols) = (0, 0);
        let mut rows = Vec::new();
        rows_of(tbl, &mut rows);
        for tr in rows {
            let properties = tr.child("trPr");
            let mut col = properties.and_then(|p| p.child("gridBefore")?.number("val")).unwrap_or(0).min(COLUMNS);
            let mut next: Vec<Option<usize>> = vec![None; above.len()];
            let mut found = Vec::new();
            cells_of(tr, &mut found);
            for tc in found {
                let properties = tc.child("tcPr");
                let span = properties.and_then(|p| p.child("gridSpan")?.number("val")).unwrap_or(1).clamp(1, COLUMNS);
                let merge = properties.and_then(|p| p.child("vMerge"));
                let goes_on = merge.is_some_and(|m| m.attribute("val") != Some("restart"));
                let over = above.get(col as usize).copied().flatten();
                let index = match over.filter(|&i| goes_on && cells[i].col == col) {
                    Some(index) => {
                        cells[index].row_span = row - cells[index].row + 1;
                        // what Word hides under a merged cell is not shown
                        index
                    }
                    None => {
                        let outer = self.cell.replace((number, row, col));
                        let mut content = Vec::new();
                        let done = self.blocks(tc, &mut content);
                        self.cell = outer;
                        done?;
                        let content = content.into();
                        cells.push(FlowCell { row, col, row_span: 1, col_span: span, header: false, content });
                        cells.len() - 1
                    }
                };
                let after = (col + span) as usize;
                if next.len() < after {
                    next.resize(after, None);
                }
                if merge.is_some() {
                    next[col as usize..after].fill(Some(index));
                }
                col += span;
                cols = cols.max(col);
                super::grid::check_size(row + 1, cols, self.limits)?;
            }
            above = next;
            row += 1;
        }
        let (rows, cols) = super::grid::squeeze(&mut cells, row, cols);
        let table = FlowTable { rows, cols, drawn: Drawn::Native, cells, ..FlowTable::default() };
        out.push(Flow::Table(Box::new(table)));
        Ok(())
    }
}

/// Columns of a table; Word itself allows 63.
const COLUMNS: u32 = 1000;

/// The rows of a table, deleted ones left out; wrappers are looked through.
fn rows_of<'t>(parent: &'t Element, out: &mut Vec<&'t Element>) {
    for child in parent.elements() {
        match &*child.name {
            "tr" if child.child("trPr").and_then(|p| p.child("del")).is_none() => out.push(child),
            "sdt" | "sdtContent" | "customXml" | "ins" => rows_of(child, out),
            _ => {}
        }
    }
}

fn cells_of<'t>(parent: &'t Element, out: &mut Vec<&'t Element>) {
    for child in parent.elements() {
        match &*child.name {
            "tc" => out.push(child),
            "sdt" | "sdtContent" | "customXml" => cells_of(child, out),
            _ => {}
        }
    }
}

/// Whether a run is struck out or hidden.
fn is_out(run: &Element) -> bool {
    let on = |name: &str| {
        run.child("rPr")
            .and_then(|p| p.child(name))
            .is_some_and(|e| !matches!(e.attribute("val"), Some("0" | "false" | "off")))
    };
    on("strike") || on("dstrike") || on("vanish")
}
