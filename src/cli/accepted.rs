//! What the settings files accept: which findings of a run it lets pass, and what of it is of no use any more.

use super::config::{Config, Loaded};
use super::input::{Found, Inputs, Place};
use super::kept::Kept;
use bangchim::emit::json::FindingView;
use bangchim::model::{InputOutcome, Lang, RuleInfo};
use bangchim::pipeline::{Acceptance, Use};
use bangchim::settings::Accepted;
use bangchim::{catalogue, gate, pipeline};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

/// The acceptances of the settings files of a run.
#[derive(Default)]
pub(crate) struct Acceptances {
    files: BTreeMap<PathBuf, State>,
}

/// A settings file, and what the run made of its acceptances.
struct State {
    loaded: Arc<Loaded>,
    /// By number of the acceptance.
    fits: Vec<bool>,
    /// Inputs that were judged under the file, with the rules that could not be judged there.
    judged: BTreeMap<Place, BTreeSet<String>>,
}

impl Acceptances {
    /// Marks the findings of an input that its settings file accepts.
    pub(crate) fn settle(&mut self, found: &Found, config: &Config, kept: &mut Kept) {
        let Some(loaded) = config.loaded(found) else { return };
        let state = self.files.entry(loaded.path.clone()).or_insert_with(|| State::begin(loaded));
        if let Some(place) = place(found).filter(|_| kept.view.error.is_none()) {
            let silent = kept.view.not_evaluated.iter().map(|n| n.rule.to_string());
            state.judged.insert(place, silent.collect());
        }
        for finding in &mut kept.view.findings {
            state.accept(found, finding, config.base().today);
        }
    }

    /// The same for a finding that another notice of the run led to.
    pub(crate) fn settle_one(&mut self, found: &Found, config: &Config, finding: &mut FindingView) {
        let state = config.loaded(found).and_then(|l| self.files.get_mut(&l.path));
        if let Some(state) = state {
            state.accept(found, finding, config.base().today);
        }
    }

    /// What is of no use any more, for each settings file that has something of the kind. `compared` says whether the
    /// rules that compare notices had anything to compare.
    pub(crate) fn stale(&self, config: &Config, compared: bool, as_text: bool, lang: Lang) -> Vec<Kept> {
        let mut out = Vec::new();
        for state in self.files.values() {
            let settings = config.of_file(&state.loaded);
            let used = state.used(config, compared);
            let accepted = state.loaded.file.accept.iter().zip(used);
            let all: Vec<Acceptance> =
                accepted.map(|(a, used)| Acceptance { accepted: a.as_ref(), at: a.span().start, used }).collect();
            let Loaded { name, text, .. } = state.loaded.as_ref();
            let outcome = pipeline::judge_accepted(name, text, &all, &settings);
            if matches!(&outcome, InputOutcome::Done(judged) if !judged.findings.is_empty()) {
                out.push(Kept::of(&outcome, as_text, lang));
            }
        }
        out
    }
}

/// Marks a finding that the settings file of its input accepts, whether or not that is of use elsewhere.
pub(crate) fn mark(found: &Found, config: &Config, finding: &mut FindingView) {
    if let Some(loaded) = config.loaded(found) {
        State::begin(loaded).accept(found, finding, config.base().today);
    }
}

impl State {
    fn begin(loaded: &Arc<Loaded>) -> Self {
        State { loaded: loaded.clone(), fits: vec![false; loaded.file.accept.len()], judged: BTreeMap::new() }
    }

    fn accept(&mut self, found: &Found, finding: &mut FindingView, today: Date) {
        let Ok(rule) = catalogue::find(&finding.rule) else { return };
        for (accepted, fits) in self.loaded.file.accept.iter().map(|a| a.as_ref()).zip(&mut self.fits) {
            let concerned = || accepted.concerns(|pattern| self.loaded.names(pattern, found));
            if gate::names(accepted, rule, &finding.subject, &finding.fingerprint) && concerned() {
                *fits = true;
                if finding.accepted.is_none() && accepted.holds(today) {
                    finding.accepted = Some(accepted.reason.clone());
                }
            }
        }
    }

    /// Whether each acceptance is of use.
    fn used(&self, config: &Config, compared: bool) -> Vec<Use> {
        let all = self.loaded.file.accept.iter().map(|a| a.as_ref());
        if self.fits.iter().all(|fits| *fits) {
            return vec![Use::Fits; self.fits.len()];
        }
        // everything that the file governs, to see whether it was in the run
        let folder = self.loaded.path.parent().map(PathBuf::from).unwrap_or_default();
        let governed = Inputs::find(&[folder], None);
        all.zip(&self.fits)
            .map(|(accepted, fits)| match fits {
                true => Use::Fits,
                false if self.is_known(accepted, &governed.found, config, compared) => Use::FitsNothing,
                false => Use::Unknown,
            })
            .collect()
    }

    /// Whether every file that an acceptance names was in the run, and every rule that it names was judged there.
    fn is_known(&self, accepted: &Accepted, governed: &[Found], config: &Config, compared: bool) -> bool {
        let names = |found: &&Found| {
            let literal = || accepted.file.as_deref().is_some_and(|f| !f.contains(['*', '?', '[', '{']));
            (found.skip.is_none() || literal())
                && config.governs(&self.loaded, found)
                && accepted.concerns(|pattern| self.loaded.names(pattern, found))
        };
        governed.iter().filter(names).all(|found| {
            let Some(silent) = place(found).and_then(|p| self.judged.get(&p)) else { return false };
            let settings = config.of(found);
            let on: BTreeSet<&str> = pipeline::selected(&settings).map(|r| r.name).collect();
            let batch: BTreeSet<&str> = pipeline::batch_rules(&settings).map(|r| r.name).collect();
            let judged = |rule: &RuleInfo| {
                on.contains(rule.name) && !silent.contains(rule.name) && (compared || !batch.contains(rule.name))
            };
            // a rule that is off by default does not stand for its family
            let named = |r: &&'static RuleInfo| r.is_named(&accepted.rule) && (r.on || on.contains(r.name));
            let mut named = catalogue::rules().filter(named).peekable();
            accepted.rule.is_empty() || named.peek().is_some() && named.all(judged)
        })
    }
}

/// A file by its full path, a document of an archive with its place there too.
fn place(found: &Found) -> Option<Place> {
    match &found.place {
        Place::Stdin => None,
        Place::File(path) => std::path::absolute(path).ok().map(Place::File),
        Place::Entry(path, index) => std::path::absolute(path).ok().map(|p| Place::Entry(p, *index)),
    }
}
