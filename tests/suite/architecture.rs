//! Who may import what: every stage imports `model` and `settings` and no other stage.

use crate::support::root;
use std::fs;
use std::path::Path;

/// A folder or file of `src`, and what of ours it may import beside itself.
const MAY_IMPORT: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("settings", &["model"]),
    ("reference", &["model"]),
    ("lexicon", &["model"]),
    ("value", &["model", "reference"]),
    ("read", &["model", "settings"]),
    ("normalise", &["model", "settings", "reference"]),
    ("layout", &["model", "settings", "normalise", "lexicon", "value", "reference"]),
    ("extract", &["model", "settings", "normalise", "lexicon", "value", "reference"]),
    ("ledger", &["model", "settings", "lexicon", "value", "reference"]),
    ("check", &["model", "settings", "lexicon", "value", "reference"]),
    ("emit", &["model", "settings"]),
    ("render", &["model", "lexicon", "value"]),
    ("diff", &["model", "ledger", "reference"]),
    ("fix", &["model"]),
    ("ocr", &["model"]),
    ("gate", &["model", "settings"]),
    ("catalogue", &["model", "check"]),
    ("review", &["model", "settings", "emit", "gate"]),
    (
        "pipeline",
        &["model", "settings", "read", "layout", "extract", "ledger", "check", "fix", "gate", "render", "diff"],
    ),
];

/// A crate or a module of the standard library, and where alone it is named.
const NAMED_ONLY_IN: &[(&str, &[&str])] = &[
    ("std::fs", &["cli", "main", "build"]),
    ("std::env", &["cli", "main", "build"]),
    ("std::process", &["cli", "main"]),
    ("std::time", &["cli", "main"]),
    ("Timestamp::now", &["cli"]),
    ("Zoned::now", &["cli"]),
    ("clap::", &["cli"]),
    ("anstream::", &["cli"]),
    ("indicatif::", &["cli"]),
    ("rayon::", &["cli", "read"]),
    ("lopdf::", &["read"]),
    ("hayro_cmap::", &["read"]),
    ("ttf_parser::", &["read"]),
    ("ignore::", &["cli"]),
    ("globset::", &["cli"]),
    ("tempfile::", &["cli"]),
    ("etcetera::", &["cli"]),
    ("annotate_snippets::", &["emit"]),
    ("encoding_rs::", &["read", "emit"]),
    ("base64::", &["cli", "emit"]),
    ("parquet::", &["emit"]),
    ("ctrlc::", &["cli"]),
    ("rustix::", &["cli"]),
    ("cfb::", &["read"]),
    ("libdeflater::", &["read"]),
    ("flate2::", &["emit"]),
    ("aes::", &["read"]),
    ("zip::", &["read", "render"]),
    ("quick_xml::", &["read", "render"]),
    ("html5ever::", &["read"]),
    ("calamine::", &["read"]),
    ("rust_xlsxwriter::", &["emit"]),
    ("maud::", &["emit"]),
    ("toml_edit::", &["review"]),
];

/// Every source file with the folder (or file) of `src` that it belongs to, tests left out.
fn sources() -> Vec<(String, String, String)> {
    let mut all = Vec::new();
    let mut folders = vec![root().join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") && !path.ends_with("tests.rs") {
                let name = path.strip_prefix(root().join("src")).unwrap().to_string_lossy().replace('\\', "/");
                let part = Path::new(&name).iter().next().unwrap().to_string_lossy().trim_end_matches(".rs").to_owned();
                let text = fs::read_to_string(&path).unwrap();
                let text = text.split("#[cfg(test)]").next().unwrap_or_default().to_owned();
                all.push((part, name, text));
            }
        }
    }
    all.sort();
    all
}

/// Modules of ours that a text imports by `crate::`, with grouped imports taken apart.
fn imports(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices("crate::") {
        if text[..at].ends_with('$') {
            continue;
        }
        let rest = &text[at + "crate::".len()..];
        let names: Vec<&str> = match rest.strip_prefix('{') {
            Some(group) => top_level(group),
            None => vec![rest],
        };
        for name in names {
            let word: String = name.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if !word.is_empty() && word != "bi" {
                found.push(word);
            }
        }
    }
    found
}

/// The members of a group, up to its closing brace, groups inside them left whole.
fn top_level(group: &str) -> Vec<&str> {
    let (mut depth, mut start, mut out) = (0, 0, Vec::new());
    for (i, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                out.push(&group[start..i]);
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                out.push(&group[start..i]);
                start = i + 1;
            }
            _ => {}
        }
    }
    out
}

#[test]
fn stages_import_no_other_stage() {
    let mut wrong = Vec::new();
    for (part, name, text) in sources() {
        let Some((_, allowed)) = MAY_IMPORT.iter().find(|(p, _)| *p == part) else { continue };
        for import in imports(&text) {
            if import != part && !allowed.contains(&import.as_str()) {
                wrong.push(format!("src/{name} imports crate::{import}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_part_of_the_library_is_listed() {
    for (part, name, _) in sources() {
        let known =
            MAY_IMPORT.iter().any(|(p, _)| *p == part) || ["cli", "main", "lib", "build"].contains(&part.as_str());
        assert!(known, "src/{name} belongs to no part that this test knows");
    }
}

#[test]
fn files_clock_and_terminal_belong_to_the_binary() {
    let mut wrong = Vec::new();
    for (part, name, text) in sources() {
        let code: Vec<&str> = text.lines().filter(|l| !l.trim_start().starts_with("//")).collect();
        let code = code.join("\n");
        for (word, places) in NAMED_ONLY_IN {
            if names(&code, word) && !places.contains(&part.as_str()) {
                wrong.push(format!("src/{name} names {word}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Whether a path is named, not only as the end of a longer one.
fn names(code: &str, word: &str) -> bool {
    code.match_indices(word).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':')
    })
}

#[test]
fn the_binary_uses_public_doors() {
    for (part, name, text) in sources() {
        for stage in ["read", "normalise", "layout", "extract", "check"] {
            let inside = part == "cli" && text.contains(&format!("bangchim::{stage}"));
            assert!(!inside, "src/{name} goes round the pipeline into {stage}");
        }
    }
}

#[test]
fn groups_are_taken_apart() {
    assert_eq!(imports("use crate::{read, model::{a, b}, check};"), ["read", "model", "check"]);
    assert_eq!(imports("crate::layout::x(); $crate::model::Bi"), ["layout"]);
}
