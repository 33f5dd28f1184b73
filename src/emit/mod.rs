//! What a run found, as text for people and as files for programs. Every output has view types of its own; nothing
//! here reads a document again.

pub mod json;
pub mod tables;
