#![no_main]
//! Text as the section of an HWPX document.

#[path = "../wrap.rs"]
#[allow(dead_code)]
mod wrap;

libfuzzer_sys::fuzz_target!(|xml: &str| {
    let parts = [("mimetype", &b"application/hwp+zip"[..]), ("Contents/section0.xml", xml.as_bytes())];
    wrap::judge(wrap::package(&parts));
});
