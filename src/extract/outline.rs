//! Where notices begin and end, and what their sections are about.

use super::value::Found;
use crate::lexicon::heads;
use crate::lexicon::outline::heading;
use crate::lexicon::parts::{self, title_rank};
use crate::lexicon::words;
use crate::model::layout::Marker;
use crate::model::{Block, Drawn, Field, How, Layout, Paragraph, Part, Section, Source, Text};
use crate::value::{count, phone};
use std::ops::Range;

/// A notice before its values are read.
#[derive(Debug, Default)]
pub(super) struct Outlined {
    pub units: Range<u32>,
    pub blocks: Range<usize>,
    pub title: Field<String>,
    /// The first section, without a heading, is what stands before the first heading.
    pub sections: Vec<Section>,
    pub cut_off: bool,
}

/// The notices of a file.
pub(super) fn notices(source: &Source, layout: &Layout) -> Vec<Outlined> {
    let article = article(layout).unwrap_or(0..layout.blocks.len());
    let mut starts: Vec<usize> = vec![article.start];
    let mut seen: Vec<Part> = Vec::new();
    for (i, block) in layout.blocks.iter().enumerate().take(article.end).skip(article.start) {
        let Block::Paragraph(p) = block else { continue };
        if is_title(p) && core_parts(&seen) >= 2 && opens_notice(&layout.blocks[i + 1..]) {
            starts.push(i);
            seen.clear();
        } else if let Some(found) = heading(p.marker, p.text.as_str()) {
            seen.extend(found.parts);
        }
    }
    let ends = starts.iter().skip(1).copied().chain([article.end]);
    let ranges: Vec<Range<usize>> = starts.iter().copied().zip(ends).map(|(a, b)| a..b).collect();
    let last = ranges.len().saturating_sub(1);
    ranges
        .into_iter()
        .enumerate()
        .map(|(i, blocks)| outlined(source, layout, blocks, i == last))
        .filter(|o| is_notice(layout, o))
        .collect()
}

/// The blocks of a notice that is an article of a larger policy; what stands around it is about other matters.
fn article(layout: &Layout) -> Option<Range<usize>> {
    /// Titles that are looked at; a policy has one such article.
    const MOST: usize = 20;
    let mut tried = 0;
    for (i, block) in layout.blocks.iter().enumerate() {
        let Block::Paragraph(p) = block else { continue };
        if tried < MOST && article_title(p).is_some() {
            tried += 1;
            let end = next_article(layout, i).unwrap_or(layout.blocks.len());
            let own = &layout.blocks[i + 1..end];
            let told = opens_notice(own) || own.iter().map(labels_in).sum::<usize>() >= 3;
            if told && !layout.blocks[end..].iter().any(opens_installation) {
                return Some(i..end);
            }
            if opens_notice(&layout.blocks[i + 1..]) {
                return Some(i..layout.blocks.len());
            }
        }
        if title_of(p).is_some() || opens_installation(block) {
            return None;
        }
    }
    None
}

fn opens_installation(block: &Block) -> bool {
    let Block::Paragraph(p) = block else { return false };
    heading(p.marker, p.text.as_str()).is_some_and(|h| h.parts.contains(&Part::Installation))
}

/// The title of an article: `제14조(영상정보처리기기 설치·운영)`, `12. 영상정보처리기기 설치․운영`.
fn article_title(p: &Paragraph) -> Option<Text> {
    let Marker::Number { level: 1 | 2, .. } = p.marker else { return None };
    let text = p.text.as_str();
    let inner = match text.strip_prefix('(') {
        // what stands behind the title may have brackets of its own
        Some(rest) => rest.strip_suffix(')').or_else(|| Some(rest.split_once(')')?.0))?,
        None => text,
    };
    (title_rank(inner) > 0 && parts::parts_of(inner).is_empty()).then(|| p.text.of(inner.trim()))
}

/// The block of the article after the one at a block: the next number of its kind that does not count the items inside
/// it, which begin with 1 again.
fn next_article(layout: &Layout, at: usize) -> Option<usize> {
    let marked = |block: &Block| match block {
        Block::Paragraph(p) => Some((p.marker, heading(p.marker, p.text.as_str()).is_some_and(|h| h.value.is_empty()))),
        Block::Table(_) => None,
    };
    let (Marker::Number { value: own, level: of }, _) = marked(&layout.blocks[at])? else { return None };
    let mut inner = 1;
    (at + 1..layout.blocks.len()).find(|&i| {
        let Some((Marker::Number { value, level }, is_heading)) = marked(&layout.blocks[i]) else { return false };
        if level != of {
            return false;
        }
        // the item after ten items of article nine may be an article as well
        if value == inner && (value != own + 1 || is_heading) {
            inner += 1;
            return false;
        }
        value > own
    })
}

fn is_title(p: &Paragraph) -> bool {
    title_rank(p.text.as_str()) == 2 && !matches!(p.marker, Marker::Bullet(_) | Marker::Number { .. })
}

/// Parts that make a notice, of those seen so far.
fn core_parts(seen: &[Part]) -> usize {
    [Part::Purpose, Part::Installation, Part::Contact, Part::Retention, Part::Viewing, Part::Rights]
        .iter()
        .filter(|p| seen.contains(p))
        .count()
}

/// Whether another notice follows a title: several parts of its own.
fn opens_notice(rest: &[Block]) -> bool {
    let mut seen = Vec::new();
    for block in rest.iter().take(400) {
        let Block::Paragraph(p) = block else {
            if labels_in(block) >= 3 {
                return true;
            }
            continue;
        };
        if let Some(found) = heading(p.marker, p.text.as_str()) {
            seen.extend(found.parts);
            if core_parts(&seen) >= 2 {
                return true;
            }
        }
    }
    false
}

/// A file that names neither devices nor a part is no notice.
fn is_notice(layout: &Layout, outlined: &Outlined) -> bool {
    let parts: Vec<Part> = outlined.sections.iter().flat_map(|s| s.parts.iter().copied()).collect();
    let devices = layout.blocks[outlined.blocks.clone()].iter().any(|b| match b {
        Block::Paragraph(p) => parts::names_the_devices(&crate::lexicon::fold(p.text.as_str())),
        Block::Table(t) => t.cells.iter().any(|c| parts::names_the_devices(&crate::lexicon::fold(c.text.as_str()))),
    });
    let tables = layout.blocks[outlined.blocks.clone()]
        .iter()
        .filter(|b| matches!(b, Block::Table(t) if !t.columns.is_empty()))
        .count();
    let labels: usize = layout.blocks[outlined.blocks.clone()].iter().map(labels_in).sum();
    devices && (core_parts(&parts) >= 1 || labels >= 3 || tables >= 1 || introduces_policy(layout, outlined))
}

/// Whether the sentence that opens the model form stands here (`본 ○○(이하 …)은 … 방침 …`), and more about images below
/// it: all that is left of a notice whose tables were lost.
fn introduces_policy(layout: &Layout, outlined: &Outlined) -> bool {
    let mut lines = layout.blocks[outlined.blocks.clone()].iter().filter_map(|b| match b {
        Block::Paragraph(p) => Some(p.text.as_str()),
        Block::Table(_) => None,
    });
    let about = |s: &&str| parts::names_the_devices(&crate::lexicon::fold(s));
    let opens = |s: &&str| s.contains("(이하") && s.contains("방침") && parts::is_sentence(s) && about(s);
    lines.any(|s| opens(&s)) && lines.filter(about).count() >= 2
}

/// Labels before values: of a line one at most, of a form that the file draws each cell.
fn labels_in(block: &Block) -> usize {
    match block {
        Block::Paragraph(p) => usize::from(heads::labelled(p.text.as_str()).is_some()),
        Block::Table(t) if t.drawn == Drawn::Native && t.columns.is_empty() => {
            t.cells.iter().filter(|c| heads::head(c.text.as_str()).is_some()).count()
        }
        Block::Table(_) => 0,
    }
}

fn outlined(source: &Source, layout: &Layout, blocks: Range<usize>, is_last: bool) -> Outlined {
    let mut sections: Vec<Section> = Vec::new();
    let mut open = Section { parts: Vec::new(), heading: Text::default(), blocks: blocks.start..blocks.start };
    let mut title: Option<(u8, Text)> = None;
    let mut contents = false;
    for i in blocks.clone() {
        let block = &layout.blocks[i];
        let Block::Paragraph(p) = block else { continue };
        let text = p.text.as_str();
        if i == blocks.start
            && let Some(named) = article_title(p)
        {
            title = Some((2, named));
            continue;
        }
        if crate::lexicon::fold(text) == "목차" {
            contents = true;
        }
        if (sections.is_empty() && core_parts(&open.parts) == 0 || open.parts.contains(&Part::History))
            && let Some(candidate) = title_of(p)
            && title.as_ref().is_none_or(|(rank, text)| candidate.0 >= *rank && !goes_on_from(&candidate.1, text))
        {
            title = Some(candidate);
        }
        if is_form_start(text) {
            close(&mut sections, &mut open, i, i + 1, vec![Part::Form], p.text.clone());
            continue;
        }
        if open.parts.contains(&Part::Form) && !is_title(p) {
            continue;
        }
        if is_title(p) && open.parts.iter().any(|p| matches!(p, Part::History | Part::Form)) {
            close(&mut sections, &mut open, i, i + 1, Vec::new(), Text::default());
            continue;
        }
        let Some(found) = heading(p.marker, text) else { continue };
        // a caption that repeats the heading right above it does not open the part again
        let again = open.parts == found.parts && !words::is_role(text);
        if !open.heading.is_empty() && again && open.blocks.start == i && found.value.is_empty() {
            open.blocks.start = i + 1;
            continue;
        }
        // an unnumbered caption of the part that is open (`설치 대수, 설치 위치 및 촬영범위` above its table)
        if p.marker == Marker::None
            && found.value.is_empty()
            && open.parts.first() == found.parts.first()
            && !open.parts.is_empty()
        {
            continue;
        }
        if is_contents_line(layout, i, &blocks, contents) {
            continue;
        }
        let body = if found.value.is_empty() { i + 1 } else { i };
        close(&mut sections, &mut open, i, body, found.parts, p.text.of(found.title));
    }
    open.blocks.end = blocks.end;
    sections.push(open);
    let units = units_of(layout, &blocks, source);
    let title = title.map_or(Field::Missing, |(_, text)| Found::new(text, How::Pattern).string());
    let cut_off = is_last && cut_off(layout, &sections, &blocks);
    Outlined { units, blocks, title: title.or(headed_title(layout, &sections)), sections, cut_off }
}

fn close(sections: &mut Vec<Section>, open: &mut Section, end: usize, start: usize, parts: Vec<Part>, heading: Text) {
    open.blocks.end = end;
    let next = Section { parts, heading, blocks: start..start };
    sections.push(std::mem::replace(open, next));
}

/// `[별지]`, `개인영상정보 열람 청구서`: what follows is a form to fill in.
fn is_form_start(text: &str) -> bool {
    let f = crate::lexicon::fold(text);
    let short = f.chars().count() <= 24;
    short && (f.starts_with("별지") && f.chars().count() <= 8 || f.ends_with("청구서") && !f.contains("작성"))
}

/// A line of a table of contents: headings stand right before and after it.
fn is_contents_line(layout: &Layout, at: usize, blocks: &Range<usize>, announced: bool) -> bool {
    /// Entries that are looked at before and behind it.
    const LONGEST: usize = 60;
    let is_entry = |i: usize| match &layout.blocks[i] {
        Block::Paragraph(p) => {
            matches!(p.marker, Marker::Number { .. })
                && !p.text.as_str().contains(':')
                && p.text.as_str().chars().count() < 60
                && !parts::is_sentence(p.text.as_str())
                && !tells_numbers(p.text.as_str())
        }
        Block::Table(_) => false,
    };
    let number = |i: usize| match &layout.blocks[i] {
        Block::Paragraph(Paragraph { marker: Marker::Number { value, .. }, .. }) => Some(*value),
        _ => None,
    };
    let after = (at + 1..blocks.end).take(LONGEST).take_while(|&i| is_entry(i)).count();
    let before = (blocks.start..at).rev().take(LONGEST).take_while(|&i| is_entry(i)).count();
    let run = after + before + 1;
    let enough = if announced { 3 } else { 5 };
    // the last of a run is the first real heading, unless the numbers go on to it from the first
    let goes_on = (at - before..=at).zip(1..).all(|(i, n)| number(i) == Some(n));
    run > enough && (after > 0 || goes_on)
}

/// Whether a line counts cameras or gives a telephone number, as a heading does not (`2) 별관 9대`).
fn tells_numbers(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_digit()) && (!count::find(text).is_empty() || !phone::find(text).is_empty())
}

/// Whether a line begins with the title and says more (`… 방침 버전 v1.0`).
fn goes_on_from(line: &Text, title: &Text) -> bool {
    line.as_str().strip_prefix(title.as_str()).is_some_and(|more| more.starts_with(' '))
}

fn title_of(p: &Paragraph) -> Option<(u8, Text)> {
    if matches!(p.marker, Marker::Bullet(_)) {
        return None;
    }
    let text = p.text.as_str();
    let rank = title_rank(text);
    if rank == 2 || rank > 0 && !matches!(p.marker, Marker::Number { .. }) {
        return Some((rank * 2, p.text.clone()));
    }
    // the last step of a breadcrumb
    if let Some(last) = text.rsplit('>').next().filter(|_| text.contains('>'))
        && title_rank(last) == 2
    {
        return Some((1, p.text.of(last.trim())));
    }
    // a title with the first sentence after it on the same line
    let quote = text.find([' ', '\'', '‘', '“', '"']).and_then(|_| {
        text.match_indices([' ', '\'', '‘', '“', '"'])
            .map(|(i, _)| i)
            .take(8)
            .filter(|&i| title_rank(&text[..i]) == 2 && text[..i].ends_with(['침']))
            .last()
    });
    quote.map(|end| (3, p.text.of(text[..end].trim())))
}

/// A notice that is a numbered section of a larger policy: the heading that names the devices is its title.
fn headed_title(layout: &Layout, sections: &[Section]) -> Field<String> {
    let headed = sections.first().and_then(|s| {
        layout.blocks[s.blocks.clone()].iter().find_map(|b| match b {
            Block::Paragraph(p) => article_title(p),
            Block::Table(_) => None,
        })
    });
    headed.map_or(Field::Missing, |text| Found::new(text, How::Pattern).string())
}

fn units_of(layout: &Layout, blocks: &Range<usize>, source: &Source) -> Range<u32> {
    let first = if blocks.start == 0 { Some(0) } else { layout.blocks[blocks.clone()].iter().find_map(Block::unit) };
    let next = layout.blocks[blocks.end..].iter().find_map(Block::unit);
    first.unwrap_or(0)..next.unwrap_or(source.len() as u32)
}

/// Whether the file ends before the notice does: a part that usually comes later never comes.
fn cut_off(layout: &Layout, sections: &[Section], blocks: &Range<usize>) -> bool {
    let has = |part: Part| sections.iter().any(|s| s.parts.contains(&part));
    let Some(last) = sections.last() else { return false };
    let body_is_empty = last.blocks.is_empty() && !last.heading.is_empty();
    let last_part = last.parts.iter().max().copied();
    let ends_mid = layout.blocks[blocks.clone()].last().is_some_and(|b| match b {
        Block::Paragraph(p) => {
            let s = p.text.as_str().trim_end();
            let open = s.ends_with(['(', ',']) || s.ends_with(" 및");
            let ended = s.ends_with(['.', ')', '>', '」', '요', '음', '함', '임']);
            !s.is_empty() && (open || !ended && s.chars().count() > 60)
        }
        Block::Table(_) => false,
    });
    // several headings with nothing under them: the conversion lost what stood there
    let emptied = sections
        .iter()
        .filter(|s| s.blocks.is_empty() && !s.heading.is_empty() && s.parts.iter().any(|p| *p <= Part::Safety))
        .count();
    if emptied >= 2 {
        return true;
    }
    if has(Part::Change) {
        return false;
    }
    // sections printed again after the last one: the end was reached
    let name = crate::lexicon::fold(last.heading.as_str());
    let again = !name.is_empty()
        && sections[..sections.len() - 1].iter().any(|s| crate::lexicon::fold(s.heading.as_str()) == name);
    !again && (body_is_empty || ends_mid || last_part.is_none_or(|p| p < Part::Safety))
}
