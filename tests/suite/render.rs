//! A record written as a notice: what stands in it, what is marked, and that reading it gives the record again.

use crate::cli::{code, err, json, out, run};
use crate::hostile::Random;
use crate::support::{NOTICE, documents, judge, settings};
use bangchim::fix::Level;
use bangchim::model::InputOutcome;
use bangchim::model::record::{
    ContactRecord, ContractorRecord, InstallationRecord, NoticeRecord, PointRecord, RetentionRecord, RevisionRecord,
    TextRecord,
};
use bangchim::pipeline::{self, Clean, Input};
use bangchim::render::Format;
use bangchim::settings::Limits;
use std::fs;
use std::io::{Cursor, Read as _};

fn cleaned(name: &str, bytes: impl Into<Vec<u8>>, level: Option<Level>) -> Vec<Clean> {
    match judge(name, bytes) {
        InputOutcome::Done(judged) => pipeline::clean(*judged, &settings(), level).0,
        InputOutcome::Failed { .. } => Vec::new(),
    }
}

fn written(notice: &Clean, format: Format) -> Vec<u8> {
    pipeline::written(&pipeline::form(notice).unwrap(), format).unwrap()
}

fn text(notice: &Clean, format: Format) -> String {
    String::from_utf8(written(notice, format)).unwrap()
}

fn of(record: NoticeRecord) -> Clean {
    Clean { record, ..Clean::default() }
}

/// Writes a notice in every format and reads it again; where it says something else.
fn differences(name: &str, notice: &Clean) -> Vec<String> {
    let mut out = Vec::new();
    for format in Format::ALL {
        let differs = pipeline::differences(notice, written(notice, format), format, &Limits::default());
        for at in differs.unwrap_or_else(|e| panic!("{name}, {format:?}: {e}")) {
            out.push(format!("{name}, {format:?}: {at}"));
        }
    }
    out
}

#[test]
fn every_document_written_and_read_again_gives_its_record() {
    let mut wrong = Vec::new();
    for (name, bytes) in documents() {
        for (number, notice) in (1..).zip(cleaned(&name, bytes, Some(Level::Safe))) {
            wrong.extend(differences(&format!("{name}, notice {number}"), &notice));
        }
    }
    assert!(wrong.is_empty(), "{} differences: {:#?}", wrong.len(), &wrong[..wrong.len().min(20)]);
}

fn one_of<'t>(random: &mut Random, texts: &[&'t str]) -> &'t str {
    texts[random.below(texts.len())]
}

fn maybe(random: &mut Random, texts: &[&str]) -> Option<String> {
    (random.below(4) > 0).then(|| one_of(random, texts).to_owned())
}

const UNITS: &[&str] = &["총무과", "시설관리팀", "안전총괄담당관", "가온1동", "기획조정실", "정보통신과"];
const SITES: &[&str] = &["달빛도서관", "노을청소년쉼터", "바람개비체육관", "미르 공영주차장(지하)", "새봄회관 별관"];
const PLACES: &[&str] = &[
    "1층 로비",
    "지하주차장",
    "승강기 내부",
    "정문",
    "후문 쪽 담장",
    "강당(무대 뒤)",
    "옥상",
    "계단·복도",
    "열람실 A구역",
    "전시실1",
    "전시실2",
    "현관, 로비",
    "주차장 (북쪽)",
    "각 층 복도",
    "민원실/대기실",
];
const RANGES: &[&str] = &["출입구 전체", "반경 20m 이내", "주차구역과 차로", "승강기 내부", "로비 및 복도"];
const NAMES: &[&str] = &["김가람", "박누리", "도예린", "남궁슬기", "서*경", "황보**"];
const POSTS: &[&str] = &["과장", "주무관", "시설관리원", "도서관장", "팀장"];
const PHONES: &[&str] = &["042-555-0101", "02-555-0145", "070-5550-0102", "1588-0055"];
const PERIODS: &[&str] = &["촬영일로부터 30일", "30일 이내", "촬영일로부터 4주", "60일", "1개월", "15일간"];

/// A point; a list inside it where `deep`.
fn point(random: &mut Random, deep: bool) -> PointRecord {
    let count = (random.below(2) > 0).then(|| 1 + random.below(20) as u32);
    let location = one_of(random, PLACES).to_owned();
    // two places are one only by the number that they share
    let count = count.or_else(|| location.contains(',').then_some(3));
    let mut point = PointRecord { location: Some(location), count, ..PointRecord::default() };
    if deep {
        point.location = Some(one_of(random, &["열람동", "민원동 내·외부"]).to_owned());
        point.count = Some(2 + random.below(9) as u32);
        let plain =
            |place: &str, count| PointRecord { location: Some(place.to_owned()), count, ..PointRecord::default() };
        point.points = vec![plain("서고 입구", Some(1)), plain("로비", None), plain("복도", Some(2))];
    }
    point
}

/// A record such as reading makes them.
fn record(seed: u64) -> NoticeRecord {
    let mut random = Random::new(seed);
    let r = &mut random;
    let (by_unit, by_site) = (r.below(2) > 0, r.below(2) > 0);
    let unit = |r: &mut Random, wanted: bool| wanted.then(|| one_of(r, UNITS).to_owned());
    let site = |r: &mut Random, wanted: bool| wanted.then(|| one_of(r, SITES).to_owned());
    let texts = |all: &[&str]| {
        all.iter().map(|t| TextRecord { text: Some((*t).to_owned()), ..TextRecord::default() }).collect()
    };
    let mut record = NoticeRecord {
        title: Some("고정형 영상정보처리기기 운영·관리 방침".to_owned()),
        institution: Some(one_of(r, &["미르문화재단", "가온시설공단", "노을종합복지관"]).to_owned()),
        purposes: texts(&["시설안전 및 화재 예방", "고객의 안전을 위한 범죄 예방"][..r.below(3)]),
        legal_basis: texts(&["「개인정보 보호법」 제25조제1항"][..r.below(2)]),
        ..NoticeRecord::default()
    };
    for i in 0..r.below(8) {
        let deep = r.below(6) == 0;
        let points = (0..1 + r.below(4)).map(|_| point(r, deep)).collect();
        record.installations.push(InstallationRecord {
            department: unit(r, by_unit),
            facility: site(r, by_site),
            count: Some(1 + i as u32 + r.below(30) as u32),
            range: maybe(r, RANGES),
            points,
            ..InstallationRecord::default()
        });
    }
    if record.installations.len() > 1 && r.below(2) > 0 {
        // more than the rows add up to: nothing is put right that only a person can
        record.total_count = Some(1 + record.installations.iter().filter_map(|i| i.count).sum::<u32>());
    }
    for (role, word) in [("manager", "관리책임자"), ("access_holder", "접근권한자"), ("operator", "운영담당자")]
    {
        for _ in 0..r.below(3) {
            record.contacts.push(ContactRecord {
                department: Some(one_of(r, UNITS).to_owned()),
                role: role.into(),
                role_text: Some(word.to_owned()),
                name: maybe(r, NAMES),
                position: maybe(r, POSTS),
                phone: maybe(r, PHONES),
                ..ContactRecord::default()
            });
        }
    }
    for _ in 0..r.below(3) {
        let period = one_of(r, PERIODS);
        let days = match period {
            "촬영일로부터 4주" => 28,
            "60일" => 60,
            "15일간" => 15,
            _ => 30,
        };
        record.retention.push(RetentionRecord {
            facility: site(r, by_site),
            hours: Some("24시간".to_owned()),
            period: Some(period.to_owned()),
            days: Some(days),
            storage: maybe(r, &["1층 방재실", "통합관제센터"]),
            ..RetentionRecord::default()
        });
    }
    for _ in 0..r.below(3) {
        record.contractors.push(ContractorRecord {
            company: Some(one_of(r, &["㈜다솜가드", "한결보안"]).to_owned()),
            phone: maybe(r, PHONES),
            ..ContractorRecord::default()
        });
    }
    record.viewing.method = maybe(r, &["관리책임자에게 미리 연락하고 방문하면 확인할 수 있습니다."]);
    record.viewing.place = maybe(r, &["1층 방재실", "총무과 사무실"]);
    record.disposal = maybe(r, &["보관기간이 지나면 복원할 수 없는 방법으로 지웁니다."]);
    record.dates.announced = maybe(r, &["2024-06-03"]);
    record.dates.effective = maybe(r, &["2024-06-10"]);
    record.promised_days = (r.below(2) > 0).then_some(7);
    for (day, what) in &[("2021-03-02", "제정"), ("2024-06-03", "카메라 2대를 더함")][..r.below(3)] {
        record.revisions.push(RevisionRecord {
            date: Some((*day).to_owned()),
            what: Some((*what).to_owned()),
            ..RevisionRecord::default()
        });
    }
    // a list of versions tells when the notice was established
    record.dates.established = (!record.revisions.is_empty()).then(|| "2021-03-02".to_owned());
    record
}

#[test]
fn generated_records_written_and_read_again_are_the_same() {
    let mut wrong = Vec::new();
    for seed in 1..=200 {
        wrong.extend(differences(&format!("seed {seed}"), &of(record(seed))));
    }
    assert!(wrong.is_empty(), "{} differences: {:#?}", wrong.len(), &wrong[..wrong.len().min(20)]);
}

/// What the law asks for and the record does not hold.
const GAPS: [&str; 13] = [
    "방침을 정한 기관의 이름",
    "설치 근거",
    "설치 목적",
    "설치 대수",
    "설치 위치",
    "촬영범위",
    "촬영시간",
    "보관기간",
    "보관장소",
    "처리방법",
    "확인 방법",
    "확인 장소",
    "안전성 확보조치",
];

#[test]
fn what_is_missing_is_marked_and_reads_as_missing() {
    let empty = of(NoticeRecord::default());
    for format in [Format::Html, Format::Markdown, Format::Text] {
        let text = text(&empty, format).replace('\\', "");
        for gap in GAPS {
            assert!(text.contains(&format!("〔기재 필요: {gap}〕")), "{gap} in {format:?}:\n{text}");
        }
    }
    for format in Format::ALL {
        let name = format!("empty.{}", format.extension());
        let bytes = written(&empty, format);
        let input = Input { name, bytes: Ok(bytes), password: None, recognised: Vec::new() };
        let (_, notices) = pipeline::recognise(input, &Limits::default()).unwrap();
        let n = &notices[0];
        assert!(n.institution.is_missing() && n.disposal.is_missing() && n.viewing.place.is_missing(), "{format:?}");
        assert!(n.installations.is_empty() && n.contacts.is_empty() && n.retention.is_empty(), "{format:?}: {n:#?}");
    }
}

#[test]
fn a_clean_notice_has_no_gap_and_keeps_its_words() {
    let sample = fs::read(crate::support::root().join("samples/model-form-clean.txt")).unwrap();
    let [notice] = &cleaned("clean.txt", sample, Some(Level::Safe))[..] else { panic!() };
    assert_eq!(pipeline::form(notice).unwrap().gaps(), 0);
    let text = text(notice, Format::Text);
    for words in
        ["방재실은 잠금장치로 출입을 통제합니다.", "총 10대", "- 시행일자: 2024. 6. 10.", "㈜다솜가드\t고객지원센터"]
    {
        assert!(text.contains(words), "{words}:\n{text}");
    }
}

#[test]
fn a_table_of_words_is_carried_over() {
    let table = "관리적 조치\t내부 관리계획을 세워 지킵니다.\n기술적 조치\t암호를 걸어 저장합니다.";
    let text_of = NOTICE.replace(" - 암호화하고 접근 권한을 나누어 줍니다.", table);
    let [notice] = &cleaned("n.txt", text_of, None)[..] else { panic!() };
    let text = text(notice, Format::Text);
    assert!(text.contains("관리적 조치\t내부 관리계획을 세워 지킵니다.") && !text.contains("필요: 안전성"), "{text}");
    assert!(differences("n.txt", notice).is_empty());
}

#[test]
fn titles_have_the_term_of_todays_law() {
    let old = NOTICE.replace("고정형 ", "");
    let [notice] = &cleaned("old.txt", old, None)[..] else { panic!() };
    let text = text(notice, Format::Text);
    assert!(text.starts_with("대전광역시 유성구 달빛도서관 고정형 영상정보처리기기 운영·관리 방침\n"), "{text}");
}

#[test]
fn safe_fixes_are_applied_and_proposals_only_when_asked_for() {
    let broken = NOTICE.replace("전산실", "전&middot;산실");
    let number = |level| {
        let [notice] = &cleaned("n.txt", broken.clone(), level)[..] else { panic!() };
        let text = text(notice, Format::Text);
        (text.contains("&middot;"), text.contains("033-555-0102"))
    };
    assert_eq!(number(Some(Level::Safe)), (false, true), "an entity is decoded, a number is left to a person");
    assert_eq!(number(Some(Level::All)), (false, false), "the area code is put right as proposed");
}

/// Texts that try to be something else than text.
const HOSTILE: [&str; 7] = [
    "<script>alert(1)</script>",
    "=HYPERLINK(\"http://example.kr\")",
    "\u{202E}짝뒤집힘",
    "가|나",
    "**굵게** `코드` [가](나)",
    "a&lt;b&amp;c",
    "\u{1b}[31m빨강\u{0}",
];

#[test]
fn hostile_texts_stay_text() {
    for hostile in HOSTILE {
        let mut record = record(7);
        record.institution = Some(hostile.to_owned());
        record.installations[0].facility = Some(hostile.to_owned());
        record.installations[0].range = Some(hostile.to_owned());
        let notice = of(record);
        let html = text(&notice, Format::Html);
        assert!(!html.contains("<script") && !html.contains('\u{1b}'), "{html}");
        let html = html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
        let shown: String = hostile.chars().filter(|c| !c.is_control()).collect();
        assert!(html.contains(shown.trim_start_matches("[31m")), "{hostile} is gone");
        for line in text(&notice, Format::Markdown).lines().filter(|l| l.starts_with('|')) {
            let bars = line.replace("\\|", "").matches('|').count();
            assert!(!line.replace("\\<", "").contains('<') && bars >= 3, "{line}");
        }
        for line in text(&notice, Format::Text).lines() {
            assert!(!line.contains(['\u{1b}', '\u{0}']), "{line}");
        }
        section_of(&written(&notice, Format::Hwpx));
    }
}

#[test]
fn a_cell_of_ten_thousand_letters_is_kept_whole() {
    let long = "가나다라마바사아자차".repeat(1000);
    let mut record = record(7);
    record.installations[0].range = Some(long.clone());
    let notice = of(record);
    for format in [Format::Html, Format::Markdown, Format::Text] {
        assert!(text(&notice, format).contains(&long));
    }
    assert!(section_of(&written(&notice, Format::Hwpx)).contains(&long));
}

/// The body of an HWPX package, which is well-formed XML.
fn section_of(package: &[u8]) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(package)).unwrap();
    for name in ["version.xml", "Contents/content.hpf", "Contents/header.xml", "settings.xml", "META-INF/container.xml"]
    {
        well_formed(&part(&mut zip, name));
    }
    let section = part(&mut zip, "Contents/section0.xml");
    well_formed(&section);
    section
}

fn part(zip: &mut zip::ZipArchive<Cursor<&[u8]>>, name: &str) -> String {
    let mut text = String::new();
    zip.by_name(name).unwrap_or_else(|e| panic!("{name}: {e}")).read_to_string(&mut text).unwrap();
    text
}

fn well_formed(xml: &str) {
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut depth = 0;
    loop {
        match reader.read_event().unwrap_or_else(|e| panic!("{e}: {xml}")) {
            quick_xml::events::Event::Start(_) => depth += 1,
            quick_xml::events::Event::End(_) => depth -= 1,
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0);
}

#[test]
fn hwpx_begins_with_its_media_type_and_covers_every_slot_of_its_tables() {
    let bytes = written(&of(record(11)), Format::Hwpx);
    assert_eq!(&bytes[30..57], b"mimetypeapplication/hwp+zip", "first, and not compressed");
    assert_eq!(bytes, written(&of(record(11)), Format::Hwpx), "the same record gives the same bytes");
    let section = section_of(&bytes);
    for table in section.split("<hp:tbl ").skip(1) {
        let number = |from: &str, name: &str| -> usize {
            let at = from.find(&format!("{name}=\"")).unwrap() + name.len() + 2;
            from[at..].split('"').next().unwrap().parse().unwrap()
        };
        let slots = number(table, "rowCnt") * number(table, "colCnt");
        let covered: usize =
            table.split("<hp:cellSpan ").skip(1).map(|c| number(c, "colSpan") * number(c, "rowSpan")).sum();
        assert_eq!(covered, slots);
    }
}

#[test]
fn html_is_one_page_that_tells_its_tables() {
    let html = text(&of(record(11)), Format::Html);
    assert!(html.starts_with("<!DOCTYPE html>\n<html lang=\"ko\">"));
    assert!(html.contains("default-src 'none'") && !html.contains("src=") && !html.contains("href="));
    let tables = html.matches("<table>").count();
    assert!(tables >= 3);
    assert_eq!(html.matches("<caption").count(), tables);
    assert_eq!(html.matches("<th").count() - html.matches("<thead").count(), html.matches(" scope=\"").count());
}

#[test]
fn the_program_renders_a_file_and_its_record_alike() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("notice.txt"), NOTICE).unwrap();
    let record = run(dir.path(), &["extract", "--no-config", "notice.txt"]);
    json(&record);
    // as PowerShell writes what a program prints
    let wide: Vec<u8> =
        [0xFF, 0xFE].into_iter().chain(out(&record).encode_utf16().flat_map(u16::to_le_bytes)).collect();
    fs::write(dir.path().join("record.json"), wide).unwrap();
    let of_file = run(dir.path(), &["render", "--no-config", "--format", "txt", "notice.txt"]);
    let of_record = run(dir.path(), &["render", "--no-config", "--format", "txt", "record.json"]);
    assert_eq!((code(&of_file), code(&of_record)), (0, 0), "{}{}", err(&of_file), err(&of_record));
    let table = |text: &str| text.lines().filter(|l| l.contains('\t')).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(table(&out(&of_file)), table(&out(&of_record)));
    assert!(out(&of_file).contains("암호화하고 접근 권한을"), "the words of the file are carried over");
    assert!(out(&of_record).contains("〔기재 필요: 안전성 확보조치〕"), "a record has none");
    assert!(err(&of_record).contains("서술문"), "and that is said: {}", err(&of_record));
    assert!(err(&of_file).contains("다시 읽은 기록 같음"), "{}", err(&of_file));
}

#[test]
fn the_program_refuses_what_it_cannot_do() {
    let dir = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| fs::write(dir.path().join(name), text).unwrap();
    file("notice.txt", NOTICE);
    file("two.txt", &format!("{NOTICE}\n{}", NOTICE.replace("달빛", "별빛")));
    file("bad.json", "{\"schema_version\": 1, \"notices\": [}");
    for (args, expected, words) in [
        (&["render", "notice.txt", "--out", "notice.txt"][..], 2, "덮어쓰지"),
        (&["render", "notice.txt", "--out", "notice.hwp"], 2, "notice.hwp"),
        (&["render", "two.txt"], 2, "--notice"),
        (&["render", "two.txt", "--notice", "3"], 2, "방침은 2개"),
        (&["render", "bad.json"], 3, "bad.json"),
        (&["render", "none.txt"], 3, "none.txt"),
    ] {
        let output = run(dir.path(), args);
        assert_eq!(code(&output), expected, "{args:?}: {}", err(&output));
        assert!(err(&output).contains(words), "{args:?}: {}", err(&output));
        assert_eq!(out(&output), "", "{args:?}");
    }
    assert_eq!(fs::read_to_string(dir.path().join("notice.txt")).unwrap(), NOTICE);
    assert!(!dir.path().join("notice.hwp").exists());
    let two = run(dir.path(), &["render", "two.txt", "--out", "two.html"]);
    assert_eq!(code(&two), 0, "{}", err(&two));
    assert!(dir.path().join("two-1.html").exists() && dir.path().join("two-2.html").exists());
}
