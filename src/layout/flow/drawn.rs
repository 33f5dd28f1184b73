//! The tables as they stand in the file: raw text, all spans, a table inside a cell after the table that holds it.

use super::join_raw;
use crate::model::{Cell, Flow, FlowTable, Source, Table, Text};

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
    let cells = table.cells.iter().map(|c| {
        let mut text = Text::default();
        let own = c.content.iter().filter_map(|b| match b {
            Flow::Paragraph(runs) => Some(runs),
            Flow::Table(_) | Flow::Aside(..) => None,
        });
        for (i, runs) in own.enumerate() {
            if i > 0 {
                text.push_joiner("\n");
            }
            join_raw(&mut text, source, runs);
        }
        let (row_span, col_span) = (c.row_span.max(1), c.col_span.max(1));
        Cell { row: c.row, col: c.col, row_span, col_span, header: c.header, text: text.trimmed() }
    });
    let mut caption = Text::default();
    join_raw(&mut caption, source, &table.caption);
    let caption = caption.trimmed();
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
