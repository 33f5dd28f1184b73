//! What `check` keeps of an input once it is judged: all that its outputs and the comparison of the run need.
//!
//! Everything after this is made of it, whether it was just made or comes from the cache.

use bangchim::emit::human;
use bangchim::emit::report::InputView;
use bangchim::model::batch::Keys;
use bangchim::model::{InputOutcome, Lang};
use serde::{Deserialize, Serialize};

/// An input that was judged, before the gate: nothing is accepted yet.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Kept {
    pub(crate) view: InputView,
    /// Each finding as people are shown it; none where no text is wanted.
    pub(crate) texts: Vec<String>,
    /// For people, when it could not be judged.
    pub(crate) trouble: Option<String>,
    pub(crate) keys: Vec<Keys>,
    /// What the rules said may be another on another day of the year.
    pub(crate) asked_for_today: bool,
}

impl Kept {
    pub(crate) fn of(outcome: &InputOutcome, as_text: bool, lang: Lang) -> Self {
        let view = InputView::of(outcome, lang);
        match outcome {
            InputOutcome::Done(judged) => {
                let text = |f| human::finding(&judged.source, f, lang) + "\n";
                Kept {
                    view,
                    texts: if as_text { judged.findings.iter().map(text).collect() } else { Vec::new() },
                    trouble: None,
                    keys: judged.keys.clone(),
                    asked_for_today: judged.asked_for_today,
                }
            }
            InputOutcome::Failed { origin, error } => Kept {
                view,
                texts: Vec::new(),
                trouble: Some(human::failure(&origin.name, error, lang)),
                keys: Vec::new(),
                asked_for_today: false,
            },
        }
    }
}
