//! The report as one HTML file that asks for nothing outside.
//!
//! Verdict, counts, the first findings with their evidence and the pages of the rules stand in the page and are read
//! without the script. The rest lies in it as JSON, packed (a tenth of its size), from which `page.js` draws what is
//! looked for, 200 rows at a time.

mod charts;
mod data;
mod proof;
mod tables;

use super::{Item, Report, Status};
use crate::model::{Bi, Severity};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};
use std::io::Write;

pub(super) use super::grid::cut;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");
/// Findings that stand in the page, and rows of its smaller tables.
const ROWS: usize = 200;
const SMALL: usize = 50;

/// The report as a page.
#[must_use]
pub fn html(report: &Report) -> String {
    let words = Text(report);
    let items = report.items();
    let all = data::all(report, &items);
    let title = words.t("방침 정리 보고서", "Cleanup report");
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{}'; script-src 'sha256-{}'; base-uri 'none'; form-action 'none'",
        fingerprint(STYLE),
        fingerprint(SCRIPT)
    );
    html! {
        (DOCTYPE)
        html lang=(words.t("ko", "en")) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#findings" { (words.t("지적사항으로 건너뛰기", "Skip to the findings")) }
                header {
                    h1 { (title) }
                    (verdict(&words))
                    (counts(&words))
                    (parts(&words))
                    p.soft id="old" hidden { (words.t(
                        "이 브라우저로는 앞쪽 200건만 볼 수 있습니다. 2023년 이후의 브라우저로 열어 주십시오.",
                        "This browser shows only the first 200 rows; open the page with one of 2023 or later.",
                    )) }
                    noscript {
                        p.soft { (words.t(
                            "스크립트가 꺼져 있어 찾기와 거르기, 파일별 보기를 쓸 수 없습니다. 앞쪽 200건만 보입니다.",
                            "Scripts are off: no search, no filters, no view of a file; only the first 200 rows are shown.",
                        )) }
                    }
                }
                main {
                    section id="charts" aria-labelledby="h-charts" {
                        h2 id="h-charts" { (words.t("한눈에", "At a glance")) }
                        (charts::charts(report))
                    }
                    (tables::institutions(&words))
                    (tables::files(&words))
                    (tables::rules(&words))
                    (findings(&words, &items))
                    (tables::failed(&words))
                    (pages(&words))
                }
                (foot(&words, all.cut))
                (dialog(&words))
                script type="text/plain" id="data" { (packed(&all.data)) }
                script type="text/plain" id="kept" { (packed(&all.pieces.join("\n"))) }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    }
    .into_string()
}

/// The words of a report in its language.
struct Text<'r>(&'r Report);

impl Text<'_> {
    fn t(&self, ko: &'static str, en: &'static str) -> &'static str {
        Bi::new(ko, en).get(self.0.lang)
    }

    fn say(&self, both: Bi) -> String {
        both.get(self.0.lang).clone()
    }
}

fn level(severity: Severity) -> u8 {
    match severity {
        Severity::Error => 0,
        Severity::Warning => 1,
        Severity::Info => 2,
    }
}

/// Where a finding stands in its file, with the number of the notice where the file has several.
fn where_it_stands(report: &Report, item: &Item) -> String {
    let place = data::place_of(item, report.lang);
    let notice = item.finding.notice;
    let several = report.files.get(item.file).is_some_and(|f| f.institutions.len() > 1);
    let notice =
        if several { crate::bi!("방침 {notice}", "notice {notice}").get(report.lang).clone() } else { String::new() };
    [notice, place].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(", ")
}

fn verdict(words: &Text) -> Markup {
    let report = words.0;
    let gate = match report.fail_on {
        Some(gate) => words.say(crate::bi!("{}부터 지적으로 봄", "gate: {}", gate.label(report.lang))),
        None => words.t("지적이 있어도 통과", "gate: never").to_owned(),
    };
    html! {
        p class={ "verdict v" (report.verdict.exit_code()) } {
            strong { (report.verdict_words()) }
            span { (words.t("기준일 ", "as of ")) (report.today) " · " (gate) }
        }
    }
}

fn counts(words: &Text) -> Markup {
    let s = &words.0.summary;
    let lang = words.0.lang;
    let facts: Vec<(&str, &str, &str, String)> = vec![
        ("error", "error", Severity::Error.label(lang), s.findings.error.to_string()),
        ("warning", "warning", Severity::Warning.label(lang), s.findings.warning.to_string()),
        ("info", "info", Severity::Info.label(lang), s.findings.info.to_string()),
        ("", "accepted", words.t("받아들임", "accepted"), s.findings.accepted.to_string()),
        ("", "inputs", words.t("파일", "files"), s.inputs.to_string()),
        ("", "rejected", Status::Rejected.label(lang), s.status(Status::Rejected).to_string()),
        ("", "notices", words.t("방침", "notices"), s.notices.to_string()),
        ("", "cameras", words.t("카메라(대)", "cameras"), s.cameras.to_string()),
        ("", "repairs", words.t("복구한 칸", "repaired"), s.repairs.to_string()),
    ];
    html! {
        dl.counts {
            @for (class, key, label, value) in facts {
                div class=(class) { dt { (label) } dd data-count=(key) { (value) } }
            }
        }
    }
}

fn parts(words: &Text) -> Markup {
    let parts = [
        ("charts", words.t("한눈에", "At a glance")),
        ("by-institution", words.t("기관별", "By institution")),
        ("by-file", words.t("파일별", "By file")),
        ("by-rule", words.t("규칙별", "By rule")),
        ("findings", words.t("지적사항", "Findings")),
        ("failed", words.t("변환 실패", "Not converted")),
        ("pages", words.t("규칙 설명", "About the rules")),
    ];
    html! {
        nav.parts aria-label=(words.t("보고서의 부분", "Parts of the report")) {
            ul { @for (id, label) in parts { li { a href={ "#" (id) } { (label) } } } }
        }
    }
}

fn findings(words: &Text, items: &[Item]) -> Markup {
    let heads = [
        ("sev", words.t("심각도", "severity")),
        ("rule", words.t("규칙", "rule")),
        ("msg", words.t("지적 내용", "finding")),
        ("inst", words.t("기관", "institution")),
        ("where", words.t("파일과 자리", "file and place")),
    ];
    html! {
        section id="findings" aria-labelledby="h-findings" {
            h2 id="h-findings" { (words.t("지적사항", "Findings")) }
            (filter(words))
            p id="shown" aria-live="polite" hidden {}
            p id="print-note" hidden { (words.t(
                "인쇄에는 앞쪽 2,000건만 실었습니다. 나머지는 엑셀 보고서에 있습니다.",
                "Only the first 2,000 rows are printed; the workbook has all of them.",
            )) }
            @if items.is_empty() { p { (words.t("지적사항이 없습니다.", "There are no findings.")) } }
            table.rows id="rows" aria-labelledby="h-findings" {
                colgroup { @for (key, _) in heads { col class={ "c-" (key) }; } }
                thead { tr { @for (key, label) in heads { th scope="col" data-by=(key) { (label) } } } }
                tbody id="body" { @for item in items.iter().take(ROWS) { (proof::row(words, item)) } }
            }
            div.pager id="pager" hidden {}
        }
    }
}

fn filter(words: &Text) -> Markup {
    let lang = words.0.lang;
    let all = words.t("모두", "all");
    html! {
        form.filter id="filter" role="search" hidden {
            label { (words.t("찾기", "Search")) input type="search" name="q" autocomplete="off"; }
            label { (words.t("심각도", "Severity"))
                select name="sev" {
                    option value="" { (all) }
                    @for s in [Severity::Error, Severity::Warning, Severity::Info] { option value=(s.name()) { (s.label(lang)) } }
                }
            }
            label { (words.t("규칙", "Rule")) select name="rule" { option value="" { (all) } } }
            label { (words.t("기관", "Institution")) input name="inst" list="insts" autocomplete="off"; }
            label { (words.t("파일", "File")) input name="file" list="names" autocomplete="off"; }
            label { (words.t("받아들임", "Accepted"))
                select name="acc" {
                    option value="" { (all) }
                    option value="no" { (words.t("아님", "no")) }
                    option value="yes" { (words.t("받아들임", "yes")) }
                }
            }
            div { button.plain type="reset" { (words.t("모두 지우기", "Clear")) } }
            datalist id="insts" {}
            datalist id="names" {}
        }
    }
}

/// The pages of the rules that have findings.
fn pages(words: &Text) -> Markup {
    let report = words.0;
    html! {
        section id="pages" aria-labelledby="h-pages" {
            h2 id="h-pages" { (words.t("규칙 설명", "About the rules")) }
            @for rule in report.summary.by_rule.iter().filter_map(|r| report.rule(r.code)) { (proof::page(words, rule)) }
        }
    }
}

fn foot(words: &Text, cut: bool) -> Markup {
    let masked = if words.0.masked {
        words.t("사람 이름과 휴대전화 번호는 가렸습니다.", "Names of persons and mobile numbers are covered.")
    } else {
        words.t(
            "사람 이름과 휴대전화 번호가 그대로 실려 있습니다. 밖으로 보내지 마십시오.",
            "Names of persons and mobile numbers are shown. Do not pass this file on.",
        )
    };
    html! {
        footer {
            p { "bangchim " (env!("CARGO_PKG_VERSION")) " · " (words.t("기준일 ", "as of ")) (words.0.today) " · " (masked) }
            @if cut { p { (words.t(
                "파일이 많아 일부 파일의 읽은 글, 기록, 근거를 이 쪽에 담지 않았습니다. 엑셀 보고서에는 모든 지적과 기록이 있습니다.",
                "There are too many files: of some, what was read, the record or the evidence is not kept in this page. The workbook has all findings and records.",
            )) } }
        }
    }
}

/// The view of one file, filled by the script.
fn dialog(words: &Text) -> Markup {
    html! {
        dialog id="file" aria-labelledby="file-name" {
            div.bar {
                div { h2 id="file-name" {} p id="file-links" {} }
                div.nowrap {
                    button.plain id="file-print" type="button" { (words.t("인쇄", "Print")) } " "
                    button.plain id="file-close" type="button" { (words.t("닫기", "Close")) }
                }
            }
            div.sides {
                section tabindex="0" aria-labelledby="h-read" {
                    h3 id="h-read" { (words.t("읽은 것", "What was read")) }
                    div id="file-read" {}
                }
                section tabindex="0" aria-labelledby="h-made" {
                    h3 id="h-made" { (words.t("정리한 것", "What was made of it")) }
                    div id="file-made" {}
                }
            }
        }
    }
}

/// A text as a value in an address, in the way of forms.
fn encoded(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => out.push(byte as char),
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
    out
}

/// SHA-256 in base 64, by which a policy knows a style or a script.
fn fingerprint(text: &str) -> String {
    STANDARD.encode(Sha256::digest(text))
}

/// A text deflated, with the header of RFC 1950, in base 64. A browser reads large pages slowly and unpacks fast.
fn packed(text: &str) -> String {
    let mut out = ZlibEncoder::new(Vec::new(), Compression::default());
    // a vector takes all that is written
    let bytes = out.write_all(text.as_bytes()).and_then(|()| out.finish()).unwrap_or_default();
    STANDARD.encode(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_is_in_base_64() {
        assert_eq!(fingerprint(""), "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
        assert_eq!(encoded("달 빛&a"), "%EB%8B%AC%20%EB%B9%9B%26a");
    }
}
