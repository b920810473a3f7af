//! An open turn in which nothing comes, and one in which too much does: when the interviewer says something, and what.

use std::time::Duration;

use crate::interview::floor;
use crate::interview::moment::Moment;
use crate::interview::output::{Cue, EndReason, FloorReason, Tone};
use crate::interview::phase::Phase;
use crate::interview::timers::Timer;
use crate::interview::transcript::TurnKind;
use crate::interview::waiting::{FORGOTTEN_AFTER, LAST_WORDS, PAUSE_LIMIT, WaitContext, longest_answer, waiting};
use crate::scenario::LineId;

use super::speaking::{About, Then};
use super::{Conductor, Stage};

/// How far an answer has gone beyond its time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Length {
    /// Not at all.
    #[default]
    Fine,
    /// Too long: at the next silence in which somebody looks for words, they are asked to come to an end.
    Long,
    /// There was no such silence: at any pause.
    VeryLong,
    /// They were asked.
    Asked,
    /// They go on all the same: at the next pause the interviewer takes the word.
    Overdrawn,
}

/// Below this many own pauses there is no habit to learn from.
const ENOUGH_PAUSES: usize = 3;

/// The candidate's own pauses inside answers, by which patience is stretched.
#[derive(Clone, Debug, Default)]
pub(super) struct OwnPauses(Vec<Duration>);

impl OwnPauses {
    pub(super) fn add(&mut self, pause: Duration) {
        let at = self.0.partition_point(|other| *other < pause);
        self.0.insert(at, pause);
    }

    /// Their 90th percentile.
    pub(super) fn habit(&self) -> Option<Duration> {
        (self.0.len() >= ENOUGH_PAUSES).then(|| self.0[(self.0.len() - 1) * 9 / 10])
    }
}

impl Conductor {
    /// Something came: waiting begins anew.
    pub(super) fn restart_waiting(&mut self) {
        let now = self.now;
        if let Some(floor) = &mut self.floor {
            floor.waiting_since = Some(now);
        }
        self.await_answer();
    }

    /// Sets the deadlines of a turn in which nothing is being said.
    pub(super) fn await_answer(&mut self) {
        self.timers.stop_all(&Timer::SILENCE);
        let (now, pace) = (self.now, self.asking().dials.pace);
        let Some(floor) = &mut self.floor else { return };
        if floor.voice.is_some() {
            return;
        }
        let since = *floor.waiting_since.get_or_insert(now);
        let (thinking, asked, has_words) = (floor.thinking, floor.asked, floor.has_words());
        let waits = waiting(&WaitContext {
            grade: self.plan.scenario.grade,
            pace,
            allowance: self.plan.settings.patience,
            spoken: self.hearing,
            thinking,
        });
        let mut set = |timer, span: Duration| self.timers.set(timer, (since + span).max(now));
        if self.stage == Stage::CandidateQuestions {
            set(Timer::Idle, waits.no_question);
            return;
        }
        set(Timer::Idle, waits.idle);
        match asked {
            0 => set(Timer::StillThere, waits.still_there),
            1 => set(Timer::Offer, waits.offer),
            _ => {}
        }
        if !thinking && !has_words && !self.reassured() {
            self.timers.set(Timer::Reassure, (since + waits.reassure).max(now));
        }
    }

    fn reassured(&self) -> bool {
        self.agenda.current.as_ref().is_none_or(|exchange| exchange.reassured)
    }

    pub(super) fn on_listening_timer(&mut self, timer: Timer) {
        if self.phase != Phase::Listening {
            return;
        }
        match timer {
            Timer::Patience => self.conclude(FloorReason::Silence),
            Timer::Searching => self.on_searching(),
            Timer::TooLong => self.on_too_long(),
            Timer::Reassure => {
                if let Some(exchange) = &mut self.agenda.current {
                    exchange.reassured = true;
                }
                self.cue(Cue::TakeYourTime);
                self.remark(LineId::TakeYourTime);
            }
            Timer::StillThere => self.ask_for_life(LineId::StillThere),
            Timer::Offer => self.ask_for_life(LineId::OfferPause),
            Timer::Idle if self.stage == Stage::CandidateQuestions => self.no_more_questions(),
            Timer::Idle => self.farewell(EndReason::Idle),
            Timer::RecognitionLate | Timer::ReplyLate | Timer::ReplyStalled | Timer::SpeechOverrun => {}
        }
    }

    fn ask_for_life(&mut self, line: LineId) {
        if let Some(floor) = &mut self.floor {
            floor.asked += 1;
        }
        self.remark(line);
    }

    /// A silence in the middle of an answer that lasts longer than a breath.
    fn on_searching(&mut self) {
        if self.floor.as_ref().is_some_and(|floor| matches!(floor.length, Length::Long | Length::VeryLong)) {
            self.wind_up();
        } else if !self.floor.as_ref().is_some_and(|floor| floor::sounds_finished(&floor.text())) {
            self.cue(Cue::TakeYourTime);
        }
    }

    /// The clock of an answer's length starts with its first sound.
    pub(super) fn start_length(&mut self) {
        if !self.timers.is_set(Timer::TooLong) {
            let minutes = self.agenda.current.as_ref().map_or(2, |exchange| exchange.question.minutes);
            let begins = self.floor.as_ref().is_none_or(|floor| floor.length == Length::Fine);
            let limit = if begins { longest_answer(minutes, self.plan.settings.patience) } else { PAUSE_LIMIT };
            self.after(Timer::TooLong, limit);
        }
    }

    fn on_too_long(&mut self) {
        let Some(floor) = &mut self.floor else { return };
        let speaks = floor.voice.is_some();
        floor.length = match floor.length {
            Length::Fine => Length::Long,
            Length::Long => Length::VeryLong,
            Length::Asked => Length::Overdrawn,
            Length::VeryLong | Length::Overdrawn if speaks => {
                // A voice that has not paused for this long is a radio, or a detector that hangs.
                self.conclude(FloorReason::TooLong);
                return;
            }
            // Whoever is silent is not cut off; the next pause of what they go on with will do.
            length => length,
        };
        self.after(Timer::TooLong, PAUSE_LIMIT);
    }

    /// A pause in what is being said. True when the interviewer takes the word because of it.
    pub(super) fn ends_at_pause(&mut self) -> bool {
        if self.phase != Phase::Listening {
            return false;
        }
        match self.floor.as_ref().map(|floor| floor.length) {
            Some(Length::VeryLong) => self.wind_up(),
            Some(Length::Overdrawn) => self.conclude(FloorReason::TooLong),
            _ => return false,
        }
        true
    }

    /// Asks for an end. The answer stays open, and they may finish it.
    fn wind_up(&mut self) {
        // Nobody who is played steps out of the part to say so; they just take their turn.
        if self.plan.roleplay.is_some() {
            self.conclude(FloorReason::TooLong);
            return;
        }
        if let Some(floor) = &mut self.floor {
            floor.length = Length::Asked;
        }
        self.remark(LineId::WindUp);
        let allowance = self.plan.settings.patience.clamp(1.0, 4.0);
        self.after(Timer::TooLong, LAST_WORDS.mul_f32(allowance));
    }

    /// Says something short while the candidate's turn stays open.
    pub(super) fn remark(&mut self, line: LineId) {
        let text = self.words.say(line, &[]);
        let question = self.agenda.current.as_ref().map(|exchange| exchange.question.id.clone());
        self.hold_floor();
        let part = self.speaks();
        self.say(TurnKind::Remark, About { question, part, ..About::default() }, vec![(text, Tone::Calm)], Then::Listen);
        self.offer_floor();
    }

    /// After a pause that was long enough to forget the question it is said again, unless its answer had begun.
    pub(super) fn recall_question(&mut self, since: Moment) -> bool {
        let begun = self.floor.as_ref().is_none_or(|floor| floor.has_words());
        if begun || self.stage != Stage::Interview || self.now - since < FORGOTTEN_AFTER {
            return false;
        }
        let Some(question) = self.open_words(None) else { return false };
        let text = self.words.say(LineId::Resume, &[("question", question.as_str())]);
        let about = self.about_current();
        self.hold_floor();
        self.say(TurnKind::Repeat, about, vec![(text, Tone::Warm)], Then::Listen);
        self.offer_floor();
        true
    }
}
