//! What the columns of a table mean together: one heading alone is often ambiguous.

use crate::model::Concept;

/// What the rows of a table are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableKind {
    Cameras,
    People,
    Retention,
    Contractors,
    /// Dates and what was changed.
    Revisions,
    Unknown,
}

/// Gives every column its meaning among the others. A column without a heading stays `None`.
#[must_use]
pub fn resolve(heads: &[Option<Concept>]) -> (TableKind, Vec<Option<Concept>>) {
    let kind = kind_of(heads);
    let mut out = heads.to_vec();
    match kind {
        TableKind::Cameras => cameras(&mut out),
        TableKind::People => people(&mut out),
        TableKind::Contractors => {
            replace_first(&mut out, Concept::Category, Concept::Facility);
            if !out.contains(&Some(Concept::Facility)) {
                replace_first(&mut out, Concept::Location, Concept::Facility);
            }
            replace_first(&mut out, Concept::Affiliation, Concept::Department);
        }
        TableKind::Retention => {
            replace_first(&mut out, Concept::Category, Concept::Facility);
            if !out.contains(&Some(Concept::Facility)) {
                replace_first(&mut out, Concept::Range, Concept::Facility);
            }
            // `촬영시간 | 보관기간 | 보관기간`: the last head was copied
            if !out.contains(&Some(Concept::Storage)) {
                second(&mut out, Concept::Period, Concept::Storage);
            }
            if !out.contains(&Some(Concept::Storage)) {
                replace_first(&mut out, Concept::Location, Concept::Storage);
            } else {
                replace_first(&mut out, Concept::Location, Concept::Facility);
            }
            replace_first(&mut out, Concept::Affiliation, Concept::Department);
        }
        TableKind::Revisions | TableKind::Unknown => {}
    }
    (kind, out)
}

fn kind_of(heads: &[Option<Concept>]) -> TableKind {
    let has = |c: Concept| heads.contains(&Some(c));
    let person = [
        Concept::Name,
        Concept::Position,
        Concept::Role,
        Concept::Manager,
        Concept::AccessHolder,
        Concept::Affiliation,
        Concept::ProtectionOfficer,
        Concept::Operator,
    ];
    let retention =
        [Concept::Hours, Concept::Period, Concept::Storage, Concept::PeriodAndStorage, Concept::StorageAndViewing];
    if has(Concept::Company) {
        return TableKind::Contractors;
    }
    if has(Concept::Count) {
        return TableKind::Cameras;
    }
    let people = person.iter().filter(|c| has(**c)).count() + usize::from(has(Concept::Phone));
    let kept = retention.iter().filter(|c| has(**c)).count();
    if kept > 0 && kept >= people {
        return TableKind::Retention;
    }
    if people > 0 || has(Concept::PersonInCharge) && has(Concept::Phone) {
        return TableKind::People;
    }
    if has(Concept::Location) || has(Concept::Range) {
        return TableKind::Cameras;
    }
    TableKind::Unknown
}

fn cameras(out: &mut [Option<Concept>]) {
    // a second pair of place and number belongs to the recorders
    second(out, Concept::Count, Concept::RecorderCount);
    let locations = positions(out, Concept::Location);
    if let [first, second] = locations[..] {
        let counts = positions(out, Concept::Count);
        let recorders = counts.len() > 1 || out.contains(&Some(Concept::RecorderCount));
        if recorders && counts.first().is_some_and(|&c| c > first && c < second) {
            out[second] = Some(Concept::RecorderPlace);
        } else {
            out[first] = Some(Concept::Facility);
        }
    }
    if !out.contains(&Some(Concept::Facility)) {
        replace_first(out, Concept::Category, Concept::Facility);
    }
    // `캠퍼스 | 건물`: the campus and the building on it
    if let [outer, inner] = positions(out, Concept::Facility)[..]
        && outer + 1 == inner
    {
        out[outer] = Some(Concept::Note);
    }
    replace_first(out, Concept::Affiliation, Concept::Department);
}

fn people(out: &mut [Option<Concept>]) {
    let has = |out: &[Option<Concept>], c: Concept| out.contains(&Some(c));
    second(out, Concept::Role, Concept::Note);
    if let [first, _] = positions(out, Concept::Position)[..] {
        out[first] = Some(Concept::Role);
    }
    if let [first, second] = positions(out, Concept::Category)[..] {
        out[first] = Some(Concept::Facility);
        out[second] = Some(Concept::Role);
    }
    let headed = [Concept::Manager, Concept::AccessHolder, Concept::ProtectionOfficer, Concept::Operator];
    let person_heads = headed.iter().filter(|c| has(out, **c)).count();
    if !has(out, Concept::Facility) {
        replace_first(out, Concept::Location, Concept::Facility);
    }
    // `책임자 | 이름 | 직위`: the first tells which one
    if person_heads == 1 && has(out, Concept::Name) && !has(out, Concept::Role) && out[0] == Some(Concept::Manager) {
        out[0] = Some(Concept::Role);
    }
    if has(out, Concept::Name) && has(out, Concept::PersonInCharge) {
        replace_first(out, Concept::PersonInCharge, Concept::Role);
        replace_first(out, Concept::Category, Concept::Facility);
    } else if !has(out, Concept::Name) {
        replace_first(out, Concept::PersonInCharge, Concept::Name);
    }
    if has(out, Concept::Role) {
        let with_site = has(out, Concept::Facility) || has(out, Concept::Department);
        // `구분 | 역할`: the first tells the role, the second words it at length
        if let (Some(category), Some(role)) = (position(out, Concept::Category), position(out, Concept::Role)) {
            if category < role && !with_site {
                out[category] = Some(Concept::Role);
                out[role] = Some(Concept::Note);
            } else if role < category {
                // `역할 | 구분`: 정 and 부, day and night
                out[category] = Some(Concept::Note);
            }
        }
    } else if person_heads == 0 {
        replace_first(out, Concept::Category, Concept::Role);
    }
    replace_first(out, Concept::Category, Concept::Facility);
    if !has(out, Concept::Role) && person_heads == 0 && out.first() == Some(&None) {
        out[0] = Some(Concept::Role);
    }
    // a unit column before the people is where they serve, 소속 beside the name is theirs
    if !has(out, Concept::Department) {
        replace_first(out, Concept::Affiliation, Concept::Department);
    } else if has(out, Concept::Affiliation) {
        replace_first(out, Concept::Affiliation, Concept::Note);
    }
}

fn positions(heads: &[Option<Concept>], concept: Concept) -> Vec<usize> {
    heads.iter().enumerate().filter(|(_, h)| **h == Some(concept)).map(|(i, _)| i).collect()
}

fn position(heads: &[Option<Concept>], concept: Concept) -> Option<usize> {
    heads.iter().position(|h| *h == Some(concept))
}

fn replace_first(heads: &mut [Option<Concept>], from: Concept, to: Concept) {
    if let Some(i) = position(heads, from) {
        heads[i] = Some(to);
    }
}

fn second(heads: &mut [Option<Concept>], of: Concept, to: Concept) {
    if let [_, second, ..] = positions(heads, of)[..] {
        heads[second] = Some(to);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Concept::*;

    #[test]
    fn a_category_is_a_role_among_people_and_a_site_among_cameras() {
        let heads = [Some(Category), Some(Name), Some(Position), Some(Affiliation), Some(Phone)];
        assert_eq!(
            resolve(&heads),
            (TableKind::People, vec![Some(Role), Some(Name), Some(Position), Some(Department), Some(Phone)])
        );
        let heads = [Some(Category), Some(Count), Some(Location)];
        assert_eq!(resolve(&heads), (TableKind::Cameras, vec![Some(Facility), Some(Count), Some(Location)]));
    }

    #[test]
    fn a_second_pair_of_place_and_number_belongs_to_the_recorders() {
        let heads = [Some(Category), Some(Location), Some(Count), Some(Location), Some(Count)];
        assert_eq!(
            resolve(&heads).1,
            vec![Some(Facility), Some(Location), Some(Count), Some(RecorderPlace), Some(RecorderCount)]
        );
    }
}
