//! A finding with its evidence, and the page of a rule, as they stand in the page without the script.

use super::{Text, level, where_it_stands};
use crate::emit::cleanup::mask::plain;
use crate::emit::cleanup::{Evidence, Grid, Item, Mark};
use crate::emit::human::DELETE;
use crate::model::RuleInfo;
use maud::{Markup, html};

pub(super) fn row(words: &Text, item: &Item) -> Markup {
    let report = words.0;
    let f = item.finding;
    let file = &report.files[item.file];
    let none = Evidence::default();
    let evidence = file.evidence.get(item.index).unwrap_or(&none);
    let place = where_it_stands(report, item);
    html! {
        tr {
            td class={ "sev s" (level(item.severity)) } {
                (item.severity.label(report.lang))
                @if f.accepted.is_some() { span.note.soft { (words.t("받아들임", "Accepted")) } }
            }
            td.rule { a.code href={ "#rule-" (f.code) } { (f.code) } span.note.soft { (report.rule_label(&f.code)) } }
            td.msg {
                p { (f.message) }
                (quote(&evidence.quote))
                @if let Some(to) = &f.suggestion {
                    p.suggestion {
                        (words.t("제안", "Suggestion")) ": " del { (f.subject) } " → "
                        ins { @if to.is_empty() { (DELETE.get(words.0.lang)) } @else { (to) } }
                    }
                }
                details {
                    summary { (words.t("근거 보기", "Evidence")) }
                    div.evidence {
                        @if let Some(grid) = &evidence.table {
                            h3 { (words.t("되살린 표", "The table as rebuilt")) }
                            (table(grid))
                        }
                        @if !evidence.related.is_empty() {
                            h3 { (words.t("견줄 곳", "Compare")) }
                            ul {
                                @for r in &evidence.related {
                                    li {
                                        (r.message)
                                        @if !r.place.is_empty() { span.soft { " (" (r.place) ")" } }
                                        (quote(&r.quote))
                                    }
                                }
                            }
                        }
                        @if let Some(help) = &f.help { p { strong { (words.t("고치는 법", "What to do")) ": " } (help) } }
                        @if let Some(why) = &f.accepted { p { strong { (words.t("받아들임", "Accepted")) ": " } (why) } }
                        p { a href={ "#rule-" (f.code) } { (words.t("규칙 설명", "About the rule")) } }
                    }
                }
            }
            td { (item.institution) }
            td.where {
                a href={ "#view=" (item.file) } { (plain(file.name())) }
                @if !place.is_empty() { span.note.soft { (place) } }
            }
        }
    }
}

fn quote(pieces: &[String]) -> Markup {
    html! {
        @if !pieces.is_empty() {
            p.quote { @for (n, text) in pieces.iter().enumerate() { @if n % 2 == 1 { mark { (text) } } @else { (text) } } }
        }
    }
}

fn table(grid: &Grid) -> Markup {
    let width = grid.rows.iter().map(|r| r.iter().map(|c| c.col_span).sum::<usize>()).max().unwrap_or(1).max(1);
    html! {
        table {
            @if !grid.caption.is_empty() { caption { (grid.caption) } }
            tbody {
                @for row in &grid.rows {
                    tr {
                        @if row.is_empty() { td.gap colspan=(width) { "⋯" } }
                        @for cell in row {
                            @let mark = match cell.mark { Mark::Here => Some("m1"), Mark::Against => Some("m2"), _ => None };
                            @let rows = (cell.row_span > 1).then_some(cell.row_span);
                            @let cols = (cell.col_span > 1).then_some(cell.col_span);
                            @if cell.head { th class=[mark] rowspan=[rows] colspan=[cols] { (cell.text) } }
                            @else { td class=[mark] rowspan=[rows] colspan=[cols] { (cell.text) } }
                        }
                    }
                }
            }
        }
    }
}

/// The page of a rule.
pub(super) fn page(words: &Text, rule: &RuleInfo) -> Markup {
    let lang = words.0.lang;
    let page = &rule.page;
    html! {
        article.about id={ "rule-" (rule.code) } tabindex="-1" {
            h3 { span.code { (rule.code) } " " (*rule.summary.get(lang)) }
            p.soft { (rule.name) " · " (rule.severity.label(lang)) }
            dl {
                dt { (words.t("무엇을 보는가", "What it checks")) } dd { (*page.checks.get(lang)) }
                dt { (words.t("왜 중요한가", "Why it matters")) } dd { (*page.why.get(lang)) }
                @if let Some(basis) = &rule.basis { dt { (words.t("근거", "Basis")) } dd { (*basis.get(lang)) } }
                dt { (words.t("고치는 법", "How to fix")) } dd { (*page.fix.get(lang)) }
                dt { (words.t("보기", "Example")) } dd { pre { (page.example.trim_matches('\n')) } }
                @if !page.exceptions.is_empty() {
                    dt { (words.t("지적하지 않는 경우", "What it does not flag")) }
                    dd { ul { @for e in page.exceptions { li { (*e.get(lang)) } } } }
                }
            }
        }
    }
}
