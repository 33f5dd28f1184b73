//! Findings to edits: what a text says is replaced by what it should say, piece by piece.
//!
//! An edit replaces nothing but the piece that its finding names, and only where that piece stands in the file as the
//! finding quotes it. Everything else is told as work for a person.

use crate::model::rule::Fix;
use crate::model::{Finding, Source, Span};

/// Which findings are mended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// Only what changes no meaning.
    Safe,
    /// Also what a person should confirm.
    All,
}

/// A replacement of one piece of one unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    pub at: Span,
    pub to: String,
    /// Number of the finding, from 0.
    pub finding: usize,
}

/// The edits for the findings of one input, by place, and the findings that a person has to mend, by number.
#[must_use]
pub fn edits(source: &Source, findings: &[Finding], level: Level) -> (Vec<Edit>, Vec<usize>) {
    let (mut edits, mut by_hand): (Vec<Edit>, Vec<usize>) = (Vec::new(), Vec::new());
    let mut open: Vec<(usize, &Finding)> = findings.iter().enumerate().filter(|(_, f)| f.accepted.is_none()).collect();
    // of two that name the same letters, the one that names more of them knows better
    let named = |f: &Finding| f.at.iter().map(|s| s.end - s.start).max().unwrap_or(0);
    open.sort_by_key(|(_, f)| std::cmp::Reverse(named(f)));
    for (number, finding) in open {
        let allowed = finding.rule.fix == Fix::Safe || finding.rule.fix == Fix::Propose && level == Level::All;
        let Some(to) = finding.suggestion.as_ref().filter(|_| allowed) else {
            by_hand.push(number);
            continue;
        };
        let exact = !finding.at.is_empty() && finding.at.iter().all(|at| quotes(source.raw(*at), &finding.subject));
        let free = |at: &Span| !edits.iter().any(|e: &Edit| e.at.overlaps(at));
        if exact && to != &finding.subject && finding.at.iter().all(free) {
            edits.extend(finding.at.iter().map(|at| Edit { at: *at, to: to.clone(), finding: number }));
        } else {
            by_hand.push(number);
        }
    }
    by_hand.sort_unstable();
    edits.sort_by_key(|e| e.at);
    (edits, by_hand)
}

/// Whether a finding quotes a piece: letter by letter, where it does not mask a digit with an asterisk.
fn quotes(raw: &str, subject: &str) -> bool {
    let mut pairs = raw.chars().zip(subject.chars());
    let alike = pairs.all(|(a, b)| a == b || b == '*' && a.is_ascii_digit());
    alike && raw.chars().count() == subject.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Anchor, Origin};

    #[test]
    fn only_the_named_pieces_change() {
        let source = Source::from_lines(Origin::default(), "가 나\r\n다 나\r\n".to_owned());
        let at = |unit| Span { unit, start: 4, end: 7 };
        assert_eq!(source.edited(&[(at(0), "너"), (at(1), "너의")]).text(), "가 너\r\n다 너의\r\n");
        assert_eq!(source.edited(&[]).text(), source.text());
    }

    #[test]
    fn units_without_lines_keep_their_places() {
        let mut source = Source::of(Origin::default());
        source.content = crate::model::Content::Flow(Vec::new());
        for (paragraph, text) in (0..).zip(["가 나", "다 나", "라"]) {
            source.push(Anchor::HwpParagraph { section: 0, paragraph }, text);
        }
        let edited =
            source.edited(&[(Span { unit: 0, start: 0, end: 3 }, "하나"), (Span { unit: 1, start: 4, end: 7 }, "")]);
        assert_eq!((edited.unit(0), edited.unit(1), edited.unit(2)), ("하나 나", "다 ", "라"));
        assert_eq!(edited.anchor(2), source.anchor(2));
    }

    #[test]
    fn units_that_are_parts_of_a_text_in_another_order() {
        let mut source = Source::of(Origin::default()).with_text("다 라\n가 나".to_owned());
        source.content = crate::model::Content::Flow(Vec::new());
        for (paragraph, part) in (0..).zip(["다 라\n".len().."다 라\n가 나".len(), 0.."다 라".len()]) {
            source.add(Anchor::HwpParagraph { section: 0, paragraph }, part);
        }
        let edited = source.edited(&[(Span { unit: 1, start: 0, end: 3 }, "마")]);
        assert_eq!((edited.unit(0), edited.unit(1)), ("가 나", "마 라"));
        assert_eq!(edited.text(), "가 나마 라", "nothing between units is theirs");
    }
}
