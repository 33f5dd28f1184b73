//! LAW: required parts, terms, citations.

mod agency_outdated;
mod citation_format;
mod citation_wrong_article;
mod law_repealed;
mod section_missing;
mod term_outdated;

use crate::check::Rule;

/// In the order of their codes.
pub(super) static RULES: &[&Rule] = &[
    &section_missing::RULE,
    &term_outdated::RULE,
    &citation_format::RULE,
    &citation_wrong_article::RULE,
    &law_repealed::RULE,
    &agency_outdated::RULE,
];
