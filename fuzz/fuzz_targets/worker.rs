#![no_main]
//! Bytes as what a worker is sent: every line is a request or an error, and none is lost.

#[path = "../../src/cli/worker/lines.rs"]
#[allow(dead_code)]
mod lines;
#[path = "../../src/cli/worker/protocol.rs"]
#[allow(dead_code)]
mod protocol;

use bangchim::model::Lang;
use lines::Taken;

/// So that lines that are too long come up.
const LONGEST: usize = 256;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let (mut from, mut line, mut count) = (bytes, Vec::new(), 0);
    loop {
        match lines::take(&mut from, LONGEST, &mut line).expect("from memory") {
            Taken::End => break,
            Taken::TooLong => {}
            Taken::Line => match protocol::parse(&line) {
                Ok(request) => {
                    let path = request.uri.as_deref().map(protocol::path);
                    if let Some(Err(bad)) = path {
                        bad.view(Lang::Ko);
                    }
                    let again = serde_json::to_vec(&request).expect("JSON");
                    protocol::parse(&again).expect("what was a request is one");
                }
                Err((_, bad)) => assert!(!bad.view(Lang::En).message.is_empty()),
            },
        }
        count += 1;
    }
    let whole = bytes.strip_suffix(b"\n").unwrap_or(bytes);
    let expected = if bytes.is_empty() { 0 } else { whole.split(|b| *b == b'\n').count() };
    assert_eq!(count, expected);
});
