#![no_main]
//! Bytes of any format through the whole pipeline.

use bangchim::pipeline::{Input, judge};
use bangchim::settings::Settings;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let input = Input { name: "f".into(), bytes: Ok(bytes.to_vec()), password: None, recognised: Vec::new() };
    let outcome = judge(input, &Settings::for_day(jiff::civil::date(2026, 11, 22)));
    // a panic in a stage is caught and told as an internal error: here it counts
    if let bangchim::model::InputOutcome::Failed { error, .. } = outcome {
        assert_ne!(error.code(), "internal", "{error}");
    }
});
