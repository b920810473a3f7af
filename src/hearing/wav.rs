//! Recorded answers: a WAV file of any rate, number of channels and sample size, as mono samples at 16 kHz.

use std::fs::File;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use hound::{SampleFormat, WavReader};
use thiserror::Error;

use super::convert::{RateError, To16k};

/// Longest recording that is read, in seconds: an hour, 230 MB of samples.
pub const LONGEST_SECS: u32 = 3600;

/// A recording that cannot be used.
#[derive(Debug, Error)]
pub enum WavError {
    /// The file cannot be read.
    #[error("the recording {path} cannot be read: {reason}")]
    Unreadable {
        /// Which file.
        path: PathBuf,
        /// What the operating system says.
        reason: std::io::Error,
    },
    /// The file is something else.
    #[error("{path} is not a WAV recording ({reason}); export it as WAV (PCM) and try again")]
    NotWav {
        /// Which file.
        path: PathBuf,
        /// What is wrong.
        reason: String,
    },
    /// The file is shorter than its header says.
    #[error("the recording {path} is damaged: it breaks off before its stated end; record or copy it again")]
    Truncated {
        /// Which file.
        path: PathBuf,
    },
    /// The file has a header and nothing else.
    #[error("the recording {path} holds no sound; record it again")]
    Empty {
        /// Which file.
        path: PathBuf,
    },
    /// The recording is too long for an answer.
    #[error("the recording {path} is longer than an hour; cut it into one file per answer")]
    TooLong {
        /// Which file.
        path: PathBuf,
    },
    /// An odd sample rate.
    #[error("the recording {path} cannot be used: {reason}")]
    Rate {
        /// Which file.
        path: PathBuf,
        /// What is wrong.
        reason: RateError,
    },
}

/// Reads a recording as mono samples at 16 kHz; channels are averaged.
///
/// # Errors
/// When the file is missing, is no WAV, breaks off, holds no sound or more than an hour.
pub fn read(path: &Path) -> Result<Vec<f32>, WavError> {
    let mut reader = WavReader::open(path).map_err(|error| explain(path, error))?;
    let spec = reader.spec();
    if reader.duration() == 0 || spec.channels == 0 {
        return Err(WavError::Empty { path: path.to_owned() });
    }
    if reader.duration() / spec.sample_rate.max(1) > LONGEST_SECS {
        return Err(WavError::TooLong { path: path.to_owned() });
    }
    let mono = match spec.sample_format {
        SampleFormat::Float => mixed(path, reader.samples::<f32>(), spec.channels)?,
        SampleFormat::Int => {
            let scale = 1.0 / (1_i64 << (spec.bits_per_sample.clamp(1, 32) - 1)) as f32;
            mixed(path, reader.samples::<i32>().map(|sample| sample.map(|sample| sample as f32 * scale)), spec.channels)?
        }
    };
    let mut converter = To16k::new(spec.sample_rate).map_err(|reason| WavError::Rate { path: path.to_owned(), reason })?;
    let mut out = Vec::new();
    converter.push(&mono, &mut out);
    converter.finish(&mut out);
    Ok(out)
}

/// Averages the channels. Values that are no number count as silence.
fn mixed(path: &Path, samples: impl Iterator<Item = hound::Result<f32>>, channels: u16) -> Result<Vec<f32>, WavError> {
    let share = 1.0 / f32::from(channels);
    let mut mono = Vec::new();
    let (mut sum, mut channel) = (0.0, 0);
    for sample in samples {
        let sample = sample.map_err(|error| explain(path, error))?;
        sum += if sample.is_finite() { sample } else { 0.0 };
        channel += 1;
        if channel == channels {
            mono.push(sum * share);
            (sum, channel) = (0.0, 0);
        }
    }
    if mono.is_empty() { Err(WavError::Empty { path: path.to_owned() }) } else { Ok(mono) }
}

fn explain(path: &Path, error: hound::Error) -> WavError {
    let path = path.to_owned();
    match error {
        // hound tells a short read as an I/O error of its own making.
        hound::Error::IoError(reason) if matches!(reason.kind(), ErrorKind::UnexpectedEof | ErrorKind::Other) => {
            if File::open(&path).and_then(|file| file.metadata()).is_ok_and(|meta| meta.len() == 0) {
                WavError::Empty { path }
            } else {
                WavError::Truncated { path }
            }
        }
        hound::Error::IoError(reason) => WavError::Unreadable { path, reason },
        hound::Error::UnfinishedSample => WavError::Truncated { path },
        hound::Error::FormatError(reason) => WavError::NotWav { path, reason: reason.to_owned() },
        hound::Error::Unsupported => WavError::NotWav { path, reason: "a compressed kind".to_owned() },
        other => WavError::NotWav { path, reason: other.to_string() },
    }
}
