//! Labels side by side on one row: `담당부서 | 총무과 | 책임관 | 과장 홍길순`, `담당자 | 홍길순 | 연락처 | 02-…`.

use super::people;
use super::value::Found;
use crate::lexicon::words;
use crate::model::{Concept, Contact, Field, Role, Text};

/// A label with its value.
pub(super) struct Side {
    pub concept: Concept,
    pub label: Text,
    pub value: Found,
}

/// The people of a row whose labels are all about them; none when the row says something else.
pub(super) fn contacts(sides: &[Side], above: Option<Role>) -> Option<Vec<Contact>> {
    let named = |s: &&Side| role(s.concept).is_some();
    let about_people = sides.iter().all(|s| role(s.concept).is_some() || is_detail(s.concept));
    let head = sides.iter().find(named).or_else(|| sides.iter().find(|s| s.concept == Concept::Name))?;
    if sides.len() < 2 || !about_people || sides.iter().filter(named).count() > 1 {
        return None;
    }
    let kind = words::role_of(head.label.as_str()).or_else(|| role(head.concept)).or(above).unwrap_or_default();
    let value = |c: Concept| sides.iter().find(|s| s.concept == c).map(|s| &s.value);
    let string = |c: Concept| value(c).map_or(Field::Missing, Found::string);
    let own = people::read(&head.value);
    if own.is_empty() && value(Concept::Name).is_none() {
        return None;
    }
    let own = if own.is_empty() { vec![people::Person::default()] } else { own };
    let unit = string(Concept::Department).or(string(Concept::Affiliation));
    let phone = value(Concept::Phone).map_or(Field::Missing, |f| f.phones().first());
    let fax = value(Concept::Fax).map_or(Field::Missing, |f| f.phones().first().or(f.phones().fax));
    let made = own.into_iter().map(|person| Contact {
        department: person.department.or(unit.clone()),
        facility: person.facility,
        role: kind,
        role_text: head.value.with(head.label.clone()).string(),
        name: person.name.or(string(Concept::Name)),
        position: person.position.or(string(Concept::Position)),
        phone: person.phone.or(phone.clone()),
        fax: person.fax.or(fax.clone()),
    });
    Some(made.collect())
}

fn is_detail(concept: Concept) -> bool {
    matches!(
        concept,
        Concept::Department | Concept::Affiliation | Concept::Name | Concept::Position | Concept::Phone | Concept::Fax
    )
}

fn role(concept: Concept) -> Option<Role> {
    Some(match concept {
        Concept::Manager => Role::Manager,
        Concept::AccessHolder => Role::AccessHolder,
        Concept::Operator | Concept::PersonInCharge => Role::Operator,
        Concept::ProtectionOfficer => Role::ProtectionOfficer,
        Concept::OtherPerson => Role::Other,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::How;

    fn side(concept: Concept, label: &str, value: &str) -> Side {
        let text = |s: &str| Text::identity(0, 0, s);
        Side { concept, label: text(label), value: Found::new(text(value), How::Label) }
    }

    #[test]
    fn unit_and_number_on_the_row_belong_to_its_person() {
        let row = [
            side(Concept::Department, "담당부서", "총무과"),
            side(Concept::Manager, "책임관", "과장 홍길순"),
            side(Concept::Phone, "연락처", "02-555-0145"),
        ];
        let found = contacts(&row, None).unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].department.as_str(), "총무과");
        assert_eq!((found[0].name.as_str(), found[0].position.as_str()), ("홍길순", "과장"));
        assert_eq!((found[0].role, found[0].phone.as_str()), (Role::Manager, "02-555-0145"));
    }

    #[test]
    fn rows_about_cameras_name_nobody() {
        let row = [side(Concept::Count, "대수", "3대"), side(Concept::Location, "설치위치", "현관")];
        assert!(contacts(&row, None).is_none());
        assert!(contacts(&[side(Concept::Manager, "책임관", "과장")], None).is_none());
    }
}
