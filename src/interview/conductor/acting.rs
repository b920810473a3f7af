//! The candidate's controls.

use crate::interview::input::Act;
use crate::interview::output::{Cue, EndReason, FloorReason, Note, Output, Tone};
use crate::interview::phase::Phase;
use crate::interview::transcript::TurnKind;
use crate::scenario::LineId;

use super::speaking::Then;
use super::{Conductor, Stage};

impl Conductor {
    pub(super) fn on_act(&mut self, act: Act) {
        match (act, self.phase) {
            (_, Phase::Ready | Phase::Over) => {}
            (Act::Stop, _) => self.stop(),
            (Act::Continue, Phase::Paused) => self.continue_session(),
            (_, Phase::Paused) | (Act::Continue, _) => {}
            (Act::Pause, _) => self.pause(),
            (Act::Repeat, Phase::Listening) => self.act_repeat(),
            (Act::Thinking, Phase::Listening) => self.act_thinking(),
            (Act::Done, Phase::Listening) => self.act_done(),
            (Act::Interrupt, Phase::Speaking) => self.hush(),
            (Act::Skip, Phase::Listening) if self.stage == Stage::CandidateQuestions => self.no_more_questions(),
            (Act::Skip, Phase::Listening) => self.act_skip(),
            (Act::Skip, Phase::Speaking | Phase::Wording) if self.agenda.current.is_some() && self.stage == Stage::Interview => {
                self.speaking.then = Then::Skip;
                self.hush();
            }
            (Act::Undo, Phase::Listening) if self.before_answer.is_some() => self.redo(),
            (Act::Undo, Phase::Speaking | Phase::Wording) if self.before_answer.is_some() => {
                self.speaking.then = Then::Redo;
                self.hush();
            }
            (Act::Repeat | Act::Thinking | Act::Done | Act::Interrupt | Act::Skip | Act::Undo, _) => {}
        }
    }

    /// The candidate ends the session. What they were saying is kept as far as it was recognised.
    fn stop(&mut self) {
        if self.paused.is_some() {
            self.unpause();
        }
        if let Stage::Farewell(because) = self.stage {
            // Asked twice: no farewell.
            if let Some(utterance) = self.speaking.open_utterance() {
                self.emit(Output::Hush { utterance });
            }
            self.end(because);
            return;
        }
        self.close_unfinished();
        if let Some(utterance) = self.speaking.open_utterance() {
            self.emit(Output::Hush { utterance });
            self.speaking.interrupt();
        }
        self.farewell(EndReason::Stopped);
    }

    /// Asked for in words: agreed to, and then the clock stands.
    pub(super) fn pause_as_asked(&mut self) {
        let text = self.words.say(LineId::PauseOk, &[]);
        let about = self.about_current();
        self.say(TurnKind::Remark, about, vec![(text, Tone::Warm)], Then::Pause);
        self.offer_floor();
    }

    /// The clock stands where the candidate's turn would begin.
    pub(super) fn pause_before_answer(&mut self) {
        self.ensure_floor();
        if let Some(floor) = &mut self.floor {
            floor.early = false;
            floor.opened = self.now;
        }
        self.phase = Phase::Listening;
        self.pause();
    }

    fn pause(&mut self) {
        self.paused = Some((self.now, self.phase));
        self.note(Note::Paused { paused: true });
        self.hold();
        if self.phase == Phase::Listening
            && let Some(floor) = &mut self.floor
        {
            floor.silence();
            let turn = floor.turn;
            self.emit(Output::StopListening { turn });
        }
        self.phase = Phase::Paused;
    }

    fn unpause(&mut self) {
        let Some((since, under)) = self.paused.take() else { return };
        let span = self.now - since;
        self.paused_total += span;
        self.timers.shift(span);
        self.phase = under;
        self.note(Note::Paused { paused: false });
    }

    fn continue_session(&mut self) {
        let since = self.paused.map_or(self.now, |(since, _)| since);
        self.unpause();
        if self.outage {
            if let Some(utterance) = self.speaking.open_utterance() {
                self.emit(Output::Hush { utterance });
                self.speaking.interrupt();
            }
            self.end_for_outage();
            return;
        }
        match self.phase {
            Phase::Listening => {
                self.restart_waiting();
                if !self.recall_question(since) {
                    self.relisten();
                }
            }
            Phase::Speaking | Phase::Wording => self.unhold(),
            Phase::Ready | Phase::Settling | Phase::Paused | Phase::Over => {}
        }
    }

    fn act_repeat(&mut self) {
        self.hold_floor();
        self.repeat(LineId::RepeatIntro, TurnKind::Repeat);
    }

    fn act_thinking(&mut self) {
        if let Some(floor) = &mut self.floor {
            floor.thinking = true;
        }
        if let Some(exchange) = &mut self.agenda.current {
            exchange.reassured = true;
        }
        self.cue(Cue::TakeYourTime);
        self.restart_waiting();
        self.relisten();
    }

    fn act_done(&mut self) {
        if self.floor.as_ref().is_some_and(|floor| floor.heard_voice() || floor.has_words()) {
            self.conclude(FloorReason::Sent);
        }
    }

    fn act_skip(&mut self) {
        if let Some(floor) = self.floor.take() {
            self.timers.stop_all(&crate::interview::timers::Timer::LISTENING);
            self.emit(Output::StopListening { turn: floor.turn });
            let text = floor.text();
            if !text.is_empty() {
                self.keep_unfinished(&floor, text);
            }
        }
        self.skip_question();
    }
}
