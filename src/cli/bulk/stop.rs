//! Ctrl-C: once, and the files in hand are finished and everything is written; twice, and the program is at its end.

use crate::cli::output;
use bangchim::model::{Bi, Lang};
use std::sync::atomic::{AtomicBool, Ordering};

static ASKED: AtomicBool = AtomicBool::new(false);

/// What shells give a program that an interrupt ended.
const INTERRUPTED: i32 = 130;

/// Listens for the rest of the process; where the system does not allow it, Ctrl-C ends the program at once, as ever.
pub(crate) fn listen(lang: Lang) {
    let _ = ctrlc::set_handler(move || {
        if ASKED.swap(true, Ordering::SeqCst) {
            end();
        }
        let text = Bi::new(
            "멈추는 중: 하던 파일을 마치고 결과를 씁니다 (한 번 더 누르면 바로 끝냅니다). 같은 명령으로 이어서 할 수 있습니다",
            "stopping: the files in hand are finished and the results written (press again to end at once); \
             the same command goes on from here",
        );
        output::note(text.get(lang));
    });
}

/// Children see the end of their input and end too.
#[allow(clippy::exit, reason = "the second Ctrl-C is meant to end the program here and now; the next run goes on")]
fn end() -> ! {
    std::process::exit(INTERRUPTED)
}

/// Whether no further file is to be begun.
pub(crate) fn is_wanted() -> bool {
    ASKED.load(Ordering::SeqCst)
}
