//! A recorded answer through the whole path at once, on the sample clock: what a rehearsal with `--voice-in` hears.

use std::path::Path;
use std::time::Duration;

use super::ear::{Attention, Ear, EarEvent};
use super::meter::Meter;
use super::recogniser::{Cancel, Hints, Recogniser};
use super::source::SourceError;
use super::timebase::{SampleTime, Timebase};
use super::wav;
use crate::interview::{Input, Moment, TurnId};
use crate::speech::segment::{Segment, SegmentSettings};
use crate::speech::vad::{FRAME_SAMPLES, SAMPLE_RATE};

/// What was heard in an answer. Times are counted from when the listening began.
#[derive(Clone, Debug, PartialEq)]
pub struct Transcription {
    /// For the conductor, in order of time. The last segment's pause is noticed after the end of the sound.
    pub inputs: Vec<(Moment, Input)>,
    /// Moments for nods.
    pub phrase_ends: Vec<Moment>,
    /// When the recording was over.
    pub end_of_audio: Moment,
}

impl Transcription {
    /// The same with times counted from the session's beginning, for a listening that began at `start`.
    #[must_use]
    pub fn starting_at(mut self, start: Moment) -> Self {
        let shift = start.since(Moment::START);
        for (at, input) in &mut self.inputs {
            *at = *at + shift;
            if let Input::Final { words, .. } = input {
                for word in words {
                    word.start_ms += start.as_millis();
                    word.end_ms += start.as_millis();
                }
            }
        }
        for at in &mut self.phrase_ends {
            *at = *at + shift;
        }
        self.end_of_audio = self.end_of_audio + shift;
        self
    }

    /// All recognised words in order.
    #[must_use]
    pub fn text(&self) -> String {
        let said = self.inputs.iter().filter_map(|(_, input)| match input {
            Input::Final { text, .. } => Some(text.as_str()),
            _ => None,
        });
        said.collect::<Vec<_>>().join(" ")
    }
}

/// Silence after the recording: enough for its last word to count as said.
const TAIL: Duration = Duration::from_millis(1000);

/// Hears a recorded answer to this turn.
///
/// # Errors
/// When the recording cannot be used.
pub fn transcribe_file(path: &Path, turn: TurnId, recogniser: &mut dyn Recogniser, hints: &Hints) -> Result<Transcription, SourceError> {
    let pcm = wav::read(path)?;
    Ok(transcribe(&pcm, turn, recogniser, hints))
}

/// Hears an answer that is at hand: mono, 16 kHz.
#[must_use]
pub fn transcribe(pcm: &[f32], turn: TurnId, recogniser: &mut dyn Recogniser, hints: &Hints) -> Transcription {
    let mut ear = Ear::new(SegmentSettings::default(), Meter::default());
    let time = SampleTime::new(Timebase::Samples(Moment::START));
    let mut heard = Hearing { turn, recogniser, hints: hints.clone(), time, segment: 0, inputs: Vec::new(), phrase_ends: Vec::new() };
    let tail = vec![0.0; TAIL.as_millis() as usize * SAMPLE_RATE as usize / 1000];
    for frame in pcm.chunks(FRAME_SAMPLES).chain(tail.chunks(FRAME_SAMPLES)) {
        for event in ear.hear(frame, Attention::Open) {
            heard.notice(event, ear.position());
        }
    }
    if let Some(segment) = ear.close() {
        heard.finish(&segment, ear.position());
    }
    let end_of_audio = heard.time.at(pcm.len() as u64);
    Transcription { inputs: heard.inputs, phrase_ends: heard.phrase_ends, end_of_audio }
}

struct Hearing<'a> {
    turn: TurnId,
    recogniser: &'a mut dyn Recogniser,
    hints: Hints,
    time: SampleTime,
    segment: u32,
    inputs: Vec<(Moment, Input)>,
    phrase_ends: Vec<Moment>,
}

impl Hearing<'_> {
    fn notice(&mut self, event: EarEvent, position: u64) {
        match event {
            EarEvent::Began(_) => self.report(position, Input::SpeechBegan { turn: self.turn }),
            EarEvent::Paused(segment) => self.finish(&segment, position),
            EarEvent::PhraseEnd(sample) => self.phrase_ends.push(self.time.at(sample)),
        }
    }

    fn finish(&mut self, segment: &Segment, position: u64) {
        let (turn, number) = (self.turn, self.segment);
        self.segment += 1;
        let silence_ms = segment.silence_ms(position);
        self.report(position, Input::SpeechPaused { turn, segment: number, voiced_ms: segment.voiced_ms(), silence_ms });
        let result = if segment.speech { Some(self.recogniser.recognise(&segment.pcm, &self.hints, &Cancel::default())) } else { None };
        let recognised = result.and_then(|result| {
            result.inspect_err(|error| tracing::warn!(turn = turn.0, segment = number, %error, "a segment was not recognised")).ok()
        });
        let input = match recognised.filter(|recognised| !recognised.text.is_empty()) {
            Some(recognised) => {
                if !self.hints.before.is_empty() {
                    self.hints.before.push(' ');
                }
                self.hints.before.push_str(&recognised.text);
                let words = recognised.words_at(self.time.at(segment.start));
                Input::Final { turn, segment: number, text: recognised.text, words }
            }
            None => Input::NotRecognised { turn, segment: number },
        };
        self.report(position, input);
    }

    fn report(&mut self, position: u64, input: Input) {
        self.inputs.push((self.time.at(position), input));
    }
}
