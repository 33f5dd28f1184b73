//! The notices of an input as records, whether it is a record already or has to be read.

use bangchim::emit::json::Document as Record;
use bangchim::fix::Level;
use bangchim::model::{InputOutcome, ReadError};
use bangchim::pipeline::{self, Clean, Input};
use bangchim::settings::Settings;

/// The notices of an input, and how they came about.
pub(super) struct Read {
    pub(super) notices: Vec<Clean>,
    /// Places that were mended.
    pub(super) edits: usize,
    /// From a record, which holds no running text.
    pub(super) of_record: bool,
}

/// Reads a record, or any other input whose notices are then mended as far as `level` allows.
pub(super) fn read(input: Input, settings: &Settings, level: Option<Level>) -> Result<Read, ReadError> {
    let Input { name, bytes, password, recognised } = input;
    let bytes = bytes?;
    if let Some(notices) = record(&name, &bytes, settings)? {
        return Ok(Read { notices, edits: 0, of_record: true });
    }
    match pipeline::judge(Input { name, bytes: Ok(bytes), password, recognised }, settings) {
        InputOutcome::Done(judged) => {
            let (notices, edits) = pipeline::clean(*judged, settings, level);
            Ok(Read { notices, edits, of_record: false })
        }
        InputOutcome::Failed { error, .. } => Err(error),
    }
}

/// The notices of what `extract` printed, for one file or for several, in any encoding; none when it is no such thing.
fn record(name: &str, bytes: &[u8], settings: &Settings) -> Result<Option<Vec<Clean>>, ReadError> {
    let begins =
        bytes.iter().copied().find(|b| !b.is_ascii_whitespace() && !matches!(b, 0 | 0xEF | 0xBB | 0xBF | 0xFE | 0xFF));
    if !matches!(begins, Some(b'{' | b'[')) {
        return Ok(None);
    }
    let input = Input { name: name.to_owned(), bytes: Ok(bytes.to_vec()), password: None, recognised: Vec::new() };
    let Ok(source) = pipeline::read_only(input, &settings.limits) else { return Ok(None) };
    let text = source.text().trim_start();
    if !text.contains("\"schema_version\"") {
        return Ok(None);
    }
    let records: Result<Vec<Record>, _> = if text.starts_with('[') {
        serde_json::from_str(text)
    } else {
        serde_json::from_str(text).map(|one| vec![one])
    };
    let records =
        records.map_err(|e| ReadError::Damaged { what: format!("기록(JSON)이 아닙니다 · no record: {e}") })?;
    let of = |record| Clean { record, ..Clean::default() };
    Ok(Some(records.into_iter().flat_map(|r| r.notices).map(of).collect()))
}
