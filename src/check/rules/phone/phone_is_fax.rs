use crate::bi;
use crate::check::rule::declare_rule;
use crate::check::view::spans;
use crate::check::{Sink, View, text};
use crate::model::{Contact, Field, Text};
use crate::value::hangul::josa;
use crate::value::phone::{self, PhoneLabel};
use std::collections::BTreeSet;

declare_rule! {
    code: "TEL004", name: "phone-is-fax", family: Phone, severity: Warning, fix: None,
    basis: ("「개인정보 보호법」 제25조제4항제3호, 같은 법 시행령 제25조제1항제3호",
            "Personal Information Protection Act art. 25(4) item 3; Enforcement Decree art. 25(1) item 3"),
    summary: ("연락처가 팩스 번호뿐임", "the only number of a contact is a fax"),
    checks: (
        "담당자의 유일한 번호에 팩스 표시가 있거나, 문서의 다른 곳에서 팩스라고 한 번호인지 봅니다.",
        "Reports a contact whose only number is labelled as a fax, or is called a fax elsewhere in the notice."
    ),
    why: (
        "찍힌 사람은 물어볼 수 있어야 합니다. 팩스로는 통화할 수 없습니다.",
        "A person who was filmed must be able to ask; a fax does not answer."
    ),
    example: "접근권한자\t주무관\t총무과\tFax. 031-555-0199",
    remedy: (
        "통화할 수 있는 번호를 적습니다. 팩스는 따로 적어도 됩니다.",
        "Give a number that answers; the fax may stand beside it."
    ),
    exceptions: [
        ("전화와 팩스를 함께 적은 칸", "a cell with both a telephone and a fax number"),
        ("전화·팩스 겸용이라고 밝힌 번호", "a number said to serve both"),
        ("팩스 칸이 따로 있는 표", "a column of its own for fax numbers"),
        ("층을 뜻하는 F(2F)", "F for a floor (2F)"),
    ],
    check: Notice(check),
}

fn check(view: &View, sink: &mut Sink) {
    let contacts = &view.notice.contacts;
    let known: BTreeSet<String> = contacts.iter().flat_map(|c| numbers(&c.fax)).collect();
    for (i, contact) in contacts.iter().enumerate() {
        let Some((printed, field)) = only_fax(contact, &known) else { continue };
        let raw = view.raw(&printed);
        let subject = printed_number(&raw);
        let is = josa(&subject, "은", "는");
        sink.report(
            subject.clone(),
            spans(field),
            bi!(
                "{subject}{is} 팩스 번호입니다. 통화할 수 있는 번호가 없습니다.",
                "{subject} is a fax; there is no number that answers."
            ),
        )
        .pointer(format!("/contacts/{i}/{}", if contact.phone.is_missing() { "fax" } else { "phone" }));
    }
}

/// The fax number that is all a contact has.
fn only_fax<'c>(contact: &'c Contact, known: &BTreeSet<String>) -> Option<(Text, &'c Field<String>)> {
    match (contact.phone.text(), contact.fax.text()) {
        (Some(phone), _) => {
            let found = phone::find_in_field(phone.as_str());
            let fax = !found.is_empty()
                && found.iter().all(|p| p.label == Some(PhoneLabel::Fax) || known.contains(&p.number));
            // a fax column that repeats the telephone says that one line serves both
            let twice = contact.fax.text().is_some_and(|f| {
                numbers(&contact.fax).iter().any(|n| found.iter().any(|p| p.number == *n))
                    && f.unit() == phone.unit()
                    && f.spans() != phone.spans()
            });
            (fax && !twice).then(|| (phone.clone(), &contact.phone))
        }
        (None, Some(fax)) if !text::is_blank(fax.as_str()) && in_phone_column(fax.as_str()) => {
            Some((fax.clone(), &contact.fax))
        }
        _ => None,
    }
}

/// A fax number with its own label stands in a column of telephone numbers.
fn in_phone_column(text: &str) -> bool {
    !phone::find_in_field(text).is_empty()
}

fn numbers(field: &Field<String>) -> Vec<String> {
    field.text().map(|t| phone::find_in_field(t.as_str()).into_iter().map(|p| p.number).collect()).unwrap_or_default()
}

/// The digits without their label.
fn printed_number(raw: &str) -> String {
    phone::find_in_field(raw).first().and_then(|p| raw.get(p.range.clone())).unwrap_or(raw).to_owned()
}
