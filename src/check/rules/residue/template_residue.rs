use crate::bi;
use crate::check::rule::declare_rule;
use crate::check::{Sink, View, text};
use crate::model::{Part, Span};
use regex::Regex;
use std::sync::LazyLock;

declare_rule! {
    code: "RES001", name: "template-residue", family: Residue, severity: Warning, fix: Propose,
    basis: none,
    summary: ("서식의 작성 안내가 방침에 남음", "instructions of the form left in the notice"),
    checks: (
        "‘(해당되는 경우만)’, ‘(부서에 맞도록 수정)’, ‘(보관시설 명)’, ‘작성 예시’, ‘…에 대한 내용을 기술합니다’처럼 방침을 만드는 사람에게 하는 말이 글에 남았는지 봅니다.",
        "Finds words meant for whoever fills in the form: (해당되는 경우만), (부서에 맞도록 수정), (보관시설 명), 작성 예시, …에 대한 내용을 기술합니다."
    ),
    why: (
        "서식을 그대로 옮겼다는 표시입니다. 그 항목이 이 기관에 해당하는지, 내용을 고쳤는지 알 수 없습니다.",
        "They show that the form was copied as it is; a reader cannot tell whether the part holds for this body at all."
    ),
    example: "5. 설치 및 관리 등의 위탁에 관한 사항 (해당되는 경우만)",
    remedy: (
        "안내를 지웁니다. 해당하지 않는 항목이라면 항목째 지우거나 ‘해당 없음’이라고 적습니다.",
        "Remove the instruction; where the part does not apply, remove it or write 해당 없음."
    ),
    exceptions: [
        ("※ 뒤에 기관의 사실을 적은 것", "facts of the body after ※"),
        ("설명 안의 보기(예: 출입구)", "examples inside an explanation"),
        ("주차장에 카메라가 있거나 차량 도난 방지를 목적으로 든 방침의 ‘주차장에 설치하는 경우’",
         "주차장에 설치하는 경우 in a notice with car-park cameras or the purpose of preventing car theft"),
        ("별지 서식의 작성 방법", "instructions in the forms at the end"),
    ],
    check: Text(check),
}

/// A bracket that talks to the writer: a condition for keeping the part, or an order to change it.
static BRACKET: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?x)
        [(\[（]\s*(?:※\s*)?(?P<word>
            (?:해당|필요|(?:업체와\s?)?위탁|설치|운영)[^()\[\]]{0,20}?\s?(?:경우|때)\s?(?:에)?(?:만|에\ 한함|에\ 한하여|에\ 한해)\s?(?:작성|기재|기입|표기|해당|기술|추가)?[^()\[\]]{0,10}
          | 해당\s?(?:시|될\ 때|하는\ 때)(?:에)?(?:만)?\s?(?:작성|기재|기입|표기)?
          | 해당\s?(?:사항|부분|내용)(?:만|에만|을|이\ 있는\ 경우)?\s?(?:작성|기재|기입|선택|체크|표기)[^()\[\]]{0,10}
          | [^()\[\]]{0,20}(?:에|게)\s?맞(?:도록|게|추어|춰)\s?(?:수정|작성|변경|기재|조정|보완)[^()\[\]]{0,10}
          | [^()\[\]]{0,16}(?:수정|작성|기재|기입|입력|선택|삭제|명시)\s?(?:하세요|하십시오|하시오|할\ 것|요망|바람|바랍니다|요함|해\ 주세요|하여\ 주세요)\s?\.?
          | [^()\[\]]{0,24}(?:적으세요|적으십시오|적어\s?주세요|고쳐\s?(?:쓰세요|쓰십시오|적으세요|주세요)|바꿔\s?(?:쓰세요|쓰십시오|적으세요|주세요)|지우세요|지워\s?주세요)\s?\.?
          | (?:보관|설치|촬영)\s?(?:시설|장소|기관)\s?(?:의\s?)?(?:명|명칭|이름)
          | (?:기관|부서|업체|회사|학교|시설|담당자)\s?(?:명|이름)?\s?(?:을|를)?\s?(?:기재|기입|입력|작성)
          | [가-힣][가-힣\ ·]{1,20}\s?(?:기재|기입)
          | [가-힣\ ]{2,20}(?:은|는|을|를)?\s모두\s?(?:기술|기재|작성|표기)
          | (?:작성|기재)\s?(?:예|예시|요령|방법)
          | 예시
        )\s*[)\]）]",
    )
    .ok()
});
/// A car-park condition of the model form.
static CAR_PARK: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"[(（]\s*주차장에?\s?설치(?:하는|한|된|시)\s?(?:경우)?\s*[)）]").ok());
/// A whole line that is a note for the writer.
static LINE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?x)
        ^[\s※*○●□■▣☞\-·<〈\[【]*(?P<word>
            (?:작성|기재)\s?(?:예시|요령|시\s?유의\s?사항|시\s?주의\s?사항)
          | 예시\s?\)
          | 해당\s?내용\s?(?:을\s?)?(?:기재|작성|기입)
          | [^.]{0,24}(?:에|게)\s?맞(?:도록|게)\s?(?:수정|작성|변경)(?:하여|해|하시기|하세요|할\ 것|\ 후\ 사용)[^.]{0,20}
          | [^.]{0,30}(?:기재|작성|입력|기입|삭제)(?:하세요|하십시오|하시오|하시기\ 바랍니다|할\ 것|요망|\ 바람)\s?\.?
        )\s*[>〉\]】]?\s*[:：]?\s*$",
    )
    .ok()
});

/// What the form says of an item in place of its text.
static ABOUT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"[가-힣][가-힣· ]{1,24}에\s?(?:대한|관한|대하여)\s?(?:내용|사항)을\s?(?:기술|기재|작성|입력)합니다")
        .ok()
});

fn check(view: &View, sink: &mut Sink) {
    let mut car_park = Vec::new();
    for line in view.body() {
        let raw = line.raw;
        if raw.contains(['(', '[', '（']) {
            for found in BRACKET.iter().flat_map(|p| p.captures_iter(raw)) {
                let (Some(all), Some(word)) = (found.get(0), found.name("word")) else { continue };
                if !talks_to_writer(word.as_str()) {
                    continue;
                }
                report(sink, line.unit, all.start(), all.as_str());
            }
            if raw.contains("주차장") {
                car_park
                    .extend(CAR_PARK.iter().flat_map(|p| p.find_iter(raw)).map(|m| (line.unit, m.start(), m.as_str())));
            }
        }
        if raw.contains("합니다") && (raw.contains("내용을") || raw.contains("사항을")) {
            for found in ABOUT.iter().flat_map(|p| p.find_iter(raw)) {
                report(sink, line.unit, found.start(), found.as_str());
            }
        }
        if raw.contains("작성")
            || raw.contains("기재")
            || raw.contains("예시")
            || raw.contains("맞")
            || raw.contains("입력")
        {
            // `예시 총무과 10대 …`: a row of the form that shows how to fill in the others
            let row = raw.trim_start_matches(['|', ' ', '\t']);
            let at = raw.len() - row.len();
            let filled = row.strip_prefix("예시").is_some_and(|rest| {
                rest.starts_with([' ', '\t', '|']) && rest.bytes().any(|b| b.is_ascii_digit()) && !rest.contains(':')
            });
            let told = [Part::Installation, Part::Contact, Part::Retention];
            if filled && told.iter().any(|p| view.section_lines(*p).any(|l| l.unit == line.unit)) {
                report(sink, line.unit, at, "예시");
            }
            for found in LINE.iter().flat_map(|p| p.captures_iter(raw)) {
                let Some(word) = found.name("word") else { continue };
                if !text::is_request(raw) {
                    report(sink, line.unit, word.start(), word.as_str().trim_end());
                }
            }
        }
    }
    if !parks(view) {
        for (unit, start, word) in car_park {
            report(sink, unit, start, word);
        }
    }
}

fn report(sink: &mut Sink, unit: u32, start: usize, subject: &str) {
    let at = Span { unit, start: start as u32, end: (start + subject.len()) as u32 };
    sink.report(
        subject,
        vec![at],
        bi!("서식의 작성 안내가 남아 있습니다: {subject}", "An instruction of the form was left in: {subject}"),
    )
    .suggest(String::new());
}

/// Conditions on devices or places are facts of the notice; conditions on parts are not.
fn talks_to_writer(word: &str) -> bool {
    let about_facts = word.starts_with("설치") || word.starts_with("운영") || word.starts_with("필요");
    (!about_facts || word.contains("작성") || word.contains("기재")) && !text::is_request(word)
}

/// Whether cars play a part in the notice.
fn parks(view: &View) -> bool {
    let car = |raw: &str| {
        let folded = text::without_spaces(raw);
        let rest = folded.replace("주차장에설치하는경우", "").replace("주차장에설치", "");
        rest.contains("주차") || rest.contains("차량도난") || rest.contains("차량의도난") || rest.contains("차량파손")
    };
    view.body().any(|l| car(l.raw))
}
