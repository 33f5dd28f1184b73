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
pub use matching::{compare, names};
pub use subjects::NoticeOf;
