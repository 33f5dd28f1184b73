//! Labels whose place for the value holds a dash and nothing else (`카메라 대수 - 보유기간 -`).

use super::{Sink, View};
use crate::bi;
use crate::lexicon::heads::head;
use crate::model::{Bi, Concept, Span};

/// Most words of a label.
const LONGEST: usize = 4;

/// A word of the notice.
struct Word<'a> {
    unit: u32,
    start: usize,
    text: &'a str,
    ends_line: bool,
}

/// The label of a meaning behind which a dash stands for its value: what it says, and where.
pub(super) fn label(view: &View, wanted: Concept) -> Option<(String, Vec<Span>)> {
    let words = words(view);
    (1..words.len()).filter(|&at| is_value(&words, at)).find_map(|at| {
        // the longest label counts: what stands before it is a part of it
        let from = (at.saturating_sub(LONGEST)..at).find(|&from| meaning(&words[from..at]).is_some())?;
        (meaning(&words[from..at]) == Some(wanted)).then(|| (said(&words[from..at]), spans(&words[from..at])))
    })
}

/// Reports a role behind which stands nobody; whether there is one.
pub(super) fn nobody(view: &View, sink: &mut Sink, role: Concept, help: Bi) -> bool {
    let Some((label, at)) = label(view, role) else { return false };
    let message = bi!("‘{label}’에 ‘-’만 있습니다.", "Behind {label} stands a dash and nobody.");
    sink.report(label, at, message).help(help);
    true
}

fn words<'a>(view: &View<'a>) -> Vec<Word<'a>> {
    let mut out: Vec<Word<'a>> = Vec::new();
    for line in view.body() {
        for text in line.raw.split([' ', '\t', '|', '\u{a0}', ':']).filter(|w| !w.is_empty()) {
            let start = text.as_ptr() as usize - line.raw.as_ptr() as usize;
            out.push(Word { unit: line.unit, start, text, ends_line: false });
        }
        if let Some(last) = out.last_mut() {
            last.ends_line = true;
        }
    }
    out
}

/// Where words stand, one piece for each line.
fn spans(words: &[Word]) -> Vec<Span> {
    let line = |of: &[Word]| {
        let (first, last) = (of.first()?, of.last()?);
        Some(Span { unit: first.unit, start: first.start as u32, end: (last.start + last.text.len()) as u32 })
    };
    words.chunk_by(|a, b| a.unit == b.unit).filter_map(line).collect()
}

/// Whether a word is a dash in the place of a value: the end of its line, or another label behind it. A dash that opens
/// a line and has words behind it is the bullet of a list.
fn is_value(words: &[Word], at: usize) -> bool {
    let opens_line = words[at - 1].unit != words[at].unit;
    // `설치대수 - 설치위치` separates two words of a heading; in a form the next label has its dash as well
    let followed = || {
        (1..=LONGEST).any(|n| {
            let next = words.get(at + 1..=at + n).is_some_and(|next| meaning(next).is_some());
            next && words.get(at + n + 1).is_some_and(is_dash)
        })
    };
    is_dash(&words[at]) && (words[at].ends_line || !opens_line && followed())
}

fn is_dash(word: &Word) -> bool {
    matches!(word.text, "-" | "–" | "—")
}

fn said(words: &[Word]) -> String {
    words.iter().map(|w| w.text).collect::<Vec<_>>().join(" ")
}

fn meaning(words: &[Word]) -> Option<Concept> {
    if words.iter().any(is_dash) { None } else { head(&said(words)) }
}
