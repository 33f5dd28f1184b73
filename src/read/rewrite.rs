//! Text, Markdown and HTML rewritten in place: some pieces changed, every other byte as it was.
//!
//! In a text a piece has its place. In HTML a unit is a line as a browser shows it, and nothing says from which letters of
//! the file it came; a piece is looked for there, and a change counts only when the changed file, read again, differs in
//! that piece of that unit and nowhere else.

use super::html::{self, is_html};
use super::text;
use crate::model::{Anchor, Content, Origin, ReaderNote, Source, Span};
use crate::settings::Limits;
use encoding_rs::EUC_KR;
use regex::Regex;

/// Places of a page that are tried for one piece.
const TRIED: usize = 40;
/// Bytes of a page that are read again in all, for all pieces.
const READ_AGAIN: usize = 256 << 20;

/// A file that can be rewritten, as its decoded text.
#[derive(Debug)]
pub struct File<'b> {
    bytes: &'b [u8],
    encoding: &'static str,
    html: bool,
    text: String,
    /// Bytes that may still be read again.
    left: usize,
}

impl<'b> File<'b> {
    /// The file that a source was read from; none where it is neither text nor HTML, or where its bytes cannot be
    /// written again as they were (some could not be decoded, or a wrong encoding was undone).
    #[must_use]
    pub fn of(source: &Source, bytes: &'b [u8]) -> Option<Self> {
        if source.notes.iter().any(|n| matches!(n, ReaderNote::Undecodable { .. })) {
            return None;
        }
        let file = match source.content {
            Content::Lines => {
                File { bytes, encoding: source.origin.encoding, html: false, text: source.text().to_owned(), left: 0 }
            }
            Content::Flow(_) if is_html(bytes) => {
                let decoded = text::decode(bytes, html::declared_encoding(bytes)).ok()?;
                File { bytes, encoding: decoded.encoding, html: true, text: decoded.text, left: READ_AGAIN }
            }
            Content::Flow(_) | Content::Pages(_) => return None,
        };
        // what comes back as it was can be written
        (file.encoded()? == bytes).then_some(file)
    }

    /// The decoded text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the file, in its encoding and with its byte order mark; none where the encoding lacks a letter.
    #[must_use]
    pub fn encoded(&self) -> Option<Vec<u8>> {
        let text = self.text.as_str();
        let wide = |unit: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(unit).collect::<Vec<u8>>();
        let marked =
            |mark: &[u8], body: Vec<u8>| if self.bytes.starts_with(mark) { [mark, &body].concat() } else { body };
        match self.encoding {
            "UTF-8" => Some(marked(b"\xEF\xBB\xBF", text.as_bytes().to_vec())),
            "UTF-16LE" => Some(marked(b"\xFF\xFE", wide(u16::to_le_bytes))),
            "UTF-16BE" => Some(marked(b"\xFE\xFF", wide(u16::to_be_bytes))),
            "CP949" => {
                let (body, _, lossy) = EUC_KR.encode(text);
                (!lossy).then(|| body.into_owned())
            }
            _ => None,
        }
    }

    /// The file read again.
    #[must_use]
    pub fn read(&self, origin: &Origin, limits: &Limits) -> Option<Source> {
        self.read_as(self.text.clone(), origin, limits)
    }

    fn read_as(&self, text: String, origin: &Origin, limits: &Limits) -> Option<Source> {
        if self.html {
            let decoded = text::Decoded { encoding: self.encoding, text, lost: Vec::new() };
            return html::read(origin.clone(), decoded, limits).ok();
        }
        Some(Source::from_lines(origin.clone(), text))
    }

    /// Replaces pieces of the source that the text was read to, given in order; tells of each whether it could be done.
    pub fn replace(&mut self, source: &Source, edits: &[(Span, &str)], limits: &Limits) -> Vec<bool> {
        if !self.html {
            self.text = source.edited(edits).text().to_owned();
            return vec![true; edits.len()];
        }
        let (mut now, mut done) = (source.clone(), vec![false; edits.len()]);
        // from the end, so that places before stay
        for (edit, done) in edits.iter().zip(&mut done).rev() {
            let wanted = now.edited(&[*edit]);
            if let Some(text) = self.changed(&now, *edit, &shown(&wanted), limits) {
                self.text = text;
                now = wanted;
                *done = true;
            }
        }
        done
    }

    /// The text of a page with one piece changed so that it reads as wanted; none where no place does it.
    fn changed(&mut self, now: &Source, (at, to): (Span, &str), wanted: &[String], limits: &Limits) -> Option<String> {
        let Some(Anchor::Line { line }) = now.anchor(at.unit) else { return None };
        let ends = memchr::memchr_iter(b'\n', self.text.as_bytes());
        let from = ends.take(line.saturating_sub(1) as usize).last().map_or(0, |end| end + 1);
        let places = as_written(now.raw(at))?;
        let to = to.replace('&', "&amp;").replace('<', "&lt;");
        let mut left = self.left;
        let text = places.find_iter(&self.text[from..]).take(TRIED).find_map(|place| {
            left = left.checked_sub(self.text.len())?;
            let text = [&self.text[..from + place.start()], &to, &self.text[from + place.end()..]].concat();
            let read = self.read_as(text.clone(), &now.origin, limits)?;
            (shown(&read) == wanted).then_some(text)
        });
        self.left = left;
        text
    }
}

/// The units as a browser shows them, empty ones left out.
fn shown(source: &Source) -> Vec<String> {
    let words = |unit| source.unit(unit).split_ascii_whitespace().collect::<Vec<_>>().join(" ");
    (0..source.len() as u32).map(words).filter(|text| !text.is_empty()).collect()
}

/// The ways in which a page may write a text: white space of any length, and letters by name or number.
fn as_written(text: &str) -> Option<Regex> {
    let mut pattern = String::new();
    for c in text.chars() {
        match c {
            ' ' => pattern.push_str(r"\s+"),
            '\u{a0}' => pattern.push_str("(?:\u{a0}|&nbsp;|&#160;|&#[xX]0*[aA]0;)"),
            '·' => pattern.push_str("(?:·|&middot;|&#183;|&#[xX]0*[bB]7;)"),
            '&' => pattern.push_str("(?:&amp;|&#38;|&)"),
            '<' => pattern.push_str("(?:&lt;|&#60;|<)"),
            '>' => pattern.push_str("(?:&gt;|&#62;|>)"),
            '"' => pattern.push_str("(?:&quot;|&#34;|\")"),
            c => pattern.push_str(&regex::escape(c.encode_utf8(&mut [0; 4]))),
        }
    }
    Regex::new(&pattern).ok().filter(|_| !pattern.is_empty())
}
