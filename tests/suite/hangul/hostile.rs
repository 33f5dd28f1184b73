//! Locked, damaged and hostile files: each ends with its code, or is read with a note; within the limits.

use super::document::{Document, line, table};
use super::hwp::{COMPRESSED, bytes, compound, container, deflated, record, section};
use super::{Block, EXTENSIONS, drawn_notice, owpml, written};
use crate::hostile::{Random, survives};
use crate::support::{NOTICE, error_of, judge, judge_with, settings};
use aes::cipher::{BlockCipherEncrypt, KeyInit};
use bangchim::emit::json::Document as Output;
use bangchim::model::{InputOutcome, Lang, ReadError};
use std::time::{Duration, Instant};

fn code(name: &str, bytes: impl Into<Vec<u8>>) -> &'static str {
    error_of(judge(name, bytes)).code()
}

fn notice() -> Document {
    Document::of_text(NOTICE)
}

/// The kinds of the notes of an input that is read.
fn notes(name: &str, bytes: impl Into<Vec<u8>>) -> Vec<String> {
    let outcome = judge(name, bytes);
    assert!(matches!(outcome, InputOutcome::Done(_)), "{name} is read");
    let shown = serde_json::to_value(Output::of(&outcome, Lang::Ko)).unwrap();
    let notes = shown["source"]["notes"].as_array().unwrap();
    notes.iter().map(|n| n["kind"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn locked_files_are_named() {
    let body = || vec![("BodyText/Section0", deflated(&section(&notice())))];
    assert_eq!(code("a.hwp", compound(COMPRESSED | 1 << 1, &body())), "encrypted");
    for bit in [4, 8, 10] {
        assert_eq!(code("a.hwp", compound(COMPRESSED | 1 << bit, &body())), "drm", "bit {bit}");
    }
    for wrapper in [&b"\x9B\x20DRMONE  This Document is encrypted"[..], b"SCDSA004\x01\x02\x03"] {
        assert_eq!(code("a.hwp", wrapper), "drm");
        assert_eq!(code("a.hwpx", wrapper), "drm");
    }
    let manifest =
        r#"<odf:manifest><odf:file-entry><odf:encryption-data checksum="x"/></odf:file-entry></odf:manifest>"#;
    let locked = owpml::package(&[("META-INF/manifest.xml", manifest), ("Contents/section0.xml", "\u{1}\u{2} no XML")]);
    assert_eq!(code("a.hwpx", locked), "encrypted");
    let error = error_of(judge("a.hwp", compound(1 << 1, &[])));
    assert!(error.message().get(Lang::Ko).contains("암호") && error.advice(Lang::Ko).contains("암호를 풀어"));
}

#[test]
fn sections_that_are_empty_or_cut_off() {
    assert_eq!(code("a.hwp", compound(COMPRESSED, &[("BodyText/Section0", Vec::new())])), "damaged");
    let whole = deflated(&section(&notice()));
    assert_eq!(
        code("a.hwp", compound(COMPRESSED, &[("BodyText/Section0", whole[..whole.len() / 2].to_vec())])),
        "damaged"
    );
}

#[test]
fn other_content_under_the_name() {
    assert_eq!(code("old.hwp", b"HWP Document File V3.00 \x1a\x01\x02\x03\x04\x05".to_vec()), "hwp3");
    assert_eq!(code("picture.hwp", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec()), "not-hwp");
    let sheet = container(&[("Workbook", vec![9, 8, 16, 0])]);
    assert_eq!(code("sheet.hwp", sheet), "not-hwp");
    assert_eq!(code("empty.hwp", b"".to_vec()), "empty");
    assert_eq!(notes("text.hwp", NOTICE), ["format-mismatch"]);
}

/// A section of a distribution document: the key record, and the records encrypted with the key under it.
fn distributed(seed: u32, records: &[u8]) -> Vec<u8> {
    let mut plain = [0u8; 256];
    let key: [u8; 16] = *b"1F2E3D4C5B6A7988";
    let start = 4 + (seed & 15) as usize;
    plain[start..start + 16].copy_from_slice(&key);
    let mut state = seed;
    let mut random = || {
        state = state.wrapping_mul(214_013).wrapping_add(2_531_011);
        state >> 16 & 0x7FFF
    };
    let (mut cover, mut run) = (0, 0);
    for (at, byte) in plain.iter_mut().enumerate() {
        if run == 0 {
            cover = random() as u8;
            run = (random() & 15) + 1;
        }
        if at >= 4 {
            *byte ^= cover;
        }
        run -= 1;
    }
    plain[..4].copy_from_slice(&seed.to_le_bytes());
    let mut body = deflated(records);
    body.resize(body.len().next_multiple_of(16), 0);
    let cipher = aes::Aes128::new(&key.into());
    for block in body.chunks_exact_mut(16) {
        cipher.encrypt_block(block.try_into().unwrap());
    }
    [record(28, 0, &plain), body].concat()
}

#[test]
fn distribution_documents_are_read() {
    let flags = COMPRESSED | 1 << 2;
    let placeholder = Document { blocks: vec![line("이 문서는 상위 버전의 배포용 문서입니다.")] };
    let body = || ("BodyText/Section0", deflated(&section(&placeholder)));
    for seed in [0x1234_5678, 7, 0xFFFF_FFFF] {
        let view = ("ViewText/Section0", distributed(seed, &section(&notice())));
        assert!(notes("a.hwp", compound(flags, &[body(), view])).is_empty());
    }
    assert_eq!(code("a.hwp", compound(flags, &[body()])), "damaged", "the placeholder is not the document");
    let bare = ("ViewText/Section0", deflated(&section(&notice())));
    assert_eq!(code("a.hwp", compound(flags, &[body(), bare])), "damaged", "without the key");
}

#[test]
fn sections_in_the_order_of_their_numbers() {
    let lines: Vec<&str> = NOTICE.lines().collect();
    let streams: Vec<(String, Vec<u8>)> = lines
        .chunks(3)
        .enumerate()
        .map(|(i, part)| (format!("BodyText/Section{i}"), section(&Document::of_text(&part.join("\n")))))
        .collect();
    assert!(streams.len() > 10, "two digits");
    // stored plain although the header says otherwise, as some writers do
    for flags in [0, COMPRESSED] {
        let streams: Vec<(&str, Vec<u8>)> = streams.iter().map(|(n, d)| (n.as_str(), d.clone())).collect();
        let InputOutcome::Done(judged) = judge("a.hwp", compound(flags, &streams)) else { panic!("not read") };
        let text: Vec<&str> = (0..judged.source.len() as u32).map(|u| judged.source.unit(u)).collect();
        let at = |word: &str| text.iter().position(|t| t.contains(word)).unwrap();
        assert!(at("설치 목적") < at("관리책임자 및") && at("관리책임자 및") < at("공고일자"));
    }
}

#[test]
fn bombs() {
    let zeros = vec![0u8; 65 << 20];
    let bomb = deflated(&zeros);
    assert!(bomb.len() < 1 << 20);
    assert_eq!(code("a.hwp", compound(COMPRESSED, &[("BodyText/Section0", bomb)])), "too-large");
    let spaces = " ".repeat(65 << 20);
    assert_eq!(code("a.hwpx", owpml::package(&[("Contents/section0.xml", &spaces)])), "too-large");
    // several parts under the limit of one
    let mut settings = settings();
    (settings.limits.part_bytes, settings.limits.unpacked_bytes) = (1 << 20, 3 << 20);
    let part = record(66, 0, &vec![0; 1 << 19]).repeat(2);
    let streams: Vec<(String, Vec<u8>)> =
        (0..4).map(|i| (format!("BodyText/Section{i}"), part[..1 << 20].to_vec())).collect();
    let streams: Vec<(&str, Vec<u8>)> = streams.iter().map(|(n, d)| (n.as_str(), deflated(d))).collect();
    let error = error_of(judge_with("a.hwp", compound(COMPRESSED, &streams), &settings));
    assert!(error.message().get(Lang::En).contains("all that is unpacked"), "{error}");
    assert_eq!(error.code(), "too-large");
}

#[test]
fn many_small_things() {
    let paragraphs = "<hp:p/>".repeat(300_000);
    let cells = format!("<hp:tbl><hp:tr>{}</hp:tr></hp:tbl>", "<hp:tc/>".repeat(300_000));
    for body in [paragraphs, cells] {
        let xml = format!("<hs:sec>{body}</hs:sec>");
        assert_eq!(code("a.hwpx", owpml::package(&[("Contents/section0.xml", &xml)])), "too-large");
    }
    let records = record(66, 0, b"").repeat(2_000_000);
    assert_eq!(code("a.hwp", compound(COMPRESSED, &[("BodyText/Section0", deflated(&records))])), "too-large");
}

#[test]
fn deep_nesting() {
    let (open, close) = ("<hp:p><hp:tbl><hp:tr><hp:tc>", "</hp:tc></hp:tr></hp:tbl></hp:p>");
    let xml = format!("<hs:sec>{}{}</hs:sec>", open.repeat(20_000), close.repeat(20_000));
    assert_eq!(code("a.hwpx", owpml::package(&[("Contents/section0.xml", &xml)])), "too-deep");
    let elements = format!("<HWPML><BODY><SECTION>{}", "<X>".repeat(100_000));
    assert_eq!(code("a.hml", elements), "too-deep");
    let nested = (0..200).fold(vec![line("안")], |inside, _| vec![Block::frame(inside)]);
    assert_eq!(code("a.hwp", super::hwp::file(&Document { blocks: nested })), "too-deep");
    // levels wrap round: 20,000 tables that claim to stand inside each other
    let table = record(71, 1023, b" lbt\0\0\0\0");
    survives("levels", &compound(0, &[("BodyText/Section0", [record(66, 0, b""), table.repeat(20_000)].concat())]));
    let some = (0..30).fold(vec![line("안")], |inside, _| vec![Block::frame(inside)]);
    for extension in EXTENSIONS {
        let blocks = notice().blocks.into_iter().chain(some.clone()).collect();
        assert!(notes("deep", written(&Document { blocks }, extension)).is_empty(), "{extension}");
    }
}

#[test]
fn tables_that_claim_too_much() {
    let claims = |rows: u32, cols: u32, change: fn(&mut super::document::Cell)| {
        let mut wrong = table("| 설치 대수 | 설치 위치\n| 4대 | 로비");
        (wrong.rows, wrong.cols) = (rows, cols);
        wrong.cells.iter_mut().for_each(change);
        let mut document = notice();
        document.blocks.push(Block::Table(wrong));
        document
    };
    for (what, document) in [
        ("spans", claims(2, 2, |c| (c.row_span, c.col_span) = (65535, 65535))),
        ("size", claims(2, 60000, |_| {})),
        ("places", claims(2, 2, |c| (c.row, c.col) = (c.row * 65000, c.col * 65000))),
        ("no span", claims(2, 2, |c| (c.row_span, c.col_span) = (0, 0))),
        ("overlap", claims(2, 2, |c| (c.row, c.col) = (0, 0))),
    ] {
        for extension in EXTENSIONS {
            let begun = Instant::now();
            let name = format!("{what}.{extension}");
            assert_eq!(notes(&name, written(&document, extension)), ["table-misfit"], "{name}");
            assert!(begun.elapsed() < Duration::from_secs(5), "{name}");
        }
    }
}

#[test]
fn records_cut_short() {
    let whole = section(&notice());
    let cut = |at: usize| compound(0, &[("BodyText/Section0", whole[..at].to_vec())]);
    // in the middle of the last text
    assert_eq!(notes("cut.hwp", cut(whole.len() - 9)), ["truncated"]);
    for at in (0..whole.len()).step_by(101) {
        survives("cut", &cut(at));
    }
    let long = [section(&notice()), (67u32 | 1 << 10 | 0xFFF << 20).to_le_bytes().to_vec(), vec![0xFF; 4]].concat();
    assert_eq!(notes("long.hwp", compound(0, &[("BodyText/Section0", long)])), ["truncated"]);
    let text = record(67, 1, &bytes(&[11, 11, 11]));
    survives("controls without objects", &compound(0, &[("BodyText/Section0", [record(66, 0, b""), text].concat())]));
}

#[test]
fn containers_that_are_damaged() {
    let whole = super::hwp::file(&drawn_notice());
    assert_eq!(code("cut.hwp", whole[..600].to_vec()), "not-hwp", "not even the directory is left");
    assert_eq!(code("cut.hwp", whole[..whole.len() / 2].to_vec()), "damaged");
    // every sector of the table follows itself
    let mut looped = whole;
    let table = u32::from_le_bytes(looped[76..80].try_into().unwrap()) as usize;
    let start = if looped[30] == 12 { 4096 } else { 512 };
    let (from, len) = (start * (table + 1), 64.min(start / 4));
    for at in 0..len {
        looped[from + at * 4..from + at * 4 + 4].copy_from_slice(&(at as u32).to_le_bytes());
    }
    assert_eq!(code("loop.hwp", looped), "damaged");
    assert_eq!(code("no-section.hwp", compound(COMPRESSED, &[])), "damaged");
    assert_eq!(code("noise.hwp", compound(COMPRESSED, &[("BodyText/Section0", vec![0xFF; 400])])), "damaged");
    let package = owpml::hwpx(&drawn_notice());
    assert_eq!(code("cut.hwpx", package[..package.len() - 100].to_vec()), "damaged");
    assert_eq!(code("no-section.hwpx", owpml::package(&[("Contents/header.xml", "<head/>")])), "damaged");
    let half = owpml::section(&notice());
    let half = half.chars().take(900).collect::<String>();
    let half = half.as_str();
    assert_eq!(code("half.hwpx", owpml::package(&[("Contents/section0.xml", half)])), "damaged");
    let error = error_of(judge("half.hwpx", owpml::package(&[("Contents/section0.xml", half)])));
    assert!(error.message().get(Lang::Ko).contains("section0.xml"), "the place is named: {error}");
    let half: String = owpml::hwpml(&notice()).chars().take(900).collect();
    assert_eq!(code("half.hml", half), "damaged");
}

#[test]
fn entities_are_not_expanded() {
    let dtd = r#"<!DOCTYPE HWPML [<!ENTITY a "웃음웃음웃음"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>"#;
    let xml = owpml::hwpml(&notice()).replace("<HWPML", &format!("{dtd}<HWPML")).replace("로비", "로&b;&c;비");
    let InputOutcome::Done(judged) = judge("entities.hml", xml) else { panic!("not read") };
    assert!(!judged.source.text().contains("웃음") && !judged.source.text().contains("root:"));
}

#[test]
fn traps_of_a_package() {
    let section = owpml::section(&notice());
    let with = |name: &str, content: &str| owpml::package(&[(name, content), ("Contents/section0.xml", &section)]);
    let spine = r#"<package><manifest><item id="s" href="../../etc/section0.xml"/><item id="t" href="section9.xml"/></manifest><spine><itemref idref="s"/><itemref idref="t"/></spine></package>"#;
    for (name, content) in [
        ("../../../etc/passwd", "x"),
        ("Contents/content.hpf", spine),
        ("Contents/content.hpf", "no <XML"),
        ("/Contents/section1.xml", "<"),
    ] {
        assert!(notes("trap.hwpx", with(name, content)).is_empty(), "{name}");
    }
    // a size that is not true: it stands in the directory and before the entry
    let mut lying = with("a", "b");
    let size = (section.len() as u32).to_le_bytes();
    for at in 0..lying.len() - 4 {
        if lying[at..at + 4] == size {
            lying[at..at + 4].copy_from_slice(&u32::MAX.to_le_bytes());
        }
    }
    survives("lying", &lying);
}

#[test]
fn mutations() {
    let rounds: u64 = std::env::var("BANGCHIM_MUTATIONS").ok().and_then(|n| n.parse().ok()).unwrap_or(60);
    // stored plain, so that what is hit are the records
    let plain = compound(0, &[("BodyText/Section0", section(&drawn_notice()))]);
    let mut all: Vec<(&str, Vec<u8>)> = EXTENSIONS.iter().map(|e| (*e, written(&drawn_notice(), e))).collect();
    all.push(("plain", plain));
    for (what, bytes) in all {
        for seed in 1..=rounds {
            let mut random = Random::new(seed);
            let mut mutant = bytes.clone();
            for _ in 0..=random.below(6) {
                let at = random.below(mutant.len());
                match random.below(5) {
                    0 => mutant.truncate(at.max(16)),
                    1 => mutant[at] = 0xFF,
                    2 => drop(mutant.drain(at..(at + random.below(32)).min(mutant.len()))),
                    _ => mutant[at] ^= 1 << random.below(8),
                }
            }
            survives(&format!("{what}, seed {seed}"), &mutant);
        }
    }
}

#[test]
fn one_bad_file_is_one_line() {
    let error = error_of(judge("a.hwp", compound(1 << 1, &[])));
    assert!(matches!(error, ReadError::Encrypted { .. }));
    assert!(!error.message().get(Lang::Ko).contains('\n'));
}
