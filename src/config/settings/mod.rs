//! The operator's settings: `config.toml` in the data folder, or where `--config` says. Environment and flags come before it.

mod problem;
mod read;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::prices::Price;

pub use problem::SettingsError;

/// What the file says. What it does not say is `None`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// The model that words what is asked.
    pub model: ModelSection,
    /// Who judges.
    pub judge: JudgeSection,
    /// What makes vectors of the guides.
    pub embedding: EmbeddingSection,
    /// US dollars per million tokens, by the beginnings of models' names.
    pub prices: BTreeMap<String, Price>,
}

/// A model and its server.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ModelSection {
    /// `openai` or `anthropic`.
    pub kind: Option<String>,
    /// The address up to and including its version.
    pub base_url: Option<String>,
    /// The model's name there.
    pub model: Option<String>,
    /// Longest wait for the first words of a live turn, in seconds.
    pub first_chunk_s: Option<f64>,
    /// Longest wait for the end of a live turn, in seconds.
    pub total_s: Option<f64>,
    /// Longest wait for one try of a judgement, in seconds.
    pub batch_s: Option<f64>,
}

/// Who judges.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct JudgeSection {
    /// Which of the two.
    pub engine: Option<Engine>,
    /// As of the model; what is missing here is taken from there.
    pub kind: Option<String>,
    /// As of the model.
    pub base_url: Option<String>,
    /// As of the model.
    pub model: Option<String>,
    /// How often the model judges the whole, 1 to 9.
    pub runs: Option<u32>,
    /// 0 to 1.
    pub temperature: Option<f32>,
    /// Whether the runs are asked for at the same time.
    pub at_once: Option<bool>,
}

/// A model that makes vectors, and its server, which speaks OpenAI's protocol.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EmbeddingSection {
    /// The address up to and including its version.
    pub base_url: Option<String>,
    /// The model's name there.
    pub model: Option<String>,
}

/// What judges.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Engine {
    /// The model where one is configured, else the embedded judge.
    #[default]
    Auto,
    /// The embedded judge, whatever is configured.
    Embedded,
    /// The model; without one it is an error.
    Model,
}

impl Engine {
    /// All of them with their names.
    pub const ALL: [(&'static str, Self); 3] = [("auto", Self::Auto), ("embedded", Self::Embedded), ("model", Self::Model)];

    /// The one with this name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|(known, _)| *known == name.trim()).map(|(_, engine)| engine)
    }
}

/// The file in a data folder. It is read when it is there.
#[must_use]
pub fn file(data: &Path) -> PathBuf {
    data.join("config.toml")
}

/// Reads a file of settings.
///
/// # Errors
/// It cannot be read, or something in it is wrong: with the line, and what to do.
pub fn load(path: &Path) -> Result<Settings, SettingsError> {
    let text = std::fs::read_to_string(path).map_err(|error| SettingsError::unreadable(path, &error))?;
    read::settings(&text).map_err(|wrong| SettingsError::wrong(path, &text, &wrong))
}
