//! What `check` remembers of inputs that it has judged, so that an unchanged second run need not judge them again.
//!
//! An entry is a file under the hash of everything that its content depends on: the bytes and the name of the input, the
//! settings, the language, the version and the build of this program. It is written under another name and renamed, so
//! that two runs at once do no harm; it begins with a hash of its content, and what does not fit it is no entry. Nothing
//! here is ever an error: what cannot be read is judged again, what cannot be written is not remembered.
//!
//! Entries quote the notices, so they are readable by their owner alone.

use super::kept::Kept;
use bangchim::model::hex;
use bangchim::settings::Settings;
use etcetera::BaseStrategy;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs::{self, DirEntry};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime};

/// Bytes of all entries that are kept.
const MOST: u64 = 256 << 20;
/// Bytes of one entry that is kept.
const MOST_OF_ONE: usize = 8 << 20;
/// Bytes of the hash that an entry begins with.
const SEAL: usize = 32;
/// Hexadecimal digits of a name.
const DIGITS: usize = 64;
/// A file of a run that was broken off.
const LEFT_OVER: &str = ".entry-";
/// Age from which such a file is nobody's.
const DAY: Duration = Duration::from_secs(24 * 60 * 60);
/// Tells programs for backups that the folder can be left out (bford.info/cachedir).
const TAG: &[u8] = b"Signature: 8a477f597d28d172789f06886806bc55\n# bangchim\n";

/// A folder of entries, for one run.
#[derive(Debug)]
pub(crate) struct Cache {
    folder: PathBuf,
    /// The hash over everything that is the same for all inputs of the run.
    run: Sha256,
    has_written: AtomicBool,
}

/// The name of an entry.
#[derive(Clone, Debug)]
pub(crate) struct Key {
    name: String,
    today: Date,
}

/// An entry as it is written.
#[derive(Serialize, Deserialize)]
struct Entry<K> {
    /// The day that it holds for; every day of its year where none is said.
    day: Option<Date>,
    kept: K,
}

impl Cache {
    /// The cache in a folder, or in that of the platform for such files; none where there is no such folder. `run` is
    /// what is the same for all inputs and changes what is kept of them.
    pub(crate) fn open(folder: Option<&Path>, run: &[&[u8]]) -> Option<Self> {
        let folder = folder.map_or_else(of_platform, |f| Some(f.to_path_buf()))?;
        let mut hash = Sha256::new();
        for part in [env!("CARGO_PKG_VERSION").as_bytes(), env!("BANGCHIM_BUILD").as_bytes()].iter().chain(run) {
            add(&mut hash, part);
        }
        Some(Cache { folder, run: hash, has_written: AtomicBool::new(false) })
    }

    /// Where its entries lie.
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// The key of an input under its settings.
    pub(crate) fn key(&self, name: &str, bytes: &[u8], settings: &Settings) -> Key {
        let mut hash = self.run.clone();
        // the gate comes after; of the day, the year alone matters to most
        let day = Date::new(settings.today.year(), 1, 1).unwrap_or(settings.today);
        let judging = Settings { today: day, fail_on: None, accepted: Vec::new(), ..settings.clone() };
        // the form for developers names every field, also one that is added later
        add(&mut hash, format!("{judging:?}").as_bytes());
        add(&mut hash, name.as_bytes());
        add(&mut hash, bytes);
        let name = hex(&hash.finalize());
        Key { name, today: settings.today }
    }

    fn path(&self, key: &Key) -> PathBuf {
        self.folder.join(&key.name[..2]).join(&key.name)
    }

    /// What is remembered of an input.
    pub(crate) fn get(&self, key: &Key) -> Option<Kept> {
        let bytes = fs::read(self.path(key)).ok()?;
        let (seal, body) = bytes.split_at_checked(SEAL)?;
        if Sha256::digest(body).as_slice() != seal {
            return None;
        }
        let entry: Entry<Kept> = serde_json::from_slice(body).ok()?;
        entry.day.is_none_or(|day| day == key.today).then_some(entry.kept)
    }

    /// Remembers an input.
    pub(crate) fn put(&self, key: &Key, kept: &Kept) {
        let day = kept.asked_for_today.then_some(key.today);
        let Ok(body) = serde_json::to_vec(&Entry { day, kept }) else { return };
        if body.len() <= MOST_OF_ONE && self.write(&self.path(key), &body).is_ok() {
            self.has_written.store(true, Ordering::Relaxed);
        }
    }

    fn write(&self, path: &Path, body: &[u8]) -> io::Result<()> {
        let folder = path.parent().unwrap_or(&self.folder);
        if !folder.is_dir() {
            fs::create_dir_all(folder)?;
            let tag = self.folder.join("CACHEDIR.TAG");
            if !tag.exists() {
                fs::write(tag, TAG)?;
            }
        }
        // private to its owner, as temporary files are
        let mut file = tempfile::Builder::new().prefix(LEFT_OVER).tempfile_in(folder)?;
        file.write_all(&Sha256::digest(body))?;
        file.write_all(body)?;
        file.persist(path).map_err(|e| e.error)?;
        Ok(())
    }

    /// Ends the run: where it added something, the oldest entries make room.
    pub(crate) fn close(self) {
        if self.has_written.into_inner() {
            make_room(&self.folder, MOST);
        }
    }
}

/// The folder of the platform; none for a user without a home.
fn of_platform() -> Option<PathBuf> {
    let said = |name| std::env::var_os(name).is_some_and(|v| !v.is_empty());
    if cfg!(unix) && !said("HOME") && !said("XDG_CACHE_HOME") {
        return None;
    }
    Some(etcetera::choose_base_strategy().ok()?.cache_dir().join("bangchim"))
}

/// Adds a part so that no two lists of parts come to the same.
fn add(hash: &mut Sha256, part: &[u8]) {
    hash.update((part.len() as u64).to_le_bytes());
    hash.update(part);
}

/// Removes the oldest entries until a quarter of the room is free, and what broken runs left; nothing that is not ours.
fn make_room(folder: &Path, most: u64) {
    let inside = |folder: &Path| fs::read_dir(folder).into_iter().flatten().flatten();
    let name = |e: &DirEntry| e.file_name().to_string_lossy().into_owned();
    let is_hex = |name: &str, digits| name.len() == digits && name.bytes().all(|b| b.is_ascii_hexdigit());
    let mut entries: Vec<(SystemTime, u64, PathBuf)> = Vec::new();
    for shelf in inside(folder).filter(|e| is_hex(&name(e), 2)) {
        for entry in inside(&shelf.path()) {
            let Ok(about) = entry.metadata() else { continue };
            let written = about.modified().unwrap_or(SystemTime::UNIX_EPOCH);
            let name = name(&entry);
            if is_hex(&name, DIGITS) {
                entries.push((written, about.len(), entry.path()));
            } else if name.starts_with(LEFT_OVER) && written.elapsed().is_ok_and(|age| age > DAY) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }
    let mut bytes: u64 = entries.iter().map(|(_, size, _)| size).sum();
    if bytes <= most {
        return;
    }
    entries.sort();
    for (_, size, path) in entries {
        if bytes <= most / 4 * 3 {
            break;
        }
        if fs::remove_file(path).is_ok() {
            bytes -= size;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_entries_make_room_and_nothing_else_goes() {
        let dir = tempfile::tempdir().unwrap();
        let shelf = dir.path().join("ab");
        fs::create_dir(&shelf).unwrap();
        let old = SystemTime::now() - 3 * DAY;
        let file = |name: &str, age: u32| {
            let path = shelf.join(name);
            fs::write(&path, [0; 100]).unwrap();
            fs::File::options().write(true).open(&path).unwrap().set_modified(old + age * DAY / 4).unwrap();
            path
        };
        let entries: Vec<PathBuf> = (0..4).map(|i| file(&format!("{i:064x}"), i)).collect();
        let (foreign, left) = (file("notes.txt", 0), file(".entry-x", 0));
        make_room(dir.path(), 400);
        assert!(entries.iter().all(|e| e.exists()), "all fit");
        assert!(!left.exists() && foreign.exists());
        make_room(dir.path(), 399);
        assert_eq!(entries.iter().map(|e| e.exists()).collect::<Vec<_>>(), [false, false, true, true]);
        assert!(foreign.exists());
    }
}
