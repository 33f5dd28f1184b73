//! Reads Korean CCTV notices (고정형 영상정보처리기기 운영·관리 방침), rebuilds their tables, normalises them into a
//! record and checks it.
//!
//! ```text
//! bytes -(read)-> Source -(layout)-> Layout -(extract)-> Notice -(check)-> Findings -(gate)-> Verdict -(emit)-> text, JSON, CSV
//! ```
//!
//! Each stage is a function from one type of [`model`] to the next. The library is given bytes, a name, settings and
//! today's date, and returns values: files, clock, environment and terminal belong to the binary.

pub mod catalogue;
pub mod check;
pub mod emit;
pub mod extract;
pub mod gate;
pub mod layout;
pub mod lexicon;
pub mod model;
pub mod normalise;
pub mod pipeline;
pub mod read;
pub mod reference;
pub mod settings;
pub mod value;

/// The contract of `extract`, and of the records of a bulk run.
pub const NOTICE_SCHEMA: &str = include_str!("../schemas/notice.schema.json");
/// The contract of `check --format json`.
pub const REPORT_SCHEMA: &str = include_str!("../schemas/report.schema.json");
