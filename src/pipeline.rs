//! Runs the stages for each input and keeps going past a bad one. This module alone knows the stages.

use crate::model::report::Judged;
use crate::model::{Finding, InputOutcome, Layout, Notice, Origin, ReadError, RuleOutcome, Source};
use crate::settings::{Limits, Settings};
use crate::{extract, layout, read};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// An input: its name, and its bytes or why they could not be had.
#[derive(Debug)]
pub struct Input {
    pub name: String,
    pub bytes: Result<Vec<u8>, ReadError>,
}

/// Reads, extracts and checks one input.
#[must_use]
pub fn judge(input: Input, settings: &Settings) -> InputOutcome {
    let Input { name, bytes } = input;
    let size = bytes.as_ref().map_or(0, |b| b.len() as u64);
    let judged = bytes.and_then(|b| guard(|| stages(&name, &b, settings)));
    match judged {
        Ok(judged) => InputOutcome::Done(Box::new(judged)),
        Err(error) => InputOutcome::Failed { origin: Origin { name, size, ..Origin::default() }, error },
    }
}

/// Reads one input and rebuilds its tables, whatever it is about.
///
/// # Errors
/// The input could not be read.
pub fn rebuild(input: Input, limits: &Limits) -> Result<(Source, Layout), ReadError> {
    let Input { name, bytes } = input;
    let bytes = bytes?;
    guard(|| {
        let source = read::read(&name, &bytes, limits)?;
        let layout = layout::layout(&source);
        Ok((source, layout))
    })
}

fn stages(name: &str, bytes: &[u8], settings: &Settings) -> Result<Judged, ReadError> {
    let source = read::read(name, bytes, &settings.limits)?;
    let layout = layout::layout(&source);
    let notices = extract::extract(&source, &layout);
    if notices.is_empty() {
        return Err(ReadError::NotANotice);
    }
    let (findings, outcomes) = check(&source, &layout, &notices, settings);
    Ok(Judged { source, layout, notices, findings, outcomes })
}

fn check(
    _source: &Source,
    _layout: &Layout,
    _notices: &[Notice],
    _settings: &Settings,
) -> (Vec<Finding>, Vec<RuleOutcome>) {
    (Vec::new(), Vec::new())
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
