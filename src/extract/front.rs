//! Whose notice it is, and where that is.

use super::value::Found;
use crate::lexicon::{fold, parts, words};
use crate::model::layout::Marker;
use crate::model::{Block, Evidence, Field, How, Layout, Notice, Paragraph, Text};
use crate::reference::regions;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// Words that stand for the body instead of naming it.
const STAND_INS: &[&str] = &[
    "기관",
    "본기관",
    "당사",
    "회사",
    "당기관",
    "우리기관",
    "본교",
    "학교",
    "대학",
    "대학교",
    "본대학",
    "본대학교",
    "본원",
    "병원",
    "본병원",
    "농협",
    "본농협",
    "복지관",
    "본복지관",
    "조합",
    "본사",
    "법인",
    "본법인",
    "당원",
    "도서관",
    "본도서관",
    "농축협",
    "본농축협",
    "농업협동조합",
    "카메라",
    "영상",
    "화면",
    "시설",
    "이방침",
    "방침",
    "정보주체",
    "우리시",
    "당행",
    "금고",
    "재단",
    "공단",
    "공사",
    "센터",
    "본센터",
    "귀하",
    "고객",
    "이용자",
    "본",
    "학습관",
    "구청",
    "시청",
    "본관",
    "관리사무소",
    "매장",
    "우리",
    "당관",
    "본방침",
    "운영자",
    "학원",
    "호텔",
    "어린이집",
    "유치원",
    "업체",
    "사업자",
    "위사업자",
    "협회",
];

/// Endings of institutions, for names that no sentence introduces.
const BODY_ENDINGS: &[&str] = &[
    "초등학교",
    "중학교",
    "고등학교",
    "대학교",
    "도서관",
    "복지관",
    "교육지원청",
    "교육청",
    "공단",
    "공사",
    "재단",
    "병원",
    "치과",
    "의원",
    "한의원",
    "농협",
    "새마을금고",
    "신협",
    "축협",
    "수협",
    "리조트",
    "호텔",
    "연구원",
    "교육원",
    "학습관",
    "문화원",
    "박물관",
    "미술관",
    "보건소",
    "구청",
    "시청",
    "군청",
    "소방서",
    "경찰서",
    "센터",
    "어린이집",
    "유치원",
    "아파트",
    "위원회",
    "마트",
    "백화점",
    "터미널",
    "문화재단",
    "체육회",
    "요양원",
    "기념관",
    "수련관",
    "공원",
    "시장",
    "주민센터",
    "행정복지센터",
];

/// Finds institution and region.
pub(super) fn read(layout: &Layout, notice: &mut Notice) {
    let title = from_title(layout, notice);
    // `전시관은` under the title of `○○유적전시관`
    let short = |name: &str| {
        let before = title.as_str().strip_suffix(name).unwrap_or("");
        !before.is_empty() && before.chars().all(char::is_alphanumeric)
    };
    notice.institution = Some(introduced(layout, notice))
        .filter(|f| f.is_missing() || f.as_str().contains(' ') || !short(f.as_str()))
        .map(|f| in_full(layout, notice, f))
        .unwrap_or_default()
        .or_else_field(|| title.clone())
        .or_else_field(|| from_furniture(layout, notice))
        .or_else_field(|| from_records(notice))
        .or_else_field(|| from_mention(layout, notice));
    region(layout, notice);
}

/// The body that a policy names before the article on cameras, which only says 병원 or 회사.
pub(super) fn read_preface(layout: &Layout, preface: Range<usize>, notice: &mut Notice) {
    if !notice.institution.is_missing() {
        return;
    }
    notice.institution = paragraphs_in(layout, preface).take(60).find_map(by_short_name).unwrap_or_default();
    region(layout, notice);
}

/// `관리원은` below a line that says `○○기술관리원`: the name in full.
fn in_full(layout: &Layout, notice: &Notice, name: Field<String>) -> Field<String> {
    let short = name.as_str();
    if short.is_empty() || short.contains(' ') || short.chars().count() > 5 {
        return name;
    }
    let plain = |w: &str| w.chars().all(|c| words::is_syllable(c) || matches!(c, '(' | ')' | '㈜'));
    let longer = |w: &&str| {
        w.strip_suffix(short).is_some_and(|lead| lead.chars().count() >= 2 && !lead.ends_with(')')) && plain(w)
    };
    let above = paragraphs(layout, notice).take(12).take_while(|p| !p.text.as_str().starts_with(short));
    let full = above.filter_map(|p| {
        let word = p.line.as_str().split_whitespace().find(longer)?;
        Some(Found::new(p.line.of(word), How::Pattern).string())
    });
    full.last().unwrap_or(name)
}

/// A body that some sentence says to run the cameras, or whose safety they serve.
fn from_mention(layout: &Layout, notice: &Notice) -> Field<String> {
    static MENTION: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(
            r"(?:^|[ (])([가-힣A-Za-z0-9]{3,24})(?:[이가] (?:설치|운영|촬영|처리|보유)|의 시설\s?(?:안전|보호|관리))",
        )
        .ok()
    });
    for p in paragraphs(layout, notice) {
        let name = MENTION.as_ref().and_then(|m| m.captures(p.text.as_str())).and_then(|c| c.get(1));
        if let Some(name) = name.map(|m| m.as_str()).filter(|n| ends_as_body(n)) {
            return subject_name(&p.text, name).unwrap_or_default();
        }
    }
    Field::Missing
}

trait OrElse {
    fn or_else_field(self, other: impl FnOnce() -> Self) -> Self;
}

impl OrElse for Field<String> {
    fn or_else_field(self, other: impl FnOnce() -> Self) -> Self {
        if self.is_missing() { other() } else { self }
    }
}

fn paragraphs<'l>(layout: &'l Layout, notice: &Notice) -> impl Iterator<Item = &'l Paragraph> + use<'l> {
    paragraphs_in(layout, notice.blocks.clone())
}

fn paragraphs_in(layout: &Layout, blocks: Range<usize>) -> impl Iterator<Item = &Paragraph> {
    layout.blocks[blocks].iter().filter_map(|b| match b {
        Block::Paragraph(p) => Some(p),
        Block::Table(_) => None,
    })
}

/// The subject of the sentence that introduces the notice: `본 ○○시(이하 …)는`, `○○도서관은 …`.
fn introduced(layout: &Layout, notice: &Notice) -> Field<String> {
    let mut last: Option<&Paragraph> = None;
    for p in paragraphs(layout, notice).take(40) {
        let s = p.line.as_str();
        if s.trim_start().starts_with("(이하") {
            // the name stands on the line before
            if let Some(name) = last.and_then(|l| subject_name(&l.text, l.text.as_str())) {
                return name;
            }
        }
        if let Some(field) = by_short_name(p) {
            return field;
        }
        last = Some(p);
    }
    let mut all = paragraphs(layout, notice).take(40).peekable();
    while let Some(p) = all.next() {
        // a line end may stand inside the sentence
        let ends = all.peek().is_some_and(|next| next.marker == Marker::None && parts::is_sentence(next.text.as_str()));
        let sentence = parts::is_sentence(p.text.as_str()) || ends && p.text.as_str().ends_with("처리기기");
        if let Some(field) = by_particle(p).filter(|_| sentence).or_else(|| by_installer(p)) {
            return field;
        }
    }
    Field::Missing
}

/// `… 제7항에 따라 NAME이 설치·운영하는 …`
fn by_installer(p: &Paragraph) -> Option<Field<String>> {
    static INSTALLER: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?:^|따라 |의하여 |의거하여 |근거하여 )([가-힣][가-힣0-9·() ]{2,30}?)[이가] (?:설치|운영)[·하한]")
            .ok()
    });
    let s = p.text.as_str();
    let name = INSTALLER.as_ref()?.captures(s).filter(|_| parts::is_sentence(s))?.get(1)?.as_str();
    // `회사는 아래와 같이 설치하고`
    let clause = name.contains("는 ") || name.contains("은 ") || name.ends_with('같');
    if clause { None } else { subject_name(&p.text, name) }
}

/// `NAME(이하 …`
fn by_short_name(p: &Paragraph) -> Option<Field<String>> {
    let s = p.line.as_str();
    let at = s.find("이하")?;
    let open = s[..at].rfind('(')?;
    // `유성구(본청 포함, 이하 …)`: the bracket that holds 이하
    let stated = s[..open].trim_end();
    // `'○○'는(이하 …`
    let before = stated.trim_end_matches(['는', '은']).trim_end();
    let last = before.rsplit(' ').next().unwrap_or(before);
    let body =
        words::bears_a_legal_form(last) || ends_as_body(last) || words::is_site(last) && last.chars().count() >= 5;
    if before.ends_with(['\'', '’', '”', '"']) {
        let inner = before.trim_end_matches(['\'', '’', '”', '"']);
        let start =
            inner.rfind(['\'', '‘', '“', '"']).map(|i| i + inner[i..].chars().next().map_or(1, char::len_utf8))?;
        return subject_name(&p.line, &inner[start..]);
    }
    // 은 may be the last letter of a name as well
    let before = if body || stated.ends_with('는') { before } else { stated };
    let start = before.rfind(['.', '!', '>', '\n']).map_or(0, |i| i + 1);
    // a title on the same line
    let start = before.rfind("방침 ").map_or(start, |i| start.max(i + "방침 ".len()));
    body_name(&p.line, before[start..].trim())
}

/// `NAME은 …방침…`
fn by_particle(p: &Paragraph) -> Option<Field<String>> {
    let s = p.text.as_str();
    let about = s.contains("영상정보")
        || s.contains("카메라")
        || s.contains("CCTV")
        || s.contains("방침")
        || s.contains("「개인정보");
    if !about {
        return None;
    }
    // the first noun with a topic particle
    let mut end = None;
    for (i, c) in s.char_indices().take(48) {
        if matches!(c, '은' | '는') && !s[..i].ends_with("또") {
            let after = &s[i + c.len_utf8()..];
            // `< ○○ >은(는) `: the form's own name with both particles
            if after.starts_with(' ') || after.starts_with("(는) ") || after.starts_with("(은) ") {
                end = Some(i);
                break;
            }
        }
        if matches!(c, ',' | '.' | ':' | '를' | '을') && s[i + c.len_utf8()..].starts_with(' ') {
            return None;
        }
    }
    // `NAME(소속 기관 포함)에서 처리하는 영상정보`: the clause behind the name
    let subject = &s[..end?];
    let subject = subject.find("에서 ").map_or(subject, |at| &subject[..at]);
    let subject = match subject.trim_end().strip_suffix(')').and_then(|s| s.rsplit_once('(')) {
        Some((name, inner)) if inner.trim_end().ends_with("포함") => name,
        _ => subject,
    };
    // `NAME이 다루는 영상정보`: the verb says what the body does
    let doer = subject.split_once(' ').filter(|(_, verb)| !verb.contains(' '));
    let doer = doer.and_then(|(first, _)| first.strip_suffix(['이', '가']));
    let subject = doer.filter(|name| ends_as_body(name) || regions::resolve(name, None).is_some()).unwrap_or(subject);
    subject_name(&p.text, subject)
}

/// A subject as the name of the body; none for stand-ins and verbs.
fn subject_name(text: &Text, subject: &str) -> Option<Field<String>> {
    let subject = subject.trim();
    let verb = ["되", "하", "있", "없", "이", "지", "리", "다"].iter().any(|e| subject.ends_with(e))
        && !ends_as_body(subject)
        && subject.chars().count() < 8;
    if verb { None } else { body_name(text, subject) }
}

/// The name of a body that surely is one; none for stand-ins.
fn body_name(text: &Text, subject: &str) -> Option<Field<String>> {
    // `제3조(설치·운영) ① ○○은`
    let subject = subject.rsplit('①').next().unwrap_or(subject);
    let mut name =
        without_article(subject.trim()).trim_matches(['\'', '‘', '’', '“', '”', '"', '<', '>', '〈', '〉', ' ']);
    for own in [" 우리 ", " 저희 "] {
        name = name.rfind(own).map_or(name, |at| &name[at + own.len()..]);
    }
    for lead in ["본 ", "우리 ", "저희 ", "당 ", "이 "] {
        name = name.strip_prefix(lead).unwrap_or(name).trim();
    }
    name = name.strip_suffix("에서").unwrap_or(name);
    // a button or menu word glued before the name
    for lead in ["이전 버전 보기", "바로가기", "내용 바로가기", "인쇄"] {
        if let Some(at) = name.find(lead) {
            name = name[at + lead.len()..].trim();
        }
    }
    if name.starts_with("다음") || name.starts_with("아래") {
        return None;
    }
    let folded = fold(name);
    let count = name.chars().count();
    // `기관(학교)`
    let bare = fold(words::before_bracket(name));
    let usual = [&folded, &bare].iter().any(|f| STAND_INS.contains(&f.as_str()) || BODY_ENDINGS.contains(&f.as_str()));
    if usual
        || name.contains("이하")
        || !(2..=32).contains(&count)
        || folded.contains("영상정보")
        || folded.contains("방침")
        || folded.contains("cctv")
        || folded.chars().all(|c| c.is_ascii_digit())
    {
        return None;
    }
    if name.contains(['※', '①', '|', '\t'])
        || name.split(' ').count() > 6
        || ["따라", "위하여", "통해", "및"].iter().any(|w| name.ends_with(w))
    {
        return None;
    }
    let field = Found { text: text.of(name), by: Evidence { how: How::Pattern, cell: None } }.string();
    (!field.is_missing()).then_some(field)
}

/// The text behind the heading of an article: `제3조 (설치 현황) ○○대학교`.
fn without_article(text: &str) -> &str {
    static ARTICLE: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"^제\s?\d+\s?조(?:의\s?\d+)?\s*(?:\([^)]*\)|\[[^\]]*\])?\s*").ok());
    ARTICLE.as_ref().and_then(|a| a.find(text)).map_or(text, |found| &text[found.end()..])
}

/// `○○도서관의 영상정보처리기기 운영·관리 방침`
fn from_title(layout: &Layout, notice: &Notice) -> Field<String> {
    let own = match &notice.title {
        Field::Parsed { text, by, .. } => name_in_title(text, *by),
        _ => Field::Missing,
    };
    own.or_else_field(|| {
        let titles = paragraphs(layout, notice).take(12).filter(|p| parts::title_rank(p.text.as_str()) == 2);
        titles.map(|p| name_in_title(&p.text, Evidence::default())).find(|f| !f.is_missing()).unwrap_or_default()
    })
}

fn name_in_title(text: &Text, by: Evidence) -> Field<String> {
    let s = text.as_str();
    let end = ["고정형", "영상정보", "CCTV", "cctv"].iter().filter_map(|w| s.find(w)).min().unwrap_or(0);
    let name = s[..end].trim().trim_end_matches('의').trim_start_matches(['【', '[', '<', '〈', '(']).trim();
    let folded = fold(name);
    let number = name.ends_with("학년도") || name.ends_with("년") || folded.contains("학교내") || name.ends_with("내");
    // 개인영상정보: a word cut in two
    let cut = name.ends_with("개인") && s[name.len()..].starts_with("영상");
    let menu = ["약관", "처리방침"].iter().any(|w| folded.contains(w));
    if name.chars().count() < 2
        || STAND_INS.contains(&folded.as_str())
        || number
        || cut
        || menu
        || name.contains(['=', '&'])
    {
        return Field::Missing;
    }
    Found { text: text.of(name), by }.string()
}

/// `○○초등학교 로고이미지`, `○○복지관 사이트맵` around the notice.
fn from_furniture(layout: &Layout, notice: &Notice) -> Field<String> {
    for p in paragraphs(layout, notice).take(8) {
        let s = p.text.as_str();
        for word in ["로고", "사이트맵", "홈페이지", "전체메뉴"] {
            if let Some(at) = s.find(word).filter(|&at| at > 0) {
                let name = s[..at].trim();
                if name.split(' ').count() <= 3 && ends_as_body(name) {
                    return Found::new(p.text.of(name), How::Pattern).string();
                }
            }
        }
    }
    before_title(layout, notice)
}

/// A line above the title that is a name and nothing else, as the head of a page has it.
fn before_title(layout: &Layout, notice: &Notice) -> Field<String> {
    let above = paragraphs(layout, notice).take(3).take_while(|p| parts::title_rank(p.text.as_str()) == 0);
    let name = |p: &&Paragraph| {
        let s = p.text.as_str().trim();
        s.split(' ').count() <= 2 && s.chars().count() <= 20 && ends_as_body(s)
    };
    above.filter(name).map(|p| Found::new(p.text.trim(), How::Pattern).string()).next().unwrap_or_default()
}

fn ends_as_body(name: &str) -> bool {
    name.chars().count() >= 3
        && BODY_ENDINGS.iter().any(|e| name.ends_with(e) && name.chars().count() > e.chars().count())
}

/// A body that the records name: the site or unit that all rows share, the owner of a storage place.
fn from_records(notice: &Notice) -> Field<String> {
    let inferred = |field: &Field<String>, name: &str| -> Field<String> {
        match field {
            Field::Parsed { text, by, .. } => {
                let at = text.as_str().find(name).unwrap_or(0);
                Found { text: text.slice(at..at + name.len()), by: *by }.string()
            }
            _ => Field::Missing,
        }
    };
    let facilities: Vec<&Field<String>> =
        notice.installations.iter().map(|i| &i.facility).filter(|f| !f.is_missing()).collect();
    if let [only] = facilities[..] {
        let s = only.as_str();
        let first = s.split(' ').next().unwrap_or(s);
        let candidate = if ends_as_body(first) { first } else { s };
        if ends_as_body(candidate) {
            return inferred(only, candidate);
        }
    }
    let units: Vec<&Field<String>> = notice.contacts.iter().map(|c| &c.department).collect();
    if let Some(first) = units.first().filter(|f| !f.is_missing())
        && units.iter().all(|u| u.as_str() == first.as_str())
        && ends_as_body(first.as_str())
    {
        return inferred(first, first.as_str());
    }
    for field in notice.retention.iter().map(|r| &r.storage).chain([&notice.viewing.place]) {
        let first = field.as_str().split(' ').next().unwrap_or("");
        if ends_as_body(first) && first.chars().count() >= 6 && words::is_site(first) {
            return inferred(field, first);
        }
    }
    Field::Missing
}

/// 시도 and 시군구 of the body, or of the address where images may be seen.
fn region(layout: &Layout, notice: &mut Notice) {
    let on =
        notice.dates.effective.value().or(notice.dates.announced.value()).or(notice.dates.revised.value()).copied();
    let mut fields = vec![notice.institution.clone(), notice.viewing.place.clone(), notice.title.clone()];
    fields.retain(|f| !f.is_missing());
    let _ = layout;
    let mut sido: Option<(&'static str, Field<String>)> = None;
    let mut sigungu: Option<(&'static str, Field<String>)> = None;
    for field in &fields {
        let Some(place) = regions::resolve(field.as_str(), on) else { continue };
        let fits = match (&sido, place.sido) {
            (Some((known, _)), Some(other)) => *known == other,
            _ => true,
        };
        if !fits {
            continue;
        }
        if sido.is_none() {
            sido = place.sido.map(|s| (s, field.clone()));
        }
        if sigungu.is_none() {
            sigungu = place.sigungu.map(|s| (s, field.clone()));
        }
    }
    let inferred = |found: Option<(&'static str, Field<String>)>| match found {
        Some((value, Field::Parsed { text, by, .. })) => {
            let how = if text.as_str().contains(value) { by.how } else { How::Inferred };
            Field::parsed(value.to_owned(), text, Evidence { how, ..by })
        }
        _ => Field::Missing,
    };
    notice.sido = inferred(sido);
    notice.sigungu = inferred(sigungu);
}
