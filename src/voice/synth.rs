//! Text to sound with exact phone times, by the embedded voice (CMU's `kal` at 16 kHz, in `flite-rs`).
//!
//! One analysis gives both the samples and the times, so that they agree to the sample; analysing a whole text at once would let them drift.

use std::ops::Range;
use std::sync::Arc;

use flite_rs::utterance::{ItemId, Utterance};
use flite_rs::{Engine, Voice, VoiceParams, ffeature, pipeline};

use super::error::VoiceError;
use super::polish::polish;
use super::text::{SpokenToken, spoken};
use super::tract;
use crate::interview::Tone;
use crate::scenario::VoiceHints;
use crate::speech::{Envelope, Phone, VisemeTrack};

/// Samples a second of everything that [`Synth`] makes.
pub const SAMPLE_RATE: u32 = 16_000;

/// Pronunciations beyond the voice's own dictionary.
pub const LEXICON: &str = include_str!("lexicon.txt");

/// Silence left before the first sound, in which the mouth gets ready. The voice makes 220 ms, which would only delay every reply.
const LEAD_IN_S: f32 = 0.08;
/// What is heard for a text without a word.
const NOTHING_S: f32 = 0.15;

/// One spoken word.
#[derive(Clone, Debug, PartialEq)]
pub struct SpokenWord {
    /// Byte range in the text that was given to [`Synth::say`].
    pub source: Range<usize>,
    /// Beginning in seconds.
    pub start_s: f32,
    /// End in seconds.
    pub end_s: f32,
}

/// One spoken sentence.
#[derive(Clone, Debug)]
pub struct Spoken {
    /// Mono samples at [`SAMPLE_RATE`], within -1 to 1.
    pub samples: Arc<[f32]>,
    /// The mouth, phones included. Its time 0 is the first sample.
    pub track: Arc<VisemeTrack>,
    /// The words with their times, in order.
    pub words: Vec<SpokenWord>,
}

impl Spoken {
    /// Length in seconds.
    #[must_use]
    pub fn length_s(&self) -> f32 {
        self.samples.len() as f32 / SAMPLE_RATE as f32
    }

    /// How many bytes of the text had been said completely after so many seconds.
    #[must_use]
    pub fn said_until(&self, position_s: f32) -> usize {
        self.words.iter().take_while(|word| word.end_s <= position_s).last().map_or(0, |word| word.source.end)
    }
}

/// How a sentence is said: the persona's voice and what it is meant as.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Style {
    /// The persona's.
    pub hints: VoiceHints,
    /// The sentence's.
    pub tone: Tone,
}

impl Default for Style {
    fn default() -> Self {
        Self { hints: VoiceHints::default(), tone: Tone::Neutral }
    }
}

/// The embedded voice, loaded once.
pub struct Synth {
    engine: Engine,
    voice: Voice,
}

impl Synth {
    /// Loads the voice and its pronunciations; takes some milliseconds.
    ///
    /// # Errors
    /// When the data inside the program are damaged.
    pub fn new() -> Result<Self, VoiceError> {
        let mut engine = Engine::try_new().map_err(|problem| VoiceError::Data(problem.to_string()))?;
        if !engine.select_voice("kal16") {
            return Err(VoiceError::Data("the 16 kHz voice is missing".to_owned()));
        }
        engine.add_lex_entries(LEXICON).map_err(VoiceError::Lexicon)?;
        let voice = Voice::parse(flite_rs::KAL16_VOICE_DATA).map_err(|problem| VoiceError::Data(problem.to_string()))?;
        Ok(Self { engine, voice })
    }

    /// Says one sentence. A text without a word gives a short silence.
    #[must_use]
    pub fn say(&self, sentence: &str, style: Style) -> Spoken {
        let tokens = spoken(sentence);
        if tokens.is_empty() {
            return silence();
        }
        let mut written = Vec::new();
        let mut owners = Vec::new();
        for (owner, token) in tokens.iter().enumerate() {
            for piece in flite_rs::text::tokenize(&token.text).into_iter().flatten() {
                let whitespace = if written.is_empty() { "" } else { " " }.to_owned();
                written.push(flite_rs::text::Token { whitespace, ..piece });
                owners.push(owner);
            }
        }
        let size = tract::factor(style.hints.pitch);
        let params = self.params(style, size);
        let utterance = pipeline::analyse(&self.engine.language(), &written, &params);
        let audio = flite_rs::voice::synthesise(&self.voice, &utterance, &params);
        if audio.samples.is_empty() {
            return silence();
        }
        let mut phones = phones(&utterance, &owners, size);
        let samples: Vec<f32> = audio.samples.iter().map(|sample| f32::from(*sample) / 32_768.0).collect();
        let samples = tract::read_faster(&samples, size);
        let mut samples = without_lead(samples, &mut phones);
        polish(&mut samples, SAMPLE_RATE);
        soften_ends(&mut samples);
        let words = words(&phones, &tokens);
        let loudness = Envelope::of(&samples, SAMPLE_RATE);
        Spoken { track: Arc::new(VisemeTrack::new(phones, Some(loudness))), samples: samples.into(), words }
    }

    /// The phones that would be spoken, for looking at a pronunciation.
    #[must_use]
    pub fn pronounce(&self, sentence: &str) -> String {
        let said = self.say(sentence, Style::default());
        said.track.phones().iter().map(|phone| phone.name.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// `size`: the sound will be read that many times as fast.
    fn params(&self, style: Style, size: f32) -> VoiceParams {
        // Greeting a little higher and livelier, patience lower and slower: within what one calm speaker does.
        let (semitones, liveliness, pace) = match style.tone {
            Tone::Warm => (0.5, 1.25, 1.0),
            Tone::Neutral => (0.0, 1.1, 1.0),
            Tone::Calm => (-0.4, 0.9, 0.93),
            Tone::Interested => (0.6, 1.35, 0.98),
        };
        let mut params = *self.engine.params();
        params.f0_shift = 2f32.powf((style.hints.pitch + semitones).clamp(-8.0, 10.0) / 12.0) / size;
        params.int_f0_target_stddev *= liveliness;
        params.duration_stretch *= size / (style.hints.rate * pace).clamp(0.5, 1.8);
        params
    }
}

impl std::fmt::Debug for Synth {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Synth").finish_non_exhaustive()
    }
}

fn silence() -> Spoken {
    let phone = Phone { name: "pau".to_owned(), start_s: 0.0, end_s: NOTHING_S, stressed: false, word_index: None };
    let samples = vec![0.0; (NOTHING_S * SAMPLE_RATE as f32) as usize];
    Spoken { samples: samples.into(), track: Arc::new(VisemeTrack::new(vec![phone], None)), words: Vec::new() }
}

/// The phones of an utterance that is read `size` times as fast; `owners` says which written token each of its tokens belongs to.
fn phones(utterance: &Utterance, owners: &[usize], size: f32) -> Vec<Phone> {
    let token_path = ffeature::ItemPath::parse("R:SylStructure.parent.parent.R:Token.parent");
    let tokens: Vec<ItemId> = utterance.iter_relation("Token").collect();
    let mut start_s = 0.0;
    utterance
        .iter_relation("Segment")
        .map(|segment| {
            let end_s = (utterance.feature_f32(segment, "end") / size).max(start_s);
            let token = ffeature::path_to_item(utterance, segment, &token_path);
            let word_index = token.and_then(|token| tokens.iter().position(|other| utterance.same_item(*other, token)));
            let phone = Phone {
                name: utterance.name(segment).to_owned(),
                start_s,
                end_s,
                stressed: ffeature::eval_str(utterance, segment, "R:SylStructure.parent.stress").as_str() == "1",
                word_index: word_index.and_then(|index| owners.get(index).copied()),
            };
            start_s = end_s;
            phone
        })
        .collect()
}

/// Cuts the long silence before the first sound, in the samples and in the phones.
fn without_lead(samples: Vec<f32>, phones: &mut [Phone]) -> Vec<f32> {
    let Some(first) = phones.first().filter(|first| first.name == "pau" && first.end_s > LEAD_IN_S) else { return samples };
    let cut = (((first.end_s - LEAD_IN_S) * SAMPLE_RATE as f32) as usize).min(samples.len());
    let cut_s = cut as f32 / SAMPLE_RATE as f32;
    for phone in phones.iter_mut() {
        phone.start_s = (phone.start_s - cut_s).max(0.0);
        phone.end_s = (phone.end_s - cut_s).max(0.0);
    }
    samples[cut..].to_vec()
}

/// 4 ms ramps, so that no piece begins or ends with a click.
fn soften_ends(samples: &mut [f32]) {
    let ramp = (SAMPLE_RATE as usize / 250).min(samples.len() / 2);
    let length = samples.len();
    for step in 0..ramp {
        let gain = step as f32 / ramp as f32;
        samples[step] *= gain;
        samples[length - 1 - step] *= gain;
    }
}

fn words(phones: &[Phone], tokens: &[SpokenToken]) -> Vec<SpokenWord> {
    tokens
        .iter()
        .enumerate()
        .filter_map(|(index, token)| {
            let mut own = phones.iter().filter(|phone| phone.word_index == Some(index));
            let first = own.next()?;
            let end_s = own.next_back().unwrap_or(first).end_s;
            Some(SpokenWord { source: token.source.clone(), start_s: first.start_s, end_s })
        })
        .collect()
}
