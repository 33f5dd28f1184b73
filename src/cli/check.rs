//! `check`: the gate.

use super::args::{CheckArgs, CheckFormat, FailOn};
use super::config::Config;
use super::input::{self, Inputs};
use super::{Context, Outcome, Trouble, files, formats, output, reconcile, run};
use bangchim::emit::human::{self, Totals};
use bangchim::emit::report::{InputView, ReportView, Tool, gate_name, verdict_name};
use bangchim::gate::{self, Baseline};
use bangchim::model::record::SCHEMA_VERSION;
use bangchim::model::{InputOutcome, Severity, Verdict};
use bangchim::pipeline;
use bangchim::settings::Settings;
use std::io::{self, Write};
use std::path::Path;

pub(crate) fn check(args: &CheckArgs, ctx: &Context) -> Outcome {
    let mut config = Config::begin(&args.rules, ctx)?;
    let ledger = match &args.ledger {
        Some(path) => match reconcile::ledger(path, &args.ledger_map, ctx)? {
            Some(ledger) => Some(ledger),
            None => return Ok(Verdict::NotJudged),
        },
        None => None,
    };
    let baseline = args.baseline.as_deref().map(|path| read_baseline(path, ctx)).transpose()?.unwrap_or_default();
    let mut inputs = Inputs::find(&args.paths, None);
    ctx.some_input(&inputs)?;
    let skipped = run::leave_out(&mut inputs, ctx.lang);
    config.look_around(&inputs.found, ctx)?;
    let fail_on = config.fail_on(args.fail_on.map(severity));
    let (lang, limit) = (ctx.lang, config.base().limits.file_bytes);
    let as_text = args.format == CheckFormat::Text;
    let mut gate = Gate::new(ctx, fail_on);
    gate.keeps_views = !as_text || !args.also.is_empty();
    gate.keeps_entries = args.write_baseline.is_some();
    gate.totals.skipped = skipped;
    let judge_all = |out: &mut dyn Write| {
        for unlisted in inputs.unlisted {
            let outcome = InputOutcome::Failed { origin: run::named(&unlisted.name), error: unlisted.error };
            gate.take(out, &outcome, None)?;
        }
        run::each(
            &inputs.found,
            limit,
            |found, input| {
                let mut outcome = pipeline::judge_against(input, ledger.as_ref(), &config.of(found));
                let text = match &mut outcome {
                    InputOutcome::Done(judged) => {
                        baseline.settle(judged);
                        as_text.then(|| human::findings(judged, lang))
                    }
                    InputOutcome::Failed { .. } => None,
                };
                (outcome, text)
            },
            |_, (outcome, text)| gate.take(out, &outcome, text),
        )?;
        gate.compare(out, as_text, config.base())
    };
    match &args.output {
        None if as_text => output::text(|out| judge_all(out)),
        Some(path) if as_text => {
            let mut file = files::Pending::begin(path)?;
            // no colours in a file
            judge_all(&mut output::Plain(&mut file)).and_then(|()| file.finish())
        }
        _ => judge_all(&mut io::sink()),
    }?;
    let report = gate.report(config.base().today.to_string());
    if as_text {
        if !ctx.quiet {
            output::text(|out| out.write_all(human::summary(gate.totals, gate.verdict, lang).as_bytes()))?;
        }
    } else if let Some(path) = &args.output {
        to_file(path, args.format, &report, ctx)?;
    } else {
        output::data(|out| formats::write(out, args.format, &report, ctx))?;
    }
    for (format, path) in &args.also {
        to_file(path, *format, &report, ctx)?;
    }
    if let Some(path) = &args.write_baseline {
        write_baseline(path, std::mem::take(&mut gate.entries))?;
    }
    Ok(gate.verdict)
}

pub(super) fn severity(arg: FailOn) -> Option<Severity> {
    match arg {
        FailOn::Error => Some(Severity::Error),
        FailOn::Warning => Some(Severity::Warning),
        FailOn::Info => Some(Severity::Info),
        FailOn::Never => None,
    }
}

fn to_file(path: &Path, format: CheckFormat, report: &ReportView, ctx: &Context) -> io::Result<()> {
    let mut file = files::Pending::begin(path)?;
    formats::write(&mut file, format, report, ctx)?;
    file.finish()
}

pub(super) fn read_baseline(path: &Path, ctx: &Context) -> Result<Baseline, Trouble> {
    let text = input::text(path)?;
    Baseline::parse(&text).map_err(|e| Trouble::Usage(format!("{}: {}", input::shown(path), e.get(ctx.lang))))
}

fn write_baseline(path: &Path, mut entries: Vec<gate::Entry>) -> io::Result<()> {
    entries.sort();
    let mut file = files::Pending::begin(path)?;
    entries.iter().try_for_each(|entry| output::line(&mut file, entry))?;
    file.finish()
}

/// Takes the outcomes in their order; writes what can be written at once and counts.
struct Gate<'c> {
    ctx: &'c Context,
    fail_on: Option<Severity>,
    verdict: Verdict,
    totals: Totals,
    keeps_views: bool,
    views: Vec<InputView>,
    keeps_entries: bool,
    entries: Vec<gate::Entry>,
    /// What is kept of each input to compare it with the others.
    run: Vec<pipeline::Entry>,
}

impl<'c> Gate<'c> {
    fn new(ctx: &'c Context, fail_on: Option<Severity>) -> Self {
        Gate {
            ctx,
            fail_on,
            verdict: Verdict::Clean,
            totals: Totals::default(),
            keeps_views: false,
            views: Vec::new(),
            keeps_entries: false,
            entries: Vec::new(),
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
                self.run.push(pipeline::Entry { name, keys: judged.keys.clone() });
                if self.keeps_entries {
                    self.entries.extend(gate::entries(judged));
                }
            }
            InputOutcome::Failed { origin, error } => {
                self.run.push(pipeline::Entry { name, keys: Vec::new() });
                self.totals.failed += 1;
                run::failed(&origin.name, error, self.ctx.lang);
            }
        }
        if self.keeps_views {
            self.views.push(InputView::of(outcome, verdict, self.ctx.lang));
        }
        out.write_all(text.unwrap_or_default().as_bytes())
    }

    /// Compares the notices of the run; what comes of it is told after the findings of all files.
    fn compare(&mut self, out: &mut dyn Write, as_text: bool, settings: &Settings) -> io::Result<()> {
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
            if as_text {
                out.write_all(human::batch(&self.run[finding.input].name, &finding, lang).as_bytes())?;
            }
            if let Some(view) = self.views.get_mut(finding.input) {
                view.add(&finding, self.fail_on, lang);
            }
        }
        Ok(())
    }

    /// The whole run; the views go into it.
    fn report(&mut self, today: String) -> ReportView {
        ReportView {
            schema_version: SCHEMA_VERSION,
            tool: Tool::default(),
            today,
            fail_on: gate_name(self.fail_on),
            verdict: verdict_name(self.verdict),
            exit_code: self.verdict.exit_code(),
            counts: self.totals.into(),
            inputs: std::mem::take(&mut self.views),
        }
    }
}
