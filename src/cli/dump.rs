//! `dump`: what one stage made of an input.

use super::args::{DumpArgs, Stage};
use super::input::{self, Inputs};
use super::{Context, Outcome, output, run};
use bangchim::emit::dump;
use bangchim::model::record::NoticeRecord;
use bangchim::settings::Limits;
use bangchim::{gate, pipeline};

pub(crate) fn dump(args: &DumpArgs, ctx: &Context) -> Outcome {
    let limits = Limits::default();
    let mut inputs = Inputs::find(&args.paths, None);
    ctx.some_input(&inputs)?;
    let mut verdict = run::usable(&mut inputs, ctx.lang);
    output::data(|out| {
        for found in &inputs.found {
            let input = input::read(found, limits.file_bytes);
            let written = match args.stage {
                Stage::Raw => {
                    pipeline::read_only(input, &limits).map(|source| output::pretty(out, &dump::raw(&source)))
                }
                Stage::Layout => pipeline::rebuild(input, &limits)
                    .map(|(source, layout)| output::pretty(out, &dump::layout(&source, &layout))),
                Stage::Notice => pipeline::recognise(input, &limits).map(|(source, notices)| {
                    let records: Vec<_> = notices.iter().map(|n| NoticeRecord::of(&source, n)).collect();
                    output::pretty(out, &records)
                }),
            };
            match written {
                Ok(result) => result?,
                Err(error) => {
                    run::failed(&found.name, &error, ctx.lang);
                    verdict = verdict.max(gate::failure(&error));
                }
            }
        }
        Ok(())
    })?;
    Ok(verdict)
}
