//! `explain`, `rules`, `schema`: what the tool knows of itself.

use super::args::{ConfigAction, ConfigArgs, ExplainArgs, RulesArgs, RulesFormat, SchemaArgs, SchemaName};
use super::{Context, Outcome, Trouble, config, output};
use bangchim::catalogue;
use bangchim::emit::catalogue::{RuleView, list, markdown, page};
use bangchim::model::Verdict;

pub(crate) fn explain(args: &ExplainArgs, ctx: &Context) -> Outcome {
    let rule = catalogue::find(&args.rule).map_err(|e| Trouble::Usage(e.message().get(ctx.lang).clone()))?;
    output::text(|out| out.write_all(page(rule, ctx.lang).as_bytes()))?;
    Ok(Verdict::Clean)
}

pub(crate) fn rules(args: &RulesArgs, ctx: &Context) -> Outcome {
    let rules = catalogue::rules();
    match args.format {
        RulesFormat::Text => output::text(|out| out.write_all(list(rules, ctx.lang).as_bytes())),
        RulesFormat::Markdown => output::data(|out| out.write_all(markdown(rules, ctx.lang).as_bytes())),
        RulesFormat::Json => {
            let views: Vec<_> = rules.map(RuleView::of).collect();
            output::data(|out| output::pretty(out, &views))
        }
    }?;
    Ok(Verdict::Clean)
}

pub(crate) fn config(args: &ConfigArgs, ctx: &Context) -> Outcome {
    let ConfigAction::Show = args.action;
    let text = config::show(&args.path, &args.rules, ctx)?;
    output::text(|out| out.write_all(text.as_bytes()))?;
    Ok(Verdict::Clean)
}

pub(crate) fn schema(args: &SchemaArgs) -> Outcome {
    let text = match args.which {
        SchemaName::Notice => bangchim::NOTICE_SCHEMA,
        SchemaName::Report => bangchim::REPORT_SCHEMA,
        SchemaName::Settings => bangchim::SETTINGS_SCHEMA,
        SchemaName::Run => bangchim::RUN_SCHEMA,
        SchemaName::Worker => bangchim::WORKER_SCHEMA,
    };
    output::data(|out| out.write_all(text.as_bytes()))?;
    Ok(Verdict::Clean)
}
