//! OUT: outsourcing.

mod contractor_company_missing;
mod contractor_contact_missing;
mod contractor_contradiction;

use crate::check::{Rule, text};
use crate::model::Contractor;

/// In the order of their codes.
pub(super) static RULES: &[&Rule] =
    &[&contractor_contradiction::RULE, &contractor_contact_missing::RULE, &contractor_company_missing::RULE];

/// Whether a row names a company, and does not say that there is none.
fn is_named(c: &Contractor) -> bool {
    let name = c.company.as_str();
    !text::is_blank(name) && !["자체", "없음", "해당", "직영", "미위탁"].iter().any(|w| name.contains(w))
}
