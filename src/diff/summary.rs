//! The line that the history of the new version needs.

use crate::model::change::{Change, Item, Kind, RevisionLine};
use crate::model::record::NoticeRecord;

/// What the line names before it only counts.
const NAMED: usize = 6;

/// The line for the changes of the record; none where nothing of it changed, or where the history has a new line already.
pub(super) fn revision(old: &NoticeRecord, new: &NoticeRecord, changes: &[Change]) -> Option<RevisionLine> {
    let dates =
        [Item::PromisedDays, Item::Established, Item::Revised, Item::Announced, Item::Effective, Item::Revision];
    let told: Vec<&Change> = changes.iter().filter(|c| !dates.contains(&c.item)).collect();
    if told.is_empty() || changes.iter().any(|c| c.item == Item::Revision && c.kind == Kind::Added) {
        return None;
    }
    let mut pieces: Vec<String> = Vec::new();
    let (before, after) = (total(old), total(new));
    if let (Some(before), Some(after)) = (before, after)
        && before != after
    {
        pieces.push(format!("설치 대수 {before}대 → {after}대"));
    }
    for (item, words) in [
        (Item::Camera, "설치 현황"),
        (Item::Place, "설치 위치"),
        (Item::Person, "담당자"),
        (Item::Contractor, "수탁업체"),
    ] {
        for (kind, verb) in [(Kind::Added, "추가"), (Kind::Removed, "삭제"), (Kind::Moved, "이동")] {
            let of: Vec<&&Change> = told.iter().filter(|c| c.item == item && c.kind == kind).collect();
            if !of.is_empty() {
                pieces.push(format!("{words} {}{} {verb}", of.len(), unit(item)));
            }
        }
    }
    let counted = [Item::Camera, Item::Place, Item::Person, Item::Contractor];
    let totals = !pieces.is_empty() && before != after;
    let mut words: Vec<&str> = Vec::new();
    for change in &told {
        let already = change.item == Item::Total
            || totals && change.item == Item::Count
            || counted.contains(&change.item) && change.kind != Kind::Changed;
        if !already && !words.contains(&change.item.words().ko) {
            words.push(change.item.words().ko);
        }
    }
    pieces.extend(words.into_iter().map(|word| format!("{word} 변경")));
    if pieces.is_empty() {
        pieces.push("내용 변경".to_owned());
    }
    let more = pieces.len().saturating_sub(NAMED);
    pieces.truncate(NAMED);
    let more = if more > 0 { format!(" 외 {more}건") } else { String::new() };
    // the day of the old version is none of the new one
    let known = [&old.dates.revised, &old.dates.effective, &old.dates.announced];
    let days = [&new.dates.revised, &new.dates.effective, &new.dates.announced];
    let date = days.into_iter().flatten().find(|day| !known.iter().any(|k| k.as_ref() == Some(*day))).cloned();
    Some(RevisionLine { date, what: pieces.join(", ") + &more })
}

fn unit(item: Item) -> &'static str {
    match item {
        Item::Person => "명",
        _ => "곳",
    }
}

/// The stated total, else what the rows add up to where each has a number.
fn total(notice: &NoticeRecord) -> Option<u32> {
    let rows = || {
        notice.installations.iter().map(|i| i.count).sum::<Option<u32>>().filter(|_| !notice.installations.is_empty())
    };
    notice.total_count.or_else(rows)
}
