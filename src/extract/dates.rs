//! When the notice was established, revised, announced, and from when it holds.

use super::value::Found;
use crate::lexicon::outline::heading;
use crate::model::{Block, CellRef, Concept, Field, How, Layout, Notice, Part, Revision, Table, Text};
use crate::value::date;
use jiff::civil::Date;
use std::ops::Range;

/// Reads the dates of a notice from its part on changes, from labels, and from the lines under its title.
pub(super) fn read(layout: &Layout, notice: &mut Notice) {
    let sections = std::mem::take(&mut notice.sections);
    for section in &sections {
        let set_apart = section.parts.iter().any(|p| matches!(p, Part::Form | Part::History));
        if set_apart {
            continue;
        }
        let about_change = section.parts.contains(&Part::Change);
        for block in &layout.blocks[section.blocks.clone()] {
            match block {
                Block::Paragraph(p) => line(&p.line, about_change, notice),
                Block::Table(t) => cells(t, notice),
            }
        }
    }
    notice.sections = sections;
    // a list of versions tells what no sentence says
    if notice.dates.established.is_missing()
        && let Some(first) =
            notice.revisions.iter().filter(|r| r.date.value().is_some()).min_by_key(|r| r.date.value().copied())
    {
        let dated = notice.revisions.len() > 1 || first.what.as_str().contains("제정");
        if dated {
            notice.dates.established = first.date.clone();
        }
    }
    if notice.dates.revised.is_missing() {
        let last = notice
            .revisions
            .iter()
            .filter(|r| r.date.value().is_some() && r.what.as_str().contains("개정"))
            .max_by_key(|r| r.date.value().copied());
        if let Some(last) = last {
            notice.dates.revised = last.date.clone();
        }
    }
}

/// Reads from the rest of a policy, of which the notice is an article, when the policy holds.
pub(super) fn read_rest(layout: &Layout, rest: Range<usize>, notice: &mut Notice) {
    let mut about_change = false;
    for block in &layout.blocks[rest] {
        let Block::Paragraph(p) = block else { continue };
        if let Some(found) = heading(p.marker, p.text.as_str()) {
            about_change = found.parts.contains(&Part::Change);
        }
        line(&p.line, about_change, notice);
    }
}

/// What a date says about the notice.
#[derive(Clone, Copy, PartialEq)]
enum Event {
    Established,
    Revised,
    Announced,
    Effective,
}

fn line(text: &Text, about_change: bool, notice: &mut Notice) {
    let s = text.as_str();
    if !s.bytes().any(|b| b.is_ascii_digit()) {
        return;
    }
    if !["제정", "개정", "변경", "공고", "시행", "적용", "기준", "공지", "게시"].iter().any(|w| s.contains(w))
    {
        return;
    }
    let hits = date::find(s);
    let mut before = 0;
    for (i, hit) in hits.iter().enumerate() {
        let left = &s[before..hit.range.start];
        let right_end = hits.get(i + 1).map_or(s.len(), |n| n.range.start);
        let right = &s[hit.range.end..right_end];
        before = hit.range.end;
        // `~ 2014. 8. 20`: the end of a time, not its start
        if left.trim_end().ends_with('~') {
            continue;
        }
        let Some(event) = event(left, right, about_change) else { continue };
        let found = Found::new(text.slice(hit.range.clone()), How::Label);
        let field = match hit.day() {
            Some(day) => Field::parsed(day, found.text.clone(), found.by),
            None => Field::Unparsed { text: found.text.clone(), by: found.by },
        };
        // `개정 2020.02.17` lines under the title are a history
        if !about_change && matches!(event, Event::Revised | Event::Established) && s.chars().count() < 30 {
            notice.revisions.push(Revision {
                date: field.clone(),
                what: Found::new(text.slice(0..hit.range.start), How::Label).string(),
            });
        }
        let same_day = ["그날부터 시행", "같은 날부터 시행", "같은 날 시행", "당일부터 시행", "즉시 시행"]
            .iter()
            .any(|w| right.contains(w));
        if same_day && event != Event::Effective {
            set(Event::Effective, field.clone(), notice);
        }
        set(event, field, notice);
    }
}

/// A label before the date, or the verb after it.
fn event(left: &str, right: &str, about_change: bool) -> Option<Event> {
    let tail: String =
        left.chars().rev().take(14).collect::<Vec<_>>().into_iter().rev().filter(|c| !c.is_whitespace()).collect();
    let labels = [
        ("공고", Event::Announced),
        ("공지", Event::Announced),
        ("게시일", Event::Announced),
        ("시행", Event::Effective),
        ("적용", Event::Effective),
        ("제정", Event::Established),
        ("개정", Event::Revised),
        ("변경일", Event::Revised),
        ("수정", Event::Revised),
    ];
    let bare = tail.trim_end_matches([':', '(', '-', '/', '[', '~', '<', '·', '자', '일', '：']);
    if let Some((_, event)) =
        labels.iter().find(|(w, _)| bare.ends_with(w) || bare.ends_with(w.trim_end_matches('일')) && w.ends_with('일'))
    {
        return Some(*event);
    }
    let head: String = right.chars().take(22).filter(|c| !c.is_whitespace()).collect();
    // `(2022. 3. 5. ~ 적용)`
    if let Some(open) = head.strip_prefix('~')
        && ["적용", "시행"].iter().any(|w| open.starts_with(w))
    {
        return Some(Event::Effective);
    }
    let verbs = [
        ("제정", Event::Established),
        ("개정", Event::Revised),
        ("변경", Event::Revised),
        ("부터시행", Event::Effective),
        ("부터적용", Event::Effective),
        ("자로시행", Event::Effective),
        ("시행", Event::Effective),
        ("적용", Event::Effective),
        ("기준으로작성", Event::Effective),
        ("부터효력", Event::Effective),
        ("공고", Event::Announced),
    ];
    // `2018. 6. 19. 개정`, a line of its own
    let word = head.trim_matches(['.', '(', ')', '[', ']', '<', '>']);
    let alone = left.trim_matches(['(', '[', '<', '-', ' ']).is_empty() && word.chars().count() == 2;
    if let Some((_, event)) = verbs.iter().find(|(w, _)| alone && *w == word) {
        return Some(*event);
    }
    let found = verbs.iter().filter_map(|(w, e)| head.find(w).map(|at| (at, *e))).min_by_key(|(at, _)| *at);
    found
        .filter(|(at, _)| *at <= 24 && (about_change || head.starts_with(['에', '부', '자', '을', '일'])))
        .map(|(_, e)| e)
}

fn set(event: Event, field: Field<Date>, notice: &mut Notice) {
    let slot = match event {
        Event::Established => &mut notice.dates.established,
        Event::Revised => &mut notice.dates.revised,
        Event::Announced => &mut notice.dates.announced,
        Event::Effective => &mut notice.dates.effective,
    };
    let newer = match (slot.value(), field.value()) {
        (Some(old), Some(new)) => event == Event::Revised && new > old,
        (None, _) => true,
        _ => false,
    };
    if newer {
        *slot = field;
    }
}

/// `공고일자 | 2024. 3. 1.` in a table.
fn cells(table: &Table, notice: &mut Notice) {
    let grid = table.grid();
    for row in 0..grid.rows() {
        for col in 0..grid.cols().saturating_sub(1) {
            let event = match crate::lexicon::heads::head(grid.text(row, col)) {
                Some(Concept::AnnouncedOn) => Event::Announced,
                Some(Concept::EffectiveOn) => Event::Effective,
                Some(Concept::EstablishedOn) => Event::Established,
                Some(Concept::RevisedOn) => Event::Revised,
                _ => continue,
            };
            if let Some(cell) = grid.cell(row, col + 1) {
                let found = Found::new(cell.text.clone(), How::Label);
                if date::first_day(found.str()).is_some() {
                    set(event, found.date(), notice);
                }
            }
        }
    }
}

/// A table of versions: the date and what was changed.
pub(super) fn revisions(table: &Table, index: u32, notice: &mut Notice) {
    let grid = table.grid();
    for row in 0..grid.rows() {
        let Some(col) = (0..grid.cols()).find(|&c| {
            let s = grid.text(row, c);
            s.chars().count() <= 20 && date::first_day(s).is_some()
        }) else {
            continue;
        };
        let at = |c: usize| {
            let text = grid.cell(row, c).map(|c| c.text.clone()).unwrap_or_default();
            Found::in_cell(text, How::ColumnHead, CellRef { table: index, row: row as u32, col: c as u32 })
        };
        notice.revisions.push(Revision { date: at(col).date(), what: at(col + 1).string() });
    }
}
