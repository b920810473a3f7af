//! The candidate's open turn: what has been heard of it, and when it is over.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::interview::floor::{self, BargeIn, BargeInDecision, FloorContext};
use crate::interview::ids::TurnId;
use crate::interview::moment::Moment;
use crate::interview::output::{Cue, FloorReason, Listening, Note, Output};
use crate::interview::phase::Phase;
use crate::interview::timers::Timer;
use crate::interview::transcript::Word;
use crate::scenario::QuestionKind;

use super::Conductor;
use super::speaking::Then;
use super::waiting::Length;

/// Sounds shorter than this in which nothing was recognised are no answer: a cough, a chair.
const SHORTEST_SPEECH_MS: u32 = 700;
/// How long the recogniser may take for the last words after T0 before the session goes on without them.
const RECOGNITION_LIMIT: Duration = Duration::from_secs(6);

/// The candidate's turn while it is open.
#[derive(Clone, Debug)]
pub(super) struct Floor {
    pub(super) turn: TurnId,
    pub(super) opened: Moment,
    /// The interviewer is still speaking.
    pub(super) early: bool,
    segments: BTreeMap<u32, Segment>,
    partial: String,
    pub(super) voice: Option<Moment>,
    pub(super) began: Option<Moment>,
    silent_since: Option<Moment>,
    pub(super) thinking: bool,
    pub(super) typed: Option<String>,
    /// How often it was asked whether anybody is there.
    pub(super) asked: u8,
    /// Whether it is too long.
    pub(super) length: Length,
    /// Why it is over, once it is.
    pub(super) over: Option<FloorReason>,
    voiced_ms: u32,
    /// Since when nothing has come. Remarks of the interviewer do not move it, or nobody would ever be missed.
    pub(super) waiting_since: Option<Moment>,
}

#[derive(Clone, Debug)]
struct Segment {
    /// `None` while the recogniser works on it.
    text: Option<String>,
    words: Vec<Word>,
}

impl Floor {
    pub(super) fn new(turn: TurnId, opened: Moment, early: bool) -> Self {
        Self {
            turn,
            opened,
            early,
            segments: BTreeMap::new(),
            partial: String::new(),
            voice: None,
            began: None,
            silent_since: None,
            thinking: false,
            typed: None,
            asked: 0,
            length: Length::Fine,
            over: None,
            voiced_ms: 0,
            waiting_since: None,
        }
    }

    /// What has been recognised and typed, in order.
    pub(super) fn text(&self) -> String {
        let spoken = self.segments.values().filter_map(|segment| segment.text.as_deref());
        let parts: Vec<&str> = spoken.chain(self.typed.as_deref()).map(str::trim).filter(|text| !text.is_empty()).collect();
        parts.join(" ")
    }

    pub(super) fn words(&self) -> Vec<Word> {
        self.segments.values().flat_map(|segment| segment.words.iter().cloned()).collect()
    }

    fn pending(&self) -> bool {
        self.segments.values().any(|segment| segment.text.is_none())
    }

    /// Whether anything was said that is long enough to be meant.
    pub(super) fn heard_voice(&self) -> bool {
        self.voiced_ms >= SHORTEST_SPEECH_MS
    }

    pub(super) fn has_words(&self) -> bool {
        !self.text().is_empty()
    }

    /// The ears are closed: whatever voice there was is over for this turn.
    pub(super) fn silence(&mut self) {
        self.voice = None;
        self.partial.clear();
    }

    fn forget_sounds(&mut self) {
        self.segments.clear();
        self.partial.clear();
        self.voiced_ms = 0;
        self.began = None;
        self.silent_since = None;
    }
}

impl Conductor {
    /// Offers the coming turn while the interviewer is still speaking, for typing ahead and for talking into it.
    pub(super) fn offer_floor(&mut self) {
        self.ensure_floor();
        self.announce_floor();
    }

    /// A turn for whatever the candidate says next.
    pub(super) fn ensure_floor(&mut self) {
        if self.floor.is_none() {
            let turn = self.new_turn();
            self.timers.stop(Timer::TooLong);
            self.floor = Some(Floor::new(turn, self.now, true));
        }
    }

    /// The floor is the candidate's.
    pub(super) fn give_floor(&mut self) {
        let now = self.now;
        self.ensure_floor();
        self.phase = Phase::Listening;
        self.cue(Cue::Attend);
        if let Some(floor) = &mut self.floor
            && floor.early
        {
            floor.early = false;
            if floor.length == Length::Fine {
                floor.opened = now;
            } else if floor.voice.is_none() {
                // Whoever was asked to come to an end has the usual time to begin with it.
                floor.silent_since = Some(now);
                floor.waiting_since = None;
            }
            // What was heard while the interviewer spoke on was agreement, or the beginning of the answer.
            if floor.voice.is_none() && floor.typed.is_none() && floor::is_backchannel(&floor.text()) {
                floor.forget_sounds();
            }
        }
        if self.floor.as_ref().is_some_and(|floor| floor.typed.is_some()) {
            self.conclude(FloorReason::Sent);
            return;
        }
        if self.outage {
            self.end_for_outage();
            return;
        }
        self.announce_floor();
        self.await_answer();
        self.reconsider();
    }

    /// Keeps the open turn while the interviewer says something short in between.
    pub(super) fn hold_floor(&mut self) {
        // An answer that is too long stays so.
        self.timers.stop_all(&Timer::SILENCE);
        if let Some(floor) = &mut self.floor {
            floor.early = true;
        }
    }

    /// Says again what is awaited, after something about it changed.
    pub(super) fn relisten(&mut self) {
        let deaf = !self.hearing;
        if let Some(floor) = &mut self.floor {
            if deaf {
                floor.silence();
            }
            self.announce_floor();
        }
        if self.phase == Phase::Listening {
            self.await_answer();
            self.reconsider();
        }
    }

    fn announce_floor(&mut self) {
        let patience = self.patience();
        let Some(floor) = &self.floor else { return };
        let voice = self.hearing && (!floor.early || self.plan.settings.headset);
        let policy = Listening { voice, patience, barge_in: floor.early };
        let turn = floor.turn;
        self.emit(Output::Listen { turn, policy });
    }

    fn open_floor(&mut self, turn: TurnId) -> Option<&mut Floor> {
        self.floor.as_mut().filter(|floor| floor.turn == turn)
    }

    pub(super) fn on_speech_began(&mut self, turn: TurnId) {
        let now = self.now;
        let Some(floor) = self.open_floor(turn) else { return };
        floor.voice = Some(now);
        floor.began.get_or_insert(now);
        floor.thinking = false;
        let pause = floor.silent_since.take().map(|since| now - since);
        if let Some(pause) = pause {
            self.pauses.add(pause);
        }
        if self.phase == Phase::Settling {
            // They go on: the answer was not over after all.
            self.timers.stop(Timer::RecognitionLate);
            self.phase = Phase::Listening;
        }
        if self.phase == Phase::Listening {
            self.timers.stop_all(&Timer::SILENCE);
            self.start_length();
        }
    }

    pub(super) fn on_speech_paused(&mut self, turn: TurnId, segment: u32, voiced_ms: u32, silence_ms: u32) {
        let now = self.now;
        let Some(floor) = self.open_floor(turn) else { return };
        floor.voice = None;
        floor.partial.clear();
        floor.voiced_ms = floor.voiced_ms.saturating_add(voiced_ms);
        let since = Moment::from_micros(now.as_micros().saturating_sub(u64::from(silence_ms) * 1000));
        floor.silent_since = Some(since);
        floor.segments.insert(segment, Segment { text: None, words: Vec::new() });
        self.barge(true);
        if !self.ends_at_pause() {
            self.reconsider();
        }
    }

    pub(super) fn on_partial(&mut self, turn: TurnId, text: String) {
        let Some(floor) = self.open_floor(turn) else { return };
        floor.partial = text;
        self.barge(false);
    }

    pub(super) fn on_final(&mut self, turn: TurnId, segment: u32, text: String, words: Vec<Word>) {
        let Some(floor) = self.open_floor(turn) else { return };
        let entry = floor.segments.entry(segment).or_insert(Segment { text: None, words: Vec::new() });
        if entry.text.is_some() {
            return;
        }
        entry.text = Some(text.trim().to_owned());
        entry.words = words;
        let pending = floor.pending();
        self.barge(true);
        if self.phase == Phase::Settling && !pending {
            self.timers.stop(Timer::RecognitionLate);
            self.close_floor();
        } else {
            self.reconsider();
        }
    }

    pub(super) fn on_typing(&mut self, turn: TurnId) {
        if self.open_floor(turn).is_some() && self.phase == Phase::Listening {
            self.restart_waiting();
            self.timers.stop_all(&[Timer::Patience, Timer::Searching, Timer::Reassure]);
        }
    }

    pub(super) fn on_typed(&mut self, turn: TurnId, text: String) {
        if text.trim().is_empty() {
            return;
        }
        if !matches!(self.phase, Phase::Listening | Phase::Speaking | Phase::Wording) {
            return;
        }
        let Some(floor) = self.open_floor(turn) else { return };
        floor.typed = Some(text.trim().to_owned());
        if self.phase == Phase::Listening {
            self.conclude(FloorReason::Sent);
        } else {
            // Typed ahead: they know what is being asked.
            self.speaking.then = Then::Listen;
            self.hush();
        }
    }

    /// Talking into the interviewer's speech: an interruption, agreement, or not clear yet.
    fn barge(&mut self, over: bool) {
        if self.phase != Phase::Speaking || !self.speaking.is_open() {
            return;
        }
        let now = self.now;
        let Some(floor) = &self.floor else { return };
        let heard = if floor.partial.is_empty() { floor.text() } else { floor.partial.clone() };
        let words = heard.split_whitespace().count();
        let voiced = floor.voice.map_or_else(|| Duration::from_millis(u64::from(floor.voiced_ms)), |since| now - since);
        let decision =
            floor::barge_in(&BargeIn { words, backchannel: floor::is_backchannel(&heard), voiced, over: over && floor.voice.is_none() });
        if decision == BargeInDecision::Yield {
            self.hush();
        }
    }

    /// Sets the end of patience from what is known now.
    pub(super) fn reconsider(&mut self) {
        if self.phase != Phase::Listening {
            return;
        }
        let patience = self.patience();
        let Some(floor) = &self.floor else { return };
        if floor.voice.is_some() {
            return;
        }
        let Some(since) = floor.silent_since else { return };
        if !floor.has_words() && !floor.pending() {
            if !floor.heard_voice() {
                self.await_answer();
                return;
            }
            // They spoke, and nothing was understood: say so soon.
            let at = since + Duration::from_millis(1500);
            self.timers.set(Timer::Patience, at.max(self.now));
            return;
        }
        match patience {
            Some(patience) => {
                self.timers.set(Timer::Patience, (since + patience).max(self.now));
                self.timers.set(Timer::Searching, (since + patience.mul_f32(0.6)).max(self.now));
            }
            None => self.timers.stop_all(&[Timer::Patience, Timer::Searching]),
        }
    }

    fn patience(&self) -> Option<Duration> {
        let floor = self.floor.as_ref()?;
        let text = floor.text();
        let exchange = self.agenda.current.as_ref();
        let finished = if floor.pending() && text.is_empty() { None } else { Some(!floor.pending() && floor::sounds_finished(&text)) };
        floor::patience(&FloorContext {
            kind: exchange.map_or(QuestionKind::Motivation, |exchange| exchange.question.kind),
            words: text.split_whitespace().count() + floor.partial.split_whitespace().count(),
            finished,
            own_pause: self.pauses.habit(),
            pace: self.asking().dials.pace,
            allowance: self.plan.settings.patience,
            thinking: floor.thinking,
            // What is said to somebody in a played scene may be as short as in life.
            probe: exchange.is_none_or(|exchange| exchange.asking.is_some() || exchange.question.kind.is_played()),
        })
    }

    /// T0: the answer is over. Acknowledged at once; closed as soon as the last words are recognised.
    pub(super) fn conclude(&mut self, why: FloorReason) {
        let now = self.now;
        let Some(floor) = &mut self.floor else { return };
        floor.over = Some(why);
        let (turn, pending) = (floor.turn, floor.pending());
        let silent = floor.silent_since.map_or(Duration::ZERO, |since| now - since);
        self.timers.stop_all(&Timer::LISTENING);
        let patience_ms = u64::try_from(silent.as_millis()).unwrap_or(u64::MAX);
        self.note(Note::AnswerOver { turn, patience_ms, why });
        if floor_is_answer(why) {
            self.cue(Cue::Nod);
        }
        self.phase = Phase::Settling;
        if pending {
            self.after(Timer::RecognitionLate, RECOGNITION_LIMIT);
        } else {
            self.close_floor();
        }
    }

    pub(super) fn on_recognition_late(&mut self) {
        if self.phase == Phase::Settling {
            self.close_floor();
        }
    }

    /// The turn is complete as far as it ever will be.
    fn close_floor(&mut self) {
        let Some(floor) = self.floor.take() else { return };
        self.timers.stop(Timer::RecognitionLate);
        self.emit(Output::StopListening { turn: floor.turn });
        self.respond(floor);
    }
}

/// Whether a nod is due: not when the turn was taken from them.
fn floor_is_answer(why: FloorReason) -> bool {
    matches!(why, FloorReason::Silence | FloorReason::Sent)
}
