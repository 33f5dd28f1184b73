use crate::bi;
use crate::check::rule::declare_rule;
use crate::check::{Sink, View};
use crate::model::page::TextLayer;
use crate::model::{Anchor, ReaderNote, Severity, Source, Span};

declare_rule! {
    code: "RES008", name: "page-text-unreliable", family: Residue, severity: Warning, fix: None,
    basis: none,
    summary: ("글자를 믿을 수 없는 쪽이 있음", "a page whose text cannot be relied on"),
    checks: (
        "PDF의 쪽마다 글자를 어디까지 믿을 수 있는지 봅니다: 스캔한 그림 위에 기계가 인식한 글자(OCR), 글꼴 정보가 없거나 틀려 알아낼 수 없는 글자, 글자 없이 그림만 있는 쪽, 한도를 넘어 끝까지 읽지 못한 쪽을 알립니다.",
        "Judges each page of a PDF: text recognised by a machine over a scan (OCR), letters that cannot be told because the fonts do not say or say wrong, pages that are images alone, pages over a limit that were not read to their end."
    ),
    why: (
        "인식한 글자에는 한 글자씩 틀린 이름과 번호가 섞여 있고, 읽지 못한 쪽의 내용은 기록에서 빠져 있습니다.",
        "Recognised text has single wrong letters in names and numbers, and what stands on a page that was not read is missing in the record."
    ),
    example: "(스캔한 방침에 OCR을 거친 PDF)",
    remedy: (
        "원본 문서(한글, 워드)에서 PDF로 다시 저장합니다. 원본이 없으면 문자 인식(OCR)을 거치고, 이름·번호·대수를 눈으로 확인합니다.",
        "Export the PDF again from the original document. Where there is none, run OCR and check names, numbers and counts by eye."
    ),
    exceptions: [
        ("아무것도 없는 빈 쪽", "empty pages"),
        ("모든 쪽이 그런 파일: 지적사항이 아니라 오류로 알립니다", "a file all of whose pages are so: that is an error, not a finding"),
    ],
    check: Text(check),
}

fn check(view: &View, sink: &mut Sink) {
    // pages belong to the file, not to one of its notices
    if view.index != 1 {
        return;
    }
    for note in &view.source.notes {
        let (page, severity, what) = match note {
            ReaderNote::TextLayer { page, layer: TextLayer::Ocr } => (
                *page,
                Severity::Warning,
                bi!(
                    "{page}쪽: 기계가 인식한 글자(OCR)입니다. 이 쪽의 값은 확인되지 않은 값입니다.",
                    "page {page}: text recognised by a machine (OCR); its values are unproven."
                ),
            ),
            ReaderNote::TextLayer { page, layer: TextLayer::Unusable } => (
                *page,
                Severity::Error,
                bi!(
                    "{page}쪽: 글꼴 정보가 없거나 틀려 글자를 알아낼 수 없습니다. 이 쪽은 읽지 않았습니다.",
                    "page {page}: the letters cannot be told from its fonts; the page was not read."
                ),
            ),
            ReaderNote::TextLayer { page, layer: TextLayer::Scan } => (
                *page,
                Severity::Error,
                bi!(
                    "{page}쪽: 글자가 없는 그림(스캔)입니다. 이 쪽은 읽지 않았습니다.",
                    "page {page}: an image without text; the page was not read."
                ),
            ),
            ReaderNote::PageCut { page } => (
                *page,
                Severity::Error,
                bi!("{page}쪽: 한도를 넘어 끝까지 읽지 못했습니다.", "page {page}: over a limit, not read to its end."),
            ),
            _ => continue,
        };
        let at = first_on(view.source, page).into_iter().collect();
        sink.report(format!("{page}쪽"), at, what).severity(severity).help(bi!(
            "원본에서 PDF로 다시 저장하거나 문자 인식(OCR)을 거쳐 확인해 주세요.",
            "Export it again from the original, or run OCR over it and check."
        ));
    }
}

/// The first piece of text on a page.
fn first_on(source: &Source, page: u32) -> Option<Span> {
    let on = |unit: &u32| matches!(source.anchor(*unit), Some(Anchor::Region { page: p, .. }) if p == page);
    let unit = (0..source.len() as u32).find(on)?;
    Some(Span { unit, start: 0, end: source.unit(unit).len() as u32 })
}
