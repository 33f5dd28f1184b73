#![no_main]
//! Text, and with it the rebuilding of its tables, extraction and rules.

#[path = "../wrap.rs"]
#[allow(dead_code)]
mod wrap;

libfuzzer_sys::fuzz_target!(|text: &str| wrap::judge(format!("고정형 영상정보처리기기 운영·관리 방침\n{text}").into_bytes()));
