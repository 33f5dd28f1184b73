//! The process that reads documents: a line in, a line out, nothing between it and a fault of a reader.

use super::lines::{self, Taken};
use super::protocol::{self, Answer, Bad, LONGEST, Metrics, Request, VERSION};
use super::{limits, poison};
use crate::cli::args::WorkerArgs;
use crate::cli::config::Config;
use crate::cli::input::{self, Found, Place};
use crate::cli::{Context, Outcome, Trouble};
use bangchim::emit::bulk::{Severities, Status};
use bangchim::emit::json::{Document, ErrorView};
use bangchim::model::{InputOutcome, Lang, Origin, Verdict};
use bangchim::pipeline::{self, Input};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::io::{self, BufRead, BufReader, Write};
use std::path::PathBuf;
use std::sync::mpsc::sync_channel;
use std::time::Instant;

/// Stack of the thread that reads documents, in bytes.
const STACK: usize = 16 << 20;

/// Answers all lines of standard input in this process.
///
/// As a child (`args.child`) the end of the input ends the process at once, whatever it is at: the supervisor is gone,
/// or has all that it asked for.
pub(crate) fn serve(args: &WorkerArgs, ctx: &Context) -> Outcome {
    limits::set_memory(args.isolation.memory)?;
    // the files are what is worked on at the same time
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build_global();
    pool.map_err(|e| Trouble::Internal(e.to_string()))?;
    let config = Config::begin(&args.rules, ctx)?;
    let mut server = Server { config, lang: ctx.lang, keys: args.keys };
    let (to, jobs) = sync_channel::<Result<Vec<u8>, Bad>>(1);
    let work = move || -> io::Result<()> {
        for line in jobs {
            let mut answer = serde_json::to_vec(&server.line(line))?;
            answer.push(b'\n');
            let mut out = io::stdout().lock();
            out.write_all(&answer)?;
            out.flush()?;
        }
        Ok(())
    };
    let work = std::thread::Builder::new().stack_size(STACK).spawn(work)?;
    let mut from = BufReader::with_capacity(1 << 16, io::stdin().lock());
    while let Some(line) = next(&mut from)? {
        if to.send(line).is_err() {
            break; // nobody reads the answers
        }
    }
    drop(to);
    if args.child {
        return Ok(Verdict::Clean);
    }
    match work.join() {
        Ok(done) => done.map(|()| Verdict::Clean).map_err(Trouble::from),
        Err(_) => Err(Trouble::Internal("worker".to_owned())),
    }
}

/// The next line; none at the end.
pub(super) fn next(from: &mut impl BufRead) -> io::Result<Option<Result<Vec<u8>, Bad>>> {
    let mut line = Vec::new();
    Ok(match lines::take(from, LONGEST, &mut line)? {
        Taken::Line => Some(Ok(line)),
        Taken::TooLong => Some(Err(Bad::TooLong)),
        Taken::End => None,
    })
}

struct Server {
    config: Config,
    lang: Lang,
    /// Whether answers carry what the comparison of notices needs.
    keys: bool,
}

impl Server {
    fn line(&mut self, line: Result<Vec<u8>, Bad>) -> Answer {
        let bad = |id, bad: Bad| Answer::failed(id, Status::Error, bad.view(self.lang));
        let request = match line {
            Err(error) => return bad(serde_json::Value::Null, error),
            Ok(line) => match protocol::parse(&line) {
                Ok(request) => request,
                Err((id, error)) => return bad(id, error),
            },
        };
        let begun = Instant::now();
        let id = request.id.clone();
        match self.document(request) {
            Ok(mut answer) => {
                answer.id = id;
                answer.metrics.ms = begun.elapsed().as_millis() as u64;
                answer
            }
            Err(error) => Answer::failed(id, Status::Error, error),
        }
    }

    fn document(&mut self, request: Request) -> Result<Answer, ErrorView> {
        let lang = self.lang;
        let bad = |error: Bad| error.view(lang);
        let password = request.opts.password.as_deref().or_else(|| input::password());
        let place = match (&request.uri, &request.opts.path_b64) {
            (Some(uri), _) => Some(protocol::path(uri).map_err(bad)?),
            (_, Some(path)) => Some(STANDARD.decode(path).ok().and_then(native).ok_or_else(|| bad(Bad::Base64))?),
            _ => None,
        };
        let place = match (place, request.opts.entry) {
            (None, _) => Place::Stdin,
            (Some(path), None) => Place::File(path),
            (Some(path), Some(entry)) => Place::Entry(path, entry),
        };
        let shown = match &place {
            Place::File(path) | Place::Entry(path, _) => input::shown(path),
            Place::Stdin => request.id.as_str().map_or_else(|| request.id.to_string(), str::to_owned),
        };
        let name = request.name.unwrap_or(shown);
        let found = Found { below: PathBuf::from(&name), name, place, skip: None };
        let ctx = Context { lang, quiet: true };
        self.config.look_around(std::slice::from_ref(&found), &ctx).map_err(|e| ErrorView {
            code: "settings".into(),
            message: match e {
                Trouble::Usage(text) | Trouble::Internal(text) | Trouble::Output(text) => text,
            },
            advice: String::new(),
        })?;
        let settings = self.config.of(&found);
        let input = match request.bytes_b64 {
            None => input::read_with(&found, settings.limits.file_bytes, password),
            Some(text) => {
                let bytes = STANDARD.decode(text).map_err(|_| bad(Bad::Base64))?;
                input::of_bytes(&found, bytes, settings.limits.file_bytes, password)
            }
        };
        if let Input { bytes: Ok(bytes), .. } = &input {
            poison::taste(bytes);
        }
        Ok(self.answer(pipeline::judge(input, &settings)))
    }

    fn answer(&self, outcome: InputOutcome) -> Answer {
        let metrics = metrics(outcome.origin());
        let mut document = Document::of(&outcome, self.lang);
        let (status, keys) = match outcome {
            InputOutcome::Failed { error, .. } => (Status::of_error(&error), None),
            InputOutcome::Done(judged) => (Status::of_record(&document), self.keys.then_some(judged.keys)),
        };
        let error = document.error.take();
        let findings = Severities::of(&document);
        let record = error.is_none().then_some(document);
        Answer { v: VERSION, id: serde_json::Value::Null, status, record, findings, error, metrics, keys }
    }
}

fn metrics(origin: &Origin) -> Metrics {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Metrics {
        ms: 0,
        size: origin.size,
        sha256: some(&origin.sha256),
        format: some(origin.media_type),
        encoding: some(origin.encoding),
    }
}

/// A path from its bytes.
#[cfg(unix)]
fn native(bytes: Vec<u8>) -> Option<PathBuf> {
    use std::os::unix::ffi::OsStringExt;
    Some(std::ffi::OsString::from_vec(bytes).into())
}

#[cfg(windows)]
fn native(bytes: Vec<u8>) -> Option<PathBuf> {
    use std::os::windows::ffi::OsStringExt;
    let wide: Vec<u16> = bytes.chunks_exact(2).map(|c| u16::from_le_bytes([c[0], c[1]])).collect();
    Some(std::ffi::OsString::from_wide(&wide).into())
}

#[cfg(not(any(unix, windows)))]
fn native(bytes: Vec<u8>) -> Option<PathBuf> {
    String::from_utf8(bytes).ok().map(PathBuf::from)
}
