//! HTML: one page that needs nothing from elsewhere, for the screen, the printer and those who listen to it.

use super::document::{Block, Cell, Document, Table};
use crate::lexicon::gap;
use std::fmt::Write;

const STYLE: &str = "\
:root{color-scheme:light dark}
body{margin:0;background:Canvas;color:CanvasText;font:1rem/1.7 'Pretendard','Noto Sans KR','Malgun Gothic','맑은 고딕','Apple SD Gothic Neo',sans-serif;word-break:keep-all;overflow-wrap:anywhere}
main{max-width:60rem;margin:0 auto;padding:1.5rem 1rem 4rem}
h1{font-size:1.6rem;line-height:1.4;text-align:center;margin:1rem 0 2rem}
h2{font-size:1.15rem;line-height:1.5;margin:2.2rem 0 .6rem}
p,ul{margin:.4rem 0}
ul{padding-left:1.4rem}
.wide{overflow-x:auto;margin:.6rem 0}
table{border-collapse:collapse;width:100%;min-width:32rem;font-size:.95rem}
caption{text-align:left;font-size:.85rem;padding:.2rem 0}
th,td{border:1px solid GrayText;padding:.4rem .6rem;text-align:left;vertical-align:middle;unicode-bidi:isolate;overflow-wrap:break-word}
td[rowspan]{vertical-align:top}
thead th{text-align:center;background:#e7ecf3;color:#111}
tbody th{font-weight:inherit}
mark{background:#fff2b3;color:#7a1f00;font-weight:bold;padding:0 .15em}
@media print{@page{size:A4;margin:20mm}main{max-width:none;padding:0}h2{break-after:avoid}tr{break-inside:avoid}thead{display:table-header-group}.wide{overflow:visible}table{min-width:0}}
";

pub(super) fn write(document: &Document) -> String {
    let title = escaped(&document.title);
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"ko\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
    );
    let (mut list, mut section, mut tables) = (false, false, 0u32);
    for block in &document.blocks {
        let item = matches!(block, Block::Item(_));
        if item != list {
            out.push_str(if item { "<ul>\n" } else { "</ul>\n" });
            list = item;
        }
        // writing to a string cannot fail
        let _ = match block {
            Block::Heading(text) => {
                out.push_str(if section { "</section>\n<section>\n" } else { "<section>\n" });
                section = true;
                writeln!(out, "<h2>{}</h2>", marked(text))
            }
            Block::Paragraph(text) => writeln!(out, "<p>{}</p>", marked(text)),
            Block::Item(text) => writeln!(out, "<li>{}</li>", marked(text)),
            Block::Table(table) => {
                tables += 1;
                write!(out, "{}", rows(table, tables))
            }
        };
    }
    out.push_str(if list { "</ul>\n" } else { "" });
    out.push_str(if section { "</section>\n" } else { "" });
    out + "</main>\n</body>\n</html>\n"
}

/// A table that scrolls by itself where the screen is narrow.
fn rows(table: &Table, number: u32) -> String {
    let mut out = format!(
        "<div class=\"wide\" role=\"region\" aria-labelledby=\"t{number}\" tabindex=\"0\">\n<table>\n\
         <caption id=\"t{number}\">{}</caption>\n",
        escaped(&table.caption)
    );
    let mut cells = table.cells.iter().peekable();
    for row in 0..table.rows {
        out.push_str(match row {
            0 => "<thead>\n",
            1 => "<tbody>\n",
            _ => "",
        });
        out.push_str("<tr>");
        while let Some(cell) = cells.next_if(|c| c.row <= row) {
            out.push_str(&one(cell));
        }
        out.push_str(if row == 0 { "</tr>\n</thead>\n" } else { "</tr>\n" });
    }
    out.push_str(if table.rows > 1 { "</tbody>\n" } else { "" });
    out + "</table>\n</div>\n"
}

fn one(cell: &Cell) -> String {
    let (tag, scope) = match (cell.header, cell.names_row) {
        (true, _) => ("th", " scope=\"col\""),
        (_, true) => ("th", " scope=\"row\""),
        _ => ("td", ""),
    };
    let span = |name: &str, n: usize| if n > 1 { format!(" {name}=\"{n}\"") } else { String::new() };
    let (down, across) = (span("rowspan", cell.down), span("colspan", cell.across));
    format!("<{tag}{scope}{down}{across}>{}</{tag}>", marked(&cell.text))
}

/// A text with its gaps marked.
fn marked(text: &str) -> String {
    let piece = |(piece, is_gap): (&str, bool)| match is_gap {
        true => format!("<mark>{}</mark>", escaped(piece)),
        false => escaped(piece),
    };
    gap::pieces(text).into_iter().map(piece).collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
