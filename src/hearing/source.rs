//! Where sound comes from: a microphone, or recordings that take its place. All of them give mono at 16 kHz.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use thiserror::Error;

use super::capture::Capture;
use super::convert::{RateError, To16k};
use super::devices::DeviceError;
use super::wav::{self, WavError};
use crate::clock;
use crate::speech::vad::{FRAME_SAMPLES, SAMPLE_RATE};

/// Sound that cannot be had.
#[derive(Debug, Error)]
pub enum SourceError {
    /// The microphone's fault.
    #[error(transparent)]
    Device(#[from] DeviceError),
    /// A recording's fault.
    #[error(transparent)]
    Recording(#[from] WavError),
    /// The microphone runs at a rate that no other does.
    #[error(transparent)]
    Rate(#[from] RateError),
}

/// What came of a read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    /// There was sound, and there may be more at once.
    Sound,
    /// Nothing for now.
    Waiting,
    /// The device is gone.
    Lost,
}

/// Something that can be listened to.
pub trait Source: Send {
    /// What it is, for the journal and for people.
    fn name(&self) -> String;

    /// The floor is the candidate's: a recording begins to play.
    fn floor_opened(&mut self) {}

    /// Appends what there is to `out`: mono, 16 kHz. Does not wait.
    fn read(&mut self, out: &mut Vec<f32>) -> Flow;
}

/// Opens a source, and opens it again when it was lost. It is called on the thread that listens.
pub type Opener = Box<dyn FnMut() -> Result<Box<dyn Source>, SourceError> + Send>;

/// An opener for the microphone with this id or name, or for the default one.
#[must_use]
pub fn microphone(id: Option<String>) -> Opener {
    Box::new(move || Ok(Box::new(MicrophoneSource::open(id.as_deref())?)))
}

/// The same, but for the default one where the wanted one is not there any more: to be heard by another microphone is better
/// than not to be heard.
#[must_use]
pub fn preferred_microphone(id: Option<String>) -> Opener {
    Box::new(move || match MicrophoneSource::open(id.as_deref()) {
        Err(SourceError::Device(DeviceError::NotFound(_))) => Ok(Box::new(MicrophoneSource::open(None)?)),
        opened => Ok(Box::new(opened?)),
    })
}

/// An opener for recorded answers, one file an answer.
#[must_use]
pub fn recordings(files: Vec<PathBuf>, pace: Pace) -> Opener {
    Box::new(move || Ok(Box::new(RecordingSource::new(&files, pace)?)))
}

/// Without a sample for this long, a microphone counts as gone: some drivers say nothing when a cable is pulled.
const STANDSTILL: Duration = Duration::from_secs(3);

/// The sound of a microphone.
pub struct MicrophoneSource {
    capture: Capture,
    converter: To16k,
    raw: Vec<f32>,
    last_sound: Instant,
}

impl MicrophoneSource {
    /// Opens it.
    ///
    /// # Errors
    /// When it is missing, refused or of an unusable format.
    pub fn open(id: Option<&str>) -> Result<Self, SourceError> {
        let capture = Capture::open(id)?;
        let converter = To16k::new(capture.rate())?;
        Ok(Self { capture, converter, raw: Vec::new(), last_sound: clock::now() })
    }
}

impl Source for MicrophoneSource {
    fn name(&self) -> String {
        self.capture.name().to_owned()
    }

    fn read(&mut self, out: &mut Vec<f32>) -> Flow {
        self.raw.clear();
        let missed = self.capture.read(&mut self.raw);
        // Lost sound is replaced by silence of the same length, so that the sample clock stays right.
        let missed = usize::try_from(missed).unwrap_or(usize::MAX).min(self.capture.rate() as usize * 10);
        self.raw.resize(self.raw.len() + missed, 0.0);
        if self.raw.is_empty() {
            let still = clock::now().duration_since(self.last_sound);
            return if self.capture.is_lost() || still > STANDSTILL { Flow::Lost } else { Flow::Waiting };
        }
        self.last_sound = clock::now();
        self.converter.push(&self.raw, out);
        Flow::Sound
    }
}

/// How fast a recording plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// As a microphone would.
    RealTime,
    /// As fast as it is read. Before the first and after each recording there is nothing.
    SampleClock,
}

/// Silence after a recording on the sample clock: enough for its last words to count as said.
const TAIL_SECS: usize = 2;

/// Recordings in place of a microphone: each time the floor opens, the next one is played, then silence follows.
pub struct RecordingSource {
    waiting: VecDeque<Vec<f32>>,
    playing: VecDeque<f32>,
    pace: Pace,
    began: Instant,
    given: u64,
    label: String,
}

impl RecordingSource {
    /// Reads all files at once, so that a broken one is told before the interview begins.
    ///
    /// # Errors
    /// When one of them cannot be used.
    pub fn new(files: &[PathBuf], pace: Pace) -> Result<Self, WavError> {
        let waiting = files.iter().map(|file| wav::read(file)).collect::<Result<_, _>>()?;
        Ok(Self::of(waiting, pace, format!("{} recorded answers", files.len())))
    }

    /// Plays samples (mono, 16 kHz) that are at hand.
    #[must_use]
    pub fn of(answers: VecDeque<Vec<f32>>, pace: Pace, label: String) -> Self {
        Self { waiting: answers, playing: VecDeque::new(), pace, began: clock::now(), given: 0, label }
    }
}

impl Source for RecordingSource {
    fn name(&self) -> String {
        self.label.clone()
    }

    fn floor_opened(&mut self) {
        if let Some(next) = self.waiting.pop_front() {
            self.playing = next.into();
            if self.pace == Pace::SampleClock {
                self.playing.extend(std::iter::repeat_n(0.0, TAIL_SECS * SAMPLE_RATE as usize));
            }
        }
    }

    fn read(&mut self, out: &mut Vec<f32>) -> Flow {
        let wanted = match self.pace {
            Pace::SampleClock => FRAME_SAMPLES.min(self.playing.len()),
            Pace::RealTime => {
                let due = clock::now().duration_since(self.began).as_micros() * u128::from(SAMPLE_RATE) / 1_000_000;
                // After a long sleep of the machine nothing is made up.
                usize::try_from(due.saturating_sub(u128::from(self.given))).unwrap_or(usize::MAX).min(SAMPLE_RATE as usize)
            }
        };
        if wanted == 0 {
            return Flow::Waiting;
        }
        let from_file = wanted.min(self.playing.len());
        out.extend(self.playing.drain(..from_file));
        out.extend(std::iter::repeat_n(0.0, wanted - from_file));
        self.given += wanted as u64;
        Flow::Sound
    }
}
