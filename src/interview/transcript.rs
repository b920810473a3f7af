//! What was said, by whom, to which question. Append-only but for the candidate's own "undo".

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::ids::TurnId;
use super::moment::Moment;
use crate::scenario::{Citation, Gap};

/// Who speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Speaker {
    /// The simulated person.
    Interviewer,
    /// The person who practises.
    Candidate,
}

/// Whose words the interviewer's side says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The interviewer's own.
    #[default]
    Interviewer,
    /// Those of the person whom they play.
    Character,
    /// Those of a colleague: the place in [`Blueprint::panel`](super::Blueprint::panel).
    Panel(usize),
}

impl Part {
    /// For what is written: nothing is said about the usual case.
    pub(crate) fn is_interviewer(&self) -> bool {
        *self == Self::Interviewer
    }
}

/// What a turn is in the course of the interview.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TurnKind {
    /// Greeting and how it will go.
    Greeting,
    /// A planned question.
    Question,
    /// A follow-up.
    Probe,
    /// Asking again after something that was no answer, or was not heard.
    Clarification,
    /// The question once more, on request.
    Repeat,
    /// A short reaction that asks nothing.
    Remark,
    /// The interviewer answers the candidate's question.
    Fact,
    /// "What would you like to ask me?"
    Invitation,
    /// The farewell.
    Closing,
    /// The candidate answers.
    Answer,
    /// The candidate asks for a repeat, for time, to skip, or says that they do not know.
    Request,
    /// The candidate asks something.
    CandidateQuestion,
}

/// A recognised word.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Word {
    /// As it stands in the turn's text, punctuation included.
    pub text: String,
    /// Milliseconds since the session began.
    pub start_ms: u64,
    /// Milliseconds since the session began.
    pub end_ms: u64,
    /// 0 to 1.
    pub confidence: f32,
}

/// How a candidate's words came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// Spoken and recognised.
    Voice,
    /// Typed.
    Typed,
}

/// One turn of one speaker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Turn {
    /// Also its place: turns are numbered as they begin.
    pub id: TurnId,
    /// Who.
    pub speaker: Speaker,
    /// Whose words they are, on the interviewer's side.
    #[serde(default, skip_serializing_if = "Part::is_interviewer")]
    pub part: Part,
    /// What it is.
    pub kind: TurnKind,
    /// The question that it asks, answers or belongs to.
    pub question: Option<String>,
    /// What a probe is aimed at.
    pub gap: Option<Gap>,
    /// The words of a document that it names.
    pub cites: Option<Citation>,
    /// What was said; of an interviewer who was interrupted, what was heard of it.
    pub text: String,
    /// With hesitations, where a verbatim recogniser gives them.
    pub verbatim: Option<String>,
    /// How it came in, for candidate turns.
    pub channel: Option<Channel>,
    /// When it began.
    pub start: Moment,
    /// When it ended.
    pub end: Moment,
    /// From the end of the interviewer's turn to the first word, for spoken candidate turns.
    pub latency_ms: Option<u64>,
    /// Word times, for spoken candidate turns.
    pub words: Vec<Word>,
}
