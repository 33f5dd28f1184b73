//! The catalogue of rules, and the page of one rule.

use super::width::{self, indented, pad};
use crate::model::rule::Fix;
use crate::model::{Bi, Lang, RuleInfo};
use serde::Serialize;
use std::fmt::Write as _;

/// A rule as `rules --format json` prints it, and as `schemas/rules.json` holds it: the same in every language.
#[derive(Debug, Serialize)]
pub struct RuleView {
    pub code: &'static str,
    pub name: &'static str,
    pub family: String,
    pub severity: &'static str,
    /// Whether it runs when nobody names it.
    pub on: bool,
    pub fix: &'static str,
    pub since: &'static str,
    pub basis: Option<Words>,
    pub summary: Words,
    pub checks: Words,
    pub why: Words,
    pub example: &'static str,
    pub how_to_fix: Words,
    pub exceptions: Vec<Words>,
}

/// A text in both languages.
#[derive(Debug, Serialize)]
pub struct Words {
    pub ko: &'static str,
    pub en: &'static str,
}

impl Words {
    fn of(text: &Bi<&'static str>) -> Self {
        Words { ko: text.ko, en: text.en }
    }
}

impl RuleView {
    #[must_use]
    pub fn of(rule: &'static RuleInfo) -> Self {
        let page = &rule.page;
        RuleView {
            code: rule.code,
            name: rule.name,
            family: format!("{:?}", rule.family).to_lowercase(),
            severity: rule.severity.name(),
            on: rule.on,
            fix: fix_name(rule.fix),
            since: rule.since,
            basis: rule.basis.as_ref().map(Words::of),
            summary: Words::of(&rule.summary),
            checks: Words::of(&page.checks),
            why: Words::of(&page.why),
            example: page.example,
            how_to_fix: Words::of(&page.fix),
            exceptions: page.exceptions.iter().map(Words::of).collect(),
        }
    }
}

fn fix_name(fix: Fix) -> &'static str {
    match fix {
        Fix::Safe => "safe",
        Fix::Propose => "propose",
        Fix::None => "none",
    }
}

fn fix_words(fix: Fix) -> Bi<&'static str> {
    match fix {
        Fix::Safe => Bi::new("묻지 않고 고쳐도 됨", "may be applied without asking"),
        Fix::Propose => Bi::new("고칠 값을 제안함", "a value is proposed"),
        Fix::None => Bi::new("사람이 확인해야 함", "only a person knows the right value"),
    }
}

/// The list of rules in columns.
#[must_use]
pub fn list(rules: impl Iterator<Item = &'static RuleInfo>, lang: Lang) -> String {
    let mut out = String::new();
    for rule in rules {
        let head =
            format!("{} {} ", pad(rule.code, 6), pad(rule.severity.label(lang), if lang == Lang::Ko { 4 } else { 7 }));
        let _ = writeln!(out, "\u{1b}[1m{head}{}\u{1b}[0m", rule.name);
        let off = if rule.on { "" } else { OFF.get(lang) };
        out.push_str(&indented(&format!("{}{off}", rule.summary.get(lang)), 7));
    }
    out
}

/// The list of rules as a Markdown page with the page of each.
#[must_use]
pub fn markdown(rules: impl Iterator<Item = &'static RuleInfo>, lang: Lang) -> String {
    let rules: Vec<_> = rules.collect();
    let head = Bi::new("| 코드 | 규칙 | 심각도 | 내용 |", "| code | rule | severity | what |");
    let mut out = format!("{}\n|---|---|---|---|\n", head.get(lang));
    for rule in &rules {
        let (code, name, severity) = (rule.code, rule.name, rule.severity.label(lang));
        let _ = writeln!(
            out,
            "| {code} | [`{name}`](#{name}) | {severity} | {}{} |",
            rule.summary.get(lang).replace('|', "\\|"),
            if rule.on { "" } else { OFF.get(lang) }
        );
    }
    for rule in &rules {
        let _ = writeln!(out, "\n## {}\n\n`{}` · {}\n", rule.name, rule.code, rule.severity.label(lang));
        for (title, text) in sections(rule, lang) {
            let _ = writeln!(out, "**{title}.** {text}\n");
        }
        let _ = writeln!(out, "**{}.**\n\n```text\n{}\n```", EXAMPLE.get(lang), rule.page.example.trim_matches('\n'));
        if !rule.page.exceptions.is_empty() {
            let _ = writeln!(out, "\n**{}.**\n", EXCEPTIONS.get(lang));
            for exception in rule.page.exceptions {
                let _ = writeln!(out, "- {}", exception.get(lang));
            }
        }
    }
    out
}

/// Said of a rule that runs only where somebody names it.
const OFF: Bi<&str> = Bi::new(" · 기본으로 꺼짐", " · off by default");
const EXAMPLE: Bi<&str> = Bi::new("보기", "Example");
const EXCEPTIONS: Bi<&str> = Bi::new("지적하지 않는 경우", "What it does not flag");

fn sections(rule: &RuleInfo, lang: Lang) -> Vec<(&'static str, &'static str)> {
    let page = &rule.page;
    let mut sections = vec![
        (*Bi::new("무엇을 보는가", "What it checks").get(lang), *page.checks.get(lang)),
        (*Bi::new("왜 중요한가", "Why it matters").get(lang), *page.why.get(lang)),
    ];
    if let Some(basis) = &rule.basis {
        sections.push((*Bi::new("근거", "Basis").get(lang), *basis.get(lang)));
    }
    sections.push((*Bi::new("고치는 법", "How to fix").get(lang), *page.fix.get(lang)));
    sections
}

/// The page of a rule in 80 columns.
#[must_use]
pub fn page(rule: &RuleInfo, lang: Lang) -> String {
    let (severity, fix) = (rule.severity.label(lang), fix_words(rule.fix));
    let mut out = format!("\u{1b}[1m{} {}\u{1b}[0m\n", rule.code, rule.name);
    out.push_str(&indented(rule.summary.get(lang), 2));
    let facts = crate::bi!(
        "심각도: {severity} · 고치기: {} · {} 판부터{}",
        "Severity: {severity} · Fix: {} · Since {}{}",
        fix.get(lang),
        rule.since,
        if rule.on { "" } else { OFF.get(lang) }
    );
    out.push_str(&indented(facts.get(lang), 2));
    let title = |out: &mut String, title: &str| {
        let _ = writeln!(out, "\n\u{1b}[1m{title}\u{1b}[0m");
    };
    for (name, text) in sections(rule, lang) {
        title(&mut out, name);
        out.push_str(&indented(text, 2));
    }
    title(&mut out, EXAMPLE.get(lang));
    for line in rule.page.example.trim_matches('\n').lines() {
        let _ = writeln!(out, "  | {}", line.replace('\t', "    "));
    }
    if !rule.page.exceptions.is_empty() {
        title(&mut out, EXCEPTIONS.get(lang));
        for exception in rule.page.exceptions {
            let text = width::wrap(exception.get(lang), width::COLUMNS - 4).join("\n    ");
            let _ = writeln!(out, "  - {text}");
        }
    }
    out
}
