#![no_main]
//! Text as the rows of a sheet of OpenDocument.

#[path = "../wrap.rs"]
#[allow(dead_code)]
mod wrap;

libfuzzer_sys::fuzz_target!(|rows: &str| {
    let content = format!(
        "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet>\
         <table:table table:name=\"a\">{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    let kind = &b"application/vnd.oasis.opendocument.spreadsheet"[..];
    wrap::judge(wrap::package(&[("mimetype", kind), ("content.xml", content.as_bytes())]));
});
