//! Loudness of short frames, the noise floor of a room, and the gain that brings a quiet microphone to a usual level.

use std::collections::VecDeque;

/// The level given for digital silence, in dBFS.
pub const SILENCE_DB: f32 = -120.0;

/// Root mean square of the samples; 0 for none.
#[must_use]
pub fn rms(samples: &[f32]) -> f32 {
    if samples.is_empty() {
        return 0.0;
    }
    (samples.iter().map(|sample| sample * sample).sum::<f32>() / samples.len() as f32).sqrt()
}

/// The largest magnitude; 0 for none.
#[must_use]
pub fn peak(samples: &[f32]) -> f32 {
    samples.iter().fold(0.0, |peak, sample| peak.max(sample.abs()))
}

/// An amplitude (1.0 is full scale) in dBFS, at least [`SILENCE_DB`].
#[must_use]
pub fn dbfs(amplitude: f32) -> f32 {
    if amplitude <= 0.0 { SILENCE_DB } else { (20.0 * amplitude.log10()).max(SILENCE_DB) }
}

/// The amplitude of a level in dBFS.
#[must_use]
pub fn amplitude(db: f32) -> f32 {
    10f32.powf(db / 20.0)
}

/// The steady background of a room by minimum statistics: the quietest smoothed frame of the last three seconds
/// (after R. Martin, "Noise power spectral density estimation based on optimal smoothing and minimum statistics",
/// 2001, here on the whole band). Speech has gaps and dips far below its mean, a fan has not.
#[derive(Clone, Debug)]
pub struct NoiseFloor {
    recent: VecDeque<f32>,
    smoothed: VecDeque<f32>,
    guessed: bool,
}

/// Frames in three seconds of 16 ms.
const FLOOR_WINDOW: usize = 188;
/// Frames that are averaged before the minimum is taken.
const FLOOR_SMOOTHING: usize = 3;
/// Frames after which the room is known better than guessed: half a second.
const FLOOR_KNOWN: usize = 32;
/// What a room is taken for before it was heard: louder than most, so that nothing is amplified on a guess.
const FLOOR_AT_FIRST: f32 = -50.0;

impl Default for NoiseFloor {
    fn default() -> Self {
        Self { recent: VecDeque::with_capacity(FLOOR_SMOOTHING), smoothed: VecDeque::from([FLOOR_AT_FIRST]), guessed: true }
    }
}

impl NoiseFloor {
    /// Takes in the level of the next 16 ms frame, in dBFS, and gives the floor.
    pub fn push(&mut self, level_db: f32) -> f32 {
        if self.recent.len() == FLOOR_SMOOTHING {
            self.recent.pop_front();
        }
        self.recent.push_back(level_db);
        if self.smoothed.len() == FLOOR_WINDOW || self.guessed && self.smoothed.len() == FLOOR_KNOWN {
            self.smoothed.pop_front();
            self.guessed = false;
        }
        self.smoothed.push_back(self.recent.iter().sum::<f32>() / self.recent.len() as f32);
        self.level()
    }

    /// The floor in dBFS.
    #[must_use]
    pub fn level(&self) -> f32 {
        self.smoothed.iter().copied().fold(f32::INFINITY, f32::min)
    }
}

/// A slow automatic gain for a detector that expects speech at a usual level. It follows the loudest of the last
/// seconds and never lifts the noise floor into what could pass for a voice. It is not applied to what is recognised.
#[derive(Clone, Copy, Debug)]
pub struct AutoGain {
    envelope: f32,
    gain: f32,
}

/// The peak that speech is brought to.
const GAIN_TARGET: f32 = 0.5;
/// 24 dB: a laptop microphone across a table.
const GAIN_MAX: f32 = 16.0;
/// What the noise floor may be lifted to, about -46 dBFS.
const GAIN_NOISE: f32 = 0.005;
/// Decay of the envelope per 16 ms frame: a time constant of ten seconds.
const GAIN_DECAY: f32 = 0.9984;

impl Default for AutoGain {
    fn default() -> Self {
        Self { envelope: 0.05, gain: 1.0 }
    }
}

impl AutoGain {
    /// Takes in the peak of the next frame and the floor in dBFS, and gives the factor for this frame.
    pub fn push(&mut self, frame_peak: f32, floor_db: f32) -> f32 {
        self.envelope = frame_peak.max(self.envelope * GAIN_DECAY);
        let wanted = (GAIN_TARGET / self.envelope.max(1e-3)).clamp(1.0, GAIN_MAX);
        let allowed = (GAIN_NOISE / amplitude(floor_db).max(1e-6)).max(1.0);
        let goal = wanted.min(allowed);
        // Down at once, so that nothing clips; up within half a second.
        self.gain = if goal < self.gain { goal } else { self.gain + (goal - self.gain) * 0.1 };
        self.gain
    }
}

/// A high-pass for what only detectors hear: traffic, fans, mains hum and knocks on the table lie below a voice.
/// Second order (R. Bristow-Johnson, "Cookbook formulae for audio equalizer biquad filter coefficients"), Butterworth.
#[derive(Clone, Copy, Debug)]
pub struct HighPass {
    feed: [f32; 3],
    back: [f32; 2],
    past_in: [f32; 2],
    past_out: [f32; 2],
}

impl HighPass {
    /// A filter with its corner (-3 dB) at `corner_hz`, for sound of this rate.
    #[must_use]
    pub fn new(corner_hz: f32, rate: u32) -> Self {
        let omega = std::f32::consts::TAU * corner_hz / rate as f32;
        let (sin, cos) = omega.sin_cos();
        let alpha = sin * std::f32::consts::FRAC_1_SQRT_2;
        let scale = 1.0 / (1.0 + alpha);
        let side = (1.0 + cos) / 2.0 * scale;
        Self { feed: [side, -2.0 * side, side], back: [-2.0 * cos * scale, (1.0 - alpha) * scale], past_in: [0.0; 2], past_out: [0.0; 2] }
    }

    /// The filtered samples.
    #[must_use]
    pub fn filter(&mut self, samples: &[f32]) -> Vec<f32> {
        samples.iter().map(|sample| self.step(*sample)).collect()
    }

    fn step(&mut self, sample: f32) -> f32 {
        let [now, one, two] = self.feed;
        let out = now * sample + one * self.past_in[0] + two * self.past_in[1]
            - self.back[0] * self.past_out[0]
            - self.back[1] * self.past_out[1];
        self.past_in = [sample, self.past_in[0]];
        self.past_out = [out, self.past_out[0]];
        out
    }
}
