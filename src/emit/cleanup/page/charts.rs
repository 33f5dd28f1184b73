//! Bars with their numbers beside, as tables: they are read aloud, printed and copied like any other table.

use crate::emit::cleanup::{Report, Status};
use crate::model::{Bi, Lang, Severity};
use maud::{Markup, html};

/// Bars of a chart; what is left is one bar more.
const BARS: usize = 12;

pub(super) fn charts(report: &Report) -> Markup {
    let lang = report.lang;
    let s = &report.summary;
    let t = |ko: &'static str, en: &'static str| *Bi::new(ko, en).get(lang);
    let days: Vec<(String, u64)> =
        s.by_days.iter().map(|(days, rows)| (crate::bi!("{days}일", "{days} days").get(lang).clone(), *rows)).collect();
    let statuses: Vec<(String, u64)> =
        Status::ALL.iter().map(|st| (st.label(lang).to_owned(), s.status(*st) as u64)).collect();
    html! {
        div.charts {
            @if !s.by_rule.is_empty() { (by_rule(report)) }
            (bars(t("카메라: 부서별 (대)", "Cameras by department"), &s.by_department, lang))
            (bars(t("카메라: 설치목적별 (대)", "Cameras by purpose"), &s.by_purpose, lang))
            (bars(t("보관기간 (기록 건수)", "Retention (records)"), &days, lang))
            (bars(t("파일: 상태별 (개)", "Files by status"), &statuses, lang))
        }
    }
}

/// A bar for each value, the widest for the largest.
fn bars(title: &str, values: &[(String, u64)], lang: Lang) -> Markup {
    let rest: u64 = values.iter().skip(BARS).map(|(_, n)| n).sum();
    let more = crate::bi!("그 밖 {}가지", "{} others", values.len().saturating_sub(BARS));
    let mut shown: Vec<(&str, u64)> = values.iter().take(BARS).map(|(label, n)| (label.as_str(), *n)).collect();
    if rest > 0 {
        shown.push((more.get(lang), rest));
    }
    let most = shown.iter().map(|(_, n)| *n).max().unwrap_or(0);
    html! {
        @if most > 0 {
            figure {
                figcaption { (title) }
                table {
                    colgroup { col.label; col; col.num; }
                    tbody {
                        @for (label, n) in shown {
                            tr {
                                th scope="row" { (super::cut(label, 60)) }
                                td { (svg(&[("b", n)], most)) }
                                td.n { (n) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The most frequent rules, each bar in the parts of its severities.
fn by_rule(report: &Report) -> Markup {
    let lang = report.lang;
    let mut rules: Vec<_> = report.summary.by_rule.iter().filter(|r| r.findings.open() > 0).collect();
    rules.sort_by_key(|r| std::cmp::Reverse(r.findings.open()));
    let rest = rules.len().saturating_sub(BARS);
    rules.truncate(BARS);
    let most = rules.first().map_or(0, |r| r.findings.open()) as u64;
    let levels = [(Severity::Error, "b0"), (Severity::Warning, "b1"), (Severity::Info, "b2")];
    html! {
        @if most > 0 {
            figure {
                figcaption { (*Bi::new("지적: 규칙과 심각도별 (건)", "Findings by rule and severity").get(lang)) }
                table {
                    colgroup { col.label; col; col.num; col.num; col.num; }
                    thead {
                        tr {
                            th scope="col" { (*Bi::new("규칙", "rule").get(lang)) }
                            th { (*Bi::new("모두", "all").get(lang)) }
                            @for (level, _) in levels { th.n scope="col" { (level.label(lang)) } }
                        }
                    }
                    tbody {
                        @for rule in rules {
                            @let parts = levels.map(|(level, class)| (class, rule.findings.of(level) as u64));
                            tr {
                                th scope="row" { a href={ "#rule=" (rule.code) } { (rule.code) } " " (super::cut(report.rule_label(rule.code), 40)) }
                                td { (svg(&parts, most)) }
                                @for (level, _) in levels { td.n { (rule.findings.of(level)) } }
                            }
                        }
                    }
                }
                @if rest > 0 {
                    p.soft { (crate::bi!("그 밖의 규칙 {rest}가지는 아래 규칙별 표에", "{rest} more rules in the table below").get(lang)) }
                }
            }
        }
    }
}

/// A bar in parts; the number stands in the next column, so that it is nothing to hear.
fn svg(parts: &[(&str, u64)], most: u64) -> Markup {
    let scale = |n: u64| if most == 0 { 0.0 } else { n as f64 * 1000.0 / most as f64 };
    let mut left = 0.0;
    let mut drawn = Vec::new();
    for (class, n) in parts.iter().filter(|(_, n)| *n > 0) {
        drawn.push((class, left, scale(*n)));
        left += scale(*n);
    }
    html! {
        svg viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true" focusable="false" {
            @for (class, x, width) in drawn {
                rect class=(class) x=(format!("{x:.1}")) width=(format!("{width:.1}")) y="0" height="10" {}
            }
        }
    }
}
