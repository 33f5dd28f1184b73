use crate::bi;
use crate::check::rule::declare_rule;
use crate::check::{Sink, View};
use crate::model::{Bi, Span};
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    code: "RES003", name: "markup-residue", family: Residue, severity: Warning, fix: Safe,
    basis: none,
    summary: ("태그나 링크 문법이 본문에 남음", "tags or link syntax left in the text"),
    checks: (
        "HTML 태그, 문자 참조(&nbsp; 등), 대괄호 링크 문법, 스타일·스크립트 조각, 주소의 질의 문자열이 글에 그대로 남았는지 봅니다. 같은 조각은 한 번만 알립니다.",
        "Finds HTML tags, character references such as &nbsp;, link syntax in brackets, pieces of style or script, and query strings that stand in the text. The same piece is reported once."
    ),
    why: (
        "편집기나 누리집에서 옮기다 남은 조각입니다. 읽기를 방해하고, 표가 깨지거나 링크가 끊겼다는 표시인 때가 많습니다.",
        "They are left over from an editor or a web page. They disturb the reader, and often mark a broken table or a dead link."
    ),
    example: "이 방침은 [2024년 3월 4일](#)에 개정되었으며 <u>홈페이지</u>로 알립니다.",
    remedy: (
        "태그와 링크 문법을 지우고 글자만 남깁니다. 문자 참조는 그 글자로 바꿉니다.",
        "Remove tags and link syntax, keep the words, and write the character for its reference."
    ),
    exceptions: [
        ("<붙임>, <표 1>, <개정 2024. 1. 1.>, < 기관명 >처럼 꺾쇠에 한글을 넣은 말",
         "Korean in angle brackets: <붙임>, <표 1>, <개정 2024. 1. 1.>, < 기관명 >"),
        ("꺾쇠로 감싼 전자우편 주소와 누리집 주소", "mail and web addresses in angle brackets"),
        ("이름에 쓰인 &(R&D, A&S)", "& in names (R&D, A&S)"),
        ("문서 형식이 쓰는 표시: 마크다운의 #, **, 표의 세로줄", "marks of the file's own format: # and ** of Markdown, the pipes of a table"),
    ],
    check: Text(check),
}

/// Names of elements that editors and web pages leave behind.
const ELEMENTS: &str = "a|abbr|address|article|aside|b|big|blockquote|body|br|button|caption|center|code|col|colgroup|dd|del|div|dl|dt|em|\
embed|fieldset|figure|font|footer|form|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|label|legend|li|link|main|meta|nav|\
noscript|o:p|object|ol|optgroup|option|p|param|pre|s|script|section|select|small|span|strike|strong|style|sub|sup|svg|table|\
tbody|td|textarea|tfoot|th|thead|title|tr|tt|u|ul|v:[a-z]+|w:[a-z]+|st1:[a-z]+";

static TAG: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(&format!(r#"(?i)<!--|-->|<!\[|<!doctype[^<>]*>|<(?P<close>/?)(?P<name>{ELEMENTS})(?:\s[^<>가-힣]*(?:"[^"<>]*"[^<>]*)?)?/?>"#)).ok()
});
static ENTITY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"&(?:nbsp|middot|amp|lt|gt|quot|apos|hellip|bull|ndash|mdash|lsquo|rsquo|ldquo|rdquo|copy|reg|times|sim|#[0-9]{2,6}|#x[0-9A-Fa-f]{2,5});").ok()
});
static LINK: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"!?\[[^\[\]]{0,120}\]\((?:#[^()\s]*|https?:[^()\s]*|/[^()\s]*|javascript:[^()\s]*(?:\([^()]*\))?[^()\s]*|mailto:[^()\s]*|tel:[^()\s]*|www\.[^()\s]*|[A-Za-z0-9_./-]+\.(?:html?|do|jsp|php|aspx?|pdf|hwpx?|png|jpe?g|gif)[^()\s]*)\)").ok()
});
static QUERY: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?-u:\b)[A-Za-z_][A-Za-z0-9_]{1,30}=[A-Za-z0-9_%.\-]*(?:[,&;][A-Za-z_][A-Za-z0-9_]{1,30}=[A-Za-z0-9_%.\-]*)+",
    )
    .ok()
});
static CODE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r#"(?:[.#]?[A-Za-z][A-Za-z0-9_.#-]*\s*)?\{\s*[a-z-]+\s*:\s*[^{}<>]{1,120}[;}]|(?-u:\b)(?:font-family|font-size|text-align|line-height|margin(?:-[A-Za-z0-9_]+)?|padding(?:-[A-Za-z0-9_]+)?|background(?:-color)?|list-style-type)\s*:\s*[A-Za-z0-9_#%.' -]+;|(?-u:\b)(?:function\s*[A-Za-z0-9_]*\s*\(|document\.|window\.|var\s+[A-Za-z0-9_]+\s*=|\$\()[^\s]*|\\\*\s?MERGEFORMAT|(?-u:\b)HYPERLINK\s+""#).ok()
});

fn check(view: &View, sink: &mut Sink) {
    // a web page consists of tags; its reader shows the words alone
    let is_page = is_web_page(view);
    let is_markdown = view.source.origin.media_type.contains("markdown");
    for line in view.lines() {
        let raw = line.raw;
        if !raw.bytes().any(|b| matches!(b, b'<' | b'>' | b'&' | b'=' | b'{' | b'(' | b';' | b'\\')) {
            continue;
        }
        let mut report = |start: usize, end: usize, Bi { ko, en }: Bi<&str>| {
            let subject = raw.get(start..end).unwrap_or_default();
            let at = Span { unit: line.unit, start: start as u32, end: end as u32 };
            sink.report(
                subject,
                vec![at],
                bi!("{ko} 글에 남아 있습니다: {subject}", "{en} left in the text: {subject}"),
            );
        };
        if !is_page {
            tags(raw, &mut report);
            references(raw, &mut report);
        }
        if raw.contains("](") {
            for found in LINK.iter().flat_map(|p| p.find_iter(raw)) {
                let dead = found.as_str().ends_with("](#)") || found.as_str().contains("](javascript:");
                if dead || !is_markdown {
                    report(found.start(), found.end(), Bi::new("링크 문법이", "Link syntax is"));
                }
            }
        }
        if raw.contains('=') {
            for found in QUERY.iter().flat_map(|p| p.find_iter(raw)) {
                if !in_address(raw, found.start()) {
                    report(found.start(), found.end(), Bi::new("주소의 질의 문자열이", "A query string is"));
                }
            }
        }
        if !is_page {
            for found in CODE.iter().flat_map(|p| p.find_iter(raw)) {
                let inside = TAG.iter().flat_map(|t| t.find_iter(raw)).any(|t| t.range().contains(&found.start()));
                if !inside {
                    report(
                        found.start(),
                        found.end(),
                        Bi::new("스타일이나 스크립트 조각이", "A piece of style or script is"),
                    );
                }
            }
        }
    }
}

fn references(raw: &str, report: &mut impl FnMut(usize, usize, Bi<&str>)) {
    if !raw.contains('&') {
        return;
    }
    for found in ENTITY.iter().flat_map(|p| p.find_iter(raw)) {
        report(found.start(), found.end(), Bi::new("문자 참조가", "A character reference is"));
    }
}

/// Tags; a short element is quoted whole, and an end tag is not reported beside its start.
fn tags(raw: &str, report: &mut impl FnMut(usize, usize, Bi<&str>)) {
    if !raw.contains('<') && !raw.contains("-->") {
        return;
    }
    let Some(tag) = TAG.as_ref() else { return };
    let mut open: Vec<&str> = Vec::new();
    let mut skip_to = 0;
    for found in tag.captures_iter(raw) {
        let Some(all) = found.get(0) else { continue };
        if all.start() < skip_to {
            continue;
        }
        let name = found.name("name").map_or("", |n| n.as_str());
        let closing = found.name("close").is_some_and(|c| !c.as_str().is_empty());
        if closing && open.contains(&name) {
            continue;
        }
        let mut end = all.end();
        if !closing && !name.is_empty() {
            open.push(name);
            if let Some(whole) = element(raw, all.end(), name) {
                (end, skip_to) = (whole, whole);
            }
        }
        report(all.start(), end, Bi::new("태그가", "A tag is"));
    }
}

/// The end of an element of at most a few letters that starts its content at `from`.
fn element(raw: &str, from: usize, name: &str) -> Option<usize> {
    let rest = raw.get(from..)?;
    let stop = rest.find('<')?;
    if rest[..stop].chars().count() > 8 {
        return None;
    }
    let close = rest.get(stop..)?.strip_prefix("</")?;
    let tail = close.get(..name.len())?;
    (tail.eq_ignore_ascii_case(name) && close.as_bytes().get(name.len()) == Some(&b'>'))
        .then_some(from + stop + 2 + name.len() + 1)
}

/// Whether the word that holds a place is a web address.
fn in_address(raw: &str, at: usize) -> bool {
    let start = raw[..at].rfind(char::is_whitespace).map_or(0, |i| i + 1);
    let word = &raw[start..at];
    word.contains("://") || word.contains("www.") || word.contains(".do?") || word.contains(".kr/")
}

/// Whether the file is a web page or another form of markup as a whole.
fn is_web_page(view: &View) -> bool {
    let kind = view.source.origin.media_type;
    let head = (0..view.source.len().min(8) as u32).map(|u| view.source.unit(u).trim_start());
    kind.contains("html")
        || kind.contains("xml")
        || head.filter_map(|l| l.get(..5)).any(|l| l.eq_ignore_ascii_case("<html") || l.eq_ignore_ascii_case("<!doc"))
}
