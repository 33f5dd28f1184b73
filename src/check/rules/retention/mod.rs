//! RET: retention.

mod retention_missing;
mod retention_over_30_days;
mod retention_unparsed;

use crate::check::Rule;

/// In the order of their codes.
pub(super) static RULES: &[&Rule] =
    &[&retention_over_30_days::RULE, &retention_missing::RULE, &retention_unparsed::RULE];
