//! BAT: all notices of a run beside each other.

mod area_code_disagreement;
mod manager_disagreement;
mod notice_duplicate;
mod phone_shared;
mod retention_disagreement;

use crate::check::Rule;

/// In the order of their codes.
pub(super) static RULES: &[&Rule] = &[
    &phone_shared::RULE,
    &retention_disagreement::RULE,
    &area_code_disagreement::RULE,
    &manager_disagreement::RULE,
    &notice_duplicate::RULE,
];
