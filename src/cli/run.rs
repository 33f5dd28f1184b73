//! One input after another to all cores, and the results back in the order of the inputs.

use super::input::{self, Found, Inputs};
use super::output;
use bangchim::model::{Lang, ReadError, Verdict};
use bangchim::pipeline::Input;
use rayon::prelude::*;
use std::io;

/// Files in hand at a time, for each core: enough to keep all cores busy, few enough to bound memory.
const CHUNK: usize = 8;

/// Reads each input and works on it on all cores; hands the results on in the order of the inputs.
pub(crate) fn each<T: Send>(
    found: &[Found],
    limit: u64,
    work: impl Fn(&Found, Input) -> T + Sync,
    mut done: impl FnMut(&Found, T) -> io::Result<()>,
) -> io::Result<()> {
    for chunk in found.chunks(CHUNK * rayon::current_num_threads()) {
        let results: Vec<T> = chunk.par_iter().map(|f| work(f, input::read(f, limit))).collect();
        for (found, result) in chunk.iter().zip(results) {
            done(found, result)?;
        }
    }
    Ok(())
}

/// Leaves out what is not to be read and tells of folders that could not be listed.
pub(crate) fn usable(inputs: &mut Inputs, lang: Lang) -> Verdict {
    inputs.found.retain(|f| f.skip.is_none());
    let mut verdict = Verdict::Clean;
    for unlisted in &inputs.unlisted {
        failed(&unlisted.name, &unlisted.error, lang);
        verdict = verdict.max(Verdict::NotJudged);
    }
    verdict
}

/// Tells of an input that could not be judged.
pub(crate) fn failed(name: &str, error: &ReadError, lang: Lang) {
    let label = match lang {
        Lang::Ko => "판정 불가",
        Lang::En => "not judged",
    };
    let message = error.message();
    output::note(&format!("{label}[{}] {name}: {}\n  = {}", error.code(), message.get(lang), error.advice(lang)));
}
