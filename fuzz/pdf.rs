//! A PDF of one page around a content stream and a CMap.

use bangchim::pipeline::{Input, judge as pipeline_judge};
use bangchim::settings::Settings;

/// Judges the PDF; a panic in a stage, which is told as an internal error, counts here.
pub fn judge(content: &[u8], cmap: &[u8]) {
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
    let input = Input { name: "f.pdf".into(), bytes: Ok(out), password: None, recognised: Vec::new() };
    if let bangchim::model::InputOutcome::Failed { error, .. } =
        pipeline_judge(input, &Settings::for_day(jiff::civil::date(2026, 11, 22)))
    {
        assert_ne!(error.code(), "internal", "{error}");
    }
}
