//! A table of cameras whose cells run into each other and whose merged cells stand torn between empty lines.
//!
//! Such lines leave open which of their digits count cameras (`별관2층 복도1`). The stated sum decides: the reading is
//! taken only where it is the one whose counts add up.

use super::build::{Draft, Slot};
use super::lines::{self, Line, Shape};
use super::{glued, score};
use crate::lexicon::columns::{self, TableKind};
use crate::lexicon::{heads, parts, words};
use crate::model::{Concept, Drawn, Text};

/// Fewer rows than this may add up by chance.
const FEWEST_ROWS: usize = 3;
/// Cameras of one table; its ways of adding up are counted for each number below its sum.
const LARGEST_SUM: usize = 20_000;
/// No table is searched for its sum any further, in lines.
const LONGEST_BODY: usize = 400;

/// The table below its heads, and the line after its sum.
pub(super) fn table(
    texts: &[Text],
    concepts: &[Option<Concept>],
    lines: &[Line],
    body: usize,
) -> Option<(Draft, usize)> {
    let (kind, meanings) = columns::resolve(concepts);
    let all: Vec<Concept> = meanings.iter().copied().collect::<Option<_>>()?;
    let counts = all.iter().position(|c| *c == Concept::Count)?;
    let (before, after) = (&all[..counts], &all[counts + 1..]);
    let known = matches!(before, [Concept::Location] | [Concept::Facility, Concept::Location])
        && after.iter().all(|c| matches!(c, Concept::Range | Concept::Specification));
    if kind != TableKind::Cameras || !known {
        return None;
    }
    let (last, label, sum) = sum_below(lines, body)?;
    let inner = &lines[body..last];
    // without torn cells the lines are rows, and what they hold tells the cells
    if !inner.iter().any(|l| l.shape == Shape::Blank) {
        return None;
    }
    let filled: Vec<&Text> = inner.iter().filter(|l| l.shape != Shape::Blank).map(|l| &l.text).collect();
    let stated = sum.as_str().parse().ok().filter(|s| *s <= LARGEST_SUM)?;
    let numbers = add_up(&filled, stated)?;
    let mut rows: Vec<Vec<Slot>> = Vec::new();
    let mut places: Vec<Text> = Vec::new();
    let mut site = Vec::new();
    for (text, number) in filled.into_iter().zip(numbers) {
        let text = text.trim();
        let Some((from, to)) = number else {
            match rows.last_mut() {
                None => site.push(text),
                Some(row) => put(&text, &all, &mut row[counts + 1..], counts + 1)?,
            }
            continue;
        };
        let mut row: Vec<Slot> = all.iter().map(|_| Slot::Gone).collect();
        row[counts] = Slot::Text(text.slice(from..to));
        let rest = text.slice(to..text.len());
        let rest = rest.of(rest.as_str().strip_prefix('대').unwrap_or(rest.as_str())).trim();
        let cut = rest
            .as_str()
            .char_indices()
            .find(|(i, c)| c.is_ascii_digit() && is_specification(&rest.as_str()[*i..], &all))
            .map_or(rest.len(), |(i, _)| i);
        for piece in [rest.slice(0..cut), rest.slice(cut..rest.len())].iter().filter(|p| !p.is_empty()) {
            put(piece, &all, &mut row[counts + 1..], counts + 1)?;
        }
        places.push(text.slice(0..from).trim());
        rows.push(row);
    }
    if rows.len() < FEWEST_ROWS {
        return None;
    }
    let site = (!site.is_empty()).then(|| Text::join(site.iter(), " "));
    if site.is_some() && counts < 2 {
        return None;
    }
    name_sites(&mut rows, &places, site.as_ref(), counts);
    let mut below: Vec<Slot> = all.iter().map(|_| Slot::Blank).collect();
    below[0] = Slot::Text(label);
    below[counts] = Slot::Text(sum);
    rows.push(below);
    let draft = Draft { drawn: Drawn::Fitted, header: texts.to_vec(), kind, meanings, rows, down: false };
    Some((draft, last + 1))
}

/// The line of the sum (`소 계12`), its label and its number.
fn sum_below(lines: &[Line], body: usize) -> Option<(usize, Text, Text)> {
    for (i, line) in lines.iter().enumerate().skip(body).take(LONGEST_BODY) {
        if line.shape == Shape::Blank {
            continue;
        }
        let s = line.text.as_str().trim();
        let bare = s.trim_end_matches('대').trim_end();
        let label = bare.trim_end_matches(|c: char| c.is_ascii_digit());
        if label.len() < bare.len() && words::is_total_label(label) {
            return Some((i, line.text.of(label.trim_end()), line.text.of(&bare[label.len()..])));
        }
        let leaves = parts::is_sentence(s) || heads::head_row(s).is_some() || lines::heading(line).is_some();
        if line.shape != Shape::Plain || leaves {
            return None;
        }
    }
    None
}

/// Where the count of each line stands, if there is one way only in which they add up to the sum. A line without is a
/// piece of a merged cell.
fn add_up(texts: &[&Text], sum: usize) -> Option<Vec<Option<(usize, usize)>>> {
    let options: Vec<Vec<(usize, usize, usize)>> = texts.iter().map(|t| counts_in(t.trim().as_str())).collect();
    // ways from a line to the end, by what is still to come; more than one are as bad as two
    let mut ways = vec![vec![0u8; sum + 1]; options.len() + 1];
    ways[options.len()][0] = 1;
    for (i, line) in options.iter().enumerate().rev() {
        for left in 0..=sum {
            ways[i][left] = if line.is_empty() {
                ways[i + 1][left]
            } else {
                let next = line.iter().filter(|o| o.2 <= left).map(|o| ways[i + 1][left - o.2]);
                next.fold(0, |all, w| (all + w).min(2))
            };
        }
    }
    if ways[0][sum] != 1 {
        return None;
    }
    let mut left = sum;
    let mut out = Vec::new();
    for (i, line) in options.iter().enumerate() {
        let taken = line.iter().find(|o| o.2 <= left && ways[i + 1][left - o.2] == 1);
        left -= taken.map_or(0, |o| o.2);
        out.push(taken.map(|o| (o.0, o.1)));
    }
    Some(out)
}

/// The digits of a line that may count cameras, and their values. The first of them may belong to the place.
fn counts_in(line: &str) -> Vec<(usize, usize, usize)> {
    let mut out = Vec::new();
    let mut depth = 0usize;
    let mut at = 0;
    while let Some(c) = line[at..].chars().next() {
        let next = at + c.len_utf8();
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if !c.is_ascii_digit() {
            at = next;
            continue;
        }
        let end = at + line[at..].bytes().take_while(u8::is_ascii_digit).count();
        let mut follow = line[end..].chars();
        let (first, second) = (follow.next().unwrap_or(' '), follow.next().unwrap_or(' '));
        let measures = first != '대' && glued::is_unit_of_number(first, second);
        let joined = matches!(first, '-' | '~' | '.' | ',' | '/') || line[..at].ends_with(['-', '~', '.', ',', '/']);
        if at > 0 && depth == 0 && end - at <= 4 && !measures && !joined {
            for from in at..end {
                let value = line[from..end].parse().ok().filter(|v| *v > 0 && !line[from..].starts_with('0'));
                out.extend(value.map(|v| (from, end, v)));
            }
        }
        at = end;
    }
    out
}

fn is_specification(text: &str, all: &[Concept]) -> bool {
    all.contains(&Concept::Specification)
        && (text.contains("화소") || text.contains("픽셀"))
        && score::cell(text, Concept::Specification, all) > 0.0
}

/// Puts a piece of a merged cell under its column, of those from `first`: one that says how good the cameras are under
/// that, any other under the range.
fn put(piece: &Text, all: &[Concept], slots: &mut [Slot], first: usize) -> Option<()> {
    let concept = if is_specification(piece.as_str(), all) { Concept::Specification } else { Concept::Range };
    let slot = slots.get_mut(all[first..].iter().position(|c| *c == concept)?)?;
    *slot = match slot {
        Slot::Text(above) => Slot::Text(Text::join([&*above, piece], " ")),
        _ => Slot::Text(piece.clone()),
    };
    Some(())
}

/// Places under their column, and before them the sites: the cell above all rows, and the sides of it that are glued to
/// the first place of each (`실외정문`, `별관실외마당`).
fn name_sites(rows: &mut [Vec<Slot>], places: &[Text], site: Option<&Text>, counts: usize) {
    let opened: Vec<Option<(usize, usize)>> = places.iter().map(|p| side_of(p.as_str())).collect();
    let names: Vec<&str> = places.iter().zip(&opened).filter_map(|(p, o)| Some(&p.as_str()[..o.as_ref()?.1])).collect();
    // a merged cell opens at the first row, and never twice in turn with the same words
    let grouped = counts == 2
        && names.len() > 1
        && opened.first().is_some_and(Option::is_some)
        && names.windows(2).all(|pair| pair[0] != pair[1]);
    for (i, (row, place)) in rows.iter_mut().zip(places).enumerate() {
        let group = opened[i].filter(|_| grouped);
        let from = group.map_or(0, |(_, end)| end);
        row[counts - 1] = Slot::Text(place.slice(from..place.len()).trim());
        if let Some((side, end)) = group {
            let own = place.slice(side..end);
            let of = if side > 0 { Some(place.slice(0..side)) } else { site.cloned() };
            row[0] = Slot::Text(of.map_or_else(|| own.clone(), |of| Text::join([&of, &own], " ")));
        } else if i == 0 && counts == 2 {
            row[0] = site.map_or(Slot::Blank, |s| Slot::Text(s.clone()));
        }
    }
}

/// Where a side glued to the place after it begins and ends.
fn side_of(place: &str) -> Option<(usize, usize)> {
    let word = place.split(' ').next()?;
    ["실내", "실외", "옥내", "옥외", "내부", "외부"].iter().find_map(|side| {
        let at = word.find(side)?;
        let end = at + side.len();
        (end < word.len() && (at == 0 || words::is_site(&word[..at]))).then_some((at, end))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Text;

    fn read(text: &str) -> Option<Vec<String>> {
        let mut of = Vec::new();
        for (i, line) in text.lines().enumerate() {
            lines::push(&mut of, Text::identity(i as u32, 0, line), line);
        }
        let heads = ["시설물명", "설치 위치", "설치 대수", "촬영범위", "성능"];
        let texts: Vec<Text> = heads.iter().map(|h| Text::identity(0, 0, h)).collect();
        let concepts: Vec<Option<Concept>> = heads.iter().map(|h| heads::head(h)).collect();
        let (draft, _) = table(&texts, &concepts, &of, 0)?;
        Some(draft.rows.iter().map(|r| r.iter().map(Slot::text).collect::<Vec<_>>().join("|")).collect())
    }

    const TORN: &str = "\n가람\n\n학교\n\n실외정문1\n\n건물\n\n둘레\n\n300만 화소\n\
        후문 2\n실내2-1반 앞(2층 복도)1복도와 계단\n계단13\n별관실외1층 마당2별관 둘레300만 화소\n";

    #[test]
    fn the_sum_tells_which_digits_count() {
        let rows = read(&format!("{TORN}소 계9")).unwrap();
        let expected = [
            "가람 학교 실외|정문|1|건물 둘레|300만 화소",
            "|후문|2||",
            "가람 학교 실내|2-1반 앞(2층 복도)|1|복도와 계단|",
            "|계단1|3||",
            "별관 실외|1층 마당|2|별관 둘레|300만 화소",
            "소 계||9||",
        ];
        assert_eq!(rows, expected);
    }

    #[test]
    fn counts_that_do_not_add_up_in_one_way_are_not_read() {
        assert!(read(&format!("{TORN}소 계10")).is_none());
        assert!(read(TORN).is_none());
        assert!(read(&format!("{TORN}소 계9000000000000")).is_none());
        assert!(read("\n가람관\n\n정문12\n후문12\n계단3\n소계17").is_none());
    }
}
