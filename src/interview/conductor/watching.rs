//! The objective of a role-play, watched by a language model behind the conversation. Nobody waits for it: what it found
//! counts from the next turn on, and only with words that stand in the candidate's answers.

use crate::evaluation::modelled::{Case, Checked, objective_prompt, read_objective};
use crate::interview::ids::{RequestId, TurnId};
use crate::interview::output::{EndReason, Output};

use super::Conductor;

/// What the model has been asked and what it found.
#[derive(Clone, Debug, Default)]
pub(super) struct Watch {
    /// A question on its way, with what has come of the answer.
    pending: Option<(RequestId, String)>,
    /// How the talk has to end.
    found: Option<EndReason>,
}

impl Conductor {
    /// Asks how far the objective is reached, unless that is being asked already.
    pub(super) fn watch_objective(&mut self, turn: TurnId) {
        if !self.plan.settings.objective || self.watch.pending.is_some() {
            return;
        }
        let Some(prompt) = objective_prompt(&self.plan, &Case::of_session(&self.plan, &self.turns)) else { return };
        let request = self.new_request();
        self.watch.pending = Some((request, String::new()));
        self.emit(Output::Ask { request, turn, prompt: Box::new(prompt) });
    }

    /// How the talk has to end by what the model found so far; `None` as long as it goes on.
    pub(super) fn watched_end(&self) -> Option<EndReason> {
        self.watch.found
    }

    /// Nobody wants to know any more.
    pub(super) fn drop_watch(&mut self) {
        if let Some((request, _)) = self.watch.pending.take() {
            self.emit(Output::Cancel { request });
        }
    }

    /// Takes a piece of the answer in, if it is one.
    pub(super) fn on_watch_chunk(&mut self, request: RequestId, text: &str) -> bool {
        let Some((_, answer)) = self.watch.pending.as_mut().filter(|(pending, _)| *pending == request) else { return false };
        answer.push_str(text);
        true
    }

    /// Reads the whole answer, if it is one. What cannot be read decides nothing: the embedded check goes on alone.
    pub(super) fn on_watch_done(&mut self, request: RequestId) -> bool {
        let Some((_, answer)) = self.watch.pending.take_if(|(pending, _)| *pending == request) else { return false };
        if let Ok(checked) = read_objective(&self.plan, &Case::of_session(&self.plan, &self.turns), &answer) {
            self.watch.found = self.verdict_on(&checked);
        }
        true
    }

    /// The question brought nothing, if it was this one.
    pub(super) fn on_watch_failed(&mut self, request: RequestId) -> bool {
        self.watch.pending.take_if(|(pending, _)| *pending == request).is_some()
    }

    fn verdict_on(&self, checked: &Checked) -> Option<EndReason> {
        let most = self.plan.roleplay.as_ref().map(|play| usize::from(play.most_breaches))?;
        if most > 0 && checked.breaches.len() >= most {
            return Some(EndReason::Failed);
        }
        let reached = !checked.criteria.is_empty() && checked.criteria.iter().all(Option::is_some);
        reached.then_some(EndReason::Succeeded)
    }
}
