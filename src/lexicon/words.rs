//! Words of people and units: roles, posts, names, suffixes of offices and places.

use super::fold;
use crate::model::Role;
use std::sync::LazyLock;

/// Endings of posts. A text whose last word ends so is a post.
const POST_ENDINGS: &[&str] = &[
    "과장",
    "팀장",
    "실장",
    "소장",
    "관장",
    "원장",
    "처장",
    "국장",
    "부장",
    "계장",
    "반장",
    "점장",
    "센터장",
    "지점장",
    "교장",
    "교감",
    "동장",
    "면장",
    "읍장",
    "청장",
    "군수",
    "시장",
    "이사장",
    "본부장",
    "단장",
    "학장",
    "총장",
    "조합장",
    "위원장",
    "차장",
    "주무관",
    "담당자",
    "담당관",
    "담당",
    "사무관",
    "서기관",
    "주임",
    "대리",
    "사원",
    "직무대리",
    "직무대행",
    "관리직",
    "사무직",
    "행정직",
    "기술직",
    "시설직",
    "전산직",
    "주사",
    "주사보",
    "서기",
    "이사",
    "상무",
    "전무",
    "감사",
    "책임",
    "선임",
    "수석",
    "연구원",
    "기술원",
    "매니저",
    "팀원",
    "직원",
    "임직원",
    "교사",
    "간호사",
    "사서",
    "기사",
    "요원",
    "경비원",
    "당직자",
    "당직원",
    "청원경찰",
    "공무직",
    "실무관",
    "실무원",
    "조교",
    "교수",
    "행정사",
    "연구사",
    "연구관",
    "학예사",
    "지도사",
    "지도관",
    "장학사",
    "장학관",
    "상담사",
    "복지사",
    "관리사",
    "소방장",
    "소방위",
    "소방교",
    "근무자",
    "관리원",
    "관리자",
    "지배인",
    "대표",
    "대표이사",
    "회장",
    "총무",
    "간사",
    "국원",
    "부팀장",
    "지사장",
    "지부장",
    "역장",
    "부역장",
    "서무",
    "manager",
    "ciso",
    "cpo",
    "cso",
    "ceo",
    "지킴이",
    "보안관",
    "교무부장",
    "서장",
    "기관장",
    "은행장",
    "행정원",
    "주간",
    "부서원",
    "과원",
    "실무사",
    "관리소장",
    "사무장",
    "사무국장",
    "시설장",
    "사회복지사",
    "영양사",
    "생활지도원",
    "조리사",
    "시설관리사",
];

/// Endings of offices, in departments and affiliations.
const UNIT_ENDINGS: &[&str] = &[
    "과",
    "팀",
    "실",
    "국",
    "부",
    "소",
    "처",
    "원",
    "센터",
    "본부",
    "단",
    "관",
    "계",
    "반",
    "지점",
    "점",
    "학교",
    "청",
    "동",
    "면",
    "읍",
    "위원회",
    "회",
    "재단",
    "공단",
    "공사",
    "병원",
    "도서관",
    "사무국",
    "사무소",
    "사업소",
    "기관",
    "그룹",
    "파트",
    "tf",
    "unit",
    "security",
    "지사",
    "지부",
    "본점",
    "조합",
    "총괄",
    "대학",
    "대학교",
    "유치원",
    "어린이집",
    "은행",
    "본사",
    "구청",
    "시청",
    "군청",
    "대",
    "전체",
];

/// Endings of sites and buildings.
const SITE_ENDINGS: &[&str] = &[
    "홀",
    "뮤지엄",
    "갤러리",
    "극장",
    "공연장",
    "야영장",
    "운동장",
    "체험관",
    "교육관",
    "골프장",
    "구장",
    "테니스장",
    "승차장",
    "놀이터",
    "관사",
    "향교",
    "도서관",
    "복지관",
    "체육관",
    "회관",
    "센터",
    "지점",
    "본점",
    "마트",
    "학교",
    "병원",
    "공원",
    "역",
    "수영장",
    "경기장",
    "캠프",
    "캠핑장",
    "휴양림",
    "홍보관",
    "전시관",
    "박물관",
    "미술관",
    "문화관",
    "기념관",
    "청사",
    "별관",
    "본관",
    "신관",
    "캠퍼스",
    "기숙사",
    "생활관",
    "주차장",
    "호텔",
    "리조트",
    "쉼터",
    "경로당",
    "어린이집",
    "유치원",
    "보건소",
    "지소",
    "주민센터",
    "행정복지센터",
    "사옥",
    "본사",
    "매장",
    "직매장",
    "연구소",
    "연구원",
    "시장",
    "상가",
    "타워",
    "빌딩",
    "터미널",
    "정류장",
    "지구",
    "단지",
    "아파트",
    "마을",
    "문화원",
    "수련관",
    "수련원",
    "교육원",
    "훈련원",
    "사업소",
    "사무소",
    "출장소",
    "급식소",
    "분관",
    "분원",
    "분소",
    "점",
    "동",
    "관",
    "원",
    "소",
];

/// The family names of nearly all Koreans.
const FAMILY_NAMES: &str = "김이박최정강조윤장임한오서신권황안송류유홍전고문손양배백허남심노하곽성차주우구민진지엄채원천방공현함변염여추도소석선설마길연위표명기반라나왕금옥육인맹제모탁국어은편용예경봉사부태형빈동온";

/// The last letters of a list of endings, sorted: most texts are told by their last letter alone.
fn last_letters(endings: &[&str]) -> Vec<char> {
    let mut letters: Vec<char> = endings.iter().filter_map(|e| e.chars().next_back()).collect();
    letters.sort_unstable();
    letters.dedup();
    letters
}

static POST_LETTERS: LazyLock<Vec<char>> = LazyLock::new(|| last_letters(POST_ENDINGS));
static UNIT_LETTERS: LazyLock<Vec<char>> = LazyLock::new(|| last_letters(UNIT_ENDINGS));
static SITE_LETTERS: LazyLock<Vec<char>> = LazyLock::new(|| last_letters(SITE_ENDINGS));

fn may_end(text: &str, letters: &[char]) -> bool {
    text.chars().next_back().is_some_and(|c| letters.binary_search(&c.to_ascii_lowercase()).is_ok())
}

/// Whether a text is a post or ends with one (`총무과장`, `주무관(안내데스크)`).
#[must_use]
pub fn is_position(text: &str) -> bool {
    let bare = before_bracket(text);
    if !may_end(bare, &POST_LETTERS) {
        return false;
    }
    let last = bare.split_whitespace().last().unwrap_or("").to_lowercase();
    if last.is_empty() || last.chars().any(|c| c.is_ascii_digit()) {
        return false;
    }
    POST_ENDINGS.iter().any(|e| last.ends_with(e))
        || bare.chars().filter(|c| !c.is_whitespace()).count() <= 4
            && POST_ENDINGS.iter().any(|e| fold(bare).ends_with(e))
}

/// Whether a text is a post and nothing beside it (`과장`, not `총무과장`).
#[must_use]
pub fn is_bare_post(text: &str) -> bool {
    POST_ENDINGS.contains(&text.trim())
}

/// Whether a text is the name of an office.
#[must_use]
pub fn is_unit(text: &str) -> bool {
    let bare = before_bracket(text).trim();
    if !may_end(bare, &UNIT_LETTERS) {
        return false;
    }
    let bare = bare.to_lowercase();
    let side = matches!(bare.as_str(), "내부" | "외부" | "내외부" | "전부" | "일부");
    bare.chars().count() >= 2 && UNIT_ENDINGS.iter().any(|e| bare.ends_with(e)) && !side && !is_role(&bare)
}

/// Whether a text names an office and no building (`체육사업팀`, not `체육관`).
#[must_use]
pub fn is_only_a_unit(text: &str) -> bool {
    is_unit(text) && !is_site(text)
}

/// Whether a text bears the legal form of a company or foundation (`가람보안㈜`).
#[must_use]
pub fn bears_a_legal_form(text: &str) -> bool {
    ["㈜", "(주)", "주식회사", "㈔", "(사)", "(유)", "(재)"].iter().any(|form| text.contains(form))
}

/// Whether a text is the name of a site or building.
#[must_use]
pub fn is_site(text: &str) -> bool {
    let bare = before_bracket(text).trim();
    may_end(bare, &SITE_LETTERS) && bare.chars().count() >= 2 && SITE_ENDINGS.iter().any(|e| bare.ends_with(e))
}

/// Whether a text is a word for a site and no name of one (`지점`, `캠퍼스`).
#[must_use]
pub fn is_bare_site(text: &str) -> bool {
    SITE_ENDINGS.contains(&text.trim())
}

/// Whether a text reads as the name of a person, masked or not.
#[must_use]
pub fn is_person(text: &str) -> bool {
    let t: String = before_bracket(text).chars().filter(|c| !c.is_whitespace()).collect();
    let count = t.chars().count();
    if !(2..=4).contains(&count) {
        return false;
    }
    let Some(first) = t.chars().next() else { return false };
    if !FAMILY_NAMES.contains(first) {
        return false;
    }
    let masked = t.chars().any(is_mask);
    let hangul = t.chars().all(|c| is_syllable(c) || is_mask(c));
    !NO_NAMES.contains(&t.as_str())
        && (masked || !t.ends_with(['점', '과', '팀']))
        && hangul
        && (masked || count == 3 || (count == 2 && !is_unit(&t)) || count == 4 && is_double_family(&t))
        && !is_role(&t)
        && (masked
            || !POST_ENDINGS.iter().any(|e| e.chars().count() >= 2 && t.ends_with(e))
            || count == 3 && t.ends_with("주간"))
}

/// Whether a text under 성명 may be a name although its first syllable is no usual family name.
#[must_use]
pub fn could_be_name(text: &str) -> bool {
    let count = text.chars().count();
    // `주원`: a name as short as that may end as an office does
    let short =
        count == 2 && text.starts_with(|c| FAMILY_NAMES.contains(c)) && text.ends_with(['원', '관', '대', '회']);
    (2..=4).contains(&count)
        && text.chars().all(is_syllable)
        && (short || !is_unit(text))
        && !is_role(text)
        && !NO_NAMES.contains(&text)
}

/// Whether a word that ends as an office does ends as a given name, too (`이지원`, not `문화원`).
#[must_use]
pub fn ends_like_a_given_name(text: &str) -> bool {
    const BEFORE: &str = "지주정경혜희예채서시다승효소규태성영";
    text.strip_suffix('원').is_some_and(|t| t.ends_with(|c| BEFORE.contains(c)))
}

/// Whether a text that stands alone where a person is named is a name, by a family name with which more words begin than
/// names (`피`, `두`).
#[must_use]
pub fn is_rare_name(text: &str) -> bool {
    const FAMILY_NAMES: &str = "피팽승음좌감두목복옹갈범";
    text.chars().count() == 3
        && text.starts_with(|c| FAMILY_NAMES.contains(c))
        && !text.ends_with(['자', '사', '인'])
        && could_be_name(text)
        && !is_position(text)
        && !is_site(text)
}

/// Words of three syllables that begin like a family name and are none.
const NO_NAMES: [&str; 24] = [
    "최소한",
    "최대한",
    "안내실",
    "방재실",
    "경비실",
    "주차장",
    "주민등",
    "담당자",
    "시설물",
    "소속명",
    "직위명",
    "연락처",
    "전화번",
    "미지정",
    "공무직",
    "임직원",
    "정직원",
    "전직원",
    "안전팀",
    "경비원",
    "주무관",
    "사무실",
    "현관장",
    "조리사",
];

fn is_double_family(t: &str) -> bool {
    ["남궁", "황보", "제갈", "사공", "선우", "서문", "독고", "동방"].iter().any(|f| t.starts_with(f))
}

fn is_mask(c: char) -> bool {
    matches!(c, '*' | '○' | '◯' | '〇' | 'O' | '●' | '＊' | 'ㅇ')
}

/// A precomposed Hangul syllable.
#[must_use]
pub fn is_syllable(c: char) -> bool {
    ('가'..='힣').contains(&c)
}

/// A text up to its first bracket.
#[must_use]
pub fn before_bracket(text: &str) -> &str {
    let end = memchr::memchr2(b'(', b'[', text.as_bytes()).unwrap_or(text.len());
    text[..end].trim_end()
}

/// The role that a word or phrase names; none when it names no role.
///
/// `관리책임자 및 접근권한자` names the first of the two.
#[must_use]
pub fn role_of(text: &str) -> Option<Role> {
    let f = fold(before_bracket(text));
    let f = if f.is_empty() { fold(text) } else { f };
    let count = f.chars().count();
    if !(2..=24).contains(&count) {
        return None;
    }
    // nearly every text is told by the lack of these
    let mut before = ' ';
    let names_role = f.chars().any(|c| {
        let pair = (std::mem::replace(&mut before, c), c);
        matches!(
            pair,
            ('책', '임')
                | ('접', '근')
                | ('열', '람')
                | ('담', '당')
                | ('운', '영' | '용')
                | ('관', '리' | '제')
                | ('모', '니')
                | ('총', '괄')
                | ('실', '무')
        )
    });
    if !names_role {
        return None;
    }
    let mut plain = f.as_str();
    // `영상정보보호 관리책임자`: the last word is the role
    if let Some(lead) = text.trim_end().strip_suffix(" 관리책임자") {
        let about = ["개인", "영상정보", "처리기기", "정보", "보호", "cctv"];
        if about.iter().fold(fold(lead), |rest, w| rest.replace(w, "")).is_empty() {
            return Some(Role::Manager);
        }
    }
    for lead in ["개인영상정보", "영상정보처리기기", "영상정보", "cctv", "고정형", "의", "시설"]
    {
        while let Some(rest) = plain.strip_prefix(lead) {
            plain = rest;
        }
    }
    let starts = |words: &[&str]| words.iter().any(|w| plain.starts_with(w));
    if starts(&[
        "관리책임자",
        "총괄책임자",
        "책임관",
        "총괄책임관",
        "관리총괄",
        "총괄관리",
        "관리자정",
        "운영관리책임",
        "관리운영책임",
        "운영관리총괄책임",
        "책임자",
        "정관리책임",
        "관리책임",
    ]) {
        return Some(Role::Manager);
    }
    if starts(&["접근권한", "접근관리자", "관리권한자", "권한자", "열람권한", "접근자", "접근담당", "접근이가능"])
        || plain.contains("접근권한")
    {
        return Some(Role::AccessHolder);
    }
    if starts(&["보호책임자", "정보보호책임", "개인정보보호책임", "보호관리책임", "개인정보관리책임"])
    {
        return Some(Role::ProtectionOfficer);
    }
    if starts(&[
        "운영책임",
        "운영담당",
        "운영자",
        "운용담당",
        "실무담당",
        "운영실무",
        "관리운영담당",
        "관리담당",
        "운영관리자",
        "담당자",
        "관리실무",
    ]) {
        return Some(Role::Operator);
    }
    let other =
        plain.contains("모니터링") || plain.contains("보호담당") || plain.contains("관제") && plain.ends_with('자');
    other.then_some(Role::Other)
}

/// Whether a cell holds a role and nothing else.
#[must_use]
pub fn is_role(text: &str) -> bool {
    let t = text.trim();
    // `담당자` alone is as often a post as a role
    !matches!(t, "담당자" | "담당")
        && t.chars().count() <= 26
        && role_of(t).is_some()
        && !t.contains(':')
        && !is_post_with_unit(t)
}

/// Whether a text says what somebody does with the cameras, without a word for the person: `관리 및 유지보수`.
#[must_use]
pub fn is_duty(text: &str) -> bool {
    const DUTIES: [&str; 9] = ["관리", "운영", "유지", "보수", "유지보수", "점검", "정비", "관제", "모니터링"];
    let mut words =
        text.split([' ', '·', '/', ',']).filter(|w| !matches!(*w, "" | "및" | "시설" | "영상" | "CCTV")).peekable();
    // 관리 alone is half of a word for a person
    let several = text.split_whitespace().count() > 1 || text.contains(['·', '/', ',']);
    several && words.peek().is_some() && text.chars().count() <= 20 && words.all(|w| DUTIES.contains(&w))
}

/// A site and the role there (`지점 관리책임자`, `직영 매장 책임자`).
#[must_use]
pub fn site_and_role(text: &str) -> Option<(&str, &str)> {
    let t = text.trim();
    if t.chars().count() > 26 {
        return None;
    }
    let cuts = t.match_indices(' ').map(|(i, _)| (t[..i].trim_end(), t[i..].trim_start()));
    // `관리 책임자` is one word, more than that is a person behind the role
    let short = |role: &str| !role.contains(' ') || fold(role).chars().count() <= 6;
    cuts.into_iter().find(|(site, role)| is_site(site) && role_of(site).is_none() && short(role) && is_role(role))
}

/// `정보보호책임관실`, `관리책임자 행정실장`: more than a role.
fn is_post_with_unit(text: &str) -> bool {
    let last = before_bracket(text).split_whitespace().last().unwrap_or("");
    let last = last.trim_end_matches(|c: char| c.is_ascii_digit());
    let ends_as_role = ["자", "관", "담당", "책임", "요원", "권한", "사람"].iter().any(|e| last.ends_with(e))
        && !last.ends_with("자관");
    !ends_as_role
}

/// A row that adds up others: 합계, 총계, 계, 소계.
#[must_use]
pub fn is_total_label(text: &str) -> bool {
    matches!(
        fold(text).as_str(),
        "계" | "합계"
            | "총계"
            | "소계"
            | "누계"
            | "총합계"
            | "총"
            | "전체"
            | "총대수"
            | "총설치대수"
            | "전체대수"
            | "total"
    )
}

/// A subtotal alone.
#[must_use]
pub fn is_subtotal_label(text: &str) -> bool {
    fold(text) == "소계"
}

/// Whether a text words what cameras are for (`출입관리용`, `산불감시`), so far as its last word tells.
#[must_use]
pub fn is_purpose(text: &str) -> bool {
    const ENDS: [&str; 20] = [
        "용",
        "방범",
        "경비",
        "보안",
        "감시",
        "단속",
        "예방",
        "방지",
        "보호",
        "수집",
        "안전",
        "안전관리",
        "시설관리",
        "시설물관리",
        "출입통제",
        "출입관리",
        "재난재해",
        "재난관리",
        "투기",
        "관제",
    ];
    let bare = before_bracket(text).trim();
    let bare = bare.strip_suffix("등").unwrap_or(bare).trim_end();
    bare.chars().count() >= 2 && ENDS.iter().any(|e| bare.ends_with(e)) && !bare.ends_with("전용")
}

/// Whether a line of a table leads to another page and says nothing itself (`설치 현황 바로보기`).
#[must_use]
pub fn is_link(text: &str) -> bool {
    const LINKS: [&str; 7] = ["바로보기", "바로가기", "다운로드", "다운받기", "내려받기", "미리보기", "새창열림"];
    let last = text.split_whitespace().next_back().unwrap_or("");
    LINKS.contains(&last) && !text.bytes().any(|b| b.is_ascii_digit())
}

/// Whether a row or a line is an example in a form that is still to be filled in.
#[must_use]
pub fn is_example(text: &str) -> bool {
    let t = text.trim_start_matches(['(', '[', '<', '※', ' ']);
    t.strip_prefix("예시")
        .or_else(|| t.strip_prefix("작성예"))
        .or_else(|| t.strip_prefix("보기"))
        .is_some_and(|rest| rest.chars().next().is_none_or(|c| !is_syllable(c)))
}

/// A cell that says "as above".
#[must_use]
pub fn is_ditto(text: &str) -> bool {
    matches!(text.trim(), "\"" | "〃" | "”" | "″" | "“" | "''" | "상동" | "위와 같음" | "위와같음" | "동일" | "좌동")
}

/// A cell that says "none": a real empty, not to be filled.
#[must_use]
pub fn is_none(text: &str) -> bool {
    let t = text.trim();
    matches!(
        t,
        "-" | "–"
            | "—"
            | "--"
            | "---"
            | "―"
            | "없음"
            | "해당없음"
            | "해당 없음"
            | "해당사항 없음"
            | "해당사항없음"
            | "x"
            | "X"
            | "/"
            | "."
    ) || super::gap::is(t)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_are_told_from_posts() {
        assert_eq!(role_of("개인영상정보 관리책임자"), Some(Role::Manager));
        assert_eq!(role_of("접근권한자(안전관리담당자)"), Some(Role::AccessHolder));
        assert_eq!(role_of("보호책임자"), Some(Role::ProtectionOfficer));
        assert_eq!(role_of("총무과장"), None);
        assert_eq!(role_of("영상정보보호 관리책임자"), Some(Role::Manager));
        assert_eq!(role_of("영상정보 보호관리책임자"), Some(Role::ProtectionOfficer));
        assert!(is_role("관리책임자 및 접근권한자"));
        assert!(!is_role("주무관") && !is_role("관리 책임자관"));
        assert_eq!(site_and_role("직영 매장 관리책임자"), Some(("직영 매장", "관리책임자")));
        assert!(is_duty("관리 및 유지보수") && !is_duty("관리 및 유지보수 행정실장"));
        assert_eq!(site_and_role("총무과장 관리책임자"), None);
    }

    #[test]
    fn names_are_told_from_posts_and_units() {
        for name in ["홍길순", "김○○", "서*경", "최 * *", "남궁민수"] {
            assert!(is_person(name), "{name}");
        }
        for other in ["총무과", "관장", "주무관", "행정실", "책임자", "팀장"] {
            assert!(!is_person(other), "{other}");
        }
        assert!(could_be_name("주원") && !could_be_name("본원") && !could_be_name("정실"));
    }

    #[test]
    fn posts() {
        for post in ["총무과장", "주무관(안내데스크)", "과 장", "Senior Manager", "과장대리"] {
            assert!(is_position(post), "{post}");
        }
        assert!(!is_position("총무과"));
    }
}
