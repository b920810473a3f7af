//! Sound made for the tests: a synthesised voice, noises with a seed, tones, and files of them.

use std::path::{Path, PathBuf};

use hound::{SampleFormat, WavSpec, WavWriter};

pub(crate) const RATE: usize = 16_000;

/// A sentence spoken by the embedded voice, mono at 16 kHz, without the silence around it.
pub(crate) fn speech(text: &str) -> Vec<f32> {
    let mut engine = flite_rs::Engine::new();
    assert!(engine.select_voice("kal16"), "the 16 kHz voice is built in");
    let audio = engine.synthesize(text);
    assert_eq!(audio.sample_rate as usize, RATE);
    let samples: Vec<f32> = audio.samples.iter().map(|sample| f32::from(*sample) / 32_768.0).collect();
    let loud = |sample: &f32| sample.abs() > 0.02;
    let from = samples.iter().position(loud).unwrap();
    let to = samples.iter().rposition(loud).unwrap();
    samples[from..=to].to_vec()
}

pub(crate) fn silence(ms: usize) -> Vec<f32> {
    vec![0.0; ms * RATE / 1000]
}

/// White noise of this amplitude.
pub(crate) fn noise(seed: u64, amplitude: f32, ms: usize) -> Vec<f32> {
    let mut state = seed.wrapping_mul(2) + 1;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as f32 / (1_u64 << 30) as f32 - 1.0
    };
    (0..ms * RATE / 1000).map(|_| next() * amplitude).collect()
}

/// Noise with most of its power below 100 Hz, as of traffic or a fan.
pub(crate) fn rumble(seed: u64, amplitude: f32, ms: usize) -> Vec<f32> {
    let mut low = 0.0;
    let smooth = |sample: f32| {
        low = low * 0.98 + sample * 0.2;
        low
    };
    noise(seed, amplitude, ms).into_iter().map(smooth).collect()
}

pub(crate) fn tone(hz: f32, amplitude: f32, rate: usize, ms: usize) -> Vec<f32> {
    (0..ms * rate / 1000).map(|n| amplitude * (std::f32::consts::TAU * hz * n as f32 / rate as f32).sin()).collect()
}

pub(crate) fn together(parts: &[&[f32]]) -> Vec<f32> {
    parts.concat()
}

/// Adds a steady background.
pub(crate) fn over(sound: &[f32], background: &[f32]) -> Vec<f32> {
    sound.iter().zip(background.iter().cycle()).map(|(a, b)| (a + b).clamp(-1.0, 1.0)).collect()
}

pub(crate) fn scaled(sound: &[f32], factor: f32) -> Vec<f32> {
    sound.iter().map(|sample| sample * factor).collect()
}

/// Writes 16-bit mono.
pub(crate) fn write(folder: &Path, name: &str, rate: usize, samples: &[f32]) -> PathBuf {
    write_as(
        folder,
        name,
        WavSpec { channels: 1, sample_rate: rate as u32, bits_per_sample: 16, sample_format: SampleFormat::Int },
        samples,
    )
}

/// Writes the samples in any format, the same on all channels.
pub(crate) fn write_as(folder: &Path, name: &str, spec: WavSpec, samples: &[f32]) -> PathBuf {
    let path = folder.join(name);
    let mut writer = WavWriter::create(&path, spec).unwrap();
    let full = ((1_i64 << (spec.bits_per_sample - 1)) - 1) as f32;
    for sample in samples {
        for _ in 0..spec.channels {
            match spec.sample_format {
                SampleFormat::Float => writer.write_sample(*sample).unwrap(),
                SampleFormat::Int => writer.write_sample((sample * full) as i32).unwrap(),
            }
        }
    }
    writer.finalize().unwrap();
    path
}
