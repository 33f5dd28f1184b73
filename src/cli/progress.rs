//! How far a bulk run is: a bar on a terminal, else a line now and then; always on standard error.

use super::output;
use bangchim::model::Lang;
use indicatif::{ProgressBar, ProgressState, ProgressStyle};
use std::fmt::Write;
use std::io::IsTerminal;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// A line at least so often on what is no terminal.
const EVERY: Duration = Duration::from_secs(10);
/// And not more often than this, however fast twentieths go by.
const AT_MOST: Duration = Duration::from_secs(1);

pub(crate) struct Progress {
    lang: Lang,
    total: u64,
    begun: Instant,
    done: AtomicU64,
    failed: AtomicU64,
    shown: Shown,
}

/// To whom it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum How {
    Silent,
    People,
    /// A line of JSON now and then, for a program.
    Json,
}

enum Shown {
    Silent,
    Bar(ProgressBar),
    Lines(Mutex<Last>),
    Json(Mutex<Last>),
}

struct Last {
    at: Instant,
    twentieth: u64,
}

impl Progress {
    pub(crate) fn begin(total: usize, lang: Lang, how: How) -> Self {
        let total = total as u64;
        let begun = Instant::now();
        let last = || Mutex::new(Last { at: begun, twentieth: 0 });
        let shown = match how {
            How::Silent => Shown::Silent,
            How::Json => Shown::Json(last()),
            How::People if std::io::stderr().is_terminal() => Shown::Bar(bar(total, lang)),
            How::People => Shown::Lines(last()),
        };
        Progress { lang, total, begun, done: AtomicU64::new(0), failed: AtomicU64::new(0), shown }
    }

    /// One more input is through. Called from all cores.
    pub(crate) fn step(&self, failed: bool) {
        let failed = self.failed.fetch_add(u64::from(failed), Ordering::Relaxed) + u64::from(failed);
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        match &self.shown {
            Shown::Silent => {}
            Shown::Bar(bar) => {
                bar.set_position(done);
                bar.set_message(failed.to_string());
            }
            Shown::Lines(last) if self.is_time(last, done) => output::note(&self.line(done, failed)),
            Shown::Json(last) if self.is_time(last, done) => output::note(&self.json("progress", done, failed)),
            Shown::Lines(_) | Shown::Json(_) => {}
        }
    }

    fn is_time(&self, last: &Mutex<Last>, done: u64) -> bool {
        let Ok(mut last) = last.try_lock() else { return false };
        let (since, twentieth) = (last.at.elapsed(), done * 20 / self.total.max(1));
        let due = since >= EVERY || (twentieth > last.twentieth && since >= AT_MOST);
        if due {
            *last = Last { at: Instant::now(), twentieth };
        }
        due
    }

    /// Shows something beside the bar.
    pub(crate) fn aside(&self, text: &str) {
        match &self.shown {
            Shown::Bar(bar) => bar.suspend(|| output::note(text)),
            Shown::Silent | Shown::Lines(_) => output::note(text),
            // nothing but JSON is to stand there; the list of what failed says it
            Shown::Json(_) => {}
        }
    }

    pub(crate) fn end(&self) {
        match &self.shown {
            Shown::Bar(bar) => bar.finish_and_clear(),
            Shown::Json(_) => {
                let [done, failed] = [&self.done, &self.failed].map(|n| n.load(Ordering::Relaxed));
                output::note(&self.json("read", done, failed));
            }
            Shown::Silent | Shown::Lines(_) => {}
        }
    }

    /// Files a second, and seconds that are left.
    fn pace(&self, done: u64) -> (f64, f64) {
        let rate = done as f64 / self.begun.elapsed().as_secs_f64().max(1e-6);
        (rate, self.total.saturating_sub(done) as f64 / rate.max(1e-6))
    }

    fn json(&self, event: &str, done: u64, failed: u64) -> String {
        let (rate, left) = self.pace(done);
        let tenth = |n: f64| (n * 10.0).round() / 10.0;
        let total = self.total;
        serde_json::json!({
            "event": event, "done": done, "total": total, "failed": failed,
            "files_per_second": tenth(rate), "seconds_left": tenth(left),
        })
        .to_string()
    }

    fn line(&self, done: u64, failed: u64) -> String {
        let ((rate, left), total) = (self.pace(done), self.total);
        let percent = done * 100 / total.max(1);
        bangchim::bi!(
            "{done}/{total} ({percent}%), 판정 불가 {failed}, 초당 {rate:.1}개, 남은 시간 약 {left:.0}초",
            "{done}/{total} ({percent}%), not judged {failed}, {rate:.1} files/s, about {left:.0} s left"
        )
        .get(self.lang)
        .clone()
    }
}

fn bar(total: u64, lang: Lang) -> ProgressBar {
    let template = match lang {
        Lang::Ko => "{bar:30} {pos}/{len} · 판정 불가 {msg} · 초당 {rate}개 · 남은 시간 {eta}",
        Lang::En => "{bar:30} {pos}/{len} · not judged {msg} · {rate} files/s · {eta} left",
    };
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    let rate = |state: &ProgressState, out: &mut dyn Write| {
        let _ = write!(out, "{:.1}", state.per_sec()); // a text takes everything
    };
    let style = style.progress_chars("=> ").with_key("rate", rate);
    ProgressBar::new(total).with_style(style).with_message("0")
}
