//! Clean notices with one error planted in each: the right rule must find it at the right place, and nothing else may
//! newly fire.
//!
//! Notices are made up from lists of invented names, in several table styles. `BANGCHIM_MUTANTS` sets how many mutants
//! are made (2,000 by default); a mutant is told by its seed, so that a failure can be looked at again.

use crate::support::{judge_with, settings};
use bangchim::model::report::Judged;
use bangchim::model::{Finding, InputOutcome, Severity, Span};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// What must be found of what was planted.
const RECALL: f64 = 0.98;
/// Mutants on which something else may newly fire.
const FALSE_ALARMS: f64 = 1.0 / 200.0;

/// A generator of numbers that are the same on every machine (xorshift64*).
struct Random(u64);

impl Random {
    fn new(seed: u64) -> Self {
        Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % n
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }
}

/// How tables and lists are drawn.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Style {
    Tabs,
    Pipes,
    Markdown,
}

/// A row of cameras.
#[derive(Clone, Debug)]
struct Cameras {
    place: String,
    count: String,
    range: String,
}

/// A person in charge.
#[derive(Clone, Debug)]
struct Person {
    role: &'static str,
    name: String,
    post: &'static str,
    unit: &'static str,
    phone: String,
}

/// A notice before it is written out.
#[derive(Clone, Debug)]
struct Form {
    style: Style,
    title: String,
    region: (&'static str, &'static str),
    body: String,
    intro: String,
    law: String,
    purposes: Vec<String>,
    cameras: Vec<Cameras>,
    camera_heads: Vec<&'static str>,
    total: Option<u32>,
    people: Vec<Person>,
    retention_heads: Vec<&'static str>,
    retention: Vec<String>,
    handling: Option<String>,
    contractor_note: Option<String>,
    contractor: [String; 3],
    way: String,
    place: Option<String>,
    rights: String,
    remedies: String,
    safety: String,
    sign: Option<String>,
    change: String,
    dates: Option<(String, String)>,
    /// Numbers of the parts that are left out.
    without: Vec<usize>,
}

const REGIONS: [(&str, &str); 8] = [
    ("수원시", "031"),
    ("인천광역시 부평구", "032"),
    ("대전광역시 유성구", "042"),
    ("청주시", "043"),
    ("부산광역시 사하구", "051"),
    ("창원시", "055"),
    ("전주시", "063"),
    ("제주시", "064"),
];
const NAMES: [&str; 10] = ["새봄", "가람누리", "해오름", "달빛", "푸른솔", "너울", "다온", "햇귀", "옛터", "물결"];
const KINDS: [&str; 5] = ["도서관", "체육관", "박물관", "복지관", "문화회관"];
const PEOPLE: [&str; 10] =
    ["도예린", "국승현", "빈서우", "왕벼리", "호연재", "견하루", "남이든", "구새결", "단비오", "독고율"];
const PLACES: [(&str, &str); 9] = [
    ("1층 로비", "출입구 방향"),
    ("2층 복도", "복도 전체"),
    ("지하 주차장", "주차구역과 차로"),
    ("정문", "출입문 안팎"),
    ("후문", "출입문 안팎"),
    ("승강기", "승강기 내부"),
    ("3층 열람실", "열람실 전체"),
    ("옥외 마당", "마당 주변"),
    ("안내대", "안내대 앞"),
];
const AIMS: [&str; 5] = [
    "시설의 안전 관리와 화재 예방",
    "이용자의 안전을 위한 범죄 예방",
    "시설안전 및 화재 예방",
    "도난과 파손 방지",
    "범죄 예방과 수사에 필요한 경우",
];
const STORES: [&str; 4] = ["1층 전산실", "지하 1층 방재실", "관리실", "2층 통신실"];

impl Form {
    fn new(seed: u64) -> Self {
        let mut r = Random::new(seed);
        let region = r.pick(&REGIONS);
        let kind = r.pick(&KINDS);
        let body = format!("{}{kind}", r.pick(&NAMES));
        let mut places = PLACES.to_vec();
        let rows = 2 + r.below(4);
        let cameras: Vec<Cameras> = (0..rows)
            .map(|_| {
                let (place, range) = places.remove(r.below(places.len()));
                Cameras { place: place.into(), count: format!("{}대", 1 + r.below(9)), range: range.into() }
            })
            .collect();
        let mut names = PEOPLE.to_vec();
        let mut person = |role, post, unit, line: usize, r: &mut Random| Person {
            role,
            name: names.remove(r.below(names.len())).into(),
            post,
            unit,
            phone: format!("{}-555-{:04}", region.1, 103 + line * 7 + r.below(6)),
        };
        let people = vec![
            person("관리책임자", "운영팀장", "운영팀", 0, &mut r),
            person("접근권한자", "주임", "운영팀", 1, &mut r),
            person("접근권한자", "시설관리원", "운영팀", 2, &mut r),
        ];
        let sum = cameras.iter().filter_map(|c| c.count.trim_end_matches('대').parse::<u32>().ok()).sum();
        let (first, second) = (r.below(5), r.below(4));
        let second = if second >= first { second + 1 } else { second };
        let period = r.pick(&["30일", "촬영일로부터 30일", "촬영일로부터 20일 이내", "15일", "1개월"]);
        Form {
            style: r.pick(&[Style::Tabs, Style::Pipes, Style::Markdown]),
            title: "고정형 영상정보처리기기 운영·관리 방침".into(),
            region,
            intro: format!("{} {body}(이하 ‘기관’이라 합니다)은 시설에 설치한 카메라의 영상을 어떻게 다루는지 이 방침으로 알려드립니다.", region.0),
            body,
            law: "「개인정보 보호법」 제25조제1항에 따라 다음 목적으로 운영합니다.".into(),
            purposes: vec![AIMS[first].into(), AIMS[second].into()],
            cameras,
            camera_heads: vec!["설치 위치", "설치 대수", "촬영범위"],
            total: (r.below(2) == 0).then_some(sum),
            people,
            retention_heads: vec!["촬영시간", "보관기간", "보관장소"],
            retention: vec!["24시간".into(), period.into(), r.pick(&STORES).into()],
            handling: Some("- 처리방법 : 보관기간이 끝난 영상은 되살릴 수 없게 지우고 출력물은 파쇄하거나 소각합니다.".into()),
            contractor_note: None,
            contractor: ["㈜다솜가드".into(), "이한결".into(), "1588-0055".into()],
            way: "관리책임자에게 미리 연락하고 방문하시면 확인하실 수 있습니다.".into(),
            place: Some("운영팀 사무실".into()),
            rights: "자신이 찍힌 영상은 열람이나 존재 확인, 삭제를 요구하실 수 있고, 요구를 받으면 10일 안에 결과를 알려드립니다.".into(),
            remedies: "침해를 상담하실 곳은 개인정보침해신고센터(국번 없이 118)입니다.".into(),
            safety: "접근 권한을 업무에 따라 차등 부여하고 영상을 암호화하며 보관 장소에 잠금장치를 두었습니다.".into(),
            sign: Some("「개인정보 보호법」 제25조제4항에 따라 안내판을 설치하였습니다.".into()),
            change: "내용을 고칠 때에는 시행하기 7일 전까지 누리집에 알립니다.".into(),
            dates: Some(("2024년 6월 3일".into(), "2024년 6월 10일".into())),
            without: Vec::new(),
        }
    }

    fn table(&self, out: &mut String, heads: &[&str], rows: &[Vec<String>]) {
        let line = |cells: &[String]| match self.style {
            Style::Tabs => cells.join("\t"),
            Style::Pipes => cells.join(" | ") + " |",
            Style::Markdown => format!("| {} |", cells.join(" | ")),
        };
        let heads: Vec<String> = heads.iter().map(ToString::to_string).collect();
        let _ = writeln!(out, "{}", line(&heads));
        if self.style == Style::Markdown {
            let _ = writeln!(out, "|{}", "---|".repeat(heads.len()));
        }
        for row in rows {
            let _ = writeln!(out, "{}", line(row));
        }
    }

    /// The notice as text.
    fn text(&self) -> String {
        let mut out = format!("{} {} {}\n\n{}\n", self.region.0, self.body, self.title, self.intro);
        let mut number = 0;
        for part in 1..=9 {
            if self.without.contains(&part) {
                continue;
            }
            number += 1;
            let heading = [
                "고정형 영상정보처리기기의 설치 근거 및 설치 목적",
                "설치 대수, 설치 위치 및 촬영범위",
                "관리책임자 및 접근권한자",
                "영상정보의 촬영시간, 보관기간, 보관장소 및 처리방법",
                "고정형 영상정보처리기기 설치 및 관리 등의 위탁에 관한 사항",
                "개인영상정보의 확인 방법 및 장소에 관한 사항",
                "정보주체의 개인영상정보 열람 등 요구에 대한 조치",
                "개인영상정보의 안전성 확보조치",
                "고정형 영상정보처리기기 운영·관리 방침 변경에 관한 사항",
            ][part - 1];
            let _ = writeln!(out, "\n{number}. {heading}");
            self.part(&mut out, part);
        }
        out
    }

    fn part(&self, out: &mut String, part: usize) {
        match part {
            1 => {
                let _ = writeln!(out, "{}", self.law);
                self.purposes.iter().for_each(|p| {
                    let _ = writeln!(out, "- {p}");
                });
            }
            2 => {
                let row = |c: &Cameras| {
                    let all = [("설치 위치", &c.place), ("설치 대수", &c.count), ("촬영범위", &c.range)];
                    all.iter().filter(|(h, _)| self.camera_heads.contains(h)).map(|(_, v)| (*v).clone()).collect()
                };
                self.table(out, &self.camera_heads, &self.cameras.iter().map(row).collect::<Vec<_>>());
                self.total.iter().for_each(|t| {
                    let _ = writeln!(out, "총 {t}대");
                });
            }
            3 => {
                let row = |p: &Person| {
                    vec![p.role.to_owned(), p.name.clone(), p.post.to_owned(), p.unit.to_owned(), p.phone.clone()]
                };
                self.table(
                    out,
                    &["구분", "이름", "직위", "소속", "연락처"],
                    &self.people.iter().map(row).collect::<Vec<_>>(),
                );
            }
            4 => {
                self.table(out, &self.retention_heads, std::slice::from_ref(&self.retention));
                self.handling.iter().for_each(|h| {
                    let _ = writeln!(out, "{h}");
                });
            }
            5 => {
                self.contractor_note.iter().for_each(|n| {
                    let _ = writeln!(out, "{n}");
                });
                self.table(out, &["수탁업체", "담당자", "연락처"], &[self.contractor.to_vec()]);
            }
            6 => {
                let _ = writeln!(out, "- 확인 방법 : {}", self.way);
                self.place.iter().for_each(|p| {
                    let _ = writeln!(out, "- 확인 장소 : {p}");
                });
            }
            7 => {
                let _ = writeln!(out, "{}\n{}", self.rights, self.remedies);
            }
            8 => {
                let _ = writeln!(out, "{}", self.safety);
                self.sign.iter().for_each(|s| {
                    let _ = writeln!(out, "{s}");
                });
            }
            _ => {
                let _ = writeln!(out, "{}", self.change);
                self.dates.iter().for_each(|(a, e)| {
                    let _ = writeln!(out, "- 공고일자 : {a} / 시행일자 : {e}");
                });
            }
        }
    }
}

/// An error: its rule, and how it is planted. What it gives back must stand in the subject of the finding.
type Kind = (&'static str, fn(&mut Form, &mut Random) -> String);

/// Rules that fire along with another for good reason.
const ALONG: &[(&str, &str)] = &[
    // a row without the manager leaves the contact part to nobody
    ("manager-missing", "access-holder-missing"),
    ("citation-wrong-article", "citation-format"),
    ("purpose-missing", "section-missing"),
    ("phone-is-fax", "contact-missing"),
    ("law-repealed", "citation-wrong-article"),
];

const KIND_LIST: &[Kind] = &[
    ("phone-area-code-mismatch", |f, r| {
        let other = r.pick(&["033", "041", "054", "061"]);
        f.people[1].phone = f.people[1].phone.replacen(f.region.1, other, 1);
        f.people[1].phone.clone()
    }),
    ("phone-area-code-missing", |f, _| {
        let local = f.people[1].phone[f.region.1.len() + 1..].to_owned();
        f.people[1].phone.clone_from(&local);
        local
    }),
    ("phone-malformed", |f, r| {
        let i = r.below(3);
        f.people[i].phone = f.people[i].phone.replacen("-01", "-O1", 1);
        f.people[i].phone.clone()
    }),
    ("phone-malformed", |f, r| {
        let i = r.below(3);
        f.people[i].phone.pop();
        f.people[i].phone.clone()
    }),
    ("phone-malformed", |f, _| {
        f.contractor[2] = "02-1588-0055".into();
        "1588-0055".into()
    }),
    ("phone-is-fax", |f, _| {
        let number = f.people[0].phone.clone();
        f.people[0].phone = format!("(F) {number}");
        number
    }),
    ("camera-total-mismatch", |f, r| {
        let sum: u32 = f.cameras.iter().filter_map(|c| c.count.trim_end_matches('대').parse::<u32>().ok()).sum();
        f.total = Some(sum + 1 + r.below(3) as u32);
        f.total.unwrap().to_string()
    }),
    ("camera-points-mismatch", |f, _| {
        f.cameras[0].place = "정문(1대), 로비(2대), 복도(1대)".into();
        f.cameras[0].count = "5대".into();
        f.total = None;
        "5".into()
    }),
    ("camera-count-missing", |f, _| {
        f.cameras[1].count = "추후 안내".into();
        f.total = None;
        "추후 안내".into()
    }),
    ("camera-row-duplicate", |f, r| {
        let i = r.below(f.cameras.len());
        let row = f.cameras[i].clone();
        f.cameras.insert(i, row.clone());
        f.total = None;
        row.place
    }),
    ("retention-over-30-days", |f, r| {
        f.retention[1] = r.pick(&["90일", "촬영일로부터 60일", "3개월", "45일"]).into();
        f.retention[1].clone()
    }),
    ("retention-missing", |f, _| {
        f.retention[1] = "-".into();
        "보관기간".into()
    }),
    ("retention-unparsed", |f, _| {
        f.retention[1] = "저장 용량이 찰 때까지".into();
        "용량".into()
    }),
    ("retention-conflict", |f, r| {
        let days = r.pick(&["60일", "90일", "7일", "3개월"]);
        f.retention[1] = "30일".into();
        f.handling = Some(format!("- 처리방법 : 영상은 {days}이 지나면 자동 삭제하고 출력물은 파쇄합니다."));
        days.into()
    }),
    ("retention-conflict", |f, r| {
        let days = r.pick(&["60일", "90일", "45일"]);
        f.retention[1] = "촬영일로부터 30일".into();
        let _ = write!(f.safety, " 영상은 {days}간 보관한 뒤 지웁니다.");
        days.into()
    }),
    ("capture-hours-missing", |f, _| {
        f.retention_heads.remove(0);
        f.retention.remove(0);
        "촬영시간".into()
    }),
    ("capture-hours-missing", |f, r| {
        f.retention[0] = r.pick(&["25시간", "09:00~25:00", "09:00~09:00"]).into();
        f.retention[0].clone()
    }),
    ("storage-place-missing", |f, _| {
        f.retention[2] = "-".into();
        "보관장소".into()
    }),
    ("storage-place-missing", |f, _| {
        f.retention_heads.pop();
        f.retention.pop();
        "보관장소".into()
    }),
    ("disposal-missing", |f, _| {
        f.handling = None;
        "처리방법".into()
    }),
    ("unit-missing", |f, r| {
        f.retention[1] = r.pick(&["30", "15", "20"]).into();
        f.retention[1].clone()
    }),
    ("manager-missing", |f, _| {
        f.people.remove(0);
        f.people[0].role = "접근권한자";
        f.way = "총무과에 미리 연락하고 방문하시면 확인하실 수 있습니다.".into();
        "관리책임자".into()
    }),
    ("manager-missing", |f, _| {
        f.people[0].name = "-".into();
        f.people[0].post = "-";
        f.people[0].unit = "-";
        f.people[0].phone = "-".into();
        "관리책임자".into()
    }),
    ("access-holder-missing", |f, _| {
        f.people.truncate(1);
        "접근권한자".into()
    }),
    ("contact-missing", |f, _| {
        f.people.iter_mut().for_each(|p| p.phone = "-".into());
        "운영팀장".into()
    }),
    ("personal-data-excess", |f, _| {
        let _ = write!(f.people[1].name, "(900101-1234567)");
        "900101".into()
    }),
    ("personal-data-excess", |f, _| {
        f.remedies.push_str("\n- 담당자 생년월일 : 1988. 5. 17");
        "1988. 5. 17".into()
    }),
    ("institution-mismatch", |f, r| {
        let kind = KINDS.iter().find(|k| f.body.ends_with(*k)).unwrap();
        let other = format!("{}{kind}", r.pick(&["산마루", "한울타리", "미리내"]));
        f.intro = f.intro.replace(&f.body, &other);
        other
    }),
    ("institution-mismatch", |f, r| {
        let kind = KINDS.iter().find(|k| f.body.ends_with(*k)).unwrap();
        let other = format!("{}{kind}", r.pick(&["산마루", "한울타리", "미리내"]));
        f.safety = format!("{other}은 {}", f.safety);
        other
    }),
    ("region-name-outdated", |f, r| {
        let old = r.pick(&["강원도", "전라북도"]);
        f.place = Some(format!("{old} 가온로 12, 운영팀 사무실"));
        old.into()
    }),
    ("purpose-missing", |f, _| {
        f.law = "「개인정보 보호법」 제25조제1항에 따라 운영합니다.".into();
        f.purposes.clear();
        "설치 목적".into()
    }),
    ("purpose-not-permitted", |f, r| {
        let (line, word) = r.pick(&[
            ("직원 복무 관리", "복무"),
            ("근태 점검", "근태"),
            ("직원 근무 태도 감시", "근무"),
            ("고객 동선 분석", "동선"),
            ("시설 홍보", "홍보"),
            ("업무 평가", "평가"),
        ]);
        f.purposes.push(line.into());
        word.into()
    }),
    ("location-missing", |f, r| {
        let i = r.below(f.cameras.len());
        f.cameras[i].place = "-".into();
        f.cameras[i].count.clone()
    }),
    ("range-missing", |f, _| {
        f.camera_heads.pop();
        "촬영범위".into()
    }),
    ("range-missing", |f, r| {
        let i = r.below(f.cameras.len());
        f.cameras[i].range = "-".into();
        f.cameras[i].place.clone()
    }),
    ("prohibited-place", |f, r| {
        let place = r.pick(&["2층 여자탈의실 내부", "남자화장실 안쪽", "샤워실 내부"]);
        f.cameras[0].place = place.into();
        place[..place.rfind(' ').unwrap()].into()
    }),
    ("prohibited-place", |f, _| {
        f.cameras[0].place = "남자화장실 내부, 주차장 입구".into();
        "남자화장실 내부".into()
    }),
    ("prohibited-place", |f, r| {
        f.cameras[0].place = r.pick(&["2층 화장실", "여자 탈의실", "직원 샤워실"]).into();
        f.cameras[0].place.clone()
    }),
    ("audio-recording", |f, r| {
        let (line, word) = r.pick(&[
            ("영상과 함께 음성을 녹음합니다.", "녹음"),
            ("소리도 녹음하여 보관합니다.", "녹음"),
            ("주요 장소에서는 대화를 녹음합니다.", "녹음"),
        ]);
        f.handling.as_mut().unwrap().push_str(&format!("\n- {line}"));
        word.into()
    }),
    ("mobile-device-mixed", |f, r| {
        let device = r.pick(&["드론", "바디캠", "순찰차 블랙박스"]);
        f.cameras[0].place = device.into();
        device.rsplit(' ').next().unwrap().into()
    }),
    ("section-missing", |f, r| {
        let part = r.pick(&[6, 7, 8]);
        f.without.push(part);
        if part == 8 {
            f.sign = None;
        }
        ["확인 방법", "열람 등 요구", "안전성"][part - 6].into()
    }),
    ("term-outdated", |f, _| {
        f.title = "영상정보처리기기 운영·관리 방침".into();
        "영상정보처리기기".into()
    }),
    ("citation-format", |f, r| {
        let form = r.pick(&[
            "개인정보보호법 제25조제1항",
            "「개인정보 보호법」 제25조 제1항",
            "『개인정보보호법』 제25조제1항",
        ]);
        f.law = f.law.replace("「개인정보 보호법」 제25조제1항", form);
        form.into()
    }),
    ("citation-wrong-article", |f, r| {
        let wrong = r.pick(&["제25조제4항", "제25조제1항", "제25조제2항"]);
        f.safety = format!("「개인정보 보호법」 {wrong}에 따라 운영·관리 방침을 공개합니다. {}", f.safety);
        wrong.into()
    }),
    ("citation-wrong-article", |f, r| {
        let wrong = r.pick(&["제25조제7항", "제25조제1항", "제25조제5항"]);
        f.sign = Some(format!("「개인정보 보호법」 {wrong}에 따라 안내판을 설치하였습니다."));
        wrong.into()
    }),
    ("citation-wrong-article", |f, r| {
        let wrong = r.pick(&["제15조제1항", "제24조제1항", "제29조"]);
        f.law = f.law.replace("제25조제1항", wrong);
        wrong.into()
    }),
    ("citation-wrong-article", |f, r| {
        let wrong = r.pick(&["제52조제1항", "제24조", "제25조제8항"]);
        f.law = format!("설치 근거: 「개인정보 보호법」 {wrong}");
        wrong.into()
    }),
    ("citation-wrong-article", |f, _| {
        f.purposes.push("「주차장법 시행규칙」 제6조제11항에 따른 주차장 관리".into());
        "제6조제11항".into()
    }),
    ("law-repealed", |f, _| {
        f.law = "「공공기관의 개인정보보호에 관한 법률」 제4조의2에 따라 다음 목적으로 운영합니다.".into();
        "공공기관의 개인정보보호에 관한 법률".into()
    }),
    ("law-repealed", |f, _| {
        f.safety.push_str(" 보관은 「표준 개인정보 보호지침」 제45조를 따릅니다.");
        "제45조".into()
    }),
    ("agency-outdated", |f, r| {
        let (line, word) = r.pick(&[
            ("침해를 상담하실 곳은 개인정보침해신고센터(국번 없이 1336)입니다.", "1336"),
            ("침해를 신고하실 곳은 행정안전부 개인정보보호과입니다.", "행정안전부"),
            ("침해를 신고하실 곳은 경찰청 사이버테러대응센터입니다.", "사이버테러대응센터"),
            ("침해를 신고하실 곳은 대검찰청 인터넷범죄수사센터입니다.", "인터넷범죄수사센터"),
        ]);
        f.remedies = line.into();
        word.into()
    }),
    ("contractor-contradiction", |f, r| {
        let (line, word) = r.pick(&[
            ("관리를 위탁하지 않습니다.", "위탁하지"),
            ("위탁 사항 없음(자체 운영)", "위탁"),
            ("해당 없음", "해당 없음"),
        ]);
        f.contractor_note = Some(line.into());
        word.into()
    }),
    ("contractor-contact-missing", |f, _| {
        f.contractor[2] = "-".into();
        f.contractor[0].clone()
    }),
    ("contractor-company-missing", |f, _| {
        f.contractor[0] = "-".into();
        "1588-0055".into()
    }),
    ("contractor-company-missing", |f, r| {
        f.contractor[0] = r.pick(&["보안업체", "용역업체", "경비업체"]).into();
        f.contractor[0].clone()
    }),
    ("viewing-place-missing", |f, _| {
        f.way = "관리책임자에게 요구".into();
        f.place = None;
        "확인 장소".into()
    }),
    ("viewing-deadline-wrong", |f, r| {
        let days = r.pick(&["30일", "20일", "2주"]);
        f.rights = format!("자신이 찍힌 영상의 열람이나 존재 확인을 요구하시면 {days} 이내에 결과를 통지합니다.");
        days.into()
    }),
    ("viewing-deadline-wrong", |f, r| {
        let days = r.pick(&["30일", "20일"]);
        f.rights = format!("열람을 요구하실 수 있습니다. 거부할 때에는 {days} 이내에 서면으로 거부 사유를 통지합니다.");
        days.into()
    }),
    ("viewing-overrestricted", |f, r| {
        let line = r.pick(&[
            "영상 열람은 경찰관 입회 시에만 가능합니다.",
            "영상은 수사기관의 공문이 있는 경우에만 열람할 수 있습니다.",
        ]);
        let _ = write!(f.rights, " {line}");
        if line.contains("경찰관") { "경찰관".into() } else { "수사기관".into() }
    }),
    ("template-residue", |f, _| {
        f.contractor_note = Some("(해당되는 경우만 작성)".into());
        "해당되는 경우만".into()
    }),
    ("placeholder-value", |f, r| {
        let i = r.below(2);
        f.people[i].name = "홍길동".into();
        "홍길동".into()
    }),
    ("placeholder-value", |f, _| {
        f.people[1].phone = "000-0000-0000".into();
        "000-0000-0000".into()
    }),
    ("placeholder-value", |f, r| {
        let slot = r.pick(&["[확인필요]", "{{phone}}", "<전화번호>"]);
        f.place = Some(format!("총무과 (문의 {slot})"));
        slot.into()
    }),
    ("markup-residue", |f, r| {
        let tag = r.pick(&["<br/>", "&nbsp;", "&middot;"]);
        f.cameras[0].place = format!("{tag}{}", f.cameras[0].place);
        tag.into()
    }),
    ("garbled-text", |f, r| {
        let unit = r.pick(&["총무?관리과", "시설운?영과"]);
        f.people[1].unit = unit;
        unit.into()
    }),
    ("garbled-text", |f, _| {
        f.safety = f.safety.replace("영상을 암호화하며", "영상을 암호화하며 설치?운영 기록을 남기고");
        "설치?운영".into()
    }),
    ("attachment-missing", |f, _| {
        f.handling.as_mut().unwrap().push_str("\n- 시설별 보관 현황은 별첨 참조");
        "별첨".into()
    }),
    ("label-repeated", |f, _| {
        let place = f.place.clone().unwrap();
        f.place = Some(format!("{place}\n- 확인 장소 : 2층 안내대"));
        "확인 장소".into()
    }),
    ("text-normalised", |f, r| {
        let dot = r.pick(&["․", "‧", "ㆍ"]);
        f.title = f.title.replace('·', dot);
        dot.into()
    }),
    ("date-order", |f, _| {
        f.dates = Some(("2024년 6월 20일".into(), "2024년 6월 10일".into()));
        "2024년 6월".into()
    }),
    ("notice-period-too-short", |f, _| {
        f.dates = Some(("2024년 6월 9일".into(), "2024년 6월 10일".into()));
        "2024년 6월".into()
    }),
    ("date-invalid", |f, r| {
        let day = r.pick(&["2024년 2월 30일", "2024년 13월 1일", "2024년 6월 31일"]);
        f.dates = Some((day.into(), "2024년 7월 10일".into()));
        day.into()
    }),
    ("date-invalid", |f, _| {
        f.dates = Some(("2024.13.4.".into(), "2024년 7월 10일".into()));
        "2024.13.4".into()
    }),
    ("date-missing", |f, _| {
        f.dates = None;
        "시행일자".into()
    }),
];

fn judged(text: &str) -> Judged {
    let mut settings = settings();
    // a rule that is off by default
    settings.severity.insert("citation-format".to_owned(), Severity::Info);
    match judge_with("mutant.txt", text, &settings) {
        InputOutcome::Done(judged) => *judged,
        InputOutcome::Failed { error, .. } => panic!("{error}\n{text}"),
    }
}

fn key(f: &Finding) -> (&'static str, String) {
    (f.rule.name, f.subject.clone())
}

/// Whether a finding is about what was planted: its subject, and its place.
fn is_about(judged: &Judged, finding: &Finding, piece: &str) -> bool {
    let fold = |t: &str| t.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let (subject, piece) = (fold(&finding.subject), fold(piece));
    let matches = subject.contains(&piece) || piece.contains(&subject);
    // a place that quotes the subject must lie where the error was planted
    let quotes = |span: &Span| fold(judged.source.raw(*span)) == subject;
    let planted = |span: &Span| fold(judged.source.unit(span.unit)).contains(&piece);
    matches && finding.at.first().is_none_or(|span| !quotes(span) || planted(span))
}

#[test]
fn clean_notices_are_clean() {
    for seed in 0..40 {
        let text = Form::new(seed).text();
        let judged = judged(&text);
        let grave: Vec<_> = judged.findings.iter().map(|f| (f.rule.name, f.severity, &f.subject)).collect();
        assert!(grave.is_empty(), "seed {seed}: {grave:?}\n{text}");
    }
}

#[test]
#[allow(clippy::print_stdout, reason = "the figures are for whoever runs it with --nocapture")]
fn planted_errors_are_found_and_nothing_else() {
    let number = std::env::var("BANGCHIM_MUTANTS").ok().and_then(|n| n.parse().ok()).unwrap_or(2_000_u64);
    assert!(KIND_LIST.len() >= 40);
    let (mut missed, mut alarms): (BTreeMap<String, u64>, BTreeMap<String, u64>) = Default::default();
    let (mut found, mut false_alarms) = (0_u64, 0_u64);
    for seed in 0..number {
        let (rule, plant) = KIND_LIST[(seed % KIND_LIST.len() as u64) as usize];
        let clean = Form::new(seed);
        let mut form = clean.clone();
        let piece = plant(&mut form, &mut Random::new(seed ^ 0xB0A7));
        let before = judged(&clean.text());
        let after = judged(&form.text());
        let known: Vec<_> = before.findings.iter().map(key).collect();
        let new: Vec<&Finding> = after.findings.iter().filter(|f| !known.contains(&key(f))).collect();
        if new.iter().any(|f| f.rule.name == rule && is_about(&after, f, &piece)) {
            found += 1;
        } else {
            let got: Vec<_> = new.iter().map(|f| key(f)).collect();
            *missed.entry(format!("{rule} ‘{piece}’ ({:?}): seed {seed}, found {got:?}", form.style)).or_default() += 1;
        }
        let others: Vec<_> =
            new.iter().filter(|f| f.rule.name != rule && !ALONG.contains(&(rule, f.rule.name))).collect();
        if !others.is_empty() {
            false_alarms += 1;
            for f in others {
                let grave = if f.severity >= Severity::Warning { "" } else { " (info)" };
                *alarms
                    .entry(format!("{rule} ‘{piece}’ -> {} ‘{}’{grave}: seed {seed}", f.rule.name, f.subject))
                    .or_default() += 1;
            }
        }
    }
    let (recall, rate) = (found as f64 / number as f64, false_alarms as f64 / number as f64);
    println!(
        "{number} mutants of {} kinds: recall {recall:.4}, false alarms {false_alarms} ({rate:.4})",
        KIND_LIST.len()
    );
    let list = |map: &BTreeMap<String, u64>| map.keys().take(60).cloned().collect::<Vec<_>>().join("\n");
    assert!(recall >= RECALL, "recall {recall:.4}; missed:\n{}\nelse:\n{}", list(&missed), list(&alarms));
    assert!(
        rate <= FALSE_ALARMS,
        "{false_alarms} of {number} with something else:\n{}\nmissed:\n{}",
        list(&alarms),
        list(&missed)
    );
}
