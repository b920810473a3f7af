//! Loudness over time: the envelope that a mouth opens with.

use super::levels::rms;

/// Loudness over time: the RMS of short overlapping pieces of a signal.
#[derive(Clone, Debug, PartialEq)]
pub struct Envelope {
    hop_s: f32,
    values: Vec<f32>,
    loud: f32,
}

impl Envelope {
    /// Distance of two values.
    const HOP_S: f32 = 0.01;
    /// Length of a piece: longer than a period of the lowest voice (70 Hz), shorter than a vowel.
    const WINDOW_S: f32 = 0.03;

    /// Measures mono samples.
    #[must_use]
    pub fn of(samples: &[f32], sample_rate: u32) -> Self {
        let rate = sample_rate.max(1) as f32;
        let hop = ((Self::HOP_S * rate) as usize).max(1);
        let half = ((Self::WINDOW_S * rate) as usize / 2).max(1);
        let values: Vec<f32> = (0..samples.len())
            .step_by(hop)
            .map(|centre| rms(&samples[centre.saturating_sub(half)..(centre + half).min(samples.len())]))
            .collect();
        let mut sorted = values.clone();
        sorted.sort_by(f32::total_cmp);
        let loud = sorted.get(sorted.len() * 9 / 10).copied().unwrap_or(0.0);
        Self { hop_s: hop as f32 / rate, values, loud }
    }

    /// RMS around a time in seconds; 0 outside.
    #[must_use]
    pub fn at(&self, time_s: f32) -> f32 {
        let place = time_s / self.hop_s;
        if self.values.is_empty() || place < 0.0 || place.is_nan() {
            return 0.0;
        }
        let index = place as usize;
        let here = self.values.get(index).copied().unwrap_or(0.0);
        let next = self.values.get(index + 1).copied().unwrap_or(0.0);
        here + (next - here) * (place - index as f32)
    }

    /// Loudness around a time against the loud parts of the same signal: 1 is its 90th percentile, 0 is silence, at most 1.5.
    #[must_use]
    pub fn relative(&self, time_s: f32) -> f32 {
        if self.loud <= f32::EPSILON { 0.0 } else { (self.at(time_s) / self.loud).min(1.5) }
    }
}
