//! Headers, footers and numbers of pages: text that belongs to the paper, not to the notice.

use crate::model::Source;
use crate::model::page::Page;
use std::collections::BTreeMap;

/// Part of the page, above and below, in which furniture stands.
const MARGIN: f32 = 0.1;

/// Indexes of the runs that are furniture, by page.
#[derive(Debug, Default)]
pub(super) struct Furniture(BTreeMap<u32, Vec<usize>>);

impl Furniture {
    pub(super) fn of(&self, page: u32) -> &[usize] {
        self.0.get(&page).map_or(&[], Vec::as_slice)
    }
}

/// Finds page numbers, and lines that stand at the same height on most pages and differ in digits at most.
pub(super) fn find(source: &Source, pages: &[Page]) -> Furniture {
    let mut seen: BTreeMap<(i32, String), usize> = BTreeMap::new();
    let mut candidates: Vec<(u32, usize, (i32, String), bool)> = Vec::new();
    for page in pages {
        let heights = page.runs.iter().map(|r| r.centre().1);
        let (first, last) = heights.fold((f32::MAX, f32::MIN), |(a, b), y| (a.min(y), b.max(y)));
        for (index, run) in page.runs.iter().enumerate() {
            let (_, y) = run.centre();
            if y > page.height * MARGIN && y < page.height * (1.0 - MARGIN) {
                continue;
            }
            let text = source.unit(run.unit);
            let key = ((y / 4.0).round() as i32, shape(text));
            *seen.entry(key.clone()).or_default() += 1;
            // a number alone is a page number only where nothing stands beyond it
            let outermost = if y > page.height / 2.0 { y > last - 2.0 } else { y < first + 2.0 };
            candidates.push((page.number, index, key, outermost && is_page_number(text)));
        }
    }
    let mut out = Furniture::default();
    for (page, index, key, number) in candidates {
        let count: usize = [-1, 0, 1].iter().filter_map(|d| seen.get(&(key.0 + d, key.1.clone()))).sum();
        if number
            || (pages.len() >= 3 && count * 3 >= pages.len() * 2)
            || (pages.len() == 2 && count == 2 && key.1.contains('#'))
        {
            out.0.entry(page).or_default().push(index);
        }
    }
    out
}

/// A text with its blanks left out and its digits alike.
fn shape(text: &str) -> String {
    let letters = text.chars().filter(|c| !c.is_whitespace());
    letters.map(|c| if c.is_ascii_digit() { '#' } else { c }).collect()
}

/// `3`, `- 3 -`, `3 / 10`, `3쪽`, `Page 3 of 10`
fn is_page_number(text: &str) -> bool {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let rest: String = text.chars().filter(|c| !c.is_ascii_digit()).collect();
    (1..=8).contains(&digits)
        && matches!(
            rest.as_str(),
            "" | "--"
                | "–-"
                | "––"
                | "—-"
                | "——"
                | "/"
                | "-/-"
                | "쪽"
                | "페이지"
                | "p."
                | "page"
                | "pageof"
                | "[]"
                | "()"
        )
        && (digits <= 3 || rest.contains('/') || rest.contains("of"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers() {
        for text in ["3", "- 12 -", "3 / 10", "3쪽", "Page 3 of 10", "– 4 –"] {
            assert!(is_page_number(text), "{text}");
        }
        for text in ["2024", "3대", "032-111-2222", "3. 보관", ""] {
            assert!(!is_page_number(text), "{text}");
        }
    }
}
