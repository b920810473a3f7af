//! Voice and ears: what the interviewer speaks with, and what can be heard of the candidate.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use super::finding::{Finding, Group, State};
use crate::clock;
use crate::hearing::{devices, model_file};
use crate::interview::Tone;
use crate::scenario::VoiceHints;
use crate::voice::playback::{Controls, default_device, open_device};
use crate::voice::{Style, Synth, VoiceError};

/// A driver that takes longer than this to open its device is as good as none.
const PATIENCE: Duration = Duration::from_secs(3);
/// Not the voice's own pitch: shifting it is most of the work.
const LIKE_AN_INTERVIEWER: Style = Style { hints: VoiceHints { pitch: 0.6, rate: 0.96 }, tone: Tone::Warm };

/// The embedded voice says a sentence, unheard; the loudspeaker is opened and plays silence.
pub(super) fn voice() -> Vec<Finding> {
    vec![synthesis(), loudspeaker()]
}

fn synthesis() -> Finding {
    let began = clock::now();
    match Synth::new() {
        Ok(synth) => {
            let seconds = synth.say("Good morning, and welcome to your interview.", LIKE_AN_INTERVIEWER).length_s();
            let millis = began.elapsed().as_millis();
            Finding::found(Group::Voice, "synthesis", format!("the embedded voice speaks ({seconds:.1} s of speech made in {millis} ms)"))
        }
        Err(error) => {
            Finding::of_error(Group::Voice, "synthesis", State::Problem, &error.to_string(), "the interviewer's words stand on the screen")
        }
    }
}

fn loudspeaker() -> Finding {
    let silent = "no sound card: the interviewer speaks silently with captions";
    let advice = "connect a loudspeaker or headphones";
    let controls = Arc::new(Controls::new());
    match open_device(&controls, clock::now(), Duration::ZERO).recv_timeout(PATIENCE) {
        Ok(Ok(_output)) => {
            let name = default_device().unwrap_or_else(|| "a device without a name".to_owned());
            Finding::found(Group::Voice, "loudspeaker", format!("loudspeaker: {name}"))
        }
        Ok(Err(VoiceError::NoDevice)) => Finding::missing(Group::Voice, "loudspeaker", silent, advice),
        // Without any sound card the system has a default device all the same, which cannot be opened.
        Ok(Err(error)) if default_device().is_none() => {
            tracing::debug!(%error, "the loudspeaker does not open");
            Finding::missing(Group::Voice, "loudspeaker", silent, advice)
        }
        Ok(Err(error)) => Finding::of_error(Group::Voice, "loudspeaker", State::Problem, &error.to_string(), advice),
        Err(_late) => Finding::problem(
            Group::Voice,
            "loudspeaker",
            "the loudspeaker does not answer",
            "choose another in the system's sound settings",
        ),
    }
}

/// Microphones, the recogniser that was built in, and its model. Nothing is recorded and nothing is loaded.
pub(super) fn hearing(model: Option<PathBuf>) -> Vec<Finding> {
    vec![microphone(), recogniser(), speech_model(model)]
}

fn microphone() -> Finding {
    match devices::microphones() {
        Ok(found) => match found.split_first() {
            Some((first, more)) => {
                let others = if more.is_empty() { String::new() } else { format!(", and {} more", more.len()) };
                Finding::found(Group::Hearing, "microphone", format!("microphone: {} ({} Hz){others}", first.name, first.sample_rate))
            }
            None => Finding::missing(Group::Hearing, "microphone", "no microphone: answers are typed", "connect a microphone"),
        },
        Err(error) => Finding::of_error(Group::Hearing, "microphone", State::Problem, &error.to_string(), "answers can be typed"),
    }
}

fn recogniser() -> Finding {
    if cfg!(feature = "whisper") {
        Finding::found(Group::Hearing, "recogniser", "speech recognition is built in (whisper.cpp)")
    } else {
        let text = "this build has no speech recognition: answers are typed";
        Finding::missing(Group::Hearing, "recogniser", text, "build with the feature `whisper`")
    }
}

fn speech_model(path: Option<PathBuf>) -> Finding {
    const GET: &str =
        "`greenroom models get base.en` fetches one (142 MiB), and `greenroom models get tiny.en` one for slow machines (75 MiB)";
    let Some(path) = path else {
        return Finding::missing(Group::Hearing, "speech_model", "there is no speech model: answers are typed", GET);
    };
    match model_file::check(&path) {
        Ok(info) => {
            let languages = if info.multilingual { "many languages" } else { "English" };
            let text = format!("speech model: {} ({languages}, {} MiB), {}", info.size_name(), info.bytes >> 20, path.display());
            Finding::found(Group::Hearing, "speech_model", text)
        }
        Err(model_file::ModelError::Missing(path)) => {
            let text = format!("the speech model {} does not exist", path.display());
            let remedy = format!("set GREENROOM_SPEECH_MODEL to another file or unset it; {GET}");
            Finding::problem(Group::Hearing, "speech_model", text, remedy)
        }
        Err(error) => Finding::of_error(Group::Hearing, "speech_model", State::Problem, &error.to_string(), GET),
    }
}
