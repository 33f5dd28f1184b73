//! A record as a flat list of its values, each with its path and what it rests on.

use super::csv::Sheet;
use super::flat::Rows;
use super::json::Document;
use crate::model::record::{FieldSource, NoticeRecord, State};
use serde_json::Value;
use std::io::{self, Write};

/// Heading of `extract --format csv`: a line for each value.
pub const VALUES: &[&str] = &["file", "notice", "pointer", "value", "state", "how", "line", "start", "end", "raw"];

/// One value of a notice.
#[derive(Clone, Debug)]
pub struct Leaf {
    /// JSON Pointer into the notice.
    pub pointer: String,
    /// None where the text was not understood.
    pub value: Option<String>,
    pub source: FieldSource,
}

/// All values of a notice that are not missing, in the order of the record.
///
/// # Errors
/// Never for a record of our own; one read from elsewhere may not be a JSON tree of this form.
pub fn leaves(notice: &NoticeRecord) -> serde_json::Result<Vec<Leaf>> {
    let mut out = Vec::new();
    walk(&serde_json::to_value(notice)?, "", &mut out)?;
    Ok(out)
}

fn walk(value: &Value, pointer: &str, out: &mut Vec<Leaf>) -> serde_json::Result<()> {
    match value {
        Value::Array(items) => {
            for (i, item) in items.iter().enumerate() {
                walk(item, &format!("{pointer}/{i}"), out)?;
            }
        }
        Value::Object(members) => {
            if let Some(Value::Object(sources)) = members.get("source") {
                for (name, source) in sources {
                    let value = match members.get(name) {
                        None | Some(Value::Null) => None,
                        Some(Value::String(text)) => Some(text.clone()),
                        Some(other) => Some(other.to_string()),
                    };
                    let source = serde_json::from_value(source.clone())?;
                    out.push(Leaf { pointer: format!("{pointer}/{name}"), value, source });
                }
            }
            for (name, member) in members.iter().filter(|(name, _)| *name != "source") {
                if member.is_array() || member.is_object() {
                    walk(member, &format!("{pointer}/{name}"), out)?;
                }
            }
        }
        _ => {}
    }
    Ok(())
}

/// The rows of `extract --format csv`.
///
/// # Errors
/// The output cannot be written.
pub fn rows<W: Write>(sheet: &mut Sheet<W>, document: &Document) -> io::Result<()> {
    for (number, notice) in (1u32..).zip(&document.notices) {
        for leaf in leaves(notice)? {
            let place = leaf.source.place.as_ref();
            let number_of = |n: Option<u32>| n.map(|n| n.to_string()).unwrap_or_default();
            let raw: Vec<&str> = leaf.source.places().map(|p| p.text.as_str()).collect();
            sheet.row([
                document.source.name.as_str().into(),
                number.to_string().into(),
                leaf.pointer.into(),
                leaf.value.unwrap_or_default().into(),
                if leaf.source.state == State::Parsed { "parsed" } else { "unparsed" }.into(),
                leaf.source.how.as_ref().into(),
                number_of(place.and_then(|p| p.line)).into(),
                number_of(place.map(|p| p.start)).into(),
                number_of(place.map(|p| p.end)).into(),
                raw.join(" ").into(),
            ])?;
        }
    }
    Ok(())
}
