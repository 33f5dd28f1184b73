use crate::bi;
use crate::check::numbers::{self, Place};
use crate::check::rule::declare_rule;
use crate::check::{Sink, View};
use crate::model::Bi;
use crate::value::phone::PhoneDefect;

declare_rule! {
    code: "TEL003", name: "phone-malformed", family: Phone, severity: Error, fix: Propose,
    basis: ("「전기통신번호관리세칙」 제3조, 제7조, 제8조", "Rules on telecommunication numbers arts. 3, 7, 8"),
    summary: ("걸 수 없는 모양의 전화번호", "a telephone number that cannot be dialled as written"),
    checks: (
        "연락처의 자릿수, 앞번호, 국번 첫 자리, 대표번호 앞의 지역번호, 숫자 사이의 영문자(O, l), 겹친 붙임표와 괄호, 없어진 앞번호(011, 016~019)를 봅니다.",
        "Checks contacts for the number of digits, unknown prefixes, the first digit of the exchange, an area code before a nationwide number, letters among digits, doubled hyphens and brackets, and withdrawn mobile prefixes."
    ),
    why: (
        "시행령은 연락할 수 있는 곳을 밝히도록 합니다. 걸리지 않는 번호는 없는 것과 같습니다.",
        "The law wants a contact that works; a number that cannot be dialled is none."
    ),
    example: "관리책임자\t총무과장\t031-555-01O3",
    remedy: (
        "번호를 확인하여 고칩니다. 1588 같은 대표번호 앞의 지역번호는 지웁니다.",
        "Look the number up; drop an area code before 1588 and the like."
    ),
    exceptions: [
        ("02)555-0145, 031.555.0103, 0315550103, +82-31-555-0103처럼 적는 방식만 다른 번호",
         "other ways of writing: 02)555-0145, 031.555.0103, 0315550103, +82-31-555-0103"),
        ("범위와 목록(031-555-0103~5, 0103·0104), 내선(내선 200)", "ranges and lists (031-555-0103~5), extensions (내선 200)"),
        ("가린 번호(02-***-1234)와 자리 표시(00-000-0000): 자리 표시는 따로 알립니다",
         "masked numbers, and placeholders, which have a rule of their own"),
        ("우편번호, 사업자등록번호, 날짜", "postcodes, registration numbers and dates"),
    ],
    check: Notice(check),
}

fn check(view: &View, sink: &mut Sink) {
    for Place { phone, text, raw, at, pointer, .. } in numbers::all(view).into_iter().chain(numbers::unread(view)) {
        let Some((defect, what)) = phone.defects.iter().find_map(|d| Some((*d, meaning(*d)?))) else { continue };
        let Bi { ko, en } = what;
        if !phone.is_real() || (defect == PhoneDefect::BracketUnclosed && !text.contains('(')) {
            continue;
        }
        let draft = sink.report(raw.clone(), at, bi!("{raw}: {ko}.", "{raw}: {en}.")).pointer(pointer);
        if let Some(right) = phone.proposed() {
            draft.suggest(right);
        }
    }
}

/// What a defect means; none for what is only another way of writing.
fn meaning(defect: PhoneDefect) -> Option<Bi<&'static str>> {
    use PhoneDefect as D;
    Some(match defect {
        D::WrongLength => {
            Bi::new("앞번호에 비해 자릿수가 맞지 않습니다", "the number of digits does not fit the prefix")
        }
        D::UnknownPrefix => Bi::new("없는 앞번호입니다", "no such prefix exists"),
        D::ExchangeLeadingDigit => Bi::new("국번은 0이나 1로 시작하지 않습니다", "no exchange begins with 0 or 1"),
        D::MobileLeadingDigit => {
            Bi::new("010·070 다음 자리는 0이나 1이 될 수 없습니다", "010 and 070 are not followed by 0 or 1")
        }
        D::AreaBeforeNationwide => {
            Bi::new("전국대표번호 앞에는 지역번호를 쓰지 않습니다", "a nationwide number takes no area code")
        }
        D::LetterForDigit => Bi::new("숫자 자리에 영문자가 있습니다", "a letter stands among the digits"),
        D::DoubledHyphen => Bi::new("붙임표가 겹쳤습니다", "a hyphen is doubled"),
        D::BracketDoubled => Bi::new("괄호가 겹쳤습니다", "a bracket is doubled"),
        D::BracketUnclosed => Bi::new("괄호가 닫히지 않았습니다", "a bracket is not closed"),
        D::Obsolete => Bi::new("더 이상 쓰지 않는 앞번호입니다", "the prefix is no longer in use"),
        D::LeadingZeroMissing => Bi::new("지역번호의 0이 빠졌습니다", "the area code lacks its 0"),
    })
}
