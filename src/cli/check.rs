//! `check`: the gate.

use super::accepted::Acceptances;
use super::args::{CheckArgs, CheckFormat, FailOn};
use super::cache::Cache;
use super::config::Config;
use super::input::{self, Found, Inputs};
use super::kept::Kept;
use super::{Context, Outcome, Trouble, files, formats, ocr, output, reconcile, run};
use bangchim::catalogue;
use bangchim::emit::human::{self, Totals};
use bangchim::emit::json::FindingView;
use bangchim::emit::report::{InputView, ReportView, Tool, gate_name, verdict_name};
use bangchim::gate::{self, Baseline};
use bangchim::model::record::SCHEMA_VERSION;
use bangchim::model::{Family, InputOutcome, Lang, ReadError, Severity, Verdict};
use bangchim::pipeline::{self, Input};
use bangchim::settings::Settings;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
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
    let as_text = args.format == CheckFormat::Text;
    let cache = cache(args, as_text, ctx.lang)?;
    let mut inputs = Inputs::find(&args.paths, cache.as_ref().map(Cache::folder));
    ctx.some_input(&inputs)?;
    let skipped = run::leave_out(&mut inputs, ctx.lang);
    config.look_around(&inputs.found, ctx)?;
    let fail_on = config.fail_on(args.fail_on.map(severity));
    let (lang, limit) = (ctx.lang, config.base().limits.file_bytes);
    let judge = |input: Input, settings: &Settings| {
        let outcome = pipeline::judge_against(input, ledger.as_ref(), settings);
        let lasts = !matches!(&outcome, InputOutcome::Failed { error: ReadError::Io(_) | ReadError::Internal(_), .. });
        (Kept::of(&outcome, as_text, lang), lasts)
    };
    let keep = |found: &Found, input: Input| {
        // what is accepted is settled by the gate
        let settings = Settings { accepted: Vec::new(), ..config.of(found) };
        let key = cache.as_ref().zip(input.bytes.as_ref().ok()).map(|(c, b)| (c, c.key(&input.name, b, &settings)));
        let Some((cache, key)) = key else { return judge(input, &settings).0 };
        if let Some(kept) = cache.get(&key) {
            return kept;
        }
        let (kept, lasts) = judge(input, &settings);
        if lasts {
            cache.put(&key, &kept);
        }
        kept
    };
    let mut gate = Gate::new(ctx, &config, &baseline, fail_on, as_text);
    gate.keeps_views = !as_text || !args.also.is_empty();
    gate.keeps_entries = args.write_baseline.is_some();
    gate.totals.skipped = skipped;
    gate.has_ledger = ledger.is_some();
    let judge_all = |out: &mut dyn Write| {
        for unlisted in inputs.unlisted {
            let outcome = InputOutcome::Failed { origin: run::named(&unlisted.name), error: unlisted.error };
            gate.take(out, None, Kept::of(&outcome, as_text, lang))?;
        }
        run::each(&inputs.found, limit, keep, |found, kept| gate.take(out, Some(found), kept))?;
        gate.compare(out)?;
        gate.judge_settings(out)
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
            let text = human::silent(&gate.silent, lang) + &human::summary(gate.totals, gate.verdict, lang);
            output::text(|out| out.write_all(text.as_bytes()))?;
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
    let verdict = gate.verdict;
    if let Some(cache) = cache {
        cache.close();
    }
    Ok(verdict)
}

/// The cache of the run; none where it is not wanted, and none with programs outside, whose answer may change.
fn cache(args: &CheckArgs, as_text: bool, lang: Lang) -> io::Result<Option<Cache>> {
    if args.no_cache || ocr::is_wanted() {
        return Ok(None);
    }
    let ledger = match &args.ledger {
        Some(path) => Sha256::digest(std::fs::read(path)?).to_vec(),
        None => Vec::new(),
    };
    let named = format!("{lang:?} {as_text} {:?} {:?} {:?}", args.ledger, args.ledger_map, input::password());
    Ok(Cache::open(args.cache_dir.as_deref(), &[named.as_bytes(), &ledger]))
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

/// Takes what was kept of each input in their order; settles what passes, writes what can be written at once and counts.
struct Gate<'c> {
    ctx: &'c Context,
    config: &'c Config,
    baseline: &'c Baseline,
    fail_on: Option<Severity>,
    as_text: bool,
    has_ledger: bool,
    accepted: Acceptances,
    verdict: Verdict,
    totals: Totals,
    keeps_views: bool,
    views: Vec<InputView>,
    keeps_entries: bool,
    entries: Vec<gate::Entry>,
    /// What is kept of each input to compare it with the others, and the input.
    run: Vec<pipeline::Entry>,
    found: Vec<Option<Found>>,
    /// Why rules could not be judged: the rules, and in how many files.
    silent: BTreeMap<String, (BTreeSet<String>, u32)>,
}

impl<'c> Gate<'c> {
    fn new(
        ctx: &'c Context,
        config: &'c Config,
        baseline: &'c Baseline,
        fail_on: Option<Severity>,
        as_text: bool,
    ) -> Self {
        Gate {
            ctx,
            config,
            baseline,
            fail_on,
            as_text,
            has_ledger: false,
            accepted: Acceptances::default(),
            verdict: Verdict::Clean,
            totals: Totals::default(),
            keeps_views: false,
            views: Vec::new(),
            keeps_entries: false,
            entries: Vec::new(),
            run: Vec::new(),
            found: Vec::new(),
            silent: BTreeMap::new(),
        }
    }

    fn take(&mut self, out: &mut dyn Write, found: Option<&Found>, mut kept: Kept) -> io::Result<()> {
        self.totals.inputs += 1;
        self.totals.notices += kept.view.notices.len() as u64;
        self.totals.failed += u64::from(kept.view.error.is_some());
        if let Some(found) = found {
            self.accepted.settle(found, self.config, &mut kept);
        }
        self.hear(&kept.view);
        let name = kept.view.source.name.clone();
        self.run.push(pipeline::Entry { name, keys: std::mem::take(&mut kept.keys) });
        self.found.push(found.cloned());
        self.pass(out, kept)
    }

    /// Collects why rules were silent, those that want a ledger left out where there is none.
    fn hear(&mut self, view: &InputView) {
        let wanted = |rule: &str| self.has_ledger || catalogue::find(rule).is_ok_and(|r| r.family != Family::Ledger);
        let mut seen = BTreeSet::new();
        for silent in view.not_evaluated.iter().filter(|n| wanted(&n.rule)) {
            let (rules, files) = self.silent.entry(silent.reason.to_string()).or_default();
            rules.insert(silent.rule.to_string());
            *files += u32::from(seen.insert(&silent.reason));
        }
    }

    /// What an input comes to, once it is settled what its settings accept.
    fn pass(&mut self, out: &mut dyn Write, mut kept: Kept) -> io::Result<()> {
        for (i, finding) in kept.view.findings.iter_mut().enumerate() {
            let file = kept.view.source.name.as_str();
            self.known(file, finding);
            if let Some(text) = kept.texts.get(i).filter(|_| finding.accepted.is_none()) {
                out.write_all(text.as_bytes())?;
            }
        }
        if let Some(trouble) = &kept.trouble {
            output::note(trouble.trim_end());
        }
        self.verdict = self.verdict.max(kept.view.settle(self.fail_on));
        if self.keeps_views {
            self.views.push(kept.view);
        }
        Ok(())
    }

    /// Lets a finding pass that the baseline knows, counts it, and writes it down for the next baseline.
    fn known(&mut self, file: &str, finding: &mut FindingView) {
        if finding.accepted.is_none() {
            finding.accepted = self.baseline.reason(file, &finding.fingerprint).map(str::to_owned);
        }
        self.totals.count(finding);
        if self.keeps_entries && gate::Entry::is_wanted(finding.accepted.as_deref()) {
            self.entries.push(gate::Entry {
                file: file.to_owned(),
                rule: finding.rule.to_string(),
                fingerprint: finding.fingerprint.clone(),
                subject: finding.subject.clone(),
                reason: String::new(),
            });
        }
    }

    /// Compares the notices of the run; what comes of it is told after the findings of all files.
    fn compare(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let lang = self.ctx.lang;
        let (config, base) = (self.config, self.config.base());
        // most runs have no settings file, and many inputs
        let own = |f: &Option<Found>| f.as_ref().filter(|f| config.loaded(f).is_some()).map(|f| config.of(f));
        let own: Vec<Option<Settings>> = self.found.iter().map(own).collect();
        let settings = |input: usize| own[input].as_ref().unwrap_or(base);
        if self.totals.notices < 2 {
            for (input, view) in self.views.iter_mut().enumerate() {
                view.alone(pipeline::batch_rules(settings(input)), lang);
            }
            return Ok(());
        }
        let run = std::mem::take(&mut self.run);
        for found in pipeline::compare_under(&run, settings) {
            let name = &run[found.input].name;
            let mut finding = FindingView::of_batch(&found, lang);
            if let Some(input) = &self.found[found.input] {
                self.accepted.settle_one(input, self.config, &mut finding);
            }
            self.known(name, &mut finding);
            if self.as_text && finding.accepted.is_none() {
                out.write_all(human::batch(name, &found, lang).as_bytes())?;
            }
            let gates = finding.accepted.is_none() && self.fail_on.is_some_and(|gate| found.severity >= gate);
            self.verdict = self.verdict.max(if gates { Verdict::Findings } else { Verdict::Clean });
            if let Some(view) = self.views.get_mut(found.input) {
                view.findings.push(finding);
                view.settle(self.fail_on);
            }
        }
        Ok(())
    }

    /// Tells what the settings files accept to no use.
    fn judge_settings(&mut self, out: &mut dyn Write) -> io::Result<()> {
        let compared = self.totals.notices >= 2;
        let stale = self.accepted.stale(self.config, compared, self.as_text, self.ctx.lang);
        stale.into_iter().try_for_each(|kept| self.pass(out, kept))
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
