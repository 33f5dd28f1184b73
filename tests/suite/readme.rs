//! What the READMEs quote is what the program prints: each `console` block is run over the samples and compared.
//!
//! `UPDATE=1` writes the quotes anew, as it does the goldens.

use crate::support::{root, updating};
use std::fs;
use std::path::Path;
use std::process::Command;

#[test]
fn quotes_are_what_is_printed() {
    let folder = tempfile::tempdir().unwrap();
    copy(&root().join("samples"), &folder.path().join("samples"));
    for (name, lang) in [("README.md", "en"), ("README.ko.md", "ko")] {
        let before = fs::read_to_string(root().join(name)).unwrap();
        let now = with_quotes(&before, folder.path(), lang);
        if updating() {
            fs::write(root().join(name), now).unwrap();
        } else {
            assert_eq!(before, now, "{name}: UPDATE=1 writes the quotes anew when this is meant");
        }
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let to = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &to);
        } else {
            fs::copy(&path, to).unwrap();
        }
    }
}

/// The text with what the commands of its `console` blocks print today.
fn with_quotes(text: &str, folder: &Path, lang: &str) -> String {
    let mut out = String::new();
    let mut blocks = text.split("```console\n");
    out.push_str(blocks.next().unwrap());
    for block in blocks {
        let (quote, rest) = block.split_once("\n```\n").unwrap();
        let command = quote.lines().next().unwrap();
        let printed = run(command.strip_prefix("$ ").unwrap(), folder, lang);
        out.push_str(&format!("```console\n{command}\n{}\n```\n{rest}", printed.trim_end()));
    }
    out
}

fn run(command: &str, folder: &Path, lang: &str) -> String {
    let args = ["cargo run --release -- ", "bangchim "].iter().find_map(|program| command.strip_prefix(program));
    let args = args.unwrap_or_else(|| panic!("not run here: {command}"));
    let output = Command::new(env!("CARGO_BIN_EXE_bangchim"))
        .args(args.split(' '))
        .args(["--today", "2026-11-22"])
        .current_dir(folder)
        .env_clear()
        .env("BANGCHIM_LANG", lang)
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}
