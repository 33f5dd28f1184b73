//! `extract`: the normalised record.

use super::args::{ExtractArgs, ExtractFormat};
use super::input::Inputs;
use super::{Context, Outcome, output, run};
use bangchim::emit::json::Document;
use bangchim::model::{InputOutcome, Verdict};
use bangchim::{gate, pipeline};

pub(crate) fn extract(args: &ExtractArgs, ctx: &Context) -> Outcome {
    let settings = ctx.settings(&args.rules)?;
    let mut inputs = Inputs::find(&args.paths, None);
    let mut verdict = run::usable(&mut inputs, ctx.lang);
    ctx.some_input(&inputs)?;
    let many = inputs.found.len() > 1;
    let limit = settings.limits.file_bytes;
    output::data(|out| {
        let mut array = None;
        if many && args.format == ExtractFormat::Json {
            array = Some(output::Array::begin(out)?);
        }
        run::each(
            &inputs.found,
            limit,
            |_, input| pipeline::judge(input, &settings),
            |_, outcome| {
                if let InputOutcome::Failed { origin, error } = &outcome {
                    run::failed(&origin.name, error, ctx.lang);
                    verdict = verdict.max(gate::failure(error));
                }
                let document = Document::of(&outcome, ctx.lang);
                match (args.format, &mut array) {
                    (ExtractFormat::Json, Some(array)) => array.item(out, &document),
                    (ExtractFormat::Json, None) => output::pretty(out, &document),
                    (ExtractFormat::Ndjson | ExtractFormat::Csv, _) => output::line(out, &document),
                }
            },
        )?;
        array.map_or(Ok(()), |a| a.end(out))
    })?;
    Ok(verdict.max(Verdict::Clean))
}
