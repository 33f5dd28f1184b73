//! Pages to paragraphs and tables: where a file only says where its letters and lines stand.
//!
//! On each page tables are found by their rulings both ways ([`ruled`]) or their fields of colour ([`fills`]), by
//! rulings across alone ([`stripes`]), or by the way their text stands ([`bare`]); what is left is running text
//! ([`prose`]). Headers and footers of pages are set apart ([`furniture`]), and a table that goes on on the next page is
//! joined again ([`join`]).

mod bare;
mod cells;
mod columns;
mod fills;
mod furniture;
mod join;
mod prose;
mod ruled;
mod sheet;
mod stripes;
mod union;

use super::flow;
use crate::model::page::{Bbox, Page, Ruling, TextLayer};
use crate::model::{Cell, Flow, FlowCell, FlowTable, Flows, NativeCell, Source, Table, Text};
use sheet::{Sheet, SheetCell};

/// Something that stands on a page.
#[derive(Clone, Debug)]
enum Part {
    Table(Sheet),
    /// Indexes of runs of running text.
    Text(Vec<usize>),
}

/// The parts of a page from top to bottom.
#[derive(Debug)]
struct PageParts<'p> {
    page: &'p Page,
    parts: Vec<Part>,
}

/// The paragraphs and tables of a document, tables joined over its pages, and the units that stand in cells of the
/// tables as [`drawn`] gives them.
pub(super) fn flow(source: &Source, pages: &[Page]) -> (Vec<Flow>, Vec<(u32, NativeCell)>) {
    let (parts, continued) = aligned(source, pages);
    let mut cells = Vec::new();
    let mut tables = 0;
    for (page, sheet) in sheets(&parts) {
        push_cells(page, sheet, &mut tables, &mut cells);
    }
    (join::join(source, &parts, &continued), cells)
}

fn aligned<'p>(source: &Source, pages: &'p [Page]) -> (Vec<PageParts<'p>>, Vec<join::Continued>) {
    let furniture = furniture::find(source, pages);
    let mut parts: Vec<PageParts> = pages.iter().map(|page| parts(page, &furniture)).collect();
    let continued = join::align(source, &mut parts);
    (parts, continued)
}

fn sheets<'a>(parts: &'a [PageParts<'a>]) -> impl Iterator<Item = (&'a Page, &'a Sheet)> {
    let sheet = |part: &'a Part| if let Part::Table(sheet) = part { Some(sheet) } else { None };
    parts.iter().flat_map(move |p| p.parts.iter().filter_map(sheet).map(|s| (p.page, s)))
}

fn push_cells(page: &Page, sheet: &Sheet, tables: &mut u32, out: &mut Vec<(u32, NativeCell)>) {
    let table = Some(*tables);
    *tables += 1;
    for cell in &sheet.cells {
        let place = NativeCell { table, row: cell.row, col: cell.col };
        out.extend(cell.runs.iter().map(|run| (page.runs[*run].unit, place)));
    }
    for inner in sheet.cells.iter().flat_map(|c| &c.inner) {
        push_cells(page, inner, tables, out);
    }
}

/// The tables of each page as they are drawn there, with their text as it stands, inner tables after the one that holds
/// them.
pub(super) fn drawn(source: &Source, pages: &[Page]) -> Vec<Table> {
    let (parts, _) = aligned(source, pages);
    let mut out = Vec::new();
    for (page, sheet) in sheets(&parts) {
        push_drawn(source, page, sheet, &mut out);
    }
    out
}

fn push_drawn(source: &Source, page: &Page, sheet: &Sheet, out: &mut Vec<Table>) {
    let cells = sheet.cells.iter().map(|cell| {
        let lines = cells::lines(page, &cell.runs);
        let runs = cells::joined(source, page, &lines, cells::right_edge(&lines, cell.bbox));
        let mut text = Text::default();
        flow::join_raw(&mut text, source, &runs);
        let (row, col, row_span, col_span) = (cell.row, cell.col, cell.row_span, cell.col_span);
        Cell { row, col, row_span, col_span, header: false, text }
    });
    out.push(Table {
        page: Some(sheet.page),
        rows: sheet.rows(),
        cols: sheet.cols(),
        drawn: sheet.drawn,
        cells: cells.collect(),
        ..Table::default()
    });
    for inner in sheet.cells.iter().flat_map(|c| &c.inner) {
        push_drawn(source, page, inner, out);
    }
}

/// The fields of tables that rulings draw both ways.
pub(super) fn fields(rulings: &[Ruling]) -> Vec<Bbox> {
    let page = Page { rulings: rulings.to_vec(), ..Page::default() };
    let sheets = ruled::components(rulings).into_iter().flat_map(|c| ruled::tables(&page, &c));
    sheets.flat_map(|s| s.cells).map(|c| c.bbox).collect()
}

/// Takes a page apart.
fn parts<'p>(page: &'p Page, furniture: &furniture::Furniture) -> PageParts<'p> {
    if matches!(page.layer, TextLayer::Unusable) {
        return PageParts { page, parts: Vec::new() };
    }
    let mut components = ruled::components(&page.rulings);
    components.extend(fills::components(page, &components));
    let mut sheets: Vec<Sheet> = components.iter().flat_map(|c| ruled::tables(page, c)).collect();
    // a frame around one field is a border around running text
    sheets.retain(|s| s.cells.len() > 1 && s.has_text());
    let mut sheets = nest(sheets);
    let taken = |sheets: &[Sheet]| -> Vec<bool> {
        let mut taken = vec![false; page.runs.len()];
        sheets.iter().for_each(|s| mark(s, &mut taken));
        taken
    };
    let mut used = taken(&sheets);
    // a box of one column may hold columns without borders
    let mut open = used.clone();
    for run in sheets.iter().filter(|s| s.cols() == 1).flat_map(|s| &s.cells).flat_map(|c| &c.runs) {
        open[*run] = false;
    }
    let found = stripes::tables(page, &components, &open);
    sheets.retain(|s| s.cols() > 1 || !found.iter().any(|f| sheet::inside(&f.bbox, &s.bbox, 6.0)));
    sheets.extend(found);
    used = taken(&sheets);
    for run in furniture.of(page.number) {
        used[*run] = true;
    }
    if sheets.is_empty() && !is_drawing(page, &components) {
        sheets.extend(bare::tables(page, &used));
        let again = taken(&sheets);
        used.iter_mut().zip(again).for_each(|(u, a)| *u |= a);
    }
    sheets.sort_by(|a, b| a.bbox[1].total_cmp(&b.bbox[1]).then(a.bbox[0].total_cmp(&b.bbox[0])));
    let left: Vec<usize> = (0..page.runs.len()).filter(|r| !used[*r]).collect();
    PageParts { page, parts: in_order(page, sheets, &left) }
}

/// Whether a page shows boxes that are no table, as a diagram does.
fn is_drawing(page: &Page, components: &[ruled::Component]) -> bool {
    let boxes = components.iter().filter(|c| c.rulings.len() >= 4).count();
    boxes + page.fills.len() >= 5
}

fn mark(sheet: &Sheet, taken: &mut [bool]) {
    for cell in &sheet.cells {
        cell.runs.iter().for_each(|r| taken[*r] = true);
        cell.inner.iter().for_each(|s| mark(s, taken));
    }
}

/// Puts tables that lie in a cell of another one into that cell.
fn nest(mut sheets: Vec<Sheet>) -> Vec<Sheet> {
    let area = |b: &Bbox| (b[2] - b[0]) * (b[3] - b[1]);
    sheets.sort_by(|a, b| area(&b.bbox).total_cmp(&area(&a.bbox)));
    let mut out: Vec<Sheet> = Vec::new();
    for sheet in sheets {
        match out.iter_mut().find_map(|outer| cell_around(outer, &sheet)) {
            Some(cell) => {
                let inner: Vec<usize> = sheet.cells.iter().flat_map(|c| c.runs.iter().copied()).collect();
                cell.runs.retain(|r| !inner.contains(r));
                cell.inner.push(sheet);
            }
            None => out.push(sheet),
        }
    }
    out
}

/// The innermost cell that a table lies in.
fn cell_around<'s>(outer: &'s mut Sheet, inner: &Sheet) -> Option<&'s mut SheetCell> {
    let cell = outer.cells.iter_mut().find(|c| sheet::inside(&inner.bbox, &c.bbox, 1.0))?;
    if cell.inner.iter_mut().any(|s| cell_around(s, inner).is_some()) {
        return cell.inner.iter_mut().find_map(|s| cell_around(s, inner));
    }
    Some(cell)
}

/// Tables and the text between them, from top to bottom.
fn in_order(page: &Page, sheets: Vec<Sheet>, left: &[usize]) -> Vec<Part> {
    let mut out = Vec::new();
    let mut rest: Vec<usize> = left.to_vec();
    for sheet in sheets {
        let middle = (sheet.bbox[1] + sheet.bbox[3]) / 2.0;
        let (above, below): (Vec<usize>, Vec<usize>) = rest
            .into_iter()
            .partition(|r| page.runs[*r].centre().1 < sheet.bbox[1].max(middle.min(sheet.bbox[1] + 3.0)));
        if !above.is_empty() {
            out.push(Part::Text(above));
        }
        out.push(Part::Table(sheet));
        rest = below;
    }
    if !rest.is_empty() {
        out.push(Part::Text(rest));
    }
    out
}

fn flow_table(source: &Source, page: &Page, sheet: &Sheet) -> FlowTable {
    let cells = sheet.cells.iter().map(|cell| FlowCell {
        row: cell.row,
        col: cell.col,
        row_span: cell.row_span,
        col_span: cell.col_span,
        header: false,
        content: content(source, page, cell),
    });
    FlowTable {
        page: Some(sheet.page),
        caption: Vec::new(),
        rows: sheet.rows(),
        cols: sheet.cols(),
        drawn: sheet.drawn,
        cells: cells.collect(),
    }
}

/// What stands in a cell, text and inner tables from top to bottom.
fn content(source: &Source, page: &Page, cell: &SheetCell) -> Flows {
    let mut out = Flows::new();
    let mut rest = cell.runs.clone();
    let text = |runs: &[usize], out: &mut Flows| {
        if !runs.is_empty() {
            let lines = cells::lines(page, runs);
            let right = cells::right_edge(&lines, cell.bbox);
            out.push(Flow::Paragraph(cells::joined(source, page, &lines, right)));
        }
    };
    for inner in &cell.inner {
        let (above, below): (Vec<usize>, Vec<usize>) =
            rest.into_iter().partition(|r| page.runs[*r].centre().1 < inner.bbox[1]);
        text(&above, &mut out);
        out.push(Flow::Table(Box::new(flow_table(source, page, inner))));
        rest = below;
    }
    text(&rest, &mut out);
    out
}
