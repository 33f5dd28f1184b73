//! The commands. Files, clock, environment and terminal are touched here alone.

mod accepted;
mod args;
mod bulk;
mod cache;
mod catalogue;
mod check;
mod config;
mod diff;
mod dump;
mod extract;
mod files;
mod fix;
mod formats;
mod input;
mod kept;
mod lang;
mod merge;
mod migrate;
mod notices;
mod ocr;
mod output;
mod progress;
mod reconcile;
mod render;
mod report;
mod review;
mod run;
mod tables;
mod texts;
mod usage;
mod worker;

use args::{Cli, Command, RuleArgs};
use bangchim::model::{Bi, Lang, Verdict};
use bangchim::settings::Settings;
use clap::{CommandFactory, FromArgMatches};
use jiff::tz::{Offset, TimeZone};
use std::ffi::OsString;
use std::panic::catch_unwind;

/// What a command comes to, or why it could not be run at all.
type Outcome = Result<Verdict, Trouble>;

/// Why a command could not be run.
#[derive(Debug)]
enum Trouble {
    /// Wrong usage or settings.
    Usage(String),
    /// The output could not be written, and the like.
    Internal(String),
    /// The results of a bulk run cannot be written.
    Output(String),
}

impl From<std::io::Error> for Trouble {
    fn from(error: std::io::Error) -> Self {
        Trouble::Internal(error.to_string())
    }
}

/// What all commands share.
struct Context {
    lang: Lang,
    quiet: bool,
}

impl Context {
    /// The settings that the options ask for; a rule that does not exist is wrong usage.
    fn settings(&self, args: &RuleArgs) -> Result<Settings, Trouble> {
        let mut settings = Settings::for_day(args.today.unwrap_or_else(today));
        for (names, to) in [(&args.select, &mut settings.select), (&args.ignore, &mut settings.ignore)] {
            for name in names {
                let known = bangchim::catalogue::find_any(name);
                known.map_err(|e| Trouble::Usage(e.message().get(self.lang).clone()))?;
                to.push(name.clone());
            }
        }
        Ok(settings)
    }

    fn some_input(&self, inputs: &input::Inputs) -> Result<(), Trouble> {
        if inputs.found.iter().any(|f| f.skip.is_none()) || !inputs.unlisted.is_empty() {
            return Ok(());
        }
        let text = match inputs.found.len() {
            0 => bangchim::bi!("읽을 파일이 없습니다", "no input found"),
            left => bangchim::bi!(
                "읽을 파일이 없습니다: 찾은 파일 {left}개는 모두 읽지 않는 형식이거나 링크입니다",
                "no input found: all {left} files are of a format that is not read, or links"
            ),
        };
        Err(Trouble::Usage(text.get(self.lang).clone()))
    }
}

/// Today in Korea, where the notices are in force.
fn today() -> jiff::civil::Date {
    jiff::Timestamp::now().to_zoned(TimeZone::fixed(Offset::constant(9))).date()
}

/// Runs the command line and gives the exit code.
pub(crate) fn main(args: Vec<OsString>) -> u8 {
    let lang = lang::find(&args, |name| std::env::var(name).ok());
    if std::env::var_os("RUST_BACKTRACE").is_none() {
        // a panic in a stage is told as the error of its file
        std::panic::set_hook(Box::new(|_| {}));
    }
    let verdict = catch_unwind(move || parse_and_run(args, lang)).unwrap_or_else(|cause| {
        let what = cause.downcast_ref::<String>().map_or("panic", String::as_str);
        tell(lang, &Bi::new("내부 오류", "internal error"), what);
        Verdict::Internal
    });
    verdict.exit_code()
}

fn parse_and_run(args: Vec<OsString>, lang: Lang) -> Verdict {
    let matches = texts::apply(Cli::command(), lang).try_get_matches_from(args);
    let cli = match matches.and_then(|m| Cli::from_arg_matches(&m)) {
        Ok(cli) => cli,
        Err(error) => return stopped(&error, lang),
    };
    output::set_color(cli.common.color);
    input::set_password(cli.common.password);
    if cli.common.ocr {
        ocr::want(lang);
    }
    let ctx = Context { lang, quiet: cli.common.quiet };
    match run_command(&cli.command, &ctx) {
        Ok(verdict) => verdict,
        Err(Trouble::Usage(text)) => {
            tell(lang, &Bi::new("오류", "error"), &text);
            Verdict::Usage
        }
        Err(Trouble::Internal(text)) => {
            tell(lang, &Bi::new("내부 오류", "internal error"), &text);
            Verdict::Internal
        }
        Err(Trouble::Output(text)) => {
            tell(lang, &Bi::new("결과를 쓸 수 없습니다", "the results cannot be written"), &text);
            Verdict::Internal
        }
    }
}

fn run_command(command: &Command, ctx: &Context) -> Outcome {
    match command {
        Command::Check(args) => check::check(args, ctx),
        Command::Extract(args) => extract::extract(args, ctx),
        Command::Tables(args) => tables::tables(args, ctx),
        Command::Migrate(args) => migrate::migrate(args, ctx),
        Command::Merge(args) => merge::merge(args, ctx),
        Command::Worker(args) => worker::worker(args, ctx),
        Command::Reconcile(args) => reconcile::reconcile(args, ctx),
        Command::Render(args) => render::render(args, ctx),
        Command::Diff(args) => diff::diff(args, ctx),
        Command::Report(args) => report::report(args, ctx),
        Command::Review(args) => review::review(args, ctx),
        Command::Explain(args) => catalogue::explain(args, ctx),
        Command::Rules(args) => catalogue::rules(args, ctx),
        Command::Schema(args) => catalogue::schema(args),
        Command::Dump(args) => dump::dump(args, ctx),
        Command::Fix(args) => fix::fix(args, ctx),
        Command::Config(args) => catalogue::config(args, ctx),
    }
}

/// Help and version are no failure; everything else that clap stops for is wrong usage.
fn stopped(error: &clap::Error, lang: Lang) -> Verdict {
    use clap::error::ErrorKind::{DisplayHelp, DisplayHelpOnMissingArgumentOrSubcommand, DisplayVersion};
    let asked = matches!(error.kind(), DisplayHelp | DisplayVersion);
    if asked || lang == Lang::En || error.kind() == DisplayHelpOnMissingArgumentOrSubcommand {
        // nothing can be done when the terminal is gone
        let _ = error.print();
    } else {
        output::note(&usage::korean(error));
    }
    if asked { Verdict::Clean } else { Verdict::Usage }
}

fn tell(lang: Lang, what: &Bi<&str>, text: &str) {
    output::note(&format!("\u{1b}[1;91m{}\u{1b}[0m: {text}", what.get(lang)));
}
