//! How printed pieces of a name are read: joined, cleaned, compared.

use crate::lexicon::words;
use crate::value::hangul;
use rapidfuzz::distance::levenshtein;

/// The text without white space, middle dots and punctuation at its ends: what is left are the letters of a name.
pub(super) fn clean(text: &str) -> String {
    let squeezed: String = text.chars().filter(|c| !c.is_whitespace() && *c != '·').collect();
    squeezed.trim_matches(|c: char| !c.is_alphanumeric()).to_owned()
}

/// Whether all letters can belong to a Korean name and it ends as an office or a site does.
///
/// Says nothing about the name being right: misread letters are letters too.
pub(super) fn is_intact(name: &str) -> bool {
    let count = name.chars().count();
    (2..=20).contains(&count) && is_plain(name) && (words::is_unit(name) || words::is_site(name))
}

/// Hangul syllables and digits alone, a syllable first.
pub(super) fn is_plain(name: &str) -> bool {
    name.chars().next().is_some_and(words::is_syllable)
        && name.chars().all(|c| words::is_syllable(c) || c.is_ascii_digit())
}

/// An intact name that can stand above others: a department, an office.
pub(super) fn is_parent(name: &str) -> bool {
    const ENDINGS: [&str; 13] = ["과", "팀", "실", "국", "소", "센터", "단", "부", "처", "원", "관", "청", "학교"];
    name.chars().count() >= 3 && is_plain(name) && ENDINGS.iter().any(|e| name.ends_with(e))
}

/// One way to read the cells of a row or of a group of rows.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    pub text: String,
    letters: Vec<char>,
}

impl Reading {
    pub(super) fn new(text: String) -> Self {
        let letters = hangul::decompose(&text);
        Reading { text, letters }
    }

    /// How alike two readings are in their letters, from 0 to 1.
    pub(super) fn likeness(&self, other: &Reading) -> f32 {
        let longest = self.letters.len().max(other.letters.len());
        if longest == 0 {
            return 0.0;
        }
        if self.text == other.text {
            return 1.0;
        }
        let distance = levenshtein::distance(self.letters.iter().copied(), other.letters.iter().copied());
        1.0 - distance as f32 / longest as f32
    }
}

/// The joined cells of a name, and the ways to read a letter that the cut went through and both cells show.
pub(super) fn joined(cells: &[&str]) -> Vec<String> {
    let cleaned: Vec<String> = cells.iter().map(|c| clean(c)).filter(|c| !c.is_empty()).collect();
    let Some((first, rest)) = cleaned.split_first() else { return Vec::new() };
    if rest.is_empty() || rest.iter().all(|r| r == first) {
        return vec![first.clone()];
    }
    // punctuation between the halves is kept: it is a letter misread
    let squeezed: String = cells.iter().flat_map(|c| c.chars()).filter(|c| !c.is_whitespace() && *c != '·').collect();
    let mut out = vec![clean(&squeezed)];
    if let [second] = rest {
        let head: String = first.chars().take(first.chars().count() - 1).collect();
        let tail: String = second.chars().skip(1).collect();
        if !head.is_empty() {
            out.push(format!("{head}{second}"));
        }
        if !tail.is_empty() {
            out.push(format!("{first}{tail}"));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_on_both_sides_of_a_cut_is_read_once() {
        assert_eq!(joined(&["가람", "람과"]), vec!["가람람과", "가람과", "가람과"]);
        assert_eq!(joined(&["가온 과"]), vec!["가온과"]);
        assert_eq!(joined(&["나래동", "나래동"]), vec!["나래동"]);
        assert_eq!(joined(&["나래", "-2동"])[0], "나래-2동");
        assert_eq!(joined(&["나래·", "지원과"])[0], "나래지원과");
        assert!(joined(&["", " "]).is_empty());
    }

    #[test]
    fn names_are_told_from_wreckage() {
        for name in ["가온지원과", "나래2동", "보건소"] {
            assert!(is_intact(name), "{name}");
        }
        for wreck in ["가온지원끄", "11-71", "나E|동", "ス+산과", "2동", ""] {
            assert!(!is_intact(wreck), "{wreck}");
        }
    }

    #[test]
    fn likeness_counts_letters() {
        let likeness = |a: &str, b: &str| Reading::new(a.to_owned()).likeness(&Reading::new(b.to_owned()));
        assert!((likeness("가온과", "가온과") - 1.0).abs() < f32::EPSILON);
        assert!(likeness("가온과", "가운과") > 0.8);
        assert!(likeness("가온과", "7.31") < 0.1);
    }
}
