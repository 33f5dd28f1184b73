//! PDF: invented notices printed by several producers, small files written here, and files that would like to break the
//! reader.

use crate::support::{error_of, judge, judge_with, root, settings};
use bangchim::emit::json::Document;
use bangchim::model::page::TextLayer;
use bangchim::model::report::TooLarge;
use bangchim::model::{Anchor, InputOutcome, Lang, ReadError, ReaderNote};
use bangchim::pipeline::{self, Input};
use bangchim::settings::Limits;
use serde_json::Value;
use std::fmt::Write;
use std::fs;

/// A PDF of objects numbered from 1, the first of which is the catalogue. The table of objects is left out: it has to be
/// rebuilt.
fn pdf(objects: &[String]) -> Vec<u8> {
    let mut out = String::from("%PDF-1.5\n");
    for (i, object) in objects.iter().enumerate() {
        let _ = write!(out, "{} 0 obj\n{object}\nendobj\n", i + 1);
    }
    let _ = write!(out, "trailer\n<</Root 1 0 R/Size {}>>\n", objects.len() + 1);
    out.into_bytes()
}

fn stream(dict: &str, body: &str) -> String {
    format!("<<{dict}/Length {}>>\nstream\n{body}\nendstream", body.len())
}

/// One page with a content stream, a Korean font F that is not embedded, and an image I; `more` are further objects
/// from 9 on.
fn page(content: &str, more: &[String]) -> Vec<u8> {
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources 8 0 R>>".to_owned(),
        stream("", content),
        "<</Type/Font/Subtype/Type0/BaseFont/HYSMyeongJo-Medium/Encoding/UniKS-UCS2-H/DescendantFonts[6 0 R]>>"
            .to_owned(),
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/HYSMyeongJo-Medium\
         /CIDSystemInfo<</Registry(Adobe)/Ordering(Korea1)/Supplement 1>>>>"
            .to_owned(),
        stream("/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray", "x"),
        "<</Font<</F 5 0 R>>/XObject<</I 7 0 R/X 9 0 R>>>>".to_owned(),
    ];
    objects.extend_from_slice(more);
    pdf(&objects)
}

/// Shows a text at a place, 10 points high.
fn text(x: f32, y: f32, text: &str) -> String {
    let hex: String = text.encode_utf16().map(|u| format!("{u:04X}")).collect();
    format!("BT /F 10 Tf 1 0 0 1 {x} {y} Tm <{hex}> Tj ET\n")
}

/// The tables of a file, each as its rows of cell texts.
fn tables(bytes: Vec<u8>) -> Vec<Vec<Vec<String>>> {
    let input = Input { name: "t.pdf".to_owned(), bytes: Ok(bytes), password: None, recognised: Vec::new() };
    let (_, tables) = pipeline::tables(input, &Limits::default()).unwrap();
    let rows = |t: &bangchim::model::Table| {
        let grid = t.grid();
        let row = |r: usize| (0..grid.cols()).map(|c| grid.text(r, c).to_owned()).collect();
        (0..grid.rows()).map(row).collect()
    };
    tables.iter().map(rows).collect()
}

fn sample(name: &str) -> Vec<u8> {
    fs::read(root().join("samples").join(name)).unwrap()
}

const PRINTED: [&str; 4] = ["chromium", "libreoffice", "typst", "weasyprint"];

/// The notices of a record without the places that they were read from.
fn notices(name: &str) -> Vec<Value> {
    fn bare(value: &mut Value) {
        match value {
            Value::Object(map) => {
                map.retain(|key, _| !["source", "sections", "repairs"].contains(&key.as_str()));
                map.values_mut().for_each(bare);
            }
            Value::Array(items) => items.iter_mut().for_each(bare),
            Value::String(text) => text.retain(|c| !c.is_whitespace()),
            _ => {}
        }
    }
    let document = Document::of(&judge(name, sample(name)), Lang::Ko);
    let mut value = serde_json::to_value(&document.notices).unwrap();
    bare(&mut value);
    value.as_array().unwrap().clone()
}

#[test]
fn a_printed_notice_gives_the_record_of_its_text() {
    let wanted = notices("model-form-clean.txt");
    for producer in PRINTED {
        assert_eq!(notices(&format!("pdf/model-form-clean.{producer}.pdf")), wanted, "{producer}");
    }
}

#[test]
fn every_piece_of_text_has_its_place_on_a_page() {
    for producer in PRINTED {
        let name = format!("pdf/model-form-clean.{producer}.pdf");
        let InputOutcome::Done(judged) = judge(&name, sample(&name)) else { panic!("{name}") };
        for unit in 0..judged.source.len() as u32 {
            let Some(Anchor::Region { page, bbox: [x0, y0, x1, y1], .. }) = judged.source.anchor(unit) else {
                panic!("{name}: {unit}")
            };
            assert!(
                page >= 1 && x0 >= 0.0 && y0 >= 0.0 && x0 <= x1 && y0 < y1 && x1 < 620.0 && y1 < 850.0,
                "{name}: {unit}"
            );
        }
    }
}

#[test]
fn a_place_in_a_table_names_the_cell_that_tables_prints() {
    fn places(value: &Value, out: &mut Vec<(usize, u32, u32, String)>) {
        let number = |v: &Value| v.as_u64().map(|n| n as u32);
        match value {
            Value::Object(map) => {
                if let (Some(cell), Some(Value::String(text))) = (map.get("cell"), map.get("text")) {
                    let at = |key: &str| number(&cell[key]).unwrap();
                    out.push((at("table") as usize, at("row"), at("col"), text.clone()));
                }
                map.values().for_each(|v| places(v, out));
            }
            Value::Array(items) => items.iter().for_each(|v| places(v, out)),
            _ => {}
        }
    }
    let squashed = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    for producer in PRINTED {
        let name = format!("pdf/model-form-clean.{producer}.pdf");
        let input = Input { name: name.clone(), bytes: Ok(sample(&name)), password: None, recognised: Vec::new() };
        let (_, tables) = pipeline::tables(input, &settings().limits).unwrap();
        let document = serde_json::to_value(Document::of(&judge(&name, sample(&name)), Lang::Ko)).unwrap();
        let mut found = Vec::new();
        places(&document, &mut found);
        assert!(found.len() > 20, "{name}: {}", found.len());
        for (table, row, col, text) in found {
            let cell = tables[table].cells.iter().find(|c| (c.row, c.col) == (row, col));
            let cell = cell.map(|c| squashed(c.text.as_str())).unwrap_or_default();
            assert!(cell.contains(&squashed(&text)), "{name}: table {table}, {row}, {col}: {text:?} in {cell:?}");
        }
    }
}

/// Lines and texts of two rows and three columns.
fn ruled(sides: bool) -> String {
    let mut out = String::new();
    for y in [800, 780, 760] {
        let _ = writeln!(out, "100 {y} m 400 {y} l S");
    }
    for x in if sides { vec![100, 200, 300, 400] } else { vec![200, 300] } {
        let _ = writeln!(out, "{x} 760 m {x} 800 l S");
    }
    for (i, label) in ["촬영시간", "보관기간", "보관장소", "24시간", "30일", "전산실"].iter().enumerate()
    {
        out += &text(110.0 + 100.0 * (i % 3) as f32, 786.0 - 20.0 * (i / 3) as f32, label);
    }
    out
}

#[test]
fn tables_with_and_without_side_borders() {
    let wanted = vec![vec![vec!["촬영시간", "보관기간", "보관장소"], vec!["24시간", "30일", "전산실"]]];
    assert_eq!(tables(page(&ruled(true), &[])), wanted);
    assert_eq!(tables(page(&ruled(false), &[])), wanted);
}

#[test]
fn fields_of_colour_are_cells_without_any_line() {
    let texts: String = ruled(true).lines().filter(|l| l.starts_with("BT")).map(|l| format!("{l}\n")).collect();
    let field = |x: i32, y: i32, width: i32| {
        let grey = if y == 780 { 0.8 } else { 0.95 };
        format!("{grey} g {x} {y} {width} 18.5 re f\n")
    };
    let rows = |xs: [(i32, i32); 3]| -> String {
        [780, 760].iter().flat_map(|y| xs.map(|(x, width)| field(x, *y, width))).collect()
    };
    let wanted = vec![vec![vec!["촬영시간", "보관기간", "보관장소"], vec!["24시간", "30일", "전산실"]]];
    let touching = rows([(100, 100), (200, 100), (300, 100)]) + "0 g\n" + &texts;
    assert_eq!(tables(page(&touching, &[])), wanted);
    let apart = rows([(100, 98), (200, 98), (300, 98)]) + "0 g\n" + &texts;
    assert_eq!(tables(page(&apart, &[])), wanted);
}

#[test]
fn a_layer_that_is_turned_off_is_not_read() {
    let over = format!("/OC /L BDC\n{}100 770 m 400 770 l S\nEMC\n", text(110.0, 766.0, "12시간"));
    let with = |settings: &str| {
        let group = "<</Type/OCG/Name(old)>>".to_owned();
        let file = String::from_utf8(page(&(ruled(true) + &over), &[group])).unwrap();
        let file =
            file.replace("/Pages 2 0 R>>", &format!("/Pages 2 0 R/OCProperties<</OCGs[9 0 R]/D<<{settings}>>>>>>"));
        tables(file.replace("/XObject<<", "/Properties<</L 9 0 R>>/XObject<<").into_bytes())
    };
    let shown = tables(page(&ruled(true), &[]));
    assert_eq!(with("/OFF[9 0 R]"), shown);
    assert_eq!(with("/BaseState/OFF"), shown);
    assert_eq!(with("/BaseState/OFF/ON[9 0 R]")[0].len(), 3);
    assert_eq!(with("/ON[9 0 R]")[0].len(), 3);
}

#[test]
fn a_missing_edge_joins_cells() {
    let content = ruled(true).replace("200 760 m 200 800 l S", "200 780 m 200 800 l S");
    assert_eq!(tables(page(&content, &[]))[0][1], ["24시간 30일", "24시간 30일", "전산실"]);
}

#[test]
fn the_page_may_be_turned_and_the_text_in_a_form() {
    let turned = page(&ruled(true), &[]);
    let turned = String::from_utf8(turned).unwrap().replace("/MediaBox", "/Rotate 90/MediaBox");
    // turned text is read upright again
    assert_eq!(tables(turned.into_bytes())[0][1], ["24시간", "30일", "전산실"]);
    let form = stream("/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Matrix[1 0 0 1 0 -100]", &ruled(true));
    assert_eq!(tables(page("/X Do", &[form]))[0][1], ["24시간", "30일", "전산실"]);
}

#[test]
fn running_text_is_no_table() {
    let lines = ["영상정보처리기기의 설치 및 운영에 관한 사항을 정합니다.", "보관기간은 촬영일로부터 삼십일입니다."];
    let content: String = (0..8).map(|i| text(60.0, 780.0 - 16.0 * i as f32, lines[i % 2])).collect();
    assert!(tables(page(&content, &[])).is_empty());
}

#[test]
fn what_cannot_be_read_is_said() {
    let scan = error_of(judge("scan.pdf", page("q 595 0 0 842 0 0 cm /I Do Q", &[])));
    assert!(matches!(scan, ReadError::NoText { layer: TextLayer::Scan }), "{scan:?}");
    assert_eq!(scan.code(), "no-text-layer");
    let unknown: String = (0..40).map(|i| format!("BT /F 10 Tf {} 700 Td <E00{}> Tj ET\n", i * 12, i % 10)).collect();
    let glyphs = String::from_utf8(page(&unknown, &[])).unwrap().replace("UniKS-UCS2-H", "Identity-H");
    assert_eq!(error_of(judge("glyphs.pdf", glyphs)).code(), "text-layer-unusable");
    assert_eq!(error_of(judge("blank.pdf", page("", &[]))).code(), "empty");
    assert_eq!(
        error_of(judge("no-page.pdf", "%PDF-1.4\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer<</Root 1 0 R>>")).code(),
        "damaged"
    );
}

#[test]
fn a_damaged_table_of_objects_is_said() {
    let name = "pdf/model-form-clean.chromium.pdf";
    let mut bytes = sample(name);
    bytes.truncate(bytes.len() - 60);
    let InputOutcome::Done(judged) = judge(name, bytes) else { panic!("not repaired") };
    assert!(judged.source.notes.contains(&ReaderNote::Repaired));
}

/// Reads a file, as an error or as a record, without an error of ours.
fn survives(what: &str, bytes: Vec<u8>) -> InputOutcome {
    let outcome = judge(what, bytes);
    if let InputOutcome::Failed { error: ReadError::Internal(cause), .. } = &outcome {
        panic!("{what}: {cause}");
    }
    outcome
}

#[test]
fn page_trees_and_forms_that_loop() {
    let looping = pdf(&[
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[2 0 R 3 0 R 2 0 R]/Parent 2 0 R/Count 9>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/Contents 3 0 R>>".to_owned(),
    ]);
    survives("page tree", looping);
    let form = |body: &str| stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources 8 0 R", body);
    survives("form in itself", page("/X Do", &[form("/X Do /X Do /X Do")]));
    survives("a form, often", page(&"/X Do ".repeat(20_000), &[form(&text(10.0, 10.0, "글"))]));
}

#[test]
fn very_much_of_everything() {
    survives("operators", page(&"q 1 0 0 1 0 0 cm Q ".repeat(1_000_000), &[]));
    survives("open brackets", page(&"[".repeat(500_000), &[]));
    survives("saved states", page(&"q ".repeat(500_000), &[]));
    survives("glyphs", page(&text(10.0, 700.0, &"가".repeat(400_000)), &[]));
    let mut grid = String::new();
    for i in 0..10_000 {
        let at = i as f32 * 0.08;
        let _ = writeln!(grid, "{at} 0 m {at} 800 l S 0 {at} m 800 {at} l S");
    }
    survives("grid", page(&grid, &[]));
    let mut wide = String::new();
    for i in 0..400 {
        let at = i as f32 * 8.0;
        let _ = writeln!(wide, "{at} 0 m {at} 3200 l S 0 {at} m 3200 {at} l S");
    }
    let boxes = String::from_utf8(page(&wide, &[])).unwrap().replace("[0 0 595 842]", "[0 0 3200 3200]");
    survives("wide grid", boxes.into_bytes());
    for media in ["[0 0 1e9 1e9]", "[0 0 0 0]", "[9 9 -9 -9]", "[a b c d]", "[0 0 99999999999999999999 1]"] {
        survives(
            media,
            String::from_utf8(page(&ruled(true), &[])).unwrap().replace("[0 0 595 842]", media).into_bytes(),
        );
    }
}

#[test]
fn packed_streams_are_unfolded_within_limits() {
    let mut settings = settings();
    settings.limits.part_bytes = 100_000;
    settings.limits.unpacked_bytes = 150_000;
    // written in hexadecimal digits: twice as large packed, but counted unfolded
    let hex: String = "20".repeat(90_000);
    let form = stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Filter/ASCIIHexDecode", &hex);
    let error =
        error_of(judge_with("bomb", page(&format!("/X Do /X Do {}", text(10.0, 700.0, "글")), &[form]), &settings));
    assert!(matches!(error, ReadError::TooLarge { what: TooLarge::UnpackedBytes, .. }), "{error:?}");
    settings.limits.pages = 1;
    let kids = pdf(&[
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>".to_owned(),
        "<</Type/Page/Parent 2 0 R>>".to_owned(),
        "<</Type/Page/Parent 2 0 R>>".to_owned(),
    ]);
    let error = error_of(judge_with("pages", kids, &settings));
    assert!(matches!(error, ReadError::TooLarge { what: TooLarge::Pages, found: 2, limit: 1, .. }), "{error:?}");
}

/// A small generator of our own, so that a failure can be had again.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n.max(1) as u64) as usize
    }
}

fn mutate(bytes: &[u8], random: &mut Random) -> Vec<u8> {
    let mut out = bytes.to_vec();
    for _ in 0..=random.below(6) {
        if out.is_empty() {
            break;
        }
        let (a, b) = (random.below(out.len()), random.below(out.len()));
        match random.below(6) {
            0 => out.truncate(a.max(8)),
            1 => out[a] ^= 1 << random.below(8),
            2 => out[a] = b" 0<>[]()/\xFF"[random.below(10)],
            3 => {
                let piece = out[a..(a + random.below(40)).min(out.len())].to_vec();
                out.splice(b..b, piece);
            }
            4 => drop(out.drain(a..(a + random.below(200)).min(out.len()))),
            _ => {
                // another number in place of a digit
                if let Some(at) = (a..out.len()).find(|i| out[*i].is_ascii_digit()) {
                    out[at] = b"0123456789-."[random.below(12)];
                }
            }
        }
    }
    out
}

#[test]
fn mutations_of_pdf_files() {
    let rounds: u64 = std::env::var("BANGCHIM_MUTATIONS").ok().and_then(|n| n.parse().ok()).unwrap_or(60);
    let cmap = stream(
        "",
        "1 begincodespacerange <0000> <FFFF> endcodespacerange 2 beginbfrange <AC00> <D7A3> <AC00> <0000> <0002> \
         [<0041> <0042> <0043>] endbfrange 1 beginbfchar <CD2C> <CD2C> endbfchar",
    );
    let small =
        page(&format!("{}/X Do", ruled(true)), &[stream("/Subtype/Form/BBox[0 0 595 842]", &ruled(false)), cmap]);
    let mapped =
        String::from_utf8(small.clone()).unwrap().replace("/DescendantFonts", "/ToUnicode 10 0 R/DescendantFonts");
    let mut files = vec![("small".to_owned(), small), ("mapped".to_owned(), mapped.into_bytes())];
    files.extend(PRINTED.map(|p| (p.to_owned(), sample(&format!("pdf/model-form-clean.{p}.pdf")))));
    for (name, bytes) in files {
        // the small ones are quick and hold every kind of object: 10,080 files in all, unless told otherwise
        let rounds = if bytes.len() < 20_000 { rounds * 82 } else { rounds };
        for seed in 1..=rounds {
            let mut random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
            survives(&format!("{name}, seed {seed}"), mutate(&bytes, &mut random));
        }
    }
}

/// Words of a language in any order, as a fuzzer would find them: content streams and CMaps.
#[test]
fn operators_and_maps_in_any_order() {
    const CONTENT: &[&str] = &[
        "q",
        "Q",
        "cm",
        "w",
        "gs",
        "m",
        "l",
        "c",
        "v",
        "y",
        "h",
        "re",
        "S",
        "s",
        "f",
        "f*",
        "B",
        "b*",
        "n",
        "W",
        "W*",
        "BT",
        "ET",
        "Tf",
        "Tc",
        "Tw",
        "Tz",
        "TL",
        "Ts",
        "Tr",
        "Td",
        "TD",
        "Tm",
        "T*",
        "Tj",
        "TJ",
        "'",
        "\"",
        "Do",
        "g",
        "rg",
        "k",
        "cs",
        "sc",
        "scn",
        "BMC",
        "BDC",
        "EMC",
        "BI",
        "ID",
        "EI",
        "/F",
        "/I",
        "/X",
        "/OC",
        "/Span",
        "/None",
        "<AC00>",
        "<CD2C0030>",
        "<",
        ">",
        "(text)",
        "(",
        ")",
        "[",
        "]",
        "<<",
        ">>",
        "/ActualText",
        "0",
        "1",
        "-1",
        "0.5",
        "10",
        "100",
        "595",
        "1e9",
        "-1e9",
        "99999999999",
        ".",
        "--",
        "%",
        "\n",
        "\0",
        "\u{ff}",
    ];
    const CMAP: &[&str] = &[
        "begincmap",
        "endcmap",
        "begincodespacerange",
        "endcodespacerange",
        "beginbfchar",
        "endbfchar",
        "beginbfrange",
        "endbfrange",
        "begincidrange",
        "endcidrange",
        "begincidchar",
        "endcidchar",
        "usecmap",
        "/UniKS-UCS2-H",
        "/WMode",
        "def",
        "<00>",
        "<FF>",
        "<0000>",
        "<FFFF>",
        "<AC00>",
        "<D7A3>",
        "<D800DC00>",
        "<",
        ">",
        "[",
        "]",
        "0",
        "1",
        "100",
        "4294967295",
        "-1",
        "(",
        ")",
        "%",
        "\n",
    ];
    let rounds: u64 = std::env::var("BANGCHIM_MUTATIONS").ok().and_then(|n| n.parse().ok()).unwrap_or(60) * 50;
    for seed in 1..=rounds {
        let mut random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        let mut some = |words: &[&str]| -> String {
            let count = random.below(120);
            (0..count).map(|_| format!("{} ", words[random.below(words.len())])).collect()
        };
        let (content, cmap) = (some(CONTENT) + &ruled(true), some(CMAP));
        let form = stream("/Subtype/Form/BBox[0 0 595 842]", &some(CONTENT));
        let bytes = page(&content, &[form, stream("", &cmap)]);
        let bytes = String::from_utf8(bytes).unwrap().replace("/DescendantFonts", "/ToUnicode 10 0 R/DescendantFonts");
        survives(&format!("seed {seed}: {content} / {cmap}"), bytes.into_bytes());
    }
}

#[test]
fn the_same_pages_give_the_same_answer() {
    let name = "pdf/model-form-clean.weasyprint.pdf";
    let text = || serde_json::to_string(&Document::of(&judge(name, sample(name)), Lang::Ko)).unwrap();
    assert_eq!(text(), text());
}

/// Programs that answer like `pdftoppm` and `tesseract` for one page: a picture with a frame of two fields, and two words.
#[cfg(unix)]
fn recognisers(folder: &std::path::Path) {
    use std::os::unix::fs::PermissionsExt;
    let (width, height) = (600, 400);
    let mut picture = vec![255u8; width * height];
    let mut dark = |x0: usize, y0: usize, x1: usize, y1: usize| {
        (y0..y1).for_each(|y| picture[y * width + x0..y * width + x1].fill(0));
    };
    for (x0, y0, x1, y1) in
        [(50, 50, 550, 53), (50, 350, 550, 353), (50, 50, 53, 353), (300, 50, 303, 353), (547, 50, 550, 353)]
    {
        dark(x0, y0, x1, y1);
    }
    let picture = [format!("P5\n{width} {height}\n255\n").as_bytes(), &picture].concat();
    fs::write(folder.join("page.pgm"), picture).unwrap();
    let words = "5\t1\t1\t1\t1\t1\t100\t180\t120\t40\t90\t보관기간\n5\t1\t1\t1\t1\t2\t350\t180\t80\t40\t90\t30일\n";
    fs::write(folder.join("words.tsv"), words).unwrap();
    for (name, answer) in [("pdftoppm", "page.pgm"), ("tesseract", "words.tsv")] {
        let path = folder.join(name);
        let answer = folder.join(answer);
        fs::write(&path, format!("#!/bin/sh\n/bin/cat > /dev/null\n/bin/cat '{}'\n", answer.display())).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
    }
}

#[test]
#[cfg(unix)]
fn a_scanned_page_is_read_by_programs_outside() {
    let folder = tempfile::tempdir().unwrap();
    recognisers(folder.path());
    fs::write(folder.path().join("scan.pdf"), page("q 595 0 0 842 0 0 cm /I Do Q", &[])).unwrap();
    let run = |path: &str, args: &[&str]| {
        std::process::Command::new(env!("CARGO_BIN_EXE_bangchim"))
            .args(args)
            .current_dir(folder.path())
            .env_clear()
            .env("PATH", path)
            .output()
            .unwrap()
    };
    let here = folder.path().to_str().unwrap();
    let tables = run(here, &["tables", "--format", "json", "--ocr", "scan.pdf"]);
    let found: Value = serde_json::from_slice(&tables.stdout).unwrap();
    assert_eq!(found[0]["cells"][0]["text"], "보관기간", "{found}");
    assert_eq!(found[0]["cells"][1]["text"], "30일");
    // without them the page is what it was, and the message says what is missing
    let missing = run("/nowhere", &["tables", "--format", "json", "--ocr", "scan.pdf"]);
    assert_eq!(missing.status.code(), Some(3));
    let said = String::from_utf8_lossy(&missing.stderr).into_owned();
    assert!(said.contains("pdftoppm") && said.contains("no-text-layer"), "{said}");
    let plain = run(here, &["tables", "--format", "json", "scan.pdf"]);
    assert_eq!(plain.status.code(), Some(3), "nothing is recognised unasked");
}
