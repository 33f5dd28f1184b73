//! How much dearer the whole pipeline is than plain UTF-8 validation of the same bytes, and which stage takes which share
//! of it: `cargo bench --bench ratio`.

mod texts;

use bangchim::pipeline;
use rayon::prelude::*;
use std::hint::black_box;
use std::io::Write;
use std::time::{Duration, Instant};

/// Each is measured for about so long; the fastest round counts, which other work on the machine disturbs least.
const FOR: Duration = Duration::from_secs(2);

fn fastest(mut round: impl FnMut()) -> f64 {
    let begun = Instant::now();
    let mut best = f64::MAX;
    while begun.elapsed() < FOR {
        let start = Instant::now();
        round();
        best = best.min(start.elapsed().as_secs_f64());
    }
    best
}

fn main() -> std::io::Result<()> {
    let (texts, settings) = (texts::load(), texts::settings());
    let megabytes = texts::bytes(&texts) as f64 / 1e6;
    let notices: usize = texts.iter().map(|t| texts::notices(t)).sum();
    let validate = fastest(|| {
        for text in &texts {
            let _ = black_box(std::str::from_utf8(black_box(text)));
        }
    });
    let one = fastest(|| {
        for text in &texts {
            black_box(pipeline::judge(texts::input(text), &settings));
        }
    });
    let all = fastest(|| {
        texts.par_iter().for_each(|text| {
            black_box(pipeline::judge(texts::input(text), &settings));
        });
    });
    // each stage with those before it
    let limits = settings.limits;
    let rebuilt = fastest(|| {
        for text in &texts {
            let _ = black_box(pipeline::rebuild(texts::input(text), &limits));
        }
    });
    let recognised = fastest(|| {
        for text in &texts {
            let _ = black_box(pipeline::recognise(texts::input(text), &limits));
        }
    });
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
