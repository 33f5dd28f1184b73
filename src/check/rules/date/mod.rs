//! DAT: dates.

mod date_invalid;
mod date_missing;
mod date_order;
mod notice_period_too_short;

use crate::check::Rule;

/// In the order of their codes.
pub(super) static RULES: &[&Rule] =
    &[&date_order::RULE, &notice_period_too_short::RULE, &date_invalid::RULE, &date_missing::RULE];
