//! `tables`: the tables as rebuilt.

use super::args::{TablesArgs, TablesFormat};
use super::input::Inputs;
use super::{Context, Outcome, output, run};
use bangchim::emit::html;
use bangchim::emit::tables::{self, TableView};
use bangchim::settings::Limits;
use bangchim::{gate, pipeline};
use serde::Serialize;

/// The tables of one of several inputs.
#[derive(Serialize)]
struct Named<'a> {
    source: &'a str,
    tables: Vec<TableView<'a>>,
}

pub(crate) fn tables(args: &TablesArgs, ctx: &Context) -> Outcome {
    let limits = Limits::default();
    let mut inputs = Inputs::find(&args.paths, None);
    ctx.some_input(&inputs)?;
    let mut verdict = run::usable(&mut inputs, ctx.lang);
    let many = inputs.found.len() > 1;
    output::data(|out| {
        let mut array = match args.format {
            TablesFormat::Json if many => Some(output::Array::begin(out)?),
            _ => None,
        };
        run::each(
            &inputs.found,
            limits.file_bytes,
            |_, input| pipeline::tables(input, &limits),
            |found, result| {
                let (source, tables) = match result {
                    Ok(read) => read,
                    Err(error) => {
                        run::failed(&found.name, &error, ctx.lang);
                        verdict = verdict.max(gate::failure(&error));
                        return Ok(());
                    }
                };
                match (args.format, &mut array) {
                    (TablesFormat::Json, Some(array)) => {
                        array.item(out, &Named { source: &found.name, tables: tables::views(&tables) })
                    }
                    (TablesFormat::Json, None) => output::pretty(out, &tables::views(&tables)),
                    (TablesFormat::Html, _) => {
                        let drawings = if args.debug { html::pages(&source, &tables) } else { String::new() };
                        let page = [html::head(&found.name), html::tables(&tables), drawings];
                        out.write_all(page.concat().as_bytes())
                    }
                    (TablesFormat::Csv, _) => tables::csv(&tables, out),
                    (TablesFormat::Markdown, _) => {
                        if many {
                            writeln!(out, "# {}\n", found.name)?;
                        }
                        out.write_all(tables::markdown(&tables).as_bytes())
                    }
                }
            },
        )?;
        array.map_or(Ok(()), |a| a.end(out))
    })?;
    Ok(verdict)
}
