#![no_main]
//! Bytes of any format through the whole pipeline.

#[path = "../wrap.rs"]
#[allow(dead_code)]
mod wrap;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| wrap::judge(bytes.to_vec()));
