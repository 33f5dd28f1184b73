//! The settings that hold for each file: the command line first, then `bangchim.toml` found upwards from the file.

use super::args::RuleArgs;
use super::input::{self, Found, Place, shown};
use super::{Context, Trouble};
use bangchim::catalogue;
use bangchim::model::{Bi, Severity};
use bangchim::settings::file::{Mistake, SettingsFile};
use bangchim::settings::{Institution, Settings, Thresholds};
use globset::{Glob, GlobMatcher};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The name of a settings file.
pub(crate) const NAME: &str = "bangchim.toml";

/// A settings file that was read.
#[derive(Debug)]
pub(crate) struct Loaded {
    /// In full.
    pub(crate) path: PathBuf,
    /// As it is named in every output.
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) file: SettingsFile,
    patterns: BTreeMap<String, GlobMatcher>,
}

/// All settings files of a run.
pub(crate) struct Config {
    base: Settings,
    /// `--config`: holds for every file.
    fixed: Option<Arc<Loaded>>,
    off: bool,
    by_folder: BTreeMap<PathBuf, Option<Arc<Loaded>>>,
}

impl Config {
    /// The settings of the command line, and the file that it names.
    pub(crate) fn begin(args: &RuleArgs, ctx: &Context) -> Result<Self, Trouble> {
        let base = ctx.settings(args)?;
        let fixed = args.config.as_deref().map(|path| load(path, ctx)).transpose()?.map(Arc::new);
        Ok(Config { base, fixed, off: args.no_config, by_folder: BTreeMap::new() })
    }

    /// Looks for the settings file of each input. A mistake in one ends the run before anything is judged.
    pub(crate) fn look_around(&mut self, found: &[Found], ctx: &Context) -> Result<(), Trouble> {
        for input in found {
            if let Some(folder) = folder(input) {
                self.of_folder(&folder, ctx)?;
            }
        }
        Ok(())
    }

    fn of_folder(&mut self, folder: &Path, ctx: &Context) -> Result<Option<Arc<Loaded>>, Trouble> {
        if self.off || self.fixed.is_some() {
            return Ok(self.fixed.clone());
        }
        if let Some(known) = self.by_folder.get(folder) {
            return Ok(known.clone());
        }
        let path = folder.join(NAME);
        let loaded = match folder.parent() {
            _ if path.is_file() => Some(Arc::new(load(&path, ctx)?)),
            Some(parent) => self.of_folder(parent, ctx)?,
            None => None,
        };
        self.by_folder.insert(folder.to_path_buf(), loaded.clone());
        Ok(loaded)
    }

    /// The settings file that holds for an input.
    pub(crate) fn loaded(&self, found: &Found) -> Option<&Arc<Loaded>> {
        if self.fixed.is_some() {
            return self.fixed.as_ref();
        }
        self.by_folder.get(&folder(found)?)?.as_ref()
    }

    /// The settings for an input.
    pub(crate) fn of(&self, found: &Found) -> Settings {
        let mut settings = self.base.clone();
        if let Some(loaded) = self.loaded(found) {
            loaded.file.apply(&mut settings, |pattern| loaded.names(pattern, found));
        }
        settings
    }

    /// The settings that a settings file has for no file in particular.
    pub(crate) fn of_file(&self, loaded: &Loaded) -> Settings {
        let mut settings = self.base.clone();
        loaded.file.apply(&mut settings, |_| false);
        settings.accepted.clear();
        settings
    }

    /// Whether a settings file holds for an input, as far as the run has looked.
    pub(crate) fn governs(&self, loaded: &Arc<Loaded>, found: &Found) -> bool {
        self.loaded(found)
            .map_or_else(|| nearest(found).is_some_and(|p| p == loaded.path), |own| Arc::ptr_eq(own, loaded))
    }

    /// The gate: `--fail-on`, else what the files say, the strictest of them, else warnings.
    pub(crate) fn fail_on(&self, asked: Option<Option<Severity>>) -> Option<Severity> {
        let files = self.fixed.iter().chain(self.by_folder.values().flatten());
        let said = files.filter_map(|l| l.file.fail_on).map(|gate| gate.severity()).reduce(|a, b| match (a, b) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        });
        asked.or(said).unwrap_or(self.base.fail_on)
    }

    /// Another day for today.
    pub(crate) fn set_today(&mut self, today: jiff::civil::Date) {
        self.base.today = today;
    }

    pub(crate) fn base(&self) -> &Settings {
        &self.base
    }
}

impl Loaded {
    /// Whether a pattern of the file names an input.
    pub(crate) fn names(&self, pattern: &str, found: &Found) -> bool {
        let Place::File(path) = &found.place else { return false };
        let (Ok(path), Some(folder)) = (std::path::absolute(path), self.path.parent()) else { return false };
        let below = path.strip_prefix(folder).unwrap_or(&path);
        self.patterns.get(pattern).is_some_and(|glob| glob.is_match(below))
    }
}

/// The settings file that stands nearest above an input.
fn nearest(found: &Found) -> Option<PathBuf> {
    folder(found)?.ancestors().map(|folder| folder.join(NAME)).find(|path| path.is_file())
}

/// The folder of an input, in full.
fn folder(found: &Found) -> Option<PathBuf> {
    let path = match &found.place {
        Place::File(path) | Place::Entry(path, _) => std::path::absolute(path).ok()?,
        Place::Stdin => std::path::absolute("x").ok()?,
    };
    path.parent().map(Path::to_path_buf)
}

/// A full path as seen from the working folder.
fn from_here(path: &Path) -> PathBuf {
    let here = std::env::current_dir().unwrap_or_default();
    let mut up = PathBuf::new();
    for folder in here.ancestors() {
        if let Ok(below) = path.strip_prefix(folder) {
            return up.join(below);
        }
        up.push("..");
    }
    path.to_path_buf()
}

fn load(path: &Path, ctx: &Context) -> Result<Loaded, Trouble> {
    let name = shown(path);
    let text = input::text(path)?;
    let wrong = |line: Option<usize>, message: Bi| {
        let line = line.map(|l| format!(":{l}")).unwrap_or_default();
        Trouble::Usage(format!("{name}{line}: {}", message.get(ctx.lang)))
    };
    let file = SettingsFile::parse(&text).map_err(|Mistake { line, message }| wrong(line, message))?;
    for word in file.rule_names() {
        catalogue::find_any(word).map_err(|e| wrong(line_of(&text, word), e.message()))?;
    }
    let globs =
        file.paths.iter().flat_map(|p| &p.files).chain(file.accept.iter().filter_map(|a| a.as_ref().file.as_ref()));
    let mut patterns = BTreeMap::new();
    for pattern in globs {
        let glob =
            Glob::new(pattern).map_err(|e| wrong(line_of(&text, pattern), Bi::new(e.to_string(), e.to_string())))?;
        patterns.insert(pattern.clone(), glob.compile_matcher());
    }
    let path = std::path::absolute(path)?;
    let name = shown(&from_here(&path));
    Ok(Loaded { path, name, text, file, patterns })
}

/// What the settings say of the institution, the keys that are set alone.
fn institution(settings: &Settings) -> String {
    let Institution { sido, sigungu, area_codes, retention_days } = &settings.institution;
    let texts = [("sido", sido), ("sigungu", sigungu)];
    let texts = texts.iter().filter_map(|(key, value)| value.as_ref().map(|v| format!("{key} = {v:?}")));
    let lists = (!area_codes.is_empty()).then(|| format!("area-codes = {area_codes:?}"));
    let days = retention_days.iter().map(|days| format!("retention-days = {days}"));
    format!("{{ {} }}", texts.chain(lists).chain(days).collect::<Vec<_>>().join(", "))
}

/// The limits of rules, each with its value.
fn thresholds(limits: Thresholds) -> String {
    let Thresholds { viewing_days, notice_days, duplicate_letters } = limits;
    format!("{{ viewing-days = {viewing_days}, notice-days = {notice_days}, duplicate-letters = {duplicate_letters} }}")
}

/// The line on which a word of the file stands first.
fn line_of(text: &str, word: &str) -> Option<usize> {
    text.lines().position(|l| l.contains(word)).map(|at| at + 1)
}

/// `config show`: what holds for a path, and where it comes from.
pub(crate) fn show(path: &Path, args: &RuleArgs, ctx: &Context) -> Result<String, Trouble> {
    let mut config = Config::begin(args, ctx)?;
    // a folder holds what stands in it
    let found = if path.is_dir() { Found::file(&path.join("x")) } else { Found::file(path) };
    config.look_around(std::slice::from_ref(&found), ctx)?;
    let settings = config.of(&found);
    let from = config.loaded(&found).map(|l| shown(&l.path));
    let line = Bi::new("명령줄", "command line");
    let nowhere = Bi::new("기본값", "default");
    let origin = |asked: bool, in_file: bool| match (&from, asked, in_file) {
        (_, true, _) => (*line.get(ctx.lang)).to_owned(),
        (Some(path), false, true) => path.clone(),
        _ => (*nowhere.get(ctx.lang)).to_owned(),
    };
    let file = config.loaded(&found).map(|l| &l.file);
    let has = |test: fn(&SettingsFile) -> bool| file.is_some_and(test);
    let gate = config.fail_on(None);
    let level = |s: &Severity| s.name().to_owned();
    let severity: Vec<String> = settings.severity.iter().map(|(k, v)| format!("{k} = {:?}", level(v))).collect();
    let rows = [
        ("today", settings.today.to_string(), origin(args.today.is_some(), false)),
        ("select", format!("{:?}", settings.select), origin(!args.select.is_empty(), !settings.select.is_empty())),
        ("ignore", format!("{:?}", settings.ignore), origin(!args.ignore.is_empty(), !settings.ignore.is_empty())),
        ("severity", format!("{{ {} }}", severity.join(", ")), origin(false, !severity.is_empty())),
        ("fail-on", format!("{:?}", gate.map_or("never", Severity::name)), origin(false, has(|f| f.fail_on.is_some()))),
        ("institution", institution(&settings), origin(false, settings.institution != Default::default())),
        ("thresholds", thresholds(settings.thresholds), origin(false, settings.thresholds != Default::default())),
        ("accept", settings.accepted.len().to_string(), origin(false, !settings.accepted.is_empty())),
    ];
    Ok(rows.iter().map(|(key, value, from)| format!("{key} = {value}  # {from}\n")).collect())
}
