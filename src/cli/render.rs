//! `render`: the notice in the model form, as an office publishes it.

use super::args::{RenderArgs, RenderFormat};
use super::config::Config;
use super::input::{self, Inputs, Place};
use super::{Context, Outcome, Trouble, files, notices, output, run};
use bangchim::fix::Level;
use bangchim::gate;
use bangchim::model::{Bi, ReadError, Verdict};
use bangchim::pipeline::{self, Clean};
use bangchim::render::Format;
use clap::ValueEnum;
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

/// Differences that are named in the line about reading back.
const NAMED: usize = 5;

pub(crate) fn render(args: &RenderArgs, ctx: &Context) -> Outcome {
    let mut config = Config::begin(&args.rules, ctx)?;
    let mut inputs = Inputs::find(std::slice::from_ref(&args.path), None);
    ctx.some_input(&inputs)?;
    let verdict = run::usable(&mut inputs, ctx.lang);
    config.look_around(&inputs.found, ctx)?;
    let [found] = &inputs.found[..] else {
        return Err(usage(ctx, bangchim::bi!("파일 하나를 지정해 주세요", "name one file")));
    };
    let format = format(args, ctx)?;
    if let (Place::File(from), Some(out)) = (&found.place, &args.out)
        && same_file(from, out)
    {
        return Err(usage(
            ctx,
            bangchim::bi!(
                "읽는 파일에 덮어쓰지 않습니다: --out에 다른 이름을 주세요",
                "the input is not written over: give --out another name"
            ),
        ));
    }
    let settings = config.of(found);
    let level = if args.all { Level::All } else { Level::Safe };
    let read = match notices::read(input::read(found, settings.limits.file_bytes), &settings, Some(level)) {
        Ok(read) => read,
        Err(error) => {
            run::failed(&found.name, &error, ctx.lang);
            return Ok(verdict.max(gate::failure(&error)));
        }
    };
    if !ctx.quiet && read.edits > 0 {
        let edits = read.edits;
        output::note(bangchim::bi!("고침 {edits}곳", "mended {edits} places").get(ctx.lang));
    }
    if !ctx.quiet && read.of_record {
        let text = Bi::new(
            "기록에는 서술문으로 된 부분(정보주체의 권리, 안전성 확보조치 등)이 없습니다. 원본 파일을 주면 그대로 옮깁니다.",
            "A record holds no running text (rights, safety measures and such). Given the file itself, it is brought over.",
        );
        output::note(text.get(ctx.lang));
    }
    let chosen = chosen(&read.notices, args, ctx)?;
    for &(number, notice) in &chosen {
        let internal = |e: ReadError| Trouble::Internal(e.to_string());
        let form = pipeline::form(notice).map_err(internal)?;
        let bytes = pipeline::written(&form, format).map_err(internal)?;
        let target = args.out.as_ref().map(|out| if chosen.len() > 1 { numbered(out, number) } else { out.clone() });
        match &target {
            Some(path) => files::write(path, &bytes)?,
            None => output::data(|out| out.write_all(&bytes))?,
        }
        if !ctx.quiet {
            let gaps = form.gaps();
            let to = target.as_deref().map(|p| format!(" → {}", input::shown(p))).unwrap_or_default();
            let Bi { ko, en } = again(&pipeline::differences(notice, bytes, format, &settings.limits));
            let text = bangchim::bi!(
                "{number}번째 방침: 기재 필요 {gaps}곳, 다시 읽은 기록 {ko}{to}",
                "notice {number}: {gaps} places to fill in, record read back {en}{to}"
            );
            output::note(text.get(ctx.lang));
        }
    }
    Ok(verdict.max(Verdict::Clean))
}

pub(super) fn usage(ctx: &Context, text: Bi<String>) -> Trouble {
    Trouble::Usage(text.get(ctx.lang).clone())
}

/// The format that is asked for, else that of the name of the result, else HTML.
fn format(args: &RenderArgs, ctx: &Context) -> Result<Format, Trouble> {
    let format = match (args.format, &args.out) {
        (Some(format), _) => format,
        (None, Some(out)) => by_name(out, ctx)?,
        (None, None) => RenderFormat::Html,
    };
    if format == RenderFormat::Hwpx {
        not_to_a_terminal(args.out.as_deref(), ctx)?;
    }
    Ok(match format {
        RenderFormat::Html => Format::Html,
        RenderFormat::Md => Format::Markdown,
        RenderFormat::Txt => Format::Text,
        RenderFormat::Hwpx => Format::Hwpx,
    })
}

/// The format that the extension of a result names.
pub(super) fn by_name<F: ValueEnum>(out: &Path, ctx: &Context) -> Result<F, Trouble> {
    let extension = out.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
    F::from_str(&extension, true).map_err(|_| {
        let known: Vec<String> =
            F::value_variants().iter().filter_map(|f| f.to_possible_value().map(|v| v.get_name().to_owned())).collect();
        let (name, known) = (input::shown(out), known.join(", "));
        usage(
            ctx,
            bangchim::bi!(
                "{name}: 확장자로 형식을 알 수 없습니다. --format {known} 가운데 하나를 주세요",
                "{name}: the extension names no format; give --format, one of {known}"
            ),
        )
    })
}

/// A file that is no text is not written to a terminal.
pub(super) fn not_to_a_terminal(out: Option<&Path>, ctx: &Context) -> Result<(), Trouble> {
    if out.is_none() && std::io::stdout().is_terminal() {
        return Err(usage(
            ctx,
            bangchim::bi!("이 형식은 화면에 쓸 수 없습니다: --out 파일", "this format cannot be shown: --out FILE"),
        ));
    }
    Ok(())
}

/// The notices to write, by their number. Several go only to files.
fn chosen<'n>(all: &'n [Clean], args: &RenderArgs, ctx: &Context) -> Result<Vec<(usize, &'n Clean)>, Trouble> {
    let count = all.len();
    let numbered = (1..).zip(all);
    match args.notice {
        Some(wanted) => {
            let one: Vec<_> = numbered.filter(|(n, _)| *n == wanted).collect();
            if one.is_empty() {
                return Err(usage(
                    ctx,
                    bangchim::bi!(
                        "{wanted}번째 방침이 없습니다: 방침은 {count}개입니다",
                        "there is no notice {wanted}: there are {count}"
                    ),
                ));
            }
            Ok(one)
        }
        None if count > 1 && args.out.is_none() => Err(usage(
            ctx,
            bangchim::bi!(
                "방침이 {count}개 있습니다: --notice 번호나 --out 파일을 주세요",
                "there are {count} notices: give --notice N or --out FILE"
            ),
        )),
        None => Ok(numbered.collect()),
    }
}

/// `out.html` for the second of several notices: `out-2.html`.
fn numbered(out: &Path, number: usize) -> PathBuf {
    let stem = out.file_stem().unwrap_or_default().to_string_lossy();
    let extension = out.extension().map(|e| format!(".{}", e.to_string_lossy())).unwrap_or_default();
    out.with_file_name(format!("{stem}-{number}{extension}"))
}

fn same_file(a: &Path, b: &Path) -> bool {
    a.canonicalize().ok().zip(b.canonicalize().ok()).is_some_and(|(a, b)| a == b)
}

/// How reading back came out.
fn again(differs: &Result<Vec<String>, ReadError>) -> Bi<String> {
    match differs {
        Ok(at) if at.is_empty() => Bi::new("같음".to_owned(), "the same".to_owned()),
        Ok(at) => {
            let more = if at.len() > NAMED { " …" } else { "" };
            let named =
                at.iter().take(NAMED).map(|p| if p.is_empty() { "/" } else { p }).collect::<Vec<_>>().join(", ");
            Bi::new(format!("다름({named}{more})"), format!("differs ({named}{more})"))
        }
        Err(error) => Bi::new(format!("안 됨({error})"), format!("fails ({error})")),
    }
}
