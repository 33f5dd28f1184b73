//! The one test binary; each module is a topic.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod architecture;
mod archives;
mod bulk;
mod cache;
mod cameras;
mod catalogue;
mod cli;
mod contract;
mod diff;
mod formats;
mod gate;
mod golden;
mod hangul;
mod hostile;
mod labels;
mod layouts;
mod ledger;
mod make;
mod mutants;
mod packages;
mod pdf;
mod readme;
mod render;
mod report;
mod rules;
mod support;
mod worker;
