//! Reads the HWP and HWPX files of folders with both readers, in turns; built by the script `run` beside it.

use bangchim::pipeline::{self, Input};
use bangchim::settings::Limits;
use std::hint::black_box;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// Each format is measured for about so long; the fastest round of each reader counts.
const FOR: Duration = Duration::from_secs(10);

fn main() -> std::io::Result<()> {
    for extension in ["hwp", "hwpx"] {
        let mut files: Vec<PathBuf> = Vec::new();
        for folder in std::env::args_os().skip(1) {
            files.extend(std::fs::read_dir(folder)?.flatten().map(|e| e.path()));
        }
        files.retain(|p| p.extension().is_some_and(|e| e == extension));
        files.sort();
        let files: Vec<Vec<u8>> = files.iter().map(std::fs::read).collect::<Result<_, _>>()?;
        let limits = Limits::default();
        let ours = |bytes: &Vec<u8>| {
            let input = Input { name: format!("a.{extension}"), bytes: Ok(bytes.clone()), password: None, recognised: Vec::new() };
            black_box(pipeline::tables(input, &limits)).is_ok()
        };
        let options = unhwp::ParseOptions::new().without_resources().sequential();
        let theirs = |bytes: &Vec<u8>| black_box(unhwp::parse_bytes_with_options(black_box(bytes), &options)).is_ok();
        let (mut best, mut best_theirs) = (f64::MAX, f64::MAX);
        let begun = Instant::now();
        while begun.elapsed() < FOR {
            let start = Instant::now();
            files.iter().for_each(|f| _ = ours(f));
            best = best.min(start.elapsed().as_secs_f64());
            let start = Instant::now();
            files.iter().for_each(|f| _ = theirs(f));
            best_theirs = best_theirs.min(start.elapsed().as_secs_f64());
        }
        let rate = |seconds: f64| files.len() as f64 / seconds;
        let read = |by: &dyn Fn(&Vec<u8>) -> bool| files.iter().filter(|f| by(f)).count();
        println!(
            ".{extension}: {} files; bangchim {:.0} files/s ({} read), unhwp {:.0} files/s ({} read): {:.1} times",
            files.len(),
            rate(best),
            read(&ours),
            rate(best_theirs),
            read(&theirs),
            best_theirs / best
        );
    }
    Ok(())
}
