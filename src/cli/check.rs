//! `check`: the gate.

use super::args::{CheckArgs, CheckFormat, FailOn};
use super::input::Inputs;
use super::{Context, Outcome, output, reconcile, run};
use bangchim::emit::human::{self, Totals};
use bangchim::emit::json::{ErrorView, FindingView, SourceView};
use bangchim::emit::report::{InputView, Line, ReportView, Tool, gate_name, verdict_name};
use bangchim::model::record::SCHEMA_VERSION;
use bangchim::model::{InputOutcome, Severity, Verdict};
use bangchim::pipeline::Entry;
use bangchim::settings::Settings;
use bangchim::{gate, pipeline};
use std::io::{self, Write};

pub(crate) fn check(args: &CheckArgs, ctx: &Context) -> Outcome {
    let mut settings = ctx.settings(&args.rules)?;
    settings.fail_on = fail_on(args.fail_on);
    let ledger = match &args.ledger {
        Some(path) => match reconcile::ledger(path, &args.ledger_map, ctx)? {
            Some(ledger) => Some(ledger),
            None => return Ok(Verdict::NotJudged),
        },
        None => None,
    };
    let mut inputs = Inputs::find(&args.paths, None);
    ctx.some_input(&inputs)?;
    let skipped = run::leave_out(&mut inputs, ctx.lang);
    let (lang, limit) = (ctx.lang, settings.limits.file_bytes);
    let mut gate = Gate::new(ctx, args.format, settings.fail_on);
    gate.totals.skipped = skipped;
    let write = |out: &mut dyn Write| {
        for unlisted in inputs.unlisted {
            let outcome = InputOutcome::Failed { origin: run::named(&unlisted.name), error: unlisted.error };
            gate.take(out, &outcome, None)?;
        }
        run::each(
            &inputs.found,
            limit,
            |_, input| {
                let outcome = pipeline::judge_against(input, ledger.as_ref(), &settings);
                let text = match &outcome {
                    InputOutcome::Done(judged) if args.format == CheckFormat::Text => {
                        Some(human::findings(judged, lang))
                    }
                    _ => None,
                };
                (outcome, text)
            },
            |_, (outcome, text)| gate.take(out, &outcome, text),
        )?;
        gate.compare(out, &settings)?;
        gate.end(out, settings.today.to_string())
    };
    match args.format {
        CheckFormat::Text => output::text(write),
        CheckFormat::Json | CheckFormat::Ndjson => output::data(write),
    }?;
    Ok(gate.verdict)
}

fn fail_on(arg: FailOn) -> Option<Severity> {
    match arg {
        FailOn::Error => Some(Severity::Error),
        FailOn::Warning => Some(Severity::Warning),
        FailOn::Info => Some(Severity::Info),
        FailOn::Never => None,
    }
}

/// Takes the outcomes in their order; writes what can be written at once and counts.
struct Gate<'c> {
    ctx: &'c Context,
    format: CheckFormat,
    fail_on: Option<Severity>,
    verdict: Verdict,
    totals: Totals,
    views: Vec<InputView>,
    /// What is kept of each input to compare it with the others.
    run: Vec<Entry>,
}

impl<'c> Gate<'c> {
    fn new(ctx: &'c Context, format: CheckFormat, fail_on: Option<Severity>) -> Self {
        Gate {
            ctx,
            format,
            fail_on,
            verdict: Verdict::Clean,
            totals: Totals::default(),
            views: Vec::new(),
            run: Vec::new(),
        }
    }

    fn take(&mut self, out: &mut dyn Write, outcome: &InputOutcome, text: Option<String>) -> io::Result<()> {
        let verdict = gate::verdict(outcome, self.fail_on);
        self.verdict = self.verdict.max(verdict);
        self.totals.inputs += 1;
        let name = outcome.origin().name.clone();
        match outcome {
            InputOutcome::Done(judged) => {
                self.totals.add(judged);
                self.run.push(Entry { name, keys: judged.keys.clone() });
            }
            InputOutcome::Failed { origin, error } => {
                self.run.push(Entry { name, keys: Vec::new() });
                self.totals.failed += 1;
                run::failed(&origin.name, error, self.ctx.lang);
            }
        }
        match self.format {
            CheckFormat::Text => out.write_all(text.unwrap_or_default().as_bytes()),
            CheckFormat::Json => {
                self.views.push(InputView::of(outcome, verdict, self.ctx.lang));
                Ok(())
            }
            CheckFormat::Ndjson => self.lines(out, outcome, verdict),
        }
    }

    fn lines(&self, out: &mut dyn Write, outcome: &InputOutcome, verdict: Verdict) -> io::Result<()> {
        if let InputOutcome::Failed { origin, error } = outcome {
            let error = ErrorView::of(error, self.ctx.lang);
            return output::line(out, &Line::Error { file: &SourceView::of(origin).name, error: &error });
        }
        let view = InputView::of(outcome, verdict, self.ctx.lang);
        view.findings
            .iter()
            .try_for_each(|finding| output::line(out, &Line::Finding { file: &view.source.name, finding }))
    }

    /// Compares the notices of the run; what comes of it is told after the findings of all files.
    fn compare(&mut self, out: &mut dyn Write, settings: &Settings) -> io::Result<()> {
        let lang = self.ctx.lang;
        if self.totals.notices < 2 {
            self.views.iter_mut().for_each(|v| v.alone(pipeline::batch_rules(settings), lang));
            return Ok(());
        }
        for finding in pipeline::compare(&self.run, settings) {
            self.totals.count(finding.severity);
            if self.fail_on.is_some_and(|gate| finding.severity >= gate) {
                self.verdict = self.verdict.max(Verdict::Findings);
            }
            let name = &self.run[finding.input].name;
            match self.format {
                CheckFormat::Text => out.write_all(human::batch(name, &finding, lang).as_bytes())?,
                CheckFormat::Json => self.views[finding.input].add(&finding, self.fail_on, lang),
                CheckFormat::Ndjson => {
                    let finding = FindingView::of_batch(&finding, lang);
                    output::line(out, &Line::Finding { file: name, finding: &finding })?;
                }
            }
        }
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write, today: String) -> io::Result<()> {
        match self.format {
            CheckFormat::Text if self.ctx.quiet => Ok(()),
            CheckFormat::Text => out.write_all(human::summary(self.totals, self.verdict, self.ctx.lang).as_bytes()),
            CheckFormat::Ndjson => output::line(out, &Line::summary(self.totals, self.verdict)),
            CheckFormat::Json => {
                let report = ReportView {
                    schema_version: SCHEMA_VERSION,
                    tool: Tool::default(),
                    today,
                    fail_on: gate_name(self.fail_on),
                    verdict: verdict_name(self.verdict),
                    exit_code: self.verdict.exit_code(),
                    counts: self.totals.into(),
                    inputs: std::mem::take(&mut self.views),
                };
                output::pretty(out, &report)
            }
        }
    }
}
