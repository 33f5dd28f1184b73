//! `report`: the cleanup report, from the notices themselves or from the folder of a `migrate` run.

use super::args::ReportArgs;
use super::config::Config;
use super::input::{self, Inputs, Place, Skip};
use super::{Context, Outcome, Trouble, check, files, output, reconcile, run};
use bangchim::emit::cleanup::{File, Options, Report, Run, Status, page, text, workbook};
use bangchim::emit::json::{Document, ErrorView, FindingView};
use bangchim::model::{Bi, InputOutcome, Lang, Verdict};
use bangchim::{catalogue, pipeline};
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
    let kinds = kinds(&args.out, ctx)?;
    let options = Options { lang: ctx.lang, unmask: args.unmask, views: kinds.iter().any(|(k, _)| *k == Kind::Html) };
    let report = of_paths(args, options, ctx)?;
    for (kind, path) in &kinds {
        write(&report, *kind, path)?;
    }
    if !ctx.quiet {
        for path in &args.out {
            let said = bangchim::bi!("보고서: {}", "report: {}", input::shown(path));
            output::note(said.get(ctx.lang));
        }
    }
    Ok(if report.verdict == Verdict::Findings { Verdict::Clean } else { report.verdict })
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

/// Reads and checks the inputs as `check` does.
fn of_paths(args: &ReportArgs, options: Options, ctx: &Context) -> Result<Report, Trouble> {
    let mut config = Config::begin(&args.rules, ctx)?;
    let ledger = args.ledger.as_ref().map(|path| reconcile::ledger(path, &args.ledger_map, ctx)).transpose()?.flatten();
    let baseline = args.baseline.as_deref().map(|p| check::read_baseline(p, ctx)).transpose()?.unwrap_or_default();
    let mut inputs = Inputs::find(&args.paths, None);
    // a report that stands among the notices is none of them
    inputs.found.retain(|f| !matches!(&f.place, Place::File(path) if args.out.contains(path)));
    ctx.some_input(&inputs)?;
    let mut files: Vec<File> = Vec::new();
    for skipped in inputs.found.iter().filter_map(|f| Some((f, f.skip?))) {
        let error = left_out(skipped.1, ctx.lang);
        files.push(File::failed(skipped.0.name.clone(), run::size(skipped.0), error, Status::Skipped));
    }
    inputs.found.retain(|f| f.skip.is_none());
    config.look_around(&inputs.found, ctx)?;
    for unlisted in &inputs.unlisted {
        run::failed(&unlisted.name, &unlisted.error, ctx.lang);
        let error = ErrorView::of(&unlisted.error, ctx.lang);
        files.push(File::failed(unlisted.name.clone(), 0, error, Status::Rejected));
    }
    let first = files.len();
    let mut keys: Vec<pipeline::Entry> = Vec::new();
    run::each(
        &inputs.found,
        config.base().limits.file_bytes,
        |found, input| {
            let mut outcome = pipeline::judge_against(input, ledger.as_ref(), &config.of(found));
            if let InputOutcome::Done(judged) = &mut outcome {
                baseline.settle(judged);
            }
            let document = Document::of(&outcome, ctx.lang);
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
            files.push(file);
            Ok(())
        },
    )?;
    for finding in &pipeline::compare(&keys, config.base()) {
        files[first + finding.input].add(FindingView::of_batch(finding, ctx.lang), ctx.lang);
    }
    let run = Run {
        lang: ctx.lang,
        today: config.base().today.to_string(),
        fail_on: config.fail_on(args.fail_on.map(check::severity)),
        masked: !options.unmask,
    };
    Ok(Report::of(files, catalogue::rules().collect(), run))
}

fn left_out(skip: Skip, lang: Lang) -> ErrorView {
    let (message, advice) = match skip {
        Skip::Format => (
            Bi::new("읽지 않는 형식입니다", "of a format that is not read"),
            Bi::new("읽는 형식으로 저장해 주세요.", "Save it in a format that is read."),
        ),
        Skip::Link => (
            Bi::new("심볼릭 링크는 따라가지 않습니다", "symbolic links are not followed"),
            Bi::new("파일을 직접 지정해 주세요.", "Name the file itself."),
        ),
    };
    let (message, advice) = ((*message.get(lang)).to_owned(), (*advice.get(lang)).to_owned());
    ErrorView { code: skip.code().into(), message, advice }
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
