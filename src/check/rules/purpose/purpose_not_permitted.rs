use crate::bi;
use crate::check::rule::declare_rule;
use crate::check::search::{denies, hits, patterns, says};
use crate::check::{Sink, View};
use crate::model::{Part, Span};

declare_rule! {
    code: "PUR002", name: "purpose-not-permitted", family: Purpose, severity: Warning, fix: None,
    basis: ("「개인정보 보호법」 제25조제1항", "Personal Information Protection Act art. 25(1)"),
    summary: ("법이 정한 목적이 아닌 설치 목적", "a purpose that the act does not permit"),
    checks: (
        "설치 목적에 근태·복무 점검, 직원 감시, 업무 평가, 홍보, 녹취, 고객 분석처럼 법 제25조제1항의 어느 호에도 들지 않는 것이 있는지 봅니다.",
        "Finds purposes that fit none of the grounds of art. 25(1): attendance and conduct of staff, appraisal, publicity, recording of talks, analysis of customers."
    ),
    why: (
        "공개된 장소의 카메라는 법이 정한 목적으로만 설치할 수 있고, 어기면 과태료 대상입니다.",
        "In places open to the public cameras are lawful for the listed purposes only; a breach may be fined."
    ),
    example: "설치 목적 : 시설안전 및 직원 복무 관리",
    remedy: ("그 목적을 빼거나, 따로 정한 법령이 있으면 그 근거를 적습니다.", "Remove the purpose, or name the law that permits it."),
    exceptions: [
        ("방범, 시설안전, 화재예방, 교통단속, 교통정보와 개방 데이터의 목적 구분(쓰레기단속, 재난재해, 산불, 어린이보호)",
         "the permitted ones, and the codes of the open data: 쓰레기단속, 재난재해, 산불, 어린이보호"),
        ("그런 목적으로 쓰지 않는다는 문장", "a sentence that denies such use"),
        ("홍보관, 홍보실처럼 장소의 이름", "names of places: 홍보관, 홍보실"),
        ("법령의 근거를 함께 적은 경우", "a purpose with a law beside it"),
    ],
    check: Text(check),
}

patterns! {
    AIM = r"근태\s?(?:관리|확인|점검|감시)?|복무\s?(?:관리|점검|감독|감시|상태|기강)|(?:직원|근로자|종사자|교직원|근무자|종업원)(?:의|들의)?\s?(?:감시|감독|통제|근무\s?(?:태도|상황|실태|상태|관리|감시)|관리\s?감독|업무\s?감시|출퇴근)|출퇴근\s?(?:관리|확인|기록)|근무\s?(?:태도|실태|기강)\s?(?:점검|감시|관리|확인)?|업무\s?(?:평가|감시|감독)|인사\s?(?:평가|고과)|성과\s?평가|고객\s?(?:분석|성향|행동\s?분석|동선)(?:\s?분석)?|마케팅(?:\s?(?:활용|분석))?|상품\s?홍보|(?:기관|시설|사업|관광)\s?홍보|홍보\s?(?:영상|목적|활용|및|등)|(?:민원|상담|통화)[가-힣\s]{0,6}녹취";
    LAW = r"「[^」]+」\s?제|법\s?제\s?[0-9]+\s?조";
    OWN = r"개인정보\s?보호법";
}

fn check(view: &View, sink: &mut Sink) {
    // what the record calls a purpose, and the part about it
    let notice = view.notice;
    let fields = notice.purposes.iter().chain(notice.installations.iter().map(|r| &r.purpose));
    let said: Vec<Span> = fields.filter_map(|f| f.text()).flat_map(|t| t.spans()).collect();
    let part: Vec<u32> = view.part_lines(Part::Purpose).map(|l| l.unit).collect();
    for hit in hits(view.body(), &AIM) {
        let at = hit.at();
        let inside = part.contains(&hit.unit) || at.iter().any(|a| said.iter().any(|s| s.overlaps(a)));
        let labelled = hit.line[..hit.range.start].contains("목적");
        let sentence = hit.sentence();
        if !(inside || labelled) || denies(sentence) || (says(&LAW, sentence) && !says(&OWN, sentence)) {
            continue;
        }
        let subject = hit.text().trim_end_matches(['및', '등', ' ']);
        sink.report(
            subject,
            at,
            bi!(
                "법 제25조제1항이 정한 목적에 들지 않습니다: {subject}",
                "Not among the purposes of art. 25(1): {subject}"
            ),
        );
    }
}
