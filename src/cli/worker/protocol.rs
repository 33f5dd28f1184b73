//! The lines of the worker: one JSON object in, one out, in the same order (`schemas/worker.schema.json`).

use bangchim::emit::bulk::{Severities, Status};
use bangchim::emit::json::{Document, ErrorView};
use bangchim::model::{Bi, Keys, Lang};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::path::PathBuf;

/// Version of the lines.
pub(crate) const VERSION: u32 = 1;
/// Longest line that is taken, in bytes: a file of the largest size in base64, and what stands around it.
pub(crate) const LONGEST: usize = 96 << 20;

/// A line in: a document by its place or by its bytes.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Request {
    pub(crate) v: u32,
    /// Given back as it is.
    #[serde(default)]
    pub(crate) id: Value,
    /// A path, or `file://` and a path.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) uri: Option<String>,
    /// The bytes of the document in base64.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) bytes_b64: Option<String>,
    /// The name it has in the record; the path, or else `id`, when there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) name: Option<String>,
    #[serde(default)]
    pub(crate) opts: Opts,
}

/// What holds for one document alone.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Opts {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) password: Option<String>,
    /// Place of the document in an archive.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) entry: Option<usize>,
    /// A path that is no UTF-8, in base64: its bytes, on Windows its UTF-16 (little endian).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) path_b64: Option<String>,
}

/// A line out.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Answer {
    pub(crate) v: u32,
    pub(crate) id: Value,
    pub(crate) status: Status,
    /// What `extract --format json` prints; null without a record.
    pub(crate) record: Option<Document>,
    /// Numbers of findings; the findings themselves stand in the record.
    pub(crate) findings: Severities,
    pub(crate) error: Option<ErrorView>,
    pub(crate) metrics: Metrics,
    /// What the rules that compare notices need; only where it was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) keys: Option<Vec<Keys>>,
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Metrics {
    /// Milliseconds.
    pub(crate) ms: u64,
    /// Size of the document in bytes.
    pub(crate) size: u64,
    /// Of its bytes; null where they could not be read.
    pub(crate) sha256: Option<String>,
    /// As told by the content.
    pub(crate) format: Option<String>,
    pub(crate) encoding: Option<String>,
}

impl Answer {
    /// The answer where there is no record.
    pub(crate) fn failed(id: Value, status: Status, error: ErrorView) -> Self {
        let (findings, metrics) = (Severities::default(), Metrics::default());
        Answer { v: VERSION, id, status, record: None, findings, error: Some(error), metrics, keys: None }
    }
}

/// Why a line cannot be worked on.
#[derive(Debug)]
pub(crate) enum Bad {
    Json(String),
    TooLong,
    Version(u32),
    /// Neither or both of `uri` and `bytes_b64`.
    NoDocument,
    Scheme(String),
    Base64,
}

impl Bad {
    pub(crate) fn view(&self, lang: Lang) -> ErrorView {
        let (code, message) = match self {
            Bad::Json(what) => {
                ("bad-json", bangchim::bi!("줄이 JSON이 아닙니다: {what}", "the line is no such JSON: {what}"))
            }
            Bad::TooLong => (
                "line-too-long",
                bangchim::bi!("줄이 {LONGEST}바이트를 넘습니다", "the line has more than {LONGEST} bytes"),
            ),
            Bad::Version(v) => (
                "unknown-version",
                bangchim::bi!(
                    "모르는 판입니다: v = {v} (아는 판: {VERSION})",
                    "v = {v} is not known, only {VERSION} is"
                ),
            ),
            Bad::NoDocument => (
                "no-document",
                bangchim::bi!("uri와 bytes_b64 가운데 하나가 있어야 합니다", "one of uri and bytes_b64 is needed"),
            ),
            Bad::Scheme(scheme) => (
                "uri-scheme",
                bangchim::bi!("읽지 않는 주소입니다: {scheme}", "addresses of {scheme} are not read, only files"),
            ),
            Bad::Base64 => ("bad-base64", bangchim::bi!("base64가 아닙니다", "not base64")),
        };
        let advice = Bi::new(
            "`bangchim worker --describe`의 형식에 맞춰 보내 주세요.",
            "Send it as `bangchim worker --describe` says.",
        );
        ErrorView::said(code, &message, advice, lang)
    }
}

/// A line as a request; with the `id` where at least that can be told.
pub(crate) fn parse(line: &[u8]) -> Result<Request, (Value, Bad)> {
    let id = || serde_json::from_slice::<Value>(line).ok().and_then(|v| v.get("id").cloned()).unwrap_or_default();
    // the version first: what a later one means by the other members is not known here
    #[derive(Deserialize)]
    struct Head {
        v: u32,
    }
    let json = |e: serde_json::Error| (id(), Bad::Json(format!("{:?} {}:{}", e.classify(), e.line(), e.column())));
    let head: Head = serde_json::from_slice(line).map_err(json)?;
    if head.v != VERSION {
        return Err((id(), Bad::Version(head.v)));
    }
    let request: Request = serde_json::from_slice(line).map_err(json)?;
    let places = [request.uri.is_some(), request.bytes_b64.is_some(), request.opts.path_b64.is_some()];
    if places.iter().filter(|p| **p).count() != 1 {
        return Err((request.id, Bad::NoDocument));
    }
    Ok(request)
}

/// The path that an address names.
pub(crate) fn path(uri: &str) -> Result<PathBuf, Bad> {
    let Some((scheme, rest)) = uri.split_once("://") else {
        // what Hadoop makes of a local path
        return Ok(uri.strip_prefix("file:").map_or_else(|| PathBuf::from(uri), |rest| PathBuf::from(decoded(rest))));
    };
    if !scheme.eq_ignore_ascii_case("file") {
        return Err(Bad::Scheme(scheme.to_owned()));
    }
    let path = decoded(rest.strip_prefix("localhost").unwrap_or(rest));
    // file:///C:/x
    let drive = cfg!(windows) && path.starts_with('/') && path.as_bytes().get(2) == Some(&b':');
    Ok(PathBuf::from(if drive { &path[1..] } else { &path }))
}

/// A text with its `%41` taken for the bytes that they stand for.
fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let (mut out, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while at < bytes.len() {
        let hex = text.get(at + 1..at + 3).filter(|_| bytes[at] == b'%');
        match hex.and_then(|h| u8::from_str_radix(h, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        let of = |uri: &str| path(uri).map(|p| p.to_string_lossy().into_owned()).map_err(|e| e.view(Lang::En).code);
        assert_eq!(of("가/나.txt").unwrap(), "가/나.txt");
        assert_eq!(of("file:///tmp/%EA%B0%80%20b.txt").unwrap(), "/tmp/가 b.txt");
        assert_eq!(of("file:/tmp/100%.txt").unwrap(), "/tmp/100%.txt");
        assert_eq!(of("s3://bucket/a.txt").unwrap_err(), "uri-scheme");
    }

    #[test]
    fn lines_that_are_no_requests() {
        let of = |line: &str| parse(line.as_bytes()).map(|_| ()).map_err(|(id, e)| (id, e.view(Lang::En).code));
        assert!(of(r#"{"v":1,"id":"a","uri":"x","later":true}"#).is_ok());
        assert_eq!(of(r#"{"v":2,"id":"a","uri":"x"}"#), Err(("a".into(), "unknown-version".into())));
        assert_eq!(of(r#"{"v":1,"id":7}"#), Err((7.into(), "no-document".into())));
        assert_eq!(of(r#"{"v":1,"id":7,"uri":3}"#), Err((7.into(), "bad-json".into())));
        assert_eq!(of("{"), Err((Value::Null, "bad-json".into())));
    }
}
