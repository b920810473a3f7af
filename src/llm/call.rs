//! What a call cost, and a client with what it has learned of its server.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use jiff::Timestamp;

use super::config::{Config, ConfigError};
use super::dialect::Dialect;
use super::door::Door;
use super::failure::Failure;
use super::reply::Counts;
use crate::clock;
use crate::interview::{Prompt, Purpose};

/// What is kept of a call: no word of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// What for.
    pub purpose: Purpose,
    /// The model.
    pub model: String,
    /// The server's host name.
    pub host: String,
    /// Wall time.
    pub started_at: Timestamp,
    /// From the first request to the end, in milliseconds.
    pub millis: u64,
    /// From the first request to the first text; none when there was none, or when it was not streamed.
    pub first_chunk_ms: Option<u64>,
    /// Tokens of the prompt.
    pub tokens_in: u64,
    /// Tokens of the answer.
    pub tokens_out: u64,
    /// The server gave no counts: they are guessed as a quarter of the characters.
    pub estimated: bool,
    /// Why it failed.
    pub error: Option<Failure>,
}

/// A whole answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The text, without what the model thought aloud.
    pub text: String,
    /// What it cost.
    pub call: Call,
}

/// Everything that a call needs.
#[derive(Clone)]
pub(super) struct Line {
    pub(super) config: Arc<Config>,
    pub(super) door: Door,
    dialect: Arc<Mutex<Dialect>>,
}

impl Line {
    pub(super) fn new(config: Config) -> Result<Self, ConfigError> {
        let door = Door::new(&config)?;
        let dialect = Arc::new(Mutex::new(Dialect::of(config.kind())));
        Ok(Self { config: Arc::new(config), door, dialect })
    }

    /// What this server understands. A copy of it is whole at any time, so a panic elsewhere spoils nothing.
    pub(super) fn dialect(&self) -> MutexGuard<'_, Dialect> {
        self.dialect.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Keeps the time and the counts of a call.
pub(super) struct Meter {
    began: Instant,
    started_at: Timestamp,
    first: Option<Instant>,
    chars_in: usize,
    pub(super) chars_out: usize,
    pub(super) counts: Option<Counts>,
}

impl Meter {
    pub(super) fn start(prompt: &Prompt) -> Self {
        Self {
            began: clock::now(),
            started_at: clock::wall(),
            first: None,
            chars_in: prompt.system.chars().count() + prompt.user.chars().count(),
            chars_out: 0,
            counts: None,
        }
    }

    pub(super) fn began(&self) -> Instant {
        self.began
    }

    pub(super) fn text(&mut self, text: &str) {
        self.first.get_or_insert_with(clock::now);
        self.chars_out += text.chars().count();
    }

    pub(super) fn call(&self, config: &Config, purpose: Purpose, error: Option<Failure>) -> Call {
        let counts = self
            .counts
            .unwrap_or_else(|| Counts { tokens_in: (self.chars_in as u64).div_ceil(4), tokens_out: (self.chars_out as u64).div_ceil(4) });
        let millis = |until: Instant| u64::try_from((until - self.began).as_millis()).unwrap_or(u64::MAX);
        Call {
            purpose,
            model: config.model().to_owned(),
            host: config.host().to_owned(),
            started_at: self.started_at,
            millis: millis(clock::now()),
            first_chunk_ms: self.first.map(millis),
            tokens_in: counts.tokens_in,
            tokens_out: counts.tokens_out,
            estimated: self.counts.is_none(),
            error,
        }
    }
}
