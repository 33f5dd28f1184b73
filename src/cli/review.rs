//! `review import`: what was chosen in the workbook of a report becomes accepted findings.

use super::args::{ReviewAction, ReviewArgs};
use super::input::{self, Found};
use super::{Context, Outcome, Trouble, config, files, output};
use bangchim::model::{Bi, Verdict};
use bangchim::review::{self, Written};
use bangchim::settings::Limits;
use bangchim::{catalogue, pipeline};
use std::path::{Path, PathBuf};

pub(crate) fn review(args: &ReviewArgs, ctx: &Context) -> Outcome {
    let ReviewAction::Import = args.action;
    let limits = Limits::default();
    let name = input::shown(&args.file);
    let wrong = |about: &str, message: Bi| Trouble::Usage(format!("{about}: {}", message.get(ctx.lang)));
    let sheets = pipeline::sheets(input::read(&Found::file(&args.file), limits.ledger_bytes), &limits);
    let sheets = sheets.map_err(|e| wrong(&name, e.message()))?;
    let review = review::read(&sheets).map_err(|e| wrong(&name, e))?;
    let (path, written) = match &args.baseline {
        Some(path) => {
            let slug = |code: &str| catalogue::find(code).map_or_else(|_| code.to_owned(), |rule| rule.name.to_owned());
            let written = review::into_baseline(&text_of(path)?, &review.accepted, slug);
            (path.clone(), written)
        }
        None => {
            let path = args.config.clone().unwrap_or_else(|| PathBuf::from(config::NAME));
            let written = review::into_settings(&text_of(&path)?, &review.accepted);
            (path, written)
        }
    };
    let target = input::shown(&path);
    let Written { text, added, changed, kept } = written.map_err(|e| wrong(&target, e))?;
    if added + changed > 0 {
        files::write(&path, text.as_bytes())?;
    }
    if !ctx.quiet {
        let said = bangchim::bi!(
            "{target}: 제외 {added}건 더함, 사유 {changed}건 바꿈, 그대로 {kept}건 (조치 {}건, 미조치 {}건은 넣지 않음)",
            "{target}: {added} accepted, {changed} with a new reason, {kept} as before (not written: {} done, {} open)",
            review.done,
            review.open
        );
        output::note(said.get(ctx.lang));
    }
    Ok(Verdict::Clean)
}

/// The text of a file that is to be written again; empty where there is none yet.
fn text_of(path: &Path) -> Result<String, Trouble> {
    if path.exists() { input::text(path) } else { Ok(String::new()) }
}
