//! The whole pipeline over the text samples, in bytes and notices per second, on one core and on all.
//!
//! `cargo bench --bench pipeline`; `BANGCHIM_CORPUS=dir cargo bench` adds the texts of a folder.

mod texts;

use bangchim::emit::json::Document;
use bangchim::model::{InputOutcome, Lang};
use bangchim::pipeline::{self, Input};
use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use rayon::prelude::*;

fn main() {
    divan::main();
}

/// Counts bytes, and notices as items.
fn counted<'a, 'b>(bencher: Bencher<'a, 'b>, texts: &[Vec<u8>]) -> Bencher<'a, 'b> {
    let notices: usize = texts.iter().map(|t| texts::notices(t)).sum();
    bencher.counter(BytesCount::new(texts::bytes(texts))).counter(ItemsCount::new(notices))
}

#[divan::bench]
fn one_core(bencher: Bencher<'_, '_>) {
    let (texts, settings) = (texts::load(), texts::settings());
    counted(bencher, &texts).bench(|| {
        for text in &texts {
            black_box(pipeline::judge(texts::input(text), &settings));
        }
    });
}

#[divan::bench]
fn all_cores(bencher: Bencher<'_, '_>) {
    let (texts, settings) = (texts::load(), texts::settings());
    counted(bencher, &texts).bench(|| {
        texts.par_iter().for_each(|text| {
            black_box(pipeline::judge(texts::input(text), &settings));
        });
    });
}

#[divan::bench]
fn with_json_on_one_core(bencher: Bencher<'_, '_>) {
    let (texts, settings) = (texts::load(), texts::settings());
    counted(bencher, &texts).bench(|| {
        for text in &texts {
            let outcome: InputOutcome = pipeline::judge(texts::input(text), &settings);
            black_box(serde_json::to_vec(&Document::of(&outcome, Lang::Ko)).ok());
        }
    });
}

#[divan::bench(args = ["read", "layout", "extract"])]
fn up_to(bencher: Bencher<'_, '_>, stage: &str) {
    let (texts, limits) = (texts::load(), texts::settings().limits);
    let each = |input: Input| match stage {
        "read" => drop(black_box(pipeline::read_only(input, &limits))),
        "layout" => drop(black_box(pipeline::rebuild(input, &limits))),
        _ => drop(black_box(pipeline::recognise(input, &limits))),
    };
    counted(bencher, &texts).bench(|| {
        for text in &texts {
            each(texts::input(text));
        }
    });
}
