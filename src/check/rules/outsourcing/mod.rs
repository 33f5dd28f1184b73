//! OUT: outsourcing.

mod contractor_company_missing;
mod contractor_contact_missing;
mod contractor_contradiction;

use crate::check::Rule;

/// In the order of their codes.
pub(super) static RULES: &[&Rule] =
    &[&contractor_contradiction::RULE, &contractor_contact_missing::RULE, &contractor_company_missing::RULE];
