//! The JSON document of one input: records, findings, repairs.

use super::place;
use crate::model::ledger::LedgerPlace;
use crate::model::page::TextLayer;
use crate::model::record::{NoticeRecord, RepairRecord, SCHEMA_VERSION};
use crate::model::report::Judged;
use crate::model::{BatchFinding, Bi, Finding, InputOutcome, Lang, Origin, Place, ReadError, ReaderNote, Source, hex};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// What `extract` prints for one input.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Document {
    pub schema_version: u32,
    pub source: SourceView,
    /// Only where the input could not be judged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<ErrorView>,
    pub notices: Vec<NoticeRecord>,
    pub findings: Vec<FindingView>,
    pub repairs: Vec<RepairRecord>,
}

/// The input.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceView {
    pub name: String,
    pub media_type: Cow<'static, str>,
    pub encoding: Cow<'static, str>,
    pub size: u64,
    pub sha256: String,
    pub notes: Vec<NoteView>,
}

/// Something the reader noticed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoteView {
    pub kind: Cow<'static, str>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location: Option<Place>,
    /// The bytes in hexadecimal digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bytes: Option<String>,
    /// What it is about: a sheet, an extension and what was found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Number of rows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rows: Option<u32>,
}

/// Why an input could not be judged.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ErrorView {
    pub code: Cow<'static, str>,
    pub message: String,
    pub advice: String,
}

/// A finding.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FindingView {
    pub rule: Cow<'static, str>,
    pub code: Cow<'static, str>,
    pub severity: Cow<'static, str>,
    pub notice: u32,
    pub subject: String,
    pub message: String,
    /// Where it points; null when something is missing from the whole notice.
    pub location: Option<Place>,
    /// Further places that it points at.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<Place>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suggestion: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<RelatedView>,
    /// Cells of a ledger that contradict it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ledger: Vec<LedgerPlace>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    pub pointer: String,
    /// Names the finding from one run to the next.
    pub fingerprint: String,
    /// Why it is let pass, when it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accepted: Option<String>,
}

impl FindingView {
    /// Whether something is to be done about it: it was not let pass.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.accepted.is_none()
    }

    /// The message with its place, where the file has no lines to point at.
    #[must_use]
    pub fn message_with_place(&self, lang: Lang) -> String {
        let place = self.location.as_ref().filter(|p| p.line.is_none()).map(place::words);
        match place.map(|p| p.get(lang).clone()) {
            Some(place) if !place.is_empty() => format!("{} ({place})", self.message),
            _ => self.message.clone(),
        }
    }
}

/// A related place.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RelatedView {
    pub message: String,
    pub location: Place,
}

impl Document {
    /// The document of an input, whatever came of it.
    #[must_use]
    pub fn of(outcome: &InputOutcome, lang: Lang) -> Self {
        match outcome {
            InputOutcome::Done(judged) => Document::judged(judged, lang),
            InputOutcome::Failed { origin, error } => Document {
                schema_version: SCHEMA_VERSION,
                source: SourceView::of(origin),
                error: Some(ErrorView::of(error, lang)),
                ..Document::default()
            },
        }
    }

    fn judged(judged: &Judged, lang: Lang) -> Self {
        let source = &judged.source;
        let numbered = || (1u32..).zip(&judged.notices);
        Document {
            schema_version: SCHEMA_VERSION,
            source: SourceView::with_notes(source),
            error: None,
            notices: judged.notices.iter().map(|n| NoticeRecord::of(source, n)).collect(),
            findings: judged.findings.iter().map(|f| FindingView::of(source, f, lang)).collect(),
            repairs: numbered()
                .flat_map(|(i, n)| n.repairs.iter().map(move |r| RepairRecord::of(source, i, r)))
                .collect(),
        }
    }
}

impl SourceView {
    #[must_use]
    pub fn of(origin: &Origin) -> Self {
        SourceView {
            name: origin.name.clone(),
            media_type: origin.media_type.into(),
            encoding: origin.encoding.into(),
            size: origin.size,
            sha256: origin.sha256.clone(),
            notes: Vec::new(),
        }
    }

    #[must_use]
    pub fn with_notes(source: &Source) -> Self {
        let notes = source.notes.iter().map(|note| match note {
            ReaderNote::Undecodable { span, bytes } => NoteView {
                kind: "undecodable".into(),
                location: Some(Place::of(source, *span)),
                bytes: Some(hex(bytes)),
                ..NoteView::default()
            },
            ReaderNote::Decomposed => NoteView { kind: "decomposed".into(), ..NoteView::default() },
            ReaderNote::Repaired => NoteView { kind: "repaired".into(), ..NoteView::default() },
            ReaderNote::PageCut { page } => NoteView::of_page("page-cut", *page),
            ReaderNote::TextLayer { page, layer } => NoteView::of_page(
                match layer {
                    TextLayer::Good => "text-layer-good",
                    TextLayer::Blank => "page-blank",
                    TextLayer::Ocr => "text-layer-ocr",
                    TextLayer::Unusable => "text-layer-unusable",
                    TextLayer::Scan => "page-scan",
                },
                *page,
            ),
            ReaderNote::TableMisfit { at } => NoteView {
                kind: "table-misfit".into(),
                location: at.map(|at| Place::of(source, at)),
                ..NoteView::default()
            },
            ReaderNote::Truncated => NoteView { kind: "truncated".into(), ..NoteView::default() },
            ReaderNote::Mismatch { extension, found } => NoteView {
                kind: "format-mismatch".into(),
                text: Some(format!(".{extension}: {found}")),
                ..NoteView::default()
            },
            ReaderNote::HiddenSheet { sheet } => {
                NoteView { kind: "hidden-sheet".into(), text: Some(sheet.clone()), ..NoteView::default() }
            }
            ReaderNote::HiddenRows { sheet, rows } => NoteView {
                kind: "hidden-rows".into(),
                text: Some(sheet.clone()),
                rows: Some(*rows),
                ..NoteView::default()
            },
        });
        SourceView { notes: notes.collect(), ..SourceView::of(&source.origin) }
    }
}

impl NoteView {
    fn of_page(kind: &'static str, page: u32) -> Self {
        let place = Place { page: Some(page), start: 1, end: 1, ..Place::default() };
        NoteView { kind: kind.into(), location: Some(place), ..NoteView::default() }
    }
}

impl ErrorView {
    #[must_use]
    pub fn of(error: &ReadError, lang: Lang) -> Self {
        ErrorView {
            code: error.code().into(),
            message: error.message().get(lang).clone(),
            advice: error.advice(lang).to_owned(),
        }
    }

    /// What no reader tells: something about the run.
    #[must_use]
    pub fn said(code: &'static str, message: &Bi, advice: Bi<&'static str>, lang: Lang) -> Self {
        ErrorView { code: code.into(), message: message.get(lang).clone(), advice: (*advice.get(lang)).to_owned() }
    }
}

impl FindingView {
    /// A finding that another notice of the run led to; its place was kept.
    #[must_use]
    pub fn of_batch(finding: &BatchFinding, lang: Lang) -> Self {
        let mut view = FindingView::of(&Source::default(), &finding.to_finding(), lang);
        view.location = finding.at.clone();
        view
    }

    #[must_use]
    pub fn of(source: &Source, finding: &Finding, lang: Lang) -> Self {
        let mut places = Place::all(source, &finding.at).into_iter();
        FindingView {
            rule: finding.rule.name.into(),
            code: finding.rule.code.into(),
            severity: finding.severity.name().into(),
            notice: finding.notice,
            subject: finding.subject.clone(),
            message: finding.message.get(lang).clone(),
            location: places.next(),
            also: places.collect(),
            suggestion: finding.suggestion.clone(),
            related: finding
                .related
                .iter()
                .map(|l| RelatedView { message: l.message.get(lang).clone(), location: Place::of(source, l.at) })
                .collect(),
            ledger: finding.ledger.clone(),
            help: finding.help.as_ref().map(|h| h.get(lang).clone()),
            pointer: finding.pointer.clone(),
            fingerprint: finding.fingerprint.clone(),
            accepted: finding.accepted.clone(),
        }
    }
}
