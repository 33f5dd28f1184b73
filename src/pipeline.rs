//! Runs the stages for each input and keeps going past a bad one. This module alone knows the stages.

use crate::model::report::Judged;
use crate::model::{InputOutcome, Layout, Notice, Origin, ReadError, Source};
use crate::settings::{Limits, Settings};
use crate::{check, extract, gate, layout, read};
use sha2::{Digest, Sha256};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// An input: its name, and its bytes or why they could not be had.
#[derive(Debug)]
pub struct Input {
    pub name: String,
    pub bytes: Result<Vec<u8>, ReadError>,
}

/// Reads, extracts and checks one input. Never panics: a panic of a stage is the error of this input.
#[must_use]
pub fn judge(input: Input, settings: &Settings) -> InputOutcome {
    let Input { name, bytes } = input;
    let bytes = match bytes {
        Ok(bytes) => bytes,
        Err(error) => return InputOutcome::Failed { origin: Origin { name, ..Origin::default() }, error },
    };
    // what the reader finds out is kept even when a later stage gives up
    let mut origin = None;
    let judged = guard(|| read::read(&name, &bytes, &settings.limits)).and_then(|source| {
        origin = Some(source.origin.clone());
        guard(|| stages(source, settings))
    });
    match judged {
        Ok(judged) => InputOutcome::Done(Box::new(judged)),
        Err(error) => InputOutcome::Failed { origin: origin.unwrap_or_else(|| of_bytes(name, &bytes)), error },
    }
}

/// The origin of an input that the reader gave up on.
fn of_bytes(name: String, bytes: &[u8]) -> Origin {
    let sha256 = Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect();
    Origin { name, size: bytes.len() as u64, sha256, ..Origin::default() }
}

fn stages(source: Source, settings: &Settings) -> Result<Judged, ReadError> {
    let layout = layout::layout(&source);
    let notices = extract::extract(&source, &layout);
    if notices.is_empty() {
        return Err(ReadError::NotANotice);
    }
    let (findings, outcomes) = check::check(&source, &layout, &notices, settings);
    let mut judged = Judged { source, layout, notices, findings, outcomes };
    gate::settle(&mut judged, settings);
    Ok(judged)
}

/// Reads one input.
///
/// # Errors
/// The input could not be read.
pub fn read_only(input: Input, limits: &Limits) -> Result<Source, ReadError> {
    let bytes = input.bytes?;
    guard(|| read::read(&input.name, &bytes, limits))
}

/// Reads one input and rebuilds its tables, whatever it is about.
///
/// # Errors
/// The input could not be read.
pub fn rebuild(input: Input, limits: &Limits) -> Result<(Source, Layout), ReadError> {
    let source = read_only(input, limits)?;
    guard(|| {
        let layout = layout::layout(&source);
        Ok((source, layout))
    })
}

/// Reads one input and extracts its notices, unchecked.
///
/// # Errors
/// The input could not be read.
pub fn recognise(input: Input, limits: &Limits) -> Result<(Source, Vec<Notice>), ReadError> {
    let (source, layout) = rebuild(input, limits)?;
    guard(|| {
        let notices = extract::extract(&source, &layout);
        Ok((source, notices))
    })
}

/// The bytes of a text file with another text, in its own encoding; none where that cannot be, or where the file is no
/// text. `bytes` are the file as it was.
#[must_use]
pub fn rewritten(source: &Source, bytes: &[u8], text: &str) -> Option<Vec<u8>> {
    read::encode(source, bytes, text)
}

/// A panic in a stage is a fault of ours in one file; it must not end the run.
fn guard<T>(stage: impl FnOnce() -> Result<T, ReadError>) -> Result<T, ReadError> {
    catch_unwind(AssertUnwindSafe(stage)).unwrap_or_else(|cause| {
        let what = cause
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| cause.downcast_ref::<&str>().copied())
            .unwrap_or("panic");
        Err(ReadError::Internal(what.to_owned()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[allow(clippy::panic, reason = "the panic is what is tested")]
    fn a_panic_is_the_error_of_one_input() {
        let error = guard::<()>(|| panic!("broken")).unwrap_err();
        assert_eq!(error.code(), "internal");
    }
}
