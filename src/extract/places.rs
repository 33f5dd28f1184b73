//! The places of a row, with their own counts where printed.

use super::value::{Found, one_line, tidy};
use crate::model::{Evidence, Field, Point, Text};
use crate::value::count::{self, CountUnit};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// `1층 :`, `내부:`, `지하 :` before the places of a floor or side.
static GROUP: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?:^|[\s,)\-(])((?:지하\s*[0-9]*층?|지상\s*[0-9]*층?|[0-9]+층|옥상|옥탑|내부|외부|실내|실외|옥외|기타|건물\s?내부|건물\s?외부|본관|별관|신관|후관)\s*:)").ok()
});

/// A count at the end of a place: `(3대)`, ` 3대`, `(2)`, `총 5대(`.
static TAIL: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"\s*(?:\(\s*(?:총|각)?\s*([0-9]{1,4})\s*(?:대|개|EA|ea)?\s*\)|\s(?:총\s*)?([0-9]{1,4})\s*대|([가-힣A-Za-z)])([0-9]{1,4})\s*대|(?:-|:)\s*([0-9]{1,4})\s*대)\s*(?:씩)?$").ok()
});

/// A number alone in brackets.
static BARE: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\([0-9]{1,4}\)").ok());

/// The points of a location text.
pub(super) fn points(found: &Found) -> Vec<Point> {
    if found.is_none() {
        return Vec::new();
    }
    let s = found.str();
    let by = found.by;
    let mut out = Vec::new();
    let dashes = list_items(s);
    if dashes.len() > 1 {
        for item in dashes {
            group(&found.text.slice(item), by, None, &mut out);
        }
    } else {
        let groups = groups(s);
        if groups.is_empty() {
            group(&found.text, by, None, &mut out);
        }
        for (label, range) in groups {
            let label = label.map(|l| found.text.slice(l));
            group(&found.text.slice(range), by, label.as_ref(), &mut out);
        }
    }
    out
}

/// Items of a list whose bullets stand inside the text.
fn list_items(s: &str) -> Vec<Range<usize>> {
    let mut starts: Vec<usize> =
        s.match_indices("- ").map(|(i, _)| i).filter(|&i| i == 0 || s[..i].ends_with([' ', '\n'])).collect();
    if starts.len() < 2 {
        starts = s
            .match_indices('·')
            .map(|(i, _)| i)
            .filter(|&i| (i == 0 || s[..i].ends_with([' ', '\n'])) && s[i + 2..].starts_with(' '))
            .collect();
    }
    if starts.len() < 2 {
        return Vec::new();
    }
    if starts[0] > 0 && !s[..starts[0]].trim().is_empty() {
        starts.insert(0, 0);
    }
    let ends: Vec<usize> = starts.iter().skip(1).copied().chain([s.len()]).collect();
    starts.into_iter().zip(ends).map(|(a, b)| a..b).collect()
}

/// The text cut at the labels of floors and sides: label and what follows it.
fn groups(s: &str) -> Vec<(Option<Range<usize>>, Range<usize>)> {
    if !s.contains(':') {
        return Vec::new();
    }
    let Some(regex) = GROUP.as_ref() else { return Vec::new() };
    let labels: Vec<Range<usize>> = regex.captures_iter(s).filter_map(|c| c.get(1)).map(|m| m.range()).collect();
    if labels.is_empty() {
        return Vec::new();
    }
    let mut out = Vec::new();
    if labels[0].start > 0 && !s[..labels[0].start].trim_matches([' ', '-', '\n', ',']).is_empty() {
        out.push((None, 0..labels[0].start));
    }
    for (i, label) in labels.iter().enumerate() {
        let end = labels.get(i + 1).map_or(s.len(), |l| l.start);
        // the bullet of the next line is not part of this group
        let end = label.end + s[label.end..end].trim_end_matches([' ', '\n', '-']).len();
        out.push((Some(label.clone()), label.end..end));
    }
    out
}

/// The places of one group.
fn group(text: &Text, by: Evidence, label: Option<&Text>, out: &mut Vec<Point>) {
    let text = tidy(text);
    // `총 5대(조리실 2대, 식당 2대)`: the bracket lists what the total adds up
    if let Some((_, inner)) = total_with_list(&text) {
        group(&inner, by, None, out);
        return;
    }
    // `도서관 내·외부 15대 (열람실, 로비, …)`
    if let Some((head, count, inner)) = place_with_list(&text) {
        let mut points = Vec::new();
        group(&inner, by, None, &mut points);
        out.push(Point { location: string(&head, by), count, points });
        return;
    }
    let items = items(text.as_str());
    let counted: Vec<Counted> = items.iter().map(|r| tail_count(text.as_str(), r.clone())).collect();
    let with_count = counted.iter().flatten().count();
    let digits = trailing_digits(text.as_str(), &items);
    let each = each_count(text.as_str());
    let counted = if each.is_some() && with_count == 1 { vec![None; items.len()] } else { counted };
    let with_count = counted.iter().flatten().count();
    // `외부: 자전거보관소, 주차장, 현관(7대)`: one number for the whole group
    let several = items.len() > 1 || text.as_str().contains(" 및 ");
    if let (Some(label), 1, true) = (label, with_count, several)
        && let Some(Some((_, value, at))) = counted.last()
    {
        let mut location = label.clone();
        location.push_joiner(" ");
        let end = counted.last().and_then(|c| c.as_ref()).map_or(text.len(), |c| c.0.end);
        location.append(&text.slice(0..end));
        out.push(Point {
            location: string(&location, by),
            count: Field::parsed(*value, text.slice(at.clone()), by),
            points: Vec::new(),
        });
        return;
    }
    // `1층 출입구, 복도(2대)`: the one number at the end is for all places before it
    if let (None, 1, 2, None) = (label, with_count, items.len(), &each)
        && let Some(Some((place, value, at))) = counted.last()
    {
        let location = text.slice(items[0].start..place.end);
        out.push(Point {
            location: string(&location, by),
            count: Field::parsed(*value, text.slice(at.clone()), by),
            points: Vec::new(),
        });
        return;
    }
    let floor = label.filter(|l| l.as_str().contains('층') || l.as_str().starts_with("지하"));
    for (i, range) in items.iter().enumerate() {
        let (place, count) = match (&counted[i], &digits, &each) {
            (Some((place, value, at)), _, _) => (place.clone(), Field::parsed(*value, text.slice(at.clone()), by)),
            (None, Some(digits), _) => match &digits[i] {
                Some((place, value, at)) => (place.clone(), Field::parsed(*value, text.slice(at.clone()), by)),
                None => (range.clone(), Field::Missing),
            },
            (None, None, Some((value, at))) => {
                let end = range.end.min(at.start.max(range.start));
                (range.start..end, Field::parsed(*value, text.slice(at.clone()), by))
            }
            _ => (range.clone(), Field::Missing),
        };
        let mut location = tidy(&text.slice(place));
        location = drop_and_so_on(&location);
        if items.len() > 1
            && matches!(location.as_str(), "실내" | "실외" | "내부" | "외부" | "옥외")
            && text.as_str().contains('\n')
        {
            continue; // the heading of the places below it
        }
        if location.is_empty() {
            continue;
        }
        if let (Some(floor), Field::Missing) = (floor, &count) {
            let mut prefixed = tidy(floor);
            prefixed.push_joiner(" ");
            prefixed.append(&location);
            location = prefixed;
        }
        out.push(Point { location: string(&location, by), count, points: Vec::new() });
    }
}

fn string(text: &Text, by: Evidence) -> Field<String> {
    if text.is_empty() { Field::Missing } else { Field::parsed(one_line(text.as_str()), text.clone(), by) }
}

/// Items between commas, slashes with spaces and line ends, brackets left whole.
pub(super) fn items(s: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut depth = 0i32;
    let mut start = 0;
    let counted = ends_of_counts(s);
    for (i, c) in s.char_indices() {
        match c {
            ' ' if depth == 0 && counted.contains(&i) => {
                out.push(start..i);
                start = i + 1;
            }
            '(' | '[' => depth += 1,
            ')' | ']' => depth = (depth - 1).max(0),
            // `정문(2대) / 후문(1대)`, but not `출입구/복도`
            '/' if depth == 0 && (s[..i].ends_with(' ') || s[i + 1..].starts_with(' ')) => {
                out.push(start..i);
                start = i + 1;
            }
            ',' | '\n' | '、' if depth == 0 => {
                // the lower line of a place that goes on: a bracket, or a comma before the line end
                let goes_on = c == '\n'
                    && (s[i + 1..].trim_start().starts_with('(') || is_torn(&s[..start], &s[start..i], &s[i + 1..]));
                if !goes_on {
                    out.push(start..i);
                    start = i + c.len_utf8();
                }
            }
            _ => {}
        }
    }
    out.push(start..s.len());
    out.into_iter().map(|r| trimmed(s, r)).filter(|r| !r.is_empty()).collect()
}

/// Whether a line end tore a place of a list in which each has its number (`현관(1), 무인발급기` above `부스(2)`).
fn is_torn(before: &str, upper: &str, lower: &str) -> bool {
    let (upper, lower) = (upper.trim(), lower.split([',', '\n']).next().unwrap_or(lower));
    before.ends_with("),") && !upper.is_empty() && !upper.ends_with(')') && lower.trim_end().ends_with(')')
}

/// Where places that each have their count follow each other without a comma: the spaces behind the counts
/// (`현관 2대 복도 3대`).
fn ends_of_counts(s: &str) -> Vec<usize> {
    let mut hits = count::find(s);
    hits.retain(|c| c.unit == CountUnit::Camera && !c.each && !c.total);
    if hits.len() < 2 {
        return Vec::new();
    }
    let mut at = 0;
    let mut out = Vec::new();
    for hit in &hits {
        let place = s[at..hit.range.start].trim_matches(|c: char| !c.is_alphanumeric());
        let bracket = s[hit.range.end..].starts_with(')');
        at = hit.range.end + usize::from(bracket);
        let next = s[at..].strip_prefix(' ').and_then(|rest| rest.chars().next());
        if !place.is_empty() && next.is_some_and(char::is_alphanumeric) {
            out.push(at);
        } else if next.is_some() {
            // `로비(3대) : 출입문 방향`: more than places and counts
            return Vec::new();
        }
    }
    out
}

fn trimmed(s: &str, r: Range<usize>) -> Range<usize> {
    let piece = &s[r.clone()];
    let start = r.start + (piece.len() - piece.trim_start().len());
    start..(start + piece.trim().len())
}

/// The count at the end of an item: the place without it, the number, where the number stands.
fn tail_count(s: &str, item: Range<usize>) -> Counted {
    let piece = &s[item.clone()];
    if !piece.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    if let Some((place, number)) = piece.rsplit_once(' ').filter(|_| s.contains('\n')) {
        // `승강기 출입구 6` on a line of a list
        if let Some(value) = number.parse().ok().filter(|v| (1..100).contains(v)) {
            let place = trimmed(s, item.start..item.start + place.len());
            return Some((place, value, item.end - number.len()..item.end));
        }
    }
    let found = TAIL.as_ref()?.captures(piece)?;
    let whole = found.get(0)?;
    let number = [1, 2, 4, 5].iter().find_map(|&i| found.get(i))?;
    let place_end = found.get(3).map_or(whole.start(), |kept| kept.end());
    let value = number.as_str().parse().ok()?;
    // a bare `(101)` is a room, unless its neighbours have such numbers as well
    let whole = &piece[whole.range()];
    let alone = BARE.as_ref().is_none_or(|r| r.find_iter(s).nth(1).is_none());
    if whole.ends_with(')') && !whole.contains('대') && value > 60 && alone {
        return None;
    }
    let place = trimmed(s, item.start..item.start + place_end);
    (!place.is_empty()).then(|| (place, value, item.start + number.start()..item.start + number.end()))
}

/// A place without its count, the count, and where the count stands.
type Counted = Option<(Range<usize>, u32, Range<usize>)>;

/// Digits glued to most places of a list are counts (`전시실2, 복도2`); to a few they are part of the names (`산책로1`).
fn trailing_digits(s: &str, items: &[Range<usize>]) -> Option<Vec<Counted>> {
    if items.len() < 2 {
        return None;
    }
    let read = |r: &Range<usize>| -> Counted {
        let piece = &s[r.clone()];
        let digits = piece.bytes().rev().take_while(u8::is_ascii_digit).count();
        if digits == 0 || digits > 2 || digits == piece.len() {
            return None;
        }
        let at = r.end - digits;
        let value = s[at..r.end].parse().ok().filter(|v| *v > 0)?;
        Some((trimmed(s, r.start..at), value, at..r.end))
    };
    let found: Vec<Counted> = items.iter().map(read).collect();
    let with = found.iter().flatten().count();
    (with * 4 > items.len() * 3).then_some(found)
}

/// `각 1대` at the end of a list: the number holds for each place.
fn each_count(s: &str) -> Option<(u32, Range<usize>)> {
    let at = s.rfind("각 ").or_else(|| s.rfind("각각 "))?;
    let after = s[at..].trim_end().trim_start_matches("각각").trim_start_matches('각').trim();
    let digits: String = after.chars().take_while(char::is_ascii_digit).collect();
    let rest = &after[digits.len()..];
    if digits.is_empty() || !(rest.starts_with('대') && rest.chars().count() <= 3) {
        return None;
    }
    Some((digits.parse().ok()?, at..s.trim_end().len()))
}

/// `총 5대(…)`
fn total_with_list(text: &Text) -> Option<(u32, Text)> {
    let s = text.as_str().strip_prefix('총')?.trim_start();
    let digits = s.bytes().take_while(u8::is_ascii_digit).count();
    let rest = s[digits..].trim_start().strip_prefix('대')?.trim_start();
    let inner = rest.strip_prefix('(')?.strip_suffix(')')?;
    Some((s[..digits].parse().ok()?, text.of(inner)))
}

/// `도서관 내·외부 15대 (열람실, 로비)`: place, count, list.
fn place_with_list(text: &Text) -> Option<(Text, Field<u32>, Text)> {
    let s = text.as_str().trim();
    let open = s.find('(').filter(|_| s.ends_with(')'))?;
    let mut open = open;
    // the bracket that closes at the end
    loop {
        let inner = &s[open + 1..s.len() - 1];
        let mut depth = 0;
        let whole = inner.chars().all(|c| {
            match c {
                '(' => depth += 1,
                ')' => depth -= 1,
                _ => {}
            }
            depth >= 0
        });
        if whole {
            break;
        }
        open += 1 + s[open + 1..].find('(')?;
    }
    let inner = &s[open + 1..s.len() - 1];
    let head = s[..open].trim_end();
    if !inner.contains(',') || items(head).len() > 1 {
        return None;
    }
    let (place, value, at) = tail_count(head, 0..head.len())?;
    let head_text = text.of(head);
    let count = Field::parsed(value, head_text.slice(at), Evidence::default());
    Some((tidy(&head_text.slice(place)), count, text.of(inner)))
}

/// A place without `등` at its end.
fn drop_and_so_on(text: &Text) -> Text {
    let s = text.as_str();
    let bare = s.strip_suffix(" 등").unwrap_or(s);
    // a long remark after `등` describes, it does not name a place
    let bare = match bare.find(" 등 ") {
        Some(at) if bare[at..].chars().count() > 30 => &bare[..at],
        _ => bare,
    };
    text.of(bare.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::How;

    fn read(s: &str) -> Vec<(String, Option<u32>)> {
        points(&Found::new(Text::identity(0, 0, s), How::Pattern))
            .iter()
            .map(|p| (p.location.as_str().to_owned(), p.count.value().copied()))
            .collect()
    }

    #[test]
    fn places_are_cut_at_commas_and_keep_their_counts() {
        assert_eq!(
            read("정문(2대), 후문 1대, 복도"),
            vec![("정문".into(), Some(2)), ("후문".into(), Some(1)), ("복도".into(), None)]
        );
        assert_eq!(read("전시실2, 1층복도3"), vec![("전시실".into(), Some(2)), ("1층복도".into(), Some(3))]);
        assert_eq!(read("산책로1, 정자, 연못, 산책로3")[0], ("산책로1".into(), None));
    }

    #[test]
    fn places_with_counts_need_no_comma() {
        assert_eq!(
            read("지하층 5대 2층 계단 및 승강기 6대"),
            vec![("지하층".into(), Some(5)), ("2층 계단 및 승강기".into(), Some(6))]
        );
        assert_eq!(read("창구 : 4대 외벽 : 2대")[1], ("외벽".into(), Some(2)));
        assert_eq!(read("현관(2대) 복도(3대)")[0], ("현관".into(), Some(2)));
    }

    #[test]
    fn a_number_after_a_group_is_for_the_whole_group() {
        assert_eq!(
            read("외부: 보관소, 현관(7대) 1층 : 현관 및 자료실(2대)"),
            vec![("외부: 보관소, 현관".into(), Some(7)), ("1층 : 현관 및 자료실".into(), Some(2))]
        );
    }

    #[test]
    fn slashes_with_blanks_cut_too() {
        assert_eq!(read("정문(2대) / 후문(1대)").len(), 2);
        assert_eq!(read("출입구/복도(2대)").len(), 1);
    }

    #[test]
    fn floors_stand_before_their_places() {
        assert_eq!(read("1층 : 로비, 복도 2층 : 강당")[1], ("1층 복도".into(), None));
        assert_eq!(read("1층: 총 3대(식당 2대, 복도 1대)"), vec![("식당".into(), Some(2)), ("복도".into(), Some(1))]);
    }

    #[test]
    fn one_number_for_each_place() {
        assert_eq!(read("정문, 후문 각 1대"), vec![("정문".into(), Some(1)), ("후문".into(), Some(1))]);
    }
}
