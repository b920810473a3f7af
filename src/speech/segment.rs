//! From frames to segments: the stretch of sound from shortly before a voice began until it paused, which is what a
//! recogniser gets in one piece. Pure.

use std::collections::VecDeque;
use std::fmt;

use super::vad::{FRAME_MS, FRAME_SAMPLES, SAMPLE_RATE, SmoothedVad, VadEvent, VadSettings, frames};

/// How sound is cut into segments.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SegmentSettings {
    /// How a voice is told from a noise.
    pub vad: VadSettings,
    /// Sound kept from before the first voiced frame: soft consonants come before what a detector notices.
    pub preroll_ms: u32,
    /// Voiced time below which a segment is no speech: a click, a cough.
    pub min_voiced_ms: u32,
    /// A segment is cut at the latest after this time, at its quietest place.
    pub max_ms: u32,
    /// The quietest place is looked for in this much time at the end.
    pub search_ms: u32,
}

impl Default for SegmentSettings {
    fn default() -> Self {
        Self { vad: VadSettings::default(), preroll_ms: 300, min_voiced_ms: 112, max_ms: 20_000, search_ms: 6_000 }
    }
}

/// A stretch of sound with a voice in it. Samples are counted at 16 kHz from 0 since the segmenter was made.
#[derive(Clone, PartialEq)]
pub struct Segment {
    /// The sample that `pcm` begins with.
    pub start: u64,
    /// The first voiced sample.
    pub voiced_from: u64,
    /// The sample after the last voiced one.
    pub voiced_to: u64,
    /// Mono, 16 kHz, with the pre-roll before and the hangover after the voice.
    pub pcm: Vec<f32>,
    /// Whether enough of it is voiced to be worth recognising.
    pub speech: bool,
    /// Whether the voice went on: it was cut for its length.
    pub cut: bool,
}

impl Segment {
    /// Milliseconds from the first to the last voiced sample.
    #[must_use]
    pub fn voiced_ms(&self) -> u32 {
        milliseconds(self.voiced_to.saturating_sub(self.voiced_from))
    }

    /// Milliseconds of silence after the voice, for a pause that is noticed at this sample.
    #[must_use]
    pub fn silence_ms(&self, noticed: u64) -> u32 {
        if self.cut { 0 } else { milliseconds(noticed.saturating_sub(self.voiced_to)) }
    }
}

impl fmt::Debug for Segment {
    /// Without the sound, which is the candidate's own and long.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { start, voiced_from, voiced_to, pcm, speech, cut } = self;
        write!(f, "Segment {{ from {start} with {} samples, voiced {voiced_from}..{voiced_to}, speech {speech}, cut {cut} }}", pcm.len())
    }
}

/// A change.
#[derive(Clone, Debug, PartialEq)]
pub enum SegmentEvent {
    /// A voice began at this sample.
    Began(u64),
    /// A segment is complete. A voice that goes on after an overlong segment begins again at once.
    Paused(Segment),
}

/// Collects frames into segments.
#[derive(Clone, Debug)]
pub struct Segmenter {
    settings: SegmentSettings,
    vad: SmoothedVad,
    recent: VecDeque<Frame>,
    open: Option<Open>,
}

#[derive(Clone, Debug)]
struct Frame {
    pcm: Vec<f32>,
    level_db: f32,
    voiced: bool,
}

#[derive(Clone, Debug)]
struct Open {
    /// Index of the first frame of `frames`.
    first: u64,
    voiced_from: u64,
    frames: VecDeque<Frame>,
}

impl Segmenter {
    /// Nothing was heard yet.
    #[must_use]
    pub fn new(settings: SegmentSettings) -> Self {
        Self { settings, vad: SmoothedVad::new(settings.vad), recent: VecDeque::with_capacity(kept(&settings)), open: None }
    }

    /// Takes in the next frame of [`FRAME_SAMPLES`] samples with what the detector thinks of it and its level in dBFS.
    pub fn push(&mut self, probability: f32, level_db: f32, pcm: &[f32]) -> Vec<SegmentEvent> {
        let event = self.vad.push(probability, level_db);
        let frame = Frame { pcm: pcm.to_vec(), level_db, voiced: self.vad.is_voiced() };
        match &mut self.open {
            Some(open) => open.frames.push_back(frame),
            None => {
                if self.recent.len() == kept(&self.settings) {
                    self.recent.pop_front();
                }
                self.recent.push_back(frame);
            }
        }
        match event {
            Some(VadEvent::SpeechBegan { frame }) => vec![self.begin(frame)],
            Some(VadEvent::SpeechPaused { frame, .. }) => self.end(frame).into_iter().collect(),
            None => self.cut_if_overlong(),
        }
    }

    /// Lets a frame pass unheard. What was kept from before it is forgotten.
    pub fn skip(&mut self) {
        self.recent.clear();
        self.vad.skip();
    }

    /// Learns the noise floor from a frame that no voice is looked for in, and forgets its sound.
    pub fn settle(&mut self, level_db: f32) {
        self.recent.clear();
        self.vad.settle(level_db);
    }

    /// Completes an open segment at once, as when the floor is taken away, and forgets what was kept before a voice.
    pub fn close(&mut self) -> Option<Segment> {
        self.recent.clear();
        match self.vad.close() {
            Some(VadEvent::SpeechPaused { frame, .. }) => match self.end(frame) {
                Some(SegmentEvent::Paused(segment)) => Some(segment),
                _ => None,
            },
            _ => None,
        }
    }

    /// The segment that is being spoken: its first sample, and its sound so far.
    #[must_use]
    pub fn so_far(&self) -> Option<(u64, Vec<f32>)> {
        let open = self.open.as_ref()?;
        Some((samples(open.first), open.frames.iter().flat_map(|frame| frame.pcm.iter().copied()).collect()))
    }

    /// Whether a segment is open.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Whether the newest frame was voiced.
    #[must_use]
    pub fn is_voiced(&self) -> bool {
        self.vad.is_voiced()
    }

    /// The sample after the newest one.
    #[must_use]
    pub fn position(&self) -> u64 {
        samples(self.vad.count())
    }

    /// The noise floor in dBFS.
    #[must_use]
    pub fn floor_db(&self) -> f32 {
        self.vad.floor_db()
    }

    fn begin(&mut self, voiced_from: u64) -> SegmentEvent {
        let mut kept = std::mem::take(&mut self.recent);
        let mut first = self.vad.count() - kept.len() as u64;
        let wanted = voiced_from.saturating_sub(u64::from(frames(self.settings.preroll_ms)));
        while first < wanted && kept.pop_front().is_some() {
            first += 1;
        }
        self.open = Some(Open { first, voiced_from, frames: kept });
        SegmentEvent::Began(samples(voiced_from))
    }

    fn end(&mut self, voiced_to: u64) -> Option<SegmentEvent> {
        let open = self.open.take()?;
        Some(SegmentEvent::Paused(self.segment(open, voiced_to, false)))
    }

    fn segment(&self, open: Open, voiced_to: u64, cut: bool) -> Segment {
        let voiced = open.frames.iter().filter(|frame| frame.voiced).count() as u32 * FRAME_MS;
        Segment {
            start: samples(open.first),
            voiced_from: samples(open.voiced_from),
            voiced_to: samples(voiced_to),
            pcm: open.frames.into_iter().flat_map(|frame| frame.pcm).collect(),
            speech: voiced >= self.settings.min_voiced_ms,
            cut,
        }
    }

    fn cut_if_overlong(&mut self) -> Vec<SegmentEvent> {
        let length = frames(self.settings.max_ms) as usize;
        let Some(open) = self.open.as_mut().filter(|open| open.frames.len() >= length) else { return Vec::new() };
        let at = quietest(&open.frames, frames(self.settings.search_ms) as usize);
        let tail = open.frames.split_off(at);
        let cut = open.first + at as u64;
        let next = Open { first: cut, voiced_from: cut, frames: tail };
        let Some(head) = self.open.replace(next) else { return Vec::new() };
        self.vad.restart(cut);
        vec![SegmentEvent::Paused(self.segment(head, cut, true)), SegmentEvent::Began(samples(cut))]
    }
}

/// The frame in the last `search` around which 80 ms are quietest, but not the newest 10.
fn quietest(frames: &VecDeque<Frame>, search: usize) -> usize {
    let to = frames.len().saturating_sub(10).max(1);
    let from = to.saturating_sub(search).max(1).min(to);
    let around = |at: usize| -> f32 { frames.range(at.saturating_sub(2)..(at + 3).min(frames.len())).map(|frame| frame.level_db).sum() };
    (from..=to).min_by(|a, b| around(*a).total_cmp(&around(*b))).unwrap_or(to)
}

fn milliseconds(samples: u64) -> u32 {
    u32::try_from(samples * 1000 / u64::from(SAMPLE_RATE)).unwrap_or(u32::MAX)
}

/// Frames that are kept while no voice is open.
fn kept(settings: &SegmentSettings) -> usize {
    (frames(settings.preroll_ms) + settings.vad.onset_window + frames(settings.vad.rise_ms)).max(1) as usize
}

const fn samples(frame: u64) -> u64 {
    frame * FRAME_SAMPLES as u64
}
