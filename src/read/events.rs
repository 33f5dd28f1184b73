//! The events of an XML part.
//!
//! Nearly all of a section of HWPX are tags, and a tag needs no more than its name and its end: these are cut off here,
//! several times as fast as by a reader that stops at each quotation mark. All else (declarations, comments, references,
//! CDATA, what stands in a start tag) is read by quick-xml.

use quick_xml::Reader;
use quick_xml::errors::{Error, IllFormedError, SyntaxError};
use quick_xml::events::{BytesEnd, BytesRef, BytesStart, BytesText, Event};

/// Reads events one by one. Every end tag has the name of the start tag that is open.
#[derive(Debug)]
pub(super) struct Events<'x> {
    /// What has not been read.
    rest: &'x str,
    len: usize,
    /// The names of the elements that are open.
    open: Vec<&'x str>,
}

impl<'x> Events<'x> {
    pub(super) fn of(xml: &'x str) -> Self {
        let rest = xml.strip_prefix('\u{feff}').unwrap_or(xml);
        Events { rest, len: xml.len(), open: Vec::new() }
    }

    /// How many bytes have been read; after an error, where what could not be read begins.
    pub(super) fn place(&self) -> usize {
        self.len - self.rest.len()
    }

    /// The next event.
    ///
    /// # Errors
    /// What follows is no XML, or ends another element than the open one.
    pub(super) fn read(&mut self) -> Result<Event<'x>, Error> {
        let rest = self.rest;
        match rest.as_bytes() {
            [] => Ok(Event::Eof),
            [b'<', b'!' | b'?', ..] | [b'&', ..] => {
                let mut reader = Reader::from_str(rest);
                let event = reader.read_event()?;
                self.rest = rest.get(reader.buffer_position() as usize..).unwrap_or_default();
                Ok(event)
            }
            [b'<', b'/', ..] => {
                let end = memchr::memchr(b'>', rest.as_bytes()).ok_or(SyntaxError::UnclosedTag)?;
                let name = rest[2..end].trim_ascii_end();
                match self.open.pop() {
                    Some(open) if open == name => {}
                    Some(open) => {
                        let (expected, found) = (open.to_owned(), name.to_owned());
                        return Err(IllFormedError::MismatchedEndTag { expected, found }.into());
                    }
                    None => return Err(IllFormedError::UnmatchedEndTag(name.to_owned()).into()),
                }
                self.rest = &rest[end + 1..];
                Ok(Event::End(BytesEnd::new(name)))
            }
            [b'<', ..] => {
                let end = end_of_start(rest.as_bytes())?;
                self.rest = &rest[end + 1..];
                let content = &rest[1..end];
                let (content, empty) = content.strip_suffix('/').map_or((content, false), |content| (content, true));
                let name = content.bytes().position(|b| b.is_ascii_whitespace()).unwrap_or(content.len());
                let start = BytesStart::from_content(content, name);
                if empty {
                    return Ok(Event::Empty(start));
                }
                self.open.push(&content[..name]);
                Ok(Event::Start(start))
            }
            bytes => {
                let (text, rest) = rest.split_at(memchr::memchr2(b'<', b'&', bytes).unwrap_or(bytes.len()));
                self.rest = rest;
                Ok(Event::Text(BytesText::from_escaped(text)))
            }
        }
    }

    /// Goes on at the end tag of the element that was opened last, which holds no element of its own name. What stands
    /// inside it is not looked at. An element whose name is none (`<a/b>`) is read as any other.
    pub(super) fn pass_over(&mut self) {
        // with none in the name, no byte is compared twice
        let Some(name) = self.open.last().filter(|name| !name.contains('/')) else { return };
        let bytes = self.rest.as_bytes();
        let is_end = |at: &usize| bytes[..*at].ends_with(b"<") && bytes[at + 1..].starts_with(name.as_bytes());
        let end = memchr::memchr_iter(b'/', bytes).find(is_end).map(|at| at - 1);
        self.rest = end.map_or("", |at| &self.rest[at..]);
    }
}

/// Where the start tag ends that bytes begin with: the first `>` outside quotation marks.
fn end_of_start(bytes: &[u8]) -> Result<usize, SyntaxError> {
    if let Some(first) = memchr::memchr(b'>', bytes) {
        // all quotations are of one kind and closed: the compiler makes this a few steps of 16 bytes
        let (half_open, other) = bytes[..first]
            .iter()
            .fold((false, false), |(half_open, other), b| (half_open ^ (*b == b'"'), other | (*b == b'\'')));
        if !half_open && !other {
            return Ok(first);
        }
    }
    let mut quoted = None;
    for at in memchr::memchr3_iter(b'>', b'"', b'\'', bytes) {
        match quoted {
            None if bytes[at] == b'>' => return Ok(at),
            None => quoted = Some(bytes[at]),
            Some(mark) if mark == bytes[at] => quoted = None,
            Some(_) => {}
        }
    }
    Err(match quoted {
        None => SyntaxError::UnclosedTag,
        Some(b'"') => SyntaxError::UnclosedDoubleQuotedAttributeValue,
        Some(_) => SyntaxError::UnclosedSingleQuotedAttributeValue,
    })
}

/// What a reference stands for: a number, or one of the five entities of XML itself. No entity of a document type is.
pub(super) fn character(name: &BytesRef<'_>) -> Option<char> {
    if let Ok(Some(c)) = name.resolve_char_ref() {
        return Some(c);
    }
    match &**name {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each event as it is shown; the last is an error with its place when there is one.
    fn shown<'x>(mut next: impl FnMut() -> Result<Event<'x>, (u64, Error)>) -> Vec<String> {
        let mut out = Vec::new();
        loop {
            match next() {
                Ok(Event::Eof) => return out,
                Ok(event) => out.push(format!("{event:?}")),
                Err((place, e)) => {
                    out.push(format!("{place} {e}"));
                    return out;
                }
            }
        }
    }

    fn all(xml: &str) -> Vec<String> {
        let mut events = Events::of(xml);
        shown(|| events.read().map_err(|e| (events.place() as u64, e)))
    }

    fn by_quick_xml(xml: &str) -> Vec<String> {
        let mut reader = Reader::from_str(xml);
        shown(|| reader.read_event().map_err(|e| (reader.error_position(), e)))
    }

    #[test]
    fn the_same_events_as_quick_xml() {
        for xml in [
            "",
            "\u{feff}<?xml version=\"1.0\"?><a/>",
            "<a b=\"1\" c='2'>가&amp;나<b/> <c d=\"x>y\"/><e f='\"'/></a >",
            "<a b=\"it's>\" c='<'>&#x41;</a><!-- <x> --><![CDATA[<y>]]>",
            "<!DOCTYPE a [<!ENTITY x \"<z>\">]><a\tb=\"/\">&x;</a>",
            "<a><b></a>",
            "</a>",
            "<a></b>",
            "<a b=\"1\" c=\">",
            "<a",
            "</a",
            "<",
            "<!-",
            "가 & 나",
            "<a/ ><>",
        ] {
            assert_eq!(all(xml), by_quick_xml(xml), "{xml}");
        }
    }

    #[test]
    fn an_element_is_passed_over_unread() {
        let mut events = Events::of("<a><l x='1'><ll/></y></l></a>");
        assert!(events.read().is_ok() && events.read().is_ok());
        events.pass_over();
        assert_eq!(events.place(), "<a><l x='1'><ll/></y>".len());
        assert!(matches!(events.read(), Ok(Event::End(_))));
        let mut events = Events::of("<l>가l가</l>");
        assert!(events.read().is_ok());
        events.pass_over();
        assert!(matches!(events.read(), Ok(Event::End(_))));
        let mut events = Events::of("<a/b><x/></a/b>");
        assert!(events.read().is_ok());
        events.pass_over();
        assert!(matches!(events.read(), Ok(Event::Empty(_))));
        let mut events = Events::of("<l><ll/>");
        assert!(events.read().is_ok());
        events.pass_over();
        assert!(matches!(events.read(), Ok(Event::Eof)));
    }
}
