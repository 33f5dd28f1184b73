//! The reading of each unit that the file proves.

use super::align::Roster;
use super::elsewhere::Elsewhere;
use super::parents::Family;
use super::reading::{self, Reading};
use super::units::UnitTable;
use crate::model::Span;
use crate::model::notice::RepairReason;
use crate::value::hangul::{NameRelation, similar_names};

/// What an entry of the roster is called.
#[derive(Clone, Debug)]
pub(super) struct Name {
    pub reading: Reading,
    /// Tables that show exactly this.
    pub tables: Vec<usize>,
    /// Where it stands so.
    pub proof: Vec<Span>,
    pub reason: RepairReason,
    pub confidence: f32,
}

/// The names of an entry: a unit, and the site where the unit has several.
#[derive(Clone, Debug, Default)]
pub(super) struct Named {
    pub unit: Option<Name>,
    pub site: Option<Name>,
    /// The position in the list of families.
    pub family: Option<usize>,
}

/// How a candidate stands in the file.
#[derive(Debug, Default)]
struct Candidate {
    tables: Vec<usize>,
    /// It stands in one cell somewhere.
    untorn: bool,
    proof: Vec<Span>,
}

/// The names of all entries, by entry.
pub(super) fn names(
    tables: &[UnitTable<'_>],
    roster: &Roster,
    families: &[Family],
    elsewhere: &Elsewhere<'_>,
) -> Vec<Named> {
    let mut out = vec![Named::default(); roster.entries.len()];
    for (f, family) in families.iter().enumerate() {
        let members = &roster.order[family.from..=family.to];
        let parent = parent(tables, roster, family, elsewhere);
        for &e in members {
            let site = site(tables, &roster.entries[e].seen, members, roster);
            out[e] = Named { unit: Some(parent.clone()), site, family: Some(f) };
        }
    }
    let mut known: Option<Vec<Reading>> = None;
    for &e in &roster.order {
        if out[e].unit.is_none() {
            let seen = &roster.entries[e].seen;
            out[e].unit = unit(tables, seen, elsewhere).or_else(|| {
                let known = known
                    .get_or_insert_with(|| elsewhere.names().into_iter().map(|n| Reading::new(n.to_owned())).collect());
                known_elsewhere(tables, seen, known, elsewhere)
            });
        }
    }
    out
}

fn parent(tables: &[UnitTable<'_>], roster: &Roster, family: &Family, elsewhere: &Elsewhere<'_>) -> Name {
    let mut proof: Vec<Span> = elsewhere.find(&family.parent).unwrap_or_default();
    for &t in &family.proved_by {
        for &e in &roster.order[family.from..=family.to] {
            for &(_, g) in roster.entries[e].seen.iter().filter(|s| s.0 == t) {
                let table = &tables[t];
                for row in &table.rows[table.groups[g].rows.clone()] {
                    proof.extend(row.cells[table.first..table.last].iter().flatten().flat_map(|c| c.spans()));
                }
            }
        }
    }
    Name {
        reading: Reading::new(family.parent.clone()),
        tables: family.proved_by.clone(),
        proof,
        reason: RepairReason::Roster,
        confidence: 0.9,
    }
}

/// The site of a member of a family: what most tables show in the last unit column.
fn site(tables: &[UnitTable<'_>], seen: &[(usize, usize)], members: &[usize], roster: &Roster) -> Option<Name> {
    let mut candidates: Vec<(String, Candidate)> = Vec::new();
    for &(t, g) in seen.iter().filter(|(t, _)| tables[*t].is_split()) {
        let table = &tables[t];
        for row in &table.rows[table.groups[g].rows.clone()] {
            let Some(cell) = row.cells[table.last] else { continue };
            let text = reading::clean(cell.as_str());
            if reading::is_plain(&text) && text.chars().count() >= 2 && !is_shared(tables, &text, members, roster) {
                note(&mut candidates, text, t, true, cell.spans());
            }
        }
    }
    let (text, best) = candidates.into_iter().rev().max_by_key(|(_, c)| c.tables.len())?;
    let reason = RepairReason::Roster;
    let confidence = if best.tables.len() > 1 { 0.9 } else { 0.7 };
    Some(Name { reading: Reading::new(text), tables: best.tables, proof: best.proof, reason, confidence })
}

/// A word that stands beside several members is what they all are (`센터`), not a name.
fn is_shared(tables: &[UnitTable<'_>], leaf: &str, members: &[usize], roster: &Roster) -> bool {
    let with = members
        .iter()
        .filter(|&&e| {
            roster.entries[e].seen.iter().any(|&(t, g)| tables[t].groups[g].leaves.iter().any(|r| r.text == leaf))
        })
        .count();
    with > 1
}

fn note(candidates: &mut Vec<(String, Candidate)>, text: String, table: usize, untorn: bool, at: Vec<Span>) {
    let index = candidates.iter().position(|(t, _)| *t == text).unwrap_or_else(|| {
        candidates.push((text, Candidate::default()));
        candidates.len() - 1
    });
    let one = &mut candidates[index].1;
    if !one.tables.contains(&table) {
        one.tables.push(table);
    }
    one.untorn |= untorn;
    one.proof.extend(at);
}

/// The name of a unit that stands by itself.
fn unit(tables: &[UnitTable<'_>], seen: &[(usize, usize)], elsewhere: &Elsewhere<'_>) -> Option<Name> {
    let mut candidates: Vec<(String, Candidate)> = Vec::new();
    for &(t, g) in seen {
        let table = &tables[t];
        let rows = &table.rows[table.groups[g].rows.clone()];
        let mut halves = Vec::new();
        for row in rows {
            let cells = row.printed(table);
            let text = row.reading(table);
            if reading::is_intact(&text) {
                note(&mut candidates, text, t, cells.len() == 1, cells.iter().flat_map(|c| c.spans()).collect());
            }
            // a bureau or a parent before it
            if let [head, tail] = cells[..] {
                let tail_text = reading::clean(tail.as_str());
                if reading::is_parent(&reading::clean(head.as_str())) && reading::is_intact(&tail_text) {
                    note(&mut candidates, tail_text, t, true, tail.spans());
                }
            }
            halves.extend(cells);
        }
        // cut in two rows of a merged cell
        if rows.iter().filter(|r| !r.printed(table).is_empty()).count() > 1 {
            let cells: Vec<&str> = halves.iter().map(|c| c.as_str()).collect();
            let text = reading::joined(&cells).swap_remove(0);
            if reading::is_intact(&text) {
                note(&mut candidates, text, t, false, halves.iter().flat_map(|c| c.spans()).collect());
            }
        }
    }
    let mut ranked: Vec<(f32, Name)> = Vec::new();
    for (text, candidate) in candidates {
        let reading = Reading::new(text);
        let fit = fit(tables, seen, &reading);
        let named = elsewhere.find(&reading.text);
        let places = candidate.tables.len() + usize::from(named.is_some());
        let proved = places >= 2 || candidate.untorn || fit.is_some_and(|f| f >= 0.45);
        if !proved {
            continue;
        }
        let score = 2.0 * candidate.tables.len() as f32
            + if named.is_some() { 1.5 } else { 0.0 }
            + if candidate.untorn { 1.0 } else { 0.0 }
            + 2.0 * fit.unwrap_or(0.0);
        let mut proof = candidate.proof;
        proof.extend(named.into_iter().flatten());
        let confidence = (0.5 + 0.15 * places as f32 + if candidate.untorn { 0.1 } else { 0.0 }).min(0.95);
        let name = Name { reading, tables: candidate.tables, proof, reason: RepairReason::Roster, confidence };
        ranked.push((score, name));
    }
    let best = ranked.iter().enumerate().rev().max_by(|a, b| a.1.0.total_cmp(&b.1.0)).map(|(i, _)| i)?;
    Some(ranked.swap_remove(best).1)
}

/// How well the readings of a unit in the other tables fit a name as its distortions; none without any other.
fn fit(tables: &[UnitTable<'_>], seen: &[(usize, usize)], name: &Reading) -> Option<f32> {
    let (mut sum, mut count) = (0.0, 0.0);
    for &(t, g) in seen {
        let group = &tables[t].groups[g];
        let best = group.readings.iter().map(|r| r.likeness(name)).fold(0.0, f32::max);
        if !group.readings.is_empty() {
            sum += best;
            count += 1.0;
        }
    }
    (count > 1.0).then(|| (sum - 1.0) / (count - 1.0))
}

/// A unit destroyed in all tables, whose name stands in the text of the notice.
fn known_elsewhere(
    tables: &[UnitTable<'_>],
    seen: &[(usize, usize)],
    known: &[Reading],
    elsewhere: &Elsewhere<'_>,
) -> Option<Name> {
    let likeness = |name: &Reading| {
        seen.iter().flat_map(|&(t, g)| &tables[t].groups[g].readings).map(|r| r.likeness(name)).fold(0.0, f32::max)
    };
    let mut ranked: Vec<(f32, &Reading)> = known.iter().map(|n| (likeness(n), n)).filter(|(l, _)| *l >= 0.6).collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
    let (best, reading) = *ranked.first()?;
    let rival = ranked.get(1).map_or(0.0, |r| r.0);
    if best - rival < 0.15 {
        return None;
    }
    let proof = elsewhere.find(&reading.text)?;
    Some(Name {
        reading: reading.clone(),
        tables: Vec::new(),
        proof,
        reason: RepairReason::NearName,
        confidence: best * 0.8,
    })
}

/// Whether a printed reading is the proven name with letters misread, and not a name of its own.
pub(super) fn is_misreading(printed: &str, printed_in: usize, name: &Name) -> bool {
    let part = name.reading.text.ends_with(printed) && printed.len() < name.reading.text.len();
    if part {
        return true;
    }
    let likeness = Reading::new(printed.to_owned()).likeness(&name.reading);
    name.tables.len() > printed_in
        && likeness >= 0.75
        && similar_names(printed, &name.reading.text) != NameRelation::Neighbours
}
