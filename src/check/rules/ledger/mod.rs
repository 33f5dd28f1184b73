//! LED: a notice against a ledger of cameras. Silent without a ledger.

mod ledger_count_mismatch;
mod ledger_facility_missing;
mod ledger_phone_mismatch;
mod ledger_retention_mismatch;
mod notice_facility_missing;

use crate::check::Rule;

/// In the order of their codes.
pub(super) static RULES: &[&Rule] = &[
    &ledger_count_mismatch::RULE,
    &ledger_facility_missing::RULE,
    &notice_facility_missing::RULE,
    &ledger_retention_mismatch::RULE,
    &ledger_phone_mismatch::RULE,
];
