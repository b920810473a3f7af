//! What goes into the database and comes out of it.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::interview::{EndReason, Purpose, RequestId};
use crate::scenario::ScenarioKind;

/// How many characters of an id are enough to name a session, if they are unique.
pub const MIN_PREFIX: usize = 4;

/// Sessions on one page of the history.
pub const PAGE: u32 = 20;

/// The profile of a program with one user.
pub const SINGLE_USER: &str = "me";

/// A new session's id: random, so that a few characters are enough to name it.
#[must_use]
pub fn new_session_id() -> String {
    uuid::Uuid::new_v4().to_string()
}

/// What is known of a session when it begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSession {
    /// See [`new_session_id`].
    pub id: String,
    /// The scenario's id.
    pub scenario: String,
    /// The scenario's title.
    pub title: String,
    /// The interviewer's id.
    pub persona: String,
    /// The job.
    pub role: String,
    /// Interview or role-play.
    pub kind: ScenarioKind,
    /// What had to be reached; none in an interview.
    pub objective: Option<String>,
    /// BCP 47 tag.
    pub language: String,
    /// Seed of everything left to chance.
    pub seed: u64,
    /// Version of the program.
    pub engine: String,
    /// Wall time.
    pub started_at: Timestamp,
}

/// The documents that a session rests on, as text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Papers {
    /// The resume.
    pub resume: Option<String>,
    /// The job's description.
    pub job: Option<String>,
}

/// With what a session is held. What is not known stays as it was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Instruments {
    /// The model that words the questions, as `name at host`; none: the embedded interviewer.
    pub model: Option<String>,
    /// What recognises speech.
    pub recogniser: Option<String>,
    /// What the interviewer speaks with.
    pub voice: Option<String>,
}

/// How a session ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ending {
    /// Wall time.
    pub at: Timestamp,
    /// Why.
    pub because: EndReason,
    /// Length without pauses, in microseconds.
    pub active_us: u64,
}

/// How far a session has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionState {
    /// Running, or interrupted by a crash.
    Open,
    /// Over, but not judged.
    Ended,
    /// Judged.
    Evaluated,
}

impl SessionState {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Ended => "ended",
            Self::Evaluated => "evaluated",
        }
    }
}

impl fmt::Display for SessionState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for SessionState {
    type Err = rusqlite::types::FromSqlError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        [Self::Open, Self::Ended, Self::Evaluated]
            .into_iter()
            .find(|state| state.name() == text)
            .ok_or(rusqlite::types::FromSqlError::InvalidType)
    }
}

/// A session as it stands in the history.
#[derive(Clone, Debug, PartialEq)]
pub struct SessionRow {
    /// Unique.
    pub id: String,
    /// The scenario's id.
    pub scenario: String,
    /// The scenario's title.
    pub title: String,
    /// The interviewer's id.
    pub persona: String,
    /// The job.
    pub role: String,
    /// Interview or role-play.
    pub kind: ScenarioKind,
    /// BCP 47 tag.
    pub language: String,
    /// Seed of everything left to chance.
    pub seed: u64,
    /// Version of the program that held it.
    pub engine: String,
    /// Wall time.
    pub started_at: Timestamp,
    /// Wall time; none while open.
    pub ended_at: Option<Timestamp>,
    /// Why; none while open.
    pub ended_because: Option<EndReason>,
    /// Length without pauses, in microseconds.
    pub active_us: u64,
    /// How far it has come.
    pub state: SessionState,
    /// 1 to 10; none while nothing was assessed.
    pub overall: Option<f64>,
    /// With what it was held.
    pub instruments: Instruments,
}

impl SessionRow {
    /// How it stands, for people.
    #[must_use]
    pub fn standing(&self) -> Standing {
        match (self.state, self.ended_because) {
            (SessionState::Open, _) => Standing::Interrupted,
            (SessionState::Ended, _) => Standing::Judging,
            (SessionState::Evaluated, Some(EndReason::Completed | EndReason::Succeeded | EndReason::Failed)) => Standing::Completed,
            (SessionState::Evaluated, _) => Standing::EndedEarly,
        }
    }
}

/// How a past session stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Held to its end and judged.
    Completed,
    /// Ended before its end and judged.
    EndedEarly,
    /// Broken off by the end of the program.
    Interrupted,
    /// Over, and not judged yet.
    Judging,
}

impl Standing {
    /// The condition on a session's row, the same as [`SessionRow::standing`].
    pub(super) fn condition(self) -> &'static str {
        match self {
            Self::Completed => "state = 'evaluated' AND ended_because IN ('completed', 'succeeded', 'failed')",
            Self::EndedEarly => "state = 'evaluated' AND coalesce(ended_because, '') NOT IN ('completed', 'succeeded', 'failed')",
            Self::Interrupted => "state = 'open'",
            Self::Judging => "state = 'ended'",
        }
    }
}

/// In which order sessions are listed. Where two are equal, the newer one comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// Newest first.
    #[default]
    Newest,
    /// Oldest first.
    Oldest,
    /// Highest score first; those without one last.
    Best,
    /// By title.
    Title,
}

/// Which sessions a page is cut from, and in which order. The default is all of them, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// A part of the title, the role or the objective, whatever the case of its letters.
    pub search: Option<String>,
    /// Only this scenario.
    pub scenario: Option<String>,
    /// Only those that stand so.
    pub standing: Option<Standing>,
    /// Only this kind.
    pub kind: Option<ScenarioKind>,
    /// Only those with a score, or only those without.
    pub scored: Option<bool>,
    /// In which order.
    pub sort: Sort,
}

/// What a judged session came to.
#[derive(Clone, Debug, PartialEq)]
pub struct Scored {
    /// The session's id.
    pub session: String,
    /// The scenario's id.
    pub scenario: String,
    /// The scenario's title.
    pub title: String,
    /// Wall time.
    pub started_at: Timestamp,
    /// 1 to 10; none when nothing was assessed.
    pub overall: Option<f64>,
    /// In the report's order.
    pub scores: Vec<Score>,
}

/// One dimension of a judged session.
#[derive(Clone, Debug, PartialEq)]
pub struct Score {
    /// The dimension's id.
    pub dimension: String,
    /// As shown.
    pub name: String,
    /// 1 to 10; none when not assessed.
    pub score: Option<f64>,
    /// 0 to 1.
    pub confidence: f64,
}

/// One page of the history.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// At most [`PAGE`].
    pub rows: Vec<SessionRow>,
    /// How many sessions there are on all pages.
    pub total: u64,
}

/// What became of a report that was handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub enum Saved {
    /// It is the session's report now.
    New,
    /// It replaced the earlier one.
    Replaced,
    /// There is one already, and it was kept.
    Kept,
}

/// One call of a language model, without a word of what was asked or answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CallRecord {
    /// The session.
    pub session: String,
    /// The conversation's request; none for calls outside it.
    pub request: Option<RequestId>,
    /// What for.
    pub purpose: Purpose,
    /// The model.
    pub model: String,
    /// The server's host name.
    pub host: String,
    /// Wall time.
    pub started_at: Timestamp,
    /// From the request to the end, in milliseconds.
    pub millis: u64,
    /// From the request to the first text; none when there was none.
    pub first_chunk_ms: Option<u64>,
    /// Tokens of the prompt.
    pub tokens_in: u64,
    /// Tokens of the answer.
    pub tokens_out: u64,
    /// The server gave no counts, so they are guessed from the length.
    pub estimated: bool,
    /// The same had been answered before, and nobody was asked.
    pub cached: bool,
    /// A class of failure, e.g. "no answer within 2.5 s"; none when it worked.
    pub error: Option<String>,
}

/// A file in a session's media folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MediaFile {
    /// Below the session's media folder, with forward slashes.
    pub path: String,
    /// E.g. `candidate-audio`.
    pub kind: String,
    /// Its size.
    pub bytes: u64,
}

/// The name that serde gives a unit variant.
pub(super) fn word_of<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

/// The unit variant that serde gives this name.
pub(super) fn of_word<T: DeserializeOwned>(word: &str) -> rusqlite::Result<T> {
    serde_json::from_value(serde_json::Value::String(word.to_owned()))
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Text, Box::new(error)))
}

/// SQLite's integers are signed; nothing that is counted here comes near the limit.
pub(super) fn signed(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

/// The reverse of [`signed`].
pub(super) fn unsigned(value: i64) -> u64 {
    u64::try_from(value).unwrap_or(0)
}

/// The reverse of `Timestamp::as_microsecond`; a number out of range is a damaged row.
pub(super) fn timestamp(us: i64) -> rusqlite::Result<Timestamp> {
    Timestamp::from_microsecond(us)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(0, rusqlite::types::Type::Integer, Box::new(error)))
}
