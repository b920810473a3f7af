//! The language model: whether one is configured, can be reached and takes the key. The key itself is never shown.

use super::finding::{Finding, Group, State};
use crate::llm;
use crate::session::Io;

const GROUP: Group = Group::LanguageModel;

pub(super) fn look(config: Result<Option<llm::Config>, String>, offline: bool) -> Vec<Finding> {
    let config = match config {
        Ok(Some(config)) => config,
        Ok(None) => {
            return vec![Finding::missing(
                GROUP,
                "model",
                "no language model is configured: the embedded interviewer words everything",
                "none is needed; to use one set GREENROOM_LLM_BASE_URL and GREENROOM_LLM_MODEL",
            )];
        }
        Err(error) => return vec![Finding::of_error(GROUP, "model", State::Problem, &error, "correct the setting")],
    };
    let reach = if config.is_local() {
        "on this machine: nothing that is said leaves it".to_owned()
    } else {
        format!("at {}: what is said in an interview is sent there", config.host())
    };
    let configured = Finding::found(GROUP, "model", format!("{} {reach}", config.model()));
    if offline {
        return vec![configured];
    }
    vec![configured, ask(config)]
}

fn ask(config: llm::Config) -> Finding {
    let io = match Io::start() {
        Ok(io) => io,
        Err(error) => return Finding::problem(GROUP, "answer", format!("the model cannot be asked ({error})"), "close other programs"),
    };
    let checked = io.handle().block_on(llm::check(config));
    let sentence = checked.to_string();
    match checked.result {
        Ok(_) => Finding::found(GROUP, "answer", sentence),
        Err(_) => Finding::of_error(GROUP, "answer", State::Problem, &sentence, "the embedded interviewer speaks instead; try again later"),
    }
}
