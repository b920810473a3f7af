//! What is there and what is missing, and how to get it: for `greenroom doctor` and for the window's check-up.

mod content;
#[cfg(any(not(feature = "room"), test))]
mod drivers;
mod finding;
mod folders;
mod graphics;
mod model;
mod program;
mod sound;

use std::path::PathBuf;

use crate::llm;

pub use finding::{Finding, Group, State};

/// What is examined.
#[derive(Clone, Debug)]
pub struct Examined {
    /// The data folder that was asked for; the platform's when `None`.
    pub data: Option<PathBuf>,
    /// The operator's content.
    pub content: Vec<PathBuf>,
    /// The file that speech would be recognised with.
    pub speech_model: Option<PathBuf>,
    /// The language models, or what is wrong with their settings.
    pub models: Result<Models, String>,
    /// Does not ask the models whether they answer.
    pub offline: bool,
}

/// The language models of the operator's settings, each `None` where the embedded one does the work.
#[derive(Clone, Debug, Default)]
pub struct Models {
    /// Words the questions.
    pub interviewer: Option<llm::Config>,
    /// Judges.
    pub judge: Option<llm::Config>,
    /// Makes vectors of the guides.
    pub embedding: Option<llm::Config>,
}

/// Looks at everything, which takes a few seconds: devices are opened, a model is asked. Not for a thread that draws.
#[must_use]
pub fn examine(what: Examined) -> Vec<Finding> {
    [
        program::look(),
        folders::look(what.data.as_deref()),
        content::look(&what.content),
        sound::voice(),
        sound::hearing(what.speech_model),
        model::look(what.models, what.offline),
        graphics::look(|name| std::env::var(name).ok()),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Whether an interview can be held.
#[must_use]
pub fn is_able(findings: &[Finding]) -> bool {
    findings.iter().all(|finding| finding.state != State::Blocking)
}
