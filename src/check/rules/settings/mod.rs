//! Settings: what a settings file accepts.

mod acceptance_stale;

use crate::check::Rule;

pub(super) static RULES: &[&Rule] = &[&acceptance_stale::RULE];
