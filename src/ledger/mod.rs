//! A ledger of cameras, and notices held against it.
//!
//! A column is recognised by the meaning of its heading ([`columns`]), a row becomes an entry ([`entries`]). What notices
//! say is gathered by facility ([`subjects`]), and names are matched in steps from the surest to the loosest
//! ([`matching`]); what several rows would fit is listed and not guessed. The rules of the ledger read the result.

mod columns;
mod entries;
mod matching;
mod subjects;

pub use columns::{Mapping, mapping};
pub use entries::ledger;
pub use matching::compare;
pub use subjects::NoticeOf;

use crate::lexicon::parts;
use crate::model::sheet::Sheet;
use crate::model::{Notice, Part};

/// Whether what was taken for notices is a ledger: no title names a policy, and no heading a part of one but the list of
/// the devices.
#[must_use]
pub fn is_ledger(sheets: &[Sheet], notices: &[Notice]) -> bool {
    let named = |n: &Notice| n.title.value().is_some_and(|t| parts::title_rank(t) > 1);
    let parted = |n: &Notice| n.sections.iter().flat_map(|s| &s.parts).any(|p| *p != Part::Installation);
    !notices.iter().any(|n| named(n) || parted(n)) && ledger("", sheets, &[]).is_some()
}
