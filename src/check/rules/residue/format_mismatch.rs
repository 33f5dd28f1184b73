use crate::bi;
use crate::check::rule::declare_rule;
use crate::check::{Sink, View};
use crate::model::ReaderNote;

declare_rule! {
    code: "RES009", name: "format-mismatch", family: Residue, severity: Info, fix: None,
    basis: none,
    summary: ("이름과 내용의 형식이 다른 파일", "a file whose name says another format than its content"),
    checks: (
        "파일 이름의 확장자가 말하는 형식과 실제 내용의 형식이 같은지 봅니다. 읽을 때는 늘 내용을 따릅니다.",
        "Compares the format that the extension of the name says with that of the content. Reading always goes by the content."
    ),
    why: (
        "내려받은 사람의 프로그램은 이름을 보고 여는 경우가 많아, 파일이 열리지 않거나 깨져 보입니다.",
        "The program of the person who downloads it mostly goes by the name, and the file does not open or looks broken."
    ),
    example: "설치현황.xls (내용은 HTML)",
    remedy: (
        "내용에 맞는 확장자로 이름을 바꾸거나, 이름이 말하는 형식으로 다시 저장합니다.",
        "Rename the file, or save it again in the format that its name says."
    ),
    exceptions: [
        ("확장자가 없거나 알려지지 않은 파일", "files without an extension, or with one that is not known"),
        ("같은 형식의 다른 확장자(.htm과 .html, .txt와 .md)", "other extensions of the same format (.htm and .html, .txt and .md)"),
    ],
    check: Text(check),
}

fn check(view: &View, sink: &mut Sink) {
    // the name belongs to the file, not to one of its notices
    if view.index != 1 {
        return;
    }
    for note in &view.source.notes {
        if let ReaderNote::Mismatch { extension, found } = note {
            let message = bi!(
                "이름은 .{extension}인데 내용은 {found}입니다",
                "the name ends with .{extension}, the content is {found}"
            );
            sink.report(format!(".{extension}"), Vec::new(), message);
        }
    }
}
