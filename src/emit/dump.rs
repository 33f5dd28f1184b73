//! The output of one stage as JSON, to find the first stage whose answer is wrong.

use super::json::SourceView;
use crate::model::layout::Marker;
use crate::model::{Block, Layout, Place, Source, Span, Text};
use serde::Serialize;

/// `dump --stage raw`
#[derive(Debug, Serialize)]
pub struct RawDump<'s> {
    pub source: SourceView,
    pub units: Vec<UnitDump<'s>>,
}

#[derive(Debug, Serialize)]
pub struct UnitDump<'s> {
    pub unit: u32,
    pub place: String,
    pub text: &'s str,
}

/// `dump --stage layout`
#[derive(Debug, Serialize)]
pub struct LayoutDump<'s> {
    pub source: SourceView,
    pub blocks: Vec<BlockDump<'s>>,
}

#[derive(Debug, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum BlockDump<'s> {
    Paragraph {
        block: usize,
        line: Option<u32>,
        marker: String,
        indent: u16,
        text: &'s str,
    },
    Table {
        block: usize,
        line: Option<u32>,
        drawn: String,
        caption: Option<&'s str>,
        rows: u32,
        cols: u32,
        cells: Vec<CellDump<'s>>,
    },
}

#[derive(Debug, Serialize)]
pub struct CellDump<'s> {
    pub row: u32,
    pub col: u32,
    pub rowspan: u32,
    pub colspan: u32,
    pub header: bool,
    pub line: Option<u32>,
    pub text: &'s str,
}

#[must_use]
pub fn raw(source: &Source) -> RawDump<'_> {
    let units = (0..source.len() as u32)
        .map(|unit| UnitDump {
            unit,
            place: source.anchor(unit).map(|a| format!("{a:?}")).unwrap_or_default(),
            text: source.unit(unit),
        })
        .collect();
    RawDump { source: SourceView::with_notes(source), units }
}

#[must_use]
pub fn layout<'s>(source: &Source, layout: &'s Layout) -> LayoutDump<'s> {
    let line = |text: &Text| text.unit().and_then(|unit| Place::of(source, Span { unit, start: 0, end: 0 }).line);
    let blocks = layout.blocks.iter().enumerate().map(|(block, b)| match b {
        Block::Paragraph(p) => BlockDump::Paragraph {
            block,
            line: line(&p.line),
            marker: marker(p.marker),
            indent: p.indent,
            text: p.text.as_str(),
        },
        Block::Table(t) => BlockDump::Table {
            block,
            line: t.cells.iter().find_map(|c| line(&c.text)),
            drawn: format!("{:?}", t.drawn).to_lowercase(),
            caption: t.caption.as_ref().map(Text::as_str),
            rows: t.rows,
            cols: t.cols,
            cells: t
                .cells
                .iter()
                .map(|c| CellDump {
                    row: c.row,
                    col: c.col,
                    rowspan: c.row_span,
                    colspan: c.col_span,
                    header: c.header,
                    line: line(&c.text),
                    text: c.text.as_str(),
                })
                .collect(),
        },
    });
    LayoutDump { source: SourceView::with_notes(source), blocks: blocks.collect() }
}

fn marker(marker: Marker) -> String {
    match marker {
        Marker::None => String::new(),
        Marker::Bullet(c) => c.to_string(),
        Marker::Number { value, level } => format!("{value} (level {level})"),
        Marker::Heading(level) => "#".repeat(usize::from(level)),
        Marker::Bracket => "[]".to_owned(),
    }
}
