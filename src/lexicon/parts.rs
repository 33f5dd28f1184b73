//! Headings of parts, recognised by their words and not by their number.

use super::fold;
use crate::model::Part;

/// What a heading is about; empty when no part of a notice is named.
///
/// A heading may name several parts (`촬영시간, 보관기간 및 위탁에 관한 사항`); the first is the one it opens with.
#[must_use]
pub fn parts_of(heading: &str) -> Vec<Part> {
    let f = folded(heading);
    let has = |word: &str| f.contains(word);
    let mut parts: Vec<(usize, Part)> = Vec::new();
    let mut add = |part: Part, words: &[&str]| {
        if let Some(at) = words.iter().filter(|w| has(w)).filter_map(|w| f.find(w)).min() {
            parts.push((at, part));
        }
    };
    if has("전후비교") || has("신구대비") || has("신구대조") || has("개정연혁") || has("변경이력") || has("개정이력")
    {
        return vec![Part::History];
    }
    if has("안내판") {
        return vec![Part::Sign];
    }
    if (has("방침") || has("지침") || has("계획")) && (has("변경") || has("개정") || has("고지"))
        || has("변경에관한") && !has("권리")
    {
        return vec![Part::Change];
    }
    if has("위탁") {
        add(Part::Contractor, &["위탁"]);
    }
    if has("제3자") && has("제공") || has("목적외") && has("이용") {
        return vec![Part::Provision];
    }
    if has("안전성")
        || has("안정성")
        || has("안전조치")
        || has("보호조치")
        || has("보호대책")
        || has("물리적조치")
        || has("보호를위한") && (has("조치") || has("기술적"))
    {
        return vec![Part::Safety];
    }
    let subject = has("정보주체") || has("이용자의") || has("권리") || has("불복");
    if has("열람") && (has("요구") || has("청구") || has("조치") || subject) && !has("방법및장소")
        || has("정보주체") && has("권리")
    {
        return vec![Part::Rights];
    }
    if (has("확인") || has("열람")) && (has("방법") || has("장소")) && !has("보관") {
        return vec![Part::Viewing];
    }
    add(
        Part::Purpose,
        &["설치근거", "설치목적", "설치운영목적", "운영목적", "근거및목적", "설치및운영목적", "설치근기"],
    );
    add(
        Part::Installation,
        &[
            "대수",
            "설치현황",
            "운영현황",
            "설치위치",
            "설치내역",
            "촬영범위",
            "설치장소",
            "카메라수",
            "설치운영현황",
            "설치운영정보",
            "설치및운영현황",
        ],
    );
    add(
        Part::Contact,
        &[
            "관리책임",
            "책임관",
            "접근권한",
            "접근관리",
            "보호책임자",
            "운영담당",
            "담당부서",
            "총괄책임",
            "책임자",
            "관리담당",
            "담당자",
        ],
    );
    add(
        Part::Retention,
        &["촬영시간", "보관기간", "보유기간", "보존기간", "저장기간", "보관장소", "처리방법", "보관방법", "파기"],
    );
    parts.sort_by_key(|(at, _)| *at);
    parts.into_iter().map(|(_, p)| p).collect()
}

/// The folded text, in which a number of cameras stays apart from what follows (`3대 수영장` tells no 대수).
fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for end in counts(text) {
        out += &fold(&text[from..end]);
        out.push(' ');
        from = end;
    }
    out + &fold(&text[from..])
}

/// Where numbers of cameras end: behind their unit.
pub(super) fn counts(text: &str) -> impl Iterator<Item = usize> + '_ {
    let counted = |(at, _): &(usize, &str)| text[..*at].trim_end().ends_with(|c: char| c.is_ascii_digit());
    text.match_indices('대').filter(counted).map(|(at, unit)| at + unit.len())
}

/// What a numbered heading in words of its own is about (`카메라를 설치한 까닭`, `녹화와 보존`); looser than [`parts_of`].
#[must_use]
pub fn loosely_parts_of(heading: &str) -> Vec<Part> {
    let f = folded(heading);
    // `2) 열람실 6대` is an item of a list
    if f.chars().count() > 22
        || counts(heading).next().is_some()
        || ["예방", "방지", "단속", "수사", "보호를위", "허용"].iter().any(|w| f.contains(w))
    {
        return Vec::new();
    }
    const WORDS: [(Part, &[&str]); 10] = [
        (Part::Change, &["시행일", "부칙", "공고", "방침의변경"]),
        (Part::Contractor, &["위탁", "수탁", "유지보수", "외부업체", "관리업체", "용역"]),
        (Part::Rights, &["권리", "열람요구", "열람청구", "청구"]),
        (Part::Purpose, &["까닭", "이유", "목적", "근거"]),
        (Part::Safety, &["안전관리", "안전확보", "지키는", "보호조치", "안전성", "안전한관리", "보안"]),
        (Part::Viewing, &["열람", "영상확인", "확인방법", "보여", "영상을확인", "영상의확인", "영상정보의확인"]),
        (Part::Retention, &["보관", "보존", "녹화", "저장", "촬영시간", "촬영및", "촬영과"]),
        (Part::Contact, &["책임", "담당", "관리체계", "조직", "문의", "연락", "접근권한", "관리인력", "관리자현황"]),
        (
            Part::Installation,
            &["설치", "카메라수", "카메라위치", "카메라현황", "대수", "운영현황", "카메라운영", "운영정보", "카메라"],
        ),
        (Part::Other, &["안내", "목차"]),
    ];
    WORDS.iter().find(|(_, words)| words.iter().any(|w| f.contains(w))).map(|(part, _)| vec![*part]).unwrap_or_default()
}

/// Whether a line reads as a sentence and not as a heading.
#[must_use]
pub fn is_sentence(text: &str) -> bool {
    let t = text.trim().trim_end_matches(['.', '!', '?', ' ', ')', '"', '”']);
    let end = t.chars().last();
    let polite = t.ends_with("니다")
        || t.ends_with("한다")
        || t.ends_with("있다")
        || t.ends_with("된다")
        || t.ends_with("둔다")
        || t.ends_with("이다")
        || t.ends_with("없다")
        || t.ends_with("받는다")
        || t.ends_with("운다")
        || t.ends_with("는다")
        || t.ends_with("세요")
        || t.ends_with("시오");
    let noun_like = text.trim_end().ends_with('.')
        && matches!(end, Some('둠' | '함' | '됨' | '음' | '임'))
        && t.chars().count() > 16;
    noun_like || polite || end == Some('다') && t.chars().count() > 12
}

/// Whether the line names the kind of notice that this tool reads.
#[must_use]
pub fn names_the_devices(folded: &str) -> bool {
    folded.contains("영상정보") || folded.contains("cctv") || folded.contains("씨씨티비") || folded.contains("폐쇄회로")
}

/// How well a line serves as the title of a notice: 0 not at all, 1 names the devices alone, 2 names the policy too.
#[must_use]
pub fn title_rank(text: &str) -> u8 {
    let text = text.trim();
    if text.chars().count() > 60 || is_sentence(text) || text.contains(['>', '→', '|', '\t', ':']) {
        return 0;
    }
    let f = fold(text);
    if !names_the_devices(&f) || f.contains("본문바로가기") || f.contains("메뉴") || f.starts_with("홈") {
        return 0;
    }
    let names_policy =
        ["방침", "지침", "운영계획", "규정", "운영관리에관한사항", "관리계획", "운영및관리방법", "운영관리방법"]
            .iter()
            .any(|w| f.contains(w));
    // `○○구는 … 방침을 두어`: the first line of a sentence, the policy its object
    if text.contains("방침을 ") || text.contains("지침을 ") {
        return 0;
    }
    let about_change = f.contains("변경에") || f.contains("개정연혁") || f.contains("비교") || f.contains("고지의무");
    if about_change {
        return 0;
    }
    if names_policy {
        return 2;
    }
    if ["안내", "현황", "공개"].iter().any(|w| f.ends_with(w)) && f.chars().count() >= 10 && parts_of(text).is_empty()
    {
        return 1;
    }
    let rest = f
        .replace("고정형", "")
        .replace("영상정보처리기기", "")
        .replace("cctv", "")
        .replace("설치", "")
        .replace("운영", "")
        .replace("관리", "")
        .replace("현황", "")
        .replace("에관한사항", "")
        .replace("관한사항", "");
    u8::from(rest.chars().count() <= 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_is_told_by_its_words() {
        for (heading, part) in [
            ("영상정보처리기기의 설치 근거 및 설치 목적", Part::Purpose),
            ("설치 대수, 설치 위치 및 촬영범위", Part::Installation),
            ("관리책임자, 담당부서 및 접근권한자", Part::Contact),
            ("영상정보의 촬영시간, 보관기간, 보관장소 및 처리방법", Part::Retention),
            ("설치 및 관리 등의 위탁에 관한 사항", Part::Contractor),
            ("개인영상정보의 확인 방법 및 장소에 관한 사항", Part::Viewing),
            ("정보주체의 영상정보 열람 등 요구에 대한 조치", Part::Rights),
            ("영상정보의 안전성 확보조치", Part::Safety),
            ("영상정보처리기기 운영·관리 방침 변경에 관한 사항", Part::Change),
            ("안내판 규격 및 부착장소", Part::Sign),
        ] {
            assert_eq!(parts_of(heading).first(), Some(&part), "{heading}");
        }
        assert!(parts_of("1층 로비").is_empty());
        // folded, the count and the word behind it would read 대수
        assert!(parts_of("본관 16대 수영장").is_empty());
    }

    #[test]
    fn a_title_names_devices_and_policy() {
        assert_eq!(title_rank("고정형 영상정보처리기기 운영·관리 방침"), 2);
        assert_eq!(title_rank("영상정보처리기기"), 1);
        assert_eq!(title_rank("영상정보처리기기 운영·관리 방침 변경에 관한 사항"), 0);
        assert_eq!(title_rank("Home > CCTV 운영방침"), 0);
    }
}
