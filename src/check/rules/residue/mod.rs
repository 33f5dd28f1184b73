//! RES: what a form, a web page or a conversion left behind.

mod attachment_missing;
mod file_damaged;
mod format_mismatch;
mod garbled_text;
mod label_repeated;
mod markup_residue;
mod page_text_unreliable;
mod placeholder_value;
mod template_residue;
mod text_normalised;

use crate::check::Rule;

/// In the order of their codes.
pub(super) static RULES: &[&Rule] = &[
    &template_residue::RULE,
    &placeholder_value::RULE,
    &markup_residue::RULE,
    &garbled_text::RULE,
    &attachment_missing::RULE,
    &text_normalised::RULE,
    &label_repeated::RULE,
    &page_text_unreliable::RULE,
    &format_mismatch::RULE,
    &file_damaged::RULE,
];
