//! Inputs that would like to break the tool: an error or a record, never a panic, inside the limits.

use crate::support::{NOTICE, documents, error_of, judge, judge_with, settings};
use bangchim::emit::human;
use bangchim::emit::json::Document;
use bangchim::model::report::TooLarge;
use bangchim::model::{InputOutcome, Lang, ReadError};
use std::time::{Duration, Instant};

/// Judges, and goes through every output as well; what a stage of ours breaks on is a fault.
pub(crate) fn survives(what: &str, bytes: &[u8]) -> InputOutcome {
    let outcome = judge(what, bytes);
    if let InputOutcome::Failed { error: ReadError::Internal(cause), .. } = &outcome {
        panic!("{what}: {cause}");
    }
    serde_json::to_string(&Document::of(&outcome, Lang::Ko)).unwrap();
    if let InputOutcome::Done(judged) = &outcome {
        let _ = human::findings(judged, Lang::Ko);
    }
    outcome
}

#[test]
fn nothing_to_read() {
    assert_eq!(error_of(survives("empty", b"")).code(), "empty");
    for blank in [&b"\n\n \n"[..], b"\xEF\xBB\xBF", b" ", "\u{3000}\u{200b}\n".as_bytes()] {
        assert!(["empty", "not-a-notice"].contains(&error_of(survives("blank", blank)).code()));
    }
}

#[test]
fn not_a_notice() {
    assert_eq!(
        error_of(survives("prose", "오늘은 날씨가 맑습니다.\n내일도 그렇습니다.\n".as_bytes())).code(),
        "not-a-notice"
    );
    assert_eq!(error_of(survives("english", b"Lorem ipsum dolor sit amet.\n")).code(), "not-a-notice");
}

#[test]
fn binary_files() {
    let zeros = vec![0u8; 4096];
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0";
    let zip = b"PK\x03\x04\x14\0\0\0\x08\0\0\0\0\0\x12\x34\x56\x78\0\0\0\0";
    let every: Vec<u8> = (0..=255u8).cycle().take(8192).collect();
    for (what, bytes) in [("zeros", &zeros[..]), ("png", png), ("zip", zip), ("every byte", &every)] {
        let code = error_of(survives(what, bytes)).code();
        assert!(["empty", "unknown-format", "not-a-notice"].contains(&code), "{what}: {code}");
    }
}

#[test]
fn a_line_over_the_limit() {
    let mut settings = settings();
    settings.limits.line_bytes = 1000;
    let text = format!("첫 줄\n{}\n", "가".repeat(400));
    let error = error_of(judge_with("long", text, &settings));
    assert!(matches!(error, ReadError::TooLarge { what: TooLarge::LineBytes, line: Some(2), .. }), "{error:?}");
    assert!(error.message().get(Lang::Ko).contains("2행"), "the place is named");
}

#[test]
fn more_lines_than_the_limit() {
    let mut settings = settings();
    settings.limits.lines = 1000;
    let error = error_of(judge_with("tall", "1\t2\n".repeat(1001), &settings));
    assert!(matches!(error, ReadError::TooLarge { what: TooLarge::Lines, .. }), "{error:?}");
}

#[test]
fn a_file_over_the_limit() {
    let mut settings = settings();
    settings.limits.file_bytes = 1000;
    let error = error_of(judge_with("big", "가나다\n".repeat(1000), &settings));
    assert!(matches!(error, ReadError::TooLarge { what: TooLarge::FileBytes, .. }), "{error:?}");
}

#[test]
fn a_table_of_a_million_rows_is_refused() {
    let error = error_of(survives("million", "1\t경로당\t2대\n".repeat(1_000_000).as_bytes()));
    assert!(matches!(error, ReadError::TooLarge { .. }), "{error:?}");
}

#[test]
fn a_tall_table_takes_time_in_proportion() {
    let table = |rows: usize| {
        let body: String = (0..rows).map(|i| format!("{i}\t마을{i}경로당\t2대\t출입구\n")).collect();
        let (before, after) = NOTICE.split_once("4대\t").unwrap();
        format!("{before}{body}4대\t{after}")
    };
    let time = |text: String| {
        let begun = Instant::now();
        survives("tall table", text.as_bytes());
        begun.elapsed()
    };
    let (small, large) = (time(table(500)), time(table(5000)));
    // ten times the rows; a square law would give a hundred
    assert!(large < small * 40 + Duration::from_secs(2), "{small:?} for 500 rows, {large:?} for 5000");
}

#[test]
fn a_wide_table() {
    let row = "1대\t".repeat(3000);
    survives("wide", format!("설치 대수\t설치 위치\n{row}\n{row}\n{NOTICE}").as_bytes());
}

#[test]
fn deep_brackets_and_long_runs() {
    for piece in ["(", "[", "{", "<table>", "|", "\t", "1.", "가.", "-", "·", "〃", "1대, ", "032-", "9", "2024.1.1.~"]
    {
        survives(piece, format!("{NOTICE}\n{}\n", piece.repeat(20_000)).as_bytes());
        survives(piece, NOTICE.replace("4대", &piece.repeat(3000)).as_bytes());
    }
}

#[test]
fn cut_in_the_middle_of_a_character() {
    let utf8 = NOTICE.as_bytes();
    let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(NOTICE.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let utf16_be: Vec<u8> = [0xFE, 0xFF].into_iter().chain(NOTICE.encode_utf16().flat_map(u16::to_be_bytes)).collect();
    let (cp949, _, lossy) = encoding_rs::EUC_KR.encode(NOTICE);
    assert!(!lossy);
    for (what, bytes) in [("UTF-8", utf8), ("UTF-16LE", &utf16), ("UTF-16BE", &utf16_be), ("CP949", &cp949)] {
        for cut in 1..=7 {
            survives(what, &bytes[..bytes.len() - cut]);
            survives(what, &bytes[cut..]);
        }
    }
}

/// A small generator of our own, so that a failure can be had again.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    pub(crate) fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }
}

/// Cuts, flips bits, doubles, drops and swaps lines, glues lines together.
fn mutate(bytes: &[u8], random: &mut Random) -> Vec<u8> {
    let mut out = bytes.to_vec();
    for _ in 0..=random.below(3) {
        let mut lines: Vec<Vec<u8>> = out.split(|b| *b == b'\n').map(<[u8]>::to_vec).collect();
        let (a, b) = (random.below(lines.len()), random.below(lines.len()));
        match random.below(8) {
            0 => out.truncate(random.below(out.len())),
            1 => {
                let at = random.below(out.len());
                out.drain(..at);
            }
            2 => {
                for _ in 0..8 {
                    let at = random.below(out.len());
                    if let Some(byte) = out.get_mut(at) {
                        *byte ^= 1 << random.below(8);
                    }
                }
            }
            3 => {
                let line = lines[a].clone();
                lines.insert(b, line);
                out = lines.join(&b'\n');
            }
            4 => {
                lines.remove(a);
                out = lines.join(&b'\n');
            }
            5 => {
                lines.swap(a, b);
                out = lines.join(&b'\n');
            }
            6 => out = lines.join(if random.below(2) == 0 { &b"\t"[..] } else { &b" "[..] }),
            _ => {
                let tail = lines.split_off(a);
                lines.extend(tail.into_iter().rev());
                out = lines.join(&b'\n');
            }
        }
    }
    out
}

#[test]
fn mutations_of_the_samples() {
    let rounds: u64 = std::env::var("BANGCHIM_MUTATIONS").ok().and_then(|n| n.parse().ok()).unwrap_or(40);
    for (name, bytes) in documents() {
        for seed in 1..=rounds {
            let mut random = Random::new(seed);
            let mutant = mutate(&bytes, &mut random);
            survives(&format!("{name}, seed {seed}"), &mutant);
        }
    }
}

#[test]
fn the_same_bytes_give_the_same_answer() {
    for (name, bytes) in documents() {
        let text = || serde_json::to_string(&Document::of(&judge(&name, bytes.clone()), Lang::Ko)).unwrap();
        assert_eq!(text(), text(), "{name}");
    }
}
