use crate::bi;
use crate::check::rule::declare_rule;
use crate::check::search::{hits, patterns, says};
use crate::check::{Sink, View};
use crate::model::Part;
use crate::value::phone::{self, PhoneKind};

declare_rule! {
    code: "TEL005", name: "phone-extension-ambiguous", family: Phone, severity: Info, fix: None,
    basis: none,
    summary: ("대표번호 없이 내선번호만 있음", "an extension with no trunk number"),
    checks: (
        "담당자의 연락처가 서너 자리 내선번호뿐이고 방침에 대표번호가 없는지 봅니다.",
        "Reports a contact of three or four digits where the notice gives no number to dial before it."
    ),
    why: ("기관 밖에서는 걸 수 없는 번호입니다.", "It cannot be dialled from outside."),
    example: "관리책임자\t총무과장\t내선 4843",
    remedy: ("지역번호부터 시작하는 번호를 적습니다.", "Give the whole number with its area code."),
    exceptions: [
        ("같은 줄이나 방침에 온전한 번호가 있는 경우", "a whole number in the row, or anywhere in the notice"),
        ("112, 118, 120처럼 그대로 거는 번호", "short codes: 112, 118, 120"),
    ],
    check: Text(check),
}

patterns! {
    EXTENSION = r"(?P<s>(?:내선|교환|구내)\s?(?:번호)?\s?[:：]?\s?[0-9]{3,4})(?:$|[^0-9-])";
    TRUNK = r"[0-9]{2,4}\s?[-).]\s?[0-9]{3,4}\s?[-.]?\s?[0-9]{4}|[0-9]{3,4}\s?-\s?[0-9]{4}|대표\s?(?:전화|번호)";
}

fn check(view: &View, sink: &mut Sink) {
    if view.body().any(|l| says(&TRUNK, l.raw)) {
        return;
    }
    let labelled = hits(view.part_lines(Part::Contact), &EXTENSION);
    for hit in &labelled {
        report(sink, hit.text(), hit.at(), "");
    }
    let told: Vec<crate::model::Span> = labelled.iter().flat_map(crate::check::search::Hit::at).collect();
    for (i, contact) in view.notice.contacts.iter().enumerate() {
        let Some(said) = contact.phone.text() else { continue };
        for found in phone::find_in_field(said.as_str()) {
            let piece = said.slice(found.range.clone());
            let again = piece.spans().iter().any(|s| told.iter().any(|t| t.overlaps(s)));
            if found.kind == PhoneKind::ExtensionOnly && !again {
                report(sink, &view.raw(&piece), piece.spans(), &format!("/contacts/{i}/phone"));
            }
        }
    }
}

fn report(sink: &mut Sink, subject: &str, at: Vec<crate::model::Span>, pointer: &str) {
    let message =
        bi!("대표번호 없이 내선번호만 있습니다: {subject}", "An extension with no number to dial before it: {subject}");
    sink.report(subject, at, message).pointer(pointer);
}
