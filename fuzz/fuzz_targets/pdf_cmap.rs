#![no_main]
//! Bytes as the ToUnicode CMap of the font that a page uses.

#[path = "../pdf.rs"]
mod pdf;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| pdf::judge(b"BT /F 10 Tf 50 700 Td <0041004200430044> Tj ET", bytes));
