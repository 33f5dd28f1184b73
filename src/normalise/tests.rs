use super::*;
use crate::model::Span;

fn norm(raw: &str) -> String {
    unit(0, raw).as_str().to_owned()
}

#[test]
fn what_changes() {
    for (raw, expected) in [
        ("설치ㆍ운영", "설치·운영"),
        ("설치․운영", "설치·운영"),
        ("설치‧운영", "설치·운영"),
        ("설치 ・ 운영", "설치 · 운영"),
        ("설치•운영", "설치·운영"),
        ("설치ᆞ운영", "설치·운영"),
        ("설치\u{f02ef}운영", "설치·운영"),
        ("032–555–0142", "032-555-0142"),
        ("032―555ㅡ0142", "032-555-0142"),
        ("032\u{ad}555", "032-555"),
        ("방\u{ad}침", "방침"),
        ("09:00∼18:00", "09:00~18:00"),
        ("1층～5층", "1층~5층"),
        ("가\u{a0}나\u{3000}다", "가 나 다"),
        ("   가   나 \t  다  ", " 가 나 \t 다 "),
        ("１２（층）：．", "12(층):."),
        ("｢개인정보 보호법｣", "「개인정보 보호법」"),
        ("\u{f06c} 항목", "● 항목"),
        ("\u{f00e1}", "(인)"),
        ("가\u{200b}나\u{feff}다\u{0}", "가나다"),
        ("\u{1112}\u{1161}\u{11ab}\u{1100}\u{1173}\u{11af}", "한글"),
        ("\u{1112}\u{200b}\u{1161}\u{11ab}", "한"),
        ("가\u{c}나", "가 나"),
    ] {
        assert_eq!(norm(raw), expected, "{raw:?}");
    }
}

#[test]
fn what_stays() {
    for raw in [
        "",
        "설치?운영",
        "설치\u{fffd}운영",
        " • 항목",
        "ㆍ 항목",
        "• 항목 • 다음",
        "ㅇ 항목",
        "ㅁ 항목",
        "1·2",
        "2023․9․15",
        "가–나",
        "일몰∼일출",
        "<u>가</u>&nbsp;",
        "가\t나\t\t다",
        "㈜가온 ☎ ℡ Ⅱ ① ㎡",
        "「개인정보 보호법」 제25조",
        "“가” ’23 〃",
        "\u{e123}가",
        "ＣＣＴＶ",
    ] {
        assert_eq!(norm(raw), raw, "{raw:?}");
    }
}

#[test]
fn the_way_back_is_exact() {
    let raw = "설치ㆍ운영   （１층）";
    let text = unit(3, raw);
    assert_eq!(text.as_str(), "설치·운영 (1층)");
    let quoted = |part: &str| {
        let at = text.as_str().find(part).map(|at| text.spans_of(at..at + part.len())).unwrap_or_default();
        at.iter().map(|s| &raw[s.start as usize..s.end as usize]).collect::<String>()
    };
    for (part, expected) in [
        ("설치", "설치"),
        ("·", "ㆍ"),
        ("운영", "운영"),
        (" ", "   "),
        ("(1층)", "（１층）"),
        ("1", "１"),
        ("층", "층"),
    ] {
        assert_eq!(quoted(part), expected, "{part}");
    }
    assert_eq!(text.spans(), [Span { unit: 3, start: 0, end: raw.len() as u32 }]);
    // NFD: a syllable stands for all of its letters
    let raw = "\u{1112}\u{1161}\u{11ab}a";
    let text = unit(0, raw);
    assert_eq!(text.spans_of(0..3), [Span { unit: 0, start: 0, end: 9 }]);
    assert_eq!(text.spans_of(3..4), [Span { unit: 0, start: 9, end: 10 }]);
}

/// Texts put together from awkward pieces by a fixed sequence: normal form is a fixed point, the spans lie inside.
#[test]
fn idempotent_on_awkward_texts() {
    const POOL: [&str; 48] = [
        "가",
        "나",
        "a",
        "1",
        "2",
        " ",
        "  ",
        "\t",
        "ㆍ",
        "․",
        "•",
        "·",
        "ᆞ",
        "–",
        "―",
        "ㅡ",
        "~",
        "～",
        "∼",
        "\u{ad}",
        "\u{200b}",
        "\u{feff}",
        "\u{a0}",
        "\u{3000}",
        "（",
        "１",
        "：",
        "\u{1112}",
        "\u{1161}",
        "\u{11ab}",
        "\u{f06c}",
        "\u{f02ef}",
        "\u{f00e1}",
        "\u{f0806}",
        "\u{e123}",
        "\u{fffd}",
        "?",
        "-",
        ".",
        ")",
        "\u{301}",
        "e",
        "\u{387}",
        "\u{f900}",
        "\n",
        "㈜",
        "\u{0}",
        "\u{b4}",
    ];
    let mut seed = 0x2545_F491_4F6C_DD1D_u64;
    let mut next = |n: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed % n as u64) as usize
    };
    for _ in 0..20_000 {
        let raw: String = (0..next(9) + 1).map(|_| POOL[next(POOL.len())]).collect();
        let once = unit(0, &raw);
        let twice = unit(0, once.as_str());
        assert_eq!(once.as_str(), twice.as_str(), "{raw:?}");
        for span in once.spans() {
            assert!(raw.get(span.start as usize..span.end as usize).is_some(), "{raw:?} {span:?}");
        }
        for (at, c) in once.as_str().char_indices() {
            for span in once.spans_of(at..at + c.len_utf8()) {
                assert!(raw.get(span.start as usize..span.end as usize).is_some(), "{raw:?} {span:?}");
            }
        }
    }
}
