//! `extract`: the normalised record.

use super::args::{ExtractArgs, ExtractFormat};
use super::config::Config;
use super::input::Inputs;
use super::{Context, Outcome, output, run};
use bangchim::emit::csv::Sheet;
use bangchim::emit::json::Document;
use bangchim::emit::values::{self, VALUES};
use bangchim::model::{InputOutcome, Verdict};
use bangchim::{gate, pipeline};

pub(crate) fn extract(args: &ExtractArgs, ctx: &Context) -> Outcome {
    let mut config = Config::begin(&args.rules, ctx)?;
    let mut inputs = Inputs::find(&args.paths, None);
    ctx.some_input(&inputs)?;
    let mut verdict = run::usable(&mut inputs, ctx.lang);
    config.look_around(&inputs.found, ctx)?;
    let (lang, limit) = (ctx.lang, config.base().limits.file_bytes);
    let mut each = |take: &mut dyn FnMut(&Document) -> std::io::Result<()>| {
        run::each(
            &inputs.found,
            limit,
            |found, input| {
                let outcome = pipeline::judge(input, &config.of(found));
                let document = Document::of(&outcome, lang);
                let failure = match outcome {
                    InputOutcome::Failed { origin, error } => Some((origin.name, error)),
                    InputOutcome::Done(_) => None,
                };
                (document, failure)
            },
            |_, (document, failure)| {
                if let Some((name, error)) = failure {
                    run::failed(&name, &error, lang);
                    verdict = verdict.max(gate::failure(&error));
                }
                take(&document)
            },
        )
    };
    let many = inputs.found.len() > 1;
    output::data(|out| match args.format {
        ExtractFormat::Json if many => {
            let mut array = output::Array::begin(out)?;
            each(&mut |document| array.item(out, document))?;
            array.end(out)
        }
        ExtractFormat::Json => each(&mut |document| output::pretty(out, document)),
        ExtractFormat::Ndjson => each(&mut |document| output::line(out, document)),
        ExtractFormat::Csv => {
            let mut sheet = Sheet::begin(&mut *out, VALUES)?;
            each(&mut |document| values::rows(&mut sheet, document))?;
            sheet.end()?.flush()
        }
    })?;
    Ok(verdict.max(Verdict::Clean))
}
