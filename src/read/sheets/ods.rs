//! ODS (OpenDocument 1.2): the tables of `content.xml`. Repeated empty rows and cells are counted and not built.

use super::{Budget, Workbook, number, shown};
use crate::model::ReadError;
use crate::model::sheet::{Merged, Sheet};
use crate::read::package::Package;
use crate::read::xml::{self, Element, Node};
use crate::settings::Limits;

const CONTENT: &str = "content.xml";

/// How often a row or a cell that holds something is repeated at most: a sheet filled by repetition says nothing more.
const REPEATED: u32 = 1000;

pub(super) fn ods(bytes: &[u8], limits: &Limits) -> Result<Workbook, ReadError> {
    let mut package = Package::open(bytes, limits)?;
    let missing = || ReadError::Damaged { what: format!("{CONTENT} 없음 · missing") };
    let part = package.part(CONTENT)?.ok_or_else(missing)?;
    if let Some(manifest) = package.part("META-INF/manifest.xml")?
        && memchr::memmem::find(&manifest, b"encryption-data").is_some()
    {
        return Err(ReadError::Encrypted { what: "ODS".to_owned() });
    }
    let tree = xml::parse(&part, CONTENT, limits)?;
    let hidden_styles = hidden_styles(&tree);
    let tables = tree.find("spreadsheet").into_iter().flat_map(Element::elements).filter(|e| &*e.name == "table");
    let mut budget = Budget::new(limits);
    let mut all = Vec::new();
    for (at, table) in tables.enumerate() {
        let name = table.attribute("name").unwrap_or_default().to_owned();
        let hidden = table.attribute("style-name").is_some_and(|s| hidden_styles.contains(&s));
        let mut sheet = Sheet::new(at as u32, name);
        let mut row = 0u32;
        rows(table, &mut sheet, &mut row, &mut budget)?;
        all.push((sheet.closed(), hidden));
    }
    Ok(shown(all))
}

/// Names of the styles of tables that are not shown.
fn hidden_styles(tree: &Element) -> Vec<&str> {
    let styles = tree.find("automatic-styles").into_iter().flat_map(Element::elements);
    let hidden =
        |style: &&Element| style.child("table-properties").is_some_and(|p| p.attribute("display") == Some("false"));
    styles.filter(hidden).filter_map(|s| s.attribute("name")).collect()
}

/// The rows of a table or of a group of rows.
fn rows(parent: &Element, sheet: &mut Sheet, row: &mut u32, budget: &mut Budget) -> Result<(), ReadError> {
    for child in parent.elements() {
        match &*child.name {
            "table-row" => {
                let repeated = child.number("number-rows-repeated").unwrap_or(1).max(1);
                let holds = child.elements().any(|c| !text(c).is_empty());
                if holds {
                    for _ in 0..repeated.min(REPEATED) {
                        cells(child, sheet, *row, budget)?;
                        *row = row.saturating_add(1);
                    }
                    let hidden = matches!(child.attribute("visibility"), Some("collapse" | "filter"));
                    sheet.hidden_rows += if hidden { repeated.min(REPEATED) } else { 0 };
                } else {
                    *row = row.saturating_add(repeated);
                }
            }
            "table-row-group" | "table-header-rows" | "table-rows" => rows(child, sheet, row, budget)?,
            _ => {}
        }
    }
    Ok(())
}

fn cells(tr: &Element, sheet: &mut Sheet, row: u32, budget: &mut Budget) -> Result<(), ReadError> {
    let mut col = 0u32;
    for cell in tr.elements() {
        let covered = &*cell.name == "covered-table-cell";
        if &*cell.name != "table-cell" && !covered {
            continue;
        }
        let repeated = cell.number("number-columns-repeated").unwrap_or(1).max(1);
        let text = text(cell);
        if text.is_empty() || covered {
            col = col.saturating_add(repeated);
            continue;
        }
        let across = cell.number("number-columns-spanned").unwrap_or(1).max(1);
        let down = cell.number("number-rows-spanned").unwrap_or(1).max(1);
        for _ in 0..repeated.min(REPEATED) {
            budget.push(sheet, row, col, &text)?;
            if across > 1 || down > 1 {
                let (last_row, last_col) = (row.saturating_add(down - 1), col.saturating_add(across - 1));
                sheet.merged.push(Merged { rows: (row, last_row), cols: (col, last_col) });
            }
            col = col.saturating_add(1);
        }
        col = col.saturating_add(repeated - repeated.min(REPEATED));
    }
    Ok(())
}

/// What a cell shows: its paragraphs, else its value.
fn text(cell: &Element) -> String {
    let mut lines = Vec::new();
    for p in cell.elements().filter(|e| &*e.name == "p") {
        let mut line = String::new();
        inline(p, &mut line);
        lines.push(line);
    }
    if lines.iter().any(|l| !l.trim().is_empty()) {
        return lines.join("\n");
    }
    match cell.attribute("value-type") {
        Some("float" | "currency" | "percentage") => {
            cell.attribute("value").and_then(|v| v.parse().ok()).map_or(String::new(), number::plain)
        }
        Some("date") => cell.attribute("date-value").unwrap_or_default().replace('T', " "),
        _ => String::new(),
    }
}

fn inline(parent: &Element, out: &mut String) {
    for child in &parent.children {
        match child {
            Node::Text(text) => out.push_str(text),
            Node::Element(e) => match &*e.name {
                "s" => out.extend(std::iter::repeat_n(' ', e.number("c").unwrap_or(1).min(100) as usize)),
                "tab" => out.push('\t'),
                "line-break" => out.push('\n'),
                "annotation" | "note" => {}
                _ => inline(e, out),
            },
        }
    }
}
