//! The notices of an input as they ought to read: what can be mended mended, ready to be written in the model form.

use super::{ROUNDS, guard, pieces, stages};
use crate::fix::{self, Level};
use crate::model::ReadError;
use crate::model::record::NoticeRecord;
use crate::model::report::Judged;
use crate::render::{self, Carried, Document, Format, carried};
use crate::settings::{Limits, Settings};

/// A notice of an input.
#[derive(Clone, Debug, Default)]
pub struct Clean {
    pub record: NoticeRecord,
    /// The words that its record does not hold.
    pub carried: Carried,
}

/// The notices of an input with its findings mended as far as `level` allows, and the number of edits. In a format that
/// cannot be rewritten the mended text is read in the place of the text of the file.
#[must_use]
pub fn clean(judged: Judged, settings: &Settings, level: Option<Level>) -> (Vec<Clean>, usize) {
    let mut now = judged;
    let mut done = 0;
    for _ in 0..level.map_or(0, |_| ROUNDS) {
        let (edits, _) = fix::edits(&now.source, &now.findings, level.unwrap_or(Level::Safe));
        if edits.is_empty() {
            break;
        }
        let source = now.source.edited(&pieces(&edits));
        let Ok(next) = guard(|| stages(source, None, settings)) else { break };
        // an edit must not take a notice apart
        if next.notices.len() != now.notices.len() {
            break;
        }
        done += edits.len();
        now = next;
    }
    let of = |notice| Clean {
        record: NoticeRecord::of(&now.source, notice),
        carried: carried::carried(&now.layout, notice),
    };
    (now.notices.iter().map(of).collect(), done)
}

/// The model form of a notice.
///
/// # Errors
/// It could not be made, which is a fault of ours.
pub fn form(notice: &Clean) -> Result<Document, ReadError> {
    guard(|| Ok(render::document(&notice.record, &notice.carried)))
}

/// The bytes of a document.
///
/// # Errors
/// They could not be made, which is a fault of ours.
pub fn written(document: &Document, format: Format) -> Result<Vec<u8>, ReadError> {
    guard(|| render::write(document, format).map_err(ReadError::Internal))
}

/// Where a written notice says something else than its record when it is read again, as JSON Pointers.
///
/// # Errors
/// It could not be read.
pub fn differences(notice: &Clean, bytes: Vec<u8>, format: Format, limits: &Limits) -> Result<Vec<String>, ReadError> {
    let name = format!("notice.{}", format.extension());
    let input = super::Input { name, bytes: Ok(bytes), password: None, recognised: Vec::new() };
    let (source, notices) = super::recognise(input, limits)?;
    let [again] = &notices[..] else { return Ok(vec![String::new()]) };
    Ok(render::differences(&notice.record, &NoticeRecord::of(&source, again)))
}
