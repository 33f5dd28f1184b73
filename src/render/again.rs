//! Whether a notice that was written and read again says the same.

use super::{said, wording};
use crate::model::record::NoticeRecord;
use serde_json::Value;

/// Where the record of a written notice says something else than the record that it was written from: JSON Pointers.
///
/// What writing itself brings up to date is no difference: the term of the law in the title, a title or the word for a
/// role where there was none, a basis or purpose that stood there twice. Headings are those of the form, and what was
/// not understood stands there in its words.
#[must_use]
pub fn differences(first: &NoticeRecord, again: &NoticeRecord) -> Vec<String> {
    let mut out = Vec::new();
    compare("", &values(first, again), &values(again, again), &mut out);
    out
}

fn values(record: &NoticeRecord, again: &NoticeRecord) -> Value {
    let mut record = record.clone();
    let title = said(record.title.as_ref(), &record.source, "title").map(|title| wording::todays_term(&title));
    record.title = title.or_else(|| again.title.clone());
    for list in [&mut record.legal_basis, &mut record.purposes] {
        let mut seen = Vec::new();
        list.retain(|entry| {
            !seen.contains(&entry.text) && {
                seen.push(entry.text.clone());
                true
            }
        });
    }
    for (contact, read) in record.contacts.iter_mut().zip(&again.contacts) {
        contact.role_text = contact.role_text.take().or_else(|| read.role_text.clone());
    }
    record.sections.clear();
    record.delegated.clear();
    record.cut_off = false;
    let mut value = serde_json::to_value(&record).unwrap_or_default();
    without_sources(&mut value);
    value
}

fn without_sources(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(without_sources),
        Value::Object(members) => {
            // of what was not understood the words count
            let unparsed: Vec<(String, Value)> = members
                .get("source")
                .and_then(Value::as_object)
                .into_iter()
                .flatten()
                .filter_map(|(name, source)| Some((name.clone(), source.get("unparsed")?.clone())))
                .collect();
            members.remove("source");
            members.values_mut().for_each(without_sources);
            for (name, text) in unparsed {
                let words = text.as_str().map(super::one_line).unwrap_or_default();
                members.insert(format!("{name} (unparsed)"), Value::String(words));
            }
        }
        _ => {}
    }
}

fn compare(at: &str, a: &Value, b: &Value, out: &mut Vec<String>) {
    match (a, b) {
        (Value::Object(x), Value::Object(y)) if x.keys().eq(y.keys()) => {
            for (key, value) in x {
                compare(&format!("{at}/{key}"), value, y.get(key).unwrap_or(&Value::Null), out);
            }
        }
        (Value::Array(x), Value::Array(y)) if x.len() == y.len() => {
            for (i, (x, y)) in x.iter().zip(y).enumerate() {
                compare(&format!("{at}/{i}"), x, y, out);
            }
        }
        _ if a == b => {}
        _ => out.push(at.to_owned()),
    }
}
