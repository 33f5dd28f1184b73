//! RES: what a form, a web page or a conversion left behind.

mod garbled_text;
mod markup_residue;
mod page_text_unreliable;
mod placeholder_value;
mod template_residue;

use crate::check::Rule;

/// In the order of their codes.
pub(super) static RULES: &[&Rule] = &[
    &template_residue::RULE,
    &placeholder_value::RULE,
    &markup_residue::RULE,
    &garbled_text::RULE,
    &page_text_unreliable::RULE,
];
