//! The pitch of a voice by autocorrelation, as much as listening behaviour needs. Pure.

use super::vad::SAMPLE_RATE;

/// Samples that one estimate looks at: 48 ms, which holds three periods of the lowest voice.
pub const PITCH_WINDOW: usize = 768;

/// Every second sample is used: 8 kHz resolve a pitch of 200 Hz to 2.5 %.
const STEP: usize = 2;
/// Lags of 400 Hz and of 62.5 Hz at that rate.
const LAGS: std::ops::RangeInclusive<usize> = SHORTEST..=LONGEST;
const SHORTEST: usize = SAMPLE_RATE as usize / STEP / 400;
const LONGEST: usize = 128;
/// Normalised correlation below which there is no pitch. Voices have 0.7 and more, noise below 0.35.
const CLEAR: f32 = 0.5;

/// The fundamental frequency in Hz of the last [`PITCH_WINDOW`] samples at 16 kHz; `None` for fewer samples, for noise
/// and for silence. Octave errors are possible: take medians.
#[must_use]
pub fn pitch(samples: &[f32]) -> Option<f32> {
    let from = samples.len().checked_sub(PITCH_WINDOW)?;
    let window: Vec<f32> = samples[from..].iter().step_by(STEP).copied().collect();
    let mean = window.iter().sum::<f32>() / window.len() as f32;
    let window: Vec<f32> = window.iter().map(|sample| sample - mean).collect();
    let span = window.len() - LONGEST;
    let energy: f32 = window[..span].iter().map(|sample| sample * sample).sum();
    if energy < 1e-6 {
        return None;
    }
    let correlations: Vec<f32> = LAGS.map(|lag| correlation(&window, span, energy, lag)).collect();
    let best = correlations.iter().copied().fold(0.0, f32::max);
    if best < CLEAR {
        return None;
    }
    // Multiples of the period correlate as well as the period itself: the first peak near the best one is the period.
    let peak = (1..correlations.len().saturating_sub(1)).find(|&at| {
        correlations[at] >= 0.9 * best && correlations[at] >= correlations[at - 1] && correlations[at] >= correlations[at + 1]
    })?;
    Some(SAMPLE_RATE as f32 / STEP as f32 / (SHORTEST + peak) as f32)
}

fn correlation(window: &[f32], span: usize, energy: f32, lag: usize) -> f32 {
    let (mut product, mut shifted) = (0.0, 0.0);
    for (near, far) in window[..span].iter().zip(&window[lag..lag + span]) {
        product += near * far;
        shifted += far * far;
    }
    product / (energy * shifted).sqrt().max(1e-9)
}
