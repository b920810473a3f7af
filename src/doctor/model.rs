//! The language models, for wording, for judging and for vectors: whether one is configured, can be reached and takes the key. The keys
//! themselves are never shown.

use super::Models;
use super::finding::{Finding, Group, State};
use crate::clock;
use crate::llm;
use crate::session::Io;

const GROUP: Group = Group::LanguageModel;

pub(super) fn look(models: Result<Models, String>, offline: bool) -> Vec<Finding> {
    let Models { interviewer, judge, embedding } = match models {
        Ok(models) => models,
        Err(error) => return vec![Finding::of_error(GROUP, "model", State::Problem, &error, "correct the setting")],
    };
    let same = judge
        .as_ref()
        .zip(interviewer.as_ref())
        .is_some_and(|(judge, own)| judge.model() == own.model() && judge.base_url() == own.base_url());
    [look_at_interviewer(interviewer, offline), look_at_judge(judge, offline || same), look_at_embedding(embedding, offline)].concat()
}

fn look_at_interviewer(config: Option<llm::Config>, offline: bool) -> Vec<Finding> {
    let Some(config) = config else {
        return vec![Finding::missing(
            GROUP,
            "model",
            "no language model is configured: the embedded interviewer words everything",
            "none is needed; to use one set GREENROOM_LLM_BASE_URL and GREENROOM_LLM_MODEL, or write them into config.toml",
        )];
    };
    let configured = found("model", config.model(), &config, "what is said in an interview is sent there");
    if offline { vec![configured] } else { vec![configured, ask("answer", config)] }
}

/// Who judges: this model, which is not asked when it was already, or the embedded judge.
fn look_at_judge(judge: Option<llm::Config>, asked: bool) -> Vec<Finding> {
    let Some(config) = judge else { return vec![Finding::found(GROUP, "judge", "sessions are judged by the embedded judge".to_owned())] };
    let judged = format!("sessions are judged by {}", config.model());
    let configured = found("judge", &judged, &config, "the whole of an interview is sent there");
    if asked { vec![configured] } else { vec![configured, ask("judge_answer", config)] }
}

/// What makes vectors of the guides; without one there is nothing to say.
fn look_at_embedding(config: Option<llm::Config>, offline: bool) -> Vec<Finding> {
    let Some(config) = config else { return Vec::new() };
    let searched = format!("guides are searched with vectors of {}", config.model());
    let configured = found("embedding", &searched, &config, "the guides' text and the words of a search are sent there");
    if offline { vec![configured] } else { vec![configured, ask_for_vector(config)] }
}

fn ask_for_vector(config: llm::Config) -> Finding {
    const NAME: &str = "embedding_answer";
    let (name, began) = (config.name(), clock::now());
    let io = match Io::start() {
        Ok(io) => io,
        Err(error) => return Finding::problem(GROUP, NAME, format!("no vector can be asked for ({error})"), "close other programs"),
    };
    let asked = llm::Embedder::new(config).map_err(|error| error.to_string()).and_then(|embedder| {
        let vector = io.handle().block_on(embedder.embed_now("Are you ready?", None));
        vector.map_err(|error| error.to_string())
    });
    let millis = began.elapsed().as_millis();
    match asked {
        Ok(vector) => {
            let length = vector.len();
            Finding::found(GROUP, NAME, format!("{name} gave a vector of {length} numbers in {}.{} s", millis / 1000, millis % 1000 / 100))
        }
        Err(error) => Finding::of_error(GROUP, NAME, State::Problem, &error, "guides are searched by words alone meanwhile"),
    }
}

fn found(name: &'static str, what: &str, config: &llm::Config, what_is_sent: &str) -> Finding {
    let reach = if config.is_local() {
        "on this machine: nothing that is said leaves it".to_owned()
    } else {
        format!("at {}: {what_is_sent}", config.host())
    };
    Finding::found(GROUP, name, format!("{what} {reach}"))
}

fn ask(name: &'static str, config: llm::Config) -> Finding {
    let io = match Io::start() {
        Ok(io) => io,
        Err(error) => return Finding::problem(GROUP, name, format!("the model cannot be asked ({error})"), "close other programs"),
    };
    let checked = io.handle().block_on(llm::check(config));
    let sentence = checked.to_string();
    match checked.result {
        Ok(_) => Finding::found(GROUP, name, sentence),
        Err(_) => Finding::of_error(GROUP, name, State::Problem, &sentence, "the embedded one stands in; try again later"),
    }
}
