#![no_main]
//! Bytes as the content stream of a page.

#[path = "../wrap.rs"]
#[allow(dead_code)]
mod wrap;

const CMAP: &[u8] = b"1 beginbfchar <0041> <AC00> endbfchar";

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| wrap::judge(wrap::pdf(bytes, CMAP)));
