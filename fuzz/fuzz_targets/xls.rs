#![no_main]
//! Bytes as the workbook of XLS.

#[path = "../wrap.rs"]
#[allow(dead_code)]
mod wrap;

libfuzzer_sys::fuzz_target!(|book: &[u8]| wrap::judge(wrap::compound(&[("/Workbook", book)])));
