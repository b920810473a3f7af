//! What hears: a stream of samples in; voices that begin and pause, segments to recognise, and ends of phrases out.

use earshot::Detector;

use super::meter::Meter;
use crate::speech::levels::{self, AutoGain, HighPass};
use crate::speech::phrase::{PhraseEnds, PhraseFrame, PhraseSettings};
use crate::speech::pitch::{self, PITCH_WINDOW};
use crate::speech::segment::{Segment, SegmentEvent, SegmentSettings, Segmenter};
use crate::speech::vad::{FRAME_SAMPLES, SAMPLE_RATE};

/// Something that was heard. Samples are counted at 16 kHz since the ear was made.
#[derive(Clone, Debug, PartialEq)]
pub enum EarEvent {
    /// A voice began at this sample.
    Began(u64),
    /// A segment is complete.
    Paused(Segment),
    /// A phrase ended: noticed at this sample.
    PhraseEnd(u64),
}

/// What the ear does with what reaches it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attention {
    /// Looks for a voice.
    Open,
    /// Nobody is asked anything: only the room's noise is learned.
    Idle,
    /// Covered: what reaches it may be the interviewer's own voice.
    Covered,
}

/// Frames of made noise that the detector hears first: its memory settles within half a second.
const WARM_UP: usize = 31;
/// What is lower than this is no voice.
const VOICES_FROM_HZ: f32 = 100.0;

/// A voice detector with memory, for one stream of sound.
pub struct Ear {
    detector: Box<Detector>,
    filter: HighPass,
    gain: AutoGain,
    segmenter: Segmenter,
    phrases: PhraseEnds,
    /// Samples that do not fill a frame yet.
    pending: Vec<f32>,
    /// The last samples, for the pitch.
    recent: Vec<f32>,
    meter: Meter,
}

impl Ear {
    /// An ear that has heard half a second of silence.
    #[must_use]
    pub fn new(settings: SegmentSettings, meter: Meter) -> Self {
        let mut detector = Box::<Detector>::default();
        let mut state = 1_u32;
        for _ in 0..WARM_UP {
            let frame: [f32; FRAME_SAMPLES] = std::array::from_fn(|_| {
                // A linear congruential generator (Numerical Recipes); -66 dBFS of noise.
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (state as f32 / u32::MAX as f32 - 0.5) * 0.002
            });
            detector.predict_f32(&frame);
        }
        Self {
            detector,
            filter: HighPass::new(VOICES_FROM_HZ, SAMPLE_RATE),
            gain: AutoGain::default(),
            segmenter: Segmenter::new(settings),
            phrases: PhraseEnds::new(PhraseSettings::default()),
            pending: Vec::with_capacity(FRAME_SAMPLES),
            recent: Vec::with_capacity(PITCH_WINDOW + FRAME_SAMPLES),
            meter,
        }
    }

    /// Takes in samples (mono, 16 kHz) and gives what was noticed in them, in order.
    pub fn hear(&mut self, samples: &[f32], attention: Attention) -> Vec<EarEvent> {
        let mut events = Vec::new();
        for sample in samples {
            self.pending.push(if sample.is_finite() { sample.clamp(-1.0, 1.0) } else { 0.0 });
            if self.pending.len() == FRAME_SAMPLES {
                let frame = std::mem::take(&mut self.pending);
                self.frame(&frame, attention, &mut events);
                self.pending = frame;
                self.pending.clear();
            }
        }
        events
    }

    /// Completes an open segment at once, as when the floor is taken away.
    pub fn close(&mut self) -> Option<Segment> {
        self.phrases.forget();
        self.segmenter.close()
    }

    /// The sample after the last whole frame.
    #[must_use]
    pub fn position(&self) -> u64 {
        self.segmenter.position()
    }

    /// The segment that is being spoken: its first sample, and its sound so far.
    #[must_use]
    pub fn so_far(&self) -> Option<(u64, Vec<f32>)> {
        self.segmenter.so_far()
    }

    /// Whether a segment is open.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.segmenter.is_open()
    }

    fn frame(&mut self, frame: &[f32], attention: Attention, events: &mut Vec<EarEvent>) {
        if attention == Attention::Covered {
            self.segmenter.skip();
            self.recent.clear();
            self.meter.show(frame, false);
            return;
        }
        // Detectors hear the filtered and lifted sound; the recogniser gets it as it came.
        let filtered = self.filter.filter(frame);
        let level_db = levels::dbfs(levels::rms(&filtered));
        let gain = self.gain.push(levels::peak(&filtered), self.segmenter.floor_db());
        let lifted: Vec<f32> = filtered.iter().map(|sample| (sample * gain).clamp(-1.0, 1.0)).collect();
        let probability = self.detector.predict_f32(&lifted);
        if attention == Attention::Idle {
            self.segmenter.settle(level_db);
            self.recent.clear();
            self.meter.show(frame, false);
            return;
        }
        for event in self.segmenter.push(probability, level_db, frame) {
            events.push(match event {
                SegmentEvent::Began(sample) => EarEvent::Began(sample),
                SegmentEvent::Paused(segment) => EarEvent::Paused(segment),
            });
        }
        let voiced = self.segmenter.is_voiced();
        self.meter.show(frame, voiced);
        let surplus = (self.recent.len() + frame.len()).saturating_sub(PITCH_WINDOW);
        self.recent.drain(..surplus.min(self.recent.len()));
        self.recent.extend_from_slice(frame);
        // Only voices have a pitch that matters, and it is the dearest step.
        let pitch = if voiced { pitch::pitch(&self.recent) } else { None };
        if self.phrases.push(PhraseFrame { voiced: voiced && self.segmenter.is_open(), level_db, pitch }) {
            events.push(EarEvent::PhraseEnd(self.position()));
        }
    }
}
