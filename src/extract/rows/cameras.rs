//! Rows that count cameras: their places, ranges and sums.

use super::people::people_of;
use super::retention::{kept, retention};
use super::{Sheet, site_name};
use crate::extract::places;
use crate::extract::value::Found;
use crate::lexicon::{fold, gap, words};
use crate::model::{Concept, Contact, Field, How, Installation, Notice, Point, Text};
use crate::value::count::{self, CountUnit};
use std::collections::BTreeSet;

/// Contacts that are looked back at for the one of a merged cell.
const NEAR: usize = 8;

pub(super) fn cameras(sheet: &Sheet<'_>, site: &Field<String>, notice: &mut Notice) {
    let count_col = sheet.col(Concept::Count);
    let subtotals = sheet
        .rows()
        .filter(|&r| (0..sheet.grid.cols()).any(|c| words::is_subtotal_label(sheet.grid.text(r, c))))
        .count();
    let by_purpose = tells_purposes(sheet);
    let mut drafts: Vec<(Installation, bool)> = Vec::new();
    for group in sheet.groups(count_col) {
        let row = group[0];
        if is_example(sheet, row) {
            continue;
        }
        if sheet.is_total(row) {
            let subtotal = (0..sheet.grid.cols()).any(|c| words::is_subtotal_label(sheet.grid.text(row, c)));
            let only = subtotals == 1 && row + 1 == sheet.grid.rows();
            if !subtotal || only {
                total(sheet, row, notice);
            }
            continue;
        }
        let found = sheet.found(row, Concept::Count);
        let mut one = Installation::default();
        (one.department, one.facility) = sheet.unit(row);
        if one.department.is_missing()
            && one.facility.as_str().ends_with(['읍', '면', '과', '팀'])
            && words::is_unit(one.facility.as_str())
        {
            one.department = std::mem::take(&mut one.facility);
        }
        let purpose = sheet.found(row, Concept::Purpose);
        one.purpose = purpose.string();
        if by_purpose {
            one.purpose = one.purpose.or(std::mem::take(&mut one.facility));
        }
        one.range = sheet.found(row, Concept::Range).string();
        let mut stated_total = false;
        let mut named = named_counts(&found);
        if !named.is_empty() {
            // `관리동(4대)` under 설치 대수
            let (name, number) = named.remove(0);
            one.facility = one.facility.or(site_name(&name));
            one.count = number;
        } else {
            one.count = found.count();
            stated_total = found.str().trim().starts_with('총') && group.len() == 1;
        }
        for &r in &group {
            let mut location = sheet.found(r, Concept::Location);
            if counts_places(sheet, location.str()) {
                continue;
            }
            // `별관 / 로비, 주차장`
            if let Some((lead, places)) = location.str().split_once(" / ")
                && one.facility.is_missing()
                && one.points.is_empty()
                && !lead.contains(',')
                && lead.chars().count() <= 12
                && places.contains(',')
                && !places.contains('/')
            {
                one.facility = site_name(&location.with(location.text.of(lead)));
                location = location.with(location.text.of(places));
            }
            one.points.extend(points_with_range(&location, &mut one.range));
            if one.range.is_missing() {
                one.range = sheet.found(r, Concept::Range).string();
            }
        }
        lead_line_is_site(&mut one, sheet.found(row, Concept::Location));
        let note = sheet.found(row, Concept::Note);
        if let Some(stated) = total_in(&note) {
            notice.total_count = stated;
        }
        // `총 13대 | 5개소`: a sum with the number of places
        if let ([only], true) = (&one.points[..], stated_total)
            && only.location.as_str().strip_suffix("개소").is_some_and(|n| n.trim().bytes().all(|b| b.is_ascii_digit()))
        {
            one.points.clear();
        }
        // a purpose of its own tells cameras as well as a place does, one that is merged over the rows does not
        let nothing = one.points.is_empty()
            && one.facility.is_missing()
            && one.department.is_missing()
            && (one.purpose.is_missing() || purpose.by.how == How::MergedCell);
        if stated_total && nothing {
            notice.total_count = one.count.clone();
            continue;
        }
        let not_kept = matches!(&one.count, Field::Unparsed { text, .. } if says_none(text.as_str()));
        if not_kept {
            continue;
        }
        // `매장 내부 (대수 별도 안내)`: kept, its count is not a number
        // a number beside a place that is still to be filled in counts cameras, it adds nothing up
        let open = gap::is(sheet.found(row, Concept::Location).str());
        let unlabelled = nothing && !open && matches!(one.count, Field::Parsed { .. });
        if nothing && !unlabelled && (!open || one.count.is_missing()) {
            continue;
        }
        one.facility = one.facility.or(site.clone());
        beside_cameras(sheet, row, &one, notice);
        // more sites with their counts in the same cell
        let more: Vec<Installation> = named
            .into_iter()
            .map(|(name, count)| Installation { facility: site_name(&name), count, ..one.clone() })
            .collect();
        drafts.push((one, unlabelled));
        drafts.extend(more.into_iter().map(|one| (one, false)));
    }
    drop_unlabelled_sums(&mut drafts, notice);
    let rows: Vec<Installation> = drafts.into_iter().map(|(one, _)| one).collect();
    if !are_told_again(&rows, &notice.installations) {
        notice.installations.extend(rows);
    }
}

/// Whether rows only count again what is known: as many cameras, most of them of units or places that have rows.
///
/// Tables of people and of storage repeat places and counts to say whose they are.
fn are_told_again(rows: &[Installation], known: &[Installation]) -> bool {
    let sum = |all: &[Installation]| all.iter().filter_map(|i| i.count.value()).map(|n| u64::from(*n)).sum::<u64>();
    let keys = |i: &Installation| {
        let texts = [i.department.as_str(), i.facility.as_str(), i.points.first().map_or("", |p| p.location.as_str())];
        texts.map(fold).into_iter().filter(|k| !k.is_empty()).collect::<Vec<_>>()
    };
    if rows.len() < 3 || known.len() < 3 || sum(rows) == 0 || sum(rows) != sum(known) {
        return false;
    }
    let named: BTreeSet<String> = known.iter().flat_map(keys).collect();
    let again = rows.iter().filter(|row| keys(row).iter().any(|key| named.contains(key))).count();
    again * 2 > rows.len()
}

/// `보유하지 않음` in a column of counts.
fn says_none(s: &str) -> bool {
    ["보유하지", "미보유", "미설치", "없음"].iter().any(|w| s.contains(w))
}

/// Rows that hold a number and nothing else are sums: of the rows after them, or of all before.
fn drop_unlabelled_sums(drafts: &mut Vec<(Installation, bool)>, notice: &mut Notice) {
    let counts: Vec<u32> = drafts.iter().map(|(d, _)| d.count.value().copied().unwrap_or(0)).collect();
    let lone: Vec<usize> = (0..drafts.len()).filter(|&i| drafts[i].1).collect();
    if let [only] = lone[..] {
        let others: u32 = counts.iter().enumerate().filter(|(i, _)| *i != only).map(|(_, c)| c).sum();
        if drafts.len() > 2 && (only + 1 == drafts.len() || counts[only] == others || only == 0 && counts[0] > others) {
            notice.total_count = drafts[only].0.count.clone();
        }
    }
    drafts.retain(|(_, unlabelled)| !unlabelled);
}

/// A row in the count table that also says who is in charge and how long is kept.
fn beside_cameras(sheet: &Sheet<'_>, row: usize, one: &Installation, notice: &mut Notice) {
    let (hours, period, storage) = kept(sheet, row);
    // hours alone are said of the cameras, not of what is kept
    let tells = sheet.col(Concept::Period).is_some() && sheet.col(Concept::Storage).is_some();
    if !(period.is_none() && storage.is_none()) || tells && !hours.is_none() {
        let facility = if one.facility.is_missing() && sheet.col(Concept::Department).is_none() {
            Field::Missing
        } else {
            one.facility.clone()
        };
        notice.retention.push(retention(one.department.clone(), facility, &hours, &period, &storage));
    }
    let person = [
        Concept::Manager,
        Concept::AccessHolder,
        Concept::Name,
        Concept::Phone,
        Concept::PersonInCharge,
        Concept::Operator,
    ]
    .iter()
    .any(|c| sheet.col(*c).is_some());
    if person {
        let contacts = people_of(sheet, row, &[], one.department.clone(), one.facility.clone());
        // who stands in a merged cell beside several rows of a unit is told once
        let is_new = |one: &Contact| !notice.contacts.iter().rev().take(NEAR).any(|known| is_same(known, one));
        let new: Vec<Contact> = contacts.into_iter().filter(is_new).collect();
        notice.contacts.extend(new);
    }
}

/// Whether a cell says at how many places cameras stand, not at which (`448개소`, `5` under `CCTV 개소`).
fn counts_places(sheet: &Sheet<'_>, cell: &str) -> bool {
    let number = cell.trim().trim_end_matches("개소").trim_end().replace(',', "");
    let headed = || sheet.col(Concept::Location).is_some_and(|c| sheet.head_text(c).as_str().ends_with("개소"));
    !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()) && (cell.contains("개소") || headed())
}

/// Whether two contacts tell the same person of the same unit and site from the same place.
fn is_same(a: &Contact, b: &Contact) -> bool {
    let place = |c: &Contact| [&c.name, &c.position, &c.phone].map(|f| f.text().map(Text::spans));
    let alike = |f: fn(&Contact) -> &Field<String>| f(a).as_str() == f(b).as_str();
    a.role == b.role
        && alike(|c| &c.department)
        && alike(|c| &c.facility)
        && alike(|c| &c.phone)
        && place(a) == place(b)
}

fn total(sheet: &Sheet<'_>, row: usize, notice: &mut Notice) {
    let count = sheet.found(row, Concept::Count);
    let from_column = count.count();
    let value = if from_column.value().is_some() {
        from_column
    } else {
        // the label pushed the number into another column
        (0..sheet.grid.cols())
            .map(|c| sheet.at(row, c))
            .map(|f| f.count())
            .find(|f| f.value().is_some())
            .unwrap_or_default()
    };
    if value.value().is_some() {
        notice.total_count = value;
    }
}

/// `총12대` in a remark.
fn total_in(found: &Found) -> Option<Field<u32>> {
    let s = found.str().trim();
    let hit = count::find(s).into_iter().find(|c| c.total)?;
    Some(Field::parsed(hit.value, found.text.slice(hit.range), found.by))
}

/// `관리동(4대)`, `본관 21대`: a site with its count in one cell, or several of them one behind the other.
///
/// Counts between slashes (`창고 9대/온실 6대`) are those of one row.
fn named_counts(found: &Found) -> Vec<(Found, Field<u32>)> {
    let s = found.str();
    if found.count().value().is_some() || !s.trim_end().ends_with([')', '대']) {
        return Vec::new();
    }
    let mut out: Vec<(Found, Field<u32>)> = Vec::new();
    let (mut at, mut of_one_row) = (0, false);
    for hit in count::find(s) {
        let name = s[at..hit.range.start].trim_matches([' ', ':', '(', ')', '\n']);
        let listed = name.contains(',') || hit.total || hit.each || hit.unit != CountUnit::Camera;
        if listed || words::before_bracket(name.trim_start_matches('/')).trim().is_empty() {
            return Vec::new();
        }
        of_one_row |= name.starts_with('/');
        let name = found.with(found.text.of(name.trim_start_matches('/').trim()));
        out.push((name, Field::parsed(hit.value, found.text.slice(hit.range.clone()), found.by)));
        at = hit.range.end;
    }
    if !s[at..].trim_matches([')', ' ', '.']).is_empty() {
        return Vec::new();
    }
    if of_one_row {
        let sum = out.iter().filter_map(|(_, count)| count.value()).sum();
        let names = Text::join(out.iter().map(|(name, _)| &name.text), "/");
        return vec![(found.with(names), Field::parsed(sum, found.text.trim(), found.by))];
    }
    out
}

/// A row that only shows how a form is to be filled in.
fn is_example(sheet: &Sheet<'_>, row: usize) -> bool {
    (0..sheet.grid.cols()).any(|c| words::is_example(sheet.grid.text(row, c)))
}

/// Whether the column of sites in fact tells what the cameras are for (`구분` over `출입관리용`).
fn tells_purposes(sheet: &Sheet<'_>) -> bool {
    let Some(col) = sheet.col(Concept::Facility).filter(|_| sheet.col(Concept::Purpose).is_none()) else {
        return false;
    };
    let cells: Vec<&str> =
        sheet.rows().map(|r| sheet.grid.text(r, col)).filter(|t| !t.is_empty() && !words::is_total_label(t)).collect();
    let purposes = cells.iter().filter(|t| words::is_purpose(t)).count();
    purposes > 0 && purposes * 3 >= cells.len() * 2
}

/// The places of a cell; a range inside the cell (`주차장(반경 20m 이내)`) is told apart.
fn points_with_range(found: &Found, range: &mut Field<String>) -> Vec<Point> {
    let s = found.str();
    if range.is_missing()
        && s.contains("m")
        && let Some((at, inner)) = range_in(s)
    {
        *range = found.with(found.text.slice(inner)).string();
        let mut rest = found.text.slice(0..at.start);
        rest.append(&found.text.slice(at.end..s.len()));
        return places::points(&found.with(rest));
    }
    if range.is_missing() && s.contains('\n') {
        // a line of a cell that tells the radius, the place lists before and after it
        let radius = s.split('\n').find(|l| l.contains("반경") && l.contains("이내"));
        if let Some(line) = radius {
            *range = found.with(found.text.of(line.trim().trim_end_matches("촬영").trim())).string();
            let bracket =
                s.split('\n').find(|l| l.trim().starts_with('(') && l.trim().ends_with(')') && l.contains(','));
            if let Some(list) = bracket {
                let inner = list.trim();
                return places::points(&found.with(found.text.of(&inner[1..inner.len() - 1])));
            }
        }
    }
    places::points(found)
}

/// `(고정식20m이내)`: the bracket, and what is inside.
fn range_in(s: &str) -> Option<(std::ops::Range<usize>, std::ops::Range<usize>)> {
    let close = s.find("이내)")? + "이내".len();
    let open = s[..close].rfind('(')?;
    s[open..close].bytes().any(|b| b.is_ascii_digit()).then(|| (open..close + 1, open + 1..close))
}

/// The first line of a cell of counted places names the site: `안전체험관` over `1층 복도(1대)`.
fn lead_line_is_site(one: &mut Installation, location: Found) {
    if !one.facility.is_missing() || one.points.len() < 3 || !location.str().contains('\n') {
        return;
    }
    let counted = one.points.iter().skip(1).all(|p| p.count.value().is_some());
    let first = &one.points[0];
    if counted && first.count.is_missing() && words::is_site(first.location.as_str()) {
        one.facility = first.location.clone();
        one.points.remove(0);
    }
}
