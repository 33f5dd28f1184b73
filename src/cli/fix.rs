//! `fix`: shows what would be mended, or mends it.

use super::args::FixArgs;
use super::config::Config;
use super::input::{self, Found, Inputs, Place};
use super::{Context, Outcome, files, output, run};
use bangchim::emit::json::Document;
use bangchim::emit::{place, width};
use bangchim::fix::Level;
use bangchim::gate;
use bangchim::model::{Bi, InputOutcome, Lang, Verdict};
use bangchim::pipeline::{self, Input, Mended, MendedFile};
use similar::TextDiff;
use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;

/// Lines shown around a change.
const AROUND: usize = 1;
/// What the name of a corrected record ends with.
pub(crate) const RECORD: &str = ".fixed.json";

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
            let settings = config.of(found);
            let bytes = input.bytes.as_ref().map(Clone::clone).unwrap_or_default();
            match pipeline::judge(Input { name: found.name.clone(), ..input }, &settings) {
                InputOutcome::Done(judged) => {
                    let mended = pipeline::mend(&judged, &bytes, &settings, level);
                    let one = One { found, bytes: &bytes, mended };
                    one.tell(out, args, ctx.lang, &mut tally)?;
                }
                InputOutcome::Failed { origin, error } => {
                    run::failed(&origin.name, &error, ctx.lang);
                    verdict = verdict.max(gate::failure(&error));
                }
            }
        }
        if ctx.quiet { Ok(()) } else { out.write_all(tally.text(args.write).get(ctx.lang).as_bytes()) }
    })?;
    Ok(verdict.max(Verdict::Clean))
}

#[derive(Clone, Copy, Default)]
struct Tally {
    edits: usize,
    files: usize,
    listed: usize,
    by_hand: usize,
}

impl Tally {
    fn text(self, written: bool) -> Bi {
        let Tally { edits, files, listed, by_hand } = self;
        let mut text = match written {
            true => bangchim::bi!("고침 {edits}곳 (파일 {files}개)", "mended {edits} places in {files} files"),
            false => bangchim::bi!(
                "고칠 수 있음 {edits}곳 (파일 {files}개, `--write`로 씀)",
                "{edits} places in {files} files can be mended (`--write` does it)"
            ),
        };
        let left = bangchim::bi!(
            ", 문서에서 직접 고칠 곳 {listed}곳, 사람이 판단할 지적 {by_hand}건\n",
            "; {listed} to be mended in the document; {by_hand} findings are left to a person\n"
        );
        text.ko.push_str(&left.ko);
        text.en.push_str(&left.en);
        text
    }
}

/// An input with what can be mended in it.
struct One<'a> {
    found: &'a Found,
    bytes: &'a [u8],
    mended: Mended,
}

impl One<'_> {
    fn tell(self, out: &mut dyn Write, args: &FixArgs, lang: Lang, tally: &mut Tally) -> io::Result<()> {
        let Mended { file, edits, list, by_hand, .. } = &self.mended;
        tally.by_hand += by_hand;
        tally.listed += list.len();
        let path = match &self.found.place {
            Place::File(path) => Some(path.as_path()),
            Place::Stdin | Place::Entry(..) => None,
        };
        if let Some(MendedFile { before, after, bytes }) = file {
            let name = width::safe(&self.found.name);
            tally.edits += edits;
            tally.files += 1;
            write!(
                out,
                "{}",
                TextDiff::from_lines(before, after).unified_diff().context_radius(AROUND).header(&name, &name)
            )?;
            match path.filter(|_| args.write) {
                Some(path) => {
                    if !args.no_backup {
                        files::write(beside(path, ".bak").as_ref(), self.bytes)?;
                    }
                    files::write(path, bytes)?;
                }
                None if args.write => self.no_file(lang),
                None => {}
            }
        }
        if list.is_empty() {
            return Ok(());
        }
        self.list(out, lang)?;
        let path = path.filter(|_| args.write).map(|p| beside(p, RECORD));
        let (Some(path), Some(record)) = (path, self.mended.record) else { return Ok(()) };
        let document = Document::of(&InputOutcome::Done(record), lang);
        let mut json = serde_json::to_vec_pretty(&document)?;
        json.push(b'\n');
        files::write(path.as_ref(), &json)?;
        let shown = input::shown(path.as_ref());
        let text = bangchim::bi!("  고친 값의 기록: {shown}", "  the record with the corrected values: {shown}");
        writeln!(out, "{}", text.get(lang))
    }

    /// The edits that have to be made in the document.
    fn list(&self, out: &mut dyn Write, lang: Lang) -> io::Result<()> {
        let name = width::safe(&self.found.name);
        let text = bangchim::bi!("{name}: 문서에서 직접 고칠 곳", "{name}: to be mended in the document");
        writeln!(out, "{}", text.get(lang))?;
        for work in &self.mended.list {
            let (from, to) = (width::safe(&work.place.text), width::safe(&work.to));
            let to = if to.is_empty() { bangchim::emit::human::DELETE.get(lang) } else { to.as_str() };
            let words = place::words(&work.place);
            writeln!(out, "  {} [{}] {from} → {to}", words.get(lang), work.rule.code)?;
        }
        Ok(())
    }

    fn no_file(&self, lang: Lang) {
        let name = width::safe(&self.found.name);
        let text = bangchim::bi!(
            "{name}: 압축 파일이나 표준 입력은 고쳐 쓰지 않습니다",
            "{name}: archives and standard input are not rewritten"
        );
        output::note(text.get(lang));
    }
}

/// A file of nearly the same name.
fn beside(path: &Path, end: &str) -> OsString {
    let mut name = path.as_os_str().to_owned();
    name.push(end);
    name
}
