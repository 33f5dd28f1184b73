//! The tables as they stand in the file: raw text, all spans, a table inside a cell after the table that holds it.

use super::joined;
use crate::model::{Cell, Flow, FlowTable, Run, Source, Table, Text};

/// The tables of a flow as the file draws them.
pub(in crate::layout) fn drawn(source: &Source, blocks: &[Flow]) -> Vec<Table> {
    let mut out = Vec::new();
    collect(source, blocks, &mut out);
    out
}

fn collect(source: &Source, blocks: &[Flow], out: &mut Vec<Table>) {
    for block in blocks {
        match block {
            Flow::Paragraph(_) => {}
            Flow::Aside(_, content) => collect(source, content, out),
            Flow::Table(table) => {
                out.push(as_drawn(source, table));
                table.cells.iter().for_each(|c| collect(source, &c.content, out));
            }
        }
    }
}

/// A table whose cells have the text of their own paragraphs, without what stands in tables and boxes inside them.
fn as_drawn(source: &Source, table: &FlowTable) -> Table {
    let raw = |runs: &[Run]| joined(runs, |run| Text::identity(run.unit, 0, source.unit(run.unit)));
    let cells = table.cells.iter().map(|c| {
        let own = c.content.iter().filter_map(|b| match b {
            Flow::Paragraph(runs) => Some(raw(runs)),
            Flow::Table(_) | Flow::Aside(..) => None,
        });
        let (row_span, col_span) = (c.row_span.max(1), c.col_span.max(1));
        let text = Text::join(&own.collect::<Vec<_>>(), "\n").trim();
        Cell { row: c.row, col: c.col, row_span, col_span, header: c.header, text }
    });
    let caption = raw(&table.caption).trim();
    Table {
        caption: (!caption.is_empty()).then_some(caption),
        page: table.page,
        rows: table.rows,
        cols: table.cols,
        drawn: table.drawn,
        columns: Vec::new(),
        cells: cells.collect(),
    }
}
