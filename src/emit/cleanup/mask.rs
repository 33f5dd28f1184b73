//! Names of persons and mobile numbers, covered with asterisks in a report that is passed on.
//!
//! Whose names they are is known from the records: what a contact or a contractor's contact is called is covered wherever
//! it stands in the file, also with its syllables set apart. A covered text has as many characters as before. Control
//! characters and marks that turn the direction of writing are made visible on the way, covered or not.

use crate::emit::json::{Document, FindingView};
use regex::Regex;
use serde::Serialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// Mobile numbers, also with the country code and with wide digits; the number of the exchange is the first group.
static MOBILE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let gap = r"[-－–—‐.)·\s]{0,3}";
    Regex::new(&format!(r"(?:(?:\+\s?)?82{gap}0?|[0０])[1１][016789０１６７８９]{gap}(\d{{3,4}}){gap}\d{{4}}")).ok()
});

/// Words that stand where a name is expected and are none.
const NO_NAMES: &[&str] = &[
    "담당",
    "담당자",
    "책임자",
    "관리자",
    "운영자",
    "권한자",
    "직원",
    "공무원",
    "주무관",
    "사무관",
    "서기관",
    "연구사",
    "과장",
    "팀장",
    "부장",
    "실장",
    "국장",
    "계장",
    "소장",
    "원장",
    "관장",
    "센터장",
    "센터",
    "업체",
    "회사",
    "부서",
];

/// Ends of units that stand before a name (`시설부 나한솔`).
const UNITS: &[char] = &['부', '과', '팀', '실', '소', '처', '국'];

/// Syllables of a name, at least and at most.
const SYLLABLES: std::ops::RangeInclusive<usize> = 2..=5;

/// What is covered in the texts of one file.
#[derive(Clone, Debug, Default)]
pub struct Mask {
    off: bool,
    /// Names by their first syllable, the longest first.
    names: BTreeMap<char, Vec<Vec<char>>>,
}

impl Mask {
    /// A mask that covers nothing.
    #[must_use]
    pub fn none() -> Self {
        Mask { off: true, ..Mask::default() }
    }

    /// The mask for files whose records are these.
    #[must_use]
    pub fn of<'d>(documents: impl IntoIterator<Item = &'d Document>) -> Self {
        let mut words = BTreeSet::new();
        for document in documents {
            collect(document, &mut words);
        }
        Mask::of_names(words.into_iter().map(|w| w.chars().collect()).collect())
    }

    /// One mask that covers what each of several covers.
    #[must_use]
    pub fn all<'m>(masks: impl IntoIterator<Item = &'m Mask>) -> Self {
        Mask::of_names(masks.into_iter().flat_map(|m| m.names.values().flatten().cloned()).collect())
    }

    fn of_names(words: BTreeSet<Vec<char>>) -> Self {
        let mut names: BTreeMap<char, Vec<Vec<char>>> = BTreeMap::new();
        for word in words {
            names.entry(word[0]).or_default().push(word);
        }
        names.values_mut().for_each(|all| all.sort_by_key(|n| std::cmp::Reverse(n.len())));
        Mask { off: false, names }
    }

    /// The text with names and mobile numbers covered.
    #[must_use]
    pub fn text(&self, text: &str) -> String {
        let mut chars: Vec<char> = text.chars().map(visible).collect();
        if !self.off {
            self.cover_names(&mut chars);
            cover_numbers(text, &mut chars);
        }
        chars.into_iter().collect()
    }

    fn cover_names(&self, chars: &mut [char]) {
        let mut at = 0;
        while at < chars.len() {
            let names = self.names.get(&chars[at]).map_or(&[][..], Vec::as_slice);
            let found = names.iter().find_map(|name| stands(chars, at, name));
            let Some(places) = found else {
                at += 1;
                continue;
            };
            at = places[places.len() - 1] + 1;
            let kept = if places.len() == 2 { 0 } else { 1 };
            for &place in &places[1..places.len() - kept] {
                chars[place] = '*';
            }
        }
    }

    /// Findings with all their texts covered; names of rules, pointers and hashes stay.
    #[must_use]
    pub fn findings(&self, findings: Vec<FindingView>) -> Vec<FindingView> {
        // the same members with other texts: what was written is read
        serde_json::from_value(self.json(&findings)).unwrap_or_default()
    }

    /// Anything with its texts covered, as JSON; likewise.
    #[must_use]
    pub fn json(&self, of: &impl Serialize) -> Value {
        let mut value = serde_json::to_value(of).unwrap_or_default();
        self.value(&mut value);
        value
    }

    fn value(&self, value: &mut Value) {
        match value {
            Value::String(text) => *text = self.text(text),
            Value::Array(items) => items.iter_mut().for_each(|v| self.value(v)),
            Value::Object(members) => {
                let open = |key: &str| !matches!(key, "fingerprint" | "pointer" | "field" | "rule" | "code");
                members.iter_mut().filter(|(key, _)| open(key)).for_each(|(_, v)| self.value(v));
            }
            _ => {}
        }
    }
}

/// A character that does to the page what it looks like: line ends and tabs stay, other controls do not.
fn visible(c: char) -> char {
    let turns = matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{200E}' | '\u{200F}' | '\u{061C}');
    if turns || c.is_control() && !matches!(c, '\n' | '\t') { '\u{FFFD}' } else { c }
}

/// A name of a file, which is never covered, with nothing in it that would turn the page.
#[must_use]
pub fn plain(name: &str) -> String {
    name.chars().map(visible).collect()
}

/// Where the syllables of a name stand, when it begins at `at`: close together or all of them apart.
fn stands(chars: &[char], at: usize, name: &[char]) -> Option<Vec<usize>> {
    let mut places = vec![at];
    let mut next = at + 1;
    for (n, syllable) in name.iter().enumerate().skip(1) {
        let begin = next;
        while next < chars.len() && next - begin < 4 && chars[next].is_whitespace() {
            next += 1;
        }
        let apart = next > begin;
        let first_apart = n > 1 && places[1] > at + 1;
        if chars.get(next) != Some(syllable) || n > 1 && apart != first_apart {
            return None;
        }
        places.push(next);
        next += 1;
    }
    // two syllables are part of many words
    let alone = |c: Option<&char>| !c.is_some_and(|c| is_hangul(*c));
    let before = at.checked_sub(1).and_then(|i| chars.get(i));
    let free = name.len() > 2 || alone(before) || alone(chars.get(next));
    free.then_some(places)
}

/// Covers the exchange of each mobile number.
fn cover_numbers(text: &str, chars: &mut [char]) {
    let Some(mobile) = MOBILE.as_ref() else { return };
    if !text.contains(['1', '１']) {
        return;
    }
    for found in mobile.captures_iter(text) {
        let (Some(whole), Some(exchange)) = (found.get(0), found.get(1)) else { continue };
        let before = text[..whole.start()].chars().next_back();
        let after = text[whole.end()..].chars().next();
        let part_of_more = |c: Option<char>| c.is_some_and(|c| c.is_numeric() || c.is_ascii_alphabetic());
        if part_of_more(before) || part_of_more(after) {
            continue;
        }
        let start = text[..exchange.start()].chars().count();
        for c in &mut chars[start..start + exchange.as_str().chars().count()] {
            *c = '*';
        }
    }
}

fn collect(document: &Document, words: &mut BTreeSet<String>) {
    for notice in &document.notices {
        for contact in &notice.contacts {
            let posts = [&contact.position, &contact.department, &contact.facility, &contact.role_text];
            let posts: Vec<&str> = posts.iter().filter_map(|p| p.as_deref()).collect();
            let source = contact.source.get("name");
            let said = contact.name.as_deref().into_iter().chain(source.and_then(|s| s.unparsed.as_deref()));
            said.for_each(|text| names_in(text, &posts, words));
        }
        for contractor in &notice.contractors {
            let posts: Vec<&str> = contractor.company.as_deref().into_iter().collect();
            contractor.contact.iter().for_each(|text| names_in(text, &posts, words));
        }
    }
    let of_name = |field: &str| field.ends_with("/name") || field.ends_with("/contact");
    for repair in document.repairs.iter().filter(|r| of_name(&r.field)) {
        names_in(&repair.from, &[], words);
    }
}

/// The words of a text that may be names of persons.
fn names_in(text: &str, posts: &[&str], words: &mut BTreeSet<String>) {
    let syllables: Vec<&str> = text.split_whitespace().collect();
    // a name whose syllables stand apart
    if syllables.len() > 1 && syllables.iter().all(|s| s.chars().count() == 1) {
        return names_in(&syllables.concat(), posts, words);
    }
    let found: Vec<&str> = text.split(|c: char| !is_hangul(c)).filter(|w| !w.is_empty()).collect();
    for (n, word) in found.iter().enumerate() {
        let length = word.chars().count();
        let unit = n + 1 < found.len() && word.ends_with(UNITS);
        let post = unit || NO_NAMES.iter().any(|p| word.ends_with(p)) || posts.iter().any(|p| p.contains(word));
        if SYLLABLES.contains(&length) && !post {
            words.insert((*word).to_owned());
        }
    }
}

fn is_hangul(c: char) -> bool {
    ('가'..='힣').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::record::{ContactRecord, NoticeRecord};

    fn mask(names: &[&str]) -> Mask {
        let contact = |n: &&str| ContactRecord { name: Some((*n).to_owned()), ..ContactRecord::default() };
        let notice = NoticeRecord { contacts: names.iter().map(contact).collect(), ..NoticeRecord::default() };
        Mask::of([&Document { notices: vec![notice], ..Document::default() }])
    }

    #[test]
    fn names_are_covered_wherever_they_stand() {
        let mask = mask(&["김가람", "이준", "남궁가람 관장", "담당자", "시설부 나한솔"]);
        for (text, covered) in [
            ("관리책임자 김가람 관장", "관리책임자 김*람 관장"),
            ("관리책임자김가람관장", "관리책임자김*람관장"),
            ("김 가 람", "김 * 람"),
            ("김가 람은 아님", "김가 람은 아님"),
            ("이준 주무관", "이* 주무관"),
            ("이준비는 그대로", "이*비는 그대로"),
            ("가이준비", "가이준비"),
            ("남궁가람", "남**람"),
            ("담당자 관장", "담당자 관장"),
            ("시설부 나한솔", "시설부 나*솔"),
        ] {
            assert_eq!(mask.text(text), covered);
            assert_eq!(text.chars().count(), covered.chars().count());
        }
    }

    #[test]
    fn mobile_numbers_are_covered_and_others_stay() {
        let mask = mask(&[]);
        for (text, covered) in [
            ("010-1234-5678", "010-****-5678"),
            ("(010) 1234 5678", "(010) **** 5678"),
            ("01012345678", "010****5678"),
            ("+82-10-1234-5678", "+82-10-****-5678"),
            ("０１０－1234－5678", "０１０－****－5678"),
            ("０１０-1234-5678", "０１０-****-5678"),
            ("042-555-0101", "042-555-0101"),
            ("2010-1234-5678", "2010-1234-5678"),
            ("a01012345678f", "a01012345678f"),
            ("011-123-4567", "011-***-4567"),
        ] {
            assert_eq!(mask.text(text), covered);
        }
        assert_eq!(Mask::none().text("010-1234-5678"), "010-1234-5678");
        assert_eq!(Mask::none().text("a\u{202e}b\u{0}c\nd"), "a\u{fffd}b\u{fffd}c\nd");
    }
}
