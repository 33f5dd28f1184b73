//! A table that stands on one line, heads and all, often behind other text.

use super::fitted::{Atom, Writing};
use super::lines::{self, Line, Shape};
use super::spaced::{self, Heading};
use super::{Piece, paragraph};
use crate::lexicon::{heads, parts};
use crate::model::{Concept, Text};
use crate::value::count;
use std::ops::Range;

/// The paragraphs before the table, and the table.
pub(super) fn pieces(line: &Line) -> Option<Vec<Piece>> {
    let s = line.text.as_str();
    if s.len() < 60 || s.len() > 200_000 || !may_hold_heads(s) {
        return None;
    }
    let tokens = with_units(s, heads::words_of(s));
    let counts: Vec<usize> = (1..tokens.len()).filter(|at| is_count(&s[tokens[*at].clone()])).collect();
    let (from, to) = counts_last(s, &tokens, &counts)
        .or_else(|| longest_heading(s, &tokens))
        .or_else(|| heading_of_counts(s, &tokens, &counts))?;
    let heading_text = line.text.slice(tokens[from].start..tokens[to - 1].end);
    let mut cut = heads::head_row(heading_text.as_str())?;
    // `이름 직위 연락처 관리책임자 홍길순 …`: the role is the first of the data, below no head of its own
    let known: Vec<Option<Concept>> = cut.iter().map(|(_, c)| Some(*c)).collect();
    let role_first =
        known.last().copied().flatten().is_some_and(|last| spaced::opens_data(&known[..known.len() - 1], last));
    let to = if role_first {
        let start = tokens[from].start + cut[cut.len() - 1].0.start;
        cut.pop();
        tokens.iter().position(|t| t.start >= start).unwrap_or(to)
    } else {
        to
    };
    // a caption before the heading row that is worded like one of its heads
    let skip = usize::from(cut.len() > 2 && cut[1..].iter().any(|(_, c)| *c == cut[0].1));
    let mut texts: Vec<Text> = cut[skip..].iter().map(|(r, _)| heading_text.slice(r.clone())).collect();
    let mut concepts: Vec<Option<Concept>> = cut[skip..].iter().map(|(_, c)| Some(*c)).collect();
    if role_first && !matches!(concepts.first(), Some(Some(Concept::Category | Concept::Role))) {
        texts.insert(0, Text::default());
        concepts.insert(0, Some(Concept::Role));
    }
    let mut atoms: Vec<Atom> = tokens[to..]
        .iter()
        .enumerate()
        .map(|(i, t)| Atom { text: line.text.slice(t.clone()), starts_line: i == 0, after_gap: false, bullet: false })
        .collect();
    let writing = match concepts.last().copied().flatten().is_some_and(|last| cut_behind(last, &mut atoms)) {
        true => Writing::Across,
        false => Writing::Stream,
    };
    // a short line may as well be a sentence about a table
    if atoms.len() < texts.len() || s.chars().count() < 150 && parts::is_sentence(s) {
        return None;
    }
    let draft = spaced::draft(Heading { texts, concepts, writing, body: 0 }, &atoms)?;
    let mut out = Vec::new();
    let before = line.text.slice(0..tokens[from].start).trim();
    if !before.is_empty() {
        let (marker, body) = lines::strip_markers(before.as_str());
        let body = before.of(body);
        out.push(paragraph(&Line { body, text: before, marker, indent: line.indent, shape: Shape::Plain }));
    }
    out.push(Piece::Draft(draft));
    Some(out)
}

/// Cuts the rows of a table apart behind the counts or telephone numbers that end them, when one is the last word of all;
/// whether it is so.
fn cut_behind(last: Concept, atoms: &mut [Atom]) -> bool {
    let bare = !atoms.iter().any(|a| is_count(a.text.as_str()));
    let ends_row = |a: &Atom| {
        let s = a.text.as_str();
        match last {
            Concept::Count => is_count(s) || bare && is_bare(s),
            Concept::Phone => s.contains('-') && s.bytes().filter(u8::is_ascii_digit).count() >= 7,
            _ => false,
        }
    };
    if !atoms.last().is_some_and(ends_row) {
        return false;
    }
    for i in 1..atoms.len() {
        atoms[i].starts_line = ends_row(&atoms[i - 1]) && !ends_row(&atoms[i]);
    }
    true
}

/// Whether a long line has the words of a heading row at all; most are sentences.
fn may_hold_heads(s: &str) -> bool {
    let words = [
        "대수",
        "연락처",
        "전화",
        "직위",
        "성명",
        "이름",
        "구분",
        "위치",
        "촬영시간",
        "보관기간",
        "수탁업체",
        "사무소",
        "장소",
        "목적",
        "수량",
        "구역",
        "범위",
        "시설",
        "카메라",
    ];
    words.iter().filter(|w| memchr::memmem::find(s.as_bytes(), w.as_bytes()).is_some()).count() >= 2
}

/// The longest run of words that are heads and nothing else, at least three heads.
fn longest_heading(s: &str, tokens: &[Range<usize>]) -> Option<(usize, usize)> {
    /// Most places where heads may begin that are looked at.
    const MOST: usize = 2000;
    let mut best: Option<(usize, usize, usize)> = None;
    let (mut from, mut tried) = (0, 0);
    while from < tokens.len() && tried < MOST {
        if heads::head(&s[tokens[from].clone()]).is_none() && !s[tokens[from].start..].starts_with("설치") {
            from += 1;
            continue;
        }
        tried += 1;
        for to in (from + 2..=(from + 14).min(tokens.len())).rev() {
            let Some(cut) = heads::head_row(&s[tokens[from].start..tokens[to - 1].end]) else { continue };
            if cut.len() >= 3
                && spaced::plausible(&cut.iter().map(|(_, c)| Some(*c)).collect::<Vec<_>>())
                && best.is_none_or(|(n, ..)| cut.len() > n)
            {
                best = Some((cut.len(), from, to));
            }
            break;
        }
        from += 1;
    }
    best.map(|(_, from, to)| (from, to))
}

/// Whether a word is a count and nothing else.
fn is_count(token: &str) -> bool {
    token.ends_with('대') && count::cell(token).is_some()
}

/// A number without a unit that may be a count.
fn is_bare(token: &str) -> bool {
    token.len() <= 4 && token.bytes().all(|b| b.is_ascii_digit())
}

/// The words of a line, a number and the unit behind it as one (`12 대`).
fn with_units(s: &str, tokens: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::with_capacity(tokens.len());
    for token in tokens {
        match out.last_mut() {
            Some(last) if &s[token.clone()] == "대" && is_bare(&s[last.clone()]) => last.end = token.end,
            _ => out.push(token),
        }
    }
    out
}

/// `설치위치 설치대수` at the start of a line of places each with its count, the last word of all: whatever follows is no
/// head, though it may be worded like one (`건물`).
fn counts_last(s: &str, tokens: &[Range<usize>], counts: &[usize]) -> Option<(usize, usize)> {
    let bare: Vec<usize>;
    // numbers without a unit prove less
    let (counts, fewest) = if counts.is_empty() {
        bare = (1..tokens.len()).filter(|at| is_bare(&s[tokens[*at].clone()])).collect();
        (&bare[..], 3)
    } else {
        (counts, 2)
    };
    if counts.len() < fewest || counts.last().is_none_or(|last| last + 1 != tokens.len()) {
        return None;
    }
    let heads_of_counts = |to: &usize| {
        let cut = heads::head_row(&s[tokens[0].start..tokens[to - 1].end]);
        cut.is_some_and(|cut| {
            matches!(cut[..], [(_, Concept::Location | Concept::Facility | Concept::Category), (_, Concept::Count)])
        })
    };
    (2..=counts[0].min(6)).find(heads_of_counts).map(|to| (0, to))
}

/// `설치대수 설치 위치 및 촬영범위` right before the first of several counts.
fn heading_of_counts(s: &str, tokens: &[Range<usize>], counts: &[usize]) -> Option<(usize, usize)> {
    let [to, _, ..] = *counts else { return None };
    let pair = |from: &usize| {
        let cut = heads::head_row(&s[tokens[*from].start..tokens[to - 1].end]);
        cut.is_some_and(|cut| matches!(cut[..], [(_, Concept::Count), (_, Concept::Location)]))
    };
    (to.saturating_sub(8)..to - 1).rev().find(pair).map(|from| (from, to))
}
