//! VIE: rights of the person filmed.

mod viewing_deadline_wrong;
mod viewing_overrestricted;
mod viewing_place_missing;

use crate::check::Rule;

/// In the order of their codes.
pub(super) static RULES: &[&Rule] =
    &[&viewing_place_missing::RULE, &viewing_deadline_wrong::RULE, &viewing_overrestricted::RULE];
