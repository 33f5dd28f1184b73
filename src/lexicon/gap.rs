//! The mark of a value that is still to be filled in: `〔기재 필요: 보관기간〕`. Reading takes it for nothing said.

/// What the mark begins with, inside its brackets.
const LEAD: &str = "기재 필요:";

/// The mark for a value.
#[must_use]
pub fn mark(what: &str) -> String {
    format!("〔{LEAD} {what}〕")
}

/// Whether a text is such a mark and nothing else. Normalising writes its brackets as `[ ]`; those around a whole line
/// may be gone.
#[must_use]
pub fn is(text: &str) -> bool {
    let t = text.trim();
    let inner = [('〔', '〕'), ('[', ']')].iter().find_map(|(a, z)| t.strip_prefix(*a)?.strip_suffix(*z)).unwrap_or(t);
    inner.starts_with(LEAD) && !inner.contains(['〔', '〕', '[', ']'])
}

/// The pieces of a text, and for each whether it is a mark.
#[must_use]
pub fn pieces(text: &str) -> Vec<(&str, bool)> {
    let open = format!("〔{LEAD}");
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(&open) {
        let Some(end) = rest[at..].find('〕').map(|end| at + end + '〕'.len_utf8()) else { break };
        out.extend([(&rest[..at], false), (&rest[at..end], true)]);
        rest = &rest[end..];
    }
    out.push((rest, false));
    out.retain(|(piece, _)| !piece.is_empty());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_known_again() {
        for text in [mark("보관기간"), "[기재 필요: 보관기간]".to_owned(), "기재 필요: 보관기간".to_owned()]
        {
            assert!(is(&text), "{text}");
        }
        for text in ["30일", "", "〔별표〕", "기재 필요한 사항", "30일 〔기재 필요: 장소〕"] {
            assert!(!is(text), "{text}");
        }
    }

    #[test]
    fn marks_inside_a_text() {
        let text = format!("가 {}나", mark("다"));
        assert_eq!(pieces(&text), [("가 ", false), ("〔기재 필요: 다〕", true), ("나", false)]);
        assert!(pieces("").is_empty());
    }
}
