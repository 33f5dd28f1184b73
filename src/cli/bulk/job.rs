//! One input of a bulk run: found to be done already, or put to a child and its record written.

use super::plan::{Planned, What};
use super::{Folder, KeysLine, about, unwritable};
use crate::cli::args::Retry;
use crate::cli::config::Config;
use crate::cli::input::{self, Found, Place};
use crate::cli::worker::protocol::{Answer, Metrics, Opts, Request, VERSION};
use crate::cli::worker::supervisor::Supervisor;
use crate::cli::{Context, Trouble, files, ocr};
use bangchim::emit::bulk::{self, Line, Severities, Status};
use bangchim::emit::json::{Document, ErrorView};
use bangchim::model::{Bi, Keys, Lang, ReadError, hex};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// What all jobs of a run share.
pub(crate) struct Bench<'r> {
    pub(crate) folder: &'r Folder,
    pub(crate) config: &'r Config,
    pub(crate) ctx: &'r Context,
    pub(crate) rules: String,
    pub(crate) retry: Option<Retry>,
    pub(crate) force: bool,
}

/// What one input came to.
#[derive(Debug)]
pub(crate) struct Work {
    pub(crate) line: Line,
    pub(crate) keys: Option<KeysLine>,
    /// Whether it was so before this run.
    pub(crate) kept: bool,
}

impl Bench<'_> {
    /// Does what is left to do for an input.
    ///
    /// # Errors
    /// The results cannot be written, or no child can be started.
    pub(crate) fn work(&self, planned: &Planned, children: &mut Supervisor) -> Result<Work, Trouble> {
        let lang = self.ctx.lang;
        let found = match &planned.what {
            What::Unlisted(error) => {
                let status = Status::of_error(error);
                return Ok(Work::new(self.line(planned, None, status, Some(ErrorView::of(error, lang)))));
            }
            What::Found(found) => found,
        };
        if let Some(skip) = found.skip {
            let mut line = self.line(planned, Some(found), Status::Skipped, Some(skip.view(lang)));
            line.size = crate::cli::run::size(found);
            return Ok(Work::new(line));
        }
        let fresh = self.line(planned, Some(found), Status::Error, None);
        let earlier: Option<Line> = self.read_log(planned)?;
        let mut known = None;
        if let Some(earlier) = earlier {
            let hash = hash(found, self.config.base().limits.file_bytes);
            let same = hash.is_some() && hash == earlier.sha256;
            if same && !self.force && self.holds(&earlier, &fresh, planned)? {
                return Ok(Work { line: Line { index: planned.index, ..earlier }, keys: None, kept: true });
            }
            known = hash.map(|hash| (hash, if same { earlier.attempts } else { 0 }));
        }
        self.ask(planned, found, fresh, known, children)
    }

    fn read_log(&self, planned: &Planned) -> Result<Option<Line>, Trouble> {
        self.folder.log.get(&planned.path).map_err(|e| unwritable(&self.folder.path, &e, self.ctx))
    }

    /// Whether an earlier line of the same content still says what there is to say.
    fn holds(&self, earlier: &Line, fresh: &Line, planned: &Planned) -> Result<bool, Trouble> {
        let same_way = (earlier.v, &earlier.tool, &earlier.rules, &earlier.settings)
            == (fresh.v, &fresh.tool, &fresh.rules, &fresh.settings);
        if !same_way {
            return Ok(false);
        }
        Ok(match earlier.status {
            Status::Ok | Status::Partial => {
                let keys: Option<KeysLine> = self.folder.keys.get(&planned.path).map_err(Trouble::from)?;
                let intact = |sha: &String| self.folder.intact(&planned.output, sha).is_some();
                keys.is_some_and(|k| k.sha256 == earlier.sha256)
                    && earlier.output.as_ref() == Some(&planned.output)
                    && earlier.output_sha256.as_ref().is_some_and(intact)
            }
            Status::Timeout => !matches!(self.retry, Some(Retry::Timeout | Retry::All)),
            Status::Crash | Status::Oom => !matches!(self.retry, Some(Retry::Failed | Retry::All)),
            // judged anew: it costs little, and what was in the way may be gone
            _ => false,
        })
    }

    fn ask(
        &self,
        planned: &Planned,
        found: &Found,
        mut line: Line,
        known: Option<(String, u32)>,
        children: &mut Supervisor,
    ) -> Result<Work, Trouble> {
        let lang = self.ctx.lang;
        let begun = std::time::Instant::now();
        let earlier = known.as_ref().map_or(0, |(_, attempts)| *attempts);
        let limit = self.config.base().limits.file_bytes;
        let request = match request(planned, found, limit) {
            Ok(request) => serde_json::to_vec(&request).map_err(io::Error::from)?,
            Err(error) => {
                line.status = Status::of_error(&error);
                line.error = Some(ErrorView::of(&error, lang));
                line.attempts = earlier + 1;
                return Ok(Work::new(line));
            }
        };
        let reply = children.ask(&request)?;
        line.ms = begun.elapsed().as_millis() as u64;
        line.attempts = earlier + reply.attempts;
        let answer = match reply.result {
            Ok(bytes) => serde_json::from_slice::<Answer>(&bytes).unwrap_or_else(|_| lost(lang)),
            Err(fault) => {
                line.status = fault.status();
                line.error = Some(fault.view(lang));
                line.size = crate::cli::run::size(found);
                line.sha256 = known.map(|(hash, _)| hash).or_else(|| hash(found, limit));
                return Ok(Work::new(line));
            }
        };
        let Metrics { size, sha256, format, encoding, .. } = answer.metrics;
        line.status = answer.status;
        line.error = answer.error;
        (line.size, line.sha256, line.format, line.encoding) = (size, sha256, format, encoding);
        match answer.record {
            None => Ok(Work::new(line)),
            Some(record) => self.record(planned, line, &record, answer.keys.unwrap_or_default()),
        }
    }

    /// Writes a record. It is there, whole, before any line says so.
    fn record(&self, planned: &Planned, mut line: Line, record: &Document, keys: Vec<Keys>) -> Result<Work, Trouble> {
        let mut bytes = serde_json::to_vec_pretty(record).map_err(io::Error::from)?;
        bytes.push(b'\n');
        let path = self.folder.file(&planned.output);
        files::write_synced(&path, &bytes).map_err(|e| unwritable(&path, &e, self.ctx))?;
        line.output = Some(planned.output.clone());
        line.output_sha256 = Some(hex(&Sha256::digest(&bytes)));
        line.notices = record.notices.len() as u64;
        line.cameras = bulk::cameras(record);
        line.repairs = record.repairs.len() as u64;
        line.findings = Severities::of(record);
        let keys = KeysLine { path: planned.path.clone(), sha256: line.sha256.clone(), keys };
        Ok(Work { line, keys: Some(keys), kept: false })
    }

    fn line(&self, planned: &Planned, found: Option<&Found>, status: Status, error: Option<ErrorView>) -> Line {
        Line {
            v: bulk::VERSION,
            index: planned.index,
            path: planned.path.clone(),
            status,
            sha256: None,
            size: 0,
            format: None,
            encoding: None,
            attempts: 1,
            ms: 0,
            output: None,
            output_sha256: None,
            notices: 0,
            cameras: 0,
            repairs: 0,
            findings: Severities::default(),
            error,
            today: self.config.base().today.to_string(),
            tool: env!("CARGO_PKG_VERSION").to_owned(),
            rules: self.rules.clone(),
            settings: found.map(|f| self.settings(f)).unwrap_or_default(),
        }
    }

    /// Names everything beside the content that a record depends on.
    fn settings(&self, found: &Found) -> String {
        let settings = self.config.of(found);
        let said = format!("{settings:?} {:?} {} {:?}", self.ctx.lang, ocr::is_wanted(), input::password());
        let mut hash = hex(&Sha256::digest(said.as_bytes()));
        hash.truncate(16);
        hash
    }
}

impl Work {
    fn new(line: Line) -> Self {
        Work { line, keys: None, kept: false }
    }
}

/// The child reads the file itself; only what has no path goes through the pipe.
fn request(planned: &Planned, found: &Found, limit: u64) -> Result<Request, ReadError> {
    let mut request = Request {
        v: VERSION,
        id: Value::from(planned.index),
        name: Some(planned.path.clone()),
        opts: Opts { password: input::password().map(str::to_owned), ..Opts::default() },
        ..Request::default()
    };
    let path = match &found.place {
        Place::Stdin => {
            request.bytes_b64 = Some(STANDARD.encode(input::read(found, limit).bytes?));
            return Ok(request);
        }
        Place::File(path) => path,
        Place::Entry(path, entry) => {
            request.opts.entry = Some(*entry);
            path
        }
    };
    // a path with `://` or `file:` in it is no address
    match path.to_str().filter(|p| !p.contains("://") && !p.starts_with("file:")) {
        Some(text) => request.uri = Some(text.to_owned()),
        None => request.opts.path_b64 = Some(STANDARD.encode(native(path))),
    }
    Ok(request)
}

#[cfg(windows)]
fn native(path: &Path) -> Vec<u8> {
    use std::os::windows::ffi::OsStrExt;
    path.as_os_str().encode_wide().flat_map(u16::to_le_bytes).collect()
}

#[cfg(not(windows))]
fn native(path: &Path) -> Vec<u8> {
    path.as_os_str().as_encoded_bytes().to_vec()
}

/// SHA-256 of an input; none where it cannot be read or is over the limit.
fn hash(found: &Found, limit: u64) -> Option<String> {
    match &found.place {
        Place::Stdin => None,
        Place::File(path) => {
            let file = File::open(path).ok()?;
            let about = file.metadata().ok()?;
            (about.is_file() && about.len() <= limit).then_some(())?;
            of_stream(file.take(limit.saturating_add(1))).ok()
        }
        Place::Entry(..) => input::read(found, limit).bytes.ok().map(|bytes| hex(&Sha256::digest(bytes))),
    }
}

fn of_stream(mut from: impl Read) -> io::Result<String> {
    let (mut hash, mut piece) = (Sha256::new(), vec![0; 1 << 16]);
    loop {
        match from.read(&mut piece)? {
            0 => return Ok(hex(&hash.finalize())),
            n => hash.update(&piece[..n]),
        }
    }
}

fn lost(lang: Lang) -> Answer {
    let message =
        bangchim::bi!("읽은 결과를 알아들을 수 없습니다", "the answer of the process that read it is no such JSON");
    let advice = Bi::new("오류를 알려 주세요.", "Report the error.");
    Answer::failed(Value::Null, Status::Error, ErrorView::said("internal", &message, advice, lang))
}

/// The bytes of a record that a line of the log speaks of.
pub(crate) fn document(folder: &Folder, line: &Line) -> io::Result<Option<Document>> {
    let Some(output) = line.output.as_ref().filter(|_| line.status.is_done()) else { return Ok(None) };
    let path = folder.file(output);
    let bytes = std::fs::read(&path).map_err(|e| about(&path, &e))?;
    let document = serde_json::from_slice(&bytes).map_err(|e| about(&path, &e.into()))?;
    Ok(Some(document))
}
