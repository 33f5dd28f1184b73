//! The report of a run that is over, from what `migrate` left in its folder.
//!
//! The records say what was found, but not the lines and tables around it: where the files of the run are still at hand,
//! they are read again for that, and only when they are the same to the byte.

use super::Gathered;
use crate::cli::input::{self, Found, Inputs};
use crate::cli::{Context, Trouble};
use bangchim::emit::cleanup::{File, Options, Status};
use bangchim::emit::json::{Document, ErrorView};
use bangchim::pipeline;
use bangchim::settings::Limits;
use rayon::prelude::*;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;

/// The records of a run, a document on each line.
const RECORDS: &str = "records.ndjson";
/// What became of each input.
const MANIFEST: &str = "manifest.json";
/// Records in hand at a time.
const AT_A_TIME: usize = 256;

/// Whether a path is the folder of a run.
pub(super) fn is_run(path: &Path) -> bool {
    path.join(RECORDS).is_file() && path.join(MANIFEST).is_file()
}

/// The part of the manifest that the report needs.
#[derive(Deserialize)]
struct Manifest {
    today: String,
    inputs: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    path: String,
    status: String,
    #[serde(default)]
    size: u64,
    error: Option<ErrorView>,
}

/// The files of a run, by the names that they have in its records.
pub(crate) type Sources = BTreeMap<String, Found>;

/// The inputs of a run by their names there.
pub(crate) fn sources(found: &[Found]) -> Sources {
    found.iter().filter(|f| f.skip.is_none()).map(|f| (input::shown(&f.below), f.clone())).collect()
}

/// The files below a folder.
pub(super) fn below(folder: &Path, run: &Path) -> Sources {
    sources(&Inputs::find(&[folder.to_path_buf()], Some(run)).found)
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
    let text = input::text(&run.join(MANIFEST))?;
    let manifest: Manifest = serde_json::from_str(&text).map_err(|e| wrong(MANIFEST, e.line(), &e))?;
    let mut gathered = Gathered { today: manifest.today, ..Gathered::default() };
    for entry in manifest.inputs {
        let Some(error) = entry.error else { continue };
        let status = if entry.status == "skipped" { Status::Skipped } else { Status::Rejected };
        gathered.put(File::failed(entry.path, entry.size, error, status), None);
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
