//! The commands. Files, clock, environment and terminal are touched here alone.

mod args;
mod extract;
mod input;
mod output;
mod run;
mod tables;

use args::{Cli, Command, LangArg, RuleArgs};
use bangchim::model::{Lang, Verdict};
use bangchim::settings::Settings;
use clap::Parser;
use jiff::tz::{Offset, TimeZone};
use std::ffi::OsString;

/// What a command comes to, or why it could not be run at all.
type Outcome = Result<Verdict, Trouble>;

/// Why a command could not be run.
#[derive(Debug)]
enum Trouble {
    /// Wrong usage or settings.
    Usage(String),
    /// The output could not be written, and the like.
    Internal(String),
}

impl From<std::io::Error> for Trouble {
    fn from(error: std::io::Error) -> Self {
        Trouble::Internal(error.to_string())
    }
}

/// What all commands share.
struct Context {
    lang: Lang,
}

impl Context {
    fn settings(&self, args: &RuleArgs) -> Result<Settings, Trouble> {
        let mut settings = Settings::for_day(args.today.unwrap_or_else(today));
        settings.select.clone_from(&args.select);
        settings.ignore.clone_from(&args.ignore);
        Ok(settings)
    }

    fn some_input(&self, inputs: &input::Inputs) -> Result<(), Trouble> {
        if !inputs.found.is_empty() || !inputs.unlisted.is_empty() {
            return Ok(());
        }
        Err(Trouble::Usage(match self.lang {
            Lang::Ko => "읽을 파일이 없습니다 (.txt, .md)".to_owned(),
            Lang::En => "no input found (.txt, .md)".to_owned(),
        }))
    }
}

/// Today in Korea, where the notices are in force.
fn today() -> jiff::civil::Date {
    jiff::Timestamp::now().to_zoned(TimeZone::fixed(Offset::constant(9))).date()
}

/// Runs the command line and gives the exit code.
pub(crate) fn main(args: Vec<OsString>) -> u8 {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) => {
            let _ = error.print();
            return u8::try_from(error.exit_code()).unwrap_or(2);
        }
    };
    output::set_color(cli.common.color);
    let lang = match cli.common.lang {
        Some(LangArg::En) => Lang::En,
        _ => Lang::Ko,
    };
    let ctx = Context { lang };
    let outcome = match &cli.command {
        Command::Extract(args) => extract::extract(args, &ctx),
        Command::Tables(args) => tables::tables(args, &ctx),
        _ => Err(Trouble::Usage("not yet".to_owned())),
    };
    match outcome {
        Ok(verdict) => verdict.exit_code(),
        Err(Trouble::Usage(text)) => {
            output::note(&text);
            Verdict::Usage.exit_code()
        }
        Err(Trouble::Internal(text)) => {
            output::note(&text);
            Verdict::Internal.exit_code()
        }
    }
}
