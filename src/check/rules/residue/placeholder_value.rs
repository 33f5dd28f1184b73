use crate::bi;
use crate::check::rule::declare_rule;
use crate::check::view::{Line, spans};
use crate::check::{Sink, View, text};
use crate::lexicon::gap;
use crate::model::Span;
use regex::Regex;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

declare_rule! {
    code: "RES002", name: "placeholder-value", family: Residue, severity: Error, fix: None,
    basis: none,
    summary: ("서식의 자리 표시(○○, 000, 홍길동 등)가 값 대신 남음", "a placeholder of the form stands in place of a value"),
    checks: (
        "○○과, OO시스템, 00대, 00시간, 000실, 홍길동, 02-0000-0000, 02-####-####, 20○○. ○. ○., 빈 밑줄이나 빈 괄호, 〔기재 필요: …〕, [확인필요], <전화번호>, {{…}}처럼 서식에서 채우지 않은 자리를 찾습니다. 같은 자리 표시는 한 번만 알립니다.",
        "Finds what was never filled in: ○○과, OO시스템, 00대, 00시간, 000실, 홍길동, 02-0000-0000, 02-####-####, 20○○. ○. ○., blank lines and brackets, 〔기재 필요: …〕, [확인필요], <전화번호>, {{…}}. The same placeholder is reported once."
    ),
    why: (
        "값이 있어야 할 곳에 서식의 보기가 있으면 읽는 사람은 대수도 기간도 연락처도 알 수 없습니다.",
        "Where the form's sample stands, a reader learns neither number nor period nor whom to call."
    ),
    example: "관리책임자 : ○○과장 홍길동 (☎ 031-000-0000)\n설치 대수 : 00대",
    remedy: (
        "실제 값을 적습니다. 해당 사항이 없으면 ‘해당 없음’이라고 적습니다.",
        "Write the real value, or 해당 없음 where there is none."
    ),
    exceptions: [
        ("직위나 연락처가 있는 줄에서 가린 이름(김○○, 서**, 최 * *)", "masked names beside a real post or number (김○○, 서**, 최 * *)"),
        ("글머리표나 해당 표시로 쓴 ○", "○ as a bullet or a tick"),
        ("00:00, 00시처럼 시각을 적은 것", "times of day such as 00:00 or 00시"),
        ("별지 서식 안의 빈칸", "blanks in the forms at the end"),
        ("마크다운 제목의 #, 구분선으로 그은 밑줄", "# of a Markdown heading, underscores drawn as a rule"),
    ],
    check: Text(check),
}

/// Circles and their likes, which stand for letters that were not filled in.
const MARKS: &str = "○◯〇◦❍Ο△▲◇◎";

static CIRCLES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let m = MARKS;
    Regex::new(&format!(
        r"(?x)
        20[{m}O]{{2}}\s?[.년]?(?:\s?[{m}O0]{{1,2}}\s?[.월])?(?:\s?[{m}O0]{{1,2}}\s?[.일]?)?   # 20○○. ○. ○.
        | [가-힣]?[{m}](?:\s?[{m}]){{1,9}}[가-힣]{{0,6}}
        | [가-힣]?(?-u:\b)?O{{2,10}}[가-힣]{{0,6}}
        | (?-u:\b)[Xx]{{3,10}}(?-u:\b)
        | [가-힣]?ㅇㅇ+[가-힣]{{0,6}}"
    ))
    .ok()
});
static PHONE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?x)
        \(?0[0-9]{0,2}[)\-.\s]{1,2}[0\#*○Xx]{3,4}[\-.\s][0\#*○Xx]{4}
        | \(?[0○Ox\#*]{2,3}[)\-.\s]{1,2}[0○Ox\#*]{3,4}[\-.\s][0○Ox\#*]{4}
        | (?-u:\b)0{3,4}-0{4}
        | (?-u:\b)0[0-9]{1,2}[)\-]\s?(?:123-(?:4567|1234)|1234-(?:5678|1234))(?-u:\b)",
    )
    .ok()
});
static ZEROES: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"0{2,6}\s?(?:대|시간|일|개월|과장|과|실장|실|팀장|팀|국|동|층|명|구|군|도서관|센터|학교|기관|병원|업체|회사|아파트|m)").ok()
});
static BLANK: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"[가-힣:：(]\s?(?P<line>_{3,})|(?P<lead>_{3,})\s?[가-힣)]|(?P<gap>\(\s+\)\s?(?:대|시간|일|개월|과|실|팀))|(?P<hash>#{2,4}\s?(?:대|시간|일|과|실|팀))").ok()
});
/// A field of a template, or a note that the value is still to come.
static SLOT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?x)
        \{\{\s?[A-Za-z_가-힣.\x20]{2,40}\}\}
        | \[\s?(?:확인\s?필요|추후\s?(?:기재|입력|확정)|작성\s?예정|미정|TBD)\s?\]
        | <\s?(?:전화번호|팩스번호|연락처|이메일|기관명|회사명|부서명|담당자명|성명)\s?>",
    )
    .ok()
});
/// The name that stands for any person in forms.
const SAMPLE_NAME: &str = "홍길동";
static SAMPLE: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"홍\s?길\s?동|이순신|이몽룡|성춘향|임꺽정|김갑동").ok());

/// The placeholders in the order in which they were first seen.
#[derive(Default)]
struct Placeholders {
    order: Vec<String>,
    /// Where each stands, and the cell around the first.
    seen: BTreeMap<String, (Vec<Span>, String)>,
}

impl Placeholders {
    fn places(&mut self, subject: &str, cell: &str) -> &mut Vec<Span> {
        let entry = self.seen.entry(subject.to_owned()).or_insert_with(|| {
            self.order.push(subject.to_owned());
            (Vec::new(), cell.to_owned())
        });
        &mut entry.0
    }
}

fn check(view: &View, sink: &mut Sink) {
    let mut found = Placeholders::default();
    let mut samples: Vec<(&Line, Range<usize>)> = Vec::new();
    for line in view.body() {
        let raw = line.raw;
        // a cell of its own may hold nothing but the placeholder
        if raw.is_ascii() && !["00", "##", "OO", "{{", "TBD"].iter().any(|mark| raw.contains(mark)) {
            continue;
        }
        for range in in_line(raw) {
            let at = Span { unit: line.unit, start: range.start as u32, end: range.end as u32 };
            found.places(raw[range.clone()].trim(), text::cell_around(raw, &range)).push(at);
        }
        if raw.contains(['홍', '이', '성', '임', '김']) {
            samples.extend(SAMPLE.iter().flat_map(|p| p.find_iter(raw)).map(|m| (line, m.range())));
        }
    }
    // a real person may bear one of the lesser names; only beside another placeholder is it the form's
    let sure =
        !found.order.is_empty() || samples.iter().any(|(l, r)| text::without_spaces(&l.raw[r.clone()]) == SAMPLE_NAME);
    for (line, range) in samples {
        let name = &line.raw[range.clone()];
        if !sure || !stands_alone(line.raw, &range) {
            continue;
        }
        let at = Span { unit: line.unit, start: range.start as u32, end: range.end as u32 };
        found.places(name, text::cell_around(line.raw, &range)).push(at);
    }
    // glued between other cells the name stands alone in the record
    for person in view.notice.contacts.iter().filter(|c| c.name.as_str() == SAMPLE_NAME) {
        let places = found.places(SAMPLE_NAME, SAMPLE_NAME);
        for at in spans(&person.name) {
            if !places.iter().any(|known| known.overlaps(&at)) {
                places.push(at);
            }
        }
    }
    for subject in found.order {
        let Some((at, cell)) = found.seen.remove(&subject) else { continue };
        let context = if cell == subject { String::new() } else { format!(" ({cell})") };
        sink.report(
            subject.clone(),
            at,
            bi!(
                "채우지 않은 자리 표시입니다: {subject}{context}",
                "A placeholder was never filled in: {subject}{context}"
            ),
        );
    }
}

/// Whether a sample name is a person here, and no street, park or festival.
fn stands_alone(raw: &str, range: &Range<usize>) -> bool {
    let before = raw[..range.start].chars().next_back();
    let after: String = raw[range.end..].chars().take(2).collect();
    let particle = ["님", "씨", "은", "이", "을", "의", "과", "과장", "팀장", "실장", "주무관", "(", "☎"];
    !before.is_some_and(text::is_hangul)
        && (!after.starts_with(text::is_hangul)
            || particle.iter().any(|p| after == *p || after.starts_with(&format!("{p} "))))
}

/// Places of placeholders in a line, from left to right, none inside another.
fn in_line(raw: &str) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut take = |range: Range<usize>| {
        if !out.iter().any(|r| r.start < range.end && range.start < r.end) {
            out.push(range);
        }
    };
    // marked when the notice was written in the model form
    let mut at = 0;
    for (piece, is_gap) in gap::pieces(raw) {
        if is_gap {
            take(at..at + piece.len());
        }
        at += piece.len();
    }
    if raw.contains("00")
        || raw.contains("##")
        || raw.contains("**")
        || raw.contains("○")
        || raw.contains("1234")
        || raw.contains("123-")
    {
        for m in PHONE.iter().flat_map(|p| p.find_iter(raw)) {
            let before = raw[..m.start()].chars().next_back();
            let after = raw[m.end()..].chars().next();
            if !before.is_some_and(|c| c.is_ascii_digit() || c == '-') && !after.is_some_and(|c| c.is_ascii_digit()) {
                take(m.range());
            }
        }
    }
    if raw.contains(|c| MARKS.contains(c) || matches!(c, 'O' | 'X' | 'x' | 'ㅇ')) {
        for m in CIRCLES.iter().flat_map(|p| p.find_iter(raw)) {
            if is_placeholder(raw, &m.range()) {
                take(m.range());
            }
        }
    }
    if raw.contains("00") {
        for m in ZEROES.iter().flat_map(|p| p.find_iter(raw)) {
            let before = raw[..m.start()].chars().next_back();
            let number = before
                .is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | ',' | ':' | '-' | '/' | '~' | '시'));
            let hour = raw[..m.start()].trim_end().ends_with('시');
            if !number && !hour {
                take(m.range());
            }
        }
    }
    if raw.contains(['{', '[', '<']) {
        for m in SLOT.iter().flat_map(|p| p.find_iter(raw)) {
            // `<연락처>` alone heads what stands below it
            if !m.as_str().starts_with('<') || !raw[..m.start()].trim().is_empty() {
                take(m.range());
            }
        }
    }
    if raw.contains(['_', '(', '#']) {
        for found in BLANK.iter().flat_map(|p| p.captures_iter(raw)) {
            let part = ["line", "lead", "gap", "hash"].into_iter().find_map(|name| found.name(name));
            take(part.map_or(0..0, |m| m.range()));
        }
        out.retain(|r| !r.is_empty());
    }
    out.sort_by_key(|r| r.start);
    out
}

/// Whether a run of circles stands for a value: no bullet, no tick, no masked name, no word in Latin letters.
fn is_placeholder(raw: &str, range: &Range<usize>) -> bool {
    let run = &raw[range.clone()];
    let before = raw[..range.start].chars().next_back();
    let after = raw[range.end..].chars().next();
    let first = run.chars().next();
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '/' | '_' | '='));
    if run.starts_with("20") {
        return run.contains(|c| MARKS.contains(c) || c == 'O') && !before.is_some_and(|c| c.is_ascii_digit());
    }
    if run.contains(['O', 'X', 'x']) && (latin(before) || latin(after)) {
        return false;
    }
    // a surname before one or two marks: a masked name
    let marks = run.chars().filter(|c| MARKS.contains(*c) || matches!(c, 'O' | 'ㅇ')).count();
    if first.is_some_and(text::is_hangul) {
        let alone = !before.is_some_and(text::is_hangul);
        let tail = run.chars().skip_while(|c| text::is_hangul(*c)).find(|c| text::is_hangul(*c));
        if alone && marks <= 2 && first.is_some_and(text::is_surname) && (tail.is_none() || text::has_phone(raw)) {
            return false;
        }
    }
    // three marks for a name, beside a real number
    let bare = run.chars().all(|c| MARKS.contains(c) || matches!(c, 'O' | ' '));
    if bare && marks == 3 && text::has_phone(raw) {
        return false;
    }
    // ticks of a table
    !(bare && run.contains(' ') && raw.contains('\t'))
}
