//! From what stands on the command line to named bytes: files, folders, archives, patterns and standard input.

use super::{Trouble, ocr};
use bangchim::emit::json::ErrorView;
use bangchim::model::report::TooLarge;
use bangchim::model::{Bi, Lang, ReadError};
use bangchim::pipeline::{self, Input};
use bangchim::settings::Limits;
use globset::GlobBuilder;
use ignore::WalkBuilder;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};
use std::sync::OnceLock;

/// Names, in the patterns of a `.gitignore`, what is left out of the folder that it lies in.
const IGNORE: &str = ".bangchimignore";

/// Where an input comes from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place {
    Stdin,
    File(PathBuf),
    /// A document in an archive, by its place there.
    Entry(PathBuf, usize),
}

/// An input that was found but not yet read.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) place: Place,
    /// As it is named in every output.
    pub(crate) name: String,
    /// Path below the folder that was given; the name alone for a file.
    pub(crate) below: PathBuf,
    /// Why it is left out, when it is.
    pub(crate) skip: Option<Skip>,
}

/// Why something in a folder is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Skip {
    /// No extension of a format that is read, or an archive in an archive.
    Format,
    /// A symbolic link inside a folder.
    Link,
}

impl Skip {
    pub(crate) fn code(self) -> &'static str {
        match self {
            Skip::Format => "format-not-read",
            Skip::Link => "symbolic-link",
        }
    }

    /// What to tell people.
    pub(crate) fn view(self, lang: Lang) -> ErrorView {
        let (message, advice) = match self {
            Skip::Format => (
                bangchim::bi!("읽지 않는 형식입니다", "of a format that is not read"),
                Bi::new("방침이면 PDF나 텍스트로 저장해 주세요.", "If it is a notice, save it as PDF or text."),
            ),
            Skip::Link => (
                bangchim::bi!("심볼릭 링크는 따라가지 않습니다", "symbolic links are not followed"),
                Bi::new("파일을 직접 지정해 주세요.", "Name the file itself."),
            ),
        };
        ErrorView::said(self.code(), &message, advice, lang)
    }
}

impl Found {
    /// A file by itself.
    pub(crate) fn file(path: &Path) -> Self {
        Found { name: shown(path), below: path.to_path_buf(), place: Place::File(path.to_path_buf()), skip: None }
    }
}

/// The text of a file that settings or options name.
pub(crate) fn text(path: &Path) -> Result<String, Trouble> {
    std::fs::read_to_string(path).map_err(|e| Trouble::Usage(format!("{}: {e}", shown(path))))
}

/// A folder that could not be listed.
#[derive(Debug)]
pub(crate) struct Unlisted {
    pub(crate) name: String,
    pub(crate) error: ReadError,
}

/// Everything that the arguments name, in their order; a folder in the order of its names.
#[derive(Debug, Default)]
pub(crate) struct Inputs {
    pub(crate) found: Vec<Found>,
    pub(crate) unlisted: Vec<Unlisted>,
    seen: BTreeSet<Place>,
}

impl Inputs {
    /// Finds the inputs; `except` is a folder that is not read (where the output goes).
    pub(crate) fn find(paths: &[PathBuf], except: Option<&Path>) -> Self {
        let mut inputs = Inputs::default();
        for path in paths {
            if path.as_os_str() == "-" {
                inputs.add(Place::Stdin, PathBuf::from("stdin"), None);
            } else if path.is_dir() {
                inputs.walk(path, path, None, except);
            } else if let Some((base, matcher)) = pattern(path) {
                if !base.is_dir() {
                    continue; // nothing matches
                }
                inputs.walk(&base, &base, Some(&matcher), except);
            } else {
                let below = path.file_name().map_or_else(|| path.clone(), PathBuf::from);
                inputs.file(path, below, None);
            }
        }
        inputs
    }

    fn walk(&mut self, folder: &Path, base: &Path, matcher: Option<&globset::GlobMatcher>, except: Option<&Path>) {
        let except = except.and_then(|p| p.canonicalize().ok());
        let mut walk = WalkBuilder::new(folder);
        walk.add_custom_ignore_filename(IGNORE);
        walk.standard_filters(false).hidden(true).follow_links(false).sort_by_file_name(|a, b| a.cmp(b));
        if let Some(except) = except {
            walk.filter_entry(move |e| {
                !e.file_type().is_some_and(|t| t.is_dir()) || e.path().canonicalize().map_or(true, |p| p != except)
            });
        }
        for entry in walk.build() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let name = place_of(&error).unwrap_or_else(|| folder.to_path_buf());
                    let error = error.into_io_error().unwrap_or_else(|| io::Error::other("?"));
                    self.unlisted.push(Unlisted { name: shown(&name), error: ReadError::Io(error) });
                    continue;
                }
            };
            let Some(kind) = entry.file_type() else { continue };
            let path = entry.path();
            if is_own(path) {
                continue;
            }
            let wanted = matcher.is_none_or(|m| m.is_match(path));
            if kind.is_dir() || !wanted {
                continue;
            }
            let below = path.strip_prefix(base).unwrap_or(path).to_path_buf();
            let skip = if kind.is_symlink() {
                Some(Skip::Link)
            } else if matcher.is_none() && !readable(path) {
                Some(Skip::Format)
            } else {
                None
            };
            self.file(path, below, skip);
        }
    }

    /// Adds a file; an archive of documents is walked like a folder, archives inside it are not.
    fn file(&mut self, path: &Path, below: PathBuf, skip: Option<Skip>) {
        let archive = skip.is_none() && path.extension().is_some_and(|e| e.eq_ignore_ascii_case("zip"));
        let entries = archive.then(|| File::open(path).ok()).flatten();
        let entries = entries.map(|file| pipeline::entries(io::BufReader::new(file), &Limits::default()));
        match entries {
            Some(Ok(Some(entries))) => {
                for entry in entries {
                    let name = Path::new(&entry.name);
                    let is_archive = name.extension().is_some_and(|e| e.eq_ignore_ascii_case("zip"));
                    let skip = (is_archive || !readable(name)).then_some(Skip::Format);
                    self.add(Place::Entry(path.to_path_buf(), entry.index), below.join(name), skip);
                }
            }
            Some(Err(error)) => self.unlisted.push(Unlisted { name: shown(path), error }),
            // no archive: it is read like every other file, and says itself what it is
            _ => self.add(Place::File(path.to_path_buf()), below, skip),
        }
    }

    fn add(&mut self, place: Place, below: PathBuf, skip: Option<Skip>) {
        let place = match place {
            Place::File(path) => Place::File(plain(&path)),
            Place::Entry(path, index) => Place::Entry(plain(&path), index),
            Place::Stdin => Place::Stdin,
        };
        let name = match &place {
            Place::Stdin => "<stdin>".to_owned(),
            Place::File(path) => shown(path),
            Place::Entry(path, _) => {
                let outer = path.file_name().map(Path::new);
                let inner = below.iter().skip_while(|part| outer.is_some_and(|o| *part != o.as_os_str())).skip(1);
                shown(&path.join(inner.collect::<PathBuf>()))
            }
        };
        if self.seen.insert(place.clone()) {
            self.found.push(Found { place, name, below, skip });
        }
    }
}

/// A path as people and programs are shown it: separated by `/` everywhere, without `./`.
pub(crate) fn shown(path: &Path) -> String {
    let path = plain(path);
    let text = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' { text.into_owned() } else { text.replace(std::path::MAIN_SEPARATOR, "/") }
}

/// A path without the `.` that walking a folder puts before it.
fn plain(path: &Path) -> PathBuf {
    let plain: PathBuf = path.components().filter(|c| *c != Component::CurDir).collect();
    if plain.as_os_str().is_empty() { path.to_path_buf() } else { plain }
}

/// The password that all locked files of a run are tried with.
static PASSWORD: OnceLock<String> = OnceLock::new();

/// The password of the run.
pub(crate) fn password() -> Option<&'static str> {
    PASSWORD.get().map(String::as_str)
}

/// Sets the password of the run; the first one holds.
pub(crate) fn set_password(password: Option<String>) {
    if let Some(password) = password {
        let _ = PASSWORD.set(password);
    }
}

/// Reads an input. A file over the limit is not read.
pub(crate) fn read(found: &Found, limit: u64) -> Input {
    read_with(found, limit, password())
}

/// The same with a password of its own.
pub(crate) fn read_with(found: &Found, limit: u64, password: Option<&str>) -> Input {
    let bytes = match &found.place {
        Place::Stdin => take(io::stdin().lock(), limit),
        Place::File(path) => {
            File::open(path).and_then(|f| Ok((f.metadata()?, f))).map_err(ReadError::Io).and_then(|(about, file)| {
                if about.is_dir() {
                    return Err(ReadError::Io(io::ErrorKind::IsADirectory.into()));
                }
                if about.len() > limit { Err(too_large(about.len(), limit)) } else { take(file, limit) }
            })
        }
        Place::Entry(path, index) => File::open(path).map_err(ReadError::Io).and_then(|file| {
            let limits = Limits { file_bytes: limit, ..Limits::default() };
            pipeline::entry(io::BufReader::new(file), *index, &limits)
        }),
    };
    named(found, bytes, password)
}

/// An input whose bytes came another way.
pub(crate) fn of_bytes(found: &Found, bytes: Vec<u8>, limit: u64, password: Option<&str>) -> Input {
    let size = bytes.len() as u64;
    named(found, if size > limit { Err(too_large(size, limit)) } else { Ok(bytes) }, password)
}

fn named(found: &Found, bytes: Result<Vec<u8>, ReadError>, password: Option<&str>) -> Input {
    let recognised = bytes.as_ref().map_or_else(|_| Vec::new(), |b| ocr::recognise(&found.name, b, password));
    Input { name: found.name.clone(), bytes, password: password.map(str::to_owned), recognised }
}

fn take(from: impl Read, limit: u64) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::new();
    from.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(ReadError::Io)?;
    let found = bytes.len() as u64;
    if found > limit { Err(too_large(found, limit)) } else { Ok(bytes) }
}

fn too_large(found: u64, limit: u64) -> ReadError {
    ReadError::TooLarge { what: TooLarge::FileBytes, found, limit, line: None }
}

/// Extensions of the files that are taken from a folder.
const READ: &[&str] = &[
    "txt", "md", "markdown", "text", "pdf", "hwp", "hwpx", "hml", "html", "htm", "xhtml", "docx", "docm", "xlsx",
    "xlsm", "xlsb", "xls", "ods", "zip",
];

/// Files that belong to this program: its settings, and the backups and records of `fix`.
fn is_own(path: &Path) -> bool {
    let name = path.file_name().map(|n| n.to_string_lossy()).unwrap_or_default();
    name == super::config::NAME || name.ends_with(".bak") || name.ends_with(super::fix::RECORD)
}

/// Whether a file of a folder is of a format that is read.
fn readable(path: &Path) -> bool {
    path.extension().is_some_and(|e| READ.iter().any(|known| e.eq_ignore_ascii_case(known)))
}

/// A path that is a pattern (`notices/**/*.txt`), as the folder to walk and what to match; none when such a file exists.
fn pattern(path: &Path) -> Option<(PathBuf, globset::GlobMatcher)> {
    let text = path.to_str()?;
    if !text.contains(['*', '?', '[', '{']) || path.exists() {
        return None;
    }
    let literal = |c: &Component<'_>| !c.as_os_str().to_string_lossy().contains(['*', '?', '[', '{']);
    let base: PathBuf = path.components().take_while(literal).collect();
    let (base, text) =
        if base.as_os_str().is_empty() { (PathBuf::from("."), format!("./{text}")) } else { (base, text.to_owned()) };
    let glob = GlobBuilder::new(&text).literal_separator(true).build().ok()?;
    Some((base, glob.compile_matcher()))
}

fn place_of(error: &ignore::Error) -> Option<PathBuf> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path.clone()),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => place_of(err),
        _ => None,
    }
}
