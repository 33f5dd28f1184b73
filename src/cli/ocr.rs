//! `--ocr`: the pages of a PDF that have no text, recognised by programs that are installed.
//!
//! `pdftoppm` (poppler) makes the picture of a page, `tesseract` with the Korean data reads it. Both are optional; where
//! one is missing, the message says which, and the file is judged as it is.

use super::output;
use bangchim::model::page::{Recognised, Word};
use bangchim::model::{Bi, Lang};
use bangchim::ocr::{self, Raster};
use bangchim::pipeline;
use std::io::{self, Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::time::{Duration, Instant};

/// Pixels to the inch: what the recognition of small Hangul needs.
const DPI: f32 = 300.0;
/// A program that takes longer for a page is ended.
const PATIENCE: Duration = Duration::from_secs(120);

/// The language of messages, when pages are to be recognised at all.
static WANTED: OnceLock<Lang> = OnceLock::new();

/// Turns recognition on for the run.
pub(crate) fn want(lang: Lang) {
    let _ = WANTED.set(lang);
}

/// The pages of a PDF without text, recognised; nothing when it was not asked for or cannot be done.
pub(crate) fn recognise(name: &str, bytes: &[u8], password: Option<&str>) -> Vec<Recognised> {
    let Some(lang) = WANTED.get() else { return Vec::new() };
    let mut out = Vec::new();
    for number in pipeline::pages_without_text(bytes, password) {
        match page(bytes, number, password) {
            Ok(page) => out.push(page),
            Err(error) => {
                let text = bangchim::bi!(
                    "{name}: {number}쪽의 문자 인식을 못 했습니다: {0}",
                    "{name}: the text of page {number} was not recognised: {0}",
                    told(&error, *lang)
                );
                output::note(text.get(*lang));
                break;
            }
        }
    }
    out
}

fn told(error: &Trouble, lang: Lang) -> String {
    match error {
        Trouble::Missing(program) => bangchim::bi!(
            "`{program}` 프로그램이 없습니다. poppler-utils와 tesseract-ocr(한국어 kor 포함)을 설치해 주세요",
            "the program `{program}` is missing; install poppler-utils and tesseract-ocr with the Korean data (kor)"
        )
        .get(lang)
        .clone(),
        Trouble::Failed(program, why) => format!("{program}: {why}"),
        Trouble::Picture => {
            (*Bi::new("쪽 그림을 읽을 수 없습니다", "the picture of the page cannot be read").get(lang)).to_owned()
        }
    }
}

enum Trouble {
    Missing(&'static str),
    Failed(&'static str, String),
    Picture,
}

fn page(bytes: &[u8], number: u32, password: Option<&str>) -> Result<Recognised, Trouble> {
    let (page, dpi) = (number.to_string(), DPI.to_string());
    let mut args = vec!["-f", &page, "-l", &page, "-r", &dpi, "-gray"];
    if let Some(password) = password {
        args.extend(["-upw", password]);
    }
    args.push("-");
    let picture = run("pdftoppm", &args, bytes)?;
    let mut raster = Raster::from_pgm(&picture).ok_or(Trouble::Picture)?.straightened(DPI);
    let rulings = raster.rulings(DPI);
    raster.erase(&rulings, DPI);
    let mut page = ocr::page(number, &raster, DPI, &rulings, tesseract(&raster)?);
    for field in ocr::doubtful(&raster, DPI, &page, &pipeline::fields(&page)) {
        ocr::replace(&mut page, &field, DPI, tesseract(field.picture())?);
    }
    Ok(page)
}

fn tesseract(picture: &Raster) -> Result<Vec<Word>, Trouble> {
    let dpi = DPI.to_string();
    let answer = run("tesseract", &["-", "-", "-l", "kor", "--psm", "6", "--dpi", &dpi, "tsv"], &picture.to_pgm())?;
    Ok(ocr::words(&String::from_utf8_lossy(&answer)))
}

/// Runs a program on some input and gives what it printed.
fn run(program: &'static str, args: &[&str], input: &[u8]) -> Result<Vec<u8>, Trouble> {
    let failed = |error: io::Error| Trouble::Failed(program, error.to_string());
    let mut child = Command::new(program)
        .args(args)
        .env("OMP_THREAD_LIMIT", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|e| if e.kind() == io::ErrorKind::NotFound { Trouble::Missing(program) } else { failed(e) })?;
    let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    std::thread::scope(|scope| {
        scope.spawn(move || stdin.map(|mut pipe| pipe.write_all(input)));
        let out = scope.spawn(move || all(stdout));
        let err = scope.spawn(move || all(stderr));
        let status = patiently(&mut child).map_err(failed)?;
        let out = out.join().unwrap_or_default();
        if status {
            return Ok(out);
        }
        let err = String::from_utf8_lossy(&err.join().unwrap_or_default()).trim().chars().take(200).collect();
        Err(Trouble::Failed(program, err))
    })
}

fn all(pipe: Option<impl Read>) -> Vec<u8> {
    let mut out = Vec::new();
    if let Some(mut pipe) = pipe {
        // what came before the pipe broke is judged by the exit of the program
        let _ = pipe.read_to_end(&mut out);
    }
    out
}

/// Waits for a program and tells whether it did well; ends it when it takes too long.
fn patiently(child: &mut Child) -> io::Result<bool> {
    let begun = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status.success());
        }
        if begun.elapsed() > PATIENCE {
            child.kill()?;
            child.wait()?;
            return Err(io::ErrorKind::TimedOut.into());
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}
