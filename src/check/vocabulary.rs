//! The closed vocabulary of the model form, and its misspellings.
//!
//! Only these words are checked for spelling; a name or a word of another matter never is.

use super::names::letters_apart;
use super::text::is_hangul;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// Words of the form, long enough that one wrong letter cannot make another word of it.
const WORDS: &[&str] = &[
    "영상정보처리기기",
    "개인영상정보",
    "개인정보보호법",
    "촬영시간",
    "촬영범위",
    "촬영일로부터",
    "보관기간",
    "보관장소",
    "설치위치",
    "설치대수",
    "설치장소",
    "설치목적",
    "관리책임자",
    "접근권한자",
    "보호책임자",
    "담당부서",
    "처리방법",
    "확인방법",
    "확인장소",
    "수탁업체",
    "시설안전",
    "화재예방",
    "범죄예방",
    "안전성확보조치",
    "정보주체",
    "시행일자",
    "공고일자",
    "잠금장치",
    "운영현황",
    "전신마취",
    "공공기관",
    "암호화조치",
    "차량도난",
    "파손방지",
    "열람청구서",
];

/// The same, letter by letter.
static LETTERS: LazyLock<Vec<(&str, Vec<char>)>> =
    LazyLock::new(|| WORDS.iter().map(|w| (*w, w.chars().collect())).collect());

/// Right words that lie one letter from a word of the form.
const NEIGHBOURS: &[&str] = &[
    "담당부처",
    "설치목록",
    "시설안내",
    "안정성확보조치",
    "공공기간",
    "보관시간",
    "촬영기간",
    "설치현황",
    "운영상황",
    "설치일자",
    "설치자소",
    "범죄예보",
    "확인장치",
    "보관장치",
    "촬영장소",
    "공고일시",
    "시행일시",
    "처리방식",
    "설치의치",
    "보관자소",
    "촬영시각",
    "정보주제",
    "보호책임관",
    "관리책임관",
    "차량도로",
    "시설안정",
    "설치개수",
    "설치장비",
    "설치대상",
    "보관기한",
    "담당부장",
    "수탁업자",
    "처리방안",
    "확인방안",
    "운영현장",
    "촬영시점",
];

/// Pairs of words of which one is fixed and the other is checked: a piece without which there is none, the pattern, and
/// the right word.
static PHRASES: LazyLock<Vec<(&'static str, Regex, &'static str)>> = LazyLock::new(|| {
    [
        ("설치", r"설치\s?(근[가-힣])(?:\s?및|\s?,|\s|$)", "근거"),
        (" 시설", r"(?:^|[^가-힣])(주[여유요]|쥬요) 시설", "주요"),
        (" 목적", r"(?:^|[^가-힣])(?:[<\[(「]|본 기관이 |위하여 )?(공의|공이|광익) 목적", "공익"),
        (" 및 시설", r"(?:^|[\[(|\t<])\s?(방법|밤범|방번) 및 시설물?\s?(?:안전|관리)(?:용|\s?용)?", "방범"),
        ("촬영시간", r"촬영시간.{0,8}(보관기관|보관기긴|보간기간)", "보관기간"),
        ("장소", r"(보관기관|보관기긴|보간기간).{0,3}보관\s?장소", "보관기간"),
    ]
    .into_iter()
    .filter_map(|(piece, pattern, right)| Some((piece, Regex::new(pattern).ok()?, right)))
    .collect()
});

/// A word of the form with something wrong.
#[derive(Debug)]
pub(super) struct Slip {
    pub(super) range: Range<usize>,
    pub(super) right: String,
}

/// Misspelt words of the form in a line.
#[must_use]
pub(super) fn slips(raw: &str) -> Vec<Slip> {
    let mut out: Vec<Slip> = Vec::new();
    if !raw.contains(is_hangul) {
        return out;
    }
    for (_, pattern, right) in PHRASES.iter().filter(|(piece, ..)| raw.contains(piece)) {
        for found in pattern.captures_iter(raw) {
            let Some(word) = found.get(1).filter(|w| w.as_str() != *right) else { continue };
            // the phrase shows where the word belongs
            let end = found.get(0).map_or(word.end(), |m| m.start() + m.as_str().trim_end().len());
            let start =
                found.get(0).map_or(word.start(), |m| m.start() + m.as_str().len() - m.as_str().trim_start().len());
            let start = raw[start..word.start()]
                .char_indices()
                .find(|(_, c)| is_hangul(*c))
                .map_or(word.start(), |(i, _)| start + i);
            out.push(Slip { range: start..end, right: raw[start..end].replacen(word.as_str(), right, 1) });
        }
    }
    let mut run: Vec<(usize, char)> = Vec::new();
    for (i, c) in raw.char_indices() {
        if is_hangul(c) {
            run.push((i, c));
        } else {
            near_word(raw, &run, &mut out);
            run.clear();
        }
    }
    near_word(raw, &run, &mut out);
    for m in doubled(raw) {
        if !out.iter().any(|s| s.range.start < m.range.end && m.range.start < s.range.end) {
            out.push(m);
        }
    }
    out
}

/// Whether a text is made of words of the form.
#[must_use]
pub(super) fn is_form_word(text: &str) -> bool {
    let folded: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    WORDS.iter().any(|w| folded.contains(w))
}

/// Words of the form at one letter's distance at the head of a run of Hangul: the byte offset of each syllable with the
/// syllable.
fn near_word(raw: &str, token: &[(usize, char)], out: &mut Vec<Slip>) {
    for (word, letters) in LETTERS.iter() {
        let len = letters.len();
        if token.len() < len {
            continue;
        }
        let window = &token[..len];
        let mut differ = (0..len).filter(|&k| window[k].1 != letters[k]);
        let (Some(k), None) = (differ.next(), differ.next()) else { continue };
        let w = letters[k];
        // a particle after a shorter word, or a letter that is too far off
        if letters_apart(window[k].1, w) > 1
            || (k + 1 == len && token.len() == len && len < 5 && is_particle(window[k].1))
        {
            continue;
        }
        let last = window[len - 1];
        let range = window[0].0..last.0 + last.1.len_utf8();
        let said = &raw[range.clone()];
        if NEIGHBOURS.iter().any(|n| said.starts_with(n)) || WORDS.contains(&said) || *word == "보관기간" {
            continue;
        }
        if !out.iter().any(|s| s.range.start < range.end && range.start < s.range.end) {
            out.push(Slip { range, right: (*word).to_owned() });
        }
    }
}

fn is_particle(c: char) -> bool {
    "은는이가을를의에도로와과만".contains(c)
}

/// A particle or an ending typed twice after a word of the form.
fn doubled(raw: &str) -> Vec<Slip> {
    static DOUBLED: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?:고객|이용자|직원|시민|주민|방문객|정보주체|귀하|기관)(?P<d>의의|을을|를를|에에|는는)\s|(?:대학교(?P<e>교)|고등학교(?P<f>교)|도서관(?P<g>관)|위원회(?P<h>회))(?:[\s(,은는의이가]|$)").ok()
    });
    let Some(pattern) = DOUBLED.as_ref() else { return Vec::new() };
    pattern
        .captures_iter(raw)
        .filter_map(|found| {
            let all = found.get(0)?;
            let (start, mut end) = (all.start(), all.start() + all.as_str().trim_end().len());
            let extra = ["d", "e", "f", "g", "h"].into_iter().find_map(|n| found.name(n))?;
            end = end.min(extra.end());
            let start =
                if extra.as_str().chars().count() == 2 { start } else { super::text::word_around(raw, start, end).0 };
            let cut = extra.end() - extra.as_str().chars().next_back().map_or(0, char::len_utf8);
            Some(Slip { range: start..end, right: raw[start..cut].to_owned() })
        })
        .collect()
}

/// Compounds of the form in which a middle dot stands between two words.
const COMPOUNDS: &[(&str, &str)] = &[
    ("설치", "운영"),
    ("운영", "관리"),
    ("수집", "이용"),
    ("수집", "분석"),
    ("수집", "보유"),
    ("이용", "제공"),
    ("이용", "관리"),
    ("열람", "존재확인"),
    ("존재확인", "삭제"),
    ("열람", "삭제"),
    ("보관", "파기"),
    ("기록", "관리"),
    ("저장", "전송"),
    ("분실", "도난"),
    ("도난", "유출"),
    ("유출", "변조"),
    ("유출", "위조"),
    ("위조", "변조"),
    ("위", "변조"),
    ("기술적", "관리적"),
    ("관리적", "기술적"),
    ("관리적", "물리적"),
    ("기술적", "물리적"),
    ("내", "외부"),
    ("실내", "외"),
    ("추가", "삭제"),
    ("법령", "정책"),
    ("생명", "신체"),
    ("신체", "재산"),
    ("목적", "열람자"),
    ("열람자", "열람일시"),
    ("정정", "삭제"),
    ("삭제", "처리정지"),
    ("설치", "관리"),
    ("접수", "처리"),
];

/// Whether `가?나` is a compound of the form that lost its dot.
#[must_use]
pub(super) fn is_broken_compound(found: &str) -> bool {
    let parts: Vec<&str> = found.split(['?', '？']).map(str::trim).collect();
    parts.windows(2).any(|w| COMPOUNDS.iter().any(|(a, b)| w[0].ends_with(a) && w[1].starts_with(b)))
}

/// Byte range of the compound itself inside a match that starts at `offset`, neighbours and particles left out.
#[must_use]
pub(super) fn compound_core(found: &str, offset: usize) -> (usize, usize) {
    let mark = |c: char| matches!(c, '?' | '？');
    let (mut start, mut end, mut at) = (None, found.len(), 0);
    for piece in found.split(mark) {
        let next = at + piece.len();
        let rest = found[next..].trim_start_matches(|c: char| mark(c) || c == ' ');
        let joined = COMPOUNDS.iter().find(|(a, b)| piece.trim_end().ends_with(a) && rest.starts_with(b));
        if let Some((a, b)) = joined {
            start = start.or(Some(at + piece.trim_end().len() - a.len()));
            end = found.len() - rest.len() + b.len();
        }
        at = next + found[next..].chars().next().map_or(0, char::len_utf8);
    }
    start.map_or((offset, offset + found.len()), |start| (offset + start, offset + end))
}
