//! A longer or shorter throat: moves all resonances of a voice by one factor, so that a higher voice is another person and not the same one
//! speaking high.
//!
//! Reading recorded sound faster raises everything, pitch and resonances alike; the synthesiser is asked for that much lower and slower speech.

/// Zero crossings of the interpolation kernel on each side.
const REACH: usize = 16;

/// How much of a change of pitch the resonances follow. Between speakers an octave of pitch goes with resonances 15 to 20 % higher
/// (Peterson and Barney, 1952).
const SHARE: f32 = 0.25;

/// The factor for a change of pitch in semitones.
#[must_use]
pub fn factor(semitones: f32) -> f32 {
    2f32.powf(semitones.clamp(-8.0, 10.0) * SHARE / 12.0)
}

/// Reads samples `factor` times as fast, band-limited (windowed sinc).
#[must_use]
pub fn read_faster(samples: &[f32], factor: f32) -> Vec<f32> {
    if (factor - 1.0).abs() < 1e-3 || samples.is_empty() {
        return samples.to_vec();
    }
    let cutoff = f64::from(factor.recip().min(1.0)) * 0.97;
    let length = (samples.len() as f64 / f64::from(factor)) as usize;
    let reach = (REACH as f64 / cutoff).ceil();
    (0..length)
        .map(|index| {
            let centre = index as f64 * f64::from(factor);
            let first = (centre - reach).ceil().max(0.0) as usize;
            let last = ((centre + reach) as usize).min(samples.len() - 1);
            let sum: f64 = (first..=last).map(|at| f64::from(samples[at]) * kernel(at as f64 - centre, cutoff, reach)).sum();
            sum as f32
        })
        .collect()
}

/// Low-pass at `cutoff` (1 is half the sample rate) under a raised cosine of half-width `reach`.
fn kernel(offset: f64, cutoff: f64, reach: f64) -> f64 {
    use std::f64::consts::PI;
    let angle = PI * offset * cutoff;
    let sinc = if angle.abs() < 1e-9 { 1.0 } else { angle.sin() / angle };
    cutoff * sinc * 0.5 * (1.0 + (PI * offset / reach).cos())
}
