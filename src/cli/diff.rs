//! `diff`: what changed from one version of a notice to the next, in any formats, or from one folder of notices to another.

use super::args::{DiffArgs, DiffFormat, RuleArgs};
use super::config::Config;
use super::input::{self, Inputs};
use super::render::{by_name, not_to_a_terminal};
use super::{Context, Outcome, Trouble, files, notices, output, run};
use bangchim::diff::{self, Named};
use bangchim::emit;
use bangchim::gate;
use bangchim::model::change::{Differences, Versions};
use bangchim::model::{ReadError, Verdict};
use bangchim::pipeline::{self, Clean};
use bangchim::render::{self, Format};
use std::io::Write;
use std::path::{Path, PathBuf};

/// The notices of one side.
#[derive(Default)]
struct Side {
    names: Vec<String>,
    keys: Vec<Named>,
    notices: Vec<Clean>,
}

pub(crate) fn diff(args: &DiffArgs, ctx: &Context) -> Outcome {
    let format = match (args.format, &args.out) {
        (Some(format), _) => format,
        // `.txt` is what is shown
        (None, Some(out)) if out.extension().is_some_and(|e| e.eq_ignore_ascii_case("txt")) => DiffFormat::Text,
        (None, Some(out)) => by_name(out, ctx)?,
        (None, None) => DiffFormat::Text,
    };
    if matches!(format, DiffFormat::Xlsx | DiffFormat::Hwpx) {
        not_to_a_terminal(args.out.as_deref(), ctx)?;
    }
    let mut verdict = Verdict::Clean;
    let old = side(&args.old, &args.rules, ctx, &mut verdict)?;
    let new = side(&args.new, &args.rules, ctx, &mut verdict)?;
    // of a side that could not be read at all nothing is said
    if old.notices.is_empty() || new.notices.is_empty() {
        return Ok(verdict.max(Verdict::NotJudged));
    }
    let found = differences(&old, &new);
    let bytes = written(&found, format, ctx)?;
    match &args.out {
        // colours are for the terminal
        Some(path) if format == DiffFormat::Text => {
            let mut plain = Vec::new();
            output::Plain(&mut plain).write_all(&bytes)?;
            files::write(path, &plain)?;
        }
        Some(path) => files::write(path, &bytes)?,
        None if format == DiffFormat::Text => output::text(|out| out.write_all(&bytes))?,
        None => output::data(|out| out.write_all(&bytes))?,
    }
    let differs = args.exit_code && !found.is_empty();
    Ok(if differs { verdict.max(Verdict::Findings) } else { verdict })
}

/// Reads one side; what could not be read is told.
fn side(path: &Path, rules: &RuleArgs, ctx: &Context, verdict: &mut Verdict) -> Result<Side, Trouble> {
    let mut config = Config::begin(rules, ctx)?;
    let mut inputs = Inputs::find(&[PathBuf::from(path)], None);
    ctx.some_input(&inputs)?;
    *verdict = (*verdict).max(run::usable(&mut inputs, ctx.lang));
    config.look_around(&inputs.found, ctx)?;
    let mut side = Side::default();
    run::each(
        &inputs.found,
        config.base().limits.file_bytes,
        |found, input| notices::read(input, &config.of(found), None),
        |found, result| {
            match result {
                Ok(read) => side.add(found, read.notices),
                Err(error) => {
                    run::failed(&found.name, &error, ctx.lang);
                    *verdict = (*verdict).max(gate::failure(&error));
                }
            }
            Ok(())
        },
    )?;
    Ok(side)
}

impl Side {
    fn add(&mut self, found: &input::Found, notices: Vec<Clean>) {
        let several = notices.len() > 1;
        let file = input::shown(&found.below.with_extension(""));
        for (number, notice) in (1..).zip(notices) {
            let institution = notice.record.institution.clone();
            self.names.push(if several { format!("{} #{number}", found.name) } else { found.name.clone() });
            self.keys
                .push(Named { institution, file: if several { format!("{file} #{number}") } else { file.clone() } });
            self.notices.push(notice);
        }
    }
}

fn differences(old: &Side, new: &Side) -> Differences {
    let pairs = diff::pair(&old.keys, &new.keys);
    let rest = |names: &[String], taken: Vec<usize>| {
        (0..names.len()).filter(|i| !taken.contains(i)).map(|i| names[i].clone()).collect()
    };
    Differences {
        schema_version: 1,
        only_old: rest(&old.names, pairs.iter().map(|p| p.0).collect()),
        only_new: rest(&new.names, pairs.iter().map(|p| p.1).collect()),
        pairs: pairs
            .into_iter()
            .map(|(a, b)| Versions {
                old: old.names[a].clone(),
                new: new.names[b].clone(),
                ..diff::versions(&old.notices[a].record, &new.notices[b].record)
            })
            .collect(),
    }
}

fn written(found: &Differences, format: DiffFormat, ctx: &Context) -> Result<Vec<u8>, Trouble> {
    let internal = |e: ReadError| Trouble::Internal(e.to_string());
    let document = |format| pipeline::written(&render::comparison(found), format).map_err(internal);
    match format {
        DiffFormat::Text => Ok(emit::diff::text(found, ctx.lang).into_bytes()),
        DiffFormat::Json => {
            let mut out = Vec::new();
            output::pretty(&mut out, found)?;
            Ok(out)
        }
        DiffFormat::Xlsx => emit::diff::workbook(found, ctx.lang).map_err(Trouble::Internal),
        DiffFormat::Html => document(Format::Html),
        DiffFormat::Md => document(Format::Markdown),
        DiffFormat::Hwpx => document(Format::Hwpx),
    }
}
