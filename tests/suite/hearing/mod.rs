//! Behaviour of `hearing` and of the parts of `speech` that it rests on.

#![expect(clippy::unwrap_used, reason = "a failing helper fails its test")]

mod convert;
mod ear;
#[cfg(feature = "whisper")]
pub(crate) mod ggml;
mod listener;
mod model_file;
mod phrase;
mod recordings;
mod rig;
mod segment;
pub(crate) mod sound;
mod timebase;
mod tokens;
mod transcribe;
mod trial;
mod trouble;
mod vad;
#[cfg(feature = "whisper")]
mod whisper;
