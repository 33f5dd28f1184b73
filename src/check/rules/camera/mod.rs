//! CAM: camera counts.

mod camera_count_missing;
mod camera_points_mismatch;
mod camera_row_duplicate;
mod camera_total_mismatch;
mod retention_count_mismatch;

use crate::check::Rule;

/// In the order of their codes.
pub(super) static RULES: &[&Rule] = &[
    &camera_total_mismatch::RULE,
    &camera_points_mismatch::RULE,
    &retention_count_mismatch::RULE,
    &camera_count_missing::RULE,
    &camera_row_duplicate::RULE,
];
