//! Vectors for texts, by OpenAI's protocol (`/embeddings`), which most servers speak.

mod failure;
mod read;

use std::sync::Arc;
use std::time::Duration;

use reqwest::header::HeaderMap;
use serde_json::json;
use tokio::time::{sleep, timeout};

use super::config::{Config, ConfigError};
use super::failure::Failure;
use super::wire::{bearer, http_client, post};

pub use failure::{EmbeddingError, EmbeddingFailure};

/// Texts that are sent at once, at most. Text Embeddings Inference refuses more unless it is told otherwise
/// (`--max-client-batch-size`); others take more.
pub const TEXTS_AT_ONCE: usize = 32;

/// A client for a model that makes vectors. Clones share their connections.
#[derive(Clone, Debug)]
pub struct Embedder {
    http: reqwest::Client,
    headers: HeaderMap,
    config: Arc<Config>,
}

impl Embedder {
    /// Prepares to ask the configured server. Nothing is sent.
    ///
    /// # Errors
    /// The configuration cannot be used on this system.
    pub fn new(config: Config) -> Result<Self, ConfigError> {
        Ok(Self { http: http_client(&config)?, headers: bearer(&config)?, config: Arc::new(config) })
    }

    /// What is asked, and where.
    #[must_use]
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// A vector for each text, in their order and all of one length: this one, where one is given. Asked for again when the trouble may
    /// pass, with the pauses of the configuration. There should be no more texts than [`TEXTS_AT_ONCE`].
    ///
    /// # Errors
    /// The server does not answer, or not with such vectors.
    pub async fn embed(&self, texts: &[String], length: Option<usize>) -> Result<Vec<Vec<f32>>, EmbeddingError> {
        let mut pauses = self.config.backoff.iter();
        loop {
            match (self.within(self.config.batch, texts, length).await, pauses.next()) {
                (Err(EmbeddingFailure::Call(failure)), Some(pause)) if failure.is_passing() => sleep(*pause).await,
                (result, _) => return result.map_err(|failure| EmbeddingError::new(&self.config, failure)),
            }
        }
    }

    /// The vector of a text that somebody waits for: one try.
    ///
    /// # Errors
    /// As [`embed`](Self::embed).
    pub async fn embed_now(&self, text: &str, length: Option<usize>) -> Result<Vec<f32>, EmbeddingError> {
        let vectors = self.within(self.config.total, &[text.to_owned()], length).await;
        let vector = vectors.and_then(|vectors| vectors.into_iter().next().ok_or(EmbeddingFailure::Empty));
        vector.map_err(|failure| EmbeddingError::new(&self.config, failure))
    }

    async fn within(&self, limit: Duration, texts: &[String], length: Option<usize>) -> Result<Vec<Vec<f32>>, EmbeddingFailure> {
        timeout(limit, self.once(texts, length)).await.unwrap_or(Err(EmbeddingFailure::Call(Failure::NoAnswer(limit))))
    }

    async fn once(&self, texts: &[String], length: Option<usize>) -> Result<Vec<Vec<f32>>, EmbeddingFailure> {
        let address = format!("{}/embeddings", self.config.base_url());
        let body = json!({ "model": self.config.model(), "input": texts });
        let response = post(&self.http, &address, &self.headers, &body).await.map_err(|trouble| trouble.failure)?;
        let bytes = response.bytes().await.ok().ok_or(Failure::BrokenOff)?;
        read::vectors(&bytes, texts.len(), length)
    }
}
