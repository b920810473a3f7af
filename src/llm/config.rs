//! Which server, which model, and how long to wait.

use std::time::Duration;

use reqwest::Url;
use reqwest::header::HeaderValue;
use secrecy::{ExposeSecret as _, SecretString};

/// Where models are asked. Its `Debug` shows no key.
#[derive(Clone, Debug)]
pub struct Config {
    base: Url,
    model: String,
    key: Option<SecretString>,
    /// Longest wait for the first text of a live turn, reasoning included (decision 18).
    pub first_chunk: Duration,
    /// Longest wait for the end of a live turn.
    pub total: Duration,
    /// Longest wait for one try of a judgement.
    pub batch: Duration,
    /// Pauses before the second and each later try of a judgement.
    pub backoff: Vec<Duration>,
}

/// What is wrong with the settings of the model, each with the name of the setting.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConfigError {
    /// One setting is there and the other is not.
    #[error("{missing} is not set, but {present} is; set both, or none to work without a model")]
    Missing {
        /// What is missing.
        missing: &'static str,
        /// What is there.
        present: &'static str,
    },
    /// The address cannot be used.
    #[error("GREENROOM_LLM_BASE_URL cannot be used: {0}; it should look like http://127.0.0.1:11434/v1")]
    BaseUrl(&'static str),
    /// The key has characters that cannot be sent.
    #[error("GREENROOM_LLM_API_KEY holds characters that cannot be sent; copy it again without line breaks")]
    Key,
    /// The secure connection cannot be set up on this system.
    #[error("no secure connection can be set up on this system; check that it has root certificates")]
    Tls,
}

const BASE_URL: &str = "GREENROOM_LLM_BASE_URL";
const MODEL: &str = "GREENROOM_LLM_MODEL";
const API_KEY: &str = "GREENROOM_LLM_API_KEY";

impl Config {
    /// A server's address up to and including its version (`https://api.example/v1`), a model, and a key if it needs one.
    ///
    /// # Errors
    /// The address is not `http` or `https`, or holds a user, a query or a fragment; the key cannot be sent in a header.
    pub fn new(base_url: &str, model: &str, key: Option<SecretString>) -> Result<Self, ConfigError> {
        let base = base_url.trim().trim_end_matches('/').trim_end_matches("/chat/completions");
        let base = Url::parse(base).ok().ok_or(ConfigError::BaseUrl("it is not a complete address"))?;
        if !matches!(base.scheme(), "http" | "https") || base.host_str().is_none_or(str::is_empty) {
            return Err(ConfigError::BaseUrl("it must begin with http:// or https:// and name a host"));
        }
        if !base.username().is_empty() || base.password().is_some() {
            return Err(ConfigError::BaseUrl("it must not hold a user or a password; the key has its own setting"));
        }
        if base.query().is_some() || base.fragment().is_some() {
            return Err(ConfigError::BaseUrl("it must not hold '?' or '#'"));
        }
        if key.as_ref().is_some_and(|key| HeaderValue::from_str(key.expose_secret()).is_err()) {
            return Err(ConfigError::Key);
        }
        if model.trim().is_empty() {
            return Err(ConfigError::Missing { missing: MODEL, present: BASE_URL });
        }
        Ok(Self {
            base,
            model: model.trim().to_owned(),
            key,
            first_chunk: Duration::from_millis(2500),
            total: Duration::from_secs(20),
            batch: Duration::from_secs(90),
            backoff: [1500, 3000, 5500].map(Duration::from_millis).into(),
        })
    }

    /// Reads `GREENROOM_LLM_BASE_URL`, `GREENROOM_LLM_MODEL` and `GREENROOM_LLM_API_KEY`; nothing is asked of any server
    /// unless the first two are set. `OPENAI_API_KEY` is used for `api.openai.com` and sent nowhere else.
    ///
    /// # Errors
    /// Only one of the first two is set, or one of the three cannot be used.
    pub fn from_env(variable: impl Fn(&str) -> Option<String>) -> Result<Option<Self>, ConfigError> {
        let set = |name: &str| variable(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
        let (base, model) = match (set(BASE_URL), set(MODEL)) {
            (None, None) => return Ok(None),
            (Some(_), None) => return Err(ConfigError::Missing { missing: MODEL, present: BASE_URL }),
            (None, Some(_)) => return Err(ConfigError::Missing { missing: BASE_URL, present: MODEL }),
            (Some(base), Some(model)) => (base, model),
        };
        let mut config = Self::new(&base, &model, set(API_KEY).map(SecretString::from))?;
        if config.key.is_none() && config.base.host_str() == Some("api.openai.com") {
            config = Self::new(&base, &model, set("OPENAI_API_KEY").map(SecretString::from))?;
        }
        Ok(Some(config))
    }

    /// Without a slash at the end.
    #[must_use]
    pub fn base_url(&self) -> &str {
        self.base.as_str().trim_end_matches('/')
    }

    /// The model's name.
    #[must_use]
    pub fn model(&self) -> &str {
        &self.model
    }

    /// The server's host name.
    #[must_use]
    pub fn host(&self) -> &str {
        self.base.host_str().unwrap_or_default()
    }

    /// Whether the server runs on this machine, so that nothing leaves it.
    #[must_use]
    pub fn is_local(&self) -> bool {
        let host = self.host().trim_matches(['[', ']']);
        host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
    }

    pub(super) fn key(&self) -> Option<&SecretString> {
        self.key.as_ref()
    }
}
