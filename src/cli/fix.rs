//! `fix`: shows what would be mended, or mends it.

use super::args::FixArgs;
use super::config::Config;
use super::input::{self, Found, Inputs, Place};
use super::{Context, Outcome, files, output, run};
use bangchim::fix::{self, Level};
use bangchim::model::report::Judged;
use bangchim::model::{Bi, InputOutcome, Lang, Place as Where, Verdict};
use bangchim::{gate, pipeline};
use similar::TextDiff;
use std::io::{self, Write};

/// Lines shown around a change.
const AROUND: usize = 1;

pub(crate) fn fix(args: &FixArgs, ctx: &Context) -> Outcome {
    let mut config = Config::begin(&args.rules, ctx)?;
    let mut inputs = Inputs::find(&args.paths, None);
    ctx.some_input(&inputs)?;
    let mut verdict = run::usable(&mut inputs, ctx.lang);
    config.look_around(&inputs.found, ctx)?;
    let level = if args.all { Level::All } else { Level::Safe };
    let mut tally = Tally::default();
    output::text(|out| {
        for found in &inputs.found {
            let input = input::read(found, config.base().limits.file_bytes);
            let bytes = input.bytes.as_ref().map(Clone::clone).unwrap_or_default();
            match pipeline::judge(input, &config.of(found)) {
                InputOutcome::Done(judged) => one(out, found, &judged, &bytes, level, args, ctx.lang, &mut tally)?,
                InputOutcome::Failed { origin, error } => {
                    run::failed(&origin.name, &error, ctx.lang);
                    verdict = verdict.max(gate::failure(&error));
                }
            }
        }
        let Tally { edits, files, by_hand } = tally;
        let text = match args.write {
            true => bangchim::bi!(
                "고침 {edits}곳 (파일 {files}개), 손으로 고칠 지적 {by_hand}건\n",
                "mended {edits} places in {files} files; {by_hand} findings are left to a person\n"
            ),
            false => bangchim::bi!(
                "고칠 수 있음 {edits}곳 (파일 {files}개, `--write`로 씀), 손으로 고칠 지적 {by_hand}건\n",
                "{edits} places in {files} files can be mended (`--write` does it); {by_hand} findings are left to a person\n"
            ),
        };
        if ctx.quiet { Ok(()) } else { out.write_all(text.get(ctx.lang).as_bytes()) }
    })?;
    Ok(verdict.max(Verdict::Clean))
}

#[derive(Clone, Copy, Default)]
struct Tally {
    edits: usize,
    files: usize,
    by_hand: usize,
}

#[allow(clippy::too_many_arguments, reason = "one call, one loop body")]
fn one(
    out: &mut dyn Write,
    found: &Found,
    judged: &Judged,
    bytes: &[u8],
    level: Level,
    args: &FixArgs,
    lang: Lang,
    tally: &mut Tally,
) -> io::Result<()> {
    let (edits, by_hand) = fix::edits(&judged.source, &judged.findings, level);
    tally.by_hand += by_hand.len();
    let name = &found.name;
    if edits.is_empty() {
        return Ok(());
    }
    let old = judged.source.text();
    let new = fix::apply(&judged.source, &edits);
    let rewritten = pipeline::rewritten(&judged.source, bytes, &new);
    let (Some(rewritten), Place::File(path)) = (rewritten, &found.place) else {
        // no text file, or letters that its encoding does not have: told as a list
        for edit in &edits {
            let place = Where::of(&judged.source, edit.at);
            let words = bangchim::emit::place::words(&place);
            writeln!(out, "{name}: {}: {} → {}", words.get(lang), place.text, edit.to)?;
        }
        tally.by_hand += edits.len();
        let text = Bi::new("  이 형식은 손으로 고쳐야 합니다.", "  This format has to be mended by hand.");
        return writeln!(out, "{}", text.get(lang));
    };
    tally.edits += edits.len();
    tally.files += 1;
    let diff = TextDiff::from_lines(old, &new);
    write!(out, "{}", diff.unified_diff().context_radius(AROUND).header(name, name))?;
    if args.write {
        if !args.no_backup {
            let mut backup = path.clone().into_os_string();
            backup.push(".bak");
            files::write(backup.as_ref(), bytes)?;
        }
        files::write(path, &rewritten)?;
    }
    Ok(())
}
