//! The interviewer's voice: synthesis, playback and the clock that the lips follow.

mod error;
pub mod polish;
pub mod render;
pub mod synth;
pub mod text;
pub mod tract;

// Playback is native; in the browser the page plays what `render` makes.
#[cfg(not(target_arch = "wasm32"))]
pub mod bench;
#[cfg(not(target_arch = "wasm32"))]
pub mod clock;
#[cfg(not(target_arch = "wasm32"))]
pub mod lips;
#[cfg(not(target_arch = "wasm32"))]
pub mod messages;
#[cfg(not(target_arch = "wasm32"))]
pub mod performer;
#[cfg(not(target_arch = "wasm32"))]
pub mod playback;
#[cfg(not(target_arch = "wasm32"))]
pub mod speaker;

pub use error::VoiceError;
pub use render::{Rendered, RenderedSentence, render};
pub use synth::{SAMPLE_RATE, Spoken, SpokenWord, Style, Synth};

#[cfg(not(target_arch = "wasm32"))]
pub use clock::{AudioClock, Position};
#[cfg(not(target_arch = "wasm32"))]
pub use lips::Lips;
#[cfg(not(target_arch = "wasm32"))]
pub use messages::{Command, Notice};
#[cfg(not(target_arch = "wasm32"))]
pub use performer::Performer;
#[cfg(not(target_arch = "wasm32"))]
pub use speaker::{Options, Speaker, SpeakerHandle, spawn};
