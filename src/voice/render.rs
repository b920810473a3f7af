//! Speech in virtual time: a whole text as samples and tracks, for films, rehearsals and files.

use std::ops::Range;

use super::synth::{SAMPLE_RATE, Spoken, Style, Synth};
use crate::speech::sentences;

/// Pause between two sentences beyond the silence that each ends with, in seconds.
pub const SENTENCE_PAUSE_S: f32 = 0.22;

/// One sentence of a rendered text.
#[derive(Clone, Debug)]
pub struct RenderedSentence {
    /// Byte range in the text.
    pub source: Range<usize>,
    /// When its first sample sounds.
    pub start_s: f32,
    /// What is said.
    pub spoken: Spoken,
}

/// A whole text.
#[derive(Clone, Debug)]
pub struct Rendered {
    /// Mono samples at [`SAMPLE_RATE`].
    pub samples: Vec<f32>,
    /// The sentences in order.
    pub sentences: Vec<RenderedSentence>,
}

impl Rendered {
    /// Length in seconds.
    #[must_use]
    pub fn length_s(&self) -> f32 {
        self.samples.len() as f32 / SAMPLE_RATE as f32
    }

    /// The sentence that sounds, or has sounded last, at a time.
    #[must_use]
    pub fn at(&self, time_s: f32) -> Option<&RenderedSentence> {
        self.sentences.iter().rev().find(|sentence| sentence.start_s <= time_s)
    }
}

/// Says a text sentence by sentence with natural pauses between.
#[must_use]
pub fn render(synth: &Synth, text: &str, style: Style) -> Rendered {
    let mut samples = Vec::new();
    let mut said = Vec::new();
    for source in sentences(text) {
        if !said.is_empty() {
            samples.resize(samples.len() + (SENTENCE_PAUSE_S * SAMPLE_RATE as f32) as usize, 0.0);
        }
        let spoken = synth.say(&text[source.clone()], style);
        let start_s = samples.len() as f32 / SAMPLE_RATE as f32;
        samples.extend_from_slice(&spoken.samples);
        said.push(RenderedSentence { source, start_s, spoken });
    }
    Rendered { samples, sentences: said }
}

/// Writes mono samples as a 16-bit WAV file.
///
/// # Errors
/// When the file cannot be written.
#[cfg(not(target_arch = "wasm32"))]
pub fn write_wav(path: &std::path::Path, samples: &[f32], sample_rate: u32) -> Result<(), super::VoiceError> {
    let spec = hound::WavSpec { channels: 1, sample_rate, bits_per_sample: 16, sample_format: hound::SampleFormat::Int };
    let problem = |error: hound::Error| super::VoiceError::File(error.to_string());
    let mut writer = hound::WavWriter::create(path, spec).map_err(problem)?;
    for sample in samples {
        writer.write_sample((sample.clamp(-1.0, 1.0) * f32::from(i16::MAX)).round() as i16).map_err(problem)?;
    }
    writer.finalize().map_err(problem)
}
