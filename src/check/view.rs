//! What a rule sees: one notice, the file around it, and today's date.

use super::contents::Contents;
use super::text;
use crate::model::ledger::Comparison;
use crate::model::{Block, Field, Grid, Layout, Notice, Part, Section, Source, Span, Table, Text};
use crate::settings::{Institution, Thresholds};
use jiff::civil::Date;
use std::cell::{Cell, OnceCell};

/// One notice with its surroundings.
#[derive(Debug)]
pub struct View<'a> {
    /// The file; empty when a stored record is checked again.
    pub source: &'a Source,
    pub layout: &'a Layout,
    pub notice: &'a Notice,
    /// Number of the notice in the file, from 1.
    pub index: u32,
    /// All notices of the file.
    pub notices: &'a [Notice],
    today: Date,
    asked: Cell<bool>,
    /// What a ledger says, where one was given and it is about the institution.
    pub ledger: Held<'a>,
    /// What the settings say of the institution.
    pub facts: Option<&'a Institution>,
    pub thresholds: Thresholds,
    lines: OnceCell<Vec<Line<'a>>>,
    contents: OnceCell<Contents>,
    tables: OnceCell<Vec<Drawn<'a>>>,
}

/// A table of the layout, its merged cells resolved when somebody asks.
#[derive(Debug)]
struct Drawn<'a> {
    table: &'a Table,
    grid: OnceCell<Grid<'a>>,
}

/// The ledger that a notice is held against.
#[derive(Clone, Copy, Debug, Default)]
pub enum Held<'a> {
    /// None was given.
    #[default]
    None,
    /// One was given that says nothing about the institution.
    Foreign,
    Compared(&'a Comparison<'a>),
}

/// A raw line of the notice, with what its place in the notice says about it.
#[derive(Clone, Copy, Debug)]
pub struct Line<'a> {
    pub unit: u32,
    pub raw: &'a str,
    /// Part of a form at the end, of the revision history or of a comparison of versions.
    pub annex: bool,
}

impl<'a> View<'a> {
    /// The view of one notice, counted from 1.
    #[must_use]
    pub fn new(
        source: &'a Source,
        layout: &'a Layout,
        notices: &'a [Notice],
        number: usize,
        today: Date,
    ) -> Option<Self> {
        let notice = notices.get(number.checked_sub(1)?)?;
        Some(View {
            source,
            layout,
            notice,
            index: number as u32,
            notices,
            today,
            asked: Cell::new(false),
            ledger: Held::None,
            facts: None,
            thresholds: Thresholds::default(),
            lines: OnceCell::new(),
            contents: OnceCell::new(),
            tables: OnceCell::new(),
        })
    }

    /// Today, for a rule to whose words the day matters: what it says may be another tomorrow.
    #[must_use]
    pub fn today(&self) -> Date {
        self.asked.set(true);
        self.today
    }

    /// The year of today.
    #[must_use]
    pub fn this_year(&self) -> i16 {
        self.today.year()
    }

    /// Whether a rule asked for the day of today, and not only for its year.
    #[must_use]
    pub fn asked_for_today(&self) -> bool {
        self.asked.get()
    }

    /// Whether the file is at hand.
    #[must_use]
    pub fn has_file(&self) -> bool {
        !self.source.is_empty()
    }

    /// A text as it stands in the file; runs that stand apart are joined by a space.
    #[must_use]
    pub fn raw(&self, text: &Text) -> String {
        let mut out = String::new();
        if self.has_file() {
            for span in text.spans() {
                let raw = self.source.raw(span).trim();
                if raw.is_empty() {
                    continue;
                }
                if !out.is_empty() {
                    out.push(' ');
                }
                out.push_str(raw);
            }
        }
        if out.is_empty() { text.as_str().trim().to_owned() } else { out }
    }

    /// The text of a field as it stands in the file; empty when there is none.
    #[must_use]
    pub fn raw_field<T>(&self, field: &Field<T>) -> String {
        field.text().map(|t| self.raw(t)).unwrap_or_default()
    }

    /// The raw cell or line around a text.
    #[must_use]
    pub fn cell_of(&self, text: &Text) -> &'a str {
        let Some(span) = text.spans().first().copied() else { return "" };
        let line = self.source.unit(span.unit);
        let (start, end) = (span.start as usize, (span.end as usize).min(line.len()));
        let (Some(head), Some(tail)) = (line.get(..start), line.get(end..)) else { return "" };
        let from = head.rfind(['\t', '|']).map_or(0, |i| i + 1);
        let to = tail.find(['\t', '|']).map_or(line.len(), |i| end + i);
        line.get(from..to).unwrap_or_default()
    }

    /// A count as it stands in the file, with the unit that follows it.
    #[must_use]
    pub fn raw_count(&self, field: &Field<u32>) -> String {
        let raw = self.raw_field(field);
        let Some(span) = spans(field).last().copied().filter(|_| raw.ends_with(|c: char| c.is_ascii_digit())) else {
            return raw;
        };
        let tail = self.source.unit(span.unit).get(span.end as usize..).unwrap_or_default();
        if tail.trim_start().starts_with('대') { format!("{raw}대") } else { raw }
    }

    /// Raw lines of the notice; without its annexes where `annex` is false.
    #[must_use]
    pub fn lines(&self) -> &[Line<'a>] {
        self.lines.get_or_init(|| {
            let annexes: Vec<(u32, u32)> = self
                .notice
                .sections
                .iter()
                .filter(|s| s.parts.iter().any(|p| matches!(p, Part::Form | Part::History)))
                .filter_map(|s| self.units_of(s))
                .collect();
            self.notice
                .units
                .clone()
                .map(|unit| Line {
                    unit,
                    raw: self.source.unit(unit),
                    annex: annexes.iter().any(|&(from, to)| (from..=to).contains(&unit)),
                })
                .collect()
        })
    }

    /// Raw lines without the annexes.
    pub fn body(&self) -> impl Iterator<Item = &Line<'a>> {
        self.lines().iter().filter(|l| !l.annex)
    }

    /// First and last unit of a section, its heading included.
    fn units_of(&self, section: &Section) -> Option<(u32, u32)> {
        let from = section.heading.unit()?;
        let last = section.blocks.clone().rev().find_map(|b| self.layout.blocks.get(b).and_then(last_unit));
        Some((from, last.unwrap_or(from).max(from)))
    }

    /// The sections about a part.
    pub fn sections(&self, part: Part) -> impl Iterator<Item = &'a Section> {
        self.notice.sections.iter().filter(move |s| s.parts.contains(&part))
    }

    /// Raw lines of the sections about a part, headings left out.
    pub fn section_lines(&self, part: Part) -> impl Iterator<Item = &Line<'a>> {
        let ranges: Vec<(u32, u32)> = self.sections(part).filter_map(|s| self.units_of(s)).collect();
        self.lines().iter().filter(move |l| ranges.iter().any(|&(from, to)| from < l.unit && l.unit <= to))
    }

    /// Raw lines of the sections about a part, headings included.
    pub fn part_lines(&self, part: Part) -> impl Iterator<Item = &Line<'a>> {
        let ranges: Vec<(u32, u32)> = self.real_sections(part).filter_map(|s| self.units_of(s)).collect();
        self.lines().iter().filter(move |l| ranges.iter().any(|&(from, to)| from <= l.unit && l.unit <= to))
    }

    /// What stands behind the heading of a section on its line.
    #[must_use]
    pub fn behind_heading(&self, section: &Section) -> &'a str {
        heading_end(section).and_then(|(unit, end)| self.source.unit(unit).get(end as usize..)).unwrap_or("")
    }

    /// What the sections about a part say under their headings; of the line of a heading what stands behind it, which
    /// in a notice on one line is everything.
    pub fn part_text(&self, part: Part) -> impl Iterator<Item = &'a str> {
        let heads: Vec<(u32, u32)> = self.real_sections(part).filter_map(heading_end).collect();
        self.part_lines(part).map(move |l| {
            let behind = heads.iter().find(|(unit, _)| *unit == l.unit).and_then(|(_, end)| l.raw.get(*end as usize..));
            behind.unwrap_or(l.raw)
        })
    }

    /// Whether the file breaks off inside a part, or before the part that follows it.
    #[must_use]
    pub fn breaks_off_in(&self, part: Part) -> bool {
        let sections = &self.notice.sections;
        let last = sections.iter().rposition(|s| s.parts.contains(&part)).is_none_or(|i| i + 1 == sections.len());
        last && (self.notice.cut_off || self.breaks_off())
    }

    /// Whether the file ends before the notice does: a part never comes, or the last sentence has no end.
    #[must_use]
    pub fn breaks_off(&self) -> bool {
        self.notice.cut_off
            || self.lines().iter().rev().find(|l| !l.raw.trim().is_empty()).is_some_and(|l| {
                self.notice.units.end as usize >= self.source.len() && !l.annex && text::stops_inside(l.raw)
            })
    }

    /// A table of the document by its number, with its merged cells resolved.
    #[must_use]
    pub fn grid(&self, number: u32) -> Option<&Grid<'a>> {
        let tables = self.tables.get_or_init(|| {
            let table = |b: &'a Block| match b {
                Block::Table(table) => Some(Drawn { table, grid: OnceCell::new() }),
                Block::Paragraph(_) => None,
            };
            self.layout.blocks.iter().filter_map(table).collect()
        });
        tables.get(number as usize).map(|t| t.grid.get_or_init(|| t.table.grid()))
    }

    /// Units of a table of contents at the head, whose headings come again below.
    #[must_use]
    pub fn contents(&self) -> &Contents {
        self.contents.get_or_init(|| Contents::of(self.lines().iter().map(|l| (l.unit, l.raw))))
    }

    /// The sections about a part that are more than an entry of a table of contents.
    pub fn real_sections(&self, part: Part) -> impl Iterator<Item = &'a Section> {
        let entries = self.contents().units.clone();
        self.sections(part).filter(move |s| s.heading.unit().is_none_or(|u| !entries.contains(&u)))
    }

    /// Whether the notice goes on after the rows of a part: a table is whole when something else follows it.
    #[must_use]
    pub fn goes_on_after(&self, part: Part) -> bool {
        if !self.notice.cut_off {
            return true;
        }
        let n = self.notice;
        let ends = |last: Option<u32>| last.unwrap_or_default();
        let cameras = n.installations.iter().flat_map(|i| [last_of(&i.count), last_of(&i.facility)]).flatten().max();
        let contacts = n.contacts.iter().flat_map(|c| [last_of(&c.phone), last_of(&c.position)]).flatten().max();
        let retention = n.retention.iter().flat_map(|r| [last_of(&r.period), last_of(&r.storage)]).flatten().max();
        let others = n.contractors.iter().filter_map(|c| last_of(&c.company)).chain(last_of(&n.viewing.method)).max();
        let own = match part {
            Part::Installation => cameras,
            Part::Contact => contacts,
            Part::Retention => retention,
            _ => return false,
        };
        let Some(own) = own else { return false };
        let rest = [cameras, contacts, retention, others].into_iter().map(ends).max().unwrap_or_default();
        let heads = n.sections.iter().any(|s| !s.parts.contains(&part) && s.heading.unit().is_some_and(|u| u > own));
        rest > own || heads
    }

    /// Whether a part is handed over to an attachment or a link.
    #[must_use]
    pub fn delegated(&self, part: Part) -> bool {
        self.notice.delegated.contains(&part)
    }

    /// The latest day that the notice gives for itself.
    #[must_use]
    pub fn day(&self) -> Option<Date> {
        let d = &self.notice.dates;
        let known = [&d.effective, &d.announced, &d.revised].into_iter().filter_map(Field::value).max();
        known.or(d.established.value()).copied()
    }
}

/// First span of a field, for a related label.
#[must_use]
pub(super) fn first_span<T>(field: &Field<T>) -> Option<Span> {
    field.text().and_then(|t| t.spans().first().copied())
}

/// Spans of a field; none when the document does not say it.
#[must_use]
pub(super) fn spans<T>(field: &Field<T>) -> Vec<Span> {
    field.text().map(Text::spans).unwrap_or_default()
}

/// The unit in which a heading ends, and where in it.
fn heading_end(section: &Section) -> Option<(u32, u32)> {
    section.heading.spans().last().map(|h| (h.unit, h.end))
}

fn last_of<T>(field: &Field<T>) -> Option<u32> {
    field.text().and_then(Text::last_unit)
}

fn last_unit(block: &Block) -> Option<u32> {
    match block {
        Block::Paragraph(p) => p.line.last_unit(),
        Block::Table(t) => t.cells.iter().filter_map(|c| c.text.last_unit()).max(),
    }
}
