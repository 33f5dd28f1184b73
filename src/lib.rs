//! Reads Korean CCTV notices (고정형 영상정보처리기기 운영·관리 방침), rebuilds their tables, normalises them into a
//! record and checks it.
//!
//! ```
//! use bangchim::model::InputOutcome;
//! use bangchim::pipeline::{Input, judge};
//! use bangchim::settings::Settings;
//!
//! let notice = "미르도서관 영상정보처리기기 운영·관리 방침\n\n1. 설치 대수: 3대\n2. 보관기간: 촬영일로부터 60일\n";
//! let input = Input { name: "notice.txt".to_owned(), bytes: Ok(notice.into()), password: None, recognised: Vec::new() };
//! let InputOutcome::Done(judged) = judge(input, &Settings::for_day(jiff::civil::date(2026, 11, 22))) else {
//!     unreachable!("it is a notice")
//! };
//! assert_eq!(judged.notices[0].retention[0].days.value(), Some(&60));
//! assert!(judged.findings.iter().any(|f| f.rule.name == "retention-over-30-days"));
//! ```
//!
//! # One way
//!
//! ```text
//! bytes -(read)-> Source -(layout)-> Layout -(extract)-> Notice -(check)-> Findings -(gate)-> Verdict -(emit)-> text, JSON, CSV
//! ```
//!
//! Each stage is a function from one type of [`model`] to the next. The library is given bytes, a name, settings and
//! today's date, and returns values: files, clock, environment and terminal belong to the binary. Any stage can be
//! printed (`bangchim dump --stage raw|layout|notice`), so a wrong answer is found at the first stage that is wrong.
//!
//! - [`read`]: which format it is, by its content; bytes to lines, with the encoding found and what could not be decoded.
//!   Pages of a PDF without text are recognised by programs outside; [`ocr`] reads their answer.
//! - [`layout`]: lines to paragraphs and tables. Text that lost its table lines comes in many layouts; each has a module
//!   that recognises it, and all end in the same kind of table, with spans for merged cells.
//! - [`extract`]: the notices of a file, the parts of a notice by their words, then what tables, labelled lines and
//!   sentences of each part say. Names that the conversion destroyed are recovered where the file itself proves them.
//! - [`check`]: the rules, each declared once in a file of its own with the page that explains it. A rule reads the
//!   record, and the text where the record does not hold what it looks for; it never opens a document. A few rules
//!   compare all notices of a run: of each only its keys are kept ([`model::batch`]), and `pipeline::compare` runs them.
//! - [`ledger`]: a ledger of cameras, and the notices held against it, for the rules that need one.
//! - [`gate`]: what the settings and a baseline let pass, and the verdict, whose number is the exit code. [`mod@fix`]:
//!   findings to edits of the text. [`emit`]: one module for each output; [`review`] reads one of them back.
//!   [`render`]: a record to the notice that an office publishes. [`diff`]: what changed between two records.
//! - [`pipeline`] alone knows the stages. A panic in one of them is the error of one input, not the end of a run.
//!
//! # What all stages share
//!
//! [`model`] holds the types and imports nothing of ours. [`normalise`] gives a text one spelling and keeps the way back:
//! rules and extractors read the normalised text, people are shown the text as it stands. [`lexicon`] knows the words of
//! notices, [`mod@reference`] the facts about places, numbers and characters, [`value`] reads one value from one text. A
//! stage imports these and no other stage; a test holds that.
//!
//! # Three states of a value
//!
//! A [`Field`](model::Field) is missing (not said), unparsed (said, not understood) or parsed, and the last two know the
//! text that they rest on. Errors travel apart from findings: a [`ReadError`](model::ReadError) ends one input and the
//! run goes on; a [`ReaderNote`](model::ReaderNote) is data; a finding is a result, never an error.

pub mod catalogue;
pub mod check;
pub mod diff;
pub mod emit;
pub mod extract;
pub mod fix;
pub mod gate;
pub mod layout;
pub mod ledger;
pub mod lexicon;
pub mod model;
pub mod normalise;
pub mod ocr;
pub mod pipeline;
pub mod read;
pub mod reference;
pub mod render;
pub mod review;
pub mod settings;
pub mod value;

/// The contract of `extract`, and of the records of a bulk run.
pub const NOTICE_SCHEMA: &str = include_str!("../schemas/notice.schema.json");
/// The contract of `check --format json`.
pub const REPORT_SCHEMA: &str = include_str!("../schemas/report.schema.json");
/// JSON Schema of the settings file `bangchim.toml`.
pub const SETTINGS_SCHEMA: &str = include_str!("../schemas/settings.schema.json");
/// The contract of `run.jsonl`, `failed/list.jsonl` and `summary.json` of a bulk run.
pub const RUN_SCHEMA: &str = include_str!("../schemas/run.schema.json");
/// The contract of the lines of `worker`.
pub const WORKER_SCHEMA: &str = include_str!("../schemas/worker.schema.json");
