//! Each sample against its label in `labels/`, which a person wrote: what the notice says and what is wrong with it.
//!
//! A label is the record without its sources. A list where a text is expected holds the accepted readings. Texts are
//! equal when they are so after NFKC, without white space, with one kind of dot, dash and quote; a field of prose counts
//! from a similarity of 0.9. Points that carry a number are compared one by one, the others of a row as one text.

use crate::golden::samples;
use crate::support::root;
use bangchim::emit::json::Document;
use bangchim::model::{InputOutcome, Lang};
use serde_json::Value;
use std::cmp::Reverse;
use std::fs;
use unicode_normalization::UnicodeNormalization;

/// What the fields of a sample must reach (F1).
const FLOOR: f64 = 0.9;

/// Samples below [`FLOOR`], with what they reach today. Numbers rise; a sample that reaches the floor is taken out.
const BELOW: &[(&str, f64)] = &[];

/// Findings of a label that are missed (`-`), and findings that it does not have (`+`), each with the reason.
const GAPS: &[(&str, &str, &str)] = &[
    ("comparison-and-revision-history", "- facility-name-mismatch", "the other spelling stands with contractors alone"),
    ("four-notices-in-one-file", "- facility-name-mismatch", "the other spelling stands before the storage place"),
    (
        "four-notices-in-one-file",
        "- facility-not-covered",
        "facilities of the retention rows stand in the storage column",
    ),
    ("space-collapsed-tables", "- retention-count-mismatch", "counts in a column headed 녹화 대상"),
];

/// Whether it is known that a rule is missed (`- rule`) or fires in vain (`+ rule`) on a sample.
pub(crate) fn is_gap(sample: &str, gap: &str) -> bool {
    GAPS.iter().any(|(id, known, _)| *id == sample && *known == gap)
}

const ROWS: [(&str, &[&str]); 4] = [
    ("installations", &["department", "facility", "purpose", "count", "range"]),
    ("contacts", &["department", "facility", "role", "name", "position", "phone", "fax"]),
    ("retention", &["department", "facility", "hours", "period", "days", "storage"]),
    ("contractors", &["department", "facility", "company", "contact", "phone", "note"]),
];
const HEAD: &[&str] = &["title", "institution", "sido", "sigungu", "total_count"];
const PARTS: [(&str, &[&str]); 2] =
    [("viewing", &["method", "place"]), ("dates", &["established", "revised", "announced", "effective"])];
const PROSE: &[&str] =
    &["location", "range", "storage", "period", "hours", "method", "place", "note", "purpose", "title"];
/// A region that the notice does not spell out may be inferred.
const INFERABLE: &[&str] = &["sido", "sigungu"];

/// Right, wrong or extra, and missed fields, and what went wrong in words.
#[derive(Default)]
struct Tally {
    right: usize,
    extra: usize,
    missed: usize,
    words: Vec<String>,
}

impl Tally {
    fn f1(&self) -> f64 {
        let all = 2 * self.right + self.extra + self.missed;
        if all == 0 { 1.0 } else { 2.0 * self.right as f64 / all as f64 }
    }

    fn field(&mut self, name: &str, label: &Value, found: &Value, at: &str) {
        let nothing_found = norm(found).is_none();
        if is_blank(label) && (nothing_found || INFERABLE.contains(&name)) {
            return;
        }
        if same(name, label, found) {
            self.right += 1;
            return;
        }
        self.missed += usize::from(!is_blank(label));
        self.extra += usize::from(!nothing_found);
        self.words.push(format!("{at}.{name}: label {label}, found {found}"));
    }

    fn fields(&mut self, names: &[&str], label: &Value, found: &Value, at: &str) {
        for name in names {
            self.field(name, &label[name], &found[name], at);
        }
    }

    fn notice(&mut self, label: &Value, found: &Value, at: &str) {
        self.fields(HEAD, label, found, at);
        for (part, names) in PARTS {
            self.fields(names, &label[part], &found[part], &format!("{at}.{part}"));
        }
        for (part, names) in ROWS {
            self.rows(part, names, &items(&label[part]), &items(&found[part]), at);
        }
    }

    fn rows(&mut self, part: &str, names: &[&str], label: &[Value], found: &[Value], at: &str) {
        let mates = pairs(names, label, found);
        let nothing = Value::Null;
        for (i, row) in label.iter().enumerate() {
            let at = format!("{at}.{part}[{i}]");
            let mate = mates.iter().find(|(l, _)| *l == i).map_or(&nothing, |(_, f)| &found[*f]);
            self.row(part, names, row, mate, &at);
        }
        for (j, row) in found.iter().enumerate() {
            if !mates.iter().any(|(_, f)| *f == j) {
                self.row(part, names, &nothing, row, &format!("{at}.{part} extra"));
            }
        }
    }

    fn row(&mut self, part: &str, names: &[&str], label: &Value, found: &Value, at: &str) {
        self.fields(names, label, found, at);
        if part == "installations" {
            self.rows("points", &["location", "count"], &counted(label), &counted(found), at);
            self.field("range", &places(label), &places(found), &format!("{at}.places"));
        }
    }
}

/// Which row of the label is which row of the record: the most equal ones first, then those nearest in order.
fn pairs(names: &[&str], label: &[Value], found: &[Value]) -> Vec<(usize, usize)> {
    let mut scored = Vec::new();
    for (i, l) in label.iter().enumerate() {
        let here: Vec<_> = items(&l["points"]).iter().filter_map(|p| first(&p["location"])).collect();
        for (j, f) in found.iter().enumerate() {
            let equal = names.iter().filter(|n| !is_blank(&l[n]) && same(n, &l[n], &f[n])).count();
            let there: Vec<_> = items(&f["points"]).iter().filter_map(|p| norm(&p["location"])).collect();
            let shared = there.iter().filter(|p| here.contains(p)).count().min(3);
            if equal + shared > 0 {
                scored.push((Reverse(equal + shared), i.abs_diff(j), i, j));
            }
        }
    }
    scored.sort_unstable();
    let mut mates: Vec<(usize, usize)> = Vec::new();
    for (_, _, i, j) in scored {
        if mates.iter().all(|(l, f)| *l != i && *f != j) {
            mates.push((i, j));
        }
    }
    mates
}

fn items(value: &Value) -> Vec<Value> {
    value.as_array().cloned().unwrap_or_default()
}

fn counted(row: &Value) -> Vec<Value> {
    items(&row["points"]).into_iter().filter(|p| !is_blank(&p["count"])).collect()
}

/// The points without a number as one text: where one place ends and the next begins is a matter of taste.
fn places(row: &Value) -> Value {
    let points = items(&row["points"]);
    let texts = points.iter().filter(|p| is_blank(&p["count"])).filter_map(|p| match &p["location"] {
        Value::Array(readings) => readings.first().and_then(Value::as_str),
        text => text.as_str(),
    });
    let text = norm(&Value::from(texts.collect::<Vec<_>>().join(" "))).unwrap_or_default();
    Value::from(text.replace([',', '·', '/', '및'], ""))
}

/// A text as it is compared; a number is its digits.
fn norm(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    let fold = |c: char| match c {
        'ㆍ' | '․' | '‧' | '•' | '・' | '･' | '∙' | '⋅' | '᛫' => '·',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
        '‘' | '’' | '′' | '`' => '\'',
        '“' | '”' | '″' => '"',
        c => c,
    };
    let text: String = text.nfkc().map(fold).filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    let text = text.trim_matches(['.', ',', ';', ':', '·', '-']);
    (!text.is_empty()).then(|| text.to_owned())
}

/// The accepted readings of a field, the best one first.
fn readings(label: &Value) -> Vec<Option<String>> {
    match label {
        Value::Array(all) => all.iter().map(norm).collect(),
        one => vec![norm(one)],
    }
}

fn first(label: &Value) -> Option<String> {
    readings(label).into_iter().next().flatten()
}

fn is_blank(label: &Value) -> bool {
    readings(label).iter().all(Option::is_none)
}

fn same(name: &str, label: &Value, found: &Value) -> bool {
    let (readings, found) = (readings(label), norm(found));
    let alike = |found: &String| readings.iter().flatten().any(|l| similarity(l, found) >= 0.9);
    readings.contains(&found) || PROSE.contains(&name) && found.as_ref().is_some_and(alike)
}

/// Twice the characters in matching blocks (the longest one first, then left and right of it) over all characters.
fn similarity(a: &str, b: &str) -> f64 {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    2.0 * matching(&a, &b) as f64 / (a.len() + b.len()).max(1) as f64
}

fn matching(a: &[char], b: &[char]) -> usize {
    let (mut best, mut run) = ((0, Reverse(0), Reverse(0)), vec![0; b.len() + 1]);
    for (i, x) in a.iter().enumerate() {
        for (j, y) in b.iter().enumerate().rev() {
            let size = if x == y { run[j] + 1 } else { 0 };
            run[j + 1] = size;
            best = best.max((size, Reverse(i + 1 - size), Reverse(j + 1 - size)));
        }
    }
    let (size, Reverse(i), Reverse(j)) = best;
    if size == 0 { 0 } else { size + matching(&a[..i], &b[..j]) + matching(&a[i + size..], &b[j + size..]) }
}

struct Compared {
    id: String,
    fields: Tally,
    /// `- rule` for each finding of the label that is missed, `+ rule` for each that it does not have.
    findings: Vec<(String, String)>,
}

fn compared() -> Vec<Compared> {
    let compare = |sample: crate::golden::Sample| {
        let path = root().join(format!("tests/suite/labels/{}.gold.json", sample.id));
        let label = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let label: Value = serde_json::from_str(&label).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let outcome = InputOutcome::Done(Box::new(sample.judged()));
        let found = serde_json::to_value(Document::of(&outcome, Lang::Ko)).unwrap();
        let mut fields = Tally::default();
        let (labels, notices) = (items(&label["notices"]), items(&found["notices"]));
        for i in 0..labels.len().max(notices.len()) {
            let nothing = Value::Null;
            let (l, f) = (labels.get(i).unwrap_or(&nothing), notices.get(i).unwrap_or(&nothing));
            fields.notice(l, f, &format!("notice {}", i + 1));
        }
        Compared { id: sample.id, fields, findings: findings(&label, &items(&found["findings"])) }
    };
    samples().into_iter().map(compare).collect()
}

fn findings(label: &Value, found: &[Value]) -> Vec<(String, String)> {
    let named = |f: &Value| f["rule"].as_str().unwrap().to_owned();
    let mut open: Vec<&Value> = found.iter().collect();
    let mut differ = Vec::new();
    for wanted in items(&label["findings"]) {
        match open.iter().position(|f| is_of(f, &wanted) && is_about(f, &wanted)) {
            Some(at) => drop(open.remove(at)),
            None => differ.push((format!("- {}", named(&wanted)), wanted["subject"].to_string())),
        }
    }
    // more of what the label has, and what it says may be found or not, is no false alarm
    let optional =
        ["debatable_findings", "possible_findings", "findings_optional"].map(|key| items(&label[key])).concat();
    for extra in open {
        let more = items(&label["findings"]).iter().any(|l| is_of(extra, l));
        if !more && !optional.iter().any(|l| is_of(extra, l) && is_about(extra, l)) {
            differ.push((format!("+ {}", named(extra)), extra["message"].to_string()));
        }
    }
    differ
}

/// Whether a finding is of the rule and the notice of a label.
fn is_of(finding: &Value, label: &Value) -> bool {
    finding["rule"] == label["rule"] && finding["notice"] == label["notice"]
}

/// Whether the words of a finding name the subject of a label.
fn is_about(finding: &Value, label: &Value) -> bool {
    let words = ["subject", "message", "suggestion"].map(|k| finding[k].as_str().unwrap_or_default()).join(" ");
    let words = norm(&Value::from(words)).unwrap_or_default();
    readings(&label["subject"]).iter().flatten().any(|s| words.contains(s))
}

#[test]
fn records_say_what_the_labels_say() {
    let mut wrong = Vec::new();
    for Compared { id, fields, .. } in compared() {
        let f1 = fields.f1();
        let below = BELOW.iter().find(|(b, _)| *b == id);
        if f1 < below.map_or(FLOOR, |(_, floor)| *floor) {
            let words = fields.words.iter().take(12).map(|w| format!("    {w}\n")).collect::<String>();
            wrong.push(format!("{id}: F1 {f1:.3}\n{words}"));
        } else if below.is_some() && f1 >= FLOOR {
            wrong.push(format!("{id} reaches {f1:.3}: take it out of BELOW"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn findings_are_those_of_the_labels() {
    let all = compared();
    let mut wrong = Vec::new();
    for Compared { id, findings, .. } in &all {
        for (rule, what) in findings {
            if !is_gap(id, rule) {
                wrong.push(format!("{id}: {rule} {what}"));
            }
        }
    }
    for (sample, gap, _) in GAPS {
        if !all.iter().any(|c| c.id == *sample && c.findings.iter().any(|(rule, _)| rule == gap)) {
            wrong.push(format!("{sample}: {gap} is no gap any more: take it out of GAPS"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_label_has_its_sample() {
    let ids: Vec<String> = samples().into_iter().map(|s| s.id + ".gold.json").collect();
    for entry in fs::read_dir(root().join("tests/suite/labels")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(ids.contains(&name), "labels/{name} belongs to no sample");
    }
}

#[test]
fn texts_are_compared_as_people_read_them() {
    let text = |t: &str| Value::from(t);
    assert!(same("company", &text("㈜바다 지기"), &text("(주)바다지기")));
    assert!(same("count", &Value::from(4), &Value::from(4)));
    assert!(same("facility", &serde_json::json!(["별관", "본관"]), &text("본관")));
    assert!(!same("facility", &text("별관"), &text("본관")));
    assert!(same("range", &text("출입구에서 15m 이내 전체"), &text("출입구에서 15m 이내 전체.")));
    assert!((similarity("abcd", "bcde") - 0.75).abs() < 1e-9);
    assert!(is_blank(&Value::Null) && !is_blank(&text("없음")));
}
