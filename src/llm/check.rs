//! "Test" in the settings and `doctor`: one tiny question, one sentence.

use std::fmt;

use super::batch::once;
use super::call::{Line, Meter};
use super::config::Config;
use super::failure::Failure;
use crate::interview::{Prompt, Purpose};

/// The result of a check; its `Display` is a sentence for the user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    model: String,
    host: String,
    /// Where its key is expected.
    key: &'static str,
    /// How long it took in milliseconds, or why it failed.
    pub result: Result<u64, Failure>,
}

impl fmt::Display for Checked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { model, host, key, result } = self;
        match result {
            Ok(millis) => write!(f, "{model} at {host} answered in {}.{} s", millis / 1000, millis % 1000 / 100),
            Err(failure) => {
                write!(f, "{model} at {host} cannot be used: {failure}")?;
                match failure {
                    Failure::Status(401 | 403) => write!(f, "; check {key}"),
                    Failure::Status(404) => f.write_str("; check GREENROOM_LLM_MODEL and GREENROOM_LLM_BASE_URL"),
                    Failure::Unreachable | Failure::Garbage | Failure::Status(300..=399) => {
                        f.write_str("; check GREENROOM_LLM_BASE_URL and that the server is running")
                    }
                    _ => Ok(()),
                }
            }
        }
    }
}

/// Asks the model for one word. Address, key, model and speed are tested by the way in which they will be used.
pub async fn check(config: Config) -> Checked {
    let (model, host, key, limit) = (config.model().to_owned(), config.host().to_owned(), config.key_name(), config.total);
    let prompt = Prompt {
        purpose: Purpose::Fact,
        system: "You are being tested.".to_owned(),
        user: "Answer with the word: ready".to_owned(),
        temperature: 0.0,
        max_tokens: 16,
    };
    let mut meter = Meter::start(&prompt);
    let result = match Line::new(config) {
        Ok(line) => {
            let answered = tokio::time::timeout(limit, once(&line, &prompt, None, &mut meter)).await;
            match answered.unwrap_or(Err(Failure::NoAnswer(limit))) {
                // A model that thinks before it speaks uses the few tokens up, and is there all the same.
                Ok(_) | Err(Failure::CutOff | Failure::Empty) => Ok(meter.call(&line.config, prompt.purpose, None).millis),
                Err(failure) => Err(failure),
            }
        }
        // The configuration was checked when it was made; what is left is a system without certificates.
        Err(_) => Err(Failure::Unreachable),
    };
    Checked { model, host, key, result }
}
