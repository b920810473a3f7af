//! The two protocols behind one door: whole answers and streams of pieces.

use std::pin::Pin;

use async_openai::Client;
use async_openai::error::OpenAIError;
use futures::{Stream, StreamExt as _};
use serde_json::Value;

use super::anthropic::Messages;
use super::config::{Config, ConfigError, Kind};
use super::failure::{Failure, Refusal, classify};
use super::reply::{Piece, read};
use super::wire::{Target, client};

/// A stream of pieces; a failure ends it.
pub(super) type Pieces = Pin<Box<dyn Stream<Item = Result<Piece, Failure>> + Send>>;

/// A client for one server.
#[derive(Clone)]
pub(super) enum Door {
    OpenAi(Client<Target>),
    Anthropic(Messages),
}

/// Why nothing came back.
#[derive(Debug)]
pub(super) struct Trouble {
    pub(super) failure: Failure,
    /// The server refused, with what its text gives away about its dialect.
    pub(super) refusal: Option<Refusal>,
}

impl From<Failure> for Trouble {
    fn from(failure: Failure) -> Self {
        Self { failure, refusal: None }
    }
}

impl From<Refusal> for Trouble {
    fn from(refusal: Refusal) -> Self {
        Self { failure: Failure::Status(refusal.status), refusal: Some(refusal) }
    }
}

impl From<OpenAIError> for Trouble {
    fn from(error: OpenAIError) -> Self {
        let failure = classify(&error);
        let refusal = match error {
            OpenAIError::Boxed(inner) => inner.downcast::<Refusal>().ok().map(|refusal| *refusal),
            _ => None,
        };
        Self { failure, refusal }
    }
}

impl Door {
    pub(super) fn new(config: &Config) -> Result<Self, ConfigError> {
        Ok(match config.kind() {
            Kind::OpenAi => Self::OpenAi(client(config)?),
            Kind::Anthropic => Self::Anthropic(Messages::new(config)?),
        })
    }

    /// The whole answer to a request.
    pub(super) async fn whole(&self, body: Value) -> Result<Piece, Trouble> {
        match self {
            Self::OpenAi(client) => {
                let value: Value = client.chat().create_byot(body).await?;
                let whole = read(&value)?;
                // Something, but no answer.
                if whole.finish.is_none() && value.get("choices").is_none() { Err(Failure::Garbage.into()) } else { Ok(whole) }
            }
            Self::Anthropic(messages) => messages.whole(&body).await,
        }
    }

    /// The answer piece by piece.
    pub(super) async fn stream(&self, body: Value) -> Result<Pieces, Trouble> {
        match self {
            Self::OpenAi(client) => {
                let values = client.chat().create_stream_byot::<_, Value>(body).await?;
                Ok(values.map(|value| value.map_err(|error| classify(&error)).and_then(|value| read(&value))).boxed())
            }
            Self::Anthropic(messages) => messages.stream(&body).await,
        }
    }
}
