//! The texts that are measured.

#![allow(dead_code, reason = "each bench uses a part of it")]

use bangchim::model::InputOutcome;
use bangchim::pipeline::{self, Input};
use bangchim::settings::Settings;
use std::path::PathBuf;

/// The text samples in UTF-8, and the texts of the folders in `BANGCHIM_CORPUS`.
pub(crate) fn load() -> Vec<Vec<u8>> {
    let mut folders = vec![PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/samples"))];
    if let Some(corpus) = std::env::var_os("BANGCHIM_CORPUS") {
        folders.extend(std::env::split_paths(&corpus));
    }
    let mut files: Vec<PathBuf> = folders
        .iter()
        .flat_map(|f| std::fs::read_dir(f).into_iter().flatten().flatten().map(|e| e.path()))
        .filter(|p| p.extension().is_some_and(|e| e == "txt" || e == "md"))
        .collect();
    files.sort();
    files.into_iter().filter_map(|p| std::fs::read(p).ok()).filter(|b| std::str::from_utf8(b).is_ok()).collect()
}

pub(crate) fn bytes(texts: &[Vec<u8>]) -> usize {
    texts.iter().map(Vec::len).sum()
}

pub(crate) fn notices(text: &[u8]) -> usize {
    match pipeline::judge(input(text), &settings()) {
        InputOutcome::Done(judged) => judged.notices.len(),
        InputOutcome::Failed { .. } => 0,
    }
}

pub(crate) fn input(text: &[u8]) -> Input {
    Input { name: "bench".to_owned(), bytes: Ok(text.to_vec()), password: None, recognised: Vec::new() }
}

pub(crate) fn settings() -> Settings {
    Settings::for_day(jiff::civil::date(2026, 11, 22))
}
