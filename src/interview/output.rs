//! Everything the conductor can ask of the shell. No output needs a decision outside.

use std::time::Duration;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ids::{RequestId, TurnId, UtteranceId};
use super::transcript::{Part, Turn};

/// One instruction. The shell takes them with [`poll`](super::Conductor::poll) until there are none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Output {
    /// Say this. At most one utterance is open at a time.
    Say {
        /// Comes back with `UtteranceStarted`, `Finished`, `Cut` or `Failed`.
        utterance: UtteranceId,
        /// The interviewer's turn that it belongs to.
        turn: TurnId,
        /// One or more whole sentences.
        text: String,
        /// How it is meant.
        tone: Tone,
        /// Whose words they are.
        #[serde(default, skip_serializing_if = "Part::is_interviewer")]
        part: Part,
    },
    /// Fall silent within 150 ms. The utterance comes back as `UtteranceCut`.
    Hush {
        /// Which.
        utterance: UtteranceId,
    },
    /// The floor is the candidate's.
    Listen {
        /// The candidate's turn.
        turn: TurnId,
        /// What is awaited.
        policy: Listening,
    },
    /// The candidate's turn is over; what is still unrecognised may still come as `Final`.
    StopListening {
        /// Which turn.
        turn: TurnId,
    },
    /// Ask a language model.
    Ask {
        /// Comes back with every piece of the answer.
        request: RequestId,
        /// The interviewer's turn that will use it.
        turn: TurnId,
        /// What for, and with what.
        prompt: Box<Prompt>,
    },
    /// The answer to a request is not wanted any more.
    Cancel {
        /// Which.
        request: RequestId,
    },
    /// Show the question that is being asked.
    Card {
        /// Its id.
        question: String,
        /// Its words.
        text: String,
        /// Which of the main questions this is, from 1.
        number: usize,
        /// How many main questions are planned.
        of: usize,
    },
    /// Something for the body to do.
    Cue {
        /// What.
        cue: Cue,
    },
    /// A turn is complete and goes into the transcript; a turn sent again under the same id replaces the earlier one.
    Keep {
        /// The turn.
        turn: Box<Turn>,
    },
    /// A turn was taken back by the candidate.
    Drop {
        /// Which.
        turn: TurnId,
    },
    /// Something worth knowing when the session is read later.
    Note {
        /// What.
        note: Note,
    },
    /// The transcript is complete: judge it.
    Evaluate,
    /// Nothing comes after this.
    Ended {
        /// Why.
        because: EndReason,
    },
}

/// How something is meant. The voice and the face follow it within the persona's bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tone {
    /// Greeting and farewell.
    Warm,
    /// Questions.
    Neutral,
    /// "Take your time".
    Calm,
    /// Probes.
    Interested,
}

/// What the ears and the floor policy are told about an open turn.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Listening {
    /// Words may be spoken; otherwise only typed.
    pub voice: bool,
    /// The silence after which a complete answer would end now, for showing; `None` while there is no limit.
    pub patience: Option<Duration>,
    /// The candidate is talking into the interviewer's speech and may turn out to be only agreeing.
    pub barge_in: bool,
}

/// A request to a language model, as data. The `llm` adapters turn it into a provider's form.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Prompt {
    /// What the answer is for.
    pub purpose: Purpose,
    /// What the model is and must obey. Holds no word of the candidate.
    pub system: String,
    /// The task, with every word of the candidate's, the resume's and the job's fenced as data.
    pub user: String,
    /// 0 to 2.
    pub temperature: f32,
    /// Upper bound of the answer's length.
    pub max_tokens: u32,
}

/// What a model call is for; tokens and cost are kept by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// Wording of a follow-up.
    Probe,
    /// What the person of a role-play says next.
    Reply,
    /// Wording of a main question so that it fits what was said.
    Question,
    /// Answering the candidate's own question from the scenario's facts.
    Fact,
    /// Judging the transcript.
    Judgement,
    /// Checking whether a role-play's objective was reached.
    Objective,
    /// Questions for this candidate and this job, before the interview.
    Proposal,
}

impl Purpose {
    /// Whether the words have to ask the candidate something. Somebody who is played may also just say what they think.
    #[must_use]
    pub fn must_ask(self) -> bool {
        matches!(self, Self::Probe | Self::Question)
    }

    /// Whether nobody in the room waits for it, so that it may come whole and be tried again.
    #[must_use]
    pub fn can_wait(self) -> bool {
        matches!(self, Self::Judgement | Self::Objective | Self::Proposal)
    }
}

/// A movement of the interviewer that follows from the conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cue {
    /// Attends to the candidate.
    Attend,
    /// Nods once: at a phrase's end, or as an acknowledgement.
    Nod,
    /// Writes something down.
    TakeNote,
    /// Raises the brows: something stayed vague.
    BrowRaise,
    /// Smiles: greeting, thanks, farewell.
    Smile,
    /// Leans in: a new subject.
    Lean,
    /// Looks away to think.
    LookAway,
    /// Shows that there is time.
    TakeYourTime,
}

/// A fact about how the session went.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "note", rename_all = "snake_case")]
pub enum Note {
    /// The floor policy decided that an answer is over (T0).
    AnswerOver {
        /// The candidate's turn.
        turn: TurnId,
        /// Silence before the decision.
        patience_ms: u64,
        /// What the decision rested on.
        why: FloorReason,
    },
    /// What was said to the played person.
    Heard {
        /// The candidate's turn.
        turn: TurnId,
        /// Items of the scenes' lists that had not been said before.
        items: Vec<String>,
        /// Breaches.
        breaches: Vec<String>,
    },
    /// What an answer lacked.
    Gaps {
        /// The candidate's turn.
        turn: TurnId,
        /// The missing parts, most important first.
        gaps: Vec<crate::scenario::Gap>,
    },
    /// A probe is asked.
    Probed {
        /// The question.
        question: String,
        /// What it is aimed at.
        gap: crate::scenario::Gap,
    },
    /// A question gave its place to an easier or harder one.
    Adapted {
        /// Which.
        from: String,
        /// To which.
        to: String,
    },
    /// A subject that has to come up has not, and is asked about.
    NotYet {
        /// Its id.
        subject: String,
    },
    /// A question was left.
    Skipped {
        /// The question.
        question: String,
    },
    /// A model did not deliver and the embedded interviewer spoke instead.
    FellBack {
        /// Which request.
        request: RequestId,
        /// Why.
        reason: String,
    },
    /// The model failed several times in a row: for some turns nobody waits for it.
    ModelOut {
        /// How often in a row.
        failures: u32,
    },
    /// After an outage the model has answered in time again: from the next turn on it is used.
    ModelBack,
    /// Something that the session cannot go on without does not work any more: it ends at the next turn's end.
    Outage,
    /// A device went or came.
    Device {
        /// Which.
        device: super::input::Device,
        /// Whether it is there now.
        present: bool,
    },
    /// The clock stands still or runs again.
    Paused {
        /// Whether it stands.
        paused: bool,
    },
    /// A run of an interrupted session goes on from here.
    Resumed,
}

/// Why an answer was taken as over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FloorReason {
    /// The silence was longer than the patience.
    Silence,
    /// The candidate sent it or said so.
    Sent,
    /// The answer was longer than the scenario allows.
    TooLong,
    /// The candidate asked for something instead of answering.
    Request,
    /// The session ended.
    Ended,
}

/// Why a session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EndReason {
    /// Everything planned was asked.
    Completed,
    /// The candidate ended it.
    Stopped,
    /// The time was used up.
    TimeUp,
    /// Nobody answered.
    Idle,
    /// A role-play's objective was reached.
    Succeeded,
    /// The played person gave up.
    Failed,
    /// Something failed that the session could not go on without.
    Outage,
}

impl EndReason {
    /// Every reason.
    pub const ALL: [Self; 7] = [Self::Completed, Self::Stopped, Self::TimeUp, Self::Idle, Self::Succeeded, Self::Failed, Self::Outage];
}
