//! Purposes cut in two rows or misread, where the whole wording stands in the same column.

use super::elsewhere::Elsewhere;
use super::reading::Reading;
use crate::model::notice::RepairReason;
use crate::model::{CellRef, Evidence, Field, How, Installation, Notice, Repair, Source, Span, Text};

/// A purpose as printed, with the rows that show it.
struct Printed {
    value: String,
    text: Text,
    rows: Vec<usize>,
}

/// Completes purposes that end in 및, and mends those that are misread.
pub(super) fn recover(source: &Source, notice: &mut Notice, elsewhere: &Elsewhere<'_>) {
    let printed = printed(&notice.installations);
    let whole: Vec<usize> = (0..printed.len()).filter(|&i| !is_cut(&printed[i].value)).collect();
    let mut right: Vec<Option<usize>> = vec![None; printed.len()];
    for i in 0..printed.len() {
        let known = right[i].is_some();
        if known || !is_cut(&printed[i].value) {
            continue;
        }
        let Some(target) =
            only(whole.iter().copied().filter(|&w| goes_on(&printed[w].value, &printed[i].value)), &printed)
        else {
            continue;
        };
        right[i] = Some(target);
        // the other half
        if let Some(next) = printed.get(i + 1) {
            let rest = squeeze(&printed[target].value)[squeeze(&printed[i].value).len()..].to_owned();
            if squeeze(&next.value) == rest {
                right[i + 1] = Some(target);
            }
        }
    }
    for (i, right) in right.iter_mut().enumerate() {
        if right.is_none() {
            *right = misread(i, &printed, elsewhere);
        }
    }
    for (i, target) in right.iter().enumerate() {
        if let Some(target) = target {
            mend(source, notice, &printed[i], &printed[*target]);
        }
    }
}

fn is_cut(value: &str) -> bool {
    value.ends_with("및") || value.ends_with(',') || value.ends_with('·')
}

fn squeeze(s: &str) -> String {
    s.chars().filter(|c| !c.is_whitespace()).collect()
}

fn goes_on(whole: &str, start: &str) -> bool {
    let (whole, start) = (squeeze(whole), squeeze(start));
    whole.len() > start.len() && whole.starts_with(&start)
}

/// The one wording among the candidates; none when there are two.
fn only(mut candidates: impl Iterator<Item = usize>, printed: &[Printed]) -> Option<usize> {
    let first = candidates.next()?;
    candidates.all(|c| squeeze(&printed[c].value) == squeeze(&printed[first].value)).then_some(first)
}

/// A wording printed two times or more that differs from this one in a few letters.
///
/// Another purpose may be as near (`범죄예방`, `화재예방`): the words here must be such as stand nowhere else.
fn misread(i: usize, printed: &[Printed], elsewhere: &Elsewhere<'_>) -> Option<usize> {
    let times = |value: &str| printed.iter().filter(|p| p.value == value).count();
    if times(&printed[i].value) > 1 {
        return None;
    }
    let own = Reading::new(squeeze(&printed[i].value));
    let near = printed.iter().enumerate().filter(|(_, p)| {
        p.value != printed[i].value && !is_cut(&p.value) && times(&p.value) >= 2 && {
            let likeness = own.likeness(&Reading::new(squeeze(&p.value)));
            (0.6..1.0).contains(&likeness) && is_unknown(&printed[i].value, &p.value, elsewhere)
        }
    });
    only(near.map(|(n, _)| n), printed)
}

/// Whether most pairs of syllables of the words that only `value` has stand nowhere else in the notice.
fn is_unknown(value: &str, other: &str, elsewhere: &Elsewhere<'_>) -> bool {
    let known: Vec<&str> = other.split_whitespace().collect();
    let (mut unseen, mut all) = (0, 0);
    for word in value.split_whitespace().filter(|w| !known.contains(w)) {
        let starts: Vec<usize> = word.char_indices().map(|(i, _)| i).chain([word.len()]).collect();
        for pair in starts.windows(3) {
            all += 1;
            unseen += usize::from(elsewhere.times(&word[pair[0]..pair[2]]) <= 1);
        }
    }
    all > 0 && unseen * 3 >= all * 2
}

fn printed(installations: &[Installation]) -> Vec<Printed> {
    let mut out: Vec<Printed> = Vec::new();
    let mut last: Option<(Option<u32>, Vec<Span>)> = None;
    for (row, one) in installations.iter().enumerate() {
        let Field::Parsed { value, text, by } = &one.purpose else { continue };
        let Some(CellRef { table, .. }) = by.cell else { continue };
        let at = (Some(table), text.spans());
        match out.last_mut() {
            Some(open) if last.as_ref() == Some(&at) => open.rows.push(row),
            _ => out.push(Printed { value: value.clone(), text: text.clone(), rows: vec![row] }),
        }
        last = Some(at);
    }
    out
}

fn mend(source: &Source, notice: &mut Notice, damaged: &Printed, proof: &Printed) {
    let Some(&first) = damaged.rows.first() else { return };
    let at = damaged.text.spans();
    let from: Vec<&str> = at.iter().map(|s| source.raw(*s)).collect();
    let cut = squeeze(&proof.value).contains(&squeeze(&damaged.value));
    notice.repairs.push(Repair {
        field: format!("/installations/{first}/purpose"),
        from: from.join(" "),
        to: proof.value.clone(),
        reason: if cut { RepairReason::CutInTwo } else { RepairReason::Column },
        at,
        proof: proof.text.spans(),
        confidence: 0.9,
    });
    for &row in &damaged.rows {
        let purpose = &mut notice.installations[row].purpose;
        if let Field::Parsed { text, by, .. } = purpose {
            let by = Evidence { how: How::Repaired, ..*by };
            *purpose = Field::parsed(proof.value.clone(), text.clone(), by);
        }
    }
}
