//! Reads the HWP, HWPX and XLSX files of folders with this package and another reader, in turns; built by the script `run`
//! beside it.

use bangchim::pipeline::{self, Input};
use bangchim::settings::Limits;
use calamine::{Reader, Xlsx};
use std::hint::black_box;
use std::io::Cursor;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// Each format is measured for about so long, in rounds of both readers. Of the rates the fastest round counts, of what one
/// takes beside the other the median: a shared machine changes its speed between rounds, and seldom within one.
const FOR: Duration = Duration::from_secs(10);

/// In a round each reader has its turn for so long: what the other left in the caches is gone after a few files, as in a
/// run over many.
const TURN: Duration = Duration::from_millis(50);

fn main() -> std::io::Result<()> {
    for (extension, peer, theirs) in [
        ("hwp", "unhwp", unhwp as fn(&[u8]) -> bool),
        ("hwp", "unhwp without images", unhwp_alone),
        ("hwpx", "unhwp", unhwp),
        ("hwpx", "unhwp without images", unhwp_alone),
        ("xlsx", "calamine", calamine),
    ] {
        let mut files: Vec<PathBuf> = Vec::new();
        for folder in std::env::args_os().skip(1) {
            files.extend(std::fs::read_dir(folder)?.flatten().map(|e| e.path()));
        }
        files.retain(|p| p.extension().is_some_and(|e| e == extension));
        files.sort();
        if files.is_empty() {
            continue;
        }
        let files: Vec<Vec<u8>> = files.iter().map(std::fs::read).collect::<Result<_, _>>()?;
        let limits = Limits::default();
        // both get bytes that are in memory already: what `bangchim` takes over is copied before the clock starts
        let inputs = || -> Vec<Input> {
            let input = |bytes: &Vec<u8>| Input {
                name: format!("a.{extension}"),
                bytes: Ok(bytes.clone()),
                password: None,
                recognised: Vec::new(),
            };
            files.iter().map(input).collect()
        };
        let ours = |input: Input| black_box(pipeline::tables(input, &limits)).is_ok();
        let ours_once = || {
            let taken = inputs();
            let start = Instant::now();
            taken.into_iter().for_each(|input| _ = ours(input));
            start.elapsed()
        };
        let theirs_once = || {
            let start = Instant::now();
            files.iter().for_each(|f| _ = theirs(f));
            start.elapsed()
        };
        let (mut best, mut best_theirs) = (f64::MAX, f64::MAX);
        let mut times = Vec::new();
        let begun = Instant::now();
        while begun.elapsed() < FOR {
            let (own, other) = (turn(ours_once), turn(theirs_once));
            (best, best_theirs) = (best.min(own), best_theirs.min(other));
            times.push(other / own);
        }
        times.sort_by(f64::total_cmp);
        let rate = |seconds: f64| files.len() as f64 / seconds;
        println!(
            ".{extension}: {} files; bangchim {:.0} files/s ({} read), {peer} {:.0} files/s ({} read): {:.1} times",
            files.len(),
            rate(best),
            inputs().into_iter().map(ours).filter(|read| *read).count(),
            rate(best_theirs),
            files.iter().filter(|f| theirs(f)).count(),
            times[times.len() / 2]
        );
    }
    Ok(())
}

/// Seconds that reading all files once takes in a turn.
fn turn(once: impl Fn() -> Duration) -> f64 {
    let (mut spent, mut passes) = (Duration::ZERO, 0.0);
    while spent < TURN {
        spent += once();
        passes += 1.0;
    }
    spent.as_secs_f64() / passes
}

/// As it is called by default, on one core.
fn unhwp(bytes: &[u8]) -> bool {
    black_box(unhwp::parse_bytes_with_options(black_box(bytes), &unhwp::ParseOptions::new().sequential())).is_ok()
}

/// Without the images, which tables do not need.
fn unhwp_alone(bytes: &[u8]) -> bool {
    let options = unhwp::ParseOptions::new().without_resources().sequential();
    black_box(unhwp::parse_bytes_with_options(black_box(bytes), &options)).is_ok()
}

/// All cells of all sheets, and the merged regions.
fn calamine(bytes: &[u8]) -> bool {
    let Ok(mut book) = Xlsx::new(Cursor::new(bytes)) else { return false };
    let names = book.sheet_names();
    names.iter().all(|name| {
        black_box(book.merge_cells_by_sheet_name(name)).is_ok() && black_box(book.worksheet_range(name)).is_ok()
    })
}
