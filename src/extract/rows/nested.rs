//! Camera tables that count on several levels: all of a site, each side of it, each place (`총대수 | 위치 | 설치대수 |
//! 장소별 대수`). The numbers themselves prove it: each one on the left is the sum of those on the right beside it.

use super::{Sheet, site_name};
use crate::model::{Concept, Field, Installation, Notice, Point};
use crate::value::count;
use std::ops::Range;

/// Reads such a table; whether it is one.
pub(super) fn cameras(sheet: &Sheet<'_>, site: &Field<String>, notice: &mut Notice) -> bool {
    // where a table has two counts, the second was taken for that of recorders
    let is_count = |c: &Option<Concept>| matches!(c, Some(Concept::Count | Concept::RecorderCount));
    let counts: Vec<usize> = (0..sheet.columns.len()).filter(|col| is_count(&sheet.columns[*col])).collect();
    let [above @ .., finest] = &counts[..] else { return false };
    let mut levels: Vec<Option<Vec<Range<usize>>>> = above.iter().map(|col| groups(sheet, *col, *finest)).collect();
    let Some(level) = levels.iter().rposition(Option::is_some) else { return false };
    let sides = levels.remove(level).unwrap_or_default();
    let place = |row: usize, concept: Concept| sheet.found(row, concept);
    // the column that says something in each row names the places
    let told = |concept: Concept| sheet.rows().all(|row| !place(row, concept).is_none());
    let Some(column) = [Concept::Location, Concept::Range].into_iter().find(|c| told(*c)) else { return false };
    // one run for all rows: the total
    if let Some(Some(whole)) = level.checked_sub(1).map(|coarser| &levels[coarser])
        && let ([all], true) = (&whole[..], notice.total_count.is_missing())
    {
        notice.total_count = sheet.at(all.start, above[level - 1]).count();
    }
    for side in sides {
        let first = side.start;
        let (department, facility) = sheet.unit(first);
        let named = if column == Concept::Range { site_name(&place(first, Concept::Location)) } else { Field::Missing };
        let points = side.map(|row| Point {
            location: place(row, column).string(),
            count: sheet.at(row, *finest).count(),
            ..Point::default()
        });
        notice.installations.push(Installation {
            department,
            facility: facility.or(named).or(site.clone()),
            purpose: place(first, Concept::Purpose).string(),
            count: sheet.at(first, above[level]).count(),
            points: points.collect(),
            range: if column == Concept::Range { Field::Missing } else { place(first, Concept::Range).string() },
        });
    }
    true
}

/// The number in a cell.
fn value(sheet: &Sheet<'_>, row: usize, col: usize) -> Option<u32> {
    let begins = row == 0 || sheet.grid.index(row, col) != sheet.grid.index(row - 1, col);
    count::cell(sheet.grid.text(row, col)).filter(|_| begins)
}

/// The runs of rows below each number of a column, when each is the sum of what the finest column counts in its rows and
/// some of them has several.
fn groups(sheet: &Sheet<'_>, col: usize, finest: usize) -> Option<Vec<Range<usize>>> {
    let starts: Vec<usize> = sheet.rows().filter(|row| value(sheet, *row, col).is_some()).collect();
    let ends = starts.iter().skip(1).copied().chain([sheet.rows().end]);
    let runs: Vec<Range<usize>> = starts.iter().copied().zip(ends).map(|(a, b)| a..b).collect();
    let sum =
        |run: &Range<usize>| run.clone().map(|row| count::cell(sheet.grid.text(row, finest))).sum::<Option<u32>>();
    let proved = runs.iter().all(|run| value(sheet, run.start, col) == sum(run));
    let whole = starts.first() == Some(&sheet.rows().start);
    (proved && whole && runs.iter().any(|run| run.len() > 1)).then_some(runs)
}
