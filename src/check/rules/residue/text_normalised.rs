use crate::bi;
use crate::check::rule::declare_rule;
use crate::check::{Sink, View};
use crate::model::{ReaderNote, Span};
use crate::reference::characters::{Class, lookup};

declare_rule! {
    code: "RES006", name: "text-normalised", family: Residue, severity: Info, fix: None,
    basis: none,
    summary: ("읽을 때 글자를 통일함", "characters that were unified for reading"),
    checks: (
        "가운뎃점, 물결표, 빈칸, 보이지 않는 글자, 전각 숫자, 사용자 정의 영역 글자처럼 읽을 때 한 가지로 바꾼 글자가 몇 개인지 셉니다.",
        "Counts what reading folded into one form: dots, tildes, spaces, invisible characters, full-width digits, private-use characters."
    ),
    why: ("비슷해 보이는 다른 글자는 검색과 비교를 막고 다른 형식으로 저장할 때 물음표가 됩니다.", "Look-alikes defeat searching and comparison, and turn into question marks in other encodings."),
    example: "설치․운영, 보관　기간",
    remedy: ("그대로 두어도 판정에는 영향이 없습니다. 파일을 고칠 때 함께 바꿉니다.", "It does not change the verdict; mend them when the file is edited anyway."),
    exceptions: [
        ("가운뎃점(·)과 하이픈(-), 보통 빈칸", "the usual dot, hyphen and space"),
        ("문장 머리의 글머리표", "bullets at the head of a line"),
        ("법령 이름의 낫표와 따옴표", "brackets of statutes and quotation marks"),
    ],
    check: Text(check),
}

/// What is counted, with its names.
const CLASSES: [(Class, &str, &str); 6] = [
    (Class::MiddleDot, "가운뎃점", "dots"),
    (Class::Tilde, "물결표", "tildes"),
    (Class::Space, "빈칸", "spaces"),
    (Class::Drop, "보이지 않는 글자", "invisible"),
    (Class::Digit, "전각 숫자", "digits"),
    (Class::PrivateUse, "사용자 정의 글자", "private use"),
];

fn check(view: &View, sink: &mut Sink) {
    let mut counts = [0_u32; CLASSES.len()];
    let mut first: Option<(Span, char)> = None;
    for line in view.lines() {
        if line.raw.is_ascii() {
            continue;
        }
        let head = line.raw.len() - line.raw.trim_start().len();
        for (at, c) in line.raw.char_indices() {
            // a dot at the head of a line is a bullet
            let Some(row) = lookup(c).filter(|r| at > head || r.class != Class::MiddleDot) else { continue };
            let changed = match row.class {
                Class::Digit => !c.is_ascii() && ('０'..='９').contains(&c),
                _ => row.rewrite_to.is_some_and(|to| !to.chars().eq([c])),
            };
            let Some(class) = CLASSES.iter().position(|(class, ..)| *class == row.class).filter(|_| changed) else {
                continue;
            };
            counts[class] += 1;
            let span = Span { unit: line.unit, start: at as u32, end: (at + c.len_utf8()) as u32 };
            first = first.or(Some((span, c)));
        }
    }
    let said = |ko: bool| {
        let parts = CLASSES.iter().zip(counts).filter(|(_, n)| *n > 0);
        let mut parts: Vec<String> =
            parts.map(|((_, k, e), n)| if ko { format!("{k} {n}건") } else { format!("{e} {n}") }).collect();
        if view.index == 1 && view.source.notes.contains(&ReaderNote::Decomposed) {
            parts.push(if ko { "풀어쓴 한글(NFD)".to_owned() } else { "decomposed Hangul (NFD)".to_owned() });
        }
        parts.join(", ")
    };
    let (ko, en) = (said(true), said(false));
    if ko.is_empty() {
        return;
    }
    let (subject, at) = match first {
        Some((span, c)) if !c.is_whitespace() && lookup(c).is_some_and(|r| r.class != Class::Drop) => {
            (c.to_string(), vec![span])
        }
        Some((span, _)) => ("빈칸".to_owned(), vec![span]),
        None => ("NFD".to_owned(), Vec::new()),
    };
    sink.report(subject, at, bi!("글자를 통일해 읽었습니다: {ko}", "Characters were unified for reading: {en}"));
}
