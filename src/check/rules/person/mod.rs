//! PER: people in charge.

mod access_holder_missing;
mod manager_missing;

use crate::check::Rule;

/// In the order of their codes.
pub(super) static RULES: &[&Rule] = &[&manager_missing::RULE, &access_holder_missing::RULE];
