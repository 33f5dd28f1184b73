//! Markup left inside text: tags and links are set aside, what they enclose stays.
//!
//! The raw text keeps them; the rule that reports them reads the source.

use crate::model::Text;

/// Names of tags that conversion leaves behind. Korean inside angle brackets is no tag.
const TAGS: &[&str] = &[
    "a", "b", "br", "center", "code", "dd", "div", "dl", "dt", "em", "font", "h1", "h2", "h3", "h4", "h5", "h6", "hr",
    "i", "img", "input", "label", "li", "nav", "o:p", "ol", "p", "pre", "s", "script", "section", "small", "span",
    "strike", "strong", "style", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "tt", "u", "ul",
];

/// The text without tags and link targets.
pub(super) fn strip(text: Text) -> Text {
    if let Some(text) = without_escapes(&text) {
        return text;
    }
    let s = text.as_str();
    if s.contains("**") {
        let bare = without_bold(&text);
        return strip_tags(bare);
    }
    strip_tags(text)
}

/// The characters that Markdown escapes with a backslash, except the pipe, which the cells of a row are cut at.
const ESCAPED: &[u8] = b"\\`*_[]<>~#+-=";

/// The text without the backslashes before such characters, none of which is markup; none where nothing is escaped.
fn without_escapes(text: &Text) -> Option<Text> {
    let s = text.as_str();
    let escapes = |at: &usize| s.as_bytes().get(at + 1).is_some_and(|next| ESCAPED.contains(next));
    let mut out = Text::default();
    let mut kept = 0;
    for at in memchr::memchr_iter(b'\\', s.as_bytes()).filter(escapes) {
        // the second of two backslashes is itself what is escaped
        if at >= kept && (at == 0 || kept != at || s.as_bytes()[at - 1] != b'\\') {
            out.append(&text.slice(kept..at));
            kept = at + 1;
        }
    }
    if kept == 0 {
        return None;
    }
    out.append(&text.slice(kept..s.len()));
    Some(out)
}

/// The text without the marks of bold Markdown; asterisks that mask a name (`홍**`) stay.
fn without_bold(text: &Text) -> Text {
    let s = text.as_str();
    let mut out = Text::default();
    let mut kept = 0;
    let mut at = 0;
    while let Some(open) = s[at..].find("**").map(|i| at + i) {
        let free = s[..open].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        let inner = &s[open + 2..];
        let close =
            inner.find("**").filter(|&c| c > 0 && !inner.starts_with([' ', '*', ',']) && !inner[..c].contains('*'));
        match close.filter(|_| free) {
            Some(close) => {
                out.append(&text.slice(kept..open));
                out.append(&text.slice(open + 2..open + 2 + close));
                kept = open + 4 + close;
                at = kept;
            }
            None => at = open + 2,
        }
    }
    out.append(&text.slice(kept..s.len()));
    out
}

fn strip_tags(text: Text) -> Text {
    let s = text.as_str();
    if memchr::memchr3(b'<', b'[', b'&', s.as_bytes()).is_none() {
        return text;
    }
    let mut out = Text::default();
    let mut kept = 0;
    let mut at = 0;
    while let Some(found) = memchr::memchr3(b'<', b'[', b'&', &s.as_bytes()[at..]) {
        let here = at + found;
        match piece_at(s, here) {
            Some((keep, end, joiner)) => {
                out.append(&text.slice(kept..here));
                out.append(&text.slice(keep));
                if !joiner.is_empty() && !out.as_str().ends_with(joiner) {
                    out.push_joiner(joiner);
                }
                kept = end;
                at = end;
            }
            None => at = here + 1,
        }
    }
    if kept == 0 && at == 0 {
        return text;
    }
    out.append(&text.slice(kept..s.len()));
    out
}

/// What a tag, a link or an entity at a place leaves: the range to keep, where to go on, what to put between.
fn piece_at(s: &str, at: usize) -> Option<(std::ops::Range<usize>, usize, &'static str)> {
    match s.as_bytes()[at] {
        b'<' => {
            let end = at + s[at..].find('>')? + 1;
            let inner = s[at + 1..end - 1].trim_start_matches('/').trim_end_matches('/');
            let name = inner.split_whitespace().next().unwrap_or("").to_ascii_lowercase();
            let is_break = matches!(name.as_str(), "br" | "p" | "li" | "div" | "tr");
            TAGS.contains(&name.as_str()).then_some((at..at, end, if is_break { " " } else { "" }))
        }
        b'[' => {
            let close = at + s[at..].find("](")?;
            let inner = &s[at + 1..close];
            if inner.contains('[') || inner.len() > 300 {
                return None;
            }
            let end = close + 2 + s[close + 2..].find(')')? + 1;
            let target = &s[close + 2..end - 1];
            let is_target = target.starts_with(['#', '/']) || target.contains("://") || target.contains("javascript");
            is_target.then_some((at + 1..close, end, ""))
        }
        _ => {
            let end = at + s[at..].find(';').filter(|n| *n <= 8)? + 1;
            let joiner = match &s[at..end] {
                "&nbsp;" => " ",
                "&middot;" => "·",
                "&amp;" => "&",
                "&lt;" => "<",
                "&gt;" => ">",
                "&quot;" => "\"",
                "&#39;" => "'",
                _ => return None,
            };
            Some((at..at, end, joiner))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_links_go_their_text_stays() {
        for (from, to) in [
            ("<p>1층 로비</p>", " 1층 로비 "),
            ("시행일자 : [2024년 3월 1일](#)", "시행일자 : 2024년 3월 1일"),
            ("<붙임> 설치 현황", "<붙임> 설치 현황"),
            ("설치&middot;운영", "설치·운영"),
            ("관<u></u> 속", "관 속"),
            ("[별지] 서식", "[별지] 서식"),
            ("**공개된 장소**에 설치", "공개된 장소에 설치"),
            ("홍**, 김**", "홍**, 김**"),
            (r"\<b\>굵게\</b\> \[가\](#) 홍\*\*", "<b>굵게</b> [가](#) 홍**"),
            (r"C:\영상\보관 **공개**", r"C:\영상\보관 공개"),
        ] {
            assert_eq!(strip(Text::identity(0, 0, from)).as_str(), to);
        }
    }
}
