//! Raw units to logical lines: normalised, cut where several lines ran together, with their markers set apart.

use super::markup;
use crate::lexicon::outline::{self, Heading};
use crate::lexicon::parts;
use crate::model::Source;
use crate::model::Text;
use crate::model::layout::Marker;
use crate::normalise;

/// A line of text as layout works with it.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// The normalised line, trimmed at its right end.
    pub text: Text,
    /// The same without bullet, number and frame.
    pub body: Text,
    pub marker: Marker,
    pub indent: u16,
    pub shape: Shape,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Blank,
    /// Has a tab between two texts, or at an end.
    Tabs,
    /// Has a pipe.
    Pipes,
    Plain,
}

/// Keeps the lines that are marked.
pub(super) fn keep(lines: &mut Vec<Line>, marked: Vec<bool>) {
    let mut marked = marked.into_iter();
    lines.retain(|_| marked.next().unwrap_or(true));
}

/// All logical lines of a source.
pub(super) fn lines(source: &Source) -> Vec<Line> {
    let mut out = Vec::with_capacity(source.len());
    for index in 0..source.len() as u32 {
        let raw = source.unit(index);
        push(&mut out, normalise::unit(index, raw), raw);
    }
    out
}

/// The logical lines of one normalised line; its indent is read from the raw text.
pub(super) fn push(out: &mut Vec<Line>, text: Text, raw: &str) {
    let text = markup::strip(text);
    if text.as_str().trim().is_empty() && !text.as_str().contains('\t') {
        out.push(Line { text, body: Text::default(), marker: Marker::None, indent: 0, shape: Shape::Blank });
        return;
    }
    let indent = raw.chars().take_while(|c| c.is_whitespace() && *c != '\t').count().min(200) as u16;
    out.extend(uncollapse(text).into_iter().map(|piece| line(piece, indent)));
}

fn line(text: Text, indent: u16) -> Line {
    let s = text.as_str();
    if let Some((marker, body)) = piped_number(s) {
        let body = text.of(body);
        return Line { text, body, marker, indent, shape: Shape::Plain };
    }
    let shape = if s.contains('\t') {
        Shape::Tabs
    } else if s.contains('|') {
        Shape::Pipes
    } else {
        Shape::Plain
    };
    let (marker, body) = strip_markers(s);
    let body = text.of(body);
    Line { text, body, marker, indent, shape }
}

/// Cuts a line in which the next heading follows the sentence before it without a line end.
fn uncollapse(text: Text) -> Vec<Text> {
    let s = text.as_str();
    let mut cuts: Vec<usize> = Vec::new();
    let bytes = s.as_bytes();
    for dot in memchr::memchr_iter(b'.', bytes) {
        let digits = bytes[..dot].iter().rev().take(2).take_while(|b| b.is_ascii_digit()).count();
        if digits == 0 || dot == digits {
            continue;
        }
        let at = dot - digits;
        let Some(before) = s[..at].chars().next_back() else { continue };
        let after = s[dot + 1..].trim_start();
        let glued = before == '.' || before == ')' || crate::lexicon::words::is_syllable(before);
        if glued && after.chars().next().is_some_and(crate::lexicon::words::is_syllable) {
            let heading = after.split(['.', ':']).next().unwrap_or(after);
            if heading.chars().count() <= 45
                && (!parts::parts_of(heading).is_empty() || !parts::loosely_parts_of(heading).is_empty())
                && !parts::is_sentence(heading)
            {
                cuts.push(at);
            }
        }
    }
    if s.len() > 200 {
        for open in memchr::memchr_iter(b'[', bytes) {
            let Some(close) = s[open..].find(']').map(|c| open + c) else { break };
            let inner = &s[open + 1..close];
            if inner.chars().count() <= 40 && !parts::parts_of(inner).is_empty() {
                cuts.push(open);
                cuts.push(close + 1);
            }
        }
    }
    if s.len() > 400 {
        for (at, c) in s.char_indices().filter(|(_, c)| matches!(c, '■' | '□' | '▶' | '◆' | '▣' | '◎')) {
            let before = s[..at].chars().next_back();
            if before.is_none_or(char::is_whitespace) || s[at + c.len_utf8()..].starts_with(' ') {
                cuts.push(at);
            }
        }
    }
    cuts.retain(|&c| c > 0 && c < s.len());
    if cuts.is_empty() {
        return vec![text];
    }
    cuts.sort_unstable();
    cuts.dedup();
    let mut out = Vec::with_capacity(cuts.len() + 1);
    let mut start = 0;
    for cut in cuts.into_iter().chain([s.len()]) {
        let piece = text.slice(start..cut).trim();
        if !piece.is_empty() {
            out.push(piece);
        }
        start = cut;
    }
    out
}

/// Sets the marks before and around a line apart. Several may follow each other (`- 1.`); the strongest is told.
pub(super) fn strip_markers(line: &str) -> (Marker, &str) {
    let mut rest = line.trim();
    let mut marker = Marker::None;
    for _ in 0..4 {
        let Some((found, after)) = one_marker(rest) else { break };
        let after = after.trim();
        if after.is_empty() {
            break;
        }
        if !matches!(marker, Marker::Number { .. } | Marker::Heading(_)) || matches!(found, Marker::Number { .. }) {
            marker = found;
        }
        rest = after;
    }
    let inner = unframe(rest).trim();
    if marker == Marker::None && inner.len() < rest.trim().len() && !rest.starts_with('(') {
        marker = Marker::Bracket;
    }
    (marker, inner)
}

fn one_marker(s: &str) -> Option<(Marker, &str)> {
    let first = s.chars().next()?;
    let after = &s[first.len_utf8()..];
    match first {
        '#' => {
            let level = s.bytes().take_while(|b| *b == b'#').count();
            let rest = &s[level..];
            (level <= 6 && rest.starts_with(' ')).then_some((Marker::Heading(level as u8), rest))
        }
        '*' if s.starts_with("**") => {
            let rest = s.trim_start_matches('*');
            Some((Marker::Bracket, rest.trim_end_matches('*')))
        }
        '-' | '*' | '+' => (after.starts_with([' ', '\u{a0}']) || first == '-' && starts_hangul(after))
            .then_some((Marker::Bullet(first), after)),
        '○' | '●' | '■' | '□' | '▣' | '▶' | '▷' | '►' | '◦' | '※' | '⊙' | '❍' | '◇' | '◆' | '▪' | '▫' | '◾' | '➢'
        | '✓' | '•' | '·' | '∙' | '‧' | 'ㆍ' | '―' | '–' | '—' | '☞' | '◎' | '△' | '▲' | '➤' | '✔' | '➔' =>
        {
            // `○○구청` is a placeholder, not a bullet
            (!after.starts_with(first)).then_some((Marker::Bullet(first), after))
        }
        'o' | 'ㅇ' | 'ㅁ' | 'ㅡ' | 'O' => (after.starts_with(' ')).then_some((Marker::Bullet(first), after)),
        '.' => after.starts_with(' ').then_some((Marker::Bullet('.'), after)),
        '①'..='⑳' => Some((Marker::Number { value: (first as u32 - '①' as u32 + 1) as u16, level: 3 }, after)),
        'Ⅰ'..='Ⅻ' => {
            let rest = after.trim_start_matches(['.', ' ', ')']);
            Some((Marker::Number { value: (first as u32 - 'Ⅰ' as u32 + 1) as u16, level: 1 }, rest))
        }
        '제' => article(s),
        '(' => {
            let close = s.find(')')?;
            let inner = &s[1..close];
            let value = inner.parse::<u16>().ok()?;
            (value < 100).then(|| (Marker::Number { value, level: 3 }, &s[close + 1..]))
        }
        '0'..='9' => numbered(s),
        '가' | '나' | '다' | '라' | '마' | '바' | '사' | '아' | '자' | '차' | '카' | '타' | '파' | '하' =>
        {
            let rest = after.strip_prefix('.').or_else(|| after.strip_prefix(')'))?;
            let value = "가나다라마바사아자차카타파하".chars().position(|c| c == first)? as u16 + 1;
            Some((Marker::Number { value, level: 2 }, rest))
        }
        _ => None,
    }
}

/// `제 4 조 | 촬영시간, 보관기간`, `04 | 촬영시간`: a pipe between the number of a heading and its words.
fn piped_number(s: &str) -> Option<(Marker, &str)> {
    let (number, words) = s.split_once('|')?;
    let number = number.trim_matches(|c: char| matches!(c, '-' | '•' | '#' | '.') || c.is_whitespace());
    let number = number.strip_prefix('제').and_then(|n| n.strip_suffix('조')).unwrap_or(number).trim();
    let value = number.parse().ok().filter(|n| (1..100).contains(n))?;
    let heads = !words.contains('|') && !parts::parts_of(words).is_empty() && !parts::is_sentence(words);
    heads.then(|| (Marker::Number { value, level: 1 }, words.trim()))
}

fn starts_hangul(s: &str) -> bool {
    s.chars().next().is_some_and(crate::lexicon::words::is_syllable)
}

/// `1.`, `1)`, `1-1.`, `4 ` before a heading.
fn numbered(s: &str) -> Option<(Marker, &str)> {
    let digits = s.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 2 {
        return None;
    }
    let value = s[..digits].parse().ok()?;
    let mut rest = &s[digits..];
    let mut level = 1;
    while let Some(after) = rest.strip_prefix('-') {
        let more = after.bytes().take_while(u8::is_ascii_digit).count();
        if more == 0 || more > 2 {
            break;
        }
        rest = &after[more..];
        level += 1;
    }
    // `3(관리책임자 등)`: an article without its word
    let article = rest.strip_prefix('(').and_then(|r| r.trim_end().strip_suffix(')'));
    if article.is_some_and(|title| !title.contains(['(', ')']) && !parts::parts_of(title).is_empty()) {
        return Some((Marker::Number { value, level: 1 }, rest));
    }
    if let Some(after) = rest.strip_prefix('.').or_else(|| rest.strip_prefix(')')) {
        // `2024.4.30` and `1.5m` are no numbers of paragraphs
        let next = after.chars().next()?;
        return (!next.is_ascii_digit()).then_some((Marker::Number { value, level }, after));
    }
    let after = rest.strip_prefix(' ')?;
    let heading = parts::parts_of(after);
    (!heading.is_empty()
        && after.chars().count() <= 45
        && !parts::is_sentence(after)
        && level == 1
        && !after.contains(['\t', '|']))
    .then_some((Marker::Number { value, level }, after))
}

/// `제3조(관리책임자 및 접근권한자)`, `제 3 조 관리책임자`
fn article(s: &str) -> Option<(Marker, &str)> {
    let rest = s.strip_prefix('제')?.trim_start();
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 3 {
        return None;
    }
    let value = rest[..digits].parse().ok()?;
    let rest = rest[digits..].trim_start().strip_prefix('조')?;
    // `제7조 제1항에 따라` is a citation
    let after = rest.trim_start();
    if after.starts_with('제')
        || after.starts_with("에")
        || after.starts_with('의')
        || after.starts_with('와')
        || after.is_empty()
    {
        return None;
    }
    Some((Marker::Number { value, level: 1 }, after))
}

/// The text inside a frame that surrounds the whole line: 【 … 】, [ … ], < … >, ( … ).
fn unframe(s: &str) -> &str {
    const FRAMES: [(char, char); 8] =
        [('【', '】'), ('[', ']'), ('<', '>'), ('〈', '〉'), ('《', '》'), ('(', ')'), ('『', '』'), ('〔', '〕')];
    let t = s.trim().trim_end_matches('*').trim();
    for (open, close) in FRAMES {
        if let Some(inner) = t.strip_prefix(open).and_then(|r| r.strip_suffix(close)) {
            let nested = inner.contains(open) || inner.contains(close);
            // markup is left to the rule that looks for it
            let is_tag = open == '<' && inner.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
            if !nested && !is_tag {
                return inner;
            }
        }
    }
    t
}

/// Whether a line is the heading of a part.
pub(super) fn heading(line: &Line) -> Option<Heading<'_>> {
    if line.shape == Shape::Plain { outline::heading(line.marker, line.body.as_str()) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_are_set_apart() {
        for (line, body) in [
            ("- 촬영시간 : 24시간", "촬영시간 : 24시간"),
            ("1. 설치 목적", "설치 목적"),
            ("  2. 2.설치 대수", "설치 대수"),
            ("① 설치근거", "설치근거"),
            ("### 3. 관리책임자", "관리책임자"),
            ("【 운영·관리 방침 】", "운영·관리 방침"),
            ("## **7. 안전성 확보조치**", "안전성 확보조치"),
            ("제3조(관리책임자)", "관리책임자"),
            ("3(관리책임자 등)", "관리책임자 등"),
            ("○○구청 방침", "○○구청 방침"),
            ("2024. 5. 1.", "2024. 5. 1."),
            ("제7조 제1항에 따라", "제7조 제1항에 따라"),
        ] {
            assert_eq!(strip_markers(line).1, body, "{line}");
        }
    }

    #[test]
    fn lines_that_ran_together_are_cut() {
        let text = Text::identity(0, 0, "설치ㆍ운영 합니다.2. 설치 대수, 설치 위치");
        let cut: Vec<String> = uncollapse(text).iter().map(|t| t.as_str().to_owned()).collect();
        assert_eq!(cut, vec!["설치ㆍ운영 합니다.", "2. 설치 대수, 설치 위치"]);
    }
}
