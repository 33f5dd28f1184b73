use crate::bi;
use crate::check::rule::declare_rule;
use crate::check::search::{Hit, hits, patterns};
use crate::check::view::first_span;
use crate::check::{Sink, View, names};
use crate::model::{Bi, Field};
use crate::reference::compare_key;

declare_rule! {
    code: "NAM003", name: "institution-mismatch", family: Name, severity: Error, fix: None,
    basis: none,
    summary: ("본문의 기관이 제목의 기관과 다름", "the text names another institution than the title"),
    checks: (
        "제목이나 첫머리에 적힌 기관과 같은 종류의 다른 기관이 본문의 주어나 끝의 서명으로 나오는지, 이를테면 한 도서관의 방침에 다른 도서관이 나오는지 봅니다.",
        "Finds another institution of the same kind as the subject of a sentence or in the signature: the text of one library in the notice of another."
    ),
    why: (
        "옆 기관의 방침을 베낀 흔적입니다. 어느 기관의 카메라인지, 누구에게 요구할지 알 수 없게 됩니다.",
        "It is text copied from a neighbour; whose cameras these are and whom to ask is no longer clear."
    ),
    example: "새봄도서관 고정형 영상정보처리기기 운영·관리 방침\n가람도서관은 다음 목적으로 카메라를 운영합니다.",
    remedy: ("방침 전체에서 기관 이름을 확인해 고칩니다.", "Check the name of the institution throughout."),
    exceptions: [
        ("상급 기관과 소속 기관(시, 구, 동, 교육청과 학교), 위탁 법인과 시설", "parent and child bodies, operator and owner"),
        ("줄인 이름과 ‘본 기관’, ‘우리 시’", "short names, 본 기관, 우리 시"),
        ("표에 있는 시설과 수탁업체", "facilities and contractors of the tables"),
    ],
    check: Notice(check),
}

/// What bodies are called; two names are compared only when they end alike.
const KINDS: [&str; 40] = [
    "교육지원청",
    "초등학교",
    "고등학교",
    "중학교",
    "대학교",
    "어린이집",
    "유치원",
    "도서관",
    "경찰서",
    "소방서",
    "세무서",
    "보건소",
    "복지관",
    "체육관",
    "박물관",
    "미술관",
    "문화회관",
    "문화원",
    "문화센터",
    "수련관",
    "기념관",
    "주민센터",
    "복지센터",
    "요양원",
    "교육청",
    "구청",
    "시청",
    "군청",
    "도청",
    "공단",
    "공사",
    "병원",
    "의원",
    "농협",
    "금고",
    "신협",
    "우체국",
    "진흥원",
    "연구원",
    "교육원",
];

patterns! {
    INTRO = r#"^[\s\-○●•·*※□■▶【\[]*(?:본\s)?(?P<s>[가-힣A-Za-z0-9㈜·]+(?:\s[가-힣A-Za-z0-9㈜·]+){0,3})\s?\(\s?이하"#;
    SUBJECT = r"^[\s\-○●•·*※□■▶]*(?:[0-9가-하]{1,2}[.)]\s*)?(?P<s>[가-힣A-Za-z0-9·]+(?:\s[가-힣A-Za-z0-9·]+){0,2}?)(?:은|는|에서는|에서)\s";
    SIGNED = r"^\s*(?P<s>[가-힣A-Za-z0-9·]+(?:\s[가-힣A-Za-z0-9·]+){0,2})\s?(?:장)?\s*$";
}

fn check(view: &View, sink: &mut Sink) {
    let notice = view.notice;
    let Some(own) = own_name(view) else {
        return sink.not_evaluated(Bi::new("기관의 이름을 알 수 없습니다", "the name of the institution is not known"));
    };
    let (own, at) = own;
    let Some(kind) = kind(&own) else { return };
    let known: Vec<Vec<char>> = names::collect(view).into_iter().map(|n| n.key).collect();
    let contractors: Vec<String> = notice.contractors.iter().map(|c| compare_key(c.company.as_str())).collect();
    let body: Vec<_> = view.body().filter(|l| !l.raw.trim().is_empty()).copied().collect();
    let alike: Vec<_> = body.iter().filter(|l| l.raw.contains(kind)).copied().collect();
    let tail = &body[body.len().saturating_sub(3)..];
    let found = hits(body.iter().take(15), &INTRO)
        .into_iter()
        .chain(hits(alike.iter(), &SUBJECT))
        .chain(hits(tail.iter(), &SIGNED));
    let mut seen: Vec<(u32, usize)> = Vec::new();
    for hit in found {
        let name = name_in(&hit);
        let key: Vec<char> = compare_key(name).chars().collect();
        let place = (hit.unit, hit.range.start);
        if key.len() <= kind.chars().count() || self::kind(name) != Some(kind) || seen.contains(&place) {
            continue;
        }
        let said: String = key.iter().collect();
        let listed = known.iter().any(|k| names::holds(k, &key)) || contractors.iter().any(|c| c.contains(&said));
        if same(&own, name) || listed || generic(name, kind) {
            continue;
        }
        seen.push(place);
        let start = hit.range.start + hit.text().find(name).unwrap_or_default();
        let span = crate::model::Span { unit: hit.unit, start: start as u32, end: (start + name.len()) as u32 };
        sink.report(
            name,
            vec![span],
            bi!(
                "이 방침은 {own}의 것인데 다른 기관의 이름이 나옵니다: {name}",
                "The notice is of {own}, yet the text names {name}."
            ),
        )
        .pointer("/institution")
        .related(at, bi!("{own}", "{own}"));
    }
}

/// The institution by the title, else by the record.
fn own_name(view: &View) -> Option<(String, Option<crate::model::Span>)> {
    let title = view.notice.title.as_str();
    let head = ["고정형", "영상정보", "CCTV", "개인영상정보"].iter().filter_map(|w| title.find(w)).min();
    let head = head.map(|i| title[..i].trim_matches(|c: char| !c.is_alphanumeric() && c != '㈜'));
    let named = head.filter(|h| kind(h).is_some()).map(|h| (h.to_owned(), first_span(&view.notice.title)));
    named.or_else(|| {
        let field: &Field<String> = &view.notice.institution;
        field.value().map(|name| (name.clone(), first_span(field)))
    })
}

/// The name without the words before it: of several words only those of a region belong to a name for sure.
fn name_in<'a>(hit: &Hit<'a>) -> &'a str {
    let text = hit.text().trim();
    let last = text.rfind(' ').map_or(0, |i| i + 1);
    let (before, name) = (text[..last].trim_end(), &text[last..]);
    let region = |w: &str| w.ends_with(['시', '군', '구', '도', '읍', '면', '동']);
    if !before.is_empty() && before.split(' ').all(region) { text } else { name }
}

fn kind(name: &str) -> Option<&'static str> {
    let name = name.trim().trim_end_matches('장');
    KINDS.iter().copied().find(|k| name.ends_with(k))
}

/// One name holds the other, or leaves some of its syllables out.
fn same(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) =
        (compare_key(a).chars().collect(), compare_key(b.trim_end_matches('장')).chars().collect());
    let left_out = |short: &[char], long: &[char]| {
        let mut rest = long.iter();
        short.iter().all(|c| rest.any(|r| r == c))
    };
    names::holds(&a, &b) || left_out(&a, &b) || left_out(&b, &a)
}

/// 공공도서관, 각 도서관: a kind, no name.
fn generic(name: &str, kind: &str) -> bool {
    let rest = name.trim_end_matches('장').trim_end_matches(kind).trim();
    rest.chars().count() <= 1
        || [
            "공공", "작은", "각", "해당", "모든", "시립", "구립", "국립", "공립", "사립", "본", "우리", "이", "관할",
            "인근", "다른", "지역",
        ]
        .iter()
        .any(|w| rest == *w || rest.split(' ').next_back() == Some(*w))
}
