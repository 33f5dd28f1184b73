//! Names of notices to names of a ledger, in steps from the surest to the loosest. A step takes a pair only where each
//! of the two fits nothing else that is left; what fits several is ambiguous, and no later step guesses.

use super::subjects::{self, NoticeOf};
use crate::model::ledger::{Comparison, Group, Ledger, LedgerField, MatchedBy, Pair, Subject};
use crate::reference::compare_key;
use crate::value::hangul::{NameRelation, similar_names};
use std::collections::{BTreeMap, BTreeSet};

/// Holds notices against a ledger. None when the ledger says nothing about their institution.
#[must_use]
pub fn compare<'l>(notices: &[NoticeOf], ledger: &'l Ledger) -> Option<Comparison<'l>> {
    let institutions: Vec<String> =
        notices.iter().filter_map(|n| n.notice.institution.value()).map(|i| compare_key(i)).collect();
    let subjects: Vec<Subject> = notices.iter().flat_map(|n| subjects::subjects(*n)).collect();
    let scope = scope(ledger, &institutions);
    let level = level(&subjects, ledger, &scope)?;
    let groups = subjects::groups(ledger, level, &scope);
    Some(Matching::run(subjects, groups, institutions).finish(ledger, level, notices))
}

/// Matches what bears a name on one side with what bears one on the other; `institutions` are keys of names that may
/// stand before them.
#[must_use]
pub fn names(subjects: Vec<Subject>, groups: Vec<Group>, institutions: Vec<String>) -> Vec<Pair> {
    let mut pairs = Matching::run(subjects, groups, institutions).pairs;
    pairs.sort_by_key(|p| (p.subject, p.group));
    pairs
}

/// The column whose names are most often those of the notices; of several the finest.
fn level(subjects: &[Subject], ledger: &Ledger, scope: &[usize]) -> Option<LedgerField> {
    let mut best: Option<(usize, LedgerField)> = None;
    for level in [LedgerField::Facility, LedgerField::Location, LedgerField::Department, LedgerField::Institution] {
        let names: BTreeSet<String> =
            scope.iter().filter_map(|&e| ledger.entries[e].name(level)).map(|c| compare_key(&c.text)).collect();
        if names.is_empty() {
            continue;
        }
        let hits = subjects.iter().filter(|s| names.contains(&compare_key(&s.name))).count();
        if best.is_none_or(|(most, _)| hits > most) {
            best = Some((hits, level));
        }
    }
    best.map(|(_, level)| level)
}

/// The entries that are of one of the institutions: either name holds the other. A ledger that names no institutions is
/// about the notices as a whole.
fn scope(ledger: &Ledger, institutions: &[String]) -> Vec<usize> {
    let named = ledger.entries.iter().any(|e| e.institution.is_some());
    if !named || institutions.is_empty() {
        return (0..ledger.entries.len()).collect();
    }
    // few names on many rows
    let mut known: BTreeMap<&str, bool> = BTreeMap::new();
    let mut out = Vec::new();
    for (i, entry) in ledger.entries.iter().enumerate() {
        let Some(name) = entry.institution.as_ref().map(|c| &*c.text) else {
            out.push(i);
            continue;
        };
        let is = known.get(name).copied().unwrap_or_else(|| {
            let key = compare_key(name);
            institutions.iter().any(|i| !key.is_empty() && (i.contains(&key) || key.contains(i.as_str())))
        });
        known.insert(name, is);
        if is {
            out.push(i);
        }
    }
    out
}

struct Matching {
    subjects: Vec<Subject>,
    groups: Vec<Group>,
    institutions: Vec<String>,
    pairs: Vec<Pair>,
    ambiguous: BTreeMap<usize, Vec<usize>>,
    free_subjects: BTreeSet<usize>,
    free_groups: BTreeSet<usize>,
}

impl Matching {
    fn new(subjects: Vec<Subject>, groups: Vec<Group>, institutions: Vec<String>) -> Self {
        let (free_subjects, free_groups) = ((0..subjects.len()).collect(), (0..groups.len()).collect());
        Matching {
            subjects,
            groups,
            institutions,
            pairs: Vec::new(),
            ambiguous: BTreeMap::new(),
            free_subjects,
            free_groups,
        }
    }

    /// All steps, from the surest to the loosest.
    fn run(subjects: Vec<Subject>, groups: Vec<Group>, institutions: Vec<String>) -> Self {
        let mut matching = Matching::new(subjects, groups, institutions);
        matching.by_key(MatchedBy::Exact, |name, _| compare_key(name));
        matching.by_key(MatchedBy::Alias, alias);
        matching.by_relation(MatchedBy::Letters, |s, g| similar_names(&s.name, &g.name.text) == NameRelation::Close);
        matching.by_relation(MatchedBy::Department, same_department);
        matching.by_relation(MatchedBy::Place, same_place);
        matching
    }

    /// Matches names that are equal under a key.
    fn by_key(&mut self, by: MatchedBy, key: impl Fn(&str, &[String]) -> String) {
        let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for &g in &self.free_groups {
            groups.entry(key(&self.groups[g].name.text, &self.institutions)).or_default().push(g);
        }
        let candidates: Vec<(usize, Vec<usize>)> = self
            .free_subjects
            .iter()
            .map(|&s| (s, groups.get(&key(&self.subjects[s].name, &self.institutions)).cloned().unwrap_or_default()))
            .collect();
        self.take(by, candidates);
    }

    /// Matches by a relation of the two; every free subject is held against every free group.
    fn by_relation(&mut self, by: MatchedBy, fits: impl Fn(&Subject, &Group) -> bool) {
        // beyond this a loose match means little, and time would grow with the square
        if self.free_subjects.len().saturating_mul(self.free_groups.len()) > 4_000_000 {
            return;
        }
        let candidates = self.free_subjects.iter().map(|&s| {
            let fit = self.free_groups.iter().copied().filter(|&g| fits(&self.subjects[s], &self.groups[g]));
            (s, fit.collect())
        });
        let candidates = candidates.collect();
        self.take(by, candidates);
    }

    fn take(&mut self, by: MatchedBy, candidates: Vec<(usize, Vec<usize>)>) {
        let mut wanted: BTreeMap<usize, usize> = BTreeMap::new();
        for (_, groups) in &candidates {
            for &g in groups {
                *wanted.entry(g).or_default() += 1;
            }
        }
        for (s, mut groups) in candidates {
            if groups.len() > 1 && by <= MatchedBy::Alias {
                // rows of one name in several departments
                let subject = &self.subjects[s];
                let key = compare_key(subject.department.as_deref().unwrap_or_default());
                let same: Vec<usize> = groups
                    .iter()
                    .copied()
                    .filter(|&g| {
                        !key.is_empty() && compare_key(self.groups[g].department.as_deref().unwrap_or_default()) == key
                    })
                    .collect();
                if same.len() == 1 {
                    groups = same;
                }
            }
            match groups[..] {
                [] => {}
                [g] if wanted[&g] == 1 || by == MatchedBy::Exact && self.free_groups.contains(&g) => {
                    self.pairs.push(Pair { subject: s, group: g, by });
                    self.free_subjects.remove(&s);
                    self.free_groups.remove(&g);
                }
                // where the only sign is the department, several are no match at all
                _ if by == MatchedBy::Department => {}
                _ => {
                    self.free_subjects.remove(&s);
                    self.ambiguous.insert(s, groups);
                }
            }
        }
        let open: Vec<usize> = self.ambiguous.values().flatten().copied().collect();
        for g in open {
            self.free_groups.remove(&g);
        }
    }

    fn finish<'l>(mut self, ledger: &'l Ledger, level: LedgerField, notices: &[NoticeOf]) -> Comparison<'l> {
        self.pairs.sort_by_key(|p| (p.subject, p.group));
        let concerned = Concerned::of(&self, notices);
        let groups = &self.groups;
        let not_in_notice = self.free_groups.iter().copied().filter(|&g| concerned.has(&groups[g])).collect();
        Comparison {
            ledger,
            level,
            pairs: self.pairs,
            ambiguous: self.ambiguous.into_iter().collect(),
            not_in_ledger: self.free_subjects.into_iter().collect(),
            not_in_notice,
            subjects: self.subjects,
            groups: self.groups,
        }
    }
}

/// The departments of a ledger that the notices are about: those named in them, and those of matched rows.
struct Concerned {
    departments: BTreeSet<String>,
    named: String,
}

impl Concerned {
    fn of(matching: &Matching, notices: &[NoticeOf]) -> Self {
        let matched = matching.pairs.iter().map(|p| p.group).chain(matching.ambiguous.values().flatten().copied());
        let departments = matched.filter_map(|g| matching.groups[g].department.as_deref()).map(compare_key).collect();
        let mut named = String::new();
        for of in notices {
            let n = of.notice;
            let rows = n.installations.iter().map(|i| &i.department);
            let all = rows.chain(n.contacts.iter().map(|c| &c.department)).chain([&n.institution, &n.title]);
            for name in all.filter_map(|f| f.value()) {
                named.push_str(&compare_key(name));
                named.push('\n');
            }
        }
        Concerned { departments, named }
    }

    fn has(&self, group: &Group) -> bool {
        let key = group.department.as_deref().map(compare_key).unwrap_or_default();
        key.is_empty() || self.departments.contains(&key) || self.named.contains(&key)
    }
}

/// Endings of names for one and the same kind of place; all are written as the first.
const ENDINGS: [&[&str]; 7] = [
    &["행정복지센터", "주민센터", "동사무소", "읍사무소", "면사무소"],
    &["경로당", "노인정"],
    &["공영주차장", "주차장"],
    &["어린이공원", "놀이터", "어린이놀이터"],
    &["본청", "청사", "본청사"],
    &["보건지소", "보건소지소"],
    &["도서관", "공공도서관", "시립도서관", "구립도서관", "군립도서관"],
];

/// A name without what is in brackets, without the names of institutions before it, and with the usual ending.
fn alias(name: &str, institutions: &[String]) -> String {
    let mut out = String::new();
    let mut depth = 0usize;
    for c in name.chars() {
        match c {
            '(' | '[' | '（' => depth += 1,
            ')' | ']' | '）' => depth = depth.saturating_sub(1),
            c if depth == 0 => out.push(c),
            _ => {}
        }
    }
    let mut key = compare_key(&out);
    if key.is_empty() {
        key = compare_key(name);
    }
    for institution in institutions {
        if let Some(rest) = key.strip_prefix(institution.as_str()).filter(|r| r.chars().count() >= 2) {
            key = rest.to_owned();
        }
    }
    for endings in ENDINGS {
        let longest = endings.iter().filter(|e| key.ends_with(*e)).max_by_key(|e| e.len());
        if let Some(stem) = longest.and_then(|e| key.strip_suffix(e)).filter(|s| !s.is_empty()) {
            // 가온1동행정복지센터 and 가온1동사무소 both keep their 동
            let stem = if longest.is_some_and(|e| e.starts_with(['동', '읍', '면']) && e.chars().count() <= 4) {
                format!("{stem}{}", longest.and_then(|e| e.chars().next()).map_or(String::new(), String::from))
            } else {
                stem.to_owned()
            };
            key = format!("{stem}{}", endings[0]);
            break;
        }
    }
    key
}

fn same_department(subject: &Subject, group: &Group) -> bool {
    let key = |d: &Option<String>| compare_key(d.as_deref().unwrap_or_default());
    let (a, b) = (key(&subject.department), key(&group.department));
    // two halls of one house are neighbours, never the same
    !a.is_empty() && a == b && similar_names(&subject.name, &group.name.text) == NameRelation::Contained
}

fn same_place(subject: &Subject, group: &Group) -> bool {
    let keys =
        |all: &[String]| all.iter().map(|p| compare_key(p)).filter(|k| k.chars().count() >= 4).collect::<BTreeSet<_>>();
    let places = keys(&subject.places);
    !places.is_empty() && keys(&group.places).intersection(&places).next().is_some()
        || compare_key(&subject.name).chars().count() >= 4
            && group.places.iter().any(|p| compare_key(p) == compare_key(&subject.name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_usual_names() {
        let of = |name: &str| alias(name, &["미르시".to_owned()]);
        assert_eq!(of("가온1동 주민센터"), of("가온1동 행정복지센터"));
        assert_eq!(of("가온1동사무소"), of("가온1동 행정복지센터"));
        assert_eq!(of("미르시 달빛도서관(본관)"), of("달빛도서관"));
        assert_ne!(of("가온1동 주민센터"), of("가온2동 주민센터"));
        assert_eq!(of("노을경로당"), of("노을노인정"));
    }
}
