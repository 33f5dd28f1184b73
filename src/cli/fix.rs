//! `fix`: shows what would be mended, or mends it.

use super::args::FixArgs;
use super::config::Config;
use super::input::{self, Found, Inputs, Place};
use super::{Context, Outcome, files, output, run};
use bangchim::fix::{self, Level};
use bangchim::gate;
use bangchim::model::report::Judged;
use bangchim::model::{Bi, InputOutcome, Lang, Place as Where, Verdict};
use bangchim::pipeline::{self, Mended};
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
            let settings = config.of(found);
            match pipeline::judge(input, &settings) {
                InputOutcome::Done(judged) => {
                    let mended = pipeline::mend(&judged, &settings, level);
                    let one = One { found, judged: &judged, bytes: &bytes, mended, level };
                    one.tell(out, args, ctx.lang, &mut tally)?;
                }
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

/// An input with what can be mended in it.
struct One<'a> {
    found: &'a Found,
    judged: &'a Judged,
    bytes: &'a [u8],
    mended: Mended,
    level: Level,
}

impl One<'_> {
    fn tell(&self, out: &mut dyn Write, args: &FixArgs, lang: Lang, tally: &mut Tally) -> io::Result<()> {
        let Mended { text, edits, by_hand } = &self.mended;
        tally.by_hand += by_hand;
        if *edits == 0 {
            return Ok(());
        }
        let name = &self.found.name;
        let rewritten = pipeline::rewritten(&self.judged.source, self.bytes, text);
        let (Some(rewritten), Place::File(path)) = (rewritten, &self.found.place) else {
            tally.by_hand += edits;
            return self.list(out, lang);
        };
        tally.edits += edits;
        tally.files += 1;
        let diff = TextDiff::from_lines(self.judged.source.text(), text);
        write!(out, "{}", diff.unified_diff().context_radius(AROUND).header(name, name))?;
        if args.write {
            if !args.no_backup {
                let mut backup = path.clone().into_os_string();
                backup.push(".bak");
                files::write(backup.as_ref(), self.bytes)?;
            }
            files::write(path, &rewritten)?;
        }
        Ok(())
    }

    /// The edits as a list: the file is no text, or its encoding lacks a letter.
    fn list(&self, out: &mut dyn Write, lang: Lang) -> io::Result<()> {
        let source = &self.judged.source;
        for edit in fix::edits(source, &self.judged.findings, self.level).0 {
            let place = Where::of(source, edit.at);
            let words = bangchim::emit::place::words(&place);
            writeln!(out, "{}: {}: {} → {}", self.found.name, words.get(lang), place.text, edit.to)?;
        }
        let text = Bi::new("  이 형식은 손으로 고쳐야 합니다.", "  This format has to be mended by hand.");
        writeln!(out, "{}", text.get(lang))
    }
}
