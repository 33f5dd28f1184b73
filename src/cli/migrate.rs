//! `migrate`: every notice of a folder to records, findings, manifest and summary.

use super::args::MigrateArgs;
use super::config::Config;
use super::files::{self, Pending};
use super::input::{self, Found, Inputs, Place, Skip};
use super::progress::Progress;
use super::sheets::Sheets;
use super::{Context, Outcome, Trouble, output, run};
use bangchim::emit::bulk::{self, Entry, Summary};
use bangchim::emit::human;
use bangchim::emit::json::{Document, ErrorView};
use bangchim::model::{Bi, InputOutcome, Lang, Verdict};
use bangchim::settings::Settings;
use bangchim::{gate, pipeline};
use std::collections::BTreeSet;
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

/// What one input comes to; made on any core.
struct Done {
    document: Option<Document>,
    entry: Entry,
    /// The record as it stands in `records.ndjson`.
    line: Vec<u8>,
    verdict: Verdict,
    /// For people, when it could not be judged.
    trouble: Option<String>,
}

pub(crate) fn migrate(args: &MigrateArgs, ctx: &Context) -> Outcome {
    let mut config = Config::begin(&args.rules, ctx)?;
    let out = args.out.as_path();
    if out.exists() && !out.is_dir() {
        let text = bangchim::bi!("결과를 둘 곳이 폴더가 아닙니다: {}", "not a folder: {}", input::shown(out));
        return Err(Trouble::Usage(text.get(ctx.lang).clone()));
    }
    std::fs::create_dir_all(out)?;
    let mut inputs = Inputs::find(&args.paths, Some(out));
    ctx.some_input(&inputs)?;
    config.look_around(&inputs.found, ctx)?;
    let targets = targets(&mut inputs.found, args.paths.len() == 1);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(args.jobs.unwrap_or(0)).build();
    let pool = pool.map_err(|e| Trouble::Internal(e.to_string()))?;
    pool.install(|| Ok(work(out, inputs, &targets, &config, ctx)?))
}

fn work(out: &Path, inputs: Inputs, targets: &Targets, config: &Config, ctx: &Context) -> io::Result<Verdict> {
    let lang = ctx.lang;
    let mut books = Books::begin(out, config.base(), lang)?;
    let progress = Progress::begin(inputs.found.len(), lang, ctx.quiet);
    for unlisted in inputs.unlisted {
        let failed = InputOutcome::Failed { origin: run::named(&unlisted.name), error: unlisted.error };
        let result = Done::of(&failed, None, lang)?;
        books.take(&result, &progress)?;
    }
    run::each_lazily(
        &inputs.found,
        |found| {
            let result = match found.skip {
                Some(skip) => Ok(Done::skipped(found, skip, lang)),
                None => one(out, found, targets, &config.of(found), lang),
            };
            progress.step(result.as_ref().is_ok_and(|r| r.trouble.is_some()));
            result
        },
        |_, result| books.take(&result?, &progress),
    )?;
    progress.end();
    let (summary, verdict) = books.end(out)?;
    if !ctx.quiet {
        let text = summary.text(lang);
        let place = bangchim::bi!(
            "결과: {0} (지적사항: {0}/report.md)\n",
            "results: {0} (findings: {0}/report.md)\n",
            input::shown(out)
        );
        output::text(|w| w.write_all(text.as_bytes()).and_then(|()| w.write_all(place.get(lang).as_bytes())))?;
    }
    Ok(verdict)
}

fn one(out: &Path, found: &Found, targets: &Targets, settings: &Settings, lang: Lang) -> io::Result<Done> {
    let mut input = input::read(found, settings.limits.file_bytes);
    input.name = input::shown(&found.below);
    let outcome = pipeline::judge(input, settings);
    let target = match &outcome {
        InputOutcome::Done(_) => Some(targets.of(found)),
        InputOutcome::Failed { .. } => None,
    };
    let result = Done::of(&outcome, target.as_deref(), lang)?;
    if let (Some(target), Some(document)) = (target, &result.document) {
        let mut bytes = serde_json::to_vec_pretty(document)?;
        bytes.push(b'\n');
        files::write(&out.join(target), &bytes)?;
    }
    Ok(result)
}

impl Done {
    fn of(outcome: &InputOutcome, target: Option<&Path>, lang: Lang) -> io::Result<Self> {
        let document = Document::of(outcome, lang);
        let entry = Entry::of(&document, target.map(input::shown));
        let (verdict, trouble, line) = match outcome {
            InputOutcome::Done(_) => {
                let mut line = serde_json::to_vec(&document)?;
                line.push(b'\n');
                (Verdict::Clean, None, line)
            }
            InputOutcome::Failed { origin, error } => {
                (gate::failure(error), Some(human::failure(&origin.name, error, lang)), Vec::new())
            }
        };
        Ok(Done { document: Some(document), entry, line, verdict, trouble })
    }

    fn skipped(found: &Found, skip: Skip, lang: Lang) -> Self {
        let (message, advice) = match skip {
            Skip::Format => (
                Bi::new("읽지 않는 형식입니다", "of a format that is not read"),
                Bi::new("텍스트(.txt, .md)로 저장해 주세요.", "Save it as text (.txt, .md)."),
            ),
            Skip::Link => (
                Bi::new("심볼릭 링크는 따라가지 않습니다", "symbolic links are not followed"),
                Bi::new("파일을 직접 지정해 주세요.", "Name the file itself."),
            ),
        };
        let error = ErrorView {
            code: skip.code().into(),
            message: (*message.get(lang)).to_owned(),
            advice: (*advice.get(lang)).to_owned(),
        };
        let entry = Entry::skipped(input::shown(&found.below), run::size(found), error);
        Done { document: None, entry, line: Vec::new(), verdict: Verdict::Clean, trouble: None }
    }
}

/// Everything that is written in the order of the inputs.
struct Books {
    lang: Lang,
    summary: Summary,
    verdict: Verdict,
    manifest: Pending,
    entries: output::Array,
    records: Pending,
    sheets: Sheets,
    report: Pending,
    findings: std::fs::File,
}

impl Books {
    fn begin(out: &Path, settings: &Settings, lang: Lang) -> io::Result<Self> {
        let summary = Summary::begin(settings.today.to_string());
        let mut manifest = Pending::begin(&out.join("manifest.json"))?;
        write!(manifest, "{{\"schema_version\": {}, \"tool\": ", summary.schema_version)?;
        serde_json::to_writer(&mut manifest, &summary.tool)?;
        write!(manifest, ", \"today\": \"{}\", \"inputs\": ", summary.today)?;
        let entries = output::Array::begin(&mut manifest)?;
        Ok(Books {
            lang,
            summary,
            verdict: Verdict::Clean,
            manifest,
            entries,
            records: Pending::begin(&out.join("records.ndjson"))?,
            sheets: Sheets::begin(out)?,
            report: Pending::begin(&out.join("report.md"))?,
            findings: tempfile::tempfile_in(out)?,
        })
    }

    fn take(&mut self, result: &Done, progress: &Progress) -> io::Result<()> {
        if let Some(trouble) = &result.trouble {
            progress.aside(trouble.trim_end());
        }
        self.verdict = self.verdict.max(result.verdict);
        self.summary.add(&result.entry, result.document.as_ref());
        self.entries.item(&mut self.manifest, &result.entry)?;
        self.records.write_all(&result.line)?;
        if let Some(document) = &result.document {
            self.sheets.add(document)?;
            self.findings.write_all(bulk::section(document, self.lang).as_bytes())?;
        }
        Ok(())
    }

    fn end(mut self, out: &Path) -> io::Result<(Summary, Verdict)> {
        use std::io::Seek;
        self.entries.end(&mut self.manifest)?;
        self.manifest.write_all(b"}\n")?;
        self.sheets.finish()?;
        self.records.finish()?;
        let title = Bi::new("점검 결과", "Findings");
        writeln!(self.report, "# {}\n\n```text\n{}```\n", title.get(self.lang), self.summary.text(self.lang))?;
        self.findings.rewind()?;
        io::copy(&mut self.findings, &mut self.report)?;
        self.report.finish()?;
        let mut summary = serde_json::to_vec_pretty(&self.summary)?;
        summary.push(b'\n');
        files::write(&out.join("summary.json"), &summary)?;
        // last: where the manifest stands, everything stands
        self.manifest.finish()?;
        Ok((self.summary, self.verdict))
    }
}

/// Where the record of each input goes, below the output folder.
struct Targets {
    paths: std::collections::BTreeMap<Place, PathBuf>,
}

impl Targets {
    fn of(&self, found: &Found) -> PathBuf {
        self.paths.get(&found.place).cloned().unwrap_or_else(|| record_path(&found.below))
    }
}

fn record_path(below: &Path) -> PathBuf {
    let mut name = below.as_os_str().to_owned();
    name.push(".json");
    Path::new("records").join(name)
}

/// Mirrors the inputs: below the folder when one was given, else by the path as given. Two inputs never share a record.
fn targets(found: &mut [Found], one: bool) -> Targets {
    let mut taken = BTreeSet::new();
    let mut paths = std::collections::BTreeMap::new();
    for input in found {
        if let (false, Place::File(path)) = (one, &input.place) {
            input.below = path.components().filter(|c| matches!(c, Component::Normal(_))).collect();
        }
        let mut below = input.below.clone();
        for n in 2.. {
            if taken.insert(below.clone()) {
                break;
            }
            let mut name = input.below.as_os_str().to_owned();
            name.push(format!("~{n}"));
            below = PathBuf::from(name);
        }
        input.below.clone_from(&below);
        paths.insert(input.place.clone(), record_path(&below));
    }
    Targets { paths }
}
