//! The notices of an input as they ought to read: what can be mended mended, ready to be written in the model form.

use super::{ROUNDS, guard, stages};
use crate::fix::{self, Edit, Level};
use crate::model::record::NoticeRecord;
use crate::model::report::Judged;
use crate::model::{Content, ReadError, Source};
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
        let source = mended(&now.source, &edits);
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

/// A source with edits in the text of its units.
fn mended(source: &Source, edits: &[Edit]) -> Source {
    if matches!(source.content, Content::Lines) {
        return Source::from_lines(source.origin.clone(), fix::apply(source, edits));
    }
    let mut out = Source::of(source.origin.clone());
    out.notes.clone_from(&source.notes);
    out.content = source.content.clone();
    let mut edits = edits.iter().peekable();
    for unit in 0..source.len() as u32 {
        let raw = source.unit(unit);
        let (mut text, mut from) = (String::with_capacity(raw.len()), 0);
        while let Some(edit) = edits.next_if(|e| e.at.unit == unit) {
            text.push_str(raw.get(from..edit.at.start as usize).unwrap_or_default());
            text.push_str(&edit.to);
            from = edit.at.end as usize;
        }
        text.push_str(raw.get(from..).unwrap_or_default());
        if let Some(anchor) = source.anchor(unit) {
            out.push(anchor, &text);
        }
    }
    out
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
