use crate::bi;
use crate::check::rule::declare_rule;
use crate::check::view::spans;
use crate::check::{Sink, View, text};
use crate::model::Bi;
use jiff::civil::{Date, date};

declare_rule! {
    code: "LAW002", name: "term-outdated", family: Law, severity: Warning, fix: Propose,
    basis: ("「개인정보 보호법」(법률 제19234호, 2023. 9. 15. 시행) 제2조제7호, 제25조",
            "Personal Information Protection Act (Act no. 19234, in force 2023-09-15) arts. 2(7) and 25"),
    summary: ("제목이 2023년 9월 15일 전의 용어를 씀", "the title uses the term of before 15 September 2023"),
    checks: (
        "제목이 ‘고정형’ 없이 ‘영상정보처리기기’라고만 하는데, 방침에 적힌 시행·공고·개정일이 2023년 9월 15일 이후인지 봅니다.",
        "Reports a title that says 영상정보처리기기 without 고정형 in a notice whose own dates lie on or after 15 September 2023."
    ),
    why: (
        "법이 고정형과 이동형을 나누면서 방침의 대상은 고정형 영상정보처리기기가 되었습니다. 옛 이름을 쓰면 이동형 기기까지 다루는 방침인지 알 수 없습니다.",
        "The act now tells fixed devices from mobile ones, and this policy is about the fixed. Under the old name a reader cannot tell which are meant."
    ),
    example: "영상정보처리기기 운영·관리 방침\n…\n시행일자: 2024년 3월 1일",
    remedy: (
        "제목과 항목 이름의 ‘영상정보처리기기’를 ‘고정형 영상정보처리기기’로 고칩니다. 낫표(「 」) 안의 법령·조례 이름은 그대로 둡니다.",
        "Write 고정형 영상정보처리기기 in the title and the headings; leave names of statutes inside 「 」 as they are."
    ),
    exceptions: [
        ("날짜가 2023년 9월 15일 전이거나 날짜를 알 수 없는 방침", "a notice dated before that day, or not dated at all"),
        ("제목에 ‘이동형’, ‘고정형’이나 ‘CCTV’가 있는 방침", "a title with 이동형, 고정형 or CCTV"),
        ("본문 문장이나 인용한 법령·조례 이름에만 옛 용어가 있는 경우", "the old term in running text or in the name of a statute alone"),
        ("‘개인영상정보’라는 말", "the word 개인영상정보"),
    ],
    check: Notice(check),
}

const IN_FORCE: Date = date(2023, 9, 15);
const OLD: &str = "영상정보처리기기";

fn check(view: &View, sink: &mut Sink) {
    let Some(day) = view.day() else {
        return sink.not_evaluated(Bi::new(
            "방침에 날짜가 없어 어느 때의 용어를 써야 하는지 알 수 없습니다",
            "the notice has no date, so the term that holds for it is unknown",
        ));
    };
    let title = view.raw_field(&view.notice.title);
    let folded = text::without_spaces(&title);
    // another heading above the first part may bear the right title
    let first = view.notice.sections.iter().filter(|s| !s.parts.is_empty()).find_map(|s| s.heading.unit());
    let renewed = view.body().take_while(|l| first.is_none_or(|u| l.unit < u)).any(|l| {
        let line = text::without_spaces(l.raw);
        let heading = line.chars().count() < 45 && !line.ends_with("다.");
        heading && line.contains("고정형영상정보처리기기") && line.contains("방침")
    });
    let quoted = folded.contains('「') || folded.contains('『');
    let told = ["고정형", "이동형", "CCTV", "cctv"].iter().any(|w| folded.contains(w));
    if day < IN_FORCE || quoted || renewed || told || !folded.contains(OLD) {
        return;
    }
    sink.report(
        title.clone(),
        spans(&view.notice.title),
        bi!("{day}의 방침인데 제목에 ‘고정형’이 없습니다. 2023년 9월 15일부터 법의 용어는 ‘고정형 영상정보처리기기’입니다.",
            "The notice is of {day}, yet its title lacks 고정형; since 2023-09-15 the act says 고정형 영상정보처리기기."),
    )
    .pointer("/title")
    .suggest(title.replacen("영상정보", "고정형 영상정보", 1));
}
