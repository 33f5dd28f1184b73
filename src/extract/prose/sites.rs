//! Sites with their number of cameras on a line, and the places of these on the lines below (`본관 3대`, `1층:`,
//! `로비2대, 복도1대`). The counts below add up to the number, which tells where a site ends.

use crate::extract::places;
use crate::extract::value::Found;
use crate::lexicon::{fold, heads, parts};
use crate::model::{Block, Field, How, Installation, Point};
use crate::value::count::{self, CountUnit};

/// Most lines of the places of a site.
const LONGEST: usize = 40;
/// Most bytes of the line with a site and its number.
const LONGEST_LINE: usize = 120;

/// The sites that the first of the blocks begins, and how many blocks they take.
pub(in crate::extract) fn cameras(blocks: &[Block]) -> (Vec<Installation>, usize) {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some((one, used)) = site(&blocks[at..]) {
        out.push(one);
        at += used;
    }
    (out, at)
}

fn site(blocks: &[Block]) -> Option<(Installation, usize)> {
    let (Block::Paragraph(first), below) = blocks.split_first()? else { return None };
    if first.text.len() > LONGEST_LINE || !first.text.as_str().trim_end().ends_with('대') {
        return None;
    }
    let found = Found::new(first.text.clone(), How::Pattern);
    let s = found.str();
    let hits = counts(s)?;
    let [hit] = &hits[..] else { return None };
    let name = s[..hit.range.start].trim();
    let label = heads::head(name).is_some() || parts::names_the_devices(&fold(name));
    let bare = !name.is_empty() && !label && name.chars().count() <= 20 && !name.contains([',', ':', '(', '.']);
    if !bare || hit.total || hit.each || hit.value < 2 || !s[hit.range.end..].trim().is_empty() {
        return None;
    }
    let mut points: Vec<Point> = Vec::new();
    let (mut sum, mut used, mut floor) = (0, 1, None);
    for block in below.iter().take(LONGEST) {
        let Block::Paragraph(p) = block else { return None };
        used += 1;
        let line = p.text.as_str().trim();
        if let Some(name) = line.strip_suffix(':').map(str::trim).filter(|n| (1..=12).contains(&n.chars().count())) {
            let location = found.with(p.text.of(name)).string();
            floor = Some(points.len());
            points.push(Point { location, ..Point::default() });
            continue;
        }
        let hits = counts(line)?;
        let own = hits.iter().fold(0, |sum: u32, hit| sum.saturating_add(hit.value));
        // a place like the first line is the next of a list, whatever the numbers add up to
        if own == 0 || hits.len() < 2 && floor.is_none() || parts::is_sentence(line) {
            return None;
        }
        sum = own.saturating_add(sum);
        let line = line.trim_end_matches('.');
        let told = places::items(line).into_iter().map(|item| found.with(p.text.of(&line[item])));
        let told = told.flat_map(|item| places::points(&item));
        match floor {
            Some(at) => points[at].points.extend(told),
            None => points.extend(told),
        }
        if sum >= hit.value {
            break;
        }
    }
    let one = Installation {
        facility: found.with(found.text.of(name)).string(),
        count: Field::parsed(hit.value, found.text.slice(hit.range.clone()), found.by),
        points,
        ..Installation::default()
    };
    (sum == hit.value).then_some((one, used))
}

/// The counts of cameras in a line; none where it counts something else.
fn counts(s: &str) -> Option<Vec<count::Count>> {
    let hits = count::find(s);
    hits.iter().all(|hit| hit.unit == CountUnit::Camera).then_some(hits)
}
