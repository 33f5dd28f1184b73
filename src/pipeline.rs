//! Runs the stages for each input and keeps going past a bad one. This module alone knows the stages.

mod clean;

use crate::check::Held;
use crate::ledger::{Mapping, NoticeOf};
use crate::model::ledger::{Comparison, Ledger};
use crate::model::page::{Bbox, Recognised};
use crate::model::report::Judged;
use crate::model::sheet::{Merged, Sheet};
use crate::model::{
    Anchor, BatchFinding, Block, InputOutcome, Layout, Notice, Origin, Place, ReadError, RuleInfo, Source, Span, Table,
    hex,
};
use crate::read::archive;
use crate::settings::{Limits, Settings};
use crate::{check, extract, fix, gate, layout, ledger, read};
use sha2::{Digest, Sha256};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// An input: its name, and its bytes or why they could not be had.
#[derive(Debug)]
pub struct Input {
    pub name: String,
    pub bytes: Result<Vec<u8>, ReadError>,
    /// For a locked file.
    pub password: Option<String>,
    /// Text of pages that have none of their own, recognised on their picture.
    pub recognised: Vec<Recognised>,
}

/// Reads, extracts and checks one input. Never panics: a panic of a stage is the error of this input.
#[must_use]
pub fn judge(input: Input, settings: &Settings) -> InputOutcome {
    judge_against(input, None, settings)
}

/// The same with the notices of the input held against a ledger.
#[must_use]
pub fn judge_against(input: Input, ledger: Option<&Ledger>, settings: &Settings) -> InputOutcome {
    let Input { name, bytes, password, recognised } = input;
    let bytes = match bytes {
        Ok(bytes) => bytes,
        Err(error) => return InputOutcome::Failed { origin: Origin { name, ..Origin::default() }, error },
    };
    // what the reader finds out is kept even when a later stage gives up
    let mut origin = None;
    let read = || read::read_with(&name, &bytes, &settings.limits, password.as_deref(), &recognised);
    let judged = guard(read).and_then(|mut source| {
        source.origin.sha256 = sha256(&bytes);
        origin = Some(source.origin.clone());
        guard(|| stages(source, ledger, settings))
    });
    match judged {
        Ok(judged) => InputOutcome::Done(Box::new(judged)),
        Err(error) => InputOutcome::Failed { origin: origin.unwrap_or_else(|| of_bytes(name, &bytes)), error },
    }
}

/// The origin of an input that the reader gave up on.
fn of_bytes(name: String, bytes: &[u8]) -> Origin {
    Origin { name, size: bytes.len() as u64, sha256: sha256(bytes), ..Origin::default() }
}

fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn stages(mut source: Source, ledger: Option<&Ledger>, settings: &Settings) -> Result<Judged, ReadError> {
    let layout = rebuilt(&mut source);
    let notices = extract::extract(&source, &layout);
    if notices.is_empty() {
        return Err(ReadError::NotANotice);
    }
    let of_sheet = matches!(source.anchor(0), Some(Anchor::SheetCell { .. }));
    if of_sheet && ledger::is_ledger(&as_sheets(&layout), &notices) {
        return Err(ReadError::Ledger);
    }
    let comparison = ledger.map(|ledger| ledger::compare(&numbered(0, &notices), ledger));
    let held = match &comparison {
        None => Held::None,
        Some(None) => Held::Foreign,
        Some(Some(comparison)) => Held::Compared(comparison),
    };
    let checked = check::check_against(&source, &layout, &notices, held, settings);
    let check::Checked { findings, outcomes, keys, asked_for_today } = checked;
    let mut judged = Judged { source, layout, notices, findings, outcomes, keys, asked_for_today };
    gate::settle(&mut judged, settings);
    Ok(judged)
}

/// Rebuilds the tables of a source; its units then know in which of them they stand.
fn rebuilt(source: &mut Source) -> Layout {
    let mut layout = layout::layout(source);
    source.set_cells(&std::mem::take(&mut layout.cells));
    layout
}

fn numbered(file: usize, notices: &[Notice]) -> Vec<NoticeOf<'_>> {
    (1..).zip(notices).map(|(number, notice)| NoticeOf { file, number, notice }).collect()
}

/// Reads a ledger: a workbook, a CSV file, or the tables of any other document.
///
/// # Errors
/// The file could not be read, or no column that names places and counts cameras was recognised.
pub fn ledger(input: Input, map: &[Mapping], limits: &Limits) -> Result<Ledger, ReadError> {
    let bytes = input.bytes?;
    let limits = Limits { file_bytes: limits.ledger_bytes, ..*limits };
    let limits = Limits { unpacked_bytes: limits.ledger_bytes.max(limits.unpacked_bytes), ..limits };
    guard(move || {
        let sheets = match read::sheets(&bytes, &limits)? {
            Some(sheets) => sheets,
            None => as_sheets(&layout::layout(&read::read(&input.name, &bytes, &limits, None)?)),
        };
        drop(bytes); // a national ledger is large
        ledger::ledger(&input.name, &sheets, map).ok_or(ReadError::NotALedger)
    })
}

/// Reads the sheets of a workbook, whatever they are about.
///
/// # Errors
/// The file could not be read, or it is no workbook.
pub fn sheets(input: Input, limits: &Limits) -> Result<Vec<Sheet>, ReadError> {
    let bytes = input.bytes?;
    guard(|| {
        let limits = Limits { file_bytes: limits.ledger_bytes, ..*limits };
        read::sheets(&bytes, &limits)?.ok_or_else(|| ReadError::UnknownFormat { what: "not a workbook".to_owned() })
    })
}

/// The tables of a document as sheets.
fn as_sheets(layout: &Layout) -> Vec<Sheet> {
    let tables = layout.blocks.iter().filter_map(|b| match b {
        Block::Table(table) => Some(table),
        Block::Paragraph(_) => None,
    });
    let sheet = |(number, table): (u32, &Table)| {
        let mut sheet = Sheet::new(number, format!("표 {}", number + 1));
        for cell in &table.cells {
            sheet.push(cell.row, cell.col, cell.text.as_str());
            if cell.row_span > 1 || cell.col_span > 1 {
                let last = (cell.row + cell.row_span.max(1) - 1, cell.col + cell.col_span.max(1) - 1);
                sheet.merged.push(Merged { rows: (cell.row, last.0), cols: (cell.col, last.1) });
            }
        }
        sheet.closed()
    };
    (0..).zip(tables).map(sheet).collect()
}

/// Holds the notices of several inputs against one ledger; none when it says nothing about their institutions.
///
/// # Errors
/// A stage broke, which is a fault of ours.
pub fn reconcile<'l>(files: &[Vec<Notice>], ledger: &'l Ledger) -> Result<Option<Comparison<'l>>, ReadError> {
    guard(|| {
        let notices: Vec<NoticeOf> = files.iter().enumerate().flat_map(|(file, all)| numbered(file, all)).collect();
        Ok(ledger::compare(&notices, ledger))
    })
}

/// Compares the notices of a run, by the name of each input and the keys of its notices.
#[must_use]
pub fn compare(run: &[check::Entry], settings: &Settings) -> Vec<BatchFinding> {
    compare_under(run, |_| settings)
}

/// The same with settings for each input, by its number from 0.
#[must_use]
pub fn compare_under<'s>(run: &[check::Entry], settings: impl Fn(usize) -> &'s Settings) -> Vec<BatchFinding> {
    let mut found = check::compare(run, &settings);
    found.iter_mut().for_each(|finding| gate::settle_batch(finding, settings(finding.input)));
    found
}

/// Judges what a settings file accepts, once a run is over; `text` is the text of the file.
#[must_use]
pub fn judge_accepted(name: &str, text: &str, all: &[Acceptance], settings: &Settings) -> InputOutcome {
    let origin = of_bytes(name.to_owned(), text.as_bytes());
    let origin = Origin { media_type: "application/toml", encoding: "UTF-8", ..origin };
    let mut judged = check::accepted(Source::from_lines(origin, text.to_owned()), all, settings);
    gate::settle(&mut judged, settings);
    InputOutcome::Done(Box::new(judged))
}

pub use check::{Acceptance, Entry, Use, batch_rules, selected};
pub use clean::{Clean, clean, differences, form, written};

/// Reads one input.
///
/// # Errors
/// The input could not be read.
pub fn read_only(input: Input, limits: &Limits) -> Result<Source, ReadError> {
    let (mut source, bytes) = unhashed(input, limits)?;
    source.origin.sha256 = sha256(&bytes);
    Ok(source)
}

/// The source of an input, without the hash of its bytes, and the bytes.
fn unhashed(input: Input, limits: &Limits) -> Result<(Source, Vec<u8>), ReadError> {
    let bytes = input.bytes?;
    let source = guard(|| read::read_with(&input.name, &bytes, limits, input.password.as_deref(), &input.recognised))?;
    Ok((source, bytes))
}

/// The pages of a PDF that have no text of their own or none that can be told, from 1; none for any other file.
#[must_use]
pub fn pages_without_text(bytes: &[u8], password: Option<&str>) -> Vec<u32> {
    guard(|| read::pages_without_text(bytes, &Limits::default(), password)).unwrap_or_default()
}

/// The fields of the ruled tables on a page that was recognised, in points.
#[must_use]
pub fn fields(page: &Recognised) -> Vec<Bbox> {
    guard(|| Ok(layout::fields(&page.rulings))).unwrap_or_default()
}

/// Reads one input and rebuilds its tables, whatever it is about.
///
/// # Errors
/// The input could not be read.
pub fn rebuild(input: Input, limits: &Limits) -> Result<(Source, Layout), ReadError> {
    let mut source = read_only(input, limits)?;
    guard(|| {
        let layout = rebuilt(&mut source);
        Ok((source, layout))
    })
}

/// Reads one input; its tables as the file draws them, or as rebuilt where it draws none.
///
/// # Errors
/// The input could not be read.
pub fn tables(input: Input, limits: &Limits) -> Result<(Source, Vec<Table>), ReadError> {
    let (source, _) = unhashed(input, limits)?;
    guard(|| {
        let tables = layout::drawn(&source);
        Ok((source, tables))
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

/// The documents of an archive; none when the file is no archive of documents.
///
/// # Errors
/// The archive is damaged or over a limit.
pub fn entries(
    file: impl std::io::Read + std::io::Seek,
    limits: &Limits,
) -> Result<Option<Vec<archive::Entry>>, ReadError> {
    guard(|| archive::entries(file, limits))
}

/// The bytes of a document of an archive.
///
/// # Errors
/// The archive is damaged or locked, or the document is over the limit for a file.
pub fn entry(file: impl std::io::Read + std::io::Seek, index: usize, limits: &Limits) -> Result<Vec<u8>, ReadError> {
    guard(|| archive::entry(file, index, limits))
}

/// Rounds of mending: an edit may bring to light what it hid.
const ROUNDS: usize = 5;

/// What mending an input came to.
#[derive(Debug)]
pub struct Mended {
    /// Where the file is text, Markdown or HTML and something in it was mended.
    pub file: Option<MendedFile>,
    /// Number of edits made in the file.
    pub edits: usize,
    /// The edits that a person has to make in the file.
    pub list: Vec<Work>,
    /// Number of findings for which nothing is proposed, or nothing safe.
    pub by_hand: usize,
    /// The input as it reads with all edits, those on the list too; none where there is none.
    pub record: Option<Box<Judged>>,
}

/// A file that was rewritten.
#[derive(Debug)]
pub struct MendedFile {
    /// The text as it was, and as it is now.
    pub before: String,
    pub after: String,
    /// In the encoding of the file.
    pub bytes: Vec<u8>,
}

/// An edit for a person.
#[derive(Clone, Debug)]
pub struct Work {
    pub rule: &'static RuleInfo,
    pub place: Place,
    /// Empty where the piece has to go.
    pub to: String,
}

/// Mends an input until nothing is left that can be mended. Text, Markdown and HTML are rewritten, piece by piece; for
/// every other format, and for pieces of a page that cannot be told from others, there is the list. `bytes` are the file.
#[must_use]
pub fn mend(judged: &Judged, bytes: &[u8], settings: &Settings, level: fix::Level) -> Mended {
    let in_place = guard(|| Ok(in_place(judged, bytes, settings, level))).unwrap_or_default();
    let mut mended = in_place.unwrap_or_else(|| Mended::nothing(judged, level));
    // what is left to a person is made in the record
    let mut now = mended.record.take();
    for round in 0..ROUNDS {
        let current = now.as_deref().unwrap_or(judged);
        let (edits, by_hand) = fix::edits(&current.source, &current.findings, level);
        mended.by_hand = by_hand.len();
        if edits.is_empty() || round + 1 == ROUNDS {
            break;
        }
        mended.list.extend(edits.iter().map(|e| Work {
            rule: current.findings[e.finding].rule,
            place: Place::of(&current.source, e.at),
            to: e.to.clone(),
        }));
        let source = current.source.edited(&pieces(&edits));
        let Ok(next) = guard(|| stages(source, None, settings)) else { break };
        now = Some(Box::new(next));
    }
    mended.record = now;
    mended
}

impl Mended {
    fn nothing(judged: &Judged, level: fix::Level) -> Self {
        let by_hand = fix::edits(&judged.source, &judged.findings, level).1.len();
        Mended { file: None, edits: 0, list: Vec::new(), by_hand, record: None }
    }
}

/// The file rewritten; none where it cannot be, or nothing in it is mended.
fn in_place(judged: &Judged, bytes: &[u8], settings: &Settings, level: fix::Level) -> Option<Mended> {
    let mut file = read::File::of(&judged.source, bytes)?;
    let before = file.text().to_owned();
    let mut mended = Mended::nothing(judged, level);
    for _ in 0..ROUNDS {
        let now = mended.record.as_deref().unwrap_or(judged);
        let (edits, _) = fix::edits(&now.source, &now.findings, level);
        let done = file.replace(&now.source, &pieces(&edits), &settings.limits);
        let made = done.iter().filter(|done| **done).count();
        if made == 0 {
            break;
        }
        let mut source = file.read(&judged.source.origin, &settings.limits)?;
        source.notes.clone_from(&judged.source.notes);
        mended.record = Some(Box::new(guard(|| stages(source, None, settings)).ok()?));
        mended.edits += made;
    }
    let bytes = file.encoded()?;
    mended.file = (mended.edits > 0).then(|| MendedFile { before, after: file.text().to_owned(), bytes });
    mended.file.is_some().then_some(mended)
}

fn pieces(edits: &[fix::Edit]) -> Vec<(Span, &str)> {
    edits.iter().map(|e| (e.at, e.to.as_str())).collect()
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
