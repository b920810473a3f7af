//! Which server, which model, and how long to wait.

use std::str::FromStr;
use std::time::Duration;

use reqwest::Url;
use reqwest::header::HeaderValue;
use secrecy::{ExposeSecret as _, SecretString};

/// The protocol of a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// OpenAI's chat completions, which most servers speak.
    OpenAi,
    /// Anthropic's messages.
    Anthropic,
}

impl Kind {
    /// As it stands in settings.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::OpenAi => "openai",
            Self::Anthropic => "anthropic",
        }
    }
}

impl FromStr for Kind {
    type Err = ConfigError;

    fn from_str(name: &str) -> Result<Self, ConfigError> {
        [Self::OpenAi, Self::Anthropic].into_iter().find(|kind| kind.name() == name.trim().to_lowercase()).ok_or(ConfigError::Kind)
    }
}

/// A server and a model as far as they are named; what is not named follows from the rest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The protocol; otherwise that of the host.
    pub kind: Option<Kind>,
    /// The address up to and including the version; otherwise Anthropic's own, where the protocol is theirs.
    pub base_url: Option<String>,
    /// The model's name there.
    pub model: Option<String>,
}

impl Wanted {
    /// With the key of this name, or with the one that belongs to the host.
    fn config(self, names: &Names, variable: impl Fn(&str) -> Option<String>) -> Result<Option<Config>, ConfigError> {
        let base = self.base_url.or_else(|| (self.kind == Some(Kind::Anthropic)).then(|| ANTHROPIC.to_owned()));
        let (base, model) = match (base, self.model) {
            (None, None) => return Ok(None),
            (Some(_), None) => return Err(ConfigError::Missing { missing: names.model, present: names.base_url }),
            (None, Some(_)) => return Err(ConfigError::Missing { missing: names.base_url, present: names.model }),
            (Some(base), Some(model)) => (base, model),
        };
        let mut config = Config::new(&base, &model, set(&variable, names.key).map(SecretString::from))?;
        config.kind = self.kind.unwrap_or(config.kind);
        if config.key.is_none() {
            let own = match config.host() {
                "api.openai.com" => set(&variable, "OPENAI_API_KEY"),
                ANTHROPIC_HOST => set(&variable, "ANTHROPIC_API_KEY"),
                _ => None,
            };
            config = Config { kind: config.kind, ..Config::new(&base, &model, own.map(SecretString::from))? };
        }
        Ok(Some(config))
    }
}

/// Where the settings of one model stand.
struct Names {
    base_url: &'static str,
    model: &'static str,
    key: &'static str,
}

fn set(variable: impl Fn(&str) -> Option<String>, name: &str) -> Option<String> {
    variable(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
}

/// Where models are asked. Its `Debug` shows no key.
#[derive(Clone, Debug)]
pub struct Config {
    kind: Kind,
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
    #[error("{missing} is not set, but {present} is; set both, in the environment or in config.toml, or none to work without a model")]
    Missing {
        /// What is missing.
        missing: &'static str,
        /// What is there.
        present: &'static str,
    },
    /// The address cannot be used.
    #[error("GREENROOM_LLM_BASE_URL cannot be used: {0}; it should look like http://127.0.0.1:11434/v1")]
    BaseUrl(&'static str),
    /// The address for embeddings cannot be used.
    #[error("the address for embeddings (GREENROOM_EMBEDDING_BASE_URL) cannot be used: {0}; it should look like http://127.0.0.1:11434/v1")]
    EmbeddingBaseUrl(&'static str),
    /// The key for embeddings has characters that cannot be sent.
    #[error("the key for embeddings holds characters that cannot be sent; copy GREENROOM_EMBEDDING_API_KEY again without line breaks")]
    EmbeddingKey,
    /// The key has characters that cannot be sent.
    #[error("GREENROOM_LLM_API_KEY holds characters that cannot be sent; copy it again without line breaks")]
    Key,
    /// A protocol that is not spoken.
    #[error("the kind of a model's server is either openai or anthropic; correct GREENROOM_LLM_KIND or the line in config.toml")]
    Kind,
    /// The secure connection cannot be set up on this system.
    #[error("no secure connection can be set up on this system; check that it has root certificates")]
    Tls,
}

const BASE_URL: &str = "GREENROOM_LLM_BASE_URL";
const MODEL: &str = "GREENROOM_LLM_MODEL";
const KIND: &str = "GREENROOM_LLM_KIND";
const API_KEY: &str = "GREENROOM_LLM_API_KEY";
const JUDGE_API_KEY: &str = "GREENROOM_JUDGE_API_KEY";
const OF_MODEL: Names = Names { base_url: BASE_URL, model: MODEL, key: API_KEY };
const OF_JUDGE: Names = Names { base_url: "GREENROOM_JUDGE_BASE_URL", model: "GREENROOM_JUDGE_MODEL", key: JUDGE_API_KEY };
const EMBEDDING_BASE_URL: &str = "GREENROOM_EMBEDDING_BASE_URL";
const EMBEDDING_MODEL: &str = "GREENROOM_EMBEDDING_MODEL";
/// The key of the server that makes vectors.
pub(super) const EMBEDDING_API_KEY: &str = "GREENROOM_EMBEDDING_API_KEY";
const OF_EMBEDDING: Names = Names { base_url: EMBEDDING_BASE_URL, model: EMBEDDING_MODEL, key: EMBEDDING_API_KEY };
/// Somebody who searches waits no longer than this for a vector. A model that has to be loaded first takes some seconds.
const SEARCH_PATIENCE: Duration = Duration::from_secs(10);
const ANTHROPIC_HOST: &str = "api.anthropic.com";
const ANTHROPIC: &str = "https://api.anthropic.com/v1";

impl Config {
    /// A server's address up to and including its version (`https://api.example/v1`), a model, and a key if it needs one.
    ///
    /// # Errors
    /// The address is not `http` or `https`, or holds a user, a query or a fragment; the key cannot be sent in a header.
    pub fn new(base_url: &str, model: &str, key: Option<SecretString>) -> Result<Self, ConfigError> {
        let base = base_url
            .trim()
            .trim_end_matches('/')
            .trim_end_matches("/chat/completions")
            .trim_end_matches("/messages")
            .trim_end_matches("/embeddings");
        let mut base = Url::parse(base).ok().ok_or(ConfigError::BaseUrl("it is not a complete address"))?;
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
        let kind = if base.host_str() == Some(ANTHROPIC_HOST) { Kind::Anthropic } else { Kind::OpenAi };
        // Their address is often given without the version.
        if kind == Kind::Anthropic && base.path() == "/" {
            base.set_path("/v1");
        }
        Ok(Self {
            kind,
            base,
            model: model.trim().to_owned(),
            key,
            first_chunk: Duration::from_millis(2500),
            total: Duration::from_secs(20),
            batch: Duration::from_secs(90),
            backoff: [1500, 3000, 5500].map(Duration::from_millis).into(),
        })
    }

    /// Reads `GREENROOM_LLM_BASE_URL`, `GREENROOM_LLM_MODEL`, `GREENROOM_LLM_KIND` and `GREENROOM_LLM_API_KEY`; nothing is asked
    /// of any server unless a server and a model are named. `OPENAI_API_KEY` is used for `api.openai.com` and
    /// `ANTHROPIC_API_KEY` for `api.anthropic.com`, and they are sent nowhere else.
    ///
    /// # Errors
    /// Only one of the first two is set, or one of the settings cannot be used.
    pub fn from_env(variable: impl Fn(&str) -> Option<String>) -> Result<Option<Self>, ConfigError> {
        Self::from_settings(Wanted::default(), variable)
    }

    /// The same over what a file says: the environment comes first.
    ///
    /// # Errors
    /// As [`from_env`](Self::from_env).
    pub fn from_settings(file: Wanted, variable: impl Fn(&str) -> Option<String>) -> Result<Option<Self>, ConfigError> {
        let wanted = Wanted {
            kind: set(&variable, KIND).map(|kind| kind.parse()).transpose()?.or(file.kind),
            base_url: set(&variable, BASE_URL).or(file.base_url),
            model: set(&variable, MODEL).or(file.model),
        };
        wanted.config(&OF_MODEL, variable)
    }

    /// The server of a judge: what is wanted of it over the settings of the interviewer's model, if there are any. That
    /// model's key goes along only where the server is the same; `GREENROOM_JUDGE_API_KEY` is the judge's own.
    ///
    /// # Errors
    /// As [`from_env`](Self::from_env).
    pub fn for_judge(judge: Wanted, model: Option<&Self>, variable: impl Fn(&str) -> Option<String>) -> Result<Option<Self>, ConfigError> {
        let elsewhere = judge.base_url.is_some() || judge.kind.is_some_and(|kind| model.is_none_or(|model| model.kind != kind));
        let of_model = model.filter(|_| !elsewhere);
        let wanted = Wanted {
            kind: judge.kind.or_else(|| of_model.map(|model| model.kind)),
            base_url: judge.base_url.or_else(|| of_model.map(|model| model.base_url().to_owned())),
            model: judge.model.or_else(|| model.map(|model| model.model.clone())),
        };
        let Some(mut own) = wanted.config(&OF_JUDGE, &variable)? else { return Ok(None) };
        if let Some(model) = model {
            own.borrow_key(model, set(&variable, JUDGE_API_KEY).is_some());
            (own.total, own.batch, own.backoff) = (model.total, model.batch, model.backoff.clone());
        }
        Ok(Some(own))
    }

    /// The server that makes vectors: what the file says, under `GREENROOM_EMBEDDING_BASE_URL` and `GREENROOM_EMBEDDING_MODEL`. The
    /// key of the interviewer's model goes along only where the server is the same; `GREENROOM_EMBEDDING_API_KEY` is its own.
    ///
    /// # Errors
    /// As [`from_env`](Self::from_env).
    pub fn for_embedding(
        file: Wanted,
        model: Option<&Self>,
        variable: impl Fn(&str) -> Option<String>,
    ) -> Result<Option<Self>, ConfigError> {
        let wanted = Wanted {
            kind: Some(Kind::OpenAi),
            base_url: set(&variable, EMBEDDING_BASE_URL).or(file.base_url),
            model: set(&variable, EMBEDDING_MODEL).or(file.model),
        };
        let own = wanted.config(&OF_EMBEDDING, &variable).map_err(|error| match error {
            ConfigError::BaseUrl(why) => ConfigError::EmbeddingBaseUrl(why),
            ConfigError::Key => ConfigError::EmbeddingKey,
            other => other,
        })?;
        Ok(own.map(|mut own| {
            if let Some(model) = model {
                own.borrow_key(model, set(&variable, EMBEDDING_API_KEY).is_some());
            }
            own.total = SEARCH_PATIENCE;
            own
        }))
    }

    /// Takes another model's key where the server is the same, unless there is one of its own.
    fn borrow_key(&mut self, model: &Self, has_its_own: bool) {
        if !has_its_own && model.key.is_some() && self.base.origin() == model.base.origin() {
            self.key.clone_from(&model.key);
        }
    }

    /// The protocol.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The model and its server, as they stand in reports: "small-1 at models.example".
    #[must_use]
    pub fn name(&self) -> String {
        format!("{} at {}", self.model, self.host())
    }

    /// The name of the variable in which its key is expected.
    pub(super) fn key_name(&self) -> &'static str {
        if self.host() == ANTHROPIC_HOST { "ANTHROPIC_API_KEY" } else { API_KEY }
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
