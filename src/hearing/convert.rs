//! From any sample rate to the 16 kHz that everything here works at.

use rubato::audioadapter_buffers::direct::InterleavedSlice;
use rubato::{Fft, FixedSync, Resampler as _};
use thiserror::Error;

use crate::speech::vad::SAMPLE_RATE;

/// A sample rate that cannot be converted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a sample rate of {0} Hz cannot be converted to 16000 Hz; rates from 4000 to 768000 Hz can")]
pub struct RateError(pub u32);

/// Converts a stream of mono samples piece by piece. The delay of the filter is taken out, so that the n-th sample
/// in and the corresponding sample out are at the same time.
pub struct To16k {
    /// `None` when the rate is 16 kHz already.
    resampler: Option<Fft<f32>>,
    pending: Vec<f32>,
    buffer: Vec<f32>,
    /// Samples of the filter's delay that are still to be dropped.
    delay: usize,
    taken: u64,
    given: u64,
    rate: u32,
}

impl To16k {
    /// A converter from this rate in Hz.
    ///
    /// # Errors
    /// When the rate is none that a sound device or file has.
    pub fn new(rate: u32) -> Result<Self, RateError> {
        if !(4_000..=768_000).contains(&rate) {
            return Err(RateError(rate));
        }
        let resampler = if rate == SAMPLE_RATE {
            None
        } else {
            // 20 ms at a time: short enough to go unnoticed, long enough for a steep filter.
            let chunk = rate as usize / 50;
            let made = Fft::new(rate as usize, SAMPLE_RATE as usize, chunk, 1, FixedSync::Input);
            Some(made.map_err(|_unusable| RateError(rate))?)
        };
        let delay = resampler.as_ref().map_or(0, |resampler| resampler.output_delay());
        let buffer = vec![0.0; resampler.as_ref().map_or(0, |resampler| resampler.output_frames_max())];
        Ok(Self { resampler, pending: Vec::new(), buffer, delay, taken: 0, given: 0, rate })
    }

    /// Takes in samples and appends to `out` what is ready.
    pub fn push(&mut self, samples: &[f32], out: &mut Vec<f32>) {
        self.taken += samples.len() as u64;
        self.convert(samples, out);
    }

    /// Appends what is still held back: afterwards as much time has come out as has gone in.
    pub fn finish(&mut self, out: &mut Vec<f32>) {
        let due = (self.taken * u64::from(SAMPLE_RATE)).div_ceil(u64::from(self.rate));
        let silence = vec![0.0; self.rate as usize / 50];
        // The filter gives back what it holds after its own length; the bound is for a filter that never does.
        for _ in 0..64 {
            if self.given >= due {
                break;
            }
            self.convert(&silence, out);
        }
        let surplus = usize::try_from(self.given.saturating_sub(due)).unwrap_or(0);
        out.truncate(out.len().saturating_sub(surplus));
        self.given -= surplus as u64;
    }

    fn convert(&mut self, samples: &[f32], out: &mut Vec<f32>) {
        let Some(resampler) = &mut self.resampler else {
            out.extend_from_slice(samples);
            self.given += samples.len() as u64;
            return;
        };
        self.pending.extend_from_slice(samples);
        let mut from = 0;
        loop {
            let need = resampler.input_frames_next();
            let Some(input) = self.pending.get(from..from + need) else { break };
            let room = self.buffer.len();
            let (Ok(input), Ok(mut output)) = (InterleavedSlice::new(input, 1, need), InterleavedSlice::new_mut(&mut self.buffer, 1, room))
            else {
                break;
            };
            let Ok((used, made)) = resampler.process_into_buffer(&input, &mut output, None) else { break };
            from += used;
            let dropped = self.delay.min(made);
            self.delay -= dropped;
            out.extend_from_slice(&self.buffer[dropped..made]);
            self.given += (made - dropped) as u64;
        }
        self.pending.drain(..from);
    }
}
