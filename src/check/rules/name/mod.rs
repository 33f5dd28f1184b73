//! NAM: names across tables.

mod facility_name_mismatch;
mod facility_not_covered;
mod institution_mismatch;
mod region_name_outdated;

use crate::check::Rule;

/// In the order of their codes.
pub(super) static RULES: &[&Rule] = &[
    &facility_name_mismatch::RULE,
    &facility_not_covered::RULE,
    &institution_mismatch::RULE,
    &region_name_outdated::RULE,
];
