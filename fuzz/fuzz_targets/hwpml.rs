#![no_main]
//! Text inside the root of an HWPML document.

#[path = "../wrap.rs"]
#[allow(dead_code)]
mod wrap;

libfuzzer_sys::fuzz_target!(|xml: &str| {
    wrap::judge(format!("<?xml version=\"1.0\"?><HWPML><BODY><SECTION>{xml}</SECTION></BODY></HWPML>").into_bytes());
});
