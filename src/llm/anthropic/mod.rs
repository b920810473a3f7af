//! Anthropic's Messages API, as documented at docs.anthropic.com ("Messages", "Streaming messages", "Errors", "Tool use").

mod events;
mod message;

use futures::StreamExt as _;
use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use secrecy::ExposeSecret as _;
use serde_json::Value;

use super::config::{Config, ConfigError};
use super::door::{Pieces, Trouble};
use super::failure::Failure;
use super::reply::Piece;
use super::wire::{http_client, post};

pub(super) use message::body;

/// The version of the protocol that is spoken.
const VERSION: &str = "2023-06-01";

/// A client for one server.
#[derive(Clone)]
pub(super) struct Messages {
    http: reqwest::Client,
    address: String,
    headers: HeaderMap,
}

impl Messages {
    pub(super) fn new(config: &Config) -> Result<Self, ConfigError> {
        let mut headers = HeaderMap::new();
        headers.insert(HeaderName::from_static("anthropic-version"), HeaderValue::from_static(VERSION));
        if let Some(key) = config.key() {
            let mut value = HeaderValue::from_str(key.expose_secret()).ok().ok_or(ConfigError::Key)?;
            value.set_sensitive(true);
            headers.insert(HeaderName::from_static("x-api-key"), value);
        }
        Ok(Self { http: http_client(config)?, address: format!("{}/messages", config.base_url()), headers })
    }

    /// The whole answer.
    pub(super) async fn whole(&self, body: &Value) -> Result<Piece, Trouble> {
        let bytes = post(&self.http, &self.address, &self.headers, body).await?.bytes().await.ok().ok_or(Failure::BrokenOff)?;
        let value: Value = serde_json::from_slice(&bytes).ok().ok_or(Failure::Garbage)?;
        Ok(message::read(&value)?)
    }

    /// The answer as it comes.
    pub(super) async fn stream(&self, body: &Value) -> Result<Pieces, Trouble> {
        let bytes = post(&self.http, &self.address, &self.headers, body).await?.bytes_stream();
        let chunks = bytes.map(|chunk| chunk.ok().ok_or(Failure::BrokenOff)).boxed();
        Ok(events::pieces(chunks).boxed())
    }
}
