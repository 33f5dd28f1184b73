//! PER: people and contacts.

mod access_holder_missing;
mod contact_missing;
mod department_missing;
mod manager_missing;
mod personal_data_excess;

use crate::check::Rule;

/// In the order of their codes.
pub(super) static RULES: &[&Rule] = &[
    &manager_missing::RULE,
    &access_holder_missing::RULE,
    &contact_missing::RULE,
    &department_missing::RULE,
    &personal_data_excess::RULE,
];
