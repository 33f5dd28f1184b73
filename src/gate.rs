//! What the gate says of a run.

use crate::model::{InputOutcome, ReadError, Severity, Verdict};

/// The verdict on one input.
#[must_use]
pub fn verdict(outcome: &InputOutcome, fail_on: Option<Severity>) -> Verdict {
    match outcome {
        InputOutcome::Failed { error, .. } => failure(error),
        InputOutcome::Done(judged) => {
            let reached = fail_on.is_some_and(|gate| judged.findings.iter().any(|f| f.severity >= gate));
            if reached { Verdict::Findings } else { Verdict::Clean }
        }
    }
}

/// The verdict on an input that could not be judged.
#[must_use]
pub fn failure(error: &ReadError) -> Verdict {
    match error {
        ReadError::Internal(_) => Verdict::Internal,
        _ => Verdict::NotJudged,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_wins() {
        let worst = [Verdict::Findings, Verdict::NotJudged, Verdict::Clean].into_iter().max();
        assert_eq!(worst, Some(Verdict::NotJudged));
        assert_eq!(failure(&ReadError::Empty), Verdict::NotJudged);
        assert_eq!(failure(&ReadError::Internal(String::new())), Verdict::Internal);
    }
}
