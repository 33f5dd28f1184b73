//! The cache of `check`: the same bytes with it and without, and nothing that happens to it is an error.

use crate::support::{NOTICE, root};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

const FORMATS: [&str; 9] = ["text", "json", "ndjson", "sarif", "junit", "github", "gitlab", "markdown", "csv"];

fn run(folder: &Path, args: &[&str]) -> Output {
    let all = ["--today", "2026-11-22"].iter().chain(args);
    Command::new(env!("CARGO_BIN_EXE_bangchim"))
        .arg("check")
        .args(all)
        .current_dir(folder)
        .env_clear()
        .output()
        .unwrap()
}

/// Exit code, standard output and standard error.
fn said(output: &Output) -> (i32, String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

/// A folder with the samples, a copy of a notice that the rules on several notices speak of, a file that cannot be
/// judged, and a settings file that accepts something.
fn folder() -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    let notices = dir.path().join("notices");
    fs::create_dir(&notices).unwrap();
    for folder in ["samples", "samples/formats", "samples/pdf"] {
        for sample in fs::read_dir(root().join(folder)).unwrap().flatten().filter(|e| e.path().is_file()) {
            fs::copy(sample.path(), notices.join(sample.file_name())).unwrap();
        }
    }
    fs::write(notices.join("a.txt"), NOTICE).unwrap();
    fs::write(notices.join("b.txt"), NOTICE).unwrap();
    fs::write(notices.join("empty.txt"), "").unwrap();
    let accept = "[[accept]]\nrule = \"TEL001\"\nfile = \"notices/a.txt\"\nreason = \"본청 번호\"\n";
    fs::write(dir.path().join("bangchim.toml"), accept).unwrap();
    dir
}

/// The entries below the folder of a cache.
fn entries(cache: &Path) -> Vec<PathBuf> {
    let inside = |path: &Path| fs::read_dir(path).into_iter().flatten().flatten().map(|e| e.path());
    let mut all: Vec<PathBuf> =
        inside(cache).filter(|p| p.is_dir()).flat_map(|shelf| inside(&shelf).collect::<Vec<_>>()).collect();
    all.sort();
    all
}

#[test]
fn every_format_is_the_same_with_and_without() {
    let dir = folder();
    for format in FORMATS {
        let without = said(&run(dir.path(), &["notices", "--format", format, "--no-cache"]));
        let args = ["notices", "--format", format, "--cache-dir", "cache"];
        assert_eq!(said(&run(dir.path(), &args)), without, "{format}, the first time");
        let kept = entries(&dir.path().join("cache"));
        assert!(!kept.is_empty());
        assert_eq!(said(&run(dir.path(), &args)), without, "{format}, the second time");
        assert_eq!(entries(&dir.path().join("cache")), kept, "{format}: nothing is written the second time");
    }
}

#[test]
fn the_second_run_reads_the_cache() {
    let dir = folder();
    let args = ["notices/a.txt", "--cache-dir", "cache"];
    run(dir.path(), &args);
    let [entry] = &entries(&dir.path().join("cache"))[..] else { panic!("one input, one entry") };
    // an entry with other words in it, sealed anew
    let bytes = fs::read(entry).unwrap();
    let body = String::from_utf8(bytes[32..].to_vec()).unwrap().replace("60일", "61일");
    fs::write(entry, [&sha256(body.as_bytes())[..], body.as_bytes()].concat()).unwrap();
    assert!(said(&run(dir.path(), &args)).1.contains("61일"));
    assert!(!said(&run(dir.path(), &["notices/a.txt", "--no-cache"])).1.contains("61일"));
}

fn sha256(bytes: &[u8]) -> Vec<u8> {
    use sha2::{Digest, Sha256};
    Sha256::digest(bytes).to_vec()
}

#[test]
fn a_broken_entry_is_judged_again_and_replaced() {
    let dir = folder();
    let args = ["notices/a.txt", "--cache-dir", "cache"];
    let right = said(&run(dir.path(), &args));
    let entry = entries(&dir.path().join("cache")).remove(0);
    let whole = fs::read(&entry).unwrap();
    let mut flipped = whole.clone();
    flipped[100] ^= 1;
    for broken in [Vec::new(), whole[..20].to_vec(), whole[..whole.len() / 2].to_vec(), flipped, vec![b'x'; 500]] {
        fs::write(&entry, &broken).unwrap();
        assert_eq!(said(&run(dir.path(), &args)), right);
        assert_eq!(fs::read(&entry).unwrap(), whole, "the entry is put right");
    }
}

#[test]
fn whatever_changes_the_findings_has_an_entry_of_its_own() {
    let dir = folder();
    let count = |args: &[&str]| {
        run(dir.path(), &[args, &["--cache-dir", "cache"]].concat());
        entries(&dir.path().join("cache")).len()
    };
    assert_eq!(count(&["notices/a.txt"]), 1);
    assert_eq!(count(&["notices/a.txt"]), 1);
    assert_eq!(count(&["notices/a.txt", "--select", "TEL"]), 2);
    assert_eq!(count(&["notices/a.txt", "--lang", "en"]), 3);
    assert_eq!(count(&["notices/b.txt"]), 4, "the name stands in the findings");
    fs::write(dir.path().join("bangchim.toml"), "[institution]\nretention-days = 60\n").unwrap();
    assert_eq!(count(&["notices/a.txt"]), 5);
    fs::write(
        dir.path().join("bangchim.toml"),
        "[institution]\nretention-days = 60\n[[accept]]\nreason = \"x\"\nrule = \"TEL\"\n",
    )
    .unwrap();
    assert_eq!(count(&["notices/a.txt"]), 5, "what is accepted is settled afterwards");
    fs::write(dir.path().join("notices/a.txt"), NOTICE.replace("60일", "50일")).unwrap();
    assert_eq!(count(&["notices/a.txt"]), 6);
}

#[test]
fn another_day_asks_again_only_where_the_day_matters() {
    let dir = tempfile::tempdir().unwrap();
    // without a date of its own, a notice is judged by today: the name was in use until 2023-06-10
    let undated = NOTICE.split("8. 고정형").next().unwrap().replace("대전광역시 유성구", "강원도 춘천시");
    fs::write(dir.path().join("notice.txt"), undated).unwrap();
    let found = |day: &str| {
        let args = ["check", "notice.txt", "--format", "json", "--cache-dir", "cache", "--today", day];
        let output =
            Command::new(env!("CARGO_BIN_EXE_bangchim")).args(args).current_dir(dir.path()).env_clear().output();
        String::from_utf8(output.unwrap().stdout).unwrap().contains("\"region-name-outdated\"")
    };
    assert!(!found("2023-06-01"));
    assert!(found("2023-06-20"));
    assert!(!found("2023-06-01"));
}

#[test]
#[cfg(unix)]
fn a_folder_that_cannot_be_written_is_no_error() {
    let dir = folder();
    let right = said(&run(dir.path(), &["notices/a.txt", "--no-cache"]));
    // a file stands where the folder should be
    fs::write(dir.path().join("cache"), "").unwrap();
    assert_eq!(said(&run(dir.path(), &["notices/a.txt", "--cache-dir", "cache"])), right);
    assert_eq!(said(&run(dir.path(), &["notices/a.txt", "--cache-dir", "/proc/none"])), right);
}

#[test]
#[cfg(unix)]
fn entries_are_private_and_lie_in_the_users_cache() {
    use std::os::unix::fs::PermissionsExt;
    let dir = folder();
    let home = dir.path().join("home");
    let args = ["check", "notices/a.txt"];
    let output = Command::new(env!("CARGO_BIN_EXE_bangchim"))
        .args(args)
        .current_dir(dir.path())
        .env_clear()
        .env("XDG_CACHE_HOME", &home)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    let all = entries(&home.join("bangchim"));
    assert_eq!(all.len(), 1);
    assert_eq!(fs::metadata(&all[0]).unwrap().permissions().mode() & 0o077, 0);
    assert!(home.join("bangchim/CACHEDIR.TAG").is_file());
}

#[test]
fn runs_at_once_do_no_harm() {
    let dir = folder();
    let right = said(&run(dir.path(), &["notices", "--no-cache"]));
    std::thread::scope(|scope| {
        let one = || said(&run(dir.path(), &["notices", "--cache-dir", "cache"]));
        let runs: Vec<_> = (0..4).map(|_| scope.spawn(one)).collect();
        runs.into_iter().for_each(|run| assert_eq!(run.join().unwrap(), right));
    });
    let leftover = |p: &PathBuf| p.file_name().unwrap().to_string_lossy().starts_with('.');
    assert!(!entries(&dir.path().join("cache")).iter().any(leftover));
}
