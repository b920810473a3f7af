//! Why a model did not deliver: a status code and a short class, never a key, a prompt or an answer.

use std::time::Duration;

use async_openai::error::OpenAIError;

/// Why a call failed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failure {
    /// No text in time.
    #[error("no answer within {} s", seconds(*.0))]
    NoAnswer(Duration),
    /// Text, but no end in time.
    #[error("the answer took longer than {} s", seconds(*.0))]
    TooSlow(Duration),
    /// No connection.
    #[error("the server cannot be reached")]
    Unreachable,
    /// The server refused with this status.
    #[error("{} ({})", class(*.0), .0)]
    Status(u16),
    /// A web page, or anything else that is not the protocol.
    #[error("the server answered with something that is not a model's answer")]
    Garbage,
    /// An error in the place of an answer.
    #[error("the server reported an error instead of an answer")]
    Reported,
    /// The connection ended before the answer did.
    #[error("the connection broke off in the middle of the answer")]
    BrokenOff,
    /// The limit of tokens was reached.
    #[error("the answer was cut off because it was too long")]
    CutOff,
    /// The server's filter held the answer back.
    #[error("the server's content filter held the answer back")]
    Filtered,
    /// Nothing was said.
    #[error("the answer was empty")]
    Empty,
    /// It was not wanted any more.
    #[error("cancelled")]
    Cancelled,
}

impl Failure {
    /// Whether the same question may be answered later.
    #[must_use]
    pub fn is_passing(&self) -> bool {
        match self {
            Self::Status(status) => matches!(status, 408 | 429 | 500..),
            Self::NoAnswer(_) | Self::TooSlow(_) | Self::Unreachable | Self::BrokenOff => true,
            _ => false,
        }
    }
}

fn seconds(span: Duration) -> String {
    let tenths = (span.as_millis() + 50) / 100;
    if tenths.is_multiple_of(10) { format!("{}", tenths / 10) } else { format!("{}.{}", tenths / 10, tenths % 10) }
}

fn class(status: u16) -> &'static str {
    match status {
        401 => "the server refused the key",
        402 => "the server wants to be paid",
        403 => "the server refused access",
        404 => "no such model or address",
        408 => "the server waited too long",
        429 => "too many requests, or no credit left",
        529 => "the server has too much to do",
        300..=399 => "the server has moved",
        400..=499 => "the server refused the request",
        500.. => "the server is in trouble",
        _ => "the server answered with a strange status",
    }
}

/// A refusal on its way through async-openai, with what its text gives away about the server's dialect.
#[derive(Debug, thiserror::Error)]
#[error("status {status}")]
pub(super) struct Refusal {
    pub(super) status: u16,
    /// The body in lower case, shortened. Looked at for the names of fields, and dropped.
    pub(super) hint: String,
}

/// What a failed exchange means. A refusal keeps its hint.
pub(super) fn classify(error: &OpenAIError) -> Failure {
    match error {
        OpenAIError::Boxed(inner) => match (inner.downcast_ref::<Refusal>(), inner.downcast_ref::<Failure>()) {
            (Some(refusal), _) => Failure::Status(refusal.status),
            (None, Some(failure)) => failure.clone(),
            (None, None) => Failure::Garbage,
        },
        OpenAIError::Reqwest(error) if error.is_body() || error.is_decode() => Failure::BrokenOff,
        OpenAIError::Reqwest(_) => Failure::Unreachable,
        OpenAIError::StreamError(_) => Failure::BrokenOff,
        OpenAIError::ApiError(_) => Failure::Reported,
        _ => Failure::Garbage,
    }
}
