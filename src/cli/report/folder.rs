//! The report of a run that is over, from what `migrate` left in its folder.
//!
//! The records say what was found, but not the lines and tables around it: where the files of the run are still at hand,
//! they are read again for that, and only when they are the same to the byte.

use super::Gathered;
use crate::cli::input::{self, Found, Inputs};
use crate::cli::{Context, Trouble};
use bangchim::emit::bulk::{Line, Summary};
use bangchim::emit::cleanup::{File, Options, Status};
use bangchim::emit::json::Document;
use bangchim::pipeline;
use bangchim::settings::Limits;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;

/// The records of a run, a document on each line.
const RECORDS: &str = "records.ndjson";
/// What became of each input, a line for each attempt; the last one holds.
const LOG: &str = "run.jsonl";
/// What the run came to; it says which day it took for today.
const SUMMARY: &str = "summary.json";
/// Records in hand at a time.
const AT_A_TIME: usize = 256;

/// Whether a path is the folder of a run.
pub(super) fn is_run(path: &Path) -> bool {
    [RECORDS, LOG, SUMMARY].iter().all(|name| path.join(name).is_file())
}

/// The files of a run, by the names that they have in its records.
pub(crate) type Sources = BTreeMap<String, Found>;

/// The files below a folder.
pub(super) fn below(folder: &Path, run: &Path) -> Sources {
    let found = Inputs::find(&[folder.to_path_buf()], Some(run)).found.into_iter();
    found.filter(|f| f.skip.is_none()).map(|f| (input::shown(&f.below), f)).collect()
}

/// Everything in the folder of a run.
pub(super) fn gather(run: &Path, sources: &Sources, options: Options, ctx: &Context) -> Result<Gathered, Trouble> {
    let wrong = |name: &str, line: usize, cause: &serde_json::Error| {
        let place = input::shown(&run.join(name));
        let text = bangchim::bi!(
            "{place}:{line}: migrate가 쓴 파일이 아니거나 손상되었습니다. migrate를 다시 실행해 주세요 ({cause})",
            "{place}:{line}: not written by migrate, or damaged; run migrate again ({cause})"
        );
        Trouble::Usage(text.get(ctx.lang).clone())
    };
    let summary = input::text(&run.join(SUMMARY))?;
    let summary: Summary = serde_json::from_str(&summary).map_err(|e| wrong(SUMMARY, e.line(), &e))?;
    let mut gathered = Gathered { today: summary.options.today, ..Gathered::default() };
    for line in last_lines(run, wrong)?.into_values() {
        let Some(error) = line.error else { continue };
        let status = if line.status.is_failed() { Status::Rejected } else { Status::Skipped };
        gathered.put(File::failed(line.path, line.size, error, status), None);
    }
    let records = BufReader::new(fs::File::open(run.join(RECORDS))?);
    let mut lines = records.lines().enumerate();
    loop {
        let chunk: Vec<(usize, std::io::Result<String>)> = lines.by_ref().take(AT_A_TIME).collect();
        if chunk.is_empty() {
            return Ok(gathered);
        }
        let read: Vec<Result<_, Trouble>> = chunk
            .into_par_iter()
            .map(|(number, line)| {
                let document: Document = serde_json::from_str(&line?).map_err(|e| wrong(RECORDS, number + 1, &e))?;
                let found = sources.get(&document.source.name);
                Ok((again(document, found, options), found.map(|f| f.place.clone())))
            })
            .collect();
        for file in read {
            let (file, place) = file?;
            gathered.put(file, place);
        }
    }
}

/// What became of each input, by its place among them.
fn last_lines(
    run: &Path,
    wrong: impl Fn(&str, usize, &serde_json::Error) -> Trouble,
) -> Result<BTreeMap<u64, Line>, Trouble> {
    let mut lines = BTreeMap::new();
    for (number, line) in BufReader::new(fs::File::open(run.join(LOG))?).lines().enumerate() {
        let line: Line = serde_json::from_str(&line?).map_err(|e| wrong(LOG, number + 1, &e))?;
        lines.insert(line.index, line);
    }
    Ok(lines)
}

/// A record with what its file shows of it, where that is the same file.
fn again(document: Document, found: Option<&Found>, options: Options) -> File {
    let limits = Limits::default();
    let read = found.and_then(|found| {
        let mut input = input::read(found, limits.file_bytes);
        input.name.clone_from(&document.source.name);
        pipeline::rebuild(input, &limits).ok()
    });
    match read {
        Some((source, layout)) if source.origin.sha256 == document.source.sha256 => {
            File::read(document, &source, &layout, options)
        }
        _ => File::recorded(document, options),
    }
}
