//! The catalogue of rules: codes, names, pages and files.

use crate::support::{root, texts, updating};
use bangchim::check::rules::{FAMILIES, find, registry, suggest};
use bangchim::emit::catalogue::RuleView;
use bangchim::model::{Bi, Lang};
use std::collections::BTreeSet;
use std::fs;

/// Codes are three letters of the family and a number, in order.
#[test]
fn codes_are_unique_and_in_order() {
    for family in FAMILIES {
        let prefix = &family[0].info.code[..3];
        assert!(prefix.chars().all(|c| c.is_ascii_uppercase()), "{prefix}");
        for (i, rule) in family.iter().enumerate() {
            assert_eq!(rule.info.code, format!("{prefix}{:03}", i + 1), "{}", rule.info.name);
            assert_eq!(rule.info.family, family[0].info.family);
        }
    }
    let codes: BTreeSet<&str> = registry().map(|r| r.info.code).collect();
    let names: BTreeSet<&str> = registry().map(|r| r.info.name).collect();
    assert_eq!((codes.len(), names.len()), (registry().count(), registry().count()));
}

/// A name tells the defect in lower-case words.
#[test]
fn names_are_slugs() {
    for rule in registry() {
        let name = rule.info.name;
        assert!(
            name.split('-').all(|w| !w.is_empty() && w.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())),
            "{name}"
        );
    }
}

/// Every page is written in both languages, Korean as polite sentences, without markup but backquotes.
#[test]
fn pages_are_complete() {
    let hangul = |text: &str| text.chars().any(|c| ('가'..='힣').contains(&c));
    for rule in registry() {
        let (name, page) = (rule.info.name, &rule.info.page);
        let sentences = [&page.checks, &page.why, &page.fix];
        for text in sentences {
            assert!(hangul(text.get(Lang::Ko)) && text.ko.ends_with("다."), "{name}: {}", text.ko);
            assert!(text.en.ends_with('.'), "{name}: {}", text.en);
        }
        let all =
            sentences.into_iter().chain(page.exceptions).chain([&rule.info.summary]).chain(rule.info.basis.as_ref());
        for Bi { ko, en } in all {
            assert!(hangul(ko) && en.chars().any(|c| c.is_ascii_lowercase()), "{name}: {ko} / {en}");
        }
        assert!(!page.example.is_empty() && !page.exceptions.is_empty(), "{name}");
        assert!(!rule.info.summary.ko.ends_with('.') && !rule.info.summary.en.ends_with('.'), "{name}: summary");
        assert!(rule.info.summary.ko.chars().count() <= 40, "{name}: summary");
    }
}

/// One rule, one file of its name, one file of cases; and nothing else lies there.
#[test]
fn every_rule_has_its_files() {
    let folder = root().join("src/check/rules");
    let mut files = BTreeSet::new();
    for family in fs::read_dir(&folder).unwrap().flatten().filter(|e| e.path().is_dir()) {
        for file in fs::read_dir(family.path()).unwrap().flatten() {
            let stem = file.path().file_stem().unwrap().to_string_lossy().into_owned();
            if stem != "mod" {
                files.insert(format!("{}/{stem}", family.file_name().to_string_lossy()));
            }
        }
    }
    let stem = |path: &str| {
        path.replace('\\', "/").rsplit('/').take(2).collect::<Vec<_>>().into_iter().rev().collect::<Vec<_>>().join("/")
    };
    let rules: BTreeSet<String> = registry().map(|r| stem(r.info.file).trim_end_matches(".rs").to_owned()).collect();
    assert_eq!(files, rules);
    for rule in registry() {
        let file = stem(rule.info.file);
        assert_eq!(file.rsplit('/').next().unwrap(), format!("{}.rs", rule.info.name.replace('-', "_")));
    }
    let cases = root().join("tests/suite/cases");
    let cases: BTreeSet<String> = texts(&cases)
        .iter()
        .map(|p| p.strip_prefix(&cases).unwrap().with_extension("").to_string_lossy().replace('\\', "/"))
        .collect();
    assert_eq!(cases, rules);
}

/// `schemas/rules.json` is what `rules --format json` prints; `UPDATE=1` writes it anew.
#[test]
fn the_catalogue_is_written_down() {
    let views: Vec<_> = registry().map(|rule| RuleView::of(&rule.info)).collect();
    let now = serde_json::to_string_pretty(&views).unwrap() + "\n";
    let path = root().join("schemas/rules.json");
    if updating() {
        fs::write(&path, &now).unwrap();
    }
    assert_eq!(fs::read_to_string(&path).unwrap(), now, "UPDATE=1 writes it anew");
}

/// What the READMEs say of the rules.
#[test]
fn the_readmes_count_the_rules() {
    let (rules, families) = (registry().count(), FAMILIES.len());
    for (name, says) in [
        ("README.md", format!("{rules} rules in {families} families")),
        ("README.ko.md", format!("{families}갈래에 규칙 {rules}개")),
    ] {
        let text = fs::read_to_string(root().join(name)).unwrap().replace('\n', " ");
        assert!(text.contains(&says), "{name} does not say: {says}");
    }
}

#[test]
fn rules_are_found_by_slug_and_code() {
    for rule in registry() {
        assert_eq!(find(rule.info.name).unwrap().info.code, rule.info.code);
        assert_eq!(find(&rule.info.code.to_lowercase()).unwrap().info.code, rule.info.code);
    }
    assert_eq!(suggest("phone-area-code-mising").unwrap().name, "phone-area-code-missing");
    assert_eq!(suggest("malformed").unwrap().name, "phone-malformed");
    assert!(suggest("something-else-entirely").is_none());
}
