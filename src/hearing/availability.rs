//! What there is to hear with, said plainly: for `doctor`, the settings, and the decision between speaking and typing.

use std::path::Path;

use super::{devices, model_file};

/// One thing that hearing needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Whether it is there.
    pub present: bool,
    /// What was found, or what is missing and how to get it.
    pub sentence: String,
}

/// What there is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Availability {
    /// Something to hear with.
    pub microphone: Finding,
    /// Something to understand with.
    pub recogniser: Finding,
}

impl Availability {
    /// Whether answers can be spoken. Otherwise they are typed.
    #[must_use]
    pub fn voice(&self) -> bool {
        self.microphone.present && self.recogniser.present
    }
}

/// Looks for the microphone with this id or name (or the default one) and for the model in this file. Nothing is
/// recorded and nothing is loaded.
#[must_use]
pub fn availability(microphone: Option<&str>, model: Option<&Path>) -> Availability {
    Availability { microphone: microphone_finding(microphone), recogniser: recogniser_finding(model) }
}

fn found(sentence: String) -> Finding {
    Finding { present: true, sentence }
}

fn missing(sentence: String) -> Finding {
    Finding { present: false, sentence }
}

fn microphone_finding(wanted: Option<&str>) -> Finding {
    let microphones = match devices::microphones() {
        Ok(microphones) => microphones,
        Err(error) => return missing(error.to_string()),
    };
    let fits = |microphone: &&devices::Microphone| wanted.is_none_or(|wanted| microphone.id == wanted || microphone.name == wanted);
    match (microphones.iter().find(fits), wanted) {
        (Some(microphone), _) => found(format!("microphone: {} ({} Hz)", microphone.name, microphone.sample_rate)),
        (None, Some(wanted)) => missing(devices::DeviceError::NotFound(wanted.to_owned()).to_string()),
        (None, None) => missing(devices::DeviceError::NoDevice.to_string()),
    }
}

fn recogniser_finding(model: Option<&Path>) -> Finding {
    if !cfg!(feature = "whisper") {
        return missing("this build has no speech recogniser; answers are typed".to_owned());
    }
    let Some(path) = model else {
        return missing("there is no speech model; fetch one with `greenroom models get base.en`, or type the answers".to_owned());
    };
    match model_file::check(path) {
        Ok(info) => {
            let languages = if info.multilingual { "many languages" } else { "English" };
            found(format!("speech model: {} ({}, {} MiB)", info.size_name(), languages, info.bytes >> 20))
        }
        Err(error) => missing(error.to_string()),
    }
}
