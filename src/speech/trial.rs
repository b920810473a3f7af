//! What a few seconds of recording say about a microphone and the room around it.

use super::levels::{HighPass, SILENCE_DB, dbfs, peak, rms};
use super::vad::{FRAME_SAMPLES, SAMPLE_RATE};

/// What is to be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is fine.
    Good,
    /// Nothing but zeros: it is switched off.
    Silent,
    /// There was no voice in it.
    NoVoice,
    /// The voice is too quiet.
    TooQuiet,
    /// The voice is cut off at the top.
    TooLoud,
    /// The room is nearly as loud as the voice.
    Noisy,
}

/// What was measured, in dBFS.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Measured {
    /// The loud parts: the level that a tenth of the frames exceed.
    pub voice_db: f32,
    /// The quiet parts: the level that nine tenths of the frames exceed.
    pub room_db: f32,
    /// Share of samples at the edge of what can be expressed, 0 to 1.
    pub clipped: f32,
}

/// Below this nothing can have been heard at all: the least step of 16 bits.
const ZERO_DB: f32 = -90.0;
/// A sample at or above this is at the edge.
const EDGE: f32 = 0.985;
/// Share of samples at the edge from which cut tops are heard.
const CUT: f32 = 0.001;
/// A voice stands at least so far above the pauses between its words.
const VOICE_DB: f32 = 8.0;
/// Below this distance between voice and room recognisers begin to err noticeably.
const CLEAR_DB: f32 = 16.0;
/// Recognisers and ears want speech above this.
const QUIET_DB: f32 = -42.0;
/// A steady sound louder than this is noise and not a quiet room.
const LOUD_ROOM_DB: f32 = -45.0;
/// What lies below is traffic and fans, which neither ears nor recognisers mind.
const FROM_HZ: f32 = 100.0;

/// Measures a recording: mono at 16 kHz. `None` for less than half a second.
#[must_use]
pub fn measure(samples: &[f32]) -> Option<Measured> {
    if samples.len() < SAMPLE_RATE as usize / 2 {
        return None;
    }
    let clipped = samples.iter().filter(|sample| sample.abs() >= EDGE).count() as f32 / samples.len() as f32;
    let heard = HighPass::new(FROM_HZ, SAMPLE_RATE).filter(samples);
    // The filter's first frame is its own swinging in.
    let mut levels: Vec<f32> = heard.chunks_exact(FRAME_SAMPLES).skip(1).map(|frame| dbfs(rms(frame))).collect();
    levels.sort_by(f32::total_cmp);
    let at = |share: f32| levels.get(((levels.len() as f32 - 1.0) * share) as usize).copied().unwrap_or(SILENCE_DB);
    Some(Measured { voice_db: at(0.9), room_db: at(0.1), clipped })
}

/// What there is to be told of a recording: the worst first.
#[must_use]
pub fn verdict(samples: &[f32]) -> Verdict {
    let Some(measured) = measure(samples) else { return Verdict::NoVoice };
    let apart = measured.voice_db - measured.room_db;
    if dbfs(peak(samples)) < ZERO_DB {
        Verdict::Silent
    } else if measured.clipped >= CUT {
        Verdict::TooLoud
    } else if apart < VOICE_DB {
        if measured.room_db > LOUD_ROOM_DB { Verdict::Noisy } else { Verdict::NoVoice }
    } else if measured.voice_db < QUIET_DB {
        Verdict::TooQuiet
    } else if apart < CLEAR_DB {
        Verdict::Noisy
    } else {
        Verdict::Good
    }
}
