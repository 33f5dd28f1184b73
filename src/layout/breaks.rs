//! What a page break leaves in a text: the number of the page (`- 3 -`), below it the line that stands at the head of every
//! page, and the heads of a table that goes on, written down a line each as they were above its first page.

use super::lines::{self, Line, Shape};
use crate::lexicon::heads;

/// Fewest heads that are told again.
const FEWEST: usize = 3;

/// Takes out the numbers of pages and the heads below them that were told before.
pub(super) fn take_out(lines: &mut Vec<Line>) {
    let numbers: Vec<(usize, u32)> =
        (0..).zip(&*lines).filter_map(|(at, line)| Some((at, page_number(line)?))).collect();
    if numbers.is_empty() || numbers.windows(2).any(|pair| pair[0].1 >= pair[1].1) {
        return;
    }
    let mut kept = vec![true; lines.len()];
    let first_below = |at: usize| (at + 1..lines.len()).find(|i| lines[*i].shape != Shape::Blank);
    let running: Vec<usize> = numbers.iter().filter_map(|(at, _)| first_below(*at)).collect();
    for (at, _) in numbers {
        kept[at] = false;
        let running = first_below(at).filter(|own| {
            let same = |other: &usize| other != own && same_text(&lines[*own], &lines[*other]);
            !is_head(&lines[*own]) && heads::head_row(lines[*own].text.as_str()).is_none() && running.iter().any(same)
        });
        if let Some(own) = running {
            kept[own] = false;
        }
        let below = (running.unwrap_or(at) + 1..lines.len()).filter(|i| lines[*i].shape != Shape::Blank);
        let heads: Vec<usize> = below.take(12).take_while(|i| is_head(&lines[*i])).collect();
        // the table may begin with what is a head itself (관리책임자)
        let again = (FEWEST..=heads.len()).rev().find(|n| told_before(&lines[..at], lines, &heads[..*n]));
        heads.iter().take(again.unwrap_or(0)).for_each(|i| kept[*i] = false);
    }
    lines::keep(lines, kept);
}

fn same_text(a: &Line, b: &Line) -> bool {
    a.text.as_str().trim() == b.text.as_str().trim()
}

/// The number of `- 3 -` or `- 3 / 10 -`.
fn page_number(line: &Line) -> Option<u32> {
    let inner = line.text.as_str().trim().strip_prefix('-')?.strip_suffix('-')?;
    let (number, of) = inner.split_once('/').unwrap_or((inner, ""));
    let (number, of) = (number.trim(), of.trim());
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    if number.len() <= 3 && digits(number) && digits(of) { number.parse().ok() } else { None }
}

fn is_head(line: &Line) -> bool {
    line.shape == Shape::Plain && heads::head(line.text.as_str()).is_some()
}

/// Whether the lines above hold the same heads one below the other.
fn told_before(above: &[Line], lines: &[Line], heads: &[usize]) -> bool {
    /// So many lines above: those of a page and more.
    const ABOVE: usize = 400;
    let near = &above[above.len().saturating_sub(ABOVE)..];
    let filled: Vec<&Line> = near.iter().filter(|l| l.shape != Shape::Blank).collect();
    filled
        .windows(heads.len())
        .any(|window| window.iter().zip(heads).all(|(line, head)| same_text(line, &lines[*head])))
}
