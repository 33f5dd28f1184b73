use crate::bi;
use crate::check::rule::declare_rule;
use crate::check::search::{patterns, says};
use crate::check::{Sink, View};
use crate::model::{Bi, Part};

declare_rule! {
    code: "VIE001", name: "viewing-place-missing", family: Viewing, severity: Warning, fix: None,
    basis: ("「개인정보 보호법 시행령」 제25조제1항제5호", "Enforcement Decree art. 25(1) item 5"),
    summary: ("영상을 확인하는 방법이나 장소가 없음", "how or where images can be seen is not said"),
    checks: (
        "영상정보의 확인 방법과 장소를 적는 항목은 있는데 방법이나 장소가 빠졌는지 봅니다.",
        "Reports a part on viewing that gives no way or no place."
    ),
    why: ("영상을 보려는 사람이 어디로 가서 무엇을 해야 하는지 알 수 없습니다.", "Who wants to see images does not learn where to go or what to do."),
    example: "6. 개인영상정보의 확인 방법 및 장소\n- 확인 방법 : 관리책임자에게 요구\n- 확인 장소 :",
    remedy: ("방문할 부서나 방의 이름, 미리 연락할 곳을 적습니다.", "Name the unit or the room, and whom to call before."),
    exceptions: [
        ("관리책임자에게 연락하고 방문하라고 적은 경우: 장소는 부서를 따릅니다", "to call the manager and come: the place follows from the unit"),
        ("항목 자체가 없는 방침: 다른 규칙이 알립니다", "a notice without that part, which has a rule of its own"),
        ("잘린 문서나, 항목을 다른 문서에 맡긴 방침", "a file that breaks off, or a part handed over to another document"),
    ],
    check: Notice(check),
}

patterns! {
    PLACE = r"방문|오시|오면|내방|찾아|[가-힣0-9](?:과|실|팀|센터|사무소|사무실|청|층|부서|사무국|도서관|회관|데스크|관|본부|지점|매장|학교|병원|소|점|역|국|처)(?:$|[\s,.()\t|에로])|기관\s?명|홈페이지|누리집|우편|인터넷|정보공개";
    WAY = r"연락|요구|요청|신청|청구|방문|오시|오면|내방|제출|접수|문의|승인|절차|서식|작성|가능|확인하실|보실|열람하실";
    EMPTY_PLACE = r"(?:확인|열람)\s?장소\s?[:：]\s*(?:-|–|없음)?\s*$";
    EMPTY_WAY = r"(?:확인|열람)\s?(?:방법|절차)\s?[:：]\s*(?:-|–|없음)?\s*$";
}

fn check(view: &View, sink: &mut Sink) {
    let viewing = &view.notice.viewing;
    let mut sections = view.real_sections(Part::Viewing).filter(|s| !s.blocks.is_empty()).peekable();
    let Some(section) = sections.peek() else { return };
    if view.delegated(Part::Viewing) {
        return;
    }
    let heading = section.heading.unit();
    let lines: Vec<&str> = view.part_lines(Part::Viewing).filter(|l| Some(l.unit) != heading).map(|l| l.raw).collect();
    if lines.iter().all(|l| l.trim().is_empty()) {
        return;
    }
    // a label at the end of a line may have its value on the next one
    let open = |at: usize, p| {
        says(p, lines[at]) && lines.get(at + 1).is_none_or(|n| n.trim().is_empty() || n.contains([':', '：']))
    };
    let empty = |p| (0..lines.len()).any(|at| open(at, p));
    let (empty_place, empty_way) = (empty(&*EMPTY_PLACE), empty(&*EMPTY_WAY));
    let place = !viewing.place.is_missing() || lines.iter().any(|l| says(&PLACE, &without_labels(l)));
    let way = !viewing.method.is_missing() || lines.iter().any(|l| says(&WAY, &without_labels(l)));
    let mut missing = Vec::new();
    if !place || (empty_place && viewing.place.is_missing()) {
        missing.push(("확인 장소", "where", "/viewing/place"));
    }
    if !way || (empty_way && viewing.method.is_missing()) {
        missing.push(("확인 방법", "how", "/viewing/method"));
    }
    if missing.is_empty() {
        return;
    }
    if view.breaks_off_in(Part::Viewing) {
        return sink.not_evaluated(Bi::new("확인 항목에서 문서가 끝납니다", "the part on viewing breaks off"));
    }
    for (subject, en, pointer) in missing {
        let at = section.heading.spans();
        sink.report(
            subject,
            at,
            bi!("적혀 있지 않습니다: {subject}", "It is not said {en} images can be seen ({subject})."),
        )
        .pointer(pointer);
    }
}

fn without_labels(raw: &str) -> String {
    ["확인 방법", "확인방법", "열람 방법", "확인 장소", "확인장소", "열람 장소", "열람장소", "개인영상정보"]
        .iter()
        .fold(raw.to_owned(), |text, label| text.replace(label, ""))
}
