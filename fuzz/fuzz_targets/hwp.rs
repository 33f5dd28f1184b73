#![no_main]
//! Bytes as the records of a section of HWP 5, stored without compression.

#[path = "../wrap.rs"]
#[allow(dead_code)]
mod wrap;

libfuzzer_sys::fuzz_target!(|records: &[u8]| {
    let mut header = b"HWP Document File".to_vec();
    header.resize(32, 0);
    header.extend([0, 0, 0, 5, 0, 0, 0, 0]);
    header.resize(256, 0);
    wrap::judge(wrap::compound(&[("/FileHeader", &header), ("/BodyText/Section0", records)]));
});
