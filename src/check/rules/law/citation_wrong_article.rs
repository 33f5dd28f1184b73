use crate::bi;
use crate::check::rule::declare_rule;
use crate::check::search::{Hit, patterns, says};
use crate::check::{Sink, View};
use crate::model::Part;
use regex::Regex;
use std::collections::BTreeSet;

declare_rule! {
    code: "LAW004", name: "citation-wrong-article", family: Law, severity: Warning, fix: Propose,
    basis: ("「개인정보 보호법」 제25조, 같은 법 시행령 제22조부터 제26조까지, 「주차장법 시행규칙」 제6조제1항제11호",
            "Personal Information Protection Act art. 25; Enforcement Decree arts. 22 to 26; Enforcement Rule of the Parking Lot Act art. 6(1) item 11"),
    summary: ("인용한 조문이 내용과 맞지 않음", "an article that does not fit the matter"),
    checks: (
        "방침 공개(제25조제7항), 안내판(제25조제4항), 설치 근거(제25조제1항), 위탁(제25조제8항, 제26조), 안전성 확보(제29조), 파기(제21조), 열람(제35조), 보호책임자(제31조), 주차장(주차장법 시행규칙 제6조제1항제11호)을 말하면서 다른 조문을 인용했는지 봅니다. 설치 근거 항목에 인용이 하나뿐이면 그것을 설치 근거로 봅니다.",
        "Compares the matter of a sentence with the article that it cites: policy 25(7), sign 25(4), grounds 25(1), outsourcing 25(8) and 26, safety 29, disposal 21, viewing 35, officer 31, car parks art. 6(1) item 11 of their rule. The only citation of the part on grounds is taken for the ground."
    ),
    why: ("조문을 찾아본 사람이 다른 내용을 보게 되고, 서식을 잘못 베낀 것이 드러납니다.", "Who looks the article up finds something else; it shows a form copied with its slips."),
    example: "「개인정보 보호법」 제25조제4항에 따라 운영·관리 방침을 공개합니다.",
    remedy: ("조문을 확인해 고칩니다.", "Look the article up and mend the citation."),
    exceptions: [
        ("항 없이 제25조라고만 적은 경우", "art. 25 without a paragraph"),
        ("설치 근거 항목의 제2조·제15조·제18조·제58조처럼 근거로 들 수 있는 다른 조문", "articles that a part on grounds may cite as well, such as 2, 15, 18 and 58"),
        ("여러 조문을 들었고 그 가운데 하나가 맞는 경우", "several articles of which one fits"),
        ("개인정보 처리방침에 담은 경우의 제30조", "art. 30 in a combined privacy policy"),
        ("제25조의2(이동형)와 다른 법률의 조문", "art. 25-2 (mobile devices) and articles of other acts"),
    ],
    check: Text(check),
}

patterns! {
    /// A citation of the act itself, with the words that follow it.
    ACT = r#"(?:개인정보\s{0,2}보호법\s?[」』>〉》”’"']?|[\s(]법)\s*(?P<s>제?\s?(?P<a>[0-9]+)\s?조(?P<ui>의\s?[0-9]+)?(?:\s*제?\s?(?P<p>[0-9]+)\s?항)?)(?P<rest>[^.\t|]{0,60})"#;
    DECREE = r#"시행령\s?[」』>〉》”’"']?\s*(?P<s>제?\s?(?P<a>[0-9]+)\s?조(?P<ui>의\s?[0-9]+)?(?:\s*제?\s?(?P<p>[0-9]+)\s?항)?)(?P<rest>[^.\t|]{0,60})"#;
    CAR_PARK = r#"주차장법\s?시행규칙\s?[」』>〉》”’"']?\s*(?P<s>제?\s?6\s?조\s?제?\s?(?:11\s?항|1\s?항\s?제?\s?(?:[2-9]|10|1[2-9])\s?호))"#;
    ANOTHER = r"(?:제\s?)?[0-9]+\s?조|및\s?제|,\s?제|부터|내지|~";
    POLICY = r"^\s?(?:에|의)?\s?(?:따라|의거|근거|따른|의하여|규정)[^.]{0,34}방침을?\s?(?:공개|수립|정하|정합|정한|마련|제정|둡니다|두고|작성)";
    TITLE = r"^\s?[(（](?:고정형\s?)?영상정보\s?처리\s?기기의?\s?설치";
    SIGN = r"^[^.]{0,34}안내판";
    GROUNDS = r"^\s?(?:에|을|의)?\s?(?:따라|의거|근거|따른|의하여)[^.]{0,30}(?:목적으로|영상정보\s?처리기기를?\s?(?:설치|운영|둡|두)|카메라를?\s?(?:설치|운영))";
    OUTSOURCE = r"^\s?(?:에|을|의)?\s?(?:따라|의거|근거|따른|의하여)[^.]{0,24}위탁";
    SAFETY = r"^\s?(?:에|을|의)?\s?(?:따라|의거|근거|따른|의하여|의)?[^.]{0,16}안전성\s?확보";
    DISPOSAL = r"^\s?(?:에|을|의)?\s?(?:따라|의거|근거|따른|의하여)[^.]{0,20}(?:파기|영구\s?삭제)";
    VIEWING = r"^\s?(?:에|을|의)?\s?(?:따라|의거|근거|따른|의하여)[^.]{0,24}(?:열람|존재\s?확인)";
    OFFICER = r"^\s?(?:에|을|의)?\s?(?:따라|의거|근거|따른|의하여)[^.]{0,16}보호\s?책임자";
}

/// A matter with the words that announce it, the articles that fit it, and the paragraphs of art. 25 that do.
struct Matter {
    words: &'static std::sync::LazyLock<Option<Regex>>,
    articles: &'static [u32],
    paragraphs: &'static [u32],
    usual: &'static str,
    ko: &'static str,
    en: &'static str,
}

/// Articles of the act, besides the 25th, that a part on grounds may cite: definitions and principles, lawful use, what
/// it says of safety, policies, registered files and viewing, exemptions.
const BESIDE_GROUNDS: [u32; 16] = [1, 2, 3, 4, 5, 6, 15, 17, 18, 23, 29, 30, 32, 33, 35, 58];
/// Paragraphs of art. 25 about the sign, safety and outsourcing.
const NO_GROUNDS: [u32; 3] = [4, 6, 8];

static ACT_MATTERS: [Matter; 9] = [
    Matter {
        words: &TITLE,
        articles: &[],
        paragraphs: &[],
        usual: "제25조",
        ko: "영상정보처리기기의 설치·운영 제한",
        en: "devices",
    },
    Matter { words: &SIGN, articles: &[], paragraphs: &[4], usual: "제25조제4항", ko: "안내판", en: "the sign" },
    Matter {
        words: &POLICY,
        articles: &[30],
        paragraphs: &[7],
        usual: "제25조제7항",
        ko: "운영·관리 방침",
        en: "the policy",
    },
    Matter {
        words: &OUTSOURCE,
        articles: &[26],
        paragraphs: &[8],
        usual: "제25조제8항",
        ko: "위탁",
        en: "outsourcing",
    },
    Matter {
        words: &SAFETY, articles: &[29], paragraphs: &[6], usual: "제29조", ko: "안전성 확보", en: "safety"
    },
    Matter {
        words: &OFFICER,
        articles: &[31],
        paragraphs: &[],
        usual: "제31조",
        ko: "보호책임자",
        en: "the privacy officer",
    },
    Matter {
        words: &VIEWING,
        articles: &[35, 36, 37, 38, 4],
        paragraphs: &[],
        usual: "제35조",
        ko: "열람",
        en: "viewing",
    },
    Matter { words: &DISPOSAL, articles: &[21], paragraphs: &[], usual: "제21조", ko: "파기", en: "disposal" },
    Matter {
        words: &GROUNDS,
        articles: &[],
        paragraphs: &[1],
        usual: "제25조제1항",
        ko: "설치 근거",
        en: "the grounds",
    },
];

static DECREE_MATTERS: [Matter; 3] = [
    Matter { words: &SIGN, articles: &[24], paragraphs: &[], usual: "제24조", ko: "안내판", en: "the sign" },
    Matter {
        words: &POLICY,
        articles: &[25, 31],
        paragraphs: &[],
        usual: "제25조",
        ko: "운영·관리 방침",
        en: "the policy",
    },
    Matter {
        words: &OUTSOURCE, articles: &[26, 28], paragraphs: &[], usual: "제26조", ko: "위탁", en: "outsourcing"
    },
];

fn check(view: &View, sink: &mut Sink) {
    let of_devices = view.real_sections(Part::Purpose).all(|s| s.heading.as_str().contains(['설', '근']));
    let grounds: BTreeSet<u32> = view
        .real_sections(Part::Purpose)
        .filter_map(|s| s.heading.unit())
        .chain(view.section_lines(Part::Purpose).map(|l| l.unit))
        .filter(|_| of_devices)
        .collect();
    let mut as_grounds: Vec<(Hit, u32, Option<u32>)> = Vec::new();
    let mut among_grounds = 0;
    for line in view.body().filter(|l| l.raw.contains('조')) {
        // groups are dear, and few lines with an article cite one of these
        for (pattern, sign, matters) in [(&ACT, "법", &ACT_MATTERS[..]), (&DECREE, "시행령", &DECREE_MATTERS[..])] {
            if !line.raw.contains(sign) {
                continue;
            }
            for found in pattern.iter().flat_map(|p| p.captures_iter(line.raw)) {
                let (Some(cited), Some(rest)) = (found.name("s"), found.name("rest")) else { continue };
                let number = |name: &str| found.name(name).and_then(|m| m.as_str().parse::<u32>().ok());
                let Some(article) = number("a").filter(|_| found.name("ui").is_none()) else { continue };
                let hit = Hit { unit: line.unit, line: line.raw, range: cited.range() };
                let is_ground = sign == "법" && grounds.contains(&line.unit);
                among_grounds += usize::from(is_ground);
                // several articles of which one may fit
                let sentence = hit.sentence();
                let before = &line.raw[..cited.start()];
                let same = before.trim_end().strip_suffix('법').map(str::trim_end);
                if same.is_some_and(|b| ["같은", "동", "이"].iter().any(|word| b.ends_with(word))) {
                    continue;
                }
                let many = says(&ANOTHER, rest.as_str()) || says(&ANOTHER, before.rsplit("법").next().unwrap_or(""));
                if many || sentence.contains("이동형") {
                    continue;
                }
                let told = judge(sink, &hit, article, number("p"), rest.as_str(), matters);
                if is_ground && !told {
                    as_grounds.push((hit, article, number("p")));
                }
            }
        }
        if !line.raw.contains("주차장법") {
            continue;
        }
        for found in CAR_PARK.iter().flat_map(|p| p.captures_iter(line.raw)) {
            let Some(cited) = found.name("s") else { continue };
            let hit = Hit { unit: line.unit, line: line.raw, range: cited.range() };
            report(sink, &hit, "제6조제1항제11호", "주차장의 카메라", "cameras in car parks");
        }
    }
    // the only citation of a part on grounds is the ground
    if let ([(hit, article, paragraph)], 1) = (&as_grounds[..], among_grounds) {
        let fits = match article {
            25 => paragraph.is_none_or(|p| !NO_GROUNDS.contains(&p)),
            other => BESIDE_GROUNDS.contains(other),
        };
        if !fits {
            report(sink, hit, "제25조제1항", "설치 근거", "the grounds");
        }
    }
}

/// Judges a citation by the words behind it; whether these name a matter.
fn judge(sink: &mut Sink, hit: &Hit, article: u32, paragraph: Option<u32>, rest: &str, matters: &[Matter]) -> bool {
    let Some(matter) = matters.iter().find(|m| m.words.as_ref().is_some_and(|p| p.is_match(rest))) else {
        return false;
    };
    // art. 25 of the act is about cameras as a whole, and only a paragraph of it can be wrong
    let whole = std::ptr::eq(matters, &ACT_MATTERS[..]) && article == 25;
    let fits = if whole {
        paragraph.is_none_or(|p| matter.paragraphs.contains(&p) || matter.paragraphs.is_empty())
    } else {
        matter.articles.contains(&article)
    };
    if !fits {
        report(sink, hit, matter.usual, matter.ko, matter.en);
    }
    true
}

fn report(sink: &mut Sink, hit: &Hit, usual: &str, ko: &str, en: &str) {
    let subject = hit.text();
    sink.report(
        subject,
        hit.at(),
        bi!("{ko}의 근거는 {usual}입니다: {subject}", "The provision on {en} is {usual}: {subject}"),
    )
    .suggest(usual);
}
