//! Facts about Korean places, telephone numbers and characters, each table parsed once from a CSV file beside its reader.
//!
//! The tables are closed and dated (22 November 2026). They are data, so that an expert of the field can correct them
//! without reading code; a row that does not parse is left out, and a test counts the rows.

pub mod areas;
pub mod characters;
pub mod open_data;
pub mod outdated;
pub mod regions;
pub mod telephone;

pub use areas::{AreaVerdict, accepts, proposed};
pub use characters::compare_key;
pub use outdated::{Outdated, outdated};
pub use regions::{Place, Region, resolve};

/// The rows of an embedded CSV table, header left out; a broken row is skipped.
fn rows(data: &'static str) -> impl Iterator<Item = csv::StringRecord> {
    csv::ReaderBuilder::new().from_reader(data.as_bytes()).into_records().filter_map(Result::ok)
}

/// A `'static` copy of a cell: tables are parsed once and live as long as the program.
fn keep(cell: &str) -> &'static str {
    if cell.is_empty() { "" } else { Box::leak(cell.to_owned().into_boxed_str()) }
}
