//! The smaller tables of the page: by institution, by file, by rule, and what was not converted.

use super::{SMALL, Text, encoded};
use crate::emit::cleanup::Counts;
use crate::emit::cleanup::mask::plain;
use crate::model::Severity;
use maud::{Markup, html};

/// Files that could not be judged or were left out; of more the workbook has the rest.
const FAILED: usize = 1000;

/// The cells of findings by severity, and of those let pass.
fn numbers(counts: &Counts) -> Markup {
    html! { @for n in [counts.error, counts.warning, counts.info, counts.accepted] { td.n { (n) } } }
}

/// Heads of the cells of [`numbers`]; `first` is the column that the first of them is.
fn number_heads(words: &Text, first: usize) -> Markup {
    let lang = words.0.lang;
    let labels = [
        Severity::Error.label(lang),
        Severity::Warning.label(lang),
        Severity::Info.label(lang),
        words.t("받아들임", "accepted"),
    ];
    html! { @for (n, label) in (first..).zip(labels) { th.n scope="col" data-by=(n) data-first="down" { (label) } } }
}

pub(super) fn institutions(words: &Text) -> Markup {
    let s = &words.0.summary;
    html! {
        section id="by-institution" aria-labelledby="h-institutions" {
            h2 id="h-institutions" { (words.t("기관별", "By institution")) }
            div.wide tabindex="0" role="group" aria-labelledby="h-institutions" {
                table id="institutions" {
                    thead { tr {
                        th scope="col" data-by="0" { (words.t("기관", "institution")) }
                        th.n scope="col" data-by="1" data-first="down" { (words.t("파일", "files")) }
                        th.n scope="col" data-by="2" data-first="down" { (words.t("방침", "notices")) }
                        th.n scope="col" data-by="3" data-first="down" { (words.t("카메라", "cameras")) }
                        (number_heads(words, 4))
                    } }
                    tbody {
                        @for i in s.by_institution.iter().take(SMALL) {
                            tr {
                                th scope="row" { a href={ "#inst=" (encoded(&i.name)) } { (i.name) } }
                                td.n { (i.files) } td.n { (i.notices) } td.n { (i.cameras) }
                                (numbers(&i.findings))
                            }
                        }
                    }
                }
            }
            div.pager id="institutions-pager" hidden {}
        }
    }
}

pub(super) fn files(words: &Text) -> Markup {
    let report = words.0;
    html! {
        section id="by-file" aria-labelledby="h-files" {
            h2 id="h-files" { (words.t("파일별", "By file")) }
            p.soft { (words.t(
                "파일 이름을 누르면 읽은 글과 정리한 기록을 나란히 보여 줍니다.",
                "A name opens what was read and the record side by side.",
            )) }
            div.wide tabindex="0" role="group" aria-labelledby="h-files" {
                table id="files" {
                    thead { tr {
                        th scope="col" data-by="0" { (words.t("파일", "file")) }
                        th scope="col" data-by="1" { (words.t("상태", "status")) }
                        th.n scope="col" data-by="2" data-first="down" { (words.t("방침", "notices")) }
                        th.n scope="col" data-by="3" data-first="down" { (words.t("카메라", "cameras")) }
                        th.n scope="col" data-by="4" data-first="down" { (words.t("복구", "repaired")) }
                        (number_heads(words, 5))
                    } }
                    tbody {
                        @for number in report.worst_first().into_iter().take(SMALL) {
                            @let (file, c) = (&report.files[number], &report.summary.by_file[number]);
                            tr {
                                th.where scope="row" { a href={ "#view=" (number) } { (plain(file.name())) } }
                                td { (file.status.label(report.lang)) }
                                td.n { (c.notices) } td.n { (c.cameras) } td.n { (c.repairs) }
                                (numbers(&c.findings))
                            }
                        }
                    }
                }
            }
            div.pager id="files-pager" hidden {}
        }
    }
}

pub(super) fn failed(words: &Text) -> Markup {
    let report = words.0;
    let failed: Vec<_> = report.files.iter().filter_map(|f| Some((f, f.document.error.as_ref()?))).collect();
    html! {
        section id="failed" aria-labelledby="h-failed" {
            h2 id="h-failed" { (words.t("변환 실패", "Not converted")) }
            @if failed.is_empty() {
                p { (words.t("모든 파일을 읽었습니다.", "Every file was read.")) }
            } @else {
                div.wide tabindex="0" role="group" aria-labelledby="h-failed" {
                    table {
                        thead { tr {
                            th scope="col" { (words.t("파일", "file")) }
                            th scope="col" { (words.t("상태", "status")) }
                            th scope="col" { (words.t("까닭", "why")) }
                            th scope="col" { (words.t("할 일", "what to do")) }
                        } }
                        tbody {
                            @for (file, error) in failed.iter().take(FAILED) {
                                tr {
                                    th.where scope="row" { (plain(file.name())) }
                                    td { (file.status.label(report.lang)) }
                                    td { (plain(&error.message)) " " span.soft { (error.code) } }
                                    td { (error.advice) }
                                }
                            }
                        }
                    }
                }
                @if failed.len() > FAILED {
                    p { (words.say(crate::bi!("나머지 {}개는 엑셀 보고서에 있습니다.", "{} more in the workbook.", failed.len() - FAILED))) }
                }
            }
        }
    }
}

pub(super) fn rules(words: &Text) -> Markup {
    let report = words.0;
    html! {
        section id="by-rule" aria-labelledby="h-rules" {
            h2 id="h-rules" { (words.t("규칙별", "By rule")) }
            div.wide tabindex="0" role="group" aria-labelledby="h-rules" {
                table id="rules" {
                    thead { tr {
                        th scope="col" data-by="0" { (words.t("규칙", "rule")) }
                        th scope="col" { (words.t("내용", "what")) }
                        th.n scope="col" data-by="2" data-first="down" { (words.t("파일", "files")) }
                        (number_heads(words, 3))
                    } }
                    tbody {
                        @for r in &report.summary.by_rule {
                            tr {
                                th scope="row" { a.code href={ "#rule=" (r.code) } { (r.code) } }
                                td { (report.rule_label(r.code)) }
                                td.n { (r.files) }
                                (numbers(&r.findings))
                            }
                        }
                    }
                }
            }
            div.pager id="rules-pager" hidden {}
        }
    }
}
