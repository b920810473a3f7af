//! Makes the raw 16 kHz voice pleasant: no rumble, less hiss and edge, even loudness, and never a clipped sample.

use crate::speech::levels::{amplitude, dbfs, rms};

/// Loudness of speech after [`polish`], as the RMS of its voiced parts in dBFS. About -20 LUFS for one voice without music.
pub const LEVEL_DB: f32 = -20.0;
/// No sample is beyond it, dBFS.
pub const CEILING_DB: f32 = -1.0;
/// Above it the limiter begins to bend, dBFS.
const KNEE_DB: f32 = -5.0;
/// The raw voice lies near -28 dBFS; a short word is not blown up beyond this.
const MOST_GAIN_DB: f32 = 14.0;
/// Blocks quieter than this against the loudest are pauses.
const GATE_DB: f32 = -25.0;

/// Filters, levels and limits mono speech in place.
pub fn polish(samples: &mut [f32], sample_rate: u32) {
    let rate = sample_rate as f32;
    for mut filter in [Biquad::high_pass(70.0, rate), Biquad::low_shelf(240.0, 1.5, rate), Biquad::high_shelf(4_800.0, -3.0, rate)] {
        filter.run(samples);
    }
    let gain_db = (LEVEL_DB - speech_level_db(samples, sample_rate)).min(MOST_GAIN_DB);
    let gain = amplitude(gain_db);
    for sample in samples.iter_mut() {
        *sample = limited(*sample * gain);
    }
}

/// RMS of the parts that are speech, in dBFS: blocks of 20 ms within 25 dB of the loudest.
#[must_use]
pub fn speech_level_db(samples: &[f32], sample_rate: u32) -> f32 {
    let block = (sample_rate as usize / 50).max(1);
    let levels: Vec<f32> = samples.chunks(block).map(rms).collect();
    let gate = levels.iter().copied().fold(0.0f32, f32::max) * amplitude(GATE_DB);
    let voiced: Vec<f32> = levels.into_iter().filter(|level| *level > 0.0 && *level >= gate).collect();
    dbfs(rms(&voiced))
}

/// Straight below the knee, then bent so that it never passes the ceiling.
fn limited(sample: f32) -> f32 {
    let (knee, ceiling) = (amplitude(KNEE_DB), amplitude(CEILING_DB));
    let size = sample.abs();
    if size <= knee {
        return sample;
    }
    let room = ceiling - knee;
    (knee + room * ((size - knee) / room).tanh()).copysign(sample)
}

/// A second-order filter; coefficients from R. Bristow-Johnson's Audio EQ Cookbook.
#[derive(Clone, Copy, Debug)]
struct Biquad {
    b: [f32; 3],
    a: [f32; 2],
    state: [f32; 2],
}

impl Biquad {
    fn new(b: [f32; 3], a: [f32; 3]) -> Self {
        Self { b: b.map(|value| value / a[0]), a: [a[1] / a[0], a[2] / a[0]], state: [0.0; 2] }
    }

    fn high_pass(hertz: f32, rate: f32) -> Self {
        let (sin, cos) = (std::f32::consts::TAU * hertz / rate).sin_cos();
        let alpha = sin * std::f32::consts::FRAC_1_SQRT_2;
        Self::new([f32::midpoint(1.0, cos), -(1.0 + cos), f32::midpoint(1.0, cos)], [1.0 + alpha, -2.0 * cos, 1.0 - alpha])
    }

    fn low_shelf(hertz: f32, gain_db: f32, rate: f32) -> Self {
        Self::shelf(hertz, gain_db, rate, 1.0)
    }

    fn high_shelf(hertz: f32, gain_db: f32, rate: f32) -> Self {
        Self::shelf(hertz, gain_db, rate, -1.0)
    }

    /// `side` is 1 for the low shelf and -1 for the high one.
    fn shelf(hertz: f32, gain_db: f32, rate: f32, side: f32) -> Self {
        let root = 10f32.powf(gain_db / 40.0);
        let (sin, cos) = (std::f32::consts::TAU * hertz / rate).sin_cos();
        let cos = side * cos;
        let bend = 2.0 * root.sqrt() * sin * std::f32::consts::FRAC_1_SQRT_2;
        let (plus, minus) = (root + 1.0, root - 1.0);
        Self::new(
            [root * (plus - minus * cos + bend), side * 2.0 * root * (minus - plus * cos), root * (plus - minus * cos - bend)],
            [plus + minus * cos + bend, side * -2.0 * (minus + plus * cos), plus + minus * cos - bend],
        )
    }

    fn run(&mut self, samples: &mut [f32]) {
        let ([b0, b1, b2], [a1, a2], [mut s1, mut s2]) = (self.b, self.a, self.state);
        for sample in samples {
            let input = *sample;
            let output = b0 * input + s1;
            s1 = b1 * input - a1 * output + s2;
            s2 = b2 * input - a2 * output;
            *sample = output;
        }
        self.state = [s1, s2];
    }
}
