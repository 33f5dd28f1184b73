use crate::bi;
use crate::check::rule::declare_rule;
use crate::check::search::{hits, patterns, says};
use crate::check::{Sink, View};
use crate::model::{Bi, Part};

declare_rule! {
    code: "RES005", name: "attachment-missing", family: Residue, severity: Warning, fix: None,
    basis: none,
    summary: ("가리키는 별첨이나 표가 없음", "an attachment or table is named, and is not there"),
    checks: (
        "‘별첨 참조’, ‘붙임 참조’라고 했는데 파일에 그 별첨이 없고 링크나 파일 이름도 없는지, ‘아래와 같이’라고 하고 바로 다음 항목으로 넘어가는지 봅니다.",
        "Finds 별첨 참조 and 붙임 참조 with no such attachment, link or file name, and ‘as follows’ with the next part right after it."
    ),
    why: ("방침을 읽는 사람이 그 내용을 찾을 수 없습니다. 옮기다가 표가 빠졌을 때가 많습니다.", "Readers cannot find what is meant; often a table was lost on the way."),
    example: "2. 설치 대수, 설치 위치 및 촬영범위 : 별첨 참조",
    remedy: ("별첨을 함께 싣거나, 있는 곳의 주소나 파일 이름을 적습니다.", "Add the attachment, or name the address or the file."),
    exceptions: [
        ("링크나 파일 이름이 있는 경우, 누리집을 가리키는 경우", "a link or a file name, or a reference to the web site"),
        ("청구서 같은 서식", "forms for requests"),
        ("같은 제목이나 다른 제목 아래에 그 목록이 있는 경우", "a list that stands under another heading"),
        ("잘린 문서: 뒤에 별첨이 있었을 수 있습니다", "a file that breaks off"),
    ],
    check: Text(check),
}

patterns! {
    POINTER = r"(?P<s>(?:별첨|붙임|첨부|별표)\s?(?:[0-9]{1,2}|[가-힣])?(?:의|에)?\s?(?:표|목록|자료|파일|현황|문서|내용)?(?:를|을|과|와)?\s?(?:참조|참고|같음|같습니다|기재|에\s?따름|로\s?갈음))";
    BELOW = r"(?P<s>(?:다음과|아래와)\s?같(?:이|은|습니다|음)|(?:다음|아래)\s?표(?:와|에))";
    /// The attachment itself, or where it is.
    THERE = r"^[\s\[<〈【(※○□■▶*#-]*(?:별첨|붙임|첨부|별표)\s?[0-9]{0,2}\s*[\])>〉】:：.]?\s*(?:[^참따]{0,40})$";
    LINK = r"https?:|www\.|\.(?:hwpx?|pdf|xlsx?|docx?|zip)|다운로드|내려받|바로가기|클릭|누리집|홈페이지|링크|게시";
    FORM = r"청구서|신청서|요청서|서식|대장|서약|동의서";
}

fn check(view: &View, sink: &mut Sink) {
    let there = view.lines().iter().any(|l| says(&THERE, l.raw) || says(&LINK, l.raw) && l.raw.contains("첨"));
    for hit in hits(view.body(), &POINTER) {
        if there || says(&FORM, hit.line) || says(&LINK, hit.line) {
            continue;
        }
        if view.breaks_off() {
            return sink.not_evaluated(Bi::new(
                "문서가 중간에서 끝나 별첨이 있었는지 알 수 없습니다",
                "the file breaks off, so an attachment may have followed",
            ));
        }
        let subject = hit.text().trim();
        sink.report(
            subject,
            hit.at(),
            bi!("가리키는 별첨이 파일에 없습니다: {subject}", "What it points to is not in the file: {subject}"),
        );
    }
    below(view, sink);
}

/// ‘As follows’ in the last line of a part that holds nothing else.
fn below(view: &View, sink: &mut Sink) {
    let notice = view.notice;
    let sections = &notice.sections;
    for (i, section) in sections.iter().enumerate() {
        let recorded = match section.parts.first() {
            Some(Part::Installation) => !notice.installations.is_empty(),
            Some(Part::Contact) => !notice.contacts.is_empty(),
            Some(Part::Retention) => !notice.retention.is_empty(),
            Some(Part::Contractor) => !notice.contractors.is_empty(),
            Some(Part::Purpose) => !notice.purposes.is_empty(),
            _ => continue,
        };
        let (Some(from), Some(to)) = (section.heading.unit(), sections.get(i + 1).and_then(|s| s.heading.unit()))
        else {
            continue;
        };
        // a heading inside the part goes on with it
        let goes_on = sections.get(i + 1).is_some_and(|next| next.parts.iter().any(|p| section.parts.contains(p)));
        if recorded || goes_on || section.parts.len() > 2 || view.contents().units.contains(&from) {
            continue;
        }
        let filled: Vec<_> =
            view.body().filter(|l| from < l.unit && l.unit < to && !l.raw.trim().is_empty()).copied().collect();
        let Some(last) = filled.last().filter(|_| filled.len() <= 2) else { continue };
        for hit in hits(std::iter::once(last), &BELOW) {
            let subject = hit.text();
            sink.report(
                subject,
                hit.at(),
                bi!("‘{subject}’ 다음에 아무 내용이 없습니다.", "Nothing follows {subject}."),
            );
        }
    }
}
