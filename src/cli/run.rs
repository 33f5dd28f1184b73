//! One input after another to all cores, and the results back in the order of the inputs.

use super::input::{self, Found, Inputs, Place};
use super::output;
use bangchim::emit::human;
use bangchim::model::{Lang, Origin, ReadError, Verdict};
use bangchim::pipeline::Input;
use rayon::prelude::*;
use std::io;

/// Files in hand at a time, for each core: enough to keep all cores busy.
const FILES: usize = 32;
/// Bytes in hand at a time: few enough to bound memory.
const BYTES: u64 = 64 << 20;

/// Reads each input and works on it on all cores; hands the results on in the order of the inputs.
pub(crate) fn each<T: Send>(
    found: &[Found],
    limit: u64,
    work: impl Fn(&Found, Input) -> T + Sync,
    done: impl FnMut(&Found, T) -> io::Result<()>,
) -> io::Result<()> {
    each_lazily(found, |f| work(f, input::read(f, limit)), done)
}

/// The same, where the work reads the input itself.
pub(crate) fn each_lazily<T: Send>(
    found: &[Found],
    work: impl Fn(&Found) -> T + Sync,
    mut done: impl FnMut(&Found, T) -> io::Result<()>,
) -> io::Result<()> {
    let mut rest = found;
    while !rest.is_empty() {
        let (chunk, more) = rest.split_at(in_hand(rest));
        let results: Vec<T> = chunk.par_iter().map(&work).collect();
        for (found, result) in chunk.iter().zip(results) {
            done(found, result)?;
        }
        rest = more;
    }
    Ok(())
}

/// How many inputs are taken at a time: at least one.
fn in_hand(found: &[Found]) -> usize {
    let most = FILES * rayon::current_num_threads();
    let mut bytes = 0;
    let fit = found.iter().take(most).take_while(|f| {
        bytes += size(f);
        bytes <= BYTES
    });
    fit.count().max(1)
}

/// Size of a file; nothing when it cannot be had.
pub(crate) fn size(found: &Found) -> u64 {
    match &found.place {
        Place::Stdin => 0,
        Place::File(path) | Place::Entry(path, _) => std::fs::metadata(path).map_or(0, |m| m.len()),
    }
}

/// Files named in the line that tells what was left out.
const NAMED: usize = 5;

/// Leaves out what is not to be read, tells which files these are, and gives their number.
pub(crate) fn leave_out(inputs: &mut Inputs, lang: Lang) -> u64 {
    let (skipped, found): (Vec<Found>, Vec<Found>) = inputs.found.drain(..).partition(|f| f.skip.is_some());
    inputs.found = found;
    let names: Vec<&str> = skipped.iter().take(NAMED).map(|f| f.name.as_str()).collect();
    if !names.is_empty() {
        let (count, names) = (skipped.len(), names.join(", "));
        let more = if count > NAMED { " …" } else { "" };
        let text = bangchim::bi!(
            "건너뜀 {count}개 (읽지 않는 형식이거나 링크): {names}{more}",
            "left out {count} (a format that is not read, or a link): {names}{more}"
        );
        output::note(text.get(lang));
    }
    skipped.len() as u64
}

/// Leaves out what is not to be read and tells of folders that could not be listed.
pub(crate) fn usable(inputs: &mut Inputs, lang: Lang) -> Verdict {
    leave_out(inputs, lang);
    for unlisted in &inputs.unlisted {
        failed(&unlisted.name, &unlisted.error, lang);
    }
    if inputs.unlisted.is_empty() { Verdict::Clean } else { Verdict::NotJudged }
}

/// Tells of an input that could not be judged.
pub(crate) fn failed(name: &str, error: &ReadError, lang: Lang) {
    output::note(human::failure(name, error, lang).trim_end());
}

/// An origin of which only the name is known.
pub(crate) fn named(name: &str) -> Origin {
    Origin { name: name.to_owned(), ..Origin::default() }
}
