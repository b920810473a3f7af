//! The end: the time that is left, the farewell for each reason, and what is kept of words that were being said.

use std::time::Duration;

use crate::interview::output::{EndReason, FloorReason, Note, Output, Tone};
use crate::interview::phase::Phase;
use crate::interview::transcript::{Part, TurnKind};
use crate::scenario::LineId;

use super::asking::join;
use super::speaking::{About, Then};
use super::{Conductor, Stage};

impl Conductor {
    pub(super) fn close_with(&mut self, lead: String, because: EndReason) {
        self.begin_farewell(because);
        let name = self.plan.candidate_name.clone().unwrap_or_default();
        let closing = self.words.say(LineId::Closing, &[("name", name.as_str())]);
        let text = join(&[&lead, &self.plan.closing, &closing]);
        self.say(TurnKind::Closing, About::default(), vec![(text, Tone::Warm)], Then::End(because));
    }

    /// Why a session ends in which the candidate had their own questions: time that ran out is the reason even when the last
    /// minutes were theirs.
    pub(super) fn completed(&self) -> EndReason {
        if self.agenda.remaining() > 0 { EndReason::TimeUp } else { EndReason::Completed }
    }

    /// Ends with a word that fits the reason and without the rest of the plan.
    pub(super) fn farewell(&mut self, because: EndReason) {
        self.begin_farewell(because);
        let line = match because {
            EndReason::Idle => LineId::EndIdle,
            EndReason::Outage => LineId::EndOutage,
            EndReason::Completed | EndReason::Stopped | EndReason::TimeUp | EndReason::Succeeded | EndReason::Failed => LineId::EndEarly,
        };
        let text = self.words.say(line, &[]);
        self.say(TurnKind::Closing, About::default(), vec![(text, Tone::Warm)], Then::End(because));
    }

    pub(super) fn begin_farewell(&mut self, because: EndReason) {
        self.drop_reply();
        self.drop_trial();
        self.drop_watch();
        self.timers.clear();
        if let Some(floor) = self.floor.take() {
            self.emit(Output::StopListening { turn: floor.turn });
        }
        self.stage = Stage::Farewell(because);
        self.take_the_word(Part::Interviewer);
        self.before_answer = None;
    }

    /// The end of everything. What follows is only read.
    pub(super) fn end(&mut self, because: EndReason) {
        self.timers.clear();
        self.finish_draft();
        if let Some(floor) = self.floor.take() {
            self.emit(Output::StopListening { turn: floor.turn });
        }
        self.phase = Phase::Over;
        self.emit(Output::Evaluate);
        self.emit(Output::Ended { because });
    }

    /// What was being said is kept as far as it was recognised.
    pub(super) fn close_unfinished(&mut self) {
        let Some(floor) = self.floor.take() else { return };
        let text = floor.text();
        self.emit(Output::StopListening { turn: floor.turn });
        if !text.is_empty() && !floor.early {
            self.note(Note::AnswerOver { turn: floor.turn, patience_ms: 0, why: FloorReason::Ended });
            self.keep_unfinished(&floor, text);
        }
    }

    /// Nothing can be written down any more. Nobody is cut off: whoever speaks finishes, and the end comes with the next change
    /// of the floor.
    pub(super) fn on_outage(&mut self) {
        if self.outage || self.phase == Phase::Ready || matches!(self.stage, Stage::Farewell(_)) {
            return;
        }
        self.outage = true;
        self.note(Note::Outage);
        match self.phase {
            Phase::Listening if self.floor.as_ref().is_none_or(|floor| floor.began.is_none()) => self.end_for_outage(),
            Phase::Wording => self.end_for_outage(),
            // The end comes after the sentence, the answer or the pause.
            Phase::Speaking | Phase::Listening | Phase::Settling | Phase::Paused | Phase::Ready | Phase::Over => {}
        }
    }

    pub(super) fn end_for_outage(&mut self) {
        self.close_unfinished();
        self.farewell(EndReason::Outage);
    }

    /// Says once, before a question, that the time is nearly used up. Empty when it is not, or was said.
    pub(super) fn time_warning(&mut self) -> String {
        if self.warned || self.plan.time_warning().is_none_or(|at| self.active() < at) {
            return String::new();
        }
        self.warned = true;
        self.words.say(LineId::TimeWarning, &[])
    }

    /// Says that questions are left out for want of time. Empty when none are left.
    pub(super) fn time_up(&mut self) -> String {
        if self.agenda.remaining() > 0 { self.words.say(LineId::TimeUp, &[]) } else { String::new() }
    }

    pub(super) fn out_of_time(&self) -> bool {
        self.plan.time_limit().is_some_and(|limit| self.active() >= limit)
    }

    /// Whether the remaining questions need the remaining time: then they come before further follow-ups.
    pub(super) fn short_of_time(&self) -> bool {
        let Some(limit) = self.plan.time_limit() else { return false };
        let needed = Duration::from_secs(75).saturating_mul(u32::try_from(self.agenda.remaining()).unwrap_or(u32::MAX));
        self.active() + needed > limit
    }
}
