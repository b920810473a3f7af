//! Voice activity: from one probability per frame to "the voice began" and "the voice paused". Pure: it is given what
//! a detector thinks of each frame and how loud the frame is, and holds counters only.

use super::levels::NoiseFloor;

/// The rate at which everything that listens works, in Hz.
pub const SAMPLE_RATE: u32 = 16_000;
/// Samples of a frame: 16 ms.
pub const FRAME_SAMPLES: usize = 256;
/// Milliseconds of a frame.
pub const FRAME_MS: u32 = 16;

/// Frames that cover at least this time.
#[must_use]
pub const fn frames(ms: u32) -> u32 {
    ms.div_ceil(FRAME_MS)
}

/// How a voice is told from a noise.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct VadSettings {
    /// Probability from which a frame counts as voice while none is open.
    pub onset: f32,
    /// Probability down to which a frame still counts as voice while one is open. Lower than `onset`: hysteresis.
    pub offset: f32,
    /// A voiced frame is at least this much louder than the noise floor.
    pub above_floor_db: f32,
    /// So many voiced frames ...
    pub onset_hits: u32,
    /// ... among so many open the voice.
    pub onset_window: u32,
    /// Loud sound right before the first voiced frame belongs to the voice, up to this time.
    pub rise_ms: u32,
    /// Silence after which a voice has paused. A shorter gap does not split it.
    pub hangover_ms: u32,
}

impl Default for VadSettings {
    fn default() -> Self {
        Self { onset: 0.6, offset: 0.4, above_floor_db: 6.0, onset_hits: 3, onset_window: 5, rise_ms: 160, hangover_ms: 300 }
    }
}

/// A change. Frames are counted from 0 since the detector was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VadEvent {
    /// A voice began. It is noticed at least `onset_hits` frames later.
    SpeechBegan {
        /// The first frame of it.
        frame: u64,
    },
    /// The voice has been silent for `hangover_ms`.
    SpeechPaused {
        /// The frame after the last voiced one.
        frame: u64,
        /// Milliseconds from the first voiced frame to here.
        voiced_ms: u32,
    },
}

/// Onset, hysteresis and hangover over a detector's probabilities.
#[derive(Clone, Debug)]
pub struct SmoothedVad {
    settings: VadSettings,
    floor: NoiseFloor,
    /// Frames taken in so far.
    count: u64,
    /// One bit per frame, the newest lowest: voiced or not.
    history: u64,
    /// The same: louder than the floor or not.
    loud: u64,
    open: Option<Open>,
}

#[derive(Clone, Copy, Debug)]
struct Open {
    began: u64,
    last_voiced: u64,
}

impl SmoothedVad {
    /// A detector that has heard nothing yet.
    #[must_use]
    pub fn new(settings: VadSettings) -> Self {
        Self { settings, floor: NoiseFloor::default(), count: 0, history: 0, loud: 0, open: None }
    }

    /// Takes in the next frame: the detector's probability (0 to 1) and the level in dBFS.
    pub fn push(&mut self, probability: f32, level_db: f32) -> Option<VadEvent> {
        let floor = self.floor.push(level_db);
        let threshold = if self.open.is_some() { self.settings.offset } else { self.settings.onset };
        let loud = level_db >= floor + self.settings.above_floor_db;
        let voiced = loud && probability >= threshold;
        let frame = self.count;
        self.count += 1;
        self.history = self.history << 1 | u64::from(voiced);
        self.loud = self.loud << 1 | u64::from(loud);
        match &mut self.open {
            None => {
                let window = self.history & ((1 << self.settings.onset_window.min(63)) - 1);
                if window.count_ones() < self.settings.onset_hits.max(1) {
                    return None;
                }
                // Detectors need some frames to be sure: the voice began where the sound rose out of the floor.
                let first = 63 - window.leading_zeros();
                let risen = (self.loud >> first).trailing_ones().saturating_sub(1).min(frames(self.settings.rise_ms));
                let began = frame.saturating_sub(u64::from(first + risen));
                self.open = Some(Open { began, last_voiced: frame });
                Some(VadEvent::SpeechBegan { frame: began })
            }
            Some(open) => {
                if voiced {
                    open.last_voiced = frame;
                    return None;
                }
                if frame - open.last_voiced < u64::from(frames(self.settings.hangover_ms)) {
                    return None;
                }
                self.close()
            }
        }
    }

    /// Lets a frame pass unheard, as while the ears are covered: it counts as time and as nothing else.
    pub fn skip(&mut self) {
        self.count += 1;
        self.history <<= 1;
        self.loud <<= 1;
    }

    /// Learns the noise floor from a frame that no voice is looked for in.
    pub fn settle(&mut self, level_db: f32) {
        self.floor.push(level_db);
        self.skip();
    }

    /// Ends an open voice at once, as when the floor is taken away.
    pub fn close(&mut self) -> Option<VadEvent> {
        let open = self.open.take()?;
        self.history = 0;
        self.loud = 0;
        let end = open.last_voiced + 1;
        let voiced_ms = u32::try_from(end - open.began).unwrap_or(u32::MAX).saturating_mul(FRAME_MS);
        Some(VadEvent::SpeechPaused { frame: end, voiced_ms })
    }

    /// Begins an open voice anew at this frame, as when an overlong one is cut in two.
    pub fn restart(&mut self, frame: u64) {
        if let Some(open) = &mut self.open {
            open.began = frame;
            open.last_voiced = open.last_voiced.max(frame);
        }
    }

    /// Whether a voice is open, its pauses shorter than the hangover included.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Whether the newest frame was voiced.
    #[must_use]
    pub fn is_voiced(&self) -> bool {
        self.history & 1 == 1
    }

    /// Frames taken in so far.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.count
    }

    /// The noise floor in dBFS.
    #[must_use]
    pub fn floor_db(&self) -> f32 {
        self.floor.level()
    }
}
