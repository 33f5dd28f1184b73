//! Fonts, styles of characters and paragraphs, and borders: what the section refers to by number.

use super::{Borders, NAMESPACES};
use std::fmt::Write;

/// Fonts by number: 0 for headings and tables, 1 for running text. They come with HWP.
const FONTS: [&str; 2] = ["함초롬돋움", "함초롬바탕"];
const SCRIPTS: [&str; 7] = ["HANGUL", "LATIN", "HANJA", "JAPANESE", "OTHER", "SYMBOL", "USER"];

/// A style of characters: height in 1/100 pt, colour, shade, font by number, whether bold.
const CHARACTERS: [(u32, &str, &str, usize, bool); 5] = [
    (1050, "#000000", "none", 1, false),
    (1600, "#000000", "none", 0, true),
    (1200, "#000000", "none", 0, true),
    (1000, "#000000", "none", 0, true),
    (1000, "#7A1F00", "#FFF2B3", 0, true),
];

/// A style of paragraphs: alignment; first line, left, above and below in HWP units (1/7200 inch); kept with the next.
const PARAGRAPHS: [(&str, i32, u32, u32, u32, bool); 6] = [
    ("JUSTIFY", 0, 0, 0, 200, false),
    ("CENTER", 0, 0, 0, 1200, true),
    ("LEFT", 0, 0, 1200, 400, true),
    ("JUSTIFY", -1000, 1500, 0, 100, false),
    ("LEFT", 0, 0, 0, 0, false),
    ("CENTER", 0, 0, 0, 0, false),
];

pub(super) fn write() -> String {
    let mut out = format!(
        "<hh:head {NAMESPACES} version=\"1.4\" secCnt=\"1\">\
         <hh:beginNum page=\"1\" footnote=\"1\" endnote=\"1\" pic=\"1\" tbl=\"1\" equation=\"1\"/><hh:refList>"
    );
    fonts(&mut out);
    borders(&mut out);
    characters(&mut out);
    out +=
        "<hh:tabProperties itemCnt=\"1\"><hh:tabPr id=\"0\" autoTabLeft=\"0\" autoTabRight=\"0\"/></hh:tabProperties>";
    paragraphs(&mut out);
    out += "<hh:styles itemCnt=\"1\"><hh:style id=\"0\" type=\"PARA\" name=\"바탕글\" engName=\"Normal\" paraPrIDRef=\"0\" \
            charPrIDRef=\"0\" nextStyleIDRef=\"0\" langID=\"1042\" lockForm=\"0\"/></hh:styles></hh:refList>\
            <hh:compatibleDocument targetProgram=\"HWP201X\"><hh:layoutCompatibility/></hh:compatibleDocument>\
            <hh:docOption><hh:linkinfo path=\"\" pageInherit=\"0\" footnoteInherit=\"0\"/></hh:docOption>\
            <hh:trackchageConfig flags=\"56\"/></hh:head>";
    out
}

fn fonts(out: &mut String) {
    let _ = write!(out, "<hh:fontfaces itemCnt=\"{}\">", SCRIPTS.len());
    for script in SCRIPTS {
        let _ = write!(out, "<hh:fontface lang=\"{script}\" fontCnt=\"{}\">", FONTS.len());
        for (id, face) in FONTS.iter().enumerate() {
            let _ = write!(out, "<hh:font id=\"{id}\" face=\"{face}\" type=\"TTF\" isEmbedded=\"0\"/>");
        }
        out.push_str("</hh:fontface>");
    }
    out.push_str("</hh:fontfaces>");
}

fn borders(out: &mut String) {
    let all = [
        (Borders::None, "NONE", None),
        (Borders::Plain, "NONE", Some("none")),
        (Borders::Cell, "SOLID", None),
        (Borders::Head, "SOLID", Some("#E7ECF3")),
    ];
    let _ = write!(out, "<hh:borderFills itemCnt=\"{}\">", all.len());
    for (id, line, fill) in all {
        let _ = write!(
            out,
            "<hh:borderFill id=\"{}\" threeD=\"0\" shadow=\"0\" centerLine=\"NONE\" breakCellSeparateLine=\"0\">\
             <hh:slash type=\"NONE\" Crooked=\"0\" isCounter=\"0\"/><hh:backSlash type=\"NONE\" Crooked=\"0\" isCounter=\"0\"/>",
            id as u32
        );
        for side in ["left", "right", "top", "bottom"] {
            let _ = write!(out, "<hh:{side}Border type=\"{line}\" width=\"0.12 mm\" color=\"#000000\"/>");
        }
        out.push_str("<hh:diagonal type=\"SOLID\" width=\"0.1 mm\" color=\"#000000\"/>");
        if let Some(colour) = fill {
            let _ = write!(
                out,
                "<hc:fillBrush><hc:winBrush faceColor=\"{colour}\" hatchColor=\"#999999\" alpha=\"0\"/></hc:fillBrush>"
            );
        }
        out.push_str("</hh:borderFill>");
    }
    out.push_str("</hh:borderFills>");
}

/// A setting with the same value for every script.
fn for_each_script(out: &mut String, name: &str, value: usize) {
    let _ = write!(out, "<hh:{name}");
    for script in SCRIPTS {
        let _ = write!(out, " {}=\"{value}\"", script.to_lowercase());
    }
    out.push_str("/>");
}

fn characters(out: &mut String) {
    let _ = write!(out, "<hh:charProperties itemCnt=\"{}\">", CHARACTERS.len());
    for (id, (height, colour, shade, font, bold)) in CHARACTERS.into_iter().enumerate() {
        let _ = write!(
            out,
            "<hh:charPr id=\"{id}\" height=\"{height}\" textColor=\"{colour}\" shadeColor=\"{shade}\" useFontSpace=\"0\" \
             useKerning=\"0\" symMark=\"NONE\" borderFillIDRef=\"{}\">",
            Borders::Plain as u32
        );
        for (name, value) in [("fontRef", font), ("ratio", 100), ("spacing", 0), ("relSz", 100), ("offset", 0)] {
            for_each_script(out, name, value);
        }
        out.push_str(if bold { "<hh:bold/>" } else { "" });
        out.push_str(
            "<hh:underline type=\"NONE\" shape=\"SOLID\" color=\"#000000\"/><hh:strikeout shape=\"NONE\" color=\"#000000\"/>\
             <hh:outline type=\"NONE\"/><hh:shadow type=\"NONE\" color=\"#C0C0C0\" offsetX=\"10\" offsetY=\"10\"/></hh:charPr>",
        );
    }
    out.push_str("</hh:charProperties>");
}

fn paragraphs(out: &mut String) {
    let _ = write!(out, "<hh:paraProperties itemCnt=\"{}\">", PARAGRAPHS.len());
    for (id, (align, first, left, above, below, keep)) in PARAGRAPHS.into_iter().enumerate() {
        let _ = write!(
            out,
            "<hh:paraPr id=\"{id}\" tabPrIDRef=\"0\" condense=\"0\" fontLineHeight=\"0\" snapToGrid=\"1\" \
             suppressLineNumbers=\"0\" checked=\"0\"><hh:align horizontal=\"{align}\" vertical=\"BASELINE\"/>\
             <hh:heading type=\"NONE\" idRef=\"0\" level=\"0\"/>\
             <hh:breakSetting breakLatinWord=\"KEEP_WORD\" breakNonLatinWord=\"KEEP_WORD\" widowOrphan=\"0\" \
             keepWithNext=\"{}\" keepLines=\"0\" pageBreakBefore=\"0\" lineWrap=\"BREAK\"/>\
             <hh:autoSpacing eAsianEng=\"0\" eAsianNum=\"0\"/><hh:margin><hc:intent value=\"{first}\" unit=\"HWPUNIT\"/>\
             <hc:left value=\"{left}\" unit=\"HWPUNIT\"/><hc:right value=\"0\" unit=\"HWPUNIT\"/>\
             <hc:prev value=\"{above}\" unit=\"HWPUNIT\"/><hc:next value=\"{below}\" unit=\"HWPUNIT\"/></hh:margin>\
             <hh:lineSpacing type=\"PERCENT\" value=\"160\" unit=\"HWPUNIT\"/>\
             <hh:border borderFillIDRef=\"{}\" offsetLeft=\"0\" offsetRight=\"0\" offsetTop=\"0\" offsetBottom=\"0\" \
             connect=\"0\" ignoreMargin=\"0\"/></hh:paraPr>",
            u32::from(keep),
            Borders::Plain as u32
        );
    }
    out.push_str("</hh:paraProperties>");
}
