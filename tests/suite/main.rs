//! The one test binary; each module is a topic.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod architecture;
mod catalogue;
mod cli;
mod contract;
mod gate;
mod golden;
mod hostile;
mod labels;
mod readme;
mod rules;
mod support;
