//! TEL: telephone numbers.

mod phone_area_code_mismatch;
mod phone_area_code_missing;
mod phone_extension_ambiguous;
mod phone_is_fax;
mod phone_malformed;

use crate::check::Rule;

/// In the order of their codes.
pub(super) static RULES: &[&Rule] = &[
    &phone_area_code_mismatch::RULE,
    &phone_area_code_missing::RULE,
    &phone_malformed::RULE,
    &phone_is_fax::RULE,
    &phone_extension_ambiguous::RULE,
];
