//! Where a table without separators begins and ends, and in which way its cells were written down.

use super::build::{Draft, Slot, unit_in_charge};
use super::fitted::{self, Atom, Writing};
use super::lines::{self, Line, Shape};
use super::{counted, even, numbered, pair, summed};
use crate::lexicon::columns::{self, TableKind};
use crate::lexicon::{heads, parts, words};
use crate::model::layout::Marker;
use crate::model::{Concept, Drawn, Text};
use crate::value::{count, period};
use std::ops::Range;

/// Longest body that is taken for one table, in lines.
const LONGEST_BODY: usize = 4000;

pub(super) struct Heading {
    pub(super) texts: Vec<Text>,
    pub(super) concepts: Vec<Option<Concept>>,
    pub(super) writing: Writing,
    /// First line of the body.
    pub(super) body: usize,
}

/// A table whose heading row stands at a line.
pub(super) fn table_at(lines: &[Line], at: usize) -> Option<(Draft, usize)> {
    let mut heading =
        heading_over_lines(lines, at).or_else(|| heading_across(lines, at)).or_else(|| heading_down(lines, at))?;
    if heading.writing != Writing::Down && body_is_cell_by_line(lines, &heading) {
        heading.writing = Writing::Down;
    }
    if heading.writing == Writing::Across && heading.concepts.iter().flatten().all(|c| pair::is_role(*c)) {
        // roles beside each other are a heading row only where a person stands below, on a line of its own, or a line for
        // each of the roles that ends the table (`총무부장 팀장, 점장`)
        let first = lines.get(heading.body).filter(|l| l.shape == Shape::Plain)?;
        let lone = lines.get(heading.body + 1).is_none_or(|l| l.shape == Shape::Blank);
        let posts = |(first, others): (&str, &str)| words::is_position(first) && others.contains(',');
        if !(lone && heading.texts.len() == 2 && first.text.as_str().split_once(' ').is_some_and(posts)) {
            if !is_one_person(first.text.as_str()) {
                return None;
            }
            heading.writing = Writing::Down;
        }
    }
    if heading.writing == Writing::Glued
        && let Some(read) = summed::table(&heading.texts, &heading.concepts, lines, heading.body)
    {
        return Some(read);
    }
    let next_number = lines[..at].iter().rev().take(80).find_map(|l| match l.marker {
        Marker::Number { value, level: 1 } if l.shape == Shape::Plain => Some(value + 1),
        _ => None,
    });
    let end = body_end(lines, heading.body, &heading, next_number);
    if end == heading.body {
        return None;
    }
    if heading.writing == Writing::Down {
        let filled = lines[heading.body..end].iter().filter(|l| l.shape != Shape::Blank);
        let cells: Vec<Text> = filled.map(|l| l.text.trim()).collect();
        if let Some(draft) = told_by_places(&heading.texts, &heading.concepts, &cells) {
            return Some((draft, end));
        }
    }
    let mut atoms = atoms_of(&lines[heading.body..end], heading.writing);
    if heading.texts.iter().any(|t| t.as_str().ends_with('/')) {
        atoms.retain(|a| a.text.as_str() != "/");
    }
    let draft = draft(heading, &atoms)?;
    Some((draft, end))
}

/// A heading row on one line; a second one right below it words the sub-heads.
fn heading_across(lines: &[Line], at: usize) -> Option<Heading> {
    let line = &lines[at];
    if matches!(line.marker, Marker::Number { .. } | Marker::Heading(_)) {
        return None;
    }
    let row = |line: &Line| {
        let cut = heads::head_row(line.text.as_str())?;
        // `대상 시설`: one head of two words
        if matches!(cut[..], [(_, a), (_, b)] if a == b) && heads::head(line.text.as_str()).is_some() {
            return None;
        }
        let texts: Vec<Text> = cut.iter().map(|(r, _)| line.text.slice(r.clone())).collect();
        Some((texts, cut.into_iter().map(|(_, c)| Some(c)).collect::<Vec<_>>()))
    };
    let (mut texts, mut concepts) = row(line)?;
    let glued = !line.text.as_str().trim().contains(' ') || tokens_hold_heads(line, &texts);
    if glued {
        person_before_number(&mut texts, &mut concepts);
    }
    let mut body = at + 1;
    // a heading of two lines: the lower one has the columns, the upper one what they are about
    if let Some(next) = lines.get(at + 1).filter(|l| l.shape == Shape::Plain)
        && let Some((sub_texts, sub)) = row(next)
        && sub.len() >= 2
    {
        if texts.len() > 1 && concepts[0] == Some(Concept::Category) {
            texts.truncate(1);
            concepts.truncate(1);
        } else {
            texts.clear();
            concepts.clear();
        }
        texts.extend(sub_texts);
        concepts.extend(sub);
        body = at + 2;
    }
    // `구분 카메라 녹화장치` above the row of sub-heads: its first word heads the first column
    if let Some(above) = at
        .checked_sub(1)
        .map(|i| &lines[i])
        .filter(|l| l.shape == Shape::Plain && concepts[0] != Some(Concept::Category))
    {
        let first = above.text.as_str().split_whitespace().next().unwrap_or("");
        if heads::head(first) == Some(Concept::Category) && above.text.as_str().split_whitespace().count() <= 8 {
            texts.insert(0, above.text.of(first));
            concepts.insert(0, Some(Concept::Category));
        }
    }
    let writing = if glued { Writing::Glued } else { Writing::Across };
    Some(Heading { texts, concepts, writing, body })
}

/// Heads over numbered rows whose line ends tore them (`연번 부서 설치위치 및`, `촬영범위`, `보관`, `기간`): all lines
/// down to that of row 1. Words over several of the heads are left out.
fn heading_over_lines(lines: &[Line], at: usize) -> Option<Heading> {
    /// Most lines of the heads.
    const LONGEST: usize = 16;
    /// Most bytes of them.
    const LONGEST_HEADS: usize = 400;
    /// Most words over several heads.
    const BAND: usize = 3;
    const BANDS: [&str; 9] = ["영상정보", "영상정보의", "관리", "현황", "설치", "설치현황", "운영", "운영현황", "및"];
    let numbers_rows = |l: &Line| l.text.as_str().split(' ').next().and_then(heads::head) == Some(Concept::Index);
    if !numbers_rows(lines.get(at)?) {
        return None;
    }
    let mut below = at + 1..lines.len().min(at + LONGEST);
    let body = below.find(|&i| lines[i].text.as_str().starts_with("1 ")).filter(|body| *body > at + 1)?;
    let over = &lines[at..body];
    if over.iter().any(|l| l.shape != Shape::Plain || l.marker != Marker::None) {
        return None;
    }
    let whole = Text::join(over.iter().map(|l| &l.text), " ");
    if whole.len() > LONGEST_HEADS {
        return None;
    }
    let words = heads::words_of(whole.as_str());
    let without = |from: usize, many: usize| {
        let kept = words[..from].iter().chain(&words[from + many..]);
        let kept: Vec<Text> = kept.map(|word| whole.slice(word.clone())).collect();
        Text::join(&kept, " ")
    };
    let is_band = |from: usize, many: usize| {
        let mut dropped = words[from..from + many].iter().map(|word| &whole.as_str()[word.clone()]);
        dropped.all(|word| BANDS.contains(&word))
    };
    let bands = (1..=BAND).flat_map(|many| (1..words.len().saturating_sub(many)).map(move |from| (from, many)));
    let (line, cut) = std::iter::once((0, 0))
        .chain(bands.filter(|(from, many)| is_band(*from, *many)))
        .map(|(from, many)| without(from, many))
        .find_map(|line| heads::head_row(line.as_str()).map(|cut| (line, cut)))?;
    let texts: Vec<Text> = cut.iter().map(|(r, _)| line.slice(r.clone())).collect();
    let concepts = cut.into_iter().map(|(_, c)| Some(c)).collect();
    Some(Heading { texts, concepts, writing: Writing::Across, body })
}

/// `구분담당자연락처`: where no other column names the person, 담당자 is one.
fn person_before_number(texts: &mut Vec<Text>, concepts: &mut Vec<Option<Concept>>) {
    let named = concepts.iter().flatten().any(|c| matches!(c, Concept::Name | Concept::Position) || pair::is_role(*c));
    let Some(at) = concepts.iter().position(|c| *c == Some(Concept::Phone)).filter(|_| !named) else { return };
    let text = texts[at].clone();
    if let Some(number) = text.as_str().strip_prefix("담당자") {
        texts[at] = text.of(number);
        texts.insert(at, text.slice(0.."담당자".len()));
        concepts.insert(at, Some(Concept::PersonInCharge));
    }
}

/// Whether several heads stand in one word: the spaces between cells were lost.
fn tokens_hold_heads(line: &Line, heads: &[Text]) -> bool {
    let s = line.text.as_str();
    heads.windows(2).any(|pair| {
        let (left, right) = (pair[0].spans(), pair[1].spans());
        let touch = matches!((left.last(), right.first()), (Some(l), Some(r)) if l.end == r.start);
        // `이름/직위` are two heads of one cell
        touch && s.len() > 3 && !pair[0].as_str().ends_with('/')
    })
}

/// Whether the first line of the body is one cell and no more: the cells are written down, each on lines of its own.
fn body_is_cell_by_line(lines: &[Line], heading: &Heading) -> bool {
    let Some(first) = lines[heading.body..].iter().find(|l| l.shape != Shape::Blank) else { return false };
    let strict = [Concept::Count, Concept::Hours, Concept::Phone];
    let all: Vec<Concept> = heading.concepts.iter().flatten().copied().collect();
    let text = first.text.as_str();
    // a sum above its rows (`12` before `정문 3 …`) is no first cell
    let rows_follow = lines[heading.body..].iter().filter(|l| l.shape != Shape::Blank).nth(1).is_some_and(|next| {
        let s = next.text.as_str().trim();
        let counted = s.split(' ').skip(1).any(|t| count::cell(t).is_some());
        next.shape == Shape::Plain && counted && s.split(' ').count() >= 3
    });
    first.shape == Shape::Plain
        && !(rows_follow && all.contains(&Concept::Count))
        && all.iter().any(|c| strict.contains(c) && super::score::cell(text, *c, &all) >= 4.0)
        && (!text.trim().contains(' ') || text.chars().count() <= 6)
        && !text.split_whitespace().next().is_some_and(words::is_total_label)
}

/// `총무과장 홍길순`: a post and a name, and no more.
fn is_one_person(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let (names, posts) = (words.iter().filter(|w| words::is_person(w)), words.iter().filter(|w| words::is_position(w)));
    (1..=4).contains(&words.len())
        && names.count() <= 1
        && posts.count() <= 1
        && words.iter().any(|w| words::is_person(w) || words::is_position(w))
        && !line.contains(':')
}

/// Heads with a line for each.
fn heading_down(lines: &[Line], at: usize) -> Option<Heading> {
    let mut texts: Vec<Text> = Vec::new();
    let mut concepts: Vec<Option<Concept>> = Vec::new();
    let mut next = at;
    let mut body = at;
    while let Some(line) = lines.get(next) {
        if line.shape == Shape::Blank {
            next += 1;
            if next - body > 3 {
                break;
            }
            continue;
        }
        if line.shape != Shape::Plain || !matches!(line.marker, Marker::None) || concepts.len() >= 12 {
            break;
        }
        let Some(concept) = heads::head(line.text.as_str()) else { break };
        if opens_data(&concepts, concept) {
            break;
        }
        // a heading that its caption repeats is no row of heads
        if texts.iter().any(|t| t.as_str() == line.text.as_str().trim() && concept != Concept::Phone) {
            return None;
        }
        texts.push(line.text.trim());
        concepts.push(Some(concept));
        next += 1;
        body = next;
    }
    if concepts.len() < 2 || !plausible(&concepts) {
        return None;
    }
    Some(Heading { texts, concepts, writing: Writing::Down, body })
}

/// A role after the heads of a table of people is the first of its data.
pub(super) fn opens_data(so_far: &[Option<Concept>], concept: Concept) -> bool {
    let is_role = pair::is_role(concept) && concept != Concept::PersonInCharge;
    let among_people = so_far.iter().flatten().any(|c| {
        matches!(
            c,
            Concept::Name
                | Concept::Position
                | Concept::Phone
                | Concept::Affiliation
                | Concept::Category
                | Concept::Role
        )
    });
    is_role && among_people
}

/// Heads that make a table together; a chance run of words does not.
pub(super) fn plausible(concepts: &[Option<Concept>]) -> bool {
    let (kind, _) = columns::resolve(concepts);
    kind != TableKind::Unknown
}

/// A table written down cell by cell in which the places of some cells tell those of all.
fn told_by_places(texts: &[Text], concepts: &[Option<Concept>], cells: &[Text]) -> Option<Draft> {
    even::table(texts, concepts, cells).or_else(|| counted::table(texts, concepts, cells))
}

/// A table from a run of cells of which the first ones are the heads.
pub(super) fn from_cells(cells: Vec<Text>) -> Option<Draft> {
    if let Some(draft) = numbered::table(&cells) {
        return Some(draft);
    }
    let mut concepts = Vec::new();
    for cell in &cells {
        match heads::head(cell.as_str()) {
            Some(c) if !opens_data(&concepts, c) => concepts.push(Some(c)),
            _ => break,
        }
    }
    if concepts.len() < 2 || !plausible(&concepts) {
        return None;
    }
    let texts = cells[..concepts.len()].to_vec();
    let body = &cells[concepts.len()..];
    if let Some(draft) = told_by_places(&texts, &concepts, body) {
        return Some(draft);
    }
    let atoms: Vec<Atom> =
        body.iter().map(|t| Atom { text: t.clone(), starts_line: true, after_gap: false, bullet: false }).collect();
    draft(Heading { texts, concepts, writing: Writing::Down, body: 0 }, &atoms)
}

fn body_end(lines: &[Line], start: usize, heading: &Heading, next_number: Option<u16>) -> usize {
    let down = heading.writing == Writing::Down;
    // roles stand in the cells of tables about people only
    let people = columns::resolve(&heading.concepts).0 != TableKind::Cameras
        || heading.concepts.iter().flatten().any(|c| pair::is_personal(*c));
    let mut end = start;
    let mut blanks = 0;
    for (i, line) in lines.iter().enumerate().skip(start).take(LONGEST_BODY) {
        if line.shape == Shape::Blank {
            blanks += 1;
            continue;
        }
        let noted = i > start
            && is_note(line)
            && (ends_with_period(&lines[i - 1], heading) || down && says_whose_number(line, heading));
        if line.shape != Shape::Plain || !noted && closes_table(line, &lines[i + 1..], down, people) {
            break;
        }
        // the number that follows the one of the open part begins the next part
        let numbered = matches!(line.marker, Marker::Number { value, level: 1 } if Some(value) == next_number);
        let in_list = lines[start..i]
            .iter()
            .rev()
            .find(|l| l.shape != Shape::Blank)
            .is_some_and(|l| matches!(l.marker, Marker::Number { .. }));
        if numbered && blanks > 0 && !in_list && line.body.as_str().chars().count() >= 4 {
            break;
        }
        // rows on lines: after an empty line only what plainly is a row, or a cell written down, goes on
        if !down && blanks > 0 && !goes_on(line, heading) {
            break;
        }
        blanks = 0;
        end = i + 1;
    }
    end
}

/// A line that opens with the sign of a note.
fn is_note(line: &Line) -> bool {
    matches!(line.marker, Marker::Bullet('※' | '*'))
}

/// `※ 해당 지점 전화번호`: a cell that stands for a number.
fn says_whose_number(line: &Line, heading: &Heading) -> bool {
    let s = line.body.as_str();
    heading.concepts.contains(&Some(Concept::Phone)) && super::score::cell(s, Concept::Phone, &[]) > 0.0
}

/// Whether a line ends with a period although the heading has a column after it: a note below stands in the cell.
fn ends_with_period(line: &Line, heading: &Heading) -> bool {
    let s = line.text.as_str().trim();
    let period = period::parse(s);
    heading.concepts.iter().position(|c| *c == Some(Concept::Period)).is_some_and(|i| i + 1 < heading.concepts.len())
        && period.days.is_some()
        && period.range.end == s.len()
}

fn goes_on(line: &Line, heading: &Heading) -> bool {
    let s = line.text.as_str().trim();
    let short = s.chars().count() <= 40 && !matches!(line.marker, Marker::Number { level: 1, .. });
    let typed = s.bytes().any(|b| b.is_ascii_digit()) || words::is_role(s);
    let wants = heading.concepts.len() >= 2;
    wants
        && (short && (typed || !s.contains(' ') && s.chars().count() <= 20)
            || s.contains(',') && !parts::is_sentence(s))
        && heads::labelled(line.body.as_str()).is_none()
}

fn closes_table(line: &Line, rest: &[Line], down: bool, people: bool) -> bool {
    let body = line.body.as_str();
    let text = line.text.as_str().trim();
    if lines::heading(line).is_some() {
        let strong = matches!(line.marker, Marker::Number { .. } | Marker::Heading(_) | Marker::Bracket);
        let names_several = body.contains([',', '및']) || body.contains("관한");
        let named = heads::head(body);
        let is_cell = if named.is_some_and(pair::is_role) || words::is_role(body) { people } else { named.is_some() };
        let next = rest.iter().find(|l| l.shape != Shape::Blank);
        let again = next.is_some_and(|n| n.text.as_str().trim() == text);
        let heads_down = || {
            let mut below = rest.iter().filter(|l| l.shape != Shape::Blank);
            down && (0..2).all(|_| below.next().is_some_and(|l| heads::head(l.text.as_str()).is_some()))
        };
        let opens_part = next.is_some_and(|n| {
            parts::is_sentence(n.text.as_str())
                || heads::head_row(n.text.as_str()).is_some()
                || n.text.as_str().contains("스크롤")
        }) || names_several && heads_down();
        let mut leads = body.match_indices(' ').take(3).map(|(i, _)| &body[..i]);
        let opens_row = people && leads.any(|lead| words::is_role(lead) || words::site_and_role(lead).is_some());
        if strong || again || opens_part || names_several && !is_cell && !opens_row && body.split(' ').count() < 9 {
            return true;
        }
    }
    if matches!(line.marker, Marker::Number { level: 1, .. } | Marker::Heading(_) | Marker::Bracket)
        && parts::title_rank(body) > 0
    {
        return true;
    }
    let polite = body.trim_end_matches('.').ends_with("니다");
    if parts::is_sentence(body) && (polite || body.chars().count() > 24) {
        return true;
    }
    let proviso =
        matches!(line.marker, Marker::Bullet(_)) && ["단,", "단 ", "다만"].iter().any(|w| body.starts_with(w));
    if proviso
        || matches!(line.marker, Marker::Bullet('※' | '☞' | '*'))
        || text.starts_with("주)")
        || text.starts_with("* ")
    {
        return true;
    }
    if matches!(line.marker, Marker::Bullet(_)) && heads::labelled(body).is_some() {
        return true;
    }
    if heads::labelled(body)
        .is_some_and(|l| matches!(l.concept, Concept::Disposal | Concept::ViewingMethod | Concept::ViewingPlace))
    {
        return true;
    }
    if text.starts_with("이전글") || text.starts_with("다음글") || text.starts_with("목록") {
        return true;
    }
    if matches!(line.marker, Marker::Number { level: 2, .. })
        && text.chars().count() < 30
        && rest.first().is_some_and(|n| heads::head_row(n.text.as_str()).is_some())
    {
        return true;
    }
    heads::head_row(text).is_some() && !down
}

fn atoms_of(lines: &[Line], writing: Writing) -> Vec<Atom> {
    let mut out = Vec::new();
    let mut gap = false;
    // lists whose first items stand behind the cells before them
    let item = |l: &Line| l.text.as_str().split_whitespace().skip(1).any(fitted::opens_item);
    let lists = writing == Writing::Across && lines.iter().any(item);
    for line in lines.iter().filter(|l| l.text.as_str().trim() != ":" && !words::is_link(l.text.as_str())) {
        if line.shape == Shape::Blank {
            gap = true;
            continue;
        }
        let s = line.text.as_str();
        let bullet = matches!(line.marker, Marker::Bullet(_)) && (line.indent > 0 || lists);
        // the bullet of a list inside a cell is not part of its text, the sign of a note is
        let inner = match line.marker {
            Marker::Bullet(_) if !is_note(line) => line.body.as_str(),
            _ => s,
        };
        let text = if std::ptr::eq(inner, s) { &line.text } else { &line.body };
        let inner = text.as_str();
        let mut first = true;
        match writing {
            Writing::Glued => {
                let mut indices = inner.char_indices().peekable();
                while let Some((i, c)) = indices.next() {
                    if c.is_whitespace() {
                        continue;
                    }
                    // a space stays with the syllable before it
                    let mut end = i + c.len_utf8();
                    while let Some((j, w)) = indices.peek().copied().filter(|(_, w)| w.is_whitespace()) {
                        end = j + w.len_utf8();
                        indices.next();
                    }
                    out.push(Atom {
                        text: text.slice(i..end),
                        starts_line: first,
                        after_gap: first && gap,
                        bullet: first && bullet,
                    });
                    first = false;
                }
            }
            _ => {
                for word in letters_of_a_sum(inner, heads::words_of(inner)) {
                    if &inner[word.clone()] == ":" {
                        continue;
                    }
                    out.push(Atom {
                        text: text.slice(word),
                        starts_line: first,
                        after_gap: first && gap,
                        bullet: first && bullet,
                    });
                    first = false;
                }
            }
        }
        gap = false;
    }
    out
}

/// Words of a line, the spread letters that open a sum (`합 계`) taken for one.
fn letters_of_a_sum(line: &str, mut words: Vec<Range<usize>>) -> Vec<Range<usize>> {
    if let [first, second, ..] = &words[..]
        && [first, second].iter().all(|word| line[(*word).clone()].chars().count() == 1)
        && words::is_total_label(&line[first.start..second.end])
    {
        let sum = first.start..second.end;
        words.splice(..2, [sum]);
    }
    words
}

pub(super) fn draft(heading: Heading, atoms: &[Atom]) -> Option<Draft> {
    let Heading { mut texts, mut concepts, writing, .. } = heading;
    let opens_with_role = first_line_opens_with_role(atoms);
    let (mut kind, mut meanings) = columns::resolve(&concepts);
    let headed_people =
        meanings.iter().flatten().any(|c| matches!(c, Concept::Role | Concept::Manager | Concept::AccessHolder));
    if opens_with_role && kind == TableKind::People && !headed_people {
        // the heading cell over the roles was empty
        concepts.insert(0, Some(Concept::Role));
        texts.insert(0, Text::default());
        (kind, meanings) = columns::resolve(&concepts);
    }
    unit_in_charge(kind, &texts, &mut meanings);
    mend_meanings(kind, &mut meanings, atoms);
    if kind == TableKind::Unknown {
        return None;
    }
    let all: Vec<Concept> = meanings.iter().map(|m| m.unwrap_or(Concept::Other)).collect();
    let rows: Vec<Vec<Slot>> = fitted::fit(atoms, &all, writing)
        .into_iter()
        .map(|row| row.into_iter().map(|cell| cell.map_or(Slot::Gone, Slot::Text)).collect())
        .collect();
    let mut draft = Draft { drawn: Drawn::Fitted, header: texts, kind, meanings, rows, down: writing == Writing::Down };
    draft.sites_only_after_sums();
    if writing == Writing::Across && draft.kind == TableKind::Cameras {
        draft.part_groups();
    }
    Some(draft)
}

/// Whether the first line of a body begins with a role: `관리책임자 홍길순 과장 …`, or each cell on a line.
fn first_line_opens_with_role(atoms: &[Atom]) -> bool {
    let mut opening = String::new();
    for (i, atom) in atoms.iter().enumerate().take(12) {
        if i > 0 && atom.starts_line {
            break;
        }
        opening.push_str(atom.text.as_str());
        if words::is_role(&opening) {
            return true;
        }
    }
    false
}

/// Corrects headings that the body contradicts: 연락처 over places, a heading printed twice.
fn mend_meanings(kind: TableKind, meanings: &mut [Option<Concept>], atoms: &[Atom]) {
    let phones = atoms.iter().any(|a| {
        let s = a.text.as_str();
        s.bytes().filter(u8::is_ascii_digit).count() >= 6 && !s.contains("대")
    });
    if phones {
        return;
    }
    let wanted: &[Concept] = match kind {
        TableKind::Retention => &[Concept::Hours, Concept::Period, Concept::Storage],
        TableKind::Cameras => &[Concept::Location],
        _ => return,
    };
    let mut missing: Vec<Concept> = wanted.iter().copied().filter(|w| !meanings.contains(&Some(*w))).collect();
    missing.reverse();
    for meaning in meanings.iter_mut().filter(|m| **m == Some(Concept::Phone)) {
        if let Some(concept) = missing.pop() {
            *meaning = Some(concept);
        }
    }
}
