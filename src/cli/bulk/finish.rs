//! The files of a whole run, made from `run.jsonl` and the records: the same however often the run was ended before.

use super::sheets::Sheets;
use super::{Folder, KeysLine, SUMMARY, compare, job, unwritable};
use crate::cli::args::OpenDataEncoding;
use crate::cli::files::{self, Pending};
use crate::cli::{Context, Trouble};
use bangchim::emit::bulk::{self, Failed, Letter, Line, Options, Status, Summary};
use bangchim::emit::json::{Document, FindingView};
use bangchim::model::{Bi, Lang};
use bangchim::settings::Settings;
use rayon::prelude::*;
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

/// Records in hand at a time.
const IN_HAND: usize = 256;

/// What the files of a run are made by.
pub(crate) struct Finish<'r> {
    /// The inputs that this run dealt with, each with its place among those of all shards.
    pub(crate) paths: Vec<(u64, &'r str)>,
    /// Those that it did not come to. What an earlier run knew of them is kept for the next one, and is in no file.
    pub(crate) waiting: Vec<(u64, &'r str)>,
    pub(crate) options: Options,
    pub(crate) shard: Option<String>,
    pub(crate) rules: String,
    pub(crate) settings: &'r Settings,
    pub(crate) encoding: OpenDataEncoding,
    pub(crate) ctx: &'r Context,
}

/// What a run came to.
pub(crate) struct Finished {
    pub(crate) summary: Summary,
    /// Inputs without a status.
    pub(crate) missing: u64,
    /// Records of inputs that are gone.
    pub(crate) removed: u64,
}

impl Finish<'_> {
    /// Writes everything, the summary last.
    pub(crate) fn write(self, folder: Folder) -> Result<Finished, Trouble> {
        let (out, ctx) = (folder.path.clone(), self.ctx);
        self.all(folder).map_err(|e| unwritable(&out, &e, ctx))
    }

    fn all(self, folder: Folder) -> io::Result<Finished> {
        let out = folder.path.clone();
        let lang = self.ctx.lang;
        let compared = compare::compare(&folder, &self.paths, self.settings, lang)?;
        let mut books = Books::begin(&out, self, compared)?;
        let mut paths = std::mem::take(&mut books.run.paths);
        let waiting = std::mem::take(&mut books.run.waiting);
        let (mut at, mut missing) = (0, waiting.len() as u64);
        for chunk in paths.chunks(IN_HAND) {
            let lines: Vec<io::Result<Option<Read>>> = chunk.par_iter().map(|(_, path)| read(&folder, path)).collect();
            for line in lines {
                match line? {
                    Some((line, document)) => books.take(at, &line, document)?,
                    None => missing += 1,
                }
                at += 1;
            }
        }
        let kept: BTreeSet<String> = std::mem::take(&mut books.outputs);
        let summary = books.end(missing == 0)?;
        let is_whole = waiting.is_empty();
        paths.extend(waiting);
        paths.sort_unstable();
        let log = folder.log.anew(paths.iter().filter_map(|(index, path)| {
            let line = folder.log.get::<Line>(path).transpose()?;
            Some(line.map(|line| Line { index: *index, ..line }))
        }))?;
        let keys = folder.keys.anew(paths.iter().filter_map(|(_, path)| {
            let done = folder.log.get::<Line>(path).ok().flatten().is_some_and(|l| l.status.is_done());
            done.then(|| folder.keys.get::<KeysLine>(path).transpose()).flatten()
        }))?;
        drop(folder);
        log.finish_synced()?;
        keys.finish_synced()?;
        let removed = if is_whole { sweep(&out, &kept)? } else { 0 };
        let mut bytes = serde_json::to_vec_pretty(&summary)?;
        bytes.push(b'\n');
        files::write_synced(&out.join(SUMMARY), &bytes)?;
        Ok(Finished { summary, missing, removed })
    }
}

/// An input, and its record where it has one.
type Read = (Line, Option<Document>);

fn read(folder: &Folder, path: &str) -> io::Result<Option<Read>> {
    let Some(line) = folder.log.get::<Line>(path)? else { return Ok(None) };
    let document = job::document(folder, &line)?;
    Ok(Some((line, document)))
}

/// All files that are written in the order of the inputs.
struct Books<'r> {
    run: Finish<'r>,
    summary: Summary,
    compared: std::iter::Peekable<std::vec::IntoIter<(usize, FindingView)>>,
    records: Pending,
    sheets: Sheets,
    report: Pending,
    findings: File,
    failed: Dead,
    outputs: BTreeSet<String>,
}

impl<'r> Books<'r> {
    fn begin(out: &Path, run: Finish<'r>, compared: Vec<(usize, FindingView)>) -> io::Result<Self> {
        let summary = Summary::begin(run.rules.clone(), run.options.clone(), run.shard.clone());
        Ok(Books {
            summary,
            compared: compared.into_iter().peekable(),
            records: Pending::begin(&out.join("records.ndjson"))?,
            sheets: Sheets::begin(out, run.encoding, run.ctx.lang)?,
            report: Pending::begin(&out.join("report.md"))?,
            findings: tempfile::tempfile_in(out)?,
            failed: Dead::begin(out, run.ctx.lang)?,
            outputs: BTreeSet::new(),
            run,
        })
    }

    fn take(&mut self, at: usize, line: &Line, document: Option<Document>) -> io::Result<()> {
        let lang = self.run.ctx.lang;
        self.summary.add(line);
        if line.status.is_failed() {
            self.failed.add(line)?;
        }
        let Some(mut document) = document else {
            if let Some(error) = line.error.as_ref().filter(|_| line.status.is_failed()) {
                self.findings.write_all(bulk::failure(&line.path, error, lang).as_bytes())?;
            }
            return Ok(());
        };
        while let Some((_, finding)) = self.compared.next_if(|(of, _)| *of == at) {
            document.findings.push(finding);
        }
        document.findings.iter().for_each(|finding| self.summary.count(finding));
        serde_json::to_writer(&mut self.records, &document)?;
        self.records.write_all(b"\n")?;
        self.sheets.add(&document)?;
        self.findings.write_all(bulk::section(&document, lang).as_bytes())?;
        self.outputs.extend(line.output.clone());
        Ok(())
    }

    fn end(mut self, complete: bool) -> io::Result<Summary> {
        use std::io::Seek;
        self.summary.complete = complete;
        self.records.finish_synced()?;
        self.sheets.finish()?;
        self.failed.end(self.summary.of(Status::Skipped))?;
        let lang = self.run.ctx.lang;
        let title = Bi::new("점검 결과", "Findings");
        writeln!(self.report, "# {}\n\n```text\n{}```\n", title.get(lang), self.summary.text(lang))?;
        self.findings.rewind()?;
        io::copy(&mut self.findings, &mut self.report)?;
        self.report.finish_synced()?;
        Ok(self.summary)
    }
}

/// `failed/`: the inputs without a record, for programs and for people. No such folder where there are none.
struct Dead {
    folder: std::path::PathBuf,
    lang: Lang,
    files: Option<(Pending, Pending, Letter)>,
}

/// The letter by language.
const LETTERS: [(Lang, &str); 2] = [(Lang::Ko, "README.ko.txt"), (Lang::En, "README.en.txt")];

impl Dead {
    fn begin(out: &Path, lang: Lang) -> io::Result<Self> {
        Ok(Dead { folder: out.join("failed"), lang, files: None })
    }

    fn add(&mut self, line: &Line) -> io::Result<()> {
        if self.files.is_none() {
            let name = LETTERS.iter().find(|(lang, _)| *lang == self.lang).map_or("README.txt", |(_, name)| name);
            let mut letter = Pending::begin(&self.folder.join(name))?;
            let head = Letter::begin(&mut letter, self.lang)?;
            self.files = Some((Pending::begin(&self.folder.join("list.jsonl"))?, letter, head));
        }
        if let Some((list, file, letter)) = &mut self.files {
            serde_json::to_writer(&mut *list, &Failed::from(line))?;
            list.write_all(b"\n")?;
            letter.add(file, line)?;
        }
        Ok(())
    }

    fn end(self, skipped: u64) -> io::Result<()> {
        let none = self.files.is_none();
        for (lang, name) in LETTERS {
            if none || lang != self.lang {
                remove(&self.folder.join(name))?;
            }
        }
        match self.files {
            None => {
                remove(&self.folder.join("list.jsonl"))?;
                let _ = fs::remove_dir(&self.folder); // somebody may keep notes there
                Ok(())
            }
            Some((list, mut file, letter)) => {
                letter.end(&mut file, skipped)?;
                list.finish_synced()?;
                file.finish_synced()
            }
        }
    }
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Removes the records of inputs that are gone, the files that an earlier run left half, and folders that are empty by
/// that. Only files that a run makes are touched. Gives the number of records.
fn sweep(out: &Path, kept: &BTreeSet<String>) -> io::Result<u64> {
    let mut removed = 0;
    let half = |path: &Path| {
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        name.starts_with(files::PREFIX) && name.ends_with(files::SUFFIX)
    };
    for folder in [out.to_path_buf(), out.join("failed"), out.join("state")] {
        for entry in fs::read_dir(&folder).into_iter().flatten() {
            let path = entry?.path();
            if half(&path) {
                remove(&path)?;
            }
        }
    }
    let mut folders = vec![(out.join("records"), "records".to_owned())];
    let mut seen = Vec::new();
    while let Some((folder, below)) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten() {
            let entry = entry?;
            let below = format!("{below}/{}", entry.file_name().to_string_lossy());
            if entry.file_type()?.is_dir() {
                folders.push((entry.path(), below));
            } else if half(&entry.path()) {
                remove(&entry.path())?;
            } else if below.ends_with(".json") && !kept.contains(&below) {
                remove(&entry.path())?;
                removed += 1;
            }
        }
        seen.push(folder);
    }
    // those below first; a folder that holds something stays
    seen.iter().rev().for_each(|folder| drop(fs::remove_dir(folder)));
    Ok(removed)
}

/// Marks a run as begun: whoever finds no summary knows that it is not finished.
pub(crate) fn begin(out: &Path) -> io::Result<()> {
    remove(&out.join(SUMMARY))
}
