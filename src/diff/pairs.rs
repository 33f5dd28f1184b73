//! Which notice of a new folder is the next version of which of an old one: by institution.

use crate::reference::compare_key;
use std::collections::BTreeMap;

/// A notice by what it is known again.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Named {
    pub institution: Option<String>,
    /// Of the file, below the folder that was named, without its extension.
    pub file: String,
}

/// Pairs notices, as indices. Those of one institution are told apart by the names of their files, else by their order
/// when both sides have as many; a notice that names no institution by its file alone.
#[must_use]
pub fn pair(old: &[Named], new: &[Named]) -> Vec<(usize, usize)> {
    if let ([_], [_]) = (old, new) {
        return vec![(0, 0)];
    }
    let by = |all: &[Named]| {
        let mut out: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (i, named) in all.iter().enumerate() {
            out.entry(compare_key(named.institution.as_deref().unwrap_or_default())).or_default().push(i);
        }
        out
    };
    let (left, right) = (by(old), by(new));
    let mut pairs = Vec::new();
    for (institution, a) in left {
        let (mut a, mut b) = (a, right.get(&institution).cloned().unwrap_or_default());
        a.retain(|&i| match b.iter().position(|&j| old[i].file == new[j].file) {
            Some(at) => {
                pairs.push((i, b.remove(at)));
                false
            }
            None => true,
        });
        if !institution.is_empty() && a.len() == b.len() {
            pairs.extend(a.into_iter().zip(b));
        }
    }
    pairs.sort_unstable();
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(institution: &str, file: &str) -> Named {
        Named { institution: (!institution.is_empty()).then(|| institution.to_owned()), file: file.to_owned() }
    }

    #[test]
    fn notices_are_paired_by_institution_then_by_file() {
        let old = [named("미르시", "가"), named("달빛 도서관", "나"), named("노을센터", "1"), named("노을센터", "2")];
        let new =
            [named("노을센터", "2"), named("달빛도서관", "다른 이름"), named("가온시", "가"), named("노을센터", "1")];
        assert_eq!(pair(&old, &new), [(1, 1), (2, 3), (3, 0)]);
        assert_eq!(pair(&old[..1], &new[..1]), [(0, 0)], "two files are two versions, whatever they say");
        assert_eq!(pair(&[named("", "가"), named("", "나")], &[named("", "나")]), [(1, 0)]);
    }
}
