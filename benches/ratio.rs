//! How much dearer the whole pipeline is than plain UTF-8 validation of the same bytes, and which stage takes which share
//! of it: `cargo bench --bench ratio`.

mod texts;

use bangchim::pipeline;
use rayon::prelude::*;
use std::hint::black_box;
use std::io::Write;
use std::time::{Duration, Instant};

/// The stages take turns for about so long.
const FOR: Duration = Duration::from_secs(8);

/// Seconds of each of the works. They take turns, so that a machine whose speed changes is no faster for one of them than
/// for the others; the median counts.
fn seconds<const N: usize>(mut works: [&mut dyn FnMut(); N]) -> [f64; N] {
    let mut taken = [const { Vec::new() }; N];
    let begun = Instant::now();
    while begun.elapsed() < FOR {
        for (work, taken) in works.iter_mut().zip(&mut taken) {
            let start = Instant::now();
            work();
            taken.push(start.elapsed().as_secs_f64());
        }
    }
    taken.map(|mut taken| {
        taken.sort_by(f64::total_cmp);
        taken.get(taken.len() / 2).copied().unwrap_or_default()
    })
}

fn main() -> std::io::Result<()> {
    let (texts, settings) = (texts::load(), texts::settings());
    let megabytes = texts::bytes(&texts) as f64 / 1e6;
    let notices: usize = texts.iter().map(|t| texts::notices(t)).sum();
    let limits = settings.limits;
    // each stage with those before it
    let [validate, rebuilt, recognised, one, all] = seconds([
        &mut || {
            for text in &texts {
                let _ = black_box(std::str::from_utf8(black_box(text)));
            }
        },
        &mut || {
            for text in &texts {
                let _ = black_box(pipeline::rebuild(texts::input(text), &limits));
            }
        },
        &mut || {
            for text in &texts {
                let _ = black_box(pipeline::recognise(texts::input(text), &limits));
            }
        },
        &mut || {
            for text in &texts {
                black_box(pipeline::judge(texts::input(text), &settings));
            }
        },
        &mut || {
            texts.par_iter().for_each(|text| {
                black_box(pipeline::judge(texts::input(text), &settings));
            });
        },
    ]);
    let mut out = std::io::stdout().lock();
    writeln!(out, "{} files, {megabytes:.3} MB, {notices} notices", texts.len())?;
    writeln!(out, "UTF-8 validation  {:>9.1} MB/s", megabytes / validate)?;
    let mut line = |name: &str, seconds: f64| {
        let (speed, rate, ratio) = (megabytes / seconds, notices as f64 / seconds, seconds / validate);
        writeln!(out, "{name} {speed:>9.1} MB/s {rate:>9.0} notices/s, {ratio:.0} times as dear")
    };
    line("pipeline, 1 core ", one)?;
    line(&format!("pipeline, {} cores", rayon::current_num_threads()), all)?;
    let share = |seconds: f64| seconds / one * 100.0;
    let (extraction, rules) = (recognised - rebuilt, one - recognised);
    writeln!(
        out,
        "shares            layout {:.0} %, extraction {:.0} %, rules {:.0} %: rules {:.2} times extraction, {:.2} times the record",
        share(rebuilt),
        share(extraction),
        share(rules),
        rules / extraction,
        rules / recognised
    )
}
