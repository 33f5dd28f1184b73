//! LAW: parts and terms that the law asks for.

mod section_missing;
mod term_outdated;

use crate::check::Rule;

/// In the order of their codes.
pub(super) static RULES: &[&Rule] = &[&section_missing::RULE, &term_outdated::RULE];
