//! Why there are no vectors, as one sentence that says what to do.

use std::fmt;

use super::super::config::{Config, EMBEDDING_API_KEY};
use super::super::failure::Failure;

/// What went wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EmbeddingFailure {
    /// No answer, or none of this protocol.
    #[error(transparent)]
    Call(#[from] Failure),
    /// More vectors than texts, or fewer.
    #[error("the server gave {given} vectors for {asked} texts")]
    Count {
        /// Texts that were sent.
        asked: usize,
        /// Vectors that came.
        given: usize,
    },
    /// It cannot be told which vector is which text's.
    #[error("the server numbered its vectors wrongly")]
    Numbering,
    /// A vector without numbers.
    #[error("the server gave an empty vector")]
    Empty,
    /// A vector with something in it that is no finite number.
    #[error("the server gave a vector with something in it that is no number")]
    NotANumber,
    /// Vectors that cannot be compared.
    #[error("the server gave a vector of {given} numbers where others have {expected}")]
    Length {
        /// Numbers in the others.
        expected: usize,
        /// Numbers in this one.
        given: usize,
    },
}

/// A model gave no vectors. Its `Display` is a sentence for the user, and holds neither the key nor a word of what was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EmbeddingError {
    model: String,
    host: String,
    /// What went wrong.
    pub failure: EmbeddingFailure,
}

impl EmbeddingError {
    pub(super) fn new(config: &Config, failure: EmbeddingFailure) -> Self {
        Self { model: config.model().to_owned(), host: config.host().to_owned(), failure }
    }

    fn advice(&self) -> String {
        let server = "check the server's address and the model's name in [embedding] of config.toml, or in GREENROOM_EMBEDDING_BASE_URL and \
                      GREENROOM_EMBEDDING_MODEL";
        match &self.failure {
            EmbeddingFailure::Call(failure) => match failure {
                Failure::Status(401 | 403) => format!("check {EMBEDDING_API_KEY}"),
                Failure::Status(404 | 300..=399) | Failure::Unreachable | Failure::Garbage => format!("{server}, and that it is running"),
                Failure::Status(400 | 413 | 422) => "name a model for embeddings that takes texts of 1,000 tokens".to_owned(),
                _ => "try again later".to_owned(),
            },
            EmbeddingFailure::Length { .. } => "if the model is another one than before, run `greenroom content reseed`".to_owned(),
            EmbeddingFailure::Count { .. } | EmbeddingFailure::Numbering | EmbeddingFailure::Empty | EmbeddingFailure::NotANumber => {
                "name a model that is made for embeddings".to_owned()
            }
        }
    }
}

impl fmt::Display for EmbeddingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at {} gives no vectors ({}); {}", self.model, self.host, self.failure, self.advice())
    }
}

impl std::error::Error for EmbeddingError {}
