//! `worker`: documents by lines of JSON, for engines that spread work over machines; and the child that `migrate` and
//! the worker itself have documents read by.

mod limits;
mod lines;
mod poison;
pub(crate) mod protocol;
mod serve;
pub(crate) mod supervisor;
pub(crate) mod units;

use super::args::{Isolation, RuleArgs, WorkerArgs};
use super::config::Config;
use super::{Context, Outcome, Trouble, input, ocr, output};
use bangchim::emit::bulk::Status;
use bangchim::model::record::SCHEMA_VERSION;
use bangchim::model::{Lang, Verdict};
use bangchim::settings::Settings;
use protocol::Answer;
use std::ffi::OsString;
use std::io::{self, BufReader, Write};
use std::time::Duration;
use supervisor::{Supervisor, Terms};

/// Time for one document, and with recognition of pages that are pictures.
const TIMEOUT: [Duration; 2] = [Duration::from_secs(60), Duration::from_secs(600)];
/// Memory of a child in bytes, likewise.
const MEMORY: [u64; 2] = [512 << 20, 4 << 30];
/// Documents until a child is replaced.
const RECYCLE: u32 = 1000;

pub(crate) fn worker(args: &WorkerArgs, ctx: &Context) -> Outcome {
    if args.describe {
        output::data(describe)?;
        return Ok(Verdict::Clean);
    }
    if args.child || args.unsupervised {
        return serve::serve(args, ctx);
    }
    let config = Config::begin(&args.rules, ctx)?;
    let mut supervisor = Supervisor::new(terms(&args.isolation, &args.rules, config.base(), ctx.lang));
    let mut from = BufReader::with_capacity(1 << 16, io::stdin().lock());
    let mut out = io::stdout().lock();
    while let Some(line) = serve::next(&mut from)? {
        let mut answer = answer(&mut supervisor, line, ctx.lang)?;
        answer.push(b'\n');
        out.write_all(&answer)?;
        out.flush()?;
    }
    Ok(Verdict::Clean)
}

fn answer(supervisor: &mut Supervisor, line: Result<Vec<u8>, protocol::Bad>, lang: Lang) -> Result<Vec<u8>, Trouble> {
    let failed = |id, status, error| serde_json::to_vec(&Answer::failed(id, status, error)).map_err(io::Error::from);
    let (id, bad) = match line {
        Err(bad) => (serde_json::Value::Null, bad),
        Ok(line) => match protocol::parse(&line) {
            Err((id, bad)) => (id, bad),
            Ok(mut request) => {
                // on a command line others would see it
                let line = match (&request.opts.password, input::password()) {
                    (None, Some(password)) => {
                        request.opts.password = Some(password.to_owned());
                        serde_json::to_vec(&request).map_err(io::Error::from)?
                    }
                    _ => line,
                };
                let reply = supervisor.ask(&line)?;
                return match reply.result {
                    Ok(answer) => Ok(answer),
                    Err(fault) => Ok(failed(request.id, fault.status(), fault.view(lang))?),
                };
            }
        },
    };
    Ok(failed(id, Status::Error, bad.view(lang))?)
}

/// How children are started so that they judge as this process would.
pub(crate) fn terms(isolation: &Isolation, rules: &RuleArgs, settings: &Settings, lang: Lang) -> Terms {
    let ocr = usize::from(ocr::is_wanted());
    let memory = isolation.memory.unwrap_or(MEMORY[ocr]);
    let mut args: Vec<OsString> = Vec::new();
    let mut put = |name: &str, value: OsString| {
        let mut arg = OsString::from(name);
        arg.push(value);
        args.push(arg);
    };
    put("--lang=", lang_name(lang).into());
    put("--today=", settings.today.to_string().into());
    put("--memory=", memory.to_string().into());
    rules.select.iter().for_each(|name| put("--select=", name.into()));
    rules.ignore.iter().for_each(|name| put("--ignore=", name.into()));
    if let Some(path) = &rules.config {
        put("--config=", path.into());
    }
    args.extend(rules.no_config.then(|| "--no-config".into()));
    args.extend(ocr::is_wanted().then(|| "--ocr".into()));
    Terms {
        args,
        timeout: isolation.timeout.unwrap_or(TIMEOUT[ocr]),
        recycle: isolation.recycle.unwrap_or(RECYCLE).max(1),
        loud: ocr::is_wanted(),
    }
}

pub(crate) fn lang_name(lang: Lang) -> &'static str {
    match lang {
        Lang::Ko => "ko",
        Lang::En => "en",
    }
}

/// The protocol, the versions and the schema of the lines.
fn describe(out: &mut dyn Write) -> io::Result<()> {
    let schema: serde_json::Value = serde_json::from_str(bangchim::WORKER_SCHEMA)?;
    let about = serde_json::json!({
        "protocol": protocol::VERSION,
        "tool": "bangchim",
        "version": env!("CARGO_PKG_VERSION"),
        "rules": super::bulk::rules_hash(),
        "schema_version": SCHEMA_VERSION,
        "statuses": Status::ALL.map(Status::name),
        "longest_line": protocol::LONGEST,
        "largest_document": Settings::for_day(super::today()).limits.file_bytes,
        "timeout_seconds": TIMEOUT[0].as_secs(),
        "memory_bytes": MEMORY[0],
        "recycle": RECYCLE,
        "schema": schema,
    });
    output::pretty(out, &about)
}
