//! Column heads and labels: what a heading cell or the word before a colon announces.

use super::fold;
use crate::model::Concept;
use regex::RegexSet;
use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// Words that may stand before the word that matters (`영상정보처리기기 설치 대수`).
const LEAD: &str = "(?:고정형|이동형|개인|영상정보처리기기|영상정보기기|영상정보|영상|cctv|씨씨티비|카메라|기기|녹화|감시|화상|주요|의|및|등|각|해당)*";

/// The table of heads. Patterns see the folded text (no spaces, no punctuation, lower case); the first that fits wins.
const HEADS: &[(Concept, &str)] = &[
    (Concept::Index, "연번|번호|순번|순|no|일련번호"),
    (Concept::RecorderCount, "(?:녹화기|녹화장치|dvr|nvr|저장장치|모니터)(?:대수|수량|수)"),
    (Concept::RecorderPlace, "(?:녹화기|녹화장치|dvr|nvr|저장장치|녹화및재생장치)(?:설치)?(?:위치|장소)"),
    (
        Concept::Count,
        "{L}(?:설치|운영|설치운영|운영설치|보유|총|장소별|위치별|층별)*(?:대수|댓수|수량|카메라수|설치수|총대수|카메라대수|운영대수|촬영대수|장비수량|개수|갯수|설치개수|설치갯수)(?:대|ea|개|단위대)?|(?:cctv|카메라)(?:(?:수|대수)대?|대)|(?:설치)?현황대|설치현황대수|(?:합)?계대|대수대",
    ),
    (Concept::Specification, "{L}(?:성능|화소|화소수|규격|해상도|사양|모델|모델명|기종|재질|크기|종류및성능)|성능화소"),
    (Concept::InstalledOn, "{L}(?:설치|도입)(?:년월|연월|일자|일|년도|연도|시기)"),
    (
        Concept::PeriodAndStorage,
        "{L}(?:보관|보유|보존|저장)(?:기간)및(?:보관|저장)?(?:장소|위치)|(?:보관|저장)(?:장소|위치)및(?:보관|보유|보존|저장)?기간",
    ),
    (
        Concept::StorageAndViewing,
        "{L}보관및(?:확인|열람|재생|열람재생)(?:장소|위치)|{L}(?:확인|열람)및보관(?:장소|위치)|{L}보관확인(?:장소|위치)",
    ),
    (
        Concept::ViewingPlace,
        "{L}(?:정보)?(?:확인|열람|재생|열람재생|열람확인|확인열람|열람및확인|확인및열람)(?:할수있는)?(?:장소|위치)(?:및출입통제(?:현황)?)?|전송(?:되는|된)영상(?:정보)?(?:을|를)?(?:실제로)?(?:열람재생|열람|재생)하는장소(?:와|및)?(?:출입통제(?:현황)?)?",
    ),
    (Concept::ViewingMethod, "{L}(?:정보)?(?:확인|열람|열람확인|확인열람)(?:청구|신청|요청)?(?:방법|절차|방법및절차)"),
    (
        Concept::Storage,
        "{L}(?:보관|저장|보존|보유|녹화)(?:하는)?(?:장소|위치|처|시설|매체|곳|장소및방법)|{L}보관(?:및)?관리장소|(?:서버|저장매체)위치|{L}(?:보관|저장|보존)(?:장소|위치)및(?:처리|파기|삭제)(?:방법|절차)|(?:영상정보|개인영상정보|영상)(?:의)?보관",
    ),
    (
        Concept::Period,
        "{L}(?:정보)?(?:보관|보유|보존|저장|녹화보관|보유이용)(?:기간|기한|일수|주기)(?:일)?|보관기간일|보관기관|보존연한|(?:보유|보관)및이용기간",
    ),
    (Concept::Hours, "{L}(?:촬영|운영|가동|녹화|작동|감시)+(?:시간|시간대)(?:대)?|촬영일시"),
    (Concept::Disposal, "{L}(?:보관관리삭제의?|처리|파기|삭제|보관및삭제|관리및삭제)(?:방법|절차|방식)(?:및절차)?"),
    (Concept::Range, "{L}촬영(?:구역|대상|구간|지역|영역|공간|부위)|감시(?:구역|영역)"),
    (
        Concept::Location,
        "{L}(?:설치|운영|설치운영|카메라|cctv|촬영|세부|상세|주요|배치|설치된)*(?:위치|장소|구역|지점|구간|개소|설치처)(?:정보)?(?:(?:및|와)?(?:{L}(?:촬영|찰영|촬용|감시|녹화)?(?:범위|방향|각도|구역|방면|대상|화각)))?|{L}촬영범위및설치(?:위치|장소)|{L}설치범위(?:및{L}촬영범위)?|(?:설치)?(?:위치|장소)및범위|설치(?:한)?(?:곳|공간)|설치(?:위치|장소)상세|(?:장소|구역)명|설치구역및위치",
    ),
    (
        Concept::Range,
        "{L}촬영범위및(?:촬영)?시간|{L}(?:촬영|감시|녹화|카메라)(?:범위|방향|각도|방면|반경|화각|방면정보|면|대상|구간)|화각|방향|범위|각도|방면|비추는곳|찍는곳|찍는범위|(?:촬영)?방향및범위|화각및방향|촬영각",
    ),
    (
        Concept::Purpose,
        "{L}(?:설치|운영|설치운영|설치및운영|이용|사용|수집)*(?:목적|용도|용도별|근거및목적|목적및근거|근거및설치목적|목적구분|구분목적)|주(?:용도|목적)|설치사유|설치이유|(?:활용|촬영)목적",
    ),
    (
        Concept::Manager,
        "{L}(?:정보)?(?:관리|총괄|운영|총괄관리|관리운영|안전관리|운영관리)?(?:책임자|책임관)(?:성명|이름)?(?:및(?:운영|담당|접근권한|운영담당|접근)자?)?|(?:시설|카메라|담당|점포|현장)?책임자|담당책임자|(?:관리)?책임(?:자|관)및연락처|{L}관리책임자(?:및)?(?:담당자|접근권한자|접근권한)|정관리책임자|cctv운영관리총괄책임관|{L}운영관리총괄책임(?:관|자)",
    ),
    (Concept::ProtectionOfficer, "{L}(?:개인)?(?:정보)?보호(?:관리)?책임자(?:성명|이름)?"),
    (
        Concept::AccessHolder,
        "{L}(?:정보)?(?:에대한)?(?:접근|열람)(?:권한|관리|권)(?:자|보유자|을가진자|이있는자|이있는사람|을가진사람)(?:성명|이름)?",
    ),
    (
        Concept::Operator,
        "{L}(?:운영|운용|관리운영|운영관리|실무|관리실무)(?:담당자|담당|자)(?:접근권한자)?(?:성명|이름)?|cctv운영담당자|(?:고정형)?(?:개인영상정보|영상정보처리기기|영상정보|cctv)담당자",
    ),
    (
        Concept::OtherPerson,
        "(?:{L}(?:실시간)?모니터링(?:전담|담당)?(?:자|요원)?|{L}(?:관리|보호|정보보호|개인정보보호|안전관리|시설관리)담당(?:자|관)?|관제(?:요원|담당자|인력))(?:성명)?",
    ),
    (Concept::Role, "역할|담당업무구분|책임구분|담당구분|직책구분|구분역할"),
    (Concept::Name, "(?:담당자|책임자)?(?:이름|성명|성함|성명이름|이름성명)|(?:담당자|책임자)명"),
    (
        Concept::Position,
        "(?:직위|직급|직책)(?:및)?(?:성명|이름)|(?:성명|이름)(?:및)?(?:직위|직급|직책)|(?:부서|소속)(?:및)?(?:직위|직급|직책)|(?:소속및)?(?:직위|지위|직급|직책|직명|직위급|직위직급|직급직위|직위및직급|직위명|직책명|보직|직함)",
    ),
    (Concept::Affiliation, "소속|소속부서|소속명|부서|부서명|소속부서명|소속기관|소속및부서|근무부서"),
    (
        Concept::Department,
        "{L}(?:설치|운영|운용|관리|담당|소관|주관|관리담당|운영담당|정보담당|운영관리|관리운영|업무담당)*(?:부서|과|팀|실과|기관|주체|관리처)(?:명)?|기관명소속|기관명|기관소속|부서소속|실과소|실과명|실국명|부서및시설|기관부서",
    ),
    (
        Concept::Phone,
        "(?:부서|대표|담당자|문의|비상|사무실|유선)*(?:연락처|전화번호|전화|연락번호|tel|내선번호|내선|전화연락처|전화번호연락처|연락전화)(?:번호)?|문의처|교내번호|사무실번호|대표번호|문의전화|직통번호|사무실전화|유선번호|전화및팩스|전화번호팩스|전화팩스|일반전화|직통전화",
    ),
    (Concept::Fax, "팩스|팩스번호|fax|전송번호|모사전송"),
    (
        Concept::Company,
        "{L}(?:수탁|위탁|위수탁|설치|정비|설치정비|설치관리|설치및관리|보수|경비|관제|점검|유지보수|유지관리|관리|보안|용역|위탁운영|위탁관리|시공|운영대행)(?:업체|기관|사|회사|업자)(?:명)?|(?:수탁|위수탁)자|업체|업체명|맡은업체|맡은곳|위탁받(?:는|은)자|계약업체|대행업체|회사명|상호|수탁자명",
    ),
    (Concept::PersonInCharge, "담당자|담당|담당직원|업체담당자|책임담당자|담당자성명|담당자이름"),
    (
        Concept::Facility,
        "대상|(?:주차장|시설|건물|매장|점포|공원|학교|사업장|점)(?:이름|명칭)|(?:설치|운영|대상)?(?:시설명|시설물명|시설물|시설|시설구분|건물명|건물|건물동|동명|사무소|사무소명|지점|지점명|영업점|영업점명|점포|점포명|매장|매장명|사업장|사업장명|사업소|사업소명|학교명|센터명|역명|역|관명|(?:주차장|공원|단지|역사|지사|우체국|경찰서|소방서|보건소|학교|유치원|어린이집|경로당|주민센터|복지관|출장소|영업소|대리점|휴게소|시장|병원|박물관|체육관|수련관|회관|터미널|분관|지구대|파출소)명|(?:관서|청사)명?|기관구분|캠퍼스|단지명|도서관명|(?:건물|장소|구역)구분|권역|관리시설|호관|호텔명|지사|지사명|설치기관)",
    ),
    (
        Concept::Note,
        "비고|비고란|맡은일|담당사무|하는일|기타|참고|주요업무|담당업무|업무|내용|제공내용|위탁업무(?:의)?(?:범위)?|위탁내용|위탁범위|업무내용|위탁사무|제공업무|수탁업무|위탁업무내용",
    ),
    (Concept::Category, "구분|분류|종류|유형|항목|종별|기기구분|장비구분|장비명|기기종류|(?:설치)?층(?:수|별|구분)?"),
    (Concept::AnnouncedOn, "공고일자|공고일|공고|공지일자|게시일자|게시일"),
    (Concept::EffectiveOn, "시행일자|시행일|시행|적용일자|적용일"),
    (Concept::EstablishedOn, "제정일자|제정일|제정"),
    (Concept::RevisedOn, "(?:최종)?(?:개정|변경|수정|최종수정)(?:일자|일)|개정"),
    (
        Concept::Other,
        "개정번호|년월|제개정내용|변경사유|처리방침변경전|처리방침변경후|변경전|변경후|안내판규격|부착장소|출입통제현황|기록관리|처리절차",
    ),
];

static SET: LazyLock<RegexSet> = LazyLock::new(|| {
    let patterns = HEADS.iter().map(|(_, p)| format!("^(?:{})$", p.replace("{L}", LEAD)));
    RegexSet::new(patterns).unwrap_or_else(|_| RegexSet::empty())
});

/// Longest folded head, in characters; what is longer is no head.
const LONGEST: usize = 32;

/// What a heading cell announces; none when the text is no head.
///
/// A bracket at the end (`수량(대)`, `직위(급)`) is set aside when the whole text is no head.
#[must_use]
pub fn head(text: &str) -> Option<Concept> {
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST * 4 || !has_letters_of_heads(text) {
        return None;
    }
    let torn = text.starts_with("및") || text.ends_with("및") || text.ends_with(" 등");
    if torn || ends_like_sentence(text) {
        return None;
    }
    let folded = fold(text);
    if let Some(concept) = folded_head(&folded) {
        // 설치위치 and 촬영범위 without anything between them are two heads
        let two = concept == Concept::Location
            && folded.ends_with("범위")
            && !folded.contains("및")
            && !folded.contains('와');
        // and so are 관리책임자 and 접근권한자
        let roles = concept == Concept::Manager && folded.ends_with("접근권한자") && !folded.contains("및");
        // and 직위 and 성명
        let person = concept == Concept::Position
            && ["성명", "이름"].iter().any(|w| folded.contains(w))
            && !folded.contains("및");
        return (!two && !roles && !person || text.contains(['·', '/', '&', ','])).then_some(concept);
    }
    // `보관 장소/방법`
    if text.contains('/')
        && let Some(concept) = folded_head(&fold(&text.replace('/', "및")))
    {
        return Some(concept);
    }
    let bare = without_brackets(text);
    if bare.len() == text.len() {
        return None;
    }
    let concept = folded_head(&fold(&bare))?;
    // `대상 시설(대수)`: cells that name a site and count its cameras
    let counts = text
        .split_once('(')
        .is_some_and(|(_, inner)| matches!(fold(inner).trim_end_matches(')'), "대수" | "설치대수" | "수량"));
    Some(if counts && concept == Concept::Facility { Concept::Count } else { concept })
}

/// The letters that occur in heads, one bit for each Hangul syllable. Latin letters are not looked at.
static LETTERS: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let mut bits = vec![0; ('힣' as usize - '가' as usize) / 64 + 1];
    for c in HEADS.iter().flat_map(|(_, p)| p.chars()).chain(LEAD.chars()).filter_map(syllable) {
        bits[c / 64] |= 1 << (c % 64);
    }
    bits
});

/// The number of a Hangul syllable, from 0.
fn syllable(c: char) -> Option<usize> {
    ('가'..='힣').contains(&c).then(|| c as usize - '가' as usize)
}

/// Whether each syllable outside brackets occurs in some head: nearly all other texts are told by that alone.
pub fn has_letters_of_heads(text: &str) -> bool {
    let letters = &*LETTERS;
    let mut brackets = false;
    for c in text.chars() {
        match c {
            '(' | '[' => brackets = true,
            ')' | ']' => brackets = false,
            '0'..='9' if !brackets => return false,
            _ if brackets => {}
            _ => {
                if syllable(c).is_some_and(|n| letters[n / 64] >> (n % 64) & 1 == 0) {
                    return false;
                }
            }
        }
    }
    true
}

/// What a label before a value announces: a head, or a short word that is too plain to be a heading cell.
#[must_use]
pub fn label(text: &str) -> Option<Concept> {
    head(text).or_else(|| match fold(text).as_str() {
        "촬영" | "녹화" => Some(Concept::Hours),
        "보관" | "보존" | "저장" => Some(Concept::PeriodAndStorage),
        "위탁" | "유지보수" | "유지관리" | "정비" => Some(Concept::Company),
        "영상확인" | "열람" | "영상열람" | "신청방법" => Some(Concept::ViewingMethod),
        "보는곳" | "확인하는곳" | "열람하는곳" => Some(Concept::ViewingPlace),
        "관리자" => Some(Concept::Manager),
        "수량" => Some(Concept::Count),
        _ => None,
    })
}

/// What an already folded text announces.
fn folded_head(folded: &str) -> Option<Concept> {
    if folded.is_empty() || folded.chars().count() > LONGEST || folded.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    // the same words come again and again, in one notice and over all of a run
    KNOWN.with_borrow_mut(|known| {
        if let Some(concept) = known.get(folded) {
            return *concept;
        }
        let concept = SET.matches(folded).iter().next().map(|i| HEADS[i].0);
        if known.len() >= MOST_KNOWN {
            known.clear();
        }
        known.insert(folded.to_owned(), concept);
        concept
    })
}

/// Answers kept for each thread.
const MOST_KNOWN: usize = 4096;

thread_local! {
    static KNOWN: RefCell<HashMap<String, Option<Concept>>> = RefCell::new(HashMap::new());
}

/// The head that a word misses by one syllable (`쵤영시간`); for cells of a row that is known to hold heads.
#[must_use]
pub fn misspelt(text: &str) -> Option<Concept> {
    const WORDS: [&str; 14] = [
        "촬영시간",
        "보관기간",
        "보관장소",
        "처리방법",
        "설치대수",
        "설치위치",
        "촬영범위",
        "설치목적",
        "관리책임자",
        "접근권한자",
        "연락처",
        "전화번호",
        "수탁업체",
        "담당부서",
    ];
    let folded = fold(text);
    let count = folded.chars().count();
    if count < 3 {
        return None;
    }
    let near = |word: &&str| {
        word.chars().count() == count && word.chars().zip(folded.chars()).filter(|(a, b)| a != b).count() == 1
    };
    WORDS.iter().find(|w| near(w)).and_then(|w| folded_head(w))
}

fn without_brackets(text: &str) -> String {
    let mut depth = 0u32;
    text.chars()
        .filter(|c| match c {
            '(' | '[' => {
                depth += 1;
                false
            }
            ')' | ']' => {
                depth = depth.saturating_sub(1);
                false
            }
            _ => depth == 0,
        })
        .collect()
}

fn ends_like_sentence(text: &str) -> bool {
    let t = text.trim_end_matches(['.', '!', '?', ' ']);
    t.len() < text.len() && (t.ends_with('다') || t.ends_with('요') || t.ends_with('함') || t.ends_with('음'))
}

/// A line that consists of column heads and nothing else, cut into them.
///
/// `사무소 설치대수 설치위치 및 촬영범위` gives three heads, so does the same line with its spaces lost.
/// A line with commas between its words is a heading or a caption, not a row of heads.
#[must_use]
pub fn head_row(line: &str) -> Option<Vec<(Range<usize>, Concept)>> {
    let trimmed = line.trim();
    if trimmed.len() > 240 || trimmed.len() < 6 || trimmed.contains([',', ':', '.', '?', '"', '\t', '|']) {
        return None;
    }
    // the first word may be worded in a way of its own
    let (_, behind_first) = trimmed.split_once(' ').unwrap_or(("", trimmed));
    let plain = |word: &str| has_letters_of_heads(word) || STRANGERS.iter().any(|e| word.ends_with(e));
    if !has_letters_of_heads(behind_first) && !behind_first.split(' ').all(plain) {
        return None;
    }
    let tokens = words_of(line);
    if tokens.is_empty() || tokens.len() > 40 {
        return None;
    }
    let heads = cut_tokens(line, &tokens)
        .or_else(|| cut_glued(line))
        .or_else(|| cut_with_stranger(line, &tokens))
        .or_else(|| cut_glued_stranger(line))
        .or_else(|| cut_around_strangers(line, &tokens))?;
    (heads.len() >= 2).then_some(heads)
}

/// Heads of which the first is worded in a way of its own (`읍면명 대수 설치장소 관리책임자 전화번호`).
fn cut_with_stranger(line: &str, tokens: &[Range<usize>]) -> Option<Vec<(Range<usize>, Concept)>> {
    let (first, rest) = tokens.split_first()?;
    let word = &line[first.clone()];
    let count = word.chars().count();
    if !(2..=6).contains(&count) || word.chars().any(|c| !crate::lexicon::words::is_syllable(c)) || rest.len() < 3 {
        return None;
    }
    let mut heads = cut_tokens(line, rest).filter(|h| h.len() >= 3)?;
    heads.insert(0, (first.clone(), Concept::Category));
    Some(heads)
}

/// What the words end with that head a column about the devices themselves (`저장방식`, `작동여부`, `제조사`).
const STRANGERS: [&str; 11] =
    ["여부", "방식", "방법", "형식", "형태", "번호", "상태", "타입", "센터", "제조사", "시간"];

/// Heads among which a few words head columns that no record asks for (`위치 수량 범위 저장방식 비고`).
fn cut_around_strangers(line: &str, tokens: &[Range<usize>]) -> Option<Vec<(Range<usize>, Concept)>> {
    let is_stranger = |t: &Range<usize>| {
        let word = &line[t.clone()];
        head(word).is_none() && STRANGERS.iter().any(|e| word.ends_with(e)) && word.chars().count() <= 8
    };
    let mut out = Vec::new();
    let mut strangers = 0;
    for run in tokens.chunk_by(|a, b| is_stranger(a) == is_stranger(b)) {
        if is_stranger(&run[0]) {
            strangers += run.len();
            // `시간` alone is too plain to be a head anywhere else
            let concept = |t: &Range<usize>| if &line[t.clone()] == "시간" { Concept::Hours } else { Concept::Other };
            out.extend(run.iter().map(|t| (t.clone(), concept(t))));
        } else {
            out.extend(cut_tokens(line, run)?);
        }
    }
    let known = out.len() - strangers;
    let places = out.iter().any(|(_, c)| matches!(c, Concept::Location | Concept::Count));
    (known >= 3 && known > strangers && places).then_some(out)
}

/// The same with nothing between the heads (`맡은 사람성명직위소속연락처`).
fn cut_glued_stranger(line: &str) -> Option<Vec<(Range<usize>, Concept)>> {
    let plain = |c: char| c == ' ' || crate::lexicon::words::is_syllable(c);
    let cuts = line.char_indices().take_while(|(_, c)| plain(*c)).skip(2).take(6);
    let bare = |i: usize| Some(&line[i..]).filter(|rest| !rest.contains(' '));
    let (cut, heads) = cuts.filter_map(|(i, _)| Some((i, cut_glued(bare(i)?)?))).find(|(_, h)| h.len() >= 4)?;
    let moved = heads.into_iter().map(|(r, c)| (r.start + cut..r.end + cut, c));
    Some(std::iter::once((0..cut, Concept::Category)).chain(moved).collect())
}

/// Byte ranges of the words of a line.
#[must_use]
pub fn words_of(line: &str) -> Vec<Range<usize>> {
    let base = line.as_ptr() as usize;
    let start = |word: &str| word.as_ptr() as usize - base;
    line.split_whitespace().map(|word| start(word)..start(word) + word.len()).collect()
}

/// Fewest heads that cover all words; each head is a run of words.
fn cut_tokens(line: &str, tokens: &[Range<usize>]) -> Option<Vec<(Range<usize>, Concept)>> {
    let n = tokens.len();
    // best[i]: number of heads that cover the first i words, and where the last one starts
    let mut best: Vec<Option<(u32, usize, Concept)>> = vec![None; n + 1];
    best[0] = Some((0, 0, Concept::Other));
    for end in 1..=n {
        for start in (end.saturating_sub(9)..end).rev() {
            let Some((count, _, _)) = best[start] else { continue };
            let piece = &line[tokens[start].start..tokens[end - 1].end];
            let Some(concept) = head(piece) else { continue };
            // a word that is a head by itself does not join its neighbour by chance (`성명 연락처`)
            let joined_heads = (start..end).filter(|&k| end - start > 1 && head(&line[tokens[k].clone()]).is_some());
            let cost = count + 1 + u32::from(joined_heads.count() > 1 && !piece.contains('및')) * 4;
            if best[end].is_none_or(|(c, _, _)| cost < c) {
                best[end] = Some((cost, start, concept));
            }
        }
    }
    let mut out = Vec::new();
    let mut end = n;
    while end > 0 {
        let (_, start, concept) = best[end]?;
        out.push((tokens[start].start..tokens[end - 1].end, concept));
        end = start;
    }
    out.reverse();
    Some(out)
}

/// Heads glued to each other (`구분직위소속연락처`): longest head first, from the left, with a way back.
fn cut_glued(line: &str) -> Option<Vec<(Range<usize>, Concept)>> {
    let bounds: Vec<usize> = line.char_indices().map(|(i, _)| i).chain([line.len()]).collect();
    let n = bounds.len() - 1;
    if n > 60 {
        return None;
    }
    let mut best: Vec<Option<(u32, usize, Concept)>> = vec![None; n + 1];
    best[0] = Some((0, 0, Concept::Other));
    for end in 1..=n {
        for start in (end.saturating_sub(16)..end).rev() {
            let Some((count, _, _)) = best[start] else { continue };
            let piece = &line[bounds[start]..bounds[end]];
            let is_space = piece.trim().is_empty();
            let concept = if is_space { Some(Concept::Other) } else { head(piece) };
            let Some(concept) = concept else { continue };
            // `부서연락처`: two heads beside each other, as with a space between them
            let inner = || {
                piece.char_indices().skip(2).any(|(i, _)| {
                    head(&piece[i..]) == Some(Concept::Phone) && head(&piece[..i]).is_some_and(|h| h != Concept::Phone)
                })
            };
            let joined = concept == Concept::Phone && inner();
            let cost = count + u32::from(!is_space) + 2 * u32::from(joined);
            if best[end].is_none_or(|(c, _, _)| cost < c) {
                best[end] = Some((cost, start, concept));
            }
        }
    }
    let mut out = Vec::new();
    let mut end = n;
    while end > 0 {
        let (_, start, concept) = best[end]?;
        let range = bounds[start]..bounds[end];
        if !line[range.clone()].trim().is_empty() {
            out.push((range, concept));
        }
        end = start;
    }
    out.reverse();
    Some(out)
}

/// A label with its value on one line: `보관기간 : 30일`.
#[derive(Clone, Debug, PartialEq)]
pub struct Labelled {
    pub concept: Concept,
    /// The label, without the separator.
    pub label: Range<usize>,
    /// What follows the separator.
    pub value: Range<usize>,
}

/// The label at the start of a line, when a colon, a tab or an equals sign follows it.
#[must_use]
pub fn labelled(line: &str) -> Option<Labelled> {
    let (at, sep) = line.char_indices().take(40).find(|(_, c)| matches!(c, ':' | '\t' | '=' | '：'))?;
    let label = line[..at].trim();
    let concept = self::label(label)?;
    let start = line.len() - line.trim_start().len();
    let value_start = at + sep.len_utf8();
    Some(Labelled { concept, label: start..start + label.len(), value: value_start..line.len() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_are_told_by_their_words() {
        for (text, concept) in [
            ("설치 대수", Concept::Count),
            ("카메라 대수", Concept::Count),
            ("수량(대)", Concept::Count),
            ("설치 위치 및 촬영 범위", Concept::Location),
            ("촬영범위", Concept::Range),
            ("영상정보 보관 및 확인장소", Concept::StorageAndViewing),
            ("보관기간 및 장소", Concept::PeriodAndStorage),
            ("관리책임자 및 운영자", Concept::Manager),
            ("개인영상정보 보호책임자", Concept::ProtectionOfficer),
            ("영상정보에 대한 접근 권한자", Concept::AccessHolder),
            ("기관명/소속", Concept::Department),
            ("보관 장소/방법", Concept::Storage),
            ("연 락 처", Concept::Phone),
            ("직위(급)", Concept::Position),
            ("직위·성명", Concept::Position),
            ("영상정보의 보유기간", Concept::Period),
            ("수탁업체", Concept::Company),
            ("우체국명", Concept::Facility),
            ("주용도", Concept::Purpose),
            ("설치 세부위치", Concept::Location),
            ("장소명", Concept::Location),
            ("카메라(대)", Concept::Count),
            ("촬영영역", Concept::Range),
            ("설치 사유", Concept::Purpose),
            ("건물 구분", Concept::Facility),
            ("위탁받는 자", Concept::Company),
            ("촬영·녹화 시간", Concept::Hours),
            ("직통전화", Concept::Phone),
        ] {
            assert_eq!(head(text), Some(concept), "{text}");
        }
    }

    #[test]
    fn running_text_is_no_head() {
        for text in ["1층 로비", "24시간", "관리책임자에게 요구합니다.", "총무과", "", "주차장 입구"]
        {
            assert_eq!(head(text), None, "{text}");
        }
    }

    #[test]
    fn a_row_of_heads_is_cut_at_the_right_places() {
        let cut = |line: &str| {
            head_row(line).map(|heads| heads.into_iter().map(|(r, _)| line[r].to_owned()).collect::<Vec<_>>())
        };
        assert_eq!(
            cut("사무소 설치 대수 설치위치 및 촬영범위"),
            Some(vec!["사무소".into(), "설치 대수".into(), "설치위치 및 촬영범위".into()])
        );
        assert_eq!(cut("구분직위부서연락처"), Some(vec!["구분".into(), "직위".into(), "부서".into(), "연락처".into()]));
        assert_eq!(cut("구분직위소속연락처"), Some(vec!["구분".into(), "직위".into(), "소속".into(), "연락처".into()]));
        assert_eq!(
            cut("위치 수량 범위 저장방식 비고"),
            Some(["위치", "수량", "범위", "저장방식", "비고"].map(String::from).to_vec())
        );
        assert_eq!(cut("설치 층 설치 위치 대수").map(|heads| heads.len()), Some(3));
        assert_eq!(cut("설치 대수, 설치 위치 및 촬영범위"), None);
        assert_eq!(cut("설치 대수는 다음과 같다"), None);
    }
}
