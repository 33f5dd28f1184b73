//! What a bulk run leaves behind beside the records: the line of each input, the list of what failed, the summary, the
//! readable list of findings.

mod failed;
mod line;
mod summary;

pub use failed::Letter;
pub use line::{Failed, Line, Severities, Status, VERSION, cameras};
pub use summary::{Options, Summary};

use super::json::{Document, ErrorView};
use super::markdown::{self, plain};
use crate::model::{Bi, Lang};
use std::fmt::Write as _;

/// The open findings of one input in `report.md`; empty when there is nothing to say.
#[must_use]
pub fn section(document: &Document, lang: Lang) -> String {
    let mut out = String::new();
    let mut open = document.findings.iter().filter(|f| f.is_open()).peekable();
    if open.peek().is_none() {
        return out;
    }
    let _ = writeln!(out, "## {}\n", plain(&document.source.name));
    open.for_each(|f| markdown::finding(&mut out, f, lang));
    out.push('\n');
    out
}

/// An input without a record in `report.md`.
#[must_use]
pub fn failure(path: &str, error: &ErrorView, lang: Lang) -> String {
    let label = Bi::new("판정 불가", "not judged");
    let (label, path) = (label.get(lang), plain(path));
    format!("## {path}\n\n- **{label} `{}`** {} {}\n\n", error.code, plain(&error.message), error.advice)
}
