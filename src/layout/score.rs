//! How well a text fits under a column heading. Positive is likely, negative unlikely; about one unit per clue.

use crate::lexicon::words;
use crate::model::Concept;
use crate::value::period::PeriodKind;
use crate::value::{count, hours, period, phone};
use std::cell::OnceCell;

/// A text that may become a cell, and what is found out about it once for all columns.
///
/// The fitting lengthens it word by word, so what adds up is kept as a sum.
#[derive(Clone, Debug, Default)]
pub(super) struct Cell {
    text: String,
    tokens: f32,
    /// What stands in it that belongs under 설치대수, 연락처 and 보관기간.
    counts: f32,
    phones: f32,
    periods: f32,
    /// Syllables that no label of a telephone number has.
    beside_phones: usize,
    role: OnceCell<bool>,
    position: OnceCell<bool>,
    unit: OnceCell<bool>,
}

/// The score of a cell that holds `text` under a heading of meaning `concept`, among columns of meanings `all`.
pub(super) fn cell(text: &str, concept: Concept, all: &[Concept]) -> f32 {
    let mut cell = Cell::default();
    cell.push("", text.trim());
    cell.under(concept, all)
}

/// The longest cell under a heading, in words; what is longer cannot be one.
pub(super) fn longest(concept: Concept) -> usize {
    match concept {
        Concept::Index => 1,
        Concept::Role => 6,
        Concept::Name => 6,
        Concept::Position => 9,
        Concept::Hours => 10,
        Concept::Count | Concept::RecorderCount => 14,
        Concept::Phone | Concept::Fax => 16,
        _ => usize::MAX,
    }
}

/// No cell under a heading scores more.
pub(super) fn most(concept: Concept) -> f32 {
    match concept {
        Concept::Phone | Concept::Fax => f32::MAX,
        Concept::Count | Concept::RecorderCount => 5.5,
        Concept::Role => 5.0,
        Concept::Hours | Concept::Period | Concept::PeriodAndStorage => 4.0,
        Concept::Name | Concept::Position | Concept::Specification | Concept::InstalledOn => 3.0,
        Concept::Index => 2.5,
        _ => 2.0,
    }
}

impl Cell {
    /// Lengthens the text.
    pub(super) fn push(&mut self, separator: &str, text: &str) {
        self.text.push_str(separator);
        self.text.push_str(text);
        (self.role, self.position, self.unit) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        for token in text.split_whitespace() {
            self.tokens += 1.0;
            self.beside_phones += token.chars().filter(|c| words::is_syllable(*c) && !labels_phones(*c)).count();
            let digits = token.bytes().filter(u8::is_ascii_digit).count();
            if digits == 0 {
                continue;
            }
            if digits == token.len() || token.ends_with('대') && count::cell(token).is_some() {
                self.counts += 2.5;
            }
            if digits >= 7 {
                self.phones += 6.0;
            }
            if token.ends_with('일') {
                self.periods += 2.0;
            }
        }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    fn is_role(&self) -> bool {
        *self.role.get_or_init(|| words::is_role(&self.text))
    }

    fn is_position(&self) -> bool {
        *self.position.get_or_init(|| words::is_position(&self.text))
    }

    fn is_unit(&self) -> bool {
        *self.unit.get_or_init(|| words::is_unit(&self.text))
    }

    /// What speaks against free text: pieces that belong under another heading of the same table.
    fn strangers(&self, all: &[Concept], own: Concept) -> f32 {
        let mut score = 0.0;
        if self.counts > 0.0 && all.contains(&Concept::Count) {
            score -= self.counts;
        }
        if self.phones > 0.0 && own != Concept::Phone && all.contains(&Concept::Phone) {
            score -= self.phones;
        }
        if self.periods > 0.0 && own != Concept::Storage && all.contains(&Concept::Period) {
            score -= self.periods;
        }
        if !matches!(own, Concept::Role | Concept::Note) && all.contains(&Concept::Role) && self.is_role() {
            score -= 4.0;
        }
        score
    }

    /// The score under a heading of meaning `concept`, among columns of meanings `all`.
    pub(super) fn under(&self, concept: Concept, all: &[Concept]) -> f32 {
        let (text, tokens) = (self.text.as_str(), self.tokens);
        if words::is_none(text) {
            return match concept {
                Concept::Count => 0.5,
                _ => 0.3,
            };
        }
        match concept {
            Concept::Index => {
                if text.len() <= 3 && text.bytes().all(|b| b.is_ascii_digit()) {
                    2.5
                } else {
                    -5.0
                }
            }
            Concept::Count if names_count(text) && !all.iter().any(|c| names_sites(*c)) => 2.0 - tokens * 0.1,
            Concept::Count | Concept::RecorderCount => count_score(text),
            // running text with a number in it, or without
            Concept::Phone | Concept::Fax
                if self.beside_phones > 1 && !text.contains('@') && !stands_for_number(text) =>
            {
                if self.phones > 0.0 {
                    -4.0
                } else {
                    -7.0
                }
            }
            Concept::Phone | Concept::Fax => phone_score(text),
            Concept::Role => {
                let bare = text.strip_suffix(" 정").or_else(|| text.strip_suffix(" 부")).unwrap_or(text);
                if words::is_role(bare) {
                    5.0
                } else if words::site_and_role(bare).is_some() || words::is_duty(bare) || words::is_ditto(text) {
                    4.0
                } else if matches!(text, "정" | "부") || text == "담당자" && all.contains(&Concept::Position) {
                    3.0
                } else {
                    -1.5 - tokens
                }
            }
            Concept::Name => {
                if words::is_person(text) {
                    3.0
                } else if self.is_position() {
                    // without a column of posts the post stands for the name, or beside it
                    let named = text.split_once(' ').is_some_and(|(name, _)| tokens == 2.0 && words::is_person(name));
                    match (all.contains(&Concept::Position), named) {
                        (true, _) => -0.5,
                        (false, true) => 3.0,
                        (false, false) => 1.5,
                    }
                } else if words::could_be_name(text) {
                    1.2
                } else {
                    -1.5 - tokens * 0.5
                }
            }
            Concept::Position => {
                if self.is_role() && !self.is_position()
                    || text.starts_with("정 ")
                    || text.starts_with("부 ")
                    || text.split_once(' ').is_some_and(|(first, _)| words::is_role(first))
                {
                    -4.0
                } else if self.is_position() {
                    3.0 - (tokens - 2.0).max(0.0) * 0.5
                } else {
                    -0.8 - tokens * 0.4
                }
            }
            Concept::Hours => {
                // the name of a row before its hours belongs under a heading of its own
                let names_row = all.iter().any(|c| is_row_name(*c)) && !opens_hours(text);
                if hours::looks_like(text) {
                    let ranged = ["CCTV", "반경", "주변", "전방"].iter().any(|w| text.contains(w));
                    4.0 - (tokens - 1.0) * 0.1 - if ranged { 1.0 } else { 0.0 } - if names_row { 3.0 } else { 0.0 }
                } else if tokens < 3.0 && (text.ends_with("기간") || text.ends_with("기간 내")) {
                    1.5 // `단속기간`
                } else {
                    -3.0
                }
            }
            Concept::Period | Concept::PeriodAndStorage => {
                let likely = has_digit_or(text, &["미보", "실시간", "보관하지", "OO", "○"]);
                let parsed = period::parse(text);
                if likely && parsed.kind != PeriodKind::Unparsed {
                    // `촬영일로부터 최대` says from when
                    let lead = text.get(..parsed.range.start).unwrap_or("");
                    let from = ["최대", "약", "평균"].iter().fold(lead.trim(), |s, w| s.trim_end_matches(w).trim_end());
                    let behind = text.len().saturating_sub(parsed.range.end);
                    let said = behind == 0 && from.ends_with("부터") && !from.contains(' ');
                    let beside = behind + if said { 0 } else { lead.len() };
                    if text.contains("연속") {
                        0.5
                    } else if beside > 24
                        && !ends_explained(&text[parsed.range.end..])
                        && !text.contains("용량")
                        && !matches!(parsed.kind, PeriodKind::Several | PeriodKind::NotRecorded)
                    {
                        1.5
                    } else {
                        4.0
                    }
                } else if likely
                    && text.contains("삭제")
                    && parsed.range.start < 24
                    && text.starts_with(['촬', '저', '녹', '1', '2', '3'])
                {
                    if text.split(' ').next_back().is_some_and(words::is_unit) { 1.2 } else { 2.5 }
                } else if text.contains("용량") && text.ends_with("까지") {
                    2.5
                } else if likely && tokens < 4.0 && tells_duration(text) {
                    2.0
                } else {
                    -3.0
                }
            }
            Concept::Department | Concept::Affiliation => {
                self.strangers(all, concept) + if self.is_unit() { 2.0 } else { -0.7 }
                    - (tokens - 1.0) * 0.1
                    - if first_is_post(text) { 1.0 } else { 0.0 }
                    - if all.contains(&Concept::Count) && opens_with_a_place(text) { 0.8 } else { 0.0 }
                    - if all.contains(&Concept::Count) && text.contains("),") { 3.0 } else { 0.0 }
            }
            Concept::Facility | Concept::Category => {
                // beside a column of sites a category tells kinds of devices
                let kinds = concept == Concept::Category && all.contains(&Concept::Facility);
                let kind = if words::is_total_label(text) {
                    2.0
                } else if text == "CCTV" {
                    if concept == Concept::Category { 2.0 } else { -2.0 }
                } else if words::is_site(text) {
                    if kinds { 0.6 } else { 1.6 }
                } else if self.is_unit() && text.chars().count() >= 3 {
                    0.8
                } else {
                    -1.2
                };
                // places with their numbers, or the first of a list of places
                let places = concept == Concept::Facility
                    && (text.ends_with(',')
                        || text.contains(", ") && tokens > 2.0
                        || count::find(text).iter().any(|c| c.range.end < text.len()));
                self.strangers(all, concept) + kind
                    - (tokens - 1.0) * 0.15
                    - (tokens - 2.0).max(0.0) * 0.4
                    - if places { 3.0 } else { 0.0 }
            }
            Concept::Specification => {
                let lower = text.to_lowercase();
                let fits = ["화소", "mm", "cm", "픽셀", "hd", "만 ", "줌", "pixel"].iter().any(|w| lower.contains(w));
                match fits {
                    // `만화소` lost its number to the cell before it
                    true if text.starts_with('만') => -1.0,
                    true => 3.0 - (tokens - 1.0) * 0.1,
                    false => -1.0 - tokens * 0.3,
                }
            }
            Concept::InstalledOn => {
                let digits = text.bytes().filter(u8::is_ascii_digit).count();
                let dated = digits >= 4 && text.chars().all(|c| c.is_ascii_digit() || " .-/'년월일".contains(c));
                if dated { 2.5 } else { -1.0 - tokens * 0.3 }
            }
            Concept::Company => {
                self.strangers(all, concept) + if words::bears_a_legal_form(text) { 1.5 } else { 0.2 }
                    - (tokens - 3.0).max(0.0) * 0.3
            }
            Concept::PersonInCharge => {
                let kind = if words::is_person(text) {
                    2.0
                } else if self.is_position() {
                    1.5
                } else {
                    -0.5
                };
                kind + self.strangers(all, concept) - (tokens - 2.0).max(0.0) * 0.4
            }
            Concept::Manager
            | Concept::AccessHolder
            | Concept::Operator
            | Concept::ProtectionOfficer
            | Concept::OtherPerson => {
                let kind = if self.is_position() || words::is_person(text) || is_post_and_name(text) {
                    2.0
                } else if self.is_unit() {
                    -1.5
                } else {
                    -0.5
                };
                let listed = if text.contains(',') { 1.0 } else { 0.0 };
                kind + self.strangers(all, concept)
                    - if first_is_unit(text) { 1.0 } else { 0.0 }
                    - (tokens - 1.0) * 0.2
                    - listed
            }
            Concept::Range => {
                let ends = [
                    "이내",
                    "방향",
                    "방면",
                    "주변",
                    "범위",
                    "일대",
                    "전체",
                    "쪽",
                    "전방",
                    "진입로",
                    "거리",
                    "거리내",
                    "거리 내",
                    "지역",
                    "구역",
                ];
                let bare = words::before_bracket(text);
                let metres = bare.strip_suffix(['m', 'M']).is_some_and(|r| r.ends_with(|c: char| c.is_ascii_digit()));
                let kind = if metres || ends.iter().any(|e| bare.ends_with(e)) { 1.0 } else { 0.0 };
                // `방향` alone is the end of a range that began a word before
                const ENDS_ONLY: [&str; 14] = [
                    "방향",
                    "양방향",
                    "전체",
                    "주변",
                    "일대",
                    "방면",
                    "쪽",
                    "전면",
                    "이내",
                    "범위",
                    "입구",
                    "내부",
                    "외부",
                    "복도",
                ];
                let bare = ENDS_ONLY.contains(&text);
                self.strangers(all, concept) + kind - (tokens - 1.0) * 0.15 - if bare { 2.0 } else { 0.0 }
            }
            Concept::Location => {
                let ends = if is_place(text) { 0.3 } else { 0.0 };
                let person = all.contains(&Concept::Manager) && text.contains(' ') && self.is_position();
                // beside a column of ranges neither of the two is the longer by nature
                let long = if all.contains(&Concept::Range) { (tokens - 1.0) * 0.1 } else { 0.0 };
                // `반경` of `반경 20m`
                let ranges = all.contains(&Concept::Range) && [" 반경", " 전방"].iter().any(|w| text.ends_with(w));
                self.strangers(all, concept) - if ranges { 1.5 } else { 0.0 }
                    + if is_fragment(text) { -4.0 } else { 0.3 + ends }
                    - if person { 1.5 } else { 0.0 }
                    - long
            }
            Concept::Storage | Concept::RecorderPlace | Concept::StorageAndViewing => {
                let ends = ["실", "관", "과", "센터", "데스크", "창고", "내", "부스", "국", "소", "팀"];
                self.strangers(all, concept)
                    + if ends.iter().any(|e| words::before_bracket(text).ends_with(e)) { 0.8 } else { 0.0 }
                    + if is_fragment(text) { -3.0 } else { 0.0 }
                    - if text.contains("삭제") || text.contains("파일") { 3.0 } else { 0.0 }
            }
            Concept::Purpose => {
                let kind = if words::is_purpose(text) {
                    0.6
                } else if all.contains(&Concept::Location) && (is_place(text) || is_floor(text)) {
                    -1.0
                } else {
                    0.0
                };
                self.strangers(all, concept) + kind - (tokens - 1.0) * 0.1
            }
            Concept::Note if text.starts_with('총') && count::cell(text).is_some() => 0.5,
            Concept::Note => self.strangers(all, concept) - 0.8,
            _ => self.strangers(all, concept),
        }
    }
}

/// The cost of leaving a cell empty.
pub(super) fn empty(concept: Concept) -> f32 {
    match concept {
        Concept::Note | Concept::RecorderPlace | Concept::RecorderCount => 0.3,
        Concept::Index => 1.6,
        Concept::Range | Concept::Purpose | Concept::Specification => 0.8,
        Concept::Category | Concept::Facility | Concept::Department | Concept::Role => 0.9,
        Concept::Hours | Concept::Period => 0.55,
        Concept::PersonInCharge | Concept::Affiliation => 1.1,
        Concept::Position | Concept::Name | Concept::Phone | Concept::Fax => 1.3,
        Concept::Storage | Concept::Company => 1.6,
        Concept::Location => 2.2,
        Concept::Count => 4.0,
        _ => 1.0,
    }
}

/// Whether a unit of time stands behind a number, or what stands for one.
fn tells_duration(text: &str) -> bool {
    ["일", "개월", "주", "년"].iter().flat_map(|unit| text.match_indices(unit)).any(|(at, _)| {
        text[..at].trim_end().ends_with(|c: char| c.is_ascii_digit() || matches!(c, 'O' | '○' | '◯' | ')'))
    })
}

/// Whether a text ends like a place.
fn is_place(text: &str) -> bool {
    const ENDS: [&str; 12] =
        ["외부", "내부", "입구", "로비", "복도", "주차장", "실", "등", "곳", "전역", "일원", "관내"];
    ENDS.iter().any(|e| text.ends_with(e))
}

fn is_floor(text: &str) -> bool {
    text.strip_suffix('층').is_some_and(|t| t.ends_with(|c: char| c.is_ascii_digit()))
}

/// Whether the word before a unit is none of a body above it, but the end of a place (`출입구 전면` before `시설팀`).
fn opens_with_a_place(text: &str) -> bool {
    const BODIES: [char; 12] = ['시', '군', '구', '도', '청', '원', '사', '단', '교', '관', '소', '처'];
    let Some((first, _)) = text.split_once(' ') else { return false };
    matches!(first, "전면" | "정면" | "후면" | "측면" | "주변" | "일대" | "전체")
        || is_place(first)
        || !(words::is_unit(first) || words::is_site(first) || first.ends_with(BODIES) || first.ends_with(')'))
}

/// A word that cannot stand as a place by itself.
fn is_fragment(text: &str) -> bool {
    matches!(text, "내" | "앞" | "외" | "옆" | "뒤" | "주변" | "입구" | "및" | "등" | "안" | "밖")
}

/// `총무과장 홍길순 (☎ 02-555-0101)`
fn is_post_and_name(text: &str) -> bool {
    let words: Vec<&str> = words::before_bracket(text).split(' ').collect();
    matches!(words[..], [post, name] if words::is_position(post) && words::is_person(name))
}

/// Heads over what a row is about.
fn is_row_name(concept: Concept) -> bool {
    matches!(concept, Concept::Facility | Concept::Category | Concept::Department)
}

/// Whether capture hours may begin with the first word of a text.
fn opens_hours(text: &str) -> bool {
    const WORDS: [&str; 20] = [
        "시간",
        "상시",
        "연중",
        "매일",
        "평일",
        "주말",
        "휴일",
        "공휴일",
        "주간",
        "야간",
        "주야",
        "일몰",
        "일출",
        "오전",
        "오후",
        "월",
        "하루",
        "종일",
        "동절기",
        "하절기",
    ];
    let first = text.split(' ').next().unwrap_or("");
    first.bytes().any(|b| b.is_ascii_digit()) || WORDS.iter().any(|w| first.contains(w))
}

/// Whether what follows a period says what happens at its end, and says it to the end: `(만료 후 삭제)`.
fn ends_explained(rest: &str) -> bool {
    let rest = rest.trim();
    ["삭제", "파기", "폐기", "소거", "까지", "까지 보관", "후 보관", "삭제함", "삭제됨"]
        .iter()
        .any(|e| rest.ends_with(e))
        || rest.starts_with(['(', '*', '※']) && rest.ends_with(')')
}

fn has_digit_or(text: &str, words: &[&str]) -> bool {
    text.bytes().any(|b| b.is_ascii_digit()) || words.iter().any(|w| text.contains(w)) || text.contains("달")
}

fn count_score(text: &str) -> f32 {
    if text.chars().count() > 60 {
        return -7.0;
    }
    if count::cell(text).is_some() {
        return if text.contains('대') { 5.5 } else { 4.5 };
    }
    if count::kinds(text).is_some() {
        return 5.0;
    }
    if count::placeholder(text) {
        return 4.5;
    }
    if [
        "별도 안내",
        "별도안내",
        "별도 표기",
        "참조",
        "별첨",
        "별도 게시",
        "추후 안내",
        "추후 공개",
        "미정",
        "별도 문의",
        "문의 요망",
        "별도 공지",
        "보유하지않음",
        "보유하지 않음",
        "미보유",
    ]
    .iter()
    .any(|e| text.ends_with(e))
    {
        return 4.5;
    }
    // `공원관리동(4대)` under 설치 대수
    let named = text.strip_suffix("대)").is_some_and(|t| t.trim_end().ends_with(|c: char| c.is_ascii_digit()));
    if named && !text.contains(',') {
        return -2.5;
    }
    -7.0
}

fn names_sites(concept: Concept) -> bool {
    matches!(concept, Concept::Facility | Concept::Category | Concept::Department | Concept::Purpose)
}

/// `본관 21대` under 설치 대수, where no column of its own names the sites.
fn names_count(text: &str) -> bool {
    let Some((name, number)) = text.rsplit_once(' ') else { return false };
    number.ends_with('대')
        && count::cell(number).is_some()
        && name.chars().count() <= 20
        && name.starts_with(words::is_syllable)
        && !name.contains(',')
        && !name.starts_with(['총', '각', '약'])
        && count::cell(name).is_none()
}

fn phone_score(text: &str) -> f32 {
    if words::is_ditto(text) {
        return 3.0;
    }
    if stands_for_number(text) {
        return 2.5;
    }
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    if text.contains('@') && !text.contains(' ') {
        return 3.0;
    }
    if digits < 3 && (text.len() > 40 || !text.contains("##") && !text.contains("000")) {
        return -7.0;
    }
    let found = phone::find(text);
    if found.is_empty() {
        return -7.0;
    }
    let mut rest = String::new();
    let mut at = 0;
    for number in &found {
        rest.push_str(text.get(at..number.range.start).unwrap_or(""));
        at = number.range.end;
    }
    rest.push_str(text.get(at..).unwrap_or(""));
    if only_phone_words(&rest) { 6.0 + (found.len() as f32 - 1.0) * 4.5 } else { -4.0 }
}

/// Whether a cell says whose number it is instead of the number: `당해 사무소`, `※ 해당 지점 전화번호`.
fn stands_for_number(text: &str) -> bool {
    let t = text.trim_start_matches(['※', ' ']);
    t.chars().count() <= 16
        && ["당해", "해당", "각 "].iter().any(|w| t.starts_with(w))
        && ["전화번호", "연락처", "번호"].iter().any(|e| t.ends_with(e))
        || t.chars().count() <= 8
            && !t.contains(' ')
            && ["당해", "해당"].iter().any(|w| t.starts_with(w))
            && words::is_unit(t)
}

/// What labels a telephone number inside its cell.
const PHONE_WORDS: [&str; 15] = [
    "전화번호",
    "전화",
    "연락처",
    "팩스",
    "대표",
    "내선",
    "교환",
    "직통",
    "주간",
    "야간",
    "fax",
    "tel",
    "☎",
    "℡",
    "문의",
];

/// Whether a syllable occurs in these words, or in the marks of a line that is the same as above.
fn labels_phones(c: char) -> bool {
    matches!(
        c,
        '전' | '화'
            | '번'
            | '호'
            | '연'
            | '락'
            | '처'
            | '팩'
            | '스'
            | '대'
            | '표'
            | '내'
            | '선'
            | '교'
            | '환'
            | '직'
            | '통'
            | '주'
            | '간'
            | '야'
            | '문'
            | '의'
            | '위'
            | '와'
            | '같'
            | '음'
            | '상'
            | '동'
            | '일'
            | '좌'
    )
}

/// Whether what stands beside the numbers of a cell is no more than labels of telephones.
fn only_phone_words(rest: &str) -> bool {
    let mut rest = rest.to_lowercase();
    for word in PHONE_WORDS {
        if rest.contains(word) {
            rest = rest.replace(word, "");
        }
    }
    let letters = rest.chars().filter(|c| words::is_syllable(*c) || c.is_alphanumeric() && !c.is_ascii_digit()).count();
    letters <= 1 || rest.contains('@')
}

/// `책임연구원 안전팀`: a post before the unit belongs to the column before.
fn first_is_post(text: &str) -> bool {
    text.split_once(' ').is_some_and(|(first, _)| words::is_position(first))
}

/// A unit on a line before the post.
fn first_is_unit(text: &str) -> bool {
    text.split_once(' ').is_some_and(|(first, _)| words::is_unit(first) && !words::is_position(first))
}
