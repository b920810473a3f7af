//! Who judges a session: the embedded judge, or a language model with the embedded judge behind it.

mod answer;
mod ask;
mod conclude;
mod cost;
mod error;
mod finish;
mod pass;

use std::fmt;

use crate::config::prices::Prices;
use crate::llm;

pub use answer::AnswerJudged;
pub use conclude::{Ended, conclude};
pub use cost::{call_record, cost_of};
pub use error::JudgeError;
pub use finish::{finish, judge_again};
pub use pass::is_being_judged;

/// How sessions are judged, as the operator wants it.
#[derive(Clone, Debug)]
pub struct JudgeSettings {
    /// The model that judges; `None` for the embedded judge alone.
    pub model: Option<llm::Config>,
    /// How often the model judges the whole.
    pub runs: u32,
    /// 0 to 1: how much its judgements vary.
    pub temperature: f32,
    /// Whether the runs are asked for at the same time; a model on this machine has no use for that.
    pub at_once: bool,
    /// What calls cost.
    pub prices: Prices,
}

impl Default for JudgeSettings {
    fn default() -> Self {
        Self { model: None, runs: 3, temperature: 0.2, at_once: false, prices: Prices::default() }
    }
}

/// A judge that is ready.
#[derive(Clone)]
pub struct Judge {
    model: Option<llm::Handle>,
    runs: u32,
    temperature: f32,
    at_once: bool,
    prices: Prices,
}

impl Judge {
    /// A judge whose model is called on `runtime`.
    ///
    /// # Errors
    /// The model's configuration cannot be used on this system.
    pub fn new(settings: JudgeSettings, runtime: &tokio::runtime::Handle) -> Result<Self, llm::ConfigError> {
        let JudgeSettings { model, runs, temperature, at_once, prices } = settings;
        // Judgements come back where they were asked for.
        let (nobody, _) = crossbeam_channel::bounded(1);
        let model = model.map(|config| llm::spawn(runtime.clone(), config, nobody)).transpose()?;
        Ok(Self { model, runs: runs.max(1), temperature, at_once, prices })
    }

    /// The embedded judge alone. The prices are for what worded the questions.
    #[must_use]
    pub fn embedded(prices: Prices) -> Self {
        let JudgeSettings { runs, temperature, at_once, .. } = JudgeSettings::default();
        Self { model: None, runs, temperature, at_once, prices }
    }

    /// The model, asked from inside a session: what it says comes back on `notices`.
    #[must_use]
    pub fn watcher(&self, notices: crossbeam_channel::Sender<llm::Notice>) -> Option<llm::Handle> {
        self.model.as_ref().map(|model| model.reporting_to(notices))
    }

    /// What calls cost.
    #[must_use]
    pub fn prices(&self) -> &Prices {
        &self.prices
    }

    /// The model's server; `None` for the embedded judge.
    #[must_use]
    pub fn model_config(&self) -> Option<&llm::Config> {
        self.model.as_ref().map(llm::Handle::config)
    }

    /// The model and its server, as they stand in reports; `None` for the embedded judge.
    #[must_use]
    pub fn model_name(&self) -> Option<String> {
        self.model_config().map(llm::Config::name)
    }
}

impl fmt::Debug for Judge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Judge").field("model", &self.model_name()).field("runs", &self.runs).finish_non_exhaustive()
    }
}
