//! `merge`: the folders of the shards of a run become one, as if it had been a single run.

use super::args::MergeArgs;
use super::bulk::finish::{self, Finish};
use super::bulk::plan::Shard;
use super::bulk::{Folder, KeysLine, unwritable};
use super::{Context, Outcome, Trouble, files, input, migrate, output};
use bangchim::emit::bulk::{Line, Options, Summary};
use bangchim::model::{Bi, Lang};
use bangchim::settings::Settings;
use std::io;
use std::path::Path;

/// Lines that are brought to the disk at a time.
const IN_HAND: usize = 256;

/// A folder of a shard, and an input of it: its place among all inputs, and its path.
struct Shards {
    folders: Vec<Folder>,
    inputs: Vec<(u64, String, usize)>,
    summary: Summary,
}

pub(crate) fn merge(args: &MergeArgs, ctx: &Context) -> Outcome {
    let shards = read(args, ctx)?;
    let folder = Folder::open(&args.out, ctx)?;
    let cannot = |e: io::Error| unwritable(&args.out, &e, ctx);
    finish::begin(&args.out).map_err(cannot)?;
    copy(&shards, &folder, ctx)?;
    let Options { today, lang, select, ignore } = shards.summary.options.clone();
    let day = today.parse().map_err(|_| Trouble::Usage(format!("{today}: summary.json")))?;
    let settings = Settings { select, ignore, ..Settings::for_day(day) };
    // the language of the records, whatever is spoken here
    let said = Context { lang: if lang == "en" { Lang::En } else { Lang::Ko }, quiet: ctx.quiet };
    let finish = Finish {
        paths: shards.inputs.iter().map(|(index, path, _)| (*index, path.as_str())).collect(),
        waiting: Vec::new(),
        options: shards.summary.options.clone(),
        shard: None,
        rules: shards.summary.rules.clone(),
        settings: &settings,
        encoding: args.open_data_encoding,
        ctx: &said,
    };
    let finished = finish.write(folder)?;
    if !ctx.quiet {
        let text = migrate::summary_text(&finished.summary, &finished, ctx);
        let place = bangchim::bi!("결과: {}\n", "results: {}\n", input::shown(&args.out));
        output::text(|w| w.write_all(text.as_bytes()).and_then(|()| w.write_all(place.get(ctx.lang).as_bytes())))?;
    }
    migrate::verdict(&finished, ctx)
}

/// Opens the folders; all shards of one run must be there, each finished.
fn read(args: &MergeArgs, ctx: &Context) -> Result<Shards, Trouble> {
    let wrong = |path: &Path, text: Bi| Trouble::Usage(format!("{}: {}", input::shown(path), text.get(ctx.lang)));
    let mut folders = Vec::new();
    let mut first: Option<Summary> = None;
    let mut numbers = Vec::new();
    for path in &args.paths {
        let summary = if path.is_dir() { super::bulk::summary(path)? } else { None };
        let Some(summary) = summary else {
            let text = bangchim::bi!(
                "끝난 실행의 결과 폴더가 아닙니다 (summary.json이 없음)",
                "not the folder of a finished run (no summary.json)"
            );
            return Err(wrong(path, text));
        };
        if !summary.complete {
            let text = bangchim::bi!(
                "끝나지 않은 실행입니다. 같은 명령으로 이어서 끝내 주세요",
                "the run is not finished; run its command again"
            );
            return Err(wrong(path, text));
        }
        let Some(shard) = summary.shard.as_deref().and_then(|s| Shard::parse(s).ok()) else {
            let text = bangchim::bi!("--shard로 나눈 실행이 아닙니다", "the run was not made by --shard");
            return Err(wrong(path, text));
        };
        if let Some(first) = &first {
            let same = |s: &Summary| (s.tool.clone(), s.rules.clone(), s.options.clone());
            if same(first) != same(&summary) {
                let text = bangchim::bi!(
                    "다른 부분과 프로그램, 규칙, 날짜, 선택이 다릅니다 (--today를 같게 주어 다시 실행해 주세요)",
                    "another program, other rules, another day or selection than the others (run with the same --today)"
                );
                return Err(wrong(path, text));
            }
        }
        numbers.push(shard);
        first.get_or_insert(summary);
        folders.push(Folder::open(path, ctx)?);
    }
    let of = numbers.first().map_or(0, |s| s.of);
    numbers.sort_by_key(|s| s.number);
    let expected: Vec<Shard> = (1..=of).map(|number| Shard { number, of }).collect();
    if numbers != expected {
        let have: Vec<String> = numbers.iter().map(ToString::to_string).collect();
        let have = have.join(", ");
        let text = bangchim::bi!(
            "{of}개 부분이 하나씩 모두 있어야 합니다 (받은 것: {have})",
            "all {of} shards are needed, each once (given: {have})"
        );
        return Err(Trouble::Usage(text.get(ctx.lang).clone()));
    }
    let inputs = inputs(&folders, ctx)?;
    Ok(Shards { folders, inputs, summary: first.unwrap_or_default() })
}

/// The inputs of all shards in the order of a single run.
fn inputs(folders: &[Folder], ctx: &Context) -> Result<Vec<(u64, String, usize)>, Trouble> {
    let mut inputs = Vec::new();
    for (at, folder) in folders.iter().enumerate() {
        for path in folder.log.paths()? {
            if let Some(line) = folder.log.get::<Line>(&path)? {
                inputs.push((line.index, path, at));
            }
        }
    }
    inputs.sort();
    if let Some(pair) = inputs.windows(2).find(|pair| pair[0].0 == pair[1].0) {
        let (a, b) = (&pair[0].1, &pair[1].1);
        let text = bangchim::bi!(
            "부분들이 서로 다른 입력을 보았습니다 ({a}, {b}). 같은 폴더로 다시 실행해 주세요",
            "the shards saw other inputs ({a}, {b}); run them on the same folder"
        );
        return Err(Trouble::Usage(text.get(ctx.lang).clone()));
    }
    Ok(inputs)
}

/// Copies the records and the lines about them.
fn copy(shards: &Shards, to: &Folder, ctx: &Context) -> Result<(), Trouble> {
    let cannot = |e: io::Error| unwritable(&to.path, &e, ctx);
    for chunk in shards.inputs.chunks(IN_HAND) {
        let (mut lines, mut keys): (Vec<Line>, Vec<KeysLine>) = Default::default();
        for (_, path, at) in chunk {
            let from = &shards.folders[*at];
            let Some(line) = from.log.get::<Line>(path)? else { continue };
            if let (Some(output), Some(sha256)) = (&line.output, &line.output_sha256) {
                let Some(bytes) = from.intact(output, sha256) else {
                    let text = bangchim::bi!(
                        "기록이 없거나 바뀌었습니다. 그 부분을 다시 실행해 주세요",
                        "the record is gone or was changed; run that shard again"
                    );
                    let name = input::shown(&from.file(output));
                    return Err(Trouble::Usage(format!("{name}: {}", text.get(ctx.lang))));
                };
                if to.intact(output, sha256).is_none() {
                    let path = to.file(output);
                    files::write_synced(&path, &bytes).map_err(|e| unwritable(&path, &e, ctx))?;
                }
            }
            keys.extend(from.keys.get::<KeysLine>(path)?);
            lines.push(line);
        }
        to.keys.add(keys.iter().map(|k| (k.path.as_str(), k))).map_err(cannot)?;
        to.log.add(lines.iter().map(|l| (l.path.as_str(), l))).map_err(cannot)?;
    }
    Ok(())
}
