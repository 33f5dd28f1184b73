use crate::bi;
use crate::check::rule::declare_rule;
use crate::check::search::{patterns, says};
use crate::check::{Sink, View, text};
use crate::model::{Bi, Part};

declare_rule! {
    code: "RET007", name: "disposal-missing", family: Retention, severity: Warning, fix: None,
    basis: ("「개인정보 보호법 시행령」 제16조, 제25조제1항제4호", "Enforcement Decree arts. 16 and 25(1) item 4"),
    summary: ("영상의 처리방법(파기)이 없음", "nothing on how images are disposed of"),
    checks: (
        "보관기간이 지난 영상을 어떻게 없애는지, 출력물을 어떻게 처리하는지 방침 어디에도 없는지 봅니다.",
        "Reports a notice that says nowhere what becomes of images and prints after the period."
    ),
    why: (
        "시행령은 처리방법을 방침에 담도록 하고, 파기는 되살릴 수 없는 방법으로 하도록 합니다.",
        "The decree asks for the handling in the policy, and for disposal beyond recovery."
    ),
    example: "촬영시간 : 24시간\n보관기간 : 30일\n보관장소 : 관리실",
    remedy: (
        "보관기간이 끝나면 되살릴 수 없게 지우고 출력물은 파쇄하거나 소각한다고 적습니다.",
        "Say that images are erased beyond recovery after the period, and prints shredded or burnt."
    ),
    exceptions: [
        ("자동 삭제, 덮어쓰기, 순환 녹화라고만 적은 경우", "자동 삭제, 덮어쓰기 or 순환 녹화 alone"),
        ("녹화하지 않는 카메라", "cameras that do not record"),
        ("잘린 문서나, 항목을 다른 문서에 맡긴 방침", "a file that breaks off, or a part handed over to another document"),
    ],
    check: Notice(check),
}

patterns! {
    GONE = r"파기|덮어|순환|소거|폐기|파쇄|분쇄|소각|(?:자동|영구|순차)[^.]{0,8}삭제|삭제(?:됩|되|된|합|한|하고|하며|처리|함|됨|후)|지(?:웁|우|워|운)|복원|복구|되살|처리\s?방법\s?[:：]\s?\S|재\s?사용|겹쳐";
    /// A right to have images erased, or a period that is over, is no method.
    RIGHT = r"삭제[를을]?\s?(?:요구|요청|원하|청구|하여\s?줄)|존재\s?확인|파기(?:된|한)\s?경우|지나\s?파기";
}

fn check(view: &View, sink: &mut Sink) {
    let rows = &view.notice.retention;
    if !view.notice.disposal.is_missing() || view.delegated(Part::Retention) || rows.is_empty() {
        return;
    }
    if view.body().any(|l| (says(&GONE, l.raw) && !says(&RIGHT, l.raw)) || text::is_live(l.raw)) {
        return;
    }
    if view.breaks_off_in(Part::Retention) || view.breaks_off() {
        return sink.not_evaluated(Bi::new(
            "문서가 중간에서 끝나 처리방법이 뒤에 있었는지 알 수 없습니다",
            "the file breaks off, so the handling may have followed",
        ));
    }
    sink.report(
        "처리방법",
        Vec::new(),
        bi!(
            "보관기간이 지난 영상을 어떻게 처리하는지 적혀 있지 않습니다.",
            "Nothing is said on what becomes of images after the period (처리방법)."
        ),
    )
    .help(bi!("되살릴 수 없게 지우는 방법을 적어 주세요.", "Name a method beyond recovery."));
}
