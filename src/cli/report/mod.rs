//! `report`: the cleanup report, from the notices themselves or from the folder of a `migrate` run.

pub(crate) mod folder;

use super::args::ReportArgs;
use super::config::Config;
use super::input::{self, Found, Inputs, Place};
use super::{Context, Outcome, Trouble, accepted, check, files, output, reconcile, run};
use bangchim::emit::cleanup::{File, Options, Report, Run, Status, page, text, workbook};
use bangchim::emit::json::{Document, ErrorView, FindingView};
use bangchim::model::ledger::Ledger;
use bangchim::model::{Bi, InputOutcome, Severity, Verdict};
use bangchim::settings::Settings;
use bangchim::{catalogue, pipeline};
use rayon::prelude::*;
use std::io::Write;
use std::path::{Path, PathBuf};

/// What kind of file a report is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Html,
    Workbook,
    Markdown,
    Csv,
}

impl Kind {
    fn of(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "html" | "htm" => Some(Kind::Html),
            "xlsx" => Some(Kind::Workbook),
            "md" => Some(Kind::Markdown),
            "csv" => Some(Kind::Csv),
            _ => None,
        }
    }
}

pub(crate) fn report(args: &ReportArgs, ctx: &Context) -> Outcome {
    let fail_on = args.fail_on.map(check::severity);
    let verdict = match args.paths.as_slice() {
        [run] if folder::is_run(run) => {
            let r = &args.rules;
            let asked = !r.select.is_empty() || !r.ignore.is_empty() || r.today.is_some() || r.config.is_some();
            if asked || args.ledger.is_some() || args.baseline.is_some() {
                return Err(Trouble::Usage(NOT_ANEW.get(ctx.lang).to_string()));
            }
            let sources = args.sources.as_deref().map(|folder| folder::below(folder, run)).unwrap_or_default();
            of_run(run, &sources, &args.out, args.unmask, fail_on.unwrap_or(Some(Severity::Warning)), ctx)?
        }
        _ if args.sources.is_some() => return Err(Trouble::Usage(NO_RUN.get(ctx.lang).to_string())),
        paths => {
            let to = Target::of(&args.out, args.unmask, ctx)?;
            let ledger = match &args.ledger {
                Some(path) => match reconcile::ledger(path, &args.ledger_map, ctx)? {
                    Some(ledger) => Some(ledger),
                    None => return Ok(Verdict::NotJudged),
                },
                None => None,
            };
            of_paths(paths, args, ledger.as_ref(), to.options, ctx)?.write(&to)?
        }
    };
    if !ctx.quiet {
        for path in &args.out {
            let said = bangchim::bi!("보고서: {}", "report: {}", input::shown(path));
            output::note(said.get(ctx.lang));
        }
    }
    // like every command that shows what there is: findings are no failure
    Ok(if verdict == Verdict::Findings { Verdict::Clean } else { verdict })
}

const NOT_ANEW: Bi<&str> = Bi::new(
    "migrate 결과 폴더의 지적은 다시 판정하지 않으므로 규칙, 날짜, 설정, 기준선, 대장을 고를 수 없습니다. 원본 경로를 넣어 주세요",
    "the findings of a migrate run are not judged anew: rules, day, settings, baseline and ledger cannot be chosen; give the notices themselves",
);
const NO_RUN: Bi<&str> = Bi::new(
    "--sources는 migrate 결과 폴더 하나로 보고서를 만들 때 씁니다",
    "--sources goes with one folder of a migrate run",
);

/// Writes reports of a run from the folder that `migrate` left, with the files of the run where they are at hand.
pub(crate) fn of_run(
    run: &Path,
    sources: &folder::Sources,
    out: &[PathBuf],
    unmask: bool,
    fail_on: Option<Severity>,
    ctx: &Context,
) -> Outcome {
    let to = Target::of(out, unmask, ctx)?;
    let gathered = folder::gather(run, sources, to.options, ctx)?;
    Gathered { fail_on, ..gathered }.write(&to)
}

/// The files to write, and what has to be kept for them.
struct Target<'p> {
    kinds: Vec<(Kind, &'p Path)>,
    options: Options,
}

impl<'p> Target<'p> {
    fn of(out: &'p [PathBuf], unmask: bool, ctx: &Context) -> Result<Self, Trouble> {
        let kinds = kinds(out, ctx)?;
        let options = Options { lang: ctx.lang, unmask, views: kinds.iter().any(|(k, _)| *k == Kind::Html) };
        Ok(Target { kinds, options })
    }
}

/// The files to write; an extension that there is no kind for is wrong usage, before anything is read.
fn kinds<'p>(out: &'p [PathBuf], ctx: &Context) -> Result<Vec<(Kind, &'p Path)>, Trouble> {
    let kind = |path: &'p PathBuf| {
        Kind::of(path).map(|kind| (kind, path.as_path())).ok_or_else(|| {
            let name = input::shown(path);
            let text = bangchim::bi!(
                "{name}: 보고서의 종류를 확장자에서 알 수 없습니다 (.html .xlsx .md .csv)",
                "{name}: the extension names no kind of report (.html .xlsx .md .csv)"
            );
            Trouble::Usage(text.get(ctx.lang).clone())
        })
    };
    out.iter().map(kind).collect()
}

/// Everything that goes into a report.
#[derive(Default)]
struct Gathered {
    files: Vec<File>,
    /// Where each file lies, when that is known.
    places: Vec<Option<Place>>,
    today: String,
    fail_on: Option<Severity>,
    /// Bytes of what was read of the files and is kept in memory.
    kept: usize,
}

/// Bytes of what was read that are kept in memory; a page takes less.
const KEPT: usize = 32 << 20;

/// Reads and checks the inputs as `check` does.
fn of_paths(
    paths: &[PathBuf],
    args: &ReportArgs,
    ledger: Option<&Ledger>,
    options: Options,
    ctx: &Context,
) -> Result<Gathered, Trouble> {
    let mut config = Config::begin(&args.rules, ctx)?;
    let baseline = args.baseline.as_deref().map(|p| check::read_baseline(p, ctx)).transpose()?.unwrap_or_default();
    let mut inputs = Inputs::find(paths, None);
    // a report that stands among the notices is none of them
    let full = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let written: Vec<PathBuf> = args.out.iter().map(|path| full(path)).collect();
    inputs.found.retain(|f| !matches!(&f.place, Place::File(path) if written.contains(&full(path))));
    ctx.some_input(&inputs)?;
    let mut gathered = Gathered::default();
    for skipped in inputs.found.iter().filter_map(|f| Some((f, f.skip?))) {
        let error = skipped.1.view(ctx.lang);
        let file = File::failed(skipped.0.name.clone(), run::size(skipped.0), error, Status::Skipped);
        gathered.put(file, Some(skipped.0.place.clone()));
    }
    inputs.found.retain(|f| f.skip.is_none());
    config.look_around(&inputs.found, ctx)?;
    for unlisted in &inputs.unlisted {
        run::failed(&unlisted.name, &unlisted.error, ctx.lang);
        let error = ErrorView::of(&unlisted.error, ctx.lang);
        gathered.put(File::failed(unlisted.name.clone(), 0, error, Status::Rejected), None);
    }
    let settle = |found: &Found, finding: &mut FindingView| {
        accepted::mark(found, &config, finding);
        if finding.accepted.is_none() {
            finding.accepted = baseline.reason(&found.name, &finding.fingerprint).map(str::to_owned);
        }
    };
    let first = gathered.files.len();
    let mut keys: Vec<pipeline::Entry> = Vec::new();
    run::each(
        &inputs.found,
        config.base().limits.file_bytes,
        |found, input| {
            let outcome = pipeline::judge_against(input, ledger, &config.of(found));
            let mut document = Document::of(&outcome, ctx.lang);
            document.findings.iter_mut().for_each(|finding| settle(found, finding));
            match outcome {
                InputOutcome::Done(judged) => {
                    let file = File::read(document, &judged.source, &judged.layout, options);
                    (file, judged.keys, None)
                }
                InputOutcome::Failed { error, .. } => (File::recorded(document, options), Vec::new(), Some(error)),
            }
        },
        |found, (file, of_file, error)| {
            if let Some(error) = error {
                run::failed(&found.name, &error, ctx.lang);
            }
            keys.push(pipeline::Entry { name: found.name.clone(), keys: of_file });
            gathered.put(file, Some(found.place.clone()));
            Ok(())
        },
    )?;
    let own: Vec<Settings> = inputs.found.iter().map(|found| config.of(found)).collect();
    for compared in &pipeline::compare_under(&keys, |input| &own[input]) {
        let mut finding = FindingView::of_batch(compared, ctx.lang);
        settle(&inputs.found[compared.input], &mut finding);
        gathered.files[first + compared.input].add(finding, ctx.lang);
    }
    gathered.today = config.base().today.to_string();
    gathered.fail_on = config.fail_on(args.fail_on.map(check::severity));
    Ok(gathered)
}

impl Gathered {
    fn put(&mut self, mut file: File, place: Option<Place>) {
        self.kept += file.weight();
        if self.kept > KEPT {
            file.lighten();
        }
        self.files.push(file);
        self.places.push(place);
    }

    /// Writes the report in each kind and gives its verdict.
    fn write(self, to: &Target) -> Outcome {
        let Target { kinds, options } = to;
        let run = Run { lang: options.lang, today: self.today, fail_on: self.fail_on, masked: !options.unmask };
        let mut report = Report::of(self.files, catalogue::rules().collect(), run);
        let folder = |path: &Path| path.parent().map(Path::to_path_buf);
        // links begin at the folder that a report lies in
        for beside in kinds.chunk_by(|(_, a), (_, b)| folder(a) == folder(b)) {
            let folder = folder(&std::path::absolute(beside[0].1)?).unwrap_or_default();
            for (file, place) in report.files.iter_mut().zip(&self.places) {
                file.link = place.as_ref().and_then(|p| link(&folder, p)).unwrap_or_default();
            }
            beside.par_iter().try_for_each(|(kind, path)| write(&report, *kind, path))?;
        }
        Ok(report.verdict)
    }
}

/// The way from a folder to a file, with `/` on every system; none for what lies in an archive or on another drive.
fn link(folder: &Path, place: &Place) -> Option<String> {
    let Place::File(path) = place else { return None };
    let path = std::path::absolute(path).ok()?;
    let shared = folder.components().zip(path.components()).take_while(|(a, b)| a == b).count();
    if shared == 0 {
        return None;
    }
    let up = folder.components().skip(shared).map(|_| "..".to_owned());
    let down = path.components().skip(shared).map(|c| c.as_os_str().to_string_lossy().into_owned());
    Some(up.chain(down).collect::<Vec<_>>().join("/"))
}

fn write(report: &Report, kind: Kind, path: &Path) -> Result<(), Trouble> {
    let mut out = files::Pending::begin(path)?;
    match kind {
        Kind::Html => out.write_all(page::html(report).as_bytes())?,
        Kind::Markdown => out.write_all(text::markdown(report).as_bytes())?,
        Kind::Csv => text::csv(report, &mut out)?,
        Kind::Workbook => out.write_all(&workbook::workbook(report).map_err(Trouble::Internal)?)?,
    }
    Ok(out.finish()?)
}
