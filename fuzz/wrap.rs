//! The parts of a document that a fuzzer fills, wrapped so that it gets past the container.

use bangchim::model::InputOutcome;
use bangchim::pipeline::{self, Input};
use bangchim::settings::Settings;
use std::io::{Cursor, Write};

/// Judges a document; a panic in a stage, which is told as an internal error, counts here.
///
/// A panic of a library that its reader expects and tells as damage does not: the hook of the fuzzer, which ends the
/// process whether a panic is caught or not, is taken off.
pub fn judge(bytes: Vec<u8>) {
    static QUIET: std::sync::Once = std::sync::Once::new();
    QUIET.call_once(|| std::panic::set_hook(Box::new(|_| {})));
    let input = Input { name: "f".into(), bytes: Ok(bytes), password: None, recognised: Vec::new() };
    let outcome = pipeline::judge(input, &Settings::for_day(jiff::civil::date(2026, 11, 22)));
    if let InputOutcome::Failed { error, .. } = outcome {
        assert_ne!(error.code(), "internal", "{error}");
    }
}

/// A PDF of one page around a content stream and the ToUnicode CMap of its font.
pub fn pdf(content: &[u8], cmap: &[u8]) -> Vec<u8> {
    let mut out = b"%PDF-1.5\n".to_vec();
    let plain = [
        "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n",
        "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n",
        "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>endobj\n",
        "5 0 obj<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/ToUnicode 6 0 R/DescendantFonts[7 0 R]>>endobj\n",
        "7 0 obj<</Type/Font/Subtype/CIDFontType0/BaseFont/A/CIDSystemInfo<</Registry(Adobe)/Ordering(Korea1)/Supplement 1>>>>endobj\n",
    ];
    plain.iter().for_each(|object| out.extend_from_slice(object.as_bytes()));
    for (number, body) in [(4, content), (6, cmap)] {
        out.extend_from_slice(format!("{number} 0 obj<</Length {}>>stream\n", body.len()).as_bytes());
        out.extend_from_slice(body);
        out.extend_from_slice(b"\nendstream endobj\n");
    }
    out.extend_from_slice(b"trailer<</Root 1 0 R/Size 8>>\n");
    out
}

/// A ZIP package of parts.
pub fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in parts {
        out.start_file(*name, stored).expect("a part");
        out.write_all(bytes).expect("a part");
    }
    out.finish().expect("a package").into_inner()
}

/// A compound file of streams.
pub fn compound(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("a file");
    for (path, bytes) in streams {
        if let Some((storage, _)) = path[1..].split_once('/') {
            file.create_storage_all(format!("/{storage}")).expect("a storage");
        }
        file.create_stream(path).expect("a stream").write_all(bytes).expect("a stream");
    }
    file.into_inner().into_inner()
}
