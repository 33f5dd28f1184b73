#![no_main]
//! Bytes as the content stream of a page.

#[path = "../pdf.rs"]
mod pdf;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| pdf::judge(bytes, b"1 beginbfchar <0041> <AC00> endbfchar"));
