use crate::bi;
use crate::check::numbers::{self, Place};
use crate::check::rule::declare_rule;
use crate::check::{Sink, View, place};
use crate::model::Part;
use crate::value::phone::PhoneKind;
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    code: "TEL002", name: "phone-area-code-missing", family: Phone, severity: Warning, fix: Propose,
    basis: ("「개인정보 보호법」 제25조제4항제3호, 같은 법 시행령 제25조제1항제3호",
            "Personal Information Protection Act art. 25(4) item 3; Enforcement Decree art. 25(1) item 3"),
    summary: ("지역번호가 없는 연락처", "a contact without area code"),
    checks: (
        "담당자의 연락처가 지역번호 없이 국번과 번호만 적혀 있는지 봅니다.",
        "Reports a contact given as exchange and line only."
    ),
    why: (
        "누리집의 방침은 다른 지역에서도, 휴대전화로도 봅니다. 지역번호가 없으면 걸 수 없습니다.",
        "A notice on the web is read in other zones and on mobile telephones, from which such a number cannot be dialled."
    ),
    example: "관리책임자\t총무과장\t555-0103",
    remedy: (
        "지역번호를 붙입니다.",
        "Add the area code."
    ),
    exceptions: [
        ("1588, 1600 같은 전국대표번호와 세 자리 특수번호", "nationwide numbers (1588, 1600) and short codes"),
        ("‘연락처(031)’, ‘☎ 031)’, ‘지역번호 051 공통’처럼 지역번호를 한 번에 밝힌 경우",
         "an area code given once, in the heading or for all: 연락처(031), 지역번호 051 공통"),
        ("같은 칸에서 앞 번호에 이어 적은 번호(031-555-0103, 0104)", "a number that continues the one before it in the cell"),
        ("내선번호와 구내번호", "extensions"),
        ("날짜나 문서 번호로 보이는 여덟 자리 숫자", "eight digits that are a date or a document number"),
    ],
    check: Notice(check),
}

fn check(view: &View, sink: &mut Sink) {
    let places = numbers::of_contacts(view);
    if !places.iter().any(|p| p.phone.kind == PhoneKind::Local) || given_once(view) {
        return;
    }
    let code = common_area(view, &places);
    for Place { phone, text, raw, at, pointer, .. } in places {
        if phone.kind != PhoneKind::Local || phone.tail_of.is_some() || inherits(text, phone.range.start) {
            continue;
        }
        let number = &phone.number;
        let draft =
            sink.report(raw, at, bi!("{number}에 지역번호가 없습니다.", "{number} has no area code.")).pointer(pointer);
        if let Some(code) = code {
            draft.suggest(format!("{code}-{number}"));
        }
    }
}

/// Whether a heading or a note gives the area code for all.
fn given_once(view: &View) -> bool {
    static HEAD: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"(?:연락처|전화\s?(?:번호)?|지역\s?번호|☎|℡|TEL|Tel)\s?[:：]?\s?\(?\s?0(?:2|[3-6][1-5])\s?\)?\s*(?:$|[\t|)\]]|공통|국)").ok()
    });
    view.section_lines(Part::Contact).any(|l| HEAD.as_ref().is_some_and(|p| p.is_match(l.raw)))
}

/// Whether another number before it in the same cell has an area code.
fn inherits(text: &str, at: usize) -> bool {
    crate::value::phone::find_in_field(text).iter().any(|p| p.range.end <= at && numbers::area(p).is_some())
}

/// The one area code that can be proposed: that of the place, or that of all other numbers.
fn common_area(view: &View, places: &[Place]) -> Option<&'static str> {
    let mut codes = places.iter().filter_map(|p| numbers::area(&p.phone));
    let first = codes.next();
    match first {
        Some(code) => codes.all(|c| c == code).then_some(code),
        None => place::of_notice(view).and_then(|p| crate::reference::proposed(&p)),
    }
}
