//! Text files: encoding, lines, limits.
//!
//! In this order: a byte order mark decides; else strict UTF-8; else UTF-16 without a mark, when its code units are
//! Korean text; else strict CP949 (what a "EUC-KR" file is in practice); else the candidate with fewer losses, whose
//! undecodable bytes stand as U+FFFD in the text and are kept in [`ReaderNote::Undecodable`].
//!
//! Johab (KS C 5601 annex 3) is not read: `encoding_rs` follows the web's encoding standard, which has no Johab, and no
//! maintained crate for it was found (November 2026). Such a file ends as an unknown format.

use super::{format, mojibake};
use crate::model::report::TooLarge;
use crate::model::{Origin, ReadError, ReaderNote, Source, Span};
use crate::settings::Limits;
use encoding_rs::{DecoderResult, EUC_KR};

/// A decoded text; `lost` are the bytes that stand as U+FFFD at an offset of the text.
pub(super) struct Decoded {
    pub(super) encoding: &'static str,
    pub(super) text: String,
    pub(super) lost: Vec<(usize, Vec<u8>)>,
}

/// Reads a text file.
pub(super) fn read(mut origin: Origin, bytes: &[u8], limits: &Limits) -> Result<Source, ReadError> {
    let wide = wide(bytes);
    check_lines(bytes, wide, limits)?;
    let Decoded { encoding, text, lost } = decode_as(bytes, wide, None)?;
    if text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\0').is_empty() {
        return Err(ReadError::Empty);
    }
    origin.encoding = encoding;
    let decomposed = is_decomposed(&text);
    let mut source = Source::from_lines(origin, text);
    let notes = lost.into_iter().map(|(at, bytes)| undecodable(&source, at, bytes)).collect::<Vec<_>>();
    source.notes.extend(notes);
    if decomposed {
        source.notes.push(ReaderNote::Decomposed);
    }
    Ok(source)
}

/// Decodes a text; `declared` is the encoding that the file itself names, which counts where the bytes leave a choice.
pub(super) fn decode(bytes: &[u8], declared: Option<&[u8]>) -> Result<Decoded, ReadError> {
    decode_as(bytes, wide(bytes), declared)
}

fn decode_as(bytes: &[u8], wide: Option<Wide>, declared: Option<&[u8]>) -> Result<Decoded, ReadError> {
    let decoded = match wide {
        Some(wide) => decode_wide(bytes, wide),
        None => match declared.and_then(|label| decode_declared(bytes, label)) {
            Some(decoded) => decoded,
            None => decode_narrow(bytes)?,
        },
    };
    Ok(match mojibake::undo(&decoded.text) {
        Some((text, encoding)) if decoded.lost.is_empty() => Decoded { encoding, text, lost: Vec::new() },
        _ => decoded,
    })
}

/// The text in an encoding other than the Korean ones, when it is no UTF-8 and all its bytes fit.
fn decode_declared(bytes: &[u8], label: &[u8]) -> Option<Decoded> {
    let named = encoding_rs::Encoding::for_label(label).filter(|e| *e != EUC_KR && *e != encoding_rs::UTF_8)?;
    if std::str::from_utf8(bytes).is_ok() {
        return None;
    }
    let text = named.decode_without_bom_handling_and_without_replacement(bytes)?;
    Some(Decoded { encoding: named.name(), text: text.into_owned(), lost: Vec::new() })
}

/// UTF-16 in either byte order, and the bytes of the mark before it.
#[derive(Clone, Copy, Debug)]
struct Wide {
    big: bool,
    skip: usize,
}

impl Wide {
    fn unit(self, pair: &[u8]) -> u16 {
        let pair = [pair[0], pair[1]];
        if self.big { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) }
    }
}

/// Whether the bytes are UTF-16: by their mark, or since their code units read as Korean text.
fn wide(bytes: &[u8]) -> Option<Wide> {
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        return Some(Wide { big: bytes[0] == 0xFE, skip: 2 });
    }
    let sample = &bytes[..bytes.len().min(8192)];
    // strict UTF-8 without NUL is UTF-8; a sample may end inside a character
    let narrow = match std::str::from_utf8(sample) {
        Ok(_) => true,
        Err(e) => e.error_len().is_none() && sample.len() < bytes.len(),
    };
    if bytes.len() < 4 || (narrow && !sample.contains(&0)) {
        return None;
    }
    [false, true].into_iter().map(|big| Wide { big, skip: 0 }).find(|wide| {
        let mut all = 0usize;
        let mut likely = 0usize;
        for pair in sample.chunks_exact(2) {
            let unit = wide.unit(pair);
            all += 1;
            likely += usize::from(matches!(unit, 0x09..=0x0D | 0x20..=0x7E | 0xA1..=0xFF | 0x2010..=0x26FF | 0x3000..=0x318F | 0xAC00..=0xD7A3 | 0xFF01..=0xFF5E));
        }
        likely * 20 >= all * 19
    })
}

/// Counts lines and their bytes without decoding.
fn check_lines(bytes: &[u8], wide: Option<Wide>, limits: &Limits) -> Result<(), ReadError> {
    let mut count = LineCount { lines: 0, start: 0, limits };
    match wide {
        None => {
            for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
                if bytes[at] == b'\n' && at > 0 && bytes[at - 1] == b'\r' {
                    count.start = at + 1;
                } else {
                    count.end(at, at + 1)?;
                }
            }
        }
        Some(wide) => {
            let mut previous = 0;
            for (n, pair) in bytes.chunks_exact(2).enumerate() {
                let unit = wide.unit(pair);
                if unit == 0x0A && previous == 0x0D {
                    count.start = n * 2 + 2;
                } else if unit == 0x0A || unit == 0x0D {
                    count.end(n * 2, n * 2 + 2)?;
                }
                previous = unit;
            }
        }
    }
    if count.start < bytes.len() {
        count.end(bytes.len(), bytes.len())?;
    }
    if count.lines > limits.lines {
        return Err(ReadError::TooLarge { what: TooLarge::Lines, found: count.lines, limit: limits.lines, line: None });
    }
    Ok(())
}

struct LineCount<'l> {
    lines: u64,
    start: usize,
    limits: &'l Limits,
}

impl LineCount<'_> {
    fn end(&mut self, at: usize, next: usize) -> Result<(), ReadError> {
        self.lines += 1;
        let found = (at - self.start) as u64;
        if found > self.limits.line_bytes {
            let line = u32::try_from(self.lines).ok();
            return Err(ReadError::TooLarge { what: TooLarge::LineBytes, found, limit: self.limits.line_bytes, line });
        }
        self.start = next;
        Ok(())
    }
}

fn decode_wide(bytes: &[u8], wide: Wide) -> Decoded {
    let body = &bytes[wide.skip..];
    let mut text = String::with_capacity(body.len() * 3 / 2);
    let mut lost = Vec::new();
    for unit in char::decode_utf16(body.chunks_exact(2).map(|pair| wide.unit(pair))) {
        match unit {
            Ok(c) => text.push(c),
            Err(e) => {
                let unit = e.unpaired_surrogate();
                let bytes = if wide.big { unit.to_be_bytes() } else { unit.to_le_bytes() };
                lost.push((text.len(), bytes.to_vec()));
                text.push(char::REPLACEMENT_CHARACTER);
            }
        }
    }
    if let [last] = body.chunks_exact(2).remainder() {
        lost.push((text.len(), vec![*last]));
        text.push(char::REPLACEMENT_CHARACTER);
    }
    Decoded { encoding: if wide.big { "UTF-16BE" } else { "UTF-16LE" }, text, lost }
}

fn decode_narrow(bytes: &[u8]) -> Result<Decoded, ReadError> {
    let marked = bytes.strip_prefix(b"\xEF\xBB\xBF");
    let body = marked.unwrap_or(bytes);
    let unknown = |what: &str| ReadError::UnknownFormat { what: what.to_owned() };
    if format::is_binary(body) {
        return Err(unknown("이진 파일 · binary"));
    }
    if let Ok(text) = std::str::from_utf8(body) {
        return Ok(Decoded { encoding: "UTF-8", text: text.to_owned(), lost: Vec::new() });
    }
    if marked.is_some() {
        return Ok(lossy_utf8(body));
    }
    if let Some(text) = EUC_KR.decode_without_bom_handling_and_without_replacement(body) {
        return Ok(Decoded { encoding: "CP949", text: text.into_owned(), lost: Vec::new() });
    }
    // only now: what is lost is kept byte by byte
    let (utf8, cp949) = (lossy_utf8(body), lossy_cp949(body));
    let losses = |d: &Decoded| d.lost.iter().map(|(_, bytes)| bytes.len()).sum::<usize>();
    let best = if losses(&utf8) <= losses(&cp949) { utf8 } else { cp949 };
    let high = body.iter().filter(|b| **b >= 0x80).count();
    // more than a fifth of what is not ASCII: no encoding that is known here
    if losses(&best) > 4 && losses(&best) * 5 > high {
        return Err(unknown("알 수 없는 인코딩 · unknown encoding"));
    }
    Ok(best)
}

fn lossy_utf8(bytes: &[u8]) -> Decoded {
    let mut text = String::with_capacity(bytes.len() + 16);
    let mut lost = Vec::new();
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            lost.push((text.len(), chunk.invalid().to_vec()));
            text.push(char::REPLACEMENT_CHARACTER);
        }
    }
    Decoded { encoding: "UTF-8", text, lost }
}

fn lossy_cp949(bytes: &[u8]) -> Decoded {
    let mut decoder = EUC_KR.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(bytes.len() * 3 / 2 + 16);
    let mut lost = Vec::new();
    let mut at = 0;
    loop {
        let need = decoder.max_utf8_buffer_length_without_replacement(bytes.len() - at).unwrap_or(16);
        text.reserve(need);
        let (result, read) = decoder.decode_to_string_without_replacement(&bytes[at..], &mut text, true);
        at += read;
        match result {
            DecoderResult::InputEmpty => break,
            DecoderResult::OutputFull => {}
            DecoderResult::Malformed(length, after) => {
                let end = at.saturating_sub(usize::from(after));
                let start = end.saturating_sub(usize::from(length));
                lost.push((text.len(), bytes[start..end].to_vec()));
                text.push(char::REPLACEMENT_CHARACTER);
            }
        }
    }
    Decoded { encoding: "CP949", text, lost }
}

/// The note for bytes that stand as U+FFFD at a byte offset of the decoded text.
fn undecodable(source: &Source, at: usize, bytes: Vec<u8>) -> ReaderNote {
    let base = source.text().as_ptr() as usize;
    let start_of = |unit: u32| source.unit(unit).as_ptr() as usize - base;
    let (mut low, mut high) = (0u32, source.len() as u32);
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if start_of(middle) <= at {
            low = middle;
        } else {
            high = middle;
        }
    }
    let start = (at - start_of(low).min(at)) as u32;
    let span = Span { unit: low, start, end: start + char::REPLACEMENT_CHARACTER.len_utf8() as u32 };
    ReaderNote::Undecodable { span, bytes }
}

/// Whether syllables are written as separate conjoining letters.
fn is_decomposed(text: &str) -> bool {
    memchr::memchr_iter(0xE1, text.as_bytes()).any(|at| {
        let mut chars = text.get(at..).unwrap_or("").chars();
        let lead = chars.next().is_some_and(|c| ('\u{1100}'..='\u{1112}').contains(&c));
        lead && chars.next().is_some_and(|c| ('\u{1161}'..='\u{1175}').contains(&c))
    })
}
