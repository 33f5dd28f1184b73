//! Findings to edits: what a text says is replaced by what it should say, piece by piece.
//!
//! An edit replaces nothing but the piece that its finding names, and only where that piece stands in the file exactly
//! as the finding quotes it. Everything else is told as work for a person.

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
        let exact = !finding.at.is_empty() && finding.at.iter().all(|at| source.raw(*at) == finding.subject);
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

/// The text of a source with edits in it.
#[must_use]
pub fn apply(source: &Source, edits: &[Edit]) -> String {
    let text = source.text();
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for edit in edits {
        let Some(unit) = source.offset(edit.at.unit) else { continue };
        let (start, end) = (unit + edit.at.start as usize, unit + edit.at.end as usize);
        let Some(before) = text.get(done..start) else { continue };
        out.push_str(before);
        out.push_str(&edit.to);
        done = end;
    }
    out.push_str(text.get(done..).unwrap_or_default());
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Origin;

    #[test]
    fn only_the_named_pieces_change() {
        let source = Source::from_lines(Origin::default(), "가 나\r\n다 나\r\n".to_owned());
        let at = |unit| Span { unit, start: 4, end: 7 };
        let edits = [0, 1].map(|unit| Edit { at: at(unit), to: "너".to_owned(), finding: 0 });
        assert_eq!(apply(&source, &edits), "가 너\r\n다 너\r\n");
        assert_eq!(apply(&source, &[]), source.text());
    }
}
