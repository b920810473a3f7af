//! Measurements of the voice's own speed.

use std::time::Duration;

use super::synth::{Style, Synth};
use crate::clock;
use crate::speech::sentences;

/// How long the voice takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SynthesisTimes {
    /// From the text to the samples of its first sentence: what a listener waits for, before the device.
    pub first_sentence: Duration,
    /// From the text to the samples of all of it.
    pub whole: Duration,
    /// Length of the speech.
    pub speech: Duration,
}

impl SynthesisTimes {
    /// Time to make a second of speech, in seconds (the real-time factor).
    #[must_use]
    pub fn real_time_factor(&self) -> f64 {
        self.whole.as_secs_f64() / self.speech.as_secs_f64().max(f64::EPSILON)
    }
}

/// Synthesises a text sentence by sentence, as when it is said.
#[must_use]
pub fn synthesis(synth: &Synth, text: &str, style: Style) -> SynthesisTimes {
    let begin = clock::now();
    let mut first_sentence = None;
    let mut speech = 0.0;
    for part in sentences(text) {
        let spoken = synth.say(&text[part], style);
        first_sentence.get_or_insert_with(|| begin.elapsed());
        speech += spoken.length_s();
    }
    SynthesisTimes {
        first_sentence: first_sentence.unwrap_or_else(|| begin.elapsed()),
        whole: begin.elapsed(),
        speech: Duration::from_secs_f32(speech),
    }
}
