//! `migrate`: every notice of a folder to records, findings and lists.

use super::args::{MigrateArgs, ProgressArg, RuleArgs};
use super::bulk::finish::{self, Finish, Finished};
use super::bulk::job::{Bench, Work};
use super::bulk::plan::{Planned, What, plan};
use super::bulk::{self, Folder, KeysLine, stop, unwritable};
use super::config::Config;
use super::input::{self, Inputs};
use super::progress::{How, Progress};
use super::worker::supervisor::{Supervisor, Terms};
use super::{Context, Outcome, Trouble, output, report, worker};
use bangchim::emit::bulk::{Line, Options, Summary};
use bangchim::emit::human;
use bangchim::model::Verdict;
use std::collections::BTreeSet;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

/// Results that wait to be written down; more than this wait themselves.
const WAITING: usize = 64;

pub(crate) fn migrate(args: &MigrateArgs, ctx: &Context) -> Outcome {
    let out = args.out.as_path();
    if out.exists() && !out.is_dir() {
        let text = bangchim::bi!("결과를 둘 곳이 폴더가 아닙니다: {}", "not a folder: {}", input::shown(out));
        return Err(Trouble::Usage(text.get(ctx.lang).clone()));
    }
    let mut config = Config::begin(&args.rules, ctx)?;
    let inputs = Inputs::find(&args.paths, Some(out));
    ctx.some_input(&inputs)?;
    config.look_around(&inputs.found, ctx)?;
    let folder = Folder::open(out, ctx)?;
    let plan = plan(inputs, args.paths.len() == 1, args.shard);
    if let Some(rules) = goes_on(&folder, &plan, &args.rules, ctx)? {
        config.set_today(rules);
    }
    finish::begin(out).map_err(|e| unwritable(out, &e, ctx))?;
    stop::listen(ctx.lang);
    let jobs = args.jobs.or_else(|| std::thread::available_parallelism().ok().map(Into::into)).unwrap_or(1).max(1);
    let shown = match args.progress {
        ProgressArg::Json => How::Json,
        ProgressArg::Auto if !ctx.quiet => How::People,
        _ => How::Silent,
    };
    let progress = Progress::begin(plan.len(), ctx.lang, shown);
    let bench = Bench {
        folder: &folder,
        config: &config,
        ctx,
        rules: bulk::rules_hash(),
        retry: args.retry,
        force: args.force,
    };
    let mut terms = worker::terms(&args.isolation, &args.rules, config.base(), ctx.lang);
    terms.args.push("--keys".into());
    let kept = all(&bench, &plan, jobs, &terms, &progress);
    progress.end();
    let Done { kept, inputs } = kept?;
    let all = plan.iter().map(|p| (p.index, p.path.as_str()));
    let (paths, waiting) = all.partition(|(index, _)| inputs.contains(index));
    let finish = Finish {
        paths,
        waiting,
        options: Options {
            today: config.base().today.to_string(),
            lang: worker::lang_name(ctx.lang).to_owned(),
            select: args.rules.select.clone(),
            ignore: args.rules.ignore.clone(),
        },
        shard: args.shard.map(|s| s.to_string()),
        rules: bulk::rules_hash(),
        settings: config.base(),
        encoding: args.open_data_encoding,
        ctx,
    };
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).build();
    let pool = pool.map_err(|e| Trouble::Internal(e.to_string()))?;
    let finished = pool.install(|| finish.write(folder))?;
    pool.install(|| reports(args, plan, ctx))?;
    tell(&finished, kept, args, ctx)?;
    verdict(&finished, ctx)
}

/// Inputs up to which a run gets its cleanup report: it is made in memory as a whole.
const REPORTED: usize = 20_000;

/// The cleanup report of a whole run, with the files at hand; that of shards is made by `report`, once they are merged.
fn reports(args: &MigrateArgs, plan: Vec<Planned>, ctx: &Context) -> Result<(), Trouble> {
    let out = ["report.html", "report.xlsx"].map(|name| args.out.join(name));
    for old in out.iter().filter(|path| path.exists()) {
        std::fs::remove_file(old).map_err(|e| unwritable(&args.out, &e, ctx))?;
    }
    if args.no_report || args.shard.is_some() || stop::is_wanted() || plan.len() > REPORTED {
        return Ok(());
    }
    let found = plan.into_iter().filter_map(|p| match p.what {
        What::Found(found) if found.skip.is_none() => Some((p.path, found)),
        _ => None,
    });
    report::of_run(&args.out, &found.collect(), &out, false, None, ctx).map(|_| ())
}

/// The day of a run that was ended before it was finished holds for the run that goes on with it, so that both together
/// are what one would have been; unless another is asked for.
fn goes_on(
    folder: &Folder,
    plan: &[Planned],
    rules: &RuleArgs,
    ctx: &Context,
) -> Result<Option<jiff::civil::Date>, Trouble> {
    if rules.today.is_some() || folder.summary.as_ref().is_some_and(|s| s.complete) {
        return Ok(None);
    }
    for planned in plan {
        let line: Option<Line> = folder.log.get(&planned.path).map_err(|e| unwritable(&folder.path, &e, ctx))?;
        if let Some(day) = line.and_then(|l| l.today.parse().ok()) {
            if !ctx.quiet {
                let text = bangchim::bi!(
                    "끝나지 않은 실행을 이어서 합니다 (기준일 {day})",
                    "going on with a run that was not finished (its day is {day})"
                );
                output::note(text.get(ctx.lang));
            }
            return Ok(Some(day));
        }
    }
    Ok(None)
}

/// What a run dealt with.
#[derive(Default)]
struct Done {
    /// Places of the inputs.
    inputs: BTreeSet<u64>,
    /// How many of them were done before.
    kept: u64,
}

/// Works on all inputs, each core with a child of its own.
fn all(bench: &Bench, plan: &[Planned], jobs: usize, terms: &Terms, progress: &Progress) -> Result<Done, Trouble> {
    let next = AtomicUsize::new(0);
    let trouble: Mutex<Option<Trouble>> = Mutex::new(None);
    let halt = |cause: Trouble| {
        if let Ok(mut trouble) = trouble.lock() {
            trouble.get_or_insert(cause);
        }
    };
    let is_halted = || trouble.lock().map_or(true, |t| t.is_some());
    let one = |to: SyncSender<Work>| {
        let mut children = Supervisor::new(terms.clone());
        while !stop::is_wanted() && !is_halted() {
            let Some(planned) = plan.get(next.fetch_add(1, Ordering::Relaxed)) else { return };
            match bench.work(planned, &mut children) {
                Ok(work) => {
                    if to.send(work).is_err() {
                        return; // the log cannot be written
                    }
                }
                Err(cause) => halt(cause),
            }
        }
    };
    let dealt = std::thread::scope(|scope| {
        let (to, done) = sync_channel(WAITING);
        let log = scope.spawn(|| write_down(bench, done, progress));
        for _ in 0..jobs {
            let to = to.clone();
            let one = &one;
            scope.spawn(move || one(to));
        }
        drop(to);
        log.join()
    });
    match dealt {
        Ok(Ok(dealt)) => trouble.into_inner().ok().flatten().map_or(Ok(dealt), Err),
        Ok(Err(cause)) => Err(cause),
        Err(_) => Err(Trouble::Internal("log".to_owned())),
    }
}

/// Takes the results as they come and brings them to the disk, several at a time where they come fast.
fn write_down(bench: &Bench, done: Receiver<Work>, progress: &Progress) -> Result<Done, Trouble> {
    let (folder, lang) = (bench.folder, bench.ctx.lang);
    let trouble = |e: std::io::Error| unwritable(&folder.path, &e, bench.ctx);
    let mut dealt = Done::default();
    while let Ok(first) = done.recv() {
        let works: Vec<Work> = std::iter::once(first).chain(done.try_iter()).collect();
        let new = || works.iter().filter(|w| !w.kept);
        let keys: Vec<&KeysLine> = new().filter_map(|w| w.keys.as_ref()).collect();
        folder.keys.add(keys.iter().map(|k| (k.path.as_str(), *k))).map_err(trouble)?;
        // the line comes last: what it says is done is done
        folder.log.add(new().map(|w| (w.line.path.as_str(), &w.line))).map_err(trouble)?;
        for work in &works {
            let line = &work.line;
            dealt.kept += u64::from(work.kept);
            dealt.inputs.insert(line.index);
            if let Some(error) = line.error.as_ref().filter(|_| line.status.is_failed()) {
                progress.aside(human::not_read(&line.path, error, lang).trim_end());
            }
            progress.step(line.status.is_failed());
        }
    }
    Ok(dealt)
}

fn tell(finished: &Finished, kept: u64, args: &MigrateArgs, ctx: &Context) -> Result<(), Trouble> {
    if ctx.quiet {
        return Ok(());
    }
    let lang = ctx.lang;
    let mut text = summary_text(&finished.summary, finished, ctx);
    if kept > 0 {
        let line = bangchim::bi!(
            "전에 끝난 {kept}개는 그대로 두었습니다 (모두 다시 하려면 --force)\n",
            "{kept} were done before and left as they are (--force does all again)\n"
        );
        text.push_str(line.get(lang));
    }
    let place = bangchim::bi!(
        "결과: {0} (보고서: {0}/report.html)\n",
        "results: {0} (report: {0}/report.html)\n",
        input::shown(&args.out)
    );
    text.push_str(place.get(lang));
    Ok(output::text(|w| w.write_all(text.as_bytes()))?)
}

/// The summary, and what is to be said of this run alone.
pub(crate) fn summary_text(summary: &Summary, finished: &Finished, ctx: &Context) -> String {
    let Finished { missing, removed, .. } = finished;
    let mut text = summary.text(ctx.lang);
    if *missing > 0 && stop::is_wanted() {
        let line = bangchim::bi!(
            "중단했습니다: 남은 입력 {missing}개는 같은 명령으로 이어서 합니다\n",
            "stopped: {missing} inputs are left; the same command goes on\n"
        );
        text.push_str(line.get(ctx.lang));
    }
    if *removed > 0 {
        let line = bangchim::bi!(
            "없어지거나 읽을 수 없게 된 입력의 기록 {removed}개를 지웠습니다\n",
            "{removed} records of inputs that are gone or can no longer be read were removed\n"
        );
        text.push_str(line.get(ctx.lang));
    }
    text
}

/// Every input has a status, or the run is wrong.
pub(crate) fn verdict(finished: &Finished, ctx: &Context) -> Outcome {
    let Finished { summary, missing, .. } = finished;
    if *missing > 0 && !stop::is_wanted() {
        let text = bangchim::bi!(
            "입력 {missing}개의 결과가 없습니다. 오류를 알려 주세요",
            "{missing} inputs have no status; report the error"
        );
        return Err(Trouble::Internal(text.get(ctx.lang).clone()));
    }
    let internal = summary.errors_by_code.contains_key("internal");
    Ok(match () {
        () if internal => Verdict::Internal,
        () if summary.failed() > 0 || *missing > 0 => Verdict::NotJudged,
        () => Verdict::Clean,
    })
}
