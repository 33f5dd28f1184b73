use crate::bi;
use crate::check::rule::declare_rule;
use crate::check::search::{denies, hits, patterns, says};
use crate::check::{Sink, View};

declare_rule! {
    code: "PUR006", name: "audio-recording", family: Purpose, severity: Error, fix: None,
    basis: ("「개인정보 보호법」 제25조제5항", "Personal Information Protection Act art. 25(5)"),
    summary: ("소리를 녹음한다고 적음", "sound is said to be recorded"),
    checks: ("방침이 영상과 함께 소리를 녹음하거나 저장한다고 하는지 봅니다.", "Finds statements that sound is recorded or kept along with the images."),
    why: (
        "고정형 영상정보처리기기로는 녹음할 수 없습니다. 어기면 과태료가 아니라 형사 처벌을 받을 수 있습니다.",
        "Fixed video devices must not record sound; a breach is a criminal matter, not a fine."
    ),
    example: "영상 및 음성을 24시간 녹화·녹음",
    remedy: ("녹음 기능을 끄고 그 문구를 지웁니다. 녹음하지 않는다면 그렇게 적습니다.", "Switch sound off and remove the words; where none is recorded, say so."),
    exceptions: [
        ("녹음하지 않는다는 문장", "denials"),
        ("비상벨 통화, 안내 방송과 경고 방송", "calls from an emergency bell, announcements and warnings"),
        ("기능을 묻는 서식의 빈칸(음성녹음( - ))", "a blank of a form that asks for the function: 음성녹음( - )"),
        ("전화 상담의 녹음", "telephone recording of a call centre"),
    ],
    check: Text(check),
}

patterns! {
    SOUND = r"녹음|(?:음성|소리|음향|대화)(?:\s?정보)?(?:을|를|도|까지|과|와|·|,)?\s?(?:및\s?)?(?:영상(?:을|정보를)?\s?)?(?:함께\s?|같이\s?|동시에\s?)?(?:[0-9]{1,2}\s?시간\s?)?(?:녹화|수집|저장|기록)";
    OTHER = r"비상\s?벨|방송|통화|전화|콜\s?센터|상담|스피커|바디캠|제3자|임의\s?조작|기능이\s?있는|녹음\s?(?:파일|자료|실)|동의|녹음\s?\(\s?[-–×xX]?\s?\)|녹음\s?기능\s?사용\s?(?:시|여부)";
}

fn check(view: &View, sink: &mut Sink) {
    let lines: Vec<_> = view.body().copied().collect();
    for hit in hits(lines.iter(), &SOUND) {
        let mut sentence = hit.sentence().trim().to_owned();
        // a sentence may go on below
        if !sentence.ends_with(['.', '다', '음', '함', ')'])
            && let Some(next) = lines.iter().find(|l| l.unit == hit.unit + 1)
        {
            sentence.push_str(next.raw.split(". ").next().unwrap_or_default());
        }
        if denies(&sentence) || says(&OTHER, &sentence) {
            continue;
        }
        let subject = hit.text();
        sink.report(
            subject,
            hit.at(),
            bi!("소리를 녹음한다고 적혀 있습니다: {subject}", "Sound is said to be recorded: {subject}"),
        );
    }
}
