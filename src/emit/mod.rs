//! What a run found, as text for people and as files for programs. Every output has view types of its own; nothing
//! here reads a document again.

pub mod bulk;
pub mod catalogue;
pub mod cleanup;
pub mod csv;
pub mod diff;
pub mod dump;
pub mod flat;
pub mod hosts;
pub mod html;
pub mod human;
pub mod json;
pub mod junit;
pub mod markdown;
pub mod open_data;
#[cfg(feature = "parquet")]
pub mod parquet;
pub mod place;
pub mod reconcile;
pub mod report;
pub mod sarif;
pub mod tables;
pub mod values;
pub mod width;
mod xlsx;
