//! What is left of a page to paragraphs and tables.

use super::furniture::Furniture;
use super::table;
use super::tree::{Id, Kind, Tree};
use crate::model::{Anchor, Drawn, Flow, FlowCell, FlowTable, Joint, ReadError, Run, Runs, Source};
use crate::read::grid;
use crate::settings::Limits;

/// The blocks of a page; their units go into `source`.
pub(super) fn blocks(tree: &Tree, source: &mut Source, limits: &Limits) -> Result<Vec<Flow>, ReadError> {
    let furniture = Furniture::of(tree);
    let mut page = Page { tree, furniture, source, limits };
    let mut out = Out::default();
    page.children(tree.root(), &mut out)?;
    page.end_paragraph(&mut out);
    Ok(out.blocks)
}

struct Page<'p> {
    tree: &'p Tree,
    furniture: Furniture,
    source: &'p mut Source,
    limits: &'p Limits,
}

/// Blocks that are set, and the paragraph that is being set.
#[derive(Default)]
struct Out {
    blocks: Vec<Flow>,
    lines: Runs,
    text: String,
    /// Line of the file at which `text` begins.
    begun: u32,
    /// White space that stands there if a word follows.
    space: bool,
    /// White space is set as it is written.
    verbatim: bool,
}

/// Elements that begin and end a paragraph.
const BLOCKS: &[&str] = &[
    "html",
    "body",
    "div",
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "section",
    "article",
    "main",
    "header",
    "address",
    "blockquote",
    "figure",
    "figcaption",
    "form",
    "fieldset",
    "legend",
    "details",
    "summary",
    "center",
    "pre",
    "hr",
    "hgroup",
    "caption",
    "table",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "td",
    "th",
    "dir",
    "listing",
    "xmp",
    "plaintext",
    "textarea",
    "label",
];

/// Characters of a text field from which it holds a text and not an entry.
const LONG_FIELD: usize = 100;

impl Page<'_> {
    fn children(&mut self, id: Id, out: &mut Out) -> Result<(), ReadError> {
        let tree = self.tree;
        tree.children(id).try_for_each(|child| self.node(child, out))
    }

    fn node(&mut self, id: Id, out: &mut Out) -> Result<(), ReadError> {
        if self.furniture.has(id) {
            return Ok(());
        }
        let tree = self.tree;
        let name = match &tree.node(id).kind {
            Kind::Text { text, line } => {
                self.text(text, *line, out);
                return Ok(());
            }
            Kind::Other => return Ok(()),
            Kind::Element(_) => tree.name(id),
        };
        match name {
            "br" => {
                if out.text.is_empty() && !out.space {
                    self.end_paragraph(out); // an empty line
                } else {
                    self.end_line(out);
                }
                Ok(())
            }
            "wbr" => Ok(()),
            "table" => self.table(id, out),
            "dl" => self.definitions(id, out),
            "pre" | "listing" | "xmp" | "plaintext" | "textarea" => {
                if name == "textarea" && self.letters(id) < LONG_FIELD {
                    return Ok(());
                }
                self.end_paragraph(out);
                out.verbatim = true;
                let done = self.children(id, out);
                self.end_paragraph(out);
                out.verbatim = false;
                done
            }
            name if BLOCKS.contains(&name) => {
                self.end_paragraph(out);
                self.children(id, out)?;
                self.end_paragraph(out);
                Ok(())
            }
            _ => self.children(id, out),
        }
    }

    fn text(&mut self, text: &str, line: u32, out: &mut Out) {
        let mut line = line;
        for c in text.chars() {
            let end = c == '\n';
            if end && out.verbatim {
                self.end_line(out);
            } else if c.is_ascii_whitespace() && !out.verbatim {
                out.space = true;
            } else if c != '\r' {
                if out.text.is_empty() {
                    out.begun = line;
                } else if out.space {
                    out.text.push(' ');
                }
                out.space = false;
                out.text.push(c);
            }
            line += u32::from(end);
        }
    }

    fn end_line(&mut self, out: &mut Out) {
        let text = out.text.trim_end();
        if !text.trim().is_empty() {
            let unit = self.source.push(Anchor::Line { line: out.begun }, text);
            out.lines.push(Run { unit, after: Joint::Line });
        }
        out.text.clear();
        out.space = false;
    }

    fn end_paragraph(&mut self, out: &mut Out) {
        self.end_line(out);
        if !out.lines.is_empty() {
            out.blocks.push(Flow::Paragraph(std::mem::take(&mut out.lines)));
        }
    }

    /// What an element holds, as blocks of its own.
    fn inside(&mut self, id: Id) -> Result<Vec<Flow>, ReadError> {
        let mut out = Out::default();
        self.children(id, &mut out)?;
        self.end_paragraph(&mut out);
        Ok(out.blocks)
    }

    /// Terms and what is said about them: `term : text` where both are short of a line, else one after the other.
    fn definitions(&mut self, list: Id, out: &mut Out) -> Result<(), ReadError> {
        self.end_paragraph(out);
        let tree = self.tree;
        let mut parts = Vec::new();
        for child in tree.children(list) {
            // the standard allows a `div` around each term and its text
            if tree.name(child) == "div" && !self.furniture.has(child) {
                parts.extend(tree.children(child));
            } else {
                parts.push(child);
            }
        }
        for id in parts {
            let term = match (tree.name(id), out.blocks.last()) {
                ("dd", Some(Flow::Paragraph(runs))) if out.text.is_empty() => match runs[..] {
                    [run] if self.is_term(run) => Some(run),
                    _ => None,
                },
                _ => None,
            };
            let from = out.blocks.len();
            self.node(id, out)?;
            self.end_paragraph(out);
            if let (Some(term), [Flow::Paragraph(said)]) = (term, &out.blocks[from..])
                && said.len() == 1
            {
                let mut runs = Runs::from_elem(term, 1);
                if !self.source.unit(term.unit).ends_with([':', '：']) {
                    let anchor = self.source.anchor(term.unit).unwrap_or(Anchor::Line { line: 1 });
                    runs.push(Run { unit: self.source.push(anchor, ":"), after: Joint::Space });
                }
                runs.push(Run { unit: said[0].unit, after: Joint::Space });
                out.blocks.truncate(from - 1);
                out.blocks.push(Flow::Paragraph(runs));
            }
        }
        Ok(())
    }

    /// Whether a line can stand before a colon: a few words, and no numbered heading.
    fn is_term(&self, run: Run) -> bool {
        let text = self.source.unit(run.unit);
        text.chars().count() <= 20 && !text.starts_with(|c: char| c.is_ascii_digit() || c == '제' || c == '(')
    }

    fn table(&mut self, id: Id, out: &mut Out) -> Result<(), ReadError> {
        self.end_paragraph(out);
        let placed = table::place(self.tree, id, self.limits)?;
        if self.is_frame(id, &placed) {
            for slot in &placed.cells {
                self.children(slot.id, out)?;
                self.end_paragraph(out);
            }
            return Ok(());
        }
        let mut cells = Vec::with_capacity(placed.cells.len());
        for slot in &placed.cells {
            cells.push(FlowCell {
                row: slot.row,
                col: slot.col,
                row_span: slot.row_span,
                col_span: slot.col_span,
                header: slot.header,
                content: self.inside(slot.id)?.into(),
            });
        }
        let (rows, cols) = grid::squeeze(&mut cells, placed.rows, placed.cols);
        grid::check_size(rows, cols, self.limits)?;
        let caption = match placed.caption.filter(|&c| !self.furniture.has(c)) {
            Some(caption) => self.caption(caption)?,
            None => Vec::new(),
        };
        let table = FlowTable { caption, rows, cols, drawn: Drawn::Native, cells, ..FlowTable::default() };
        out.blocks.push(Flow::Table(Box::new(table)));
        Ok(())
    }

    /// The caption of a table, unless it is one that tells a screen reader how the table is made.
    fn caption(&mut self, id: Id) -> Result<Vec<Run>, ReadError> {
        let lines = self.inside(id)?.into_iter().filter_map(|b| match b {
            Flow::Paragraph(runs) => Some(runs),
            Flow::Table(_) | Flow::Aside(..) => None,
        });
        let runs: Vec<Run> = lines.flatten().collect();
        let for_machines = ["표입니다", "제공", "관한 표", "나타낸 표", "구성", "안내표", "정보를"];
        let said = runs.iter().any(|r| for_machines.iter().any(|w| self.source.unit(r.unit).contains(w)));
        Ok(if said { Vec::new() } else { runs })
    }

    /// Whether a table only arranges the page: it says so, or its cells hold tables or headings and it has no headings of
    /// its own.
    fn is_frame(&self, id: Id, placed: &table::Placed) -> bool {
        let tree = self.tree;
        if tree.attribute(id, "role").is_some_and(|r| matches!(r.trim(), "presentation" | "none")) {
            return true;
        }
        if placed.cells.iter().any(|c| tree.name(c.id) == "th") {
            return false;
        }
        let (mut inner, mut headings) = (0usize, 0usize);
        for slot in &placed.cells {
            tree.walk(slot.id, |below| {
                match tree.name(below) {
                    "td" | "th" if below != slot.id => inner += 1,
                    "h1" | "h2" | "h3" | "h4" => headings += 1,
                    _ => {}
                }
                !self.furniture.has(below)
            });
        }
        inner > placed.cells.len() || headings >= 2
    }

    fn letters(&self, id: Id) -> usize {
        let mut sum = 0;
        self.tree.walk(id, |below| {
            if let Kind::Text { text, .. } = &self.tree.node(below).kind {
                sum += text.chars().filter(|c| !c.is_whitespace()).count();
            }
            true
        });
        sum
    }
}
