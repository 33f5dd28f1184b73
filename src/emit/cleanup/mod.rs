//! The cleanup report: a list of work, ordered by what matters, each item with its evidence, and the records beside it.
//!
//! A [`File`] is what came of one input; [`Report`] holds all of them with one [`Summary`], from which the page, the
//! workbook, the Markdown and the CSV take their numbers.

mod evidence;
mod grid;
pub mod mask;
mod packed;
pub mod page;
pub mod records;
mod summary;
pub mod text;
pub mod workbook;

pub use evidence::{Evidence, Related, View, ViewBlock};
pub use grid::{Cell, Grid, Mark};
pub use summary::{Counts, InstitutionCount, RuleCount, Summary};

use super::bulk;
use super::json::{Document, ErrorView, FindingView, SourceView};
use crate::model::record::{NoticeRecord, RepairRecord, SCHEMA_VERSION};
use crate::model::{Bi, Lang, Layout, RuleInfo, Severity, Source, Verdict};
use evidence::Located;
use mask::Mask;
use packed::Packed;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;

/// What became of an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Read whole.
    Ok,
    /// Read, but the notice is cut off, or a part of the file could not be read.
    Partial,
    /// It could not be judged.
    Rejected,
    /// Left out: not of a format that is read, or a link.
    Skipped,
}

impl Status {
    pub const ALL: [Status; 4] = [Status::Ok, Status::Partial, Status::Rejected, Status::Skipped];

    #[must_use]
    pub fn label(self, lang: Lang) -> &'static str {
        let label = match self {
            Status::Ok => Bi::new("완료", "ok"),
            Status::Partial => Bi::new("일부", "partial"),
            Status::Rejected => Bi::new("판정 불가", "not judged"),
            Status::Skipped => Bi::new("건너뜀", "left out"),
        };
        label.get(lang)
    }

    fn of(document: &Document) -> Self {
        match bulk::Status::of_record(document) {
            _ if document.error.is_some() => Status::Rejected,
            bulk::Status::Partial => Status::Partial,
            _ => Status::Ok,
        }
    }
}

/// What came of one input.
#[derive(Clone, Debug)]
pub struct File {
    pub status: Status,
    /// What came of it, but for the notices and the repairs: those are in [`File::record`].
    pub document: Document,
    record: Packed<Record>,
    /// Of each notice.
    institutions: Vec<Option<String>>,
    /// Of the first notice: established, revised, announced, effective.
    dates: [Option<String>; 4],
    /// One for each finding of the document.
    pub evidence: Vec<Evidence>,
    /// What was read, where the file was at hand and there is room for it.
    pub view: Option<View>,
    /// Where the file lies, from where the report lies; empty when that is not known.
    pub link: String,
    /// What is covered in its texts.
    mask: Mask,
}

/// The records of one file.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Record {
    pub notices: Vec<NoticeRecord>,
    pub repairs: Vec<RepairRecord>,
}

impl File {
    /// An input that was judged, with the file as read.
    #[must_use]
    pub fn read(document: Document, source: &Source, layout: &Layout, options: Options) -> Self {
        let mask = options.mask(&document);
        let located = Located::of(source, layout);
        let evidence = document.findings.iter().map(|f| located.evidence(f, options.lang, &mask)).collect();
        let view = options.views.then(|| located.view(&document.findings, &mask));
        File { view, ..File::with(document, evidence, mask) }
    }

    /// An input of which only the record is at hand.
    #[must_use]
    pub fn recorded(document: Document, options: Options) -> Self {
        let mask = options.mask(&document);
        let evidence = document.findings.iter().map(|f| evidence::alone(f, options.lang, &mask)).collect();
        File::with(document, evidence, mask)
    }

    /// An input that was left out, or could not be judged and left no document.
    #[must_use]
    pub fn failed(name: String, size: u64, error: ErrorView, status: Status) -> Self {
        let source = SourceView { name, size, ..SourceView::default() };
        let document = Document { schema_version: SCHEMA_VERSION, source, error: Some(error), ..Document::default() };
        File { status, ..File::with(document, Vec::new(), Mask::none()) }
    }

    fn with(mut document: Document, evidence: Vec<Evidence>, mask: Mask) -> Self {
        let status = Status::of(&document);
        document.findings = mask.findings(document.findings);
        let record =
            Record { notices: std::mem::take(&mut document.notices), repairs: std::mem::take(&mut document.repairs) };
        let named = |n: &NoticeRecord| n.institution.as_ref().map(|name| mask.text(name));
        let institutions = record.notices.iter().map(named).collect();
        let dated = record.notices.first().map(|n| &n.dates);
        let dates = dated.map(|d| [&d.established, &d.revised, &d.announced, &d.effective].map(Clone::clone));
        let record = Packed::of(&mask.json(&record));
        File {
            status,
            document,
            record,
            institutions,
            dates: dates.unwrap_or_default(),
            evidence,
            view: None,
            link: String::new(),
            mask,
        }
    }

    /// Its notices and repairs.
    #[must_use]
    pub fn record(&self) -> Record {
        self.record.get()
    }

    /// The institution of a notice, which counts from 1.
    fn institution(&self, notice: u32, lang: Lang) -> &str {
        let named = self.institutions.get(notice.saturating_sub(1) as usize).and_then(Option::as_deref);
        let unknown = *Bi::new("(기관 미상)", "(institution unknown)").get(lang);
        named.filter(|name| !name.trim().is_empty()).unwrap_or(unknown)
    }

    #[must_use]
    pub fn name(&self) -> &str {
        &self.document.source.name
    }

    /// Adds a finding that other notices of the run led to.
    pub fn add(&mut self, finding: FindingView, lang: Lang) {
        self.evidence.push(evidence::alone(&finding, lang, &self.mask));
        self.document.findings.extend(self.mask.findings(vec![finding]));
    }

    /// Covers the findings that name persons of other notices.
    fn cover_batch(&mut self, mask: &Mask) {
        let of_batch = |f: &FindingView| f.code.starts_with("BAT");
        for (finding, evidence) in
            self.document.findings.iter_mut().zip(&mut self.evidence).filter(|(f, _)| of_batch(f))
        {
            evidence.quote.iter_mut().for_each(|text| *text = mask.text(text));
            *finding = mask.findings(vec![std::mem::take(finding)]).pop().unwrap_or_default();
        }
    }

    /// Bytes of what was read of it and of the tables around its findings, roughly.
    #[must_use]
    pub fn weight(&self) -> usize {
        let tables = self.evidence.iter().filter_map(|e| e.table.as_ref());
        let view = self.view.iter().flat_map(|v| &v.blocks);
        view.map(ViewBlock::weight).sum::<usize>() + tables.map(Grid::weight).sum::<usize>()
    }

    /// Lets go of what [`File::weight`] counts: the findings keep their quotes.
    pub fn lighten(&mut self) {
        self.view = None;
        self.evidence.iter_mut().for_each(|e| e.table = None);
    }
}

/// How a report is made.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    pub lang: Lang,
    /// Names of persons and mobile numbers are shown.
    pub unmask: bool,
    /// What was read of each file is kept beside its record.
    pub views: bool,
}

impl Options {
    fn mask(self, document: &Document) -> Mask {
        if self.unmask { Mask::none() } else { Mask::of([document]) }
    }
}

/// Everything that a report says.
#[derive(Debug)]
pub struct Report {
    pub lang: Lang,
    /// The day that rules took for today, as ISO 8601.
    pub today: String,
    pub fail_on: Option<Severity>,
    pub verdict: Verdict,
    pub masked: bool,
    /// All rules, in the order of the catalogue.
    pub rules: Vec<&'static RuleInfo>,
    pub files: Vec<File>,
    pub summary: Summary,
}

/// One finding with where it belongs.
#[derive(Clone, Copy, Debug)]
pub struct Item<'r> {
    /// Index of its file.
    pub file: usize,
    /// Index among the findings of its file.
    pub index: usize,
    pub finding: &'r FindingView,
    pub severity: Severity,
    pub institution: &'r str,
}

impl Report {
    /// Counts what came of the inputs.
    #[must_use]
    pub fn of(mut files: Vec<File>, rules: Vec<&'static RuleInfo>, run: Run) -> Self {
        if run.masked {
            let all = Mask::all(files.iter().map(|f| &f.mask));
            files.iter_mut().for_each(|f| f.cover_batch(&all));
        }
        let summary = Summary::of(&files, &rules, run.lang);
        let fails = run.fail_on.is_some_and(|gate| summary.findings.worst() >= Some(gate));
        let unjudged = if summary.status(Status::Rejected) > 0 { Verdict::NotJudged } else { Verdict::Clean };
        let found = if fails { Verdict::Findings } else { Verdict::Clean };
        Report {
            lang: run.lang,
            today: run.today,
            fail_on: run.fail_on,
            verdict: found.max(unjudged),
            masked: run.masked,
            rules,
            files,
            summary,
        }
    }

    /// All findings: open ones before accepted ones, the gravest first, then as the files were given.
    #[must_use]
    pub fn items(&self) -> Vec<Item<'_>> {
        let mut items: Vec<Item> = Vec::new();
        for (file, of) in self.files.iter().enumerate() {
            for (index, finding) in of.document.findings.iter().enumerate() {
                items.push(Item {
                    file,
                    index,
                    finding,
                    severity: Severity::named(&finding.severity).unwrap_or(Severity::Info),
                    institution: of.institution(finding.notice, self.lang),
                });
            }
        }
        items.sort_by_key(|i| (i.finding.accepted.is_some(), Reverse(i.severity), i.file, i.index));
        items
    }

    /// Indexes of the files: those that could not be judged first, then by their findings, the gravest first.
    #[must_use]
    pub fn worst_first(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.files.len()).collect();
        order.sort_by_key(|n| {
            let counts = self.summary.by_file.get(*n).map(|c| c.findings).unwrap_or_default();
            let judged = self.files.get(*n).is_some_and(|f| f.status != Status::Rejected);
            (judged, Reverse((counts.error, counts.warning, counts.info)), *n)
        });
        order
    }

    /// A rule by its code.
    #[must_use]
    pub fn rule(&self, code: &str) -> Option<&'static RuleInfo> {
        self.rules.iter().copied().find(|r| r.code == code)
    }

    /// What people are told of a rule beside its code: its summary, or in English its slug.
    #[must_use]
    pub fn rule_label(&self, code: &str) -> &'static str {
        let rule = self.rule(code);
        rule.map_or("", |rule| if self.lang == Lang::Ko { rule.summary.ko } else { rule.name })
    }

    /// What the verdict is called.
    #[must_use]
    pub fn verdict_words(&self) -> &'static str {
        let words = match self.verdict {
            Verdict::Clean => Bi::new("이상 없음", "clean"),
            Verdict::Findings => Bi::new("지적사항 있음", "findings"),
            _ => Bi::new("판정하지 못한 파일 있음", "some files could not be judged"),
        };
        words.get(self.lang)
    }
}

/// What holds for the whole run.
#[derive(Clone, Debug)]
pub struct Run {
    pub lang: Lang,
    pub today: String,
    pub fail_on: Option<Severity>,
    pub masked: bool,
}
