//! The table of contents that some notices have at their head.

use super::text;
use crate::model::Part;
use std::ops::Range;

/// A table of contents, whose headings come again below.
#[derive(Clone, Debug, Default)]
pub struct Contents {
    /// The units of its entries; empty when there is none.
    pub units: Range<u32>,
    /// Its last heading comes again below: the notice is whole.
    pub reached: bool,
    /// The notice ends at a heading before the last.
    pub stops_early: bool,
    titles: Vec<String>,
}

/// A heading with its number, as `3.` or `제3조`.
struct Entry {
    unit: u32,
    number: u32,
    article: bool,
    key: String,
}

impl Contents {
    /// Finds it in the raw lines of a notice.
    pub(super) fn of<'a>(lines: impl Iterator<Item = (u32, &'a str)>) -> Self {
        // a line that is no heading breaks a run of headings
        let all: Vec<Option<Entry>> =
            lines.filter(|(_, raw)| !raw.trim().is_empty()).map(|(unit, raw)| Entry::read(unit, raw)).collect();
        let Some(first) = all.windows(3).position(|w| w.iter().all(Option::is_some)) else {
            return Contents::default();
        };
        let Some(head) = &all[first] else { return Contents::default() };
        let run: Vec<&Entry> = all[first + 1..].iter().map_while(Option::as_ref).take_while(|e| !e.is(head)).collect();
        let below: Vec<&Entry> = all[first + 1 + run.len()..].iter().flatten().collect();
        let Some(last) = run.iter().copied().max_by_key(|e| e.number) else { return Contents::default() };
        if !below.iter().any(|e| e.is(head)) {
            return Contents::default();
        }
        let known: Vec<u32> =
            below.iter().filter(|e| e.is(head) || run.iter().any(|r| r.is(e))).map(|e| e.number).collect();
        let reached = below.iter().any(|e| e.is(last));
        let stops_early = !reached && known.last() == known.iter().max();
        let end = run.last().map_or(head.unit, |e| e.unit);
        let titles = std::iter::once(head.key.clone()).chain(run.iter().map(|e| e.key.clone())).collect();
        Contents { units: head.unit..end + 1, reached, stops_early, titles }
    }

    /// Whether an entry announces a part.
    pub(super) fn promises(&self, part: Part) -> bool {
        let words: &[&str] = match part {
            Part::Purpose => &["목적"],
            Part::Installation => &["대수", "현황"],
            Part::Contact => &["책임자"],
            Part::Retention => &["보관"],
            Part::Viewing => &["확인"],
            Part::Rights => &["열람", "권리"],
            Part::Safety => &["안전성", "보호조치"],
            _ => return false,
        };
        self.titles.iter().any(|t| words.iter().any(|w| t.contains(w)))
    }
}

impl Entry {
    fn read(unit: u32, raw: &str) -> Option<Entry> {
        let mark = |c: char| c.is_whitespace() || matches!(c, '-' | '•' | '·' | '*' | '○');
        let key = text::without_spaces(raw.trim_start_matches(mark));
        if key.chars().count() > 48 {
            return None;
        }
        let rest = key.strip_prefix('제').unwrap_or(&key);
        let article = rest.len() < key.len();
        let digits = rest.chars().take_while(char::is_ascii_digit).count();
        let number = rest.get(..digits)?.parse().ok().filter(|n| (1..=40).contains(n))?;
        let tail = &rest[digits..];
        let fits = if article { tail.starts_with('조') } else { tail.starts_with(['.', ')']) };
        fits.then_some(Entry { unit, number, article, key })
    }

    /// Whether both are the same heading; an article is known by its number.
    fn is(&self, other: &Entry) -> bool {
        self.article == other.article && self.number == other.number && (self.article || self.key == other.key)
    }
}
