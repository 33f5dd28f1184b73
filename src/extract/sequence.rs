//! A destroyed name in a list that runs beside another list: its place in the sequence proves it.

use super::value::Found;
use crate::lexicon::{fold, words};
use crate::model::notice::RepairReason;
use crate::model::{Evidence, Field, How, Notice, Repair};

/// Recovers the site before a storage place (`느티나무관 1층 안내데스크`) where storage places follow the sites in order.
pub(super) fn storage_sites(notice: &mut Notice) {
    let rows = notice.retention.len();
    if rows < 4 || rows != notice.installations.len() {
        return;
    }
    let names: Vec<String> = notice.installations.iter().map(|i| i.facility.as_str().to_owned()).collect();
    let in_step = |i: usize| {
        let key = fold(&names[i]);
        !key.is_empty() && fold(notice.retention[i].storage.as_str()).starts_with(&key)
    };
    let agreeing = (0..rows).filter(|&i| in_step(i)).count();
    if agreeing * 4 < rows * 3 {
        return;
    }
    for i in 0..rows {
        let Field::Parsed { value, text, by } = &notice.retention[i].storage else { continue };
        let Some((first, rest)) = value.split_once(' ') else { continue };
        let Some(place) = text.as_str().find(first) else { continue };
        if names[i].is_empty() || !is_destroyed(first) {
            continue;
        }
        let damaged = text.slice(place..place + first.len());
        let proof = notice.installations[i].facility.text().map(crate::model::Text::spans).unwrap_or_default();
        let repaired = format!("{} {rest}", names[i]);
        notice.repairs.push(Repair {
            field: format!("/retention/{i}/storage"),
            from: first.to_owned(),
            to: names[i].clone(),
            reason: RepairReason::Roster,
            at: damaged.spans(),
            proof,
            confidence: agreeing as f32 / rows as f32,
        });
        let found = Found { text: text.clone(), by: Evidence { how: How::Repaired, ..*by } };
        notice.retention[i].storage = Field::parsed(repaired, found.text, found.by);
    }
}

/// A word without a Hangul syllable, of letters of another script.
fn is_destroyed(word: &str) -> bool {
    let mut letters = word.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(|c| !words::is_syllable(c) && !c.is_ascii() && !is_hanja(c))
}

fn is_hanja(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Installation, Retention, Text};

    fn field(unit: u32, s: &str) -> Field<String> {
        Field::of_text(Text::identity(unit, 0, s), Evidence::default())
    }

    #[test]
    fn a_name_in_another_script_is_recovered_from_its_place() {
        let mut notice = Notice::default();
        for (i, name) in ["가온관", "나래관", "다솜관", "라온관"].into_iter().enumerate() {
            let storage = if i == 2 { "ոոսկ 1층".to_owned() } else { format!("{name} 1층") };
            notice.installations.push(Installation { facility: field(i as u32, name), ..Installation::default() });
            notice.retention.push(Retention { storage: field(10 + i as u32, &storage), ..Retention::default() });
        }
        storage_sites(&mut notice);
        assert_eq!(notice.retention[2].storage.as_str(), "다솜관 1층");
        assert_eq!(notice.repairs.len(), 1);
        assert_eq!(notice.repairs[0].field, "/retention/2/storage");
    }

    #[test]
    fn lists_that_do_not_run_beside_each_other_prove_nothing() {
        let mut notice = Notice::default();
        for i in 0..4 {
            notice.installations.push(Installation { facility: field(i, "가온관"), ..Installation::default() });
            notice.retention.push(Retention { storage: field(10 + i, "ոոսկ 1층"), ..Retention::default() });
        }
        storage_sites(&mut notice);
        assert!(notice.repairs.is_empty());
    }
}
