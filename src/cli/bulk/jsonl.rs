//! A file of JSON lines to which lines are added for good: each is about a path, and the last one about it holds.
//!
//! Only the place of each line is kept in memory. A last line that was cut off, as by a power failure, counts as never
//! written; so does one that is no JSON.

use crate::cli::files::Pending;
use memchr::memchr_iter;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard};

/// Where a line stands: first byte, and bytes without the line end.
type Place = (u64, u64);

#[derive(Debug)]
pub(crate) struct Lines {
    path: PathBuf,
    held: Mutex<Held>,
    /// The same file once more: what is written is brought to the disk while others read.
    sync: File,
}

#[derive(Debug)]
struct Held {
    file: File,
    places: BTreeMap<String, Place>,
    end: u64,
}

#[derive(Deserialize)]
struct About {
    path: String,
}

impl Lines {
    /// Opens the file, which is made if need be.
    pub(crate) fn open(path: &Path) -> io::Result<Self> {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let file = OpenOptions::new().create(true).truncate(false).read(true).write(true).open(path)?;
        let mut places = BTreeMap::new();
        let mut from = BufReader::with_capacity(1 << 16, &file);
        let (mut line, mut end) = (Vec::new(), 0);
        loop {
            line.clear();
            let read = from.read_until(b'\n', &mut line)? as u64;
            if read == 0 || line.last() != Some(&b'\n') {
                break;
            }
            line.pop();
            // of a line that only looks whole nothing is known
            if memchr_iter(0, &line).next().is_none()
                && let Ok(About { path }) = serde_json::from_slice(&line)
            {
                places.insert(path, (end, read - 1));
            }
            end += read;
        }
        file.set_len(end)?;
        let sync = file.try_clone()?;
        Ok(Lines { path: path.to_path_buf(), held: Mutex::new(Held { file, places, end }), sync })
    }

    /// The line that holds for a path; none where there is none that can be read.
    pub(crate) fn get<T: DeserializeOwned>(&self, path: &str) -> io::Result<Option<T>> {
        let bytes = {
            let mut held = self.held()?;
            let Some((start, length)) = held.places.get(path).copied() else { return Ok(None) };
            let mut bytes = vec![0; usize::try_from(length).unwrap_or(0)];
            held.file.seek(SeekFrom::Start(start))?;
            held.file.read_exact(&mut bytes)?;
            bytes
        };
        Ok(serde_json::from_slice(&bytes).ok())
    }

    /// Adds lines in one piece; they are on the disk when this is done.
    pub(crate) fn add<'a, T: Serialize + 'a>(&self, new: impl Iterator<Item = (&'a str, &'a T)>) -> io::Result<()> {
        let (mut bytes, mut places) = (Vec::new(), Vec::new());
        for (path, value) in new {
            let start = bytes.len() as u64;
            serde_json::to_writer(&mut bytes, value)?;
            places.push((path, start, bytes.len() as u64 - start));
            bytes.push(b'\n');
        }
        {
            let mut held = self.held()?;
            let end = held.end;
            held.file.seek(SeekFrom::Start(end))?;
            held.file.write_all(&bytes)?;
            held.end += bytes.len() as u64;
            held.places
                .extend(places.into_iter().map(|(path, start, length)| (path.to_owned(), (end + start, length))));
        }
        self.sync.sync_data()
    }

    /// All paths with a line.
    pub(crate) fn paths(&self) -> io::Result<Vec<String>> {
        Ok(self.held()?.places.keys().cloned().collect())
    }

    /// Size of the file in bytes.
    pub(crate) fn size(&self) -> io::Result<u64> {
        Ok(self.held()?.end)
    }

    fn held(&self) -> io::Result<MutexGuard<'_, Held>> {
        self.held.lock().map_err(|_| io::Error::other("lock"))
    }

    /// Writes the file anew with these lines; it takes the place of this one when it is finished, which must be closed
    /// first.
    pub(crate) fn anew<T: Serialize>(&self, lines: impl Iterator<Item = io::Result<T>>) -> io::Result<Pending> {
        let mut file = Pending::begin(&self.path)?;
        for line in lines {
            serde_json::to_writer(&mut file, &line?)?;
            file.write_all(b"\n")?;
        }
        Ok(file)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn put(lines: &Lines, path: &str, n: u32) {
        let value = json!({"path": path, "n": n});
        lines.add([(path, &value)].into_iter()).unwrap();
    }

    #[test]
    fn the_last_line_holds() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.jsonl");
        let lines = Lines::open(&path).unwrap();
        put(&lines, "가", 1);
        put(&lines, "나", 2);
        put(&lines, "가", 3);
        for lines in [lines, Lines::open(&path).unwrap()] {
            assert_eq!(lines.get::<Value>("가").unwrap().unwrap()["n"], 3);
            assert_eq!(lines.get::<Value>("나").unwrap().unwrap()["n"], 2);
            assert!(lines.get::<Value>("다").unwrap().is_none());
        }
    }

    /// Wherever the file is cut, what stood whole before the cut is read, and lines can be added.
    #[test]
    fn a_torn_line_was_never_written() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.jsonl");
        let lines = Lines::open(&path).unwrap();
        put(&lines, "가", 1);
        put(&lines, "나", 2);
        let whole = std::fs::read(&path).unwrap();
        let first = whole.iter().position(|b| *b == b'\n').unwrap() + 1;
        for cut in 0..whole.len() {
            std::fs::write(&path, &whole[..cut]).unwrap();
            let lines = Lines::open(&path).unwrap();
            assert_eq!(lines.paths().unwrap().len(), usize::from(cut >= first), "{cut}");
            put(&lines, "다", 3);
            let lines = Lines::open(&path).unwrap();
            assert_eq!(lines.get::<Value>("다").unwrap().unwrap()["n"], 3);
            assert_eq!(lines.paths().unwrap().len(), usize::from(cut >= first) + 1);
        }
        // blocks that were never written are zeros after a power failure
        let mut zeros = whole[..first].to_vec();
        zeros.extend([0; 40]);
        zeros.push(b'\n');
        std::fs::write(&path, zeros).unwrap();
        assert_eq!(Lines::open(&path).unwrap().paths().unwrap().len(), 1);
    }
}
