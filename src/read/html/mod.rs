//! HTML: saved pages of notices, pieces of such pages, and tables that web programs save under a name of Excel.
//!
//! The page is built as a browser builds it ([`tree`]), what belongs to the site and not to the notice is left out
//! ([`furniture`]), and the rest becomes paragraphs and tables ([`flow`], [`table`]). A unit is a line as a reader of the
//! page sees it, with white space as a browser shows it; its anchor is the line of the file at which it begins.

mod flow;
mod furniture;
mod table;
mod tree;

use super::text::Decoded;
use crate::model::report::TooLarge;
use crate::model::{Content, Origin, ReadError, ReaderNote, Source, Span};
use crate::settings::Limits;
use tree::Excess;

/// Bytes looked at to tell HTML from text.
const SAMPLE: usize = 64 << 10;

/// Whether a file is HTML: it says so at its beginning, or it begins with an element and most of its lines do.
///
/// Text and Markdown with some tags in it is no HTML.
pub(super) fn is_html(bytes: &[u8]) -> bool {
    // UTF-16 has a NUL beside each letter of a tag
    let head: Vec<u8> = bytes[..bytes.len().min(SAMPLE)].iter().copied().filter(|b| *b != 0).collect();
    let head = head.strip_prefix(b"\xEF\xBB\xBF").or(head.strip_prefix(b"\xFF\xFE")).unwrap_or(&head);
    let head = head.strip_prefix(b"\xFE\xFF").unwrap_or(head);
    let start = past_comments(head);
    let begins = |word: &str| start.get(..word.len()).is_some_and(|b| b.eq_ignore_ascii_case(word.as_bytes()));
    let says = ["<!doctype html", "<html", "<head>", "<head ", "<body", "<meta ", "<title>"];
    if says.iter().any(|s| begins(s)) {
        return true;
    }
    const BLOCKS: [&str; 22] = [
        "<div", "<table", "<p", "<h1", "<h2", "<h3", "<h4", "<h5", "<ul", "<ol", "<dl", "<section", "<article",
        "<main", "<span", "<center", "<font", "<form", "<style", "<link", "<strong", "<script",
    ];
    let element = BLOCKS
        .iter()
        .any(|b| begins(b) && start.get(b.len()).is_some_and(|c| c.is_ascii_whitespace() || matches!(c, b'>' | b'/')));
    let closed = memchr::memmem::find_iter(start, b"</").count();
    let lines = || start.split(|b| matches!(b, b'\n' | b'\r')).map(<[u8]>::trim_ascii).filter(|l| !l.is_empty());
    element && closed >= 3 && lines().filter(|l| l.starts_with(b"<")).count() * 2 > lines().count()
}

/// What follows white space, comments and an XML declaration.
fn past_comments(mut head: &[u8]) -> &[u8] {
    loop {
        head = head.trim_ascii_start();
        let end: &[u8] = if head.starts_with(b"<!--") {
            b"-->"
        } else if head.starts_with(b"<?") {
            b"?>"
        } else {
            return head;
        };
        let Some(at) = memchr::memmem::find(head, end) else { return head };
        head = &head[at + end.len()..];
    }
}

/// The encoding that a page names in its `meta` elements.
pub(super) fn declared_encoding(bytes: &[u8]) -> Option<&[u8]> {
    let head = &bytes[..bytes.len().min(SAMPLE)];
    let at = memchr::memmem::find_iter(head, b"charset").find(|&at| {
        let before = head[..at].iter().rposition(|b| *b == b'<').map(|open| &head[open..at]);
        before.is_some_and(|tag| tag.len() < 512 && tag.get(..5).is_some_and(|t| t.eq_ignore_ascii_case(b"<meta")))
    })?;
    let rest = head[at + b"charset".len()..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let rest = rest.strip_prefix(b"\"").or(rest.strip_prefix(b"'")).unwrap_or(rest);
    let end = rest.iter().position(|b| !(b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':')));
    Some(&rest[..end.unwrap_or(rest.len())])
}

/// Reads a page.
pub(super) fn read(mut origin: Origin, decoded: Decoded, limits: &Limits) -> Result<Source, ReadError> {
    origin.encoding = decoded.encoding;
    origin.media_type = "text/html";
    let tree = tree::parse(&decoded.text, limits.units, limits.depth).map_err(|excess| {
        let (what, limit) = match excess {
            Excess::Nodes => (TooLarge::Units, limits.units),
            Excess::Depth => (TooLarge::Depth, limits.depth),
        };
        ReadError::TooLarge { what, found: limit + 1, limit, line: None }
    })?;
    let mut source = Source::default();
    source.origin = origin;
    let blocks = flow::blocks(&tree, &mut source, limits)?;
    if source.is_empty() {
        return Err(ReadError::Empty);
    }
    source.content = Content::Flow(blocks);
    if !decoded.lost.is_empty() {
        let notes = lost(&source);
        source.notes.extend(notes);
    }
    Ok(source)
}

/// The notes for what could not be decoded, in the text that is left.
fn lost(source: &Source) -> Vec<ReaderNote> {
    let sign = char::REPLACEMENT_CHARACTER;
    let in_unit = |unit: u32| {
        source.unit(unit).match_indices(sign).map(move |(at, found)| {
            let span = Span { unit, start: at as u32, end: (at + found.len()) as u32 };
            ReaderNote::Undecodable { span, bytes: Vec::new() }
        })
    };
    (0..source.len() as u32).flat_map(in_unit).collect()
}
