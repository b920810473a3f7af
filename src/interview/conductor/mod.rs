//! The conductor: the interview as a pure state machine.
//!
//! # The contract of draining
//! [`handle`](Conductor::handle) takes in one fact with the moment at which it happened. Afterwards call
//! [`poll`](Conductor::poll) until it gives `None`, before the next fact. [`deadline`](Conductor::deadline) says when to
//! call `handle(.., Input::Tick)` at the latest, and why.
//!
//! There is no clock, channel, log or hidden chance inside: the same inputs at the same moments give the same outputs on
//! every machine, which is what the journal, the resumption of an interrupted session and the tests rest on.
//!
//! | file | what it decides |
//! |---|---|
//! | `speaking` | what is being said, what follows when it has been said, what an interruption leaves |
//! | `listening` | the open turn of the candidate, and when it is over |
//! | `responding` | what a finished turn calls for: a probe, the next question, asking again, an answer |
//! | `waiting` | silence before an answer, and an answer that does not end |
//! | `asking` | questions, the candidate's own questions, going on after an interruption |
//! | `ending` | the time that is left, the farewell for each reason |
//! | `wording` | the language model's part: asked, checked, replaced when it fails |
//! | `playing` | a role-play: what the played person says, and how it ends |
//! | `acting` | pause, skip, undo, stop and the other controls |

mod acting;
mod asking;
mod ending;
mod listening;
mod playing;
mod responding;
mod speaking;
mod waiting;
mod watching;
mod wording;

use std::collections::VecDeque;
use std::time::Duration;

use super::agenda::Agenda;
use super::blueprint::Blueprint;
use super::ids::{RequestId, TurnId, UtteranceId};
use super::input::{Device, Input};
use super::moment::Moment;
use super::output::{Cue, EndReason, Note, Output};
use super::phase::Phase;
use super::timers::{Timer, TimerTable};
use super::transcript::{Part, Turn};
use super::wordings::Wordings;
use crate::scenario::Persona;
use crate::scenario::chance::Pcg32;
use listening::Floor;
use speaking::Speaking;
use waiting::OwnPauses;
use watching::Watch;
use wording::{Health, Reply};

/// Which part of the interview it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    /// Greeting and questions.
    Interview,
    /// "What would you like to ask me?"
    CandidateQuestions,
    /// The farewell is being said.
    Farewell(EndReason),
}

/// The state of one session. See the module's documentation for the contract.
#[derive(Clone, Debug)]
pub struct Conductor {
    plan: Blueprint,
    /// The wordings of whoever asks.
    words: Wordings,
    /// Those of the others, with whose they are.
    others: Vec<(Part, Wordings)>,
    /// Who asks.
    asks: Part,
    /// Whether a good answer is followed up as well.
    curiosity: Pcg32,
    /// Whether a plan meets resistance.
    resistance: Pcg32,
    /// Which wording of a played person's is said.
    acting: Pcg32,
    agenda: Agenda,
    phase: Phase,
    stage: Stage,
    now: Moment,
    timers: TimerTable,
    speaking: Speaking,
    floor: Option<Floor>,
    reply: Option<Reply>,
    /// How well the language model has been lately.
    health: Health,
    /// What a model found of a role-play's objective.
    watch: Watch,
    /// Nothing can be written down any more.
    outage: bool,
    /// It was said that the time is nearly used up.
    warned: bool,
    turns: Vec<Turn>,
    pauses: OwnPauses,
    /// When the present pause began, and what the phase was.
    paused: Option<(Moment, Phase)>,
    /// All pauses so far; budgets count active time.
    paused_total: Duration,
    /// Whether words can be heard at the moment.
    hearing: bool,
    /// What "undo" goes back to.
    before_answer: Option<(TurnId, Box<Agenda>)>,
    /// Questions of the candidate's that were answered or declined at the end.
    asked_by_candidate: u8,
    /// The end of the interviewer's last turn, from which latency counts.
    last_spoke: Moment,
    out: VecDeque<Output>,
    next_turn: u32,
    next_utterance: u32,
    next_request: u32,
}

impl Conductor {
    /// A session that has not begun.
    #[must_use]
    pub fn new(plan: Blueprint) -> Self {
        let words = Wordings::new(plan.persona.lines.clone(), plan.seed);
        // Another seed for each, so that two colleagues do not greet in the same words.
        let seeds = (1..).map(|n| plan.seed.wrapping_add(n));
        let colleague =
            |((place, colleague), seed): ((usize, &Persona), u64)| (Part::Panel(place), Wordings::new(colleague.lines.clone(), seed));
        let others = plan.panel.iter().enumerate().zip(seeds).map(colleague).collect();
        let [curiosity, resistance, acting] = ["curiosity", "resistance", "acting"].map(|purpose| Pcg32::named(plan.seed, purpose));
        let agenda = Agenda::new(&plan);
        let hearing = plan.settings.voice;
        Self {
            plan,
            words,
            others,
            asks: Part::Interviewer,
            curiosity,
            resistance,
            acting,
            agenda,
            phase: Phase::Ready,
            stage: Stage::Interview,
            now: Moment::START,
            timers: TimerTable::default(),
            speaking: Speaking::default(),
            floor: None,
            reply: None,
            health: Health::default(),
            watch: Watch::default(),
            outage: false,
            warned: false,
            turns: Vec::new(),
            pauses: OwnPauses::default(),
            paused: None,
            paused_total: Duration::ZERO,
            hearing,
            before_answer: None,
            asked_by_candidate: 0,
            last_spoke: Moment::START,
            out: VecDeque::new(),
            next_turn: 0,
            next_utterance: 0,
            next_request: 0,
        }
    }

    /// Takes in one fact. Afterwards call [`poll`](Self::poll) until it gives `None`.
    ///
    /// A moment earlier than the last one is taken as the last one. After [`Output::Ended`] nothing has any effect.
    pub fn handle(&mut self, now: Moment, input: Input) {
        self.now = self.now.max(now);
        if self.phase == Phase::Over {
            return;
        }
        self.expire();
        if self.phase == Phase::Over {
            return;
        }
        match input {
            Input::Begin => self.begin(),
            Input::Resume => self.resume(),
            Input::Tick => {}
            Input::SpeechBegan { turn } => self.on_speech_began(turn),
            Input::SpeechPaused { turn, segment, voiced_ms, silence_ms } => self.on_speech_paused(turn, segment, voiced_ms, silence_ms),
            Input::Partial { turn, text } => self.on_partial(turn, text),
            Input::Final { turn, segment, text, words } => self.on_final(turn, segment, text, words),
            Input::NotRecognised { turn, segment } => self.on_final(turn, segment, String::new(), Vec::new()),
            Input::Typing { turn } => self.on_typing(turn),
            Input::Typed { turn, text } => self.on_typed(turn, text),
            Input::Act { act } => self.on_act(act),
            Input::UtteranceStarted { utterance } => self.on_started(utterance),
            Input::UtteranceFinished { utterance } | Input::UtteranceFailed { utterance } => self.on_finished(utterance),
            Input::UtteranceCut { utterance, heard_chars } => self.on_cut(utterance, heard_chars),
            Input::ReplyChunk { request, text } => self.on_reply_chunk(request, &text),
            Input::ReplyDone { request } => self.on_reply_done(request),
            Input::ReplyFailed { request, reason } => self.on_reply_failed(request, reason),
            Input::DeviceLost { device } => self.on_device(device, false),
            Input::DeviceBack { device } => self.on_device(device, true),
            Input::Outage => self.on_outage(),
        }
    }

    /// The next instruction to the shell.
    pub fn poll(&mut self) -> Option<Output> {
        self.out.pop_front()
    }

    /// When to call `handle(.., Input::Tick)` at the latest, and why. `None` while nothing is waited for.
    #[must_use]
    pub fn deadline(&self) -> Option<(Moment, Timer)> {
        if self.paused.is_some() { None } else { self.timers.next() }
    }

    /// Where the session stands.
    #[must_use]
    pub fn phase(&self) -> Phase {
        self.phase
    }

    /// The plan that it follows.
    #[must_use]
    pub fn plan(&self) -> &Blueprint {
        &self.plan
    }

    /// Everything said so far, in the order in which the turns began.
    #[must_use]
    pub fn transcript(&self) -> &[Turn] {
        &self.turns
    }

    /// Time since the beginning without the pauses.
    #[must_use]
    pub fn active(&self) -> Duration {
        let paused_now = self.paused.map_or(Duration::ZERO, |(since, _)| self.now - since);
        (self.now - Moment::START).saturating_sub(self.paused_total + paused_now)
    }

    /// The question that is open, for a window that opens in the middle of a session.
    #[must_use]
    pub fn open_question(&self) -> Option<&crate::scenario::Question> {
        self.agenda.current.as_ref().map(|exchange| &exchange.question)
    }

    fn emit(&mut self, output: Output) {
        self.out.push_back(output);
    }

    fn cue(&mut self, cue: Cue) {
        self.emit(Output::Cue { cue });
    }

    fn note(&mut self, note: Note) {
        self.emit(Output::Note { note });
    }

    fn new_turn(&mut self) -> TurnId {
        self.next_turn += 1;
        TurnId(self.next_turn - 1)
    }

    fn new_utterance(&mut self) -> UtteranceId {
        self.next_utterance += 1;
        UtteranceId(self.next_utterance - 1)
    }

    fn new_request(&mut self) -> RequestId {
        self.next_request += 1;
        RequestId(self.next_request - 1)
    }

    fn after(&mut self, timer: Timer, span: Duration) {
        self.timers.set(timer, self.now + span);
    }

    /// Puts a complete turn into the transcript, in the place that its beginning gives it.
    fn keep(&mut self, turn: Turn) {
        let place = self.turns.partition_point(|other| other.id < turn.id);
        self.turns.insert(place, turn.clone());
        self.emit(Output::Keep { turn: Box::new(turn) });
    }

    /// Acts on every deadline that has been reached, earliest first.
    fn expire(&mut self) {
        if self.paused.is_some() {
            return;
        }
        while let Some(timer) = self.timers.expire(self.now) {
            match timer {
                Timer::RecognitionLate => self.on_recognition_late(),
                Timer::ReplyLate | Timer::ReplyStalled => self.on_reply_late(timer),
                Timer::SpeechOverrun => self.on_speech_overrun(),
                silence => self.on_listening_timer(silence),
            }
        }
    }

    fn on_device(&mut self, device: Device, present: bool) {
        if device == Device::Microphone {
            if self.hearing == present || !self.plan.settings.voice {
                return;
            }
            self.hearing = present;
            self.note(Note::Device { device, present });
            self.relisten();
        } else {
            self.note(Note::Device { device, present });
        }
    }
}
