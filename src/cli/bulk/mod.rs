//! A bulk run: the folder of its results, and what is done with each input.
//!
//! ```text
//! plan -(job, by children, on all cores)-> records/, run.jsonl, state/keys.jsonl -(finish)-> all other files
//! ```
//!
//! Nothing is held for all inputs but their paths. Whatever a run was doing when it was ended, the next one finds by
//! `run.jsonl` and the files themselves what is left to do; and all other files are made anew from the records.

pub(crate) mod compare;
pub(crate) mod finish;
pub(crate) mod job;
pub(crate) mod jsonl;
pub(crate) mod plan;
pub(crate) mod sheets;
pub(crate) mod stop;

use crate::cli::{Context, Trouble, input};
use bangchim::catalogue;
use bangchim::emit::bulk::Summary;
use bangchim::emit::catalogue::RuleView;
use bangchim::model::{Keys, hex};
use jsonl::Lines;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

/// Names below the output folder.
const LOG: &str = "run.jsonl";
const KEYS: &str = "state/keys.jsonl";
const LOCK: &str = "state/lock";
const SUMMARY: &str = "summary.json";

/// What is kept of a record for the comparison with the others.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct KeysLine {
    pub(crate) path: String,
    /// Of the bytes that the keys were made of.
    pub(crate) sha256: Option<String>,
    pub(crate) keys: Vec<Keys>,
}

/// The folder of a run, which is this process's alone as long as this value lives.
#[derive(Debug)]
pub(crate) struct Folder {
    pub(crate) path: PathBuf,
    pub(crate) log: Lines,
    pub(crate) keys: Lines,
    /// Of the run before.
    pub(crate) summary: Option<Summary>,
    _lock: File,
}

impl Folder {
    /// Opens a folder of results, which is made if need be.
    pub(crate) fn open(path: &Path, ctx: &Context) -> Result<Self, Trouble> {
        let trouble = |e: io::Error| unwritable(path, &e, ctx);
        std::fs::create_dir_all(path.join("state")).map_err(trouble)?;
        let lock = File::create(path.join(LOCK)).map_err(trouble)?;
        match lock.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let text = bangchim::bi!(
                    "다른 실행이 이 결과 폴더에 쓰고 있습니다: {}",
                    "another run is writing to this folder: {}",
                    input::shown(path)
                );
                return Err(Trouble::Usage(text.get(ctx.lang).clone()));
            }
            // a file system without locks
            Err(TryLockError::Error(_)) => {}
        }
        Ok(Folder {
            path: path.to_path_buf(),
            log: Lines::open(&path.join(LOG)).map_err(trouble)?,
            keys: Lines::open(&path.join(KEYS)).map_err(trouble)?,
            summary: summary(path).map_err(trouble)?,
            _lock: lock,
        })
    }

    /// The file of a path below the folder.
    pub(crate) fn file(&self, below: &str) -> PathBuf {
        self.path.join(below)
    }

    /// The bytes of a file of the folder with a given hash; none when it is not there or another.
    pub(crate) fn intact(&self, below: &str, sha256: &str) -> Option<Vec<u8>> {
        let bytes = std::fs::read(self.file(below)).ok()?;
        (hex(&Sha256::digest(&bytes)) == sha256).then_some(bytes)
    }
}

/// The summary of a folder; none when there is none that can be read.
pub(crate) fn summary(folder: &Path) -> io::Result<Option<Summary>> {
    match std::fs::read(folder.join(SUMMARY)) {
        Ok(bytes) => Ok(serde_json::from_slice(&bytes).ok()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// The results cannot be written: the run ends, for the next file would fare no better.
pub(crate) fn unwritable(path: &Path, error: &io::Error, ctx: &Context) -> Trouble {
    use io::ErrorKind::{PermissionDenied, QuotaExceeded, ReadOnlyFilesystem, StorageFull};
    let advice = match error.kind() {
        StorageFull | QuotaExceeded => bangchim::bi!(
            "디스크에 빈자리가 없습니다. 자리를 만든 뒤 같은 명령을 다시 실행하면 이어서 합니다",
            "the disk is full; make room and run the same command again, it goes on where it ended"
        ),
        PermissionDenied | ReadOnlyFilesystem => bangchim::bi!(
            "쓸 권한이 없습니다. 권한을 얻거나 --out에 다른 폴더를 지정해 주세요",
            "it may not be written; get the permission or name another folder by --out"
        ),
        _ => bangchim::bi!("{error}", "{error}"),
    };
    Trouble::Output(format!("{}: {}", input::shown(path), advice.get(ctx.lang)))
}

/// An error with the file that it is about.
pub(crate) fn about(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", input::shown(path)))
}

/// Names the rules as they are in this build.
pub(crate) fn rules_hash() -> String {
    let all: Vec<RuleView> = catalogue::rules().map(RuleView::of).collect();
    let mut hash = hex(&Sha256::digest(serde_json::to_vec(&all).unwrap_or_default()));
    hash.truncate(16);
    hash
}
