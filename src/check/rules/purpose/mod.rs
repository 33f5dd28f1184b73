//! PUR: purposes, places and what is filmed.

mod audio_recording;
mod location_missing;
mod mobile_device_mixed;
mod prohibited_place;
mod purpose_missing;
mod purpose_not_permitted;
mod range_missing;

use crate::check::Rule;

/// In the order of their codes.
pub(super) static RULES: &[&Rule] = &[
    &purpose_missing::RULE,
    &purpose_not_permitted::RULE,
    &location_missing::RULE,
    &range_missing::RULE,
    &prohibited_place::RULE,
    &audio_recording::RULE,
    &mobile_device_mixed::RULE,
];
