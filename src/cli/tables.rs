//! `tables`: the tables as rebuilt.

use super::args::{TablesArgs, TablesFormat};
use super::input::Inputs;
use super::{Context, Outcome, output, run};
use bangchim::emit::tables;
use bangchim::settings::Limits;
use bangchim::{gate, pipeline};
use serde_json::json;

pub(crate) fn tables(args: &TablesArgs, ctx: &Context) -> Outcome {
    let limits = Limits::default();
    let mut inputs = Inputs::find(&args.paths, None);
    let mut verdict = run::usable(&mut inputs, ctx.lang);
    ctx.some_input(&inputs)?;
    let many = inputs.found.len() > 1;
    output::data(|out| {
        let mut array = None;
        if many && args.format == TablesFormat::Json {
            array = Some(output::Array::begin(out)?);
        }
        run::each(
            &inputs.found,
            limits.file_bytes,
            |_, input| pipeline::rebuild(input, &limits),
            |found, result| {
                let layout = match result {
                    Ok((_, layout)) => layout,
                    Err(error) => {
                        run::failed(&found.name, &error, ctx.lang);
                        verdict = verdict.max(gate::failure(&error));
                        return Ok(());
                    }
                };
                let views = tables::views(&layout);
                match &mut array {
                    Some(array) => array.item(out, &json!({ "source": found.name, "tables": views })),
                    None => output::pretty(out, &views),
                }
            },
        )?;
        array.map_or(Ok(()), |a| a.end(out))
    })?;
    Ok(verdict)
}
