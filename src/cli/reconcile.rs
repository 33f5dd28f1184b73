//! `reconcile`: the notices of a whole department against its ledger.

use super::args::ReconcileArgs;
use super::input::{self, Found, Inputs};
use super::{Context, Outcome, Trouble, files, output, run};
use bangchim::emit::human;
use bangchim::emit::reconcile::{self, File};
use bangchim::ledger::{self, Mapping};
use bangchim::model::ledger::Ledger;
use bangchim::model::{Notice, Verdict};
use bangchim::settings::Limits;
use bangchim::{gate, pipeline};
use std::path::Path;

/// Reads the ledger; none when it could not be read, which is told.
pub(super) fn ledger(path: &Path, map: &[String], ctx: &Context) -> Result<Option<Ledger>, Trouble> {
    let mut mappings: Vec<Mapping> = Vec::new();
    for text in map {
        mappings.push(ledger::mapping(text).map_err(|e| Trouble::Usage(e.get(ctx.lang).clone()))?);
    }
    let limits = Limits::default();
    let found = Found::file(path);
    match pipeline::ledger(input::read(&found, limits.ledger_bytes), &mappings, &limits) {
        Ok(ledger) => Ok(Some(ledger)),
        Err(error) => {
            run::failed(&found.name, &error, ctx.lang);
            Ok(None)
        }
    }
}

pub(crate) fn reconcile(args: &ReconcileArgs, ctx: &Context) -> Outcome {
    let Some(ledger) = ledger(&args.ledger, &args.ledger_map, ctx)? else { return Ok(Verdict::NotJudged) };
    let limits = Limits::default();
    let mut inputs = Inputs::find(&args.paths, None);
    let mut verdict = run::usable(&mut inputs, ctx.lang);
    ctx.some_input(&inputs)?;
    let mut files: Vec<File> = Vec::new();
    let mut notices: Vec<Vec<Notice>> = Vec::new();
    run::each(
        &inputs.found,
        limits.file_bytes,
        |_, input| pipeline::recognise(input, &limits),
        |found, result| {
            match result {
                Ok((source, found_notices)) => {
                    files.push(File { name: found.name.clone(), source });
                    notices.push(found_notices);
                }
                Err(error) => {
                    run::failed(&found.name, &error, ctx.lang);
                    verdict = verdict.max(gate::failure(&error));
                }
            }
            Ok(())
        },
    )?;
    let comparison = pipeline::reconcile(&notices, &ledger).map_err(|e| Trouble::Internal(e.to_string()))?;
    let Some(comparison) = comparison else {
        output::note(reconcile::foreign(ctx.lang));
        return Ok(Verdict::NotJudged);
    };
    let report = reconcile::report(&comparison, &files);
    let book = reconcile::workbook(&report, ctx.lang).map_err(Trouble::Internal)?;
    files::write(&args.out, &book)?;
    if !ctx.quiet {
        output::note(&human::reconciled(&report.totals(), &input::shown(&args.out), ctx.lang));
    }
    Ok(if report.totals().agrees() { verdict } else { verdict.max(Verdict::Findings) })
}
