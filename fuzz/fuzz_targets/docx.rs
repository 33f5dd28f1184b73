#![no_main]
//! Text as the body of a Word document.

#[path = "../wrap.rs"]
#[allow(dead_code)]
mod wrap;

const TYPES: &[u8] = b"<Types/>";

libfuzzer_sys::fuzz_target!(|xml: &str| {
    let body = format!("<w:document xmlns:w=\"w\"><w:body>{xml}</w:body></w:document>");
    wrap::judge(wrap::package(&[("[Content_Types].xml", TYPES), ("word/document.xml", body.as_bytes())]));
});
