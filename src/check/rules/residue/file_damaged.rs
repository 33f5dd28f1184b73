use crate::bi;
use crate::check::rule::declare_rule;
use crate::check::{Sink, View};
use crate::model::{ReaderNote, Severity};

declare_rule! {
    code: "RES010", name: "file-damaged", family: Residue, severity: Warning, fix: None,
    basis: none,
    summary: ("손상되어 다 읽지 못했을 수 있는 파일", "a damaged file that may not have been read whole"),
    checks: (
        "파일이 중간에서 끊겼는지, PDF의 객체 표가 깨져 다시 만들어 읽었는지, 표의 칸이 파일에 적힌 크기와 맞지 않는지 봅니다.",
        "Reports a file that ends too early, a PDF whose table of objects was broken and rebuilt, and a table whose cells do not fit the size that the file states."
    ),
    why: (
        "읽지 못한 부분은 기록에서 빠지고, 거기에 있는 잘못은 지적되지 않습니다.",
        "What was not read is missing in the record, and nothing is said about what is wrong there."
    ),
    example: "(내려받다가 끊긴 한글 파일)",
    remedy: (
        "원본에서 다시 저장하고, 모든 내용이 들어 있는지 눈으로 확인합니다.",
        "Save it again from the original, and check by eye that nothing is missing."
    ),
    exceptions: [
        ("전혀 읽을 수 없는 파일: 지적사항이 아니라 오류로 알립니다", "a file that cannot be read at all: that is an error, not a finding"),
        ("읽을 수 없는 글자: garbled-text가 알립니다", "letters that cannot be read: garbled-text tells of them"),
    ],
    check: Text(check),
}

fn check(view: &View, sink: &mut Sink) {
    // these belong to the file, not to one of its notices
    if view.index != 1 {
        return;
    }
    for note in &view.source.notes {
        let (subject, at, severity, message) = match note {
            ReaderNote::Truncated => (
                "끊긴 파일",
                None,
                Severity::Warning,
                bi!(
                    "파일이 중간에서 끊겨 그 앞까지만 읽었습니다",
                    "the file ends too early; what stands before was read"
                ),
            ),
            ReaderNote::Repaired => (
                "손상된 PDF",
                None,
                Severity::Warning,
                bi!(
                    "PDF의 객체 표가 깨져 다시 만들어 읽었습니다. 빠진 부분이 있을 수 있습니다",
                    "the table of objects of the PDF was broken and rebuilt; parts may be missing"
                ),
            ),
            ReaderNote::TableMisfit { at } => (
                "표",
                *at,
                Severity::Info,
                bi!(
                    "표의 칸이 파일에 적힌 크기와 맞지 않습니다. 모든 칸을 읽었으나 자리가 다를 수 있습니다",
                    "the cells of a table do not fit its stated size; all were read, but may stand elsewhere"
                ),
            ),
            _ => continue,
        };
        let quoted = at.map(|at| view.source.raw(at).to_owned()).filter(|text| !text.is_empty());
        sink.report(quoted.unwrap_or_else(|| subject.to_owned()), at.into_iter().collect(), message).severity(severity);
    }
}
