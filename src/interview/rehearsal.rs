//! A session in virtual time: the clock jumps from one thing that happens to the next. Used by `greenroom rehearse` and by
//! the tests, with the same conductor and the same loop as the room.

use std::collections::BTreeMap;
use std::time::Duration;

use super::drive::World;
use super::ids::{RequestId, TurnId, UtteranceId};
use super::input::{Act, Input};
use super::moment::Moment;
use super::output::{Note, Output, Prompt};
use super::transcript::{Speaker, Turn};

/// What is known when the candidate's turn comes.
#[derive(Clone, Debug)]
pub struct Situation<'a> {
    /// The turn to be filled.
    pub turn: TurnId,
    /// The session's clock.
    pub now: Moment,
    /// The planned question if that is what was asked, else the whole turn.
    pub asked: &'a str,
    /// Everything said so far.
    pub turns: &'a [Turn],
}

/// What a simulated person does: inputs with the time from now at which they happen.
pub type Doings = Vec<(Duration, Input)>;

/// The people and machines of a rehearsal. Every answer is a list of what happens when.
pub trait Cast {
    /// The candidate's turn.
    fn answer(&mut self, situation: &Situation<'_>) -> Doings;

    /// How long saying this takes.
    fn speaking_time(&mut self, text: &str) -> Duration {
        // 170 words a minute, the pace of the embedded voice.
        Duration::from_millis(200) + Duration::from_millis(353) * u32::try_from(text.split_whitespace().count()).unwrap_or(u32::MAX)
    }

    /// A language model's turn. Without a model it fails at once.
    fn word(&mut self, request: RequestId, _prompt: &Prompt) -> Doings {
        vec![(Duration::ZERO, Input::ReplyFailed { request, reason: "no model".to_owned() })]
    }
}

/// The world of a rehearsal: a queue of what is going to happen, and a number for a clock.
#[derive(Debug)]
pub struct Stage<C> {
    /// The people.
    pub cast: C,
    now: Moment,
    agenda: BTreeMap<(Moment, u64), Input>,
    count: u64,
    asked: String,
    card: String,
    said: (Option<TurnId>, String),
    turns: Vec<Turn>,
    /// Turns that were already given to the cast.
    served: Vec<TurnId>,
    open: Option<UtteranceId>,
    steps: u32,
}

/// More steps than this without an end is a loop, not an interview.
const MOST_STEPS: u32 = 50_000;
/// What ends the pause of a script, and after how long.
const GO_ON: Input = Input::Act { act: Act::Continue };
const SCRIPTED_PAUSE: Duration = Duration::from_secs(30);

impl<C: Cast> Stage<C> {
    /// An empty stage.
    pub fn new(cast: C) -> Self {
        Self {
            cast,
            now: Moment::START,
            agenda: BTreeMap::new(),
            count: 0,
            asked: String::new(),
            card: String::new(),
            said: (None, String::new()),
            turns: Vec::new(),
            served: Vec::new(),
            open: None,
            steps: 0,
        }
    }

    /// The clock.
    #[must_use]
    pub fn now(&self) -> Moment {
        self.now
    }

    /// Begins at a later moment, with the turns so far; for a session that is resumed.
    pub fn begin_at(&mut self, now: Moment, turns: &[Turn]) {
        self.now = now;
        self.turns = turns.to_vec();
    }

    /// Lets something happen after a span from now.
    pub fn schedule(&mut self, after: Duration, input: Input) {
        self.count += 1;
        self.agenda.insert((self.now + after, self.count), input);
    }

    fn cancel(&mut self, matching: impl Fn(&Input) -> bool) {
        self.agenda.retain(|_, input| !matching(input));
    }
}

impl<C: Cast> World for Stage<C> {
    fn perform(&mut self, at: Moment, output: &Output) {
        self.now = self.now.max(at);
        match output {
            Output::Say { utterance, turn, text, .. } => {
                if self.said.0 != Some(*turn) {
                    self.said = (Some(*turn), String::new());
                }
                if !self.said.1.is_empty() {
                    self.said.1.push(' ');
                }
                self.said.1.push_str(text);
                // Of a turn that ends with the planned question, only the question is what is asked.
                self.asked.clone_from(if self.said.1.ends_with(&self.card) && !self.card.is_empty() { &self.card } else { &self.said.1 });
                let utterance = *utterance;
                self.open = Some(utterance);
                let lasts = self.cast.speaking_time(text);
                self.schedule(Duration::from_millis(150), Input::UtteranceStarted { utterance });
                self.schedule(Duration::from_millis(150) + lasts, Input::UtteranceFinished { utterance });
            }
            Output::Hush { utterance } => {
                let utterance = *utterance;
                self.cancel(|input| matches!(input, Input::UtteranceStarted { utterance: u } | Input::UtteranceFinished { utterance: u } if *u == utterance));
                self.schedule(Duration::from_millis(50), Input::UtteranceCut { utterance, heard_chars: self.said.1.chars().count() / 2 });
            }
            Output::Listen { turn, policy } if !policy.barge_in => {
                if self.served.contains(turn) {
                    // The same turn once more, after a remark or a pause: what was going to be said still comes.
                    return;
                }
                self.served.push(*turn);
                let situation = Situation { turn: *turn, now: self.now, asked: &self.asked, turns: &self.turns };
                for (after, input) in self.cast.answer(&situation) {
                    self.schedule(after, input);
                }
            }
            Output::Ask { request, prompt, .. } => {
                for (after, input) in self.cast.word(*request, prompt) {
                    self.schedule(after, input);
                }
            }
            Output::Cancel { request } => {
                let request = *request;
                self.cancel(|input| {
                    matches!(input, Input::ReplyChunk { request: r, .. } | Input::ReplyDone { request: r } | Input::ReplyFailed { request: r, .. } if *r == request)
                });
            }
            Output::Keep { turn } => {
                self.turns.retain(|kept| kept.id != turn.id);
                self.turns.push((**turn).clone());
            }
            Output::Drop { turn } => self.turns.retain(|kept| kept.id != *turn),
            Output::Card { text, .. } => self.card.clone_from(text),
            // Who asked for a pause in words has nobody to say "go on" to.
            Output::Note { note: Note::Paused { paused: true } } if !self.agenda.values().any(|input| *input == GO_ON) => {
                self.schedule(SCRIPTED_PAUSE, GO_ON);
            }
            Output::Listen { .. }
            | Output::StopListening { .. }
            | Output::Cue { .. }
            | Output::Note { note: _ }
            | Output::Evaluate
            | Output::Ended { .. } => {}
        }
    }

    fn wait(&mut self, deadline: Option<Moment>) -> Option<(Moment, Input)> {
        self.steps += 1;
        if self.steps > MOST_STEPS {
            return None;
        }
        let first = self.agenda.first_key_value().map(|((at, _), _)| *at);
        match (first, deadline) {
            (Some(at), deadline) if deadline.is_none_or(|deadline| at <= deadline) => {
                let (_, input) = self.agenda.pop_first()?;
                self.now = self.now.max(at);
                Some((self.now, input))
            }
            (_, Some(deadline)) => {
                self.now = self.now.max(deadline);
                Some((self.now, Input::Tick))
            }
            (_, None) => None,
        }
    }
}

/// The last thing an interviewer said before a candidate's turn.
#[must_use]
pub fn asked_before(turns: &[Turn], turn: TurnId) -> Option<&Turn> {
    turns.iter().rev().find(|other| other.speaker == Speaker::Interviewer && other.id < turn)
}

/// A typed answer that is sent after a breath, or the end of the session when there is none.
#[must_use]
pub fn typed(turn: TurnId, text: Option<String>) -> Doings {
    match text {
        Some(text) => vec![(Duration::from_secs(1), Input::Typed { turn, text })],
        None => vec![(Duration::from_secs(1), Input::Act { act: Act::Stop })],
    }
}
