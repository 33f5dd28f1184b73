//! The inputs of a bulk run in their order: how each is named, where its record goes, and whose shard it is in.

use crate::cli::input::{self, Found, Inputs, Place};
use bangchim::model::ReadError;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::path::{Component, PathBuf};

/// Longest name of a file that a record is given, in bytes; file systems allow 255.
const LONGEST_NAME: usize = 200;

/// One input.
#[derive(Debug)]
pub(crate) struct Planned {
    /// Place among all inputs, shards taken together.
    pub(crate) index: u64,
    /// Names it in every output; no two inputs have the same.
    pub(crate) path: String,
    /// Where its record goes, below the output folder, separated by `/`.
    pub(crate) output: String,
    pub(crate) what: What,
}

#[derive(Debug)]
pub(crate) enum What {
    Found(Found),
    /// A folder or an archive that could not be listed.
    Unlisted(ReadError),
}

/// The part of the inputs that a run takes on: `i` of `n`, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Shard {
    pub(crate) number: u64,
    pub(crate) of: u64,
}

impl Shard {
    /// `2/3`
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let parts = text.split_once('/').and_then(|(i, n)| Some((i.parse().ok()?, n.parse().ok()?)));
        match parts {
            Some((number, of)) if 1 <= number && number <= of => Ok(Shard { number, of }),
            _ => Err("i/N: 1/3, 2/3, 3/3".to_owned()),
        }
    }

    /// Whether an input belongs to it. It depends on the path alone, so that all shards agree without asking each other.
    fn holds(self, path: &str) -> bool {
        let hash = Sha256::digest(path.as_bytes());
        let hash = hash.iter().take(8).fold(0u64, |n, byte| n << 8 | u64::from(*byte));
        hash % self.of == self.number - 1
    }
}

impl std::fmt::Display for Shard {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.number, self.of)
    }
}

/// Names all inputs and keeps those of the shard. `one` tells that a single folder or file was given: then paths are
/// those below it, else as given.
pub(crate) fn plan(inputs: Inputs, one: bool, shard: Option<Shard>) -> Vec<Planned> {
    let mut names = Names::default();
    let unlisted = inputs.unlisted.into_iter().map(|u| (u.name, What::Unlisted(u.error)));
    let found = inputs.found.into_iter().map(|found| {
        let below: PathBuf = match &found.place {
            Place::File(path) if !one => path.components().filter(|c| matches!(c, Component::Normal(_))).collect(),
            _ => found.below.clone(),
        };
        (input::shown(&below), What::Found(found))
    });
    let mut all = Vec::new();
    for (index, (path, mut what)) in (0..).zip(unlisted.chain(found)) {
        let path = names.path(path);
        let output = names.output(&path);
        if let What::Found(found) = &mut what {
            // the path says it
            found.name = String::new();
            found.below = PathBuf::new();
        }
        if shard.is_none_or(|s| s.holds(&path)) {
            all.push(Planned { index, path, output, what });
        }
    }
    all
}

/// What is taken already.
#[derive(Default)]
struct Names {
    paths: BTreeSet<String>,
    outputs: BTreeSet<String>,
    /// Folders above the outputs: no record may have such a name.
    folders: BTreeSet<String>,
}

impl Names {
    fn path(&mut self, wanted: String) -> String {
        let mut path = wanted.clone();
        for n in 2.. {
            if self.paths.insert(path.clone()) {
                break;
            }
            path = format!("{wanted}~{n}");
        }
        path
    }

    /// The record mirrors the input and keeps its extension. Where that cannot be (a name that is too long, a folder
    /// named like a record), the record is named by a hash.
    fn output(&mut self, path: &str) -> String {
        let mirrored = path.split('/').all(|part| part.len() <= LONGEST_NAME && is_name(part));
        let wanted = format!("records/{path}.json");
        let taken = |output: &str| {
            self.outputs.contains(output)
                || self.folders.contains(output)
                || above(output).any(|folder| self.outputs.contains(folder))
        };
        let output = if mirrored && !taken(&wanted) {
            wanted
        } else {
            let hash = bangchim::model::hex(&Sha256::digest(path.as_bytes()));
            format!("records/~{}.json", &hash[..32])
        };
        let folders: Vec<&str> = above(&output).take_while(|folder| !self.folders.contains(*folder)).collect();
        self.folders.extend(folders.into_iter().map(str::to_owned));
        self.outputs.insert(output.clone());
        output
    }
}

/// Whether a file may be called so; an archive may hold names that the system does not allow.
fn is_name(part: &str) -> bool {
    let forbidden = |c: char| c.is_control() || r#"<>:"|?*\"#.contains(c);
    !["", ".", ".."].contains(&part) && !(cfg!(windows) && (part.contains(forbidden) || part.ends_with(['.', ' '])))
}

/// The folders above a path, the nearest first.
fn above(path: &str) -> impl Iterator<Item = &str> {
    path.rmatch_indices('/').map(move |(at, _)| &path[..at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_never_share_a_file() {
        let mut names = Names::default();
        assert_eq!(names.output("a/b.txt"), "records/a/b.txt.json");
        assert!(names.output("a/b.txt.json/c.txt").starts_with("records/~"), "its folder is a record");
        assert!(names.output("a/b.txt").starts_with("records/~"));
        assert_eq!(names.output("x.json/y.txt"), "records/x.json/y.txt.json");
        assert!(names.output("x").starts_with("records/~"), "a folder has its name");
        assert!(names.output(&"가".repeat(80)).starts_with("records/~"), "too long");
        assert!(names.output("a//../b.txt").starts_with("records/~"));
        assert_eq!([names.path("a".into()), names.path("a".into())], ["a", "a~2"]);
    }

    #[test]
    fn every_input_is_in_one_shard() {
        assert_eq!(Shard::parse("2/3"), Ok(Shard { number: 2, of: 3 }));
        assert!(["0/3", "4/3", "3", "a/b", "1/0"].iter().all(|t| Shard::parse(t).is_err()));
        let holds = |path: &str| (1..=3).filter(|number| Shard { number: *number, of: 3 }.holds(path)).count();
        assert!((0..200).all(|n| holds(&format!("folder/{n}.hwp")) == 1));
    }
}
