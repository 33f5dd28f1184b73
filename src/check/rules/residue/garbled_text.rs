use crate::bi;
use crate::check::rule::declare_rule;
use crate::check::vocabulary::{self, Slip};
use crate::check::{Sink, View, text};
use crate::model::notice::RepairReason;
use crate::model::{Bi, Repair, Span};
use crate::value::hangul::josa;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

declare_rule! {
    code: "RES004", name: "garbled-text", family: Residue, severity: Error, fix: Propose,
    basis: none,
    summary: ("글자가 깨지거나 잘못 읽힘", "broken glyphs or misread words"),
    checks: (
        "변환하면서 깨진 글자를 찾습니다: 한글 사이의 ‘?’(설치?운영), 대체 문자(U+FFFD), 낱말 속의 낱자, 다른 나라 문자, 글꼴 전용 문자, 잘못된 문자 집합으로 읽은 흔적, 한 글자가 틀린 서식 용어(촬영벙위). 파일의 다른 곳에서 바른 값을 찾은 칸은 그 값과 함께 알립니다.",
        "Finds what a conversion destroyed: ? between Hangul (설치?운영), U+FFFD, lone jamo in words, foreign scripts, font-private characters, signs of a wrong decoder, and words of the form with one letter wrong (촬영벙위). Where the file itself proves the right reading, it is given."
    ),
    why: (
        "깨진 글자는 부서 이름이나 장소를 알아볼 수 없게 하고, 같은 변환을 거친 다른 값도 의심하게 합니다.",
        "Broken text hides names and places, and casts doubt on all that went through the same conversion."
    ),
    example: "다음과 같은 목적으로 영상정보처리기기를 설치?운영합니다.",
    remedy: (
        "원본 문서를 열어 바른 글자로 고치고, 가능하면 원본에서 다시 저장합니다.",
        "Open the original and restore the letters; if possible, export it again."
    ),
    exceptions: [
        ("물음표로 끝나는 실제 질문", "a real question"),
        ("괄호 속의 한자, 한글 사이의 한자(연구院, 市)", "Hanja in brackets or inside Korean (연구院, 市)"),
        ("글머리표로 쓴 ㅇ, ㅁ, ㅡ", "ㅇ, ㅁ and ㅡ as bullets and rules"),
        ("로마 숫자, 영문 약어, 이름", "Roman numerals, Latin abbreviations, names"),
        ("서식에 없는 낱말: 철자 검사는 서식 용어에만 합니다", "words that are not of the form: spelling is checked for those alone"),
    ],
    check: Text(check),
}

fn check(view: &View, sink: &mut Sink) {
    // a value whose letters are all right, only cut, says nothing about a broken letter beside it
    let repairs: Vec<&Repair> = view.notice.repairs.iter().filter(|r| !is_only_cut(r)).collect();
    for repair in &repairs {
        repaired(view, sink, repair);
    }
    for line in view.lines() {
        let mut hits: Vec<Hit> = Vec::new();
        if !line.raw.is_ascii() {
            signs(line.raw, &mut hits);
            if !line.annex {
                for slip in vocabulary::slips(line.raw) {
                    hits.push(Hit::word(slip));
                }
            }
        }
        hits.sort_by_key(|h| h.start);
        for hit in hits {
            let at = Span { unit: line.unit, start: hit.start as u32, end: hit.end as u32 };
            if repairs.iter().any(|r| r.at.iter().any(|s| s.overlaps(&at))) {
                continue; // already told with its repair
            }
            let subject = &line.raw[hit.start..hit.end];
            let Bi { ko, en } = hit.what;
            let draft = sink.report(subject, vec![at], bi!("{ko}: {subject}", "{en}: {subject}"));
            if let Some(right) = hit.right {
                draft.suggest(right);
            }
        }
    }
}

/// A value that extraction restored.
fn repaired(view: &View, sink: &mut Sink, repair: &Repair) {
    let (from, to) = (&repair.from, &repair.to);
    // two spellings of one name are told by the rule on names
    if repair.reason == RepairReason::NearName && !vocabulary::is_form_word(to) {
        return;
    }
    let as_ = josa(from, "으로", "로");
    let message = bi!(
        "‘{from}’{as_} 깨져 있습니다. 파일의 다른 곳에 따르면 ‘{to}’입니다.",
        "Broken to “{from}”; by other places of the file it reads “{to}”."
    );
    let mut draft =
        sink.report(from.clone(), repair.at.clone(), message).pointer(repair.field.clone()).suggest(to.clone());
    for proof in repair.proof.iter().filter(|p| !view.source.raw(**p).is_empty()).take(3) {
        draft = draft.related(Some(*proof), bi!("여기에는 ‘{to}’", "here it reads “{to}”"));
    }
}

/// Whether a name was only cut, or part of it printed twice: what stands of it is right.
fn is_only_cut(repair: &Repair) -> bool {
    let (said, right) = (text::without_spaces(&repair.from), text::without_spaces(&repair.to));
    right.contains(&said) || said.contains(&right)
}

/// A letter with a sign above it in a cell of a table whose other letters are Hangul: `ü 과`.
fn alone_in_korean_cell(raw: &str, start: usize, end: usize) -> bool {
    let cell = &raw[text::cell_of(raw, start..end)];
    raw.contains('\t') && cell.chars().any(text::is_hangul) && !cell.chars().any(|c| c.is_ascii_alphanumeric())
}

/// Question marks of a line that are looked at.
const MOST_MARKS: usize = 50;

struct Hit {
    start: usize,
    end: usize,
    what: Bi<&'static str>,
    right: Option<String>,
}

impl Hit {
    fn word(slip: Slip) -> Self {
        let what = Bi::new("서식 용어를 잘못 적었습니다", "A word of the form is misspelt");
        Hit { start: slip.range.start, end: slip.range.end, what, right: Some(slip.right) }
    }
}

/// Signs of a broken conversion, whatever the words.
fn signs(raw: &str, out: &mut Vec<Hit>) {
    let mut push = |start: usize, end: usize, ko: &'static str, en: &'static str, right: Option<String>| {
        if !out.iter().any(|h| h.start < end && start < h.end) {
            out.push(Hit { start, end, what: Bi::new(ko, en), right });
        }
    };
    if raw.contains(['?', '？']) {
        static LOST: LazyLock<Option<Regex>> =
            LazyLock::new(|| Regex::new(r"[가-힣]{1,6}(?:\s?[?？]\s?[가-힣]{1,6})+").ok());
        for m in LOST.iter().flat_map(|p| p.find_iter(raw)) {
            if vocabulary::is_broken_compound(m.as_str()) {
                let (start, end) = vocabulary::compound_core(m.as_str(), m.start());
                let right = raw[start..end].replace(['?', '？'], "·");
                push(start, end, "가운뎃점이 물음표로 깨졌습니다", "A middle dot became a question mark", Some(right));
            }
        }
        static INSIDE: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"([가-힣]+)[?？][가-힣]+").ok());
        for found in INSIDE.iter().flat_map(|p| p.captures_iter(raw)).take(MOST_MARKS) {
            let (Some(all), Some(left)) = (found.get(0), found.get(1)) else { continue };
            let address = raw[..all.start()].rsplit(' ').next().is_some_and(|word| word.contains("://"));
            if !address && !is_question(left.as_str()) {
                let (ko, en) = ("글자가 물음표로 깨졌습니다", "A character became a question mark");
                push(all.start(), all.end(), ko, en, None);
            }
        }
    }
    if raw.contains('0') {
        // ㅇ read as a zero, twice in a word
        static ZEROS: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"[가-힣]+0[가-힣]+0[가-힣]+").ok());
        for m in ZEROS.iter().flat_map(|p| p.find_iter(raw)) {
            let Range { start, end } = text::cell_of(raw, m.range());
            push(start, end, "글자가 숫자로 잘못 읽혔습니다", "Letters misread as digits", None);
        }
    }
    if !raw.chars().any(|c| Kind::of(c).is_some()) {
        return;
    }
    let chars: Vec<(usize, char)> = raw.char_indices().collect();
    let mut i = 0;
    while i < chars.len() {
        let (at, c) = chars[i];
        let Some(kind) = Kind::of(c) else {
            i += 1;
            continue;
        };
        let mut j = i + 1;
        let mut last = i;
        while j < chars.len() && (Kind::of(chars[j].1) == Some(kind) || (chars[j].1 == ' ' && j - last <= 1)) {
            if chars[j].1 != ' ' {
                last = j;
            }
            j += 1;
        }
        let end = chars.get(last + 1).map_or(raw.len(), |(e, _)| *e);
        if kind.is_broken(raw, at, end, last - i + 1) {
            let (start, end) = if kind == Kind::Latin1 && last - i < 3 {
                let cell = text::cell_of(raw, at..end);
                (cell.start, cell.end)
            } else {
                text::word_around(raw, at, end)
            };
            let what = kind.message();
            push(start, end, what.ko, what.en, None);
        }
        i = last + 1;
    }
}

/// Whether a word before a question mark asks.
fn is_question(word: &str) -> bool {
    ["까", "요", "니", "냐", "죠", "나", "는가", "은가", "인가", "란", "지", "은", "는", "게", "왜"]
        .iter()
        .any(|end| word.ends_with(end))
}

/// A kind of character that Korean text of this sort does not hold inside its words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Lost,
    Foreign,
    Kana,
    Jamo,
    Private,
    Latin1,
}

impl Kind {
    fn of(c: char) -> Option<Kind> {
        Some(match c {
            '\0'..='\u{A0}' | '가'..='힣' => return None,
            '\u{FFFD}' => Kind::Lost,
            // Armenian, Hebrew, Arabic, Syriac, Indic, Thai, Lao, Tibetan, Myanmar, Georgian, Ethiopic
            '\u{0530}'..='\u{10FF}' | '\u{1200}'..='\u{137F}' => Kind::Foreign,
            '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}' => Kind::Foreign,
            '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}' | '\u{FF66}'..='\u{FF6F}' | '\u{FF71}'..='\u{FF9D}' => {
                Kind::Kana
            }
            '\u{119E}' => return None, // a middle dot
            '\u{1100}'..='\u{11FF}' | '\u{A960}'..='\u{A97C}' | '\u{D7B0}'..='\u{D7FB}' => Kind::Jamo,
            'ㅇ' | 'ㅁ' | 'ㅡ' | 'ㅣ' | '\u{3164}' => return None, // bullets and rules
            '\u{3131}'..='\u{3163}' => Kind::Jamo,
            '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFD}' => Kind::Private,
            '\u{A1}'..='\u{FF}' => Kind::Latin1,
            _ => return None,
        })
    }

    /// Whether a run of this kind is broken text where it stands.
    fn is_broken(self, raw: &str, start: usize, end: usize, len: usize) -> bool {
        let before = raw[..start].chars().next_back();
        let after = raw[end..].chars().next();
        let hangul = |c: Option<char>| c.is_some_and(text::is_hangul);
        let touches = hangul(before) || hangul(after);
        match self {
            Kind::Lost | Kind::Foreign => true,
            Kind::Kana => !raw[start..end].starts_with('の') && (touches || (len <= 4 && raw.contains('\t'))),
            Kind::Jamo => {
                let modern = raw[start..end].chars().all(|c| ('\u{3131}'..='\u{3163}').contains(&c));
                if modern { hangul(before) && (hangul(after) || len >= 2) } else { true }
            }
            Kind::Private => hangul(before) && hangul(after),
            Kind::Latin1 => {
                let letters = raw[start..end].chars().filter(|c| ('\u{C0}'..='\u{FF}').contains(c)).count();
                len >= 4 && letters >= 3 || letters > 0 && alone_in_korean_cell(raw, start, end)
            }
        }
    }

    fn message(self) -> Bi<&'static str> {
        match self {
            Kind::Lost => Bi::new("읽을 수 없는 글자가 있습니다", "Letters were lost"),
            Kind::Foreign | Kind::Kana => Bi::new("다른 나라 글자로 잘못 읽혔습니다", "Misread as a foreign script"),
            Kind::Jamo => Bi::new("낱자가 흩어져 있습니다", "A syllable fell apart into letters"),
            Kind::Private => Bi::new("글꼴 전용 문자가 남아 있습니다", "A character private to a font is left"),
            Kind::Latin1 => Bi::new("잘못된 문자 집합으로 읽혔습니다", "Read with the wrong character set"),
        }
    }
}
