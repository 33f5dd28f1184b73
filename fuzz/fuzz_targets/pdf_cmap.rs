#![no_main]
//! Bytes as the ToUnicode CMap of the font that a page uses.

#[path = "../wrap.rs"]
#[allow(dead_code)]
mod wrap;

const CONTENT: &[u8] = b"BT /F 10 Tf 50 700 Td <0041004200430044> Tj ET";

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| wrap::judge(wrap::pdf(CONTENT, bytes)));
