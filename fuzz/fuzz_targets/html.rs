#![no_main]
//! The body of a page.

#[path = "../wrap.rs"]
#[allow(dead_code)]
mod wrap;

libfuzzer_sys::fuzz_target!(|body: &str| wrap::judge(format!("<!doctype html><html><body>{body}").into_bytes()));
