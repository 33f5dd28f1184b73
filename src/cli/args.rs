//! Commands and options. What they are called stands here; what they say stands in [`texts`](super::texts).

use super::bulk::plan::Shard;
use super::worker::units;
use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;
use std::time::Duration;

#[derive(Debug, Parser)]
#[command(
    name = "bangchim",
    version,
    disable_help_subcommand = true,
    disable_help_flag = true,
    disable_version_flag = true
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
    #[command(flatten)]
    pub(crate) common: Common,
}

/// Options of every command.
#[derive(Debug, Args)]
pub(crate) struct Common {
    #[arg(long, global = true, value_enum)]
    pub(crate) lang: Option<LangArg>,
    #[arg(long, global = true, value_enum, default_value_t = ColorArg::Auto)]
    pub(crate) color: ColorArg,
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,
    #[arg(long, global = true)]
    pub(crate) password: Option<String>,
    #[arg(long, global = true)]
    pub(crate) ocr: bool,
    #[arg(short, long, global = true, action = ArgAction::Help)]
    help: Option<bool>,
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Check(CheckArgs),
    Extract(ExtractArgs),
    Tables(TablesArgs),
    Migrate(MigrateArgs),
    Merge(MergeArgs),
    Worker(WorkerArgs),
    Reconcile(ReconcileArgs),
    Render(RenderArgs),
    Diff(DiffArgs),
    Report(ReportArgs),
    Review(ReviewArgs),
    Explain(ExplainArgs),
    Rules(RulesArgs),
    Schema(SchemaArgs),
    Dump(DumpArgs),
    Fix(FixArgs),
    Config(ConfigArgs),
}

/// Options of the commands that run rules.
#[derive(Clone, Debug, Args)]
pub(crate) struct RuleArgs {
    #[arg(long, value_delimiter = ',')]
    pub(crate) select: Vec<String>,
    #[arg(long, value_delimiter = ',')]
    pub(crate) ignore: Vec<String>,
    #[arg(long)]
    pub(crate) today: Option<jiff::civil::Date>,
    #[arg(long, conflicts_with = "no_config")]
    pub(crate) config: Option<PathBuf>,
    #[arg(long)]
    pub(crate) no_config: bool,
}

#[derive(Debug, Args)]
pub(crate) struct CheckArgs {
    #[arg(required = true)]
    pub(crate) paths: Vec<PathBuf>,
    #[arg(long, value_enum, default_value_t = CheckFormat::Text)]
    pub(crate) format: CheckFormat,
    #[arg(short, long)]
    pub(crate) output: Option<PathBuf>,
    /// `FORMAT=FILE`, any number of times, beside the main output.
    #[arg(long, value_parser = also)]
    pub(crate) also: Vec<(CheckFormat, PathBuf)>,
    #[arg(long, value_enum)]
    pub(crate) fail_on: Option<FailOn>,
    #[arg(long)]
    pub(crate) baseline: Option<PathBuf>,
    #[arg(long)]
    pub(crate) write_baseline: Option<PathBuf>,
    #[arg(long, conflicts_with = "no_cache")]
    pub(crate) cache_dir: Option<PathBuf>,
    #[arg(long)]
    pub(crate) no_cache: bool,
    #[command(flatten)]
    pub(crate) rules: RuleArgs,
    #[arg(long)]
    pub(crate) ledger: Option<PathBuf>,
    #[arg(long, requires = "ledger")]
    pub(crate) ledger_map: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct ReconcileArgs {
    #[arg(required = true)]
    pub(crate) paths: Vec<PathBuf>,
    #[arg(long, required = true)]
    pub(crate) ledger: PathBuf,
    #[arg(long)]
    pub(crate) ledger_map: Vec<String>,
    #[arg(short, long, required = true)]
    pub(crate) out: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct RenderArgs {
    #[arg(required = true)]
    pub(crate) path: PathBuf,
    #[arg(long, value_enum)]
    pub(crate) format: Option<RenderFormat>,
    #[arg(short, long)]
    pub(crate) out: Option<PathBuf>,
    /// From 1.
    #[arg(long)]
    pub(crate) notice: Option<usize>,
    #[arg(long)]
    pub(crate) all: bool,
    #[command(flatten)]
    pub(crate) rules: RuleArgs,
}

#[derive(Debug, Args)]
pub(crate) struct ReportArgs {
    #[arg(required = true)]
    pub(crate) paths: Vec<PathBuf>,
    /// Any number of times; the kind by the extension.
    #[arg(short, long, required = true)]
    pub(crate) out: Vec<PathBuf>,
    #[arg(long)]
    pub(crate) unmask: bool,
    /// Where the files of a run folder lie.
    #[arg(long)]
    pub(crate) sources: Option<PathBuf>,
    #[arg(long, value_enum)]
    pub(crate) fail_on: Option<FailOn>,
    #[arg(long)]
    pub(crate) baseline: Option<PathBuf>,
    #[arg(long)]
    pub(crate) ledger: Option<PathBuf>,
    #[arg(long, requires = "ledger")]
    pub(crate) ledger_map: Vec<String>,
    #[command(flatten)]
    pub(crate) rules: RuleArgs,
}

#[derive(Debug, Args)]
pub(crate) struct DiffArgs {
    #[arg(required = true)]
    pub(crate) old: PathBuf,
    #[arg(required = true)]
    pub(crate) new: PathBuf,
    #[arg(long, value_enum)]
    pub(crate) format: Option<DiffFormat>,
    #[arg(short, long)]
    pub(crate) out: Option<PathBuf>,
    #[arg(long)]
    pub(crate) exit_code: bool,
    #[command(flatten)]
    pub(crate) rules: RuleArgs,
}

#[derive(Debug, Args)]
pub(crate) struct ReviewArgs {
    #[arg(value_enum)]
    pub(crate) action: ReviewAction,
    pub(crate) file: PathBuf,
    #[arg(long)]
    pub(crate) config: Option<PathBuf>,
    #[arg(long, conflicts_with = "config")]
    pub(crate) baseline: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct ExtractArgs {
    #[arg(required = true)]
    pub(crate) paths: Vec<PathBuf>,
    #[arg(long, value_enum, default_value_t = ExtractFormat::Json)]
    pub(crate) format: ExtractFormat,
    #[command(flatten)]
    pub(crate) rules: RuleArgs,
}

#[derive(Debug, Args)]
pub(crate) struct TablesArgs {
    #[arg(required = true)]
    pub(crate) paths: Vec<PathBuf>,
    #[arg(long, value_enum, default_value_t = TablesFormat::Markdown)]
    pub(crate) format: TablesFormat,
    #[arg(long)]
    pub(crate) debug: bool,
}

#[derive(Debug, Args)]
pub(crate) struct MigrateArgs {
    #[arg(required = true)]
    pub(crate) paths: Vec<PathBuf>,
    #[arg(short, long, required = true)]
    pub(crate) out: PathBuf,
    #[arg(short, long)]
    pub(crate) jobs: Option<usize>,
    #[arg(long, value_enum)]
    pub(crate) retry: Option<Retry>,
    #[arg(long)]
    pub(crate) force: bool,
    #[arg(long, value_parser = Shard::parse)]
    pub(crate) shard: Option<Shard>,
    #[arg(long)]
    pub(crate) no_report: bool,
    #[arg(long, value_enum, default_value_t = ProgressArg::Auto)]
    pub(crate) progress: ProgressArg,
    #[arg(long, value_enum, default_value_t = OpenDataEncoding::Utf8)]
    pub(crate) open_data_encoding: OpenDataEncoding,
    #[command(flatten)]
    pub(crate) isolation: Isolation,
    #[command(flatten)]
    pub(crate) rules: RuleArgs,
}

/// What a child that reads documents may use.
#[derive(Clone, Debug, Args)]
pub(crate) struct Isolation {
    #[arg(long, value_parser = units::duration)]
    pub(crate) timeout: Option<Duration>,
    #[arg(long, value_parser = units::bytes)]
    pub(crate) memory: Option<u64>,
    #[arg(long)]
    pub(crate) recycle: Option<u32>,
}

#[derive(Debug, Args)]
pub(crate) struct MergeArgs {
    #[arg(required = true)]
    pub(crate) paths: Vec<PathBuf>,
    #[arg(short, long, required = true)]
    pub(crate) out: PathBuf,
    #[arg(long, value_enum, default_value_t = OpenDataEncoding::Utf8)]
    pub(crate) open_data_encoding: OpenDataEncoding,
}

#[derive(Debug, Args)]
pub(crate) struct WorkerArgs {
    #[arg(long)]
    pub(crate) describe: bool,
    #[arg(long)]
    pub(crate) unsupervised: bool,
    /// The process that a supervisor started.
    #[arg(long, hide = true)]
    pub(crate) child: bool,
    /// Answers carry what the comparison of notices needs.
    #[arg(long, hide = true)]
    pub(crate) keys: bool,
    #[command(flatten)]
    pub(crate) isolation: Isolation,
    #[command(flatten)]
    pub(crate) rules: RuleArgs,
}

#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    pub(crate) rule: String,
}

#[derive(Debug, Args)]
pub(crate) struct RulesArgs {
    #[arg(long, value_enum, default_value_t = RulesFormat::Text)]
    pub(crate) format: RulesFormat,
}

#[derive(Debug, Args)]
pub(crate) struct SchemaArgs {
    #[arg(value_enum)]
    pub(crate) which: SchemaName,
}

#[derive(Debug, Args)]
pub(crate) struct FixArgs {
    #[arg(required = true)]
    pub(crate) paths: Vec<PathBuf>,
    #[arg(long)]
    pub(crate) write: bool,
    #[arg(long)]
    pub(crate) all: bool,
    #[arg(long)]
    pub(crate) no_backup: bool,
    #[command(flatten)]
    pub(crate) rules: RuleArgs,
}

#[derive(Debug, Args)]
pub(crate) struct ConfigArgs {
    #[arg(value_enum)]
    pub(crate) action: ConfigAction,
    #[arg(default_value = ".")]
    pub(crate) path: PathBuf,
    #[command(flatten)]
    pub(crate) rules: RuleArgs,
}

/// `sarif=out.sarif`
fn also(text: &str) -> Result<(CheckFormat, PathBuf), String> {
    let (format, path) = text.split_once('=').ok_or("FORMAT=FILE")?;
    let format = CheckFormat::from_str(format, true)?;
    if path.is_empty() || format == CheckFormat::Text {
        return Err("FORMAT=FILE".to_owned());
    }
    Ok((format, PathBuf::from(path)))
}

#[derive(Debug, Args)]
pub(crate) struct DumpArgs {
    #[arg(required = true)]
    pub(crate) paths: Vec<PathBuf>,
    #[arg(long, value_enum, default_value_t = Stage::Layout)]
    pub(crate) stage: Stage,
}

macro_rules! choices {
    ($(#[$meta:meta])* $name:ident { $($variant:ident),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
        pub(crate) enum $name { $($variant),+ }
    };
}

choices!(LangArg { Ko, En });
choices!(ColorArg { Auto, Always, Never });
choices!(CheckFormat { Text, Json, Ndjson, Sarif, Junit, Github, Gitlab, Markdown, Csv });
choices!(ExtractFormat { Json, Ndjson, Csv });
choices!(RenderFormat { Html, Md, Txt, Hwpx });
choices!(DiffFormat { Text, Html, Xlsx, Json, Md, Hwpx });
choices!(TablesFormat { Json, Csv, Markdown, Html });
choices!(RulesFormat { Text, Json, Markdown });
choices!(SchemaName { Notice, Report, Settings, Run, Worker });
choices!(ConfigAction { Show });
choices!(ReviewAction { Import });
choices!(Stage { Raw, Layout, Notice });
choices!(FailOn { Error, Warning, Info, Never });
choices!(Retry { Failed, Timeout, All });
choices!(ProgressArg { Auto, Json, None });
choices!(OpenDataEncoding { Utf8, Cp949 });
