//! SARIF 2.1.0, as code hosts and viewers read it (OASIS, section numbers below).
//!
//! Paths are relative, columns count Unicode code points (3.14.17). A file without lines (PDF, HWP) is pointed at as a
//! whole, and the message says where in it. Viewers take 5,000 results, so the worst come first and the rest is counted.

use super::json::{ErrorView, FindingView};
use super::report::ReportView;
use crate::model::{Lang, Place, RuleInfo};
use serde_json::{Value, json};

/// Most results in a file.
const MOST: usize = 5_000;

/// A report as SARIF; `rules` are all rules, also those that were silent.
#[must_use]
pub fn sarif(report: &ReportView, rules: &[&'static RuleInfo], lang: Lang) -> Value {
    let mut results: Vec<(&str, &FindingView)> =
        report.inputs.iter().flat_map(|i| i.findings.iter().map(|f| (i.source.name.as_str(), f))).collect();
    let left = results.len().saturating_sub(MOST);
    if left > 0 {
        results.sort_by_key(|(_, f)| level(&f.severity));
        results.truncate(MOST);
    }
    let index = |name: &str| rules.iter().position(|r| r.name == name);
    let results: Vec<Value> = results.iter().map(|(file, f)| result(file, f, index(&f.rule), lang)).collect();
    let mut notices: Vec<Value> =
        report.inputs.iter().filter_map(|i| i.error.as_ref().map(|e| failure(&i.source.name, e))).collect();
    if left > 0 {
        let text = crate::bi!("결과 {left}건은 싣지 않았습니다", "{left} results were left out");
        notices.push(json!({"level": "note", "message": {"text": text.get(lang)}}));
    }
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": report.tool.name,
                "version": report.tool.version,
                "semanticVersion": report.tool.version,
                "rules": rules.iter().map(|r| rule(r, lang)).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "invocations": [{
                "executionSuccessful": report.exit_code < 2,
                "exitCode": report.exit_code,
                "toolExecutionNotifications": notices,
            }],
            "results": results,
        }],
    })
}

/// `error`, `warning` or `note` (3.27.10), the gravest first.
fn level(severity: &str) -> (u8, &'static str) {
    match severity {
        "error" => (0, "error"),
        "warning" => (1, "warning"),
        _ => (2, "note"),
    }
}

fn rule(rule: &'static RuleInfo, lang: Lang) -> Value {
    let page = &rule.page;
    json!({
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary.get(lang)},
        "fullDescription": {"text": page.checks.get(lang)},
        "help": {"text": format!("{}\n{}", page.why.get(lang), page.fix.get(lang))},
        "defaultConfiguration": {"enabled": rule.on, "level": level(rule.severity.name()).1},
        "properties": {"tags": [format!("{:?}", rule.family).to_lowercase()], "since": rule.since},
    })
}

fn result(file: &str, f: &FindingView, index: Option<usize>, lang: Lang) -> Value {
    let mut out = json!({
        "ruleId": f.code,
        "level": level(&f.severity).1,
        "message": {"text": f.message_with_place(lang)},
        "locations": [location(file, f.location.as_ref(), f.notice)],
        "partialFingerprints": {"bangchim/v1": f.fingerprint},
    });
    if let Some(index) = index {
        out["ruleIndex"] = index.into();
    }
    let related: Vec<Value> = f
        .related
        .iter()
        .zip(1..)
        .map(|(r, id)| {
            let mut place = location(file, Some(&r.location), f.notice);
            place["id"] = Value::from(id);
            place["message"] = json!({"text": r.message});
            place
        })
        .collect();
    if !related.is_empty() {
        out["relatedLocations"] = related.into();
    }
    if let (Some(to), Some(region)) = (&f.suggestion, f.location.as_ref().and_then(region)) {
        out["fixes"] = json!([{
            "description": {"text": format!("{} → {to}", f.subject)},
            "artifactChanges": [{
                "artifactLocation": {"uri": uri(file)},
                "replacements": [{"deletedRegion": region, "insertedContent": {"text": to}}],
            }],
        }]);
    }
    if let Some(reason) = &f.accepted {
        out["suppressions"] = json!([{"kind": "external", "justification": reason}]);
    }
    out
}

fn location(file: &str, place: Option<&Place>, notice: u32) -> Value {
    let first_line = || json!({"startLine": 1});
    let mut out = json!({
        "physicalLocation": {
            "artifactLocation": {"uri": uri(file)},
            "region": place.and_then(region).unwrap_or_else(first_line),
        },
    });
    // a settings file holds no notices
    if notice > 0 {
        out["logicalLocations"] = json!([{"fullyQualifiedName": format!("notice {notice}"), "kind": "object"}]);
    }
    out
}

fn region(place: &Place) -> Option<Value> {
    let line = place.line?;
    Some(json!({
        "startLine": line,
        "startColumn": place.start,
        "endColumn": place.end,
        "snippet": {"text": place.text},
    }))
}

/// A relative path as a URI reference (RFC 3986): what is not unreserved is percent-encoded, `/` stays.
fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(byte as char),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

fn failure(file: &str, error: &ErrorView) -> Value {
    json!({
        "level": "error",
        "descriptor": {"id": error.code},
        "message": {"text": format!("{} {}", error.message, error.advice)},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri(file)}}}],
    })
}
