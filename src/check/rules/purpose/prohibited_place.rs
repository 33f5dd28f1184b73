use crate::bi;
use crate::check::rule::declare_rule;
use crate::check::search::{denies, hits, patterns, says};
use crate::check::{Sink, View};
use crate::model::{Part, Severity, Text};
use std::collections::BTreeSet;

declare_rule! {
    code: "PUR005", name: "prohibited-place", family: Purpose, severity: Error, fix: None,
    basis: ("「개인정보 보호법」 제25조제2항", "Personal Information Protection Act art. 25(2)"),
    summary: ("설치가 금지된 장소의 카메라", "a camera where none may be"),
    checks: (
        "설치 위치에 화장실, 목욕실, 발한실, 탈의실, 샤워실의 안이 있는지 봅니다. 안이라고 적지 않고 장소 이름만 있으면 경고로 알립니다.",
        "Finds cameras inside toilets, bath, sweat, changing and shower rooms; a place that is only named, not said to be inside, is a warning."
    ),
    why: (
        "사생활을 뚜렷이 침해할 우려가 있는 곳의 안을 볼 수 있게 설치하면 5천만원 이하의 과태료 대상입니다.",
        "To film inside such rooms is forbidden, with fines of up to fifty million won."
    ),
    example: "2층 여자탈의실 내부\t1대",
    remedy: ("카메라를 떼거나 밖으로 옮기고, 입구를 찍는 것이라면 ‘입구’라고 적습니다.", "Take the camera away; where it films the entrance, say so."),
    exceptions: [
        ("앞, 입구, 복도, 통로, 옆, 방향처럼 밖을 말하는 경우", "앞, 입구, 복도, 통로, 옆, 방향: places outside"),
        ("화장장, 화장품, 분장실, 목욕탕 카운터, 찜질방 로비", "a crematorium (화장장), a dressing room (분장실), the counter of a bath, the lobby of a sauna"),
        ("교정시설과 정신의료기관 등 시행령 제22조제2항의 시설", "correctional and mental-health facilities (decree art. 22(2))"),
        ("그런 곳에는 설치하지 않는다는 문장", "a sentence that states the ban"),
    ],
    check: Text(check),
}

patterns! {
    ROOM = r"(?:[0-9]층\s?)?(?:[남녀여]자?\s?)?(?:장애인\s?|공중\s?|직원\s?)?(?:화장실|목욕실|목욕탕|욕실|발한실|탈의실|탈의장|샤워실|샤워장|사우나실?)(?P<in>\s?(?:내부|안쪽|안|실내|내)(?:$|[\s,()\t|0-9]))?";
    INSIDE = r"(?:내부|안쪽|실내|\s안|\s내)\s?$|(?:내부|안쪽|실내)";
    /// Words that put the camera outside, after the room or in the same item.
    OUTSIDE = r"앞|입구|출입|복도|통로|옆|외부|방향|방면|주변|건너|쪽|밖|외곽|로비|카운터|인근|부근|사이|진입|계단|외벽|대기|매표|접수|뒤|문$|로\s?가는|데스크|홀|휴게|비상벨|청소";
    EXEMPT = r"교도소|구치소|교정|정신|치료감호|소년원|보호관찰|유치장";
    PLACES = r"위치|장소|대수|범위|[0-9]\s?대";
}

fn check(view: &View, sink: &mut Sink) {
    if says(&EXEMPT, view.notice.institution.as_str()) {
        return;
    }
    let part: Vec<u32> = view.part_lines(Part::Installation).map(|l| l.unit).collect();
    let points = view.notice.installations.iter().flat_map(|i| &i.points);
    let rows: BTreeSet<u32> = points.filter_map(|p| p.location.text()).filter_map(Text::unit).collect();
    for hit in hits(view.body(), &ROOM) {
        // a row of cameras; in a text without parts the line itself must be about them
        let about = if part.is_empty() { says(&PLACES, hit.line) } else { part.contains(&hit.unit) };
        if !about && !rows.contains(&hit.unit) {
            continue;
        }
        let (before, after) = hit.around(10, 14);
        let said_inside = says(&INSIDE, hit.text());
        // `화장실 내부, 주차장 입구`, `화장실 내부 4`: the place ends with the word, and the next one is another
        let behind = after.trim_start();
        let number = behind.trim_start_matches(|c: char| c.is_ascii_digit());
        let counted =
            number.len() < behind.len() && (number.is_empty() || number.starts_with([' ', '대', '\t', '|', ',']));
        let ends = hit.text().ends_with([',', '\t', '|']) || behind.starts_with([':', '|']) || counted;
        let after = if said_inside && ends { "" } else { after };
        let item = after.split([',', '(', ')', '/', '\t', '|']).next().unwrap_or(after);
        let rest = format!("{item} {}", after.get(item.len()..).unwrap_or_default().trim_start_matches([',', ' ']));
        let inside = said_inside || says(&INSIDE, item);
        // 화장실 및 복도 입구, 화장실(입구): the word may stand after a bracket or another place
        let near: String = rest.chars().take(12).collect();
        if (says(&OUTSIDE, item) || (!inside && says(&OUTSIDE, &near)))
            || before.trim_end().ends_with(['앞', '옆', '뒤'])
            || denies(hit.sentence())
        {
            continue;
        }
        let subject = hit
            .text()
            .trim_end_matches([' ', ',', '(', ')', '\t', '|'])
            .trim_end_matches(|c: char| c.is_ascii_digit())
            .trim();
        let draft = sink.report(
            subject,
            hit.at(),
            bi!("카메라를 설치할 수 없는 장소입니다: {subject}", "No camera may be here: {subject}"),
        );
        if !inside {
            draft.severity(Severity::Warning).help(bi!(
                "입구나 복도를 찍는 것이라면 그렇게 적어 주세요.",
                "Where it films the entrance or the corridor, say so."
            ));
        }
    }
}
