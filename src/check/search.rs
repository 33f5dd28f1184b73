//! Looking for words in the raw lines of a notice.

use super::view::Line;
use crate::model::Span;
use regex::Regex;
use std::ops::Range;

/// Declares patterns of a rule; one that does not compile never matches, which clippy and the cases of the rule show.
macro_rules! patterns {
    ($($(#[$doc:meta])* $name:ident = $pattern:literal;)+) => {$(
        $(#[$doc])*
        static $name: std::sync::LazyLock<Option<regex::Regex>> =
            std::sync::LazyLock::new(|| regex::Regex::new($pattern).ok());
    )+};
}
pub(super) use patterns;

/// What a pattern found in a line: the group `s` of the pattern, or all of it where it has none.
#[derive(Clone, Debug)]
pub(super) struct Hit<'a> {
    pub(super) unit: u32,
    /// The whole line.
    pub(super) line: &'a str,
    /// Bytes of the line.
    pub(super) range: Range<usize>,
}

impl<'a> Hit<'a> {
    pub(super) fn text(&self) -> &'a str {
        &self.line[self.range.clone()]
    }

    pub(super) fn at(&self) -> Vec<Span> {
        vec![Span { unit: self.unit, start: self.range.start as u32, end: self.range.end as u32 }]
    }

    /// The sentence around it, which ends with its cell at the latest.
    pub(super) fn sentence(&self) -> &'a str {
        let (head, tail) = (&self.line[..self.range.start], &self.line[self.range.end..]);
        let border = |t: &str| t.rfind(['\t', '|']).map_or(0, |i| i + 1);
        let full_stop = |t: &str| t.rfind(". ").map_or(0, |i| i + 2);
        let from = border(head).max(full_stop(head));
        let ends = [tail.find(['\t', '|']), tail.find(". ").map(|i| i + 1)];
        let to = ends.into_iter().flatten().min().map_or(self.line.len(), |i| self.range.end + i);
        &self.line[from..to]
    }

    /// Up to so many characters before it and after it, in its cell.
    pub(super) fn around(&self, before: usize, after: usize) -> (&'a str, &'a str) {
        let sentence = self.sentence();
        let start = sentence.as_ptr() as usize - self.line.as_ptr() as usize;
        let (head, tail) = (&self.line[start..self.range.start], &self.line[self.range.end..start + sentence.len()]);
        let from = head.char_indices().rev().take(before).last().map_or(head.len(), |(i, _)| i);
        let to = tail.char_indices().nth(after).map_or(tail.len(), |(i, _)| i);
        (&head[from..], &tail[..to])
    }
}

/// All places of a pattern, in the order of the lines.
pub(super) fn hits<'v, 'a: 'v>(
    lines: impl Iterator<Item = &'v Line<'a>>,
    pattern: &'static Option<Regex>,
) -> Vec<Hit<'a>> {
    let Some(pattern) = pattern else { return Vec::new() };
    let group = pattern.capture_names().flatten().any(|n| n == "s");
    let mut out = Vec::new();
    for line in lines {
        let raw: &'a str = line.raw;
        if group {
            // groups are dear, and most lines have none
            if !pattern.is_match(raw) {
                continue;
            }
            let found = pattern.captures_iter(raw).filter_map(|c| c.name("s"));
            out.extend(found.map(|m| Hit { unit: line.unit, line: raw, range: m.range() }));
        } else {
            out.extend(pattern.find_iter(raw).map(|m| Hit { unit: line.unit, line: raw, range: m.range() }));
        }
    }
    out
}

/// Lines with a digit, for patterns that need one.
pub(super) fn with_digit<'v, 'a: 'v>(lines: impl Iterator<Item = &'v Line<'a>>) -> impl Iterator<Item = &'v Line<'a>> {
    lines.filter(|l| l.raw.bytes().any(|b| b.is_ascii_digit()))
}

/// Whether a text holds the pattern.
pub(super) fn says(pattern: &'static Option<Regex>, text: &str) -> bool {
    pattern.as_ref().is_some_and(|p| p.is_match(text))
}

patterns! {
    /// Words that turn a sentence round.
    DENIAL = r"않|아니|아닙|없|금지|못\s?하|못\s?합|불가|안\s?(?:함|됨|합|됩|하)|제외|미\s?사용|해제|중지";
}

/// Whether a sentence denies what it names.
pub(super) fn denies(sentence: &str) -> bool {
    says(&DENIAL, sentence)
}
