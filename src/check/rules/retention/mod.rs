//! RET: capture hours, retention, storage and disposal.

mod capture_hours_missing;
mod disposal_missing;
mod retention_below_statutory;
mod retention_conflict;
mod retention_missing;
mod retention_over_30_days;
mod retention_unparsed;
mod storage_place_foreign;
mod storage_place_missing;
mod unit_missing;

use crate::check::Rule;

/// In the order of their codes.
pub(super) static RULES: &[&Rule] = &[
    &retention_over_30_days::RULE,
    &retention_missing::RULE,
    &retention_unparsed::RULE,
    &retention_conflict::RULE,
    &capture_hours_missing::RULE,
    &storage_place_missing::RULE,
    &disposal_missing::RULE,
    &unit_missing::RULE,
    &retention_below_statutory::RULE,
    &storage_place_foreign::RULE,
];
