//! Tables as HTML, and pages as they were read, for finding out why a table is wrong.

use crate::model::page::{Axis, Bbox, Page};
use crate::model::{Anchor, Content, Source, Table};
use std::collections::BTreeSet;
use std::fmt::Write;

const STYLE: &str = "body{font-family:sans-serif}table{border-collapse:collapse;margin:1em 0}\
td,th{border:1px solid #888;padding:2px 6px;vertical-align:top;white-space:pre-line}svg{border:1px solid #ccc;display:block}";

/// The beginning of a page that holds tables.
#[must_use]
pub fn head(title: &str) -> String {
    format!("<!DOCTYPE html>\n<meta charset=\"utf-8\">\n<title>{}</title>\n<style>{STYLE}</style>\n", escaped(title))
}

/// Tables with their joined cells.
#[must_use]
pub fn tables(tables: &[Table]) -> String {
    let mut out = String::new();
    for table in tables {
        let page = table.page.map(|p| format!(" data-page=\"{p}\"")).unwrap_or_default();
        let _ = writeln!(out, "<table{page}>");
        if let Some(caption) = &table.caption {
            let _ = writeln!(out, "<caption>{}</caption>", escaped(caption.as_str()));
        }
        let mut cells = table.cells.iter().peekable();
        for row in 0..table.rows {
            out.push_str("<tr>");
            while let Some(cell) = cells.next_if(|c| c.row <= row) {
                let tag = if cell.header { "th" } else { "td" };
                let _ = write!(out, "<{tag}");
                for (name, span) in [("rowspan", cell.row_span), ("colspan", cell.col_span)] {
                    if span > 1 {
                        let _ = write!(out, " {name}=\"{span}\"");
                    }
                }
                let _ = write!(out, ">{}</{tag}>", escaped(cell.text.as_str().trim()));
            }
            out.push_str("</tr>\n");
        }
        out.push_str("</table>\n");
    }
    out
}

/// Each page as a drawing: shaded areas grey, images hatched, rulings red, text in its boxes, and around the text of
/// each cell of a table a green frame with its row and column. Empty where the source has no pages.
#[must_use]
pub fn pages(source: &Source, tables: &[Table]) -> String {
    let Content::Pages(pages) = &source.content else { return String::new() };
    pages.iter().map(|page| drawing(source, page, tables)).collect()
}

fn drawing(source: &Source, page: &Page, tables: &[Table]) -> String {
    let mut out = String::new();
    let (w, h) = (page.width, page.height);
    let _ = writeln!(
        out,
        "<h2>{} ({:?})</h2>\n<svg width=\"{w}\" height=\"{h}\" viewBox=\"0 0 {w} {h}\">",
        page.number, page.layer
    );
    for fill in &page.fills {
        rect(&mut out, fill.bbox, "fill=\"#000\" fill-opacity=\"0.08\"", "");
    }
    for image in &page.images {
        rect(&mut out, *image, "fill=\"#00f\" fill-opacity=\"0.05\" stroke=\"#00f\" stroke-dasharray=\"4\"", "");
    }
    for ruling in &page.rulings {
        let (x1, y1, x2, y2) = match ruling.axis {
            Axis::Across => (ruling.from, ruling.at, ruling.to, ruling.at),
            Axis::Upright => (ruling.at, ruling.from, ruling.at, ruling.to),
        };
        let _ = writeln!(out, "<line x1=\"{x1:.1}\" y1=\"{y1:.1}\" x2=\"{x2:.1}\" y2=\"{y2:.1}\" stroke=\"#d00\"/>");
    }
    for run in &page.runs {
        rect(&mut out, run.bbox, "fill=\"none\" stroke=\"#888\" stroke-width=\"0.3\"", "");
        let width = (run.bbox[2] - run.bbox[0]).max(0.1);
        let _ = writeln!(
            out,
            "<text x=\"{:.1}\" y=\"{:.1}\" font-size=\"{:.1}\" textLength=\"{width:.1}\" lengthAdjust=\"spacingAndGlyphs\">{}</text>",
            run.bbox[0],
            run.baseline,
            run.size,
            escaped(source.unit(run.unit))
        );
    }
    for (number, table) in tables.iter().enumerate().filter(|(_, t)| t.page == Some(page.number)) {
        for cell in &table.cells {
            let units: BTreeSet<u32> = cell.text.spans().iter().map(|s| s.unit).collect();
            let boxes = units.iter().filter_map(|u| match source.anchor(*u) {
                Some(Anchor::Region { bbox, .. }) => Some(bbox),
                _ => None,
            });
            let around = boxes.reduce(|a, b| [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])]);
            if let Some([x0, y0, x1, y1]) = around {
                let title = format!("{number}: {}/{} {}x{}", cell.row, cell.col, cell.row_span, cell.col_span);
                rect(
                    &mut out,
                    [x0 - 1.0, y0 - 1.0, x1 + 1.0, y1 + 1.0],
                    "fill=\"#0a0\" fill-opacity=\"0.07\" stroke=\"#0a0\"",
                    &title,
                );
            }
        }
    }
    out.push_str("</svg>\n");
    out
}

fn rect(out: &mut String, [x0, y0, x1, y1]: Bbox, style: &str, title: &str) {
    let (w, h) = ((x1 - x0).max(0.0), (y1 - y0).max(0.0));
    let _ = writeln!(
        out,
        "<rect x=\"{x0:.1}\" y=\"{y0:.1}\" width=\"{w:.1}\" height=\"{h:.1}\" {style}><title>{}</title></rect>",
        escaped(title)
    );
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
