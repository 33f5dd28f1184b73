//! A report in the format that was asked for, written whole.

use super::args::CheckFormat;
use super::{Context, output};
use bangchim::catalogue;
use bangchim::emit::csv::Sheet;
use bangchim::emit::flat;
use bangchim::emit::json::FindingView;
use bangchim::emit::report::{Line, ReportView};
use bangchim::emit::{hosts, junit, markdown, sarif};
use bangchim::model::Severity;
use std::io::{self, Write};

/// Writes a report. `Text` is no format of a finished report; it is written while the run goes on.
pub(crate) fn write(out: &mut dyn Write, format: CheckFormat, report: &ReportView, ctx: &Context) -> io::Result<()> {
    let lang = ctx.lang;
    match format {
        CheckFormat::Text => Ok(()),
        CheckFormat::Json => output::pretty(out, report),
        CheckFormat::Ndjson => lines(out, report),
        CheckFormat::Sarif => {
            let rules: Vec<_> = catalogue::rules().collect();
            output::pretty(out, &sarif::sarif(report, &rules, lang))
        }
        CheckFormat::Junit => {
            let gate = Severity::named(report.fail_on);
            let fails = |f: &FindingView| f.is_open() && gate.is_some() && Severity::named(&f.severity) >= gate;
            out.write_all(junit::junit(report, lang, fails).as_bytes())
        }
        CheckFormat::Github => out.write_all(hosts::github(report, lang).as_bytes()),
        CheckFormat::Gitlab => output::pretty(out, &hosts::gitlab(report, lang)),
        CheckFormat::Markdown => out.write_all(markdown::markdown(report, lang).as_bytes()),
        CheckFormat::Csv => {
            let mut sheet = Sheet::begin(&mut *out, flat::FINDINGS)?;
            for input in &report.inputs {
                flat::finding_rows(&mut sheet, &input.source.name, &input.findings)?;
            }
            sheet.end()?.flush()
        }
    }
}

/// A line for each finding and failure, and the summary last.
fn lines(out: &mut dyn Write, report: &ReportView) -> io::Result<()> {
    for input in &report.inputs {
        let file = input.source.name.as_str();
        if let Some(error) = &input.error {
            output::line(out, &Line::Error { file, error })?;
        }
        input.findings.iter().try_for_each(|finding| output::line(out, &Line::Finding { file, finding }))?;
    }
    output::line(out, &Line::summary(report))
}
